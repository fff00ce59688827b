#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Checks what a machine can check of the style and prints each place that breaks it.
#
#   tools/check-style.sh [ROOT]
#
# - C is formatted as .clang-format says (`make format` does it);
# - every source file opens with its licence;
# - style sheets know start and end, not left and right, so that right-to-left costs nothing;
# - words for people come from the catalogues: no letters in `content:`, in the text that a script sets, or in markup
#   written in C or in a script; markup is in templates.
set -euo pipefail
export LC_ALL=C.UTF-8
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "${1:-$here/..}" && pwd)
cd "$root"
mapfile -t files < <("$here/tree-files.sh" "$root")
bad=0

# Prints the files of the tree whose path matches the pattern.
matching() {
  printf '%s\n' "${files[@]}" | grep -E "$1" || true
}

# complain TEXT: reads places from standard input and reports each with the text.
complain() {
  local place
  while IFS= read -r place; do
    [ -n "$place" ] || continue
    printf '%s: %s\n' "$place" "$1"
    bad=$((bad + 1))
  done
}

# places PATTERN FILES-PATTERN: "file:line" of each line that matches.
places() {
  matching "$2" | { xargs -r -d '\n' grep -HnP -- "$1" || true; } | cut -d : -f 1,2
}

mapfile -t c_files < <(matching '\.[ch]$')
if [ ${#c_files[@]} -gt 0 ]; then
  complain 'not formatted from here on; make format does it' < <(
    clang-format --dry-run -Werror --style=file "${c_files[@]}" 2>&1 |
      awk -F: '/code should be clang-formatted/ { if (!seen[$1]++) print $1 ":" $2; next } /error:/' || true)
fi

# A script says in its first line what runs it and has the licence in the second.
complain 'no SPDX-License-Identifier: EUPL-1.2 in the first line' < <(
  matching '(\.(c|h|sql|css|js|mjs|sh|po|build|options)|(^|/)Makefile|/packages\.[a-z]+|^\.ci/run)$' |
    { xargs -r -d '\n' awk '
      FNR == 1 { shebang = /^#!/ }
      FNR == 1 + shebang && !/SPDX-License-Identifier: EUPL-1\.2/ { print FILENAME }
      FNR > 2 { nextfile }' || true; })
complain 'a physical direction; use start, end, block and inline' < <(
  places '(^|[\s;{])((margin|padding|border|scroll-margin|scroll-padding)-(left|right)|(left|right)|border-(top|bottom)-(left|right)-radius)[\w-]*\s*:|\b(text-align|float|clear)\s*:\s*(left|right)\b' '\.css$')
complain 'words in a style sheet' < <(
  places 'content\s*:[^;"'"'"']*(["'"'"'])(?:(?!\1).)*\p{L}{2}' '\.css$')
complain 'words in a script; take them from the page' < <(
  places '\b(textContent|innerText|title|placeholder|ariaLabel|value)\s*=\s*["'"'"'`][^"'"'"'`]*\p{L}{2}|\b(alert|confirm|prompt)\s*\(\s*["'"'"'`]' '^assets/.*\.m?js$')
complain 'markup in a script; put it in a template' < <(
  places '\b(innerHTML|outerHTML)\s*\+?=|insertAdjacentHTML|document\.write' '^assets/.*\.m?js$')
complain 'markup in C; put it in a template' < <(
  places '"(?:[^"\\]|\\.)*</?[a-z]+[ >](?:[^"\\]|\\.)*"' '^src/(feature|command|access)/.*\.[ch]$')

echo "${#files[@]} files, $bad complaints"
[ "$bad" -eq 0 ]
