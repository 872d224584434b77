#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A desk and its reporters by the command line alone: what arrives, what is said, and what never happens."""
import contextlib
import json
import os
import pathlib
import re
import signal
import socket
import ssl
import stat
import struct
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

from ctl import DONE, FINDINGS, INPUT, PROGRAM, SOURCE_ROOT, USAGE, WRITE, ctl, folder, grey_picture
from bs_tap import Skip, equal, promise, run, true

STORY = '河边的灯亮了\n本报记者 林沐\n昨晚，一百盏灯亮了。\n桥上站满了人。\n'
PATIENCE = 60
KEYS = {'id', 'name', 'role', 'invitation', 'web'}


class Desk:
    """A desk that runs, and what it printed."""

    def __init__(self, *options, prefix=(), pass_fds=(), env=None):
        self.log = open('desk.log', 'wb')  # pylint: disable=consider-using-with
        self.process = subprocess.Popen([*prefix, PROGRAM, 'serve', '--store', 'desk', *options],
                                        stdout=self.log, stderr=self.log, pass_fds=pass_fds,
                                        env={**os.environ, **(env or {})})
        self.port = 0
        self.port = int(self.wait_for(r'port (\d+)').group(1))

    def said(self):
        return pathlib.Path('desk.log').read_text(encoding='utf-8')

    def wait_for(self, pattern):
        """It says so as soon as it is so, whatever it writes to."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            found = re.findall(pattern, self.said())
            if found:
                return list(re.finditer(pattern, self.said()))[-1]
            true(self.process.poll() is None, f'the desk ended: {self.said()}')
            time.sleep(0.02)
        raise AssertionError(f'{pattern} is not in {self.said()}')

    def end(self):
        """As systemd does it."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(timeout=PATIENCE)
        self.log.close()
        return status


@contextlib.contextmanager
def desk(*options, **more):
    """A desk in a new folder; who submits has a folder of their own, and no keyring."""
    with place():
        running = Desk('--address', '127.0.0.1', '--port', '0', *options, **more)
        try:
            yield running
        finally:
            running.end()


@contextlib.contextmanager
def place():
    with folder() as here:
        before = {name: os.environ.get(name) for name in ('HOME', 'XDG_DATA_HOME', 'DBUS_SESSION_BUS_ADDRESS')}
        os.environ.update(HOME=str(here), XDG_DATA_HOME=str(here / 'reporter'), DBUS_SESSION_BUS_ADDRESS='disabled:')
        os.environ.pop('SOURCE_DATE_EPOCH', None)
        pathlib.Path('story.txt').write_text(STORY, encoding='utf-8')
        try:
            yield here
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value


def invite(port, name='林沐', *options):
    made = ctl('account', 'add', name, '--store', 'desk', '--host', '127.0.0.1', '--port', str(port), '--json',
               *options).expect(DONE)
    said = json.loads(made.text())
    equal(set(said), KEYS)
    return said['invitation']


def token_of(invitation):
    return re.search(r'token=([^&]+)', invitation).group(1)


def submit(*arguments, status=DONE):
    said = ctl('submit', '--json', *arguments).expect(status)
    return json.loads(said.text())['drafts']


def drafts():
    return submit('--list')


