#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The screen and the paper show the same page: our picture against poppler's of our PDF."""
import re
import subprocess
import zlib

from ctl import DONE, ctl, folder, grey_picture, page_text
from bs_tap import promise, run, true

PPI = 48
CELL = 8


def png_rows(data):
    """Rows of grey values, 0 to 255, of a PNG as broadsheetctl writes it: RGB, filters none and up."""
    at, compressed, size = 8, b'', None
    while at < len(data):
        length, kind = int.from_bytes(data[at:at + 4], 'big'), data[at + 4:at + 8]
        body = data[at + 8:at + 8 + length]
        if kind == b'IHDR':
            size = int.from_bytes(body[:4], 'big'), int.from_bytes(body[4:8], 'big')
        elif kind == b'IDAT':
            compressed += body
        at += length + 12
    width, height = size
    raw, rows, above = zlib.decompress(compressed), [], bytes(3 * width)
    for y in range(height):
        start = y * (3 * width + 1)
        row = raw[start + 1:start + 1 + 3 * width]
        if raw[start] == 2:
            row = bytes((a + b) & 255 for a, b in zip(row, above))
        else:
            true(raw[start] == 0, f'filter {raw[start]}')
        above = row
        rows.append(row[1::3])
    return rows


def pdf_rows(path):
    """The trimmed page as poppler draws it, in grey."""
    info = subprocess.run(['pdfinfo', '-box', path], capture_output=True, text=True, check=True).stdout
    box = {name: [float(part) for part in values.split()]
           for name, values in re.findall(r'^(\w+Box):\s+(.*)$', info, re.M)}
    media, trim = box['MediaBox'], box['TrimBox']
    scale = PPI / 72
    left, top = round((trim[0] - media[0]) * scale), round((media[3] - trim[3]) * scale)
    width, height = round((trim[2] - trim[0]) * scale), round((trim[3] - trim[1]) * scale)
    data = subprocess.run(['pdftoppm', '-gray', '-r', str(PPI), '-x', str(left), '-y', str(top), '-W', str(width),
                           '-H', str(height), path], capture_output=True, check=True).stdout
    match = re.match(rb'P5\s+(\d+)\s+(\d+)\s+255\s', data)
    width, height = int(match.group(1)), int(match.group(2))
    pixels = data[match.end():]
    return [pixels[y * width:(y + 1) * width] for y in range(height)]


def cells(rows):
    """Means of squares: where the ink is, without minding how edges are smoothed."""
    width, height = min(len(row) for row in rows) // CELL, len(rows) // CELL
    return [[sum(sum(row[x * CELL:(x + 1) * CELL]) for row in rows[y * CELL:(y + 1) * CELL]) / CELL ** 2
             for x in range(width)] for y in range(height)]


@promise('/cli/agreement/screen-and-paper-show-the-same-page')
def _():
    with folder():
        grey_picture('grey.png')
        ctl('compose', str(page_text()), 'grey.png', '-o', 'page.pdf', '--keep', 'a.broadsheet', '--name', '柳河新报',
            '--page-format', 'tabloid').expect(DONE)
        ours = cells(png_rows(ctl('export', 'a.broadsheet', '--to', 'png', '-o', '-', '--resolution', str(PPI)).expect(DONE).out))
        theirs = cells(pdf_rows('page.pdf'))
        true(abs(len(ours) - len(theirs)) <= 1, f'heights differ: {len(ours)} and {len(theirs)} cells')
        differences = [abs(a - b) for left, right in zip(ours, theirs) for a, b in zip(left, right)]
        inked = sum(value < 250 for row in ours for value in row)
        true(inked > len(differences) / 4, 'the page is nearly empty')
        mean = sum(differences) / len(differences)
        far = sum(difference > 48 for difference in differences)
        true(mean < 6 and far < len(differences) / 200, f'mean difference {mean:.1f}, {far} of {len(differences)} cells far off')
        print(f'# mean difference {mean:.2f} of 255, {far} of {len(differences)} cells far off')


run()
