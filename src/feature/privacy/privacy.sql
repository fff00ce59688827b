-- SPDX-License-Identifier: EUPL-1.2
-- Who looked, requests about data, erasures, terms and alarms. Lists start from the access sets.

-- statement privacy_looks many
-- Pages about a child that staff opened, newest first. With the rights of the time: a row with a bit of any home is a
-- guardian's, and is shown to nobody (T8, R243). `apart` is the page of the meldcode, which no family learns of.
-- in  organisation organisation_id
-- in  child        child_id
-- in  since        instant
-- in  centre       integer
-- in  home         integer
-- in  apart        text
-- in  most         integer
-- out quarter_at   instant
-- out person       person_id
-- out page         text
-- out scope        integer
-- out given_name   text
-- out family_name  text
SELECT v.quarter_at AS quarter_at, v.person AS person, v.page AS page, v.scope AS scope, p.given_name AS given_name,
       p.family_name AS family_name
  FROM page_view AS v
  JOIN person AS p ON p.organisation = v.organisation AND p.id = v.person
 WHERE v.organisation = $organisation AND v.child = $child AND v.quarter_at >= $since AND (v.scope & $centre) <> 0
   AND (v.scope & $home) = 0 AND v.page <> $apart
 ORDER BY v.quarter_at DESC, v.person, v.page
 LIMIT $most;

-- statement privacy_child_name one
-- What the child is called, for its own pages.
-- in  organisation organisation_id
-- in  child        child_id
-- out given_name   text
SELECT c.given_name AS given_name FROM child AS c WHERE c.organisation = $organisation AND c.id = $child;

-- statement privacy_own_requests many
-- What this person asked about a child: hers alone, never another guardian's.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  most         integer
-- out kind         text
-- out day          date null
-- out words        text
-- out language     text
-- out created_at   instant
-- out granted      integer
-- out reason       text
SELECT r.kind AS kind, r.day AS day, r.words AS words, r.language AS language, r.created_at AS created_at,
       COALESCE(r.granted, -1) AS granted, r.reason AS reason
  FROM data_request AS r
 WHERE r.organisation = $organisation AND r.child = $child AND r.person = $person
 ORDER BY r.created_at DESC, r.id DESC
 LIMIT $most;

-- statement privacy_request_open one
-- Whether she asked the same and waits for an answer.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  kind         text
-- in  day          date null
-- in  words        text
-- out id           integer
SELECT r.id AS id
  FROM data_request AS r
 WHERE r.organisation = $organisation AND r.child = $child AND r.person = $person AND r.kind = $kind
   AND r.granted IS NULL AND COALESCE(r.day, 0) = COALESCE(CAST($day AS BIGINT), 0) AND r.words = $words;

-- statement privacy_request_add run
-- Somebody asks.
-- in organisation organisation_id
-- in id           integer
-- in child        child_id
-- in person       person_id
-- in kind         text
-- in day          date null
-- in words        text
-- in language     text
-- in asked_day    date
-- in created_at   instant
INSERT INTO data_request (organisation, id, child, person, kind, day, words, language, asked_day, created_at)
VALUES ($organisation, $id, $child, $person, $kind, $day, $words, $language, $asked_day, $created_at);

-- statement privacy_requests many
-- What this manager may decide, open ones first: about children whom she managed when it was asked (the child may have left
-- since), while she still manages something. Not about a child of her own.
-- in  organisation organisation_id
-- in  person       person_id
-- in  today        date
-- in  manage       integer
-- in  home         integer
-- in  most         integer
-- out id           integer
-- out child        child_id
-- out kind         text
-- out day          date null
-- out words        text
-- out language     text
-- out created_at   instant
-- out granted      integer
-- out reason       text
-- out version      integer
-- out child_name   text
-- out asker_given  text
-- out asker_family text
SELECT r.id AS id, r.child AS child, r.kind AS kind, r.day AS day, r.words AS words, r.language AS language,
       r.created_at AS created_at, COALESCE(r.granted, -1) AS granted, r.reason AS reason, r.version AS version,
       c.given_name AS child_name, p.given_name AS asker_given, p.family_name AS asker_family
  FROM data_request AS r
  JOIN child AS c ON c.organisation = r.organisation AND c.id = r.child
  JOIN person AS p ON p.organisation = r.organisation AND p.id = r.person
 WHERE r.organisation = $organisation
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = r.child
                  AND (m.scope & $manage) <> 0 AND m.from_day <= $today AND m.until_day > r.asked_day)
   AND EXISTS (SELECT 1 FROM may_group AS g
                WHERE g.organisation = $organisation AND g.person = $person AND (g.scope & $manage) <> 0
                  AND g.from_day <= $today AND g.until_day > $today)
   AND NOT EXISTS (SELECT 1 FROM may_child AS o
                    WHERE o.organisation = $organisation AND o.person = $person AND o.child = r.child
                      AND (o.scope & $home) <> 0)
 ORDER BY CASE WHEN r.granted IS NULL THEN 0 ELSE 1 END, r.created_at DESC, r.id DESC
 LIMIT $most;

