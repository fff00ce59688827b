#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# What the template generator cannot know, the compiler finds: each template in uncompilable/ says in a line
# `<!-- expect LINE WORDS -->` in which line of the template the compiler complains, and with which words.
#
#   compile_test.sh TPLGEN WORDS-LIST INCLUDE-FOLDERS -- COMPILER...
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
tplgen=$1
words=$2
shift 2
includes=("-I$here" "-I$scratch")
while [ "$1" != -- ]; do
  includes+=("-I$1")
  shift
done
shift
bad=0

# check TEMPLATE COMPILER...: succeeds if what is made of the template compiles; what the compiler says goes to "output".
check() {
  local template=$1
  shift
  "$tplgen" --words "$words" "$template" "$scratch/made.c" "$scratch/made.h"
  LC_ALL=C "$@" -std=c17 -D_GNU_SOURCE -fsyntax-only "${includes[@]}" "$scratch/made.c" > "$scratch/output" 2>&1
}

# The folders are right, or everything below would fail for another reason.
if ! check "$here/good/good.html" "$@"; then
  cat "$scratch/output"
  exit 1
fi
for template in "$here"/uncompilable/*.html; do
  read -r line wanted < <(sed -n 's/^<!-- expect \(.*\) -->$/\1/p' "$template")
  if check "$template" "$@"; then
    echo "$template compiles"
    bad=1
  elif ! grep -F "$template:$line:" "$scratch/output" | grep -qF -- "$wanted"; then
    echo "$template: not \"$wanted\" in line $line, but:"
    cat "$scratch/output"
    bad=1
  fi
done
exit "$bad"
