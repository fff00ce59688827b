#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# `make bench`: the figures of docs/performance.md, each beside what it must reach.
#
#     bench/run.sh [GROUP...]     page node postgresql writes latency size lists memory live start wire commit; all without
#     bench/run.sh largest        ten million lines, which takes minutes to fill and gigabytes of disk
#
# Prints a line for each figure, `bench NAME VALUE must M aim A ok` (or `short`), and ends with status 1 when one is short.
# What is compared runs in turn, round by round; the median counts, and a figure that misses is measured once more. Everything
# listens on loopback, lies in one folder on the disk of the build, and is stopped and removed at the end.
#
#     BUILD=build          build folder with the program and the tools
#     BENCH_ROUNDS=7       rounds; 3 for a quick look
#     BENCH_SECONDS=2      length of one load
#     BENCH_ONCE=          set: a miss is not measured again
# shellcheck disable=SC2317 # the rounds are called by their names
set -euo pipefail
cd "$(dirname "$0")/.."
source=$PWD
build=${BUILD:-build}
rounds=${BENCH_ROUNDS:-7}
seconds=${BENCH_SECONDS:-2}
program=$(realpath "$build/src/samenspel")
tools=$(realpath "$build/bench")
shim=$(realpath "$build/tests/crash/fdatasync_shim.so")
export LC_ALL=C

