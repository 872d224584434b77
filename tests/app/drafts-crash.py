#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The program is killed while a draft is written, and while it is sent: nothing is lost, and the desk has
it once."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402
import reporting  # noqa: E402

LAST = '桥上站满了人，直到半夜。'


def journalled(user, headline, text):
    """Whether the text is on the disk: in the journal, or in the draft itself."""
    draft = user.outbox().get(headline)
    if draft is None:
        return False
    found = str(draft[0])
    journal = os.path.join(draft[2], 'draft.broadsheet.journal')
    if os.path.exists(journal):
        with open(journal, encoding='utf-8') as file:
            found += file.read()
    return text in found


def crash():
    room = reporting.Newsroom()
    line = room.invite('林沐')
    user = reporting.Reporter()
    home = os.environ['HOME']

    user.act('app.my-drafts')
    user.press('Paste an invitation')
    user.join(line)

    # While it is written
    user.new_draft('夜里的河', '昨晚，一百盏灯亮了。')
    user.saved()
    body = user.find('text', 'Body')
    user.insert(body, len(user.text(body)), LAST)
    user.wait(lambda: journalled(user, '夜里的河', LAST), 'the last words to be on the disk')
    user.kill()
    user.start(['--new-draft'])
    user.focused_headline()
    user.act('app.my-drafts')
    user.find(None, 'Not sent yet')
    user.wait(lambda: user.outbox()['夜里的河'][0]['stories'][0]['paragraphs'][-1]['text'].endswith(LAST),
              'the last words in the draft')

    # While it is sent: the desk is there, and stops the moment the draft begins to arrive
    user.press('Send: 夜里的河')
    user.wait(lambda: user.outbox()['夜里的河'][1].get('key') or room.submissions(), 'the sending to begin')
    user.kill()

    # With a photo that takes its time, and a desk that is killed in the middle
    user.start(['--new-draft'])
    user.replace(user.focused_headline(), '桥')
    user.press('Add photos')
    user.choose_file(reporting.picture(os.path.join(home, 'bridge.png'), 1800, 1600))
    user.find('text', 'Caption')
    user.saved()
    user.press('Send to Desk')
    user.wait(lambda: user.outbox()['桥'][1].get('key') or len(room.submissions()) == 2, 'the sending to begin')
    room.process.kill()
    room.process.wait()
    user.kill()
    room.open()
    user.start()
    user.wait(lambda: sorted(s['headline'] for s in room.submissions()) == ['夜里的河', '桥'],
              'both at the desk')
    user.act('app.my-drafts')
    user.wait(lambda: sum(n.get_name() == 'Received by the desk' for n in user.walk()) == 2, 'both received')
    assert len(room.submissions()) == 2, room.submissions()
    assert LAST in str([room.whole(s)['item'] for s in room.submissions()])
    user.stop()
    room.close()


desk.run(crash)
