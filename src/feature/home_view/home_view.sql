-- SPDX-License-Identifier: EUPL-1.2
-- Texts of the homes of a child. Whose home a text is of follows from where its author lives now.

-- statement home_view_head one
-- Whom the page is about.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- out given_name   text
-- out say_name     text
-- out allergies    text
SELECT c.given_name AS given_name, c.say_name AS say_name, c.allergies AS allergies
  FROM child AS c
 WHERE c.organisation = $organisation AND c.id = $child
   AND c.id IN (SELECT m.child FROM may_child AS m
                 WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                   AND m.from_day <= $today AND m.until_day > $today);

-- statement home_view_texts many
-- The newest text of a kind of each home that this person may read: a home's own bit, or one of the centre's.
-- in  organisation organisation_id
-- in  child        child_id
-- in  kind         text
-- in  person       person_id
-- in  today        date
-- in  centre       integer
-- out id           integer
-- out home         integer
-- out words        text
-- out tap          text
-- out language     text
-- out created_at   instant
-- out author_name  text
-- out channel      text
-- out written_name text
SELECT w.id AS id, g.home AS home, w.words AS words, w.tap AS tap, w.language AS language, w.created_at AS created_at,
       p.given_name AS author_name, w.channel AS channel,
       COALESCE((SELECT y.given_name FROM person AS y
                  WHERE y.organisation = $organisation AND y.id = w.written_by), '') AS written_name
  FROM home_words AS w
  JOIN guardian AS g ON g.organisation = w.organisation AND g.child = w.child AND g.person = w.author
  JOIN person AS p ON p.organisation = w.organisation AND p.id = w.author
 WHERE w.organisation = $organisation AND w.child = $child AND w.kind = $kind AND g.scope = 'full'
   AND g.from_day <= $today AND g.until_day > $today
   AND NOT EXISTS (SELECT 1 FROM home_words AS n
                     JOIN guardian AS h ON h.organisation = n.organisation AND h.child = n.child AND h.person = n.author
                    WHERE n.organisation = $organisation AND n.child = $child AND n.kind = $kind AND n.id > w.id
                      AND h.home = g.home AND h.scope = 'full' AND h.from_day <= $today AND h.until_day > $today)
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today
                  AND (m.scope & (CAST($centre AS BIGINT) | CASE g.home WHEN 1 THEN 1 WHEN 2 THEN 512 ELSE 1024 END)) <> 0)
 ORDER BY g.home, w.id;

-- statement home_view_guardian one
-- A guardian of the child who writes for a home, for who works with the child.
-- in  organisation organisation_id
-- in  child        child_id
-- in  guardian     person_id
-- in  person       person_id
-- in  today        date
-- in  need         integer
-- out home         integer
-- out given_name   text
SELECT g.home AS home, p.given_name AS given_name
  FROM guardian AS g
  JOIN person AS p ON p.organisation = g.organisation AND p.id = g.person
 WHERE g.organisation = $organisation AND g.child = $child AND g.person = $guardian AND g.scope = 'full'
   AND g.from_day <= $today AND g.until_day > $today
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $need) <> 0);

-- statement home_view_guardians many
-- Who the family is at the door, for the card: as on the board.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  centre       integer
-- out person       person_id
-- out given_name   text
-- out say_name     text
-- out called       text
-- out full         boolean
SELECT g.person AS person, p.given_name AS given_name, p.say_name AS say_name, g.called AS called,
       CAST(CASE WHEN g.scope = 'full' THEN 1 ELSE 0 END AS BIGINT) AS full
  FROM guardian AS g
  JOIN person AS p ON p.organisation = g.organisation AND p.id = g.person
 WHERE g.organisation = $organisation AND g.child = $child AND g.scope <> 'none'
   AND g.from_day <= $today AND g.until_day > $today
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $centre) <> 0)
 ORDER BY g.place, g.person;

-- statement home_view_wishes many
-- What home wrote for the group today, for the card.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  board        integer
-- out note         text
-- out language     text
-- out author_name  text
SELECT e.note AS note, e.language AS language,
       CASE WHEN e.channel <> '' THEN '' ELSE p.given_name END AS author_name
  FROM entry AS e
  JOIN person AS p ON p.organisation = e.organisation AND p.id = e.author
 WHERE e.organisation = $organisation AND e.child = $child AND e.day = $today AND e.side = 1 AND e.note <> ''
   AND e.withdrawn_at IS NULL AND (e.audience & $board) <> 0
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.child = e.child AND m.person = $person
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & e.audience) <> 0)
 ORDER BY e.at, e.id;

-- statement home_view_insert run
-- Another version.
-- in  organisation organisation_id
-- in  child        child_id
-- in  kind         text
-- in  id           integer
-- in  author       person_id
-- in  words        text
-- in  tap          text
-- in  language     text
-- in  channel      text
-- in  written_by   person_id
-- in  created_at   instant
INSERT INTO home_words (organisation, child, kind, id, author, words, tap, language, channel, written_by, created_at)
VALUES ($organisation, $child, $kind, $id, $author, $words, $tap, $language, $channel, $written_by, $created_at);

-- statement home_view_erase_child_words run
-- All that was written at home about an erased child.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM home_words AS w WHERE w.organisation = $organisation AND w.child = $child;

-- statement home_view_erase_own_words run
-- What an erased guardian wrote.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM home_words AS w WHERE w.organisation = $organisation AND w.author = $person;

-- statement home_view_erase_marks run
-- Who of the staff wrote something down, when that person is erased.
-- in organisation organisation_id
-- in person       person_id
UPDATE home_words AS w SET written_by = 0 WHERE w.organisation = $organisation AND w.written_by = $person;
