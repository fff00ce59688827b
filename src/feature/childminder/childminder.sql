-- SPDX-License-Identifier: EUPL-1.2
-- What a childminder shares with her bureau, and what the bureau sees of it.

-- statement share_minded one
-- The child, for its childminder: $minds are all bits of that role, which no other row has.
-- in  organisation organisation_id
-- in  person       person_id
-- in  child        child_id
-- in  today        date
-- in  minds        integer
-- out given_name   text
SELECT c.given_name AS given_name
  FROM child AS c
 WHERE c.organisation = $organisation AND c.id = $child
   AND c.id IN (SELECT m.child FROM may_child AS m
                 WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                   AND m.from_day <= $today AND m.until_day > $today AND m.scope = $minds);

-- statement share_head one
-- Its name, and whether it comes to a childminder today; the rule of the route has asked who may.
-- in  organisation organisation_id
-- in  child        child_id
-- in  today        date
-- out given_name   text
-- out minded       boolean
SELECT c.given_name AS given_name,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM placement AS p
                                JOIN care_group AS g ON g.organisation = p.organisation AND g.id = p.care_group
                               WHERE p.organisation = $organisation AND p.child = c.id AND g.care_form = 'childminder'
                                 AND p.from_day <= $today AND p.until_day > $today)
            THEN 1 ELSE 0 END AS BIGINT) AS minded
  FROM child AS c
 WHERE c.organisation = $organisation AND c.id = $child;

-- statement share_days many
-- Rows by which the child is shared today.
-- in  organisation organisation_id
-- in  child        child_id
-- in  today        date
-- out from_day     date
SELECT z.from_day AS from_day
  FROM bureau_share AS z
 WHERE z.organisation = $organisation AND z.child = $child AND z.from_day <= $today AND z.until_day > $today;

-- statement share_kinds many
-- What more is shared, while it is.
-- in  organisation organisation_id
-- in  child        child_id
-- out kind         text
SELECT k.kind AS kind FROM bureau_share_kind AS k
 WHERE k.organisation = $organisation AND k.child = $child
 ORDER BY k.kind;

-- statement share_kind_add run
-- Shared from now on.
-- in organisation organisation_id
-- in child        child_id
-- in kind         text
-- in shared_by    person_id
-- in shared_at    instant
INSERT INTO bureau_share_kind (organisation, child, kind, shared_by, shared_at)
VALUES ($organisation, $child, $kind, $shared_by, $shared_at);

-- statement share_erase_kinds run
-- Nothing more is shared.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM bureau_share_kind AS k WHERE k.organisation = $organisation AND k.child = $child;

-- statement share_bureaus many
-- Who works at the bureau of the child's childminder.
-- in  organisation organisation_id
-- in  child        child_id
-- in  today        date
-- out person       person_id
-- out given_name   text
-- out family_name  text
SELECT DISTINCT w.id AS person, w.given_name AS given_name, w.family_name AS family_name
  FROM placement AS p
  JOIN care_group AS g ON g.organisation = p.organisation AND g.id = p.care_group
  JOIN bureau AS b ON b.organisation = g.organisation AND (b.location = 0 OR b.location = g.location)
  JOIN person AS w ON w.organisation = b.organisation AND w.id = b.person
 WHERE p.organisation = $organisation AND p.child = $child AND g.care_form = 'childminder'
   AND p.from_day <= $today AND p.until_day > $today AND b.from_day <= $today AND b.until_day > $today
 ORDER BY w.given_name, w.family_name, w.id;

-- statement bureau_children many
-- The children that are shared with this person.
-- in  organisation organisation_id
-- in  person       person_id
-- in  today        date
-- in  shared       integer
-- in  most         integer
-- out child        child_id
-- out given_name   text
-- out family_name  text
-- out allergies    text
-- out location     location_id
-- out location_name text
-- out weekdays     integer
SELECT c.id AS child, c.given_name AS given_name, c.family_name AS family_name, c.allergies AS allergies,
       l.id AS location, l.name AS location_name, p.weekdays AS weekdays
  FROM placement AS p
  JOIN child AS c ON c.organisation = p.organisation AND c.id = p.child
  JOIN care_group AS g ON g.organisation = p.organisation AND g.id = p.care_group
  JOIN location AS l ON l.organisation = g.organisation AND l.id = g.location
 WHERE p.organisation = $organisation AND g.care_form = 'childminder' AND p.from_day <= $today AND p.until_day > $today
   AND p.child IN (SELECT m.child FROM may_child AS m
                    WHERE m.organisation = $organisation AND m.person = $person
                      AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $shared) <> 0)
 ORDER BY l.name, l.id, c.given_name, c.family_name, c.id, p.from_day
 LIMIT $most;

-- statement bureau_hours many
-- When a child came and went.
-- in  organisation organisation_id
-- in  child        child_id
-- in  from         date
-- out day          date
-- out in_at        instant null
-- out out_at       instant null
SELECT a.day AS day, a.in_at AS in_at, a.out_at AS out_at
  FROM attendance AS a
 WHERE a.organisation = $organisation AND a.child = $child AND a.day >= $from
 ORDER BY a.day DESC;

-- statement bureau_guardians many
-- Its guardians; a protected one is left out (R243).
-- in  organisation organisation_id
-- in  child        child_id
-- in  today        date
-- out given_name   text
-- out family_name  text
-- out phone        text
SELECT p.given_name AS given_name, p.family_name AS family_name, p.phone AS phone
  FROM guardian AS g
  JOIN person AS p ON p.organisation = g.organisation AND p.id = g.person
 WHERE g.organisation = $organisation AND g.child = $child AND g.protected = 0 AND g.scope = 'full'
   AND g.from_day <= $today AND g.until_day > $today
 ORDER BY g.place, p.id;
