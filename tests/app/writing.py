#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An editor writes a story by keyboard, with what is printed beside it; pastes from the web and takes
it back at once; has a slip of the pen corrected; and brings an older version back."""

import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402
from writer import Writer  # noqa: E402

HTML = ('<meta charset="utf-8"><style>p{color:red}</style><h2>渡口旧事</h2>'
        '<p>摆渡的人都老了。<script>alert(1)</script></p><p>船&shy;还在。</p>')


def a_story_is_written():
    user = Writer()
    user.new_story('Ferry Town')
    user.key('Tab')
    user.wait_focus('Deck')
    user.type('A river, two banks')
    user.key('Tab')
    user.wait_focus('Body')
    user.type('The first line.')
    user.key('Return')
    user.type('Two Banks')
    user.key('ctrl+2', 'Return')
    user.type('The last line.')
    user.wait_text('Body', 'The first line.\nTwo Banks\nThe last line.')

    user.key('ctrl+shift+t')
    user.wait_focus('Add a tag')
    tag = user.field('Add a tag')
    user.type('river')
    user.key('Return')
    user.find('push button|button', 'Remove tag river')
    user.key('Escape')
    user.wait_focus('Body')
    user.key('ctrl+b')
    user.wait(lambda: not user.focused(tag), 'the focus to move on')
    user.type('·Ann Bo·')
    user.key('Return')
    user.press('Undo Byline')
    user.press('Redo Byline')
    user.find('push button|button', 'Undo Byline')

    story = user.saved_story('Ferry Town')
    assert user.texts(story) == ['The first line.', 'Two Banks', 'The last line.'], story
    assert [p.get('role') for p in story['paragraphs']] == ['body', 'subhead', 'body'], story
    assert story['bylines'][0]['names'] == ['Ann', 'Bo'], story
    assert story['deck'] == 'A river, two banks' and story['tags'] == ['river'], story
    user.stop()


def a_web_page_is_pasted():
    user = Writer()
    user.new_story('Paste')
    user.key('Tab', 'Tab')
    user.wait_focus('Body')
    user.offer(HTML, 'text/html')
    user.key('ctrl+v')
    user.wait_text('Body', '渡口旧事\n摆渡的人都老了。\n船还在。')
    story = user.saved_story('Paste')
    assert story['paragraphs'][0]['role'] == 'subhead', story
    user.press('Undo Paste')
    user.wait_text('Body', '')

    # What is selected elsewhere and pasted by the middle button goes the same way.
    user.offer(HTML, 'text/html', 'primary')
    subprocess.run(['xdotool', 'mousemove', '600', '300', 'click', '2'], check=True)
    user.wait_text('Body', '渡口旧事\n摆渡的人都老了。\n船还在。')
    user.press('Undo Paste')
    user.wait_text('Body', '')
    user.stop()


def a_slip_is_corrected():
    user = Writer()
    user.new_story('Slip')
    user.key('Tab', 'Tab')
    user.wait_focus('Body')
    user.insert(user.field('Body'), 0, '老街的的灯亮了。')
    user.find('push button|button', '1 mark to look at')
    user.key('F7')
    user.find('push button|button', 'Change to “的”')
    user.key('Return')
    user.wait_text('Body', '老街的灯亮了。')
    user.gone('push button|button', '1 mark to look at')
    user.press('Undo Correction')
    user.wait_text('Body', '老街的的灯亮了。')
    user.stop()


def underlined(user, node, offset):
    """Is the character shown with a wavy line?"""
    attributes = node.get_text_iface().get_text_attributes(offset)[0]
    return attributes.get('underline') == 'error'


def a_headline_and_a_caption_are_corrected():
    user = Writer()
    # A menu that opens under the pointer takes what is there.
    subprocess.run(['xdotool', 'mousemove', '700', '895'], check=True)
    user.new_story('Marks')
    user.insert(user.field('Headline'), 5, '老街的的灯')
    user.wait(lambda: underlined(user, user.field('Headline'), 8), 'the headline to be marked')
    user.key('End', 'Left', 'Menu')
    user.find('menu item|check menu item', 'Change to “的”')
    user.key('Return')
    user.wait_text('Headline', 'Marks老街的灯')
    user.wait(lambda: not underlined(user, user.field('Headline'), 7), 'the mark to go')
    user.press('Undo Correction')
    user.wait_text('Headline', 'Marks老街的的灯')

    user.key('alt+2')
    user.find('push button|button', contains='Story: ').get_action_iface().do_action(0)
    user.key('alt+1')
    caption = user.wait(lambda: next((n for n in user.walk() if n.get_role_name() == 'text'
                                      and n.get_name() == 'Caption'), None), 'the caption')
    before = user.text(caption)
    user.insert(caption, 2, '的的')
    user.wait(lambda: underlined(user, caption, 3), 'the caption to be marked')
    user.key('shift+F7')
    user.wait(lambda: user.focused(caption), 'the caption to have the focus')
    user.key('ctrl+period')
    user.find('menu item|check menu item', 'Ignore Here')
    user.key('Return')
    user.wait(lambda: user.text(caption) == before[:2] + '的' + before[2:], 'the caption mended')
    user.stop()


def an_older_version_comes_back():
    user = Writer()
    user.new_story('First')
    user.key('ctrl+shift+k')
    user.find(contains='Version kept')
    user.type(' and second')
    user.wait_text('Headline', 'First and second')
    user.key('ctrl+h')
    user.find('label', '1 difference')
    both = user.find('text', 'Both versions in one text')
    user.wait(lambda: 'First and second' in user.text(both), 'the comparison')
    user.press('Restore this version')
    user.wait_text('Headline', 'First')
    user.press('Undo Restore Version')
    user.wait_text('Headline', 'First and second')
    user.stop()


STORIES = {'writes': a_story_is_written, 'pastes': a_web_page_is_pasted,
           'corrects': a_slip_is_corrected,
           'underlines': a_headline_and_a_caption_are_corrected, 'restores': an_older_version_comes_back}


def all_stories():
    for name in sys.argv[1:] or STORIES:
        STORIES[name]()


desk.run(all_stories, ['xclip'])
