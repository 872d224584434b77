#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole issues from the command line: spreading, jumps, remedies, copyfit."""
import json
import pathlib

from ctl import DONE, FINDINGS, USAGE, ctl, folder
from bs_tap import equal, promise, run, true

SENTENCES = ['河边的柳树又绿了一层，早起的人沿着步道慢慢走。', '社区把闲置的小屋收拾出来，添了书架、长桌和一盏暖灯。',
             '志愿者说：“有人来坐，这里就有意思。”', '夜里十点，值班的灯还亮着；电话一响，人就出门。']


def story(number, characters, **members):
    paragraphs, made = [], 0
    while made < characters:
        text = ''.join(SENTENCES[(number + len(paragraphs) + i) % 4] for i in range(3))
        paragraphs.append({'id': f'p{len(paragraphs) + 1}', 'role': 'body', 'text': text})
        made += len(text)
    return {'id': f's{number}', 'headline': f'步道修到第{number}家门口', **members, 'paragraphs': paragraphs}


def issue(stories, pages=('A1', 'A2'), sections=None, name='issue.broadsheet'):
    """Writes an issue of these stories, and names it."""
    listed = [{'id': page, **({'section': sections[i]} if sections else {}), 'boxes': []}
              for i, page in enumerate(pages)]
    whole = {'format': 'broadsheet-issue', 'version': '1.0', 'id': 'test', 'date': '2026-11-22',
             'publication': {'name': '柳河新报'}, 'page_format': 'tabloid', 'stories': stories, 'photos': [],
             'pages': listed}
    pathlib.Path(name).write_text(json.dumps(whole, ensure_ascii=False), encoding='utf-8')
    return name


def boxes_of(name):
    """Pages on which each story stands."""
    found = {}
    for page in json.loads(pathlib.Path(name).read_text(encoding='utf-8'))['pages']:
        for box in page['boxes']:
            for ref in box['refs']:
                found.setdefault(ref, []).append(page['id'])
    return found


def two_pages(**lead):
    return [story(1, 700, priority=1, **lead), story(2, 650, priority=1)] + [story(i, 360) for i in range(3, 13)]


@promise('/cli/issues/imported-without-a-page-finds-one')
def _():
    with folder():
        name = issue([])
        for number in (1, 2):
            copy = '\n'.join([f'河边的步道修到第{number}家门口', *SENTENCES * 3])
            pathlib.Path(f'{number}.txt').write_text(copy, encoding='utf-8')
            true('no page yet' in ctl('import', name, f'{number}.txt', '--no-page').expect(DONE).text(), 'not told')
        stories = json.loads(pathlib.Path(name).read_text(encoding='utf-8'))['stories']
        equal([(s.get('page', ''), s['priority'] == 1) for s in stories], [('', False), ('', False)])
        ctl('import', name, '1.txt', '--no-page', '--page', 'A1').expect(USAGE)
        ctl('layout', name, '--all').expect(DONE)
        equal(sorted(boxes_of(name)), ['s1', 's2'])


@promise('/cli/issues/all-puts-each-story-on-a-page')
def _():
    with folder():
        name = issue(two_pages())
        said = ctl('layout', name, '--all').expect(DONE).text()
        equal({len(pages) for pages in boxes_of(name).values()}, {1})
        equal(len(boxes_of(name)), 12)
        for number in range(1, 13):
            true(f's{number} “' in said, f's{number} is not told')
        true('A1: ' in said and '% empty' in said, said)
        leads = {boxes_of(name)['s1'][0], boxes_of(name)['s2'][0]}
        equal(leads, {'A1', 'A2'})


@promise('/cli/issues/page-alone-spreads-nothing')
def _():
    with folder():
        name = issue([story(1, 700, page='A1'), story(2, 400, page='A1'), story(3, 400)])
        ctl('layout', name).expect(DONE, FINDINGS)
        equal(set(boxes_of(name)), {'s1', 's2'})


@promise('/cli/issues/what-stands-nowhere-is-listed-with-its-reason')
def _():
    with folder():
        stories = [story(1, 600, section='news', priority=1), story(2, 500, section='weather'),
                   *[story(i, 900, section='news') for i in range(3, 12)]]
        name = issue(stories, sections=('news', 'sport'))
        told = json.loads(ctl('layout', name, '--all', '--json').expect(FINDINGS).text())
        reasons = {item['story']: item for item in told['unplaced']}
        true('weather' in reasons['s2']['reason'], reasons['s2'])
        full = [item for item in told['unplaced'] if item.get('page') == 'A1']
        true(full and all(item['characters'] > 0 for item in full), told['unplaced'])
        equal(set(boxes_of(name)) | set(reasons), {f's{i}' for i in range(1, 12)})
        equal(set(boxes_of(name)) & set(reasons), set())
        added = {page['page']: page['added'] for page in told['layouts']}
        equal(sorted(added['A1']), sorted(boxes_of(name)))


