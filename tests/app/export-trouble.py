#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong with pages is shown before they are exported and leads to its place; whoever
cancels, or has nowhere to write, finds nothing that is half done."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402
from exporting import checked, open_dialog, take_sample, written  # noqa: E402


def make_too_long(issue):
    story = next(s for s in issue['stories'] if s['page'] == 'A2')
    story['paragraphs'][0]['text'] += '河水涨了又落，渡口的灯亮了一夜。' * 12


def errors_lead_to_their_place():
    path = take_sample('errors', make_too_long)
    user = desk.Desk([path])
    open_dialog(user)
    checked(user, 'These pages are not ready for print')
    assert not user.sensitive(user.find('push button|button', 'Export'))
    # Nothing can be exported: Enter leads to what stands in the way.
    fault = user.find('push button|button', contains='is too long')
    user.wait(lambda: fault.get_state_set().contains(user.atspi.StateType.FOCUSED),
              'the focus on the fault')
    user.key('Return')
    user.gone('label', 'Files')
    # The page with the fault is shown, its story chosen.
    user.find('push button|button', contains='Story: 认棵树当亲戚')
    assert written(path) == [], written(path)
    user.stop()


def lose_a_picture(issue):
    """A caption came, its picture did not."""
    box = next(b for p in issue['pages'] for b in p['boxes'] if b['kind'] == 'photo')
    photo = next(p for p in issue['photos'] if p['id'] == box['refs'][0])
    photo['file'] = ''


def empty_frames_are_for_proofs():
    path = take_sample('frames', lose_a_picture)
    user = desk.Desk([path])
    open_dialog(user)
    checked(user, 'These pages are not ready for print')
    assert not user.sensitive(user.find('push button|button', 'Export'))
    user.press('Proof PDF')
    user.wait(lambda: user.sensitive(user.find('push button|button', 'Export')),
              'a proof to be possible')
    user.press('Print PDF')
    user.find('push button|button', contains='has no picture').get_action_iface().do_action(0)
    user.gone('label', 'Files')
    row = user.find('list item', contains='has no picture')
    user.find('push button|button', 'Add the Picture', root=row)
    user.stop()


def unwritable():
    """A folder that is no longer there: told, and nothing left."""
    path = take_sample('gone')
    user = desk.Desk([path])
    open_dialog(user)
    checked(user, 'Ready for print')
    user.press('Text')
    elsewhere = os.path.join(user.home, 'moved')
    os.rename(os.path.dirname(path), elsewhere)
    user.press('Export')
    user.find(None, contains='The Pages Were Not Exported')
    user.find(None, contains='Nothing was written')
    user.key('Escape')
    assert written(os.path.join(elsewhere, 'x')) == [], written(os.path.join(elsewhere, 'x'))
    user.kill()


def cancelled():
    path = take_sample('cancelled', repeat=5)
    user = desk.Desk([path])
    open_dialog(user)
    user.press('Images')
    user.replace(user.find('spin button', 'Resolution'), '600')
    user.key('Tab')
    user.press('Export')
    user.press('Cancel')
    user.find('push button|button', 'Export')
    user.wait(lambda: written(path) == [], 'the folder to be empty')
    user.key('Escape')
    user.gone('label', 'Files')
    assert written(path) == [], written(path)
    user.stop()


def trouble():
    errors_lead_to_their_place()
    empty_frames_are_for_proofs()
    unwritable()
    cancelled()


desk.run(trouble)
