# SPDX-License-Identifier: GPL-3.0-or-later
"""An editor works with the desk of another machine: by invitation, told of what comes in, through a
restart. Who closes the dialog while the desk is asked has joined nothing. A desk that is not the one of the
invitation is refused, and nobody goes on by mistake."""

import json
import os
import socket
import ssl
import subprocess
import sys
import threading

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402
import reporting  # noqa: E402


class Notifications:
    """The desktop's notifications, as far as an application sees them."""

    XML = '''<node><interface name='org.freedesktop.Notifications'>
      <method name='Notify'><arg type='s' direction='in'/><arg type='u' direction='in'/>
        <arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>
        <arg type='as' direction='in'/><arg type='a{sv}' direction='in'/><arg type='i' direction='in'/>
        <arg type='u' direction='out'/></method>
      <method name='CloseNotification'><arg type='u' direction='in'/></method>
      <signal name='ActionInvoked'><arg type='u'/><arg type='s'/></signal>
      <signal name='NotificationClosed'><arg type='u'/><arg type='u'/></signal>
    </interface></node>'''

    def __init__(self):
        import gi
        gi.require_version('Gio', '2.0')
        from gi.repository import Gio, GLib
        self.glib = GLib
        self.told = []   # id, summary, body
        self.closed = []
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        node = Gio.DBusNodeInfo.new_for_xml(self.XML)
        self.bus.register_object('/org/freedesktop/Notifications', node.interfaces[0], self.called, None, None)
        Gio.bus_own_name_on_connection(self.bus, 'org.freedesktop.Notifications', Gio.BusNameOwnerFlags.NONE,
                                       None, None)

    def called(self, _bus, _sender, _path, _interface, method, parameters, invocation):
        if method == 'Notify':
            _, replaces, _, summary, body, *_ = parameters.unpack()
            number = replaces or len(self.told) + 1
            self.told.append((number, summary, body))
            invocation.return_value(self.glib.Variant('(u)', (number,)))
        else:
            self.closed.append(parameters.unpack()[0])
            invocation.return_value(None)

    def click(self, number):
        self.bus.emit_signal(None, '/org/freedesktop/Notifications', 'org.freedesktop.Notifications',
                             'ActionInvoked', self.glib.Variant('(us)', (number, 'default')))


def submit(invitation, headline):
    home = os.path.join(os.environ['HOME'], 'reporter')
    os.makedirs(home, exist_ok=True)
    text = os.path.join(home, headline + '.txt')
    with open(text, 'w', encoding='utf-8') as file:
        file.write(headline + '\n\n入夜以后，河岸的灯重新亮了。\n')
    subprocess.run([os.environ['BROADSHEETCTL'], 'submit', '--invitation', invitation, text], check=True,
                   env=dict(os.environ, HOME=home, XDG_DATA_HOME=home + '/data', XDG_STATE_HOME=home + '/state',
                            DBUS_SESSION_BUS_ADDRESS='disabled:'), capture_output=True, timeout=60)


def window(*what):
    shell = subprocess.run(['xdotool', 'search', '--onlyvisible', '--class', 'broadsheet'], check=True,
                           capture_output=True, text=True).stdout.split()
    subprocess.run(['xdotool', *what, shell[-1]], check=True)


class SlowDesk:
    """Stands where the newsroom does, and answers the first that it is asked only when it is let to."""

    ANSWER = json.dumps({'id': 'a-1', 'name': '许遥', 'role': 'editor', 'desk': '晨报编辑部'}).encode()

    def __init__(self, newsroom):
        self.asked = threading.Event()
        self.let = threading.Event()
        self.left = threading.Event()
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(newsroom.store + '/desk.pem')
        self.socket = socket.create_server(('127.0.0.1', newsroom.port))
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        connection, _ = self.socket.accept()
        with self.context.wrap_socket(connection, server_side=True) as stream:
            try:
                request = b''
                while b'\r\n\r\n' not in request:
                    request += stream.recv(4096)
                assert request.startswith(b'GET /v1/account '), request
                self.asked.set()
                self.let.wait(desk.SECONDS)
                stream.sendall(b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n'
                               % len(self.ANSWER) + self.ANSWER)
                while stream.recv(4096):
                    pass
            except OSError:
                pass
        self.left.set()

    def close(self):
        self.let.set()
        self.socket.close()


