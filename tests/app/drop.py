#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A page's text and a photo dragged from another program are imported; both at once, too."""

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


def drag(user, paths, hint=True):
    program = subprocess.Popen([sys.executable, os.path.abspath(__file__), '--source', *paths])
    try:
        window = xdotool('search', '--sync', '--onlyvisible', '--name', '^Drag source$').split()[-1]
        xdotool('windowmove', '--sync', window, 20, 20)
        xdotool('windowraise', window)
        time.sleep(0.5)
        xdotool('mousemove', 110, 110, 'mousedown', 1)
        for step in range(1, 16):
            xdotool('mousemove', 110 + step * 40, 110 + step * 26)
            time.sleep(0.03)
        if hint:
            user.find('label', 'Drop to import')
        xdotool('mousemove', 712, 502)
        time.sleep(0.2)
        xdotool('mouseup', 1)
        time.sleep(0.3)
        user.gone('label', 'Drop to import')
    finally:
        program.terminate()
        program.wait()


def drops():
    user = desk.Desk()
    page = os.path.join(user.home, 'page.txt')
    with open(page, 'w', encoding='utf-8') as file:
        file.write(PAGE)
    media = os.path.join(os.environ['BROADSHEET_DATA_DIR'], 'sample', 'sample.media')
    photo = os.path.join(user.home, 'photo.jpg')
    shutil.copy(next(os.path.join(media, n) for n in sorted(os.listdir(media))
                     if n.endswith('.jpg')), photo)

    drag(user, [page], hint=False)
    user.find(contains='Open or make an issue first')

    user.press('New issue')
    user.replace(user.find('text|entry', 'Paper'), '河滩报')
    user.press('Create')
    user.find('push button|button', 'Lay Out')

    drag(user, [page])
    user.accept_review()
    user.find(contains='2 stories imported to A1')
    drag(user, [photo])
    user.find(contains='1 photo imported to A1')
    drag(user, [page, photo])
    user.accept_review()
    user.find(contains='2 stories, 1 photo imported to A1')
    user.stop()


if sys.argv[1:2] == ['--source']:
    source(sys.argv[2:])
else:
    desk.run(drops)
