#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# The files for systemd: it understands every line, and finds the service locked up well.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
# shellcheck source=tests/checks/tap.sh
. tests/checks/tap.sh

# verified FILE: no word from systemd about the unit, whose program need not be installed here.
verified() {
  local words
  mkdir -p "$scratch/units"
  sed 's#^ExecStart=[^ ]*#ExecStart=/bin/true#' "$1" >"$scratch/units/samenspel.service"
  words=$(systemd-analyze verify --man=no "$scratch/units/samenspel.service" 2>&1) || { echo "$words"; return 1; }
  words=$(grep samenspel.service <<<"$words") || return 0
  echo "$words"
  return 1
}

# locked_up FILE: at most 2.0 of 10 on the scale of systemd-analyze(1).
locked_up() {
  systemd-analyze security --offline=true --threshold=20 --no-pager "$1"
}

accepts 'systemd knows every line of the service' verified packaging/samenspel.service
accepts 'and calls it hardly exposed' locked_up packaging/samenspel.service
sed '/^SystemCallFilter=/d; /^Restrict/d; /^Protect/d' packaging/samenspel.service >"$scratch/samenspel.service"
refuses 'which it would not without its restrictions' 'samenspel.service' locked_up "$scratch/samenspel.service"
sed 's/^ProtectClock=/ProtectClocks=/' packaging/samenspel.service >"$scratch/samenspel.service"
refuses 'a mistyped line is found' 'ProtectClocks' verified "$scratch/samenspel.service"
accepts 'systemd makes the user' systemd-sysusers --dry-run "$PWD/packaging/samenspel.sysusers"
accepts 'the data folder is for that user alone' \
  grep -qx 'd /var/lib/samenspel 0700 samenspel samenspel -' packaging/samenspel.tmpfiles
done_testing
