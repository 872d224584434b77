#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The scripts of tools/: what they promise before anything is installed or built."""
import json
import os
import pathlib
import re
import subprocess
import tempfile

from bs_tap import equal, promise, run, true

ROOT = pathlib.Path(os.environ['BROADSHEET_SOURCE_ROOT'])
PACKAGES = ROOT / 'tools/packages'


def call(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False, **options)


def counted(*records):
    with tempfile.NamedTemporaryFile('w', suffix='.json') as log:
        for record in records:
            log.write(json.dumps(record) + '\n')
        log.flush()
        done = call(ROOT / 'tools/count-tests', log.name)
    return done.stdout.splitlines()[-1], done.returncode


@promise('/tools/count/each-promise-of-a-tap-program')
def _():
    tap = 'TAP version 13\n# a note ok\nok 1 /a/b\nnot ok 2 /a/c\nok 3 /a/d # SKIP no disk\n1..3\n'
    equal(counted({'result': 'FAIL', 'stdout': tap}), ('1 passed, 1 failed, 1 skipped', 1))
    equal(counted({'result': 'OK', 'stdout': 'ok 1 a\n    ok 1 inner\n1..1'}), ('2 passed, 0 failed', 0))


@promise('/tools/count/programs-without-tap')
def _():
    equal(counted({'result': 'OK', 'stdout': 'fine'}, {'result': 'OK'}), ('2 passed, 0 failed', 0))
    equal(counted({'result': 'OK'}, {'result': 'SKIP'}), ('1 passed, 0 failed, 1 skipped', 0))


@promise('/tools/count/a-crash-never-passes')
def _():
    for result in ('ERROR', 'TIMEOUT', 'INTERRUPT', 'FAIL', 'UNEXPECTEDPASS'):
        equal(counted({'result': result, 'stdout': 'ok 1 a\n1..4\n'}), ('1 passed, 1 failed', 1), result)
        equal(counted({'result': result}), ('0 passed, 1 failed', 1), result)


@promise('/tools/count/no-test-is-a-failure')
def _():
    equal(counted()[1], 1)
    equal(call(ROOT / 'tools/count-tests', '/nowhere.json').returncode, 1)


@promise('/tools/packages/lists-are-sorted-and-without-doubles')
def _():
    for path in sorted(PACKAGES.glob('*-*.txt')):
        lines = path.read_text().splitlines()
        equal(lines, sorted(set(lines)), path.name)
        true(all(re.fullmatch(r'[A-Za-z0-9][A-Za-z0-9.+_-]*', line) for line in lines), f'{path.name}: no package')
    for system in ('debian', 'fedora', 'arch', 'opensuse'):
        for kind in ('build', 'run', 'test'):
            true((PACKAGES / f'{system}-{kind}.txt').is_file(), f'{system}-{kind}.txt is missing')


@promise('/tools/packages/say-what-is-missing-and-only-that')
def _():
    script = f'''. {PACKAGES}/install.sh
      printf 'bash\\nno-such-package-at-all\\ncoreutils\\n' | missing_debian'''
    if not pathlib.Path('/usr/bin/dpkg-query').exists():
        script = 'echo no-such-package-at-all'
    equal(call('bash', '-c', script).stdout.split(), ['no-such-package-at-all'])


@promise('/tools/run/explains-itself-and-refuses-what-is-no-page')
def _():
    true('PAGE.txt' in call(ROOT / 'tools/run.sh', '--help').stdout, 'no help')
    for arguments in (['--bad'], ['/nowhere.txt'], ['/'], ['a', 'b']):
        done = call(ROOT / 'tools/run.sh', *arguments)
        true(done.returncode != 0 and 'tools/run.sh: ' in done.stderr, f'{arguments}: {done}')
        equal(done.stdout, '', f'{arguments}')


@promise('/tools/scripts/are-valid-bash')
def _():
    for path in [*(ROOT / 'tools').glob('*.sh'), PACKAGES / 'install.sh', ROOT / '.ci/run',
                 ROOT / 'data/completions/broadsheetctl']:
        equal(call('bash', '-n', path).stderr, '', path.name)


run()
