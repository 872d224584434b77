#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: in-display.py TEST: runs a test that needs a display in an X server of its own."""

import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402


def run_test():
    subprocess.run([sys.argv[1]], env=desk.strict(), check=True)


desk.run(run_test)
