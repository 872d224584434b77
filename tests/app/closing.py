#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An editor closes the window while pages are being laid out, while the issue is being read, or with a
menu open: nothing is lost, nothing crashes, the issue is free and the other window hears the keys."""

import os
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402

# Jobs are caught at their beginning, in their midst, and when their result is just coming.
SECONDS = (0, 0.05, 0.2, 0.6)


class Editor(desk.Desk):
    """Who has a second window with the start page, so that the program goes on when one closes."""

    def __init__(self, issue='tomorrow'):
        super().__init__()
        self.find('push button|button', 'New issue')
        self.path = desk.open_sample(issue)
        self.empty = 1
        with open(self.path, 'rb') as file:
            self.saved = file.read()

    def open_issue(self):
        """As the file manager does: the window with the start page takes it. Returns which that is."""
        subprocess.run(['gdbus', 'call', '--session', '--dest', 'org.broadsheet.Broadsheet',
                        '--object-path', '/org/broadsheet/Broadsheet',
                        '--method', 'org.freedesktop.Application.Open',
                        "['file://%s']" % self.path, '{}'],
                       check=True, stdout=subprocess.DEVNULL)
        self.act('app.new-window')
        self.empty += 1
        return self.empty - 1

    def count_windows(self):
        return self.application.get_child_count()

    def close_window(self, number, dialogs=0):
        self.wait(lambda: self.count_windows() == 2 + dialogs, 'the other window')
        self.act('win.close', window=number)

        def closed():
            question = self.look('push button|button', contains='Discard')
            if question is not None:
                question.get_action_iface().do_action(0)
            return self.count_windows() == 1

        self.wait(closed, 'the window to close')

    def judge(self):
        """What is on disk is what was, and nobody holds it."""
        folder = os.path.dirname(self.path)
        self.wait(lambda: not [name for name in os.listdir(folder)
                               if 'journal' in name or 'lock' in name],
                  'the issue to be let go')
        with open(self.path, 'rb') as file:
            assert file.read() == self.saved, 'closing changed the issue'


def closes_while_pages_are_laid_out(user):
    for seconds in SECONDS:
        window = user.open_issue()
        user.find('push button|button', 'Lay Out')
        user.act('win.lay-out-all', window=window)
        time.sleep(seconds)
        user.close_window(window)
        user.judge()


def closes_while_it_is_read(user):
    for seconds in SECONDS:
        window = user.open_issue()
        time.sleep(seconds)
        user.close_window(window)
        user.judge()


def open_menu(user, button):
    for node in user.walk():
        action = node.get_action_iface()
        if node.get_name() == button and action is not None and action.get_n_actions() > 0:
            action.do_action(0)
            return True
    return False


def closes_with_a_menu_open(user):
    window = user.open_issue()
    user.find('push button|button', 'Lay Out')
    # The other window, as it comes, would close it.
    user.wait(lambda: user.count_windows() == 2, 'the other window')
    user.wait(lambda: open_menu(user, 'Main menu'), 'the main menu')
    user.find('menu item', 'Preferences')
    user.close_window(window)
    user.key('ctrl+comma')
    user.close('Preferences')


def closing():
    user = Editor()
    closes_with_a_menu_open(user)
    closes_while_pages_are_laid_out(user)
    closes_while_it_is_read(user)
    user.find('push button|button', 'New issue')
    user.stop()


if __name__ == '__main__':
    desk.run(closing)
