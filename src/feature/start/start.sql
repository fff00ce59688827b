-- SPDX-License-Identifier: EUPL-1.2
-- What stands on the first page after signing in: own children above all else (R130).

-- statement start_children many
-- Children whose guardian this person is, with where they are today and the picture of her home (feature/portrait; 0: none).
-- in  organisation  organisation_id
-- in  person        person_id
-- in  today         date
-- in  homes         integer
-- out child         child_id
-- out given_name    text
-- out in_at         instant null
-- out out_at        instant null
-- out portrait      file_id
SELECT c.id AS child, c.given_name AS given_name, a.in_at AS in_at, a.out_at AS out_at,
       COALESCE((SELECT MAX(x.id)
                   FROM portrait AS x
                   JOIN guardian AS g ON g.organisation = x.organisation AND g.child = x.child AND g.person = x.person
                   JOIN may_child AS r ON r.organisation = x.organisation AND r.child = x.child
                  WHERE x.organisation = $organisation AND x.child = c.id AND g.scope = 'full'
                    AND g.from_day <= $today AND g.until_day > $today
                    AND r.person = $person AND r.from_day <= $today AND r.until_day > $today
                    AND (r.scope & (6172 | CASE g.home WHEN 1 THEN 1 WHEN 2 THEN 512 ELSE 1024 END)) <> 0), 0) AS portrait
  FROM child AS c
  LEFT JOIN attendance AS a ON a.organisation = c.organisation AND a.child = c.id AND a.day = $today
 WHERE c.organisation = $organisation
   AND c.id IN (SELECT m.child FROM may_child AS m
                 WHERE m.organisation = $organisation AND m.person = $person AND (m.scope & $homes) <> 0
                   AND m.from_day <= $today AND m.until_day > $today)
 ORDER BY c.born_day, c.given_name, c.id;

-- statement start_placement one
-- Where a child is today and how to reach that group.
-- in  organisation  organisation_id
-- in  child         child_id
-- in  today         date
-- in  weekday_bit   integer
-- out group_name    text
-- out location_name text
-- out phone         text
-- out expected      boolean
SELECT g.name AS group_name, l.name AS location_name,
       CASE WHEN g.phone <> '' THEN g.phone ELSE l.phone END AS phone,
       CAST(CASE WHEN (p.weekdays & $weekday_bit) <> 0 THEN 1 ELSE 0 END AS BIGINT) AS expected
  FROM placement AS p
  JOIN care_group AS g ON g.organisation = p.organisation AND g.id = p.care_group
  JOIN location AS l ON l.organisation = g.organisation AND l.id = g.location
 WHERE p.organisation = $organisation AND p.child = $child AND p.from_day <= $today AND p.until_day > $today
 ORDER BY expected DESC, p.from_day DESC, p.id DESC
 LIMIT 1;

-- statement start_places many
-- Locations that this person manages, or of whose parents' committee she is a member.
-- in  organisation organisation_id
-- in  person       person_id
-- in  today        date
-- in  need         integer
-- in  most         integer
-- out location     location_id
-- out name         text
-- out scope        integer
SELECT l.id AS location, l.name AS name, max(m.scope) AS scope
  FROM may_location AS m
  JOIN location AS l ON l.organisation = m.organisation AND l.id = m.location
 WHERE m.organisation = $organisation AND m.person = $person AND m.from_day <= $today AND m.until_day > $today
   AND (m.scope & $need) <> 0
 GROUP BY l.id, l.name, m.scope & $need
 ORDER BY l.name, l.id
 LIMIT $most;

-- statement start_latest one
-- The last line of today about a child that this person may read.
-- in  organisation  organisation_id
-- in  child         child_id
-- in  person        person_id
-- in  today         date
-- out at            instant
-- out side          integer
-- out kind          text
-- out value         text
-- out measure       integer
-- out note          text
-- out language      text
-- out author_name   text
SELECT e.at AS at, e.side AS side, e.kind AS kind, e.value AS value, e.measure AS measure, e.note AS note,
       e.language AS language, CASE WHEN e.channel <> '' THEN '' ELSE p.given_name END AS author_name
  FROM entry AS e
  JOIN person AS p ON p.organisation = e.organisation AND p.id = e.author
 WHERE e.organisation = $organisation AND e.child = $child AND e.day = $today AND e.withdrawn_at IS NULL
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.child = e.child AND m.person = $person
                  AND m.from_day <= $today AND m.until_day > $today
                  AND ((m.scope & e.audience) <> 0 OR e.author = $person))
 ORDER BY e.at DESC, e.id DESC
 LIMIT 1;

-- statement start_groups many
-- Groups that a person works on or manages, with how many children are expected.
-- in  organisation  organisation_id
-- in  person        person_id
-- in  today         date
-- in  weekday_bit   integer
-- in  reads         integer
-- in  door          integer
-- in  most          integer
-- out care_group    group_id
-- out name          text
-- out location_name text
-- out children      integer
-- out doors         integer
SELECT g.id AS care_group, g.name AS name, l.name AS location_name,
       (SELECT COUNT(*) FROM placement AS p
         WHERE p.organisation = $organisation AND p.care_group = g.id AND p.from_day <= $today
           AND p.until_day > $today AND (p.weekdays & $weekday_bit) <> 0
           AND NOT EXISTS (SELECT 1 FROM absence AS x
                            WHERE x.organisation = $organisation AND x.child = p.child AND x.from_day <= $today
                              AND x.until_day > $today AND x.ends = 0
                              AND NOT EXISTS (SELECT 1 FROM absence AS b
                                               WHERE b.organisation = $organisation AND b.child = x.child
                                                 AND b.ends = x.id AND b.from_day <= $today))) AS children,
       (SELECT COUNT(*) FROM may_group AS d
         WHERE d.organisation = $organisation AND d.person = $person AND d.care_group = g.id
           AND d.from_day <= $today AND d.until_day > $today AND (d.scope & $door) <> 0) AS doors
  FROM care_group AS g
  JOIN location AS l ON l.organisation = g.organisation AND l.id = g.location
 WHERE g.organisation = $organisation
   AND g.id IN (SELECT m.care_group FROM may_group AS m
                 WHERE m.organisation = $organisation AND m.person = $person
                   AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $reads) <> 0)
 ORDER BY l.name, g.name, g.id
 LIMIT $most;
