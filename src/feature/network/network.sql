-- SPDX-License-Identifier: EUPL-1.2
-- People round a family: whom the centre may call (R095), and what parents of a group share with each other (R113).

-- statement network_own many
-- Whom this guardian named, and whether the centre may call now. Nobody else's: also not of the other home.
-- in organisation organisation_id
-- in child        child_id
-- in person       person_id
-- in today        date
-- out id          contact_id
-- out name        text
-- out relation    text
-- out phone       text
-- out may_call    boolean
SELECT n.id AS id, n.name AS name, n.relation AS relation, n.phone AS phone,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM consent_yes AS y
                               WHERE y.organisation = $organisation AND y.child = $child
                                 AND y.purpose = 'network_contact' AND y.object = n.id
                                 AND y.from_day <= $today AND y.until_day > $today)
                  AND NOT EXISTS (SELECT 1 FROM consent_block AS b
                                   WHERE b.organisation = $organisation AND b.child = $child
                                     AND b.purpose = 'network_contact' AND b.object = n.id
                                     AND b.from_day <= $today AND b.until_day > $today)
                 THEN 1 ELSE 0 END AS BIGINT) AS may_call
  FROM network_contact AS n
 WHERE n.organisation = $organisation AND n.child = $child AND n.person = $person
   AND n.child IN (SELECT m.child FROM may_child AS m
                    WHERE m.organisation = $organisation AND m.person = $person AND m.from_day <= $today
                      AND m.until_day > $today)
 ORDER BY n.id;

-- statement network_callable many
-- For who works with the child: whom one may call, only while consent for that person is in force.
-- in organisation organisation_id
-- in child        child_id
-- in person       person_id
-- in today        date
-- in centre       integer
-- out id          contact_id
-- out name        text
-- out relation    text
-- out phone       text
SELECT n.id AS id, n.name AS name, n.relation AS relation, n.phone AS phone
  FROM network_contact AS n
 WHERE n.organisation = $organisation AND n.child = $child
   AND n.child IN (SELECT m.child FROM may_child AS m
                    WHERE m.organisation = $organisation AND m.person = $person AND (m.scope & $centre) <> 0
                      AND m.from_day <= $today AND m.until_day > $today)
   AND EXISTS (SELECT 1 FROM consent_yes AS y
                WHERE y.organisation = $organisation AND y.child = $child AND y.purpose = 'network_contact'
                  AND y.object = n.id AND y.from_day <= $today AND y.until_day > $today)
   AND NOT EXISTS (SELECT 1 FROM consent_block AS b
                    WHERE b.organisation = $organisation AND b.child = $child AND b.purpose = 'network_contact'
                      AND b.object = n.id AND b.from_day <= $today AND b.until_day > $today)
 ORDER BY n.id;

-- statement network_named one
-- One that this guardian named for this child.
-- in organisation organisation_id
-- in child        child_id
-- in person       person_id
-- in id           contact_id
-- out name        text
SELECT n.name FROM network_contact AS n
 WHERE n.organisation = $organisation AND n.id = $id AND n.child = $child AND n.person = $person;

-- statement network_same one
-- The same person with the same number, named before: a form that was sent twice.
-- in organisation organisation_id
-- in child        child_id
-- in person       person_id
-- in name         text
-- in phone        text
-- out id          contact_id
SELECT n.id FROM network_contact AS n
 WHERE n.organisation = $organisation AND n.child = $child AND n.person = $person AND n.name = $name
   AND n.phone = $phone;

-- statement network_count one
-- How many this guardian named: there is a most.
-- in organisation organisation_id
-- in child        child_id
-- in person       person_id
-- out named       integer
SELECT COUNT(*) AS named FROM network_contact AS n
 WHERE n.organisation = $organisation AND n.child = $child AND n.person = $person;

-- statement network_add_row run
-- Names somebody.
-- in organisation organisation_id
-- in id           contact_id
-- in child        child_id
-- in person       person_id
-- in name         text
-- in relation     text
-- in phone        text
-- in created_at   instant
INSERT INTO network_contact (organisation, id, child, person, name, relation, phone, created_at)
VALUES ($organisation, $id, $child, $person, $name, $relation, $phone, $created_at);

