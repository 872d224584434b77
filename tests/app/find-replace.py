#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Words are found in the whole issue, what would become of them is seen, and they are replaced where
the editor wants it, in one step."""

import json
import os
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402

OLD, NEW = 'Qbridge', 'Tower'


def write_issue(path):
    """The sample with a word in a headline, a caption, and twice in a paragraph."""
    sample = os.path.join(os.environ['BROADSHEET_DATA_DIR'], 'sample')
    shutil.copytree(os.path.join(sample, 'sample.media'), path.replace('.broadsheet', '.media'))
    with open(os.path.join(sample, 'sample.broadsheet'), encoding='utf-8') as file:
        issue = json.load(file)
    issue['stories'][0]['headline'] = OLD
    issue['stories'][1]['paragraphs'][0]['text'] += OLD.lower() + ' ' + OLD
    photo = next(photo for photo in issue['photos'] if photo.get('story') not in ('s1', 's2'))
    photo['caption'] = OLD
    with open(path, 'w', encoding='utf-8') as file:
        json.dump(issue, file, ensure_ascii=False)
    return photo['id']


def entry(user, name):
    return user.wait(lambda: next((n for n in user.walk() if n.get_name() == name
                                   and n.get_editable_text_iface() is not None), None), name)


def ticks(user):
    checked = user.atspi.StateType.CHECKED
    return [node.get_state_set().contains(checked) for node in user.walk(user.look('list', 'Hits'))
            if node.get_role_name() == 'check box' and user.seen(node)]


def texts(path, photo):
    with open(path, encoding='utf-8') as file:
        issue = json.load(file)
    return (issue['stories'][0]['headline'], issue['stories'][1]['paragraphs'][0]['text'],
            next(p['caption'] for p in issue['photos'] if p['id'] == photo))


def versions(path):
    """The headlines of the older versions of the first story."""
    with open(path, encoding='utf-8') as file:
        return [version.get('headline') for version in json.load(file)['stories'][0]['versions']]


def saved(user, path, photo, check, what):
    user.key('ctrl+s')
    user.wait(lambda: check(*texts(path, photo)), what)


def children(node):
    return [node.get_child_at_index(i) for i in range(node.get_child_count())]


def nothing_to_stop_at(user):
    """Tab goes past the list where nothing is in it."""
    user.replace(entry(user, 'Find'), 'no such word')
    user.find('label', 'Not found')
    focused = user.atspi.StateType.FOCUSED
    for _ in range(9):
        user.key('Tab')
        user.pump()
        for node in user.walk():
            if node.get_state_set().contains(focused) and user.seen(node):
                inside = [user.look('list', 'Hits', root=child) for child in children(node)]
                assert node.get_role_name() in ('frame', 'dialog') or not any(inside), \
                    'a stop at the pane of the hits'
    user.key('ctrl+shift+f')


def has_focus(user, role, name=None):
    focused = user.atspi.StateType.FOCUSED
    user.wait(lambda: any(node.get_state_set().contains(focused)
                          and user.matches(node, role, name, None) for node in user.walk()),
              'the focus on %s %s' % (role, name or ''))


def replaces():
    path = os.path.join(os.environ['HOME'], 'sample.broadsheet')
    photo = write_issue(path)
    before = texts(path, photo)
    user = desk.Desk([path])
    user.find('push button|button', contains='Story:')

    user.key('ctrl+shift+f')
    nothing_to_stop_at(user)
    user.replace(entry(user, 'Find'), OLD)
    user.find('label', '4 hits in 3 stories')
    user.replace(entry(user, 'Replace with'), NEW)
    user.wait(lambda: len(ticks(user)) == 4, 'the four hits')

    # From the words to the first hit; over a headline to the next story's, and the one after.
    user.key('Down', 'Down', 'Down', 'space')
    user.wait(lambda: ticks(user) == [True, True, False, True], 'the third left out')
    # Out of the list, however many rows it has.
    user.key('Tab')
    has_focus(user, 'push button|button', 'Replace')
    user.key('ctrl+Return')
    user.find(contains='Replaced 3 in 3 stories')
    saved(user, path, photo, lambda headline, text, caption: headline == caption == NEW
          and text.endswith(NEW + ' ' + OLD), 'all but one replaced')
    assert versions(path) == [before[0]], 'the story as it stood is kept'
    user.key('ctrl+z')
    saved(user, path, photo, lambda *now: now == before, 'it taken back in one step')
    user.press('Replace All')
    user.find('push button|button', contains='Undo Replace')
    saved(user, path, photo, lambda *now: now != before, 'it done by the button too')
    user.stop()


desk.run(replaces)
