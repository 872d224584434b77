#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Real pages, where they are at hand (../shared/corpus beside the source): each composes, and the
PDF has every word of every story and caption."""
import html
import json
import os
import re

from ctl import DONE, SOURCE_ROOT, ctl, folder, pdf_text, squeezed
from bs_tap import equal, promise, run, true, Skip

CORPUS = SOURCE_ROOT.parent / 'shared' / 'corpus'
PAGES = sorted(CORPUS.glob('*.txt')) if CORPUS.is_dir() else []


def texts_of(item):
    """What must be found on the page."""
    if item['type'] == 'picture':
        return [text['value'] for text in item.get('descriptions', []) if text.get('role') == 'caption']
    found = [headline['value'] for headline in item.get('headlines', [])]
    for body in item.get('bodies', []):
        if body.get('role') == 'richtext':
            found += [html.unescape(re.sub('<[^>]+>', '', part))
                      for part in re.findall(r'<(?:p|h2)[^>]*>(.*?)</(?:p|h2)>', body['value'], re.S)]
    return found


def compose(page):
    ctl('compose', str(page), '-o', 'page.pdf', '--keep', 'page.broadsheet', '--date', '2026-11-22').expect(DONE)
    exported = ctl('export', 'page.broadsheet', '--to', 'ninjs', '-o', '-').expect(DONE).text()
    return [json.loads(line) for line in exported.splitlines()]


def check(page):
    with folder():
        items = compose(page)
        true(len(items) > 3, f'only {len(items)} items')
        on_page = squeezed(pdf_text('page.pdf'))
        missing = [text for item in items for text in texts_of(item) if squeezed(text) not in on_page]
        equal(missing, [], 'not on the page')


def add(page):
    @promise(f'/cli/corpus/{page.stem[:3]}-is-on-the-page-word-for-word')
    def _():
        check(page)


if PAGES and not os.environ.get('BROADSHEET_NO_CORPUS'):
    for corpus_page in PAGES:
        add(corpus_page)
else:
    @promise('/cli/corpus/is-on-the-page-word-for-word')
    def _():
        raise Skip('no corpus beside the source')

run()
