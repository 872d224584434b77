#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages go out: to the press, a file for each, never over others unasked; and as pictures."""

import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402
from exporting import checked, exported, names_shown, open_dialog, take_sample  # noqa: E402


def press_pages_of_two():
    path = take_sample('press')
    user = desk.Desk([path])
    open_dialog(user)
    checked(user, 'Ready for print')
    names_shown(user, '_A1.pdf', '_A2.pdf', '_T1.pdf')
    user.press('Page T1')
    user.gone('label', contains='_T1.pdf')
    user.press('Export')
    names = ['汀兰日报_2026-11-22_A1.pdf', '汀兰日报_2026-11-22_A2.pdf']
    exported(user, path, names)
    for name in names:
        info = subprocess.run(['pdfinfo', os.path.join(os.path.dirname(path), name)], check=True,
                              capture_output=True).stdout.decode()
        assert 'PDF/X-4' in info and 'Pages:           1' in info, info

    # The same once more: one clear question, and no is no.
    before = os.stat(os.path.join(os.path.dirname(path), names[0])).st_mtime_ns
    user.press('Export pages')
    user.find('label', 'Files')
    checked(user, 'Ready for print')
    user.press('Only A1')
    user.gone('label', contains='_A2.pdf')
    user.press('Export')
    user.find(None, contains='Replace 1 File?')
    user.key('Escape')
    user.wait(lambda: user.look(None, contains='Replace 1 File?') is None, 'the question to go')
    assert os.stat(os.path.join(os.path.dirname(path), names[0])).st_mtime_ns == before
    user.press('Export')
    user.find(None, contains='Replace 1 File?')
    user.key('Return')
    exported(user, path, names)
    assert os.stat(os.path.join(os.path.dirname(path), names[0])).st_mtime_ns != before
    user.stop()


def pictures():
    path = take_sample('pictures')
    user = desk.Desk([path])
    open_dialog(user)
    user.press('Images')
    user.find('label', contains='汀兰日报_2026-11-22_A1.png')
    user.press('Export')
    names = ['汀兰日报_2026-11-22_%s.png' % page for page in ('A1', 'A2', 'T1')]
    exported(user, path, names)
    with open(os.path.join(os.path.dirname(path), names[0]), 'rb') as file:
        head = file.read(24)
    assert head[:8] == b'\x89PNG\r\n\x1a\n'
    width, height = (int.from_bytes(head[i:i + 4], 'big') for i in (16, 20))
    # 390 × 550 mm at 150 pixels an inch.
    assert abs(width - 390 / 25.4 * 150) <= 1 and abs(height - 550 / 25.4 * 150) <= 1, (width, height)
    user.stop()


def export():
    press_pages_of_two()
    pictures()


desk.run(export, ['pdfinfo'])
