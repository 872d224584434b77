#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An editor closes the window in the midst of an import, while photos are being read, while text is being
pasted, with the mouse button held down, or at a desk: the issue is free, and as it was, and nothing of the
window is left."""

import glob
import os
import signal
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402
import submitting  # noqa: E402
from closing import SECONDS, Editor  # noqa: E402

PAPER = ('集市挪到河滩上\n本报记者 林沐\n昨日，停了三年的集市挪到了河滩上，天不亮就有人来占位置。\n\n'
         '老井又出水了\n本报讯 西岭村的老井清淤以后又出水了，村民排队来挑。\n')
PHOTOS = 12


def import_files(user, window, *paths):
    user.act('win.import-to', "([%s], '', '')" % ', '.join("'file://%s'" % path for path in paths),
             window=window)


def closes_in_the_middle_of_an_import(user):
    text = os.path.join(user.home, 'page.txt')
    with open(text, 'w', encoding='utf-8') as file:
        file.write(PAPER)
    window = user.open_issue()
    user.find('push button|button', 'Lay Out')
    import_files(user, window, text)
    user.find(None, 'Review Before Importing')
    user.close_window(window, dialogs=1)
    user.judge()


def make_photos(user):
    """They differ in what follows their picture."""
    media = os.path.join(os.environ['BROADSHEET_DATA_DIR'], 'sample', 'sample.media')
    with open(min(glob.glob(media + '/*.jpg'), key=os.path.getsize), 'rb') as file:
        picture = file.read()
    paths = [os.path.join(user.home, 'photo %d.jpg' % i) for i in range(PHOTOS)]
    for i, path in enumerate(paths):
        with open(path, 'wb') as file:
            file.write(picture + b'%d' % i)
    return paths


def closes_while_photos_are_read(user):
    paths = make_photos(user)
    for seconds in SECONDS:
        window = user.open_issue()
        user.find('push button|button', 'Lay Out')
        import_files(user, window, *paths)
        time.sleep(seconds)
        user.close_window(window)
        user.judge()


class Clipboard:
    """A program that text was copied in, and that may be slow to give it."""

    def __init__(self, user, text):
        self.user = user
        self.log = os.path.join(user.home, 'clipboard')
        with open(self.log, 'wb') as log:
            self.program = subprocess.Popen(['xclip', '-selection', 'clipboard', '-verbose'], stdin=subprocess.PIPE,
                                            stderr=log)
        self.program.stdin.write(text.encode())
        self.program.stdin.close()
        # Which forms it has everybody asks first.
        user.wait(lambda: self.count_asked() > 0, 'the forms of the text to be asked')

    def count_asked(self):
        with open(self.log, encoding='utf-8') as log:
            return log.read().count('Waiting for selection request') - 1

    def stop(self):
        self.program.send_signal(signal.SIGSTOP)

    def go_on(self):
        before = self.count_asked()
        self.program.send_signal(signal.SIGCONT)
        self.user.wait(lambda: self.count_asked() > before, 'the text to be given')

    def close(self):
        self.program.terminate()
        self.program.wait()


def closes_while_text_is_pasted(user):
    window = user.open_issue()
    user.find('push button|button', 'Lay Out')
    clipboard = Clipboard(user, PAPER)
    clipboard.stop()
    user.act('win.paste-copy', window=window)
    user.close_window(window)
    user.judge()
    clipboard.go_on()
    window = user.open_issue()
    user.find('push button|button', 'Lay Out')
    assert user.look(None, 'Review Before Importing') is None, 'it is imported all the same'
    user.close_window(window)
    user.judge()
    clipboard.close()


def closes_with_the_mouse_button_held(user):
    window = user.open_issue()
    user.find('push button|button', 'Lay Out')
    user.wait(lambda: user.count_windows() == 2, 'the other window')
    shown = subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', '汀兰日报'], check=True,
                           capture_output=True, text=True).stdout.split()[-1]
    subprocess.run(['xdotool', 'windowactivate', '--sync', shown,
                    'mousemove', '--window', shown, '700', '450', 'mousedown', '1'], check=True)
    user.close_window(window)
    user.judge()
    subprocess.run(['xdotool', 'mouseup', '1'], check=True)


def closes_at_a_desk():
    service = submitting.Service()
    service.join()
    user = Editor('after tomorrow')
    for seconds in SECONDS:
        window = user.open_issue()
        user.find('push button|button', 'Lay Out')
        user.act('win.view', "'submissions'", window=window)
        time.sleep(seconds)
        user.close_window(window)
        user.judge()
    user.find('push button|button', 'New issue')
    user.stop()
    submitting.clean(service)


def closing_in_the_midst():
    user = Editor()
    closes_in_the_middle_of_an_import(user)
    closes_while_photos_are_read(user)
    closes_while_text_is_pasted(user)
    closes_with_the_mouse_button_held(user)
    user.find('push button|button', 'New issue')
    user.stop()
    closes_at_a_desk()


desk.run(closing_in_the_midst, programs=['xclip'])
