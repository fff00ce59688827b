-- SPDX-License-Identifier: EUPL-1.2
-- Tablets of groups, PINs, and who may unlock what (feature/tablet/tablet.h). Lists start from the access set may_group.

-- statement tablet_find one
-- every organisation: the cookie's secret names the tablet, and the tablet names the organisation
-- The tablet that a browser is, also one that was revoked.
-- in  token_hash        bytes
-- out organisation      organisation_id
-- out id                tablet_id
-- out care_group        group_id
-- out name              text
-- out lock_minutes      integer
-- out revoked_at        instant null
-- out group_name        text
-- out location_name     text
-- out country           text
-- out address_form      text
-- out cares             integer
-- out zone              text
SELECT t.organisation, t.id, t.care_group, t.name, t.lock_minutes, t.revoked_at, g.name AS group_name,
       l.name AS location_name, o.country, o.address_form,
       CAST(CASE g.care_form WHEN 'day_care' THEN 1 WHEN 'out_of_school' THEN 2 ELSE 4 END AS BIGINT) AS cares, o.zone
  FROM tablet AS t
  JOIN care_group AS g ON g.organisation = t.organisation AND g.id = t.care_group
  JOIN location AS l ON l.organisation = g.organisation AND l.id = g.location
  JOIN organisation AS o ON o.organisation = t.organisation
 WHERE t.token_hash = $token_hash;

-- statement tablet_team many
-- Who works on a group today in a way that holds one of the bits of $reads and one of $acts.
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  today        date
-- in  reads        integer
-- in  acts         integer
-- in  now          instant
-- out person       person_id
-- out given_name   text
-- out family_name  text
-- out has_pin      boolean
SELECT p.id AS person, p.given_name AS given_name, p.family_name AS family_name,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM staff_pin AS k
                               WHERE k.organisation = $organisation AND k.person = p.id
                                 AND (k.until_at IS NULL OR k.until_at > $now))
            THEN 1 ELSE 0 END AS BIGINT) AS has_pin
  FROM person AS p
 WHERE p.organisation = $organisation
   AND p.id IN (SELECT m.person FROM may_group AS m
                 WHERE m.organisation = $organisation AND m.care_group = $care_group
                   AND m.from_day <= $today AND m.until_day > $today
                   AND (m.scope & $reads) <> 0 AND (m.scope & $acts) <> 0)
 ORDER BY p.given_name, p.family_name, p.id;

-- statement tablet_member one
-- The same for one person, asked again in a change.
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  person       person_id
-- in  today        date
-- in  reads        integer
-- in  acts         integer
-- out person       person_id
SELECT m.person AS person
  FROM may_group AS m
 WHERE m.organisation = $organisation AND m.care_group = $care_group AND m.person = $person
   AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $reads) <> 0 AND (m.scope & $acts) <> 0
 LIMIT 1;

-- statement tablet_alive one
-- A tablet that is in use, asked again in a change.
-- in  organisation organisation_id
-- in  tablet       tablet_id
-- out care_group   group_id
SELECT t.care_group AS care_group
  FROM tablet AS t
 WHERE t.organisation = $organisation AND t.id = $tablet AND t.revoked_at IS NULL AND t.enrolled_at IS NOT NULL;

-- statement tablet_pin one
-- The PIN of a person, with how often it was wrong on a tablet.
-- in  organisation organisation_id
-- in  person       person_id
-- in  tablet       tablet_id
-- in  now          instant
-- out pin_hash     bytes
-- out until_at     instant null
-- out failures     integer
SELECT k.pin_hash AS pin_hash, k.until_at AS until_at,
       COALESCE((SELECT y.failures FROM tablet_try AS y
                  WHERE y.organisation = $organisation AND y.tablet = $tablet AND y.person = $person), 0) AS failures
  FROM staff_pin AS k
 WHERE k.organisation = $organisation AND k.person = $person AND (k.until_at IS NULL OR k.until_at > $now);

-- statement tablet_own_pin one
-- When a person chose her PIN, for her own page.
-- in  organisation organisation_id
-- in  person       person_id
-- in  now          instant
-- out changed_at   instant
SELECT k.changed_at AS changed_at
  FROM staff_pin AS k
 WHERE k.organisation = $organisation AND k.person = $person AND (k.until_at IS NULL OR k.until_at > $now);

-- statement tablet_pin_put run
-- A new PIN, in place of the one before.
-- in organisation organisation_id
-- in person       person_id
-- in pin_hash     bytes
-- in until_at     instant null
-- in given_by     person_id
-- in changed_at   instant
INSERT INTO staff_pin (organisation, person, pin_hash, until_at, given_by, changed_at)
VALUES ($organisation, $person, $pin_hash, $until_at, $given_by, $changed_at)
ON CONFLICT (organisation, person)
DO UPDATE SET pin_hash = excluded.pin_hash, until_at = excluded.until_at, given_by = excluded.given_by,
              changed_at = excluded.changed_at;

