#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture dragged from another program fills the empty frame it is dropped on, and becomes the
artwork of an advertisement; a double click on an empty frame asks for one."""

import json
import os
import shutil
import struct
import subprocess
import sys
import zlib

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402
import drop  # noqa: E402

BUTTON = 'push button|button|toggle button'
GROUP = ['p3', 'p4', 'p5']
AD = 'ad-pickles'
ALONE = 'p9'


def read(path):
    with open(path, encoding='utf-8') as file:
        return json.load(file)


def photo_of(issue, photo):
    return next(p for p in issue['photos'] if p['id'] == photo)


def without_pictures(path):
    issue = read(path)
    for photo in GROUP:
        del photo_of(issue, photo)['file']
    with open(path, 'w', encoding='utf-8') as file:
        json.dump(issue, file, ensure_ascii=False)


def saved(user, path, ready, what):
    """The file, once what was dropped is in it."""
    def look():
        user.key('ctrl+s')
        issue = read(path)
        return issue if ready(issue) else None
    return user.wait(look, what)


def drops_fill():
    path = desk.open_sample('dropped')
    without_pictures(path)
    picture = os.path.join(os.environ['HOME'], 'kite.jpg')
    media = path.replace('.broadsheet', '.media')
    shutil.copy(next(os.path.join(media, n) for n in sorted(os.listdir(media))
                     if n.endswith('.jpg')), picture)
    user = desk.Desk([path])
    group = user.find(BUTTON, contains='Photo: ' + photo_of(read(path), GROUP[0])['caption'][:6])
    count = len(read(path)['photos'])

    # The middle of the three that stand side by side.
    drop.drag(user, [picture], to=drop.middle_of(user, group))
    issue = saved(user, path, lambda i: photo_of(i, GROUP[1]).get('file'), 'the picture in its frame')
    assert [bool(photo_of(issue, p).get('file')) for p in GROUP] == [False, True, False]
    assert len(issue['photos']) == count, 'no photo of its own came of it'

    before = photo_of(issue, AD)['file']
    assert before != photo_of(issue, GROUP[1])['file']
    drop.drag(user, [picture], to=drop.middle_of(user, user.find(BUTTON, contains='Ad: ')))
    issue = saved(user, path, lambda i: artwork(i) != before, 'the artwork')
    assert artwork(issue) == photo_of(issue, GROUP[1])['file']
    user.key('ctrl+z')
    saved(user, path, lambda i: artwork(i) == before, 'the artwork of before')

    extents = group.get_component_iface().get_extents(1)
    x, y = drop.middle_of(user, group)
    subprocess.run(['xdotool', 'mousemove', str(x - extents.width // 3), str(y), 'click',
                    '--repeat', '2', '--delay', '60', '1'], check=True)
    user.choose_file(picture)
    saved(user, path, lambda i: photo_of(i, GROUP[0]).get('file'), 'the picture chosen')
    user.stop()


def one_by_one():
    """Of problems that no button mends at once, the key leads to the first, and then mends that."""
    path = desk.open_sample('empty')
    without_pictures(path)
    picture = os.path.join(os.environ['HOME'], 'kite.jpg')
    user = desk.Desk([path])
    user.find('list item', 'No picture: 3 problems')
    for start, key in (('No picture: 3 problems', 'F7'), ('No picture: Photo', 'ctrl+period')):
        user.key(key)
        user.wait(lambda: any(row.get_state_set().contains(user.atspi.StateType.FOCUSED)
                              for row in user.walk() if row.get_role_name() == 'list item'
                              and (row.get_name() or '').startswith(start)), start)
    user.key('ctrl+period')
    user.choose_file(picture)
    saved(user, path, lambda i: sum(bool(photo_of(i, p).get('file')) for p in GROUP) == 1,
          'the picture in the first frame')
    user.stop()


def write_tall(path):
    """A grey picture three times as high as it is wide."""
    def chunk(kind, data):
        return (struct.pack('>I', len(data)) + kind + data
                + struct.pack('>I', zlib.crc32(kind + data)))
    rows = (b'\0' + b'\x90' * 600) * 1800
    with open(path, 'wb') as file:
        file.write(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', 600, 1800, 8, 0, 0, 0, 0))
                   + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))


def tall_in_a_wide_frame():
    """What the frame cuts off is told; who chooses what is seen is told no more."""
    path = desk.open_sample('tall')
    issue = read(path)
    alone = photo_of(issue, ALONE)
    del alone['file']
    with open(path, 'w', encoding='utf-8') as file:
        json.dump(issue, file, ensure_ascii=False)
    tall = os.path.join(os.environ['HOME'], 'tall.png')
    write_tall(tall)
    user = desk.Desk([path])
    user.find('push button|button', contains='Story:')
    user.key('ctrl+Next')
    frame = user.find(BUTTON, contains='Photo: ' + alone['caption'][:6])
    drop.drag(user, [tall], to=drop.middle_of(user, frame))
    saved(user, path, lambda i: photo_of(i, ALONE).get('file'), 'the picture in its frame')
    problem = user.find('list item', contains='Picture cropped hard')
    assert 'of its height' in problem.get_name(), problem.get_name()

    # Only a person can choose: the key leads to the crop, the arrow moves it, Enter keeps it. To have
    # looked at it on the way is no choice.
    user.key('F7')
    focused = user.atspi.StateType.FOCUSED
    user.wait(lambda: user.find('list item', contains='Picture cropped hard')
              .get_state_set().contains(focused), 'the focus on the problem')
    user.find(BUTTON, 'Choose What It Shows')
    user.key('ctrl+period')
    user.act('win.preview')
    user.act('win.preview')
    user.pump()
    assert user.look(BUTTON, contains='Undo Crop') is None, 'a glance was taken for a choice'
    user.key('F7', 'ctrl+period', 'Down', 'Return')
    user.gone('list item', contains='Picture cropped hard')
    issue = saved(user, path, lambda i: photo_of(i, ALONE).get('crop'), 'the crop')
    crop = photo_of(issue, ALONE)['crop']
    assert crop.get('top', 0) > 0 and crop.get('bottom', 0) > 0, crop
    user.stop()


def artwork(issue):
    box = next(b for p in issue['pages'] for b in p['boxes'] if b['id'] == AD)
    return photo_of(issue, box['refs'][0])['file']


def pictures():
    for part in (drops_fill, one_by_one, tall_in_a_wide_frame):
        part()
        print('ok', part.__name__, flush=True)


if __name__ == '__main__':
    desk.run(pictures)
