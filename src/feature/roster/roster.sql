-- SPDX-License-Identifier: EUPL-1.2
-- Importing a roster: what is there now, what the file said last, and batches under way. The tables of people are written
-- through access/people.h alone.

-- statement roster_organisation one
-- Where the organisation is: zone for today, country for telephones.
-- in organisation organisation_id
-- out zone        text
-- out country     text
SELECT o.zone, o.country FROM organisation AS o WHERE o.organisation = $organisation;

-- statement roster_locations many
-- Every location.
-- in organisation organisation_id
-- out id          location_id
-- out name        text
SELECT l.id, l.name FROM location AS l WHERE l.organisation = $organisation ORDER BY l.id;

-- statement roster_groups many
-- Every group with the name of its location.
-- in organisation   organisation_id
-- out id            group_id
-- out name          text
-- out location_name text
-- out care_form     text
SELECT c.id, c.name, l.name AS location_name, c.care_form
  FROM care_group AS c
  JOIN location AS l ON l.organisation = c.organisation AND l.id = c.location
 WHERE c.organisation = $organisation ORDER BY c.id;

-- statement roster_professionals many
-- Who works where, now or later: a mentor is found by name at the location.
-- in organisation   organisation_id
-- in today          date
-- out person        person_id
-- out care_group    group_id
-- out location_name text
-- out given_name    text
-- out family_name   text
SELECT s.person, s.care_group, l.name AS location_name, p.given_name, p.family_name
  FROM professional AS s
  JOIN care_group AS c ON c.organisation = s.organisation AND c.id = s.care_group
  JOIN location AS l ON l.organisation = c.organisation AND l.id = c.location
  JOIN person AS p ON p.organisation = s.organisation AND p.id = s.person
 WHERE s.organisation = $organisation AND s.until_day > $today AND s.role <> 'student'
 ORDER BY s.person, s.care_group;

-- statement roster_present many
-- Children of the planning package that attend now or will, until when, and at which location (one of them).
-- in organisation   organisation_id
-- in today          date
-- out child         child_id
-- out number        text
-- out until         date
-- out location      location_id
-- out location_name text
SELECT a.child, a.number, a.until, l.id AS location, l.name AS location_name
  FROM (SELECT c.id AS child, c.number AS number, max(p.until_day) AS until, min(g.location) AS location
          FROM placement AS p
          JOIN child AS c ON c.organisation = p.organisation AND c.id = p.child
          JOIN care_group AS g ON g.organisation = p.organisation AND g.id = p.care_group
         WHERE p.organisation = $organisation AND p.until_day > $today AND p.until_day > p.from_day AND c.number <> ''
         GROUP BY c.id, c.number) AS a
  JOIN location AS l ON l.organisation = $organisation AND l.id = a.location
 ORDER BY a.number;

-- statement roster_child_number one
-- The child with this number of the planning package.
-- in organisation organisation_id
-- in number       text
-- out id          child_id
SELECT c.id FROM child AS c WHERE c.organisation = $organisation AND c.number = $number AND c.number <> '';

-- statement roster_child_get one
-- A child as it is, and what the last file said.
-- in organisation   organisation_id
-- in child          child_id
-- out number        text
-- out given_name    text
-- out family_name   text
-- out say_name      text
-- out born          date
-- out allergies     text
-- out restriction   text
-- out photo_consent text
-- out remark        text
-- out marked        boolean
-- out name_mark     integer
-- out born_mark     integer
-- out allergies_mark integer
-- out photo_mark    integer
-- out remark_mark   integer
-- out mentor_mark   integer
-- out until         date
SELECT c.number, c.given_name, c.family_name, c.say_name, c.born_day AS born, c.allergies, c.restriction, c.photo_consent,
       c.remark, CAST(CASE WHEN r.child IS NULL THEN 0 ELSE 1 END AS BIGINT) AS marked,
       COALESCE(r.name, 0) AS name_mark, COALESCE(r.born, 0) AS born_mark, COALESCE(r.allergies, 0) AS allergies_mark,
       COALESCE(r.photo_consent, 0) AS photo_mark, COALESCE(r.remark, 0) AS remark_mark,
       COALESCE(r.mentor, 0) AS mentor_mark, COALESCE(r.until_day, 0) AS until
  FROM child AS c
  LEFT JOIN roster_child AS r ON r.organisation = c.organisation AND r.child = c.id
 WHERE c.organisation = $organisation AND c.id = $child;

