-- SPDX-License-Identifier: EUPL-1.2
-- What a person may hear of.

-- statement live_children many
-- Children of a guardian with the full scope: their pages tell what the group writes.
-- in  organisation organisation_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- in  most         integer
-- out child        child_id
SELECT m.child AS child
  FROM may_child AS m
 WHERE m.organisation = $organisation AND m.person = $person AND m.from_day <= $today AND m.until_day > $today
   AND (m.scope & $homes) <> 0
 GROUP BY m.child
 ORDER BY m.child
 LIMIT $most;

-- statement live_groups many
-- Groups that a person works on or manages.
-- in  organisation organisation_id
-- in  person       person_id
-- in  today        date
-- in  reads        integer
-- in  most         integer
-- out care_group   group_id
SELECT m.care_group AS care_group
  FROM may_group AS m
 WHERE m.organisation = $organisation AND m.person = $person AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $reads) <> 0
 GROUP BY m.care_group
 ORDER BY m.care_group
 LIMIT $most;
