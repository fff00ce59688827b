#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Prints the files of the working tree that are ours, one a line: what git tracks or would track. In a copy without
# git (the tests' own) that is every file outside the folders for built and fetched things.
#
#   tools/tree-files.sh [ROOT]
set -euo pipefail
cd "${1:-$(dirname "$0")/..}"
if [ -e .git ]; then
  git ls-files --cached --others --exclude-standard --deduplicate | while IFS= read -r file; do
    if [ -e "$file" ]; then echo "$file"; fi
  done
else
  find . \( -path './build*' -o -name node_modules -o -path ./var \) -prune -o -type f -printf '%P\n'
fi | LC_ALL=C sort