-- statement roster_placements many
-- All placements of a child, also those of the past.
-- in organisation organisation_id
-- in child        child_id
-- out id          placement_id
-- out care_group  group_id
-- out weekdays    integer
-- out begins      date
-- out until       date
SELECT p.id, p.care_group, p.weekdays, p.from_day AS begins, p.until_day AS until
  FROM placement AS p
 WHERE p.organisation = $organisation AND p.child = $child AND p.until_day > p.from_day
 ORDER BY p.from_day, p.id;

-- statement roster_guardians many
-- All guardians of a child, and whether a file named them.
-- in organisation organisation_id
-- in child        child_id
-- out person      person_id
-- out called      text
-- out home        integer
-- out authority   boolean
-- out scope       text
-- out protected   boolean
-- out place       integer
-- out begins      date
-- out until       date
-- out given_name  text
-- out family_name text
-- out marked      boolean
-- out authority_mark integer
SELECT g.person, g.called, g.home, g.authority, g.scope, g.protected, g.place, g.from_day AS begins, g.until_day AS until,
       p.given_name, p.family_name, CAST(CASE WHEN r.person IS NULL THEN 0 ELSE 1 END AS BIGINT) AS marked,
       COALESCE(r.authority, 0) AS authority_mark
  FROM guardian AS g
  JOIN person AS p ON p.organisation = g.organisation AND p.id = g.person
  LEFT JOIN roster_guardian AS r ON r.organisation = g.organisation AND r.child = g.child AND r.person = g.person
 WHERE g.organisation = $organisation AND g.child = $child
 ORDER BY g.place, g.person;

-- statement roster_mentors many
-- The mentors of a child in time, the last one first.
-- in organisation organisation_id
-- in child        child_id
-- out person      person_id
-- out begins      date
-- out until       date
SELECT m.person, m.from_day AS begins, m.until_day AS until
  FROM mentor AS m
 WHERE m.organisation = $organisation AND m.child = $child
 ORDER BY m.from_day DESC;

-- statement roster_works one
-- Whether somebody works on one of the groups of a child now or later.
-- in organisation organisation_id
-- in person       person_id
-- in care_group   group_id
-- in today        date
-- out care_group  group_id
SELECT s.care_group FROM professional AS s
 WHERE s.organisation = $organisation AND s.person = $person AND s.care_group = $care_group AND s.until_day > $today
 ORDER BY s.care_group;

-- statement roster_person_get one
-- A person as she is, and what the last file said.
-- in organisation    organisation_id
-- in person          person_id
-- out given_name     text
-- out family_name    text
-- out say_name       text
-- out language       text
-- out phone          text
-- out email          text
-- out marked         boolean
-- out name_mark      integer
-- out language_mark  integer
-- out phone_mark     integer
-- out email_mark     integer
-- out found_by       integer
SELECT p.given_name, p.family_name, p.say_name, p.language, p.phone, COALESCE(a.email, '') AS email,
       CAST(CASE WHEN r.person IS NULL THEN 0 ELSE 1 END AS BIGINT) AS marked, COALESCE(r.name, 0) AS name_mark,
       COALESCE(r.language, 0) AS language_mark, COALESCE(r.phone, 0) AS phone_mark, COALESCE(r.email, 0) AS email_mark,
       COALESCE(r.found_by, 0) AS found_by
  FROM person AS p
  LEFT JOIN account AS a ON a.organisation = p.organisation AND a.person = p.id
  LEFT JOIN roster_person AS r ON r.organisation = p.organisation AND r.person = p.id
 WHERE p.organisation = $organisation AND p.id = $person;

