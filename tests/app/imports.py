#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Copy comes in: a page's text is looked at and corrected by keyboard, a Word file becomes a story,
text is pasted, photos are read one after the other, a film is refused with a reason."""

import os
import shutil
import subprocess
import sys
import time
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402

PAGE = '\n'.join([
    '集市挪到河滩上', '',
    '每逢三、八，镇上的集市就摆到河滩上。摊子从桥头排到柳林，有二百多家，卖菜的、修伞的都有。', '',
    '“河滩宽敞，车也停得下。”卖豆种的老孙说。他天不亮就来占位，收摊时把地扫得干干净净。', '',
    '·何青·', '', '',
    '小学添了气象角', '',
    '西岭小学的操场边立起一座百叶箱，学生轮流记录气温和雨量，每天中午写到校门口的黑板上。', '',
    '老师说，今年已经记满了三个本子。', '',
    '·吴春·', ''])

WORD = ('<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/'
        'wordprocessingml/2006/main"><w:body>'
        '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>老井又出水了</w:t></w:r></w:p>'
        '<w:p><w:r><w:t>近日，西岭村的老井清淤以后又出水了。</w:t></w:r><w:del><w:r><w:delText>删去的话'
        '</w:delText></w:r></w:del></w:p>'
        '<w:p><w:r><w:t>井水清甜，村民排队来挑。</w:t></w:r></w:p>'
        '<w:p><w:r><w:t>·秦溪·</w:t></w:r></w:p></w:body></w:document>')


def write(user, name, text):
    path = os.path.join(user.home, name)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)
    return path


def new_issue(user):
    user.press('New issue')
    user.replace(user.find('text|entry', 'Paper'), '河滩报')
    user.press('Create')
    user.find('push button|button', 'Lay Out')


def choose(user, *paths):
    """In the file chooser one path can be typed, or several in one folder."""
    user.key('ctrl+i')
    user.choose_file(paths[0])


def review(user):
    return user.find(None, 'Review Before Importing')


def line(user, sheet, number):
    return user.wait(lambda: user.look(None, contains='Line %d,' % number, root=sheet),
                     'line %d' % number)


def says(user, sheet, number, role):
    user.wait(lambda: user.look(None, contains='Line %d, %s' % (number, role), root=sheet),
              'line %d to be %s' % (number, role))


def stories(user):
    return sorted(n.get_name() for n in user.walk()
                  if (n.get_name() or '').startswith('Story: ') and user.seen(n))


def page_text_corrected_by_keyboard(user):
    choose(user, write(user, 'page.txt', PAGE))
    sheet = review(user)
    says(user, sheet, 1, 'Headline')
    says(user, sheet, 10, 'Headline')
    # To the first line, which is to be a kicker; the next one begins a story of its own.
    user.key('Home')
    user.key('2')
    says(user, sheet, 1, 'Kicker')
    user.key('Down')
    user.key('1')
    says(user, sheet, 3, 'Headline')
    user.key('ctrl+z')
    says(user, sheet, 3, 'Body')
    user.key('Down')
    user.key('n')
    user.wait(lambda: user.look(None, contains='story 3', root=sheet), 'a third story')
    user.find('push button|button', contains='Import what is shown').get_action_iface().do_action(0)
    user.toast('3 stories imported to A1')
    user.press('Undo Import')
    user.gone(contains='3 stories imported to A1')
    user.press('Redo Import')
    user.press('Undo Import')
    user.wait(lambda: not stories(user), 'no story to be left')


def sheet_can_be_left(user):
    choose(user, write(user, 'page.txt', PAGE))
    review(user)
    user.key('Escape')
    user.gone(None, 'Review Before Importing')
    assert not stories(user)


def has_the_keys(user, sheet, number):
    """The line is seen, and the keys go to it."""
    def look():
        for node in user.walk(sheet):
            if (node.get_state_set().contains(user.atspi.StateType.FOCUSED) and user.seen(node)
                    and user.look(None, contains='Line %d,' % number, root=node)):
                return node
        return None
    user.wait(look, 'the keys to go to line %d' % number)


def doubtful_lines_by_keyboard(user):
    """A line far down that is doubtful is where one begins; F8 comes back to it from anywhere, and
    Tab goes to what has no key of its own."""
    path = write(user, 'long.txt', '\n'.join([PAGE] * 8) + '\n一线视点\n')
    choose(user, path)
    sheet = review(user)
    user.find('push button|button', contains='doubtful line')
    last = PAGE.count('\n') * 8 + 8 + 1
    has_the_keys(user, sheet, last)
    user.key('Home')
    has_the_keys(user, sheet, 1)
    user.key('F8')
    has_the_keys(user, sheet, last)
    user.key('Home', 'shift+F8')
    has_the_keys(user, sheet, last)
    passed = []
    while 'Lay the page out afterwards' not in passed and len(passed) < 6:
        user.key('Tab')
        user.pump()
        passed.append(next((n.get_name() for n in user.walk(sheet) if user.seen(n)
                            and n.get_state_set().contains(user.atspi.StateType.FOCUSED)), None))
    assert 'Lay the page out afterwards' in passed, passed
    assert all(passed), 'a stop without a name: %s' % passed
    user.key('Escape')
    user.gone(None, 'Review Before Importing')


def word_file_is_a_story(user):
    path = os.path.join(user.home, 'story.docx')
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as archive:
        archive.writestr('word/document.xml', WORD)
    choose(user, path)
    user.toast('1 story imported to A1')
    user.find(contains='老井又出水了')
    assert user.look(contains='删去的话') is None


def old_word_is_refused(user):
    path = os.path.join(user.home, 'old.doc')
    with open(path, 'wb') as file:
        file.write(b'\xd0\xcf\x11\xe0' + bytes(600))
    choose(user, path)
    user.find(contains='save it as Word (.docx)')
    user.key('Escape')
    user.gone(None, 'What Was Imported')


def text_is_pasted(user):
    subprocess.run(['xclip', '-selection', 'clipboard'], input=PAGE.encode(), check=True)
    user.key('alt+1')
    time.sleep(0.3)
    # From the search into the list: no text field has the keys.
    user.key('ctrl+f')
    user.key('Escape')
    user.key('ctrl+v')
    sheet = review(user)
    line(user, sheet, 1)
    user.key('ctrl+Return')
    user.toast('2 stories imported to A1')


def photos_one_after_the_other(user):
    media = os.path.join(os.environ['BROADSHEET_DATA_DIR'], 'sample', 'sample.media')
    names = sorted(n for n in os.listdir(media) if n.endswith('.jpg'))[:2]
    subprocess.run(['xclip', '-selection', 'clipboard', '-t', 'text/uri-list'],
                   input=''.join('file://%s\r\n' % os.path.join(media, n) for n in names).encode(),
                   check=True)
    user.key('ctrl+v')
    user.toast('2 photos imported to A1')


def imports():
    user = desk.Desk()
    new_issue(user)
    page_text_corrected_by_keyboard(user)
    sheet_can_be_left(user)
    doubtful_lines_by_keyboard(user)
    word_file_is_a_story(user)
    old_word_is_refused(user)
    text_is_pasted(user)
    photos_one_after_the_other(user)
    user.stop()


desk.run(imports, programs=['xclip'])
