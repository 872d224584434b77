#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An issue is saved under a path that is typed: over what is chosen of the suggested name, with its
ending or without; and what stands there already is not lost without a question."""

import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402


def type_path(user, key, path):
    """Of the suggested name GTK chooses what stands before its ending, and one types over that."""
    user.key(key)
    user.wait(lambda: user.look(None, 'GtkFileChooserWidget'), 'the file chooser')
    # Until the suggested name is chosen nothing says so.
    user.wait(lambda: any(node.get_role_name() in ('text', 'entry') and user.seen(node)
                          and user.text(node).endswith('.broadsheet')
                          and node.get_text_iface().get_n_selections() == 1
                          for node in user.walk() if node.get_text_iface() is not None),
              'the name to be chosen')
    user.type(path)
    user.key('Return')
    user.wait(lambda: user.look(None, 'GtkFileChooserWidget') is None, 'the chooser to close')


def saved_as(user, name):
    path = os.path.join(user.home, name)
    user.wait(lambda: os.path.exists(path), name + ' to be saved')
    with open(path, encoding='utf-8') as file:
        assert json.load(file)['publication']['name'] == 'Reed'


def save_as():
    user = desk.Desk()
    user.press('New issue')
    user.replace(user.find('text|entry', 'Paper'), 'Reed')
    user.press('Create')
    user.find('push button|button', 'Lay Out')

    type_path(user, 'ctrl+s', os.path.join(user.home, 'reed.broadsheet'))
    saved_as(user, 'reed.broadsheet')
    type_path(user, 'ctrl+shift+s', os.path.join(user.home, 'second'))
    saved_as(user, 'second.broadsheet')

    # The chooser asked about a file of the name that was typed; of this one nobody has heard.
    other = os.path.join(user.home, 'other.broadsheet')
    with open(other, 'w', encoding='utf-8') as file:
        file.write('something else')
    type_path(user, 'ctrl+shift+s', other)
    user.find(None, 'Replace the File?')
    user.key('Escape')
    user.gone(None, 'Replace the File?')
    with open(other, encoding='utf-8') as file:
        assert file.read() == 'something else', 'it was written over'
    type_path(user, 'ctrl+shift+s', other)
    user.find(None, 'Replace the File?')
    user.key('alt+r')
    user.gone(None, 'Replace the File?')
    user.wait(lambda: 'something' not in open(other, encoding='utf-8').read(), 'it to be saved')
    saved_as(user, 'other.broadsheet')
    names = sorted(n for n in os.listdir(user.home) if 'broadsheet' in n)
    assert not any('.broadsheet.broadsheet' in n for n in names), names
    user.stop()


if __name__ == '__main__':
    desk.run(save_as)
