-- SPDX-License-Identifier: EUPL-1.2
-- A photo of a child in place of the first letter of its name.

-- statement portrait_head one
-- Whom the page is about, and the reader's own picture of it; 0: none.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- out given_name   text
-- out portrait     file_id
SELECT c.given_name AS given_name,
       COALESCE((SELECT x.id FROM portrait AS x
                  WHERE x.organisation = $organisation AND x.child = $child AND x.person = $person), 0) AS portrait
  FROM child AS c
 WHERE c.organisation = $organisation AND c.id = $child
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today);

-- statement portrait_image one
-- The picture, for who works with the child and for the home of the guardian who set it.
-- in  organisation organisation_id
-- in  child        child_id
-- in  portrait     file_id
-- in  person       person_id
-- in  today        date
-- in  centre       integer
-- out image        bytes
SELECT x.image AS image
  FROM portrait AS x
  JOIN guardian AS g ON g.organisation = x.organisation AND g.child = x.child AND g.person = x.person
 WHERE x.organisation = $organisation AND x.child = $child AND x.id = $portrait AND g.scope = 'full'
   AND g.from_day <= $today AND g.until_day > $today
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today
                  AND (m.scope & (CAST($centre AS BIGINT) | CASE g.home WHEN 1 THEN 1 WHEN 2 THEN 512 ELSE 1024 END)) <> 0)
 LIMIT 1;

-- statement portrait_put run
-- Another picture takes the place of one's own.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  id           file_id
-- in  image        bytes
-- in  set_at       instant
INSERT INTO portrait (organisation, child, person, id, image, set_at)
VALUES ($organisation, $child, $person, $id, $image, $set_at)
ON CONFLICT (organisation, child, person) DO UPDATE
   SET id = excluded.id, image = excluded.image, set_at = excluded.set_at;

-- statement portrait_remove run
-- One's own goes.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
DELETE FROM portrait AS x WHERE x.organisation = $organisation AND x.child = $child AND x.person = $person;

-- statement portrait_erase_of_child run
-- Of an erased child.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM portrait AS x WHERE x.organisation = $organisation AND x.child = $child;

-- statement portrait_erase_of_person run
-- Of an erased guardian.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM portrait AS x WHERE x.organisation = $organisation AND x.person = $person;

-- statement portrait_face one
-- The photo of somebody of the child's team, for who may see the child.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  portrait     file_id
-- in  reader       person_id
-- in  today        date
-- out image        bytes
SELECT x.image AS image
  FROM staff_portrait AS x
 WHERE x.organisation = $organisation AND x.person = $person AND x.id = $portrait
   AND (EXISTS (SELECT 1 FROM professional AS s
                  JOIN placement AS q ON q.organisation = s.organisation AND q.care_group = s.care_group
                 WHERE s.organisation = $organisation AND s.person = $person AND s.from_day <= $today
                   AND s.until_day > $today AND q.child = $child AND q.from_day <= $today AND q.until_day > $today)
        OR EXISTS (SELECT 1 FROM mentor AS n
                    WHERE n.organisation = $organisation AND n.child = $child AND n.person = $person
                      AND n.from_day <= $today AND n.until_day > $today))
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $reader AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today);

-- statement portrait_face_own one
-- One's own.
-- in  organisation organisation_id
-- in  person       person_id
-- out image        bytes
SELECT x.image AS image
  FROM staff_portrait AS x
 WHERE x.organisation = $organisation AND x.person = $person;

-- statement portrait_face_put run
-- Another one takes its place.
-- in  organisation organisation_id
-- in  person       person_id
-- in  id           file_id
-- in  image        bytes
-- in  set_at       instant
INSERT INTO staff_portrait (organisation, person, id, image, set_at)
VALUES ($organisation, $person, $id, $image, $set_at)
ON CONFLICT (organisation, person) DO UPDATE SET id = excluded.id, image = excluded.image, set_at = excluded.set_at;

-- statement portrait_face_remove run
-- It goes.
-- in  organisation organisation_id
-- in  person       person_id
DELETE FROM staff_portrait AS x WHERE x.organisation = $organisation AND x.person = $person;

-- statement portrait_erase_face run
-- Of an erased member of staff.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM staff_portrait AS x WHERE x.organisation = $organisation AND x.person = $person;
