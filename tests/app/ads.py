#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A booked advertisement comes onto the page with its picture, is looked at with Enter, gets another
size, and all of it is undone."""

import glob
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402

BUTTON = 'push button|button'
CUSTOMER = 'Riverside Books'


def ads(path):
    with open(path, encoding='utf-8') as file:
        issue = json.load(file)
    return [b for b in issue['pages'][0]['boxes'] if b.get('customer') == CUSTOMER]


def save(user, path):
    before = os.stat(path).st_mtime_ns
    user.key('ctrl+s')
    user.wait(lambda: os.stat(path).st_mtime_ns != before, 'the file to be saved')


def place_one(user, picture):
    user.find(BUTTON, contains='Story: ')
    user.key('ctrl+shift+d')
    user.find(BUTTON, 'Place')
    user.replace(user.find('text', 'Customer'), CUSTOMER)
    user.find('spin button', 'Lines').get_value_iface().set_current_value(9)
    user.press('Choose a picture')
    user.choose_file(picture)
    user.find(BUTTON, 'Replace the picture')
    user.press('Place')
    user.find(BUTTON, 'Undo Place Advertisement')


def ad_is_looked_at(user, path):
    """Enter on it is about it, not about the story that was chosen before."""
    user.find(BUTTON, 'Ad: ' + CUSTOMER)
    user.key('Return')
    customer = user.find('text', 'Customer')
    assert user.text(customer) == CUSTOMER, user.text(customer)
    user.find('spin button', 'Lines').get_value_iface().set_current_value(11)
    user.press('Apply')
    user.find(BUTTON, 'Undo Change Advertisement')
    save(user, path)
    assert ads(path)[0]['lines'] == 11, ads(path)


def advertisement():
    path = desk.open_sample('advertised')
    picture = sorted(glob.glob(path.replace('.broadsheet', '.media') + '/*'))[0]
    user = desk.Desk([path])
    place_one(user, picture)
    save(user, path)
    box, = ads(path)
    assert box['kind'] == 'ad' and len(box['refs']) == 1 and box['lines'] == 9, box
    assert box['label'] == '广告', box
    ad_is_looked_at(user, path)
    for _ in range(2):
        user.key('ctrl+z')
    user.find(BUTTON, 'Redo Place Advertisement')
    save(user, path)
    assert ads(path) == [], 'both are undone'
    user.stop()


if __name__ == '__main__':
    desk.run(advertisement)
