#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# usage: tools/test.sh [TEST…]
# Installs what the tests need, builds with warnings as errors in build-test/, and runs all tests, or
# those named as "meson test" names them. The last line is "N passed, N failed".
set -eu

top=$(CDPATH= cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
build=$top/build-test

case ${1:-} in
  -h|--help) sed -n '3,5s/^# //p' "${BASH_SOURCE[0]}"; exit 0 ;;
esac

. "$top/tools/packages/install.sh"
need_packages build run test

fail() { # MESSAGE: what never came to a test counts as one that failed
  echo "tools/test.sh: $1" >&2
  echo "0 passed, 1 failed"
  exit 1
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT
if [ ! -f "$build/build.ninja" ]; then
  meson setup "$build" "$top" -Dwerror=true >"$log" 2>&1 </dev/null ||
    { cat "$log" >&2; rm -rf "$build"; fail "configuring failed"; }
fi
meson compile -C "$build" >"$log" 2>&1 </dev/null || { cat "$log" >&2; fail "building failed"; }

status=0
meson test -C "$build" --no-rebuild --print-errorlogs --timeout-multiplier 3 "$@" </dev/null || status=$?
"$top/tools/count-tests" "$build/meson-logs/testlog.json" || status=1
exit "$status"
