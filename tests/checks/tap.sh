# SPDX-License-Identifier: EUPL-1.2
# shellcheck shell=bash
# For the tests of the scripts in tools/: prints TAP. A test file sources this, calls the functions, and ends with `done_testing`.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
tested=0
broken=0
output=

# case_of NAME STATUS: reports one test; with a status that is not 0 also the output of the last command.
case_of() {
  tested=$((tested + 1))
  if [ "$2" -eq 0 ]; then
    echo "ok $tested - $1"
  else
    broken=$((broken + 1))
    echo "not ok $tested - $1"
    printf '%s\n' "$output" | sed 's/^/# /'
  fi
}

# accepts NAME COMMAND...: the command must succeed.
accepts() {
  local name=$1 status=0
  shift
  output=$("$@" 2>&1) || status=1
  case_of "$name" "$status"
}

# refuses NAME PATTERN COMMAND...: the command must fail and print a line that matches.
refuses() {
  local name=$1 pattern=$2 status=1
  shift 2
  if output=$("$@" 2>&1); then
    output="it succeeded: $output"
  elif grep -qE -- "$pattern" <<<"$output"; then
    status=0
  fi
  case_of "$name" "$status"
}

# put FILE LINE...: a file in the scratch folder.
put() {
  local file=$scratch/$1
  shift
  mkdir -p "$(dirname "$file")"
  printf '%s\n' "$@" >"$file"
}

done_testing() {
  echo "1..$tested"
  [ "$broken" -eq 0 ]
}
