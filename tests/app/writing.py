#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An editor writes a story by keyboard, with what is printed beside it; pastes from the web and takes
it back at once; has a slip of the pen corrected; and brings an older version back."""

import json
import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402

HTML = ('<meta charset="utf-8"><style>p{color:red}</style><h2>渡口旧事</h2>'
        '<p>摆渡的人都老了。<script>alert(1)</script></p><p>船&shy;还在。</p>')


def open_sample():
    sample = os.path.join(os.environ['BROADSHEET_DATA_DIR'], 'sample')
    path = os.path.join(os.environ['HOME'], 'sample.broadsheet')
    shutil.copy(os.path.join(sample, 'sample.broadsheet'), path)
    shutil.copytree(os.path.join(sample, 'sample.media'), path.replace('.broadsheet', '.media'))
    user = desk.Desk([path])
    user.find('push button|button', contains='Story: ')
    return user, path


def saved_story(user, path, headline):
    """Saves, and waits until the file holds the story."""
    def read():
        with open(path, encoding='utf-8') as file:
            return next((s for s in json.load(file)['stories'] if s.get('headline') == headline), None)
    user.key('ctrl+s')
    return user.wait(read, 'the story in the file')


def texts(story):
    return [p['text'] for p in story['paragraphs']]


def field(user, name):
    return user.find('text', name)


def is_focused(user, node):
    return node.get_state_set().contains(user.atspi.StateType.FOCUSED)


def wait_focus(user, name):
    user.wait(lambda: is_focused(user, field(user, name)), name + ' to have the focus')


def wait_text(user, name, text):
    user.wait(lambda: user.text(field(user, name)) == text, '%s to read %r' % (name, text))


def offer(text, target):
    clip = subprocess.Popen(['xclip', '-selection', 'clipboard', '-t', target, '-i'],
                            stdin=subprocess.PIPE)
    clip.stdin.write(text.encode())
    clip.stdin.close()
    clip.wait()


def a_story_is_written():
    user, path = open_sample()
    user.key('ctrl+shift+n')
    wait_focus(user, 'Headline')
    user.type('Ferry Town')
    wait_text(user, 'Headline', 'Ferry Town')
    user.key('Tab')
    wait_focus(user, 'Deck')
    user.type('A river, two banks')
    user.key('Tab')
    wait_focus(user, 'Body')
    user.type('The first line.')
    user.key('Return')
    user.type('Two Banks')
    user.key('ctrl+2', 'Return')
    user.type('The last line.')
    wait_text(user, 'Body', 'The first line.\nTwo Banks\nThe last line.')

    user.key('ctrl+shift+t')
    wait_focus(user, 'Add a tag')
    tag = field(user, 'Add a tag')
    user.type('river')
    user.key('Return')
    user.find('push button|button', 'Remove tag river')
    user.key('ctrl+b')
    user.wait(lambda: not is_focused(user, tag), 'the focus to move on')
    user.type('·Ann Bo·')
    user.key('Return')
    user.press('Undo Byline')
    user.press('Redo Byline')
    user.find('push button|button', 'Undo Byline')

    story = saved_story(user, path, 'Ferry Town')
    assert texts(story) == ['The first line.', 'Two Banks', 'The last line.'], story
    assert [p.get('role') for p in story['paragraphs']] == ['body', 'subhead', 'body'], story
    assert story['bylines'][0]['names'] == ['Ann', 'Bo'], story
    assert story['deck'] == 'A river, two banks' and story['tags'] == ['river'], story
    user.stop()


def a_web_page_is_pasted():
    user, path = open_sample()
    user.key('ctrl+shift+n')
    wait_focus(user, 'Headline')
    user.type('Paste')
    user.key('Tab', 'Tab')
    wait_focus(user, 'Body')
    offer(HTML, 'text/html')
    user.key('ctrl+v')
    wait_text(user, 'Body', '渡口旧事\n摆渡的人都老了。\n船还在。')
    story = saved_story(user, path, 'Paste')
    assert story['paragraphs'][0]['role'] == 'subhead', story
    user.press('Undo Paste')
    wait_text(user, 'Body', '')
    user.stop()


def a_slip_is_corrected():
    user, path = open_sample()
    user.key('ctrl+shift+n')
    wait_focus(user, 'Headline')
    user.type('Slip')
    user.key('Tab', 'Tab')
    wait_focus(user, 'Body')
    user.insert(field(user, 'Body'), 0, '老街的的灯亮了。')
    user.find('push button|button', '1 mark to look at')
    user.key('F7')
    user.find('push button|button', 'Change to “的”')
    user.key('Return')
    wait_text(user, 'Body', '老街的灯亮了。')
    user.gone('push button|button', '1 mark to look at')
    user.press('Undo Correction')
    wait_text(user, 'Body', '老街的的灯亮了。')
    user.stop()


def an_older_version_comes_back():
    user, path = open_sample()
    user.key('ctrl+shift+n')
    wait_focus(user, 'Headline')
    user.type('First')
    wait_text(user, 'Headline', 'First')
    user.key('ctrl+shift+k')
    user.find(contains='Version kept')
    user.type(' and second')
    wait_text(user, 'Headline', 'First and second')
    user.key('ctrl+h')
    user.find('label', '1 difference')
    both = user.find('text', 'Both versions in one text')
    user.wait(lambda: 'First and second' in user.text(both), 'the comparison')
    user.press('Restore this version')
    wait_text(user, 'Headline', 'First')
    user.press('Undo Restore Version')
    wait_text(user, 'Headline', 'First and second')
    user.stop()


STORIES = {'writes': a_story_is_written, 'pastes': a_web_page_is_pasted,
           'corrects': a_slip_is_corrected, 'restores': an_older_version_comes_back}


def all_stories():
    for name in sys.argv[1:] or STORIES:
        shutil.rmtree(os.path.join(os.environ['HOME'], 'sample.media'), ignore_errors=True)
        STORIES[name]()


desk.run(all_stories, ['xclip'])
