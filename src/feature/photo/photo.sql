-- SPDX-License-Identifier: EUPL-1.2
-- Photos. The centre's lists start from may_group; a file itself is reached through may_file, by the lines that show it.

-- statement photo_children many
-- The children of the group that day, who came or is expected; what consent is in force about photos.
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  person       person_id
-- in  day          date
-- in  weekday_bit  integer
-- out child        child_id
-- out given_name   text
-- out here         boolean
-- out own_family   boolean
-- out with_group   boolean
SELECT c.id AS child, c.given_name AS given_name,
       CAST(CASE WHEN a.in_at IS NOT NULL THEN 1 ELSE 0 END AS BIGINT) AS here,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM consent_yes AS y
                               WHERE y.organisation = $organisation AND y.child = c.id AND y.purpose = 'photo_own_family'
                                 AND y.object = 0 AND y.from_day <= $day AND y.until_day > $day)
                  AND NOT EXISTS (SELECT 1 FROM consent_block AS b
                                   WHERE b.organisation = $organisation AND b.child = c.id
                                     AND b.purpose = 'photo_own_family' AND b.object = 0 AND b.from_day <= $day
                                     AND b.until_day > $day)
                 THEN 1 ELSE 0 END AS BIGINT) AS own_family,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM consent_yes AS y
                               WHERE y.organisation = $organisation AND y.child = c.id AND y.purpose = 'photo_group'
                                 AND y.object = 0 AND y.from_day <= $day AND y.until_day > $day)
                  AND NOT EXISTS (SELECT 1 FROM consent_block AS b
                                   WHERE b.organisation = $organisation AND b.child = c.id AND b.purpose = 'photo_group'
                                     AND b.object = 0 AND b.from_day <= $day AND b.until_day > $day)
                 THEN 1 ELSE 0 END AS BIGINT) AS with_group
  FROM child AS c
  LEFT JOIN attendance AS a ON a.organisation = c.organisation AND a.child = c.id AND a.day = $day
 WHERE c.organisation = $organisation
   AND c.id IN (SELECT p.child FROM placement AS p
                  JOIN may_group AS m ON m.organisation = p.organisation AND m.care_group = p.care_group
                 WHERE p.organisation = $organisation AND p.care_group = $care_group AND p.from_day <= $day
                   AND p.until_day > $day AND ((p.weekdays & $weekday_bit) <> 0 OR a.in_at IS NOT NULL)
                   AND m.person = $person AND m.from_day <= $day AND m.until_day > $day)
 ORDER BY c.given_name, c.id;

-- statement photo_group_name one
-- What the group is called, and when home reads what it writes, for who works there.
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  person       person_id
-- in  today        date
-- out name         text
-- out opens        text
SELECT g.name, COALESCE(s.opens, '') AS opens
  FROM care_group AS g
  LEFT JOIN group_setting AS s ON s.organisation = g.organisation AND s.care_group = g.id
 WHERE g.organisation = $organisation AND g.id = $care_group
   AND EXISTS (SELECT 1 FROM may_group AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.care_group = $care_group
                  AND m.from_day <= $today AND m.until_day > $today);

-- statement photo_strangers many
-- Those who read about `child` at home and do not read all about `other` there: to them a photo with both shows a child of others.
-- in  organisation organisation_id
-- in  child        child_id
-- in  other        child_id
-- in  today        date
-- in  readers      integer
-- in  homes        integer
-- out person       person_id
SELECT DISTINCT m.person
  FROM may_child AS m
 WHERE m.organisation = $organisation AND m.child = $child AND m.from_day <= $today AND m.until_day > $today
   AND (m.scope & $readers) <> 0
   AND NOT EXISTS (SELECT 1 FROM may_child AS o
                    WHERE o.organisation = $organisation AND o.child = $other AND o.person = m.person
                      AND (o.scope & $homes) <> 0 AND o.from_day <= $today AND o.until_day > $today)
 ORDER BY m.person;

-- statement photo_insert run
-- One that was sent.
-- in  organisation organisation_id
-- in  id           photo_id
-- in  care_group   group_id
-- in  day          date
-- in  at           instant
-- in  author       person_id
-- in  source       text
-- in  caption      text
-- in  language     text
-- in  at_once      boolean
INSERT INTO photo (organisation, id, care_group, day, at, author, state, source, caption, language, at_once)
VALUES ($organisation, $id, $care_group, $day, $at, $author, 'waiting', $source, $caption, $language, $at_once);

