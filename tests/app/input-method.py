#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An editor writes Chinese with an input method: the pinyin engine of IBus composes, the story
editor takes what is committed, where it belongs, and nothing else."""

import json
import os
import shutil
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402
import writer  # noqa: E402

COMPONENT = '/usr/share/ibus/component/libpinyin.xml'


def start_pinyin():
    daemon = subprocess.Popen(['ibus-daemon', '--replace', '--panel', 'disable'],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    end = time.monotonic() + desk.SECONDS
    while time.monotonic() < end:
        # It says that it failed where it cannot set the keyboard's layout as well.
        subprocess.run(['ibus', 'engine', 'libpinyin'], check=False, capture_output=True)
        now = subprocess.run(['ibus', 'engine'], check=False, capture_output=True, text=True)
        if now.stdout.strip() == 'libpinyin':
            return daemon
        time.sleep(0.1)
    raise AssertionError('waited in vain for the pinyin engine')


class Typist(writer.Writer):
    def write_story(self, *paragraphs):
        """A story with these paragraphs; the caret is at its end."""
        self.key('ctrl+shift+n')
        self.wait_focus('Headline')
        self.key('Tab', 'Tab')
        self.wait_focus('Body')
        self.insert(self.field('Body'), 0, '\n'.join(paragraphs))
        self.wait_text('Body', '\n'.join(paragraphs))
        self.key('ctrl+End')

    def compose(self, letters):
        self.type(letters)

    def commit(self, letters):
        self.compose(letters)
        self.key('space')


def headline_and_body(user):
    user.key('ctrl+shift+n')
    user.wait_focus('Headline')
    user.commit('laojie')
    user.wait_text('Headline', '老街')
    user.key('Tab', 'Tab')
    user.wait_focus('Body')
    user.commit('beijing')
    user.wait_text('Body', '北京')
    story = user.saved_story('老街')
    assert user.texts(story) == ['北京'], story


def middle_and_after_subhead(user):
    user.write_story('甲乙', '丙丁', '')
    user.key('ctrl+Home', 'Right')
    user.commit('zhongguo')
    user.wait_text('Body', '甲中国乙\n丙丁\n')
    user.key('Down', 'ctrl+2', 'ctrl+End')
    user.commit('beijing')
    user.wait_text('Body', '甲中国乙\n丙丁\n北京')
    user.key('shift+Tab', 'shift+Tab')
    user.wait_focus('Headline')
    user.commit('shanghai')
    user.wait_text('Headline', '上海')
    story = user.saved_story('上海')
    assert user.texts(story) == ['甲中国乙', '丙丁', '北京'], story
    assert [p['role'] for p in story['paragraphs']] == ['body', 'subhead', 'body'], story


def selection_is_replaced_in_one_step(user):
    user.write_story('甲乙丙丁。')
    user.key('Home', 'Right', 'shift+Right', 'shift+Right')
    user.commit('zhongguo')
    user.wait_text('Body', '甲中国丁。')
    user.press('Undo Typing')
    user.wait_text('Body', '甲乙丙丁。')
    user.press('Redo Typing')
    user.wait_text('Body', '甲中国丁。')


def selected_headline_is_replaced_in_one_step(user):
    user.key('ctrl+shift+n')
    user.wait_focus('Headline')
    user.commit('tianjin')
    user.wait_text('Headline', '天津')
    user.key('ctrl+a')
    user.commit('zhongguo')
    user.wait_text('Headline', '中国')
    user.press('Undo Headline')
    user.wait_text('Headline', '天津')


def escape_leaves_nothing(user):
    user.write_story('甲乙。')
    user.compose('zhongguo')
    user.key('Escape')
    user.commit('beijing')
    user.wait_text('Body', '甲乙。北京')
    user.press('Undo Typing')
    user.wait_text('Body', '甲乙。')


def leaving_takes_nothing_along(user):
    user.write_story('甲乙。')
    user.compose('zhongguo')
    user.key('ctrl+shift+t')
    user.wait_focus('Add a tag')
    user.commit('beijing')
    user.wait_text('Add a tag', '北京')
    assert user.text(user.field('Body')) == '甲乙。'
    user.key('Return')
    user.find('push button|button', 'Remove tag 北京')


def another_story_gets_only_its_own(user):
    user.write_story('甲乙丙。')
    user.compose('zhongguo')
    user.key('ctrl+shift+n')
    user.wait_focus('Headline')
    user.commit('chongqing')
    user.wait_text('Headline', '重庆')
    story = user.saved_story('重庆')
    assert user.texts(story) in ([], ['']), story
    with open(user.path, encoding='utf-8') as file:
        bodies = [user.texts(s) for s in json.load(file)['stories']]
    assert ['甲乙丙。'] in bodies, bodies


def what_is_composed_is_not_judged(user):
    user.write_story('老街的的灯。')
    user.find('push button|button', '1 mark to look at')
    user.compose('zhongguo')
    user.key('ctrl+period')
    user.find('push button|button', 'Change to “的”')
    user.key('Return')
    user.wait_text('Body', '老街的灯。')
    user.press('Undo Correction')
    user.wait_text('Body', '老街的的灯。')


def main():
    daemon = start_pinyin()
    try:
        user = Typist()
        for story in [headline_and_body, middle_and_after_subhead,
                      selection_is_replaced_in_one_step,
                      selected_headline_is_replaced_in_one_step, escape_leaves_nothing,
                      leaving_takes_nothing_along, another_story_gets_only_its_own,
                      what_is_composed_is_not_judged]:
            if not sys.argv[1:] or story.__name__ in sys.argv[1:]:
                story(user)
        user.stop()
    finally:
        daemon.terminate()
        daemon.wait()


for program in ('ibus-daemon', 'ibus'):
    if shutil.which(program) is None:
        desk.skip(program + ' is not installed')
if not os.path.exists(COMPONENT):
    desk.skip('ibus-libpinyin is not installed')
desk.run(main, input_method='ibus')
