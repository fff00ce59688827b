#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Prints each word of the catalogues that neither C nor a template uses, and fails if there is one.
#
#   tools/check-words.sh WORDS-PROGRAM [ROOT]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
program=$(realpath "$1")
root=$(cd "${2:-$here/..}" && pwd)
cd "$root"
mapfile -t files < <("$here/tree-files.sh" "$root" | grep -E '^src/.*\.(c|h|html)$')
ASAN_OPTIONS=detect_leaks=0 "$program" --folder po --used nl.po "${files[@]}"
