-- SPDX-License-Identifier: EUPL-1.2
-- With which families a mentor could talk again.

-- statement mentor_families many
-- The children whose mentor this person is: since when they come, when somebody talked with home for the last time and when something was
-- written that she may read (an own word of the centre, or anything of home), and whether they come today. What will be told at the
-- door is no talk yet.
-- in  organisation organisation_id
-- in  person       person_id
-- in  today        date
-- in  weekday_bit  integer
-- in  need         integer
-- in  home         integer
-- out child        child_id
-- out given_name   text
-- out since        date null
-- out spoke        date null
-- out wrote        date null
-- out comes        boolean
SELECT c.id AS child, c.given_name AS given_name,
       (SELECT MIN(p.from_day) FROM placement AS p
         WHERE p.organisation = $organisation AND p.child = c.id AND p.from_day <= $today) AS since,
       (SELECT MAX(k.day) FROM live_contact AS k
         WHERE k.organisation = $organisation AND k.child = c.id AND k.day <= $today
           AND k.what NOT IN ('open', 'highlight')) AS spoke,
       (SELECT e.day FROM entry AS e
         WHERE e.organisation = $organisation AND e.child = c.id AND e.day <= $today AND e.withdrawn_at IS NULL
           AND (e.side = $home OR e.note <> '')
           AND EXISTS (SELECT 1 FROM may_child AS r
                        WHERE r.organisation = $organisation AND r.person = $person AND r.child = c.id
                          AND r.from_day <= $today AND r.until_day > $today AND (r.scope & e.audience) <> 0)
         ORDER BY e.day DESC
         LIMIT 1) AS wrote,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM placement AS p
                               WHERE p.organisation = $organisation AND p.child = c.id AND p.from_day <= $today
                                 AND p.until_day > $today AND (p.weekdays & $weekday_bit) <> 0)
                   AND NOT EXISTS (SELECT 1 FROM absence AS x
                                    WHERE x.organisation = $organisation AND x.child = c.id AND x.from_day <= $today
                                      AND x.until_day > $today)
                   OR EXISTS (SELECT 1 FROM attendance AS a
                               WHERE a.organisation = $organisation AND a.child = c.id AND a.day = $today)
                 THEN 1 ELSE 0 END AS BIGINT) AS comes
  FROM mentor AS n
  JOIN child AS c ON c.organisation = n.organisation AND c.id = n.child
 WHERE n.organisation = $organisation AND n.person = $person AND n.from_day <= $today AND n.until_day > $today
   AND c.id IN (SELECT m.child FROM may_child AS m
                 WHERE m.organisation = $organisation AND m.person = $person AND m.from_day <= $today
                   AND m.until_day > $today AND (m.scope & $need) <> 0)
   AND EXISTS (SELECT 1 FROM placement AS p
                WHERE p.organisation = $organisation AND p.child = c.id AND p.from_day <= $today
                  AND p.until_day > $today)
 ORDER BY c.given_name, c.id;

-- statement mentor_guardians many
-- Whose wish for more or less contact counts for a child.
-- in  organisation organisation_id
-- in  child        child_id
-- in  today        date
-- out person       person_id
SELECT g.person AS person
  FROM guardian AS g
 WHERE g.organisation = $organisation AND g.child = $child AND g.scope = 'full' AND g.from_day <= $today
   AND g.until_day > $today
 ORDER BY g.place, g.person;
