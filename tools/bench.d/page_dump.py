# SPDX-License-Identifier: GPL-3.0-or-later
"""What dump-pages prints, as Python objects: runs of glyphs, regions, and the grid of the page's format."""
import dataclasses
import json
import pathlib
import re

POINT = 1024  # units
MM = 72 / 25.4 * POINT
BODY_EM = 9 * POINT

RUN = re.compile(r'\s*glyphs (\S+) (\d+) cmyk \S+ y=(-?\d+)( rotated)? (\S+)\+(\d+) "((?:[^"\\]|\\.)*)"(.*)')
REGION = re.compile(r'region (\S+) (\S+) (\S+) (-?\d+),(-?\d+) (-?\d+)x(-?\d+)')
GLYPH = re.compile(r' (\d+)@(-?\d+)(?:,(-?\d+))?')


@dataclasses.dataclass
class Run:
    size: int
    y: int
    rotated: bool
    path: str
    offset: int
    text: str
    glyphs: list  # (x, y)
    line_end: bool
    paragraph_end: bool

    @property
    def upright(self):
        """Characters below each other: a vertical headline."""
        return self.rotated or len({y for _, y in self.glyphs}) > 1

    def ink(self):
        """left, top, right, bottom of its em boxes"""
        xs = [x for x, _ in self.glyphs] or [0]
        ys = [y for _, y in self.glyphs] or [self.y]
        return min(xs), min(ys) - self.size * 0.88, max(xs) + self.size, max(ys) + self.size * 0.12


@dataclasses.dataclass
class Region:
    kind: str
    box: str
    ref: str
    x: int
    y: int
    width: int
    height: int

    @property
    def right(self):
        return self.x + self.width

    @property
    def bottom(self):
        return self.y + self.height

    def meets(self, other, slack=0):
        """Whether the two share room, each grown by half of @slack."""
        return (self.x < other.right + slack and other.x < self.right + slack
                and self.y < other.bottom + slack and other.y < self.bottom + slack)


@dataclasses.dataclass
class Grid:
    """The type area of a page format, in units."""
    left: int
    top: int
    columns: int
    lines: int
    pitch: int   # from a column to the next
    gutter: int
    line: int

    @property
    def width(self):
        return self.columns * self.pitch - self.gutter

    @property
    def bottom(self):
        return self.top + self.lines * self.line


@dataclasses.dataclass
class Page:
    name: str
    microseconds: int
    width: int = 0
    runs: list = dataclasses.field(default_factory=list)
    regions: list = dataclasses.field(default_factory=list)

    def of(self, kind, box=None):
        return [region for region in self.regions if region.kind == kind and box in (None, region.box)]


def unescape(text):
    return re.sub(r'\\(\d{3}|.)', lambda match: chr(int(match[1], 8)) if len(match[1]) == 3 else match[1], text)


def parse_run(line):
    match = RUN.fullmatch(line)
    if not match:
        raise ValueError(f'no run of glyphs: {line[:80]}')
    baseline = int(match[3])
    tail = match[8]
    glyphs = [(int(x), int(y) if y else baseline) for _, x, y in GLYPH.findall(tail)]
    return Run(int(match[2]), baseline, bool(match[4]), match[5], int(match[6]), unescape(match[7]), glyphs,
               tail.endswith('|'), tail.endswith('||'))


def parse(text):
    """File name -> its pages."""
    files, page = {}, None
    for line in text.split('\n'):
        word = line.split(' ', 1)[0]
        if word == 'set':
            _, rest = line.split(' ', 1)
            name, microseconds = rest.rsplit(' ', 1)
            page = Page('', int(microseconds))
            files.setdefault(name, []).append(page)
        elif word == 'page':
            _, page.name, size = line.split(' ')
            page.width = int(size.split('x')[0])
        elif word == 'region':
            match = REGION.fullmatch(line)
            page.regions.append(Region(match[1], match[2], match[3], *map(int, match.groups()[3:])))
        elif line.lstrip().startswith('glyphs '):
            page.runs.append(parse_run(line))
    return files


def load_grid(data, name):
    """By the page format's file alone, not by what the program made of it."""
    form = json.loads((pathlib.Path(data) / 'page-formats' / f'{name}.json').read_text(encoding='utf-8'))
    em = round(form['styles']['body']['size_pt'] * POINT)
    gutter = form['gutter_characters'] * em
    pitch = form['column_characters'] * em + gutter
    width = form['columns'] * pitch - gutter
    left = form.get('left_mm')
    left = round(left * MM) if left is not None else (round(form['width_mm'] * MM) - width) // 2
    return Grid(left, round(form['top_mm'] * MM), form['columns'], form['lines'], pitch, gutter,
                round(form['line_mm'] * MM))
