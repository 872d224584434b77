#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tools/mix-pages and tools/judge-pages: mixes can be made again, and every fault is seen."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from bs_tap import equal, promise, run, true

ROOT = pathlib.Path(os.environ['BROADSHEET_SOURCE_ROOT'])
SOURCE = ROOT / 'tests/cli/page.txt'
sys.path.insert(0, str(ROOT / 'tools/bench.d'))
import page_dump  # noqa: E402
import page_faults  # noqa: E402

GRID = page_dump.Grid(left=0, top=0, columns=4, lines=40, pitch=14000, gutter=1000, line=1000)


def call(*command):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, timeout=120)


def mix(folder, *options):
    done = call(ROOT / 'tools/mix-pages', *options, '-o', folder, SOURCE)
    equal(done.returncode, 0, done.stderr)
    return {path.name: path.read_text() for path in sorted(pathlib.Path(folder).glob('*.broadsheet'))}


@promise('/tools/mix/same-seed-makes-the-same-files-also-one-alone')
def _():
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two, tempfile.TemporaryDirectory() as three:
        all_ = mix(one, '--kind', 'mixed', '--count', '6', '--seed', '5')
        equal(mix(two, '--kind', 'mixed', '--count', '6', '--seed', '5'), all_)
        name = 'ads-5-0004.broadsheet'
        equal(mix(three, '--kind', 'ads', '--count', '1', '--seed', '5', '--first', '4'), {name: all_[name]})


@promise('/tools/mix/each-kind-is-an-issue-that-opens-with-one-lead')
def _():
    with tempfile.TemporaryDirectory() as folder:
        for name, text in mix(folder, '--kind', 'mixed', '--count', '6').items():
            issue = json.loads(text)
            equal([story['priority'] for story in issue['stories']].count(1), 1, name)
            done = call(os.environ['BROADSHEETCTL'], 'list', pathlib.Path(folder) / name)
            equal(done.returncode, 0, f'{name}: {done.stderr}')


@promise('/tools/judge/lays-out-and-reports-what-an-invented-page-has')
def _():
    with tempfile.TemporaryDirectory() as folder:
        mix(folder, '--kind', 'sizes', '--count', '2')
        sheet = pathlib.Path(folder) / 'sheet.png'
        done = call(ROOT / 'tools/judge-pages', folder, '--pdf', '--sheet', sheet)
        true(done.returncode in (0, 1) and 'clean: ' in done.stdout, done.stdout + done.stderr)
        for code in ('crash', 'overset', 'lost-text', 'pdf-text', 'overlap', 'off-grid', 'line-start', 'line-end', 'bump'):
            true(f' {code}: ' not in done.stdout, f'{code} in {done.stdout}')
        true(sheet.read_bytes().startswith(b'\x89PNG'), 'no sheet')


# A page without faults: s1 leads at the upper left, p1 beside it, s2 below both, s3 beside s2.
LEG = 'region leg {0} {1} {2},{3} 13000x{4}\n'


def lines(story, x, first, last):
    return ''.join(f'glyphs F 900 cmyk 0/0/0/1000 y={y * 1000 + 900} /stories/{story}/paragraphs/q/text+{3 * (y - first)} "字" 5@{x} {"||" if y == last - 1 else "|"}\n'
                   for y in range(first, last))


def head(story, size, x, y):
    return f'glyphs F {size} cmyk 0/0/0/1000 y={y} /stories/{story}/headline+0 "题" 5@{x} ||\n'


def boxed(box, ref, x, y, width, height):
    return f'region box {box} {ref} {x},{y} {width}x{height}\n'


