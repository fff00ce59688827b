-- SPDX-License-Identifier: EUPL-1.2
-- What is practical at a location, and who has read it.

-- statement practical_head one
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

-- statement practical_items many
-- The items of the locations where a child is or comes, each in every language it has, with when this person read it.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  need         integer
-- out item         notice_id
-- out topic        text
-- out language     text
-- out title        text
-- out words        text
-- out read_at      instant
SELECT i.id AS item, i.topic AS topic, t.language AS language, t.title AS title, t.words AS words,
       COALESCE((SELECT r.read_at FROM practical_read AS r
                  WHERE r.organisation = $organisation AND r.person = $person AND r.item = i.id
                    AND r.edition = i.edition), 0) AS read_at
  FROM practical_item AS i
  JOIN practical_text AS t ON t.organisation = i.organisation AND t.item = i.id
 WHERE i.organisation = $organisation AND i.removed_at IS NULL AND t.words <> ''
   AND t.id = (SELECT max(n.id) FROM practical_text AS n
                WHERE n.organisation = $organisation AND n.item = i.id AND n.language = t.language)
   AND i.location IN (SELECT c.location FROM placement AS p
                        JOIN care_group AS c ON c.organisation = p.organisation AND c.id = p.care_group
                       WHERE p.organisation = $organisation AND p.child = $child AND p.until_day > $today)
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $need) <> 0)
 ORDER BY i.place, i.id, t.language;

-- statement practical_topic_today many later recalled
-- One topic of the location where a child comes that day, in every language it has.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  weekday_bit  integer
-- in  topic        text
-- out language     text
-- out words        text
SELECT t.language AS language, t.words AS words
  FROM practical_item AS i
  JOIN practical_text AS t ON t.organisation = i.organisation AND t.item = i.id
 WHERE i.organisation = $organisation AND i.topic = $topic AND i.removed_at IS NULL AND t.words <> ''
   AND t.id = (SELECT max(n.id) FROM practical_text AS n
                WHERE n.organisation = $organisation AND n.item = i.id AND n.language = t.language)
   AND i.location IN (SELECT c.location FROM placement AS p
                        JOIN care_group AS c ON c.organisation = p.organisation AND c.id = p.care_group
                       WHERE p.organisation = $organisation AND p.child = $child AND p.from_day <= $today
                         AND p.until_day > $today AND (p.weekdays & $weekday_bit) <> 0)
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today)
 ORDER BY i.place, i.id, t.language;

-- statement practical_unread many
-- What the guardians of a child have not read, for who works with it.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  need         integer
-- out guardian     person_id
-- out given_name   text
-- out item         notice_id
SELECT g.person AS guardian, q.given_name AS given_name, i.id AS item
  FROM guardian AS g
  JOIN person AS q ON q.organisation = g.organisation AND q.id = g.person
  JOIN practical_item AS i ON i.organisation = g.organisation
 WHERE g.organisation = $organisation AND g.child = $child AND g.scope <> 'none' AND g.from_day <= $today
   AND g.until_day > $today AND i.removed_at IS NULL
   AND EXISTS (SELECT 1 FROM practical_text AS t
                WHERE t.organisation = $organisation AND t.item = i.id AND t.words <> ''
                  AND t.id = (SELECT max(n.id) FROM practical_text AS n
                               WHERE n.organisation = $organisation AND n.item = i.id AND n.language = t.language))
   AND i.location IN (SELECT c.location FROM placement AS p
                        JOIN care_group AS c ON c.organisation = p.organisation AND c.id = p.care_group
                       WHERE p.organisation = $organisation AND p.child = $child AND p.until_day > $today)
   AND NOT EXISTS (SELECT 1 FROM practical_read AS r
                    WHERE r.organisation = $organisation AND r.person = g.person AND r.item = i.id
                      AND r.edition = i.edition)
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $need) <> 0)
 ORDER BY g.home, g.place, g.person, i.place, i.id;

-- statement practical_place one
-- The location, for who manages it.
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

-- statement practical_texts many
-- The items of a location in every language they have, also one that was emptied.
-- in  organisation organisation_id
-- in  location     location_id
-- out item         notice_id
-- out topic        text
-- out place        integer
-- out language     text
-- out id           integer
-- out title        text
-- out words        text
SELECT i.id AS item, i.topic AS topic, i.place AS place, t.language AS language, t.id AS id, t.title AS title,
       t.words AS words
  FROM practical_item AS i
  JOIN practical_text AS t ON t.organisation = i.organisation AND t.item = i.id
 WHERE i.organisation = $organisation AND i.location = $location AND i.removed_at IS NULL
   AND t.id = (SELECT max(n.id) FROM practical_text AS n
                WHERE n.organisation = $organisation AND n.item = i.id AND n.language = t.language)
 ORDER BY i.place, i.id, t.language;

-- statement practical_item_insert run
-- A new item.
-- in  organisation organisation_id
-- in  id           notice_id
-- in  location     location_id
-- in  topic        text
-- in  place        integer
-- in  created_at   instant
INSERT INTO practical_item (organisation, id, location, topic, place, created_at)
VALUES ($organisation, $id, $location, $topic, $place, $created_at);

-- statement practical_text_insert run
-- Its words in a language, anew.
-- in  organisation organisation_id
-- in  item         notice_id
-- in  language     text
-- in  id           integer
-- in  title        text
-- in  words        text
-- in  written_by   person_id
-- in  written_at   instant
INSERT INTO practical_text (organisation, item, language, id, title, words, written_by, written_at)
VALUES ($organisation, $item, $language, $id, $title, $words, $written_by, $written_at);

-- statement practical_again run
-- Everybody should read it again.
-- in  organisation organisation_id
-- in  id           notice_id
UPDATE practical_item AS i SET edition = i.edition + 1 WHERE i.organisation = $organisation AND i.id = $id;

-- statement practical_remove run
-- It does not hold any more.
-- in  organisation organisation_id
-- in  id           notice_id
-- in  removed_at   instant
UPDATE practical_item AS i SET removed_at = $removed_at WHERE i.organisation = $organisation AND i.id = $id;

-- statement practical_read_insert run
-- A guardian has read the edition of now.
-- in  organisation organisation_id
-- in  person       person_id
-- in  item         notice_id
-- in  read_at      instant
INSERT INTO practical_read (organisation, person, item, edition, read_at)
SELECT i.organisation, $person, i.id, i.edition, $read_at
  FROM practical_item AS i
 WHERE i.organisation = $organisation AND i.id = $item
ON CONFLICT (organisation, person, item, edition) DO NOTHING;

-- statement practical_erase_own_reads run
-- What an erased guardian has read.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM practical_read AS r WHERE r.organisation = $organisation AND r.person = $person;
