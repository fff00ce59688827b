-- SPDX-License-Identifier: EUPL-1.2
-- The family of a child. What stands here for the centre starts from the centre's bits of the access set ($need); what
-- stands here for a home from the home's bits, and leaves out whoever is protected (R243).

-- statement family_name one
-- The name of a child, for whoever may see it.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- out given_name   text
-- out family_name  text
-- out born         date
SELECT c.given_name AS given_name, c.family_name AS family_name, c.born_day AS born
  FROM child AS c
 WHERE c.organisation = $organisation AND c.id = $child
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today);

-- statement family_child one
-- All that is kept of a child, for the staff: the sign at the door, and to write the rest back unchanged.
-- in  organisation  organisation_id
-- in  child         child_id
-- in  person        person_id
-- in  today         date
-- in  need          integer
-- out number        text
-- out given_name    text
-- out family_name   text
-- out say_name      text
-- out born          date
-- out allergies     text
-- out restriction   text
-- out photo_consent text
-- out remark        text
SELECT c.number AS number, c.given_name AS given_name, c.family_name AS family_name, c.say_name AS say_name,
       c.born_day AS born, c.allergies AS allergies, c.restriction AS restriction, c.photo_consent AS photo_consent,
       c.remark AS remark
  FROM child AS c
 WHERE c.organisation = $organisation AND c.id = $child
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $need) <> 0);

-- statement family_guardians many
-- All guardians of a child, for the centre; whose time is over is left out.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  need         integer
-- out guardian     person_id
-- out given_name   text
-- out family_name  text
-- out say_name     text
-- out language     text
-- out phone        text
-- out email        text
-- out called       text
-- out home         integer
-- out authority    boolean
-- out scope        text
-- out protected    boolean
-- out place        integer
-- out from_day     date
-- out until_day    date
SELECT g.person AS guardian, p.given_name AS given_name, p.family_name AS family_name, p.say_name AS say_name,
       p.language AS language, p.phone AS phone, COALESCE(a.email, '') AS email, g.called AS called, g.home AS home,
       g.authority AS authority, g.scope AS scope, g.protected AS protected, g.place AS place, g.from_day AS from_day,
       g.until_day AS until_day
  FROM guardian AS g
  JOIN person AS p ON p.organisation = g.organisation AND p.id = g.person
  LEFT JOIN account AS a ON a.organisation = g.organisation AND a.person = g.person
 WHERE g.organisation = $organisation AND g.child = $child AND g.until_day > $today
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $need) <> 0)
 ORDER BY g.home, g.place, g.person;

-- statement family_own one
-- A guardian's own data, as she may read them. A limited guardian too.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- out given_name   text
-- out family_name  text
-- out say_name     text
-- out language     text
-- out phone        text
-- out email        text
-- out called       text
-- out home         integer
-- out authority    boolean
-- out scope        text
-- out protected    boolean
SELECT p.given_name AS given_name, p.family_name AS family_name, p.say_name AS say_name, p.language AS language,
       p.phone AS phone, COALESCE(a.email, '') AS email, g.called AS called, g.home AS home, g.authority AS authority,
       g.scope AS scope, g.protected AS protected
  FROM guardian AS g
  JOIN person AS p ON p.organisation = g.organisation AND p.id = g.person
  LEFT JOIN account AS a ON a.organisation = g.organisation AND a.person = g.person
 WHERE g.organisation = $organisation AND g.child = $child AND g.person = $person
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $homes) <> 0);

-- statement family_seen many
-- The other guardians that a guardian with the full scope knows of: everybody of the own home, and those with the full scope
-- of the other one; never a protected one. Telephones of the own home alone.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- out given_name   text
-- out family_name  text
-- out say_name     text
-- out called       text
-- out phone        text
-- out home         integer
-- out scope        text
SELECT p.given_name AS given_name, p.family_name AS family_name, p.say_name AS say_name, g.called AS called,
       CASE WHEN g.home = me.home THEN p.phone ELSE '' END AS phone, g.home AS home, g.scope AS scope
  FROM guardian AS g
  JOIN guardian AS me ON me.organisation = g.organisation AND me.child = g.child
  JOIN person AS p ON p.organisation = g.organisation AND p.id = g.person
 WHERE g.organisation = $organisation AND g.child = $child AND g.person <> $person AND me.person = $person
   AND g.protected = 0 AND g.scope <> 'none' AND (g.home = me.home OR g.scope = 'full')
   AND g.from_day <= $today AND g.until_day > $today
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $homes) <> 0)
 ORDER BY g.home, g.place, g.person;

