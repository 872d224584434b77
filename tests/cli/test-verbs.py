#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What broadsheetctl does when all is well, and how it answers wrong usage."""
import json
import os
import pathlib
import shutil
import subprocess

from ctl import (DONE, FINDINGS, INPUT, PROGRAM, SOURCE_ROOT, USAGE, WRITE, ctl, folder, grey_picture, laid_out_issue, names,
                 new_issue, page_text, pdf_text, squeezed)
from bs_tap import Skip, equal, promise, run, true

VERBS = ['new', 'import', 'layout', 'check', 'export', 'compose', 'list', 'submit', 'serve', 'account', 'invite']


@promise('/cli/usage/help-of-every-verb')
def _():
    for verb in VERBS:
        for help_call in ([verb, '--help'], [verb, '-h'], ['help', verb]):
            said = ctl(*help_call).expect(DONE)
            true(f'broadsheetctl {verb}' in said.text(), f'{verb}: no usage line')
            equal(said.err, '', verb)
    said = ctl('--help').expect(DONE).text()
    for verb in VERBS:
        true(f'  {verb}' in said, f'--help does not name {verb}')


@promise('/cli/usage/version')
def _():
    true(ctl('--version').expect(DONE).text().startswith('broadsheetctl '), 'no version')


@promise('/cli/usage/mistakes-end-with-status-2')
def _():
    with folder():
        issue = new_issue()
        for arguments in ([], ['fly'], ['--json'], ['list'], ['list', issue, issue], ['list', '--bad', issue],
                          ['export', issue], ['export', issue, '-o', 'x.doc'],
                          ['export', issue, '--to', 'doc', '-o', 'x'], ['compose', 'x.txt'],
                          ['compose', 'x.txt', '-o', '-', '--json'],
                          ['export', issue, '-o', 'x.pdf', '--standard', 'x9'],
                          ['export', issue, '-o', 'x.png', '--resolution', '0.1'],
                          ['layout', issue, '--all', '--page', 'A1'], ['layout', issue, '--alternatives', '-3'],
                          ['layout', issue, '--alternatives', 'many'], ['new', '-'], ['import', '-', 'x'],
                          ['new', 'b', '--date', '2026-02-30'], ['new', 'b', '--number', '-1'],
                          ['new', 'b', '--pages', ''], ['new', 'b', '--pages', 'A1,A1'], ['new', 'b', '--pages', '12']):
            ctl(*arguments).fails(USAGE, '--help' if arguments[:1] != ['import'] else '')
        equal(names(), [issue.encode()], 'files')


@promise('/cli/usage/options-stand-anywhere')
def _():
    with folder():
        issue = laid_out_issue()
        for arguments in (['export', '--to', 'text', issue, '-o', 'a'], ['export', issue, '--output=b', '--to=text'],
                          ['export', '-o', 'c', '--to', 'text', '--', issue]):
            ctl(*arguments).expect(DONE)
        equal(len({pathlib.Path(name).read_bytes() for name in 'abc'}), 1, 'different outputs')


@promise('/cli/new/writes-what-was-asked')
def _():
    with folder():
        ctl('new', 'a.broadsheet', '--name', '柳河新报', '--date', '2026-11-22', '--number', '7', '--pages', 'A1, A2',
            '--page-format', 'tabloid').expect(DONE)
        listed = json.loads(ctl('list', 'a.broadsheet', '--json').expect(DONE).text())
        equal((listed['name'], listed['date'], listed['number']), ('柳河新报', '2026-11-22', 7))
        equal([(page['page'], page['format']) for page in listed['pages']], [('A1', 'tabloid'), ('A2', 'tabloid')])


@promise('/cli/new/never-replaces-unasked')
def _():
    with folder():
        issue = new_issue()
        before = pathlib.Path(issue).read_bytes()
        ctl('new', issue, '--name', '另一报').fails(WRITE, issue)
        equal(pathlib.Path(issue).read_bytes(), before)
        ctl('new', issue, '--name', '另一报', '--force').expect(DONE)
        true('另一报'.encode() in pathlib.Path(issue).read_bytes(), 'not replaced')


@promise('/cli/new/unknown-format')
def _():
    with folder():
        ctl('new', 'a.broadsheet', '--page-format', 'napkin').fails(INPUT, 'napkin')
        equal(names(), [])


