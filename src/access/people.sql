-- SPDX-License-Identifier: EUPL-1.2
-- Everything that is written about who belongs to whom. No other .sql file writes these tables (tests/unit/access_writes_test.c),
-- and only people.c calls these statements, because each change must be followed by a refresh of the sets (sets.sql).

-- statement people_insert_organisation run
-- A new organisation.
-- in organisation organisation_id
-- in name         text
-- in country      text
-- in address_form text
-- in zone         text
-- in demo         boolean
-- in created_at   instant
INSERT INTO organisation (organisation, name, country, address_form, zone, demo, created_at)
VALUES ($organisation, $name, $country, $address_form, $zone, $demo, $created_at);

-- statement people_update_organisation run
-- Its name and settings.
-- in organisation organisation_id
-- in name         text
-- in country      text
-- in address_form text
-- in zone         text
-- in demo         boolean
UPDATE organisation AS o
   SET name = $name, country = $country, address_form = $address_form, zone = $zone, demo = $demo
 WHERE o.organisation = $organisation;

-- statement people_insert_location run
-- A new location.
-- in organisation organisation_id
-- in id           location_id
-- in name         text
-- in zone         text
-- in phone        text
INSERT INTO location (organisation, id, name, zone, phone)
VALUES ($organisation, $id, $name, $zone, $phone);

-- statement people_update_location run
-- Its name, zone and telephone.
-- in organisation organisation_id
-- in id           location_id
-- in name         text
-- in zone         text
-- in phone        text
UPDATE location AS l SET name = $name, zone = $zone, phone = $phone
 WHERE l.organisation = $organisation AND l.id = $id;

-- statement people_insert_group run
-- A new group of a location.
-- in organisation organisation_id
-- in id           group_id
-- in location     location_id
-- in name         text
-- in care_form    text
-- in phone        text
INSERT INTO care_group (organisation, id, location, name, care_form, phone)
VALUES ($organisation, $id, $location, $name, $care_form, $phone);

-- statement people_find_group one
-- Where a group is, before it moves.
-- in organisation organisation_id
-- in id           group_id
-- out location    location_id
SELECT c.location FROM care_group AS c WHERE c.organisation = $organisation AND c.id = $id;

-- statement people_update_group run
-- Its name, kind, telephone, and where it is.
-- in organisation organisation_id
-- in id           group_id
-- in location     location_id
-- in name         text
-- in care_form    text
-- in phone        text
UPDATE care_group AS c SET location = $location, name = $name, care_form = $care_form, phone = $phone
 WHERE c.organisation = $organisation AND c.id = $id;

-- statement people_insert_person run
-- A new person.
-- in organisation organisation_id
-- in id           person_id
-- in given_name   text
-- in family_name  text
-- in say_name     text
-- in language     text
-- in phone        text
-- in created_at   instant
INSERT INTO person (organisation, id, given_name, family_name, say_name, language, phone, created_at)
VALUES ($organisation, $id, $given_name, $family_name, $say_name, $language, $phone, $created_at);

-- statement people_update_person run
-- Name, language and telephone.
-- in organisation organisation_id
-- in id           person_id
-- in given_name   text
-- in family_name  text
-- in say_name     text
-- in language     text
-- in phone        text
UPDATE person AS p
   SET given_name = $given_name, family_name = $family_name, say_name = $say_name, language = $language,
       phone = $phone, version = p.version + 1
 WHERE p.organisation = $organisation AND p.id = $id;

-- statement people_update_language run
-- The language that a person chose for her pages.
-- in organisation organisation_id
-- in person       person_id
-- in language     text
UPDATE person AS p SET language = $language, version = p.version + 1
 WHERE p.organisation = $organisation AND p.id = $person;

-- statement people_find_address one
-- Who has this e-mail address: one account has it at most.
-- in organisation organisation_id
-- in folded       text
-- out person      person_id
SELECT a.person FROM account AS a WHERE a.organisation = $organisation AND a.email_folded = $folded;

-- statement people_upsert_account run
-- The address that a person signs in with; a password that is there stays.
-- in organisation organisation_id
-- in person       person_id
-- in email        text
-- in folded       text
-- in created_at   instant
INSERT INTO account (organisation, person, email, email_folded, created_at)
VALUES ($organisation, $person, $email, $folded, $created_at)
ON CONFLICT (organisation, person) DO UPDATE SET email = $email, email_folded = $folded;

-- statement people_update_password run
-- Another password.
-- in organisation organisation_id
-- in person       person_id
-- in hash         text
UPDATE account AS a SET password_hash = $hash WHERE a.organisation = $organisation AND a.person = $person;

