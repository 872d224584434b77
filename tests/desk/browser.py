#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A phone's browser, driven by the WebDriver protocol (W3C), for tests of the web form."""

import base64
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'
WIDTH, HEIGHT = 390, 844


def find_missing():
    """What is not installed, or None."""
    for program in ('chromedriver', 'chromium'):
        if shutil.which(program) is None:
            return program
    return None


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


class Browser:
    def __init__(self, language='zh-CN', dark=False):
        self.port = free_port()
        self.folder = tempfile.TemporaryDirectory(prefix='broadsheet-browser-')
        self.driver = subprocess.Popen(['chromedriver', f'--port={self.port}'], stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL,
                                       env={**os.environ, 'HOME': self.folder.name})
        self.session = None
        arguments = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage',
                     f'--lang={language}', f'--user-data-dir={self.folder.name}/profile']
        options = {'args': arguments, 'prefs': {'intl.accept_languages': language},
                   'mobileEmulation': {'deviceMetrics': {'width': WIDTH, 'height': HEIGHT, 'pixelRatio': 1, 'touch': True}}}
        wanted = {'capabilities': {'alwaysMatch': {'acceptInsecureCerts': True, 'goog:chromeOptions': options,
                                                   'goog:loggingPrefs': {'browser': 'ALL'}}}}
        self.session = self.wait(lambda: self.ask('POST', '/session', wanted), 'the browser to start')['sessionId']
        if dark:
            self.command('Emulation.setEmulatedMedia', {'features': [{'name': 'prefers-color-scheme', 'value': 'dark'}]})

    def ask(self, method, path, data=None):
        where = f'/session/{self.session}{path}' if self.session else path
        request = urllib.request.Request(f'http://127.0.0.1:{self.port}{where}', method=method,
                                         data=None if data is None else json.dumps(data).encode(),
                                         headers={'Content-Type': 'application/json'})
        with urllib.request.urlopen(request, timeout=120) as answer:
            return json.load(answer)['value']

    def wait(self, condition, what, seconds=60):
        last = None
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                found = condition()
                if found:
                    return found
            except (urllib.error.URLError, ConnectionError) as error:
                last = error
            time.sleep(0.1)
        raise AssertionError(f'waited in vain for {what}: {last}')

    def command(self, name, parameters):
        return self.ask('POST', '/goog/cdp/execute', {'cmd': name, 'params': parameters})

    def go(self, address):
        self.ask('POST', '/url', {'url': address})

    def run(self, script, *arguments):
        return self.ask('POST', '/execute/sync', {'script': script, 'args': list(arguments)})

    def find(self, selector):
        return self.ask('POST', '/element', {'using': 'css selector', 'value': selector})[ELEMENT]

    def type(self, selector, text):
        self.ask('POST', f'/element/{self.find(selector)}/value', {'text': text})

    def press(self, selector):
        self.run('document.querySelector(arguments[0]).scrollIntoView({block: "center"})', selector)
        self.ask('POST', f'/element/{self.find(selector)}/click', {})

    def text(self, selector):
        return self.run('return document.querySelector(arguments[0])?.textContent ?? ""', selector)

    def value(self, selector):
        return self.run('return document.querySelector(arguments[0]).value', selector)

    def seen(self, selector):
        return self.run('return document.querySelector(arguments[0])?.checkVisibility() ?? false', selector)

    def complaints(self):
        """What the browser itself found wrong with the page: scripts, policy, missing parts."""
        return [entry['message'] for entry in self.ask('POST', '/se/log', {'type': 'browser'})
                if entry['level'] == 'SEVERE' and 'ERR_CONNECTION_REFUSED' not in entry['message']
                and 'ERR_INTERNET_DISCONNECTED' not in entry['message']]

    def picture(self, name):
        """Kept only where somebody asks for it."""
        folder = os.environ.get('BROADSHEET_WEB_PICTURES')
        if folder:
            whole = self.command('Page.captureScreenshot', {'captureBeyondViewport': True})
            os.makedirs(folder, exist_ok=True)
            with open(os.path.join(folder, name + '.png'), 'wb') as file:
                file.write(base64.b64decode(whole['data']))

    def stop(self):
        try:
            self.ask('DELETE', '')
        except (urllib.error.URLError, ConnectionError):
            pass
        self.driver.terminate()
        self.driver.wait(10)
        self.folder.cleanup()
