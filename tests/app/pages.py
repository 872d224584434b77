#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages are added, moved, renamed and deleted, sections too: references follow, no story is lost,
and each is one step of undo."""

import json
import os
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402


def read(path):
    with open(path, encoding='utf-8') as file:
        return json.load(file)


def save(user, path, is_as_wanted, what):
    """Saves until the file says what is wanted; the key does nothing while a save is under way."""
    def look():
        issue = read(path)
        if is_as_wanted(issue):
            return issue
        user.key('ctrl+s')
        return None

    return user.wait(look, what + ' in the file')


def shown(user):
    """Names of the pages, in the order of their pictures."""
    cells = [n.get_name() or '' for n in user.walk() if n.get_role_name() == 'table cell']
    return [name[len('Page '):] for name in cells if name.startswith('Page ')]


def wait_for_pages(user, names):
    user.wait(lambda: shown(user) == names, 'the pages ' + ' '.join(names))


def choose_in_menu(user, button, item):
    def open_menu():
        for node in user.walk():
            action = node.get_action_iface()
            if node.get_name() == button and action is not None and action.get_n_actions() > 0:
                action.do_action(0)
                return True
        return False

    user.wait(open_menu, button)
    node = user.wait(lambda: user.look('menu item', item), 'the menu item ' + item)
    node.get_action_iface().do_action(0)
    user.pump()


def add_and_take_back(user):
    def ask():
        # The window may be shown and not hear keys yet.
        if user.look('frame|dialog|window', 'Add Page') is None:
            user.key('ctrl+shift+a')
        return user.look('frame|dialog|window', 'Add Page')

    user.wait(ask, 'the dialog for a new page')
    name = user.find('text|entry', 'Name')
    assert user.text(name) == 'A3', user.text(name)  # A2 is taken, by another section
    user.press('Add')
    wait_for_pages(user, ['A1', 'A3', 'A2', 'T1'])
    user.find(contains='Page A3 added')
    user.press('Undo Add Page A3')
    wait_for_pages(user, ['A1', 'A2', 'T1'])


def move_by_keys(user):
    user.key('ctrl+shift+Next')  # to the next section
    user.find('push button|button', 'Undo Move Page A1')
    user.key('ctrl+shift+Next')  # and behind its first page
    wait_for_pages(user, ['A2', 'A1', 'T1'])
    user.key('ctrl+z', 'ctrl+z')
    wait_for_pages(user, ['A1', 'A2', 'T1'])


def rename(user, path):
    before = read(path)
    user.key('alt+Return')
    user.find('frame|dialog|window', 'Page Properties')
    name = user.find('text|entry', 'Name')
    user.replace(name, '12')  # a place in a list, not a name
    user.find('label', contains='cannot be a page’s name')
    apply = user.find('push button|button', 'Apply')
    assert not user.sensitive(apply)
    user.replace(name, 'C1')
    user.press('Apply')
    wait_for_pages(user, ['C1', 'A2', 'T1'])

    def follows(issue):
        return ([s.get('page') for s in issue['stories']]
                == [s.get('page', '').replace('A1', 'C1') for s in before['stories']]
                and [p.get('page') for p in issue['photos']]
                == [p.get('page', '').replace('A1', 'C1') for p in before['photos']])

    save(user, path, follows, 'the new name')
    user.key('ctrl+z')
    wait_for_pages(user, ['A1', 'A2', 'T1'])
    save(user, path, lambda issue: issue == before, 'the old name')


def delete(user, path):
    before = read(path)
    waiting = [s['id'] for s in before['stories'] if s.get('page') == 'T1']
    user.key('ctrl+Next', 'ctrl+Next')
    user.find('label', contains='T1 ·')
    choose_in_menu(user, 'Page menu', 'Delete Page')
    wait_for_pages(user, ['A1', 'A2'])
    user.find('label', contains='Not on a Page (')
    user.find('list item', [s for s in before['stories'] if s['id'] == waiting[0]][0]['headline'])

    def waits(issue):
        now = {s['id']: s for s in issue['stories']}
        return (len(now) == len(before['stories']) and len(issue['pages']) == 2
                and all('page' not in now[story] for story in waiting))

    save(user, path, waits, 'the stories without a page')
    user.press('Undo Delete Page T1')
    wait_for_pages(user, ['A1', 'A2', 'T1'])
    save(user, path, lambda issue: issue == before, 'the page again')


def sections(user):
    choose_in_menu(user, 'Page menu', 'Sections…')
    user.find('frame|dialog|window', 'Sections')
    user.press('Add section')
    entry = user.find('text|entry', contains='Section C ·')
    user.replace(entry, '副刊')
    user.key('Escape')
    user.gone('frame|dialog|window', 'Sections')
    user.find('label', '副刊')
    user.key('ctrl+z', 'ctrl+z')
    user.gone('label', '副刊')


def pages():
    sample = os.path.join(os.environ['BROADSHEET_DATA_DIR'], 'sample')
    path = os.path.join(os.environ['HOME'], 'sample.broadsheet')
    shutil.copy(os.path.join(sample, 'sample.broadsheet'), path)
    shutil.copytree(os.path.join(sample, 'sample.media'), path.replace('.broadsheet', '.media'))
    user = desk.Desk([path])
    wait_for_pages(user, ['A1', 'A2', 'T1'])

    add_and_take_back(user)
    move_by_keys(user)
    rename(user, path)
    delete(user, path)
    sections(user)
    user.stop()


desk.run(pages)
