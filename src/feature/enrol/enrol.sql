-- SPDX-License-Identifier: EUPL-1.2
-- Children of a location for who manages their groups. All start from may_group: a child that comes later is in no set yet.

-- statement enrol_place one
-- The name of the location; the rule of the route has asked who may.
-- in  organisation organisation_id
-- in  location     location_id
-- out name         text
SELECT l.name AS name FROM location AS l WHERE l.organisation = $organisation AND l.id = $location;

-- statement enrol_groups many
-- Groups of the location that this person manages.
-- in  organisation organisation_id
-- in  person       person_id
-- in  location     location_id
-- in  today        date
-- in  need         integer
-- out care_group   group_id
-- out name         text
-- out care_form    text
SELECT g.id AS care_group, g.name AS name, g.care_form AS care_form
  FROM care_group AS g
 WHERE g.organisation = $organisation AND g.location = $location
   AND g.id IN (SELECT m.care_group FROM may_group AS m
                 WHERE m.organisation = $organisation AND m.person = $person
                   AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $need) <> 0)
 ORDER BY g.name, g.id;

-- statement enrol_children many
-- Who comes to them, or will: a row for each group.
-- in  organisation organisation_id
-- in  person       person_id
-- in  location     location_id
-- in  today        date
-- in  need         integer
-- in  most         integer
-- out child        child_id
-- out given_name   text
-- out family_name  text
-- out care_group   group_id
-- out group_name   text
-- out weekdays     integer
-- out from_day     date
-- out until_day    date
SELECT c.id AS child, c.given_name AS given_name, c.family_name AS family_name, g.id AS care_group, g.name AS group_name,
       p.weekdays AS weekdays, p.from_day AS from_day, p.until_day AS until_day
  FROM placement AS p
  JOIN child AS c ON c.organisation = p.organisation AND c.id = p.child
  JOIN care_group AS g ON g.organisation = p.organisation AND g.id = p.care_group
 WHERE p.organisation = $organisation AND p.until_day > $today AND g.location = $location
   AND p.care_group IN (SELECT m.care_group FROM may_group AS m
                         WHERE m.organisation = $organisation AND m.person = $person
                           AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $need) <> 0)
 ORDER BY g.name, g.id, c.given_name, c.family_name, c.id, p.from_day
 LIMIT $most;

-- statement enrol_child one
-- One of them.
-- in  organisation organisation_id
-- in  person       person_id
-- in  location     location_id
-- in  child        child_id
-- in  today        date
-- in  need         integer
-- out given_name   text
-- out family_name  text
-- out born         date
SELECT c.given_name AS given_name, c.family_name AS family_name, c.born_day AS born
  FROM child AS c
 WHERE c.organisation = $organisation AND c.id = $child
   AND EXISTS (SELECT 1 FROM placement AS p
                 JOIN care_group AS g ON g.organisation = p.organisation AND g.id = p.care_group
                 JOIN may_group AS m ON m.organisation = p.organisation AND m.care_group = p.care_group
                WHERE p.organisation = $organisation AND p.child = c.id AND p.until_day > $today
                  AND g.location = $location AND m.person = $person
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $need) <> 0);

-- statement enrol_placements many
-- Where it comes at this location, and will.
-- in  organisation organisation_id
-- in  location     location_id
-- in  child        child_id
-- in  today        date
-- out placement    placement_id
-- out care_group   group_id
-- out group_name   text
-- out care_form    text
-- out weekdays     integer
-- out from_day     date
-- out until_day    date
SELECT p.id AS placement, g.id AS care_group, g.name AS group_name, g.care_form AS care_form, p.weekdays AS weekdays,
       p.from_day AS from_day, p.until_day AS until_day
  FROM placement AS p
  JOIN care_group AS g ON g.organisation = p.organisation AND g.id = p.care_group
 WHERE p.organisation = $organisation AND p.child = $child AND p.until_day > $today AND g.location = $location
 ORDER BY p.from_day, g.name, p.id;

-- statement enrol_guardians many
-- Who belongs to it.
-- in  organisation organisation_id
-- in  child        child_id
-- in  today        date
-- out person       person_id
-- out given_name   text
-- out family_name  text
-- out called       text
-- out place        integer
SELECT p.id AS person, p.given_name AS given_name, p.family_name AS family_name, g.called AS called, g.place AS place
  FROM guardian AS g
  JOIN person AS p ON p.organisation = g.organisation AND p.id = g.person
 WHERE g.organisation = $organisation AND g.child = $child AND g.until_day > $today
 ORDER BY g.place, p.id;

-- statement enrol_own one
-- Whether somebody is a guardian of the child herself.
-- in  organisation organisation_id
-- in  person       person_id
-- in  child        child_id
-- in  today        date
-- out person       person_id
SELECT g.person AS person FROM guardian AS g
 WHERE g.organisation = $organisation AND g.child = $child AND g.person = $person AND g.until_day > $today;

-- statement enrol_account one
-- Whose address this is.
-- in  organisation organisation_id
-- in  folded       text
-- out person       person_id
SELECT a.person AS person FROM account AS a WHERE a.organisation = $organisation AND a.email_folded = $folded;

-- statement enrol_colleagues many
-- Who can be its mentor: who works on a group of it at this location, stand-ins and students left out.
-- in  organisation organisation_id
-- in  location     location_id
-- in  child        child_id
-- in  today        date
-- out person       person_id
-- out given_name   text
-- out family_name  text
SELECT DISTINCT w.id AS person, w.given_name AS given_name, w.family_name AS family_name
  FROM placement AS p
  JOIN care_group AS g ON g.organisation = p.organisation AND g.id = p.care_group
  JOIN professional AS s ON s.organisation = p.organisation AND s.care_group = p.care_group
  JOIN person AS w ON w.organisation = s.organisation AND w.id = s.person
 WHERE p.organisation = $organisation AND p.child = $child AND p.until_day > $today AND g.location = $location
   AND g.care_form <> 'childminder' AND s.role = 'professional' AND s.from_day <= $today AND s.until_day > $today
 ORDER BY w.given_name, w.family_name, w.id;

-- statement enrol_mentor_now one
-- Its mentor, now or from a day on.
-- in  organisation organisation_id
-- in  child        child_id
-- in  today        date
-- out person       person_id
-- out given_name   text
SELECT t.person AS person, p.given_name AS given_name
  FROM mentor AS t
  JOIN person AS p ON p.organisation = t.organisation AND p.id = t.person
 WHERE t.organisation = $organisation AND t.child = $child AND t.until_day > $today
 ORDER BY t.from_day
 LIMIT 1;
