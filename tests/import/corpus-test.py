#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Score the import of real pages, and validate the ninjs that comes of them.

usage: corpus-test.py IMPORT-TO-NINJS
The pages are not part of the project. They are looked for beside it (../shared/corpus, with the
scorer ../shared/tools/score-import and IPTC's schema ../shared/reference); without them the tests
are skipped. TAP on standard output.
"""

import glob
import json
import os
import re
import subprocess
import sys
import tempfile

LEAST = 0.97

program = sys.argv[1]
root = os.environ.get("BROADSHEET_SOURCE_ROOT") or os.path.join(os.path.dirname(__file__), "..", "..")
shared = os.path.join(root, "..", "shared")
scorer = os.path.join(shared, "tools", "score-import")
schema = os.path.join(shared, "reference", "ninjs-schema_3.1.json")
pages = sorted(glob.glob(os.path.join(shared, "corpus", "*.txt")))
samples = sorted(glob.glob(os.path.join(root, "data", "sample", "*.txt")))
number = 0


def report(ok, name, why=""):
    global number
    number += 1
    print(f"{'ok' if ok else 'not ok'} {number} {name}{why}", flush=True)


def convert(page):
    return subprocess.run([program, page], capture_output=True, text=True, check=True).stdout


def score(page):
    name = os.path.basename(page)
    with tempfile.NamedTemporaryFile("w", suffix=".ndjson", encoding="utf-8") as export:
        export.write(convert(page))
        export.flush()
        truth = page[: -len(".txt")] + ".truth.json"
        out = subprocess.run([sys.executable, scorer, truth, export.name, "-v"],
                             capture_output=True, text=True).stdout
    found = re.search(r"score \d+/\d+ = ([0-9.]+)", out)
    for line in out.splitlines():
        print("# " + line)
    report(bool(found) and float(found.group(1)) >= LEAST, f"score of {name}")


def validate(page, validator):
    faults = []
    for line in convert(page).splitlines():
        faults += [f"{e.json_path}: {e.message[:100]}" for e in validator.iter_errors(json.loads(line))]
    for fault in faults[:10]:
        print("# " + fault)
    report(not faults, f"ninjs of {os.path.basename(page)} is valid")


print(f"1..{max(len(pages), 1) + max(len(pages + samples), 1)}")
if pages and os.path.exists(scorer):
    for item in pages:
        score(item)
else:
    report(True, "score of real pages", " # SKIP no pages beside the project")

try:
    import jsonschema
except ImportError:
    jsonschema = None
if jsonschema is not None and os.path.exists(schema):
    with open(schema, encoding="utf-8") as file:
        rules = jsonschema.Draft202012Validator(json.load(file))
    for item in pages + samples:
        validate(item, rules)
else:
    for item in pages + samples or ["pages"]:
        report(True, f"ninjs of {os.path.basename(item)} is valid", " # SKIP no schema or no jsonschema")
