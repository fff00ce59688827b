-- SPDX-License-Identifier: EUPL-1.2
-- Locations and groups for who manages them, and what is still to do before parents come in.

-- statement place_locations many
-- Locations that this person manages.
-- in  organisation organisation_id
-- in  person       person_id
-- in  today        date
-- in  need         integer
-- in  most         integer
-- out location     location_id
-- out name         text
-- out phone        text
SELECT l.id AS location, l.name AS name, l.phone AS phone
  FROM location AS l
 WHERE l.organisation = $organisation
   AND l.id IN (SELECT m.location FROM may_location AS m
                 WHERE m.organisation = $organisation AND m.person = $person
                   AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $need) <> 0)
 ORDER BY l.name, l.id
 LIMIT $most;

-- statement place_groups many
-- Their groups. Those of a childminder are her own.
-- in  organisation organisation_id
-- in  person       person_id
-- in  today        date
-- in  need         integer
-- in  most         integer
-- out care_group   group_id
-- out location     location_id
-- out name         text
-- out phone        text
-- out care_form    text
SELECT g.id AS care_group, g.location AS location, g.name AS name, g.phone AS phone, g.care_form AS care_form
  FROM care_group AS g
 WHERE g.organisation = $organisation
   AND g.id IN (SELECT m.care_group FROM may_group AS m
                 WHERE m.organisation = $organisation AND m.person = $person
                   AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $need) <> 0)
 ORDER BY g.name, g.id
 LIMIT $most;

-- statement place_location one
-- A location as it is, before it changes.
-- in  organisation organisation_id
-- in  location     location_id
-- out name         text
-- out zone         text
-- out phone        text
SELECT l.name AS name, l.zone AS zone, l.phone AS phone
  FROM location AS l WHERE l.organisation = $organisation AND l.id = $location;

-- statement place_group one
-- A group as it is, before it changes.
-- in  organisation organisation_id
-- in  care_group   group_id
-- out location     location_id
-- out care_form    text
SELECT g.location AS location, g.care_form AS care_form
  FROM care_group AS g WHERE g.organisation = $organisation AND g.id = $care_group;

-- statement place_taken one
-- Whether another location has this name.
-- in  organisation organisation_id
-- in  name         text
-- in  location     location_id
-- out location     location_id
SELECT l.id AS location FROM location AS l
 WHERE l.organisation = $organisation AND l.name = $name AND l.id <> $location;

-- statement place_group_taken one
-- Whether another group of the location has this name.
-- in  organisation organisation_id
-- in  location     location_id
-- in  name         text
-- in  care_group   group_id
-- out care_group   group_id
SELECT g.id AS care_group FROM care_group AS g
 WHERE g.organisation = $organisation AND g.location = $location AND g.name = $name AND g.id <> $care_group;

-- statement place_zone one
-- The zone of locations that name none.
-- in  organisation organisation_id
-- out zone         text
SELECT o.zone AS zone FROM organisation AS o WHERE o.organisation = $organisation;

-- statement place_state one
-- What is there already of what somebody manages: a step each of the page that says how to begin.
-- in  organisation organisation_id
-- in  person       person_id
-- in  today        date
-- in  need         integer
-- out groups       boolean
-- out staff        boolean
-- out children     boolean
-- out invited      boolean
-- out mailed       boolean
SELECT CAST(CASE WHEN EXISTS (SELECT 1 FROM may_group AS m
                               WHERE m.organisation = $organisation AND m.person = $person
                                 AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $need) <> 0)
            THEN 1 ELSE 0 END AS BIGINT) AS groups,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM may_group AS m
                                JOIN professional AS s ON s.organisation = m.organisation AND s.care_group = m.care_group
                               WHERE m.organisation = $organisation AND m.person = $person
                                 AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $need) <> 0
                                 AND s.until_day > $today)
            THEN 1 ELSE 0 END AS BIGINT) AS staff,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM may_child AS m
                               WHERE m.organisation = $organisation AND m.person = $person
                                 AND m.until_day > $today AND (m.scope & $need) <> 0)
            THEN 1 ELSE 0 END AS BIGINT) AS children,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM may_child AS m
                                JOIN guardian AS g ON g.organisation = m.organisation AND g.child = m.child
                                JOIN invitation AS i ON i.organisation = g.organisation AND i.person = g.person
                               WHERE m.organisation = $organisation AND m.person = $person
                                 AND m.until_day > $today AND (m.scope & $need) <> 0)
            THEN 1 ELSE 0 END AS BIGINT) AS invited,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM outgoing AS u
                               WHERE u.organisation = $organisation AND u.kind = 'mail' AND u.state = 'sent')
            THEN 1 ELSE 0 END AS BIGINT) AS mailed;

-- statement place_tried one
-- How the last mail to oneself went.
-- in  organisation organisation_id
-- in  person       person_id
-- out state        text
-- out problem      text
SELECT u.state AS state, u.problem AS problem
  FROM outgoing AS u
 WHERE u.organisation = $organisation AND u.person = $person AND u.kind = 'mail'
 ORDER BY u.id DESC
 LIMIT 1;
