#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# usage: tools/run.sh [PAGE.txt]
# Installs what is missing, builds Broadsheet in build/, makes a PDF of the sample issue, and opens
# the application on it where there is a display. With PAGE.txt, the text of a newspaper page, it
# does so with that page.
set -eu

top=$(CDPATH= cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
build=$top/build

die() { echo "tools/run.sh: $*" >&2; exit 1; }

case ${1:-} in
  -h|--help) sed -n '3,6s/^# //p' "${BASH_SOURCE[0]}"; exit 0 ;;
  -*) die "$1: no such option. See tools/run.sh --help" ;;
esac
[ $# -le 1 ] || die "one page at a time. See tools/run.sh --help"
if [ $# -eq 1 ]; then
  [ -f "$1" ] && [ -r "$1" ] || die "$1: cannot be read. Name the text of a page"
  page=$(CDPATH= cd -- "$(dirname -- "$1")" && pwd)/$(basename -- "$1")
fi

. "$top/tools/packages/install.sh"
need_packages build run

quietly() { # COMMAND…: its output only when it fails
  local log status=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 </dev/null || status=$?
  [ "$status" -eq 0 ] || cat "$log" >&2
  rm -f "$log"
  return "$status"
}

# Installed below build/, so that data, schema, icons and translations are found as anywhere.
if [ ! -f "$build/build.ninja" ]; then
  echo "Configuring"
  quietly meson setup "$build" "$top" --buildtype=release --prefix="$build/installed" \
    --libdir=lib -Dtests=false || die "configuring failed: see above"
fi
echo "Building"
quietly meson compile -C "$build" || die "building failed: see above"
quietly meson install -C "$build" --no-rebuild --only-changed || die "installing into build/ failed: see above"
export PATH=$build/installed/bin:$PATH
export XDG_DATA_DIRS=$build/installed/share:${XDG_DATA_DIRS:-/usr/local/share:/usr/share}

# A name that is not taken: nobody's work is written over.
free_name() { # FOLDER NAME
  local name=$2 n=2
  while [ -e "$1/$name.broadsheet" ]; do name=$2-$n; n=$((n + 1)); done
  printf '%s\n' "$1/$name"
}

export_pdf() { # ISSUE PDF
  local status=0
  broadsheetctl export "$1" --to pdf -o "$2" || status=$?
  if [ "$status" -eq 1 ]; then
    status=0
    broadsheetctl export "$1" --to pdf --proof -o "$2" >/dev/null 2>&1 || status=$?
    [ "$status" -gt 1 ] || echo "The page has errors, see above: this is a proof."
  fi
  [ "$status" -le 1 ] || die "no PDF was made: see above"
  echo "PDF: $2"
}

if [ $# -eq 1 ]; then
  folder=$(command -v xdg-user-dir >/dev/null && xdg-user-dir DOCUMENTS || true)
  [ -n "$folder" ] && [ -d "$folder" ] && [ -w "$folder" ] || folder=$build
  folder=$folder/Broadsheet
  mkdir -p "$folder"
  base=$(basename -- "$page")
  base=$(free_name "$folder" "${base%.*}")
  issue=$base.broadsheet
  broadsheetctl new "$issue"
  if ! broadsheetctl import "$issue" "$page"; then rm -f "$issue"; exit 3; fi
  broadsheetctl layout "$issue" >/dev/null || [ $? -eq 1 ] || die "the page could not be laid out: see above"
  export_pdf "$issue" "$base.pdf"
  echo "Issue: $issue"
else
  issue=$build/installed/share/broadsheet/sample/sample.broadsheet
  export_pdf "$issue" "$build/sample.pdf"
fi

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  exec broadsheet "$issue"
fi
echo "There is no display here; with one, this opens the application."
