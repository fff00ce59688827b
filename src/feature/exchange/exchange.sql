-- SPDX-License-Identifier: EUPL-1.2
-- Files that came from the planning package and what they changed; presence for the invoicing package.

-- statement exchange_organisation one
-- Where the organisation is: today and clock times.
-- in  organisation organisation_id
-- out zone         text
SELECT o.zone AS zone FROM organisation AS o WHERE o.organisation = $organisation;

-- statement exchange_unmoved one
-- A file of this content that was not put away: whoever worked on it died.
-- in  organisation organisation_id
-- in  name         text
-- in  digest       text
-- out id           integer
-- out state        text
-- out came_at      instant
SELECT f.id AS id, f.state AS state, f.came_at AS came_at
  FROM roster_file AS f
 WHERE f.organisation = $organisation AND f.digest = $digest AND f.name = $name AND f.moved_at IS NULL
 ORDER BY f.id DESC
 LIMIT 1;

-- statement exchange_add run
-- A file comes in.
-- in organisation organisation_id
-- in id           integer
-- in name         text
-- in digest       text
-- in at           instant
INSERT INTO roster_file (organisation, id, name, digest, state, came_at, changed_at)
VALUES ($organisation, $id, $name, $digest, 'reading', $at, $at);

-- statement exchange_finding_add run
-- A line of its report.
-- in organisation organisation_id
-- in file         integer
-- in number       integer
-- in code         text
-- in line         integer
-- in child_number text
-- in location     location_id
-- in detail       text
INSERT INTO roster_finding (organisation, file, number, code, line, child_number, location, detail)
VALUES ($organisation, $file, $number, $code, $line, $child_number, $location, $detail);

-- statement exchange_findings_remove run
-- All lines of a report.
-- in organisation organisation_id
-- in file         integer
DELETE FROM roster_finding AS n WHERE n.organisation = $organisation AND n.file = $file;

-- statement exchange_counts run
-- What the file changes, or would.
-- in organisation organisation_id
-- in id           integer
-- in rows         integer
-- in refused      integer
-- in coming       integer
-- in changing     integer
-- in missing      integer
-- in same         integer
UPDATE roster_file AS f
   SET row_count = $rows, refused = $refused, coming = $coming, changing = $changing, missing = $missing, same = $same
 WHERE f.organisation = $organisation AND f.id = $id;

-- statement exchange_state run
-- From one state to the next; changes nothing when it is another by now.
-- in organisation organisation_id
-- in id           integer
-- in before       text
-- in state        text
-- in decided_by   person_id
-- in at           instant
UPDATE roster_file AS f SET state = $state, changed_at = $at, decided_by = $decided_by
 WHERE f.organisation = $organisation AND f.id = $id AND f.state = $before;

-- statement exchange_moved run
-- The file was put away.
-- in organisation organisation_id
-- in id           integer
-- in at           instant
UPDATE roster_file AS f SET moved_at = $at WHERE f.organisation = $organisation AND f.id = $id;

-- statement exchange_get one
-- One file.
-- in  organisation organisation_id
-- in  id           integer
-- out name         text
-- out digest       text
-- out state        text
-- out came_at      instant
-- out decided_by   person_id
SELECT f.name AS name, f.digest AS digest, f.state AS state, f.came_at AS came_at, f.decided_by AS decided_by
  FROM roster_file AS f
 WHERE f.organisation = $organisation AND f.id = $id;

-- statement exchange_waiting many
-- Files about which nobody decided, before a newer one.
-- in  organisation organisation_id
-- in  newer        integer
-- out id           integer
-- out state        text
SELECT f.id AS id, f.state AS state
  FROM roster_file AS f
 WHERE f.organisation = $organisation AND f.id < $newer AND f.state IN ('held', 'unreadable', 'accepted')
 ORDER BY f.id;

