# SPDX-License-Identifier: GPL-3.0-or-later
"""What may go wrong between reporters and their desk, done to a real one. Each returns what held, or raises Wrong."""
import concurrent.futures
import contextlib
import json
import os
import pathlib
import random
import re
import shutil
import socket
import sqlite3
import struct
import subprocess
import tempfile
import threading
import time
import urllib.parse

from desk_run import (ALONE, Line, NINJS, PATIENCE, Wrong, check, chunk, desk, line, picture, sha_of, story, token_of, wait_for)
from proxies import breaking, repeating

YEAR = 365 * 24 * 3600


class CannotTry(Exception):
    """What is needed for it is not here."""


def listed(running, editor):
    """All that the desk has, as an editor sees it."""
    with line(running, editor) as one:
        status, answer = one.json('GET', '/v1/submissions?limit=10000')
    check(status == 200, f'the list is answered {status}')
    return answer['submissions']


def write_draft(running, name, photo=None):
    (running.folder / f'{name}.txt').write_text(f'{name}\n本报记者 林沐\n昨晚，一百盏灯亮了。\n', encoding='utf-8')
    if photo is None:
        return [f'{name}.txt']
    (running.folder / f'{name}.png').write_bytes(photo)
    return [f'{name}.txt', f'{name}.png']


def submit_until_received(running, home, invitation, *sources):
    """As somebody who tries again until nothing waits."""
    drafts, said = running.submit(home, '--invitation', invitation, '--wait', '20', *sources)
    until = time.monotonic() + 3 * PATIENCE
    while not drafts or any(draft['state'] in ('waiting', 'sending') for draft in drafts):
        check(time.monotonic() < until, f'it never arrived: {said} {drafts}')
        drafts, said = running.submit(home, '--wait', '20')
    check({draft['state'] for draft in drafts} == {'received'}, f'{drafts}')
    return drafts


def leak(program, connections=200, say=print):
    """Connections that are used once, several times or not at all, and left politely or not."""
    with desk(program, '--quiet') as running:
        token = token_of(running.invite())
        with line(running, token) as one:
            for _ in range(3):
                check(one.ask('GET', '/v1/account')[0] == 200, 'one connection is good for one request only')
        time.sleep(0.3)
        before, memory = running.descriptors(), 0
        for number in range(connections):
            one = Line(running.port, token)
            for _ in range(number % 3):
                check(one.ask('GET', '/v1/health')[0] == 200, 'no health')
            if number % 4 == 3:
                # Some that the desk itself never gets to see.
                one.ask(*random.choice([('OPTIONS', '*'), ('GET', f'http://127.0.0.1:{running.port}/')]))
            if number % 5 == 4:
                one.socket.sendall(b'GET /v1/hea')
            (one.hang_up if number % 2 else one.close)()
            if number == connections // 2:
                memory = running.memory()
        # Readers of the store open it when they are first needed.
        wait_for(lambda: running.descriptors() <= before + 4, f'{before} descriptors were open, and now many more', 10)
        grown = running.memory() - memory
        check(grown < 4096, f'the desk grew by {grown} KiB in the second half')
    return f'{connections} connections: no descriptor was left open, {max(grown, 0)} KiB more in the second half'


