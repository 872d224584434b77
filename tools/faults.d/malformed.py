# SPDX-License-Identifier: GPL-3.0-or-later
"""Requests such as nobody should send, made from good ones, and many at a time."""
import collections
import json
import multiprocessing
import os
import random
import re
import socket
import time
import urllib.parse

from desk_run import Wrong, check, desk, line, picture, sha_of, story, token_of, NINJS

ODD_TEXTS = ['', '\x00', '\ufeff', '\u202e正文', 'a' * 70000, '../../../etc/passwd', '<script>alert(1)</script>', "'; DROP TABLE x; --",
             '%s%n%x', '\\', '"', '\U0010ffff', '𝒳' * 300, 'urn:broadsheet:media:' + '0' * 64 + '.png', '\r\nX: y', '0' * 200]
ODD_VALUES = [None, True, False, 0, -1, 1e308, -1e-308, 2**63, 2**64, 10**400, [], {}, [[]], {'': {}}, *ODD_TEXTS]
ODD_HEADERS = {
    'Range': ['bytes=0-', 'bytes=-0', 'bytes=5-1', 'bytes=' + ','.join(f'{i}-{i}' for i in range(200)), 'bytes=18446744073709551615-',
              'bytes=-18446744073709551616', 'lines=1-2', 'bytes=', 'bytes=0-0,0-0'],
    'If-Match': ['*', '"', '""', 'W/"1-0"', '"1-0', '"%s"', 'a' * 9000],
    'Upload-Offset': ['-1', '9223372036854775807', '18446744073709551616', '0x10', ' 5', '1e3', ''],
    'Upload-Length': ['-1', '0', '9223372036854775807', '1', ''],
    'Accept-Language': ['zh;q=2', ';;;,,,;q=', 'a' * 5000, 'zh' + ',en' * 2000, '*;q=0', 'en-\xff'],
    'Cookie': ['desk=', 'desk', ';' * 4000, 'desk=' + 'x' * 43, '; '.join(f'a{i}=b' for i in range(400))],
    'Content-Type': ['', 'application/json; charset=utf-16', 'multipart/form-data', 'a/b' * 900, 'application/x-www-form-urlencoded; boundary="'],
    'Expect': ['100-continue', '200-ok', ''],
    'Connection': ['upgrade', 'close, keep-alive', 'Authorization', ',,,'],
    'Upgrade': ['websocket', 'h2c', 'TLS/1.0'],
    'Host': ['', '[::1', 'a b', '127.0.0.1:99999', 'x/y', '\xff'],
    'Content-Length': ['-1', '+5', '0x5', '18446744073709551616', '5, 5', '5\r\nContent-Length: 7', '', '99999999', '00000000005'],
    'Transfer-Encoding': ['chunked, chunked', 'gzip', 'identity', 'Chunked', ' chunked', 'chunked\x0b'],
    'Authorization': ['', 'Bearer', 'Bearer ', 'Basic eDp5', 'bearer x', 'Bearer ' + 'A' * 43, 'Bearer ' + 'é' * 43],
    'Idempotency-Key': ['', ' ', 'a' * 65, '\x7f', 'é', 'k\tk'],
    'X': ['y' * 70000, '\x00', '\x01\x02', ' folded\r\n more'],
}
LINES = [b'GET', b'GET /', b'GET  / HTTP/1.1', b'/ GET HTTP/1.1', b'GET / HTTP/0.9', b'GET / HTTP/2.0', b'GET / HTTP/1.999999999999', b'PRI * HTTP/2.0',
         b'OPTIONS * HTTP/1.1', b'CONNECT a:1 HTTP/1.1', b'CONNECT : HTTP/1.1', b'GET http://x/v1/health HTTP/1.1', b'GET https://[/ HTTP/1.1',
         b'GET //x HTTP/1.1', b'GET /%00 HTTP/1.1', b'GET /%zz HTTP/1.1', b'GET /../../etc/passwd HTTP/1.1', b'GET /v1/media/..%2f..%2fx HTTP/1.1',
         b'GET /' + b'a' * 70000 + b' HTTP/1.1', b'GET /\xff\xfe HTTP/1.1', b'GET /v1/submissions?since=-1&wait=99999999999&limit=-5&state=%00 HTTP/1.1',
         b'GET /?lang=%ff&lang=&& HTTP/1.1', b'gET / hTTP/1.1', b'\x16\x03\x01\x02\x00\x01\x00', b'TRACE / HTTP/1.1', b'G\x00T / HTTP/1.1', b'GET ? HTTP/1.1',
         b'GET /v1/submissions?' + b'&'.join(b'a=b' for _ in range(3000)) + b' HTTP/1.1', b'POST  HTTP/1.1', b'HEAD / HTTP/1.0', b'GET /#token HTTP/1.1']
