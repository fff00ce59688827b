-- SPDX-License-Identifier: EUPL-1.2
-- The archive of a child: asking for it, its file, and everything that stands in it.

-- statement archive_add run
-- Somebody asks.
-- in organisation organisation_id
-- in id           archive_id
-- in child        child_id
-- in person       person_id
-- in asked_at     instant
-- in expires_at   instant
INSERT INTO archive (organisation, id, child, person, asked_at, expires_at)
VALUES ($organisation, $id, $child, $person, $asked_at, $expires_at);

-- statement archive_waiting one
-- One that is being made for this person already.
-- in organisation organisation_id
-- in child        child_id
-- in person       person_id
-- out id          archive_id
SELECT a.id FROM archive AS a
 WHERE a.organisation = $organisation AND a.child = $child AND a.person = $person AND a.state = 'waiting'
 LIMIT 1;

-- statement archive_own many
-- What this person asked for about a child and what is still there, newest first.
-- in organisation organisation_id
-- in child        child_id
-- in person       person_id
-- in now          instant
-- out id          archive_id
-- out state       text
-- out steps       integer
-- out steps_done  integer
-- out length      integer
-- out asked_at    instant
-- out expires_at  instant
SELECT a.id, a.state, a.steps, a.steps_done, a.length, a.asked_at, a.expires_at FROM archive AS a
 WHERE a.organisation = $organisation AND a.child = $child AND a.person = $person AND a.expires_at > $now
 ORDER BY a.id DESC;

-- statement archive_one one
-- What a job works on.
-- in organisation organisation_id
-- in id           archive_id
-- out child       child_id
-- out person      person_id
-- out state       text
-- out expires_at  instant
SELECT a.child, a.person, a.state, a.expires_at FROM archive AS a WHERE a.organisation = $organisation AND a.id = $id;

-- statement archive_ready one
-- A file that this person may take now.
-- in organisation organisation_id
-- in id           archive_id
-- in child        child_id
-- in person       person_id
-- in now          instant
-- out name        text
-- out length      integer
-- out expires_at  instant
-- out taken_at    instant null
SELECT f.name, f.length, a.expires_at, a.taken_at
  FROM archive AS a
  JOIN file AS f ON f.organisation = a.organisation AND f.id = a.file
 WHERE a.organisation = $organisation AND a.id = $id AND a.child = $child AND a.person = $person AND a.state = 'done'
   AND a.expires_at > $now;

-- statement archive_taken run
-- It was taken: it does not stay as long as one that waits.
-- in organisation organisation_id
-- in id           archive_id
-- in taken_at     instant
-- in expires_at   instant
UPDATE archive AS a SET taken_at = $taken_at, expires_at = $expires_at
 WHERE a.organisation = $organisation AND a.id = $id;

-- statement archive_end run
-- It is made, or it cannot be.
-- in organisation organisation_id
-- in id           archive_id
-- in state        text
-- in file         file_id
-- in length       integer
-- in expires_at   instant
UPDATE archive AS a SET state = $state, file = $file, length = $length, expires_at = $expires_at
 WHERE a.organisation = $organisation AND a.id = $id;

-- statement archive_file_add run
-- The zip is on the disk; one of the same content, asked for in the same moment, is there already.
-- in organisation organisation_id
-- in id           file_id
-- in name         text
-- in length       integer
-- in created_at   instant
INSERT INTO file (organisation, id, name, media_type, length, created_at)
VALUES ($organisation, $id, $name, 'application/zip', $length, $created_at)
    ON CONFLICT (organisation, name) DO NOTHING;

-- statement archive_file_find one
-- Its row.
-- in organisation organisation_id
-- in name         text
-- out file        file_id
SELECT f.id AS file FROM file AS f WHERE f.organisation = $organisation AND f.name = $name;

-- statement archive_file_remove run
-- The zip is wanted no more.
-- in organisation organisation_id
-- in id           file_id
DELETE FROM file AS f WHERE f.organisation = $organisation AND f.id = $id;

