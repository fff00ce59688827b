-- SPDX-License-Identifier: EUPL-1.2
-- Who came and went on a group, and what was corrected.

-- statement attendance_group one
-- The group, for who works there or manages it.
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  reader       person_id
-- in  today        date
-- out name         text
-- out location     location_id
-- out location_name text
SELECT g.name AS name, g.location AS location, l.name AS location_name
  FROM care_group AS g
  JOIN location AS l ON l.organisation = g.organisation AND l.id = g.location
 WHERE g.organisation = $organisation AND g.id = $care_group
   AND g.id IN (SELECT m.care_group FROM may_group AS m
                 WHERE m.organisation = $organisation AND m.person = $reader AND m.care_group = $care_group
                   AND m.from_day <= $today AND m.until_day > $today);

-- statement attendance_list many
-- Who came to the group on the days of a period.
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  reader       person_id
-- in  today        date
-- in  from_day     date
-- in  until_day    date
-- out day          date
-- out child        child_id
-- out given_name   text
-- out family_name  text
-- out born_day     date
-- out in_at        instant
-- out out_at       instant null
-- out collected_by text
-- out version      integer
SELECT a.day AS day, c.id AS child, c.given_name AS given_name, c.family_name AS family_name, c.born_day AS born_day,
       a.in_at AS in_at, a.out_at AS out_at,
       CASE WHEN a.out_name <> '' THEN a.out_name ELSE COALESCE(k.name, p.given_name, '') END AS collected_by,
       a.version AS version
  FROM attendance AS a
  JOIN child AS c ON c.organisation = a.organisation AND c.id = a.child
  LEFT JOIN person AS p ON p.organisation = a.organisation AND p.id = a.out_guardian
  LEFT JOIN collector AS k ON k.organisation = a.organisation AND k.child = a.child AND k.id = a.out_collector
 WHERE a.organisation = $organisation AND a.care_group = $care_group AND a.day >= $from_day AND a.day < $until_day
   AND a.care_group IN (SELECT m.care_group FROM may_group AS m
                         WHERE m.organisation = $organisation AND m.person = $reader AND m.care_group = $care_group
                           AND m.from_day <= $today AND m.until_day > $today)
 ORDER BY a.day, c.given_name, c.family_name, c.id;

-- statement attendance_awaited many
-- Who has a place on the group on one day and is not on its list, and whether somebody said that the child stays away.
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  reader       person_id
-- in  today        date
-- in  day          date
-- in  weekday_bit  integer
-- out child        child_id
-- out given_name   text
-- out family_name  text
-- out born_day     date
-- out absent       boolean
SELECT c.id AS child, c.given_name AS given_name, c.family_name AS family_name, c.born_day AS born_day,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM absence AS b
                               WHERE b.organisation = $organisation AND b.child = c.id AND b.from_day <= $day
                                 AND b.until_day > $day AND b.ends = 0
                                 AND NOT EXISTS (SELECT 1 FROM absence AS e
                                                  WHERE e.organisation = $organisation AND e.child = c.id
                                                    AND e.ends = b.id AND e.from_day <= $day)) THEN 1 ELSE 0 END AS BIGINT) AS absent
  FROM placement AS q
  JOIN child AS c ON c.organisation = q.organisation AND c.id = q.child
 WHERE q.organisation = $organisation AND q.care_group = $care_group AND q.from_day <= $day AND q.until_day > $day
   AND (q.weekdays & $weekday_bit) <> 0
   AND q.care_group IN (SELECT m.care_group FROM may_group AS m
                         WHERE m.organisation = $organisation AND m.person = $reader AND m.care_group = $care_group
                           AND m.from_day <= $today AND m.until_day > $today)
   AND NOT EXISTS (SELECT 1 FROM attendance AS a
                    WHERE a.organisation = q.organisation AND a.child = q.child AND a.day = $day)
 GROUP BY c.id, c.given_name, c.family_name, c.born_day
 ORDER BY c.given_name, c.family_name, c.id;

-- statement attendance_corrections many
-- What stood there before, of the children of a group in a period.
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  reader       person_id
-- in  today        date
-- in  from_day     date
-- in  until_day    date
-- out day          date
-- out child        child_id
-- out in_at        instant null
-- out out_at       instant null
-- out corrector    text
SELECT b.day AS day, b.child AS child, b.in_at AS in_at, b.out_at AS out_at, p.given_name AS corrector
  FROM attendance AS a
  JOIN attendance_before AS b ON b.organisation = a.organisation AND b.child = a.child AND b.day = a.day
  JOIN person AS p ON p.organisation = b.organisation AND p.id = b.corrected_by
 WHERE a.organisation = $organisation AND a.care_group = $care_group AND a.day >= $from_day AND a.day < $until_day
   AND a.care_group IN (SELECT m.care_group FROM may_group AS m
                         WHERE m.organisation = $organisation AND m.person = $reader AND m.care_group = $care_group
                           AND m.from_day <= $today AND m.until_day > $today)
 ORDER BY b.day, b.child, b.id;

-- statement attendance_place one
-- Whether the child has a place on the group that day.
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  child        child_id
-- in  day          date
-- out child_found  child_id
SELECT q.child AS child_found
  FROM placement AS q
 WHERE q.organisation = $organisation AND q.care_group = $care_group AND q.child = $child AND q.from_day <= $day
   AND q.until_day > $day
 LIMIT 1;

-- statement attendance_now one
-- What stands there now.
-- in  organisation organisation_id
-- in  child        child_id
-- in  day          date
-- out care_group   group_id
-- out in_at        instant
-- out out_at       instant null
-- out version      integer
SELECT a.care_group AS care_group, a.in_at AS in_at, a.out_at AS out_at, a.version AS version
  FROM attendance AS a
 WHERE a.organisation = $organisation AND a.child = $child AND a.day = $day;

-- statement attendance_keep run
-- And stood there, from now on.
-- in  organisation organisation_id
-- in  id           integer
-- in  child        child_id
-- in  day          date
-- in  in_at        instant null
-- in  out_at       instant null
-- in  corrected_by person_id
-- in  corrected_at instant
INSERT INTO attendance_before (organisation, id, child, day, in_at, out_at, corrected_by, corrected_at)
VALUES ($organisation, $id, $child, $day, $in_at, $out_at, $corrected_by, $corrected_at);

-- statement attendance_put run
-- The right times. Who collected stays, unless nobody did.
-- in  organisation organisation_id
-- in  child        child_id
-- in  day          date
-- in  care_group   group_id
-- in  in_at        instant
-- in  out_at       instant null
-- in  person       person_id
-- in  out_by       person_id null
INSERT INTO attendance (organisation, child, day, care_group, in_at, in_by, out_at, out_by)
VALUES ($organisation, $child, $day, $care_group, $in_at, $person, $out_at, $out_by)
ON CONFLICT (organisation, child, day) DO UPDATE
   SET in_at = excluded.in_at, out_at = excluded.out_at, out_by = excluded.out_by,
       out_guardian = CASE WHEN excluded.out_at IS NULL THEN 0 ELSE attendance.out_guardian END,
       out_collector = CASE WHEN excluded.out_at IS NULL THEN 0 ELSE attendance.out_collector END,
       out_name = CASE WHEN excluded.out_at IS NULL THEN '' ELSE attendance.out_name END,
       version = attendance.version + 1;

-- statement attendance_erase_before run
-- The child is erased.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM attendance_before AS b WHERE b.organisation = $organisation AND b.child = $child;
