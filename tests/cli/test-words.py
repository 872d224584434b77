#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The man page, the completion and the program's own help name the same verbs and options."""
import re
import subprocess

from ctl import DONE, SOURCE_ROOT, ctl
from bs_tap import equal, promise, run, true

MAN = SOURCE_ROOT / 'data/man/broadsheetctl.1'
COMPLETION = SOURCE_ROOT / 'data/completions/broadsheetctl'
OPTION = re.compile(r'--[a-z][a-z-]*')


def verbs():
    listed = ctl('--help').expect(DONE).text().split('Verbs:\n')[1].split('\n\n')[0]
    return [line.split()[0] for line in listed.splitlines()]


def options_of(verb):
    listed = ctl(verb, '--help').expect(DONE).text().split('Options:\n')[1].split('\n\n')[0]
    found = set()
    for line in listed.splitlines():
        found.add(re.match(r'\s+(?:-\w, )?(--[a-z-]+)', line).group(1))
    return found - {'--help'}


def man_text():
    return MAN.read_text().replace('\\-', '-')


def man_section(verb):
    match = re.search(rf'^\.SS {verb}\b.*?(?=^\.S[SH])', man_text(), re.M | re.S)
    true(match, f'the man page has no section on {verb}')
    return match.group(0)


@promise('/cli/words/man-page-has-each-verb-with-its-options')
def _():
    for verb in verbs():
        equal(set(OPTION.findall(man_section(verb))), options_of(verb), verb)


@promise('/cli/words/completion-offers-each-verb-with-its-options')
def _():
    for verb in verbs():
        script = f'''source {COMPLETION}
                     COMP_WORDS=(broadsheetctl {verb} --); COMP_CWORD=2; _broadsheetctl
                     printf '%s\\n' "${{COMPREPLY[@]}}"'''
        offered = subprocess.run(['bash', '-c', script], capture_output=True, text=True, check=True).stdout.split()
        equal(set(offered) - {'--help'}, options_of(verb), verb)
    script = f'''source {COMPLETION}
                 COMP_WORDS=(broadsheetctl ''); COMP_CWORD=1; _broadsheetctl; printf '%s\\n' "${{COMPREPLY[@]}}"'''
    offered = subprocess.run(['bash', '-c', script], capture_output=True, text=True, check=True).stdout.split()
    equal(set(offered), set(verbs()) | {'help', '--help', '--version'})


@promise('/cli/words/completion-knows-the-page-formats')
def _():
    formats = {path.stem for path in (SOURCE_ROOT / 'data/page-formats').glob('*.json')}
    offered = re.search(r"--page-format\) .*?compgen -W '([^']*)'", COMPLETION.read_text()).group(1).split()
    equal(set(offered), formats)


@promise('/cli/words/contract-of-the-command-line')
def _():
    """What others script against: these may gain company, never go."""
    contract = {
        'new': {'--template', '--page-format', '--name', '--date', '--number', '--pages'},
        'import': {'--page'},
        'layout': {'--page', '--all', '--alternatives'},
        'check': {'--page', '--json'},
        'export': {'--to', '--output', '--page', '--standard', '--proof'},
        'compose': {'--output', '--page-format'},
        'list': {'--json'},
        'submit': {'--invitation', '--wait', '--list', '--json'},
        'serve': {'--store', '--folder', '--address', '--port', '--name', '--certificate', '--plain'},
        'account': {'--editor', '--host', '--port', '--authority', '--store', '--folder', '--json'},
        'invite': {'--host', '--port', '--authority', '--store', '--folder', '--json'},
    }
    for verb, wanted in contract.items():
        equal(wanted - options_of(verb), set(), verb)


run()
