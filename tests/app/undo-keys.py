#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Undo and redo by keyboard from wherever the focus is: on the page, on a problem that vanishes by
it, on its remedy, and in fields that would undo by themselves."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402

BUTTON = 'push button|button'
MORE = '这里添了一段没有人量过的话，' * 12
UNDO, REDO = 'ctrl+z', 'ctrl+shift+z'


def focused(user):
    for node in user.walk():
        try:
            if node.get_state_set().contains(user.atspi.StateType.FOCUSED):
                return node
        except Exception:  # it vanished while it was looked at
            continue
    return None


def focus(user, key, role, name=None, contains=None):
    """Presses @key until the focus is there."""
    passed = []
    for _ in range(30):
        node = focused(user)
        if node is not None and user.matches(node, role, name, contains):
            return
        passed.append(node is not None and (node.get_role_name(), node.get_name()))
        user.key(key)
        user.pump()
    raise AssertionError('%s led to no %s %s, but to %s' % (key, role, name or contains, passed))


def undo_and_redo(user, label):
    """The last thing done, back and forth, with the focus where it is."""
    user.find(BUTTON, 'Undo ' + label)
    user.key(UNDO)
    user.find(BUTTON, 'Redo ' + label)
    user.key(REDO)
    user.find(BUTTON, 'Undo ' + label)


def show(user, side):
    user.find('page tab', side).get_action_iface().do_action(0)


def from_fields(user):
    user.insert(user.find('text', 'Headline'), 0, '又')
    user.find(BUTTON, 'Undo Headline')
    focus(user, 'F6', 'text', 'Body')
    undo_and_redo(user, 'Headline')
    focus(user, 'shift+Tab', 'text', 'Headline')
    undo_and_redo(user, 'Headline')
    user.key(UNDO)
    user.find(BUTTON, 'Redo Headline')


def from_controls(user):
    show(user, 'Box')
    lines = user.find('spin button', 'Headline: Lines')
    lines.get_value_iface().set_current_value(2)
    user.find(BUTTON, contains='Undo Restyle')
    focus(user, 'F6', 'list item', contains='A1: ')
    focus(user, 'Tab', 'spin button|text', contains='Headline: ')
    user.key(UNDO)
    user.find(BUTTON, contains='Redo Restyle')
    user.wait(lambda: lines.get_value_iface().get_current_value() == 1, 'the number to follow')


def from_page(user, headline):
    user.insert(user.find('text', 'Body'), 0, MORE)
    user.find('list item', contains='Overset')
    focus(user, 'F6', BUTTON, contains=headline)
    user.key(UNDO)
    user.gone('list item', contains='Overset')
    user.key(REDO)
    user.find('list item', contains='Overset')


def from_problem(user):
    """The row goes away below the focus, and comes back."""
    focus(user, 'F7', 'list item', contains='Overset')
    for _ in range(2):
        user.key(UNDO)
        user.gone('list item', contains='Overset')
        assert focused(user) is not None, 'nothing has the focus'
        user.key(REDO)
        user.find('list item', contains='Overset')


def from_remedy(user):
    """Mended by the key, and by the button, with the focus on the row each time."""
    focus(user, 'F7', 'list item', contains='Overset')
    user.key('ctrl+period')
    user.gone('list item', contains='Overset')
    user.key(UNDO)
    user.find('list item', contains='Overset')
    focus(user, 'F7', 'list item', contains='Overset')
    user.find(BUTTON, contains='Set the Headline')
    focus(user, 'Tab', BUTTON, contains='Set the Headline')
    user.key('Return')
    user.gone('list item', contains='Overset')
    user.key(UNDO)
    user.find('list item', contains='Overset')


def from_search(user):
    """Another view, a field with an undo of its own."""
    user.find(BUTTON, 'Undo Typing')
    user.key('ctrl+f')
    focus(user, 'Tab', 'text|entry', contains='earch')
    user.type('a')
    user.key(UNDO)
    user.find(BUTTON, 'Redo Typing')


def undo_from_anywhere():
    user = desk.Desk([desk.open_sample('undone')])
    box = user.find(BUTTON, contains='Story: ')
    headline = box.get_name()[:12]
    box.get_action_iface().do_action(0)
    show(user, 'Text')
    from_fields(user)
    from_controls(user)
    show(user, 'Text')
    from_page(user, headline)
    from_problem(user)
    from_remedy(user)
    from_search(user)
    user.stop()


if __name__ == '__main__':
    desk.run(undo_from_anywhere)
