-- SPDX-License-Identifier: EUPL-1.2
-- Wishes for a day. Reading starts from may_child or may_group, against the audience of the wish, and for a step against its own too.

-- statement wish_of_day many later recalled
-- The wishes of a day of a child that this person reads, with the last thing that the centre said; `since` is the first day that
-- she reads.
-- in  organisation organisation_id
-- in  child        child_id
-- in  day          date
-- in  since        date
-- in  person       person_id
-- in  today        date
-- out id           wish_id
-- out words        text
-- out language     text
-- out author_name  text
-- out state        text
SELECT w.id AS id, w.words AS words, w.language AS language, p.given_name AS author_name,
       COALESCE((SELECT s.kind FROM wish_step AS s
                  WHERE s.organisation = $organisation AND s.wish = w.id AND s.side = 2
                    AND EXISTS (SELECT 1 FROM may_child AS n
                                 WHERE n.organisation = $organisation AND n.child = $child AND n.person = $person
                                   AND n.from_day <= $today AND n.until_day > $today
                                   AND ((n.scope & s.audience) <> 0 OR s.author = $person))
                  ORDER BY s.id DESC LIMIT 1), '') AS state
  FROM wish AS w
  JOIN person AS p ON p.organisation = w.organisation AND p.id = w.author
 WHERE w.organisation = $organisation AND w.child = $child AND w.day = $day AND w.day >= $since
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.child = $child AND m.person = $person
                  AND m.from_day <= $today AND m.until_day > $today
                  AND ((m.scope & w.audience) <> 0 OR w.author = $person))
 ORDER BY w.id;

-- statement wish_board many recalled
-- The wishes of today for the children of a group, for its board; the group reads all steps.
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  person       person_id
-- in  day          date
-- out id           wish_id
-- out child        child_id
-- out words        text
-- out language     text
-- out state        text
SELECT w.id AS id, w.child AS child, w.words AS words, w.language AS language,
       COALESCE((SELECT s.kind FROM wish_step AS s
                  WHERE s.organisation = $organisation AND s.wish = w.id AND s.side = 2
                  ORDER BY s.id DESC LIMIT 1), '') AS state
  FROM wish AS w
 WHERE w.organisation = $organisation AND w.day = $day
   AND w.child IN (SELECT p.child FROM placement AS p
                    WHERE p.organisation = $organisation AND p.care_group = $care_group
                      AND p.from_day <= $day AND p.until_day > $day)
   AND EXISTS (SELECT 1 FROM may_group AS m
                WHERE m.organisation = $organisation AND m.care_group = $care_group AND m.person = $person
                  AND m.from_day <= $day AND m.until_day > $day AND (m.scope & w.audience) <> 0)
 ORDER BY w.child, w.id;

-- statement wish_one one
-- A wish, for whoever reads it; with the number of the guardian who asked, for the centre to dial.
-- in  organisation organisation_id
-- in  child        child_id
-- in  wish         wish_id
-- in  since        date
-- in  person       person_id
-- in  today        date
-- out child_name   text
-- out day          date
-- out words        text
-- out language     text
-- out audience     integer
-- out author       person_id
-- out author_name  text
-- out phone        text
-- out created_at   instant
SELECT c.given_name AS child_name, w.day AS day, w.words AS words, w.language AS language, w.audience AS audience,
       w.author AS author, p.given_name AS author_name, p.phone AS phone, w.created_at AS created_at
  FROM wish AS w
  JOIN child AS c ON c.organisation = w.organisation AND c.id = w.child
  JOIN person AS p ON p.organisation = w.organisation AND p.id = w.author
 WHERE w.organisation = $organisation AND w.id = $wish AND w.child = $child AND w.day >= $since
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.child = $child AND m.person = $person
                  AND m.from_day <= $today AND m.until_day > $today
                  AND ((m.scope & w.audience) <> 0 OR w.author = $person));

