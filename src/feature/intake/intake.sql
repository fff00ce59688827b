-- SPDX-License-Identifier: EUPL-1.2
-- Background, wishes about contact, and the family map. What stands here for a home is a guardian's own; what stands here for
-- the centre starts from the centre's bits of the access set ($need).

-- statement intake_head one
-- Whom the page is about.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- out given_name   text
SELECT c.given_name AS given_name
  FROM child AS c
 WHERE c.organisation = $organisation AND c.id = $child
   AND c.id IN (SELECT m.child FROM may_child AS m
                 WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                   AND m.from_day <= $today AND m.until_day > $today);

-- statement intake_guardians many
-- The guardians of a child with the newest of what each told: one of them, or all ($guardian 0).
-- in  organisation    organisation_id
-- in  child           child_id
-- in  guardian        person_id
-- in  person          person_id
-- in  today           date
-- in  need            integer
-- out person          person_id
-- out given_name      text
-- out family_name     text
-- out say_name        text
-- out called          text
-- out full            boolean
-- out pages           text
-- out background      integer
-- out tongues         text
-- out food            text
-- out celebrations    text
-- out customs         text
-- out tongues_tap     text
-- out food_tap        text
-- out celebrations_tap text
-- out customs_tap     text
-- out channel         text
-- out language        text
-- out written_at      instant
-- out written_by      person_id
-- out written_name    text
-- out wish            integer
-- out interpreter     boolean
-- out tongue          text
-- out intensity       text
SELECT g.person AS person, p.given_name AS given_name, p.family_name AS family_name, p.say_name AS say_name,
       g.called AS called, CAST(CASE WHEN g.scope = 'full' THEN 1 ELSE 0 END AS BIGINT) AS full, p.language AS pages,
       COALESCE(b.id, 0) AS background, COALESCE(b.tongues, '') AS tongues, COALESCE(b.food, '') AS food,
       COALESCE(b.celebrations, '') AS celebrations, COALESCE(b.customs, '') AS customs,
       COALESCE(b.tongues_tap, '') AS tongues_tap, COALESCE(b.food_tap, '') AS food_tap,
       COALESCE(b.celebrations_tap, '') AS celebrations_tap, COALESCE(b.customs_tap, '') AS customs_tap,
       COALESCE(b.channel, '') AS channel, COALESCE(b.language, '') AS language, COALESCE(b.written_at, 0) AS written_at,
       COALESCE(b.written_by, 0) AS written_by, COALESCE(y.given_name, '') AS written_name, COALESCE(w.id, 0) AS wish,
       COALESCE(w.interpreter, 0) AS interpreter, COALESCE(w.tongue, '') AS tongue,
       COALESCE((SELECT i.intensity FROM contact_intensity AS i
                  WHERE i.organisation = $organisation AND i.person = g.person ORDER BY i.id DESC LIMIT 1), 'basis')
       AS intensity
  FROM guardian AS g
  JOIN person AS p ON p.organisation = g.organisation AND p.id = g.person
  LEFT JOIN background AS b ON b.organisation = g.organisation AND b.child = g.child AND b.person = g.person
        AND b.id = (SELECT max(n.id) FROM background AS n
                     WHERE n.organisation = $organisation AND n.child = g.child AND n.person = g.person)
  LEFT JOIN person AS y ON y.organisation = b.organisation AND y.id = b.written_by
  LEFT JOIN contact_wish AS w ON w.organisation = g.organisation AND w.person = g.person
        AND w.id = (SELECT max(n.id) FROM contact_wish AS n
                     WHERE n.organisation = $organisation AND n.person = g.person)
 WHERE g.organisation = $organisation AND g.child = $child AND g.scope <> 'none'
   AND (g.person = $guardian OR $guardian = 0) AND g.from_day <= $today AND g.until_day > $today
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $need) <> 0)
 ORDER BY g.home, g.place, g.person;

