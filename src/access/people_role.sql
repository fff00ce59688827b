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
