#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drafts are deleted and brought back, held back, found; one that came to nothing is not kept; where
another program has them, they are shown and left to it."""

import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402
import reporting  # noqa: E402


def rows(user):
    """The headlines, from the top."""
    return [n.get_name() for n in user.walk()
            if n.get_role_name() == 'list item' and n.get_name().startswith('第') and user.seen(n)]


def drafts_list():
    room = reporting.Newsroom()
    line = room.invite('林沐')
    room.close()
    user = reporting.Reporter()

    # What came to nothing
    user.act('app.new-draft')
    user.focused_headline()
    user.key('ctrl+w')
    user.gone('push button|button', 'Send to Desk')
    user.wait(lambda: not user.outbox(), 'the empty draft to go')

    for i in range(9):
        user.new_draft('第%d条河' % i, '水。')
        user.saved()
        user.key('ctrl+w')
        user.gone('push button|button', 'Send to Desk')
    user.act('app.my-drafts')
    user.wait(lambda: len(rows(user)) == 9, 'nine drafts')

    # Found
    user.key('ctrl+f')
    user.type('8')
    user.wait(lambda: rows(user) == ['第8条河'], 'the one that is looked for')
    user.key('Escape')
    user.wait(lambda: len(rows(user)) == 9, 'all of them')

    # Deleted, also while it is open, and brought back whole
    user.open_row('第3条河')
    body = user.find('text', 'Body')
    user.insert(body, 0, '很深的')
    user.act('app.my-drafts')
    user.wait(lambda: user.look('list item', '第3条河'), 'its row')
    user.menu('第3条河')
    user.find('menu item', 'Delete').get_action_iface().do_action(0)
    user.find(None, contains='deleted')
    assert '第3条河' not in user.outbox(), 'it is still there'
    user.key('ctrl+z')
    user.wait(lambda: '第3条河' in user.outbox() and len(rows(user)) == 9, 'it to come back')
    assert user.outbox()['第3条河'][0]['stories'][0]['paragraphs'][0]['text'].startswith('很深的'), user.outbox()

    # Sent to nobody yet, and held back
    user.press('Send: 第5条河')
    user.find('text|entry', 'Invitation')
    user.key('Escape')
    user.find(None, 'Waiting to be sent')
    user.menu('第5条河')
    user.find('menu item', 'Hold Back').get_action_iface().do_action(0)
    user.gone(None, 'Waiting to be sent')
    assert not user.outbox()['第5条河'][1].get('key')
    user.stop()

    # Another program has them
    environment = dict(os.environ, DBUS_SESSION_BUS_ADDRESS='disabled:')
    with subprocess.Popen([os.environ['BROADSHEETCTL'], 'submit', '--invitation', line, '--wait', '600'],
                          env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as other:
        lock = os.path.join(os.environ['XDG_DATA_HOME'], 'broadsheet', 'outbox', 'outbox.lock')
        user.process = None
        user.wait(lambda: os.path.exists(lock) and str(other.pid) in open(lock, encoding='utf-8').read(),
                  'the other program to have the drafts')
        user.start()
        user.act('app.my-drafts')
        user.find(None, contains='open in another program')
        assert len(rows(user)) == 9, rows(user)
        other.kill()
    user.press('Try Again')
    user.gone(None, contains='open in another program')
    user.find('push button|button', 'Send: 第5条河')
    user.stop()


desk.run(drafts_list)
