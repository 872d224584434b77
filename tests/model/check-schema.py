#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The published JSON Schema accepts and refuses what the program does (schema-cases.json)."""

import json
import os
import sys

try:
    import jsonschema
except ImportError:
    print("1..0 # SKIP python3-jsonschema is not installed")
    sys.exit(0)

root = os.environ["BROADSHEET_SOURCE_ROOT"]
with open(f"{root}/data/schema/broadsheet-issue-1.schema.json", encoding="utf-8") as file:
    schema = json.load(file)
with open(f"{root}/tests/model/schema-cases.json", encoding="utf-8") as file:
    cases = json.load(file)

validator = jsonschema.validators.validator_for(schema)
validator.check_schema(schema)
check = validator(schema)
failed = 0
print(f"1..{len(cases['cases'])}")
for number, case in enumerate(cases["cases"], 1):
    issue = {**cases["base"], **case["issue"]}
    issue = {key: value for key, value in issue.items() if value is not None}
    expected = "fault" not in case or case.get("beyond-schema", False)
    good = check.is_valid(issue) == expected
    failed += not good
    print(f"{'ok' if good else 'not ok'} {number} - {case['name'].replace('#', '')}")
sys.exit(1 if failed else 0)
