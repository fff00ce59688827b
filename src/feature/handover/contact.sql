-- SPDX-License-Identifier: EUPL-1.2
-- That home and centre talked, or will (contact.h); the highlights of a week.

-- statement contact_add run
-- The first time of a day counts.
-- in  organisation organisation_id
-- in  child        child_id
-- in  day          date
-- in  what         text
-- in  care_group   group_id
-- in  at           instant
-- in  person       person_id
INSERT INTO live_contact (organisation, child, day, what, care_group, at, person)
VALUES ($organisation, $child, $day, $what, $care_group, $at, $person)
ON CONFLICT (organisation, child, day, what) DO NOTHING;

-- statement contact_remove run
-- Pressed by mistake.
-- in  organisation organisation_id
-- in  child        child_id
-- in  day          date
-- in  what         text
DELETE FROM live_contact AS k
 WHERE k.organisation = $organisation AND k.child = $child AND k.day = $day AND k.what = $what;

-- statement contact_erase_all run
-- Of an erased child.
-- in  organisation organisation_id
-- in  child        child_id
DELETE FROM live_contact AS k WHERE k.organisation = $organisation AND k.child = $child;

-- statement contact_week many
-- The children of a group in some days, for who works with it, with the newest highlight that the group may read, and whether one
-- was told at the door. A child that came on none of them is left out.
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  person       person_id
-- in  today        date
-- in  from_day     date
-- in  board        integer
-- out child        child_id
-- out given_name   text
-- out day          date null
-- out value        text
-- out at_door      boolean
SELECT c.id AS child, c.given_name AS given_name, e.day AS day, COALESCE(e.value, '') AS value,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM live_contact AS k
                               WHERE k.organisation = $organisation AND k.child = c.id AND k.what = 'highlight'
                                 AND k.day >= $from_day AND k.day <= $today)
                 THEN 1 ELSE 0 END AS BIGINT) AS at_door
  FROM child AS c
  LEFT JOIN entry AS e ON e.organisation = c.organisation AND e.child = c.id
                      AND e.id = (SELECT MAX(h.id) FROM entry AS h
                                   WHERE h.organisation = $organisation AND h.child = c.id AND h.kind = 'highlight'
                                     AND h.day >= $from_day AND h.day <= $today AND h.withdrawn_at IS NULL
                                     AND (h.audience & $board) <> 0)
 WHERE c.organisation = $organisation
   AND c.id IN (SELECT p.child FROM placement AS p
                  JOIN may_group AS m ON m.organisation = p.organisation AND m.care_group = p.care_group
                 WHERE p.organisation = $organisation AND p.care_group = $care_group
                   AND p.from_day <= $today AND p.until_day > $today
                   AND m.person = $person AND m.from_day <= $today AND m.until_day > $today)
   AND EXISTS (SELECT 1 FROM attendance AS a
                WHERE a.organisation = $organisation AND a.child = c.id AND a.day >= $from_day AND a.day <= $today)
 ORDER BY c.given_name, c.id;

-- statement contact_offer one
-- Whether a highlight of today is there already, written or told; for who records for the child.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  day          date
-- in  need         integer
-- out has          boolean
SELECT CAST(CASE WHEN EXISTS (SELECT 1 FROM entry AS e
                               WHERE e.organisation = $organisation AND e.child = $child AND e.day = $day
                                 AND e.kind = 'highlight' AND e.withdrawn_at IS NULL)
                   OR EXISTS (SELECT 1 FROM live_contact AS k
                               WHERE k.organisation = $organisation AND k.child = $child AND k.day = $day
                                 AND k.what = 'highlight')
                 THEN 1 ELSE 0 END AS BIGINT) AS has
  FROM may_child AS m
 WHERE m.organisation = $organisation AND m.child = $child AND m.person = $person
   AND m.from_day <= $day AND m.until_day > $day AND (m.scope & $need) <> 0
 LIMIT 1;

-- statement group_setting one
-- What a group records and asks, for who manages it.
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  person       person_id
-- in  today        date
-- in  manage       integer
-- out name         text
-- out care_form    text
-- out ages         text
-- out open_hint    integer
-- out phrase_hint  integer
-- out phrases      text
-- out opens        text
SELECT g.name AS name, g.care_form AS care_form, COALESCE(s.ages, '') AS ages, COALESCE(s.open_hint, -1) AS open_hint,
       COALESCE(s.phrase_hint, 0) AS phrase_hint, COALESCE(s.phrases, '') AS phrases, COALESCE(s.opens, '') AS opens
  FROM care_group AS g
  LEFT JOIN group_setting AS s ON s.organisation = g.organisation AND s.care_group = g.id
 WHERE g.organisation = $organisation AND g.id = $care_group
   AND g.id IN (SELECT m.care_group FROM may_group AS m
                 WHERE m.organisation = $organisation AND m.person = $person AND m.care_group = $care_group
                   AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $manage) <> 0);

-- statement group_setting_put run
-- What a manager chose.
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  ages         text
-- in  open_hint    integer
-- in  phrase_hint  integer
-- in  phrases      text
-- in  opens        text
INSERT INTO group_setting (organisation, care_group, ages, open_hint, phrase_hint, phrases, opens)
VALUES ($organisation, $care_group, $ages, $open_hint, $phrase_hint, $phrases, $opens)
ON CONFLICT (organisation, care_group) DO UPDATE
   SET ages = excluded.ages, open_hint = excluded.open_hint, phrase_hint = excluded.phrase_hint,
       phrases = excluded.phrases, opens = excluded.opens;

-- statement phrase_quiet_add run
-- Does not want to be asked any more; asked twice is fine.
-- in  organisation organisation_id
-- in  person       person_id
INSERT INTO phrase_quiet (organisation, person) VALUES ($organisation, $person)
ON CONFLICT (organisation, person) DO NOTHING;

-- statement phrase_erase_quiet run
-- Of an erased person.
-- in  organisation organisation_id
-- in  person       person_id
DELETE FROM phrase_quiet AS q WHERE q.organisation = $organisation AND q.person = $person;

-- statement door_children many
-- The names of the children of the day, for who may see the group.
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  person       person_id
-- in  day          date
-- in  weekday_bit  integer
-- out child        child_id
-- out given_name   text
SELECT c.id AS child, c.given_name AS given_name
  FROM child AS c
 WHERE c.organisation = $organisation
   AND c.id IN (SELECT p.child FROM placement AS p
                  JOIN may_group AS m ON m.organisation = p.organisation AND m.care_group = p.care_group
                 WHERE p.organisation = $organisation AND p.care_group = $care_group
                   AND p.from_day <= $day AND p.until_day > $day AND (p.weekdays & $weekday_bit) <> 0
                   AND m.person = $person AND m.from_day <= $day AND m.until_day > $day)
 ORDER BY c.given_name, c.id;
