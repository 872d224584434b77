#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Submissions where others are at them too, where the desk is away, after a crash, and where no issue
is open."""

import json
import os
import signal
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402
from submissions import DISHES, LAMPS, status, tell, wait_for  # noqa: E402
from submitting import (EDITOR, Service, accept, choose, clean, media, open_view, saved,  # noqa: E402
                        shown, stories_of)


def is_one_editors_at_a_time():
    service = Service()
    identity = service.send('林沐', LAMPS)
    user, _ = open_view(service)
    user.find('label', '本报记者 林沐')

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
    user.stop()
    clean(service)


def is_one_windows_at_a_time():
    """To the desk two windows of a program are one editor; to their users they are two places."""
    service = Service()
    identity = service.send('林沐', LAMPS)
    service.join()
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
    user.stop()
    clean(service)


def waits_for_the_desk():
    """While it is out of reach what is known stays, and nothing is half done."""
    service = Service()
    identity = service.send('林沐', LAMPS)
    service.send('禾青', DISHES)
    user, path = open_view(service)
    user.wait(lambda: len(shown(user)) == 2, 'both')
    user.find('text', 'Text of the submission')
    service.stop()
    user.find('push button|button', 'Try to reach the desk again')
    assert len(shown(user)) == 2
    user.key('ctrl+Return')
    # In the banner, and as the answer.
    user.wait(lambda: sum('cannot be reached' in (n.get_name() or '') and user.seen(n)
                          for n in user.walk() if n.get_role_name() == 'label') > 1, 'a word about it')
    user.find('push button|button', 'Accept into A1')
    with open(path, encoding='utf-8') as file:
        assert not stories_of(json.load(file), identity)
    service.start()
    # It may have been reached meanwhile without being asked to.
    again = user.look('push button|button', 'Try to reach the desk again')
    if again is not None:
        again.get_action_iface().do_action(0)
    user.gone('push button|button', 'Try to reach the desk again')
    waiting = len(shown(user))
    accept(user)
    user.wait(lambda: len(shown(user)) == waiting - 1, 'one to be dealt with')
    user.stop()
    clean(service)


def waits_for_room_on_the_disk():
    """Where its photos cannot be stored nothing is taken in, nothing is left over, and others may have it."""
    with desk.small_disk() as folder:
        if folder is None:
            return
        service = Service()
        identity = service.send('林沐', LAMPS, photos=(120, 180))
        user, path = open_view(service, folder)
        user.find('label', '本报记者 林沐')
        before = media(path)
        ballast = desk.fill(folder)
        accept(user)
        user.toast('The photo could not be stored')
        said = user.wait(lambda: (lambda s: s if not s.get('claimed_by') else None)(service.look(identity)),
                         'others to be let to it')
        assert said['state'] == 'received' and not said.get('accepted_version'), said
        assert shown(user) == ['河边的灯亮了']
        assert media(path) == before, media(path) - before

        # With room again.
        os.remove(ballast)
        saved(user, path, lambda i: not stories_of(i, identity), 'an issue without it')
        accept(user)
        wait_for(user, service, identity, 'accepted')
        issue = saved(user, path, lambda i: stories_of(i, identity) and i, 'the story in the file')
        story, = stories_of(issue, identity)
        files = {p['file'] for p in issue['photos'] if p.get('story') == story['id']}
        assert len(files) == 2 and files == media(path) - before, files
        user.stop()
        clean(service)


def is_told_after_a_crash():
    """The program ended between the issue and the desk: the story is there, and only told of."""
    service = Service()
    identity = service.send('林沐', LAMPS)
    service.join()
    path = desk.open_sample('crashed')
    with open(path, encoding='utf-8') as file:
        issue = json.load(file)
    issue['stories'][0]['submission'] = {'id': identity, 'version': 1, 'author': '林沐'}
    with open(path, 'w', encoding='utf-8') as file:
        json.dump(issue, file, ensure_ascii=False)
    user = desk.Desk([path])
    user.find('push button|button', contains='Story:')
    user.key('alt+3')
    status(user, 'In this issue, but the desk does not know yet')
    user.press('Tell the Desk')
    wait_for(user, service, identity, 'accepted')
    issue = saved(user, path, lambda i: i, 'the issue')
    assert len(stories_of(issue, identity)) == 1
    user.stop()
    clean(service)


def is_read_without_an_issue():
    service = Service()
    identity = service.send('林沐', LAMPS)
    returned = service.send('禾青', DISHES)
    service.join()
    path = desk.open_sample('opened-later')
    user = desk.Desk()
    user.find('label', '2 submissions are waiting')
    user.press('Read what was submitted')
    user.wait(lambda: len(shown(user)) == 2, 'both')
    text = user.find('text', 'Text of the submission')
    user.wait(lambda: text.get_component_iface().get_extents(1).height > 12, 'its first line to be seen')

    # One can be given back as it is.
    choose(user, '社区食堂添了新菜', '老人就餐八折')
    user.key('ctrl+shift+r')
    note = user.find('text', 'Note to the author')
    user.replace(note, '已有此稿。')
    user.key('ctrl+Return')
    wait_for(user, service, returned, 'returned')
    user.wait(lambda: shown(user) == ['河边的灯亮了'], 'the other one to be left')

    # For the other one an issue is asked for; it is shown beside that, to be taken in.
    accept(user, 'Accept…')
    user.press('Open an issue…')
    user.choose_file(path)
    user.find('label', '本报记者 林沐')
    accept(user)
    wait_for(user, service, identity, 'accepted')
    saved(user, path, lambda i: stories_of(i, identity), 'the story in the file')
    user.stop()
    clean(service)


def is_not_wished_for_when_the_issue_is_not_chosen():
    """Whoever gives up choosing an issue opens one later for something else."""
    service = Service()
    identity = service.send('林沐', LAMPS)
    service.join()
    for cancelled in 'choice', 'chooser':
        path = desk.open_sample('not-for-' + cancelled)
        user = desk.Desk()
        user.press('Read what was submitted')
        user.wait(lambda: shown(user) == ['河边的灯亮了'], 'what waits')
        accept(user, 'Accept…')
        user.find('push button|button', 'Open an issue…')
        if cancelled == 'chooser':
            user.press('Open an issue…')
            user.wait(lambda: user.look(None, 'GtkFileChooserWidget'), 'the file chooser')
            user.key('Escape')
            user.gone(None, 'GtkFileChooserWidget')
        user.key('Escape')
        user.gone('push button|button', 'Open an issue…')
        user.key('ctrl+o')
        user.choose_file(path)
        user.find('push button|button', 'Lay Out')
        assert user.look('text', 'Text of the submission') is None
        said = service.look(identity)
        assert said['state'] == 'received' and not said.get('claimed_by'), said
        saved(user, path, lambda i: not stories_of(i, identity), 'an issue without it')
        user.stop()
    clean(service)


def claimed_elsewhere(service, identity):
    """The other editor claims it while this application cannot reach the desk, which comes back then."""
    port = service.port
    service.port = 0
    service.start()
    assert service.claim(identity) == 200
    service.stop()
    service.port = port
    service.start()


def is_refused_to_who_writes_about_it():
    """A note is being written to the author of what another editor has: the refusal is seen at once, in
    front of the note, and the note is not lost by it."""
    service = Service()
    identity = service.send('林沐', LAMPS)
    user, _ = open_view(service)
    user.find('label', '本报记者 林沐')
    service.stop()
    user.find('push button|button', 'Try to reach the desk again')
    user.key('ctrl+shift+r')
    user.replace(user.find('text', 'Note to the author'), '请核实灯的数目。')
    claimed_elsewhere(service, identity)
    dialog = user.find('frame|dialog|window', 'Return')
    user.find('label', contains='沈禾 is working on it', root=dialog)

    # Sent nevertheless: refused, and said behind it, when it is gone.
    user.key('ctrl+Return')
    user.gone('frame|dialog|window', 'Return')
    user.toast('沈禾 is working on it')
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
    user.stop()
    clean(service)


def quits(user):
    user.key('ctrl+q')
    user.gone_process()


def is_free_when_its_editor_quits():
    """Nobody else has to wait for ten minutes; nor has the one who quits, where the desk says nothing."""
    service = Service()
    identity = service.send('林沐', LAMPS)
    user, _ = open_view(service)
    user.find('label', '本报记者 林沐')
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


STORIES = [is_one_editors_at_a_time, is_refused_to_who_writes_about_it, is_free_when_its_editor_quits,
           is_one_windows_at_a_time, waits_for_the_desk,
           waits_for_room_on_the_disk, is_told_after_a_crash, is_read_without_an_issue,
           is_not_wished_for_when_the_issue_is_not_chosen]


if __name__ == '__main__':
    desk.run(lambda: tell(STORIES))