-- statement archive_photo_add run
-- A photo that is in it.
-- in organisation organisation_id
-- in archive      archive_id
-- in photo        photo_id
INSERT INTO archive_photo (organisation, archive, photo) VALUES ($organisation, $archive, $photo);

-- statement archive_photos_remove run
-- All of them.
-- in organisation organisation_id
-- in archive      archive_id
DELETE FROM archive_photo AS k WHERE k.organisation = $organisation AND k.archive = $archive;

-- statement archive_photos_gone one
-- How many of the photos in it do not stand on the child's page any more.
-- in organisation organisation_id
-- in archive      archive_id
-- in child        child_id
-- out gone        integer
SELECT COUNT(*) AS gone FROM archive_photo AS k
 WHERE k.organisation = $organisation AND k.archive = $archive
   AND NOT EXISTS (SELECT 1 FROM photo_child AS c
                     JOIN photo AS p ON p.organisation = c.organisation AND p.id = c.photo
                    WHERE c.organisation = $organisation AND c.photo = k.photo AND c.child = $child AND c.moment <> 0
                      AND p.state = 'ready');

-- statement archive_again run
-- It is made anew.
-- in organisation organisation_id
-- in id           archive_id
UPDATE archive AS a SET state = 'waiting', file = 0, length = 0, steps = 0, steps_done = 0
 WHERE a.organisation = $organisation AND a.id = $id;

-- statement archive_with_photo many
-- The archives of a child that are there and hold a photo.
-- in organisation organisation_id
-- in child        child_id
-- in photo        photo_id
-- out id          archive_id
-- out person      person_id
-- out file        file_id
-- out name        text
SELECT a.id, a.person, a.file, f.name
  FROM archive_photo AS k
  JOIN archive AS a ON a.organisation = k.organisation AND a.id = k.archive
  JOIN file AS f ON f.organisation = a.organisation AND f.id = a.file
 WHERE k.organisation = $organisation AND k.photo = $photo AND a.child = $child
 ORDER BY a.id;

-- statement archive_file_of many
-- The file of one, when there is one and no other archive is the same.
-- in organisation organisation_id
-- in id           archive_id
-- out file        file_id
-- out name        text
SELECT f.id AS file, f.name
  FROM archive AS a
  JOIN file AS f ON f.organisation = a.organisation AND f.id = a.file
 WHERE a.organisation = $organisation AND a.id = $id
   AND NOT EXISTS (SELECT 1 FROM archive AS o
                    WHERE o.organisation = $organisation AND o.file = a.file AND o.id <> $id);

-- statement archive_of_child many
-- Those of an erased child.
-- in organisation organisation_id
-- in child        child_id
-- out id          archive_id
SELECT a.id FROM archive AS a WHERE a.organisation = $organisation AND a.child = $child ORDER BY a.id;

-- statement archive_of_person many
-- Those of an erased guardian.
-- in organisation organisation_id
-- in person       person_id
-- out id          archive_id
SELECT a.id FROM archive AS a WHERE a.organisation = $organisation AND a.person = $person ORDER BY a.id;

-- statement archive_progress run
-- How far it is.
-- in organisation organisation_id
-- in id           archive_id
-- in steps        integer
-- in steps_done   integer
UPDATE archive AS a SET steps = $steps, steps_done = $steps_done WHERE a.organisation = $organisation AND a.id = $id;

-- statement archive_erase_row run
-- Its time is over, or the child or the guardian is erased.
-- in organisation organisation_id
-- in id           archive_id
DELETE FROM archive AS a WHERE a.organisation = $organisation AND a.id = $id;