-- statement family_own_children many
-- The children of a guardian (R096).
-- in  organisation organisation_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- out child        child_id
-- out given_name   text
-- out can_write    boolean
SELECT c.id AS child, c.given_name AS given_name,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM may_child AS w
                               WHERE w.organisation = $organisation AND w.person = $person AND w.child = c.id
                                 AND w.from_day <= $today AND w.until_day > $today AND (w.scope & 32) <> 0)
                 THEN 1 ELSE 0 END AS BIGINT) AS can_write
  FROM child AS c
 WHERE c.organisation = $organisation
   AND c.id IN (SELECT m.child FROM may_child AS m
                 WHERE m.organisation = $organisation AND m.person = $person AND (m.scope & $homes) <> 0
                   AND m.from_day <= $today AND m.until_day > $today)
 ORDER BY c.born_day, c.given_name, c.id;

-- statement family_siblings many
-- The children who share a guardian with this one, as far as this member of staff may see them (R096).
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  need         integer
-- out sibling      child_id
-- out given_name   text
SELECT c.id AS sibling, c.given_name AS given_name
  FROM child AS c
 WHERE c.organisation = $organisation
   AND c.id IN (SELECT other.child FROM guardian AS g
                  JOIN guardian AS other ON other.organisation = g.organisation AND other.person = g.person
                 WHERE g.organisation = $organisation AND g.child = $child AND g.until_day > $today
                   AND other.until_day > $today)
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = c.id
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $need) <> 0)
 ORDER BY c.born_day, c.given_name, c.id;

-- statement family_collectors many
-- Who may collect besides the guardians: all for the centre ($centre), for a home what it asked for itself. What a guardian
-- asked who is protected by now is hers alone.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  centre       integer
-- out id           collector_id
-- out name         text
-- out phone        text
-- out relation     text
-- out from_day     date
-- out until_day    date
-- out audience     integer
-- out asked        boolean
SELECT c.id AS id, c.name AS name, c.phone AS phone, c.relation AS relation, c.from_day AS from_day,
       c.until_day AS until_day, c.audience AS audience,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM proposal AS w
                               WHERE w.organisation = $organisation AND w.child = $child AND w.collector = c.id
                                 AND w.decision = '' AND w.about = 'collector_end')
                 THEN 1 ELSE 0 END AS BIGINT) AS asked
  FROM collector AS c
 WHERE c.organisation = $organisation AND c.child = $child AND c.ended_at IS NULL AND c.until_day > $today
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = c.child
                  AND m.from_day <= $today AND m.until_day > $today
                  AND ((m.scope & $centre) <> 0
                       OR (c.person = $person AND (m.scope & 1539) <> 0)
                       OR ((m.scope & c.audience) <> 0
                           AND NOT EXISTS (SELECT 1 FROM guardian AS g
                                            WHERE g.organisation = $organisation AND g.child = c.child
                                              AND g.person = c.person AND g.protected = 1))))
 ORDER BY c.from_day, c.name, c.id;

