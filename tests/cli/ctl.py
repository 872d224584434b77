# SPDX-License-Identifier: GPL-3.0-or-later
"""Running broadsheetctl in a folder of its own, and what a run must always hold to."""
import contextlib
import os
import pathlib
import subprocess
import sys
import tempfile
import zlib

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'tools'))
from bs_tap import true  # noqa: E402

PROGRAM = os.environ['BROADSHEETCTL']
SOURCE_ROOT = pathlib.Path(os.environ['BROADSHEET_SOURCE_ROOT'])
HERE = pathlib.Path(__file__).resolve().parent

DONE, FINDINGS, USAGE, INPUT, WRITE = range(5)


class Run:
    """What came of one run."""

    def __init__(self, arguments, process):
        self.arguments = arguments
        self.status = process.returncode
        self.out = process.stdout
        self.err = process.stderr.decode('utf-8', 'replace')

    def text(self):
        return self.out.decode('utf-8')

    def expect(self, *statuses):
        true(self.status in statuses,
             f'{self.arguments}: status {self.status}, not {statuses}\n{self.err}')
        return self

    def fails(self, status, *words):
        """With this status, one message in the agreed form, and nothing on standard output."""
        self.expect(status)
        true(self.out == b'', f'{self.arguments}: printed {self.out[:80]!r}')
        lines = self.err.strip().splitlines()
        true(lines and all(line.startswith('broadsheetctl: ') for line in lines),
             f'{self.arguments}: message is {self.err!r}')
        for word in words:
            true(word in self.err, f'{self.arguments}: {word!r} is not in {self.err!r}')
        return self


def ctl(*arguments, stdin=b'', env=None, prefix=(), stdout=subprocess.PIPE, cwd=None):
    environment = dict(os.environ)
    environment.update(env or {})
    return Run(arguments, subprocess.run(
        [*prefix, PROGRAM, *arguments], input=stdin, stdout=stdout, stderr=subprocess.PIPE,
        env=environment, cwd=cwd, timeout=120, check=False))


@contextlib.contextmanager
def folder():
    """A new working folder."""
    with tempfile.TemporaryDirectory(prefix='broadsheetctl-') as path:
        before = os.getcwd()
        os.chdir(path)
        try:
            yield pathlib.Path(path)
        finally:
            os.chdir(before)


def names():
    return sorted(os.listdir(b'.'))


def page_text():
    return HERE / 'page.txt'


def new_issue(name='issue.broadsheet', *options):
    ctl('new', name, '--name', '柳河新报', '--date', '2026-11-22', *options).expect(DONE)
    return name


def laid_out_issue(name='issue.broadsheet'):
    new_issue(name)
    ctl('import', name, str(page_text())).expect(DONE)
    ctl('layout', name).expect(DONE, FINDINGS)
    return name


def grey_picture(name, width=1800, height=1200):
    """A PNG, written by hand."""
    def chunk(kind, data):
        body = kind + data
        return len(data).to_bytes(4, 'big') + body + zlib.crc32(body).to_bytes(4, 'big')
    header = width.to_bytes(4, 'big') + height.to_bytes(4, 'big') + bytes([8, 0, 0, 0, 0])
    rows = (b'\x00' + bytes([120]) * width) * height
    pathlib.Path(name).write_bytes(
        b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', header) + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))


def squeezed(text):
    """Without white space, which a page sets as it needs."""
    return ''.join(text.split())


def pdf_text(path):
    """The text of a PDF in the order it was set."""
    return subprocess.run(['pdftotext', '-raw', '-enc', 'UTF-8', path, '-'], capture_output=True,
                          check=True).stdout.decode('utf-8')
