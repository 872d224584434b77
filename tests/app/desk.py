# SPDX-License-Identifier: GPL-3.0-or-later
"""A user at the application, for UI tests: finds things by role and name through AT-SPI, presses
and types. A test script calls run(), which starts it again inside an X server of its own."""

import contextlib
import ctypes
import errno
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import warnings

# Of libatspi's Python names, which differ from version to version.
warnings.simplefilter('ignore', DeprecationWarning)

SKIP = 77
NEWEST_GTK = (4, 8)
PROGRAMS = ['xvfb-run', 'xauth', 'dbus-run-session', 'openbox', 'xdotool']
TOAST_DEPTH = 10
SECONDS = float(os.environ.get('BROADSHEET_TEST_PATIENCE', '40'))


def skip(why):
    print('SKIP: ' + why)
    sys.exit(SKIP)


def gtk_version():
    gtk = ctypes.CDLL('libgtk-4.so.1')
    return gtk.gtk_get_major_version(), gtk.gtk_get_minor_version()


def look_in():
    user = Desk()
    user.find('push button|button', 'New issue')
    user.press('Open the sample issue')
    user.find('push button|button', 'Lay Out')
    user.stop()


def open_sample(name):
    """A copy of the sample issue, to be changed."""
    sample = os.path.join(os.environ['BROADSHEET_DATA_DIR'], 'sample')
    path = os.path.join(os.environ['HOME'], name + '.broadsheet')
    shutil.copy(os.path.join(sample, 'sample.broadsheet'), path)
    shutil.copytree(os.path.join(sample, 'sample.media'), path.replace('.broadsheet', '.media'))
    return path


@contextlib.contextmanager
def small_disk():
    """A folder on a disk of its own, with room for an issue or two; None where nothing can be mounted."""
    folder = tempfile.mkdtemp(prefix='small-', dir=os.environ['HOME'])
    if subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=9m', 'tmpfs', folder],
                      capture_output=True, check=False).returncode != 0:
        print('a full disk was not tried: no file system can be mounted here')
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(['umount', '-l', folder], check=False)


def fill(folder):
    """Leaves no room on its disk; returns the file that is to be removed to have some again."""
    path = os.path.join(folder, 'ballast')
    ballast = os.open(path, os.O_WRONLY | os.O_CREAT)
    try:
        while True:
            os.write(ballast, b'x' * 4096)
    except OSError as error:
        assert error.errno in (errno.ENOSPC, errno.EDQUOT), error
    finally:
        os.close(ballast)
    return path


def active_window():
    """The title of the window that gets the keys."""
    return subprocess.run(['xdotool', 'getactivewindow', 'getwindowname'], check=False,
                          capture_output=True, text=True).stdout.strip()