def own_template(**members):
    """A template in the user's own folder; returns the environment in which it is found, and it."""
    home = pathlib.Path('home/broadsheet/publications')
    home.mkdir(parents=True)
    template = {'format': 'broadsheet-template', 'version': '1.0', 'publication': {'name': '柳河新报'},
                'page_format': 'tabloid', 'sections': [{'id': 'A', 'name': '要闻'}],
                'pages': [{'id': 'A1', 'section': 'A', 'editors': ['何川']}, {'id': 'A2'}], **members}
    path = home / 'liuhe.broadsheet-template'
    path.write_text(json.dumps(template, ensure_ascii=False), encoding='utf-8')
    return {'XDG_DATA_HOME': str(pathlib.Path('home').resolve())}, path


@promise('/cli/new/a-template-numbers-on')
def _():
    with folder():
        env, path = own_template(numbering={'last_date': '2026-11-22', 'last_number': 326, 'last_total': 9001})
        ctl('new', 'a.broadsheet', '--template', 'liuhe', '--date', '2026-11-23', env=env).expect(DONE)
        made = json.loads(pathlib.Path('a.broadsheet').read_text(encoding='utf-8'))
        equal((made['publication']['name'], made['number'], made['total_number'], made['page_format']),
              ('柳河新报', 327, 9002, 'tabloid'))
        equal([page['id'] for page in made['pages']], ['A1', 'A2'])
        equal(made['pages'][0]['editors'], ['何川'])
        equal(made['template'], 'liuhe')
        # By the paper's name too; the template has remembered.
        ctl('new', 'b.broadsheet', '--template', '柳河新报', '--date', '2026-11-24', env=env).expect(DONE)
        equal(json.loads(pathlib.Path('b.broadsheet').read_text(encoding='utf-8'))['number'], 328)
        equal(json.loads(path.read_text(encoding='utf-8'))['numbering']['last_date'], '2026-11-24')
        # An older day leaves its memory alone, and options go first.
        ctl('new', 'c.broadsheet', '--template', str(path), '--date', '2026-11-20', '--number', '5', '--pages', 'A1,A3',
            env=env).expect(DONE)
        made = json.loads(pathlib.Path('c.broadsheet').read_text(encoding='utf-8'))
        equal((made['number'], [page['id'] for page in made['pages']]), (5, ['A1', 'A3']))
        equal(json.loads(path.read_text(encoding='utf-8'))['numbering']['last_date'], '2026-11-24')


@promise('/cli/new/a-template-brings-its-own-page-format')
def _():
    with folder():
        own = json.loads((SOURCE_ROOT / 'data/page-formats/tabloid.json').read_text(encoding='utf-8'))
        own['columns'] = 5
        own['column_characters'] = 10
        env, _path = own_template(page_format='ours', page_formats={'ours': own})
        ctl('new', 'a.broadsheet', '--template', 'liuhe', env=env).expect(DONE)
        pathlib.Path('story.txt').write_text('河堤修好了\n\n河堤昨日修好。\n', encoding='utf-8')
        ctl('import', 'a.broadsheet', 'story.txt', '--page', 'A1').expect(DONE)
        # Without the template at hand, too; and it is this one that is read.
        nowhere = {'XDG_DATA_HOME': '/nowhere'}
        ctl('export', 'a.broadsheet', '-o', 'a.pdf', '--page', 'A1', '--force', env=nowhere).expect(FINDINGS)
        true(pathlib.Path('a.pdf').read_bytes().startswith(b'%PDF'), 'no PDF')
        pathlib.Path('b.broadsheet').write_text(pathlib.Path('a.broadsheet').read_text(encoding='utf-8').replace(
            '"columns": 5,', '"columns": 1,'), encoding='utf-8')
        ctl('check', 'b.broadsheet', '--page', 'A1', env=nowhere).fails(INPUT, 'page_formats/ours', 'columns')


@promise('/cli/new/a-bad-template-makes-nothing')
def _():
    with folder():
        env, _path = own_template(numbering={'last_number': 'many'})
        before = names()
        ctl('new', 'a.broadsheet', '--template', 'liuhe', env=env).fails(INPUT, '/numbering/last_number')
        ctl('new', 'a.broadsheet', '--template', 'nobody', env=env).fails(INPUT, 'tinglan')
        ctl('new', 'a.broadsheet', '--template', './nobody.broadsheet-template', env=env).fails(INPUT, 'nobody')
        equal(names(), before)