-- statement people_insert_child run
-- A new child.
-- in organisation  organisation_id
-- in id            child_id
-- in number        text
-- in given_name    text
-- in family_name   text
-- in say_name      text
-- in born          date
-- in allergies     text
-- in restriction   text
-- in photo_consent text
-- in remark        text
-- in created_at    instant
INSERT INTO child (organisation, id, number, given_name, family_name, say_name, born_day, allergies, restriction,
                   photo_consent, remark, created_at)
VALUES ($organisation, $id, $number, $given_name, $family_name, $say_name, $born, $allergies, $restriction,
        $photo_consent, $remark, $created_at);

-- statement people_update_child run
-- What is known of a child.
-- in organisation  organisation_id
-- in id            child_id
-- in number        text
-- in given_name    text
-- in family_name   text
-- in say_name      text
-- in born          date
-- in allergies     text
-- in restriction   text
-- in photo_consent text
-- in remark        text
UPDATE child AS c
   SET number = $number, given_name = $given_name, family_name = $family_name, say_name = $say_name,
       born_day = $born, allergies = $allergies, restriction = $restriction, photo_consent = $photo_consent,
       remark = $remark, version = c.version + 1
 WHERE c.organisation = $organisation AND c.id = $id;

-- statement people_find_guardian one
-- How a guardian stands now, before it changes.
-- in organisation organisation_id
-- in child        child_id
-- in person       person_id
-- out home        integer
-- out protected   boolean
SELECT g.home, g.protected FROM guardian AS g
 WHERE g.organisation = $organisation AND g.child = $child AND g.person = $person;

-- statement people_homes many
-- Which homes of the child others have, and whether one of them is protected there.
-- in organisation organisation_id
-- in child        child_id
-- in person       person_id
-- out home        integer
-- out protected   boolean
SELECT g.home, max(g.protected) AS protected FROM guardian AS g
 WHERE g.organisation = $organisation AND g.child = $child AND g.person <> $person
 GROUP BY g.home ORDER BY g.home;

-- statement people_upsert_guardian run
-- A guardian of a child, one row a person.
-- in organisation organisation_id
-- in child        child_id
-- in person       person_id
-- in called       text
-- in home         integer
-- in authority    boolean
-- in scope        text
-- in protected    boolean
-- in place        integer
-- in from         date
-- in until        date
INSERT INTO guardian (organisation, child, person, called, home, authority, scope, protected, place, from_day, until_day)
VALUES ($organisation, $child, $person, $called, $home, $authority, $scope, $protected, $place, $from, $until)
ON CONFLICT (organisation, child, person) DO UPDATE
   SET called = $called, home = $home, authority = $authority, scope = $scope, protected = $protected,
       place = $place, from_day = $from, until_day = $until;

-- statement people_end_guardian run
-- A guardian whose time ends.
-- in organisation organisation_id
-- in child        child_id
-- in person       person_id
-- in until        date
UPDATE guardian AS g SET until_day = $until
 WHERE g.organisation = $organisation AND g.child = $child AND g.person = $person;

-- statement people_narrow_own run
-- A guardian became protected (R243): what she wrote about the child leaves the sight of everybody at home but her own home.
-- Only ever narrower: her home's bit takes the place of those of all homes where there was one.
-- in organisation organisation_id
-- in child        child_id
-- in person       person_id
-- in homes        integer
-- in own_home     integer
-- in centre       integer
UPDATE entry AS e
   SET audience = CASE WHEN (e.audience & $homes) <> 0 THEN (e.audience & $centre) | $own_home
                       ELSE e.audience & $centre END,
       held = CASE WHEN (e.held & $homes) <> 0 THEN $own_home ELSE CAST(0 AS BIGINT) END
 WHERE e.organisation = $organisation AND e.child = $child AND e.author = $person;

-- statement people_narrow_answers run
-- And so do the answers to it.
-- in organisation organisation_id
-- in child        child_id
-- in person       person_id
-- in homes        integer
-- in own_home     integer
-- in centre       integer
UPDATE entry AS e
   SET audience = CASE WHEN (e.audience & $homes) <> 0 THEN (e.audience & $centre) | $own_home
                       ELSE e.audience & $centre END,
       held = CASE WHEN (e.held & $homes) <> 0 THEN $own_home ELSE CAST(0 AS BIGINT) END
 WHERE e.organisation = $organisation AND e.child = $child AND e.answers <> 0
   AND e.answers IN (SELECT w.moment FROM entry AS w
                      WHERE w.organisation = $organisation AND w.child = $child AND w.author = $person);

-- statement people_narrow_absence run
-- And when she said that the child does not come, or comes after all.
-- in organisation organisation_id
-- in child        child_id
-- in person       person_id
-- in homes        integer
-- in own_home     integer
-- in centre       integer
UPDATE absence AS x
   SET audience = CASE WHEN (x.audience & $homes) <> 0 THEN (x.audience & $centre) | $own_home
                       ELSE x.audience & $centre END
 WHERE x.organisation = $organisation AND x.child = $child AND x.author = $person;