-- statement intake_background_insert run
-- Another version.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  id           integer
-- in  tongues      text
-- in  food         text
-- in  celebrations text
-- in  customs      text
-- in  tongues_tap  text
-- in  food_tap     text
-- in  celebrations_tap text
-- in  customs_tap  text
-- in  language     text
-- in  channel      text
-- in  written_by   person_id
-- in  written_at   instant
INSERT INTO background (organisation, child, person, id, tongues, food, celebrations, customs, tongues_tap, food_tap,
                        celebrations_tap, customs_tap, language, channel, written_by, written_at)
VALUES ($organisation, $child, $person, $id, $tongues, $food, $celebrations, $customs, $tongues_tap, $food_tap,
        $celebrations_tap, $customs_tap, $language, $channel, $written_by, $written_at);

-- statement intake_own one
-- How a person likes to be spoken with: what she or the staff wrote last, and what she chose herself.
-- in  organisation organisation_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- out pages        text
-- out guardian     boolean
-- out interpreter  boolean
-- out tongue       text
-- out written_at   instant
-- out written_by   person_id
-- out written_name text
-- out channel      text
-- out intensity    text
-- out chosen_at    instant
SELECT p.language AS pages,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM may_child AS m
                               WHERE m.organisation = $organisation AND m.person = $person AND (m.scope & $homes) <> 0
                                 AND m.from_day <= $today AND m.until_day > $today) THEN 1 ELSE 0 END AS BIGINT) AS guardian,
       COALESCE(w.interpreter, 0) AS interpreter, COALESCE(w.tongue, '') AS tongue,
       COALESCE(w.written_at, 0) AS written_at, COALESCE(w.written_by, 0) AS written_by,
       COALESCE(y.given_name, '') AS written_name, COALESCE(w.channel, '') AS channel,
       COALESCE(i.intensity, 'basis') AS intensity, COALESCE(i.written_at, 0) AS chosen_at
  FROM person AS p
  LEFT JOIN contact_wish AS w ON w.organisation = p.organisation AND w.person = p.id
        AND w.id = (SELECT max(n.id) FROM contact_wish AS n
                     WHERE n.organisation = $organisation AND n.person = $person)
  LEFT JOIN person AS y ON y.organisation = w.organisation AND y.id = w.written_by
  LEFT JOIN contact_intensity AS i ON i.organisation = p.organisation AND i.person = p.id
        AND i.id = (SELECT max(n.id) FROM contact_intensity AS n
                     WHERE n.organisation = $organisation AND n.person = $person)
 WHERE p.organisation = $organisation AND p.id = $person;

-- statement intake_wish_insert run
-- Another version.
-- in  organisation organisation_id
-- in  person       person_id
-- in  id           integer
-- in  interpreter  boolean
-- in  tongue       text
-- in  language     text
-- in  channel      text
-- in  written_by   person_id
-- in  written_at   instant
INSERT INTO contact_wish (organisation, person, id, interpreter, tongue, language, channel, written_by, written_at)
VALUES ($organisation, $person, $id, $interpreter, $tongue, $language, $channel, $written_by, $written_at);

-- statement intake_intensity_insert run
-- Another choice.
-- in  organisation organisation_id
-- in  person       person_id
-- in  id           integer
-- in  intensity    text
-- in  written_at   instant
INSERT INTO contact_intensity (organisation, person, id, intensity, written_at)
VALUES ($organisation, $person, $id, $intensity, $written_at);

-- statement intake_rhythms many
-- The settings of the locations where a child is placed; all 0 for a location without one.
-- in  organisation organisation_id
-- in  child        child_id
-- in  today        date
-- out basis_weeks  integer
-- out more_weeks   integer
-- out less_weeks   integer
SELECT DISTINCT COALESCE(r.basis_weeks, 0) AS basis_weeks, COALESCE(r.more_weeks, 0) AS more_weeks,
       COALESCE(r.less_weeks, 0) AS less_weeks
  FROM placement AS p
  JOIN care_group AS c ON c.organisation = p.organisation AND c.id = p.care_group
  LEFT JOIN contact_rhythm AS r ON r.organisation = c.organisation AND r.location = c.location
 WHERE p.organisation = $organisation AND p.child = $child AND p.from_day <= $today AND p.until_day > $today;

