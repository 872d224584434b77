# SPDX-License-Identifier: GPL-3.0-or-later
"""An editor switches "Receive Submissions" on and invites a reporter; the reporter's own program sends.
What was decided holds after a restart, and what cannot be is said with its remedy."""

import os
import re
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import time

import desk

BUTTON = 'push button|button'
ENTRY = 'text|entry'


def listen(port=0):
    s = socket.socket()
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.bind(('127.0.0.1', port))
    s.listen()
    return s


def set_up():
    """Settings that outlive the application, at a port that was free a moment ago."""
    with listen() as s:
        port = s.getsockname()[1]
    os.environ['GSETTINGS_BACKEND'] = 'keyfile'
    folder = os.environ['XDG_CONFIG_HOME'] + '/glib-2.0/settings'
    os.makedirs(folder, exist_ok=True)
    with open(folder + '/keyfile', 'w', encoding='utf-8') as file:
        file.write("[org/broadsheet/Broadsheet]\ndesk-port=%d\ndesk-addresses=['127.0.0.1']\n"
                   "desk-host='127.0.0.1'\nauthor-name='沈禾'\npublication-name='柳湾晚报'\n" % port)
    return port


def open_page(user):
    user.act('app.desk-preferences')
    user.find('frame|dialog', 'Preferences')


def invite(user, name, role='reporter'):
    button = user.find(BUTTON, contains='Invite ' + role)
    user.wait(lambda: user.sensitive(button), 'somebody to be invited')
    button.get_action_iface().do_action(0)
    user.replace(user.find(ENTRY, 'Name, as the Desk Knows Them'), name)
    user.press('Invite')
    user.find('frame|dialog', 'Invitation for ' + name)
    line = user.text(user.find(ENTRY, 'To Paste in Broadsheet'))
    assert re.fullmatch(r'broadsheet://127\.0\.0\.1:\d+/#token=[\w-]{43}&cert=[0-9a-f]{64}', line), line
    if role == 'reporter':
        link = user.text(user.find(ENTRY, 'To Open in a Browser'))
        assert link == re.sub('&cert=.*', '', line.replace('broadsheet:', 'https:')), link
        user.find('image|icon', contains='Code for the camera of a phone')
        read_code(link)
    else:
        assert user.look(ENTRY, 'To Open in a Browser') is None
    user.press('Done')
    user.gone('frame|dialog', 'Invitation for ' + name)
    return line


def read_code(link):
    """What a camera makes of it."""
    if shutil.which('zbarimg') is None or shutil.which('import') is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        picture = folder + '/screen.png'
        subprocess.run(['import', '-window', 'root', picture], check=True)
        read = subprocess.run(['zbarimg', '--quiet', '--raw', picture], capture_output=True, text=True,
                              check=False)
        assert read.stdout.strip() == link, (read.stdout, read.stderr)


class Reporter:
    """Somebody at a machine that knows nothing of this one's folders."""

    def __init__(self, invitation):
        self.invitation = invitation
        self.home = tempfile.mkdtemp(dir=os.environ['HOME'])

    def submit(self, headline):
        text = os.path.join(self.home, 'story.txt')
        with open(text, 'w', encoding='utf-8') as file:
            file.write('%s\n\n入夜以后，河岸的灯重新亮了。\n' % headline)
        env = dict(os.environ, HOME=self.home, XDG_DATA_HOME=self.home + '/data',
                   XDG_STATE_HOME=self.home + '/state', XDG_CONFIG_HOME=self.home + '/config',
                   DBUS_SESSION_BUS_ADDRESS='disabled:')
        return subprocess.run(
            [os.environ['BROADSHEETCTL'], 'submit', '--wait', '10', '--invitation', self.invitation, text],
            env=env, capture_output=True, text=True, timeout=60, check=False)


def headlines():
    """What the desk has on its disk."""
    folder = os.path.join(os.environ['XDG_DATA_HOME'], 'broadsheet', 'desk')
    with sqlite3.connect('file:%s/desk.db?mode=ro' % folder, uri=True) as store:
        return [row[0] for row in store.execute('SELECT headline FROM submission ORDER BY sequence')]


def expect_sent(reporter, headline):
    sent = reporter.submit(headline)
    assert sent.returncode == 0, sent.stderr
    assert headlines().count(headline) == 1, headlines()