-- statement privacy_request_find one
-- One request, when this manager may decide it (as above).
-- in  organisation organisation_id
-- in  id           integer
-- in  person       person_id
-- in  today        date
-- in  manage       integer
-- in  home         integer
-- out child        child_id
-- out asker        person_id
-- out kind         text
-- out granted      integer
-- out version      integer
SELECT r.child AS child, r.person AS asker, r.kind AS kind, COALESCE(r.granted, -1) AS granted, r.version AS version
  FROM data_request AS r
 WHERE r.organisation = $organisation AND r.id = $id
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = r.child
                  AND (m.scope & $manage) <> 0 AND m.from_day <= $today AND m.until_day > r.asked_day)
   AND EXISTS (SELECT 1 FROM may_group AS g
                WHERE g.organisation = $organisation AND g.person = $person AND (g.scope & $manage) <> 0
                  AND g.from_day <= $today AND g.until_day > $today)
   AND NOT EXISTS (SELECT 1 FROM may_child AS o
                    WHERE o.organisation = $organisation AND o.person = $person AND o.child = r.child
                      AND (o.scope & $home) <> 0);

-- statement privacy_request_decide run
-- The decision, once.
-- in organisation organisation_id
-- in id           integer
-- in granted      integer
-- in reason       text
-- in decided_by   person_id
-- in decided_at   instant
UPDATE data_request AS r
   SET granted = $granted, reason = $reason, decided_by = $decided_by, decided_at = $decided_at, version = r.version + 1
 WHERE r.organisation = $organisation AND r.id = $id AND r.granted IS NULL;

-- statement privacy_in_care one
-- A child that is placed today or later: its file is needed for its safety.
-- in  organisation organisation_id
-- in  child        child_id
-- in  today        date
-- out id           placement_id
SELECT p.id AS id FROM placement AS p
 WHERE p.organisation = $organisation AND p.child = $child AND p.until_day > $today
 LIMIT 1;

-- statement privacy_guardian_in_care one
-- A guardian of a child that is placed today or later: the group must be able to reach her.
-- in  organisation organisation_id
-- in  person       person_id
-- in  today        date
-- out id           placement_id
SELECT p.id AS id
  FROM guardian AS g
  JOIN placement AS p ON p.organisation = g.organisation AND p.child = g.child
 WHERE g.organisation = $organisation AND g.person = $person AND g.until_day > $today AND p.until_day > $today
 LIMIT 1;

-- statement privacy_works_here one
-- Somebody who works here today or later.
-- in  organisation organisation_id
-- in  person       person_id
-- in  today        date
-- in  centre       integer
-- out care_group   group_id
SELECT m.care_group AS care_group FROM may_group AS m
 WHERE m.organisation = $organisation AND m.person = $person AND m.until_day > $today AND (m.scope & $centre) <> 0
 LIMIT 1;

-- --- erasing ---

-- statement privacy_erase_looks run
-- Who looked at an erased child.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM page_view AS v WHERE v.organisation = $organisation AND v.child = $child;

-- statement privacy_erase_child_requests run
-- What was asked about an erased child: that it was asked and decided stays, the words go.
-- in organisation organisation_id
-- in child        child_id
UPDATE data_request AS r SET words = '', reason = '', child = 0, person = 0
 WHERE r.organisation = $organisation AND r.child = $child;

-- statement privacy_erase_own_requests run
-- What an erased person asked.
-- in organisation organisation_id
-- in person       person_id
UPDATE data_request AS r SET words = '', reason = '', person = 0
 WHERE r.organisation = $organisation AND r.person = $person;

-- statement privacy_erase_own_looks run
-- What an erased person looked at.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM page_view AS v WHERE v.organisation = $organisation AND v.person = $person;

-- statement privacy_erase_refusals run
-- What an erased person asked for in vain.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM access_refusal AS r WHERE r.organisation = $organisation AND r.person = $person;

-- statement privacy_erase_alarms run
-- Alarms about an erased person.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM reading_alarm AS a WHERE a.organisation = $organisation AND a.person = $person;

