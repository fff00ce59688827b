#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# tools/check-includes.sh must accept arrows that point down and refuse each kind that does not.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
# shellcheck source=tests/checks/tap.sh
. tests/checks/tap.sh
check=(tools/check-includes.sh "$scratch")

refuses 'a tree without includes is not a passed check' 'no include was read' "${check[@]}"
put src/base/text.h '#include "base/arena.h"'
put src/db/db.c '#include "db/db.h"' '#include "base/text.h"' '#include "db.h"'
put src/db/db.h ''
put src/html/page.c '#include "words.h"' '#include "i18n/word.h"'
put src/feature/handover/pages.c '#include "feature/talk/talk.h"' '#include "handover/handover.sql.h"' \
  '#include "feature/handover/views.h"' '#include "http/route.h"'
put src/feature/talk/talk.h '#include "base/text.h"'
put src/main.c '#include "command/command.h"' '#include "feature/talk/views.h"'
put tools/sqlgen.c '#include "sqlgen.h"' '#include "base/buffer.h"'
accepts 'arrows that point down' "${check[@]}"

# upward NAME FILE INCLUDE PATTERN: the file with this include must be refused.
upward() {
  put "$2" "#include \"$3\""
  refuses "$1" "^$2:1: .*$4" "${check[@]}"
  rm "$scratch/$2"
}
upward 'base includes db' src/base/wrong.c db/db.h 'base may not include db'
upward 'db includes the words' src/db/wrong.c words.h 'db may not include i18n'
upward 'http includes a feature' src/http/wrong.h feature/talk/talk.h 'http may not include feature'
upward 'channel and media do not know each other' src/channel/wrong.c media/media.h 'channel may not include media'
upward 'a feature includes a command' src/feature/talk/wrong.c command/command.h 'feature may not include main'
upward 'a feature looks into another feature' src/feature/talk/wrong.c feature/handover/views.h \
  'through feature/handover/handover.h'
upward 'a feature takes the statements of another' src/feature/talk/wrong.c handover/handover.sql.h \
  'through feature/handover/handover.h'
upward 'a tool includes db' tools/wrong.c db/db.h 'tools/ may include base'
upward 'an unknown header' src/base/wrong.c nowhere/some.h 'in no layer'
upward 'a file outside the layers' src/elsewhere/wrong.c base/text.h 'this file is in no layer'
accepts 'the same tree without them' "${check[@]}"
done_testing
