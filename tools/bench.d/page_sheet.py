# SPDX-License-Identifier: GPL-3.0-or-later
"""A contact sheet: the first page of each issue, small, side by side in one PNG."""
import json
import pathlib
import struct
import subprocess
import tempfile
import zlib

SPACE = 8  # pixels
GROUND = bytes((120, 120, 120))


def paeth(left, up, corner):
    guess = left + up - corner
    off = abs(guess - left), abs(guess - up), abs(guess - corner)
    return (left, up, corner)[off.index(min(off))]


def unfilter(kind, row, above, step):
    """One row of a PNG (ISO/IEC 15948, 9.2)."""
    for index in range(len(row)):
        left = row[index - step] if index >= step else 0
        up = above[index]
        corner = above[index - step] if index >= step else 0
        guess = (0, left, up, (left + up) // 2, 0)[kind] if kind < 4 else paeth(left, up, corner)
        row[index] = (row[index] + guess) & 0xff
    return row


def read_png(path):
    """Width and rows of RGB; 8 bits, without interlace, as the program writes them."""
    data, place, packed, header = path.read_bytes(), 8, b'', None
    while place < len(data):
        length, kind = struct.unpack('>I4s', data[place:place + 8])
        chunk = data[place + 8:place + 8 + length]
        place += length + 12
        if kind == b'IHDR':
            header = struct.unpack('>IIBBBBB', chunk)
        elif kind == b'IDAT':
            packed += chunk
    width, height, depth, color = header[:4]
    step = {0: 1, 2: 3, 4: 2, 6: 4}[color]
    if depth != 8:
        raise ValueError(f'{path}: {depth} bits')
    raw, rows, above = zlib.decompress(packed), [], bytearray(width * step)
    for y in range(height):
        start = y * (width * step + 1)
        row = bytearray(raw[start + 1:start + 1 + width * step])
        above = unfilter(raw[start], row, above, step) if raw[start] else row
        if step == 3:
            rows.append(bytes(above))
        else:
            rows.append(b''.join(bytes(above[x:x + 3] if step == 4 else above[x:x + 1] * 3) for x in range(0, len(above), step)))
    return width, rows


def write_png(path, width, rows):
    def chunk(kind, content):
        return struct.pack('>I', len(content)) + kind + content + struct.pack('>I', zlib.crc32(kind + content))
    packed = zlib.compress(b''.join(b'\0' + row for row in rows), 6)
    path.write_bytes(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, len(rows), 8, 2, 0, 0, 0))
                     + chunk(b'IDAT', packed) + chunk(b'IEND', b''))


def draw(program, issue, resolution, folder):
    page = json.loads(issue.read_text(encoding='utf-8'))['pages'][0]['id']
    picture = pathlib.Path(folder) / f'{issue.stem}.png'
    done = subprocess.run([program, 'export', issue, '--page', page, '--resolution', str(resolution), '-o', picture],
                          capture_output=True, check=False)
    return read_png(picture) if done.returncode in (0, 1) and picture.exists() else (1, [GROUND])


def write(program, issues, out, columns, resolution):
    """All @issues, in their order, @columns a row."""
    with tempfile.TemporaryDirectory() as folder:
        pictures = [draw(program, issue, resolution, folder) for issue in issues]
    width = max(picture[0] for picture in pictures)
    rows = []
    for start in range(0, len(pictures), columns):
        shown = pictures[start:start + columns]
        rows += [GROUND * (columns * (width + SPACE) + SPACE)] * SPACE
        for y in range(max(len(picture[1]) for picture in shown)):
            row = b''
            for own, content in shown:
                row += GROUND * SPACE + (content[y] + GROUND * (width - own) if y < len(content) else GROUND * width)
            rows.append(row + GROUND * (columns * (width + SPACE) + SPACE - len(row) // 3))
    write_png(out, columns * (width + SPACE) + SPACE, rows + [GROUND * (columns * (width + SPACE) + SPACE)] * SPACE)