-- statement privacy_ledger_add run
-- A line of the ledger.
-- in organisation organisation_id
-- in id           integer
-- in at           instant
-- in kind         text
-- in object       integer
-- in ground       text
INSERT INTO erasure (organisation, id, at, kind, object, ground)
VALUES ($organisation, $id, $at, $kind, $object, $ground);

-- statement privacy_ledger_find one
-- Whether something was erased already.
-- in organisation organisation_id
-- in kind         text
-- in object       integer
-- out id          integer
SELECT e.id AS id FROM erasure AS e
 WHERE e.organisation = $organisation AND e.kind = $kind AND e.object = $object
 LIMIT 1;

-- statement privacy_ledger many
-- every organisation: the file beside the database is one for the installation
-- The whole ledger, oldest first.
-- out organisation organisation_id
-- out id           integer
-- out at           instant
-- out kind         text
-- out object       integer
SELECT e.organisation AS organisation, e.id AS id, e.at AS at, e.kind AS kind, e.object AS object
  FROM erasure AS e
 ORDER BY e.organisation, e.id;

-- statement privacy_knows_child one
-- Whether a child of the ledger is in this database and still has a name.
-- in  organisation organisation_id
-- in  child        child_id
-- out given_name   text
SELECT c.given_name AS given_name FROM child AS c
 WHERE c.organisation = $organisation AND c.id = $child AND c.given_name <> '';

-- statement privacy_knows_person one
-- The same of a person.
-- in  organisation organisation_id
-- in  person       person_id
-- out given_name   text
SELECT p.given_name AS given_name FROM person AS p
 WHERE p.organisation = $organisation AND p.id = $person AND p.given_name <> '';

-- --- terms ---

-- statement privacy_terms many
-- What the organisation decided about a kind of data, the newest day that has come first.
-- in  organisation organisation_id
-- in  category     text
-- in  today        date
-- out from_day     date
-- out months       integer
-- out source       text
SELECT t.from_day AS from_day, t.months AS months, t.source AS source
  FROM retention_term AS t
 WHERE t.organisation = $organisation AND t.category = $category AND t.from_day <= $today
 ORDER BY t.from_day DESC
 LIMIT 1;

-- statement privacy_term_set run
-- A term from a day on.
-- in organisation organisation_id
-- in category     text
-- in from_day     date
-- in months       integer
-- in source       text
-- in decided_at   instant
INSERT INTO retention_term (organisation, category, from_day, months, source, decided_at)
VALUES ($organisation, $category, $from_day, $months, $source, $decided_at)
ON CONFLICT (organisation, category, from_day)
DO UPDATE SET months = excluded.months, source = excluded.source, decided_at = excluded.decided_at
 WHERE retention_term.organisation = $organisation;

-- statement privacy_country one
-- Whose terms count, and the zone of the days.
-- in  organisation organisation_id
-- out country      text
-- out zone         text
SELECT o.country AS country, o.zone AS zone FROM organisation AS o WHERE o.organisation = $organisation;

-- statement privacy_due_children many
-- Children who left before a day, and still have a name. A child that was never placed counts from the day it was entered.
-- in  organisation organisation_id
-- in  before       date
-- in  before_at    instant
-- in  most         integer
-- out id           child_id
SELECT c.id AS id
  FROM child AS c
 WHERE c.organisation = $organisation AND c.given_name <> '' AND c.created_at < $before_at
   AND NOT EXISTS (SELECT 1 FROM placement AS p
                    WHERE p.organisation = $organisation AND p.child = c.id AND p.until_day > $before)
 ORDER BY c.id
 LIMIT $most;

-- statement privacy_due_guardians many
-- Persons who never worked here, were entered before an instant, have no access to anything since a day, no child here since
-- then and did not sign in.
-- in  organisation organisation_id
-- in  before       date
-- in  before_at    instant
-- in  most         integer
-- out id           person_id
SELECT p.id AS id
  FROM person AS p
 WHERE p.organisation = $organisation AND p.given_name <> '' AND p.created_at < $before_at
   AND NOT EXISTS (SELECT 1 FROM guardian AS g
                     JOIN placement AS q ON q.organisation = g.organisation AND q.child = g.child
                    WHERE g.organisation = $organisation AND g.person = p.id AND q.until_day > $before)
   AND NOT EXISTS (SELECT 1 FROM guardian AS g
                     JOIN child AS c ON c.organisation = g.organisation AND c.id = g.child
                    WHERE g.organisation = $organisation AND g.person = p.id AND c.created_at >= $before_at)
   AND NOT EXISTS (SELECT 1 FROM may_group AS m WHERE m.organisation = $organisation AND m.person = p.id)
   AND NOT EXISTS (SELECT 1 FROM may_child AS m
                    WHERE m.organisation = $organisation AND m.person = p.id AND m.until_day > $before)
   AND NOT EXISTS (SELECT 1 FROM may_location AS m
                    WHERE m.organisation = $organisation AND m.person = p.id AND m.until_day > $before)
   AND NOT EXISTS (SELECT 1 FROM session AS s
                    WHERE s.organisation = $organisation AND s.person = p.id AND s.created_at >= $before_at)
 ORDER BY p.id
 LIMIT $most;