@promise('/cli/import/says-what-became-of-each')
def _():
    with folder():
        issue = new_issue()
        said = ctl('import', issue, str(page_text())).expect(DONE).text()
        for headline in ('柳河东岸步道贯通', '旧书市集', '社区食堂', '今冬供暖'):
            true(headline in said, f'{headline}: not in {said}')
        listed = json.loads(ctl('list', issue, '--json').expect(DONE).text())
        equal(len(listed['stories']), 4)
        equal(len(listed['photos']), 1)
        reported = json.loads(ctl('import', issue, str(page_text()), '--json').expect(DONE).text())
        equal(len(reported['sources']), 1)


@promise('/cli/import/standard-input-and-other-encodings')
def _():
    with folder():
        text = page_text().read_text()
        for encoding in ('utf-8', 'utf-8-sig', 'utf-16', 'gb18030'):
            issue = new_issue(encoding)
            ctl('import', issue, '-', stdin=text.encode(encoding)).expect(DONE)
            listed = json.loads(ctl('list', issue, '--json').expect(DONE).text())
            equal(listed['stories'][0]['headline'].split()[0], '柳河东岸步道贯通', encoding)


@promise('/cli/import/all-or-nothing')
def _():
    with folder():
        issue = new_issue()
        before = pathlib.Path(issue).read_bytes()
        ctl('import', issue, str(page_text()), 'nowhere.txt').fails(INPUT, 'nowhere.txt')
        ctl('import', issue, str(page_text()), '--page', 'Z9').fails(INPUT, 'Z9')
        equal(pathlib.Path(issue).read_bytes(), before)


@promise('/cli/layout/saves-and-lists-other-ways')
def _():
    with folder():
        issue = new_issue()
        ctl('import', issue, str(page_text())).expect(DONE)
        said = json.loads(ctl('layout', issue, '--alternatives', '3', '--json').expect(DONE, FINDINGS).text())
        ways = said['layouts'][0]['alternatives']
        true(len(ways) >= 1 and ways[0]['chosen'], 'the first way is not the chosen one')
        scores = [way['score'] for way in ways]
        equal(scores, sorted(scores), 'the best is not first')
        listed = json.loads(ctl('list', issue, '--json').expect(DONE).text())
        true(listed['pages'][0]['boxes'] >= 4, 'nothing was placed')
        equal([name for name in names() if name.startswith(b'issue') and b'media' not in name], [issue.encode()], 'left')


@promise('/cli/check/json-has-the-agreed-keys')
def _():
    with folder():
        issue = new_issue()
        ctl('import', issue, str(page_text())).expect(DONE)
        run_ = ctl('check', issue, '--json').expect(FINDINGS)
        page = json.loads(run_.text())['pages'][0]
        equal(page['page'], 'A1')
        finding = next(finding for finding in page['findings'] if finding['code'] == 'unplaced-story')
        equal(finding['level'], 'error')
        true(finding['story'] and finding['message'], f'{finding}')


@promise('/cli/export/refuses-a-page-with-errors-unless-forced')
def _():
    with folder():
        issue = new_issue()
        ctl('import', issue, str(page_text())).expect(DONE)
        ctl('export', issue, '-o', 'out.pdf').fails(FINDINGS, 'unplaced-story')
        true(not os.path.exists('out.pdf'), 'a PDF was written')
        ctl('export', issue, '-o', 'force.pdf', '--force').expect(FINDINGS)
        ctl('export', issue, '-o', 'proof.pdf', '--proof').expect(FINDINGS)
        true(os.path.exists('force.pdf') and os.path.exists('proof.pdf'), 'no proof was written')


@promise('/cli/export/pdf-has-the-text-of-every-story')
def _():
    with folder():
        issue = laid_out_issue()
        ctl('export', issue, '--to', 'pdf', '-o', 'out.pdf').expect(DONE)
        set_text = squeezed(pdf_text('out.pdf'))
        for line in page_text().read_text().splitlines():
            if len(line) > 40:
                true(squeezed(line.split('）')[-1]) in set_text, f'not in the PDF: {line}')


@promise('/cli/export/twice-the-same-bytes')
def _():
    with folder():
        issue = laid_out_issue()
        for kind in ('pdf', 'png', 'ninjs', 'text'):
            for name in ('a', 'b'):
                ctl('export', issue, '--to', kind, '-o', name, env={'SOURCE_DATE_EPOCH': '1790000000'}).expect(DONE)
            equal(pathlib.Path('a').read_bytes() == pathlib.Path('b').read_bytes(), True, kind)