-- statement family_open_proposals many
-- What waits for the staff.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  need         integer
-- out id           proposal_id
-- out guardian     person_id
-- out given_name   text
-- out called       text
-- out protected    boolean
-- out about        text
-- out name         text
-- out phone        text
-- out email        text
-- out relation     text
-- out note         text
-- out from_day     date
-- out until_day    date
-- out former_phone text
-- out former_email text
-- out collector_name text
-- out created_at   instant
SELECT w.id AS id, w.person AS guardian, p.given_name AS given_name, COALESCE(g.called, '') AS called,
       COALESCE(g.protected, 0) AS protected, w.about AS about, w.name AS name, w.phone AS phone, w.email AS email,
       w.relation AS relation, w.note AS note, w.from_day AS from_day, w.until_day AS until_day,
       p.phone AS former_phone, COALESCE(a.email, '') AS former_email, COALESCE(c.name, '') AS collector_name,
       w.created_at AS created_at
  FROM proposal AS w
  JOIN person AS p ON p.organisation = w.organisation AND p.id = w.person
  LEFT JOIN guardian AS g ON g.organisation = w.organisation AND g.child = w.child AND g.person = w.person
  LEFT JOIN account AS a ON a.organisation = w.organisation AND a.person = w.person
  LEFT JOIN collector AS c ON c.organisation = w.organisation AND c.id = w.collector
 WHERE w.organisation = $organisation AND w.child = $child AND w.decision = ''
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $need) <> 0)
 ORDER BY w.id;

-- statement family_own_proposals many
-- What a guardian asked herself: what waits, and what was decided lately.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- in  since_at     instant
-- out id           proposal_id
-- out about        text
-- out name         text
-- out phone        text
-- out email        text
-- out relation     text
-- out note         text
-- out from_day     date
-- out until_day    date
-- out collector_name text
-- out created_at   instant
-- out decision     text
SELECT w.id AS id, w.about AS about, w.name AS name, w.phone AS phone, w.email AS email, w.relation AS relation,
       w.note AS note, w.from_day AS from_day, w.until_day AS until_day, COALESCE(c.name, '') AS collector_name,
       w.created_at AS created_at, w.decision AS decision
  FROM proposal AS w
  LEFT JOIN collector AS c ON c.organisation = w.organisation AND c.id = w.collector
 WHERE w.organisation = $organisation AND w.child = $child AND w.person = $person AND w.decision <> 'withdrawn'
   AND (w.decision = '' OR w.decided_at >= $since_at)
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $homes) <> 0)
 ORDER BY w.id;

-- statement family_same_proposal many
-- What is open of one guardian about one thing: sent twice is asked once, and asked anew takes the place of before.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  about        text
-- out id           proposal_id
-- out name         text
-- out phone        text
-- out email        text
-- out relation     text
-- out note         text
-- out from_day     date
-- out until_day    date
-- out collector    collector_id
SELECT w.id AS id, w.name AS name, w.phone AS phone, w.email AS email, w.relation AS relation, w.note AS note,
       w.from_day AS from_day, w.until_day AS until_day, w.collector AS collector
  FROM proposal AS w
 WHERE w.organisation = $organisation AND w.child = $child AND w.person = $person AND w.about = $about
   AND w.decision = ''
 ORDER BY w.id;

-- statement family_proposal one
-- One proposal about a child, decided or not.
-- in  organisation organisation_id
-- in  child        child_id
-- in  id           proposal_id
-- out person       person_id
-- out about        text
-- out name         text
-- out phone        text
-- out email        text
-- out relation     text
-- out from_day     date
-- out until_day    date
-- out collector    collector_id
-- out audience     integer
-- out decision     text
SELECT w.person AS person, w.about AS about, w.name AS name, w.phone AS phone, w.email AS email,
       w.relation AS relation, w.from_day AS from_day, w.until_day AS until_day, w.collector AS collector,
       w.audience AS audience, w.decision AS decision
  FROM proposal AS w
 WHERE w.organisation = $organisation AND w.child = $child AND w.id = $id;

-- statement family_insert_proposal run
-- Something to confirm.
-- in  organisation organisation_id
-- in  id           proposal_id
-- in  child        child_id
-- in  person       person_id
-- in  about        text
-- in  name         text
-- in  phone        text
-- in  email        text
-- in  relation     text
-- in  note         text
-- in  from_day     date
-- in  until_day    date
-- in  collector    collector_id
-- in  audience     integer
-- in  created_at   instant
INSERT INTO proposal (organisation, id, child, person, about, name, phone, email, relation, note, from_day, until_day,
                      collector, audience, created_at)
VALUES ($organisation, $id, $child, $person, $about, $name, $phone, $email, $relation, $note, $from_day, $until_day,
        $collector, $audience, $created_at);

