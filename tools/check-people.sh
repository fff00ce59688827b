#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Who belongs to whom is written in one place, because each such change must refresh the access sets (src/access/people.h).
#
#   tools/check-people.sh [ROOT]
#
# Reads every .sql file below src/ and fails on one that writes the tables of people, or the sets, outside src/access; and on
# C outside src/access/people*.c and sets.c that includes their statements.
set -euo pipefail
root=${1:-$(dirname "$0")/..}
cd "$root"
people='organisation|location|care_group|person|account|child|guardian|placement|professional|mentor|manager|coach|committee|partner|childminder|bureau|bureau_share'
sets='may_child|may_group|may_location'
writes="(insert[[:space:]]+into|update|delete[[:space:]]+from)"
complaints=0
complain() {
  echo "$1" >&2
  complaints=$((complaints + 1))
}

mapfile -t files < <(find src -name '*.sql' | sort)
if [ ${#files[@]} -eq 0 ]; then
  echo 'check-people: no .sql file was read' >&2
  exit 1
fi
for file in "${files[@]}"; do
  case "$file" in
    src/access/people.sql | src/access/people_role.sql) allowed=$people ;;
    src/access/sets.sql) allowed=$sets ;;
    *) allowed='' ;;
  esac
  # Comments go, and lines are joined: a statement may break after its first words.
  text=$(sed 's/--.*//' "$file" | tr '\n' ' ' | tr -s '[:space:]' ' ')
  while read -r table; do
    [ -n "$table" ] || continue
    if [[ ! $table =~ ^($allowed)$ ]]; then
      complain "$file: writes $table, which only src/access/people*.sql (people) and src/access/sets.sql (sets) may"
    fi
  done < <(grep -Eoi "$writes +($people|$sets)\b" <<<"$text" | grep -Eo '[[:alpha:]_]+$' | sort -u || true)
done
while read -r file; do
  [ -n "$file" ] || continue
  case "$file" in
    src/access/people*.c | src/access/sets.c) ;;
    *) complain "$file: includes the statements that write people; call access/people.h" ;;
  esac
done < <(grep -rlE '#include "access/(people|people_role|sets)\.sql\.h"' src --include='*.[ch]' || true)
echo "${#files[@]} files of statements, $complaints write people where they may not"
[ "$complaints" -eq 0 ]
