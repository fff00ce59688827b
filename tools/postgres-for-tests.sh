#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# A PostgreSQL 15 of the tests' own: no network, one Unix socket in its own folder, nothing shared with the machine's.
#
#   tools/postgres-for-tests.sh start DIR   makes a new cluster in DIR (what was there goes) and prints the connection string
#   tools/postgres-for-tests.sh stop DIR    stops it and removes DIR
#
# fsync is off: a killed program loses nothing by it, and no test takes the machine's power away. PostgreSQL refuses to
# run as root: see tools/as-test-user.sh.
set -euo pipefail
if [ $# -ne 2 ] || [ -z "$2" ]; then
  sed -n 's/^#   //p' "$0" >&2
  exit 2
fi
mkdir -p "$2"
folder=$(cd "$2" && pwd)
programs=/usr/lib/postgresql/15/bin
PATH=$programs:$PATH

stop() {
  if [ -e "$folder/data/postmaster.pid" ]; then
    pg_ctl -D "$folder/data" -m immediate -w stop >>"$folder/postgres.log" 2>&1 || true
  fi
  # Only what a cluster of this script is made of: a mistaken DIR loses nothing else.
  rm -rf "$folder/data" "$folder/postgres.log" "$folder"/.s.PGSQL.*
}

case "$1" in
  start)
    if [ ${#folder} -gt 90 ]; then
      echo "postgres-for-tests: the folder's name is too long for a socket: $folder" >&2
      exit 1
    fi
    stop
    initdb --pgdata="$folder/data" --username=samenspel --locale=C --encoding=UTF8 --auth=trust \
      >"$folder/postgres.log" 2>&1 || { cat "$folder/postgres.log" >&2; exit 1; }
    cat >>"$folder/data/postgresql.conf" <<EOF
listen_addresses = ''
unix_socket_directories = '$folder'
max_connections = 100
shared_buffers = 64MB
fsync = off
full_page_writes = off
timezone = 'UTC'
EOF
    pg_ctl -D "$folder/data" -l "$folder/postgres.log" -w -t 60 start >/dev/null ||
      { cat "$folder/postgres.log" >&2; exit 1; }
    createdb --host="$folder" --username=samenspel samenspel
    echo "host=$folder user=samenspel dbname=samenspel"
    ;;
  stop)
    stop
    rmdir "$folder" 2>/dev/null || true
    ;;
  *)
    echo "postgres-for-tests: start or stop, not $1" >&2
    exit 2
    ;;
esac