-- statement tablet_pin_renew run
-- The same PIN, as the present key file keeps it.
-- in organisation organisation_id
-- in person       person_id
-- in pin_hash     bytes
UPDATE staff_pin AS k SET pin_hash = $pin_hash WHERE k.organisation = $organisation AND k.person = $person;

-- statement tablet_pins_forget run
-- PINs of stand-ins whose day is over.
-- in organisation organisation_id
-- in now          instant
DELETE FROM staff_pin AS k WHERE k.organisation = $organisation AND k.until_at <= $now;

-- statement tablet_try_put run
-- How often a PIN was wrong.
-- in organisation organisation_id
-- in tablet       tablet_id
-- in person       person_id
-- in failures     integer
INSERT INTO tablet_try (organisation, tablet, person, failures)
VALUES ($organisation, $tablet, $person, $failures)
ON CONFLICT (organisation, tablet, person) DO UPDATE SET failures = excluded.failures;

-- statement tablet_try_clear run
-- A good PIN, or a manager lets the person in again; tablet 0: on all, after another PIN was chosen.
-- in organisation organisation_id
-- in tablet       tablet_id null
-- in person       person_id
DELETE FROM tablet_try AS y
 WHERE y.organisation = $organisation AND y.person = $person
   AND (y.tablet = coalesce(CAST($tablet AS BIGINT), 0) OR coalesce(CAST($tablet AS BIGINT), 0) = 0);

-- statement tablet_used run
-- Somebody unlocked it.
-- in organisation organisation_id
-- in tablet       tablet_id
-- in now          instant
UPDATE tablet AS t SET last_used_at = $now WHERE t.organisation = $organisation AND t.id = $tablet;

-- statement tablet_add run
-- A tablet to be: its code can be used for a few minutes.
-- in organisation  organisation_id
-- in id            tablet_id
-- in care_group    group_id
-- in name          text
-- in lock_minutes  integer
-- in code_hash     bytes
-- in code_until_at instant
-- in created_at    instant
-- in created_by    person_id
INSERT INTO tablet (organisation, id, care_group, name, lock_minutes, code_hash, code_until_at, created_at, created_by)
VALUES ($organisation, $id, $care_group, $name, $lock_minutes, $code_hash, $code_until_at, $created_at, $created_by);

-- statement tablet_forget_codes run
-- Codes that nobody used in time.
-- in organisation organisation_id
-- in now          instant
DELETE FROM tablet AS t WHERE t.organisation = $organisation AND t.enrolled_at IS NULL AND t.code_until_at <= $now;

-- statement tablet_by_code one
-- What a code that was typed brings in.
-- in  organisation organisation_id
-- in  code_hash    bytes
-- in  now          instant
-- out id           tablet_id
SELECT t.id AS id
  FROM tablet AS t
 WHERE t.organisation = $organisation AND t.code_hash = $code_hash AND t.code_until_at > $now AND t.revoked_at IS NULL;

-- statement tablet_enrol run
-- The code is used, once: no row changes for whoever comes second.
-- in organisation organisation_id
-- in id           tablet_id
-- in token_hash   bytes
-- in now          instant
UPDATE tablet AS t SET token_hash = $token_hash, enrolled_at = $now, code_hash = NULL
 WHERE t.organisation = $organisation AND t.id = $id AND t.enrolled_at IS NULL;

-- statement tablet_list many
-- The tablets of the groups of a location that this person manages; those that were revoked are not shown.
-- in  organisation  organisation_id
-- in  location      location_id
-- in  person        person_id
-- in  today         date
-- in  need          integer
-- in  now           instant
-- out id            tablet_id
-- out name          text
-- out group_name    text
-- out lock_minutes  integer
-- out enrolled_at   instant null
-- out last_used_at  instant
-- out by_given      text
-- out by_family     text
SELECT t.id AS id, t.name AS name, g.name AS group_name, t.lock_minutes AS lock_minutes, t.enrolled_at AS enrolled_at,
       t.last_used_at AS last_used_at, COALESCE(p.given_name, '') AS by_given, COALESCE(p.family_name, '') AS by_family
  FROM tablet AS t
  JOIN care_group AS g ON g.organisation = t.organisation AND g.id = t.care_group
  LEFT JOIN person AS p ON p.organisation = t.organisation AND p.id = t.created_by
 WHERE t.organisation = $organisation AND g.location = $location AND t.revoked_at IS NULL
   AND (t.enrolled_at IS NOT NULL OR t.code_until_at > $now)
   AND t.care_group IN (SELECT m.care_group FROM may_group AS m
                         WHERE m.organisation = $organisation AND m.person = $person
                           AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $need) <> 0)
 ORDER BY g.name, t.name, t.id;

