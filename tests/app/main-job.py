#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job, as an editor does it: new issue, import a page's text, lay out, edit a word, undo,
edit again, save, export; then the PDF says what was written."""

import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402

STORIES = [
    ('柳湾渡口添新船', '·陈渡·', [
        '本月初七清晨，柳湾渡口的第三条渡船下水。船身十二米，可载四十人，船头漆成红色，老远就能看见。',
        '渡口有八十年历史。早先两岸来往全靠一条木船，遇上大雾便要停航。去年冬天，村里请来造船师傅，照着老船的样子放大了三成，又加装了雷达和暖气。',
        '“以后孩子上学不用赶早了。”家住北岸的周大娘说。她的孙子在南岸小学念三年级，往年冬天天不亮就得出门等船。',
        '新船每二十分钟一班，从早上六点开到晚上九点。六十岁以上老人和学生免费。船工由原来的两人增加到六人，都经过了三个月培训。',
    ]),
    ('豆腐坊夜里亮灯', '·林小满·', [
        '凌晨两点，东街豆腐坊的灯亮了。老板何有田把泡了一夜的黄豆倒进石磨，头一锅豆浆赶在四点半出锅。',
        '这盏灯亮了三十一年。街坊们说，夜里走到东街口，看见灯光就知道快到家了。去年修路，整条街停电半个月，何有田点起马灯照样开张。',
        '如今儿子何平接了班，添了冷柜，也学会了在网上接单，可石磨没换。“机器磨得快，味道不对。”何平说。',
    ]),
    ('旧粮仓改成读书屋', '·吴春·', [
        '西岭村的旧粮仓空了十年，今年秋天改成了读书屋，头一个月就有六百多人次来看书。',
        '粮仓的木梁和通风窗都留着。书架用拆下来的旧门板做成，一共十八架，四千多册书一半是村民捐的。',
        '管理员是退休教师方老师。她在门口放了一本留言簿，第一页写着：借书不用押金，记得还就行。',
    ]),
]
WORD = '凌霄花'


def page_text():
    parts = []
    for headline, byline, paragraphs in STORIES:
        parts += [headline, ''] + [line for p in paragraphs for line in (p, '')] + [byline, '', '']
    return '\n'.join(parts)


def edit_a_word(user):
    user.find('push button|button', contains='Story: ' + STORIES[0][0]) \
        .get_action_iface().do_action(0)
    body = user.wait(lambda: next((n for n in user.walk() if n.get_name() == 'Body'
                                   and n.get_editable_text_iface() is not None and user.seen(n)
                                   and STORIES[0][2][0] in user.text(n)), None), 'the story')
    before = user.text(body)
    user.insert(body, 2, WORD)
    user.wait(lambda: user.text(body) == before[:2] + WORD + before[2:], 'the word in the story')
    user.press('Undo Typing')
    user.wait(lambda: user.text(body) == before, 'the word to be undone')
    user.press('Redo Typing')
    user.wait(lambda: WORD in user.text(body), 'the word again')


def save(user):
    path = os.path.join(user.home, 'ferry.broadsheet')
    user.key('ctrl+s')
    user.choose_file(path)
    user.wait(lambda: os.path.exists(path), 'the saved file')
    user.find('label', contains='Saved')
    with open(path, encoding='utf-8') as file:
        issue = json.load(file)
    assert issue['publication']['name'] == '柳湾报', issue['publication']
    texts = ''.join(p['text'] for s in issue['stories'] for p in s['paragraphs'])
    assert WORD in texts
    assert len(issue['stories']) == len(STORIES), [s['headline'] for s in issue['stories']]
    assert issue['pages'][0]['boxes'], 'nothing was laid out'


def export(user):
    user.press('Export pages')
    user.find('label', 'Files')
    user.press('Proof PDF')
    user.press('Export')
    user.find(contains='Exported 柳湾报_')
    paths = [name for name in os.listdir(user.home) if name.endswith('.pdf')]
    assert len(paths) == 1 and paths[0].endswith('_A1.pdf'), paths
    path = os.path.join(user.home, paths[0])
    text = subprocess.run(['pdftotext', '-raw', path, '-'], check=True,
                          capture_output=True).stdout.decode()
    text = ''.join(text.split())
    assert WORD in text, text
    for headline, _, paragraphs in STORIES:
        assert headline in text, headline
        assert paragraphs[-1][-9:] in text, paragraphs[-1]


def main_job():
    user = desk.Desk()
    source = os.path.join(user.home, 'page.txt')
    with open(source, 'w', encoding='utf-8') as file:
        file.write(page_text())

    user.press('New issue')
    user.replace(user.find('text|entry', 'Paper'), '柳湾报')
    user.press('Create')
    user.find('push button|button', 'Lay Out')

    user.press('Import text and photos')
    user.choose_file(source)
    user.accept_review()
    user.toast('imported to A1')

    user.press('Lay Out')
    for headline, _, _ in STORIES:
        user.find('push button|button', contains='Story: ' + headline)

    edit_a_word(user)
    save(user)
    export(user)
    user.stop()


desk.run(main_job, ['pdftotext'])