def place(node):
    """The middle of it on the screen: where the active window is, and where it stands in it."""
    extents = node.get_component_iface().get_extents(1)
    shell = subprocess.run(['xdotool', 'getactivewindow', 'getwindowgeometry', '--shell'],
                           check=True, capture_output=True, text=True).stdout
    window = dict(line.split('=') for line in shell.split())
    scale = int(os.environ.get('GDK_SCALE', '1'))
    return (int(window['X']) + scale * (extents.x + extents.width // 2),
            int(window['Y']) + scale * (extents.y + extents.height // 2))


def mirror(env, folder):
    """A window is mirrored where GTK speaks Hebrew, which it does only where the application does:
    here without saying a word of it, so that the next language is heard."""
    header = b'Content-Type: text/plain; charset=UTF-8\n\0'
    catalogue = struct.pack('<9I', 0x950412de, 0, 1, 28, 36, 0, 0, 0, 44)
    catalogue += struct.pack('<2I', len(header) - 1, 45) + b'\0' + header
    os.makedirs(folder + '/he/LC_MESSAGES')
    with open(folder + '/he/LC_MESSAGES/broadsheet.mo', 'wb') as file:
        file.write(catalogue)
    ours = env.get('BROADSHEET_LOCALE_DIR')
    for language in os.listdir(ours) if ours and os.path.isdir(ours) else []:
        if os.path.isdir(os.path.join(ours, language)):
            os.symlink(os.path.join(ours, language), os.path.join(folder, language))
    env['BROADSHEET_LOCALE_DIR'] = folder
    env['LANGUAGE'] = ':'.join(n for n in ('he', env.get('LANGUAGE')) if n)


def strict():
    """An environment in which a program ends at a warning; see gtk-own.h."""
    env = dict(os.environ, LD_PRELOAD=' '.join([os.environ['BROADSHEET_STRICT_LOG'],
                                                os.environ.get('BROADSHEET_DESK_PRELOAD', '')]))
    env.pop('G_DEBUG', None)
    return env


def run(test, programs=(), input_method='gtk-im-context-simple'):
    """Runs test() in an own X server, session bus and home; exits with its result."""
    if os.environ.get('BROADSHEET_DESK') == 'inside':
        version = gtk_version()
        if version > NEWEST_GTK:
            look_in()
            skip('the window opens; the rest is written for the names and roles that GTK up to '
                 '%d.%d gives its widgets, and here is %d.%d' % (NEWEST_GTK + version))
        test()
        sys.exit(0)

    for program in PROGRAMS + list(programs):
        if shutil.which(program) is None:
            skip(program + ' is not installed')
    try:
        import gi
        gi.require_version('Atspi', '2.0')
    except (ImportError, ValueError):
        skip('python3-gi or gir1.2-atspi-2.0 is not installed')

    with tempfile.TemporaryDirectory(prefix='broadsheet-desk-',
                                     ignore_cleanup_errors=True) as home:
        env = dict(os.environ)
        for name in ('DISPLAY', 'WAYLAND_DISPLAY', 'DBUS_SESSION_BUS_ADDRESS', 'GTK_A11Y',
                     'NO_AT_BRIDGE', 'LANGUAGE'):
            env.pop(name, None)
        runtime = os.path.join(home, 'run')
        os.mkdir(runtime, 0o700)
        # No keyring is started: what would be in it is in a file.
        services = os.path.join(home, 'data', 'dbus-1', 'services')
        os.makedirs(services)
        with open(services + '/org.freedesktop.secrets.service', 'w', encoding='ascii') as service:
            service.write('[D-BUS Service]\nName=org.freedesktop.secrets\nExec=/bin/false\n')
        env.update(BROADSHEET_DESK='inside', HOME=home, XDG_RUNTIME_DIR=runtime,
                   XDG_DATA_HOME=home + '/data', XDG_STATE_HOME=home + '/state',
                   XDG_CACHE_HOME=home + '/cache', XDG_CONFIG_HOME=home + '/config',
                   GDK_BACKEND='x11', GSK_RENDERER='cairo', GSETTINGS_BACKEND='memory',
                   GTK_IM_MODULE=input_method, LC_ALL='C.UTF-8')
        # gettext takes this even where the locale itself is not installed.
        if env.get('BROADSHEET_DESK_LANGUAGE'):
            env['LANGUAGE'] = env['BROADSHEET_DESK_LANGUAGE']
        if env.get('BROADSHEET_DESK_MIRRORED'):
            mirror(env, home + '/locale')
        # For the application only: libatspi itself warns of things that come and go.
        env.pop('G_DEBUG', None)
        # The resolution of text, by which X11 tells the user's large text.
        dpi = 96 * int(env.get('BROADSHEET_DESK_TEXT_SCALE') or '100') // 100
        # A mouse at random makes the window manager itself crash now and then.
        inner = ('while xdotool getmouselocation > /dev/null 2>&1; do openbox; done & '
                 'sleep 0.5; xprop -root -f RESOURCE_MANAGER 8s -set RESOURCE_MANAGER "Xft.dpi: %d" '
                 '2>/dev/null; exec "$@"' % dpi)
        scale = int(env.get('GDK_SCALE') or '1')
        screen = env.get('BROADSHEET_DESK_SCREEN') or '1400x900'
        screen = 'x'.join(str(int(n) * scale) for n in screen.split('x'))
        # Without -noreset the server forgets it where nothing else is connected yet; without -r a
        # key is typed many times where the computer is too busy to let go of it soon.
        result = subprocess.run(
            ['xvfb-run', '-a', '-s', '-screen 0 %sx24 -noreset -r' % screen, 'dbus-run-session', '--',
             'bash', '-c', inner, 'desk', sys.executable] + sys.argv,
            env=env, check=False)
        sys.exit(result.returncode)


class Desk:
    def __init__(self, arguments=()):
        import gi
        gi.require_version('Atspi', '2.0')
        from gi.repository import Atspi, GLib
        self.atspi = Atspi
        # Where the computer is busy, an answer takes longer than the 0.8 s it is given.
        Atspi.set_timeout(10000, 15000)
        self.context = GLib.MainContext.default()
        self.home = os.environ['HOME']
        self.process = None
        self.passed_over = None
        self.start(arguments)

    # The program

    def start(self, arguments=()):
        self.process = subprocess.Popen([os.environ['BROADSHEET'], *arguments], env=strict())
        self.application = self.wait(self._find_application, 'the application on the bus')

    def stop(self):
        self.process.terminate()
        self.process.wait()

    def gone_process(self):
        """Waits until it has ended by itself, and well."""
        status = self.process.wait(timeout=SECONDS)
        assert status == 0, status

    def kill(self):
        self.process.kill()
        self.process.wait()

    def _find_application(self):
        desktop = self.atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child is not None and child.get_process_id() == self.process.pid:
                return child
        return None

    # Waiting

    def pump(self):
        while self.context.pending():
            self.context.iteration(False)

    def wait(self, look, what):
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            self.pump()
            if self.process is not None and self.process.poll() is not None:
                raise AssertionError('the application ended (%s) while waiting for %s'
                                     % (self.process.returncode, what))
            try:
                found = look()
            except Exception as error:  # objects vanish while they are looked at
                found = None
                last = error
            if found:
                return found
            time.sleep(0.05)
        print('waited in vain for %s; the active window is %r, and on the screen are:'
              % (what, active_window()))
        self.dump()
        if os.environ.get('BROADSHEET_TEST_DEBUG'):
            subprocess.run(['import', '-window', 'root', '/tmp/desk.png'], check=False)
        raise AssertionError('waited in vain for ' + what)

    # Looking

    def walk(self, root=None):
        stack = [root or self.application]
        while stack:
            node = stack.pop()
            if node is None:
                continue
            yield node
            try:
                count = node.get_child_count()
                stack.extend(node.get_child_at_index(i) for i in range(count - 1, -1, -1))
            except Exception:
                continue

    @staticmethod
    def children(node):
        try:
            return [child for child in map(node.get_child_at_index, range(node.get_child_count())) if child]
        except Exception:  # it vanished
            return []

    @staticmethod
    def seen(node):
        component = node.get_component_iface()
        if component is None:
            return False
        try:
            return component.get_extents(1).width > 0
        except Exception:
            return False

    # Newer GTK names a button by the words on it, older by the label given for assistive programs:
    # "New Issue…" and "New issue".
    @staticmethod
    def plain(name):
        return name.rstrip('…').casefold()

    def matches(self, node, role, name, contains):
        if role is not None and node.get_role_name() not in role.split('|'):
            return False
        label = node.get_name() or ''
        return ((name is None or self.plain(label) == self.plain(name))
                and (contains is None or contains in label))

    def look(self, role=None, name=None, contains=None, root=None, hidden=False):
        for node in self.walk(root):
            try:
                if self.matches(node, role, name, contains) and (hidden or self.seen(node)):
                    return node
            except Exception:  # it vanished, as a progress bar does, or the application ended
                if self.process is not None and self.process.poll() is not None:
                    raise AssertionError('the application ended (%s) while %s was looked for'
                                         % (self.process.returncode, name or contains or role))
        return None

    def find(self, role=None, name=None, contains=None, root=None):
        return self.wait(lambda: self.look(role, name, contains, root),
                         '%s %s' % (role, name or contains))

    def toast(self, contains):
        """What was just told, which is gone after seconds: on a busy machine it takes longer than that to
        walk through a whole window, so only what lies near its top is looked at."""
        def near():
            level = [self.application]
            for _ in range(TOAST_DEPTH):
                level = [child for node in level for child in self.children(node)]
                for node in level:
                    if self.matches(node, 'label', None, contains) and self.seen(node):
                        return node
            return None
        return self.wait(near, 'to be told ' + contains)

    def gone(self, role=None, name=None, contains=None):
        self.wait(lambda: self.look(role, name, contains) is None,
                  '%s %s to go away' % (role, name or contains))

    def dump(self):
        for node in self.walk():
            try:
                if self.seen(node):
                    focused = node.get_state_set().contains(self.atspi.StateType.FOCUSED)
                    print('  ', node.get_role_name(), repr(node.get_name()),
                          '(has the focus)' if focused else '')
            except Exception:
                print('   something that vanished')
        sys.stdout.flush()

    # Doing

    def sensitive(self, node):
        return node.get_state_set().contains(self.atspi.StateType.SENSITIVE)

    def press(self, name, role='push button|button|toggle button'):
        node = self.find(role, name)
        self.wait(lambda: self.sensitive(node), name + ' to be usable')
        node.get_action_iface().do_action(0)
        self.pump()

    @staticmethod
    def text(node):
        return node.get_text_iface().get_text(0, node.get_text_iface().get_character_count())

    def insert(self, node, position, text):
        node.get_editable_text_iface().insert_text(position, text, len(text.encode()))
        self.pump()

    def replace(self, node, text):
        node.get_editable_text_iface().set_text_contents(text)
        self.pump()

    @staticmethod
    def act(name, *target, window=1):
        """An action of the application or of one of its windows, by name: in no language. Targets
        are written as GVariants are."""
        scope, _, action = name.partition('.')
        path = '/org/broadsheet/Broadsheet' + ('' if scope == 'app' else '/window/%d' % window)
        subprocess.run(['gdbus', 'call', '--session', '--dest', 'org.broadsheet.Broadsheet',
                        '--object-path', path, '--method', 'org.gtk.Actions.Activate', action,
                        '[%s]' % ', '.join('<%s>' % t for t in target), '{}'],
                       check=True, stdout=subprocess.DEVNULL)

    @staticmethod
    def state(name, window=1):
        """Of an action of a window, as GVariants are written."""
        return subprocess.run(['gdbus', 'call', '--session', '--dest', 'org.broadsheet.Broadsheet',
                               '--object-path', '/org/broadsheet/Broadsheet/window/%d' % window, '--method',
                               'org.gtk.Actions.Describe', name], check=True, capture_output=True, text=True).stdout

    def newest_window(self):
        windows = [self.application.get_child_at_index(i)
                   for i in range(self.application.get_child_count())]
        return next((w for w in reversed(windows) if w is not None and self.seen(w)), None)

    def await_keys(self):
        """A window is there for AT-SPI a moment before it gets the keys. A test that means an older
        window than the newest waits in vain once."""
        end = time.monotonic() + 2
        newest = None
        while time.monotonic() < end:
            self.pump()
            try:
                newest = self.newest_window()
                if (newest is None or newest == self.passed_over
                        or newest.get_state_set().contains(self.atspi.StateType.ACTIVE)):
                    return
            except Exception:  # it vanished
                pass
            time.sleep(0.02)
        self.passed_over = newest

    def key(self, *keys):
        self.await_keys()
        subprocess.run(['xdotool', 'key', '--delay', '60', *keys], check=True)

    def close(self, title):
        """Closes the window called so by its key."""
        self.find('frame|dialog', title)
        self.key('Escape')
        self.gone('frame|dialog', title)

    def type(self, text):
        self.await_keys()
        subprocess.run(['xdotool', 'type', '--delay', '40', text], check=True)

    def accept_review(self):
        """On the sheet that shows what a page's text was read as: takes it as it is."""
        self.find('push button|button', contains='Import what is shown')
        time.sleep(0.3)
        self.key('ctrl+Return')
        self.wait(lambda: self.look('push button|button', contains='Import what is shown') is None,
                  'the review to close')

    def choose_file(self, path):
        """In the file chooser: a path typed into it."""
        self.wait(lambda: self.look(None, 'GtkFileChooserWidget'), 'the file chooser')
        time.sleep(0.5)
        self.key('ctrl+a')
        self.type(path)
        time.sleep(0.3)
        self.key('Return')
        self.wait(lambda: self.look(None, 'GtkFileChooserWidget') is None,
                  'the file chooser to close')