SIZES = [b'ffffffffffffffff', b'-1', b'0x5', b'', b'g', b'5;' + b'x' * 9000, b'7fffffffffffffff', b'00000000000000000005', b'5 ', b'100000']


def good_requests(random_, ids, shas, items=('POST',)):
    """One that a client may send: its first line, headers, body."""
    key = f'k{random_.getrandbits(60):x}'
    item = story(f'灯 {random_.randrange(1000)}', uri=f'urn:broadsheet:draft:{key}', photos=random_.sample(shas, random_.randrange(2)))
    one, sha, data = random_.choice(ids), random_.choice(shas), picture(8, 8, seed=random_.randbytes(8))
    decision = json.dumps({'decision': random_.choice(['accept', 'return']), 'note': '请补采访', 'issue': 'x', 'page': 'A1'}).encode()
    form = urllib.parse.urlencode({'key': key, 'code': 'x', 'headline': '灯', 'byline': '林沐', 'body': '一段', 'note': ''}).encode()
    json_type, ninjs = ('Content-Type', 'application/json'), ('Content-Type', 'application/vnd.iptc.ninjs+json')
    return random_.choice([
        (b'GET /v1/health HTTP/1.1', [], b''), (b'GET /v1/account HTTP/1.1', [], b''), (b'GET / HTTP/1.1', [], b''), (b'GET /form.js HTTP/1.1', [], b''),
        (f'GET /v1/submissions?since={random_.randrange(50)}&limit=3 HTTP/1.1'.encode(), [], b''), (f'GET /v1/submissions/{one} HTTP/1.1'.encode(), [], b''),
        (b'POST /v1/submissions HTTP/1.1', [('Idempotency-Key', key), ninjs], item), (b'POST /v1/submissions HTTP/1.1', [('Idempotency-Key', key), ninjs], item),
        (f'PUT /v1/submissions/{one} HTTP/1.1'.encode(), [('Idempotency-Key', key), ('If-Match', '"1-0"'), ninjs], item),
        (f'POST /v1/submissions/{one}/decision HTTP/1.1'.encode(), [('Idempotency-Key', key), ('If-Match', '"1-0"'), json_type], decision),
        (f'{random_.choice(["PUT", "DELETE"])} /v1/submissions/{one}/claim HTTP/1.1'.encode(), [], b''),
        (f'{random_.choice(["HEAD", "GET"])} /v1/media/{sha} HTTP/1.1'.encode(), [('Range', 'bytes=2-9')], b''),
        (f'PUT /v1/media/{sha_of(data)} HTTP/1.1'.encode(), [('Content-Type', 'image/png')], data),
        (f'PATCH /v1/media/{sha_of(data)} HTTP/1.1'.encode(), [('Content-Type', 'application/partial-upload'), ('Upload-Offset', '0'),
                                                                 ('Upload-Length', str(len(data)))], data),
        (b'POST / HTTP/1.1', [('Content-Type', 'application/x-www-form-urlencoded')], form)])


def write(request, token, chunked=False):
    first, headers, body = request
    lines = [('Host', '127.0.0.1'), *([('Authorization', f'Bearer {token}')] if token else []), *headers]
    names = {name for name, _value in headers}
    if chunked:
        lines.append(('Transfer-Encoding', 'chunked'))
        body = b'%x\r\n%s\r\n0\r\n\r\n' % (len(body), body) if body else b'0\r\n\r\n'
    elif 'Content-Length' not in names and (body or first.split()[0] in (b'POST', b'PUT', b'PATCH')):
        lines.append(('Content-Length', str(len(body))))
    return first + b'\r\n' + b''.join(f'{name}: {value}\r\n'.encode('utf-8', 'surrogateescape') for name, value in lines) + b'\r\n' + body


