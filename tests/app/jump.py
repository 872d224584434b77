#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A story goes on on another page, and comes back into one box."""

import json
import os
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


def jump():
    path = desk.open_sample("jump")
    clear_page(path, 'A2')
    story = inspector.read(path)['stories'][0]
    user = desk.Desk([path])
    story_goes_on(user, path, story['headline'], story['id'])
    user.stop()


desk.run(jump)
