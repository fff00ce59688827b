#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# tools/check-people.sh: people and access sets are written in one place, here and in trees that are made to break that.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
# shellcheck source=tests/checks/tap.sh
. tests/checks/tap.sh
check=(tools/check-people.sh "$scratch")

accepts 'this tree' tools/check-people.sh
mkdir -p "$scratch/src"
refuses 'a tree without statements is not a passed check' 'no .sql file was read' "${check[@]}"
put src/access/people.sql 'INSERT INTO child (organisation) VALUES (1);' 'UPDATE entry AS e SET audience = 1;'
put src/access/sets.sql 'DELETE FROM may_child AS m;'
put src/feature/talk/talk.sql 'SELECT c.id FROM child AS c; -- UPDATE child is only a remark' \
  'INSERT INTO child_note (organisation) VALUES (1);'
put src/access/people.c '#include "access/people.sql.h"'
accepts 'the one place' "${check[@]}"
for table in organisation location care_group person account child guardian placement professional mentor manager coach \
  committee partner childminder bureau bureau_share may_child may_group may_location; do
  put src/feature/talk/wrong.sql "insert into" "  $table (organisation) VALUES (1);"
  refuses "a feature inserts into $table" "wrong.sql: writes $table" "${check[@]}"
done
put src/feature/talk/wrong.sql 'UPDATE guardian AS g SET scope = 1;'
refuses 'a feature updates' 'wrong.sql: writes guardian' "${check[@]}"
put src/feature/talk/wrong.sql 'DELETE FROM placement AS p;'
refuses 'a feature deletes' 'wrong.sql: writes placement' "${check[@]}"
rm "$scratch/src/feature/talk/wrong.sql"
put src/access/people.sql 'DELETE FROM may_child AS m;'
refuses 'people without a refresh' 'people.sql: writes may_child' "${check[@]}"
put src/access/people.sql 'INSERT INTO child (organisation) VALUES (1);'
put src/feature/talk/talk.c '#include "access/people.sql.h"'
refuses 'a feature calls the statements' 'talk.c: includes' "${check[@]}"
rm "$scratch/src/feature/talk/talk.c"
accepts 'the same tree without them' "${check[@]}"
done_testing
