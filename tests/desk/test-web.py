#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The web form at the size of a phone, in a real browser against a real desk: what is written is kept,
arrives once, and comes back with what the desk says."""

import contextlib
import json
import os
import re
import signal
import ssl
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.path.insert(0, os.path.join(HERE, '..', 'tools'))
import browser  # noqa: E402
from bs_tap import promise, run, true  # noqa: E402

PROGRAM = os.environ['BROADSHEETCTL']
TLS = ssl.create_default_context()
TLS.check_hostname = False
TLS.verify_mode = ssl.CERT_NONE
BODY = '昨晚八点，一百盏灯一起亮了。\n桥上站满了人。'


class Desk:
    """A desk on the loopback address, that can be stopped and opened again."""

    def __init__(self, folder):
        self.folder = folder
        self.env = {**os.environ, 'HOME': folder, 'XDG_DATA_HOME': folder + '/data', 'DBUS_SESSION_BUS_ADDRESS': ''}
        self.port = browser.free_port()
        self.process = None
        self.open()
        self.reporter = self.invite('林沐')
        self.editor = self.invite('沈禾', '--editor')

    def open(self):
        self.process = subprocess.Popen([PROGRAM, 'serve', '--address', '127.0.0.1', '--port', str(self.port), '--name', '晨报编辑部'],
                                        env=self.env, stdout=subprocess.PIPE, text=True)
        true(str(self.port) in self.process.stdout.readline(), 'the desk says its port')

    def close(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        self.process.communicate(timeout=30)

    def invite(self, name, *options):
        made = subprocess.run([PROGRAM, 'account', 'add', name, '--host', '127.0.0.1', '--port', str(self.port), '--json', *options],
                              env=self.env, stdout=subprocess.PIPE, check=True)
        return json.loads(made.stdout)['web']

    def ask(self, who, method, path, data=None, headers=None):
        token = who.split('token=')[1]
        request = urllib.request.Request(f'https://127.0.0.1:{self.port}{path}', method=method,
                                         data=None if data is None else json.dumps(data).encode(),
                                         headers={'Authorization': 'Bearer ' + token, 'Content-Type': 'application/json', **(headers or {})})
        with urllib.request.urlopen(request, context=TLS, timeout=30) as answer:
            return json.load(answer)

    def list(self):
        return self.ask(self.editor, 'GET', '/v1/submissions')['submissions']

    def decide(self, submission, **decision):
        return self.ask(self.editor, 'POST', f"/v1/submissions/{submission['id']}/decision", decision,
                        {'If-Match': submission['etag'], 'Idempotency-Key': 'test-' + submission['etag'].strip('"')})


def make_png(path, width=64, height=48):
    def chunk(kind, data):
        return len(data).to_bytes(4, 'big') + kind + data + zlib.crc32(kind + data).to_bytes(4, 'big')
    header = width.to_bytes(4, 'big') + height.to_bytes(4, 'big') + bytes([8, 2, 0, 0, 0])
    rows = b''.join(b'\0' + bytes([40, 90, (3 * y) % 256]) * width for y in range(height))
    with open(path, 'wb') as file:
        file.write(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', header) + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))


@contextlib.contextmanager
def desk_and_phone(**phone):
    with tempfile.TemporaryDirectory(prefix='broadsheet-web-') as folder:
        desk = Desk(folder)
        user = browser.Browser(**phone)
        try:
            yield desk, user, folder
        finally:
            user.stop()
            if desk.process.poll() is None:
                desk.close()


def enter(desk, user, language='zh'):
    user.go(desk.reporter.replace('/#', f'/?lang={language}#'))
    user.wait(lambda: user.run('return document.documentElement.dataset.ready') == 'yes', 'the form')
    user.wait(lambda: user.seen('#who'), 'the desk to know who writes')


def write(user, headline, body=BODY):
    user.type('#headline', headline)
    user.type('#body', body)


@promise('a story with photos arrives whole')
def story_with_photos_arrives_whole():
    with desk_and_phone() as (desk, user, folder):
        enter(desk, user)
        true('token' not in user.run('return location.href'), 'the secret stays in the address')
        true(not user.seen('#code-row'), 'somebody who was invited is asked again')
        write(user, '河边的灯亮了')
        true(user.text('#count') == '21 字', f"it counts {user.text('#count')}")
        for name in ('first.png', 'second.png'):
            make_png(os.path.join(folder, name), 64 if name == 'first.png' else 65)
            user.type('#add', os.path.join(folder, name))
        user.wait(lambda: user.run('return document.querySelectorAll(".photo").length') == 2, 'two photos')
        user.type('.photo:nth-child(1) .caption', '灯下的河')
        user.picture('filled-zh')
        user.press('#send')
        found = user.wait(desk.list, 'the story to arrive')[0]
        true((found['headline'], found['photos'], found['author']) == ('河边的灯亮了', 2, '林沐'), f'arrived as {found}')
        item = desk.ask(desk.editor, 'GET', '/v1/submissions/' + found['id'])['item']
        true(item['bodies'][0]['value'] == BODY, item['bodies'])
        true(item['associations'][0]['descriptions'][0]['value'] == '灯下的河', item['associations'])
        user.wait(lambda: user.value('#headline') == '', 'the form to be empty again')
        user.wait(lambda: '已收到' in user.text('#sent-list'), 'its state to show')
        true(user.seen('#done'), 'nobody says that it has arrived')
        user.picture('sent-zh')
        true(user.complaints() == [], f'the browser complains: {user.complaints()}')


@promise('what is written outlives the network and the page')
def what_is_written_outlives_the_network_and_the_page():
    with desk_and_phone() as (desk, user, _):
        enter(desk, user)
        desk.close()
        write(user, '没有网络的时候')
        user.press('#send')
        user.wait(lambda: user.seen('#problem'), 'the trouble to be told')
        true(user.run('const box = document.getElementById("problem").getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight'),
             'the trouble is told where nobody looks')
        user.picture('offline-zh')
        true(user.value('#headline') == '没有网络的时候', 'what was written is gone')
        desk.open()
        found = user.wait(desk.list, 'the story to arrive by itself')
        true([one['headline'] for one in found] == ['没有网络的时候'], f'arrived: {found}')
        write(user, '还没有发送')
        user.wait(lambda: user.text('#kept') == '已保存在此浏览器', 'it to be kept')
        user.ask('POST', '/refresh', {})
        user.wait(lambda: user.run('return document.documentElement.dataset.ready') == 'yes', 'the form')
        true(user.value('#headline') == '还没有发送', 'a draft did not outlive the page')


@promise('a draft whose answer is lost arrives once')
def draft_sent_into_the_void_arrives_once():
    with desk_and_phone() as (desk, user, _):
        enter(desk, user)
        write(user, '只来一次')
        user.run('''const original = window.fetch; let lost = 0;
            window.fetch = async (...all) => { const answer = await original(...all);
              if (all[1]?.method === "POST" && lost++ < 2) throw new TypeError("the answer is lost"); return answer; };''')
        user.press('#send')
        user.wait(lambda: user.value('#headline') == '', 'it to be sent in the end')
        true(len(desk.list()) == 1, f'arrived {len(desk.list())} times')


def await_draft(user, headline, what):
    """It has the focus last of all, for which the page rolls to it: a click before that could miss."""
    user.wait(lambda: user.value('#headline') == headline
              and user.run('return document.activeElement.id') == 'headline', what)


@promise('a returned story is sent again as its new version')
def returned_story_is_sent_again_as_its_new_version():
    with desk_and_phone() as (desk, user, _):
        enter(desk, user)
        write(user, '缺一个采访')
        user.press('#send')
        first = user.wait(desk.list, 'the story')[0]
        desk.decide(first, decision='return', note='请补上采访 <b>对象</b>')
        user.wait(lambda: '请补上采访 <b>对象</b>' in user.text('#sent-list'), 'the note, as text')
        user.picture('returned-zh')
        user.press('#sent-list button')
        await_draft(user, '缺一个采访', 'the text to come back')
        user.type('#headline', '（已补）')
        user.press('#send')
        again = user.wait(lambda: [one for one in desk.list() if one['version'] == 2], 'the new version')[0]
        true((again['id'], again['headline']) == (first['id'], '缺一个采访（已补）'), f'came as {again}')
        true(len(desk.list()) == 1, 'it is another submission')


@promise('what is being written waits while a returned story is mended')
def draft_waits_while_a_returned_one_is_mended():
    with desk_and_phone() as (desk, user, folder):
        enter(desk, user)
        write(user, '缺一个采访')
        user.press('#send')
        first = user.wait(desk.list, 'the story')[0]
        desk.decide(first, decision='return', note='请补上采访')
        user.wait(lambda: '请补上采访' in user.text('#sent-list'), 'the note')
        write(user, '另一篇', '写了一半')
        make_png(os.path.join(folder, 'one.png'))
        user.type('#add', os.path.join(folder, 'one.png'))
        user.wait(lambda: user.run('return document.querySelectorAll(".photo").length') == 1, 'its photo')
        user.press('#sent-list button')
        await_draft(user, '缺一个采访', 'the returned one')
        true(user.seen('#revising') and '发送后回来' in user.text('#revising-text'), 'nobody says where the other went')

        # Not now after all; the page may be closed in between.
        user.press('#leave')
        await_draft(user, '另一篇', 'the other one to be back')
        true(not user.seen('#revising'), 'it passes for a new version')
        user.press('#sent-list button')
        await_draft(user, '缺一个采访', 'the returned one again')
        user.type('#headline', '（已补）')
        user.wait(lambda: user.text('#kept') == '已保存在此浏览器', 'it to be kept')
        user.ask('POST', '/refresh', {})
        user.wait(lambda: user.run('return document.documentElement.dataset.ready') == 'yes', 'the form')
        true(user.seen('#revising'), 'after a reload it passes for a story of its own')
        user.press('#send')
        user.wait(lambda: desk.list()[0]['version'] == 2, 'the new version')
        user.wait(lambda: user.value('#headline') == '另一篇', 'the other one to come back')
        true(user.value('#body') == '写了一半' and user.run('return document.querySelectorAll(".photo").length') == 1, 'it is not whole')
        user.press('#send')
        found = user.wait(lambda: (lambda list_: list_ if len(list_) == 2 else None)(desk.list()), 'the other one')
        true(sorted((one['headline'], one['version'], one['photos']) for one in found)
             == [('另一篇', 1, 1), ('缺一个采访（已补）', 2, 0)], f'arrived: {found}')


@promise('an invitation opened where the form is open already is taken')
def invitation_is_taken_where_the_form_is_open():
    with desk_and_phone() as (desk, user, _):
        user.go(f'https://127.0.0.1:{desk.port}/?lang=zh')
        user.wait(lambda: user.run('return document.documentElement.dataset.ready') == 'yes', 'the form')
        write(user, '还没受邀就写')
        user.run('location.hash = arguments[0]', desk.reporter.split('#')[1])
        user.wait(lambda: '林沐' in user.text('#who'), 'the desk to know who writes')
        true('token' not in user.run('return location.href'), 'the secret stays in the address')
        true(user.value('#headline') == '还没受邀就写', 'what was written is gone')


@promise('a withdrawn invitation keeps the draft')
def withdrawn_invitation_keeps_the_draft():
    with desk_and_phone() as (desk, user, _):
        enter(desk, user)
        write(user, '还在')
        subprocess.run([PROGRAM, 'account', 'revoke', '林沐'], env=desk.env, stdout=subprocess.DEVNULL, check=True)
        user.press('#send')
        user.wait(lambda: '邀请' in user.text('#problem'), 'the reason')
        true(user.value('#headline') == '还在' and user.seen('#code-row'), 'the draft or the way back is missing')


@promise('the form speaks English, is labelled, and fits a phone')
def form_speaks_english_and_is_labelled():
    with desk_and_phone(language='en-US', dark=True) as (desk, user, _):
        enter(desk, user, 'en')
        user.picture('empty-en-dark')
        true(user.run('return document.documentElement.lang') == 'en', 'the page is not in English')
        unnamed = user.run('''return [...document.querySelectorAll("input:not([type=hidden]), textarea, button")]
            .filter((one) => one.checkVisibility() && !one.labels?.length && !one.textContent.trim() && !one.ariaLabel)
            .map((one) => one.id || one.outerHTML)''')
        true(unnamed == [], f'without a name: {unnamed}')
        wide = user.run('return document.documentElement.scrollWidth')
        true(wide <= browser.WIDTH, f'the page is {wide} pixels wide')
        small = user.run('''return [...document.querySelectorAll("button, .button, nav a, input[type=text]")].filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 40).map((one) => one.outerHTML)''')
        true(small == [], f'too small for a finger: {small}')

        # The smallest there are.
        user.command('Emulation.setDeviceMetricsOverride', {'width': 320, 'height': 568, 'deviceScaleFactor': 1, 'mobile': True})
        user.picture('narrow-en-dark')
        true(user.run('return document.documentElement.scrollWidth') <= 320, 'the page is too wide')
        true(user.run('''const text = document.createRange(); text.selectNodeContents(document.querySelector("h1"));
            const title = [...text.getClientRects()], link = document.querySelector("nav").getBoundingClientRect();
            return !title.some((one) => one.right > link.left && one.bottom > link.top && one.top < link.bottom)'''),
             'the languages stand on the title')
        true(user.run('return [...document.querySelectorAll("nav a")].filter((one) => one.checkVisibility()).map((one) => one.lang).join()') == 'zh',
             'it offers the language that it is in')


def post(desk, fields, cookie=None, headers=None):
    request = urllib.request.Request(f'https://127.0.0.1:{desk.port}/?lang=zh', data=urllib.parse.urlencode(fields).encode(),
                                     headers={**({'Cookie': cookie} if cookie else {}), **(headers or {})})
    try:
        with urllib.request.urlopen(request, context=TLS, timeout=30) as answer:
            return answer.status, answer.read().decode(), answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(), error.headers


@promise('text can be sent without scripts, and is only ever text')
def text_can_be_sent_without_scripts():
    with tempfile.TemporaryDirectory(prefix='broadsheet-web-') as folder:
        desk = Desk(folder)
        try:
            with urllib.request.urlopen(f'https://127.0.0.1:{desk.port}/?lang=zh', context=TLS) as answer:
                page, policy = answer.read().decode(), answer.headers['Content-Security-Policy']
            true("script-src 'self'" in policy and 'unsafe' not in policy, policy)
            key = re.search(r'name="key" value="([^"]+)"', page).group(1)
            fields = {'key': key, 'headline': '<script>alert(1)</script>', 'byline': '林沐', 'body': BODY, 'note': ''}
            status, page, _ = post(desk, {**fields, 'code': 'nonsense'})
            true(status == 401 and '<script>alert' not in page and '&lt;script&gt;alert' in page, 'a refused form is not safe, or empty')
            status, page, headers = post(desk, {**fields, 'code': desk.reporter})
            true(status == 200 and '编辑部已收到' in page, f'{status}: {page[:300]}')
            cookie = headers['Set-Cookie']
            true(all(word in cookie for word in ('HttpOnly', 'Secure', 'SameSite=Strict')), cookie)
            status, page, _ = post(desk, fields, cookie.split(';')[0])
            true(status == 200 and len(desk.list()) == 1, 'sent again it is another submission')
            status, page, _ = post(desk, {**fields, 'key': 'other'}, cookie.split(';')[0], {'Sec-Fetch-Site': 'cross-site'})
            true(status == 403 and len(desk.list()) == 1, 'another site may send')
        finally:
            desk.close()


if __name__ == '__main__':
    missing = browser.find_missing()
    if missing:
        print(f'1..0 # SKIP {missing} is not installed')
        sys.exit(0)
    run()
