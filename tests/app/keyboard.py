#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An issue from the start page to the PDF by keyboard alone: AT-SPI only looks. What a key leaves
behind is a focus that is seen, at the place where one goes on."""

import json
import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402

COPY = '''苇塘边上修了栈桥

昨天上午，苇塘东岸的木栈桥修好了。桥长二百六十米，从渔家巷口一直通到观鸟台。

栈桥用的是旧船板。造桥的盛师傅说，船板泡过水，不怕潮，走上去声音也好听。

“早上来看鸟的人多了一倍。”观鸟台的管理员说。附近小学把自然课也搬到了桥上。

·盛小满·


菜场东门装上雨棚

东门菜场的雨棚本周装好了。摊主们说，下雨天也能照常出摊，早市多开了一个钟头。

雨棚用半透明的板子，白天不用开灯。市场管理处还在入口铺了防滑砖。

·何其·


◀孩子们在栈桥上数白鹭。
方圆摄
'''


def focused(user):
    """What has the keyboard; None: nothing that is seen, so that keys would go nowhere."""
    for node in user.walk():
        if (node.get_state_set().contains(user.atspi.StateType.FOCUSED)
                and node.get_role_name() not in ('frame', 'dialog') and user.seen(node)):
            return node
    return None


def focus_is(user, role, contains=None):
    def look():
        node = focused(user)
        return node if node and user.matches(node, role, None, contains) else None
    return user.wait(look, 'the focus on %s %s' % (role, contains or ''))


def on_box(user, contains):
    return focus_is(user, 'push button|button|toggle button', contains)


def press(user, key):
    """One key, once what it did can be seen."""
    user.key(key)
    user.pump()


def go_to_box(user, contains, key='Tab'):
    """From box to box."""
    for _ in range(4):
        before = user.wait(lambda: focused(user), 'any focus').get_name()
        if contains in before:
            return
        press(user, key)
        user.wait(lambda: focused(user).get_name() != before, 'the next box')
    on_box(user, contains)


def issue_at(path):
    with open(path, encoding='utf-8') as file:
        return json.load(file)


def new_issue(user):
    focus_is(user, 'push button|button', 'New issue')
    press(user, 'Return')
    user.find('text|entry', 'Paper')
    user.type('Reed')
    press(user, 'Return')
    user.find('push button|button', 'Lay Out')


def import_page(user):
    source = os.path.join(user.home, 'page.txt')
    with open(source, 'w', encoding='utf-8') as file:
        file.write(COPY)
    user.key('ctrl+i')
    user.choose_file(source)
    user.find('push button|button', contains='Import what is shown')
    focus_is(user, 'list item')
    user.key('ctrl+Return')
    user.toast('imported to A1')


def lay_out(user):
    """Arrows look at the ways, Enter takes one; then one goes on upon the page."""
    user.key('ctrl+l')
    focus_is(user, 'table cell|list item', 'Alternative 1')
    press(user, 'Return')
    on_box(user, '')
    user.gone('push button|button', 'More alternatives')


def add_picture(user):
    """A caption that came without its picture gets it by Enter, and another text in the inspector."""
    go_to_box(user, '孩子们在栈桥上数白鹭')
    picture = os.path.join(user.home, 'egrets.jpg')
    media = os.path.join(os.environ['BROADSHEET_DATA_DIR'], 'sample', 'sample.media')
    shutil.copy(os.path.join(media, sorted(os.listdir(media))[0]), picture)
    press(user, 'Return')
    user.choose_file(picture)
    user.toast('1 photo imported to A1')
    on_box(user, '孩子们在栈桥上数白鹭')

    press(user, 'Menu')
    focus_is(user, 'menu item|check menu item')
    press(user, 'a')
    caption = focus_is(user, 'text', 'Caption')
    press(user, 'ctrl+Home')
    user.type('Reeds: ')
    user.wait(lambda: user.text(caption).startswith('Reeds: '), 'the caption')
    press(user, 'Escape')
    on_box(user, 'Reeds: 孩子们')


def arrange(user):
    """Crop, lock; the text of a story beside the page and back."""
    press(user, 'c')
    for key in ('plus', 'Right', 'Return'):
        press(user, key)
    on_box(user, 'Reeds')
    press(user, 'l')
    on_box(user, 'locked')
    go_to_box(user, '苇塘边上修了栈桥', 'shift+Tab')
    press(user, 'Return')
    body = focus_is(user, 'text', 'Body')
    user.type('Yes ')
    user.wait(lambda: 'Yes ' in user.text(body), 'what was typed')
    press(user, 'Escape')
    on_box(user, '苇塘边上修了栈桥')


def mark_stories(user):
    """Status of several by their menu; the list has the keyboard again when the menu is gone."""
    press(user, 'alt+1')
    focus_is(user, 'entry|text', 'Search stories')
    press(user, 'shift+F6')
    press(user, 'F6')
    focus_is(user, 'list item')
    press(user, 'ctrl+a')
    user.find(contains='2 Stories')
    press(user, 'Menu')
    focus_is(user, 'menu item|check menu item')
    press(user, 'Return')
    user.find('menu item|check menu item', 'Ready')
    press(user, 'Down')
    press(user, 'Down')
    focus_is(user, 'menu item|check menu item', 'Ready')
    press(user, 'Return')
    focus_is(user, 'list item')
    press(user, 'ctrl+shift+t')
    focus_is(user, 'text|entry')
    user.type('reeds')
    press(user, 'Return')
    user.find('push button|button', 'Remove tag reeds')
    press(user, 'alt+2')
    on_box(user, '苇塘边上修了栈桥')


def save_and_export(user):
    path = os.path.join(user.home, 'reed.broadsheet')
    press(user, 'ctrl+s')
    user.choose_file(path)
    user.find('label', contains='Saved')
    issue = issue_at(path)
    assert len(issue['photos']) == 1 and issue['photos'][0]['file'], issue['photos']
    assert issue['photos'][0]['caption'].startswith('Reeds: '), issue['photos']
    assert issue['photos'][0]['credits'][0]['name'] == '方圆', issue['photos']
    assert issue['photos'][0]['crop'], issue['photos']
    assert [s['status'] for s in issue['stories']] == ['ready', 'ready'], issue['stories']
    assert all(s['tags'] == ['reeds'] for s in issue['stories']), issue['stories']
    assert any(b.get('locked') for b in issue['pages'][0]['boxes'])

    press(user, 'ctrl+e')
    user.find('label', 'Files')
    focus_is(user, 'push button|button', 'Export')
    press(user, 'Return')
    user.toast('Exported')
    paths = [name for name in os.listdir(user.home) if name.endswith('.pdf')]
    assert len(paths) == 1, os.listdir(user.home)
    text = subprocess.run(['pdftotext', '-raw', os.path.join(user.home, paths[0]), '-'],
                          check=True, capture_output=True).stdout.decode()
    assert 'Reeds' in text and 'Yes' in text, text


def reopen(user):
    """The start page has the last issue under the Enter key."""
    press(user, 'ctrl+q')
    user.process.wait(timeout=desk.SECONDS)
    user.start()
    focus_is(user, 'table cell|list item', 'Reed')
    press(user, 'Return')
    focus_is(user, 'panel')
    press(user, 'Tab')
    on_box(user, '')


def by_keyboard_alone():
    user = desk.Desk()
    for part in (new_issue, import_page, lay_out, add_picture, arrange, mark_stories,
                 save_and_export, reopen):
        part(user)
        print('ok', part.__name__, flush=True)
    user.stop()


desk.run(by_keyboard_alone, ['pdftotext'])
