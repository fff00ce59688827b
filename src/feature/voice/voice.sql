-- SPDX-License-Identifier: EUPL-1.2
-- What children told themselves. Reading starts from may_group.

-- statement voice_group one
-- A group, for who records there.
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  person       person_id
-- in  today        date
-- in  need         integer
-- out name         text
-- out care_form    text
-- out ages         text
SELECT g.name AS name, g.care_form AS care_form,
       COALESCE((SELECT s.ages FROM group_setting AS s
                  WHERE s.organisation = $organisation AND s.care_group = $care_group), '') AS ages
  FROM care_group AS g
 WHERE g.organisation = $organisation AND g.id = $care_group
   AND EXISTS (SELECT 1 FROM may_group AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.care_group = $care_group
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $need) <> 0);

-- statement voice_children many
-- The children who are there now.
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  person       person_id
-- in  today        date
-- in  need         integer
-- out child        child_id
-- out given_name   text
SELECT c.id AS child, c.given_name AS given_name
  FROM placement AS p
  JOIN child AS c ON c.organisation = p.organisation AND c.id = p.child
  JOIN attendance AS a ON a.organisation = p.organisation AND a.child = p.child AND a.day = $today
 WHERE p.organisation = $organisation AND p.care_group = $care_group AND p.from_day <= $today AND p.until_day > $today
   AND a.out_at IS NULL
   AND EXISTS (SELECT 1 FROM may_group AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.care_group = $care_group
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $need) <> 0)
 ORDER BY c.given_name, c.id;

-- statement voice_lines many
-- What a child of the group told today, in order.
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  need         integer
-- out moment       moment_id
-- out at           instant
-- out value        text
-- out note         text
-- out language     text
-- out audience     integer
-- out withdrawn    boolean
SELECT e.moment AS moment, e.at AS at, e.value AS value, e.note AS note, e.language AS language, e.audience AS audience,
       CAST(CASE WHEN e.withdrawn_at IS NULL THEN 0 ELSE 1 END AS BIGINT) AS withdrawn
  FROM entry AS e
 WHERE e.organisation = $organisation AND e.child = $child AND e.day = $today AND e.kind = 'self'
   AND EXISTS (SELECT 1 FROM placement AS p
                WHERE p.organisation = $organisation AND p.child = $child AND p.care_group = $care_group
                  AND p.from_day <= $today AND p.until_day > $today)
   AND EXISTS (SELECT 1 FROM may_group AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.care_group = $care_group
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $need) <> 0)
 ORDER BY e.at, e.id;