-- statement family_decide_proposal run
-- Decided once.
-- in  organisation organisation_id
-- in  id           proposal_id
-- in  decision     text
-- in  decided_at   instant
-- in  decided_by   person_id
UPDATE proposal AS w SET decision = $decision, decided_at = $decided_at, decided_by = $decided_by
 WHERE w.organisation = $organisation AND w.id = $id AND w.decision = '';

-- statement family_person one
-- A person as people_person_set wants it.
-- in  organisation organisation_id
-- in  person       person_id
-- out given_name   text
-- out family_name  text
-- out say_name     text
-- out language     text
-- out phone        text
-- out email        text
SELECT p.given_name AS given_name, p.family_name AS family_name, p.say_name AS say_name, p.language AS language,
       p.phone AS phone, COALESCE(a.email, '') AS email
  FROM person AS p
  LEFT JOIN account AS a ON a.organisation = p.organisation AND a.person = p.id
 WHERE p.organisation = $organisation AND p.id = $person;

-- statement family_same_collector one
-- Whether exactly this permission stands already.
-- in  organisation organisation_id
-- in  child        child_id
-- in  name         text
-- in  phone        text
-- in  relation     text
-- in  from_day     date
-- in  until_day    date
-- out id           collector_id
SELECT c.id AS id FROM collector AS c
 WHERE c.organisation = $organisation AND c.child = $child AND c.name = $name AND c.phone = $phone
   AND c.relation = $relation AND c.from_day = $from_day AND c.until_day = $until_day AND c.ended_at IS NULL
 ORDER BY c.id
 LIMIT 1;

-- statement family_insert_collector run
-- Somebody who may collect from now on.
-- in  organisation organisation_id
-- in  id           collector_id
-- in  child        child_id
-- in  name         text
-- in  phone        text
-- in  relation     text
-- in  from_day     date
-- in  until_day    date
-- in  audience     integer
-- in  person       person_id
-- in  confirmed_at instant
-- in  confirmed_by person_id
INSERT INTO collector (organisation, id, child, name, phone, relation, from_day, until_day, audience, person,
                       confirmed_at, confirmed_by)
VALUES ($organisation, $id, $child, $name, $phone, $relation, $from_day, $until_day, $audience, $person,
        $confirmed_at, $confirmed_by);

-- statement family_end_collector run
-- May not collect any more.
-- in  organisation organisation_id
-- in  child        child_id
-- in  id           collector_id
-- in  ended_at     instant
-- in  ended_by     person_id
UPDATE collector AS c SET ended_at = $ended_at, ended_by = $ended_by
 WHERE c.organisation = $organisation AND c.child = $child AND c.id = $id AND c.ended_at IS NULL;

-- statement family_orders many
-- What judges decided about a child and still holds, for staff who see restrictions.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  need         integer
-- out id           order_id
-- out note         text
-- out from_day     date
-- out until_day    date
SELECT o.id AS id, o.note AS note, o.from_day AS from_day, o.until_day AS until_day
  FROM court_order AS o
 WHERE o.organisation = $organisation AND o.child = $child AND o.ended_at IS NULL AND o.until_day > $today
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $need) <> 0)
 ORDER BY o.from_day, o.id;

-- statement family_insert_order run
-- A judge decided something.
-- in  organisation organisation_id
-- in  id           order_id
-- in  child        child_id
-- in  note         text
-- in  from_day     date
-- in  until_day    date
-- in  created_at   instant
-- in  created_by   person_id
INSERT INTO court_order (organisation, id, child, note, from_day, until_day, created_at, created_by)
VALUES ($organisation, $id, $child, $note, $from_day, $until_day, $created_at, $created_by);

-- statement family_end_order run
-- It does not hold any more.
-- in  organisation organisation_id
-- in  child        child_id
-- in  id           order_id
-- in  ended_at     instant
-- in  ended_by     person_id
UPDATE court_order AS o SET ended_at = $ended_at, ended_by = $ended_by
 WHERE o.organisation = $organisation AND o.child = $child AND o.id = $id AND o.ended_at IS NULL;