-- statement exchange_expired many
-- Files whose time is over.
-- in  organisation organisation_id
-- in  before       instant
-- in  most         integer
-- out id           integer
SELECT f.id AS id
  FROM roster_file AS f
 WHERE f.organisation = $organisation AND f.came_at < $before
 ORDER BY f.id
 LIMIT $most;

-- statement exchange_remove run
-- Forgets a file, after its report.
-- in organisation organisation_id
-- in id           integer
DELETE FROM roster_file AS f WHERE f.organisation = $organisation AND f.id = $id;

-- statement exchange_reach one
-- Of how many locations this person may say who belongs there, and of how many not: a roster is about all of them.
-- in  organisation organisation_id
-- in  person       person_id
-- in  today        date
-- in  need         integer
-- out own          integer
-- out others       integer
SELECT COALESCE(SUM(r.own), 0) AS own, COALESCE(SUM(1 - r.own), 0) AS others
  FROM (SELECT l.id AS location,
               CASE WHEN EXISTS (SELECT 1 FROM may_location AS m
                                  WHERE m.organisation = $organisation AND m.person = $person AND m.location = l.id
                                    AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $need) <> 0)
                    THEN 1 ELSE 0 END AS own
          FROM location AS l
         WHERE l.organisation = $organisation) AS r;

-- statement exchange_list many
-- The files of the last weeks, for who manages a location.
-- in  organisation organisation_id
-- in  person       person_id
-- in  today        date
-- in  need         integer
-- in  most         integer
-- out id           integer
-- out name         text
-- out state        text
-- out came_at      instant
SELECT f.id AS id, f.name AS name, f.state AS state, f.came_at AS came_at
  FROM roster_file AS f
 WHERE f.organisation = $organisation AND f.state <> 'reading'
   AND EXISTS (SELECT 1 FROM may_location AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.from_day <= $today
                  AND m.until_day > $today AND (m.scope & $need) <> 0)
 ORDER BY f.id DESC
 LIMIT $most;

-- statement exchange_show one
-- One of them.
-- in  organisation organisation_id
-- in  id           integer
-- in  person       person_id
-- in  today        date
-- in  need         integer
-- out name         text
-- out state        text
-- out came_at      instant
-- out decided_by   text
-- out rows         integer
-- out refused      integer
-- out coming       integer
-- out changing     integer
-- out missing      integer
-- out same         integer
SELECT f.name AS name, f.state AS state, f.came_at AS came_at, COALESCE(p.given_name, '') AS decided_by,
       f.row_count AS rows, f.refused AS refused, f.coming AS coming, f.changing AS changing, f.missing AS missing,
       f.same AS same
  FROM roster_file AS f
  LEFT JOIN person AS p ON p.organisation = f.organisation AND p.id = f.decided_by
 WHERE f.organisation = $organisation AND f.id = $id AND f.state <> 'reading'
   AND EXISTS (SELECT 1 FROM may_location AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.from_day <= $today
                  AND m.until_day > $today AND (m.scope & $need) <> 0);

-- statement exchange_findings many
-- The lines of its report about locations that this person manages; those about no location for who manages all ($whole).
-- The name of a child only for who may see it.
-- in  organisation  organisation_id
-- in  file          integer
-- in  person        person_id
-- in  today         date
-- in  need          integer
-- in  whole         integer
-- in  most          integer
-- out code          text
-- out line          integer
-- out child_number  text
-- out location_name text
-- out detail        text
-- out given_name    text
-- out family_name   text
SELECT n.code AS code, n.line AS line, n.child_number AS child_number, COALESCE(l.name, '') AS location_name,
       n.detail AS detail, COALESCE(c.given_name, '') AS given_name, COALESCE(c.family_name, '') AS family_name
  FROM roster_finding AS n
  LEFT JOIN location AS l ON l.organisation = n.organisation AND l.id = n.location
  LEFT JOIN child AS c ON c.organisation = n.organisation AND c.number = n.child_number AND n.child_number <> ''
        AND EXISTS (SELECT 1 FROM may_child AS k
                     WHERE k.organisation = $organisation AND k.person = $person AND k.child = c.id
                       AND k.from_day <= $today AND k.until_day > $today AND (k.scope & $need) <> 0)
 WHERE n.organisation = $organisation AND n.file = $file
   AND ((CAST($whole AS BIGINT) <> 0 AND n.location = 0)
        OR EXISTS (SELECT 1 FROM may_location AS m
                    WHERE m.organisation = $organisation AND m.person = $person AND m.location = n.location
                      AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $need) <> 0))
 ORDER BY n.number
 LIMIT $most;

