#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages go out: to the press, as pictures; what is wrong with them is shown first and leads to its
place; whoever cancels, or has no room to write, finds nothing that is half done."""

import json
import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402



def take_sample(name, change=None, repeat=1):
    """A copy of the sample in a folder of its own; @repeat: how often its pages are in it."""
    sample = os.path.join(os.environ['BROADSHEET_DATA_DIR'], 'sample')
    folder = os.path.join(os.environ['HOME'], name)
    os.mkdir(folder)
    path = os.path.join(folder, 'sample.broadsheet')
    shutil.copytree(os.path.join(sample, 'sample.media'), os.path.join(folder, 'sample.media'))
    with open(os.path.join(sample, 'sample.broadsheet'), encoding='utf-8') as file:
        issue = json.load(file)
    pages = issue['pages']
    for i in range(1, repeat):
        for page in pages[:2]:
            issue['pages'].append(dict(page, id='%s%d' % (page['id'][0], 10 * i + int(page['id'][1:]))))
    if change is not None:
        change(issue)
    with open(path, 'w', encoding='utf-8') as file:
        json.dump(issue, file, ensure_ascii=False)
    return path


def written(path):
    """What an export left beside the issue."""
    return sorted(name for name in os.listdir(os.path.dirname(path))
                  if not name.startswith('sample.'))


def open_dialog(user):
    user.find('push button|button', contains='Story: ')
    user.press('Export pages')
    user.find('label', 'Files')


def checked(user, verdict):
    user.find(None, contains=verdict)


def exported(user, path, names):
    """The dialog closes, and these files are there and no others."""
    user.gone('label', 'Files')
    user.wait(lambda: written(path) == names, '%s, not %s' % (names, written(path)))


def names_shown(user, *parts):
    """The names of the files that will be written are shown."""
    user.wait(lambda: all(user.look('label', contains=part) for part in parts), ' '.join(parts))


def press_pages_of_two():
    path = take_sample('press')
    user = desk.Desk([path])
    open_dialog(user)
    checked(user, 'Ready for print')
    names_shown(user, '_A1.pdf', '_A2.pdf', '_T1.pdf')
    user.press('Page T1')
    user.gone('label', contains='_T1.pdf')
    user.press('Export')
    names = ['汀兰日报_2026-11-22_A1.pdf', '汀兰日报_2026-11-22_A2.pdf']
    exported(user, path, names)
    for name in names:
        info = subprocess.run(['pdfinfo', os.path.join(os.path.dirname(path), name)], check=True,
                              capture_output=True).stdout.decode()
        assert 'PDF/X-4' in info and 'Pages:           1' in info, info

    # The same once more: one clear question, and no is no.
    before = os.stat(os.path.join(os.path.dirname(path), names[0])).st_mtime_ns
    user.press('Export pages')
    user.find('label', 'Files')
    checked(user, 'Ready for print')
    user.press('Only A1')
    user.gone('label', contains='_A2.pdf')
    user.press('Export')
    user.find(None, contains='Replace 1 File?')
    user.key('Escape')
    user.wait(lambda: user.look(None, contains='Replace 1 File?') is None, 'the question to go')
    assert os.stat(os.path.join(os.path.dirname(path), names[0])).st_mtime_ns == before
    user.press('Export')
    user.find(None, contains='Replace 1 File?')
    user.key('Return')
    exported(user, path, names)
    assert os.stat(os.path.join(os.path.dirname(path), names[0])).st_mtime_ns != before
    user.stop()


def pictures():
    path = take_sample('pictures')
    user = desk.Desk([path])
    open_dialog(user)
    user.press('Images')
    user.find('label', contains='汀兰日报_2026-11-22_A1.png')
    user.press('Export')
    names = ['汀兰日报_2026-11-22_%s.png' % page for page in ('A1', 'A2', 'T1')]
    exported(user, path, names)
    with open(os.path.join(os.path.dirname(path), names[0]), 'rb') as file:
        head = file.read(24)
    assert head[:8] == b'\x89PNG\r\n\x1a\n'
    width, height = (int.from_bytes(head[i:i + 4], 'big') for i in (16, 20))
    # 390 × 550 mm at 150 pixels an inch.
    assert abs(width - 390 / 25.4 * 150) <= 1 and abs(height - 550 / 25.4 * 150) <= 1, (width, height)
    user.stop()


def make_too_long(issue):
    story = next(s for s in issue['stories'] if s['page'] == 'A2')
    story['paragraphs'][0]['text'] += '河水涨了又落，渡口的灯亮了一夜。' * 12


def errors_lead_to_their_place():
    path = take_sample('errors', make_too_long)
    user = desk.Desk([path])
    open_dialog(user)
    checked(user, 'These pages are not ready for print')
    assert not user.sensitive(user.find('push button|button', 'Export'))
    user.find('push button|button', contains='is too long').get_action_iface().do_action(0)
    user.gone('label', 'Files')
    # The page with the fault is shown, its story chosen.
    user.find('push button|button', contains='Story: 认棵树当亲戚')
    assert written(path) == [], written(path)
    user.stop()


def unwritable():
    """A folder that is no longer there: told, and nothing left."""
    path = take_sample('gone')
    user = desk.Desk([path])
    open_dialog(user)
    checked(user, 'Ready for print')
    user.press('Text')
    elsewhere = os.path.join(user.home, 'moved')
    os.rename(os.path.dirname(path), elsewhere)
    user.press('Export')
    user.find(None, contains='The Pages Were Not Exported')
    user.find(None, contains='Nothing was written')
    user.key('Escape')
    assert written(os.path.join(elsewhere, 'x')) == [], written(os.path.join(elsewhere, 'x'))
    user.kill()


def cancelled():
    path = take_sample('cancelled', repeat=5)
    user = desk.Desk([path])
    open_dialog(user)
    user.press('Images')
    user.replace(user.find('spin button', 'Resolution'), '600')
    user.key('Tab')
    user.press('Export')
    user.find('progress bar', 'Exporting')
    user.press('Cancel')
    user.find('push button|button', 'Export')
    user.wait(lambda: written(path) == [], 'the folder to be empty')
    user.key('Escape')
    user.gone('label', 'Files')
    assert written(path) == [], written(path)
    user.stop()


def export():
    press_pages_of_two()
    pictures()
    errors_lead_to_their_place()
    unwritable()
    cancelled()


desk.run(export, ['pdfinfo'])
