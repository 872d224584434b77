#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An evening's folder comes in at once: two hundred photos, and among them a broken one, a text of a
hundred megabytes, a file that is gone, names in an old encoding. What cannot be taken in says why and
what to do; everything else is there, and one undo takes all of it back."""

import glob
import json
import os
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402

PHOTOS = 200


def make_folder(home):
    """Photos that differ in what follows their picture."""
    folder = os.path.join(home, 'evening').encode()
    os.mkdir(folder)
    media = os.path.join(os.environ['BROADSHEET_DATA_DIR'], 'sample', 'sample.media')
    with open(min(glob.glob(media + '/*.jpg'), key=os.path.getsize), 'rb') as file:
        picture = file.read()
    for i in range(PHOTOS):
        # 照片, as a computer of old wrote it.
        name = b'\xd5\xd5\xc6\xac%03d.jpg' % i if i % 2 else b'photo %03d.jpg' % i
        with open(os.path.join(folder, name), 'wb') as file:
            file.write(picture + b'%d' % i)
    with open(os.path.join(folder, '坏的.jpg'.encode()), 'wb') as file:
        file.write(picture[:40])
    with open(os.path.join(folder, b'\xb4\xf3.txt'), 'wb') as file:
        file.truncate(100 * 1000 * 1000)
        file.write('集市挪到河滩上\n'.encode())
    return folder.decode('utf-8', 'surrogateescape')


def act(action, *parameter):
    from gi.repository import Gio, GLib
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    bus.call_sync('org.broadsheet.Broadsheet', '/org/broadsheet/Broadsheet/window/1', 'org.gtk.Actions',
                  'Activate', GLib.Variant('(sava{sv})', (action, parameter, {})), None, 0, -1)


def make_photo(home):
    """One that is in no folder yet."""
    media = os.path.join(os.environ['BROADSHEET_DATA_DIR'], 'sample', 'sample.media')
    path = os.path.join(home, 'given up.jpg')
    with open(min(glob.glob(media + '/*.jpg'), key=os.path.getsize), 'rb') as file:
        picture = file.read()
    with open(path, 'wb') as file:
        file.write(picture + b'given up')
    return path


def import_all(*paths):
    from gi.repository import GLib
    act('import-to', GLib.Variant('(asss)', (['file://' + path for path in paths], '', '')))


def make_slow(home):
    """A file of a share that takes its time: it is read when somebody writes into it."""
    path = os.path.join(home, 'slow.txt')
    os.mkfifo(path)
    return path


def let_go(path):
    with open(path, 'wb'):
        pass


def photos(path):
    with open(path, encoding='utf-8') as file:
        return len(json.load(file)['photos'])


def window(user, title):
    """Looked for among the windows: in this one are hundreds of rows."""
    def look():
        windows = [user.application.get_child_at_index(i)
                   for i in range(user.application.get_child_count())]
        return next((node for node in windows if node is not None and node.get_name() == title), None)
    return user.wait(look, title)


def save(user, path, n):
    act('save')
    user.wait(lambda: photos(path) == n, '%d photos in the file' % n)


def many():
    home = os.environ['HOME']
    folder = make_folder(home)
    sample = os.path.join(os.environ['BROADSHEET_DATA_DIR'], 'sample')
    path = os.path.join(home, 'sample.broadsheet')
    shutil.copy(sample + '/sample.broadsheet', path)
    shutil.copytree(sample + '/sample.media', os.path.join(home, 'sample.media'))
    before = photos(path)
    user = desk.Desk([path])
    user.find('push button|button', 'Lay Out')

    slow = make_slow(home)
    import_all(slow, folder, home + '/gone.txt')
    user.find(contains='Reading 1 of %d: slow.txt' % (PHOTOS + 4))
    let_go(slow)
    told = window(user, 'What Was Imported')
    for words in ['坏的.jpg: ', 'the most that is taken in at once. Split it',
                  'gone.txt: cannot be read: there is no such file, or no longer. Look where',
                  '%d photos' % PHOTOS]:
        user.find(contains=words, root=told)
    user.key('Escape')
    user.press('Undo Import')
    user.find('push button|button', 'Redo Import')
    user.press('Redo Import')
    user.find('push button|button', 'Undo Import')
    save(user, path, before + PHOTOS)
    user.press('Undo Import')
    user.find('push button|button', 'Redo Import')
    save(user, path, before)

    # What is begun can be given up, and leaves no photo behind.
    stored = os.path.join(home, 'sample.media')
    names = sorted(os.listdir(stored))
    import_all(make_photo(home), slow)
    user.find(contains='Reading 2 of 2: slow.txt')
    assert len(os.listdir(stored)) == len(names) + 1, 'the photo is stored while it is read'
    user.find('push button|button', contains='Cancel').get_action_iface().do_action(0)
    user.gone(contains='slow.txt')
    let_go(slow)
    user.find(contains='Nothing was imported')
    assert sorted(os.listdir(stored)) == names, 'what was stored for it is gone'
    user.stop()


desk.run(many)
