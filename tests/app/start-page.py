#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A desk begins tomorrow's issue: the number goes on from yesterday's, the issue is saved and
remembered, listed on the start page with its number, opened from there, and taken off the list when
its file is gone."""

import glob
import json
import os

from desk import Desk, run


def write_template(home):
    folder = os.path.join(home, 'data', 'broadsheet', 'publications')
    os.makedirs(folder)
    path = os.path.join(folder, 'liuwan.broadsheet-template')
    with open(path, 'w', encoding='utf-8') as file:
        json.dump({'format': 'broadsheet-template', 'version': '1.0', 'publication': {'name': '柳湾报'},
                   'page_format': 'tabloid', 'sections': [{'id': 'A', 'name': '要闻'}],
                   'numbering': {'last_date': '2020-01-01', 'last_number': 326, 'last_total': 9001},
                   'pages': [{'id': 'A1', 'section': 'A', 'editors': ['何川']}, {'id': 'A2', 'section': 'A'}]},
                  file, ensure_ascii=False)
    return path


def read(path):
    with open(path, encoding='utf-8') as file:
        return json.load(file)


def begin_issue(user, template):
    user.press('New Issue of 柳湾报')
    number = user.find('text|entry', 'Number (may be left empty)')
    user.wait(lambda: user.text(number) == '327', 'the number after 326')
    user.find(contains='Goes on from No. 326')
    # Sections: which pages each has, what it is called, and one more.
    user.replace(user.find('text|entry', 'Section A: A1, A2'), '头条')
    user.find('push button|button', contains='Add section').get_action_iface().do_action(0)
    user.replace(user.find('text|entry', 'Section B: B1'), '生活')
    user.find('spin button', 'Pages in section B').get_value_iface().set_current_value(3)
    user.find('text|entry', 'Section B: B1–B3')
    user.press('Create')
    user.find('push button|button', 'Lay Out')
    issues = glob.glob(os.path.join(user.home, '**', '柳湾报*.broadsheet'), recursive=True)
    assert len(issues) == 1, issues
    issue = read(issues[0])
    assert (issue['number'], issue['total_number']) == (327, 9002), issue['number']
    assert [page['id'] for page in issue['pages']] == ['A1', 'A2', 'B1', 'B2', 'B3']
    assert [page['section'] for page in issue['pages']] == ['A', 'A', 'B', 'B', 'B']
    assert issue['sections'] == [{'id': 'A', 'name': '头条'}, {'id': 'B', 'name': '生活'}], issue['sections']
    assert issue['pages'][0]['editors'] == ['何川']
    user.wait(lambda: read(template)['numbering']['last_number'] == 327, 'the template to remember')
    return issues[0]


def do(node, action):
    iface = node.get_action_iface()
    for i in range(iface.get_n_actions()):
        if iface.get_action_name(i) == action:
            iface.do_action(i)
            return
    raise AssertionError('no action ' + action)


def test():
    template = write_template(os.environ['HOME'])
    user = Desk()
    issue = begin_issue(user, template)
    user.stop()

    user.start()
    card = user.find(contains='柳湾报, ')
    user.wait(lambda: 'No. 327' in user.find(contains='柳湾报, ').get_name(), 'its number on the start page')
    do(card, 'issue.open')
    user.find('push button|button', 'Lay Out')
    user.stop()

    os.unlink(issue)
    user.start()
    do(user.find(contains=', File not found'), 'issue.remove')
    user.wait(lambda: user.look(contains=', File not found') is None, 'the card to go')
    user.stop()


run(test)
