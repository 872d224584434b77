# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests in Python that print TAP: functions marked with @promise, run in order by main()."""
import sys
import traceback

_promises = []


class Skip(Exception):
    """What the test needs is not here."""


def promise(name):
    """Marks a function as the test of the promise @name."""
    def mark(function):
        _promises.append((name, function))
        return function
    return mark


def equal(got, wanted, why=''):
    if got != wanted:
        raise AssertionError(f'{why}: got {got!r}, wanted {wanted!r}')


def true(condition, why):
    if not condition:
        raise AssertionError(why)


def main(only=None):
    chosen = [(name, function) for name, function in _promises if not only or only in name]
    failures = 0
    print(f'1..{len(chosen)}', flush=True)
    for number, (name, function) in enumerate(chosen, 1):
        try:
            function()
        except Skip as reason:
            print(f'ok {number} {name} # SKIP {reason}', flush=True)
        except Exception:  # a test may fail in any way; the others still run
            failures += 1
            print(f'not ok {number} {name}', flush=True)
            for line in traceback.format_exc().splitlines()[-12:]:
                print(f'# {line}', flush=True)
        else:
            print(f'ok {number} {name}', flush=True)
    return 1 if failures else 0


def run():
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else None))
