# SPDX-License-Identifier: GPL-3.0-or-later
"""A newspaper's desk with reporters and editors, for UI tests of the submissions view: the desk is
broadsheetctl's, a process of its own that can be stopped and started; the application joins it."""

import atexit
import itertools
import json
import os
import re
import shutil
import ssl
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
import uuid
import zlib

import desk

PATIENCE = 60
EDITOR = '何川'
DAYS = itertools.count(1)


def picture(path, shade, width=600, height=400):
    """A gray PNG, written by hand."""
    def chunk(kind, data):
        body = kind + data
        return len(data).to_bytes(4, 'big') + body + zlib.crc32(body).to_bytes(4, 'big')
    header = width.to_bytes(4, 'big') + height.to_bytes(4, 'big') + bytes([8, 0, 0, 0, 0])
    rows = (b'\0' + bytes([shade]) * width) * height
    with open(path, 'wb') as file:
        file.write(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', header) + chunk(b'IDAT', zlib.compress(rows))
                   + chunk(b'IEND', b''))
    return path


class Service:
    """The desk; who wrote what; and a second editor, by plain requests."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix='desk-', dir=os.environ['HOME'])
        self.store = os.path.join(self.folder, 'store')
        self.port = 0
        self.process = None
        atexit.register(self.stop)
        self.start()
        self.editor = self.invite(EDITOR, '--editor')
        self.other = self.invite('沈禾', '--editor')
        self.reporters = {}

    def start(self):
        log_path = os.path.join(self.folder, 'desk.log')
        with open(log_path, 'wb') as log:
            self.process = subprocess.Popen(
                [os.environ['BROADSHEETCTL'], 'serve', '--store', self.store, '--name', '柳湾晚报编辑部',
                 '--address', '127.0.0.1', '--port', str(self.port)], stdout=log, stderr=log,
                env=self.environment())
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with open(log_path, encoding='utf-8') as log:
                found = re.search(r'port (\d+)', log.read())
            if found:
                self.port = int(found.group(1))
                return
            assert self.process.poll() is None, 'the desk ended'
            time.sleep(0.05)
        raise AssertionError('the desk does not open')

    def stop(self):
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=PATIENCE)

    def environment(self, who='desk'):
        """A home of their own, and no keyring."""
        home = os.path.join(self.folder, who)
        env = {n: v for n, v in os.environ.items() if n not in ('G_DEBUG', 'LANGUAGE', 'SOURCE_DATE_EPOCH')}
        env.update(HOME=home, XDG_DATA_HOME=home + '/data', DBUS_SESSION_BUS_ADDRESS='disabled:')
        os.makedirs(home, exist_ok=True)
        return env

    def run(self, *arguments, who='desk'):
        done = subprocess.run([os.environ['BROADSHEETCTL'], *arguments], env=self.environment(who),
                              cwd=self.folder, capture_output=True, timeout=120, check=False)
        assert done.returncode == 0, (arguments, done.stderr.decode())
        return done.stdout.decode()

    def invite(self, name, *options):
        said = self.run('account', 'add', name, '--store', self.store, '--host', '127.0.0.1', '--port',
                        str(self.port), '--json', *options)
        return json.loads(said)['invitation']

    # Reporters

    def send(self, who, text, photos=()):
        """A text with photos, files or shades of gray; returns its id."""
        if who not in self.reporters:
            self.reporters[who] = self.invite(who)
        name = os.path.join(self.folder, '%s.txt' % uuid.uuid4())
        with open(name, 'w', encoding='utf-8') as file:
            file.write(text)
        before = self.known(who)
        files = [photo if isinstance(photo, str) else
                 picture(os.path.join(self.folder, '%s.png' % uuid.uuid4()), photo) for photo in photos]
        self.run('submit', '--json', '--invitation', self.reporters[who], name, *files, who=who)
        sent, = self.known(who) - before
        return sent

    def known(self, who):
        return {d['submission']['id'] for d in self.drafts(who) if d.get('submission')}

    def drafts(self, who):
        return json.loads(self.run('submit', '--list', '--json', who=who))['drafts']

    def revise(self, who, identity, change):
        """A new version: change(item) rewrites the item as the desk has it."""
        token = self.token(self.reporters[who])
        status, known, headers = self.ask('/v1/submissions/' + identity, token)
        assert status == 200, known
        change(known['item'])
        body = json.dumps(known['item'], ensure_ascii=False).encode()
        status, answer, _ = self.ask('/v1/submissions/' + identity, token, body, 'PUT', {
            'If-Match': headers['ETag'], 'Idempotency-Key': str(uuid.uuid4()),
            'Content-Type': 'application/json'})
        assert status == 200, answer
        return answer

    # Requests

    @staticmethod
    def token(invitation):
        return re.search(r'token=([^&]+)', invitation).group(1)

    def ask(self, path, token, body=None, method=None, headers=None):
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        request = urllib.request.Request(
            'https://127.0.0.1:%d%s' % (self.port, path), data=body, method=method,
            headers={'Authorization': 'Bearer ' + token, **(headers or {})})
        try:
            with urllib.request.urlopen(request, context=context, timeout=PATIENCE) as answer:
                return answer.status, json.loads(answer.read() or b'{}'), answer.headers
        except urllib.error.HTTPError as answer:
            return answer.code, json.loads(answer.read() or b'{}'), answer.headers

    def look(self, identity):
        status, answer, _ = self.ask('/v1/submissions/' + identity, self.token(self.other))
        assert status == 200, answer
        return answer

    def claim(self, identity, hold=True):
        return self.ask('/v1/submissions/%s/claim' % identity, self.token(self.other),
                        method='PUT' if hold else 'DELETE')[0]

    # The application

    def join(self):
        """As if an editor's invitation had been pasted: settings, and the file that stands in for a
        keyring."""
        os.environ['GSETTINGS_BACKEND'] = 'keyfile'
        folder = os.path.join(os.environ['XDG_DATA_HOME'], 'broadsheet', 'desk')
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, 'invitation-editor'), 'w', encoding='utf-8') as file:
            file.write(self.editor)
        subprocess.run(['gsettings', 'set', 'org.broadsheet.Broadsheet', 'joined-desk',
                        '127.0.0.1:%d' % self.port], check=True)


def open_view(service, folder=''):
    """The application at the desk, with an issue of its own open, in the submissions view."""
    service.join()
    path = desk.open_sample(os.path.join(folder, 'day-%d' % next(DAYS)))
    user = desk.Desk([path])
    user.find('push button|button', contains='Story:')
    user.key('alt+3')
    user.find(None, 'Search submissions')
    return user, path


def shown(user):
    """Headlines in the list, in its order."""
    headlines = []
    view = user.look('list', 'Submissions')
    for row in user.walk(view):
        if row.get_role_name() == 'list item' and user.seen(row):
            label = user.look('label', root=row)
            if label is not None:
                headlines.append(label.get_name())
    return headlines


def choose(user, headline, words):
    """Another one of the list, until its text, which has @words, is there to be read."""
    view = user.find('list', 'Submissions')
    user.wait(lambda: headline in shown(user), headline + ' in the list')
    view.get_selection_iface().select_child(shown(user).index(headline))
    user.wait(lambda: words in user.text(user.look('text', 'Text of the submission')), 'its text')


def accept(user, button='Accept into A1'):
    """By its key, as soon as it can be done."""
    node = user.find('push button|button', button)
    user.wait(lambda: user.sensitive(node), 'accepting to be possible')
    user.key('ctrl+Return')


def saved(user, path, check, what):
    """Saves until check(issue) holds of the file."""
    def look():
        with open(path, encoding='utf-8') as file:
            return check(json.load(file))
    user.key('ctrl+s')
    return user.wait(look, what)


def stories_of(issue, identity):
    return [s for s in issue['stories'] if s.get('submission', {}).get('id') == identity]


def media(path):
    folder = path.replace('.broadsheet', '.media')
    return set(os.listdir(folder)) if os.path.isdir(folder) else set()


def clean(service):
    service.stop()
    shutil.rmtree(service.folder, ignore_errors=True)