-- statement privacy_due_staff many
-- Persons who worked here until before a day and are no guardian.
-- in  organisation organisation_id
-- in  before       date
-- in  before_at    instant
-- in  most         integer
-- out id           person_id
SELECT p.id AS id
  FROM person AS p
 WHERE p.organisation = $organisation AND p.given_name <> '' AND p.created_at < $before_at
   AND EXISTS (SELECT 1 FROM may_group AS m WHERE m.organisation = $organisation AND m.person = p.id)
   AND NOT EXISTS (SELECT 1 FROM may_group AS m
                    WHERE m.organisation = $organisation AND m.person = p.id AND m.until_day > $before)
   AND NOT EXISTS (SELECT 1 FROM may_child AS m
                    WHERE m.organisation = $organisation AND m.person = p.id AND m.until_day > $before)
   AND NOT EXISTS (SELECT 1 FROM guardian AS g WHERE g.organisation = $organisation AND g.person = p.id)
   AND NOT EXISTS (SELECT 1 FROM session AS s
                    WHERE s.organisation = $organisation AND s.person = p.id AND s.created_at >= $before_at)
 ORDER BY p.id
 LIMIT $most;

-- statement privacy_due_looks one
-- How many rows of who looked are older than their term.
-- in  organisation organisation_id
-- in  before       instant
-- out n            integer
SELECT COUNT(*) AS n FROM page_view AS v WHERE v.organisation = $organisation AND v.quarter_at < $before;

-- statement privacy_forget_looks run
-- Who looked, after its term.
-- in organisation organisation_id
-- in before       instant
DELETE FROM page_view AS v WHERE v.organisation = $organisation AND v.quarter_at < $before;

-- statement privacy_due_requests one
-- Requests and alarms that were dealt with before an instant.
-- in  organisation organisation_id
-- in  before       instant
-- out n            integer
SELECT (SELECT COUNT(*) FROM data_request AS r WHERE r.organisation = $organisation AND r.decided_at < $before)
     + (SELECT COUNT(*) FROM reading_alarm AS a WHERE a.organisation = $organisation AND a.closed_at < $before) AS n;

-- statement privacy_forget_requests run
-- Requests, after their term.
-- in organisation organisation_id
-- in before       instant
DELETE FROM data_request AS r WHERE r.organisation = $organisation AND r.decided_at < $before;

-- statement privacy_forget_alarms run
-- Alarms, after their term.
-- in organisation organisation_id
-- in before       instant
DELETE FROM reading_alarm AS a WHERE a.organisation = $organisation AND a.closed_at < $before;

-- statement privacy_due_audit one
-- Audit rows that are older than their term.
-- in  organisation organisation_id
-- in  before       instant
-- out n            integer
SELECT COUNT(*) AS n FROM audit AS t
 WHERE t.organisation = $organisation AND t.at < $before AND t.action <> 'audit.forget';

-- statement privacy_organisations many
-- every organisation: the jobs look after each of them
-- All organisations.
-- out organisation organisation_id
-- out zone         text
SELECT o.organisation AS organisation, o.zone AS zone FROM organisation AS o ORDER BY o.organisation;

-- --- unusual reading (T15) ---

-- statement privacy_readers many
-- Staff who opened pages of children since an instant, with how many children those were and how many are expected today on
-- the groups they work on. Nothing of it is kept.
-- in  organisation organisation_id
-- in  since        instant
-- in  today        date
-- in  weekday_bit  integer
-- in  centre       integer
-- in  home         integer
-- in  least        integer
-- in  work         integer
-- out person       person_id
-- out from_at      instant
-- out until_at     instant
-- out children     integer
-- out expected     integer
SELECT v.person AS person, MIN(v.quarter_at) AS from_at, MAX(v.quarter_at) AS until_at,
       COUNT(DISTINCT v.child) AS children,
       (SELECT COUNT(DISTINCT q.child) FROM placement AS q
          JOIN may_group AS m ON m.organisation = q.organisation AND m.care_group = q.care_group
         WHERE q.organisation = $organisation AND m.person = v.person AND (m.scope & $work) <> 0
           AND m.from_day <= $today AND m.until_day > $today AND q.from_day <= $today AND q.until_day > $today
           AND (q.weekdays & $weekday_bit) <> 0) AS expected
  FROM page_view AS v
 WHERE v.organisation = $organisation AND v.quarter_at >= $since AND (v.scope & $centre) <> 0 AND (v.scope & $home) = 0
 GROUP BY v.person
