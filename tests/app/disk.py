#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What happens to the disk under an open issue: it is full, its folder of photos goes away, a newer
program wrote the file. The window says so, goes on, and loses nothing."""

import json
import os
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402

TEXT = '渡口的灯一直亮到天明。'


def copy_sample(folder):
    data = os.environ['BROADSHEET_DATA_DIR'] + '/sample/'
    shutil.copy(data + 'sample.broadsheet', folder)
    shutil.copytree(data + 'sample.media', os.path.join(folder, 'sample.media'))
    return os.path.join(folder, 'sample.broadsheet')


def stories_of(path):
    with open(path, encoding='utf-8') as file:
        return file.read()


def write_story(user):
    user.key('ctrl+shift+n')
    headline = user.find(None, 'Headline')
    user.insert(headline, 0, TEXT)
    user.find('label', contains='Unsaved')


def full_disk(user):
    """Saving fails and says why; with room again it works, and nothing typed is lost."""
    with desk.small_disk() as folder:
        if folder is None:
            return
        path = copy_sample(folder)
        before = stories_of(path)
        user.start([path])
        user.find('push button|button', 'Lay Out')
        ballast = desk.fill(folder)
        write_story(user)
        user.key('ctrl+s')
        user.find('label', contains='The Issue Was Not Saved')
        assert stories_of(path) == before
        user.key('Escape')
        user.gone('label', contains='The Issue Was Not Saved')
        os.remove(ballast)
        user.key('ctrl+s')
        user.find('label', contains='· Saved')
        assert TEXT in stories_of(path)
        user.stop()


def photos_gone(user):
    """A page whose photos are gone is still there, and each missing photo is named as a problem."""
    path = copy_sample(user.home)
    user.start([path])
    user.find('push button|button', 'Lay Out')
    os.rename(os.path.join(user.home, 'sample.media'), os.path.join(user.home, 'away'))
    write_story(user)
    user.key('alt+2')
    user.find('label', contains='No picture')
    user.key('ctrl+s')
    user.find('label', contains='· Saved')
    os.rename(os.path.join(user.home, 'away'), os.path.join(user.home, 'sample.media'))
    user.stop()
    assert TEXT in stories_of(path)


def newer_program(user):
    path = os.path.join(user.home, 'newer.broadsheet')
    with open(os.path.join(user.home, 'sample.broadsheet'), encoding='utf-8') as file:
        issue = json.load(file)
    issue['version'] = '9.0'
    with open(path, 'w', encoding='utf-8') as file:
        json.dump(issue, file, ensure_ascii=False)
    before = stories_of(path)
    user.start([path])
    user.find('label', contains='newer Broadsheet')
    assert not user.sensitive(user.find('push button|button', 'Lay Out'))
    user.stop()
    assert stories_of(path) == before


def disk():
    user = desk.Desk()
    user.find('push button|button', 'New issue')
    user.stop()
    full_disk(user)
    photos_gone(user)
    newer_program(user)


desk.run(disk)
