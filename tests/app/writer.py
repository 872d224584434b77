# SPDX-License-Identifier: GPL-3.0-or-later
"""A user who writes: what the tests of the story editor share."""

import json
import os
import shutil
import subprocess

import desk


class Writer(desk.Desk):
    """At a copy of the sample issue, in the stories view."""

    def __init__(self):
        sample = os.path.join(os.environ['BROADSHEET_DATA_DIR'], 'sample')
        self.path = os.path.join(os.environ['HOME'], 'sample.broadsheet')
        media = self.path.replace('.broadsheet', '.media')
        shutil.copy(os.path.join(sample, 'sample.broadsheet'), self.path)
        shutil.rmtree(media, ignore_errors=True)
        shutil.copytree(os.path.join(sample, 'sample.media'), media)
        super().__init__([self.path])
        self.find('push button|button', contains='Story: ')

    def new_story(self, headline):
        self.key('ctrl+shift+n')
        self.wait_focus('Headline')
        self.type(headline)
        self.wait_text('Headline', headline)

    # Fields, by their names

    def field(self, name):
        return self.find('text', name)

    def focused(self, node):
        return node.get_state_set().contains(self.atspi.StateType.FOCUSED)

    def wait_focus(self, name):
        self.wait(lambda: self.focused(self.field(name)), name + ' to have the focus')

    def wait_text(self, name, text):
        try:
            self.wait(lambda: self.text(self.field(name)) == text, '%s to read %r' % (name, text))
        except AssertionError:
            print('it reads %r' % self.text(self.field(name)))
            raise

    # What is in the file

    def saved_story(self, headline):
        """Saves, and waits until the file holds the story."""
        def read():
            with open(self.path, encoding='utf-8') as file:
                return next((s for s in json.load(file)['stories']
                             if s.get('headline') == headline), None)
        self.key('ctrl+s')
        return self.wait(read, 'the story %r in the file' % headline)

    @staticmethod
    def texts(story):
        return [p['text'] for p in story['paragraphs']]

    @staticmethod
    def offer(text, target, selection='clipboard'):
        """Puts @text where others paste from."""
        clip = subprocess.Popen(['xclip', '-selection', selection, '-t', target, '-i'],
                                stdin=subprocess.PIPE)
        clip.stdin.write(text.encode())
        clip.stdin.close()
        clip.wait()
