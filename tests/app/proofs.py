#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A story's proof is saved from its dialog: its text is on it, and a number at each fifth line."""

import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402
from exporting import take_sample  # noqa: E402

HEADLINE = '绕行三十年'


def proofs():
    path = take_sample('proofs')
    out = os.path.join(os.path.dirname(path), 'proof.pdf')
    user = desk.Desk([path])
    user.find('push button|button', contains='Story: ' + HEADLINE).get_action_iface().do_action(0)
    user.key('ctrl+shift+p')
    user.find('label', contains='version ')
    user.press('Every Fifth')
    user.press('Save as PDF')
    user.choose_file(out)
    user.wait(lambda: os.path.exists(out), 'the proof')
    user.gone('label', contains='version ')
    text = subprocess.run(['pdftotext', '-raw', out, '-'], check=True, capture_output=True).stdout.decode()
    assert 'Story Proof' in text and HEADLINE in text, text
    numbers = [int(line) for line in text.split('\n') if line.isdigit()]
    assert 5 in numbers and 95 in numbers and 6 not in numbers, numbers
    user.stop()


desk.run(proofs, ['pdftotext'])