def ask(port, path, token, body=None, method=None, **headers):
    """One request as anybody could make it; its status and its JSON."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    request = urllib.request.Request(f'https://127.0.0.1:{port}{path}', data=body, method=method, headers={
        'Authorization': f'Bearer {token}', **{name.replace('_', '-'): value for name, value in headers.items()}})
    try:
        with urllib.request.urlopen(request, context=context, timeout=PATIENCE) as answer:
            return answer.status, json.loads(answer.read() or b'{}'), answer.headers
    except urllib.error.HTTPError as answer:
        return answer.code, json.loads(answer.read() or b'{}'), answer.headers


@promise('/cli/desk/a-draft-with-photos-arrives-whole')
def _():
    with desk('--name', '晨报编辑部') as running:
        grey_picture('a.png', 600, 400)
        grey_picture('b.png', 601, 400)
        invitation = invite(running.port)
        said = ctl('submit', '--invitation', invitation, 'story.txt', 'a.png', 'b.png').expect(DONE)
        equal((said.text(), said.err), ('河边的灯亮了: received\n', ''))
        draft, = drafts()
        equal((draft['state'], draft['headline'], draft['submission']['photos']), ('received', '河边的灯亮了', 2))
        editor = token_of(invite(running.port, '何川', '--editor'))
        status, answer, _headers = ask(running.port, '/v1/submissions/' + draft['submission']['id'], editor)
        equal((status, answer['author'], answer['photos']), (200, '林沐', 2))
        true('一百盏灯亮了' in json.dumps(answer['item'], ensure_ascii=False), f'{answer}')
        for photo in answer['item']['associations']:
            sha = re.search(r'media:([0-9a-f]{64})', json.dumps(photo)).group(1)
            equal(ask(running.port, f'/v1/media/{sha}', editor, method='HEAD')[0], 200)


@promise('/cli/desk/what-became-of-a-draft-is-heard-without-sending')
def _():
    with desk() as running:
        draft, = submit('--invitation', invite(running.port), 'story.txt')
        editor = token_of(invite(running.port, '何川', '--editor'))
        status, answer, _headers = ask(
            running.port, f'/v1/submissions/{draft["submission"]["id"]}/decision', editor, method='POST',
            body=json.dumps({'decision': 'return', 'note': '请补上灯的数目'}).encode(), If_Match=draft['submission']['etag'],
            Idempotency_Key='k1', Content_Type='application/json')
        equal((status, answer['state']), (200, 'returned'))
        equal(drafts()[0]['state'], 'received', 'the list asked the desk')
        said = ctl('submit').expect(DONE)
        equal(said.text(), '河边的灯亮了: returned\n  请补上灯的数目\n')


@promise('/cli/desk/no-desk-keeps-the-draft-and-it-is-sent-later')
def _():
    with place():
        running = Desk('--address', '127.0.0.1', '--port', '0')
        invitation = invite(running.port)
        equal(running.end(), 0)
        said = ctl('submit', '--wait', '2', '--invitation', invitation, 'story.txt').expect(FINDINGS)
        true('waiting' in said.text() and 'cannot be reached' in said.text(), said.text())
        ctl('submit', '--wait', '2').expect(FINDINGS)
        equal([draft['state'] for draft in drafts()], ['waiting'])
        running = Desk('--address', '127.0.0.1', '--port', str(running.port))
        try:
            sent, = submit()
            equal((sent['state'], sent['submission']['version']), ('received', 1))
            equal(len(ask(running.port, '/v1/submissions', token_of(invitation))[1]['submissions']), 1)
        finally:
            running.end()


@promise('/cli/desk/a-revoked-invitation-is-said-and-the-draft-kept')
def _():
    with desk() as running:
        grey_picture('a.png', 600, 400)
        invitation = invite(running.port)
        submit('--invitation', invitation, 'story.txt')
        revoked = ctl('account', 'revoke', '林沐', '--store', 'desk').expect(DONE)
        true('林沐' in revoked.text(), revoked.text())
        # With a photo the first thing asked is HEAD, whose answer can say nothing.
        for sources in (['story.txt'], ['story.txt', 'a.png']):
            said = ctl('submit', *sources).expect(FINDINGS)
            true('waiting' in said.text() and 'invitation' in said.text(), said.text())
        said = ctl('submit').expect(FINDINGS)
        equal(sorted(draft['state'] for draft in drafts()), ['received', 'waiting', 'waiting'])
        # A new invitation for the same reporter, and all of it goes.
        renewed = json.loads(ctl('invite', '林沐', '--store', 'desk', '--host', '127.0.0.1', '--port', str(running.port),
                                 '--json').expect(DONE).text())
        equal(set(renewed), KEYS)
        equal({draft['state'] for draft in submit('--invitation', renewed['invitation'])}, {'received'})
        equal(ask(running.port, '/v1/account', token_of(invitation))[0], 401)


@promise('/cli/desk/another-certificate-is-refused-and-nothing-sent')
def _():
    with desk() as running:
        invitation = invite(running.port)
        wrong = invitation[:-1] + ('0' if invitation[-1] != '0' else '1')
        for name in (wrong, invitation.split('&cert=')[0]):
            said = ctl('submit', '--invitation', name, 'story.txt').expect(FINDINGS)
            true('waiting' in said.text() and 'certificate' in said.text(), said.text())
        true('/v1/' not in running.said(), running.said())
        equal({draft['state'] for draft in submit('--invitation', invitation)}, {'received'})


@contextlib.contextmanager
def bad_line(port, spoil):
    """A way to the desk whose first three connections @spoil breaks; gives its port and who came."""
    def forward(source, target):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)

    def serve():
        with contextlib.suppress(OSError):
            while True:
                guest, _address = door.accept()
                came.append(guest)
                if len(came) <= 3:
                    guest.recv(65536)
                    spoil(guest)
                    guest.close()
                    continue
                far = socket.create_connection(('127.0.0.1', port))
                came.append(far)
                for pair in ((guest, far), (far, guest)):
                    threading.Thread(target=forward, args=pair, daemon=True).start()

    came = []
    with socket.create_server(('127.0.0.1', 0)) as door:
        threading.Thread(target=serve, daemon=True).start()
        try:
            yield door.getsockname()[1], came
        finally:
            door.shutdown(socket.SHUT_RDWR)
            for end in came:
                end.close()


def hang_up(guest):
    guest.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))


@promise('/cli/desk/a-line-that-breaks-in-the-handshake-is-no-wrong-certificate')
def _():
    def half(guest):
        guest.sendall(b'\x16\x03\x03\x00\x7a\x02\x00')

    def login_page(guest):
        guest.sendall(b'HTTP/1.1 302 Found\r\nLocation: http://192.0.2.1/\r\nContent-Length: 0\r\n\r\n')

    with desk() as running:
        invitation = invite(running.port)
        for number, spoil in enumerate((hang_up, lambda guest: None, half, login_page), 1):
            with bad_line(running.port, spoil) as (port, came):
                sent = submit('--invitation', invitation.replace(f':{running.port}/', f':{port}/'), 'story.txt')
                true(len(came) > 3, 'nothing broke')
                equal([draft['state'] for draft in sent], ['received'] * number)


@promise('/cli/desk/without-tls-on-the-machine-it-is-said')
def _():
    with desk() as running:
        bare = {'GIO_USE_TLS': 'dummy'}
        said = ctl('submit', '--invitation', invite(running.port), 'story.txt', env=bare).expect(FINDINGS)
        true('glib-networking' in said.text(), said.text())
        ctl('serve', '--store', 'other', '--port', '0', env=bare).fails(INPUT, 'glib-networking')
        equal([draft['state'] for draft in submit()], ['received'])


@promise('/cli/desk/a-photo-that-is-too-large-is-refused-before-it-travels')
def _():
    with desk() as running:
        grey_picture('huge.png', 600, 400)
        with open('huge.png', 'ab') as stream:
            stream.truncate(100 * 1024 * 1024)
        grey_picture('small.png', 600, 400)
        ctl('submit', '--invitation', invite(running.port), 'story.txt', 'small.png', 'huge.png').fails(
            INPUT, 'Photo 2', '104.9', '40.0', 'smaller')
        equal(drafts(), [])
        true('/v1/media' not in running.said(), running.said())


@promise('/cli/desk/a-photo-of-too-many-pixels-is-named')
def _():
    with desk() as running:
        grey_picture('a.png', 600, 400)
        grey_picture('wide.png', 30000, 7000)
        said = ctl('submit', '--invitation', invite(running.port), 'story.txt', 'a.png', 'wide.png').expect(FINDINGS)
        true('refused' in said.text() and 'Photo 2' in said.text(), said.text())
        equal([draft['state'] for draft in drafts()], ['refused'])


@promise('/cli/desk/accounts-are-added-listed-and-revoked')
def _():
    with desk() as running:
        port = str(running.port)
        plain = ctl('account', 'add', '林沐', '--store', 'desk', '--host', 'desk.example.org', '--port', port).expect(DONE)
        true(re.search(rf'broadsheet://desk\.example\.org:{port}/#token=\S+&cert=[0-9a-f]{{64}}\n', plain.text()), plain.text())
        true(f'https://desk.example.org:{port}/#token=' in plain.text(), plain.text())
        six = json.loads(ctl('account', 'add', 'b', '--store', 'desk', '--host', '2001:db8::7', '--json').expect(DONE).text())
        true(six['invitation'].startswith('broadsheet://[2001:db8::7]:8790/#'), six['invitation'])
        signed = json.loads(ctl('account', 'add', 'c', '--store', 'desk', '--authority', '--json').expect(DONE).text())
        true('cert=' not in signed['invitation'], signed['invitation'])
        ctl('account', 'add', '林沐', '--store', 'desk').fails(INPUT, '林沐', 'invite')
        ctl('account', 'add', '何川', '--editor', '--store', 'desk', '--host', 'x').expect(DONE)
        ctl('account', 'revoke', 'b', '--store', 'desk').expect(DONE)
        listed = json.loads(ctl('account', 'list', '--store', 'desk', '--json').expect(DONE).text())['accounts']
        equal(set(listed[0]), {'id', 'name', 'role', 'created', 'last_seen', 'revoked'})
        equal([(one['name'], one['role'], one['revoked']) for one in listed],
              [('林沐', 'reporter', False), ('b', 'reporter', True), ('c', 'reporter', False), ('何川', 'editor', False)])
        text = ctl('account', 'list', '--store', 'desk').expect(DONE).text()
        true('何川' in text and 'revoked' in text and 'token' not in text, text)
        for verb in (['account', 'revoke'], ['invite']):
            ctl(*verb, '周岩', '--store', 'desk').fails(INPUT, '周岩', 'account list')


@promise('/cli/desk/nothing-secret-is-logged-or-readable-by-others')
def _():
    with desk() as running:
        invitation = invite(running.port)
        submit('--invitation', invitation, 'story.txt')
        ask(running.port, f'/v1/account?token={token_of(invitation)}', token_of(invitation))
        ask(running.port, '/v1/account', 'x' * 43)
        line = running.wait_for(r'(\S+) 127\.0\.0\.1 (\S+) POST /v1/submissions (\d+) \d+ \d+ \d+ms\n')
        equal((line.group(2), line.group(3)), ('a1', '201'))
        running.wait_for(r' - GET /v1/account 401 ')
        for secret in (token_of(invitation), '河边', '林沐', 'x' * 43, 'Bearer'):
            true(secret not in running.said(), f'{secret} is in the log')
        for path in (*pathlib.Path('desk').rglob('*'), pathlib.Path('reporter/broadsheet/outbox/invitation-reporter')):
            shut = [parent for parent in (path, *path.parents) if not stat.S_IMODE(parent.stat().st_mode) & 0o077]
            true(shut and 'broadsheetctl-' in str(shut[0].resolve()), f'{path} can be read by others')
        equal(stat.S_IMODE(os.stat('reporter/broadsheet/outbox/invitation-reporter').st_mode), 0o600)
        equal(stat.S_IMODE(os.stat('desk/desk.pem').st_mode), 0o600)


@promise('/cli/desk/ends-cleanly-and-is-there-again')
def _():
    with place():
        for end in (signal.SIGTERM, signal.SIGINT):
            running = Desk('--address', '127.0.0.1', '--port', '0')
            if end == signal.SIGTERM:
                invitation = invite(running.port)
            # A long poll is answered, not cut off, and holds up nobody.
            waiting = subprocess.Popen(
                [sys.executable, '-c', POLL, str(running.port), token_of(invitation)], stdout=subprocess.PIPE)
            waiting.stdout.readline()
            # Whoever comes after it is answered after it was taken in.
            equal(ask(running.port, '/v1/account', token_of(invitation))[0], 200)
            began = time.monotonic()
            running.process.send_signal(end)
            equal(running.process.wait(timeout=PATIENCE), 0)
            true(time.monotonic() - began < 20, 'a reader without hurry held up the end')
            equal(waiting.communicate(timeout=PATIENCE)[0], b'200\n')
            running.end()
            with socket.socket() as door:
                true(door.connect_ex(('127.0.0.1', running.port)) != 0, 'it is still open')


@promise('/cli/desk/the-log-tells-a-broken-connection-from-a-failure')
def _():
    with desk('--plain') as running:
        token = token_of(invite(running.port))
        with socket.create_connection(('127.0.0.1', running.port), timeout=PATIENCE) as door:
            door.sendall(f'POST /v1/submissions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\nIdempotency-Key: k'
                         '\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"type"'.encode())
        running.wait_for(r'POST /v1/submissions 0 \d+ \d+ \d+ms cut\n')


@promise('/cli/desk/behind-a-proxy-it-speaks-plainly-to-this-machine-alone')
def _():
    with place():
        running = Desk('--plain', '--port', '0')
        try:
            with urllib.request.urlopen(f'http://127.0.0.1:{running.port}/v1/health', timeout=PATIENCE) as answer:
                equal(json.loads(answer.read())['status'], 'ok')
            listening = [line.split()[1] for line in pathlib.Path('/proc/net/tcp').read_text('ascii').splitlines()[1:]
                         if line.split()[3] == '0A' and line.split()[1].endswith(f':{running.port:04X}')]
            equal(listening, [f'0100007F:{running.port:04X}'])
        finally:
            equal(running.end(), 0)


POLL = '''
import re, ssl, socket, sys
context = ssl.create_default_context(); context.check_hostname = False; context.verify_mode = ssl.CERT_NONE
def ask(path):
    door = context.wrap_socket(socket.create_connection(('127.0.0.1', int(sys.argv[1]))))
    door.sendall(f'GET {path} HTTP/1.1\\r\\nHost: x\\r\\nAuthorization: Bearer {sys.argv[2]}\\r\\n\\r\\n'.encode())
    return door
def answer(door):
    data = b''
    while not re.search(rb'}\\s*$', data):
        more = door.recv(65536)
        if not more:
            break
        data += more
    return data
cursor = re.search(rb'"cursor": *"([^"]*)"', answer(ask('/v1/submissions'))).group(1).decode()
door = ask(f'/v1/submissions?since={cursor}&wait=30')
print('asked', flush=True)
print(answer(door).split()[1].decode(), flush=True)
'''


@promise('/cli/desk/takes-the-socket-that-systemd-hands-over')
def _():
    with place(), socket.socket() as door:
        door.bind(('127.0.0.1', 0))
        door.listen()
        port = door.getsockname()[1]
        # As sd_listen_fds(3) has it: descriptor 3, and the number of the process that it is meant for.
        hand_over = ('sh', '-c', f'exec 3<&{door.fileno()}; LISTEN_FDS=1 LISTEN_PID=$$ exec "$@"', 'sh')
        running = Desk('--quiet', prefix=hand_over, pass_fds=[door.fileno()])
        try:
            equal(running.port, port)
            draft, = submit('--invitation', invite(port), 'story.txt')
            equal(draft['state'], 'received')
        finally:
            equal(running.end(), 0)
        equal(running.said().count('\n'), 1, 'quiet')
        # Its own descriptor: whoever opened the door still has it, and those who come now wait for the next desk.
        with socket.create_connection(('127.0.0.1', port), timeout=PATIENCE):
            pass


@promise('/cli/desk/takes-no-other-thing-for-a-socket')
def _():
    with place():
        for opened in ('3</dev/null', ''):
            said = subprocess.run(['sh', '-c', f'exec {opened}; LISTEN_FDS=1 LISTEN_PID=$$ exec "$@"', 'sh', PROGRAM,
                                   'serve', '--store', 'desk', '--port', '0'],
                                  capture_output=True, text=True, timeout=PATIENCE, check=False)
            equal(said.returncode, INPUT, said.stderr)
            true('ListenStream' in said.stderr, said.stderr)


@promise('/cli/desk/a-socket-for-everybody-is-never-plain')
def _():
    with place(), socket.socket() as door:
        door.bind(('0.0.0.0', 0))
        door.listen()
        said = subprocess.run(['sh', '-c', f'exec 3<&{door.fileno()}; LISTEN_FDS=1 LISTEN_PID=$$ exec "$@"', 'sh', PROGRAM,
                               'serve', '--store', 'desk', '--plain'], capture_output=True, text=True, timeout=PATIENCE,
                              pass_fds=[door.fileno()], check=False)
        equal(said.returncode, USAGE, said.stderr)
        true('--plain' in said.stderr, said.stderr)


@promise('/cli/desk/systemd-units-are-valid')
def _():
    with folder() as here:
        units = []
        for kind in ('service', 'socket'):
            unit = here / f'broadsheet-desk.{kind}'
            text = (SOURCE_ROOT / f'data/systemd/{unit.name}.in').read_text(encoding='utf-8')
            unit.write_text(text.replace('@bindir@/broadsheetctl', PROGRAM), encoding='utf-8')
            units.append(str(unit))
        try:
            said = subprocess.run(['systemd-analyze', '--user', '--man=no', 'verify', *units], capture_output=True,
                                  text=True, timeout=PATIENCE, check=False,
                                  env={**os.environ, 'XDG_RUNTIME_DIR': str(here)})
        except FileNotFoundError as reason:
            raise Skip('systemd-analyze is not installed') from reason
        if 'initialize manager' in said.stderr:
            raise Skip(f'systemd-analyze does not run here: {said.stderr[:80]}')
        equal((said.returncode, said.stderr), (0, ''))


@promise('/cli/desk/what-cannot-be-opened-is-explained')
def _():
    with desk() as running:
        pathlib.Path('file').write_text('x', encoding='utf-8')
        os.mkdir('other')
        pathlib.Path('other/desk.db').write_text('no database', encoding='utf-8')
        serve = ['serve', '--port', '0', '--address', '127.0.0.1']
        ctl('serve', '--store', 'second', '--address', '127.0.0.1', '--port', str(running.port)).fails(
            INPUT, str(running.port), 'another program', 'another port')
        ctl('serve', '--port', '0', '--address', 'here').fails(INPUT, 'here', 'address')
        ctl(*serve, '--store', 'file').fails(WRITE, 'file', '--store')
        ctl(*serve, '--store', 'other').fails(INPUT, 'desk.db', 'backup')
        ctl(*serve, '--store', 'postgresql://127.0.0.1:1/desk').fails(INPUT, 'cannot be reached', 'address')
        said = ctl(*serve, '--store', 'postgresql://u:geheim@127.0.0.1:1/desk').fails(INPUT)
        true('geheim' not in said.err, said.err)
        ctl(*serve, '--certificate', 'nowhere.pem').fails(INPUT, 'nowhere.pem', 'PEM')
        ctl(*serve, '--certificate', 'file').fails(INPUT, 'file', 'PEM')
        pem = pathlib.Path('desk/desk.pem').read_text(encoding='ascii')
        pathlib.Path('half.pem').write_text(pem[:pem.index('-----BEGIN PRIVATE')], encoding='ascii')
        ctl(*serve, '--certificate', 'half.pem').fails(INPUT, 'half.pem', 'key')


@promise('/cli/desk/mistakes-end-with-status-2')
def _():
    with place():
        for arguments in (['serve', 'x'], ['serve', '--port', '-5'], ['serve', '--port', '70000'],
                          ['serve', '--store', 'mysql://u:geheim@h/d'], ['serve', '--plain', '--address', '0.0.0.0'],
                          ['serve', '--plain', '--certificate', 'x.pem'], ['account'], ['account', 'fly'],
                          ['account', 'add'], ['account', 'list', 'x'], ['account', 'revoke'], ['account', 'list', '--editor'],
                          ['account', 'add', 'x', '--host', 'https://h'], ['account', 'add', 'x', '--host', 'a b'],
                          ['account', 'add', 'x', '--port', '99999'], ['invite'], ['submit', '--wait', '0'], ['submit'],
                          ['submit', 'story.txt']):
            said = ctl(*arguments).fails(USAGE, '--help')
            true('geheim' not in said.err, said.err)
        equal(sorted(os.listdir('.')), ['reporter', 'story.txt'])


@promise('/cli/desk/a-bad-invitation-or-source-leaves-nothing')
def _():
    with desk() as running:
        ctl('submit', '--invitation', 'broadsheet://here', 'story.txt').fails(INPUT, 'broadsheet://')
        ctl('submit').fails(USAGE, '--invitation')
        grey_picture('a.png', 600, 400)
        pathlib.Path('empty.txt').touch()
        submit('--invitation', invite(running.port))
        for sources in (['nowhere.txt'], ['a.png'], ['empty.txt'], ['story.txt', 'nowhere.png'], ['.']):
            ctl('submit', *sources).fails(INPUT)
        equal(drafts(), [])
        left = [path for path in pathlib.Path('reporter').rglob('*') if path.suffix in ('.png', '.broadsheet')]
        equal(left, [], 'copies of photos fill the disk')


@promise('/cli/desk/an-invitation-may-come-by-standard-input')
def _():
    with desk() as running:
        said = ctl('submit', '--invitation', '-', 'story.txt', stdin=f' {invite(running.port)}\n'.encode()).expect(DONE)
        equal(said.text(), '河边的灯亮了: received\n')
        for nothing in (b'', b'\0' * 100, b'x' * 10000):
            ctl('submit', '--invitation', '-', stdin=nothing).fails(INPUT)


@promise('/cli/desk/one-at-a-time-sends-from-an-outbox')
def _():
    with desk() as running:
        invitation = invite(running.port)
        with socket.create_server(('127.0.0.1', 0)) as silent:
            nobody = invitation.replace(f':{running.port}/', f':{silent.getsockname()[1]}/')
            first = subprocess.Popen([PROGRAM, 'submit', '--wait', '600', '--invitation', nobody, 'story.txt'],
                                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                silent.settimeout(PATIENCE)
                silent.accept()[0].close()
                for sources in ([], ['story.txt']):
                    ctl('submit', *sources).fails(WRITE, 'another window')
                equal([draft['state'] for draft in drafts()], ['waiting'])
            finally:
                first.kill()
                first.wait()
        equal([draft['state'] for draft in submit('--invitation', invitation)], ['received'])


@promise('/cli/desk/names-in-any-encoding-and-no-locale')
def _():
    with desk('--name', '晨报编辑部', env={'LC_ALL': 'C'}) as running:
        grey_picture('a.png', 600, 400)
        os.rename(b'a.png', b'\xcd\xbc.png')
        os.rename(b'story.txt', b'\xb8\xe5.txt')
        for locale in ('C', 'C.UTF-8'):
            said = ctl('submit', '--invitation', invite(running.port, f'林沐{locale}'), b'\xb8\xe5.txt', b'\xcd\xbc.png',
                       env={'LC_ALL': locale}).expect(DONE)
            equal(said.text(), '河边的灯亮了: received\n')
        ctl('account', 'add', b'\xff\xfe', '--store', 'desk').fails(INPUT, 'name')
        ctl('submit', b'\xff\xfe').fails(INPUT)


run()
