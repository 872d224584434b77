#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves with other people's programs that what Broadsheet exports can be printed. Each promise is
one TAP line; where its program is missing it is skipped, saying which.

Usage: test-proof.py MAKE_DEMO CHECK_X4
"""
import functools
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile

MAKE_DEMO, CHECK_X4 = sys.argv[1:3]
MILLIMETRE = 72 / 25.4
MARGIN = 12  # mm from the sheet's edge to the trim, with marks: 3 of bleed, 9 of slug
INK_LIMIT = 240

# Points on the demo page, in mm from the trim's top left corner.
PANEL = (15, 15, 160, 24)
PHOTOS = [(20 + 60 * (i % 4), 270 + 50 * (i // 4), 50, 34) for i in range(6)]
RED_BALL = (20 + 5, 270 + 10)
GRAY_PHOTO = PHOTOS[1]


class Skip(Exception):
    pass


def need(program):
    if shutil.which(program) is None:
        raise Skip(f"{program} is not installed")


def run(*arguments, **keywords):
    return subprocess.run([str(a) for a in arguments], capture_output=True, check=True,
                          **keywords).stdout


@functools.cache
def demo(*options):
    out = FOLDER / ("demo" + "".join(options).replace(" ", ""))
    run(MAKE_DEMO, out, *options)
    return out.with_suffix(".pdf")


def full():
    return demo("--marks", "--photos", "--specials", "--face", "DejaVu Serif")


def face_of_names():
    """A static font whose outlines are CFF with glyph names: of Cantarell some systems have only
    the variable one, which no PDF can hold."""
    need("fc-list")
    for family in ("Cantarell", "Nimbus Sans"):
        files = run("fc-list", f":family={family}:style=Regular:fontformat=CFF", "file").decode()
        if files and "VF" not in files:
            return family
    raise Skip("neither a static Cantarell nor Nimbus Sans is installed")


def text_of(pdf):
    return pdf.with_suffix(".txt").read_text()


def problems(pdf):
    return subprocess.run([CHECK_X4, str(pdf)], capture_output=True, text=True, check=False)


# Pictures: what ghostscript's tiffsep and the renderers write, without any library.

class Gray:
    """8-bit gray samples, row by row from the top."""

    def __init__(self, width, height, data):
        self.width, self.height, self.data = width, height, data

    def region(self, x, y, width, height):
        x, y, width, height = (int(v) for v in (x, y, width, height))
        return [self.data[r * self.width + c] for r in range(y, y + height)
                for c in range(x, x + width)]


def read_tiff(path):
    data = path.read_bytes()
    order = "<" if data[:2] == b"II" else ">"
    at = struct.unpack_from(order + "I", data, 4)[0]
    tags = {}
    for i in range(struct.unpack_from(order + "H", data, at)[0]):
        tag, kind, count = struct.unpack_from(order + "HHI", data, at + 2 + 12 * i)
        size = {3: 2, 4: 4}.get(kind, 1) * count
        place = at + 10 + 12 * i
        if size > 4:
            place = struct.unpack_from(order + "I", data, place)[0]
        if kind in (3, 4):
            tags[tag] = struct.unpack_from(f"{order}{count}{'H' if kind == 3 else 'I'}", data, place)
    assert tags.get(259, (1,))[0] == 1 and tags[258][0] == 8
    samples = b"".join(data[o:o + n] for o, n in zip(tags[273], tags[279]))
    return Gray(tags[256][0], tags[257][0], samples)


def read_pgm(data):
    match = re.match(rb"P5\s+(?:#[^\n]*\s+)*(\d+)\s+(\d+)\s+255\s", data)
    return Gray(int(match[1]), int(match[2]), data[match.end():])


@functools.cache
def plates(pdf, resolution=72):
    need("gs")
    folder = pathlib.Path(tempfile.mkdtemp(dir=FOLDER))
    run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-sCompression=none",
        f"-r{resolution}", f"-sOutputFile={folder}/page.tif", pdf)
    return {name: read_tiff(folder / f"page({name}).tif")
            for name in ("Cyan", "Magenta", "Yellow", "Black")}


def on_sheet(x, y, width=0, height=0, margin=MARGIN):
    return [(x + margin) * MILLIMETRE, (y + margin) * MILLIMETRE, width * MILLIMETRE,
            height * MILLIMETRE]


def ink(plate, *place):
    """Per cent of ink, mean over a place; plates are white where there is none."""
    samples = plate.region(*place)
    return 100 - sum(samples) / len(samples) / 2.55


# The promises

def proof_qpdf_finds_no_fault():
    need("qpdf")
    for pdf in (full(), demo("--proof"), demo("--lines", "0")):
        run("qpdf", "--check", pdf)


def proof_conforms_to_x4_by_our_checks():
    need("qpdf")
    for pdf in (full(), demo("--proof", "--marks"), demo("--lines", "0")):
        result = problems(pdf)
        assert result.returncode == 0, result.stdout


def proof_every_font_is_embedded_subset_and_searchable():
    need("pdffonts")
    lines = run("pdffonts", full()).decode().splitlines()[2:]
    assert len(lines) >= 3, lines
    for line in lines:
        assert re.search(r"Identity-H +yes yes yes ", line), line


def proof_boxes_lie_within_each_other():
    need("pdfinfo")
    boxes = {m[1]: [float(v) for v in m[2].split()]
             for m in re.finditer(r"(\w+Box): +([-\d. ]+)", run("pdfinfo", "-box", full()).decode())}
    bleed, trim = boxes["BleedBox"], boxes["TrimBox"]
    assert abs(trim[2] - trim[0] - 275 * MILLIMETRE) < 0.02, trim
    assert abs(trim[3] - trim[1] - 390 * MILLIMETRE) < 0.02, trim
    for i, sign in enumerate((-1, -1, 1, 1)):
        assert abs(bleed[i] - trim[i] - sign * 3 * MILLIMETRE) < 0.02, (bleed, trim)
        assert abs(boxes["MediaBox"][i] - trim[i] - sign * 12 * MILLIMETRE) < 0.02, boxes


def proof_readers_get_the_source_text_back_exactly():
    need("pdftotext")
    pdf = demo("--specials", "--face", face_of_names())
    got = run("pdftotext", "-raw", pdf, "-").decode().replace("\f", "")
    assert got == text_of(pdf), got


def proof_mupdf_gets_the_source_characters_back():
    need("mutool")
    pdf = demo("--lines", "8")
    got = run("mutool", "draw", "-q", "-F", "txt", pdf).decode()
    assert re.sub(r"\s", "", got) == re.sub(r"\s", "", text_of(pdf)), got


def proof_text_is_on_the_black_plate_alone():
    found = plates(demo("--marks"))
    page = on_sheet(0, 0, 275, 390)
    for name in ("Cyan", "Magenta", "Yellow"):
        assert max(ink(found[name], *page), 0) < 0.001, name
    assert ink(found["Black"], *on_sheet(15, 70, 180, 90)) > 5


def proof_registration_marks_are_on_all_plates():
    found = plates(full())
    for x, y in ((275 / 2, -7.5), (275 / 2, 397.5), (-7.5, 195), (282.5, 195)):
        for name, plate in found.items():
            left, top, _, _ = on_sheet(x - 4, y - 4)
            assert ink(plate, left, top, 8 * MILLIMETRE, 8 * MILLIMETRE) > 2, (name, x, y)
    for name, plate in found.items():
        assert ink(plate, *on_sheet(5, -9, 60, 3)) > 1, f"slug line on {name}"


def proof_each_plate_names_itself_alone():
    found = plates(full())
    amounts = {name: ink(plate, *on_sheet(60, -9.5, 60, 4)) for name, plate in found.items()}
    assert min(amounts.values()) > 0.3, amounts


def proof_no_more_ink_than_newsprint_takes():
    found = plates(full())
    worst = 0
    for x, y, width, height in PHOTOS:
        columns = [p.region(*on_sheet(x + 1, y + 1, width - 2, height - 2)) for p in found.values()]
        worst = max(worst, max(sum(255 - v for v in pixel) for pixel in zip(*columns)) / 2.55)
    # JPEG overshoots at hard edges.
    assert 100 < worst <= INK_LIMIT + 12, worst


def proof_gray_photos_are_printed_in_black_alone():
    found = plates(full())
    x, y, width, height = GRAY_PHOTO
    place = on_sheet(x + 1, y + 1, width - 2, height - 2)
    assert ink(found["Black"], *place) > 20
    for name in ("Cyan", "Magenta", "Yellow"):
        assert ink(found[name], *place) < 0.01, name


def proof_colours_of_photos_stay_what_they_are():
    found = plates(full())
    place = on_sheet(*RED_BALL, 4, 4)
    amounts = {name: ink(plate, *place) for name, plate in found.items()}
    assert amounts["Magenta"] > 60 and amounts["Yellow"] > 60 and amounts["Cyan"] < 20, amounts


def proof_white_headlines_knock_out():
    found = plates(full(), 144)
    x, y, width, height = (2 * v for v in on_sheet(*PANEL))
    samples = found["Magenta"].region(x + 8, y + 8, width - 16, height - 16)
    paper = sum(1 for v in samples if v > 250) / len(samples)
    assert 0.1 < paper < 0.5, paper


def proof_black_overprints_in_mupdfs_eyes():
    need("mutool")
    trace = run("mutool", "trace", full()).decode()
    black = re.findall(r'<fill_text[^>]*colorspace="DeviceCMYK"[^>]*color="0 0 0 1"[^>]*>', trace)
    assert len(black) >= 3, len(black)
    for tag in black:
        assert 'op="1"' in tag and 'opm="1"' in tag, tag
    for tag in re.findall(r'<fill_text[^>]*color="0 0 0 0"[^>]*>', trace):
        assert 'op="1"' not in tag, tag


def blurred(picture, cell=12):
    return [sum(picture.region(x, y, cell, cell)) / cell / cell
            for y in range(0, picture.height - cell, cell)
            for x in range(0, picture.width - cell, cell)]


def proof_three_renderers_agree():
    for program in ("pdftoppm", "gs", "mutool"):
        need(program)
    pdf = demo("--specials")
    pictures = [
        run("pdftoppm", "-r", "36", "-gray", pdf),
        run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=pgmraw", "-r36",
            "-dTextAlphaBits=4", "-dGraphicsAlphaBits=4", "-sOutputFile=-", pdf),
        run("mutool", "draw", "-q", "-r", "36", "-c", "gray", "-F", "pgm", "-o", "-", pdf),
    ]
    first, *others = [blurred(read_pgm(p)) for p in pictures]
    for other in others:
        pairs = list(zip(first, other))
        assert sum(abs(a - b) for a, b in pairs) / len(pairs) < 4
        # Coloured panels come out differently gray; text must not move.
        assert sum(1 for a, b in pairs if abs(a - b) > 40) < len(pairs) * 0.05


def proof_a_proof_says_so_across_the_page_and_in_the_slug():
    need("pdftotext")
    text = run("pdftotext", "-raw", demo("--proof", "--marks"), "-").decode()
    assert re.sub(r"\s", "", text).count("校样PROOF") == 2, text[-400:]
    found = plates(demo("--proof", "--marks", "--lines", "0"))
    amount = ink(found["Black"], *on_sheet(0, 0, 275, 390))
    assert 0.1 < amount < 8, amount
    assert ink(found["Cyan"], *on_sheet(0, 0, 275, 390)) < 0.01


def proof_the_same_page_gives_the_same_bytes():
    options = ("--marks", "--photos", "--specials")
    one = demo(*options).read_bytes()
    again = FOLDER / "again"
    run(MAKE_DEMO, again, *options)
    assert again.with_suffix(".pdf").read_bytes() == one


# What must be caught. The page's own bytes are changed, so that nothing but the fault differs.

def damaged(name, pattern, replacement, count=0):
    need("qpdf")
    need("fix-qdf")
    plain = FOLDER / f"{name}.qdf"
    run("qpdf", "--qdf", "--object-streams=disable", demo("--specials"), plain)
    changed, n = re.subn(pattern, replacement, plain.read_bytes(), count=count)
    assert n > 0, "nothing was changed"
    out = FOLDER / f"{name}.pdf"
    out.write_bytes(run("fix-qdf", input=changed))
    return problems(out)


def caught(result, words):
    assert result.returncode == 1 and words in result.stdout, result.stdout + result.stderr


def proof_rgb_is_caught():
    caught(damaged("rgb", rb"\n0 0 0 1 k\n", rb"\n0 0 0 rg\n", 1), "RGB")


def proof_missing_overprint_is_caught():
    caught(damaged("overprint", rb"/GK gs\n", rb""), "does not overprint")


def proof_white_overprinting_is_caught():
    caught(damaged("white", rb"\n0 0 0 0 k\n", rb"\n0 0 0 0 k\n/GK gs\n"), "overprints")


def proof_a_font_left_out_is_caught():
    caught(damaged("font", rb"/FontFile3 \d+ 0 R", rb"", 1), "not embedded")


def proof_a_trim_beyond_the_sheet_is_caught():
    caught(damaged("trim", rb"/TrimBox \[\s*0", rb"/TrimBox [ -20"), "boxes")


def proof_a_missing_intent_is_caught():
    caught(damaged("intent", rb"/GTS_PDFX\n", rb"/GTS_PDFA1\n"), "output intents")


def proof_a_false_title_is_caught():
    caught(damaged("title", rb"<rdf:li xml:lang=\"x-default\">", rb"<rdf:li xml:lang=\"x-default\">No"),
           "title")


def main():
    tests = [(name, value) for name, value in globals().items() if name.startswith("proof_")]
    print(f"1..{len(tests)}")
    for number, (name, test) in enumerate(tests, 1):
        title = "/print/proof/" + name[len("proof_"):].replace("_", "-")
        try:
            test()
        except Skip as reason:
            print(f"ok {number} {title} # SKIP {reason}")
        except subprocess.CalledProcessError as error:
            print(f"not ok {number} {title}")
            print(f"# {error}: {(error.stderr or b'').decode(errors='replace')[:800]}")
        except AssertionError as error:
            print(f"not ok {number} {title}")
            for line in str(error).splitlines()[:20]:
                print(f"# {line[:300]}")
        else:
            print(f"ok {number} {title}")
        sys.stdout.flush()


with tempfile.TemporaryDirectory() as folder_name:
    FOLDER = pathlib.Path(folder_name)
    main()
