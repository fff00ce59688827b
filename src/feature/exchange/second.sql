-- SPDX-License-Identifier: EUPL-1.2
-- A list about more than one family, that a second person agrees to (T15). Reading starts from may_location.

-- statement second_colleagues one
-- How many others belong to the location: its team and who manages it.
-- in  organisation organisation_id
-- in  location     location_id
-- in  person       person_id
-- in  today        date
-- in  need         integer
-- out others       integer
SELECT COUNT(*) AS others
  FROM (SELECT DISTINCT m.person AS person FROM may_location AS m
         WHERE m.organisation = $organisation AND m.location = $location AND m.person <> $person
           AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $need) <> 0) AS x;

-- statement second_waiting one
-- The same list, asked for already and still waiting.
-- in  organisation organisation_id
-- in  location     location_id
-- in  person       person_id
-- in  month        date
-- in  now          instant
-- out id           integer
SELECT r.id AS id FROM presence_request AS r
 WHERE r.organisation = $organisation AND r.location = $location AND r.person = $person AND r.month = $month
   AND r.decision = '' AND r.expires_at > $now
 LIMIT 1;

-- statement second_insert run
-- Somebody asks.
-- in  organisation organisation_id
-- in  id           integer
-- in  location     location_id
-- in  person       person_id
-- in  month        date
-- in  asked_at     instant
-- in  expires_at   instant
INSERT INTO presence_request (organisation, id, location, person, month, asked_at, expires_at)
VALUES ($organisation, $id, $location, $person, $month, $asked_at, $expires_at);

-- statement second_one one
-- One request about a location that this person belongs to.
-- in  organisation organisation_id
-- in  location     location_id
-- in  id           integer
-- in  person       person_id
-- in  today        date
-- in  need         integer
-- out asker        person_id
-- out given_name   text
-- out location_name text
-- out month        date
-- out expires_at   instant
-- out decision     text
-- out taken_at     instant null
SELECT r.person AS asker, p.given_name AS given_name, l.name AS location_name, r.month AS month,
       r.expires_at AS expires_at, r.decision AS decision, r.taken_at AS taken_at
  FROM presence_request AS r
  JOIN person AS p ON p.organisation = r.organisation AND p.id = r.person
  JOIN location AS l ON l.organisation = r.organisation AND l.id = r.location
 WHERE r.organisation = $organisation AND r.location = $location AND r.id = $id
   AND EXISTS (SELECT 1 FROM may_location AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.location = $location
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $need) <> 0);

-- statement second_own many
-- What this person asked for and is not over.
-- in  organisation organisation_id
-- in  location     location_id
-- in  person       person_id
-- in  now          instant
-- out id           integer
-- out month        date
-- out expires_at   instant
-- out decision     text
-- out decider      text
SELECT r.id AS id, r.month AS month, r.expires_at AS expires_at, r.decision AS decision,
       COALESCE(p.given_name, '') AS decider
  FROM presence_request AS r
  LEFT JOIN person AS p ON p.organisation = r.organisation AND p.id = r.decided_by
 WHERE r.organisation = $organisation AND r.location = $location AND r.person = $person AND r.expires_at > $now
   AND r.taken_at IS NULL
 ORDER BY r.id;

-- statement second_decide run
-- The second person says yes or no, once, and never about an own request.
-- in  organisation organisation_id
-- in  id           integer
-- in  decision     text
-- in  decided_by   person_id
-- in  decided_at   instant
-- in  expires_at   instant
UPDATE presence_request AS r
   SET decision = $decision, decided_by = $decided_by, decided_at = $decided_at, expires_at = $expires_at
 WHERE r.organisation = $organisation AND r.id = $id AND r.decision = '' AND r.person <> $decided_by
   AND r.expires_at > $decided_at;

-- statement second_take run
-- Taken, once, by who asked.
-- in  organisation organisation_id
-- in  id           integer
-- in  person       person_id
-- in  taken_at     instant
UPDATE presence_request AS r SET taken_at = $taken_at
 WHERE r.organisation = $organisation AND r.id = $id AND r.person = $person AND r.decision = 'approved'
   AND r.taken_at IS NULL AND r.expires_at > $taken_at;

-- statement second_lapse run
-- Its time is over; the audit remembers it.
-- in  organisation organisation_id
-- in  id           integer
-- in  now          instant
DELETE FROM presence_request AS r WHERE r.organisation = $organisation AND r.id = $id AND r.expires_at <= $now;

-- statement second_erase_own run
-- Of an erased person, as the one who asked or who decided.
-- in  organisation organisation_id
-- in  person       person_id
DELETE FROM presence_request AS r
 WHERE r.organisation = $organisation AND (r.person = $person OR r.decided_by = $person);