def spoil_json(random_, body):
    """Some value in it becomes another, or goes deep."""
    try:
        root = json.loads(body)
    except ValueError:
        return body
    if random_.random() < 0.2:
        depth = random_.choice([30, 33, 100, 3000, 100000])
        return random_.choice([b'[' * depth + b']' * depth, b'{"a":' * depth + b'1' + b'}' * depth, b'[' * depth])
    for _ in range(random_.randrange(1, 4)):
        node, way = root, []
        while isinstance(node, (dict, list)) and node and (not way or random_.random() < 0.7):
            key = random_.choice(list(node)) if isinstance(node, dict) else random_.randrange(len(node))
            way.append((node, key))
            node = node[key]
        if way:
            way[-1][0][way[-1][1]] = random_.choice(ODD_VALUES)
    try:
        text = json.dumps(root, ensure_ascii=random_.random() < 0.5)
    except (ValueError, OverflowError):
        return body
    return text.encode('utf-8', 'surrogatepass')


def spoil_bytes(random_, data):
    data = bytearray(data)
    for _ in range(random_.choice([1, 1, 2, 5, 30])):
        if not data:
            break
        at, span = random_.randrange(len(data)), random_.choice([1, 1, 4, 40])
        way = random_.randrange(5)
        if way == 0:
            data[at] ^= 1 << random_.randrange(8)
        elif way == 1:
            del data[at:at + span]
        elif way == 2:
            data[at:at] = random_.randbytes(span)
        elif way == 3:
            data[at:at] = data[at:at + span] * random_.choice([1, 3])
        else:
            data[at:at + span] = random_.choice([b'\0', b'\xff\xfe', b'\r\n', b'\n', b'\r\n\r\n', b'\xc0\xaf', b'\xed\xa0\x80', b':', b' ', b'%', b'"'])
    return bytes(data)