-- statement exchange_erase_child run
-- Lines about a child that is erased.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM roster_finding AS n
 WHERE n.organisation = $organisation AND n.child_number <> ''
   AND n.child_number IN (SELECT c.number FROM child AS c WHERE c.organisation = $organisation AND c.id = $child);

-- statement exchange_erase_person run
-- Who decided.
-- in organisation organisation_id
-- in person       person_id
UPDATE roster_file AS f SET decided_by = 0 WHERE f.organisation = $organisation AND f.decided_by = $person;

-- statement presence_of_day many
-- Who came and went, of one location or ($location 0) of all: children that the packages know by a number.
-- in  organisation  organisation_id
-- in  day           date
-- in  location      location_id
-- out number        text
-- out in_at         instant
-- out out_at        instant null
-- out location_name text
SELECT c.number AS number, a.in_at AS in_at, a.out_at AS out_at, l.name AS location_name
  FROM attendance AS a
  JOIN child AS c ON c.organisation = a.organisation AND c.id = a.child
  JOIN care_group AS g ON g.organisation = a.organisation AND g.id = a.care_group
  JOIN location AS l ON l.organisation = g.organisation AND l.id = g.location
 WHERE a.organisation = $organisation AND a.day = $day AND c.number <> ''
   AND (CAST($location AS BIGINT) = 0 OR g.location = $location)
 ORDER BY l.name, c.number;

-- statement presence_digest one
-- What was written about a day.
-- in  organisation organisation_id
-- in  day          date
-- out digest       text
SELECT p.digest AS digest FROM presence_file AS p WHERE p.organisation = $organisation AND p.day = $day;

-- statement presence_written run
-- Remembers it.
-- in organisation organisation_id
-- in day          date
-- in digest       text
-- in at           instant
INSERT INTO presence_file (organisation, day, digest, written_at) VALUES ($organisation, $day, $digest, $at)
ON CONFLICT (organisation, day) DO UPDATE SET digest = $digest, written_at = $at;

-- statement presence_location one
-- The name of a location.
-- in  organisation organisation_id
-- in  location     location_id
-- in  person       person_id
-- in  today        date
-- in  need         integer
-- out name         text
SELECT l.name AS name
  FROM location AS l
 WHERE l.organisation = $organisation AND l.id = $location
   AND EXISTS (SELECT 1 FROM may_location AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.location = l.id
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $need) <> 0);

-- statement exchange_erase_guardian run
-- Lines about the children of a person that is erased: they may hold the name.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM roster_finding AS n
 WHERE n.organisation = $organisation AND n.child_number <> ''
   AND n.child_number IN (SELECT c.number FROM guardian AS g
                            JOIN child AS c ON c.organisation = g.organisation AND c.id = g.child
                           WHERE g.organisation = $organisation AND g.person = $person);

-- statement exchange_told one
-- The counts of a file.
-- in  organisation organisation_id
-- in  id           integer
-- out rows         integer
-- out refused      integer
-- out coming       integer
-- out changing     integer
-- out missing      integer
-- out same         integer
SELECT f.row_count AS rows, f.refused AS refused, f.coming AS coming, f.changing AS changing, f.missing AS missing,
       f.same AS same
  FROM roster_file AS f
 WHERE f.organisation = $organisation AND f.id = $id;