-- statement network_remove_row run
-- Takes somebody away for good: only the answers stay, which name nobody.
-- in organisation organisation_id
-- in id           contact_id
DELETE FROM network_contact AS n WHERE n.organisation = $organisation AND n.id = $id;

-- statement network_child one
-- What the page calls the child.
-- in organisation organisation_id
-- in child        child_id
-- out given_name  text
SELECT c.given_name FROM child AS c WHERE c.organisation = $organisation AND c.id = $child;

-- statement parents_groups many
-- The groups of a guardian's child today, and what she shares there.
-- in organisation organisation_id
-- in child        child_id
-- in person       person_id
-- in today        date
-- out care_group  group_id
-- out group_name  text
-- out shares      boolean
-- out name        text
-- out phone       text
-- out email       text
SELECT g.id AS care_group, g.name AS group_name,
       CAST(CASE WHEN o.person IS NULL THEN 0 ELSE 1 END AS BIGINT) AS shares, COALESCE(o.name, '') AS name,
       COALESCE(o.phone, '') AS phone, COALESCE(o.email, '') AS email
  FROM care_group AS g
  LEFT JOIN parent_contact AS o ON o.organisation = g.organisation AND o.care_group = g.id AND o.person = $person
 WHERE g.organisation = $organisation
   AND g.id IN (SELECT p.care_group FROM placement AS p
                 WHERE p.organisation = $organisation AND p.child = $child AND p.from_day <= $today
                   AND p.until_day > $today)
 ORDER BY group_name, care_group;

-- statement parents_others many
-- The other parents of a group, only for who shares there too: guardians with the full scope of a child that is on the group
-- today. Never somebody with whom she shares a child when one of the two is protected (R243).
-- in organisation organisation_id
-- in care_group   group_id
-- in person       person_id
-- in today        date
-- in homes        integer
-- out name        text
-- out phone       text
-- out email       text
SELECT o.name AS name, o.phone AS phone, o.email AS email
  FROM parent_contact AS o
 WHERE o.organisation = $organisation AND o.care_group = $care_group AND o.person <> $person
   AND EXISTS (SELECT 1 FROM parent_contact AS own
                WHERE own.organisation = $organisation AND own.care_group = $care_group AND own.person = $person)
   AND EXISTS (SELECT 1 FROM may_child AS m
                 JOIN placement AS p ON p.organisation = m.organisation AND p.child = m.child
                WHERE m.organisation = $organisation AND m.person = $person AND (m.scope & $homes) <> 0
                  AND m.from_day <= $today AND m.until_day > $today AND p.care_group = $care_group
                  AND p.from_day <= $today AND p.until_day > $today)
   AND EXISTS (SELECT 1 FROM may_child AS m
                 JOIN placement AS p ON p.organisation = m.organisation AND p.child = m.child
                WHERE m.organisation = $organisation AND m.person = o.person AND (m.scope & $homes) <> 0
                  AND m.from_day <= $today AND m.until_day > $today AND p.care_group = $care_group
                  AND p.from_day <= $today AND p.until_day > $today)
   AND NOT EXISTS (SELECT 1 FROM guardian AS a
                     JOIN guardian AS b ON b.organisation = a.organisation AND b.child = a.child
                    WHERE a.organisation = $organisation AND a.person = $person AND b.person = o.person
                      AND (a.protected = 1 OR b.protected = 1))
 ORDER BY name, o.person;

-- statement parents_share_row run
-- What a parent shares on a group, or shares now.
-- in organisation organisation_id
-- in care_group   group_id
-- in person       person_id
-- in name         text
-- in phone        text
-- in email        text
-- in shared_at    instant
INSERT INTO parent_contact (organisation, care_group, person, name, phone, email, shared_at)
VALUES ($organisation, $care_group, $person, $name, $phone, $email, $shared_at)
ON CONFLICT (organisation, care_group, person) DO UPDATE
   SET name = $name, phone = $phone, email = $email, shared_at = $shared_at;

-- statement parents_stop_row run
-- Stops, also when the child has left the group.
-- in organisation organisation_id
-- in care_group   group_id
-- in person       person_id
DELETE FROM parent_contact AS o
 WHERE o.organisation = $organisation AND o.care_group = $care_group AND o.person = $person;
