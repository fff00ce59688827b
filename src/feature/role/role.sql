-- SPDX-License-Identifier: EUPL-1.2
-- The people of a location, for who manages it.

-- statement role_place one
-- The location, for who may.
-- in  organisation organisation_id
-- in  location     location_id
-- in  person       person_id
-- in  today        date
-- in  need         integer
-- out name         text
SELECT l.name AS name
  FROM location AS l
 WHERE l.organisation = $organisation AND l.id = $location
   AND l.id IN (SELECT m.location FROM may_location AS m
                 WHERE m.organisation = $organisation AND m.person = $person AND m.location = $location
                   AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $need) <> 0);

-- statement role_groups many
-- Its groups.
-- in  organisation organisation_id
-- in  location     location_id
-- out care_group   group_id
-- out name         text
-- out care_form    text
SELECT c.id AS care_group, c.name AS name, c.care_form AS care_form
  FROM care_group AS c
 WHERE c.organisation = $organisation AND c.location = $location
 ORDER BY c.name, c.id;

-- statement role_professionals many
-- Who works on its groups, or will.
-- in  organisation organisation_id
-- in  location     location_id
-- in  today        date
-- out person       person_id
-- out given_name   text
-- out family_name  text
-- out care_group   group_id
-- out group_name   text
-- out role         text
-- out from_day     date
-- out until_day    date
SELECT p.id AS person, p.given_name AS given_name, p.family_name AS family_name, c.id AS care_group, c.name AS group_name,
       s.role AS role, s.from_day AS from_day, s.until_day AS until_day
  FROM professional AS s
  JOIN care_group AS c ON c.organisation = s.organisation AND c.id = s.care_group
  JOIN person AS p ON p.organisation = s.organisation AND p.id = s.person
 WHERE s.organisation = $organisation AND c.location = $location AND s.until_day > $today
 ORDER BY c.name, p.given_name, p.family_name, p.id, s.from_day;

-- statement role_managers many
-- Who manages it; an administrator of all locations is not listed.
-- in  organisation organisation_id
-- in  location     location_id
-- in  today        date
-- out person       person_id
-- out given_name   text
-- out family_name  text
-- out from_day     date
-- out until_day    date
SELECT p.id AS person, p.given_name AS given_name, p.family_name AS family_name, m.from_day AS from_day, m.until_day AS until_day
  FROM manager AS m
  JOIN person AS p ON p.organisation = m.organisation AND p.id = m.person
 WHERE m.organisation = $organisation AND m.location = CAST($location AS BIGINT) AND m.until_day > $today
 ORDER BY p.given_name, p.family_name, p.id, m.from_day;

-- statement role_coaches many
-- Who coaches the staff of the whole location.
-- in  organisation organisation_id
-- in  location     location_id
-- in  today        date
-- out person       person_id
-- out given_name   text
-- out family_name  text
-- out from_day     date
-- out until_day    date
SELECT p.id AS person, p.given_name AS given_name, p.family_name AS family_name, h.from_day AS from_day, h.until_day AS until_day
  FROM coach AS h
  JOIN person AS p ON p.organisation = h.organisation AND p.id = h.person
 WHERE h.organisation = $organisation AND h.location = CAST($location AS BIGINT) AND h.care_group = 0
   AND h.until_day > $today
 ORDER BY p.given_name, p.family_name, p.id, h.from_day;

-- statement role_members many
-- Members of its parents' committee.
-- in  organisation organisation_id
-- in  location     location_id
-- in  today        date
-- out person       person_id
-- out given_name   text
-- out family_name  text
-- out from_day     date
-- out until_day    date
SELECT p.id AS person, p.given_name AS given_name, p.family_name AS family_name, k.from_day AS from_day, k.until_day AS until_day
  FROM committee AS k
  JOIN person AS p ON p.organisation = k.organisation AND p.id = k.person
 WHERE k.organisation = $organisation AND k.location = $location AND k.until_day > $today
 ORDER BY p.given_name, p.family_name, p.id, k.from_day;

-- statement role_childminders many
-- Whose place it is.
-- in  organisation organisation_id
-- in  location     location_id
-- in  today        date
-- out person       person_id
-- out given_name   text
-- out family_name  text
-- out from_day     date
-- out until_day    date
SELECT p.id AS person, p.given_name AS given_name, p.family_name AS family_name, a.from_day AS from_day, a.until_day AS until_day
  FROM childminder AS a
  JOIN person AS p ON p.organisation = a.organisation AND p.id = a.person
 WHERE a.organisation = $organisation AND a.location = $location AND a.until_day > $today
 ORDER BY p.given_name, p.family_name, p.id, a.from_day;

-- statement role_bureaus many
-- Who works at its bureau; who works at the bureau of all places is not listed.
-- in  organisation organisation_id
-- in  location     location_id
-- in  today        date
-- out person       person_id
-- out given_name   text
-- out family_name  text
-- out from_day     date
-- out until_day    date
SELECT p.id AS person, p.given_name AS given_name, p.family_name AS family_name, b.from_day AS from_day, b.until_day AS until_day
  FROM bureau AS b
  JOIN person AS p ON p.organisation = b.organisation AND p.id = b.person
 WHERE b.organisation = $organisation AND b.location = CAST($location AS BIGINT) AND b.until_day > $today
 ORDER BY p.given_name, p.family_name, p.id, b.from_day;

-- statement role_account one
-- Whose address this is.
-- in  organisation organisation_id
-- in  folded       text
-- out person       person_id
SELECT a.person AS person FROM account AS a WHERE a.organisation = $organisation AND a.email_folded = $folded;
