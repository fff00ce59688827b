#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Installs what is missing and nothing else: packages by apt, front-end packages by npm.
#
#   tools/setup.sh LIST...     the lists are packaging/packages.LIST
#   tools/setup.sh --missing LIST...   prints the missing packages, one a line, and installs nothing
#
# With `test` among the lists npm also installs what the tests use. When nothing is missing this takes a fraction
# of a second and asks neither apt nor npm. Works as root or through sudo; otherwise it says what root has to do.
set -euo pipefail
cd "$(dirname "$0")/.."

only_print=no
if [ "${1:-}" = --missing ]; then
  only_print=yes
  shift
fi
for list in "$@"; do
  if [ ! -e "packaging/packages.$list" ]; then
    echo "setup: there is no list packaging/packages.$list" >&2
    exit 2
  fi
done
log=build/logs/setup.log
left_behind=() # files that only matter during the installation

# Reads the lists as "package witness" pairs, without comments.
wanted() {
  local list
  for list in "$@"; do
    sed -e 's/#.*//' -e 's/[[:space:]]//g' -e '/^$/d' -e 's/:/ /' "packaging/packages.$list"
  done | sort -u
}

# Prints the packages of the lists that are not here.
missing() {
  local package witness by_name=()
  while read -r package witness; do
    case "$witness" in
      '') by_name+=("$package") ;;
      /*) [ -e "$witness" ] || echo "$package" ;;
      *) command -v "$witness" >/dev/null || [ -x "/usr/sbin/$witness" ] || echo "$package" ;;
    esac
  done < <(wanted "$@")
  [ ${#by_name[@]} -eq 0 ] && return
  comm -23 <(printf '%s\n' "${by_name[@]}" | sort -u) \
    <(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "${by_name[@]}" 2>/dev/null |
      sed -n 's/ installed$//p' | sort -u)
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# Some packages bring a service (Caddy, nginx, PostgreSQL). Samenspel uses their programs only: the services are
# neither started nor enabled, and no database cluster is made, by an installation that this script did.
install_packages() {
  local packages=("$@") unit size
  local policy=/usr/sbin/policy-rc.d clusters=/etc/postgresql-common/createcluster.d/samenspel-setup.conf
  if ! command -v apt-get >/dev/null; then
    echo "setup: missing, and there is no apt-get to install it with: ${packages[*]}" >&2
    exit 1
  fi
  if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
    printf 'setup: these packages are missing. Install them as root, then try again:\n  apt-get install %s\n' \
      "${packages[*]}" >&2
    exit 1
  fi
  echo "setup: ${#packages[@]} packages are missing: ${packages[*]}"
  as_root env LC_ALL=C apt-get update >>"$log" 2>&1 || echo "setup: apt-get update reported errors, see $log" >&2
  size=$(as_root env LC_ALL=C apt-get install --no-install-recommends --assume-no "${packages[@]}" 2>>"$log" |
    sed -n 's/^Need to get \([^ ]* [kMG]*B\).*/\1/p') || true
  echo "setup: fetching ${size:-them} (log: $log)"
  trap 'as_root rm -f "${left_behind[@]}"' EXIT
  if [ ! -e "$policy" ]; then
    left_behind+=("$policy")
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
  fi
  if [ ! -e "$clusters" ]; then
    left_behind+=("$clusters")
    as_root mkdir -p "$(dirname "$clusters")"
    echo 'create_main_cluster = false' | as_root tee "$clusters" >/dev/null
  fi
  if ! as_root env LC_ALL=C DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
    -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 "${packages[@]}" >>"$log" 2>&1; then
    tail -n 40 "$log" >&2
    echo "setup: apt-get install failed, the whole log is $log" >&2
    exit 1
  fi
  if command -v systemctl >/dev/null; then
    for unit in caddy nginx; do
      case " ${packages[*]} " in
        *" $unit "* | *" $unit-light "*) as_root systemctl disable "$unit.service" >>"$log" 2>&1 || true ;;
      esac
    done
  fi
}

# Installs the front-end packages of the lock file. The stamp lies in node_modules: npm ci removes it with the rest.
install_front_end() {
  local set=$1 omit=(--omit=dev) stamp=node_modules/.samenspel-set have
  [ -e package-lock.json ] || return 0
  [ "$set" = all ] && omit=()
  local lock
  lock=$(sha256sum package-lock.json | cut -d ' ' -f 1)
  have=$(cat "$stamp" 2>/dev/null || true)
  case "$have" in
    "$lock all" | "$lock $set") return 0 ;;
  esac
  echo "setup: installing the front-end packages by npm (log: $log)"
  if ! npm ci --ignore-scripts --no-audit --no-fund "${omit[@]}" >>"$log" 2>&1; then
    tail -n 40 "$log" >&2
    echo "setup: npm ci failed, the whole log is $log" >&2
    exit 1
  fi
  mkdir -p node_modules
  echo "$lock $set" >"$stamp"
}

mapfile -t packages < <(missing "$@" | sort -u)
if [ "$only_print" = yes ]; then
  printf '%s\n' "${packages[@]}" | sed '/^$/d'
  exit 0
fi
mkdir -p build/logs
: >"$log"
[ ${#packages[@]} -eq 0 ] || install_packages "${packages[@]}"
case " $* " in
  *' test '*) install_front_end all ;;
  *' build '*) install_front_end runtime ;;
esac
mapfile -t packages < <(missing "$@" | sort -u)
if [ ${#packages[@]} -ne 0 ]; then
  echo "setup: still missing after the installation: ${packages[*]}" >&2
  exit 1
fi
