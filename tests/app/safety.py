#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing is lost: killed while typing, an issue comes back as it was, saved before or not; opened
twice, the second time it is read-only and says who has it; changed by somebody else, it says so."""

import json
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402

TEXT = '堤上的柳树抽了新芽，孩子们把风筝放得很高。'


def new_issue(user):
    user.press('New issue')
    user.replace(user.find('text|entry', 'Paper'), '堤岸报')
    user.press('Create')
    user.find('push button|button', 'Lay Out')


def write_story(user):
    user.key('ctrl+shift+n')
    headline = user.find(None, 'Headline')
    user.insert(headline, 0, '春到堤上')
    user.insert(find_body(user), 0, TEXT)


def find_body(user, text=''):
    return user.wait(lambda: next((n for n in user.walk() if n.get_name() == 'Body'
                                   and n.get_editable_text_iface() is not None and user.seen(n)
                                   and text in user.text(n)), None), 'the story')


def choose_story(user):
    user.key('alt+1')
    stories = user.wait(lambda: next((n for n in user.walk() if n.get_name() == 'Stories'
                                      and n.get_selection_iface() is not None
                                      and user.seen(n)), None), 'the list of stories')
    stories.get_selection_iface().select_child(0)


def killed_before_it_was_saved():
    user = desk.Desk()
    new_issue(user)
    write_story(user)
    time.sleep(1.5)  # what is typed is on disk within a second
    user.kill()

    user.start()
    user.find('label', contains='recovered')
    user.find('label', contains='春到堤上')
    user.key('ctrl+s')
    user.choose_file(os.path.join(user.home, 'dyke.broadsheet'))
    user.wait(lambda: os.path.exists(os.path.join(user.home, 'dyke.broadsheet')), 'the saved file')
    user.find('label', contains='· Saved')
    user.stop()
    return user


def killed_after_it_was_saved(user):
    path = os.path.join(user.home, 'dyke.broadsheet')
    user.start([path])
    user.find('push button|button', 'Lay Out')
    choose_story(user)
    user.insert(find_body(user, TEXT), 0, '又是一年。')
    time.sleep(1.5)
    user.kill()
    with open(path, encoding='utf-8') as file:
        assert '又是一年' not in file.read()

    user.start([path])
    user.find('label', contains='recovered')
    user.press('Save', 'push button|button')
    user.find('label', contains='· Saved')
    with open(path, encoding='utf-8') as file:
        text = ''.join(p['text'] for p in json.load(file)['stories'][0]['paragraphs'])
    assert text == '又是一年。' + TEXT, text


def opened_twice(user):
    """In a second application, as on another machine."""
    path = os.path.join(user.home, 'dyke.broadsheet')
    first = user.process
    user.start(['--gapplication-app-id=org.broadsheet.Second', path])
    user.find('label', contains='Read-only')
    user.find('push button|button', 'Save a Copy…')
    assert not user.sensitive(user.find('push button|button', 'Lay Out'))
    user.stop()
    user.process = first
    user.application = user.wait(user._find_application, 'the first application')


def saved_by_somebody_else(path, change):
    with open(path, encoding='utf-8') as file:
        issue = json.load(file)
    change(issue)
    with open(path, 'w', encoding='utf-8') as file:
        json.dump(issue, file, ensure_ascii=False)


def changed_by_somebody_else(user):
    path = os.path.join(user.home, 'dyke.broadsheet')
    time.sleep(1.1)
    saved_by_somebody_else(path, lambda i: i['stories'][0].update(headline='别人改过的标题'))
    user.press('Reload')
    user.find('label', contains='别人改过的标题')
    user.find('label', contains='· Saved')


def changed_by_both(user):
    """What they did comes in, what I did stays, and one undo takes theirs out again."""
    path = os.path.join(user.home, 'dyke.broadsheet')
    choose_story(user)
    user.insert(find_body(user, TEXT), 0, '我加的。')
    time.sleep(1.1)
    saved_by_somebody_else(path, lambda i: i['stories'][0].update(headline='两边都改'))
    user.press('Compare…')
    user.find('label', contains='Changed by Them')
    user.press('Take Over Changes')
    user.find('label', contains='两边都改')
    user.key('ctrl+s')
    user.find('label', contains='· Saved')
    with open(path, encoding='utf-8') as file:
        story = json.load(file)['stories'][0]
    assert story['headline'] == '两边都改', story
    assert story['paragraphs'][0]['text'].startswith('我加的。'), story
    user.stop()


def safety():
    user = killed_before_it_was_saved()
    killed_after_it_was_saved(user)
    opened_twice(user)
    changed_by_somebody_else(user)
    changed_by_both(user)


desk.run(safety)