-- statement tablet_shut_out many
-- Who typed wrong PINs until a tablet of the location took no more.
-- in  organisation  organisation_id
-- in  location      location_id
-- in  person        person_id
-- in  today         date
-- in  need          integer
-- in  most          integer
-- out tablet        tablet_id
-- out shut          person_id
-- out given_name    text
-- out family_name   text
SELECT y.tablet AS tablet, y.person AS shut, p.given_name AS given_name, p.family_name AS family_name
  FROM tablet_try AS y
  JOIN tablet AS t ON t.organisation = y.organisation AND t.id = y.tablet
  JOIN care_group AS g ON g.organisation = t.organisation AND g.id = t.care_group
  JOIN person AS p ON p.organisation = y.organisation AND p.id = y.person
 WHERE y.organisation = $organisation AND g.location = $location AND t.revoked_at IS NULL AND y.failures >= $most
   AND t.care_group IN (SELECT m.care_group FROM may_group AS m
                         WHERE m.organisation = $organisation AND m.person = $person
                           AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $need) <> 0)
 ORDER BY y.tablet, p.given_name, p.family_name, y.person;

-- statement tablet_groups many
-- The groups of a location that this person may give a tablet.
-- in  organisation  organisation_id
-- in  location      location_id
-- in  person        person_id
-- in  today         date
-- in  need          integer
-- out care_group    group_id
-- out name          text
-- out location_name text
SELECT g.id AS care_group, g.name AS name, l.name AS location_name
  FROM care_group AS g
  JOIN location AS l ON l.organisation = g.organisation AND l.id = g.location
 WHERE g.organisation = $organisation AND g.location = $location
   AND g.id IN (SELECT m.care_group FROM may_group AS m
                 WHERE m.organisation = $organisation AND m.person = $person
                   AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $need) <> 0)
 ORDER BY g.name, g.id;

-- statement tablet_managed one
-- A tablet of the location for who manages its group, asked again in a change.
-- in  organisation organisation_id
-- in  tablet       tablet_id
-- in  location     location_id
-- in  person       person_id
-- in  today        date
-- in  need         integer
-- out id           tablet_id
SELECT t.id AS id
  FROM tablet AS t
  JOIN care_group AS g ON g.organisation = t.organisation AND g.id = t.care_group
 WHERE t.organisation = $organisation AND t.id = $tablet AND g.location = $location AND t.revoked_at IS NULL
   AND t.care_group IN (SELECT m.care_group FROM may_group AS m
                         WHERE m.organisation = $organisation AND m.person = $person
                           AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $need) <> 0);

-- statement tablet_revoke run
-- It belongs to the group no more.
-- in organisation organisation_id
-- in tablet       tablet_id
-- in now          instant
-- in by           person_id
UPDATE tablet AS t SET revoked_at = $now, revoked_by = $by, code_hash = NULL
 WHERE t.organisation = $organisation AND t.id = $tablet AND t.revoked_at IS NULL;

-- statement tablet_lock_set run
-- Locks itself after another while.
-- in organisation organisation_id
-- in tablet       tablet_id
-- in lock_minutes integer
UPDATE tablet AS t SET lock_minutes = $lock_minutes WHERE t.organisation = $organisation AND t.id = $tablet;

-- statement tablet_sessions many
-- Who works on a tablet now: their live streams end with it.
-- in  organisation organisation_id
-- in  tablet       tablet_id
-- out id           session_id
SELECT s.id AS id
  FROM session AS s
 WHERE s.organisation = $organisation AND s.tablet = $tablet AND s.tablet <> 0 AND s.ended_at IS NULL;

-- statement tablet_sessions_end run
-- And their sessions.
-- in organisation organisation_id
-- in tablet       tablet_id
-- in now          instant
UPDATE session AS s SET ended_at = $now
 WHERE s.organisation = $organisation AND s.tablet = $tablet AND s.tablet <> 0 AND s.ended_at IS NULL;

-- statement tablet_erase_pin run
-- The PIN of a person who is erased.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM staff_pin AS k WHERE k.organisation = $organisation AND k.person = $person;

-- statement tablet_erase_tries run
-- Her wrong PINs.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM tablet_try AS y WHERE y.organisation = $organisation AND y.person = $person;

-- statement tablet_erase_marks run
-- Who enrolled and revoked tablets, when that person is erased.
-- in organisation organisation_id
-- in person       person_id
UPDATE tablet AS t
   SET created_by = CASE WHEN t.created_by = $person THEN 0 ELSE t.created_by END,
       revoked_by = CASE WHEN t.revoked_by = $person THEN 0 ELSE t.revoked_by END
 WHERE t.organisation = $organisation AND (t.created_by = $person OR t.revoked_by = $person);

-- statement tablet_erase_vouched run
-- Who stood by when a stand-in got a PIN, when that person is erased.
-- in organisation organisation_id
-- in person       person_id
UPDATE staff_pin AS k SET given_by = 0 WHERE k.organisation = $organisation AND k.given_by = $person;
