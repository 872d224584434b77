# SPDX-License-Identifier: GPL-3.0-or-later
"""A desk of one's own to be treated badly: started in a new folder, asked by raw sockets, ended."""
import contextlib
import hashlib
import json
import os
import pathlib
import re
import signal
import socket
import ssl
import struct
import subprocess
import tempfile
import time
import zlib

PATIENCE = 60
TOP = pathlib.Path(__file__).resolve().parent.parent.parent
ALONE = {'DBUS_SESSION_BUS_ADDRESS': 'disabled:', 'LC_ALL': 'C.UTF-8', 'BROADSHEET_DATA_DIR': str(TOP / 'data')}


class Wrong(Exception):
    """What must not happen has."""


def check(condition, why):
    if not condition:
        raise Wrong(why)


def wait_for(condition, why, seconds=PATIENCE):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found = condition()
        if found:
            return found
        time.sleep(0.02)
    raise Wrong(f'not within {seconds} s: {why}')


class Desk:
    """A desk that runs, in @folder or one of its own; @inside: what the desk itself calls it, by way of @prefix."""

    def __init__(self, program, *options, plain=False, env=None, prefix=(), folder=None, inside=None):
        self.program = program
        self.keep = None if folder else tempfile.TemporaryDirectory(prefix='broadsheet-faults-')
        self.folder = pathlib.Path(folder or self.keep.name)
        self.where = str(pathlib.Path(inside or self.folder) / 'desk')
        self.plain = plain
        self.env = {**os.environ, **ALONE, **(env or {})}
        self.prefix = prefix
        self.options = [*options, *(['--plain'] if plain else [])]
        self.port = 0
        self.process = None
        self.start()

    def start(self):
        """Also once more, at the same port."""
        log = self.folder / 'desk.log'
        self.log_from = log.stat().st_size if log.exists() else 0
        with open(log, 'ab') as stream:
            self.process = subprocess.Popen(
                [*self.prefix, self.program, 'serve', '--store', self.where,
                 '--address', '127.0.0.1', '--port', str(self.port), *self.options],
                stdout=stream, stderr=stream, env=self.env, cwd=self.folder)
        self.port = int(self.wait_for_log(r'port (\d+)').group(1))

    def said(self):
        return (self.folder / 'desk.log').read_bytes()[self.log_from:].decode('utf-8', 'replace')

    def wait_for_log(self, pattern):
        def find():
            check(self.process.poll() is None, f'the desk ended by itself:\n{self.said()[-4000:]}')
            return re.search(pattern, self.said())
        return wait_for(find, f'{pattern} in the log')

    def kill(self):
        self.process.kill()
        self.process.wait()

    def end(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=PATIENCE)

    def ctl(self, *arguments, env=None, **more):
        return subprocess.run([*self.prefix, self.program, *arguments], capture_output=True, text=True, check=False, cwd=self.folder,
                              env={**self.env, **(env or {})}, timeout=300, **more)

    def invite(self, name='林沐', *options):
        made = self.ctl('account', 'add', name, '--store', self.where, '--host', '127.0.0.1', '--port', str(self.port), '--json', *options)
        check(made.returncode == 0, f'no account: {made.stderr}')
        return json.loads(made.stdout)['invitation']

    def submit(self, home, *arguments):
        """As a reporter with a home folder of their own does; the drafts in their outbox, and what was said."""
        home = self.folder / home
        home.mkdir(exist_ok=True)
        done = self.ctl('submit', '--json', *arguments, env={'HOME': str(home), 'XDG_DATA_HOME': str(home)})
        try:
            return json.loads(done.stdout)['drafts'], done.stderr
        except (ValueError, KeyError):
            return [], done.stdout + done.stderr

    def memory(self):
        """KiB that the desk holds."""
        return int(re.search(r'VmRSS:\s+(\d+)', pathlib.Path(f'/proc/{self.process.pid}/status').read_text()).group(1))

    def descriptors(self):
        return len(os.listdir(f'/proc/{self.process.pid}/fd'))

    def alive(self):
        check(self.process.poll() is None, f'the desk died ({self.process.returncode}):\n{self.said()[-6000:]}')


