#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A story goes on on another page, and comes back into one box."""

import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402
import inspector  # noqa: E402


def clear_page(path, name):
    issue = inspector.read(path)
    next(p for p in issue['pages'] if p['id'] == name)['boxes'] = []
    with open(path, 'w', encoding='utf-8') as file:
        json.dump(issue, file, ensure_ascii=False, indent=1)


def story_goes_on(user, path, headline, story):
    inspector.choose(user, headline, 'Box')
    inspector.do(user.find(None, 'Other pages'), 'jump.show-pages')
    user.find(inspector.BUTTON, contains='Continue There').get_action_iface().do_action(0)
    user.find(None, contains='Also on ')
    inspector.save(user, path)
    assert sum(story in b['refs'] for p in inspector.read(path)['pages'] for b in p['boxes']) == 2
    user.find(inspector.BUTTON, contains='Join').get_action_iface().do_action(0)
    user.gone(None, contains='Also on ')


def menu_item(user, contains):
    return user.wait(
        lambda: next((n for n in user.walk()
                      if n.get_role_name() in ('menu item', 'check menu item')
                      and n.get_state_set().contains(user.atspi.StateType.FOCUSED)
                      and contains in n.get_name()), None), 'the focus on ' + contains)


def by_the_keys_of_the_menu(user, path, headline, story):
    """The arrows walk through the menu of the box, not over the page below it."""
    box = user.find(inspector.BUTTON, contains='Story: ' + headline)
    x, y = desk.place(box)
    subprocess.run(['xdotool', 'mousemove', str(x), str(y), 'click', '1', 'mousemove', '1', '1'],
                   check=True)
    user.wait(lambda: box.get_state_set().contains(user.atspi.StateType.FOCUSED), 'the box')
    user.key('Menu')
    for _ in range(9):
        if 'Continue on Page' in menu_item(user, '').get_name():
            break
        user.key('Down')
        user.pump()
    menu_item(user, 'Continue on Page')
    user.key('Right')
    menu_item(user, 'A2')
    user.key('Return')
    user.find(contains='continues on page A2')
    inspector.save(user, path)
    assert sum(story in b['refs'] for p in inspector.read(path)['pages'] for b in p['boxes']) == 2
    user.key('Menu')
    menu_item(user, '')
    user.key('j')
    user.find(inspector.BUTTON, contains='Undo Join')
    inspector.save(user, path)
    assert sum(story in b['refs'] for p in inspector.read(path)['pages'] for b in p['boxes']) == 1


def jump():
    path = desk.open_sample("jump")
    clear_page(path, 'A2')
    story = inspector.read(path)['stories'][0]
    user = desk.Desk([path])
    story_goes_on(user, path, story['headline'], story['id'])
    by_the_keys_of_the_menu(user, path, story['headline'], story['id'])
    user.stop()


desk.run(jump)
