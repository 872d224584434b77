#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proofs go through the system's print dialog: a page's and a story's are printed to a file there, on
paper of the size that was chosen, with the date, a version, the text and its line numbers."""

import glob
import os
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402
from exporting import take_sample  # noqa: E402

HEADLINE = '绕行三十年'


def tool(*command):
    return subprocess.run(command, check=True, capture_output=True).stdout.decode()


def print_to_file(user, folder):
    """In the system's dialog: the printer that is a file, and Print. Gives the file."""
    user.press('Print')
    dialog = user.find('dialog', 'Print')
    user.find('label', 'Print to File', root=dialog)
    go = user.find('push button|button', contains='_Print', root=dialog)

    def chosen():
        # Into the list of printers, and to its first row.
        if not user.sensitive(go):
            user.key('Tab', 'Down', 'space')
            time.sleep(0.3)
        return user.sensitive(go)
    user.wait(chosen, 'the printer to be chosen')
    go.get_action_iface().do_action(0)
    path = user.wait(lambda: glob.glob(os.path.join(folder, '*.pdf')), 'the file')[0]
    user.wait(lambda: 'Pages' in tool('pdfinfo', path), 'the file to be whole')
    return path


def judge(path, title, paper):
    info = tool('pdfinfo', path)
    assert paper in info, info
    text = tool('pdftotext', '-raw', path, '-')
    for part in (title, '2026-11-22', HEADLINE):
        assert part in text, part + ' in\n' + text
    return text


def keep(path, name):
    """For who wants to look at it: BROADSHEET_KEEP_PROOFS is a folder."""
    folder = os.environ.get('BROADSHEET_KEEP_PROOFS')
    if folder:
        tool('cp', path, os.path.join(folder, name))
    os.unlink(path)


def proofs():
    path = take_sample('proofs')
    folder = os.path.dirname(path)
    user = desk.Desk([path])
    user.find('push button|button', 'Lay Out')
    user.key('ctrl+p')
    user.find('label', contains='version ')
    proof = print_to_file(user, folder)
    assert os.path.basename(proof) == 'A1 2026-11-22.pdf', proof
    judge(proof, 'Page Proof', 'A3')
    keep(proof, 'page.pdf')

    user.key('alt+1')
    user.find('push button|button', contains='Story: ' + HEADLINE).get_action_iface().do_action(0)
    user.key('ctrl+shift+p')
    user.find('label', contains='version ')
    user.press('Every Fifth')
    proof = print_to_file(user, folder)
    text = judge(proof, 'Story Proof', 'A4')
    numbers = [int(line) for line in text.split('\n') if line.isdigit()]
    assert 5 in numbers and 95 in numbers and 6 not in numbers, numbers
    keep(proof, 'story.pdf')
    user.stop()


desk.run(proofs, ['pdftotext', 'pdfinfo'])