-- statement roster_person_by_address one
-- Who signs in with an address.
-- in organisation organisation_id
-- in folded       text
-- out person      person_id
-- out given_name  text
-- out family_name text
SELECT p.id AS person, p.given_name, p.family_name
  FROM account AS a
  JOIN person AS p ON p.organisation = a.organisation AND p.id = a.person
 WHERE a.organisation = $organisation AND a.email_folded = $folded;

-- statement roster_person_by_email many
-- Whom files gave this address.
-- in organisation organisation_id
-- in email        integer
-- out person      person_id
-- out given_name  text
-- out family_name text
SELECT p.id AS person, p.given_name, p.family_name
  FROM roster_person AS r
  JOIN person AS p ON p.organisation = r.organisation AND p.id = r.person
 WHERE r.organisation = $organisation AND r.email = $email AND r.email <> 0
 ORDER BY r.person;

-- statement roster_person_found_by many
-- Whom files gave this name and telephone.
-- in organisation organisation_id
-- in found_by     integer
-- out person      person_id
SELECT r.person FROM roster_person AS r
 WHERE r.organisation = $organisation AND r.found_by = $found_by AND r.found_by <> 0
 ORDER BY r.person;

-- statement roster_mark_child run
-- Remembers what the file said of a child.
-- in organisation  organisation_id
-- in child         child_id
-- in name          integer
-- in born          integer
-- in allergies     integer
-- in photo_consent integer
-- in remark        integer
-- in mentor        integer
-- in until         date
INSERT INTO roster_child (organisation, child, name, born, allergies, photo_consent, remark, mentor, until_day)
VALUES ($organisation, $child, $name, $born, $allergies, $photo_consent, $remark, $mentor, $until)
ON CONFLICT (organisation, child) DO UPDATE
   SET name = $name, born = $born, allergies = $allergies, photo_consent = $photo_consent, remark = $remark,
       mentor = $mentor, until_day = $until;

-- statement roster_mark_person run
-- Remembers what the file said of a guardian.
-- in organisation organisation_id
-- in person       person_id
-- in name         integer
-- in language     integer
-- in phone        integer
-- in email        integer
-- in found_by     integer
INSERT INTO roster_person (organisation, person, name, language, phone, email, found_by)
VALUES ($organisation, $person, $name, $language, $phone, $email, $found_by)
ON CONFLICT (organisation, person) DO UPDATE
   SET name = $name, language = $language, phone = $phone, email = $email, found_by = $found_by;

-- statement roster_mark_guardian run
-- Remembers what the file said of a guardian's authority.
-- in organisation organisation_id
-- in child        child_id
-- in person       person_id
-- in authority    integer
INSERT INTO roster_guardian (organisation, child, person, authority)
VALUES ($organisation, $child, $person, $authority)
ON CONFLICT (organisation, child, person) DO UPDATE SET authority = $authority;

-- statement roster_batch_open one
-- The batch that is not done, if there is one.
-- in organisation organisation_id
-- out id          integer
-- out state       text
-- out day         date
-- out planned     integer
-- out done        integer
-- out skipped     integer
-- out process     integer
-- out touched_at  instant
SELECT b.id, b.state, b.day, b.planned, b.done, b.skipped, b.process, b.touched_at
  FROM import_batch AS b
 WHERE b.organisation = $organisation AND b.state <> 'done';

-- statement roster_batch_get one
-- One batch.
-- in organisation organisation_id
-- in batch        integer
-- out state       text
-- out day         date
-- out planned     integer
-- out done        integer
-- out skipped     integer
SELECT b.state, b.day, b.planned, b.done, b.skipped
  FROM import_batch AS b
 WHERE b.organisation = $organisation AND b.id = $batch;

-- statement roster_batches_open many
-- Batches that are not done, for doctor.
-- every organisation: doctor and the runner of jobs look after all of them
-- out organisation organisation_id
-- out id           integer
-- out state        text
-- out planned      integer
-- out done         integer
-- out touched_at   instant
SELECT b.organisation, b.id, b.state, b.planned, b.done, b.touched_at
  FROM import_batch AS b WHERE b.state <> 'done' ORDER BY b.organisation, b.id;