-- statement people_narrow_wishes run
-- And what she asked for a day.
-- in organisation organisation_id
-- in child        child_id
-- in person       person_id
-- in homes        integer
-- in own_home     integer
-- in centre       integer
UPDATE wish AS x
   SET audience = CASE WHEN (x.audience & $homes) <> 0 THEN (x.audience & $centre) | $own_home
                       ELSE x.audience & $centre END
 WHERE x.organisation = $organisation AND x.child = $child AND x.author = $person;

-- statement people_narrow_steps run
-- And what was said to that, and what she said to what others asked.
-- in organisation organisation_id
-- in child        child_id
-- in person       person_id
-- in homes        integer
-- in own_home     integer
-- in centre       integer
UPDATE wish_step AS x
   SET audience = CASE WHEN (x.audience & $homes) <> 0 THEN (x.audience & $centre) | $own_home
                       ELSE x.audience & $centre END
 WHERE x.organisation = $organisation AND x.child = $child AND (x.author = $person
    OR x.wish IN (SELECT w.id FROM wish AS w
                   WHERE w.organisation = $organisation AND w.child = $child AND w.author = $person));

-- statement people_narrow_medicine run
-- And the medicine that she signed for, so that no dose to come is told either.
-- in organisation organisation_id
-- in child        child_id
-- in person       person_id
-- in own_home     integer
-- in centre       integer
UPDATE medicine AS x SET audience = (x.audience & $centre) | $own_home
 WHERE x.organisation = $organisation AND x.child = $child AND x.person = $person;

-- statement people_narrow_doses run
-- With the lines of its doses.
-- in organisation organisation_id
-- in child        child_id
-- in person       person_id
-- in own_home     integer
-- in centre       integer
UPDATE entry AS e SET audience = (e.audience & $centre) | $own_home
 WHERE e.organisation = $organisation AND e.child = $child
   AND e.moment IN (SELECT d.moment FROM medicine_dose AS d
                      JOIN medicine AS x ON x.organisation = d.organisation AND x.id = d.medicine
                     WHERE d.organisation = $organisation AND d.child = $child AND x.person = $person);

-- statement people_insert_placement run
-- A child on a group, by weekday.
-- in organisation organisation_id
-- in id           placement_id
-- in child        child_id
-- in care_group   group_id
-- in weekdays     integer
-- in from         date
-- in until        date
INSERT INTO placement (organisation, id, child, care_group, weekdays, from_day, until_day)
VALUES ($organisation, $id, $child, $care_group, $weekdays, $from, $until);

-- statement people_find_placement one
-- Of which child a placement is.
-- in organisation organisation_id
-- in id           placement_id
-- out child       child_id
SELECT p.child FROM placement AS p WHERE p.organisation = $organisation AND p.id = $id;

-- statement people_update_placement run
-- Other days, another group or another time.
-- in organisation organisation_id
-- in id           placement_id
-- in care_group   group_id
-- in weekdays     integer
-- in from         date
-- in until        date
UPDATE placement AS p SET care_group = $care_group, weekdays = $weekdays, from_day = $from, until_day = $until
 WHERE p.organisation = $organisation AND p.id = $id;

-- statement people_end_placement run
-- A placement whose time ends.
-- in organisation organisation_id
-- in id           placement_id
-- in until        date
UPDATE placement AS p SET until_day = $until WHERE p.organisation = $organisation AND p.id = $id;

-- statement people_children_of_group many
-- Every child that is or was placed on the group, for a refresh after the group moved.
-- in organisation organisation_id
-- in care_group   group_id
-- out child       child_id
SELECT DISTINCT p.child FROM placement AS p
 WHERE p.organisation = $organisation AND p.care_group = $care_group ORDER BY p.child;

-- statement people_upsert_professional run
-- Somebody who works on a group.
-- in organisation organisation_id
-- in person       person_id
-- in care_group   group_id
-- in role         text
-- in from         date
-- in until        date
INSERT INTO professional (organisation, person, care_group, role, from_day, until_day)
VALUES ($organisation, $person, $care_group, $role, $from, $until)
ON CONFLICT (organisation, person, care_group, from_day) DO UPDATE SET role = $role, until_day = $until;

-- statement people_end_professional run
-- Leaves all groups.
-- in organisation organisation_id
-- in person       person_id
-- in until        date
UPDATE professional AS s SET until_day = $until
 WHERE s.organisation = $organisation AND s.person = $person AND s.until_day > $until;

-- statement people_end_mentor_roles run
-- Is nobody's mentor any more.
-- in organisation organisation_id
-- in person       person_id
-- in until        date
UPDATE mentor AS m SET until_day = $until
 WHERE m.organisation = $organisation AND m.person = $person AND m.until_day > $until;

