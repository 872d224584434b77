# SPDX-License-Identifier: GPL-3.0-or-later
"""A desk on this machine for the stories of reporters, and what is the same in all of them."""

import atexit
import json
import os
import re
import signal
import ssl
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zlib

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402

BUTTON = 'push button|button|toggle button'


class Newsroom:
    """A desk with its accounts: broadsheetctl serve, on a port of its own that it keeps."""

    def __init__(self):
        self.home = os.environ['HOME']
        self.store = os.path.join(self.home, 'newsroom')
        self.port = 0
        self.process = None
        atexit.register(self.close)
        self.open()
        self.editor = self.token(self.invite('何川', '--editor'))

    def open(self):
        self.log = os.path.join(self.home, 'newsroom-%d.log' % time.monotonic_ns())
        with open(self.log, 'wb') as log:
            self.process = subprocess.Popen(
                [os.environ['BROADSHEETCTL'], 'serve', '--store', self.store, '--address', '127.0.0.1',
                 '--port', str(self.port), '--name', '晨报编辑部'], stdout=log, stderr=log,
                env=dict(os.environ, LANGUAGE='en'))
        end = time.monotonic() + desk.SECONDS
        while time.monotonic() < end:
            with open(self.log, encoding='utf-8') as log:
                found = re.search(r'port (\d+)', log.read())
            if found:
                self.port = int(found.group(1))
                return
            time.sleep(0.05)
        raise AssertionError('the desk does not open')

    def close(self):
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=desk.SECONDS)
        self.process = None

    def ctl(self, *arguments):
        return subprocess.run([os.environ['BROADSHEETCTL'], *arguments], check=True, capture_output=True,
                              text=True).stdout

    def invite(self, name, *options):
        said = json.loads(self.ctl('account', 'add', name, '--store', self.store, '--host', '127.0.0.1', '--port',
                                   str(self.port), '--json', *options))
        self.account = said['id']
        return said['invitation']

    def revoke(self, account):
        self.ctl('account', 'revoke', account, '--store', self.store)

    @staticmethod
    def token(invitation):
        return re.search(r'token=([^&]+)', invitation).group(1)

    def ask(self, path, body=None, **headers):
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        request = urllib.request.Request(
            'https://127.0.0.1:%d%s' % (self.port, path), data=body, headers={
                'Authorization': 'Bearer ' + self.editor, 'Content-Type': 'application/json',
                **{name.replace('_', '-'): value for name, value in headers.items()}})
        with urllib.request.urlopen(request, context=context, timeout=desk.SECONDS) as answer:
            return json.loads(answer.read())

    def submissions(self):
        return self.ask('/v1/submissions')['submissions']

    def whole(self, submission):
        return self.ask('/v1/submissions/' + submission['id'])

    def decide(self, submission, decision, **more):
        self.ask('/v1/submissions/%s/decision' % submission['id'],
                 json.dumps({'decision': decision, **more}).encode(), If_Match=submission['etag'],
                 Idempotency_Key='decision-%d' % time.monotonic_ns())


class Notices:
    """What the desktop shows of what applications tell: their titles and texts."""

    INTERFACE = """<node><interface name="org.freedesktop.Notifications">
      <method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/>
        <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
        <arg type="as" direction="in"/><arg type="a{sv}" direction="in"/><arg type="i" direction="in"/>
        <arg type="u" direction="out"/></method>
      <method name="CloseNotification"><arg type="u" direction="in"/></method>
      <signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
    </interface></node>"""
    PATH = '/org/freedesktop/Notifications'

    def __init__(self):
        from gi.repository import Gio, GLib
        self.shown = []
        self.variant = GLib.Variant
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        self.info = Gio.DBusNodeInfo.new_for_xml(self.INTERFACE)
        self.bus.register_object(self.PATH, self.info.interfaces[0], self.called, None, None)
        Gio.bus_own_name_on_connection(self.bus, 'org.freedesktop.Notifications', Gio.BusNameOwnerFlags.NONE, None, None)

    def click(self):
        """On the one that was shown last."""
        self.bus.emit_signal(None, self.PATH, 'org.freedesktop.Notifications', 'ActionInvoked',
                             self.variant('(us)', (len(self.shown), 'default')))

    def called(self, _bus, _sender, _path, _interface, method, arguments, invocation):
        if method == 'Notify':
            self.shown.append((arguments[3], arguments[4]))
            invocation.return_value(self.variant('(u)', (len(self.shown),)))
        else:
            invocation.return_value(None)