all_groups=(page node postgresql writes latency size lists memory live start wire commit)
groups=("$@")
[ ${#groups[@]} -gt 0 ] || groups=("${all_groups[@]}")
CHILDREN=56000 WRITTEN=10000 DAYS=5 # a hundred lines for each child that is written about: a million
DAYS_OF_LARGEST=9 # of all children, twenty lines a day: ten million
CONNECTIONS=64 STREAMS=5000 RATE=1000
LINES_OF_PAGE=24

# group name must aim direction (above: the larger the better)
figures='
page       day_page_against_nginx           0.20 0.50 above
node       day_page_against_node            2.5  5    above
postgresql postgresql_against_sqlite        0.40 0.60 above
writes     tenth_writes_against_reading     0.40 0.70 above
latency    p99_ms_reading                   10   3    below
latency    p99_ms_tenth_writes              10   3    below
latency    p99_ms_tenth_writes_sync_1ms     15   6    below
latency    p99_ms_tenth_writes_sync_5ms     -    -    below
size       cpu_million_against_10_thousand  1.25 1.05 below
largest    cpu_10_million_against_10_thousand 1.25 1.05 below
lists      newest_guardian_against_page     5    1    below
lists      newest_professional_against_page 5    1    below
lists      newest_manager_against_page      5    1    below
lists      newest_administrator_against_page 5   1    below
memory     memory_idle_mib                  16   8    below
memory     memory_load_mib                  64   40   below
live       live_connection_kib              12   8    below
live       live_event_ms                    100  50   below
start      start_ms                         300  50   below
wire       first_visit_kb                   150  60   below
wire       first_visit_script_kb            40   20   below
commit     durable_writes_group_against_direct 4 10   above
'

mkdir -p "$build/logs"
work=$(mktemp -d "$(realpath "$build")/bench.XXXXXX")
log=$(realpath "$build")/logs/bench.log
: >"$log"
declare -A server_pid server_port
helpers=()

stop_everything() {
  trap - EXIT INT TERM
  local pid
  for pid in "${server_pid[@]}" "${helpers[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  if [ -d "$work/postgresql" ]; then postgresql stop >>"$log" 2>&1 || true; fi
  rm -rf "$work"
}
trap stop_everything EXIT
trap 'exit 130' INT TERM

give_up() {
  echo "bench: $*; the log is $log" >&2
  exit 1
}

has() {
  local group
  for group in "${groups[@]}"; do [ "$group" = "$1" ] && return 0; done
  return 1
}

any() {
  local name
  for name in "$@"; do has "$name" && return 0; done
  return 1
}

# --- servers ---

# serve NAME FOLDER [VARIABLE=VALUE...] [-- ARGUMENT...]: starts the program on any free port and waits until it answers.
serve() {
  local name=$1 folder=$2 variables=() out
  shift 2
  while [ $# -gt 0 ] && [ "$1" != -- ]; do variables+=("$1"); shift; done
  [ $# -eq 0 ] || shift
  out=$work/$name.log
  : >"$out"
  # On one processor where there is more than one: the load has the other.
  env "${variables[@]}" ${server_core:+taskset -c "$server_core"} "$program" serve --data "$folder" --port 0 \
    --connections 8192 --connections-per-address -1 "$@" >>"$out" 2>&1 &
  server_pid[$name]=$!
  local port=
  for _ in $(seq 200); do
    port=$(sed -n 's/.*event=serve.ready.* port=\([0-9]*\).*/\1/p' "$out" | head -n 1)
    [ -z "$port" ] || break
    kill -0 "${server_pid[$name]}" 2>/dev/null || break
    sleep 0.05
  done
  if [ -z "$port" ]; then cat "$out" >>"$log"; give_up "the server of $name does not start"; fi
  server_port[$name]=$port
}

stop() {
  kill "${server_pid[$1]}" 2>/dev/null || true
  wait "${server_pid[$1]}" 2>/dev/null || true
  unset "server_pid[$1]"
}

# The request log goes on being written, as where it counts, but is not kept.
forget_log() { : >"$work/$1.log"; }

postgresql() {
  if [ "$(id -u)" -ne 0 ]; then
    tools/postgres-for-tests.sh "$1" "$work/postgresql"
    return
  fi
  # PostgreSQL refuses to run as root.
  local user=nobody
  if id postgres >/dev/null 2>&1; then user=postgres; fi
  if [ "$1" = start ]; then
    chmod 755 "$work"
    install -d -o "$user" -m 711 "$work/postgresql" # the program may run as a user of its own
    cp tools/postgres-for-tests.sh "$work/postgres-for-tests.sh"
  fi
  (cd / && setpriv --reuid "$user" --regid "$(id -g "$user")" --init-groups env HOME="$work/postgresql" \
    bash "$work/postgres-for-tests.sh" "$1" "$work/postgresql")
}

start_nginx() {
  local kind=$1 sendfile=$2 nopush=$3 port=$4
  mkdir -p "$work/$kind"
  cat >"$work/$kind/nginx.conf" <<END
daemon off;
user $(id -un);
worker_processes auto;
pid $work/$kind/nginx.pid;
error_log $work/$kind/error.log;
events { worker_connections 4096; multi_accept on; }
http {
  access_log off;
  sendfile $sendfile;
  tcp_nopush $nopush;
  tcp_nodelay on;
  keepalive_requests 100000000;
  open_file_cache max=64 inactive=60s;
  open_file_cache_valid 60s;
  default_type text/html;
  charset utf-8;
  client_body_temp_path $work/$kind/body;
  proxy_temp_path $work/$kind/proxy;
  fastcgi_temp_path $work/$kind/fastcgi;
  uwsgi_temp_path $work/$kind/uwsgi;
  scgi_temp_path $work/$kind/scgi;
  server { listen 127.0.0.1:$port; root $work/static; }
}
END
  nginx -c "$work/$kind/nginx.conf" -e "$work/$kind/error.log" >>"$log" 2>&1 &
  helpers+=($!)
  server_port[$kind]=$port
  for _ in $(seq 100); do
    curl -s -o /dev/null "http://127.0.0.1:$port/" && return
    sleep 0.05
  done
  cat "$work/$kind/error.log" >>"$log" 2>/dev/null || true
  give_up 'nginx does not start'
}

free_port() { node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})'; }

# --- numbers ---

add() { echo "$2" >>"$work/figure.$1"; }

median() { sort -g "$work/figure.$1" | awk '{ v[NR] = $1 } END { if (NR) print v[int((NR + 1) / 2)] }'; }

divide() { awk -v a="$1" -v b="$2" -v scale="${3:-1}" 'BEGIN { printf "%.4f\n", (b > 0 ? a / b * scale : 0) }'; }

add_up() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.4f\n", a + b }'; }

# Processor time of a process in microseconds, with its threads.
cpu_us() { awk -v hertz="$(getconf CLK_TCK)" '{ sub(/.*\) /, ""); printf "%d\n", ($12 + $13) * 1000000 / hertz }' "/proc/$1/stat"; }

# Anonymous and shared memory of a process in KiB.
memory_kib() { awk '/^Pss_Anon:|^Pss_Shmem:/ { sum += $2 } END { print sum + 0 }' "/proc/$1/smaps_rollup"; }

# wrk_run PORT SECONDS VISITORS [WRITERS PERCENT]: prints "REQUESTS ERRORS SECONDS"; errors end everything.
wrk_run() {
  local port=$1 time=$2 out
  shift 2
  out=$(wrk -t2 -c"$CONNECTIONS" -d"${time}s" --timeout 10s -s "$source/bench/page.lua" "http://127.0.0.1:$port" -- "$@" 2>&1)
  echo "$out" >>"$log"
  out=$(sed -n 's/^WRK //p' <<<"$out")
  [ -n "$out" ] || give_up 'wrk failed'
  [ "$(cut -d ' ' -f 2 <<<"$out")" = 0 ] || give_up "$(cut -d ' ' -f 2 <<<"$out") answers were errors"
  echo "$out"
}

rate_of() { awk '{ printf "%.1f\n", $1 / $3 }' <<<"$1"; }

# Processor time of one request in microseconds.
cpu_of_load() {
  local name=$1 before after out
  shift
  before=$(cpu_us "${server_pid[$name]}")
  out=$(wrk_run "${server_port[$name]}" "$@")
  after=$(cpu_us "${server_pid[$name]}")
  forget_log "$name"
  divide $((after - before)) "${out%% *}"
}

# --- the data ---

data() { "$tools/bench_data" "$@" || give_up "bench_data $1 failed"; }

make_demo() {
  local name=$1
  shift
  "$program" demo --data "$work/$name" "$@" >/dev/null 2>>"$log" || give_up 'the demo cannot be made'
}

# Who reads the demo's page, who writes (on other children's pages, so that the page stays as long as it is), and many
# sessions for the live pages.
make_visitors() {
  local name=$1 database=$2
  data page "$database" bench/page.sql $LINES_OF_PAGE >"$work/$name.page.both"
  head -n 1 "$work/$name.page.both" >"$work/$name.page"
  data visitors "$database" 1000 | grep -v " $(cut -d ' ' -f 2 "$work/$name.page")\$" >"$work/$name.writers"
}

fetch_page() {
  local name=$1 token path
  read -r token path <"$work/$name.page"
  curl -s --fail -H "Cookie: samenspel=$token" "http://127.0.0.1:${server_port[$name]}$path"
}

make_filled() {
  local name=$1 children=$2 written=$3 days=$4
  "$program" init --data "$work/$name" --name Groot --admin-email bench@example.org --admin-name Bench >/dev/null 2>>"$log" ||
    give_up 'init failed'
  data fill "$work/$name/samenspel.db" bench/fill.sql "$children" "$written" "$days"
  data visitors "$work/$name/samenspel.db" "$written" >"$work/$name.page"
}

# Warm is what counts: each page has been read once.
warm() {
  serve "$1" "$work/$1"
  wrk_run "${server_port[$1]}" "$((seconds * $2))" "$work/$1.page" >/dev/null
  forget_log "$1"
}

set_up() {
  make_demo demo
  make_visitors demo "$work/demo/samenspel.db"
  data sessions "$work/demo/samenspel.db" 500 >"$work/demo.sessions"
  # A file that is being written is not to be copied: what needs a demo of its own takes this one.
  cp -r "$work/demo" "$work/untouched"
  # The same bytes, as long as nothing is written on that page.
  serve demo "$work/demo"
  fetch_page demo >"$work/page.html" || give_up 'the page cannot be read'
  [ "$(grep -o -E 'class="(chip|entry-text|reply)[ "]' "$work/page.html" | wc -l)" -ge 20 ] ||
    give_up 'the page has fewer than 20 lines'
  if has latency; then set_up_latency; fi
  if has page; then set_up_nginx; fi
  if has node; then set_up_node; fi
  if has postgresql; then set_up_postgresql; fi
  if any size lists largest; then
    make_filled small $((CHILDREN / 100)) $((WRITTEN / 100)) $DAYS
    warm small 1
  fi
  if any size lists; then
    make_filled large $CHILDREN $WRITTEN $DAYS
    warm large 4
  fi
  if has largest; then
    make_filled largest $CHILDREN $CHILDREN $DAYS_OF_LARGEST
    warm largest 20
  fi
}

set_up_nginx() {
  local token path
  read -r token path <"$work/demo.page"
  mkdir -p "$work/static$(dirname "$path")"
  cp "$work/page.html" "$work/static$path"
  start_nginx nginx_off off off "$(free_port)"
  start_nginx nginx_on on on "$(free_port)"
  # The quicker of the two is the measure.
  local off on
  off=$(rate_of "$(wrk_run "${server_port[nginx_off]}" 1 "$work/demo.page")")
  on=$(rate_of "$(wrk_run "${server_port[nginx_on]}" 1 "$work/demo.page")")
  nginx=nginx_off
  awk -v off="$off" -v on="$on" 'BEGIN { exit !(on > off) }' && nginx=nginx_on
  echo "nginx: sendfile off $off/s, on $on/s" >>"$log"
}

# The peer's packages lie in the build folder; SQLite is compiled there, so nothing is fetched but from npm's registry.
install_node_peer() {
  local folder=$1 lock
  lock=$(sha256sum bench/peer/package-lock.json | cut -d ' ' -f 1)
  mkdir -p "$folder"
  cp .npmrc bench/peer/*.json bench/peer/*.mjs "$folder"
  [ "$(cat "$folder/node_modules/.samenspel-set" 2>/dev/null)" != "$lock" ] || return 0
  echo 'bench: installing the peer on Node, which takes minutes the first time' >&2
  (cd "$folder" && npm_config_build_from_source=true npm_config_nodedir=/usr npm ci --no-audit --no-fund) >>"$log" 2>&1 ||
    give_up 'npm ci of the peer failed'
  echo "$lock" >"$folder/node_modules/.samenspel-set"
}

set_up_node() {
  local folder port
  folder=$(realpath "$build")/peer
  install_node_peer "$folder"
  port=$(free_port)
  node "$folder/server.mjs" "$port" "$work/demo/samenspel.db" "$source/src" "$(wc -c <"$work/page.html")" >>"$log" 2>&1 &
  helpers+=($!)
  server_port[node]=$port
  for _ in $(seq 100); do
    if curl -s -o /dev/null "http://127.0.0.1:$port/"; then break; fi
    sleep 0.05
  done
  [ "$(fetch_node_page | wc -c)" = "$(wc -c <"$work/page.html")" ] || give_up 'the page of the peer is not as long as ours'
}

fetch_node_page() {
  local token path
  read -r token path <"$work/demo.page"
  curl -s --fail -H "Cookie: samenspel=$token" "http://127.0.0.1:${server_port[node]}$path"
}

set_up_postgresql() {
  local database
  database=$(postgresql start 2>>"$log" | tail -n 1)
  [ -n "$database" ] || give_up 'PostgreSQL does not start'
  make_demo pg --database "$database"
  make_visitors pg "$database"
  serve pg "$work/pg" -- --database "$database"
}

# Each with a disk of its own: the shim adds to every fdatasync.
set_up_latency() {
  local delay core=${server_core:-}
  if [ "$(nproc)" -gt 1 ]; then server_core=0; fi
  for delay in 0 1 5; do
    make_demo "sync$delay"
    make_visitors "sync$delay" "$work/sync$delay/samenspel.db"
    serve "sync$delay" "$work/sync$delay" LD_PRELOAD="$shim" SAMENSPEL_SYNC_DELAY_MS=$delay
  done
  server_core=$core
}

# --- one round of each group ---

round_page() {
  local ours theirs
  theirs=$(rate_of "$(wrk_run "${server_port[$nginx]}" "$seconds" "$work/demo.page")")
  ours=$(rate_of "$(wrk_run "${server_port[demo]}" "$seconds" "$work/demo.page")")
  forget_log demo
  echo "page: $ours/s, nginx $theirs/s" >>"$log"
  add day_page_against_nginx "$(divide "$ours" "$theirs")"
}

round_node() {
  local ours theirs
  theirs=$(rate_of "$(wrk_run "${server_port[node]}" "$seconds" "$work/demo.page")")
  ours=$(rate_of "$(wrk_run "${server_port[demo]}" "$seconds" "$work/demo.page")")
  forget_log demo
  echo "page: $ours/s, Node $theirs/s" >>"$log"
  add day_page_against_node "$(divide "$ours" "$theirs")"
}

round_postgresql() {
  local sqlite pg
  sqlite=$(rate_of "$(wrk_run "${server_port[demo]}" "$seconds" "$work/demo.page")")
  pg=$(rate_of "$(wrk_run "${server_port[pg]}" "$seconds" "$work/pg.page")")
  forget_log demo
  forget_log pg
  echo "page: SQLite $sqlite/s, PostgreSQL $pg/s" >>"$log"
  add postgresql_against_sqlite "$(divide "$pg" "$sqlite")"
}

round_writes() {
  local reading writing
  reading=$(rate_of "$(wrk_run "${server_port[demo]}" "$seconds" "$work/demo.page")")
  writing=$(rate_of "$(wrk_run "${server_port[demo]}" "$seconds" "$work/demo.page" "$work/demo.writers" 10)")
  forget_log demo
  echo "reading $reading/s, a tenth writes $writing/s" >>"$log"
  add tenth_writes_against_reading "$(divide "$writing" "$reading")"
}

client() { if [ "$(nproc)" -gt 1 ]; then taskset -c 1 "$@"; else "$@"; fi; }

round_latency() {
  local delay name out token path
  read -r token path <"$work/sync0.page"
  : >"$work/h2load.log"
  client h2load --h1 --rps $((RATE / 20)) -c 20 -t 1 -D "$seconds" --log-file="$work/h2load.log" \
    -H "Cookie: samenspel=$token" "http://127.0.0.1:${server_port[sync0]}$path" >>"$log" 2>&1 || give_up 'h2load failed'
  awk '$2 != 200 { bad++ } END { exit bad > 0 || NR == 0 }' "$work/h2load.log" || give_up 'h2load was refused'
  add p99_ms_reading "$(cut -f 3 "$work/h2load.log" | sort -n |
    awk '{ v[NR] = $1 } END { printf "%.2f\n", v[int(NR * 0.99) + (NR < 100)] / 1000 }')"
  for delay in 0 1 5; do
    name=p99_ms_tenth_writes
    [ "$delay" = 0 ] || name=${name}_sync_${delay}ms
    out=$(client "$tools/bench_paced" "${server_port[sync$delay]}" "$work/sync$delay.page" "$work/sync$delay.writers" \
      "$RATE" 10 "$seconds" 64 2>>"$log") || give_up 'bench_paced failed'
    echo "fixed rate, fdatasync + $delay ms: requests errors p50 p99 max: $out" >>"$log"
    add "$name" "$(cut -d ' ' -f 4 <<<"$out")"
    forget_log "sync$delay"
  done
}

# In turns of a second, so that both have the same share of what else the machine does.
size_against_small() {
  local name=$1 figure=$2 small=0 large=0 turns=$((seconds * 2))
  for _ in $(seq "$turns"); do
    small=$(add_up "$small" "$(cpu_of_load small 1 "$work/small.page")")
    large=$(add_up "$large" "$(cpu_of_load "$name" 1 "$work/$name.page")")
  done
  echo "processor time of a page, sum of $turns loads: $small us of ten thousand lines, $large us of $name" >>"$log"
  add "$figure" "$(divide "$large" "$small")"
}

round_size() { size_against_small large cpu_million_against_10_thousand; }

round_largest() { size_against_small largest cpu_10_million_against_10_thousand; }

# Beside the page of the large organisation, as served.
round_lists() {
  local page kind children cost
  page=$(cpu_of_load large 1 "$work/large.page")
  while read -r kind children cost; do
    echo "newest lines of a $kind who sees $children children: $cost ms, a page $page us" >>"$log"
    add "newest_${kind}_against_page" "$(divide "$cost" "$page" 1000)"
  done < <("$tools/bench_lists" "$work/large/samenspel.db" 300 2>>"$log" || give_up 'bench_lists failed')
}

# One process that nobody has asked anything, and then under load.
round_memory() {
  local most=0 now wrk
  rm -rf "$work/memory"
  cp -r "$work/untouched" "$work/memory"
  serve memory "$work/memory"
  sleep 1
  add memory_idle_mib "$(divide "$(memory_kib "${server_pid[memory]}")" 1024)"
  wrk_run "${server_port[memory]}" "$((seconds + 1))" "$work/demo.page" >>"$log" &
  wrk=$!
  for _ in $(seq $((seconds * 5))); do
    sleep 0.2
    now=$(memory_kib "${server_pid[memory]}")
    [ "$now" -le "$most" ] || most=$now
  done
  wait "$wrk"
  add memory_load_mib "$(divide "$most" 1024)"
  stop memory
}

round_live() {
  local before after line in out
  rm -rf "$work/streams"
  cp -r "$work/untouched" "$work/streams"
  serve streams "$work/streams"
  cp "$work/demo.page" "$work/streams.page"
  # Some pages first, one after another, so that what a connection costs is not mixed with what the first requests cost. Not
  # many at a time: what such a load leaves free in the heap would hide the connections.
  for _ in 1 2 3 4 5 6 7 8; do fetch_page streams >/dev/null; done
  before=$(memory_kib "${server_pid[streams]}")
  coproc LIVE { "$tools/bench_live" "${server_port[streams]}" "$work/demo.sessions" "$STREAMS" 2>>"$log"; }
  helpers+=("$LIVE_PID")
  out=${LIVE[0]} in=${LIVE[1]}
  read -r -t 60 line <&"$out" || give_up 'the live pages do not open'
  sleep 0.5
  after=$(memory_kib "${server_pid[streams]}")
  add live_connection_kib "$(divide $((after - before)) "$STREAMS")"
  for _ in 1 2 3; do
    echo go >&"$in"
    read -r -t 30 line <&"$out" || give_up 'an event did not reach all live pages'
    echo "event to $STREAMS live pages: $line ms" >>"$log"
    add live_event_ms "$line"
    sleep 0.3
  done
  exec {in}>&-
  wait "$LIVE_PID" 2>/dev/null || true
  stop streams
}

round_start() {
  rm -rf "$work/first"
  cp -r "$work/untouched" "$work/first"
  local port
  port=$(free_port)
  add start_ms "$("$tools/bench_first_page" "$port" "$work/demo.page" "$program" serve --data "$work/first" --port "$port" \
    2>>"$log" || give_up 'the program did not answer')"
}

# What a browser that was never here fetches for the page: bench/first_visit.mjs follows the addresses.
round_wire() {
  local token path out
  read -r token path <"$work/demo.page"
  out=$(node bench/first_visit.mjs "http://127.0.0.1:${server_port[demo]}" "$path" "$token" 2>>"$log") ||
    give_up 'the first visit failed'
  echo "$out" | sed '1d' >>"$log"
  add first_visit_kb "$(head -n 1 <<<"$out" | cut -d ' ' -f 1)"
  add first_visit_script_kb "$(head -n 1 <<<"$out" | cut -d ' ' -f 2)"
}

# Interleaves by itself.
round_commit() {
  SAMENSPEL_SYNC_SHIM=$shim "$tools/change_writer" 1 1 >"$work/commit" 2>>"$log" || give_up 'change_writer failed'
  cat "$work/commit" >>"$log"
  add durable_writes_group_against_direct "$(sed -n 's/^bench durable_writes_group_against_direct \([0-9.]*\) .*/\1/p' "$work/commit")"
}

# Sizes do not waver, and a live round opens thousands of connections: these need fewer rounds.
rounds_of() {
  case "$1" in
    wire) echo 1 ;;
    memory | live) echo $(((rounds + 1) / 2 > 3 ? 3 : (rounds + 1) / 2)) ;;
    *) echo "$rounds" ;;
  esac
}

measure() {
  local round group
  for round in $(seq "$rounds"); do
    for group in "$@"; do
      if [ "$round" -le "$(rounds_of "$group")" ]; then "round_$group"; fi
    done
  done
}

# --- judging ---

# verdict VALUE MUST DIRECTION
verdict() {
  awk -v value="$1" -v must="$2" -v direction="$3" 'BEGIN {
    if (must == "-") print "ok"
    else if (direction == "above") print (value + 0 >= must + 0 ? "ok" : "short")
    else print (value + 0 <= must + 0 ? "ok" : "short")
  }'
}

