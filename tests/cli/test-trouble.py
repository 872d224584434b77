#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad input and bad places: each ends in a clear message and status, and nothing is lost or left."""
import json
import os
import pathlib
import shutil
import signal
import subprocess

from ctl import (DONE, FINDINGS, INPUT, PROGRAM, SOURCE_ROOT, WRITE, ctl, folder, grey_picture,
                 laid_out_issue, names, new_issue, page_text)
from bs_tap import Skip, equal, promise, run, true

NOBODY = 65534


def refused(words, *arguments, **options):
    """Exit status 3 with a message, and the folder as it was."""
    before = names()
    ctl(*arguments, **options).fails(INPUT, *words)
    equal(names(), before, 'files')


def as_source(words, source, stdin=b''):
    """A source that neither compose nor import may take, nor leave a trace of."""
    issue = new_issue()
    before = pathlib.Path(issue).read_bytes()
    refused(words, 'compose', source, '-o', 'out.pdf', stdin=stdin)
    refused(words, 'import', issue, source, stdin=stdin)
    equal(pathlib.Path(issue).read_bytes(), before, 'the issue')


@promise('/cli/source/folder')
def _():
    with folder():
        os.mkdir('copy')
        as_source(['copy'], 'copy')


@promise('/cli/source/nothing-there')
def _():
    with folder():
        as_source(['copy.txt'], 'copy.txt')


@promise('/cli/source/empty')
def _():
    with folder():
        pathlib.Path('empty.txt').touch()
        pathlib.Path('blank.txt').write_text(' \n\u3000\n')
        as_source(['empty.txt'], 'empty.txt')
        os.unlink('issue.broadsheet')
        as_source(['blank.txt'], 'blank.txt')
        os.unlink('issue.broadsheet')
        as_source([], '-')


@promise('/cli/source/binary')
def _():
    with folder():
        pathlib.Path('program').write_bytes(pathlib.Path('/bin/sh').read_bytes()[:60000])
        as_source(['program'], 'program')


@promise('/cli/source/two-hundred-megabytes')
def _():
    with folder():
        with open('huge.txt', 'wb') as stream:
            stream.write('一'.encode())
            stream.truncate(200 * 1024 * 1024)
        as_source(['huge.txt'], 'huge.txt')


@promise('/cli/source/device')
def _():
    with folder():
        as_source([], '/dev/null')
        os.unlink('issue.broadsheet')
        as_source([], '/dev/zero')


@promise('/cli/source/damaged-photo')
def _():
    with folder():
        pathlib.Path('half.jpg').write_bytes(b'\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01')
        issue = new_issue()
        before = pathlib.Path(issue).read_bytes()
        refused(['half.jpg'], 'import', issue, 'half.jpg')
        equal(pathlib.Path(issue).read_bytes(), before, 'the issue')