@promise('/cli/issues/a-story-jumps-where-it-asks')
def _():
    with folder():
        name = issue([story(1, 1500, page='A1', priority=1, jump='A2', jump_after=300)]
                     + [story(i, 380) for i in range(3, 12)])
        ctl('layout', name, '--all').expect(DONE)
        equal(boxes_of(name)['s1'], ['A1', 'A2'])
        ctl('check', name).expect(DONE)


@promise('/cli/issues/same-issue-and-seed-same-file')
def _():
    with folder():
        files = []
        for name in ('a.broadsheet', 'b.broadsheet'):
            issue(two_pages(jump='auto'), name=name)
            ctl('layout', name, '--all', '--seed', '5').expect(DONE, FINDINGS)
            files.append(pathlib.Path(name).read_bytes())
        true(files[0] == files[1], 'different files')


@promise('/cli/issues/changes-that-make-a-page-fit-are-told')
def _():
    with folder():
        name = issue([story(1, 500, page='A1'), story(2, 300, page='A1')], pages=('A1',))
        layout = json.loads(ctl('layout', name, '--json').expect(DONE, FINDINGS).text())['layouts'][0]
        best = layout['alternatives'][0]
        true(best['short_lines'] > 0 and best['short_characters'] > 0, best)
        true(best['changes'] and all(change['text'] for change in best['changes']), best)
        true(best['changes'][0]['kind'] in ('house-ad', 'add'), best['changes'])


def overset_issue():
    """One story whose box is too low for it, with room below."""
    name = issue([story(1, 500, page='A1'), story(2, 300, page='A1')], pages=('A1',))
    ctl('layout', name).expect(DONE, FINDINGS)
    whole = json.loads(pathlib.Path(name).read_text(encoding='utf-8'))
    box = [box for box in whole['pages'][0]['boxes'] if box['refs'] == ['s2']][0]
    box['lines'] -= 3
    pathlib.Path(name).write_text(json.dumps(whole, ensure_ascii=False), encoding='utf-8')
    return name


@promise('/cli/issues/remedies-are-told-and-change-nothing')
def _():
    with folder():
        name = overset_issue()
        before = pathlib.Path(name).read_bytes()
        told = json.loads(ctl('check', name, '--remedies', '--json').expect(FINDINGS).text())
        overset = [found for found in told['pages'][0]['findings'] if found['code'] == 'overset']
        true(overset and any(remedy['applies'] for remedy in overset[0]['remedies']), told)
        true(all(remedy['label'] and remedy['code'] for remedy in overset[0]['remedies']), overset)
        equal(pathlib.Path(name).read_bytes(), before)
        plain = json.loads(ctl('check', name, '--json').expect(FINDINGS).text())
        true('remedies' not in plain['pages'][0]['findings'][0], 'remedies unasked')


@promise('/cli/issues/fix-repairs-and-leaves-the-copy')
def _():
    with folder():
        name = overset_issue()
        copy = json.loads(pathlib.Path(name).read_text(encoding='utf-8'))['stories']
        told = json.loads(ctl('check', name, '--fix', '--json').expect(DONE).text())
        true('overset' in [done['finding'] for done in told['applied']], told['applied'])
        equal(json.loads(pathlib.Path(name).read_text(encoding='utf-8'))['stories'], copy)
        true('overset' not in ctl('check', name).expect(DONE).text(), 'still overset')


@promise('/cli/issues/apply-does-only-what-was-named')
def _():
    with folder():
        name = overset_issue()
        before = pathlib.Path(name).read_bytes()
        ctl('check', name, '--apply', 'no-such-remedy').expect(FINDINGS)
        equal(pathlib.Path(name).read_bytes(), before)
        ctl('check', name, '--fix', '--apply', 'cut-text').fails(USAGE, '--apply')


@promise('/cli/issues/copyfit-says-what-cutting-gains')
def _():
    with folder():
        name = overset_issue()
        listed = json.loads(ctl('list', name, '--copyfit', '--json').expect(DONE).text())
        fit = {item['id']: item['copyfit'] for item in listed['stories']}
        true(fit['s2']['over_lines'] > 0 and fit['s2']['over_characters'] > 0, fit['s2'])
        equal(fit['s2']['lines'] - fit['s2']['room'], fit['s2']['over_lines'])
        true(fit['s1']['cuts'] and fit['s1']['cuts'][0]['characters'] > 0, fit['s1'])
        true('copyfit' not in json.loads(ctl('list', name, '--json').expect(DONE).text())['stories'][0], 'unasked')
        true('s2' in ctl('list', name, '--copyfit').expect(DONE).text(), 'not listed')


run()
