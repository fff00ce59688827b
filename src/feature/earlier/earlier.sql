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

-- statement earlier_insert_photo run
-- A photo of it.
-- in  organisation organisation_id
-- in  earlier      earlier_id
-- in  number       integer
-- in  line         integer
-- in  taken        text
-- in  large_file   file_id
-- in  small_file   file_id
-- in  width        integer
-- in  height       integer
-- in  small_width  integer
-- in  small_height integer
INSERT INTO earlier_photo (organisation, earlier, number, line, taken, large_file, small_file, width, height,
                           small_width, small_height)
VALUES ($organisation, $earlier, $number, $line, $taken, $large_file, $small_file, $width, $height,
        $small_width, $small_height);

-- statement earlier_file_row run
-- A file that is on the disk; one of the same content may have a row already.
-- in  organisation organisation_id
-- in  id           file_id
-- in  name         text
-- in  length       integer
-- in  created_at   instant
INSERT INTO file (organisation, id, name, media_type, length, created_at)
VALUES ($organisation, $id, $name, 'image/jpeg', $length, $created_at)
    ON CONFLICT (organisation, name) DO NOTHING;

-- statement earlier_file_find one
-- Its row.
-- in  organisation organisation_id
-- in  name         text
-- out file         file_id
SELECT f.id AS file FROM file AS f WHERE f.organisation = $organisation AND f.name = $name;

-- statement earlier_photos many
-- The photos of some days, for the guardian who brought them alone: other families' children may be on them.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- in  earlier      earlier_id
-- in  from_day     date
-- in  until_day    date
-- in  most         integer
-- out line         integer
-- out large_file   file_id
-- out small_file   file_id
-- out small_width  integer
-- out small_height integer
SELECT k.line AS line, k.large_file AS large_file, k.small_file AS small_file, k.small_width AS small_width,
       k.small_height AS small_height
  FROM earlier_line AS l
  JOIN earlier_photo AS k ON k.organisation = l.organisation AND k.earlier = l.earlier AND k.line = l.number
 WHERE l.organisation = $organisation AND l.earlier = $earlier AND l.day >= $from_day AND l.day < $until_day
   AND EXISTS (SELECT 1 FROM earlier_file AS f
                 JOIN may_child AS m ON m.organisation = f.organisation AND m.child = f.child AND m.person = f.person
                WHERE f.organisation = $organisation AND f.id = $earlier AND f.child = $child
                  AND f.person = $person AND m.from_day <= $today AND m.until_day > $today
                  AND (m.scope & $homes) <> 0)
 ORDER BY k.line, k.number
 LIMIT $most;

-- statement earlier_photo_count one
-- How many photos one has.
-- in  organisation organisation_id
-- in  earlier      earlier_id
-- out photos       integer
SELECT COUNT(*) AS photos FROM earlier_photo AS k WHERE k.organisation = $organisation AND k.earlier = $earlier;

-- statement earlier_photo_file one
-- The bytes of one, large or small, for the guardian who brought it.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- in  earlier      earlier_id
-- in  file         file_id
-- out name         text
-- out length       integer
SELECT s.name AS name, s.length AS length
  FROM earlier_file AS f
  JOIN file AS s ON s.organisation = f.organisation AND s.id = $file
 WHERE f.organisation = $organisation AND f.id = $earlier AND f.child = $child AND f.person = $person
   AND EXISTS (SELECT 1 FROM earlier_photo AS k
                WHERE k.organisation = $organisation AND k.earlier = $earlier
                  AND (k.large_file = $file OR k.small_file = $file))
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $homes) <> 0);

-- statement earlier_only_files many
-- The files that no line, no photo and no other notebook wants when this one goes.
-- in  organisation organisation_id
-- in  id           earlier_id
-- out file         file_id
-- out name         text
SELECT f.id AS file, f.name AS name
  FROM file AS f
 WHERE f.organisation = $organisation
   AND f.id IN (SELECT k.large_file FROM earlier_photo AS k WHERE k.organisation = $organisation AND k.earlier = $id
                UNION
                SELECT k.small_file FROM earlier_photo AS k WHERE k.organisation = $organisation AND k.earlier = $id)
   AND NOT EXISTS (SELECT 1 FROM earlier_photo AS o
                    WHERE o.organisation = $organisation AND o.large_file = f.id AND o.earlier <> $id)
   AND NOT EXISTS (SELECT 1 FROM earlier_photo AS o
                    WHERE o.organisation = $organisation AND o.small_file = f.id AND o.earlier <> $id)
   AND NOT EXISTS (SELECT 1 FROM entry_file AS e WHERE e.organisation = $organisation AND e.file = f.id)
   AND NOT EXISTS (SELECT 1 FROM photo AS p WHERE p.organisation = $organisation AND p.large_file = f.id)
   AND NOT EXISTS (SELECT 1 FROM photo AS p WHERE p.organisation = $organisation AND p.small_file = f.id)
 ORDER BY f.id;

-- statement earlier_file_remove run
-- The row of a file.
-- in  organisation organisation_id
-- in  id           file_id
DELETE FROM file AS f WHERE f.organisation = $organisation AND f.id = $id;

-- statement earlier_erase_photos run
-- Of one that goes.
-- in  organisation organisation_id
-- in  id           earlier_id
DELETE FROM earlier_photo AS k WHERE k.organisation = $organisation AND k.earlier = $id;

-- statement earlier_erase_lines run
-- Of one that goes.
-- in  organisation organisation_id
-- in  id           earlier_id
DELETE FROM earlier_line AS l WHERE l.organisation = $organisation AND l.earlier = $id;

-- statement earlier_erase_file run
-- One that goes.
-- in  organisation organisation_id
-- in  id           earlier_id
DELETE FROM earlier_file AS f WHERE f.organisation = $organisation AND f.id = $id;

-- statement earlier_of_child many
-- All of an erased child.
-- in  organisation organisation_id
-- in  child        child_id
-- out id           earlier_id
SELECT f.id AS id FROM earlier_file AS f WHERE f.organisation = $organisation AND f.child = $child ORDER BY f.id;

-- statement earlier_of_person many
-- All of an erased guardian.
-- in  organisation organisation_id
-- in  person       person_id
-- out id           earlier_id
SELECT f.id AS id FROM earlier_file AS f WHERE f.organisation = $organisation AND f.person = $person ORDER BY f.id;
