-- SPDX-License-Identifier: EUPL-1.2
-- The notebook of an earlier centre. Reading starts from may_child: the guardian who brought it, and with that guardian's consent
-- who works with the child.

-- statement earlier_head one
-- The child.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- out given_name   text
SELECT c.given_name AS given_name
  FROM child AS c
 WHERE c.organisation = $organisation AND c.id = $child
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today);

-- statement earlier_files many
-- What this person may read. `shared`: the group reads it too.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- in  centre       integer
-- out id           earlier_id
-- out own          boolean
-- out centre_name  text
-- out brought_at   instant
-- out given_name   text
-- out shared       boolean
SELECT f.id AS id,
       CAST(CASE WHEN f.person = $person THEN 1 ELSE 0 END AS BIGINT) AS own, f.centre AS centre_name,
       f.brought_at AS brought_at, p.given_name AS given_name,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM consent_yes AS y
                               WHERE y.organisation = $organisation AND y.child = $child
                                 AND y.purpose = 'earlier_file' AND y.object = f.id AND y.person = f.person
                                 AND y.from_day <= $today AND y.until_day > $today)
                  AND NOT EXISTS (SELECT 1 FROM consent_block AS b
                                   WHERE b.organisation = $organisation AND b.child = $child
                                     AND b.purpose = 'earlier_file' AND b.object = f.id
                                     AND b.from_day <= $today AND b.until_day > $today)
                 THEN 1 ELSE 0 END AS BIGINT) AS shared
  FROM earlier_file AS f
  JOIN person AS p ON p.organisation = f.organisation AND p.id = f.person
 WHERE f.organisation = $organisation AND f.child = $child
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = f.child
                  AND m.from_day <= $today AND m.until_day > $today
                  AND ((f.person = $person AND (m.scope & $homes) <> 0)
                       OR ((m.scope & $centre) <> 0
                           AND EXISTS (SELECT 1 FROM consent_yes AS y
                                        WHERE y.organisation = $organisation AND y.child = $child
                                          AND y.purpose = 'earlier_file' AND y.object = f.id AND y.person = f.person
                                          AND y.from_day <= $today AND y.until_day > $today)
                           AND NOT EXISTS (SELECT 1 FROM consent_block AS b
                                            WHERE b.organisation = $organisation AND b.child = $child
                                              AND b.purpose = 'earlier_file' AND b.object = f.id
                                              AND b.from_day <= $today AND b.until_day > $today))))
 ORDER BY f.id;

-- statement earlier_days many
-- The days of which something is told; whether she may read the file, the list above says.
-- in  organisation organisation_id
-- in  earlier      earlier_id
-- out day          date
SELECT DISTINCT l.day AS day FROM earlier_line AS l
 WHERE l.organisation = $organisation AND l.earlier = $earlier
 ORDER BY l.day;

-- statement earlier_lines many
-- Some days of it.
-- in  organisation organisation_id
-- in  earlier      earlier_id
-- in  from_day     date
-- in  until_day    date
-- in  most         integer
-- out number       integer
-- out day          date
-- out at           instant
-- out side         integer
-- out kind         text
-- out value        text
-- out measure      integer
-- out note         text
-- out language     text
-- out author       text
-- out called       text
SELECT l.number AS number, l.day AS day, l.at AS at, l.side AS side, l.kind AS kind, l.value AS value,
       l.measure AS measure, l.note AS note, l.language AS language, l.author AS author, l.called AS called
  FROM earlier_line AS l
 WHERE l.organisation = $organisation AND l.earlier = $earlier AND l.day >= $from_day AND l.day < $until_day
 ORDER BY l.day, l.at, l.number
 LIMIT $most;

-- statement earlier_children many
-- The children that an archive can be of.
-- in  organisation organisation_id
-- in  given_name   text
-- in  family_name  text
-- in  born         date
-- out id           child_id
SELECT c.id AS id FROM child AS c
 WHERE c.organisation = $organisation AND c.given_name = $given_name AND c.family_name = $family_name
   AND c.born_day = $born
 ORDER BY c.id;

