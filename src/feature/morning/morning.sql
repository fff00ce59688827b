-- SPDX-License-Identifier: EUPL-1.2
-- The morning as home tells it. Reading starts from may_child.

-- statement morning_own many
-- The children whom this guardian writes about: the age of the group, whether they are expected today and came, whether she told
-- something already, how often she wrote today (also what she took back), and whether another home may be offered as a reader.
-- in  organisation organisation_id
-- in  person       person_id
-- in  today        date
-- in  weekday_bit  integer
-- in  need         integer
-- out child        child_id
-- out given_name   text
-- out ages         text
-- out care_form    text
-- out expected     boolean
-- out came         boolean
-- out told         boolean
-- out acts         integer
-- out two_homes    boolean
SELECT c.id AS child, c.given_name AS given_name,
       COALESCE((SELECT s.ages
                   FROM placement AS p
                   JOIN group_setting AS s ON s.organisation = p.organisation AND s.care_group = p.care_group
                  WHERE p.organisation = $organisation AND p.child = c.id AND p.from_day <= $today AND p.until_day > $today
                  ORDER BY CASE WHEN (p.weekdays & $weekday_bit) <> 0 THEN 0 ELSE 1 END, p.from_day DESC, p.id DESC
                  LIMIT 1), '') AS ages,
       COALESCE((SELECT g.care_form
                   FROM placement AS p
                   JOIN care_group AS g ON g.organisation = p.organisation AND g.id = p.care_group
                  WHERE p.organisation = $organisation AND p.child = c.id AND p.from_day <= $today AND p.until_day > $today
                  ORDER BY CASE WHEN (p.weekdays & $weekday_bit) <> 0 THEN 0 ELSE 1 END, p.from_day DESC, p.id DESC
                  LIMIT 1), '') AS care_form,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM placement AS p
                               WHERE p.organisation = $organisation AND p.child = c.id AND p.from_day <= $today
                                 AND p.until_day > $today AND (p.weekdays & $weekday_bit) <> 0)
                 THEN 1 ELSE 0 END AS BIGINT) AS expected,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM attendance AS a
                               WHERE a.organisation = $organisation AND a.child = c.id AND a.day = $today)
                 THEN 1 ELSE 0 END AS BIGINT) AS came,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM entry AS e
                               WHERE e.organisation = $organisation AND e.child = c.id AND e.day = $today
                                 AND e.author = $person AND e.side = 1 AND e.withdrawn_at IS NULL)
                 THEN 1 ELSE 0 END AS BIGINT) AS told,
       CAST(COALESCE((SELECT SUM(e.version) FROM entry AS e
                       WHERE e.organisation = $organisation AND e.child = c.id AND e.day = $today
                         AND e.author = $person), 0) AS BIGINT) AS acts,
       CAST(CASE WHEN EXISTS (SELECT 1
                                FROM guardian AS g
                                JOIN guardian AS me ON me.organisation = g.organisation AND me.child = g.child
                               WHERE g.organisation = $organisation AND g.child = c.id AND g.scope = 'full'
                                 AND g.protected = 0 AND g.from_day <= $today AND g.until_day > $today
                                 AND me.person = $person AND me.protected = 0 AND g.home <> me.home)
                 THEN 1 ELSE 0 END AS BIGINT) AS two_homes
  FROM child AS c
 WHERE c.organisation = $organisation
   AND c.id IN (SELECT m.child FROM may_child AS m
                 WHERE m.organisation = $organisation AND m.person = $person AND (m.scope & $need) <> 0
                   AND m.from_day <= $today AND m.until_day > $today)
 ORDER BY c.born_day, c.given_name, c.id;