@promise('/cli/issue/cut-off-anywhere')
def _():
    with folder():
        whole = pathlib.Path(laid_out_issue()).read_bytes()
        for length in (0, 1, 30, len(whole) // 2, len(whole) - 3):
            pathlib.Path('cut.broadsheet').write_bytes(whole[:length])
            for arguments in (['list', 'cut.broadsheet'], ['check', 'cut.broadsheet'],
                              ['export', 'cut.broadsheet', '-o', 'out.pdf'], ['layout', 'cut.broadsheet'],
                              ['import', 'cut.broadsheet', str(page_text())]):
                refused(['cut.broadsheet'], *arguments)
            equal(pathlib.Path('cut.broadsheet').read_bytes(), whole[:length], 'the damaged file')


@promise('/cli/issue/not-an-issue')
def _():
    with folder():
        pathlib.Path('deep').write_text('[' * 200000)
        pathlib.Path('other').write_text('{"name": "other"}')
        pathlib.Path('binary').write_bytes(bytes(range(256)) * 9)
        os.mkdir('folder')
        with open('huge', 'wb') as stream:
            stream.truncate(400 * 1024 * 1024)
        for name in ('deep', 'other', 'binary', 'folder', 'huge', 'missing'):
            refused([name], 'list', name)
            refused([name], 'export', name, '-o', 'out.pdf')


@promise('/cli/issue/of-a-newer-version-is-read-only')
def _():
    with folder():
        issue = laid_out_issue()
        text = pathlib.Path(issue).read_text().replace('"version": "1.0"', '"version": "2.0"')
        pathlib.Path(issue).write_text(text)
        ctl('list', issue).expect(DONE)
        ctl('import', issue, str(page_text())).fails(WRITE)
        ctl('layout', issue).fails(WRITE)
        equal(pathlib.Path(issue).read_text(), text, 'the newer file')


@promise('/cli/photo/missing-is-found-and-not-printed')
def _():
    with folder():
        issue = new_issue()
        grey_picture('grey.png')
        ctl('import', issue, str(page_text()), 'grey.png').expect(DONE)
        ctl('layout', issue).expect(DONE, FINDINGS)
        ctl('export', issue, '-o', 'good.pdf').expect(DONE)
        shutil.rmtree('issue.media')
        found = json.loads(ctl('check', issue, '--json').expect(FINDINGS).text())
        true('missing-photo' in [finding['code'] for finding in found['pages'][0]['findings']], f'{found}')
        before = names()
        ctl('export', issue, '-o', 'bad.pdf').fails(FINDINGS, 'missing-photo')
        equal(names(), before, 'files')
        ctl('export', issue, '-o', 'bad.png').expect(DONE)


@promise('/cli/font/none-installed')
def _():
    with folder() as here:
        (here / 'fonts.conf').write_text('<fontconfig><dir>/nowhere</dir><cachedir>cache</cachedir></fontconfig>')
        bare = {'FONTCONFIG_FILE': str(here / 'fonts.conf'), 'XDG_CACHE_HOME': str(here)}
        issue = new_issue()
        before = pathlib.Path(issue).read_bytes()
        ctl('compose', str(page_text()), '-o', 'out.pdf', env=bare).fails(INPUT)
        ctl('layout', issue, env=bare).expect(INPUT, DONE)
        true(b'out.pdf' not in names(), 'a PDF was written')
        equal(pathlib.Path(issue).read_bytes(), before, 'the issue')


@promise('/cli/font/another-stands-in-and-it-is-said')
def _():
    found = subprocess.run(['fc-match', '-f', '%{file}', 'Noto Sans CJK SC:regular'], capture_output=True, text=True,
                           check=False).stdout
    if 'NotoSansCJK' not in found:
        raise Skip('Noto Sans CJK is not installed')
    with folder() as here:
        (here / 'fonts').mkdir()
        (here / 'fonts' / 'only.ttc').symlink_to(found)
        (here / 'fonts.conf').write_text('<fontconfig><dir>fonts</dir><cachedir>cache</cachedir></fontconfig>'
                                         .replace('fonts<', f'{here}/fonts<').replace('cache<', f'{here}/cache<'))
        bare = {'FONTCONFIG_FILE': str(here / 'fonts.conf'), 'XDG_CACHE_HOME': str(here)}
        said = ctl('compose', str(page_text()), '-o', 'out.pdf', env=bare).expect(DONE)
        true('missing-font' in said.err and 'Noto Serif CJK SC' in said.err, said.err)


# A folder that even root cannot write in.
MOUNT = ('unshare', '-m', 'sh', '-c', 'mount --bind "$PWD" "$PWD" && mount -o remount,bind,ro "$PWD" && '
         'cd "$PWD" && exec "$@"', 'sh')


def other_user_or_mount(here):
    """What to put before a command so that it cannot write in @here."""
    if os.geteuid() != 0:
        os.chmod(here, 0o555)
        return ()
    os.chmod(here, 0o755)
    formats = SOURCE_ROOT / 'data/page-formats/broadsheet.json'
    other = ('setpriv', f'--reuid={NOBODY}', f'--regid={NOBODY}', '--clear-groups')
    for prefix in (other, MOUNT):
        if shutil.which(prefix[0]) and all(
                subprocess.run([*prefix, *needed], capture_output=True, check=False).returncode == 0
                for needed in ([PROGRAM, '--version'], ['cat', formats], ['cat', page_text()])):
            return prefix
    raise Skip('no folder can be made read-only here')


@promise('/cli/place/read-only-folder')
def _():
    with folder() as here:
        laid_out_issue()
        before = pathlib.Path('issue.broadsheet').read_bytes()
        prefix = other_user_or_mount(here)
        try:
            listing = names()
            for arguments in (['new', 'b.broadsheet'], ['import', 'issue.broadsheet', str(page_text())],
                              ['layout', 'issue.broadsheet'], ['export', 'issue.broadsheet', '-o', 'out.pdf'],
                              ['export', 'issue.broadsheet', '-o', 'out.png'],
                              ['compose', str(page_text()), '-o', 'out.pdf']):
                ctl(*arguments, prefix=prefix).fails(WRITE)
            ctl('list', 'issue.broadsheet', prefix=prefix).expect(DONE)
            equal(names(), listing, 'files')
            equal(pathlib.Path('issue.broadsheet').read_bytes(), before, 'the issue')
        finally:
            os.chmod(here, 0o755)


@promise('/cli/place/full-disk')
def _():
    if os.geteuid() != 0 or subprocess.run(['unshare', '-m', 'true'], capture_output=True, check=False).returncode != 0:
        raise Skip('no small disk can be made here')
    with folder() as here:
        laid_out_issue()
        new_issue('fresh.broadsheet')
        ctl('import', 'fresh.broadsheet', str(page_text())).expect(DONE)
        (here / 'disk').mkdir()
        script = '''
          set -u
          mount -t tmpfs -o size=64k tmpfs disk || exit 99
          cp issue.broadsheet fresh.broadsheet disk/ 2>/dev/null || exit 98
          cp disk/issue.broadsheet before
          dd if=/dev/zero of=disk/filler bs=1k 2>/dev/null
          ls -A disk > names-before
          "$PROGRAM" export disk/issue.broadsheet -o disk/out.pdf; echo $? >> statuses
          "$PROGRAM" export disk/issue.broadsheet -o disk/out.png; echo $? >> statuses
          "$PROGRAM" compose "$PAGE" -o disk/out.pdf; echo $? >> statuses
          "$PROGRAM" import disk/issue.broadsheet "$PAGE"; echo $? >> statuses
          "$PROGRAM" layout disk/fresh.broadsheet; echo $? >> statuses
          "$PROGRAM" new disk/other.broadsheet; echo $? >> statuses
          ls -A disk > names-after
          cp disk/issue.broadsheet after
        '''
        process = subprocess.run(['unshare', '-m', 'sh', '-c', script], capture_output=True, text=True, check=False,
                                 env={**os.environ, 'PROGRAM': PROGRAM, 'PAGE': str(page_text())})
        if process.returncode in (98, 99):
            raise Skip('no small disk can be made here')
        equal(pathlib.Path('statuses').read_text().split(), [str(WRITE)] * 6, process.stderr)
        for line in process.stderr.splitlines():
            true(line.startswith('broadsheetctl: '), line)
        equal(pathlib.Path('names-after').read_text(), pathlib.Path('names-before').read_text(), 'files')
        equal(pathlib.Path('after').read_bytes(), pathlib.Path('before').read_bytes(), 'the issue')


@promise('/cli/place/that-cannot-be-written')
def _():
    with folder():
        issue = laid_out_issue()
        os.mkdir('here')
        pathlib.Path('old.pdf').write_bytes(b'old')
        os.chmod('old.pdf', 0o644)
        listing = names()
        for place in ('here', 'nowhere/out.pdf', 'old.pdf/out.pdf', '/dev/full', '/proc/version'):
            ctl('export', issue, '--to', 'pdf', '-o', place).fails(WRITE)
            ctl('compose', str(page_text()), '-o', place).fails(WRITE)
        ctl('new', 'nowhere/a.broadsheet').fails(WRITE)
        equal(names(), listing, 'files')
        equal(pathlib.Path('old.pdf').read_bytes(), b'old', 'the old file')


@promise('/cli/output/full-or-closed')
def _():
    with folder():
        issue = laid_out_issue()
        for arguments in (['list', issue], ['list', issue, '--json'], ['check', issue], ['--help'],
                          ['export', issue, '--to', 'pdf', '-o', '-'], ['compose', str(page_text()), '-o', '-']):
            with open('/dev/full', 'wb') as full:
                ctl(*arguments, stdout=full).expect(WRITE)
            read, write = os.pipe()
            os.close(read)
            with os.fdopen(write, 'wb') as closed:
                ctl(*arguments, stdout=closed).expect(WRITE)


@promise('/cli/kill/leaves-the-old-file-or-the-new')
def _():
    with folder():
        issue = laid_out_issue()
        old = pathlib.Path(issue).read_bytes()
        ctl('export', issue, '-o', 'out.pdf').expect(DONE)
        whole = pathlib.Path('out.pdf').read_bytes()
        for wait in range(2, 120, 6):
            process = subprocess.Popen([PROGRAM, 'export', issue, '-o', 'out.pdf'], stderr=subprocess.DEVNULL)
            try:
                process.wait(wait / 1000)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
            true(pathlib.Path('out.pdf').read_bytes()[-6:] == whole[-6:], 'a part of a PDF')
        equal(pathlib.Path(issue).read_bytes(), old, 'the issue')


run()