-- statement archive_head one
-- The child and the reader. No restriction and no remark: those are for staff.
-- in organisation   organisation_id
-- in child          child_id
-- in person         person_id
-- in today          date
-- out given_name    text
-- out family_name   text
-- out say_name      text
-- out born          date
-- out allergies     text
-- out reader        text
-- out language      text
-- out organisation_name text
-- out country       text
-- out address_form  text
-- out zone          text
SELECT c.given_name, c.family_name, c.say_name, c.born_day AS born, c.allergies, r.given_name AS reader, r.language,
       o.name AS organisation_name, o.country, o.address_form, o.zone
  FROM child AS c
  JOIN organisation AS o ON o.organisation = c.organisation
  JOIN person AS r ON r.organisation = c.organisation AND r.id = $person
 WHERE c.organisation = $organisation AND c.id = $child
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.child = $child AND m.person = $person
                  AND m.from_day <= $today AND m.until_day > $today);

-- statement archive_zone one
-- Where it is which day.
-- in organisation organisation_id
-- out zone        text
SELECT o.zone FROM organisation AS o WHERE o.organisation = $organisation;

-- statement archive_places many
-- Where the child was and is.
-- in organisation organisation_id
-- in child        child_id
-- in person       person_id
-- in today        date
-- out group_name  text
-- out location_name text
-- out from_day    date
-- out until_day   date
SELECT g.name AS group_name, l.name AS location_name, p.from_day, p.until_day
  FROM placement AS p
  JOIN care_group AS g ON g.organisation = p.organisation AND g.id = p.care_group
  JOIN location AS l ON l.organisation = g.organisation AND l.id = g.location
 WHERE p.organisation = $organisation AND p.child = $child
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today)
 ORDER BY p.from_day, p.id;

-- statement archive_entries many
-- Every line that this person may read as a guardian ($readers), as on the day's page: the audience decides, and one's own.
-- in organisation organisation_id
-- in child        child_id
-- in person       person_id
-- in today        date
-- in readers      integer
-- in most         integer
-- out id          entry_id
-- out moment      moment_id
-- out answers     moment_id
-- out day         date
-- out at          instant
-- out side        integer
-- out kind        text
-- out value       text
-- out measure     integer
-- out note        text
-- out language    text
-- out author_name text
-- out author_called text
SELECT e.id, e.moment, e.answers, e.day, e.at, e.side, e.kind, e.value, e.measure, e.note, e.language,
       CASE WHEN e.channel <> '' THEN '' ELSE p.given_name END AS author_name,
       CASE WHEN e.side = 1
            THEN COALESCE((SELECT g.called FROM guardian AS g
                            WHERE g.organisation = $organisation AND g.child = e.child AND g.person = e.author), '')
            ELSE '' END AS author_called
  FROM entry AS e
  JOIN person AS p ON p.organisation = e.organisation AND p.id = e.author
 WHERE e.organisation = $organisation AND e.child = $child AND e.withdrawn_at IS NULL
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.child = e.child AND m.person = $person
                  AND m.from_day <= $today AND m.until_day > $today
                  AND ((m.scope & e.audience & $readers) <> 0 OR e.author = $person))
 ORDER BY e.day, e.at, e.id
 LIMIT $most;

-- statement archive_photos many
-- The photos that stand on the child's page for this person, as archive_entries reads their lines.
-- in organisation organisation_id
-- in child        child_id
-- in person       person_id
-- in today        date
-- in readers      integer
-- in most         integer
-- out photo       photo_id
-- out moment      moment_id
-- out day         date
-- out at          instant
-- out caption     text
-- out language    text
-- out taken       text
-- out width       integer
-- out height      integer
-- out on_it       boolean
-- out name        text
-- out length      integer
SELECT p.id AS photo, k.moment, e.day, e.at, e.note AS caption, e.language, p.taken, p.width, p.height,
       CAST(CASE WHEN k.on_it = 1 THEN 1 ELSE 0 END AS BIGINT) AS on_it, f.name, f.length
  FROM photo_child AS k
  JOIN photo AS p ON p.organisation = k.organisation AND p.id = k.photo
  JOIN file AS f ON f.organisation = p.organisation AND f.id = p.large_file
  JOIN entry AS e ON e.organisation = k.organisation AND e.child = k.child AND e.moment = k.moment
 WHERE k.organisation = $organisation AND k.child = $child AND k.moment <> 0 AND p.state = 'ready'
   AND e.withdrawn_at IS NULL
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.child = e.child AND m.person = $person
                  AND m.from_day <= $today AND m.until_day > $today
                  AND ((m.scope & e.audience & $readers) <> 0 OR e.author = $person))
 ORDER BY e.day DESC, e.at DESC, p.id DESC
 LIMIT $most;

