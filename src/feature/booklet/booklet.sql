-- SPDX-License-Identifier: EUPL-1.2
-- A day or a week of a child, on paper. Every list starts from may_child.

-- statement booklet_child one
-- Whose sheet it is, and where the child is.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  day          date
-- out given_name   text
-- out group_name   text
SELECT c.given_name AS given_name,
       COALESCE((SELECT g.name FROM placement AS p
                   JOIN care_group AS g ON g.organisation = p.organisation AND g.id = p.care_group
                  WHERE p.organisation = $organisation AND p.child = $child AND p.from_day <= $day AND p.until_day > $day
                  ORDER BY p.from_day DESC, p.id DESC
                  LIMIT 1), '') AS group_name
  FROM child AS c
 WHERE c.organisation = $organisation AND c.id = $child
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today);

-- statement booklet_stays many
-- When the child came and went.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  from_day     date
-- in  until_day    date
-- out day          date
-- out in_at        instant
-- out out_at       instant null
SELECT a.day AS day, a.in_at AS in_at, a.out_at AS out_at
  FROM attendance AS a
 WHERE a.organisation = $organisation AND a.child = $child AND a.day >= $from_day AND a.day < $until_day
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today)
 ORDER BY a.day;

-- statement booklet_lines many
-- What this person reads of those days; with $for_homes only what every home with the full scope reads, or will when the child is
-- collected.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  from_day     date
-- in  until_day    date
-- in  for_homes    boolean
-- out day          date
-- out at           instant
-- out moment       moment_id
-- out side         integer
-- out kind         text
-- out value        text
-- out measure      integer
-- out note         text
-- out language     text
-- out channel      text
-- out author_name  text
-- out file         file_id null
SELECT e.day AS day, e.at AS at, e.moment AS moment, e.side AS side, e.kind AS kind, e.value AS value,
       e.measure AS measure, e.note AS note, e.language AS language, e.channel AS channel, p.given_name AS author_name,
       (SELECT f.small_file FROM photo_child AS k
          JOIN photo AS f ON f.organisation = k.organisation AND f.id = k.photo
         WHERE k.organisation = $organisation AND k.child = $child AND k.moment = e.moment AND e.kind = 'photo'
           AND f.state = 'ready'
         LIMIT 1) AS file
  FROM entry AS e
  JOIN person AS p ON p.organisation = e.organisation AND p.id = e.author
 WHERE e.organisation = $organisation AND e.child = $child AND e.day >= $from_day AND e.day < $until_day
   AND e.withdrawn_at IS NULL
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.child = $child AND m.person = $person
                  AND m.from_day <= $today AND m.until_day > $today
                  AND ((m.scope & e.audience) <> 0 OR e.author = $person))
   AND (CAST($for_homes AS BIGINT) = 0
        OR NOT EXISTS (SELECT 1 FROM guardian AS g
                        WHERE g.organisation = $organisation AND g.child = $child AND g.scope = 'full'
                          AND g.from_day <= $today AND g.until_day > $today
                          AND ((e.audience | e.held) & CASE g.home WHEN 1 THEN 1 WHEN 2 THEN 512 ELSE 1024 END) = 0))
 ORDER BY e.day, e.at, e.id;