-- statement family_told many
-- Guardians with the full scope in these homes of the child: who can be told that something changed.
-- in  organisation organisation_id
-- in  child        child_id
-- in  today        date
-- in  homes        integer
-- out person       person_id
SELECT m.person AS person
  FROM may_child AS m
 WHERE m.organisation = $organisation AND m.child = $child AND m.from_day <= $today AND m.until_day > $today
   AND (m.scope & $homes) <> 0
 GROUP BY m.person
 ORDER BY m.person;

-- statement family_guardian one
-- How a guardian stands to a child, also one whose time is over.
-- in  organisation organisation_id
-- in  child        child_id
-- in  guardian     person_id
-- out given_name   text
-- out family_name  text
-- out called       text
-- out home         integer
-- out authority    boolean
-- out scope        text
-- out protected    boolean
-- out place        integer
-- out from_day     date
-- out until_day    date
SELECT p.given_name AS given_name, p.family_name AS family_name, g.called AS called, g.home AS home,
       g.authority AS authority, g.scope AS scope, g.protected AS protected, g.place AS place, g.from_day AS from_day,
       g.until_day AS until_day
  FROM guardian AS g
  JOIN person AS p ON p.organisation = g.organisation AND p.id = g.person
 WHERE g.organisation = $organisation AND g.child = $child AND g.person = $guardian;

-- statement family_insert_notice run
-- Somebody is told that something changed.
-- in  organisation organisation_id
-- in  person       person_id
-- in  child        child_id
-- in  id           notice_id
-- in  about        text
-- in  created_at   instant
INSERT INTO family_notice (organisation, person, child, id, about, created_at)
VALUES ($organisation, $person, $child, $id, $about, $created_at);

-- statement family_notices many
-- What this person was told lately about a child of hers.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- in  since_at     instant
-- out about        text
-- out created_at   instant
SELECT n.about AS about, n.created_at AS created_at
  FROM family_notice AS n
 WHERE n.organisation = $organisation AND n.person = $person AND n.child = $child AND n.created_at >= $since_at
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $homes) <> 0)
 ORDER BY n.id DESC;

-- statement family_collected one
-- The child at the door: where it is today and, when it was collected, by whom. For the staff of the group.
-- in  organisation organisation_id
-- in  child        child_id
-- in  care_group   group_id
-- in  person       person_id
-- in  today        date
-- out given_name   text
-- out in_at        instant null
-- out out_at       instant null
SELECT c.given_name AS given_name, a.in_at AS in_at, a.out_at AS out_at
  FROM child AS c
  LEFT JOIN attendance AS a ON a.organisation = c.organisation AND a.child = c.id AND a.day = $today
 WHERE c.organisation = $organisation AND c.id = $child
   AND c.id IN (SELECT p.child FROM placement AS p
                  JOIN may_group AS m ON m.organisation = p.organisation AND m.care_group = p.care_group
                 WHERE p.organisation = $organisation AND p.care_group = $care_group AND p.child = $child
                   AND p.from_day <= $today AND p.until_day > $today
                   AND m.person = $person AND m.from_day <= $today AND m.until_day > $today);

-- statement family_erase_notices run
-- What an erased child's family was told.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM family_notice AS t WHERE t.organisation = $organisation AND t.child = $child;

-- statement family_erase_orders run
-- Court orders about an erased child.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM court_order AS t WHERE t.organisation = $organisation AND t.child = $child;

-- statement family_erase_collectors run
-- Who might collect an erased child.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM collector AS t WHERE t.organisation = $organisation AND t.child = $child;

-- statement family_erase_proposals run
-- What was proposed about an erased child.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM proposal AS t WHERE t.organisation = $organisation AND t.child = $child;

-- statement family_erase_own_notices run
-- What an erased guardian was told.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM family_notice AS t WHERE t.organisation = $organisation AND t.person = $person;

-- statement family_erase_own_proposals run
-- What an erased guardian proposed.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM proposal AS t WHERE t.organisation = $organisation AND t.person = $person;

-- statement family_erase_own_collectors run
-- Who named a collector, when that guardian is erased; the collector stays with the child.
-- in organisation organisation_id
-- in person       person_id
UPDATE collector AS t SET person = 0 WHERE t.organisation = $organisation AND t.person = $person;
