#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# The test run, the same here and in continuous integration: `make test`.
#
# Installs what the tests need, and then, as a user without rights (tools/as-test-user.sh): reads the sources by rule,
# builds with gcc and sanitizers, with clang, and as released, runs every test that meson lists, drives the browser and
# checks the pages as HTML. Every single test goes to build/test-results.tsv (tools/results.mjs), long output to
# build/logs, failures to the screen in full. The last line is "N passed, N failed, N skipped"; the exit status is 0
# only when something passed and nothing failed. A tool that is missing is a failure.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1

if [ "${1:-}" != inside ]; then
  tools/setup.sh build run host test || exit 1
  exec tools/as-test-user.sh tools/test.sh inside
fi

# Each suite of tests/meson.build and the builds that run it. Preloaded shims and sanitizers exclude each other, so
# crash tests run as released, and so does what a sanitizer would have to be excused from; libFuzzer's programs need clang.
sanitized_suites=(unit tools page socket fuzz)
clang_suites=(fuzz)
release_suites=(crash released)

export SAMENSPEL_TEST_RESULTS=$PWD/build/test-results.tsv
export SAMENSPEL_TEST_PAGES=$PWD/build/pages
export SAMENSPEL_TEST_PROGRAM=$PWD/build/src/samenspel
export CMOCKA_MESSAGE_OUTPUT=TAP
export LANG=C.UTF-8 TZ=UTC
postgresql=$PWD/build/postgresql
began=$SECONDS
mkdir -p build/logs
rm -rf "$SAMENSPEL_TEST_PAGES"
mkdir -p "$SAMENSPEL_TEST_PAGES"
node tools/results.mjs begin || exit 1
trap 'tools/postgres-for-tests.sh stop "$postgresql"' EXIT
trap "exit 130" INT TERM

# said STATUS SECONDS NAME: one line a step.
said() {
  local word=ok
  if [ "$1" -ne 0 ]; then word=FAILED; fi
  printf '%-6s %4d s  %s\n' "$word" "$2" "$3"
}

# step NAME FILE COMMAND...: a step that is one test. Its output is a log, shown when it fails.
step() {
  local name=$1 file=$2 start=$SECONDS status=0 log
  shift 2
  log=build/logs/${name//[^A-Za-z0-9]/-}.log
  "$@" >"$log" 2>&1 </dev/null || status=$?
  said "$status" $((SECONDS - start)) "$name"
  if [ "$status" -eq 0 ]; then
    node tools/results.mjs one "$name" "$file" passed steps
  else
    cat "$log"
    node tools/results.mjs one "$name" "$file" failed steps
  fi
}

# tap_step NAME SOURCES COMMAND...: a runner that prints TAP. SOURCES is one word, files parted by spaces.
tap_step() {
  local name=$1 sources=$2 start=$SECONDS status=0 log
  shift 2
  log=build/logs/${name//[^A-Za-z0-9]/-}.log
  "$@" >"$log" 2>&1 </dev/null || status=$?
  # shellcheck disable=SC2086
  node tools/results.mjs tap "$log" "$status" "$name" $sources || status=1
  said "$status" $((SECONDS - start)) "$name"
}

# meson_step NAME BUILD SUITE: the tests of one suite in one build.
meson_step() {
  local name=$1 build=$2 suite=$3 start=$SECONDS status=0
  meson test -C "$build" --no-rebuild --suite "$suite" --logbase "$suite" --timeout-multiplier 4 \
    >"build/logs/${name//[^A-Za-z0-9]/-}.log" 2>&1 </dev/null || true
  node tools/results.mjs meson "$build" "$suite" "$name" || status=1
  said "$status" $((SECONDS - start)) "$name"
}

# built FOLDER: whether the build of this run came through.
built() {
  grep -q "^build $1	.*	passed	" "$SAMENSPEL_TEST_RESULTS"
}

# suites BUILD-NAME FOLDER SUITE...
suites() {
  local name=$1 folder=$2 suite
  shift 2
  built "$name" || return
  for suite in "$@"; do
    rm -f "$folder/meson-logs/$suite.json"
    meson_step "$suite tests, $name" "$folder" "$suite"
  done
}

step 'layers point down' tools/check-includes.sh tools/check-includes.sh
step 'style' tools/check-style.sh tools/check-style.sh
for check in tests/checks/*_test.sh; do
  tap_step "$(basename "$check")" "$check" bash "$check"
done
for check in tests/checks/*_test.mjs; do
  tap_step "$(basename "$check")" "$check" node "$check"
done

step 'build gcc-sanitized' meson.build \
  tools/build.sh build/test-gcc gcc --buildtype=debugoptimized -Db_sanitize=address,undefined
step 'build clang' meson.build tools/build.sh build/test-clang clang --buildtype=debugoptimized
step 'build release' meson.build tools/build.sh build gcc --buildtype=release -Ddebug=true

step 'PostgreSQL for the tests' tools/postgres-for-tests.sh tools/postgres-for-tests.sh start "$postgresql"
SAMENSPEL_TEST_POSTGRESQL=$(tail -n 1 build/logs/PostgreSQL-for-the-tests.log)
export SAMENSPEL_TEST_POSTGRESQL

suites gcc-sanitized build/test-gcc "${sanitized_suites[@]}"
suites clang build/test-clang "${clang_suites[@]}"
suites release build "${release_suites[@]}"
if built release; then
  tap_step 'browser tests' "$(echo tests/browser/*.mjs)" node tests/browser/run.mjs
fi
# It fails by itself when there is no page.
step 'pages are valid HTML' .htmlvalidate.json \
  node node_modules/html-validate/bin/html-validate.mjs --config .htmlvalidate.json --max-warnings 0 \
  "$SAMENSPEL_TEST_PAGES/*.html"

echo "$((SECONDS - began)) s in total"
node tools/results.mjs total
