#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Nobody is watched (R244, R105): no statement counts or sums by person, and no column keeps such a number. A figure about many is
# made over all of them, and asks figure_may_show. The check proves first that it can fail.
set -u
here=$(cd "$(dirname "$0")/../.." && pwd)
cases=0

case_of() { # NAME STATUS
  cases=$((cases + 1))
  [ "$2" -eq 0 ] && echo "ok $cases - $1" || echo "not ok $cases - $1"
  [ "$2" -eq 0 ] || failed=1
}
failed=0

# tallies FILE...: statements that aggregate and group by somebody, one a line. Earliest, latest and any value count nobody.
tallies() {
  cat "$@" | sed 's/--.*//' | tr '\n' ' ' | tr ';' '\n' |
    grep -iE '\b(COUNT|SUM|AVG|TOTAL)[[:space:]]*\(' |
    grep -iE 'GROUP BY[^)]*\b(person|author|actor|written_by|created_by|closed_by|confirmed_by|taken_by|given_by)\b'
}

# counters FILE...: columns of tables that hold a number for each of somebody.
counters() {
  cat "$@" | grep -iE '^[[:space:]]+[a-z_]*(_count|_total|_score|_tally|number_of_[a-z]+)[[:space:]]+BIGINT'
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# The dollars are the statement's own.
# shellcheck disable=SC2016
echo 'SELECT e.author, COUNT(*) AS n FROM entry AS e WHERE e.organisation = $organisation GROUP BY e.author;' >"$scratch/bad.sql"
# shellcheck disable=SC2016
echo 'SELECT e.author, MAX(e.at) AS at FROM entry AS e WHERE e.organisation = $organisation GROUP BY e.author;' >"$scratch/good.sql"
printf '    note_count   BIGINT NOT NULL,\n' >"$scratch/table.sql"
[ -n "$(tallies "$scratch/bad.sql")" ]
case_of 'R244: a tally of somebody is found' $?
[ -z "$(tallies "$scratch/good.sql")" ]
case_of 'R244: the latest of somebody is no tally' $?
[ -n "$(counters "$scratch/table.sql")" ]
case_of 'R244: a counter in a table is found' $?

# Not looked at: sets.sql compares rights with their rules; rows of page_view are counted for the alarm about unusual reading alone
# (T15), which says that somebody read more than her groups hold, and no number.
mapfile -t statements < <(find "$here/src" -name '*.sql' ! -path '*/access/sets.sql')
[ "${#statements[@]}" -gt 20 ]
case_of 'R244: the statements are there' $?
found=$(tallies "${statements[@]}" | grep -v 'FROM page_view AS v')
[ -z "$found" ]
case_of 'R244: no statement counts by person' $?
[ -z "$found" ] || echo "# $found"
found=$(counters "$here"/schema/*.sql | grep -v row_count)
[ -z "$found" ]
case_of 'R244: no table keeps a number about somebody' $?
[ -z "$found" ] || echo "# $found"
echo "1..$cases"
exit $failed
