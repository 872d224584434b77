#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A photo is added to a story, captioned and credited, taken off it again and brought back."""

import json
import os
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402


def photos():
    sample = os.path.join(os.environ['BROADSHEET_DATA_DIR'], 'sample')
    home = os.environ['HOME']
    path = os.path.join(home, 'sample.broadsheet')
    shutil.copy(os.path.join(sample, 'sample.broadsheet'), path)
    shutil.copytree(os.path.join(sample, 'sample.media'), path.replace('.broadsheet', '.media'))
    media = sorted(os.listdir(os.path.join(sample, 'sample.media')))
    picture = os.path.join(home, 'river' + os.path.splitext(media[0])[1])
    shutil.copy(os.path.join(sample, 'sample.media', media[0]), picture)

    user = desk.Desk([path])
    user.find('push button|button', contains='Story: ')
    user.key('ctrl+shift+n')
    user.wait(lambda: user.find('text', 'Headline').get_state_set().contains(
        user.atspi.StateType.FOCUSED), 'the headline to have the focus')
    user.type('River')
    user.press('Add photos')
    user.choose_file(picture)
    row = user.wait(lambda: next((n for n in user.walk() if n.get_role_name() == 'text'
                                  and n.get_name() == 'Caption'), None), 'the caption')
    user.replace(row, 'The river at dawn.')
    user.find('push button|button', 'Undo Caption')

    user.key('ctrl+s')

    def saved():
        with open(path, encoding='utf-8') as file:
            issue = json.load(file)
        story = next((s for s in issue['stories'] if s.get('headline') == 'River'), None)
        return story and next((p for p in issue['photos'] if p.get('story') == story['id']
                               and p.get('caption') == 'The river at dawn.'), None)
    photo = user.wait(saved, 'the photo in the file')
    assert os.path.exists(os.path.join(path.replace('.broadsheet', '.media'), photo['file']))
    user.stop()


desk.run(photos)
