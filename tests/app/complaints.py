#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: complaints.py PROGRAM: a warning ends the program that is tried, but for one that is GTK's own."""

import os
import signal
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk  # noqa: E402

TEXT = "gdk_surface_get_device_position: assertion 'GDK_IS_SURFACE (surface)' failed"


def complain(who):
    return subprocess.run([sys.argv[1], who], env=desk.strict(), stderr=subprocess.PIPE, text=True, check=False)


def complaints():
    program = complain('program')
    assert program.returncode == -signal.SIGABRT and TEXT in program.stderr, program
    gtk = complain('gtk')
    assert gtk.returncode == 0 and TEXT in gtk.stderr, gtk


desk.run(complaints)
