#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A reporter writes without a network, with two photos; the draft arrives once and whole when the desk
can be reached, comes back with a note, goes again as a new version, and is accepted into a page."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402
import reporting  # noqa: E402


def captions(user):
    return [n for n in user.walk() if n.get_role_name() == 'text' and n.get_name() == 'Caption']


def received(user):
    """Asks for it as often as one is let: it may go by itself meanwhile."""
    button = user.look('push button|button', 'Try Now')
    if button is not None:
        button.get_action_iface().do_action(0)
    return user.look(None, 'Received by the desk')


def drafts():
    room = reporting.Newsroom()
    line = room.invite('林沐')
    notices = reporting.Notices()
    user = reporting.Reporter()
    home = os.environ['HOME']

    user.find('push button|button', 'My drafts').get_action_iface().do_action(0)
    user.find(None, 'No Drafts Yet')
    user.press('Paste an invitation')
    user.join(line)
    room.close()

    user.new_draft('河边的灯亮了', '昨晚，一百盏灯亮了。\n桥上站满了人。')
    for i, shade in enumerate((40, 130)):
        picture = reporting.picture(os.path.join(home, 'river-%d.png' % i), shade=shade)
        user.press('Add photos')
        user.choose_file(picture)
        user.wait(lambda: len(captions(user)) == i + 1, 'photo %d' % (i + 1))
    for i, text in enumerate(('灯下的河。', '桥上的人。')):
        user.replace(captions(user)[i], text)
    user.replace(user.find('text|entry', 'Wished Section'), '文化')
    user.replace(user.find('text', 'For the editors, not printed'), '图片明天还有。')
    user.saved()
    user.press('Send to Desk')
    user.find(None, contains='Waiting, ')
    assert user.outbox()['河边的灯亮了'][1].get('key'), 'it does not wait'

    room.open()
    user.wait(lambda: received(user), 'the desk to have it')
    submission, = room.submissions()
    whole = room.whole(submission)
    assert (submission['headline'], submission['photos'], submission['section'], submission['author']) == (
        '河边的灯亮了', 2, '文化', '林沐'), submission
    text = str(whole['item'])
    for part in ('一百盏灯亮了', '灯下的河。', '桥上的人。', '图片明天还有。', '林沐'):
        assert part in text, '%s is not in %s' % (part, text)

    # Who looks elsewhere is told, and led to what was returned.
    user.minimize()
    room.decide(submission, 'return', note='请补充采访对象的姓名。')
    user.wait(lambda: notices.shown == [('河边的灯亮了', 'Returned by 何川\n请补充采访对象的姓名。')],
              'to be told that it came back')
    notices.click()
    user.wait(lambda: '河边的灯亮了' in user.in_front(), 'the draft to be in front')
    user.find(None, 'Returned by 何川')
    user.find(None, '请补充采访对象的姓名。')
    body = user.find('text', 'Body')
    user.insert(body, len(user.text(body)), '老船工周水生说，四十年没见过这样的夜。')
    user.find(None, 'Returned by 何川 · changed since')
    user.press('Send New Version')
    user.find(None, 'Version 2 received by the desk')
    submission, = room.submissions()
    assert submission['version'] == 2 and '周水生' in str(room.whole(submission)['item']), submission

    room.decide(submission, 'accept', page='A2')
    user.find(None, 'Accepted into A2')
    # Who looks at it is not.
    assert len(notices.shown) == 1, notices.shown
    user.press('My drafts')
    # A button that is pressed from afar does its work a moment later.
    user.wait(lambda: user.in_front() == 'My Drafts', 'the drafts to be in front')
    user.find(None, 'Connected, as 林沐')

    # Who quits right after sending has sent it
    window = user.window_of(user.new_draft('最后一班船', '水上没有人了。'))
    user.saved(window)
    user.key('ctrl+Return')
    user.act('app.quit')
    assert user.process.wait(timeout=desk.SECONDS) == 0
    assert sorted(s['headline'] for s in room.submissions()) == ['最后一班船', '河边的灯亮了'], room.submissions()
    room.close()


desk.run(drafts)