@promise('/cli/export/several-pages-in-one-pdf-or-one-each')
def _():
    with folder():
        issue = new_issue('issue.broadsheet', '--pages', 'A1,A2')
        for page in ('A1', 'A2'):
            ctl('import', issue, str(page_text()), '--page', page).expect(DONE)
        ctl('layout', issue).expect(DONE, FINDINGS)
        ctl('export', issue, '-o', 'all.pdf').expect(DONE)
        info = subprocess.run(['pdfinfo', 'all.pdf'], capture_output=True, text=True, check=True).stdout
        true('Pages:           2' in info, info)
        ctl('export', issue, '-o', 'one-%p.pdf').expect(DONE)
        ctl('export', issue, '-o', 'one-%p.png', '--resolution', '30').expect(DONE)
        ctl('export', issue, '-o', 'both.png').fails(USAGE)
        ctl('export', issue, '-o', 'second.png', '--page', 'A2', '--resolution', '30').expect(DONE)
        equal(names(), sorted([b'all.pdf', b'issue.broadsheet', b'one-A1.pdf', b'one-A2.pdf', b'one-A1.png',
                               b'one-A2.png', b'second.png']))


@promise('/cli/export/standard-output')
def _():
    with folder():
        issue = laid_out_issue()
        equal(ctl('export', issue, '--to', 'pdf', '-o', '-').expect(DONE).out[:5], b'%PDF-')
        equal(ctl('export', issue, '--to', 'png', '-o', '-', '--resolution', '30').expect(DONE).out[:4], b'\x89PNG')
        lines = ctl('export', issue, '--to', 'ninjs', '-o', '-').expect(DONE).text().splitlines()
        equal(len(lines), 5)
        equal({json.loads(line)['type'] for line in lines}, {'text', 'picture'})
        equal(ctl('export', '-', '--to', 'text', '-o', '-', stdin=pathlib.Path(issue).read_bytes()).expect(DONE).text(),
              ctl('export', issue, '--to', 'text', '-o', '-').expect(DONE).text())


@promise('/cli/compose/one-line-makes-the-page')
def _():
    with folder():
        said = ctl('compose', str(page_text()), '-o', 'page.pdf', '--name', '柳河新报').expect(DONE)
        true('柳河东岸步道贯通' in said.text(), said.text())
        equal(names(), [b'page.pdf'])
        set_text = squeezed(pdf_text('page.pdf'))
        true('夜班回来能吃口热的，就像有人等门。' in set_text, 'text is missing')


@promise('/cli/compose/pipes')
def _():
    with folder():
        said = ctl('compose', '-', '-o', '-', stdin=page_text().read_bytes()).expect(DONE)
        equal(said.out[:5], b'%PDF-')
        true('柳河东岸步道贯通' in said.err, 'the summary is not on standard error')
        equal(names(), [])


@promise('/cli/compose/keeps-the-issue-when-asked')
def _():
    with folder():
        said = json.loads(ctl('compose', str(page_text()), '-o', 'a.pdf', '--keep', 'a.broadsheet', '--json').expect(DONE).text())
        equal(said['pages'][0]['page'], 'A1')
        listed = json.loads(ctl('list', 'a.broadsheet', '--json').expect(DONE).text())
        equal(len(listed['stories']), 4)
        ctl('export', 'a.broadsheet', '-o', 'b.pdf').expect(DONE)
        ctl('compose', str(page_text()), '-o', 'c.pdf', '--keep', 'a.broadsheet').fails(WRITE, 'a.broadsheet')
        true(not os.path.exists('c.pdf'), 'a PDF was written')


@promise('/cli/compose/photos-are-printed-and-kept')
def _():
    with folder():
        grey_picture('grey.png')
        ctl('compose', str(page_text()), 'grey.png', '-o', 'a.pdf', '--keep', 'a.broadsheet').expect(DONE)
        os.mkdir('tmp')
        ctl('compose', str(page_text()), 'grey.png', '-o', 'b.pdf', env={'TMPDIR': os.path.abspath('tmp')}).expect(DONE)
        equal(os.listdir('tmp'), [], 'left in the temporary folder')
        equal(names(), [b'a.broadsheet', b'a.media', b'a.pdf', b'b.pdf', b'grey.png', b'tmp'])
        for name in ('a.pdf', 'b.pdf'):
            images = subprocess.run(['pdfimages', '-list', name], capture_output=True, text=True, check=True).stdout
            true(' image ' in images, f'{name}: no photo\n{images}')