def spoil(random_, make):
    """One request that is wrong in some way; @make gives a good one and its token."""
    request, token = make()
    first, headers, body = request
    way = random_.randrange(14)
    if way == 0:
        return random_.randbytes(random_.choice([1, 10, 100, 5000]))
    if way == 1:
        name = random_.choice(list(ODD_HEADERS))
        return write((first, [(old, value) for old, value in headers if old != name] + [(name, random_.choice(ODD_HEADERS[name]))], body),
                     token if name != 'Authorization' else None)
    if way == 2:
        return write((random_.choice(LINES), headers, body), token)
    if way in (3, 4):
        return write((first, headers, spoil_json(random_, body)), token)
    if way == 5:
        return write((first, headers, spoil_bytes(random_, body)), token)
    if way == 6:
        data = write(request, token)
        return data[:random_.randrange(len(data))]
    if way == 7:
        whole = write(request, token, chunked=True)
        return whole.replace(b'%x\r\n' % len(body), random_.choice(SIZES) + random_.choice([b'\r\n', b'\n', b'', b'\r\r\n']), 1)
    if way == 8:
        return spoil_bytes(random_, write(request, token, chunked=True))
    if way == 9:
        size = random_.choice([0, len(body) // 2, len(body) + 1, len(body) + 5000, 2 * 1024 * 1024, 2**40, 2**63])
        return write((first, [*headers, ('Content-Length', str(size))], body), token)
    if way == 10:
        other, _token = make()
        data, more = write(request, token), write(other, token)
        return data[:random_.randrange(len(data))] + more[random_.randrange(len(more)):]
    if way == 11:
        return write((first, [*headers, *((f'X-{i}', 'y' * random_.choice([0, 5, 900])) for i in range(random_.choice([50, 2000])))], body), token)
    if way == 12:
        return write((first, [*headers, ('Transfer-Encoding', 'chunked'), ('Content-Length', str(len(body)))], body), token)
    return spoil_bytes(random_, write(request, token))


def bother(port, seed, count, tokens, ids, shas, last, told):
    """One after the other, several a connection; what was sent last is kept in @last for when the desk dies of it."""
    random_ = random.Random(seed)
    statuses, sent, slow = collections.Counter(), 0, 0

    def make():
        return good_requests(random_, ids, shas), random_.choice([*tokens, None])

    while sent < count:
        batch = []
        for _ in range(random_.choice([1, 1, 2, 4])):
            batch += [write(*make())] * random_.choice([0, 0, 1]) + [spoil(random_, make)]
        data = b''.join(batch)
        with open(last, 'wb') as stream:
            stream.write(data)
        sent += len(batch)
        try:
            with socket.create_connection(('127.0.0.1', port), timeout=30) as door:
                door.sendall(data)
                door.shutdown(socket.SHUT_WR)
                answer = b''
                while more := door.recv(65536):
                    answer += more
            statuses.update(int(status) for status in re.findall(rb'HTTP/1\.[01] (\d{3}) ', answer))
        except TimeoutError:
            slow += 1
        except ConnectionRefusedError:
            statuses['gone'] += 1
            break
        except OSError:
            statuses['cut'] += 1
        told.value = sent
    return sent, slow, statuses


def work(*arguments):
    arguments, answers = arguments[:-1], arguments[-1]
    answers.put(bother(*arguments))


def malformed(program, count=2000, workers=2, seed=None, slack=64, say=print):
    """@count requests at a desk that must neither die, hang nor keep what they took. @program may be built with ASan.
    @slack: MiB that it may hold at the end beyond what it held after a tenth."""
    seed = seed if seed is not None else random.randrange(2**32)
    say(f'seed {seed}')
    suppressions = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'lsan.supp')
    sanitizers = {'ASAN_OPTIONS': 'detect_leaks=1:quarantine_size_mb=8:malloc_context_size=6:exitcode=66'
                                  ':fast_unwind_on_malloc=0',
                  # libsoup 3.2 forgets the path of a request whose headers it then refuses: some 60
                  # bytes each. The stack that says so is seen by the slow unwinding alone, which
                  # takes half the time at 16 frames; six hold what is asked for.
                  'LSAN_OPTIONS': 'print_suppressions=0:suppressions=' + suppressions,
                  'UBSAN_OPTIONS': 'print_stacktrace=1:halt_on_error=1', 'G_DEBUG': 'fatal-warnings'}
    with desk(program, '--quiet', plain=True, env=sanitizers) as running:
        tokens = [token_of(running.invite(f'r{i}', *(['--editor'] if i % 3 == 0 else []))) for i in range(30 if count > 10000 else 4)]
        ids, shas = [], []
        with line(running, tokens[0]) as one:
            for i in range(6):
                data = picture(20 + i, 20)
                shas.append(sha_of(data))
                check(one.ask('PUT', f'/v1/media/{shas[-1]}', data)[0] == 201, 'no photo was taken')
                ids.append(one.json('POST', '/v1/submissions', story(f'始 {i}'), Idempotency_Key=f'a{i}', **NINJS)[1]['id'])
        before, early, tenth = running.descriptors(), 0, max(1, count // 10)
        answers, told = multiprocessing.Queue(), [multiprocessing.Value('q') for _ in range(workers)]
        lasts = [str(running.folder / f'last-{i}') for i in range(workers)]
        crowd = [multiprocessing.Process(target=work, daemon=True, args=(
            running.port, seed + i, count // workers, tokens, ids, shas, lasts[i], told[i], answers)) for i in range(workers)]
        for one in crowd:
            one.start()
        begun, shown = time.monotonic(), 0
        while any(one.is_alive() for one in crowd) and answers.qsize() < workers:
            time.sleep(0.1)
            done = sum(value.value for value in told)
            if running.process.poll() is not None:
                kept = [f'/tmp/broadsheet-last-{seed}-{i}' for i in range(workers)]
                for source, target in zip(lasts, kept):
                    os.rename(source, target)
                raise Wrong(f'the desk died ({running.process.returncode}) after {done}; what was sent last: {", ".join(kept)}\n{running.said()[-8000:]}')
            if not early and done >= tenth:
                early = running.memory()
            if done - shown >= min(count // 10, 50000):
                shown = done
                say(f'{done} sent, {running.memory() // 1024} MiB, {running.descriptors()} descriptors, {done / (time.monotonic() - begun):.0f} a second')
        sent, slow, statuses = 0, 0, collections.Counter()
        for _ in crowd:
            one = answers.get(timeout=60)
            sent, slow = sent + one[0], slow + one[1]
            statuses.update(one[2])
        running.alive()
        late, early = running.memory(), early or running.memory()
        say(f'{sent} requests, answers: ' + ', '.join(f'{status} × {n}' for status, n in sorted(statuses.items(), key=str)))
        say(f'{early // 1024} MiB after a tenth, {late // 1024} MiB at the end')
        check(slow == 0, f'{slow} were neither answered nor cut within half a minute')
        check('gone' not in statuses, 'the desk could not be reached')
        check(late - early < slack * 1024, f'the desk holds {(late - early) // 1024} MiB more than after a tenth')
        with line(running, tokens[-1], seconds=90) as one:
            status = one.ask('POST', '/v1/submissions', story('后来的'), Idempotency_Key=f'z{seed}', **NINJS)[0]
            check(status in (201, 429), f'a good draft was answered {status}')
        time.sleep(0.3)
        check(running.descriptors() <= before + 8, f'{before} descriptors were open, now {running.descriptors()}')
    return f'{sent} malformed requests: none harmed the desk'