-- statement roster_batch_begin run
-- A new batch; refused when one is not done.
-- in organisation organisation_id
-- in batch        integer
-- in day          date
-- in process      integer
-- in at           instant
INSERT INTO import_batch (organisation, id, state, day, process, created_at, touched_at)
VALUES ($organisation, $batch, 'staging', $day, $process, $at, $at);

-- statement roster_batch_stage run
-- Counts units that were written down.
-- in organisation organisation_id
-- in batch        integer
-- in units        integer
-- in at           instant
UPDATE import_batch AS b SET planned = b.planned + $units, touched_at = $at
 WHERE b.organisation = $organisation AND b.id = $batch AND b.state = 'staging';

-- statement roster_batch_commit run
-- From here on the import happens.
-- in organisation organisation_id
-- in batch        integer
-- in at           instant
UPDATE import_batch AS b SET state = 'committed', touched_at = $at
 WHERE b.organisation = $organisation AND b.id = $batch AND b.state = 'staging';

-- statement roster_batch_advance run
-- Counts units that were carried out, in the same change.
-- in organisation organisation_id
-- in batch        integer
-- in done         integer
-- in skipped      integer
-- in at           instant
UPDATE import_batch AS b SET done = $done, skipped = $skipped, touched_at = $at
 WHERE b.organisation = $organisation AND b.id = $batch AND b.state = 'committed';

-- statement roster_batch_finish run
-- All of it is carried out.
-- in organisation organisation_id
-- in batch        integer
-- in at           instant
UPDATE import_batch AS b SET state = 'done', touched_at = $at, finished_at = $at
 WHERE b.organisation = $organisation AND b.id = $batch AND b.state = 'committed' AND b.done = b.planned;

-- statement roster_batch_remove run
-- A batch that was never committed, after its rows.
-- in organisation organisation_id
-- in batch        integer
DELETE FROM import_batch AS b
 WHERE b.organisation = $organisation AND b.id = $batch AND b.state = 'staging';

-- statement roster_row_stage run
-- Writes a unit down.
-- in organisation organisation_id
-- in batch        integer
-- in number       integer
-- in kind         text
-- in payload      text
INSERT INTO import_row (organisation, batch, number, kind, payload)
VALUES ($organisation, $batch, $number, $kind, $payload);

-- statement roster_row_next many
-- The next units to carry out.
-- in organisation organisation_id
-- in batch        integer
-- in done         integer
-- in most         integer
-- out number      integer
-- out kind        text
-- out payload     text
SELECT r.number, r.kind, r.payload FROM import_row AS r
 WHERE r.organisation = $organisation AND r.batch = $batch AND r.number > $done AND r.number <= $most
 ORDER BY r.number;

-- statement roster_row_remove run
-- Units that are no longer needed, some at a time: they hold personal data. Whose batch is committed stays.
-- in organisation organisation_id
-- in batch        integer
-- in most         integer
DELETE FROM import_row AS r
 WHERE r.organisation = $organisation AND r.batch = $batch AND r.number <= $most
   AND r.batch IN (SELECT b.id FROM import_batch AS b WHERE b.organisation = $organisation AND b.state <> 'committed');

-- statement roster_row_left one
-- Rows of batches that are done or given up.
-- in organisation organisation_id
-- out batch       integer
-- out last        integer
SELECT r.batch AS batch, max(r.number) AS last
  FROM import_row AS r
  JOIN import_batch AS b ON b.organisation = r.organisation AND b.id = r.batch
 WHERE r.organisation = $organisation AND b.state = 'done'
 GROUP BY r.batch ORDER BY r.batch;

-- statement roster_location_there one
-- Whether a location of this name is there already.
-- in organisation organisation_id
-- in name         text
-- out id          location_id
SELECT l.id FROM location AS l WHERE l.organisation = $organisation AND l.name = $name;

-- statement roster_group_there one
-- Whether the location has a group of this name already.
-- in organisation organisation_id
-- in location     location_id
-- in name         text
-- out id          group_id
SELECT c.id FROM care_group AS c
 WHERE c.organisation = $organisation AND c.location = $location AND c.name = $name;