-- statement photo_child_put run
-- That a child is on it or is not, as somebody says now.
-- in  organisation organisation_id
-- in  photo        photo_id
-- in  child        child_id
-- in  on_it        integer
INSERT INTO photo_child (organisation, photo, child, on_it)
VALUES ($organisation, $photo, $child, $on_it)
    ON CONFLICT (organisation, photo, child) DO UPDATE SET on_it = excluded.on_it;

-- statement photo_child_show run
-- The line on the child's page; 0 takes it away.
-- in  organisation organisation_id
-- in  photo        photo_id
-- in  child        child_id
-- in  moment       moment_id
UPDATE photo_child AS p SET moment = $moment
 WHERE p.organisation = $organisation AND p.photo = $photo AND p.child = $child;

-- statement photo_one one
-- One photo, whoever asks: for the job, and inside a change that has checked the group.
-- in  organisation organisation_id
-- in  id           photo_id
-- out care_group   group_id
-- out day          date
-- out at           instant
-- out author       person_id
-- out state        text
-- out source       text
-- out caption      text
-- out language     text
-- out large_file   file_id null
-- out small_file   file_id null
-- out small_width  integer
-- out small_height integer
-- out shared_at    instant null
-- out at_once      boolean
SELECT p.care_group, p.day, p.at, p.author, p.state, p.source, p.caption, p.language, p.large_file, p.small_file,
       p.small_width, p.small_height, p.shared_at, p.at_once
  FROM photo AS p
 WHERE p.organisation = $organisation AND p.id = $id;

-- statement photo_on_it many
-- The children of a photo, and on whose page it stands.
-- in  organisation organisation_id
-- in  photo        photo_id
-- out child        child_id
-- out on_it        integer
-- out moment       moment_id
SELECT p.child, p.on_it, p.moment
  FROM photo_child AS p
 WHERE p.organisation = $organisation AND p.photo = $photo
 ORDER BY p.child;

-- statement photo_ready run
-- It was decoded.
-- in  organisation organisation_id
-- in  id           photo_id
-- in  large_file   file_id
-- in  small_file   file_id
-- in  taken        text
-- in  width        integer
-- in  height       integer
-- in  small_width  integer
-- in  small_height integer
UPDATE photo AS p
   SET state = 'ready', large_file = $large_file, small_file = $small_file, taken = $taken, width = $width,
       height = $height, small_width = $small_width, small_height = $small_height
 WHERE p.organisation = $organisation AND p.id = $id AND p.state = 'waiting';

-- statement photo_end run
-- It was no photo, or it was taken back.
-- in  organisation organisation_id
-- in  id           photo_id
-- in  state        text
UPDATE photo AS p
   SET state = $state, caption = '', language = '', taken = '', large_file = NULL, small_file = NULL
 WHERE p.organisation = $organisation AND p.id = $id;

-- statement photo_set_shared run
-- Shared with the families of the group.
-- in  organisation organisation_id
-- in  id           photo_id
-- in  shared_at    instant
UPDATE photo AS p SET shared_at = $shared_at WHERE p.organisation = $organisation AND p.id = $id;

-- statement photo_entry one
-- The line of a moment on a child's page.
-- in  organisation organisation_id
-- in  child        child_id
-- in  moment       moment_id
-- out entry        entry_id
-- out audience     integer
SELECT e.id AS entry, e.audience
  FROM entry AS e
 WHERE e.organisation = $organisation AND e.moment = $moment AND e.child = $child;

-- statement photo_file_find one
-- A file of that content.
-- in  organisation organisation_id
-- in  name         text
-- out file         file_id
SELECT f.id AS file FROM file AS f WHERE f.organisation = $organisation AND f.name = $name;

-- statement photo_file_insert run
-- A file that is on the disk.
-- in  organisation organisation_id
-- in  id           file_id
-- in  name         text
-- in  length       integer
-- in  created_at   instant
INSERT INTO file (organisation, id, name, media_type, length, created_at)
VALUES ($organisation, $id, $name, 'image/jpeg', $length, $created_at);

