#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of stories narrows, sorts, and does to many stories at once what one can do to one."""

import json
import os
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402


def open_issue(change=None):
    """The sample, a copy of it, changed by change (issue)."""
    sample = os.path.join(os.environ['BROADSHEET_DATA_DIR'], 'sample')
    path = os.path.join(os.environ['HOME'], 'sample.broadsheet')
    with open(os.path.join(sample, 'sample.broadsheet'), encoding='utf-8') as file:
        issue = json.load(file)
    if change:
        change(issue)
    with open(path, 'w', encoding='utf-8') as file:
        json.dump(issue, file, ensure_ascii=False)
    media = path.replace('.broadsheet', '.media')
    if not os.path.isdir(media):
        shutil.copytree(os.path.join(sample, 'sample.media'), media)
    user = desk.Desk([path])
    user.find('push button|button', contains='Story:')
    user.key('alt+1')
    return user, issue, path


def shown(user):
    """The headlines in the list, in its order."""
    view = user.look('list', 'Stories')
    headlines = []
    for row in user.walk(view):
        if row.get_role_name() == 'list item' and user.seen(row):
            label = user.look('label', root=row)
            if label is not None:
                headlines.append(label.get_name())
    return headlines


def expect(user, headlines, what):
    user.wait(lambda: shown(user)[:len(headlines)] == headlines, what)


def saved(user, path, check, what):
    """Saves until check (stories by id) holds of the file."""
    def look():
        with open(path, encoding='utf-8') as file:
            return check({story['id']: story for story in json.load(file)['stories']})
    user.key('ctrl+s')
    user.wait(look, what)


def button_inside(user, name):
    """Menu buttons have their name outside and the button inside."""
    outer = user.wait(lambda: user.look(None, contains=name + ': ') or user.look(None, name), name)
    for node in user.walk(outer):
        action = node.get_action_iface()
        if action is not None and action.get_n_actions() > 0:
            action.do_action(0)
            user.pump()
            return
    raise AssertionError('nothing to press in ' + name)


def choose(user, menu, item):
    button_inside(user, menu)
    node = user.wait(lambda: next((n for n in user.walk() if 'menu item' in n.get_role_name()
                                   and user.seen(n) and n.get_name() == item), None), item)
    node.get_action_iface().do_action(0)
    user.pump()


def select_first(user, count):
    user.key('ctrl+f', 'Escape')
    user.wait(lambda: user.look('list', 'Stories') is not None, 'the list')
    user.key('Home')
    user.key(*['shift+Down'] * (count - 1))
    user.find('label', '%d Stories' % count)


def narrows():
    """By a status in the popover, by typing, and by both; what is chosen is a chip."""
    def change(issue):
        for story in issue['stories'][3:7]:
            story['status'] = 'draft'
        issue['stories'][5]['notes'] = 'Zebra crossing'
    user, issue, _ = open_issue(change)
    drafts = [story['headline'] for story in issue['stories'][3:7]]

    button_inside(user, 'Filter')
    user.press('Draft (4)')
    user.key('Escape')
    user.wait(lambda: shown(user) == drafts, 'the drafts alone')
    user.find('label', '4 of %d stories' % len(issue['stories']))

    user.key('ctrl+f')
    user.type('zebra')
    user.wait(lambda: shown(user) == drafts[2:3], 'the draft with the word in its notes')
    user.type('x')
    user.find('label', 'No Stories Match')
    user.press('Clear filters')
    expect(user, [story['headline'] for story in issue['stories'][:5]], 'all of them')
    user.stop()


def sorts():
    def change(issue):
        issue['stories'][4]['priority'] = 1
        issue['stories'][0]['priority'] = 3
        issue['stories'][1]['priority'] = 2
        for story in issue['stories'][2:4] + issue['stories'][5:]:
            story.pop('priority', None)
    user, issue, _ = open_issue(change)
    stories = [story['headline'] for story in issue['stories']]

    choose(user, 'Order and more', 'Priority')
    expect(user, [stories[4], stories[1], stories[0], stories[2], stories[3], stories[5]],
           'the important ones first, and those without a priority as they were')
    choose(user, 'Order and more', 'Order of the Issue')
    expect(user, stories[:5], 'the order of the issue')
    user.stop()


def changes_several():
    """Three stories get a section and a status; two steps back, and nothing has happened."""
    user, issue, path = open_issue()
    ids = [story['id'] for story in issue['stories'][:4]]
    section = issue['sections'][2]

    select_first(user, 3)
    choose(user, 'Section', section['name'])
    user.find(contains='3 stories moved to')
    choose(user, 'Status', 'Approved')
    user.find(contains='3 stories are now')
    saved(user, path, lambda stories: [(stories[i]['section'], stories[i]['status'])
                                       for i in ids[:3]] == [(section['id'], 'approved')] * 3
          and stories[ids[3]]['status'] == issue['stories'][3]['status'], 'the three in the file')
    user.find('label', '3 Stories')
    user.key('ctrl+z', 'ctrl+z')
    saved(user, path, lambda stories: [(stories[i]['section'], stories[i]['status']) for i in ids]
          == [(story['section'], story['status']) for story in issue['stories'][:4]], 'it taken back')
    user.stop()


