# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of exporting share: a sample to export, the dialog, and what it wrote."""

import json
import os
import shutil


def take_sample(name, change=None, repeat=1):
    """A copy of the sample in a folder of its own; @repeat: how often its pages are in it."""
    sample = os.path.join(os.environ['BROADSHEET_DATA_DIR'], 'sample')
    folder = os.path.join(os.environ['HOME'], name)
    os.mkdir(folder)
    path = os.path.join(folder, 'sample.broadsheet')
    shutil.copytree(os.path.join(sample, 'sample.media'), os.path.join(folder, 'sample.media'))
    with open(os.path.join(sample, 'sample.broadsheet'), encoding='utf-8') as file:
        issue = json.load(file)
    pages = issue['pages']
    for i in range(1, repeat):
        for page in pages[:2]:
            issue['pages'].append(dict(page, id='%s%d' % (page['id'][0], 10 * i + int(page['id'][1:]))))
    if change is not None:
        change(issue)
    with open(path, 'w', encoding='utf-8') as file:
        json.dump(issue, file, ensure_ascii=False)
    return path


def written(path):
    """What an export left beside the issue."""
    return sorted(name for name in os.listdir(os.path.dirname(path))
                  if not name.startswith('sample.'))


def open_dialog(user):
    user.find('push button|button', contains='Story: ')
    user.press('Export pages')
    user.find('label', 'Files')


def checked(user, verdict):
    user.find(None, contains=verdict)


def exported(user, path, names):
    """The dialog closes, and these files are there and no others."""
    user.gone('label', 'Files')
    user.wait(lambda: written(path) == names, '%s, not %s' % (names, written(path)))


def names_shown(user, *parts):
    """The names of the files that will be written are shown."""
    user.wait(lambda: all(user.look('label', contains=part) for part in parts), ' '.join(parts))
