-- SPDX-License-Identifier: EUPL-1.2
-- Erasing what the roster file last said of a child or a guardian.

-- statement roster_erase_guardians run
-- Of a child: who it named as guardians.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM roster_guardian AS g WHERE g.organisation = $organisation AND g.child = $child;

-- statement roster_erase_child_digests run
-- Of a child.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM roster_child AS c WHERE c.organisation = $organisation AND c.child = $child;

-- statement roster_erase_guardianships run
-- Of a guardian: of which children.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM roster_guardian AS g WHERE g.organisation = $organisation AND g.person = $person;

-- statement roster_erase_person_digests run
-- Of a guardian.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM roster_person AS p WHERE p.organisation = $organisation AND p.person = $person;
