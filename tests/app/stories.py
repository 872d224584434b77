#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stories are found by searching, deleted with everything that holds them, and brought back."""

import json
import os
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402


def stories():
    sample = os.path.join(os.environ['BROADSHEET_DATA_DIR'], 'sample')
    path = os.path.join(os.environ['HOME'], 'sample.broadsheet')
    shutil.copy(os.path.join(sample, 'sample.broadsheet'), path)
    shutil.copytree(os.path.join(sample, 'sample.media'), path.replace('.broadsheet', '.media'))
    with open(path, encoding='utf-8') as file:
        first = json.load(file)['stories'][0]
    user = desk.Desk([path])

    box = 'Story: ' + first['headline']
    user.find('push button|button', contains=box).get_action_iface().do_action(0)
    user.key('alt+1')

    user.key('ctrl+f')
    user.type('zzzz')
    user.find('label', 'No Stories Match')
    user.key('Escape')
    user.find('label', first['headline'])

    user.press('Delete story')
    user.toast('deleted')
    user.wait(lambda: user.look('label', first['headline']) is None, 'the story to go')
    user.key('alt+2')
    user.gone('push button|button', contains=box)
    user.press('Undo Delete Story')
    user.find('push button|button', contains=box)
    user.stop()


desk.run(stories)
