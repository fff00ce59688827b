-- SPDX-License-Identifier: EUPL-1.2
-- Whom we reach (R097). Nothing here is counted by person: a row says whether one guardian was invited and came in, and the
-- sum is made over all of them (report.c).

-- statement reach_own one
-- What a guardian said to be.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- out role         text
-- out own_words    text
SELECT r.role AS role, r.own_words AS own_words
  FROM guardian_role AS r
 WHERE r.organisation = $organisation AND r.child = $child AND r.person = $person;

-- statement reach_child one
-- The name of the child; the rule of the route has asked who may.
-- in  organisation organisation_id
-- in  child        child_id
-- out given_name   text
SELECT c.given_name AS given_name FROM child AS c WHERE c.organisation = $organisation AND c.id = $child;

-- statement reach_upsert run
-- Said, or said otherwise.
-- in organisation organisation_id
-- in child        child_id
-- in person       person_id
-- in role         text
-- in own_words    text
-- in said_at      instant
INSERT INTO guardian_role (organisation, child, person, role, own_words, said_at)
VALUES ($organisation, $child, $person, $role, $own_words, $said_at)
ON CONFLICT (organisation, child, person)
DO UPDATE SET role = excluded.role, own_words = excluded.own_words, said_at = excluded.said_at
 WHERE guardian_role.organisation = $organisation;

-- statement reach_delete run
-- Rather not said.
-- in organisation organisation_id
-- in child        child_id
-- in person       person_id
DELETE FROM guardian_role AS r WHERE r.organisation = $organisation AND r.child = $child AND r.person = $person;

-- statement reach_erase_of_child run
-- Of a child that is erased.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM guardian_role AS r WHERE r.organisation = $organisation AND r.child = $child;

-- statement reach_erase_of_person run
-- Of a guardian who is erased.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM guardian_role AS r WHERE r.organisation = $organisation AND r.person = $person;

-- statement reach_guardians many
-- The guardians of the children who come to the groups of a location that this person manages. One row a guardian.
-- in  organisation organisation_id
-- in  person       person_id
-- in  location     location_id
-- in  today        date
-- in  need         integer
-- out guardian     person_id
-- out role         text
-- out invited      boolean
-- out arrived      boolean
SELECT p.id AS guardian,
       coalesce((SELECT MIN(r.role) FROM guardian_role AS r
                  WHERE r.organisation = $organisation AND r.person = p.id), '') AS role,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM invitation AS i
                               WHERE i.organisation = $organisation AND i.person = p.id AND i.purpose = 'invite')
            THEN 1 ELSE 0 END AS BIGINT) AS invited,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM arrival AS a WHERE a.organisation = $organisation AND a.person = p.id)
            THEN 1 ELSE 0 END AS BIGINT) AS arrived
  FROM person AS p
 WHERE p.organisation = $organisation
   AND p.id IN (SELECT g.person FROM may_group AS m
                  JOIN care_group AS c ON c.organisation = m.organisation AND c.id = m.care_group
                  JOIN placement AS l ON l.organisation = m.organisation AND l.care_group = m.care_group
                  JOIN guardian AS g ON g.organisation = m.organisation AND g.child = l.child
                 WHERE m.organisation = $organisation AND m.person = $person AND (m.scope & $need) <> 0
                   AND m.from_day <= $today AND m.until_day > $today AND c.location = $location
                   AND l.from_day <= $today AND l.until_day > $today AND g.scope <> 'none'
                   AND g.from_day <= $today AND g.until_day > $today)
 ORDER BY p.id;

-- statement reach_staff many
-- Who works on those groups, and whether they came in.
-- in  organisation organisation_id
-- in  person       person_id
-- in  location     location_id
-- in  today        date
-- in  need         integer
-- out colleague    person_id
-- out arrived      boolean
SELECT p.id AS colleague,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM arrival AS a WHERE a.organisation = $organisation AND a.person = p.id)
            THEN 1 ELSE 0 END AS BIGINT) AS arrived
  FROM person AS p
 WHERE p.organisation = $organisation
   AND p.id IN (SELECT s.person FROM may_group AS m
                  JOIN care_group AS c ON c.organisation = m.organisation AND c.id = m.care_group
                  JOIN professional AS s ON s.organisation = m.organisation AND s.care_group = m.care_group
                 WHERE m.organisation = $organisation AND m.person = $person AND (m.scope & $need) <> 0
                   AND m.from_day <= $today AND m.until_day > $today AND c.location = $location
                   AND s.from_day <= $today AND s.until_day > $today)
 ORDER BY p.id;

-- statement reach_location one
-- The name of the location; the rule of the route has asked who may.
-- in  organisation organisation_id
-- in  location     location_id
-- out name         text
SELECT l.name AS name FROM location AS l WHERE l.organisation = $organisation AND l.id = $location;
