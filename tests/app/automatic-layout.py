#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages lay themselves out: another way is chosen by the arrow keys, all pages at once, and what
waits beside them is placed by Enter. Each is one step of undo."""

import json
import os
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402


def read(path):
    with open(path, encoding='utf-8') as file:
        return json.load(file)


def boxes(issue, page):
    return next(p['boxes'] for p in issue['pages'] if p['id'] == page)


def save(user, path, is_as_wanted, what):
    """Saves until the file says what is wanted; the key does nothing while a save is under way."""
    def look():
        issue = read(path)
        if is_as_wanted(issue):
            return issue
        user.key('ctrl+s')
        return None

    return user.wait(look, what + ' in the file')


def selected(user, name):
    node = user.look('table cell', name)
    return node is not None and node.get_state_set().contains(user.atspi.StateType.SELECTED)


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


def second_alternative(user, path):
    before = boxes(read(path), 'A2')

    def turn():
        # The window may be shown and not hear keys yet.
        if user.look('label', contains='A1 ·') is not None:
            user.key('ctrl+Next')
        return user.look('label', contains='A2 ·')

    user.wait(turn, 'page A2')
    user.key('ctrl+l')
    user.wait(lambda: selected(user, 'Alternative 1'), 'the first alternative to be chosen')
    first = save(user, path, lambda issue: boxes(issue, 'A2') != before, 'the first alternative')
    user.key('Right')
    user.wait(lambda: selected(user, 'Alternative 2'), 'the second alternative to be chosen')
    save(user, path, lambda issue: boxes(issue, 'A2') not in (before, boxes(first, 'A2')),
         'the second alternative')
    user.key('Return')
    user.gone('table cell', 'Alternative 2')
    # All the looking about was one step.
    user.press('Undo Lay Out')
    save(user, path, lambda issue: boxes(issue, 'A2') == before, 'the page as it was')


def whole_issue(user, path):
    before = read(path)
    choose_in_menu(user, 'Other ways to lay out', 'Lay Out All Pages')
    user.find(contains='3 pages laid out')
    after = save(user, path, lambda issue: issue != before, 'the new pages')
    placed = {ref for page in after['pages'] for box in page['boxes'] for ref in box['refs']}
    unplaced = [s['headline'] for s in after['stories'] if s['id'] not in placed]
    sheet = user.look('frame|dialog|window', 'What Found No Room')
    assert (sheet is not None) >= bool(unplaced), unplaced
    if sheet is not None:
        user.key('Escape')
        user.gone('frame|dialog|window', 'What Found No Room')
    user.press('Undo Lay Out All Pages')
    save(user, path, lambda issue: issue == before, 'the pages as they were')


def place_by_enter(user, path):
    """Stories are taken off their page, and put back one by one."""
    user.find('label', contains='A2 ·')
    before = read(path)
    choose_in_menu(user, 'Page menu', 'Clear Page')
    user.toast('wait to be placed')
    cleared = save(user, path, lambda issue: issue != before, 'the empty page')
    n = len(boxes(cleared, 'A2'))
    assert all(box['kind'] == 'ad' for box in boxes(cleared, 'A2')), boxes(cleared, 'A2')

    user.find('label', contains='Not on a Page (')
    user.key('ctrl+t', 'Return')
    user.find('push button|button', 'Undo Place on Page')
    save(user, path, lambda issue: len(boxes(issue, 'A2')) == n + 1, 'the first story')
    user.key('Return')
    save(user, path, lambda issue: len(boxes(issue, 'A2')) == n + 2, 'the second story')
    user.key('ctrl+z', 'ctrl+z', 'ctrl+z')
    save(user, path, lambda issue: issue == before, 'the page as it was')


def layout():
    sample = os.path.join(os.environ['BROADSHEET_DATA_DIR'], 'sample')
    path = os.path.join(os.environ['HOME'], 'sample.broadsheet')
    shutil.copy(os.path.join(sample, 'sample.broadsheet'), path)
    shutil.copytree(os.path.join(sample, 'sample.media'), path.replace('.broadsheet', '.media'))
    user = desk.Desk([path])
    user.find('push button|button', 'Lay Out')

    second_alternative(user, path)
    whole_issue(user, path)
    place_by_enter(user, path)
    user.stop()


desk.run(layout)
