# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad ways to a desk: one that breaks off in the middle, one that repeats what it carries."""
import contextlib
import random
import socket
import ssl
import struct
import threading

from desk_run import PATIENCE


class Way:
    """Listens at a port of its own; each guest in a thread. @guest (socket, number) deals with one."""

    def __init__(self, deal):
        self.deal = deal
        self.door = socket.create_server(('127.0.0.1', 0), backlog=100)
        self.port = self.door.getsockname()[1]
        self.count = 0
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        with contextlib.suppress(OSError):
            while True:
                guest, _address = self.door.accept()
                self.count += 1
                threading.Thread(target=self.run, args=(guest, self.count), daemon=True).start()

    def run(self, guest, number):
        with contextlib.suppress(OSError), guest:
            self.deal(guest, number)

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.door.shutdown(socket.SHUT_RDWR)
        self.door.close()

    def replace(self, invitation, port):
        return invitation.replace(f':{port}/', f':{self.port}/')


def reset(one):
    with contextlib.suppress(OSError):
        one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
        one.close()


def breaking(port, cuts, most, seed):
    """Its first @cuts guests are broken off after some number of bytes up to @most, either way; half of them rudely."""
    def deal(guest, number):
        random_ = random.Random(seed * 1000 + number)
        left = [random_.randrange(1, most) if number <= cuts else None]
        far = socket.create_connection(('127.0.0.1', port), timeout=PATIENCE)

        def forward(source, target):
            with contextlib.suppress(OSError):
                while data := source.recv(16384):
                    if left[0] is not None:
                        data, left[0] = data[:left[0]], left[0] - len(data)
                    target.sendall(data)
                    if left[0] is not None and left[0] <= 0:
                        break
            for one in (source, target):
                if left[0] is not None and random_.random() < 0.5:
                    reset(one)
                with contextlib.suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)

        back = threading.Thread(target=forward, args=(far, guest), daemon=True)
        back.start()
        forward(guest, far)
        back.join()
        far.close()

    return Way(deal)


def read_message(one, left=b''):
    """Head and body of one HTTP message, and what came behind it; None at the end."""
    data = left
    while b'\r\n\r\n' not in data:
        more = one.recv(65536)
        if not more:
            return None, b''
        data += more
    head, data = data.split(b'\r\n\r\n', 1)
    length = 0
    for line in head.split(b'\r\n')[1:]:
        name, value = line.split(b':', 1)
        if name.lower() == b'content-length':
            length = int(value)
    without = head.startswith(b'HTTP/1.1 204')
    while not without and len(data) < length:
        more = one.recv(65536)
        if not more:
            raise ConnectionError('half a message')
        data += more
    size = 0 if without else length
    return head + b'\r\n\r\n' + data[:size], data[size:]


def repeating(port, certificate, times, lost, seed):
    """Carries each request up to @times times to a desk that speaks plainly, at once or one after the other, gives back any
    of the answers, and loses that of @lost in a hundred. It has the desk's own @certificate."""
    shown = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    shown.load_cert_chain(certificate)

    def carry(request, answers):
        with contextlib.suppress(OSError, ValueError), socket.create_connection(('127.0.0.1', port), timeout=PATIENCE) as far:
            far.sendall(request)
            head = request.split(b' ', 1)[0]
            if head == b'HEAD':
                data = b''
                while b'\r\n\r\n' not in data:
                    data += far.recv(65536)
                answers.append(data)
            else:
                answers.append(read_message(far)[0])

    def deal(guest, number):
        random_ = random.Random(seed * 1000 + number)
        with shown.wrap_socket(guest, server_side=True) as inside:
            left = b''
            while True:
                request, left = read_message(inside, left)
                if request is None:
                    return
                answers, crowd = [], []
                for _ in range(random_.randrange(2, times + 1)):
                    one = threading.Thread(target=carry, args=(request, answers), daemon=True)
                    one.start()
                    crowd.append(one)
                    if random_.random() < 0.5:
                        one.join()
                for one in crowd:
                    one.join()
                if not answers or random_.randrange(100) < lost:
                    return
                inside.sendall(random_.choice(answers))

    return Way(deal)