def methods(program, count=2000, say=print):
    """Methods of which each is another, as none knows them."""
    length = 4000
    with desk(program, '--quiet', plain=True) as running:
        def ask(number):
            with line(running) as one:
                status, headers, _data = one.ask(f'M{number:08}'.ljust(length, 'M'), '/v1/health')
                check((status, headers.get('allow')) == (405, 'GET'), f'an unknown method is answered {status} {headers}')

        # Each once before, so that what is needed for all of them is there.
        for number in range(count):
            ask(0)
        before = running.memory()
        for number in range(count):
            ask(number)
        grown = running.memory() - before
        check(grown < count * length // 1024 // 4, f'the desk grew by {grown} KiB')
    return f'{count} unknown methods of {length} bytes: refused, and {max(grown, 0)} KiB more'


def cut(program, rounds=2, cuts=4, size=600000, seed=None, say=print):
    """The line breaks in the middle of drafts and photos, at any byte."""
    seed, broken = seed if seed is not None else random.randrange(2**31), 0
    with desk(program, '--quiet') as running:
        invitation, editor = running.invite(), token_of(running.invite('何川', '--editor'))
        for number in range(rounds):
            photo = picture(padding=size, seed=struct.pack('>I', number))
            with breaking(running.port, cuts, int(size * 1.3), seed + number) as way:
                drafts = submit_until_received(running, f'home-{number}', way.replace(invitation, running.port),
                                               *write_draft(running, f'断线 {number}', photo))
                broken += min(way.count, cuts)
            check(len(drafts) == 1 and drafts[0]['submission']['photos'] == 1, f'{drafts}')
            with line(running, editor) as one:
                status, _headers, data = one.ask('GET', f'/v1/media/{sha_of(photo)}')
            check((status, data) == (200, photo), f'seed {seed}: the photo is not what was sent')
        headlines = sorted(one['headline'] for one in listed(running, editor))
        check(headlines == sorted(f'断线 {number}' for number in range(rounds)), f'seed {seed}: the desk has {headlines}')
    return f'{rounds} drafts with photos of {size} bytes, the line broken {broken} times: each arrived once and whole'


@contextlib.contextmanager
def small_disk(mebibytes):
    """A folder on a disk of so many MiB that goes with us: its path from here, its own path, and how to be where that counts."""
    if shutil.which('unshare') is None:
        raise CannotTry('unshare(1) is not here')
    with tempfile.TemporaryDirectory(prefix='broadsheet-disk-') as here:
        holder = subprocess.Popen(
            ['unshare', '--mount', *([] if os.geteuid() == 0 else ['--map-root-user']), 'sh', '-c',
             f'mount -t tmpfs -o size={mebibytes}m none "$0" && echo mounted && exec cat', here],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        try:
            if holder.stdout.readline() != b'mounted\n':
                raise CannotTry('no disk of its own may be made here')
            enter = ['nsenter', '--target', str(holder.pid), '--mount']
            yield (pathlib.Path(f'/proc/{holder.pid}/root{here}'), here,
                   enter if os.geteuid() == 0 else [*enter, '--user', '--preserve-credentials'])
        finally:
            holder.stdin.close()
            holder.wait()


def fill(folder):
    """Not a byte is left."""
    with open(folder / 'filler', 'wb', buffering=0) as stream, contextlib.suppress(OSError):
        while True:
            stream.write(b'x' * 65536)
    with open(folder / 'filler', 'ab', buffering=0) as stream, contextlib.suppress(OSError):
        while True:
            stream.write(b'x')


def full_disk(program, rounds=1, say=print):
    """The disk of the desk is full, in the middle of drafts and photos, and then is not."""
    with small_disk(24) as (disk, inside, enter), desk(program, '--quiet', folder=disk, inside=inside, prefix=enter) as running:
        invitation, editor = running.invite(), token_of(running.invite('何川', '--editor'))
        token, refused, long = token_of(invitation), 0, [{'role': 'main', 'value': '字' * 9000}]
        for number in range(rounds):
            photo = picture(padding=1500000, seed=struct.pack('>I', number))
            path, key = f'/v1/media/{sha_of(photo)}', f'k{number}'
            with line(running, token) as one:
                fill(disk)
                status, answer = one.json('PUT', path, photo)
                check((status, answer['type']) == (507, 'urn:broadsheet:problem:disk-full'), f'photo on a full disk: {status} {answer}')
                # There may be room for one more in what the database has already taken.
                for more in range(400):
                    status, answer = one.json('POST', '/v1/submissions', story(f'满盘 {number}-{more}', bodies=long), Idempotency_Key=f'{key}-{more}', **NINJS)
                    if status != 201:
                        break
                check(status == 507, f'draft on a full disk: {status} {answer}')
                refused += 1
                check(f'满盘 {number}-{more}' not in [each['headline'] for each in listed(running, editor)], 'what was refused is there')
                check(one.json('GET', '/v1/account')[0] == 200, 'nothing can be read either')
                os.unlink(disk / 'filler')
                status, answer = one.json('POST', '/v1/submissions', story(f'满盘 {number}-{more}', bodies=long), Idempotency_Key=f'{key}-{more}', **NINJS)
                check(status == 201, f'with room again: {status} {answer}')
                status, _headers, _data = one.ask('PUT', path, photo)
                check(status == 201, f'photo with room again: {status}')
                check(one.ask('GET', path)[2] == photo, 'the photo is not what was sent')
            headlines = [each['headline'] for each in listed(running, editor)]
            check(len(headlines) == len(set(headlines)), 'something is there twice')
        running.end()
        with tempfile.NamedTemporaryFile(suffix='.db') as copy:
            shutil.copy(disk / 'desk' / 'desk.db', copy.name)
            with contextlib.closing(sqlite3.connect(copy.name)) as store:
                check(store.execute('PRAGMA integrity_check').fetchall() == [('ok',)], 'the database is damaged')
        running.start()
        check(len(listed(running, editor)) == len(headlines), 'something is missing after a new start')
    return f'{refused} times a full disk: refused with 507, nothing half, and on as soon as there was room'


def full_outbox(program, say=print):
    """The disk of the reporter is full."""
    with desk(program, '--quiet') as running, small_disk(6) as (disk, _inside, _enter):
        invitation, editor = running.invite(), token_of(running.invite('何川', '--editor'))
        sources = write_draft(running, '写满', picture(padding=1000000))
        submit_until_received(running, str(disk), invitation, *write_draft(running, '先前'))
        fill(disk)
        drafts, said = running.submit(str(disk), '--invitation', invitation, *sources)
        check(drafts == [] and 'space' in said.lower() or 'full' in said.lower(), f'what was said: {said} {drafts}')
        drafts, said = running.submit(str(disk), '--list')
        check([draft['headline'] for draft in drafts] == ['先前'], f'half a draft is in the outbox: {drafts} {said}')
        os.unlink(disk / 'filler')
        submit_until_received(running, str(disk), invitation, *sources)
        headlines = sorted(one['headline'] for one in listed(running, editor))
        check(headlines == sorted(['先前', '写满']), f'the desk has {headlines}')
    return 'a full disk of the reporter: said so, nothing half in the outbox, and sent once there was room'


def clock(program, say=print):
    """The desk's clock jumps by a year, both ways."""
    now = int(time.time())
    with desk(program, '--quiet', env={'SOURCE_DATE_EPOCH': str(now)}) as running:
        token = token_of(running.invite())
        first, second = (token_of(running.invite(name, '--editor')) for name in ('何川', '沈禾'))
        cursor, arrived = '0', []
        with line(running, token) as one:
            claimed = one.json('POST', '/v1/submissions', story('钟 0'), Idempotency_Key='k0', **NINJS)[1]
        with line(running, second) as one:
            check(one.ask('PUT', f'/v1/submissions/{claimed["id"]}/claim')[0] == 200, 'no claim')
        with line(running, first) as one:
            check(one.ask('PUT', f'/v1/submissions/{claimed["id"]}/claim')[0] == 409, 'a claim of just now does not hold')
        arrived.append('钟 0')
        for number, years in enumerate((1, -1, 0, -1, 1, 0), 1):
            running.end()
            running.env['SOURCE_DATE_EPOCH'] = str(now + years * YEAR)
            running.start()
            with line(running, (first, second)[number % 2 == 0]) as one:
                status, answer = one.json('PUT', f'/v1/submissions/{claimed["id"]}/claim')
                check(status == 200, f'a claim of a year ago or of next year holds: {status} {answer}')
            with line(running, token) as one:
                status, answer = one.json('POST', '/v1/submissions', story(f'钟 {number}'), Idempotency_Key=f'k{number}', **NINJS)
                check(status == 201, f'a draft {years} years away: {status} {answer}')
                again = one.json('POST', '/v1/submissions', story(f'钟 {number - 1}'), Idempotency_Key=f'k{number - 1}', **NINJS)
                check(again[0] == 201, f'the one before once more: {again}')
                check(one.ask('PUT', f'/v1/media/{sha_of(picture(9, number + 1))}', picture(9, number + 1))[0] == 201, 'no photo')
            arrived.append(f'钟 {number}')
            with line(running, first) as one:
                news = one.json('GET', f'/v1/submissions?since={cursor}')[1]
            fresh = [each['headline'] for each in news['submissions']]
            check(fresh[-1] == f'钟 {number}', f'what was new: {fresh}')
            cursor = news['cursor']
        order = [each['headline'] for each in sorted(listed(running, first), key=lambda each: each['sequence'])]
        check([each for each in order if each != '钟 0'] == arrived[1:], f'the order is {order}')
        # And the reporter's own: what waits must not wait for a year.
        invitation = running.invite('周岩')
        running.end()
        home = running.folder / 'late'
        home.mkdir()
        ahead = {'HOME': str(home), 'XDG_DATA_HOME': str(home), 'SOURCE_DATE_EPOCH': str(now + YEAR)}
        running.ctl('submit', '--invitation', invitation, '--wait', '2', *write_draft(running, '迟来'), env=ahead)
        running.start()
        done = running.ctl('submit', '--json', '--wait', '20', env={**ahead, 'SOURCE_DATE_EPOCH': str(now - YEAR)})
        check('"received"' in done.stdout, f'what waited: {done.stdout}{done.stderr}')
    return 'a clock that jumps by years: order, tokens, claims, keys and waiting drafts hold'


def repeat(program, drafts=6, times=3, lost=30, seed=None, say=print):
    """Something on the way sends everything two or three times, and loses answers."""
    seed = seed if seed is not None else random.randrange(2**31)
    with desk(program, '--quiet') as running:
        running.end()
        running.options.append('--plain')
        running.plain = True
        running.start()
        secure = [running.invite(name) for name in ('林沐', '周岩', '何川')]
        editor = token_of(running.invite('沈禾', '--editor'))
        with repeating(running.port, running.folder / 'desk' / 'desk.pem', times, lost, seed) as way:
            def send(number):
                photo = picture(padding=40000, seed=struct.pack('>I', number)) if number % 2 else None
                invitation = way.replace(secure[number % 3], running.port)
                return submit_until_received(running, f'home-{number}', invitation, *write_draft(running, f'重复 {number}', photo))
            with concurrent.futures.ThreadPoolExecutor(3) as crowd:
                list(crowd.map(send, range(drafts)))
            carried = way.count
        headlines = sorted(one['headline'] for one in listed(running, editor))
        check(headlines == sorted(f'重复 {number}' for number in range(drafts)), f'seed {seed}: the desk has {headlines}')
        check({one['version'] for one in listed(running, editor)} == {1}, 'a repeated draft became a new version')
    return f'{drafts} drafts over a way that repeats everything up to {times} times and loses answers ({carried} connections): each is there once'


TCP_ESTABLISHED = 1  # linux/tcp.h


def dawdle(port, plain, token, kind, sha, stop, ended):
    with contextlib.suppress(OSError):
        one = Line(port, token, plain)
        if kind == 0:
            data = one.head('GET', '/v1/account')
        elif kind == 1:
            data = one.head('POST', '/v1/submissions', 5000, Idempotency_Key='slow', **NINJS) + b' ' * 5000
            head = len(data) - 5000
            one.socket.sendall(data[:head])
            data = data[head:]
        else:
            one.raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            one.socket.sendall(one.head('GET', f'/v1/media/{sha}'))
            data = None
        position = 0
        while not stop.is_set():
            # What had come before stays to be read: whether the other side is still there says the system.
            if one.raw.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0] != TCP_ESTABLISHED:
                break
            if data is None:
                if not one.socket.recv(1):
                    break
            else:
                one.socket.sendall(data[position:position + 1])
                position += 1
            one.raw.settimeout(1)
            if data is not None:
                with contextlib.suppress(TimeoutError):
                    if not one.socket.recv(1, socket.MSG_PEEK if plain else 0):
                        break
            stop.wait(1)
        one.close()
    if not stop.is_set():
        ended.append(kind)


def read_steadily(port, plain, token, sha, stop, cut_off):
    """At some 4 kB a second, as over a bad telephone line: slow, but nobody who dawdles."""
    with contextlib.closing(Line(port, token, plain)) as one:
        one.raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        one.socket.sendall(one.head('GET', f'/v1/media/{sha}'))
        while not stop.is_set():
            try:
                if not one.socket.recv(1000):
                    raise ConnectionError('hung up')
            except OSError as reason:
                cut_off.append(reason)
                return
            stop.wait(0.25)


def visit(running, token, until, times, refused):
    """Asks as a client does, about once a second."""
    while time.monotonic() < until:
        path = random.choice(('/v1/health', '/v1/account', '/v1/submissions?limit=10'))
        begun = time.monotonic()
        try:
            with line(running, token) as one:
                status = one.ask('GET', path)[0]
        except OSError as reason:
            status = reason
        times.append(time.monotonic() - begun)
        if status != 200:
            refused.append(status)
        time.sleep(random.uniform(0.5, 1.5))


def measure(running, tokens, seconds):
    """How quickly each of @tokens is served while all ask: the median, the 99th percentile, in seconds, and of how many."""
    until, times, refused = time.monotonic() + seconds, [], []
    crowd = [threading.Thread(target=visit, args=(running, token, until, times, refused), daemon=True) for token in tokens]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    check(not refused, f'{len(refused)} of {len(times)} were not served: {refused[:3]}')
    times.sort()
    return times[len(times) // 2], times[len(times) * 99 // 100], len(times)


def slow(program, crowd=30, honest=10, seconds=4, limit=0.25, patient=False, say=print):
    """Many who send or read one byte a second, while others want to be served. @patient: waits until all of them are cut."""
    with desk(program, '--quiet', plain=True) as running:
        tokens = [token_of(running.invite(f'客人 {number}')) for number in range(honest)]
        token, sha = tokens[0], sha_of(picture(padding=30000000))
        with line(running, token) as one:
            check(one.ask('PUT', f'/v1/media/{sha}', picture(padding=30000000))[0] == 201, 'no photo')
        alone = measure(running, tokens, seconds)
        stop, ended, cut_off = threading.Event(), [], []
        guests = [threading.Thread(target=dawdle, args=(running.port, True, token, number % 3, sha, stop, ended), daemon=True)
                  for number in range(crowd)]
        guests += [threading.Thread(target=read_steadily, args=(running.port, True, token, sha, stop, cut_off), daemon=True)
                   for number in range(2)]
        for guest in guests:
            guest.start()
        time.sleep(0.5)
        with_them, begun = measure(running, tokens, seconds), time.monotonic()
        if patient:
            with contextlib.suppress(Wrong):
                wait_for(lambda: len(ended) == crowd, 'all to be cut', 150)
            say(f'the last was cut after {time.monotonic() - begun + seconds:.0f} s')
            left = crowd - len(ended)
            check(left == 0, f'{left} of {crowd} were never cut: {[crowd // 3 - ended.count(kind) for kind in range(3)]} by kind')
        stop.set()
        for guest in guests:
            guest.join(5)
        check(not cut_off, f'who reads slowly but steadily was cut off: {cut_off}')
        check(with_them[1] < limit, f'answers took {with_them[1] * 1000:.0f} ms (p99) with {crowd} who dawdle')
    return (f'{crowd} who take a byte a second: {honest} others are answered in {with_them[0] * 1000:.1f} ms (p99 {with_them[1] * 1000:.1f} ms), '
            f'without them in {alone[0] * 1000:.1f} ms (p99 {alone[1] * 1000:.1f} ms), {with_them[2]} requests; who reads steadily is served'
            + (f'; all {crowd} were cut in time' if patient else ''))


def certificate(program, say=print):
    """The desk suddenly shows another certificate."""
    with desk(program) as running:
        invitation, pem = running.invite(), running.folder / 'desk' / 'desk.pem'
        submit_until_received(running, 'home', invitation, *write_draft(running, '旧证书'))
        running.end()
        kept = pem.read_bytes()
        pem.unlink()
        running.start()
        check(pem.read_bytes() != kept, 'it is the same certificate')
        drafts, _said = running.submit('home', '--wait', '3', *write_draft(running, '新证书', picture()))
        waiting = [draft for draft in drafts if draft['state'] == 'waiting']
        check(len(waiting) == 1 and 'certificate' in waiting[0]['error'], f'{drafts}')
        check('/v1/' not in running.said(), 'something was said to the wrong desk')
        running.end()
        pem.write_bytes(kept)
        running.start()
        drafts = submit_until_received(running, 'home', invitation)
        check(len(drafts) == 2, f'{drafts}')
    return 'another certificate: refused before anything is said, the draft kept, and sent to the right one'


def revoked(program, say=print):
    """A token is revoked while drafts wait."""
    with desk(program, '--quiet') as running:
        invitation = running.invite()
        submit_until_received(running, 'home', invitation, *write_draft(running, '第一篇'))
        check(running.ctl('account', 'revoke', '林沐', '--store', running.where).returncode == 0, 'not revoked')
        for number, photo in ((2, None), (3, picture())):
            drafts, _said = running.submit('home', '--wait', '3', *write_draft(running, f'第 {number} 篇', photo))
            newest = [draft for draft in drafts if draft['headline'] == f'第 {number} 篇']
            check(len(newest) == 1 and newest[0]['state'] == 'waiting' and 'invitation' in newest[0]['error'], f'{drafts}')
        renewed = running.ctl('invite', '林沐', '--store', running.where, '--host', '127.0.0.1', '--port', str(running.port), '--json')
        drafts = submit_until_received(running, 'home', json.loads(renewed.stdout)['invitation'])
        check(len(drafts) == 3, f'{drafts}')
    return 'a revoked token: said clearly, drafts kept, all sent with the next invitation'


def bombs():
    """Tiny files that claim to be huge, with the name each should have."""
    side = 100000
    ihdr = struct.pack('>IIBBBBB', side, side, 8, 2, 0, 0, 0)
    yield 'bomb.png', b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', ihdr) + chunk(b'IDAT', b'x\x9cc\0\0\0\1\0\1') + chunk(b'IEND', b'')
    yield 'line.png', b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', 2**31 - 1, 1, 8, 2, 0, 0, 0)) + chunk(b'IEND', b'')
    yield 'bomb.jpg', (b'\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0' + b'\xff\xc0' + struct.pack('>HBHHB', 17, 8, 65500, 65500, 3)
                       + b'\1\x11\0\2\x11\0\3\x11\0' + b'\xff\xda\0\x0c\3\1\0\2\0\3\0\0\x3f\0\0\xff\xd9')
    entries = [(256, 4, 1, side), (257, 4, 1, side), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, 8), (278, 4, 1, side),
               (279, 4, 1, 10)]
    yield 'bomb.tif', (b'II*\0' + struct.pack('<I', 8) + struct.pack('<H', len(entries))
                       + b''.join(struct.pack('<HHII', *entry) for entry in entries) + struct.pack('<I', 0))


def bomb(program, say=print):
    """Pictures of ten thousand million pixels in a hundred bytes."""
    count = 0
    with desk(program, '--quiet') as running:
        invitation, small = running.invite(), running.memory()
        text, = write_draft(running, '炸弹')
        made = running.ctl('new', 'issue.broadsheet', '--name', '柳河新报', '--date', '2026-11-22')
        check(made.returncode == 0, made.stderr)
        with line(running, token_of(invitation)) as one:
            for name, data in bombs():
                status, answer = one.json('PUT', f'/v1/media/{sha_of(data)}', data)
                check(status == 413, f'{name} at the desk: {status} {answer}')
                (running.folder / name).write_bytes(data)
                drafts, said = running.submit(f'home-{name}', '--invitation', invitation, '--wait', '5', text, name)
                check(all(draft['state'] == 'refused' for draft in drafts), f'{name} in the outbox: {drafts}')
                check('pixels' in said + json.dumps(drafts) or 'million' in said + json.dumps(drafts), f'{name} in the outbox: {said} {drafts}')
                begun = time.monotonic()
                done = running.ctl('import', 'issue.broadsheet', name, '--no-page')
                check(done.returncode != 0 and 'pixels' in done.stderr, f'{name} imported: {done.returncode} {done.stdout} {done.stderr}')
                check(time.monotonic() - begun < 10, f'{name}: it took long to refuse')
                count += 1
        check(running.memory() - small < 50 * 1024, 'the desk has decoded one')
        issue = json.loads((running.folder / 'issue.broadsheet').read_text(encoding='utf-8'))
        check(not issue.get('photos'), 'one is in the issue')
    return f'{count} photo bombs: refused by the desk, the outbox and import, undecoded'


EVIL = ['../../../../tmp/broadsheet-evil', '/etc/passwd', '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '&lt;b&gt;',
        "'; DROP TABLE submission; --", '$(touch /tmp/broadsheet-evil)', '`id`', '\u202e文本', '{{7*7}}', '%s%n', 'file:///etc/passwd',
        'javascript:alert(1)', '</textarea><script>alert(1)</script>', '@headline@ @body@', '<x:script xmlns:x="http://www.w3.org/1999/xhtml"/>']


def only_text(program, say=print):
    """Paths and scripts in every field."""
    with desk(program) as running:
        token, editor = token_of(running.invite(EVIL[0])), token_of(running.invite(EVIL[2], '--editor'))
        before = sorted(path for path in running.folder.rglob('*') if path.suffix not in ('.db', '.db-wal', '.db-shm'))
        lines = []
        with line(running, token) as one, line(running, editor) as other:
            for number, evil in enumerate(EVIL):
                item = story(evil, uri=f'urn:broadsheet:draft:{number}', slugline=evil, edNote=evil, by=evil,
                             people=[{'rel': 'author', 'name': evil}], subjects=[{'rel': 'section', 'name': evil}, {'rel': 'tag', 'name': evil}])
                status, sent = one.json('POST', '/v1/submissions', item, Idempotency_Key=f'k{number}', **NINJS)
                check(status == 201, f'{evil}: {status} {sent}')
                answer = json.dumps({'decision': 'accept', 'note': evil, 'issue': evil, 'page': evil, 'section': evil}).encode()
                status, decided = other.json('POST', f'/v1/submissions/{sent["id"]}/decision', answer, If_Match=sent['etag'],
                                             Idempotency_Key=f'd{number}', Content_Type='application/json')
                check((status, decided['note'], decided['page']) == (200, evil, evil), f'{evil}: {status} {decided}')
                whole = other.json('GET', f'/v1/submissions/{sent["id"]}')[1]
                check(whole['headline'] == whole['item']['edNote'] == evil, f'{evil} became {whole}')
                lines.append(json.dumps(whole['item'], ensure_ascii=False))
                for path in (f'/v1/media/{urllib.parse.quote(evil, safe="")}', f'/v1/submissions/{urllib.parse.quote(evil, safe="")}'):
                    check(one.ask('GET', path)[0] == 404, f'{path} is answered')
                form = urllib.parse.urlencode({'key': f'f{number}', 'code': 'x', 'headline': evil, 'byline': evil, 'body': evil, 'note': evil}).encode()
                status, headers, page = one.ask('POST', '/', form, Content_Type='application/x-www-form-urlencoded')
                check(status == 401 and 'script-src' in headers['content-security-policy'], f'the form: {status} {headers}')
                page = page.decode('utf-8')
                check('<script>alert' not in page and '<img src=x' not in page and 'xmlns:x="http' not in page, f'{evil} stands bare in the form')
        after = sorted(path for path in running.folder.rglob('*') if path.suffix not in ('.db', '.db-wal', '.db-shm'))
        check(after == before and not os.path.exists('/tmp/broadsheet-evil'), f'new files: {set(after) - set(before)}')
        check(not any('\n' in each or '<script' in each for each in re.findall(r' (?:GET|POST) (\S+) ', running.said())), 'the log is not clean')
        # And into an issue, as an editor takes it.
        (running.folder / 'items.ndjson').write_text('\n'.join(lines) + '\n', encoding='utf-8')
        check(running.ctl('new', 'issue.broadsheet', '--name', EVIL[2], '--date', '2026-11-22').returncode == 0, 'no issue')
        done = running.ctl('import', 'issue.broadsheet', 'items.ndjson', '--no-page')
        check(done.returncode in (0, 1), f'import: {done.stderr}')
        issue = json.loads((running.folder / 'issue.broadsheet').read_text(encoding='utf-8'))
        headlines = [each.get('headline') for each in issue['stories']]
        check(set(headlines) == set(EVIL), f'in the issue: {headlines}')
        made = {path for path in running.folder.rglob('*') if path not in after} - {running.folder / name for name in (
            'items.ndjson', 'issue.broadsheet', 'issue.media')}
        check(all(path.parent == running.folder / 'desk' for path in made), f'import made {made}')
    return f'{len(EVIL)} paths and scripts in every field: text at the desk, in the web form and in an issue'
