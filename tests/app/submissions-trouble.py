#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Submissions where the desk is away, the disk is full, after a crash, and where no issue is open."""

import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402
from submissions import (DISHES, LAMPS, being_read, leave, sent, status, tell,  # noqa: E402
                         wait_for)
from submitting import (Service, accept, choose, clean, media, open_view, saved,  # noqa: E402
                        shown, stories_of)


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
    leave(user, service)


def waits_for_room_on_the_disk():
    """Where its photos cannot be stored nothing is taken in, nothing is left over, and others may have it."""
    with desk.small_disk() as folder:
        if folder is None:
            return
        service, identity, user, path = being_read((120, 180), folder)
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
        leave(user, service)


def is_told_after_a_crash():
    """The program ended between the issue and the desk: the story is there, and only told of."""
    service, identity = sent()
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
    leave(user, service)


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
    leave(user, service)


def open_from_outside(path):
    subprocess.run([os.environ['BROADSHEET'], path], check=True, timeout=60)


def asks_for_an_issue(user, window):
    """In a new window, which is given an issue from outside while it asks which one is meant."""
    user.act('app.new-window')
    frame = user.wait(lambda: (lambda f: f[window - 1] if len(f) == window else None)(
        [n for n in user.children(user.application) if user.seen(n)]), 'the window')
    user.find('push button|button', 'Read what was submitted', root=frame).get_action_iface().do_action(0)
    user.find('text', 'Text of the submission', root=frame)
    button = user.find('push button|button', 'Accept…', root=frame)
    user.wait(lambda: user.sensitive(button), 'accepting to be possible')
    button.get_action_iface().do_action(0)
    user.find('push button|button', 'Open an issue…')
    open_from_outside(desk.open_sample('from-outside-%d' % window))
    user.wait(lambda: "'pages'" in user.state('view', window), 'that one to be there')


def goes_where_it_was_wished_to():
    """The one that is chosen, even if the window that asked has got another one meanwhile."""
    service, _ = sent()
    user = desk.Desk([desk.open_sample('open-before')])
    user.find('push button|button', 'Lay Out')
    asks_for_an_issue(user, 2)
    user.key('Return')
    user.gone('push button|button', 'Open an issue…')
    user.wait(lambda: "'submissions'" in user.state('view', 1), 'it to be shown beside the one chosen')
    assert "'pages'" in user.state('view', 2)

    asks_for_an_issue(user, 3)
    path = desk.open_sample('chosen')
    user.press('Open an issue…')
    user.choose_file(path)
    user.wait(lambda: "'submissions'" in user.state('view', 4), 'it to be shown beside the new one')
    assert "'pages'" in user.state('view', 3)
    leave(user, service)


def is_not_wished_for_when_the_issue_is_not_chosen():
    """Whoever gives up choosing an issue opens one later for something else."""
    service, identity = sent()
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
        user.wait(lambda: "'pages'" in user.state('view'), 'the pages to be shown')
        said = service.look(identity)
        assert said['state'] == 'received' and not said.get('claimed_by'), said
        saved(user, path, lambda i: not stories_of(i, identity), 'an issue without it')
        user.stop()
    clean(service)


STORIES = [waits_for_the_desk, waits_for_room_on_the_disk, is_told_after_a_crash, is_read_without_an_issue,
           goes_where_it_was_wished_to, is_not_wished_for_when_the_issue_is_not_chosen]


if __name__ == '__main__':
    desk.run(lambda: tell(STORIES))
