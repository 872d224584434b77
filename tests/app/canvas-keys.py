#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A page laid out without a pointer: from box to box with Tab, moved, resized, locked, taken off,
its text edited and a photo cropped; and what was done is taken back."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import canvas  # noqa: E402
import desk  # noqa: E402


def resize_by_keyboard(page):
    box = page.find_story_box(1)
    page.click(box)
    page.user.key('shift+Up', 'shift+Up')
    page.user.wait(lambda: page.user.look(canvas.BOX, contains='Undo Resize') is not None, 'a new size')
    before = canvas.place_of(box)
    assert page.place(box) == before[:3] + (before[3] - 2,), page.place(box)
    page.undo('Resize')
    assert page.place(box) == before, 'two strokes are one step'


def walk_with_tab_and_edit(page):
    page.click(page.find_story_box(0))
    pressed = page.user.atspi.StateType.PRESSED
    seen = []
    for _ in range(len(page.boxes)):
        now = [n.get_name() for n in page.user.walk()
               if n.get_role_name() in canvas.BOX.split('|') and n.get_state_set().contains(pressed)
               and (n.get_name() or '').startswith(('Story', 'Photo', 'Ad'))]
        assert len(now) == 1, now
        if now[0] in seen:
            break
        seen.append(now[0])
        page.user.key('Tab')
        page.user.pump()
    assert len(seen) >= len(page.boxes) - 1, seen

    box = page.find_story_box(0)
    page.click(box)
    page.user.key('Return')
    body = page.user.wait(
        lambda: next((n for n in page.user.walk() if n.get_editable_text_iface() is not None
                      and n.get_state_set().contains(page.user.atspi.StateType.FOCUSED)), None),
        'a text to be edited')
    before = page.user.text(body)
    page.user.type('q')
    page.user.wait(lambda: len(page.user.text(body)) == len(before) + 1, 'the typed letter')
    page.user.key('ctrl+z')
    page.user.wait(lambda: page.user.text(body) == before, 'the letter to go')


def lock_and_be_refused(page):
    box = page.find_story_box(1)
    page.click(box)
    page.user.key('l')
    page.user.find(canvas.BOX, contains=page.label(box) + ', locked')
    page.user.key('Down')
    page.user.find(contains='it is locked')
    assert page.place(box) == canvas.place_of(box)
    page.undo('Lock')


def take_off_and_bring_back(page):
    box = page.find_story_box(1)
    page.click(box)
    page.user.key('Delete')
    page.user.gone(canvas.BOX, contains=page.label(box))
    assert page.place(box) is None
    page.undo('Take')
    page.node(box)
    assert page.page(page.saved())['boxes'] == page.page(page.issue)['boxes']


def crop_a_photo_by_keyboard(page):
    box = next(b for b in page.boxes if b['kind'] == 'story' and len(b['refs']) > 1)
    photo = box['refs'][1]
    page.click(box)
    page.user.key('c', 'plus', 'plus', 'plus', 'Left', 'Return')
    page.user.wait(lambda: page.user.look(canvas.BOX, contains='Undo Crop') is not None, 'the crop')
    crop = next(p for p in page.saved()['photos'] if p['id'] == photo)['crop']
    assert crop['left'] + crop['right'] > 50, crop
    assert crop['left'] > crop['right'], 'the picture went to the left'
    page.undo('Crop')
    assert next(p for p in page.saved()['photos'] if p['id'] == photo) == \
        next(p for p in page.issue['photos'] if p['id'] == photo)


def edit_the_headline(page):
    box = page.find_story_box(1)
    page.click(box)
    page.user.key('h')
    headline = page.user.wait(
        lambda: next((n for n in page.user.walk() if n.get_role_name() == 'text'
                      and n.get_name() == 'Headline'
                      and n.get_state_set().contains(page.user.atspi.StateType.FOCUSED)), None),
        'the headline to be edited')
    page.user.type('New')
    page.user.wait(lambda: page.user.text(headline) == 'New', 'the headline to be replaced')
    page.user.key('ctrl+z', 'Escape')
    page.user.wait(lambda: page.user.text(headline) != 'New', 'the headline to come back')
    page.node(box)


def go_to_a_page(page):
    name = page.issue['pages'][-1]['id']
    page.user.key('ctrl+j')
    page.user.find('label', 'Go to Page')
    page.user.type('z9')
    page.user.key('Return')
    page.user.find('label', 'There is no page “z9”. There are: '
                   + ' '.join(p['id'] for p in page.issue['pages']))
    page.user.key('ctrl+a')
    page.user.type(name.lower())
    page.user.key('Return')
    page.user.find(None, 'Page ' + name)


def keys():
    page = canvas.Page()
    for test in (resize_by_keyboard, walk_with_tab_and_edit, lock_and_be_refused,
                 take_off_and_bring_back, crop_a_photo_by_keyboard,
                 edit_the_headline, go_to_a_page):
        print(test.__name__, flush=True)
        test(page)
    page.user.stop()


desk.run(keys)
