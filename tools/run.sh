#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# `make run`: installs what is missing, builds, makes the demo organisation if there is none yet, and serves it on this
# machine alone. With HOST=name Caddy stands in front with its own certificate authority, so that phones and tablets in
# the house, which need https for an installed app, can join. Ctrl-C stops everything that was started.
#
# Reads PORT, DATA and HOST (see the Makefile).
set -euo pipefail
cd "$(dirname "$0")/.."
port=${PORT:-8080}
data=${DATA:-var/demo}
host=${HOST:-}

lists=(build run)
if [ -n "$host" ]; then lists+=(host); fi
tools/setup.sh "${lists[@]}"

log=build/logs/build.log
if [ ! -e build/build.ninja ]; then echo 'Building; the first time takes a few minutes (log: build/logs/build.log)'; fi
if ! tools/build.sh build gcc --buildtype=release -Ddebug=true >"$log" 2>&1; then
  cat "$log" >&2
  exit 1
fi

# How the program is called stands here and nowhere else in the build's scripts.
# Requests are not logged, so that the links stay on the screen.
serve() { exec build/src/samenspel demo --serve --data "$data" --port "$port" --log-requests no "$@"; }

if [ -z "$host" ]; then
  serve
fi

children=()
stop() {
  trap - EXIT INT TERM
  kill "${children[@]}" 2>/dev/null || true
  wait
}
trap stop EXIT
trap 'exit 0' INT TERM
serve --origin "$(tools/caddy.sh address "$host")" --trusted-proxies 127.0.0.1 &
children+=($!)
tools/caddy.sh serve "$host" "$port" &
children+=($!)
# Whichever ends first ends the other: a door without a house, or a house without a door, helps nobody.
wait -n "${children[@]}"
