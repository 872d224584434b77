#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Submissions where others are at them too: one is one editor's at a time, and one window's; who is
refused comes to know it, and who goes leaves nothing behind."""

import os
import signal
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402
from submissions import being_read, leave, sent, status, tell, wait_for  # noqa: E402
from submitting import EDITOR, clean, open_view  # noqa: E402


def is_one_editors_at_a_time():
    service, identity, user, _ = being_read()

    # 沈禾 has it: it is said, and nothing can be done to it.
    assert service.claim(identity) == 200
    status(user, 'Being read by 沈禾')
    button = user.find('push button|button', 'Accept into A1')
    user.wait(lambda: not user.sensitive(button), 'accepting to be refused')
    user.wait(lambda: not user.sensitive(user.find('push button|button', 'Return…')), 'returning, too')
    assert service.claim(identity, False) in (200, 204)
    user.wait(lambda: user.sensitive(button), 'it to be free')

    # We have it: nobody else can.
    user.press('Claim')
    status(user, 'You are on it')
    user.wait(lambda: service.look(identity).get('claimed_by') == EDITOR, 'the claim at the desk')
    assert service.claim(identity) == 409
    user.press('Let Go')
    user.wait(lambda: service.claim(identity) == 200, 'the claim to be given up')
    status(user, 'Being read by 沈禾')
    leave(user, service)


def is_one_windows_at_a_time():
    """To the desk two windows of a program are one editor; to their users they are two places."""
    service, identity = sent()
    user = desk.Desk([desk.open_sample('left'), desk.open_sample('right')])
    both = user.wait(lambda: (lambda n: n if len(n) == 2 else None)(
        [n for n in user.walk() if n.get_role_name() == 'frame' and user.seen(n)]), 'both windows')
    for window in 1, 2:
        user.act('win.view', '"submissions"', window=window)
    for window in both:
        user.find('text', 'Text of the submission', root=window)

    # Whichever begins, the other one sees it.
    one, other = both
    user.find('push button|button', 'Claim', root=one).get_action_iface().do_action(0)
    user.find('label', contains='You are on it', root=one)
    assert service.look(identity)['claimed_by'] == EDITOR
    user.find('label', contains='Open in another window', root=other)
    button = user.find('push button|button', 'Accept into A1', root=other)
    claim = user.find('push button|button', 'Claim', root=other)
    user.wait(lambda: not user.sensitive(button) and not user.sensitive(claim), 'it to be refused there')
    user.find('push button|button', 'Let Go', root=one).get_action_iface().do_action(0)
    user.wait(lambda: user.sensitive(button) and user.sensitive(claim), 'it to be free there')
    user.wait(lambda: not service.look(identity).get('claimed_by'), 'the desk to know')
    claim.get_action_iface().do_action(0)
    user.find('label', contains='You are on it', root=other)
    user.find('label', contains='Open in another window', root=one)
    leave(user, service)


def window_of(user, node):
    while node.get_parent() != user.application:
        node = node.get_parent()
    return node


def claimed_elsewhere(service, identity):
    """The other editor claims it while this application cannot reach the desk, which comes back then."""
    port = service.port
    service.port = 0
    service.start()
    assert service.claim(identity) == 200
    service.stop()
    service.port = port
    service.start()


def is_refused_behind_a_dialog():
    """Nobody can read there that it is: it is told when the dialog is gone."""
    service, identity, user, _ = being_read()
    service.stop()
    user.find('push button|button', 'Try to reach the desk again')
    user.press('Claim')
    user.find('push button|button', 'Let Go')
    user.key('ctrl+n')
    user.find('push button|button', 'Create')
    claimed_elsewhere(service, identity)
    user.find('push button|button', 'Claim')
    assert user.look('label', contains='沈禾 is working on this') is None
    user.key('Escape')
    user.gone('push button|button', 'Create')
    user.toast('沈禾 is working on this')
    leave(user, service)


def is_refused_to_who_writes_about_it():
    """A note is being written to the author of what another editor has: the refusal is seen at once, in
    front of the note, and the note is not lost by it."""
    service, identity, user, _ = being_read()
    service.stop()
    user.find('push button|button', 'Try to reach the desk again')
    user.key('ctrl+shift+r')
    note = user.find('text', 'Note to the author')
    user.replace(note, '请核实灯的数目。')
    claimed_elsewhere(service, identity)
    user.find('label', contains='沈禾 is working on this', root=window_of(user, note))

    # Sent nevertheless: refused, and said behind it, when it is gone.
    user.key('ctrl+Return')
    user.gone('text', 'Note to the author')
    user.toast('沈禾 is working on this')
    assert service.look(identity)['state'] == 'received'

    # They let go: the note is still there to be sent.
    assert service.claim(identity, False) in (200, 204)
    button = user.find('push button|button', 'Return…')
    user.wait(lambda: user.sensitive(button), 'it to be free')
    user.key('ctrl+shift+r')
    note = user.find('text', 'Note to the author')
    assert user.text(note) == '请核实灯的数目。', user.text(note)
    user.key('ctrl+Return')
    assert wait_for(user, service, identity, 'returned')['note'] == '请核实灯的数目。'
    leave(user, service)


def is_not_returned_to_a_desk_that_was_left():
    """It is said before the note, which stays where it is."""
    service, _, user, _ = being_read()
    user.key('ctrl+shift+r')
    note = user.find('text', 'Note to the author')
    user.replace(note, '请核实灯的数目。')
    user.act('app.desk-preferences')
    user.press('Leave the desk')
    user.find('label', 'Work with Another Machine’s Desk')
    window = window_of(user, note)
    user.find('push button|button', 'Return', root=window).get_action_iface().do_action(0)
    user.find('label', contains='The desk cannot be reached', root=window)
    assert user.text(note) == '请核实灯的数目。'
    leave(user, service)


def quits(user):
    user.key('ctrl+q')
    user.gone_process()


def is_free_when_its_editor_quits():
    """Nobody else has to wait for ten minutes; nor has the one who quits, where the desk says nothing."""
    service, identity, user, _ = being_read()
    user.press('Claim')
    status(user, 'You are on it')
    assert service.look(identity)['claimed_by'] == EDITOR
    quits(user)
    assert not service.look(identity).get('claimed_by'), service.look(identity)
    assert service.claim(identity) == 200
    assert service.claim(identity, False) in (200, 204)

    user, _ = open_view(service)
    user.find('label', '本报记者 林沐')
    user.press('Claim')
    status(user, 'You are on it')
    service.process.send_signal(signal.SIGSTOP)
    quits(user)
    service.process.send_signal(signal.SIGCONT)
    clean(service)


STORIES = [is_one_editors_at_a_time, is_one_windows_at_a_time, is_refused_behind_a_dialog,
           is_refused_to_who_writes_about_it, is_not_returned_to_a_desk_that_was_left,
           is_free_when_its_editor_quits]


if __name__ == '__main__':
    desk.run(lambda: tell(STORIES))
