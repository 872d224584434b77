#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A page's text and a photo dragged from another program are imported; both at once, a folder of
them, and to the page they are dropped on."""

import json
import os
import shutil
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402

PAGE = '\n'.join([
    '集市挪到河滩上', '',
    '每逢三、八，镇上的集市就摆到河滩上。摊子从桥头排到柳林，有二百多家，卖菜的、修伞的、写春联的都有。', '',
    '“河滩宽敞，车也停得下。”卖豆种的老孙说。他天不亮就来占位，收摊时把地扫得干干净净。', '',
    '·何青·', '', '',
    '小学添了气象角', '',
    '西岭小学的操场边立起一座百叶箱，学生轮流记录气温和雨量，每天中午写到校门口的黑板上。', '',
    '老师说，今年已经记满了三个本子。', '',
    '·吴春·', ''])


def source(paths):
    """A window that fills the top left corner, from which the files are dragged."""
    import gi
    gi.require_version('Gdk', '4.0')
    gi.require_version('Gtk', '4.0')
    from gi.repository import Gdk, Gio, GLib, Gtk

    window = Gtk.Window(title='Drag source', default_width=200, default_height=150)
    uris = ''.join(Gio.File.new_for_path(p).get_uri() + '\r\n' for p in paths)
    drag = Gtk.DragSource(actions=Gdk.DragAction.COPY)
    drag.connect('prepare', lambda *_: Gdk.ContentProvider.new_for_bytes(
        'text/uri-list', GLib.Bytes.new(uris.encode())))
    label = Gtk.Label(label='Drag this')
    label.add_controller(drag)
    window.set_child(label)
    window.present()
    GLib.MainLoop().run()


def xdotool(*arguments):
    return subprocess.run(['xdotool', *map(str, arguments)], check=True,
                          capture_output=True).stdout.decode().strip()


def middle_of(user, node):
    """On the screen, from where it is in its window; the window is not scaled."""
    import gi
    gi.require_version('Atspi', '2.0')
    from gi.repository import Atspi
    window = xdotool('search', '--onlyvisible', '--class', 'roadsheet').split()[-1]
    place = dict(l.split('=') for l in xdotool('getwindowgeometry', '--shell', window).split('\n'))
    box = node.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
    return (int(place['X']) + box.x + box.width // 2, int(place['Y']) + box.y + box.height // 2)


def drag(user, paths, hint=True, at=(20, 20), to=(712, 502)):
    program = subprocess.Popen([sys.executable, os.path.abspath(__file__), '--source', *paths])
    try:
        window = xdotool('search', '--sync', '--onlyvisible', '--name', '^Drag source$').split()[-1]
        xdotool('windowmove', '--sync', window, *at)
        xdotool('windowraise', window)
        time.sleep(0.5)
        x, y = at[0] + 90, at[1] + 90
        xdotool('mousemove', x, y, 'mousedown', 1)
        for step in range(1, 16):
            xdotool('mousemove', x + (to[0] - x) * step // 15, y + (to[1] - y) * step // 15)
            time.sleep(0.03)
        if hint:
            user.find('label', 'Drop to import')
        # GTK takes the first motion over a widget as its entry.
        xdotool('mousemove', to[0] - 3, to[1] - 3)
        time.sleep(0.3)
        xdotool('mousemove', *to)
        # The other program hears whether it may let go there; nothing on the screen says so.
        time.sleep(1)
        xdotool('mouseup', 1)
        time.sleep(0.3)
        user.gone('label', 'Drop to import')
    finally:
        program.terminate()
        program.wait()


def nothing_to_drop_on(user, page):
    """Under load the other program may let go before it was told that it may."""
    from gi.repository import GLib
    for _ in range(4):
        drag(user, [page], hint=False)
        for _ in range(20):
            try:
                if user.look(contains='Open or make an issue first') is not None:
                    return
            except GLib.Error:
                pass  # the other program has just gone
            time.sleep(0.1)
    raise AssertionError('nobody said that there is nothing to drop on')


def has(user, issue, list_name, pages):
    """What was imported, as the issue is saved: a toast may be gone before one looks."""
    def look():
        user.key('ctrl+s')
        with open(issue, encoding='utf-8') as file:
            return sorted(i.get('page', '') for i in json.load(file).get(list_name, [])) == pages
    user.wait(look, '%s on %s' % (list_name, pages))


def drops():
    user = desk.Desk()
    page = os.path.join(user.home, 'page.txt')
    with open(page, 'w', encoding='utf-8') as file:
        file.write(PAGE)
    media = os.path.join(os.environ['BROADSHEET_DATA_DIR'], 'sample', 'sample.media')
    photo = os.path.join(user.home, 'photo.jpg')
    shutil.copy(next(os.path.join(media, n) for n in sorted(os.listdir(media))
                     if n.endswith('.jpg')), photo)

    nothing_to_drop_on(user, page)

    user.press('New issue')
    user.replace(user.find('text|entry', 'Paper'), '河滩报')
    user.press('Create')
    user.find('push button|button', 'Lay Out')

    issue = os.path.join(user.home, 'issue.broadsheet')
    user.key('ctrl+s')
    user.choose_file(issue)
    user.wait(lambda: os.path.exists(issue), 'the issue to be saved')

    drag(user, [page])
    user.accept_review()
    has(user, issue, 'stories', ['A1', 'A1'])
    drag(user, [photo])
    has(user, issue, 'photos', ['A1'])
    drag(user, [page, photo])
    user.accept_review()
    has(user, issue, 'stories', ['A1'] * 4)
    has(user, issue, 'photos', ['A1'] * 2)

    folder = os.path.join(user.home, 'desk')
    os.mkdir(folder)
    shutil.copy(photo, folder)
    shutil.copy(page, folder)
    os.mkdir(os.path.join(folder, 'old'))
    drag(user, [folder])
    user.accept_review()
    user.find(contains='desk: has folders in it')
    user.key('Escape')
    user.gone(None, 'What Was Imported')
    has(user, issue, 'stories', ['A1'] * 6)
    has(user, issue, 'photos', ['A1'] * 3)

    # On the page that is not looked at.
    user.key('alt+2')
    user.press('Add Page')
    user.press('Add')
    user.find('label', contains='A2 · ')
    drag(user, [photo], at=(1000, 640), to=middle_of(user, user.find(None, 'Page A1')))
    has(user, issue, 'photos', ['A1'] * 4)
    user.stop()


if __name__ == '__main__' and sys.argv[1:2] == ['--source']:
    source(sys.argv[2:])
elif __name__ == '__main__':
    desk.run(drops)
