#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A desk sets up its publication: a template is made of an issue and the next issue of it; the body
size is changed for the open issue, its pages follow, and Undo brings them back; preferences are set by
keyboard."""

import json
import os
import shutil
import subprocess

from desk import Desk, run


def read(path):
    with open(path, encoding='utf-8') as file:
        return json.load(file)


def make_template(user):
    folder = os.path.join(user.home, 'data', 'broadsheet', 'publications')
    path = os.path.join(folder, 'mine.broadsheet-template')
    user.key('F10')
    user.find(contains='as Te')
    user.key('m')
    user.choose_file(path)
    user.wait(lambda: os.path.exists(path), 'the template')
    template = read(path)
    assert 'stories' not in template and 'date' not in template
    assert template['numbering']['last_number'] == 326
    assert [page['id'] for page in template['pages']] == ['A1', 'A2', 'T1']

    user.key('ctrl+alt+n')
    user.press('New Issue of 汀兰日报')
    number = user.find('text|entry', 'Number (may be left empty)')
    user.replace(user.find('text|entry', 'Date'), '2026-11-23')
    user.wait(lambda: user.text(number) == '327', 'the number after 326')
    user.press('Cancel')
    user.wait(lambda: user.look('push button|button', 'Create') is None, 'the dialog to close')
    user.key('ctrl+w')
    user.wait(lambda: user.look(contains='New Issue of') is None, 'the second window to close')


def click(node):
    """Where its window stands on the screen, and where it stands in it."""
    extents = node.get_component_iface().get_extents(1)
    shell = subprocess.run(['xdotool', 'getactivewindow', 'getwindowgeometry', '--shell'], check=True,
                           capture_output=True, text=True).stdout
    place = dict(line.split('=') for line in shell.split())
    subprocess.run(['xdotool', 'mousemove', str(int(place['X']) + extents.x + extents.width // 2),
                    str(int(place['Y']) + extents.y + extents.height // 2), 'click', '1'], check=True)


def window_of(node):
    while node.get_role_name() not in ('frame', 'window', 'dialog'):
        node = node.get_parent()
    return node


def change_body_size(user, sample):
    user.key('ctrl+alt+i')
    title = user.find(None, 'Issue Properties')
    page = user.wait(lambda: user.look(None, 'Page Format', root=window_of(title)), 'the page of the editor')
    user.wait(lambda: (click(page), user.look('push button|button', 'Duplicate and Edit'))[1], 'the page format')
    user.find(contains='Body 9 pt')
    user.press('Duplicate and Edit')
    size = user.find('spin button', 'Body Size (points)')
    size.get_value_iface().set_current_value(9.25)
    user.find(contains='Body 9.25 pt')
    undo = user.look('push button|button', 'Undo', root=window_of(title))
    undo.get_action_iface().do_action(0)
    user.find(contains='Body 9 pt')
    # What cannot be is refused, and told.
    columns = user.find('spin button', 'Columns', root=window_of(title))
    columns.get_value_iface().set_current_value(16)
    user.find(contains='type area is no wider than the page')
    user.wait(lambda: columns.get_value_iface().get_current_value() == 8, 'the columns to be as before')
    size.get_value_iface().set_current_value(9.25)
    user.find(contains='Body 9.25 pt')
    user.key('Escape')
    user.wait(lambda: user.look(None, 'Issue Properties') is None, 'the editor to close')

    user.key('ctrl+s')
    user.wait(lambda: read(sample)['page_format'] == 'broadsheet-own', 'the saved page format')
    own = read(sample)['page_formats']['broadsheet-own']
    assert own['styles']['body']['size_pt'] == 9.25, own['styles']['body']
    for _ in range(2):
        user.key('ctrl+z')
    user.key('ctrl+s')
    user.wait(lambda: read(sample)['page_format'] == 'broadsheet', 'the page format as before')
    assert 'page_formats' not in read(sample)


def preferences_by_keyboard(user):
    user.key('ctrl+comma')
    name = user.find('text|entry', 'Your Name')
    # Past the tabs of the pages: what is typed there is searched for.
    user.key('Tab', 'Tab', 'Tab')
    for _ in range(4):
        user.key('ctrl+a')
        user.type('He Chuan')
        if user.text(name) == 'He Chuan':
            break
        user.key('Tab')
    user.wait(lambda: user.text(name) == 'He Chuan', 'the name')
    user.key('Escape')
    user.wait(lambda: user.look('text|entry', 'Your Name') is None, 'the preferences to close')
    user.key('ctrl+comma')
    again = user.find('text|entry', 'Your Name')
    assert user.text(again) == 'He Chuan'
    user.key('Escape')


def test():
    data = os.environ['BROADSHEET_DATA_DIR']
    home = os.environ['HOME']
    sample = os.path.join(home, 'sample.broadsheet')
    shutil.copy(data + '/sample/sample.broadsheet', sample)
    shutil.copytree(data + '/sample/sample.media', os.path.join(home, 'sample.media'))
    user = Desk([sample])
    user.find('push button|button', 'Lay Out')
    make_template(user)
    change_body_size(user, sample)
    preferences_by_keyboard(user)
    user.stop()


run(test)
