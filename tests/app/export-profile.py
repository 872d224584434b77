#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The profile of the press is chosen among those that are installed, or from a file that the print shop
sent: what is none is refused and said why, the pages carry the one that was chosen, and whoever comes
back finds it by its name. One that is gone is told before anything is written. An issue keeps its own."""

import json
import os
import subprocess
import sys
import zlib

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402
from exporting import checked, exported, open_dialog, take_sample, written  # noqa: E402

NEWSPRINT = 'Newsprint'
CHOOSE = 'Choose Profile…'
PAGE = '汀兰日报_2026-11-22_A1.pdf'


def write_profile(path, name, device=b'prtr', space=b'CMYK'):
    """The newsprint's, called otherwise; or of another device. Returns its bytes."""
    with open(os.path.join(os.environ['BROADSHEET_DATA_DIR'], 'profiles', 'newsprint.icc'), 'rb') as file:
        data = bytearray(file.read())
    data[12:20] = device + space
    tags = (132 + 12 * i for i in range(int.from_bytes(data[128:132], 'big')))
    tag = next(t for t in tags if data[t:t + 4] == b'desc')
    at, size = (int.from_bytes(data[tag + i:tag + i + 4], 'big') for i in (4, 8))
    text = name.encode() + b'\0'
    data[at:at + size] = (b'desc' + bytes(4) + len(text).to_bytes(4, 'big') + text).ljust(size, b'\0')
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'wb') as file:
        file.write(data)
    return bytes(data)


def install(home):
    folder = os.path.join(home, 'data', 'color', 'icc')
    write_profile(os.path.join(folder, 'coated.icc'), 'Reed Quay coated, sheet-fed')
    write_profile(os.path.join(folder, 'screen.icc'), 'Screen on the desk', b'mntr', b'RGB ')


def labels(user, root):
    return [n.get_name() for n in user.walk(root) if n.get_role_name() == 'label' and user.seen(n)]


def row(user):
    return user.find('combo box', 'Output Profile')


def shows(user, *texts):
    user.wait(lambda: all(t in labels(user, row(user)) for t in texts), 'the row to say %s' % (texts,))


def focused_item(user):
    item = next((n for n in user.walk(row(user)) if n.get_role_name() == 'list item'
                 and n.get_state_set().contains(user.atspi.StateType.FOCUSED)), None)
    return item and (labels(user, item) or [None])[0]


def offered(user):
    """The list has just been opened: what is in it, from the first to the last."""
    names = [user.wait(lambda: focused_item(user), 'the open list')]
    while names[-1] != CHOOSE:
        user.key('Down')
        names.append(user.wait(lambda: focused_item(user) not in names and focused_item(user),
                               'what comes after ' + names[-1]))
    return names


def take(user, name, names):
    """In the open list, at its end."""
    for _ in range(len(names) - 1 - names.index(name)):
        user.key('Up')
    user.wait(lambda: focused_item(user) == name, name)
    user.key('Return')


def choose(user, name):
    user.key('alt+o')
    user.wait(lambda: focused_item(user), 'the open list')
    user.key('Home')
    names = offered(user)
    take(user, name, names)
    return names


def choose_from_file(user, path):
    choose(user, CHOOSE)
    user.choose_file(path)


def embedded(path, profile):
    with open(os.path.join(os.path.dirname(path), PAGE), 'rb') as file:
        parts = file.read().split(b'stream\n')[1:]
    for part in parts:
        try:
            if zlib.decompressobj().decompress(part) == profile:
                return True
        except zlib.error:  # what follows an endstream, or is not compressed
            continue
    return False


def what_is_none_is_refused(user):
    text = os.path.join(user.home, 'notes.icc')
    with open(text, 'w', encoding='utf-8') as file:
        file.write('The shop will send the profile on Monday.')
    screen = os.path.join(user.home, 'screen.icc')
    write_profile(screen, 'Screen', b'mntr', b'RGB ')
    for path, why in ((text, 'notes.icc: is not an ICC profile'),
                      (screen, 'screen.icc: is not a CMYK printing profile')):
        choose_from_file(user, path)
        user.find(None, 'The Profile Cannot Be Used')
        user.find(None, contains=why)
        user.key('Escape')
        user.gone(None, 'The Profile Cannot Be Used')
        shows(user, NEWSPRINT, 'Of the press and its paper')


