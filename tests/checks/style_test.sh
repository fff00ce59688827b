#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# tools/check-style.sh must accept what keeps the rules and refuse each way to break one.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
# shellcheck source=tests/checks/tap.sh
. tests/checks/tap.sh
check=(tools/check-style.sh "$scratch")
licence='SPDX-License-Identifier: EUPL-1.2'

cp .clang-format "$scratch/"
put src/base/fine.c "/* $licence */" 'int fine;'
put src/base/fine.sql "-- $licence"
put tools/fine.sh '#!/bin/sh' "# $licence"
put assets/style/fine.css "/* $licence */" '.a { margin-inline-start: 1em; text-align: start; inset-block-start: 0; }' \
  '.b::before { content: "→"; border-start-start-radius: 2px; }'
put assets/script/fine.js "// $licence" 'note.textContent = words.sent;' 'field.value = "";'
accepts 'a tree that keeps the rules' "${check[@]}"

# wrong NAME FILE PATTERN LINE...: the file with these lines must be refused.
wrong() {
  local name=$1 file=$2 pattern=$3
  shift 3
  put "$file" "$@"
  refuses "$name" "$pattern" "${check[@]}"
  rm "$scratch/$file"
}
wrong 'C that is not formatted' src/base/wrong.c 'src/base/wrong.c:2: not formatted' "/* $licence */" 'int   wrong;'
wrong 'C without licence' src/base/wrong.c 'src/base/wrong.c: no SPDX' 'int wrong;'
wrong 'SQL with the licence too late' src/base/wrong.sql 'wrong.sql: no SPDX' '' "-- $licence"
wrong 'a script without licence' tools/wrong.sh 'wrong.sh: no SPDX' '#!/bin/sh' 'true'
wrong 'an empty source file' src/base/wrong.h 'wrong.h: no SPDX' ''
for line in 'margin-left: 1em' 'left: 0' 'padding-right: 0' 'text-align: right' 'float: left' \
  'border-top-left-radius: 2px' 'border-right: 0'; do
  wrong "physical: $line" assets/style/wrong.css 'wrong.css:2: a physical direction' "/* $licence */" ".a { $line; }"
done
wrong 'words in a style sheet' assets/style/wrong.css 'wrong.css:2: words' "/* $licence */" '.a::after { content: "Nieuw"; }'
wrong 'words in a script' assets/script/wrong.js 'wrong.js:2: words' "// $licence" 'note.textContent = "Verstuurd";'
wrong 'an alert' assets/script/wrong.js 'wrong.js:2: words' "// $licence" 'alert("Weet u het zeker?");'
wrong 'markup in a script' assets/script/wrong.js 'wrong.js:2: markup' "// $licence" 'list.innerHTML = html;'
wrong 'markup in C' src/feature/day/wrong.c 'wrong.c:2: markup' "/* $licence */" 'const char *wrong = "<p class=\"a\">";'
accepts 'the same tree without them' "${check[@]}"
done_testing