PARTS = {
    's1 text': lines('s1', 0, 4, 20), 's1 head': head('s1', 3000, 0, 3300),
    's1 box': boxed('b1', 's1', 0, 0, 41000, 20000) + 'region headline b1 s1 0,0 41000x4000\n',
    's1 legs': LEG.format('b1', 's1', 0, 4000, 16000),
    'p1': boxed('b2', 'p1', 42000, 0, 13000, 25000) + 'region photo b2 p1 42000,0 13000x25000\n',
    's2 text': lines('s2', 0, 23, 40), 's2 head': head('s2', 1800, 0, 22000),
    's2 box': boxed('b3', 's2', 0, 21000, 27000, 19000) + 'region headline b3 s2 0,21000 27000x2000\n',
    's2 legs': LEG.format('b3', 's2', 0, 23000, 17000),
    's3 text': lines('s3', 28000, 28, 40), 's3 head': head('s3', 1800, 28000, 27500),
    's3 box': boxed('b4', 's3', 28000, 26000, 27000, 14000) + 'region headline b4 s3 28000,26000 27000x2000\n',
    's3 legs': LEG.format('b4', 's3', 28000, 28000, 12000),
    'p2': boxed('b5', 'p2', 28000, 21000, 13000, 4000) + 'region caption b5 p2 28000,21000 13000x4000\n',
}
STORIES = (('s1', 1, 16), ('s2', 2, 17), ('s3', 2, 12))
ISSUE = {
    'stories': [{'id': name, 'page': 'A2', 'priority': rank, 'headline': '题', 'paragraphs': [{'id': 'q', 'text': '字' * count}]}
                for name, rank, count in STORIES],
    'photos': [{'id': 'p1', 'page': 'A2'}, {'id': 'p2', 'page': 'A2'}],
    'pages': [{'id': 'A2', 'boxes': [{'id': f'b{number}', 'kind': kind, 'refs': [ref]} for number, (kind, ref) in enumerate(
        (('story', 's1'), ('photo', 'p1'), ('story', 's2'), ('story', 's3'), ('photo', 'p2')), 1)]}],
}


def found(**changes):
    """Codes of the page with some of its parts changed."""
    parts = {**PARTS, **{name.replace('_', ' '): text for name, text in changes.items()}}
    pages = page_dump.parse('set x 1\npage A2 55000x40000\n' + ''.join(parts.values()) + 'end\n')['x']
    faults = page_faults.Judge(ISSUE, pages[0], GRID).judge() + page_faults.judge_text(ISSUE, pages)
    return {code for code, _ in faults}


@promise('/tools/judge/a-page-without-fault-is-clean')
def _():
    equal(found(), set())


@promise('/tools/judge/sees-each-fault-of-boxes')
def _():
    equal(found(p2=boxed('b5', 'p2', 28000, 21000, 13000, 4000) + 'region photo b5 p2 28000,21000 13000x4000\n'), {'photos-touch'})
    true('bump' in found(s3_head=head('s3', 1800, 28000, 22500), s3_box=boxed('b4', 's3', 28000, 21000, 27000, 19000)
                         + 'region headline b4 s3 28000,21000 27000x2000\n', p2=''), 'bump')
    equal(found(s2_box=boxed('b3', 's2', 0, 19000, 27000, 21000) + 'region headline b3 s2 0,21000 27000x2000\n'), {'overlap'})
    equal(found(p1=boxed('b2', 'p1', 42000, 0, 13000, 20000)), {'through-cut', 'empty'})
    equal(found(s1_head=head('s1', 1800, 0, 3300)), {'rank'})
    equal(found(s1_box=boxed('b1', 's1', 0, 3000, 41000, 17000) + 'region headline b1 s1 0,0 41000x4000\n',
                p1=boxed('b2', 'p1', 42000, 0, 13000, 25000)) - {'empty'}, {'lead'})


@promise('/tools/judge/sees-each-fault-of-text')
def _():
    equal(found(s2_text=lines('s2', 0, 23, 36)), {'overset', 'empty'})
    equal(found(s2_text=lines('s2', 0, 23, 40).replace('"字" 5@0 ||', '"宇" 5@0 ||')), {'lost-text', 'overset'})
    equal(found(s2_head=''), {'lost-text'})
    equal(found(s2_text=lines('s2', 0, 23, 40).replace('y=30900', 'y=30700')), {'off-grid'})
    true('line-start' in found(s2_text=lines('s2', 0, 23, 40).replace('"字"', '"，"', 1)), 'line start')
    true('line-end' in found(s2_text=lines('s2', 0, 23, 40).replace('"字"', '"（"', 1)), 'line end')
    wide = lines('s2', 0, 23, 40).replace('"字" 5@0 |\n', '"字字" 5@0 5@{} |\n', 1)
    true('wide-gap' in found(s2_text=wide.format(900 + 1024)), 'wide gap')
    true('tight-gap' in found(s2_text=wide.format(200)), 'tight gap')
    true('outside' in found(s2_text=wide.format(12500)), 'outside')
    marked = wide.replace('"字字"', '"字，字"').replace('5@{}', '5@900 5@{}')
    true('squeezed' in found(s2_text=marked.format(1200)), 'squeezed')
    true('squeezed' not in found(s2_text=marked.format(1350)), 'half an em is allowed')


run()