@contextlib.contextmanager
def desk(program, *options, **more):
    running = Desk(program, *options, **more)
    try:
        yield running
    finally:
        status = running.end()
        said = running.said()
        if running.keep:
            running.keep.cleanup()
    check(status == 0, f'the desk ended with {status}:\n{said[-6000:]}')


def token_of(invitation):
    return re.search(r'token=([^&]+)', invitation).group(1)


# Without any authority: loading those takes longer than all the rest.
LOOSE = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
LOOSE.check_hostname = False
LOOSE.verify_mode = ssl.CERT_NONE


class Line:
    """One connection to a desk, kept for any number of requests."""

    def __init__(self, port, token=None, plain=False, seconds=PATIENCE):
        self.token = token
        self.raw = socket.create_connection(('127.0.0.1', port), timeout=seconds)
        self.raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket = self.raw if plain else LOOSE.wrap_socket(self.raw)
        self.left = b''

    def close(self):
        self.socket.close()

    def hang_up(self):
        """Without a word: the other side gets a reset."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
        self.socket.close()

    def head(self, method, path, length=None, **headers):
        lines = [f'{method} {path} HTTP/1.1', 'Host: 127.0.0.1', 'Accept-Language: en']
        if self.token:
            lines.append(f'Authorization: Bearer {self.token}')
        if length is not None:
            lines.append(f'Content-Length: {length}')
        lines += [f'{name.replace("_", "-")}: {value}' for name, value in headers.items()]
        return ('\r\n'.join(lines) + '\r\n\r\n').encode()

    def read_answer(self, method='GET'):
        data = self.left
        while b'\r\n\r\n' not in data:
            more = self.socket.recv(262144)
            if not more:
                raise ConnectionError('hung up before the answer')
            data += more
        head, data = data.split(b'\r\n\r\n', 1)
        lines = head.decode('latin-1').split('\r\n')
        status = int(lines[0].split()[1])
        headers = {name.lower(): value for name, value in (line.split(': ', 1) for line in lines[1:])}
        length = 0 if method == 'HEAD' or status in (204, 304) else int(headers.get('content-length', 0))
        pieces, size = [data], len(data)
        while size < length:
            more = self.socket.recv(262144)
            if not more:
                raise ConnectionError('hung up within the answer')
            pieces.append(more)
            size += len(more)
        data = b''.join(pieces)
        self.left = data[length:]
        return status, headers, data[:length]

    def ask(self, method, path, body=None, **headers):
        self.socket.sendall(self.head(method, path, None if body is None else len(body), **headers) + (body or b''))
        return self.read_answer(method)

    def json(self, method, path, body=None, **headers):
        status, _headers, data = self.ask(method, path, body, **headers)
        return status, json.loads(data or b'{}')


@contextlib.contextmanager
def line(running, token=None, **more):
    one = Line(running.port, token, running.plain, **more)
    try:
        yield one
    finally:
        one.close()


def story(headline, uri=None, photos=(), **more):
    """An item as a reporter's program makes it."""
    return json.dumps({
        'uri': uri or f'urn:broadsheet:draft:{headline}', 'type': 'text', 'profile': 'broadsheet-story',
        'headlines': [{'role': 'main', 'value': headline}], 'bodies': [{'role': 'main', 'value': '一段正文。\n又一段。'}],
        'associations': [{'rel': 'photo', 'type': 'picture', 'renditions': [{
            'name': 'original', 'href': f'urn:broadsheet:media:{sha}.png', 'contentType': 'image/png'}]} for sha in photos],
        **more}, ensure_ascii=False).encode()


NINJS = {'Content_Type': 'application/vnd.iptc.ninjs+json'}


def chunk(kind, data):
    return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))


def picture(width=8, height=8, padding=0, seed=b''):
    """A grey PNG, and as many bytes behind it as are wanted."""
    rows = zlib.compress((b'\0' + b'\x80' * width) * height)
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 0, 0, 0, 0))
            + chunk(b'IDAT', rows) + chunk(b'IEND', b'') + seed + b'\0' * max(0, padding - len(seed)))


def sha_of(data):
    return hashlib.sha256(data).hexdigest()
