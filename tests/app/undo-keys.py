#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Undo and redo by keyboard from wherever the focus is: on the page, on a problem that vanishes by
it, on its remedy, in fields that would undo by themselves, and after what had the focus is gone."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402
from inspector import (BUTTON, MORE, SPIN, choose, open_sample, read, save)  # noqa: E402

UNDO, REDO = 'ctrl+z', 'ctrl+shift+z'


def first_text(path):
    return read(path)['stories'][0]['paragraphs'][0]['text']


def focused(user):
    for node in user.walk():
        if node.get_state_set().contains(user.atspi.StateType.FOCUSED) and user.seen(node):
            return node
    return None


def focus_until(user, key, role, name=None, contains=None):
    """Presses @key until the focus is there."""
    for _ in range(40):
        node = focused(user)
        if node is not None and user.matches(node, role, name, contains):
            return node
        user.key(key)
        user.pump()
    raise AssertionError('%s never led to %s %s' % (key, role, name or contains))


def undo_and_redo(user, label, where):
    """The last thing done, back and forth, with the focus where it is."""
    user.find(BUTTON, 'Undo ' + label)
    user.key(UNDO)
    user.wait(lambda: user.look(BUTTON, 'Undo ' + label) is None, 'undo from ' + where)
    user.find(BUTTON, 'Redo ' + label)
    user.key(REDO)
    user.find(BUTTON, 'Undo ' + label)


def from_fields(user, headline):
    """In fields that have an undo of their own, too."""
    choose(user, headline, 'Text')
    user.insert(user.find('text', 'Headline'), 0, '又')
    user.find(BUTTON, 'Undo Headline')
    user.key('F6')
    for _ in range(8):
        node = focused(user)
        if node is not None and user.matches(node, 'text', 'Body', None):
            break
        user.key('F6')
    undo_and_redo(user, 'Headline', 'the body')
    focus_until(user, 'shift+Tab', 'text', 'Headline')
    undo_and_redo(user, 'Headline', 'the headline')
    user.type('x')
    user.wait(lambda: user.text(user.find('text', 'Headline')).find('x') >= 0, 'the letter')
    user.key(UNDO)
    user.wait(lambda: user.text(user.find('text', 'Headline')).find('x') < 0,
              'what was typed to go')
    user.press('又' + headline if False else 'Undo Headline')


def run_it():
    path = open_sample()
    first = read(path)['stories'][0]
    user = desk.Desk([path])
    from_fields(user, first['headline'])
    user.stop()


if __name__ == '__main__':
    desk.run(run_it)