def picture(path, width=320, height=200, shade=90):
    """A grey PNG; another shade is another photo."""
    def chunk(name, data):
        return (struct.pack('>I', len(data)) + name + data
                + struct.pack('>I', zlib.crc32(name + data)))
    rows = b''.join(b'\0' + bytes((shade + x * y) % 251 for x in range(width)) for y in range(height))
    with open(path, 'wb') as file:
        file.write(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 0, 0, 0, 0))
                   + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))
    return path


class Reporter(desk.Desk):
    """Somebody who writes drafts. Drafts and invitation are in the folder, not in a keyring."""

    def new_draft(self, headline, body=None):
        self.act('app.new-draft')
        field = self.focused_headline()
        self.replace(field, headline)
        if body:
            self.insert(self.find('text', 'Body', root=self.window_of(field)), 0, body)
        return field

    @staticmethod
    def in_front():
        """The title of the window that has the keyboard; "": none has."""
        return subprocess.run(['xdotool', 'getactivewindow', 'getwindowname'], capture_output=True, text=True,
                              check=False).stdout.strip()

    def minimize(self):
        """All its windows: nothing of the program is seen any more."""
        def minimized():
            windows = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(self.process.pid)],
                                     capture_output=True, text=True, check=False).stdout.split()
            for window in windows:
                subprocess.run(['xdotool', 'windowminimize', window], capture_output=True, check=False)
            return not windows and not self.in_front()
        self.wait(minimized, 'no window to be left')

    @staticmethod
    def window_of(node):
        while node.get_role_name() not in ('frame', 'window'):
            node = node.get_parent()
        return node

    def open_row(self, headline):
        row = self.find('list item', headline)
        actions = row.get_action_iface()
        names = [actions.get_action_name(i) for i in range(actions.get_n_actions())]
        actions.do_action(next(i for i, name in enumerate(names) if name.endswith('open')))

    def focused_headline(self):
        return self.wait(lambda: next(
            (n for n in self.walk() if n.get_role_name() == 'text' and n.get_name() == 'Headline' and self.seen(n)
             and n.get_state_set().contains(self.atspi.StateType.FOCUSED)), None), 'an empty draft')

    def saved(self, window=None):
        self.find(None, contains='Saved on this computer', root=window)

    def menu(self, headline):
        """Its menu: the button has another one in it that is pressed."""
        def pressed():
            for node in self.walk():
                if node.get_name() == 'More for “%s”' % headline and node.get_action_iface().get_n_actions() > 0:
                    return node.get_action_iface().do_action(0)
            return False
        self.wait(pressed, 'the menu of ' + headline)

    def paste_invitation(self, line):
        """In the dialog that asks for it."""
        field = self.find('text|entry', 'Invitation')
        self.replace(field, line)
        return field

    def join(self, line):
        self.paste_invitation(line)
        self.press('Join')
        self.wait(lambda: self.look('text|entry', 'Invitation') is None, 'the desk to say who is invited')

    def outbox(self):
        """What is on the disk of each draft, by headline."""
        folder = os.path.join(os.environ['XDG_DATA_HOME'], 'broadsheet', 'outbox')
        found = {}
        for name in os.listdir(folder) if os.path.isdir(folder) else []:
            try:
                with open(os.path.join(folder, name, 'draft.broadsheet'), encoding='utf-8') as file:
                    draft = json.load(file)
                with open(os.path.join(folder, name, 'state.json'), encoding='utf-8') as file:
                    state = json.load(file)
            except (NotADirectoryError, FileNotFoundError):
                continue
            found[draft['stories'][0].get('headline', '')] = (draft, state, os.path.join(folder, name))
        return found