-- statement people_end_manager run
-- Manages nothing any more.
-- in organisation organisation_id
-- in person       person_id
-- in until        date
UPDATE manager AS m SET until_day = $until
 WHERE m.organisation = $organisation AND m.person = $person AND m.until_day > $until;

-- statement people_works_with one
-- Whether the person works on a group of the child at some time from a day on (domain B1.1, B1.5): gives a row or none. A
-- student is no mentor.
-- in organisation organisation_id
-- in child        child_id
-- in person       person_id
-- in from         date
-- out care_group  group_id
SELECT s.care_group
  FROM professional AS s
  JOIN placement AS p ON p.organisation = s.organisation AND p.care_group = s.care_group
 WHERE s.organisation = $organisation AND s.person = $person AND p.child = $child AND s.role <> 'student'
   AND s.until_day > $from AND p.until_day > $from AND s.from_day < p.until_day AND p.from_day < s.until_day
 ORDER BY s.care_group;

-- statement people_delete_later_mentors run
-- Mentors who were to begin on that day or later: the new one takes their place.
-- in organisation organisation_id
-- in child        child_id
-- in from         date
DELETE FROM mentor AS m WHERE m.organisation = $organisation AND m.child = $child AND m.from_day >= $from;

-- statement people_end_mentor run
-- The mentor's time with this child ends.
-- in organisation organisation_id
-- in child        child_id
-- in until        date
UPDATE mentor AS m SET until_day = $until
 WHERE m.organisation = $organisation AND m.child = $child AND m.until_day > $until;

-- statement people_insert_mentor run
-- The child's one mentor.
-- in organisation organisation_id
-- in child        child_id
-- in person       person_id
-- in from         date
INSERT INTO mentor (organisation, child, person, from_day) VALUES ($organisation, $child, $person, $from);

-- statement people_upsert_manager run
-- Somebody who manages a location, or, with location 0, the organisation.
-- in organisation organisation_id
-- in person       person_id
-- in location     integer
-- in from         date
-- in until        date
INSERT INTO manager (organisation, person, location, from_day, until_day)
VALUES ($organisation, $person, $location, $from, $until)
ON CONFLICT (organisation, person, location, from_day) DO UPDATE SET until_day = $until;

-- statement people_erase_placements run
-- Where an erased child was.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM placement AS p WHERE p.organisation = $organisation AND p.child = $child;

-- statement people_erase_mentors run
-- Who was the mentor of an erased child.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM mentor AS m WHERE m.organisation = $organisation AND m.child = $child;

-- statement people_erase_guardians run
-- Who were the guardians of an erased child.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM guardian AS g WHERE g.organisation = $organisation AND g.child = $child;

-- statement people_erase_child_words run
-- The row of an erased child stays as a number without a name, which the audit may name.
-- in organisation organisation_id
-- in child        child_id
UPDATE child AS c
   SET number = '', given_name = '', family_name = '', say_name = '', born_day = 0, allergies = '', restriction = '',
       photo_consent = '', remark = '', version = c.version + 1
 WHERE c.organisation = $organisation AND c.id = $child;

-- statement people_erase_person_words run
-- The row of an erased person stays as a number without a name: the day pages of others' children point at it.
-- in organisation organisation_id
-- in person       person_id
UPDATE person AS p
   SET given_name = '', family_name = '', say_name = '', phone = '', language = 'nl', version = p.version + 1
 WHERE p.organisation = $organisation AND p.id = $person;

-- statement people_erase_account run
-- How an erased person signed in.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM account AS a WHERE a.organisation = $organisation AND a.person = $person;

-- statement people_erase_guardianships run
-- Of which children an erased person was a guardian.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM guardian AS g WHERE g.organisation = $organisation AND g.person = $person;

-- statement people_erase_work run
-- Where an erased person worked.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM professional AS s WHERE s.organisation = $organisation AND s.person = $person;

-- statement people_erase_mentorships run
-- Of which children an erased person was the mentor.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM mentor AS m WHERE m.organisation = $organisation AND m.person = $person;

-- statement people_erase_management run
-- What an erased person managed.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM manager AS m WHERE m.organisation = $organisation AND m.person = $person;

-- statement people_erase_sessions run
-- Where an erased person was signed in.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM session AS s WHERE s.organisation = $organisation AND s.person = $person;

-- statement people_erase_links run
-- Links by which an erased person could have come in.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM sign_in_link AS k WHERE k.organisation = $organisation AND k.person = $person;

-- statement people_erase_totp run
-- The second factor of an erased person.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM totp AS t WHERE t.organisation = $organisation AND t.person = $person;

-- statement people_erase_recovery run
-- And its recovery codes.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM recovery_code AS r WHERE r.organisation = $organisation AND r.person = $person;
