# SPDX-License-Identifier: GPL-3.0-or-later
# To be sourced, by tools/run.sh and tools/test.sh: need_packages KIND… sees to it that the packages
# of these lists are there. Says nothing when they are.

packages_folder=$(CDPATH= cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)

read_packages() { # SYSTEM KIND…: the packages, one a line
  local system=$1 kind
  shift
  for kind in "$@"; do
    grep -v '^ *\(#\|$\)' "$packages_folder/$system-$kind.txt"
  done | LC_ALL=C sort -u
}

find_system() {
  local id=
  [ -r /etc/os-release ] && id=$(. /etc/os-release && echo "${ID:-} ${ID_LIKE:-}")
  if command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; then
    echo debian
    return
  fi
  case " $id " in
    *\ fedora\ *|*\ rhel\ *) echo fedora ;;
    *\ arch\ *) echo arch ;;
    *suse*) echo opensuse ;;
    *) echo unknown ;;
  esac
}

missing_debian() {
  local package
  while read -r package; do
    case $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) in
      installed) ;;
      *) echo "$package" ;;
    esac
  done
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else return 127
  fi
}

install_debian() { # PACKAGE…
  local log status
  if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
    echo "These packages are missing, and there is no sudo to install them with. As root run:" >&2
    echo "  apt-get install --no-install-recommends $*" >&2
    return 1
  fi
  echo "Installing: $*"
  log=$(mktemp)
  status=0
  # The lists of packages may be old or not there at all: then once more with new ones.
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" \
    >"$log" 2>&1 </dev/null ||
    { as_root apt-get update -qq >>"$log" 2>&1 </dev/null
      as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" \
        >>"$log" 2>&1 </dev/null; } || status=$?
  if [ "$status" -ne 0 ]; then
    cat "$log" >&2
    echo "The packages could not be installed: see above." >&2
  fi
  rm -f "$log"
  return "$status"
}

need_packages() { # KIND…
  local system missing
  system=$(find_system)
  case $system in
    debian)
      missing=$(read_packages debian "$@" | missing_debian)
      [ -z "$missing" ] || install_debian $missing
      ;;
    unknown)
      command -v meson >/dev/null && return 0
      echo "This system's package manager is not known here. Broadsheet needs what Debian calls:" >&2
      read_packages debian "$@" | sed 's/^/  /' >&2
      return 1
      ;;
    *)
      # Elsewhere nothing is installed unasked; meson says what it misses.
      echo "Broadsheet needs these packages ($system):"
      read_packages "$system" "$@" | tr '\n' ' ' | fold -s -w 96 | sed 's/^/  /'
      echo
      command -v meson >/dev/null || { echo "Install them and run this again." >&2; return 1; }
      ;;
  esac
}
