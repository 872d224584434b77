#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A desk keeps its list of publications: one is renamed while another window records an issue of it,
exported, deleted, brought back by Undo, and imported once more; a new one and one of an example are
made; a broken file says what is wrong. An issue whose font is missing says so."""

import json
import os
import shutil
import subprocess
import time

from desk import Desk, run


def read(path):
    with open(path, encoding='utf-8') as file:
        return json.load(file)


def write(path, tree):
    with open(path + '.new', 'w', encoding='utf-8') as file:
        json.dump(tree, file, ensure_ascii=False)
    os.rename(path + '.new', path)


def make_template(home):
    folder = os.path.join(home, 'data', 'broadsheet', 'publications')
    os.makedirs(folder)
    path = os.path.join(folder, 'liuwan.broadsheet-template')
    write(path, {'format': 'broadsheet-template', 'version': '1.0', 'publication': {'name': '柳湾报'},
                 'numbering': {'last_date': '2026-11-22', 'last_number': 326}})
    return path


def click(node):
    """Where its window stands on the screen, and where it stands in it."""
    extents = node.get_component_iface().get_extents(1)
    shell = subprocess.run(['xdotool', 'getactivewindow', 'getwindowgeometry', '--shell'], check=True,
                           capture_output=True, text=True).stdout
    place = dict(line.split('=') for line in shell.split())
    subprocess.run(['xdotool', 'mousemove', str(int(place['X']) + extents.x + extents.width // 2),
                    str(int(place['Y']) + extents.y + extents.height // 2), 'click', '1'], check=True)


def open_publications(user):
    user.key('ctrl+comma')
    user.find('text|entry', 'Your Name')
    user.press('Publications', 'page tab')
    user.find('push button|button', 'Import a publication')


def choose(user, name, item, mnemonic):
    more = user.find(None, 'More for ' + name)

    def opened():
        if not user.look(contains=item):
            click(more)
            time.sleep(0.3)
        return user.look(contains=item)
    user.wait(opened, 'the menu')
    user.key(mnemonic)


def row_of(user, name):
    return user.find('list item', name)


def rename(user, path):
    click(row_of(user, '柳湾报'))
    name = user.find('text|entry', 'Name')
    tree = read(path)
    tree['numbering'] = {'last_date': '2026-11-23', 'last_number': 327}
    write(path, tree)
    user.replace(name, '柳湾晚报')
    user.wait(lambda: read(path)['publication']['name'] == '柳湾晚报', 'the new name in the file')
    assert read(path)['numbering']['last_number'] == 327, read(path)['numbering']
    assert len(read(path)['pages']) == 4
    user.key('Escape')
    user.find(None, 'More for 柳湾晚报')


def carry(user, path):
    exported = os.path.join(user.home, 'shared.broadsheet-template')
    choose(user, '柳湾晚报', 'Export', 'x')
    user.choose_file(exported)
    user.wait(lambda: os.path.exists(exported), 'the exported file')
    assert read(exported) == read(path)
    choose(user, '柳湾晚报', 'Delete', 'l')
    user.wait(lambda: not os.path.exists(path), 'the publication to go')
    user.gone(None, 'More for 柳湾晚报')
    user.find('push button|button', contains='Undo').get_action_iface().do_action(0)
    user.wait(lambda: os.path.exists(path), 'the publication to come back')
    user.find(None, 'More for 柳湾晚报')
    user.press('Import a publication')
    user.choose_file(exported)
    again = os.path.join(os.path.dirname(path), '柳湾晚报.broadsheet-template')
    user.wait(lambda: os.path.exists(again), 'the imported file')
    assert read(again) == read(path)


def add(user, path):
    """A new one, and one of an example: both are files of their own from the first change on."""
    folder = os.path.dirname(path)
    new = os.path.join(folder, 'New Publication.broadsheet-template')
    user.find('push button|button', contains='New publication').get_action_iface().do_action(0)
    user.replace(user.find('text|entry', 'Name'), '苇渡周刊')
    user.wait(lambda: os.path.exists(new) and read(new)['publication']['name'] == '苇渡周刊', 'the name')
    user.key('Escape')
    user.find(None, 'More for 苇渡周刊')
    before = set(os.listdir(folder))
    click(row_of(user, 'The Riverside Weekly'))
    user.replace(user.find('text|entry', 'Name'), 'The Hillside Weekly')
    user.find(None, 'More for The Hillside Weekly')
    user.key('Escape')
    user.wait(lambda: user.look('text|entry', 'Name') is None, 'the editor to close')
    made = set(os.listdir(folder)) - before
    assert [name for name in made if name.endswith('-template')] == \
        ['The Hillside Weekly.broadsheet-template'], made
    user.find(None, 'More for The Riverside Weekly')


def refuse(user, path):
    """What is no template says so, where, and what it should be; another is no worse for it."""
    folder = os.path.dirname(path)
    broken = os.path.join(user.home, 'broken.broadsheet-template')
    tree = read(path)
    tree['publication'] = '柳湾晚报'
    write(broken, tree)
    before = set(os.listdir(folder))
    user.press('Import a publication')
    user.choose_file(broken)
    user.find(None, 'The Publication Could Not Be Imported')
    user.find(contains='/publication: expected')
    user.key('Escape')
    user.gone(None, 'The Publication Could Not Be Imported')
    assert set(os.listdir(folder)) == before
    # One that stands in the folder is shown with what is wrong, and can be thrown away.
    write(os.path.join(folder, 'broken.broadsheet-template'), tree)
    user.find(contains='broken.broadsheet-template: line')
    choose(user, 'broken', 'Delete', 'l')
    user.wait(lambda: not os.path.exists(os.path.join(folder, 'broken.broadsheet-template')),
              'the broken one to go')


def open_with_missing_font(user):
    sample = os.path.join(os.environ['BROADSHEET_DATA_DIR'], 'sample')
    issue = os.path.join(user.home, 'fonts.broadsheet')
    shutil.copytree(sample + '/sample.media', os.path.join(user.home, 'fonts.media'))
    tree = read(sample + '/sample.broadsheet')
    tree['styles'] = {'body': {'family': 'Founts of Nowhere'}}
    write(issue, tree)
    user.start([issue])
    user.find(contains='Founts of Nowhere')
    user.press('Replace Fonts…')
    user.find(None, 'Issue Properties')
    user.stop()


def test():
    path = make_template(os.environ['HOME'])
    user = Desk()
    open_publications(user)
    rename(user, path)
    carry(user, path)
    add(user, path)
    refuse(user, path)
    user.stop()
    open_with_missing_font(user)


run(test)
