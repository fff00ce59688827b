-- SPDX-License-Identifier: EUPL-1.2
-- The information sheet. Reading starts from may_child, and for a line from its audience.

-- statement sheet_head one
-- The child, where it is, and its contact person.
-- in  organisation  organisation_id
-- in  child         child_id
-- in  person        person_id
-- in  today         date
-- out given_name    text
-- out family_name   text
-- out say_name      text
-- out born          date
-- out allergies     text
-- out care_group    group_id null
-- out group_name    text
-- out location_name text
-- out mentor        text
SELECT c.given_name AS given_name, c.family_name AS family_name, c.say_name AS say_name, c.born_day AS born,
       c.allergies AS allergies, p.care_group AS care_group, COALESCE(g.name, '') AS group_name,
       COALESCE(l.name, '') AS location_name,
       COALESCE((SELECT w.given_name FROM mentor AS t
                   JOIN person AS w ON w.organisation = t.organisation AND w.id = t.person
                  WHERE t.organisation = $organisation AND t.child = $child
                    AND t.from_day <= $today AND t.until_day > $today
                  ORDER BY t.from_day DESC LIMIT 1), '') AS mentor
  FROM child AS c
  LEFT JOIN placement AS p ON p.organisation = c.organisation AND p.child = c.id
                          AND p.from_day <= $today AND p.until_day > $today
  LEFT JOIN care_group AS g ON g.organisation = p.organisation AND g.id = p.care_group
  LEFT JOIN location AS l ON l.organisation = g.organisation AND l.id = g.location
 WHERE c.organisation = $organisation AND c.id = $child
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today)
 ORDER BY COALESCE(p.from_day, 0) DESC, COALESCE(p.id, 0) DESC
 LIMIT 1;

-- statement sheet_lines many
-- What is filled in and this person may read.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- out field        text
-- out words        text
SELECT s.field AS field, s.words AS words
  FROM sheet_line AS s
 WHERE s.organisation = $organisation AND s.child = $child
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today
                  AND ((m.scope & s.audience) <> 0 OR s.person = $person))
 ORDER BY s.field;

-- statement sheet_open many
-- What waits: for the team all of it ($need: its bits), for a guardian her own.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  need         integer
-- in  homes        integer
-- out id           proposal_id
-- out asker        person_id
-- out name         text
-- out field        text
-- out words        text
-- out created_at   instant
SELECT w.id AS id, w.person AS asker, p.given_name AS name, w.field AS field, w.words AS words,
       w.created_at AS created_at
  FROM sheet_proposal AS w
  JOIN person AS p ON p.organisation = w.organisation AND p.id = w.person
 WHERE w.organisation = $organisation AND w.child = $child AND w.decision = ''
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today
                  AND ((m.scope & $need) <> 0 OR (w.person = $person AND (m.scope & $homes) <> 0)))
 ORDER BY w.id;

-- statement sheet_proposal_one one
-- One of them, decided or not.
-- in  organisation organisation_id
-- in  child        child_id
-- in  id           proposal_id
-- out asker        person_id
-- out field        text
-- out words        text
-- out decision     text
SELECT w.person AS asker, w.field AS field, w.words AS words, w.decision AS decision
  FROM sheet_proposal AS w
 WHERE w.organisation = $organisation AND w.child = $child AND w.id = $id;

-- statement sheet_child one
-- The child, to write it back with other allergies.
-- in  organisation  organisation_id
-- in  child         child_id
-- out number        text
-- out given_name    text
-- out family_name   text
-- out say_name      text
-- out born          date
-- out restriction   text
-- out photo_consent text
-- out remark        text
SELECT c.number AS number, c.given_name AS given_name, c.family_name AS family_name, c.say_name AS say_name,
       c.born_day AS born, c.restriction AS restriction, c.photo_consent AS photo_consent, c.remark AS remark
  FROM child AS c
 WHERE c.organisation = $organisation AND c.id = $child;

-- statement sheet_set_line run
-- A field is filled in.
-- in  organisation organisation_id
-- in  child        child_id
-- in  field        text
-- in  words        text
-- in  person       person_id
-- in  audience     integer
-- in  confirmed_at instant
-- in  confirmed_by person_id
INSERT INTO sheet_line AS s (organisation, child, field, words, person, audience, confirmed_at, confirmed_by)
VALUES ($organisation, $child, $field, $words, $person, $audience, $confirmed_at, $confirmed_by)
    ON CONFLICT (organisation, child, field)
    DO UPDATE SET words = $words, person = $person, audience = $audience, confirmed_at = $confirmed_at,
                  confirmed_by = $confirmed_by
 WHERE s.organisation = $organisation;

-- statement sheet_insert_proposal run
-- Something to confirm.
-- in  organisation organisation_id
-- in  id           proposal_id
-- in  child        child_id
-- in  person       person_id
-- in  field        text
-- in  words        text
-- in  created_at   instant
INSERT INTO sheet_proposal (organisation, id, child, person, field, words, created_at)
VALUES ($organisation, $id, $child, $person, $field, $words, $created_at);

-- statement sheet_decide_proposal run
-- Decided once.
-- in  organisation organisation_id
-- in  id           proposal_id
-- in  decision     text
-- in  decided_at   instant
-- in  decided_by   person_id
UPDATE sheet_proposal AS w SET decision = $decision, decided_at = $decided_at, decided_by = $decided_by
 WHERE w.organisation = $organisation AND w.id = $id AND w.decision = '';

-- statement sheet_erase_lines run
-- Of an erased child.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM sheet_line AS s WHERE s.organisation = $organisation AND s.child = $child;

-- statement sheet_erase_proposals run
-- Of an erased child.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM sheet_proposal AS w WHERE w.organisation = $organisation AND w.child = $child;

-- statement sheet_erase_own_lines run
-- Who told it, when that guardian is erased; the line stays with the child.
-- in organisation organisation_id
-- in person       person_id
UPDATE sheet_line AS s SET person = 0 WHERE s.organisation = $organisation AND s.person = $person;

-- statement sheet_erase_own_proposals run
-- What an erased guardian proposed.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM sheet_proposal AS w WHERE w.organisation = $organisation AND w.person = $person;