def the_installed_are_offered(user):
    names = choose(user, 'Reed Quay coated, sheet-fed')
    assert names[0] == NEWSPRINT and names[-1] == CHOOSE, names
    assert 'Screen on the desk' not in names, names
    shows(user, 'Reed Quay coated, sheet-fed')
    choose(user, NEWSPRINT)
    shows(user, NEWSPRINT)


def pages_carry_it(user, path, press, profile):
    choose_from_file(user, press)
    shows(user, 'Willow Lane salmon, web-fed', 'Of the press and its paper')
    user.press('Only A1')
    user.gone('label', contains='_A2.pdf')
    user.press('Export')
    exported(user, path, [PAGE])
    assert embedded(path, profile), 'the page does not carry the profile'
    os.remove(os.path.join(os.path.dirname(path), PAGE))
    open_dialog(user)
    shows(user, 'Willow Lane salmon, web-fed')
    user.press('Cancel')
    user.gone('label', 'Files')


def one_that_is_gone_is_told(user, path, press, profile):
    os.rename(press, press + '.away')
    open_dialog(user)
    checked(user, 'Ready for print')
    shows(user, 'salmon.icc', 'salmon.icc is no longer there')
    user.press('Export')
    user.find(None, contains='The Pages Were Not Exported')
    user.find(None, contains='The output profile cannot be used')
    user.key('Escape')
    assert written(path) == [], written(path)
    user.gone(None, contains='The Pages Were Not Exported')
    choose(user, NEWSPRINT)
    shows(user, NEWSPRINT, 'Of the press and its paper')
    user.press('Export')
    exported(user, path, [PAGE])
    assert not embedded(path, profile), 'the page carries what was not chosen'
    os.rename(press + '.away', press)


def click(node):
    x, y = desk.place(node)
    subprocess.run(['xdotool', 'mousemove', str(x), str(y), 'click', '1'], check=True)


def wishes(path):
    with open(path, encoding='utf-8') as file:
        return json.load(file).get('export', {})


def saved(user, path, profile):
    def look():
        user.key('ctrl+s')
        return wishes(path).get('profile') == profile
    user.wait(look, 'the file to have the profile %s' % profile)


def an_issue_keeps_its_own(user, path, press):
    user.key('ctrl+alt+i')
    user.find(None, 'Issue Properties')
    # By clicks: neither the list of the parts of the properties nor its rows have actions.
    user.wait(lambda: (click(user.look('label', 'Print')), user.look('combo box', 'Output Profile'))[1],
              'the properties for the print shop')
    click(row(user))
    take(user, CHOOSE, offered(user))
    user.choose_file(press)
    shows(user, 'Willow Lane salmon, web-fed')
    user.key('Escape')
    user.gone(None, 'Issue Properties')
    saved(user, path, press)
    open_dialog(user)
    shows(user, 'Willow Lane salmon, web-fed')
    user.press('Cancel')
    user.gone('label', 'Files')
    user.press('Undo Change Output Profile')
    saved(user, path, None)


def profiles():
    install(os.environ['HOME'])
    path = take_sample('press')
    press = os.path.join(os.environ['HOME'], 'from the shop', 'salmon.icc')
    profile = write_profile(press, 'Willow Lane salmon, web-fed')
    user = desk.Desk([path])
    open_dialog(user)
    checked(user, 'Ready for print')
    what_is_none_is_refused(user)
    the_installed_are_offered(user)
    pages_carry_it(user, path, press, profile)
    one_that_is_gone_is_told(user, path, press, profile)
    an_issue_keeps_its_own(user, path, press)
    user.stop()


desk.run(profiles)