figures_of() { awk -v group="$1" '$1 == group { print $2, $3, $4, $5 }' <<<"$figures"; }

misses() {
  local name must aim direction
  while read -r name must aim direction; do
    if [ "$(verdict "$(median "$name")" "$must" "$direction")" = short ]; then return 0; fi
  done < <(figures_of "$1")
  return 1
}

began=$SECONDS
set_up
echo "set up in $((SECONDS - began)) s" >>"$log"
measure "${groups[@]}"
short=0
for group in "${groups[@]}"; do
  if [ -z "${BENCH_ONCE:-}" ] && misses "$group"; then
    echo "once more: $group" >>"$log"
    while read -r name _; do rm -f "$work/figure.$name"; done < <(figures_of "$group")
    measure "$group"
  fi
  while read -r name must aim direction; do
    value=$(median "$name")
    [ -n "$value" ] || give_up "$name was not measured"
    word=$(verdict "$value" "$must" "$direction")
    [ "$word" = ok ] || short=1
    printf 'bench %s %s must %s aim %s %s\n' "$name" "$(awk -v v="$value" 'BEGIN { printf "%.3g", v }')" "$must" "$aim" "$word"
  done < <(figures_of "$group")
done
echo "$((SECONDS - began)) s in total" >>"$log"
exit $short