-- statement archive_days many
-- When the child came and went. By whom it was written down, and who collected, is not told.
-- in organisation organisation_id
-- in child        child_id
-- in person       person_id
-- in today        date
-- in most         integer
-- out day         date
-- out in_at       instant
-- out out_at      instant null
SELECT a.day, a.in_at, a.out_at FROM attendance AS a
 WHERE a.organisation = $organisation AND a.child = $child
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today)
 ORDER BY a.day
 LIMIT $most;

-- statement archive_answers many
-- What this guardian answered to questions of consent.
-- in organisation organisation_id
-- in child        child_id
-- in person       person_id
-- in today        date
-- out purpose     text
-- out answer      boolean
-- out text_version integer
-- out from_day    date
-- out until_day   date
-- out signed_day  date
-- out kept_by     text
SELECT h.purpose, h.answer, h.text_version, h.from_day, h.until_day, h.signed_day, h.kept_by FROM consent_history AS h
 WHERE h.organisation = $organisation AND h.child = $child AND h.person = $person
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today)
 ORDER BY h.id;

-- statement archive_network many
-- Whom this guardian named.
-- in organisation organisation_id
-- in child        child_id
-- in person       person_id
-- in today        date
-- out name        text
-- out relation    text
-- out phone       text
SELECT n.name, n.relation, n.phone FROM network_contact AS n
 WHERE n.organisation = $organisation AND n.child = $child AND n.person = $person
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today)
 ORDER BY n.id;

-- statement archive_told many
-- What this guardian told of the child's background, with a tap or in words, and how she likes to be spoken with; the newest of
-- each.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- out tongues      text
-- out food         text
-- out celebrations text
-- out customs      text
-- out language     text
-- out tongues_tap  text
-- out food_tap     text
-- out celebrations_tap text
-- out customs_tap  text
-- out interpreter  boolean
-- out tongue       text
-- out intensity    text
SELECT COALESCE(b.tongues, '') AS tongues, COALESCE(b.food, '') AS food, COALESCE(b.celebrations, '') AS celebrations,
       COALESCE(b.customs, '') AS customs, COALESCE(b.language, '') AS language,
       COALESCE(b.tongues_tap, '') AS tongues_tap, COALESCE(b.food_tap, '') AS food_tap,
       COALESCE(b.celebrations_tap, '') AS celebrations_tap, COALESCE(b.customs_tap, '') AS customs_tap,
       COALESCE(w.interpreter, 0) AS interpreter, COALESCE(w.tongue, '') AS tongue,
       COALESCE(i.intensity, 'basis') AS intensity
  FROM person AS p
  LEFT JOIN background AS b ON b.organisation = p.organisation AND b.child = $child AND b.person = p.id
        AND b.id = (SELECT max(n.id) FROM background AS n
                     WHERE n.organisation = $organisation AND n.child = $child AND n.person = $person)
  LEFT JOIN contact_wish AS w ON w.organisation = p.organisation AND w.person = p.id
        AND w.id = (SELECT max(n.id) FROM contact_wish AS n
                     WHERE n.organisation = $organisation AND n.person = $person)
  LEFT JOIN contact_intensity AS i ON i.organisation = p.organisation AND i.person = p.id
        AND i.id = (SELECT max(n.id) FROM contact_intensity AS n
                     WHERE n.organisation = $organisation AND n.person = $person)
 WHERE p.organisation = $organisation AND p.id = $person
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today);

-- statement archive_people many
-- Whom this guardian put on the family map.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- out name         text
-- out relation     text
-- out words        text
-- out language     text
SELECT o.name, o.relation, o.words, o.language FROM family_other AS o
 WHERE o.organisation = $organisation AND o.child = $child AND o.person = $person
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today)
 ORDER BY o.id;