-- statement wish_steps many
-- What became of a wish, in order, for whoever reads the wish and the step.
-- in  organisation organisation_id
-- in  child        child_id
-- in  wish         wish_id
-- in  person       person_id
-- in  today        date
-- out kind         text
-- out words        text
-- out language     text
-- out side         integer
-- out moment       moment_id
-- out author       person_id
-- out author_name  text
-- out created_at   instant
SELECT s.kind AS kind, s.words AS words, s.language AS language, s.side AS side, s.moment AS moment, s.author AS author,
       p.given_name AS author_name, s.created_at AS created_at
  FROM wish_step AS s
  JOIN wish AS w ON w.organisation = s.organisation AND w.id = s.wish
  JOIN person AS p ON p.organisation = s.organisation AND p.id = s.author
 WHERE s.organisation = $organisation AND s.wish = $wish AND w.child = $child
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.child = $child AND m.person = $person
                  AND m.from_day <= $today AND m.until_day > $today
                  AND ((m.scope & w.audience) <> 0 OR w.author = $person)
                  AND ((m.scope & s.audience) <> 0 OR s.author = $person))
 ORDER BY s.id;

-- statement wish_lines many
-- The lines that the centre wrote on a day of the child and that home reads: what a step may show (R036).
-- in  organisation organisation_id
-- in  child        child_id
-- in  day          date
-- in  homes        integer
-- in  person       person_id
-- in  today        date
-- out moment       moment_id
-- out at           instant
-- out kind         text
-- out value        text
-- out measure      integer
-- out note         text
SELECT e.moment AS moment, e.at AS at, e.kind AS kind, e.value AS value, e.measure AS measure, e.note AS note
  FROM entry AS e
 WHERE e.organisation = $organisation AND e.child = $child AND e.day = $day AND e.side = 2 AND e.answers = 0
   AND e.withdrawn_at IS NULL AND (e.audience & $homes) <> 0
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.child = $child AND m.person = $person
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & e.audience) <> 0)
 ORDER BY e.at, e.id;

-- statement wish_protected many
-- The homes of protected guardians of the child (R243).
-- in  organisation organisation_id
-- in  child        child_id
-- in  today        date
-- out home         integer
SELECT g.home AS home
  FROM guardian AS g
 WHERE g.organisation = $organisation AND g.child = $child AND g.protected = 1
   AND g.from_day <= $today AND g.until_day > $today;

-- statement wish_insert run
-- A guardian asks.
-- in  organisation organisation_id
-- in  id           wish_id
-- in  child        child_id
-- in  day          date
-- in  words        text
-- in  language     text
-- in  audience     integer
-- in  author       person_id
-- in  created_at   instant
INSERT INTO wish (organisation, id, child, day, words, language, audience, author, created_at)
VALUES ($organisation, $id, $child, $day, $words, $language, $audience, $author, $created_at);

-- statement wish_step_insert run
-- What is said or done next.
-- in  organisation organisation_id
-- in  id           integer
-- in  wish         wish_id
-- in  child        child_id
-- in  kind         text
-- in  words        text
-- in  language     text
-- in  side         integer
-- in  moment       moment_id
-- in  audience     integer
-- in  author       person_id
-- in  created_at   instant
INSERT INTO wish_step (organisation, id, wish, child, kind, words, language, side, moment, audience, author, created_at)
VALUES ($organisation, $id, $wish, $child, $kind, $words, $language, $side, $moment, $audience, $author, $created_at);

-- statement wish_erase_steps run
-- Of an erased child.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM wish_step AS s WHERE s.organisation = $organisation AND s.child = $child;

-- statement wish_erase_rows run
-- Of an erased child.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM wish AS w WHERE w.organisation = $organisation AND w.child = $child;

-- statement wish_erase_words run
-- What an erased guardian asked: that there was a wish stays, for what the centre answered.
-- in organisation organisation_id
-- in person       person_id
UPDATE wish AS w SET words = '', language = '' WHERE w.organisation = $organisation AND w.author = $person;

-- statement wish_erase_reactions run
-- And what she said to it.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM wish_step AS s WHERE s.organisation = $organisation AND s.author = $person AND s.side = 1;
