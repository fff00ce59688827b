-- SPDX-License-Identifier: EUPL-1.2
-- The roles of schema/0013_roles.sql as they are written: like people.sql, called by people_role.c alone.

-- statement people_upsert_coach run
-- A coach of a group, a location or all.
-- in organisation organisation_id
-- in person       person_id
-- in location     integer
-- in care_group   integer
-- in from         date
-- in until        date
INSERT INTO coach (organisation, person, location, care_group, from_day, until_day)
VALUES ($organisation, $person, $location, $care_group, $from, $until)
ON CONFLICT (organisation, person, location, care_group, from_day) DO UPDATE SET until_day = $until;

-- statement people_end_coach run
-- Coaches nobody any more.
-- in organisation organisation_id
-- in person       person_id
-- in until        date
UPDATE coach AS h SET until_day = $until
 WHERE h.organisation = $organisation AND h.person = $person AND h.until_day > $until;

-- statement people_upsert_committee run
-- A member of the parents' committee of a location.
-- in organisation organisation_id
-- in person       person_id
-- in location     location_id
-- in from         date
-- in until        date
INSERT INTO committee (organisation, person, location, from_day, until_day)
VALUES ($organisation, $person, $location, $from, $until)
ON CONFLICT (organisation, person, location, from_day) DO UPDATE SET until_day = $until;

-- statement people_upsert_partner run
-- Somebody from outside, for one purpose and one child.
-- in organisation organisation_id
-- in person       person_id
-- in child        child_id
-- in purpose      text
-- in from         date
-- in until        date
INSERT INTO partner (organisation, person, child, purpose, from_day, until_day)
VALUES ($organisation, $person, $child, $purpose, $from, $until)
ON CONFLICT (organisation, person, child, purpose, from_day) DO UPDATE SET until_day = $until;

-- statement people_upsert_childminder run
-- A childminder at a location of her own.
-- in organisation organisation_id
-- in person       person_id
-- in location     location_id
-- in from         date
-- in until        date
INSERT INTO childminder (organisation, person, location, from_day, until_day)
VALUES ($organisation, $person, $location, $from, $until)
ON CONFLICT (organisation, person, location, from_day) DO UPDATE SET until_day = $until;

-- statement people_end_childminder run
-- Minds no children any more.
-- in organisation organisation_id
-- in person       person_id
-- in until        date
UPDATE childminder AS a SET until_day = $until
 WHERE a.organisation = $organisation AND a.person = $person AND a.until_day > $until;

-- statement people_upsert_bureau run
-- Who works at the bureau, of one location or of all.
-- in organisation organisation_id
-- in person       person_id
-- in location     integer
-- in from         date
-- in until        date
INSERT INTO bureau (organisation, person, location, from_day, until_day)
VALUES ($organisation, $person, $location, $from, $until)
ON CONFLICT (organisation, person, location, from_day) DO UPDATE SET until_day = $until;

-- statement people_end_bureau run
-- Leaves the bureau.
-- in organisation organisation_id
-- in person       person_id
-- in until        date
UPDATE bureau AS b SET until_day = $until
 WHERE b.organisation = $organisation AND b.person = $person AND b.until_day > $until;

-- statement people_upsert_share run
-- A child that the bureau may know of.
-- in organisation organisation_id
-- in child        child_id
-- in from         date
-- in until        date
INSERT INTO bureau_share (organisation, child, from_day, until_day)
VALUES ($organisation, $child, $from, $until)
ON CONFLICT (organisation, child, from_day) DO UPDATE SET until_day = $until;

-- statement people_erase_coach run
-- Of whom an erased person was the coach.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM coach AS c WHERE c.organisation = $organisation AND c.person = $person;

-- statement people_erase_committee run
-- In which committees an erased person was.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM committee AS c WHERE c.organisation = $organisation AND c.person = $person;

-- statement people_erase_partner run
-- For whom an erased person was invited.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM partner AS i WHERE i.organisation = $organisation AND i.person = $person;

-- statement people_erase_childminder run
-- Where an erased person was a childminder.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM childminder AS a WHERE a.organisation = $organisation AND a.person = $person;

-- statement people_erase_bureau run
-- At which bureau an erased person worked.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM bureau AS b WHERE b.organisation = $organisation AND b.person = $person;

-- statement people_erase_partners run
-- Who was invited for an erased child.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM partner AS i WHERE i.organisation = $organisation AND i.child = $child;

-- statement people_erase_shares run
-- What was shared of an erased child.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM bureau_share AS b WHERE b.organisation = $organisation AND b.child = $child;