-- statement photo_entry_file run
-- The line shows the file.
-- in  organisation organisation_id
-- in  file         file_id
-- in  entry        entry_id
INSERT INTO entry_file (organisation, file, entry) VALUES ($organisation, $file, $entry)
    ON CONFLICT (organisation, file, entry) DO NOTHING;

-- statement photo_entry_unfile run
-- The line shows it no more.
-- in  organisation organisation_id
-- in  entry        entry_id
DELETE FROM entry_file AS f WHERE f.organisation = $organisation AND f.entry = $entry;

-- statement photo_unwanted_files many
-- Of these two files, those that no line, no photo and no earlier notebook wants any more.
-- in  organisation organisation_id
-- in  large_file   file_id
-- in  small_file   file_id
-- out file         file_id
-- out name         text
SELECT f.id AS file, f.name
  FROM file AS f
 WHERE f.organisation = $organisation AND f.id IN ($large_file, $small_file)
   AND NOT EXISTS (SELECT 1 FROM entry_file AS e WHERE e.organisation = $organisation AND e.file = f.id)
   AND NOT EXISTS (SELECT 1 FROM photo AS p WHERE p.organisation = $organisation AND p.large_file = f.id)
   AND NOT EXISTS (SELECT 1 FROM photo AS p WHERE p.organisation = $organisation AND p.small_file = f.id)
   AND NOT EXISTS (SELECT 1 FROM earlier_photo AS k WHERE k.organisation = $organisation AND k.large_file = f.id)
   AND NOT EXISTS (SELECT 1 FROM earlier_photo AS k WHERE k.organisation = $organisation AND k.small_file = f.id)
 ORDER BY f.id;

-- statement photo_file_remove run
-- The row of a file.
-- in  organisation organisation_id
-- in  id           file_id
DELETE FROM file AS f WHERE f.organisation = $organisation AND f.id = $id;

-- statement photo_unwanted_add run
-- The bytes may go.
-- in  organisation organisation_id
-- in  name         text
-- in  since_at     instant
INSERT INTO file_unwanted (organisation, name, since_at) VALUES ($organisation, $name, $since_at)
    ON CONFLICT (organisation, name) DO UPDATE SET since_at = excluded.since_at;

-- statement photo_unwanted_next one
-- A file that may go from the disk: nobody has wanted it since.
-- in  organisation organisation_id
-- in  before_at    instant
-- out name         text
-- out wanted       boolean
SELECT u.name,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM file AS f WHERE f.organisation = $organisation AND f.name = u.name)
                   OR EXISTS (SELECT 1 FROM photo AS p
                               WHERE p.organisation = $organisation AND p.state = 'waiting' AND p.source = u.name)
                 THEN 1 ELSE 0 END AS BIGINT) AS wanted
  FROM file_unwanted AS u
 WHERE u.organisation = $organisation AND u.since_at < $before_at
 ORDER BY u.since_at, u.name
 LIMIT 1;

-- statement photo_file_known one
-- Whether somebody wants a file of the store, or it waits to be removed.
-- in  organisation organisation_id
-- in  name         text
-- out known        boolean
SELECT CAST(CASE WHEN EXISTS (SELECT 1 FROM file AS f WHERE f.organisation = $organisation AND f.name = $name)
                   OR EXISTS (SELECT 1 FROM file_unwanted AS u WHERE u.organisation = $organisation AND u.name = $name)
                   OR EXISTS (SELECT 1 FROM photo AS p
                               WHERE p.organisation = $organisation AND p.state = 'waiting' AND p.source = $name)
                 THEN 1 ELSE 0 END AS BIGINT) AS known
  FROM organisation AS o
 WHERE o.organisation = $organisation;

-- statement photo_named many
-- The files that rows name, of one shelf of the store: from a first name to before another one.
-- in  organisation organisation_id
-- in  from_name    text
-- in  until_name   text
-- in  most         integer
-- out name         text
SELECT f.name AS name FROM file AS f
 WHERE f.organisation = $organisation AND f.name >= $from_name AND f.name < $until_name
 ORDER BY f.name
 LIMIT $most;

-- statement photo_sources many
-- The photos as they were sent, of those that are not decoded yet.
-- in  organisation organisation_id
-- in  most         integer
-- out name         text
SELECT p.source AS name FROM photo AS p
 WHERE p.organisation = $organisation AND p.state = 'waiting'
 ORDER BY p.id
 LIMIT $most;

