#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Short rounds of what tools/desk-faults does at length: whatever goes wrong on the way, a draft arrives once and whole."""
import sys

from ctl import PROGRAM, SOURCE_ROOT
from bs_tap import Skip, promise, run

sys.path.insert(0, str(SOURCE_ROOT / 'tools/faults.d'))

import faults  # noqa: E402
import malformed  # noqa: E402


def bear(function, **more):
    try:
        function(PROGRAM, **more)
    except faults.CannotTry as reason:
        raise Skip(str(reason)) from reason


@promise('/cli/faults/connections-that-are-left-are-closed')
def _():
    bear(faults.leak, connections=100)


@promise('/cli/faults/methods-that-nobody-knows-are-not-kept')
def _():
    bear(faults.methods, count=500)


@promise('/cli/faults/a-line-that-breaks-anywhere')
def _():
    bear(faults.cut, rounds=1, cuts=2, size=200000)


@promise('/cli/faults/a-full-disk-of-the-desk')
def _():
    bear(faults.full_disk)


@promise('/cli/faults/a-full-disk-of-the-reporter')
def _():
    bear(faults.full_outbox)


@promise('/cli/faults/a-clock-that-jumps-by-years')
def _():
    bear(faults.clock)


@promise('/cli/faults/a-way-that-repeats-everything')
def _():
    bear(faults.repeat, drafts=2, lost=0)


@promise('/cli/faults/many-who-dawdle')
def _():
    # How fast is for the tool to say: here the machine may be busy with anything.
    bear(faults.slow, crowd=60, seconds=2, limit=10)


@promise('/cli/faults/another-certificate')
def _():
    bear(faults.certificate)


@promise('/cli/faults/a-revoked-token')
def _():
    bear(faults.revoked)


@promise('/cli/faults/photo-bombs')
def _():
    bear(faults.bomb)


@promise('/cli/faults/paths-and-scripts-are-only-text')
def _():
    bear(faults.only_text)


@promise('/cli/faults/malformed-requests')
def _():
    bear(malformed.malformed, count=1500, seed=7, say=lambda text: None)


run()
