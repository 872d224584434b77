#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What reporters send arrives by itself, is taken into the issue with everything in place, goes back
with a note, and is compared when it comes anew; nothing is half done where the desk says no."""

import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402
from submitting import (EDITOR, Service, accept, choose, clean, media, open_view, saved,  # noqa: E402
                        shown, stories_of)

LAMPS = ('河边的灯亮了\n本报记者 林沐\n昨晚，一百盏灯亮了，两岸的居民走出家门，来到桥边。\n'
         '桥上站满了人，孩子们数着灯，一盏一盏数过去。\n“等了三年。”住在河边的禾老伯说。\n')
DISHES = '社区食堂添了新菜\n本报讯 东门社区的食堂从本周起添了六样新菜，老人就餐八折。\n'
MARKET = '菜市场搬了新家\n本报讯 南门菜市场昨日搬进新楼，摊位比原来多出一倍。\n'


def status(user, text):
    return user.find('label', contains=text)


def focused(user, name):
    """The keyboard is there, window and all."""
    return user.wait(lambda: next((n for n in user.walk() if n.get_name() == name
                                   and n.get_state_set().contains(user.atspi.StateType.FOCUSED)), None),
                     'the focus on ' + name)


def wait_for(user, service, identity, state):
    return user.wait(lambda: service.look(identity)['state'] == state and service.look(identity),
                     'the desk to have it ' + state)


def sent(photos=()):
    """A desk that the application has joined, with a submission."""
    service = Service()
    identity = service.send('林沐', LAMPS, photos)
    service.join()
    return service, identity


def being_read(photos=(), folder=''):
    """The same, and an editor who reads it, with an issue."""
    service, identity = sent(photos)
    user, path = open_view(service, folder)
    user.find('label', '本报记者 林沐')
    return service, identity, user, path


def leave(user, service):
    user.stop()
    clean(service)


def tell(stories):
    wanted = os.environ.get('BROADSHEET_TEST_STORY')
    for story in stories:
        if not wanted or wanted == story.__name__:
            print('#', story.__name__, flush=True)
            story()


def arrives_by_itself():
    service = Service()
    user, _ = open_view(service)
    user.find('label', 'Nothing Waiting')
    service.send('林沐', LAMPS)
    user.wait(lambda: shown(user) == ['河边的灯亮了'], 'the story to arrive')
    user.find('push button|toggle button|radio button', 'Waiting 1')
    user.find('text', 'Text of the submission')
    user.find('label', '本报记者 林沐')

    # What comes next takes nothing away from who reads.
    service.send('禾青', DISHES)
    user.wait(lambda: shown(user) == ['社区食堂添了新菜', '河边的灯亮了'], 'the next to arrive')
    user.find('label', '本报记者 林沐')
    user.find('push button|toggle button|radio button', 'Waiting 2')

    # Found by its author, and all again.
    user.key('ctrl+f')
    user.type('zzz')
    user.find('label', 'No Submissions Match')
    user.key('Escape')
    user.wait(lambda: len(shown(user)) == 2, 'both again')
    leave(user, service)


def is_taken_in_and_out_again():
    service, identity, user, path = being_read((120, 180))
    before = media(path)
    accept(user)
    user.toast('“河边的灯亮了” is in A1')
    user.find('push button|button', 'Show')
    said = wait_for(user, service, identity, 'accepted')
    assert (said['page'], said['decided_by']) == ('A1', EDITOR), said
    user.find('label', 'Nothing Waiting')
    issue = saved(user, path, lambda i: stories_of(i, identity) and i, 'the story in the file')
    story, = stories_of(issue, identity)
    assert story['page'] == 'A1' and len(story['paragraphs']) == 3, story
    assert story['bylines'][0]['names'] == ['林沐'], story
    photos = [p for p in issue['photos'] if p.get('story') == story['id']]
    assert len(photos) == 2 and {p['file'] for p in photos} == media(path) - before, photos

    # Undo takes the story out; the desk cannot take back what it has said, and one is told so.
    user.key('ctrl+alt+z')
    user.toast('At the desk it stays accepted')
    saved(user, path, lambda i: not stories_of(i, identity), 'the story to be gone')
    user.press('Accepted', 'push button|toggle button|radio button')
    user.press('Put into A1')
    user.toast('“河边的灯亮了” is in A1')
    issue = saved(user, path, lambda i: stories_of(i, identity) and i, 'the story to be back')
    assert len(stories_of(issue, identity)) == 1
    user.press('Show in Issue')
    user.find('text', 'Headline')
    leave(user, service)


def goes_where_it_is_asked_to():
    """Another page, and tags: by keys alone. What looks like markup is text."""
    service = Service()
    service.send('A & <i>B', '另一篇 & 更多\n本报讯 另一篇。\n')
    identity = service.send('A & <i>B', DISHES.replace('添了新菜', '添了 < 新菜 & 汤'))
    user, path = open_view(service)
    # Both may have come within one second: either may stand above.
    choose(user, '社区食堂添了 < 新菜 & 汤', '老人就餐八折')
    user.find('label', 'Other Pieces by A & <i>B')
    user.key('ctrl+shift+Return')
    tags = user.find('text|entry', 'More Tags, with Commas Between')
    user.wait(lambda: service.look(identity).get('claimed_by') == EDITOR,
              'the claim that comes with the dialog')
    assert service.claim(identity) == 409
    user.replace(tags, '民生，食堂')
    user.press('Accept')
    wait_for(user, service, identity, 'accepted')
    issue = saved(user, path, lambda i: stories_of(i, identity) and i, 'the story in the file')
    assert stories_of(issue, identity)[0]['tags'][-2:] == ['民生', '食堂'], stories_of(issue, identity)
    leave(user, service)


def goes_back_with_a_note():
    service, identity, user, _ = being_read()
    user.key('ctrl+shift+r')
    focused(user, 'Note to the author')
    user.press('Please check names and figures.')
    focused(user, 'Note to the author')
    user.key('ctrl+End')
    user.type(' 100 lamps?')
    # Who steps back finds the note again.
    user.key('Escape')
    user.gone('text', 'Note to the author')
    user.key('ctrl+shift+r')
    note = focused(user, 'Note to the author')
    user.wait(lambda: user.text(note).endswith('100 lamps?'), 'the note to be there again')
    user.key('ctrl+Return')
    said = wait_for(user, service, identity, 'returned')
    assert said['note'] == 'Please check names and figures. 100 lamps?', said
    user.find('label', 'Nothing Waiting')
    draft = service.drafts('林沐')[0]
    assert draft['submission']['state'] in ('returned', 'received'), draft
    leave(user, service)


def comes_anew_and_is_compared():
    service, identity, user, path = being_read()
    accept(user)

    # The editor mends the headline; the author adds a paragraph and changes another.
    user.press('Show')
    wait_for(user, service, identity, 'accepted')
    headline = user.find('text', 'Headline')
    user.wait(lambda: user.text(headline) == '河边的灯亮了', 'the headline')
    user.insert(headline, len('河边的灯亮了'), '！')
    saved(user, path, lambda i: stories_of(i, identity)[0]['headline'] == '河边的灯亮了！', 'the edit')

    def rewrite(item):
        text = json.dumps(item, ensure_ascii=False)
        text = text.replace('一百盏灯亮了', '一百二十盏灯亮了')
        item.clear()
        item.update(json.loads(text))
    service.revise('林沐', identity, rewrite)
    # Who has the story before them is told, and led there.
    user.find('label', '林沐 has sent a newer version')
    user.press('Compare with the newer version')
    user.find('label', contains='1 of 2 differences taken over')
    user.key('Escape')
    user.gone('label', contains='1 of 2 differences taken over')
    # Beside the page, too.
    user.key('alt+2')
    user.find('page tab', 'Text').get_action_iface().do_action(0)
    user.find('label', '林沐 has sent a newer version')
    user.press('Compare with the newer version')
    user.find('label', contains='1 of 2 differences taken over')
    user.key('Escape')
    user.gone('label', contains='1 of 2 differences taken over')
    # And among the submissions.
    user.key('alt+3')
    user.wait(lambda: shown(user) == ['河边的灯亮了'], 'the newer version to arrive')
    user.press('Compare…')
    user.find('label', contains='1 of 2 differences taken over')
    user.find('label', 'changed here')
    user.find('label', contains='changed by the author')
    user.press('Take Over')
    said = user.wait(lambda: service.look(identity)['accepted_version'] == 2 and service.look(identity),
                     'the desk to know')
    assert said['state'] == 'accepted', said
    issue = saved(user, path, lambda i: '一百二十' in json.dumps(i, ensure_ascii=False) and i, 'the merged text')
    story, = stories_of(issue, identity)
    assert story['headline'] == '河边的灯亮了！', story
    assert '一百二十盏灯' in story['paragraphs'][0]['text'], story
    assert story['submission']['version'] == 2 and story['versions'], story
    # One step of undo brings the text back as it was.
    user.key('ctrl+z')
    saved(user, path, lambda i: stories_of(i, identity)[0]['submission']['version'] == 1, 'the older text')
    leave(user, service)


def rename(headline):
    def change(item):
        item['headlines'][0]['value'] = headline
    return change


def answers_for_what_was_asked():
    """A newer version has no longer what was searched for: another one takes its place behind the dialog, or
    none. What was asked of that one is neither done to another nor left out without a word."""
    service = Service()
    identity = service.send('林沐', LAMPS)
    other = service.send('禾青', DISHES.replace('社区食堂', '河边食堂'))
    user, path = open_view(service)
    user.replace(user.find(None, 'Search submissions'), '河边')
    choose(user, '河边的灯亮了', '一百盏灯亮了')
    user.key('ctrl+shift+Return')
    user.find('text|entry', 'More Tags, with Commas Between')
    service.revise('林沐', identity, rename('岸边的灯亮了'))
    user.wait(lambda: shown(user) == ['河边食堂添了新菜'], 'the other one alone')
    user.wait(lambda: '老人就餐八折' in user.text(user.look('text', 'Text of the submission')), 'its text')
    user.press('Accept')
    user.toast('has sent a newer version meanwhile')
    assert service.look(other)['state'] == 'received'

    # The newer one is taken in, and compared with one newer still.
    user.replace(user.find(None, 'Search submissions'), '岸边')
    user.wait(lambda: shown(user) == ['岸边的灯亮了'], 'it under its new headline')
    accept(user)
    wait_for(user, service, identity, 'accepted')
    service.revise('林沐', identity, rename('岸边的灯全亮了'))
    user.press('Compare…')
    user.find('push button|button', 'Take Over')
    service.revise('林沐', identity, rename('灯全亮了'))
    user.find('label', 'No Submissions Match')
    user.press('Take Over')
    user.toast('has sent a newer version meanwhile')
    saved(user, path, lambda i: stories_of(i, identity)[0]['submission']['version'] == 2, 'nothing taken over')
    leave(user, service)


STORIES = [arrives_by_itself, is_taken_in_and_out_again, goes_where_it_is_asked_to,
           goes_back_with_a_note, comes_anew_and_is_compared, answers_for_what_was_asked]


if __name__ == '__main__':
    desk.run(lambda: tell(STORIES))