def thinks_better_of_it(user, newsroom):
    """What the desk answers to who has closed the dialog meanwhile is of no account."""
    line = newsroom.invite('许遥', '--editor')
    newsroom.close()
    slow = SlowDesk(newsroom)
    user.act('app.join-desk', "'editor'")
    user.replace(user.find('text|entry', 'Invitation'), line)
    user.press('Join')
    user.wait(slow.asked.is_set, 'the desk to be asked')
    user.key('Escape')
    user.gone('text|entry', 'Invitation')
    slow.let.set()
    user.wait(slow.left.is_set, 'the desk to be left')
    user.act('app.desk-preferences')
    user.find('label', 'Work with Another Machine’s Desk')
    user.key('Escape')
    user.gone('frame|dialog', 'Preferences')
    slow.close()
    newsroom.open()


def joins(user, newsroom):
    user.act('app.join-desk', "'editor'")
    line = newsroom.invite('沈禾', '--editor')
    user.replace(user.find('text|entry', 'Invitation'), line[:60])
    user.find('label', contains='This is no invitation')
    user.replace(user.find('text|entry', 'Invitation'), line)
    user.press('Join')
    user.gone('text|entry', 'Invitation')
    user.act('app.desk-preferences')
    user.find('label', '晨报编辑部')
    user.find('label', '127.0.0.1:%d' % newsroom.port)
    # There is one desk at a time.
    user.find('label', contains='Leave the other machine')
    user.key('Escape')
    user.gone('frame|dialog', 'Preferences')


def is_told(user, newsroom, notifications):
    line = newsroom.invite('林沐')
    submit(line, '有人看着')
    user.wait(lambda: len(newsroom.submissions()) == 1, 'the first submission')
    window('windowminimize')
    submit(line, '河岸的灯')
    user.wait(lambda: notifications.told, 'a notification')
    assert notifications.told == [(1, '河岸的灯', 'From 林沐')], notifications.told
    # Several are told together.
    submit(line, '桥头的灯')
    submit(line, '巷口的灯')
    user.wait(lambda: len(notifications.told) > 1, 'the others to be told')
    assert notifications.told[1:] == [(1, '3 Submissions Came In', 'The newest: “巷口的灯” by 林沐')], \
        notifications.told
    notifications.click(1)
    user.wait(lambda: user.look('page tab|label', contains='Submissions') is not None, 'the window')
    user.wait(lambda: 1 in notifications.closed, 'the notification to go when somebody looks')


def comes_back(user):
    user.kill()
    user.start()
    user.act('app.desk-preferences')
    user.find('label', '晨报编辑部')


def refuses_another(user, newsroom):
    """Whoever answers in the desk's place gets nothing."""
    newsroom.close()
    os.rename(newsroom.store + '/desk.pem', newsroom.store + '/kept.pem')
    newsroom.open()
    user.find('label', contains='certificate')
    with open(newsroom.log, encoding='utf-8') as log:
        assert '/v1/' not in log.read().partition('is open')[2]
    newsroom.close()
    os.rename(newsroom.store + '/kept.pem', newsroom.store + '/desk.pem')
    newsroom.open()
    user.press('Try to reach the desk again')
    user.wait(lambda: user.look('label', '127.0.0.1:%d' % newsroom.port) is not None, 'the desk')


def leaves(user):
    user.press('Leave the desk')
    user.find('push button|button', contains='Undo').get_action_iface().do_action(0)
    user.find('label', '晨报编辑部')
    user.press('Leave the desk')
    user.find('label', 'Work with Another Machine’s Desk')
    kept = os.path.join(os.environ['XDG_DATA_HOME'], 'broadsheet', 'desk', 'invitation-editor')
    user.wait(lambda: not os.path.exists(kept), 'the invitation to be forgotten')


def test():
    os.environ['GSETTINGS_BACKEND'] = 'keyfile'
    newsroom = reporting.Newsroom()
    notifications = Notifications()
    user = desk.Desk([desk.open_sample('today')])
    try:
        thinks_better_of_it(user, newsroom)
        joins(user, newsroom)
        is_told(user, newsroom, notifications)
        comes_back(user)
        refuses_another(user, newsroom)
        leaves(user)
        user.stop()
    finally:
        newsroom.close()


desk.run(test)