-- statement intake_rhythm one
-- A location with its setting, for who manages it.
-- in  organisation organisation_id
-- in  location     location_id
-- in  person       person_id
-- in  today        date
-- in  need         integer
-- out name         text
-- out basis_weeks  integer
-- out more_weeks   integer
-- out less_weeks   integer
SELECT l.name AS name, COALESCE(r.basis_weeks, 0) AS basis_weeks, COALESCE(r.more_weeks, 0) AS more_weeks,
       COALESCE(r.less_weeks, 0) AS less_weeks
  FROM location AS l
  LEFT JOIN contact_rhythm AS r ON r.organisation = l.organisation AND r.location = l.id
 WHERE l.organisation = $organisation AND l.id = $location
   AND l.id IN (SELECT m.location FROM may_location AS m
                 WHERE m.organisation = $organisation AND m.person = $person AND m.location = $location
                   AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $need) <> 0);

-- statement intake_rhythm_set run
-- Another setting.
-- in  organisation organisation_id
-- in  location     location_id
-- in  basis_weeks  integer
-- in  more_weeks   integer
-- in  less_weeks   integer
-- in  set_by       person_id
-- in  set_at       instant
INSERT INTO contact_rhythm (organisation, location, basis_weeks, more_weeks, less_weeks, set_by, set_at)
VALUES ($organisation, $location, $basis_weeks, $more_weeks, $less_weeks, $set_by, $set_at)
ON CONFLICT (organisation, location) DO UPDATE
   SET basis_weeks = excluded.basis_weeks, more_weeks = excluded.more_weeks, less_weeks = excluded.less_weeks,
       set_by = excluded.set_by, set_at = excluded.set_at;

-- statement intake_others many
-- Who else matters to a child: a home reads what was written in it, the centre all. Whose home it is follows from where the
-- author lives now (R243).
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  centre       integer
-- out id           contact_id
-- out person       person_id
-- out name         text
-- out relation     text
-- out words        text
-- out language     text
SELECT o.id AS id, o.person AS person, o.name AS name, o.relation AS relation, o.words AS words, o.language AS language
  FROM family_other AS o
  JOIN guardian AS g ON g.organisation = o.organisation AND g.child = o.child AND g.person = o.person
 WHERE o.organisation = $organisation AND o.child = $child AND g.scope = 'full'
   AND g.from_day <= $today AND g.until_day > $today
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today
                  AND (m.scope & (CAST($centre AS BIGINT) | CASE g.home WHEN 1 THEN 1 WHEN 2 THEN 512 ELSE 1024 END)) <> 0)
 ORDER BY g.home, o.id;

-- statement intake_other_insert run
-- Somebody is put on the map.
-- in  organisation organisation_id
-- in  child        child_id
-- in  id           contact_id
-- in  person       person_id
-- in  name         text
-- in  relation     text
-- in  words        text
-- in  language     text
-- in  created_at   instant
INSERT INTO family_other (organisation, child, id, person, name, relation, words, language, created_at)
VALUES ($organisation, $child, $id, $person, $name, $relation, $words, $language, $created_at);

-- statement intake_other_delete run
-- And taken off it.
-- in  organisation organisation_id
-- in  child        child_id
-- in  id           contact_id
DELETE FROM family_other AS o WHERE o.organisation = $organisation AND o.child = $child AND o.id = $id;

-- statement intake_erase_child_background run
-- What was told about an erased child.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM background AS b WHERE b.organisation = $organisation AND b.child = $child;

-- statement intake_erase_child_others run
-- And who mattered to it.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM family_other AS o WHERE o.organisation = $organisation AND o.child = $child;

-- statement intake_erase_own_background run
-- What an erased guardian told.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM background AS b WHERE b.organisation = $organisation AND b.person = $person;

-- statement intake_erase_own_others run
-- Whom she put on the map.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM family_other AS o WHERE o.organisation = $organisation AND o.person = $person;

-- statement intake_erase_own_wishes run
-- How she liked to be spoken with.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM contact_wish AS w WHERE w.organisation = $organisation AND w.person = $person;

-- statement intake_erase_own_intensity run
-- And how much.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM contact_intensity AS i WHERE i.organisation = $organisation AND i.person = $person;