@promise('/cli/compose/copy-that-goes-on-from-a1-is-not-a1')
def _():
    with folder():
        text = page_text().read_text().replace('·周岩·', '·周岩·\n\n（上接A1版）他们说，灯要亮到最后一个人回家。')
        said = ctl('compose', '-', '-o', 'a.pdf', '--keep', 'a.broadsheet', '--proof', stdin=text.encode())
        listed = json.loads(ctl('list', 'a.broadsheet', '--json').expect(DONE).text())
        equal([page['page'] for page in listed['pages']], ['A2'], said.text())
        equal({story['page'] for story in listed['stories']}, {'A2'})
        ctl('compose', '-', '-o', 'b.pdf', '--keep', 'b.broadsheet', '--page', 'A1', '--proof', stdin=text.encode())
        listed = json.loads(ctl('list', 'b.broadsheet', '--json').expect(DONE).text())
        equal([page['page'] for page in listed['pages']], ['A1'])


@promise('/cli/names/that-are-not-utf-8')
def _():
    with folder():
        issue, pdf = b'\xd0\xc2.broadsheet', b'\xd2\xb3-%p.pdf'
        shutil.copy(page_text(), b'\xb8\xe5.txt')
        ctl('new', issue).expect(DONE)
        ctl('import', issue, b'\xb8\xe5.txt').expect(DONE)
        ctl('layout', issue).expect(DONE)
        ctl('export', issue, '-o', pdf).expect(DONE)
        true(b'\xd2\xb3-A1.pdf' in names(), f'{names()}')
        ctl('list', b'\xff\xfe').fails(INPUT)


@promise('/cli/locale/without-utf-8')
def _():
    plain = {'LC_ALL': 'C', 'LANG': 'C'}
    with folder():
        ctl('new', '柳河.broadsheet', '--name', '柳河新报', env=plain).expect(DONE)
        ctl('import', '柳河.broadsheet', str(page_text()), env=plain).expect(DONE)
        ctl('layout', '柳河.broadsheet', env=plain).expect(DONE)
        ctl('export', '柳河.broadsheet', '-o', '柳河.pdf', env=plain).expect(DONE)
        true('柳河东岸步道贯通' in squeezed(pdf_text('柳河.pdf')), 'the text was harmed')
        listed = json.loads(ctl('list', '柳河.broadsheet', '--json', env=plain).expect(DONE).text())
        equal(listed['name'], '柳河新报')
        true('没有.broadsheet' in ctl('list', '没有.broadsheet', env=plain).expect(INPUT).err, 'the name was harmed')
        true('柳河新报' in ctl('list', '柳河.broadsheet', env=plain).expect(DONE).text(), 'the list was harmed')


@promise('/cli/locale/of-another-encoding')
def _():
    with folder() as here:
        made = subprocess.run(['localedef', '-f', 'GB18030', '-i', 'zh_CN', here / 'zh_CN.GB18030'],
                              capture_output=True, check=False)
        if not (here / 'zh_CN.GB18030').exists():
            raise Skip(f'no such locale can be made here: {made.stderr[:80]}')
        other = {'LC_ALL': 'zh_CN.GB18030', 'LOCPATH': str(here)}
        ctl('new', 'a.broadsheet', '--name', '柳河新报'.encode('gb18030'), env=other).expect(DONE)
        said = ctl('list', 'a.broadsheet', env=other).expect(DONE)
        true('柳河新报' in said.out.decode('gb18030'), f'{said.out}')
        listed = json.loads(ctl('list', 'a.broadsheet', '--json', env=other).expect(DONE).text())
        equal(listed['name'], '柳河新报')


@promise('/cli/data/is-found-beside-a-program-that-was-moved')
def _():
    with folder() as here:
        os.makedirs('bin')
        os.makedirs('share')
        shutil.copy(PROGRAM, 'bin/broadsheetctl')
        os.symlink(SOURCE_ROOT / 'data', 'share/broadsheet')
        bare = {name: value for name, value in os.environ.items() if name != 'BROADSHEET_DATA_DIR'}
        made = subprocess.run([here / 'bin' / 'broadsheetctl', 'new', 'a.broadsheet'], env=bare,
                              capture_output=True, check=False)
        equal(made.returncode, DONE, made.stderr)


run()
