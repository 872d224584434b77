#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The inspector beside a page: an overset story is remedied with a button, a headline gets another
size, a box is made to fit, and locked; a click on a problem leads to its place."""

import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402

BUTTON = 'push button|button'
SPIN = 'spin button'
MORE = '这里添了一段没有人量过的话，' * 12


def read(path):
    with open(path, encoding='utf-8') as file:
        return json.load(file)


def box_of(path, page, story):
    page = next(p for p in read(path)['pages'] if p['id'] == page)
    return next(b for b in page['boxes'] if story in b['refs'])


def save(user, path):
    before = os.stat(path).st_mtime_ns
    user.key('ctrl+s')
    user.wait(lambda: os.stat(path).st_mtime_ns != before, 'the file to be saved')


def choose(user, headline, side):
    """The box with that headline, and what is to be seen of it."""
    box = user.find(BUTTON, contains='Story: ' + headline)
    box.get_action_iface().do_action(0)
    user.find('page tab', side).get_action_iface().do_action(0)


def do(node, name):
    actions = node.get_action_iface()
    names = [actions.get_action_name(i) for i in range(actions.get_n_actions())]
    actions.do_action(names.index(name))


def click(node):
    x, y = desk.place(node)
    subprocess.run(['xdotool', 'mousemove', str(x), str(y), 'click', '1', 'mousemove', '1', '1'], check=True)


def undo(user, label):
    user.press('Undo ' + label)


def overset_is_remedied(user, headline):
    """What is typed too much is told, and one press does away with it."""
    choose(user, headline, 'Text')
    body = user.find('text', 'Body')
    user.insert(body, 0, MORE)
    row = user.find('list item', contains='Overset')
    # Beside it is another button, for more of them; either may be seen first.
    remedy = user.wait(lambda: user.look(BUTTON, contains='Set the', root=row),
                       'a remedy on the row')
    user.wait(lambda: user.sensitive(remedy), 'the remedy to be usable')
    remedy.get_action_iface().do_action(0)
    user.find(BUTTON, contains='Undo ')
    user.gone('list item', contains='Overset')
    user.key('ctrl+z')
    user.find('list item', contains='Overset')
    user.key('ctrl+z')
    user.gone('list item', contains='Overset')


def headline_gets_another_size(user, path, headline, story):
    choose(user, headline, 'Box')
    lines = user.find(SPIN, 'Headline: Lines')
    lines.get_value_iface().set_current_value(2)
    undo_label = 'Restyle “%s”' % headline
    user.find(BUTTON, 'Undo ' + undo_label)
    save(user, path)
    assert box_of(path, 'A1', story)['headline']['lines'] == 2
    undo(user, undo_label)
    user.wait(lambda: lines.get_value_iface().get_current_value() == 1, 'the number to follow')


def impossible_is_explained(user, headline):
    choose(user, headline, 'Box')
    column = user.find(SPIN, 'Place and Frame: First Column')
    column.get_value_iface().set_current_value(8)
    user.wait(lambda: column.get_value_iface().get_current_value() == 1,
              'the number to go back to what is so')


def fit_is_applied(user, headline):
    choose(user, headline, 'Box')
    do(user.find(None, 'How the text fits'), 'fit.show-ways')
    user.find(BUTTON, contains='Apply this fit').get_action_iface().do_action(0)
    undo_button = user.find(BUTTON, contains='Undo ')
    undo_button.get_action_iface().do_action(0)


def locked_box_stands(user, path, headline, story):
    choose(user, headline, 'Box')
    save_place = box_of(path, 'A1', story)
    user.find('check box|switch|toggle button', 'Place and Frame: Lock Place and Look') \
        .get_action_iface().do_action(0)
    user.find(BUTTON, contains='Undo Lock')
    user.press('Lay Out')
    user.find(BUTTON, contains='Undo Lay Out')
    save(user, path)
    stands = box_of(path, 'A1', story)
    for name in ('column', 'columns', 'line', 'lines'):
        assert stands[name] == save_place[name], name


def headlines_on(path, page):
    issue = read(path)
    refs = {r for p in issue['pages'] if p['id'] == page for b in p['boxes'] for r in b['refs']}
    return [s['headline'] for s in issue['stories'] if s['id'] in refs]


def text_is_of_the_page(user, path, headline):
    """Where another page is turned to, nobody writes in a story that is not to be seen."""
    def shows_one_of(page):
        field = user.look('text', 'Headline')
        return (field is not None and user.text(field) in headlines_on(path, page)
                or user.look('label', 'No Story Chosen') is not None)

    choose(user, headline, 'Text')
    user.wait(lambda: user.text(user.look('text', 'Headline')) == headline, 'the story beside the page')
    assert headline not in headlines_on(path, 'A2')
    for key, page in (('ctrl+Next', 'A2'), ('ctrl+Prior', 'A1')):
        user.key(key)
        user.find('label', contains=page + ' ·')
        user.wait(lambda page=page: shows_one_of(page), 'a story of %s or none' % page)


def problem_leads_to_its_box(user, path):
    """A click on a problem shows the story it is about; one of another page turns to that page."""
    field = user.find('text', 'Headline')
    problem = user.find('list item', contains='Orphan line')
    about = next(h for h in headlines_on(path, 'A1') if h in problem.get_name())
    first = read(path)['stories'][0]['headline']
    assert about != first
    choose(user, first, 'Text')
    user.wait(lambda: user.text(field) == first, 'another story beside the page')
    click(problem)
    user.wait(lambda: user.text(field) == about, 'the story of the problem')
    user.key('ctrl+Next')
    user.find('label', contains='A2 ·')
    user.press('Problems of the whole issue')
    problem = user.find('list item', contains='A1 · ')
    click(problem)
    user.find('label', contains='A1 ·')
    user.wait(lambda: user.text(user.look('text', 'Headline')) == about, 'the story on its page')


def inspector():
    path = desk.open_sample('inspected')
    first, short = read(path)['stories'][0], 's12'
    headline = first['headline']
    other = next(s for s in read(path)['stories'] if s['id'] == short)['headline']
    user = desk.Desk([path])
    choose(user, headline, 'Text')
    problem_leads_to_its_box(user, path)
    user.press('Problems of this page')
    overset_is_remedied(user, headline)
    headline_gets_another_size(user, path, headline, first['id'])
    impossible_is_explained(user, headline)
    fit_is_applied(user, headline)
    locked_box_stands(user, path, other, short)
    text_is_of_the_page(user, path, headline)
    user.stop()


if __name__ == '__main__':
    desk.run(inspector)
