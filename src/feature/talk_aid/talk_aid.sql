-- SPDX-License-Identifier: EUPL-1.2
-- What to talk about when children are collected.

-- statement talk_aid_group one
-- The group, for who works there.
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  reader       person_id
-- in  today        date
-- out name         text
SELECT g.name AS name
  FROM care_group AS g
 WHERE g.organisation = $organisation AND g.id = $care_group
   AND g.id IN (SELECT m.care_group FROM may_group AS m
                 WHERE m.organisation = $organisation AND m.person = $reader AND m.care_group = $care_group
                   AND m.from_day <= $today AND m.until_day > $today);

-- statement talk_aid_lines many
-- Who is on the group now, with the lines of today that are for the group; one row without a line where there is none. Whoever may
-- come for the child can be told them: of a child with several homes nothing that one of them wrote for the group alone.
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  reader       person_id
-- in  today        date
-- in  board        integer
-- in  homes        integer
-- in  home_side    integer
-- out child        child_id
-- out given_name   text
-- out at           instant null
-- out moment       moment_id
-- out side         integer
-- out kind         text
-- out value        text
-- out measure      integer
-- out note         text
-- out language     text
SELECT c.id AS child, c.given_name AS given_name, e.at AS at, COALESCE(e.moment, 0) AS moment, COALESCE(e.side, 0) AS side,
       COALESCE(e.kind, '') AS kind, COALESCE(e.value, '') AS value, COALESCE(e.measure, 0) AS measure,
       COALESCE(e.note, '') AS note, COALESCE(e.language, '') AS language
  FROM placement AS q
  JOIN attendance AS a ON a.organisation = q.organisation AND a.child = q.child AND a.day = $today
                      AND a.care_group = q.care_group
  JOIN child AS c ON c.organisation = q.organisation AND c.id = q.child
  LEFT JOIN entry AS e ON e.organisation = c.organisation AND e.child = c.id AND e.day = $today
                      AND e.withdrawn_at IS NULL AND e.answers = 0 AND (e.audience & $board) <> 0
                      AND (e.side <> $home_side OR (e.audience & $homes) = $homes
                           OR (SELECT COUNT(DISTINCT g.home) FROM guardian AS g
                                WHERE g.organisation = e.organisation AND g.child = e.child AND g.scope <> 'none'
                                  AND g.from_day <= $today AND g.until_day > $today) < 2)
                      AND EXISTS (SELECT 1 FROM may_child AS m
                                   WHERE m.organisation = e.organisation AND m.person = $reader AND m.child = e.child
                                     AND m.from_day <= $today AND m.until_day > $today AND (m.scope & e.audience) <> 0)
 WHERE q.organisation = $organisation AND q.care_group = $care_group AND q.from_day <= $today
   AND q.until_day > $today AND a.out_at IS NULL
   AND q.care_group IN (SELECT m.care_group FROM may_group AS m
                         WHERE m.organisation = $organisation AND m.person = $reader AND m.care_group = $care_group
                           AND m.from_day <= $today AND m.until_day > $today)
 ORDER BY c.given_name, c.id, e.at NULLS FIRST, e.moment NULLS FIRST, e.id NULLS FIRST;

-- statement talk_aid_guardians many
-- How to say the names of who may come for them.
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  reader       person_id
-- in  today        date
-- out child        child_id
-- out given_name   text
-- out say_name     text
SELECT g.child AS child, p.given_name AS given_name, p.say_name AS say_name
  FROM placement AS q
  JOIN guardian AS g ON g.organisation = q.organisation AND g.child = q.child
  JOIN person AS p ON p.organisation = g.organisation AND p.id = g.person
 WHERE q.organisation = $organisation AND q.care_group = $care_group AND q.from_day <= $today
   AND q.until_day > $today AND g.scope <> 'none' AND g.from_day <= $today AND g.until_day > $today
   AND q.care_group IN (SELECT m.care_group FROM may_group AS m
                         WHERE m.organisation = $organisation AND m.person = $reader AND m.care_group = $care_group
                           AND m.from_day <= $today AND m.until_day > $today)
 ORDER BY g.child, g.home, g.place, g.person;