def deletes_several():
    """With all that holds them; the toast brings them back."""
    user, issue, path = open_issue()
    ids = [story['id'] for story in issue['stories']]
    headlines = [story['headline'] for story in issue['stories']]

    select_first(user, 3)
    user.key('Delete')
    # The toast's button has its label and its word for a name; it is there for ten seconds only.
    user.wait(lambda: user.look('push button|button', 'Undo Undo')
              or user.look('push button|button', 'Undo'), 'the toast').get_action_iface().do_action(0)
    expect(user, headlines[:4], 'all of them again')

    select_first(user, 3)
    user.key('Delete')
    expect(user, headlines[3:6], 'the others')
    saved(user, path, lambda stories: list(stories) == ids[3:], 'the others in the file')
    with open(path, encoding='utf-8') as file:
        text = json.dumps(json.load(file)['pages'])
    assert not any('"%s"' % story in text for story in ids[:3]), 'a box of a deleted story is left'
    user.key('ctrl+z')
    saved(user, path, lambda stories: list(stories) == ids, 'all of them in the file')
    user.stop()


def comes_to_a_story():
    """Whoever enters the view finds the first story, in the section of its page where it has none; a
    deleted one's neighbour takes its place, and where nothing is left that is said."""
    def change(issue):
        for story in issue['stories']:
            story.pop('section', None)
    user, issue, _ = open_issue(change)
    stories = issue['stories']
    sections = {section['id']: section['name'] for section in issue['sections']}
    pages = {page['id']: sections[page['section']] for page in issue['pages']}
    own = pages[stories[0]['page']]

    def written():
        node = user.look('text|entry', 'Headline')
        return node and user.text(node)
    user.wait(lambda: written() == stories[0]['headline'], 'the first story in the editor')
    user.find('label', 'As Its Page: ' + own)
    focused = user.atspi.StateType.FOCUSED
    assert not user.look('text|entry', 'Headline').get_state_set().contains(focused)

    button_inside(user, 'Filter')
    user.press('%s (%d)' % (own, sum(pages[story['page']] == own for story in stories)))
    user.key('Escape')
    user.wait(lambda: shown(user)[:3] == [story['headline'] for story in stories
                                          if pages[story['page']] == own][:3],
              'the stories of the pages of the section')
    user.key('ctrl+f')
    user.type('zzzz')
    user.find('label', 'No Stories Match')
    user.press('Clear filters')

    user.press('Delete story')
    user.wait(lambda: written() == stories[1]['headline'], 'the next story in its place')
    user.stop()


def renames_a_tag():
    """In the inspector of one story, and every other that has it follows; one step back."""
    def change(issue):
        for i, tags in enumerate((['bridge'], ['river', 'bridge'], ['bridges'])):
            issue['stories'][i]['tags'] = tags
    user, issue, path = open_issue(change)
    ids = [story['id'] for story in issue['stories'][:3]]
    before = [story['tags'] for story in issue['stories'][:3]]

    button_inside(user, 'Tag bridge')
    user.find('label', 'A tag of 2 stories')
    user.replace(user.find('text|entry', 'New name of the tag'), 'New Bridge')
    user.find('push button|button', contains='Rename everywhere').get_action_iface().do_action(0)
    user.find('push button|button', 'Remove tag New Bridge')
    saved(user, path, lambda stories: [stories[i]['tags'] for i in ids]
          == [['New Bridge'], ['river', 'New Bridge'], ['bridges']], 'the new name in the file')
    user.key('ctrl+z')
    user.find('push button|button', 'Remove tag bridge')
    saved(user, path, lambda stories: [stories[i]['tags'] for i in ids] == before, 'the old name')
    user.stop()


def takes_a_newer_copy():
    """The text of a file takes the place of a story's, which stays what it was in all else; the old
    text is among its versions, and one undo brings it back."""
    def change(issue):
        issue['stories'][0].update(tags=['bridge'], status='ready', notes='Ask the harbour master.')
    user, issue, path = open_issue(change)
    story = issue['stories'][0]
    copy = os.path.join(user.home, 'newer.txt')
    with open(copy, 'w', encoding='utf-8') as file:
        file.write('渡口换了新船\n\n本周起，东渡口用上了两条新船。新船有顶棚，雨天也能坐满。\n\n'
                   '船工说，老船留在岸边，给孩子们当教室。\n')

    user.wait(lambda: shown(user)[:1] == [story['headline']], 'the list')
    user.key('ctrl+f', 'Escape', 'Home')
    user.key('Menu')
    item = user.find('menu item', 'Update from File')
    item.get_action_iface().do_action(0)
    user.choose_file(copy)
    headline = user.find('text|entry', 'Headline')
    user.wait(lambda: user.text(headline) == '渡口换了新船', 'the new headline')

    def check(stories):
        now = stories[story['id']]
        return (now['headline'] == '渡口换了新船' and now['paragraphs'][0]['text'].startswith('本周起')
                and now['tags'] == ['bridge'] and now['status'] == 'ready'
                and now['notes'] == story['notes'] and now['page'] == story['page'])
    saved(user, path, check, 'the newer copy in the file')
    user.key('ctrl+h')
    user.wait(lambda: any(story['headline'] in user.text(node) for node in user.walk()
                          if node.get_name() == 'Both versions in one text'), 'the old text beside it')
    user.key('Escape')
    user.key('ctrl+z')
    user.wait(lambda: user.text(headline) == story['headline'], 'the story as it was')
    user.stop()


STORIES = {'comes': comes_to_a_story, 'narrows': narrows, 'sorts': sorts,
           'changes': changes_several, 'deletes': deletes_several, 'renames': renames_a_tag,
           'updates': takes_a_newer_copy}


def stories():
    for name in sys.argv[1:] or STORIES:
        STORIES[name]()


desk.run(stories)
