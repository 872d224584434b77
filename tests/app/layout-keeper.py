#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the tests of what keeps the layout, which need a display, in an X server of their own."""

import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402


def layout():
    subprocess.run([os.environ['BROADSHEET_LAYOUT_KEEPER']], check=True)


desk.run(layout)
