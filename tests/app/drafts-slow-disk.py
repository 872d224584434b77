#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A draft is deleted, or closed, while the disk takes its time to save it: nothing that was written is lost,
and nothing that was to go is left."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402
import reporting  # noqa: E402


class Disk:
    def __init__(self):
        self.folder = os.path.join(os.environ['HOME'], 'disk')
        os.mkdir(self.folder)
        os.environ.update(BROADSHEET_SLOW_DISK=self.folder, BROADSHEET_DESK_PRELOAD=os.environ['BROADSHEET_SLOW_DISK_MODULE'])

    def stop(self):
        with open(os.path.join(self.folder, 'busy'), 'w', encoding='ascii'):
            pass

    def asked(self):
        return os.path.exists(os.path.join(self.folder, 'asked'))

    def go_on(self):
        os.remove(os.path.join(self.folder, 'busy'))
        os.remove(os.path.join(self.folder, 'asked'))


def text_of(user, headline):
    return user.outbox()[headline][0]['stories'][0]['paragraphs'][0]['text']


def drafts_slow_disk():
    disk = Disk()
    user = reporting.Reporter()

    # Deleted, and brought back whole
    window = user.window_of(user.new_draft('芦苇', '很高。'))
    user.saved(window)
    disk.stop()
    user.insert(user.find('text', 'Body', root=window), 0, '今年的')
    user.wait(disk.asked, 'the draft to be written')
    user.act('app.my-drafts')
    user.menu('芦苇')
    user.find('menu item', 'Delete').get_action_iface().do_action(0)
    user.gone('push button|button', 'Send to Desk')
    disk.go_on()
    user.toast('deleted')
    assert '芦苇' not in user.outbox(), 'it is still there'
    user.key('ctrl+z')
    user.wait(lambda: '芦苇' in user.outbox(), 'it to come back')
    assert text_of(user, '芦苇') == '今年的很高。', user.outbox()
    user.open_row('芦苇')
    user.find('push button|button', 'Send to Desk')
    user.saved()
    user.key('ctrl+w')
    user.gone('push button|button', 'Send to Desk')

    # Emptied and closed
    field = user.new_draft('不要了')
    disk.stop()
    user.wait(disk.asked, 'the draft to be written')
    user.replace(field, '')
    user.key('ctrl+w')
    disk.go_on()
    user.gone('push button|button', 'Send to Desk')
    user.wait(lambda: list(user.outbox()) == ['芦苇'], 'what is empty to go')
    user.stop()


desk.run(drafts_slow_disk)
