-- SPDX-License-Identifier: EUPL-1.2
-- Consent: whether it is in force, the answers behind it, and writing them. The rule is the two views of the schema.

-- statement consent_force one
-- Whether consent is in force that day; no row: it is not.
-- in organisation organisation_id
-- in child        child_id
-- in purpose      text
-- in object       integer
-- in day          date
-- out purpose     text
SELECT y.purpose FROM consent_yes AS y
 WHERE y.organisation = $organisation AND y.child = $child AND y.purpose = $purpose AND y.object = $object
   AND y.from_day <= $day AND y.until_day > $day
   AND NOT EXISTS (SELECT 1 FROM consent_block AS b
                    WHERE b.organisation = $organisation AND b.child = $child AND b.purpose = $purpose
                      AND b.object = $object AND b.from_day <= $day AND b.until_day > $day)
 LIMIT 1;

-- statement consent_head one
-- The child, and whether this person decides about it: a guardian with parental authority today.
-- in organisation organisation_id
-- in child        child_id
-- in person       person_id
-- in today        date
-- out given_name  text
-- out decides     boolean
-- out planning    text
SELECT c.given_name AS given_name,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM guardian AS g
                               WHERE g.organisation = $organisation AND g.child = $child AND g.person = $person
                                 AND g.authority = 1 AND g.from_day <= $today AND g.until_day > $today)
                 THEN 1 ELSE 0 END AS BIGINT) AS decides,
       c.photo_consent AS planning
  FROM child AS c
 WHERE c.organisation = $organisation AND c.id = $child
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today);

-- statement consent_own many
-- What one guardian answered last, of what is about nobody in particular.
-- in organisation organisation_id
-- in child        child_id
-- in person       person_id
-- out purpose     text
-- out answer      boolean
-- out from_day    date
-- out until_day   date
SELECT a.purpose, a.answer, a.from_day, a.until_day FROM consent AS a
 WHERE a.organisation = $organisation AND a.child = $child AND a.person = $person AND a.object = 0;

-- statement consent_own_one one
-- The same of one purpose and object.
-- in organisation organisation_id
-- in child        child_id
-- in person       person_id
-- in purpose      text
-- in object       integer
-- out answer      boolean
-- out from_day    date
-- out until_day   date
SELECT a.answer, a.from_day, a.until_day FROM consent AS a
 WHERE a.organisation = $organisation AND a.child = $child AND a.person = $person AND a.purpose = $purpose
   AND a.object = $object;

-- statement consent_planned many
-- Purposes for which the planning package stands for a yes.
-- in planning  text
-- out purpose  text
SELECT p.purpose FROM consent_planning AS p WHERE p.photo_consent = $planning;

-- statement consent_past many
-- What one guardian chose before and chooses now, newest first. Never another guardian's.
-- in organisation organisation_id
-- in child        child_id
-- in person       person_id
-- in most         integer
-- out purpose     text
-- out object      integer
-- out answer      boolean
-- out text_version integer
-- out from_day    date
-- out on_paper    boolean
-- out written_name text
-- out signed_day  date
-- out kept_by     text
SELECT h.purpose, h.object, h.answer, h.text_version, h.from_day,
       CAST(CASE WHEN h.written_by <> h.person THEN 1 ELSE 0 END AS BIGINT) AS on_paper,
       COALESCE((SELECT w.given_name FROM person AS w
                  WHERE w.organisation = $organisation AND w.id = h.written_by), '') AS written_name,
       h.signed_day, h.kept_by
  FROM consent_history AS h
 WHERE h.organisation = $organisation AND h.child = $child AND h.person = $person
 ORDER BY h.id DESC
 LIMIT $most;

-- statement consent_said one
-- On which day one guardian said what stands there now: of a paper the day on which it was signed.
-- in organisation organisation_id
-- in child        child_id
-- in person       person_id
-- in purpose      text
-- in object       integer
-- out said_day    date
-- out on_paper    boolean
SELECT CASE WHEN h.signed_day > 0 THEN h.signed_day ELSE h.from_day END AS said_day,
       CAST(CASE WHEN h.written_by <> h.person THEN 1 ELSE 0 END AS BIGINT) AS on_paper
  FROM consent_history AS h
 WHERE h.organisation = $organisation AND h.child = $child AND h.person = $person AND h.purpose = $purpose
   AND h.object = $object
 ORDER BY h.id DESC
 LIMIT 1;

-- statement consent_deciders many
-- For the centre alone: who decides about a child today.
-- in organisation organisation_id
-- in child        child_id
-- in today        date
-- out person      person_id
-- out given_name  text
-- out family_name text
SELECT g.person, p.given_name, p.family_name
  FROM guardian AS g
  JOIN person AS p ON p.organisation = g.organisation AND p.id = g.person
 WHERE g.organisation = $organisation AND g.child = $child AND g.authority = 1
   AND g.from_day <= $today AND g.until_day > $today
 ORDER BY g.place, g.person;

-- statement consent_decider one
-- Whether one person decides about a child today.
-- in organisation organisation_id
-- in child        child_id
-- in person       person_id
-- in today        date
-- out person      person_id
SELECT g.person FROM guardian AS g
 WHERE g.organisation = $organisation AND g.child = $child AND g.person = $person AND g.authority = 1
   AND g.from_day <= $today AND g.until_day > $today;

