#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How pages were exported is remembered for their paper, and for no other; what an issue itself says
goes before it; a folder that is gone gives way to that of the issue."""

import os
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402
from exporting import exported, open_dialog, take_sample  # noqa: E402


def kind(user, note):
    user.find('label', contains=note)


def pattern(user):
    return user.text(user.find('text|entry', 'Name'))


def leave(user):
    user.press('Cancel')
    user.gone('label', 'Files')
    user.stop()


def rename(issue):
    issue['publication']['name'] = '柳湾晚报'


def ask(issue):
    issue['export'] = {'file_name': '{number}-{page}.pdf'}


def remember():
    os.environ['GSETTINGS_BACKEND'] = 'keyfile'
    path = take_sample('first')
    user = desk.Desk([path])
    open_dialog(user)
    user.press('Images')
    user.replace(user.find('text|entry', 'Name'), '{yyyymmdd}-{page}')
    user.press('Only A1')
    user.find('label', contains='20261122-A1.png')
    user.press('Export')
    exported(user, path, ['20261122-A1.png'])
    user.stop()

    # Tomorrow's issue of the paper; the folder of today's is gone by then.
    tomorrow = take_sample('tomorrow')
    shutil.rmtree(os.path.dirname(path))
    user.start([tomorrow])
    open_dialog(user)
    kind(user, 'PNG, a picture of each page')
    assert pattern(user) == '{yyyymmdd}-{page}', pattern(user)
    user.find('label', '~/tomorrow')
    leave(user)

    user.start([take_sample('other', rename)])
    open_dialog(user)
    kind(user, 'PDF/X-4, a file for each page')
    assert pattern(user) == '{name}_{date}_{page}', pattern(user)
    leave(user)

    user.start([take_sample('own', ask)])
    open_dialog(user)
    user.wait(lambda: pattern(user) == '{number}-{page}', 'what the issue asks for')
    kind(user, 'PNG, a picture of each page')
    leave(user)


desk.run(remember)
