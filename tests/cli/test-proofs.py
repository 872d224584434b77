#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proofs on paper: what a reader must find on them, and how wrong wishes are answered."""
import json
import pathlib
import re
import shutil
import subprocess

from ctl import DONE, INPUT, USAGE, ctl, folder, laid_out_issue, names, pdf_text, squeezed
from bs_tap import Skip, equal, promise, run, true


def need_poppler():
    for program in ('pdftotext', 'pdfinfo'):
        if shutil.which(program) is None:
            raise Skip(f'{program} is not installed')


def info(path):
    said = subprocess.run(['pdfinfo', path], capture_output=True, check=True).stdout.decode()
    return {line.split(':')[0]: line.split(':', 1)[1].strip() for line in said.splitlines() if ':' in line}


def millimetres(path):
    width, height = re.match(r'([\d.]+) x ([\d.]+) pts', info(path)['Page size']).groups()
    return round(float(width) / 72 * 25.4), round(float(height) / 72 * 25.4)


def version(path):
    return re.search(r'version ([0-9A-F]{6})', pdf_text(path)).group(1)


def read(issue):
    return json.loads(pathlib.Path(issue).read_text(encoding='utf-8'))


def change(issue, look_for, instead):
    path = pathlib.Path(issue)
    text = path.read_text(encoding='utf-8')
    true(look_for in text, f'{look_for} is not in the issue')
    path.write_text(text.replace(look_for, instead, 1), encoding='utf-8')


@promise('/cli/proofs/a-story-says-all-its-text-with-a-number-at-each-line')
def _():
    need_poppler()
    with folder():
        issue = laid_out_issue()
        story = read(issue)['stories'][0]
        ctl('export', issue, '--proof-of', 'story:' + story['id'], '-o', 's.pdf').expect(DONE)
        equal(millimetres('s.pdf'), (210, 297))
        text = pdf_text('s.pdf')
        whole = squeezed(re.sub(r'(?m)^\d+$', '', text))
        true(story['headline'].replace(' ', '') in whole, 'no headline')
        for paragraph in story['paragraphs']:
            # Numbers stand between the lines of the text; a line itself is whole.
            true(squeezed(paragraph['text'])[:8] in whole, paragraph['text'])
        n_lines = int(re.search(r'\d+ × (\d+) lines', text).group(1))
        numbers = [int(line) for line in text.split('\n') if line.isdigit()]
        for number in range(1, n_lines + 1):
            true(number in numbers, f'line {number} of {n_lines} has no number')


@promise('/cli/proofs/numbers-stand-at-each-line-that-is-asked-for')
def _():
    need_poppler()
    with folder():
        issue = laid_out_issue()
        story = read(issue)['stories'][0]['id']
        ctl('export', issue, '--proof-of', 'story:' + story, '--number-every', '5', '-o', 's.pdf').expect(DONE)
        numbers = [int(line) for line in pdf_text('s.pdf').split('\n') if line.isdigit()]
        true(5 in numbers and 10 in numbers, f'{numbers}')
        true(2 not in numbers, f'{numbers}')


@promise('/cli/proofs/equal-content-is-one-version-and-another-word-another')
def _():
    need_poppler()
    with folder():
        issue = laid_out_issue()
        story = read(issue)['stories'][0]

        def versions():
            ctl('export', issue, '--proof-of', 'story:' + story['id'], '-o', 's.pdf').expect(DONE)
            ctl('export', issue, '--proof-of', 'page', '-o', 'p.pdf').expect(DONE)
            return version('s.pdf'), version('p.pdf')

        first = versions()
        equal(versions(), first)
        start = story['paragraphs'][0]['text'][:6]
        change(issue, start, start[::-1])
        second = versions()
        true(second[0] != first[0] and second[1] != first[1], f'{first} {second}')
        change(issue, start[::-1], start)
        equal(versions(), first)


@promise('/cli/proofs/a-page-is-reduced-to-the-paper-with-all-its-text-and-numbers')
def _():
    need_poppler()
    with folder():
        issue = laid_out_issue()
        for paper, size in ((None, (297, 420)), ('a4', (210, 297))):
            options = ['--paper', paper] if paper else []
            ctl('export', issue, '--proof-of', 'page', *options, '-o', 'p.pdf').expect(DONE)
            equal(millimetres('p.pdf'), size)
            text = pdf_text('p.pdf')
            for word in ('Page Proof', '柳河新报', '2026-11-22', 'A1', 'PROOF'):
                true(word in text, f'{word} is not on it')
            for story in read(issue)['stories']:
                true(squeezed(story['paragraphs'][-1]['text'])[-6:] in squeezed(text), story['headline'])
            for number in ('85', '110', '115'):
                true(number in text.split(), f'line {number} has no number')


@promise('/cli/proofs/a-page-at-full-size-takes-as-many-sheets-as-it-needs')
def _():
    need_poppler()
    with folder():
        issue = laid_out_issue()
        ctl('export', issue, '--proof-of', 'page', '--full-size', '--paper', 'a4', '-o', 'p.pdf').expect(DONE)
        equal(millimetres('p.pdf'), (210, 297))
        true(int(info('p.pdf')['Pages']) >= 4, info('p.pdf')['Pages'])
        true('100 %' in pdf_text('p.pdf'), 'does not say so')


@promise('/cli/proofs/sheets-do-not-pass-for-pages-of-a-press')
def _():
    need_poppler()
    with folder():
        issue = laid_out_issue()
        ctl('export', issue, '--proof-of', 'page', '-o', 'p.pdf').expect(DONE)
        true('PDF subtype' not in info('p.pdf'), 'called PDF/X')
        true(b'GTS_PDFXVersion' not in pathlib.Path('p.pdf').read_bytes(), 'called PDF/X')


@promise('/cli/proofs/wrong-wishes-are-told-and-write-nothing')
def _():
    with folder():
        issue = laid_out_issue()
        before = names()
        for options in (['--proof-of', 'everything'], ['--proof-of', 'page', '--paper', 'a9'], ['--paper', 'a4'],
                        ['--proof-of', 'page', '--number-every', '-1'], ['--proof-of', 'page', '--to', 'png'],
                        ['--proof-of', 'story:s1', '-o', '%p.pdf']):
            ctl('export', issue, '-o', 'x.pdf', *options).fails(USAGE)
        ctl('export', issue, '-o', 'x.pdf', '--proof-of', 'story:none').fails(INPUT, 'none')
        equal(names(), before)


run()
