-- SPDX-License-Identifier: EUPL-1.2
-- Files of the meldcode. Every statement that reads starts from the membership of one file and from the access set of the child
-- today; whoever is family of the child ($home) is let in by neither.

-- statement meldcode_files many
-- Files about a child that this member of staff is named for, open ones first.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  centre       integer
-- in  home         integer
-- out id           integer
-- out opened_at    instant
-- out closed_at    instant null
SELECT f.id AS id, f.opened_at AS opened_at, f.closed_at AS closed_at
  FROM meldcode_member AS m
  JOIN meldcode_file AS f ON f.organisation = m.organisation AND f.id = m.file
 WHERE m.organisation = $organisation AND m.person = $person AND f.child = $child
   AND EXISTS (SELECT 1 FROM may_child AS c
                WHERE c.organisation = $organisation AND c.person = $person AND c.child = f.child
                  AND (c.scope & $centre) <> 0 AND c.from_day <= $today AND c.until_day > $today)
   AND NOT EXISTS (SELECT 1 FROM may_child AS h
                    WHERE h.organisation = $organisation AND h.person = $person AND h.child = f.child
                      AND (h.scope & $home) <> 0)
 ORDER BY CASE WHEN f.closed_at IS NULL THEN 0 ELSE 1 END, f.id DESC;

-- statement meldcode_notes many
-- The notes of one of those files, oldest first.
-- in  organisation organisation_id
-- in  file         integer
-- in  person       person_id
-- out step         integer
-- out sealed       bytes
-- out created_at   instant
-- out author       text
SELECT n.step AS step, n.sealed AS sealed, n.created_at AS created_at, p.given_name AS author
  FROM meldcode_note AS n
  JOIN meldcode_member AS m ON m.organisation = n.organisation AND m.file = n.file
  JOIN person AS p ON p.organisation = n.organisation AND p.id = n.author
 WHERE n.organisation = $organisation AND n.file = $file AND m.person = $person
 ORDER BY n.id;

-- statement meldcode_members many
-- Who is named for a file.
-- in  organisation organisation_id
-- in  file         integer
-- out given_name   text
-- out family_name  text
SELECT p.given_name AS given_name, p.family_name AS family_name
  FROM meldcode_member AS m
  JOIN person AS p ON p.organisation = m.organisation AND p.id = m.person
 WHERE m.organisation = $organisation AND m.file = $file
 ORDER BY p.given_name, p.id;

-- statement meldcode_colleagues many
-- Who could be named: works with the child today, is not family and not named yet.
-- in  organisation organisation_id
-- in  child        child_id
-- in  file         integer
-- in  today        date
-- in  centre       integer
-- in  home         integer
-- out id           person_id
-- out given_name   text
-- out family_name  text
SELECT p.id AS id, p.given_name AS given_name, p.family_name AS family_name
  FROM person AS p
 WHERE p.organisation = $organisation
   AND p.id IN (SELECT c.person FROM may_child AS c
                 WHERE c.organisation = $organisation AND c.child = $child AND (c.scope & $centre) <> 0
                   AND c.from_day <= $today AND c.until_day > $today)
   AND NOT EXISTS (SELECT 1 FROM may_child AS h
                    WHERE h.organisation = $organisation AND h.person = p.id AND h.child = $child
                      AND (h.scope & $home) <> 0)
   AND NOT EXISTS (SELECT 1 FROM meldcode_member AS m
                    WHERE m.organisation = $organisation AND m.file = $file AND m.person = p.id)
 ORDER BY p.given_name, p.id;

-- statement meldcode_child one
-- What the child is called.
-- in  organisation organisation_id
-- in  child        child_id
-- out given_name   text
SELECT c.given_name AS given_name FROM child AS c WHERE c.organisation = $organisation AND c.id = $child;

-- statement meldcode_open run
-- A new file.
-- in organisation organisation_id
-- in id           integer
-- in child        child_id
-- in opened_by    person_id
-- in opened_at    instant
INSERT INTO meldcode_file (organisation, id, child, opened_by, opened_at)
VALUES ($organisation, $id, $child, $opened_by, $opened_at);

-- statement meldcode_name run
-- Somebody may read and write it from now on.
-- in organisation organisation_id
-- in file         integer
-- in person       person_id
-- in named_by     person_id
-- in named_at     instant
INSERT INTO meldcode_member (organisation, file, person, named_by, named_at)
VALUES ($organisation, $file, $person, $named_by, $named_at)
ON CONFLICT (organisation, file, person) DO NOTHING;

-- statement meldcode_note_add run
-- Sealed words.
-- in organisation organisation_id
-- in id           integer
-- in file         integer
-- in step         integer
-- in sealed       bytes
-- in author       person_id
-- in created_at   instant
INSERT INTO meldcode_note (organisation, id, file, step, sealed, author, created_at)
VALUES ($organisation, $id, $file, $step, $sealed, $author, $created_at);

-- statement meldcode_close run
-- It is done; its term begins.
-- in organisation organisation_id
-- in id           integer
-- in closed_at    instant
UPDATE meldcode_file AS f SET closed_at = $closed_at
 WHERE f.organisation = $organisation AND f.id = $id AND f.closed_at IS NULL;

-- statement meldcode_due one
-- Files that were closed before an instant.
-- in  organisation organisation_id
-- in  before       instant
-- out n            integer
SELECT COUNT(*) AS n FROM meldcode_file AS f WHERE f.organisation = $organisation AND f.closed_at < $before;

-- statement meldcode_forget_notes run
-- Their words.
-- in organisation organisation_id
-- in before       instant
DELETE FROM meldcode_note AS n
 WHERE n.organisation = $organisation
   AND n.file IN (SELECT f.id FROM meldcode_file AS f WHERE f.organisation = $organisation AND f.closed_at < $before);

-- statement meldcode_forget_members run
-- Who could read them.
-- in organisation organisation_id
-- in before       instant
DELETE FROM meldcode_member AS m
 WHERE m.organisation = $organisation
   AND m.file IN (SELECT f.id FROM meldcode_file AS f WHERE f.organisation = $organisation AND f.closed_at < $before);

-- statement meldcode_forget_files run
-- And the files.
-- in organisation organisation_id
-- in before       instant
DELETE FROM meldcode_file AS f WHERE f.organisation = $organisation AND f.closed_at < $before;

-- statement meldcode_erase_member run
-- Somebody who is erased reads nothing any more.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM meldcode_member AS m WHERE m.organisation = $organisation AND m.person = $person;

-- statement meldcode_sealed_list many
-- Sealed words, oldest first.
-- in organisation organisation_id
-- in after        integer
-- in most         integer
-- out id          integer
-- out sealed      bytes
SELECT n.id, n.sealed FROM meldcode_note AS n WHERE n.organisation = $organisation AND n.id > $after
 ORDER BY n.id LIMIT $most;

-- statement meldcode_sealed_put run
-- The same words under another key.
-- in organisation organisation_id
-- in id           integer
-- in was          bytes
-- in sealed       bytes
UPDATE meldcode_note AS n SET sealed = $sealed
 WHERE n.organisation = $organisation AND n.id = $id AND n.sealed = $was;