HAVING COUNT(DISTINCT v.child) > $least
 ORDER BY v.person;

-- statement privacy_read_group one
-- A group of the children that somebody read: whose managers hear of it.
-- in  organisation organisation_id
-- in  person       person_id
-- in  since        instant
-- in  today        date
-- out care_group   group_id
SELECT q.care_group AS care_group
  FROM page_view AS v
  JOIN placement AS q ON q.organisation = v.organisation AND q.child = v.child
 WHERE v.organisation = $organisation AND v.person = $person AND v.quarter_at >= $since AND q.until_day > $today
 GROUP BY q.care_group
 ORDER BY COUNT(*) DESC, q.care_group
 LIMIT 1;

-- statement privacy_alarm_add run
-- The alarm of this person and day.
-- in organisation organisation_id
-- in id           integer
-- in person       person_id
-- in care_group   group_id
-- in day          date
-- in from_at      instant
-- in until_at     instant
INSERT INTO reading_alarm (organisation, id, person, care_group, day, from_at, until_at)
VALUES ($organisation, $id, $person, $care_group, $day, $from_at, $until_at)
ON CONFLICT (organisation, person, day) DO NOTHING;

-- statement privacy_alarms many
-- Alarms for who manages the group; nobody sees her own.
-- in  organisation organisation_id
-- in  person       person_id
-- in  today        date
-- in  manage       integer
-- in  most         integer
-- out id           integer
-- out given_name   text
-- out family_name  text
-- out from_at      instant
-- out until_at     instant
-- out reason       text
-- out closed_at    instant null
SELECT a.id AS id, p.given_name AS given_name, p.family_name AS family_name, a.from_at AS from_at,
       a.until_at AS until_at, a.reason AS reason, a.closed_at AS closed_at
  FROM reading_alarm AS a
  JOIN person AS p ON p.organisation = a.organisation AND p.id = a.person
 WHERE a.organisation = $organisation AND a.person <> $person
   AND a.care_group IN (SELECT m.care_group FROM may_group AS m
                         WHERE m.organisation = $organisation AND m.person = $person AND (m.scope & $manage) <> 0
                           AND m.from_day <= $today AND m.until_day > $today)
 ORDER BY CASE WHEN a.closed_at IS NULL THEN 0 ELSE 1 END, a.id DESC
 LIMIT $most;

-- statement privacy_alarm_find one
-- One alarm, when this manager may close it (as above).
-- in  organisation organisation_id
-- in  id           integer
-- in  person       person_id
-- in  today        date
-- in  manage       integer
-- out care_group   group_id
SELECT a.care_group AS care_group
  FROM reading_alarm AS a
 WHERE a.organisation = $organisation AND a.id = $id AND a.person <> $person
   AND a.care_group IN (SELECT m.care_group FROM may_group AS m
                         WHERE m.organisation = $organisation AND m.person = $person AND (m.scope & $manage) <> 0
                           AND m.from_day <= $today AND m.until_day > $today);

-- statement privacy_alarm_close run
-- What was found out.
-- in organisation organisation_id
-- in id           integer
-- in reason       text
-- in closed_by    person_id
-- in closed_at    instant
UPDATE reading_alarm AS a SET reason = $reason, closed_by = $closed_by, closed_at = $closed_at, version = a.version + 1
 WHERE a.organisation = $organisation AND a.id = $id AND a.closed_at IS NULL;

-- statement privacy_own_children many
-- Children whose guardian this person is, for the way to who looked.
-- in  organisation organisation_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- out id           child_id
-- out given_name   text
SELECT c.id AS id, c.given_name AS given_name
  FROM child AS c
 WHERE c.organisation = $organisation
   AND c.id IN (SELECT m.child FROM may_child AS m
                 WHERE m.organisation = $organisation AND m.person = $person AND (m.scope & $homes) <> 0
                   AND m.from_day <= $today AND m.until_day > $today)
 ORDER BY c.born_day, c.given_name, c.id;
