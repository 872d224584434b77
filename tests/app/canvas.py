#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An editor lays out a page by hand: drags a box over another one, thinks better of it, drags a
story from the tray onto the page, and takes everything back."""

import json
import os
import shutil
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402

BOX = 'push button|button'
SCREEN = (1400, 900)
SCALE = int(os.environ.get('GDK_SCALE', '1'))


class Page:
    """The sample's first page, in a window; what the file says is asked for by saving."""

    def __init__(self):
        sample = os.path.join(os.environ['BROADSHEET_DATA_DIR'], 'sample')
        self.path = os.path.join(os.environ['HOME'], 'sample.broadsheet')
        shutil.copy(os.path.join(sample, 'sample.broadsheet'), self.path)
        shutil.copytree(os.path.join(sample, 'sample.media'),
                        self.path.replace('.broadsheet', '.media'), dirs_exist_ok=True)
        with open(self.path, encoding='utf-8') as file:
            self.issue = json.load(file)
        self.user = desk.Desk([self.path])
        self.boxes = [box for box in self.page(self.issue)['boxes'] if box['kind'] != 'ad']
        self.user.find(BOX, contains=self.label(self.find_story_box(0)))

    @staticmethod
    def page(issue):
        return issue['pages'][0]

    def find_story_box(self, index):
        return [box for box in self.boxes if box['kind'] == 'story'][index]

    def headline(self, box):
        return next(s['headline'] for s in self.issue['stories'] if s['id'] == box['refs'][0])

    def label(self, box):
        return 'Story: ' + self.headline(box)

    def node(self, box):
        return self.user.find(BOX, contains=self.label(box))

    def point(self, box, across=0.5, down=0.5):
        """On the screen: places in windows are told without the window's own edge."""
        return self.on_screen(self.node(box).get_component_iface().get_extents(1), across, down)

    def on_screen(self, place, across, down):
        edge = self.edge()
        return (int(place.x + place.width * across + edge[0]) * SCALE,
                int(place.y + place.height * down + edge[1]) * SCALE)

    def edge(self):
        frame = self.user.application.get_child_at_index(0).get_component_iface().get_extents(1)
        return (SCREEN[0] - frame.width) // 2, (SCREEN[1] - frame.height) // 2

    def click(self, box):
        x, y = self.point(box)
        subprocess.run(['xdotool', 'mousemove', str(x), str(y), 'click', '1'], check=True)
        self.user.wait(lambda: self.is_chosen(box), 'the box to be chosen')

    def is_chosen(self, box):
        return self.node(box).get_state_set().contains(self.user.atspi.StateType.PRESSED)

    def saved(self):
        """The issue as the window has it."""
        self.user.key('ctrl+s')
        self.user.find('label', contains='· Saved')
        with open(self.path, encoding='utf-8') as file:
            return json.load(file)

    def place(self, box):
        """Where the file has it now; None: not on the page."""
        found = [b for b in self.page(self.saved())['boxes'] if b['id'] == box['id']]
        return place_of(found[0]) if found else None

    def undo(self, what):
        self.user.key('ctrl+z')
        self.user.wait(lambda: self.user.look(BOX, contains='Redo ' + what) is not None,
                       what + ' to be undone')


def place_of(box):
    return tuple(box[key] for key in ('column', 'columns', 'line', 'lines'))


def drag(start, end):
    move = ['xdotool', 'mousemove']
    subprocess.run(move + [str(v) for v in start], check=True)
    time.sleep(0.1)
    subprocess.run(['xdotool', 'mousedown', '1'], check=True)
    for i in range(1, 13):
        at = [str(a + (b - a) * i // 12) for a, b in zip(start, end)]
        subprocess.run(move + at, check=True)
        time.sleep(0.03)
    time.sleep(0.2)
    subprocess.run(['xdotool', 'mouseup', '1'], check=True)


def same_size(boxes):
    """Two stories that can change places without a doubt: neither is near the other."""
    stories = [box for box in boxes if box['kind'] == 'story']
    return max(((a, b) for a in stories for b in stories if a['id'] < b['id']),
               key=lambda pair: abs(pair[0]['column'] - pair[1]['column']))


def drag_a_box_over_another(page):
    one, other = same_size(page.boxes)
    drag(page.point(one, 0.5, 0.3), page.point(other))
    page.user.wait(lambda: page.user.look(BOX, contains='Undo Swap') is not None,
                   'the two to be swapped')
    assert page.place(one) == place_of(other), (page.place(one), place_of(other))
    page.undo('Swap')
    assert page.page(page.saved())['boxes'] == page.page(page.issue)['boxes'], 'undone, yet changed'


def drag_and_think_better(page):
    one, other = same_size(page.boxes)
    start, end = page.point(one, 0.5, 0.3), page.point(other)
    subprocess.run(['xdotool', 'mousemove', *map(str, start), 'mousedown', '1'], check=True)
    for i in range(1, 7):
        subprocess.run(['xdotool', 'mousemove', *[str(a + (b - a) * i // 6)
                                                  for a, b in zip(start, end)]], check=True)
        time.sleep(0.03)
    page.user.key('Escape')
    subprocess.run(['xdotool', 'mouseup', '1'], check=True)
    page.click(one)
    assert page.user.look(BOX, 'Undo Swap') is None
    assert page.page(page.saved())['boxes'] == page.page(page.issue)['boxes']


def place_from_the_tray(page):
    """What was taken off the page is dragged back from the tray, over the place it had."""
    box = page.find_story_box(1)
    middle = page.point(box, 0.5, 0.2)
    page.click(box)
    page.user.key('Delete')
    page.user.gone(BOX, contains=page.label(box))
    row = page.user.find('label', page.headline(box))
    drag(page.on_screen(row.get_component_iface().get_extents(1), 1 / 3, 1 / 2), middle)
    page.node(box)
    now = next(b for b in page.page(page.saved())['boxes'] if box['refs'][0] in b['refs'])
    assert now['column'] == box['column'], (now, box)
    page.undo('Place')
    page.undo('Take')
    assert page.page(page.saved())['boxes'] == page.page(page.issue)['boxes']


def double_click_leads_into_the_text(page):
    """The caret is in the text beside the page: what is typed next is no command to the box."""
    box = page.find_story_box(1)
    x, y = map(str, page.point(box, 0.5, 0.2))
    subprocess.run(['xdotool', 'mousemove', x, y, 'click', '--repeat', '2', '--delay', '60', '1'],
                   check=True)
    focused = page.user.atspi.StateType.FOCUSED
    page.user.wait(lambda: next((n for n in page.user.walk() if n.get_editable_text_iface() is not None
                                 and page.user.seen(n)
                                 and n.get_state_set().contains(focused)), None), 'the focus in the text')
    page.user.key('Escape')


def canvas():
    page = Page()
    for test in (double_click_leads_into_the_text, drag_a_box_over_another, drag_and_think_better,
                 place_from_the_tray):
        print(test.__name__, flush=True)
        test(page)
    page.user.stop()


if __name__ == '__main__':
    desk.run(canvas)
