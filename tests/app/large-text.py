#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Text twice as large, and a mirrored window: every view and dialog fits on a small screen, and what
can be pressed can be reached. The page itself is never mirrored: it is as it will be printed."""

import json
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402

SCREEN = tuple(int(n) for n in os.environ['BROADSHEET_DESK_SCREEN'].split('x'))
MIRRORED = bool(os.environ.get('BROADSHEET_DESK_MIRRORED'))
WINDOWS = ('frame', 'dialog', 'window')
CONTROLS = ('push button', 'toggle button', 'button', 'text', 'entry', 'spin button', 'combo box',
            'switch', 'check box', 'radio button')
COPY = '江边新桥今日通车\n林沐 禾青\n昨日上午，江边新桥正式通车。桥长三百二十米，连起南北两岸。\n'


def extents(node):
    return node.get_component_iface().get_extents(1)


def windows_of(user):
    return [n for n in (user.application.get_child_at_index(i)
                        for i in range(user.application.get_child_count()))
            if n is not None and user.seen(n)]


def top_window(user):
    """The dialog, where there is one."""
    return windows_of(user)[-1]


def least_size():
    """What the active window tells the window manager that it needs."""
    active = subprocess.run(['xdotool', 'getactivewindow'], check=True, capture_output=True,
                            text=True).stdout.strip()
    hints = subprocess.run(['xprop', '-id', active, 'WM_NORMAL_HINTS'], check=True,
                           capture_output=True, text=True).stdout
    found = re.search(r'minimum size: (\d+) by (\d+)', hints)
    assert found, hints
    return int(found.group(1)), int(found.group(2))


def scrolled(node):
    """Whether it lies in something with a scroll bar, which takes the user to it."""
    node = node.get_parent()
    while node is not None and node.get_role_name() not in WINDOWS:
        children = [node.get_child_at_index(i) for i in range(min(node.get_child_count(), 8))]
        if any(child is not None and child.get_role_name() == 'scroll bar' for child in children):
            return True
        node = node.get_parent()
    return False


def check(user, what):
    width, height = least_size()
    assert width <= SCREEN[0] and height <= SCREEN[1], (
        '%s needs %d × %d' % (what, width, height))
    window = top_window(user)
    frame = extents(window)
    assert frame.width <= SCREEN[0] and frame.height <= SCREEN[1], (
        '%s is %d × %d' % (what, frame.width, frame.height))

    n_controls = 0
    for node in user.walk(window):
        if node.get_role_name() not in CONTROLS or not node.get_name() or not user.seen(node):
            continue
        place = extents(node)
        inside = (place.x >= 0 and place.x + place.width <= frame.width
                  and place.y >= 0 and place.y + place.height <= frame.height)
        assert inside or scrolled(node), '%s: %s "%s" at %d, %d, %d × %d is out of %d × %d' % (
            what, node.get_role_name(), node.get_name(), place.x, place.y, place.width,
            place.height, frame.width, frame.height)
        n_controls += 1
    print('%s: needs %d × %d, %d controls within reach' % (what, width, height, n_controls),
          flush=True)
    assert n_controls > 0, what + ' has nothing to press'


def check_dialog(user, what, sign, action, *target):
    """@sign: the name of something in it."""
    before = len(windows_of(user))
    user.act(action, *target)
    user.wait(lambda: len(windows_of(user)) > before, what)
    user.wait(lambda: user.look(None, sign, root=top_window(user)), '%s in %s' % (sign, what))
    check(user, what)
    user.key('Escape')
    user.wait(lambda: len(windows_of(user)) == before, what + ' to close')


def start_page():
    user = desk.Desk()
    user.find('push button|button', 'New issue')
    height = extents(user.find('push button|button', 'New issue')).height
    assert height > 28, 'the text is as large as ever: a button holds %d pixels' % height
    check(user, 'the start page')
    check_dialog(user, 'New Issue', 'Paper', 'app.new-issue')
    check_dialog(user, 'Preferences', 'Your Name', 'app.preferences')
    user.stop()


def copy_sample():
    data = os.environ['BROADSHEET_DATA_DIR'] + '/sample/'
    path = os.path.join(os.environ['HOME'], 'sample.broadsheet')
    shutil.copy(data + 'sample.broadsheet', path)
    shutil.copytree(data + 'sample.media', path.replace('.broadsheet', '.media'))
    return path


def panes_stand_where_they_are_read_from(user):
    """The list of pages is where reading begins; the boxes are where the paper has them."""
    with open(user.path, encoding='utf-8') as file:
        issue = json.load(file)
    headlines = {story['id']: story['headline'] for story in issue['stories']}
    boxes = [box for box in issue['pages'][0]['boxes'] if box['kind'] == 'story']
    places = []
    for box in boxes:
        node = user.find('push button|button', 'Story: ' + headlines[box['refs'][0]])
        places.append((box['column'], extents(node).x))
    assert len(set(column for column, x in places)) > 1, places
    for column, x in places:
        assert all((other < x) == (left < column) for left, other in places if left != column), (
            'the paper is mirrored: %s' % places)

    list_of_pages = extents(user.find(None, 'Add page')).x
    if MIRRORED:
        assert list_of_pages > max(x for column, x in places), 'the window is not mirrored'
    else:
        assert list_of_pages < min(x for column, x in places), 'the window is mirrored'


def issue():
    path = copy_sample()
    user = desk.Desk([path])
    user.path = path
    user.find('push button|button', contains='Story: ')
    check(user, 'Pages')
    panes_stand_where_they_are_read_from(user)

    check_dialog(user, 'Page Properties', 'Apply', 'win.page-properties')
    check_dialog(user, 'Sections', 'Add section', 'win.sections')
    check_dialog(user, 'Issue Properties', 'Language', 'win.issue-properties')
    check_dialog(user, 'Export', 'Export', 'win.export')
    check_dialog(user, 'Proof of a page', 'Cancel', 'win.print-page')

    text = os.path.join(user.home, 'A1.txt')
    with open(text, 'w', encoding='utf-8') as file:
        file.write(COPY)
    check_dialog(user, 'Review', 'Cancel', 'win.import-to', '(["file://%s"], "", "")' % text)

    user.act('win.lay-out')
    user.find(None, 'Close alternatives')
    check(user, 'Alternatives')
    user.act('win.undo')

    user.act('win.view', '"stories"')
    user.act('win.find')  # shows the list where there is room for one pane only
    user.find('text|entry', 'Search stories')
    check(user, 'Stories')
    user.act('win.find-replace')
    user.find('text|entry', 'Replace with')
    check(user, 'Find and Replace')
    user.key('Escape')
    user.stop()


def large_text():
    start_page()
    issue()


desk.run(large_text, ['xprop', 'gdbus'])