def receives(user):
    open_page(user)
    user.find('label', 'Receive Submissions')
    assert user.look('label', 'The Desk Is Open') is None
    user.act('app.receive-submissions')
    user.find('label', 'The Desk Is Open')
    user.find('label', contains='you, at this machine')
    reporter = Reporter(invite(user, '林沐'))
    user.find('label', '林沐')
    user.find('label', contains='not here yet')
    expect_sent(reporter, '河岸的灯重新亮了')
    invite(user, '何川', 'editor')
    user.find('label', '何川')
    return reporter


def says_who_has_been_invited(user):
    button = user.find(BUTTON, contains='Invite reporter')
    button.get_action_iface().do_action(0)
    user.replace(user.find(ENTRY, 'Name, as the Desk Knows Them'), '林沐')
    user.press('Invite')
    user.find('label', contains='林沐 has been invited already')
    user.press('Cancel')
    user.gone(ENTRY, 'Name, as the Desk Knows Them')


def choose(user, who, item, mnemonic):
    """In the menu beside somebody's name."""
    def opened():
        """Where the row was made anew under the pointer, another click is needed; not where a busy
        machine is still at the first: a click at a menu that is just coming would close it."""
        x, y = desk.place(user.find(None, 'More for ' + who))
        subprocess.run(['xdotool', 'mousemove', str(x), str(y), 'click', '1'], check=True)
        for _ in range(20):
            time.sleep(0.2)
            if user.look(None, contains=item):
                return True
        return False
    user.wait(opened, 'the menu')
    user.key(mnemonic)


def revokes(user, reporter):
    choose(user, '林沐', 'Revoke', 'r')
    user.find('label', contains='revoked')
    user.find('push button|button', contains='Undo').get_action_iface().do_action(0)
    user.wait(lambda: user.look('label', contains='revoked') is None, 'the account to be back')
    expect_sent(reporter, '撤回之前')

    choose(user, '林沐', 'Revoke', 'r')
    user.find('label', '林沐 can send nothing any more')
    user.find('label', contains='revoked')
    refused = reporter.submit('撤回之时')
    assert refused.returncode != 0
    assert 'nvitation' in refused.stdout + refused.stderr, (refused.stdout, refused.stderr)
    assert '撤回之时' not in headlines()
    choose(user, '林沐', 'Let In Again', 'l')
    user.wait(lambda: user.look('label', contains='revoked') is None, 'the account to be back')
    # It would be untrue now, and Escape would take it away instead of the window.
    user.gone('label', '林沐 can send nothing any more')
    # What was written meanwhile goes with it.
    expect_sent(reporter, '撤回之后')

    choose(user, '林沐', 'New Invitation', 'n')
    user.press('Invite')
    line = user.text(user.find(ENTRY, 'To Paste in Broadsheet'))
    user.press('Done')
    user.gone(ENTRY, 'To Paste in Broadsheet')
    assert line != reporter.invitation
    refused = reporter.submit('旧请柬')
    assert refused.returncode != 0, refused.stdout
    renewed = Reporter(line)
    expect_sent(renewed, '新请柬')
    return renewed


def restarts(user, reporter):
    user.kill()
    user.start()
    user.find(BUTTON, 'New issue')
    user.wait(lambda: reporter.submit('重启之后').returncode == 0, 'the desk to be open again')
    open_page(user)
    user.find('label', 'The Desk Is Open')
    for name in ('沈禾', '林沐', '何川'):
        user.find('label', name)
    user.close('Preferences')


def ends_with_the_last_window(user):
    """What is under way is finished; then the program ends by itself."""
    process = user.process
    user.act('app.quit')
    assert process.wait(timeout=desk.SECONDS) == 0


def port_in_use(user, port, reporter):
    with listen(port):
        user.start()
        open_page(user)
        user.find('label', 'The Desk Is Not Open')
        user.find('label', contains='port %d: another program has it' % port)
        user.press('Use another port')
        user.find('label', 'The Desk Is Open')
        assert user.look('label', contains='port %d' % port) is None
        user.act('app.receive-submissions')
        user.gone('label', 'The Desk Is Open')
    user.stop()


def test():
    port = set_up()
    user = desk.Desk()
    reporter = receives(user)
    says_who_has_been_invited(user)
    reporter = revokes(user, reporter)
    user.close('Preferences')
    restarts(user, reporter)
    ends_with_the_last_window(user)
    port_in_use(user, port, reporter)


desk.run(test)