-- statement photo_unwanted_remove run
-- It is off the disk, or wanted again.
-- in  organisation organisation_id
-- in  name         text
DELETE FROM file_unwanted AS u WHERE u.organisation = $organisation AND u.name = $name;

-- statement photo_list many
-- The photos of a group on one day, for who works there, newest first; one that is ready and stands nowhere is none.
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  person       person_id
-- in  day          date
-- out photo        photo_id
-- out at           instant
-- out state        text
-- out caption      text
-- out language     text
-- out large_file   file_id null
-- out small_file   file_id null
-- out small_width  integer
-- out small_height integer
-- out shared_at    instant null
-- out author       person_id
SELECT p.id AS photo, p.at, p.state, p.caption, p.language, p.large_file, p.small_file, p.small_width, p.small_height,
       p.shared_at, p.author
  FROM photo AS p
 WHERE p.organisation = $organisation AND p.care_group = $care_group AND p.day = $day AND p.state <> 'gone'
   AND (p.state <> 'ready' OR EXISTS (SELECT 1 FROM photo_child AS k
                                       WHERE k.organisation = $organisation AND k.photo = p.id AND k.moment <> 0))
   AND p.care_group IN (SELECT m.care_group FROM may_group AS m
                         WHERE m.organisation = $organisation AND m.person = $person AND m.care_group = $care_group
                           AND m.from_day <= $day AND m.until_day > $day)
 ORDER BY p.at DESC, p.id DESC;

-- statement photo_list_children many
-- On whose pages those photos stand, and who is on them.
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  person       person_id
-- in  day          date
-- out photo        photo_id
-- out child        child_id
-- out given_name   text
-- out on_it        integer
-- out shown        boolean
-- out held         boolean
SELECT p.id AS photo, c.id AS child, c.given_name, k.on_it,
       CAST(CASE WHEN k.moment <> 0 THEN 1 ELSE 0 END AS BIGINT) AS shown,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM entry AS e
                               WHERE e.organisation = $organisation AND e.child = k.child AND e.moment = k.moment
                                 AND e.held <> 0)
                 THEN 1 ELSE 0 END AS BIGINT) AS held
  FROM photo AS p
  JOIN photo_child AS k ON k.organisation = p.organisation AND k.photo = p.id
  JOIN child AS c ON c.organisation = k.organisation AND c.id = k.child
 WHERE p.organisation = $organisation AND p.care_group = $care_group AND p.day = $day AND p.state <> 'gone'
   AND p.care_group IN (SELECT m.care_group FROM may_group AS m
                         WHERE m.organisation = $organisation AND m.person = $person AND m.care_group = $care_group
                           AND m.from_day <= $day AND m.until_day > $day)
 ORDER BY p.id, c.given_name, c.id;

-- statement photo_of_child many
-- Every photo that this child is on or that stands on its page: when consent ends, and when the child is erased.
-- in  organisation organisation_id
-- in  child        child_id
-- out photo        photo_id
-- out on_it        integer
SELECT k.photo, k.on_it
  FROM photo_child AS k
 WHERE k.organisation = $organisation AND k.child = $child
 ORDER BY k.photo;

-- statement photo_file one
-- A file to send.
-- in  organisation organisation_id
-- in  file         file_id
-- out name         text
-- out media_type   text
-- out length       integer
SELECT f.name, f.media_type, f.length FROM file AS f WHERE f.organisation = $organisation AND f.id = $file;

-- statement photo_erase_children run
-- The child is erased.
-- in  organisation organisation_id
-- in  child        child_id
DELETE FROM photo_child AS k WHERE k.organisation = $organisation AND k.child = $child;

-- statement photo_same many
-- The same file as it was sent to this group today and still stands, with who was said to be on it.
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  day          date
-- in  source       text
-- out photo        photo_id
-- out child        child_id
SELECT p.id AS photo, k.child
  FROM photo AS p
  JOIN photo_child AS k ON k.organisation = p.organisation AND k.photo = p.id
 WHERE p.organisation = $organisation AND p.care_group = $care_group AND p.day = $day AND p.source = $source
   AND p.state IN ('waiting', 'ready') AND k.on_it = 1
 ORDER BY p.id, k.child;
