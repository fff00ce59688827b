#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# `make audit`: what takes hours, beside `make test`. Scanners over all sources, every fuzzer for FUZZ_SECONDS with
# sanitizers, CRASH_ROUNDS rounds of kill -9, and SCAN_SECONDS of wapiti and of sqlmap with a session of each role in a
# running demo. Each part adds a line to docs/audit.md with date, version and result, and docs/scan.md is written anew;
# commit both with what the audit led to. The exit status is 0 only when every part came through.
# part calls functions by name; the first line of docs/audit.md has backquotes.
# shellcheck disable=SC2016,SC2317
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
export FUZZ_SECONDS=${FUZZ_SECONDS:-600} CRASH_ROUNDS=${CRASH_ROUNDS:-2000} SCAN_SECONDS=${SCAN_SECONDS:-600}

if [ "${1:-}" != inside ]; then
  tools/setup.sh build run host test audit || exit 1
  rm -f build/logs/audit-lines
  status=0
  commit=$(git rev-parse --short=12 HEAD 2>/dev/null || echo none)
  if [ -n "$(git status --porcelain 2>/dev/null | head -n 1)" ]; then commit="$commit and changes"; fi
  tools/as-test-user.sh env FUZZ_SECONDS="$FUZZ_SECONDS" CRASH_ROUNDS="$CRASH_ROUNDS" \
    SCAN_SECONDS="$SCAN_SECONDS" COMMIT="$commit" \
    tools/audit.sh inside || status=$?
  if [ ! -e docs/audit.md ]; then
    printf '%s\n' '# Audits' '' 'Written by `make audit`, newest last.' '' \
      '| day | commit | part | with | result |' '|---|---|---|---|---|' >docs/audit.md
  fi
  cat build/logs/audit-lines >>docs/audit.md
  if [ -s build/logs/audit-sqlmap.log ]; then
    {
      printf '%s\n' '# Scans' '' 'Written by `make audit`: what the scanners of tools/scan.mjs did, the last time.' ''
      printf '%s\n' "$(date -u +%F), $commit, $SCAN_SECONDS seconds for the attacks of each session."
      for scanner in wapiti sqlmap; do
        printf '\n%s\n\n' "## $scanner"
        cat "build/logs/audit-$scanner.log"
      done
    } >docs/scan.md
  fi
  exit "$status"
fi

mkdir -p build/logs
: >build/logs/audit-lines
bad=0

# part NAME WITH COMMAND...: runs it, prints and records the result; WITH says version and parameters.
part() {
  local name=$1 with=$2 start=$SECONDS status=0 result log
  shift 2
  log=build/logs/audit-${name//[^A-Za-z0-9]/-}.log
  "$@" >"$log" 2>&1 </dev/null || status=$?
  result="clean, $((SECONDS - start)) s"
  if [ "$status" -ne 0 ]; then
    result="FOUND SOMETHING, $((SECONDS - start)) s"
    bad=$((bad + 1))
    cat "$log"
  fi
  echo "$name: $result (log: $log)"
  echo "| $(date -u +%F) | ${COMMIT:-none} | $name | $with | $result |" >>build/logs/audit-lines
}

# The programs of the suite "fuzz" in a build, each with the folders that its test is given, one a line.
fuzzers() {
  meson introspect --tests "$1" | node -e '
    const tests = JSON.parse(require("fs").readFileSync(0, "utf8"));
    for (const { cmd, suite } of tests) {
      if (!suite.some((name) => name.endsWith(":fuzz"))) continue;
      const folders = cmd.slice(1).filter((word) => require("fs").statSync(word, { throwIfNoEntry: false })?.isDirectory());
      console.log([cmd[0], ...folders].join("\t"));
    }'
}

# fuzz PROGRAM CORPUS...: finds are kept in build/test-fuzz/found.
fuzz() {
  local program=$1 work
  shift
  work=$PWD/build/test-fuzz/found/$(basename "$program")
  mkdir -p "$work/corpus"
  "$program" -max_total_time="$FUZZ_SECONDS" -timeout=20 -rss_limit_mb=2048 -artifact_prefix="$work/" \
    "$work/corpus" "$@"
}

crash_rounds() {
  local status=0 log=build/logs/audit-crash-tests.log postgresql=$PWD/build/postgresql
  SAMENSPEL_TEST_POSTGRESQL=$(tools/postgres-for-tests.sh start "$postgresql" | tail -n 1)
  export SAMENSPEL_TEST_POSTGRESQL SAMENSPEL_TEST_PROGRAM=$PWD/build/src/samenspel
  SAMENSPEL_TEST_CRASH_ROUNDS=$CRASH_ROUNDS meson test -C build --no-rebuild --suite crash --timeout-multiplier 0 \
    --print-errorlogs >"$log" 2>&1 || status=1
  tools/postgres-for-tests.sh stop "$postgresql"
  cat "$log"
  # Meson calls it a success when the suite has no test.
  [ "$status" -eq 0 ] && grep -qE '^Ok: +[1-9]' "$log"
}

version() { "$@" 2>&1 | grep -oE '[0-9]+(\.[0-9]+)+' | head -n 1; }

part 'clang build' "clang $(version clang --version)" tools/build.sh build/test-clang clang --buildtype=debugoptimized
part 'cppcheck' "cppcheck $(version cppcheck --version)" \
  cppcheck --project=build/test-clang/compile_commands.json --library=tools/cppcheck.cfg \
  --enable=warning,performance,portability --inline-suppr --suppressions-list=tools/cppcheck.suppressions \
  --suppress='*:build/*' --suppress='*:*/build/*' \
  --error-exitcode=1 --quiet -j "$(nproc)"
part 'clang-tidy' "clang-tidy $(version clang-tidy --version)" \
  run-clang-tidy -quiet -p build/test-clang "$PWD/(src|tools|tests)/"
part 'shellcheck' "shellcheck $(version shellcheck --version)" \
  bash -c "tools/tree-files.sh | grep -E '\.sh$|^\.ci/run$' | xargs shellcheck"
part 'fuzz build' "clang $(version clang --version), address and undefined sanitizers" \
  env NINJA_TARGETS=fuzzers tools/build.sh build/test-fuzz clang --buildtype=debugoptimized -Db_sanitize=address,undefined -Db_lundef=false
mapfile -t programs < <(fuzzers build/test-fuzz)
if [ ${#programs[@]} -eq 0 ]; then part 'fuzz' 'no program' false; fi
for line in "${programs[@]}"; do
  IFS=$'\t' read -r -a command <<<"$line"
  part "fuzz $(basename "${command[0]}")" "libFuzzer, $FUZZ_SECONDS s" fuzz "${command[@]}"
done
part 'release build' "gcc $(version gcc --version)" tools/build.sh build gcc --buildtype=release -Ddebug=true
part 'bill of materials' 'CycloneDX 1.5' bash -c 'tools/bom.mjs build/src/samenspel >build/bom.json'
part 'crash rounds' "$CRASH_ROUNDS rounds" crash_rounds
for scanner in wapiti sqlmap; do
  part "$scanner" "$scanner $(version "$scanner" --version), $SCAN_SECONDS s a session" \
    node tools/scan.mjs "$scanner" "$SCAN_SECONDS" build/logs/scan
done
exit $((bad > 0))
