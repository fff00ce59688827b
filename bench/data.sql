-- SPDX-License-Identifier: EUPL-1.2
-- What measuring needs to know about a database.

-- statement bench_organisation one
-- every organisation: a database to measure has one
-- The organisation.
-- out organisation organisation_id
-- out zone         text
SELECT o.organisation AS organisation, o.zone AS zone FROM organisation AS o ORDER BY o.created_at LIMIT 1;

-- statement bench_page one
-- The child with most lines, with a guardian and a professional, and how many lines stand on its page of today.
-- in  organisation organisation_id
-- in  today        date
-- out child        child_id
-- out guardian     person_id
-- out professional person_id
-- out care_group   group_id
-- out lines        integer
SELECT g.child AS child, g.person AS guardian, s.person AS professional, s.care_group AS care_group,
       (SELECT COUNT(*) FROM entry AS e
         WHERE e.organisation = $organisation AND e.child = g.child AND e.day = $today
           AND e.withdrawn_at IS NULL) AS lines
  FROM guardian AS g
  JOIN placement AS p ON p.organisation = g.organisation AND p.child = g.child
  JOIN professional AS s ON s.organisation = p.organisation AND s.care_group = p.care_group
 WHERE g.organisation = $organisation AND g.scope = 'full' AND g.until_day > $today AND p.until_day > $today
   AND s.until_day > $today AND s.from_day <= $today
 ORDER BY (SELECT COUNT(*) FROM entry AS a WHERE a.organisation = $organisation AND a.child = g.child) DESC, g.child,
          g.home, g.place
 LIMIT 1;

-- statement bench_visitors many
-- Children with a guardian who writes for them.
-- in  organisation organisation_id
-- in  today        date
-- in  most         integer
-- out child        child_id
-- out person       person_id
SELECT g.child AS child, CAST(min(g.person) AS BIGINT) AS person
  FROM guardian AS g
 WHERE g.organisation = $organisation AND g.scope = 'full' AND g.from_day <= $today AND g.until_day > $today
 GROUP BY g.child
 ORDER BY g.child
 LIMIT $most;

-- statement bench_viewers many
-- Persons with a bit in their scope who see between `least` and `most` children, those with high numbers first.
-- in  organisation organisation_id
-- in  today        date
-- in  scope        integer
-- in  least        integer
-- in  most         integer
-- in  persons      integer
-- out person       person_id
-- out children     integer
SELECT m.person AS person, COUNT(*) AS children
  FROM may_child AS m
 WHERE m.organisation = $organisation AND m.from_day <= $today AND m.until_day > $today
   AND (m.scope & $scope) <> 0
   AND EXISTS (SELECT 1 FROM entry AS e WHERE e.organisation = $organisation AND e.child = m.child)
 GROUP BY m.person
HAVING COUNT(*) BETWEEN $least AND $most
 ORDER BY (m.person * 7919) % 1009, m.person
 LIMIT $persons;