-- statement earlier_guardians many
-- Whose archive it can be: the guardians of today with the full scope.
-- in  organisation organisation_id
-- in  child        child_id
-- in  today        date
-- in  homes        integer
-- out person       person_id
-- out given_name   text
-- out family_name  text
-- out email        text
SELECT p.id AS person, p.given_name AS given_name, p.family_name AS family_name, COALESCE(a.email, '') AS email
  FROM person AS p
  LEFT JOIN account AS a ON a.organisation = p.organisation AND a.person = p.id
 WHERE p.organisation = $organisation
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = p.id AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $homes) <> 0)
 ORDER BY p.id;

-- statement earlier_born one
-- When the child was born.
-- in  organisation organisation_id
-- in  child        child_id
-- out born         date
SELECT c.born_day AS born FROM child AS c WHERE c.organisation = $organisation AND c.id = $child;

-- statement earlier_same one
-- The same file, brought before.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  digest       text
-- out id           earlier_id
SELECT f.id AS id FROM earlier_file AS f
 WHERE f.organisation = $organisation AND f.child = $child AND f.person = $person AND f.digest = $digest;

-- statement earlier_own one
-- One that this guardian brought.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  id           earlier_id
-- out id           earlier_id
SELECT f.id AS id FROM earlier_file AS f
 WHERE f.organisation = $organisation AND f.child = $child AND f.person = $person AND f.id = $id;

-- statement earlier_insert run
-- An archive is brought.
-- in  organisation organisation_id
-- in  id           earlier_id
-- in  child        child_id
-- in  person       person_id
-- in  digest       text
-- in  centre       text
-- in  brought_at   instant
INSERT INTO earlier_file (organisation, id, child, person, digest, centre, brought_at)
VALUES ($organisation, $id, $child, $person, $digest, $centre, $brought_at);

-- statement earlier_insert_line run
-- A line of it.
-- in  organisation organisation_id
-- in  earlier      earlier_id
-- in  number       integer
-- in  day          date
-- in  at           instant
-- in  side         integer
-- in  kind         text
-- in  value        text
-- in  measure      integer
-- in  note         text
-- in  language     text
-- in  author       text
-- in  called       text
INSERT INTO earlier_line (organisation, earlier, number, day, at, side, kind, value, measure, note, language,
                          author, called)
VALUES ($organisation, $earlier, $number, $day, $at, $side, $kind, $value, $measure, $note, $language,
        $author, $called);

-- statement earlier_erase_one_lines run
-- Taken away by who brought it.
-- in  organisation organisation_id
-- in  id           earlier_id
DELETE FROM earlier_line AS l WHERE l.organisation = $organisation AND l.earlier = $id;

-- statement earlier_erase_one run
-- Taken away by who brought it.
-- in  organisation organisation_id
-- in  id           earlier_id
DELETE FROM earlier_file AS f WHERE f.organisation = $organisation AND f.id = $id;

-- statement earlier_erase_child_lines run
-- Of an erased child.
-- in  organisation organisation_id
-- in  child        child_id
DELETE FROM earlier_line AS l
 WHERE l.organisation = $organisation
   AND l.earlier IN (SELECT f.id FROM earlier_file AS f WHERE f.organisation = $organisation AND f.child = $child);

-- statement earlier_erase_child_files run
-- Of an erased child.
-- in  organisation organisation_id
-- in  child        child_id
DELETE FROM earlier_file AS f WHERE f.organisation = $organisation AND f.child = $child;

-- statement earlier_erase_own_lines run
-- Of an erased guardian.
-- in  organisation organisation_id
-- in  person       person_id
DELETE FROM earlier_line AS l
 WHERE l.organisation = $organisation
   AND l.earlier IN (SELECT f.id FROM earlier_file AS f WHERE f.organisation = $organisation AND f.person = $person);

-- statement earlier_erase_own_files run
-- Of an erased guardian.
-- in  organisation organisation_id
-- in  person       person_id
DELETE FROM earlier_file AS f WHERE f.organisation = $organisation AND f.person = $person;
