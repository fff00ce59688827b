-- SPDX-License-Identifier: EUPL-1.2
-- Erasing the day pages of a child, and the own words of a guardian.

-- statement handover_erase_versions run
-- Earlier texts.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM entry_version AS v
 WHERE v.organisation = $organisation
   AND v.entry IN (SELECT e.id FROM entry AS e WHERE e.organisation = $organisation AND e.child = $child);

-- statement handover_erase_files run
-- Which entries show a file; the file itself goes with its last reference.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM entry_file AS f
 WHERE f.organisation = $organisation
   AND f.entry IN (SELECT e.id FROM entry AS e WHERE e.organisation = $organisation AND e.child = $child);

-- statement handover_erase_read run
-- What was read.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM note_read AS r WHERE r.organisation = $organisation AND r.child = $child;

-- statement handover_erase_attendance run
-- When the child was there.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM attendance AS a WHERE a.organisation = $organisation AND a.child = $child;

-- statement handover_erase_entries run
-- All that was written.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM entry AS e WHERE e.organisation = $organisation AND e.child = $child;

-- statement handover_erase_own_versions run
-- Earlier texts of what a guardian wrote at home.
-- in organisation organisation_id
-- in person       person_id
UPDATE entry_version AS v SET note = '', value = ''
 WHERE v.organisation = $organisation
   AND v.entry IN (SELECT e.id FROM entry AS e WHERE e.organisation = $organisation AND e.author = $person AND e.side = 1
                                                       AND e.channel = '');

-- statement handover_erase_own run
-- What a guardian wrote at home: the words go, and nothing of it is shown any more. What was typed in from paper is not of who
-- typed it.
-- in organisation organisation_id
-- in person       person_id
-- in now_at       instant
UPDATE entry AS e
   SET note = '', value = '', language = '', withdrawn_at = coalesce(e.withdrawn_at, $now_at), version = e.version + 1
 WHERE e.organisation = $organisation AND e.author = $person AND e.side = 1 AND e.channel = '';
