#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be wrong with an invitation is said where it is pasted, or where one sees the drafts; whatever
it is, the drafts stay and go out with a new one."""

import os
import re
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402
import reporting  # noqa: E402


def invitation():
    room = reporting.Newsroom()
    line = room.invite('林沐')
    account = room.account
    user = reporting.Reporter()

    # Without one, sending asks for it
    user.new_draft('河边的灯亮了', '昨晚，一百盏灯亮了。')
    user.saved()
    user.key('ctrl+Return')
    user.find('text|entry', 'Invitation')

    # Half of the line, a token nobody has, a certificate of somebody else, no desk there at all
    user.paste_invitation(line[:40])
    user.find('label', contains='This is no invitation')
    assert not user.sensitive(user.find('push button|button', 'Join'))
    token = room.token(line)
    user.paste_invitation(line.replace(token, token[::-1]))
    user.press('Join')
    user.find('label', contains='does not know this invitation')
    certificate = re.search(r'cert=([0-9a-f]+)', line).group(1)
    user.paste_invitation(line.replace(certificate, certificate[::-1]))
    user.press('Join')
    user.find('label', contains='certificate')
    user.join(line)
    user.find(None, 'Received by the desk')

    # Revoked: said at the desk's row; the draft waits for a new invitation, and goes with it
    room.revoke(account)
    user.new_draft('桥', '桥上站满了人。')
    user.saved()
    user.press('Send to Desk')
    user.find(None, 'Waiting for you')
    user.press('My drafts')
    user.press('Join a desk')
    user.join(room.invite('林沐'))
    user.wait(lambda: len(room.submissions()) == 2, 'the second draft')
    assert '桥' in user.outbox() and '河边的灯亮了' in user.outbox()

    # The desk was set up anew: what it shows now is not what was promised
    room.close()
    shutil.rmtree(room.store)
    room.open()
    user.new_draft('船', '船上有灯。')
    user.saved()
    user.press('Send to Desk')
    user.find(None, contains='certificate')
    user.wait(lambda: user.outbox()['船'][1].get('key'), 'the draft that waits')
    user.stop()
    room.close()


desk.run(invitation)