-- statement consent_group_children many
-- The children of a group today, with the purposes that are in force, one row for each; a child without any has one row
-- with an empty purpose. For who works on the group.
-- in organisation organisation_id
-- in care_group   group_id
-- in person       person_id
-- in today        date
-- out child       child_id
-- out given_name  text
-- out purpose     text
SELECT c.id AS child, c.given_name AS given_name, COALESCE(q.purpose, '') AS purpose
  FROM child AS c
  LEFT JOIN consent_purpose AS q
    ON EXISTS (SELECT 1 FROM consent_yes AS y
                WHERE y.organisation = $organisation AND y.child = c.id AND y.purpose = q.purpose AND y.object = 0
                  AND y.from_day <= $today AND y.until_day > $today)
   AND NOT EXISTS (SELECT 1 FROM consent_block AS b
                    WHERE b.organisation = $organisation AND b.child = c.id AND b.purpose = q.purpose AND b.object = 0
                      AND b.from_day <= $today AND b.until_day > $today)
 WHERE c.organisation = $organisation
   AND c.id IN (SELECT l.child FROM placement AS l
                 WHERE l.organisation = $organisation AND l.care_group = $care_group AND l.from_day <= $today
                   AND l.until_day > $today)
   AND c.id IN (SELECT m.child FROM may_child AS m
                 WHERE m.organisation = $organisation AND m.person = $person AND m.from_day <= $today
                   AND m.until_day > $today)
 ORDER BY given_name, child, purpose;

-- statement consent_group_name one
-- What the page of a group is called.
-- in organisation organisation_id
-- in care_group   group_id
-- out name        text
SELECT g.name FROM care_group AS g WHERE g.organisation = $organisation AND g.id = $care_group;

-- statement consent_groups many
-- The groups that a child is on today: their open pages ask again.
-- in organisation organisation_id
-- in child        child_id
-- in today        date
-- out care_group  group_id
SELECT p.care_group FROM placement AS p
 WHERE p.organisation = $organisation AND p.child = $child AND p.from_day <= $today AND p.until_day > $today;

-- statement consent_organisation one
-- Where the organisation is: its midnight.
-- in organisation organisation_id
-- out zone        text
SELECT o.zone FROM organisation AS o WHERE o.organisation = $organisation;

-- statement consent_of_guardian many
-- The children of a guardian.
-- in organisation organisation_id
-- in person       person_id
-- out child       child_id
SELECT g.child FROM guardian AS g WHERE g.organisation = $organisation AND g.person = $person ORDER BY g.child;

-- statement consent_next_day one
-- The next day on which somebody becomes a guardian of the child or ends as one; 0: none is known.
-- in organisation organisation_id
-- in child        child_id
-- in today        date
-- in never        date
-- out day         date
SELECT COALESCE(MIN(d.day), 0) AS day
  FROM (SELECT g.from_day AS day FROM guardian AS g
         WHERE g.organisation = $organisation AND g.child = $child AND g.from_day > $today
        UNION ALL
        SELECT g.until_day AS day FROM guardian AS g
         WHERE g.organisation = $organisation AND g.child = $child AND g.until_day > $today
           AND g.until_day < $never) AS d;

-- statement consent_set run
-- The last answer of a guardian.
-- in organisation organisation_id
-- in child        child_id
-- in purpose      text
-- in object       integer
-- in person       person_id
-- in answer       boolean
-- in from_day     date
-- in until_day    date
INSERT INTO consent (organisation, child, purpose, object, person, answer, from_day, until_day)
VALUES ($organisation, $child, $purpose, $object, $person, $answer, $from_day, $until_day)
ON CONFLICT (organisation, child, purpose, object, person) DO UPDATE
   SET answer = $answer, from_day = $from_day, until_day = $until_day;

-- statement consent_remember run
-- Every answer stays.
-- in organisation organisation_id
-- in id           consent_id
-- in child        child_id
-- in purpose      text
-- in object       integer
-- in person       person_id
-- in answer       boolean
-- in text_version integer
-- in language     text
-- in from_day     date
-- in until_day    date
-- in written_by   person_id
-- in written_at   instant
-- in signed_day   date
-- in kept_by      text
INSERT INTO consent_history (organisation, id, child, purpose, object, person, answer, text_version, language, from_day,
                             until_day, written_by, written_at, signed_day, kept_by)
VALUES ($organisation, $id, $child, $purpose, $object, $person, $answer, $text_version, $language, $from_day, $until_day,
        $written_by, $written_at, $signed_day, $kept_by);

-- statement consent_erase_network run
-- The network of an erased child.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM network_contact AS n WHERE n.organisation = $organisation AND n.child = $child;

-- statement consent_erase_history run
-- Every answer about an erased child.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM consent_history AS h WHERE h.organisation = $organisation AND h.child = $child;

-- statement consent_erase_answers run
-- And the last ones.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM consent AS c WHERE c.organisation = $organisation AND c.child = $child;

-- statement consent_erase_own_network run
-- Whom an erased guardian named.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM network_contact AS n WHERE n.organisation = $organisation AND n.person = $person;

-- statement consent_erase_own_sharing run
-- What an erased guardian shared with other parents.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM parent_contact AS p WHERE p.organisation = $organisation AND p.person = $person;

-- statement consent_erase_own_answers run
-- What an erased guardian answered is in force no longer; that it was answered stays with the child's file, by a number.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM consent AS c WHERE c.organisation = $organisation AND c.person = $person;
