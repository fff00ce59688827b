-- SPDX-License-Identifier: EUPL-1.2
-- Absence. Reading starts from may_child or may_group, against the audience of a report. A row with `ends` is no report: for who
-- reads that row, the report with that id ends on its first day. The centre reads all of them.

-- statement absence_on_day many later recalled
-- What was said about one day of a child, as far as this person reads it; the last counts that lasts until after that day.
-- in  organisation organisation_id
-- in  child        child_id
-- in  day          date
-- in  person       person_id
-- in  today        date
-- out kind         text
-- out until_day    date
-- out words        text
-- out language     text
-- out author_name  text
SELECT x.kind AS kind,
       COALESCE((SELECT MIN(CASE WHEN b.id = x.id THEN b.until_day ELSE b.from_day END)
                   FROM absence AS b
                  WHERE b.organisation = $organisation AND b.child = x.child AND (b.id = x.id OR b.ends = x.id)
                    AND EXISTS (SELECT 1 FROM may_child AS n
                                 WHERE n.organisation = $organisation AND n.child = b.child AND n.person = $person
                                   AND n.from_day <= $today AND n.until_day > $today
                                   AND ((n.scope & b.audience) <> 0 OR b.author = $person))), x.until_day) AS until_day,
       x.words AS words, x.language AS language, p.given_name AS author_name
  FROM absence AS x
  JOIN person AS p ON p.organisation = x.organisation AND p.id = x.author
 WHERE x.organisation = $organisation AND x.child = $child AND x.from_day <= $day AND x.until_day > $day
   AND x.ends = 0
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.child = $child AND m.person = $person
                  AND m.from_day <= $today AND m.until_day > $today
                  AND ((m.scope & x.audience) <> 0 OR x.author = $person))
 ORDER BY x.id;

-- statement absence_coming many
-- What is said about a child from today on, as far as this person reads it; some of it may be over for her.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- out id           absence_id
-- out kind         text
-- out from_day     date
-- out until_day    date
-- out words        text
-- out language     text
-- out author_name  text
SELECT x.id AS id, x.kind AS kind, x.from_day AS from_day,
       COALESCE((SELECT MIN(CASE WHEN b.id = x.id THEN b.until_day ELSE b.from_day END)
                   FROM absence AS b
                  WHERE b.organisation = $organisation AND b.child = x.child AND (b.id = x.id OR b.ends = x.id)
                    AND EXISTS (SELECT 1 FROM may_child AS n
                                 WHERE n.organisation = $organisation AND n.child = b.child AND n.person = $person
                                   AND n.from_day <= $today AND n.until_day > $today
                                   AND ((n.scope & b.audience) <> 0 OR b.author = $person))), x.until_day) AS until_day,
       x.words AS words, x.language AS language, p.given_name AS author_name
  FROM absence AS x
  JOIN person AS p ON p.organisation = x.organisation AND p.id = x.author
 WHERE x.organisation = $organisation AND x.child = $child AND x.until_day > $today AND x.until_day > x.from_day
   AND x.ends = 0
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.child = $child AND m.person = $person
                  AND m.from_day <= $today AND m.until_day > $today
                  AND ((m.scope & x.audience) <> 0 OR x.author = $person))
 ORDER BY x.from_day, x.id;

-- statement absence_own_near many
-- Which own children of a guardian stay away today or tomorrow; some of it may be over for her.
-- in  organisation organisation_id
-- in  person       person_id
-- in  homes        integer
-- in  today        date
-- out child        child_id
-- out kind         text
-- out from_day     date
-- out until_day    date
SELECT x.child AS child, x.kind AS kind, x.from_day AS from_day,
       COALESCE((SELECT MIN(CASE WHEN b.id = x.id THEN b.until_day ELSE b.from_day END)
                   FROM absence AS b
                  WHERE b.organisation = $organisation AND b.child = x.child AND (b.id = x.id OR b.ends = x.id)
                    AND EXISTS (SELECT 1 FROM may_child AS n
                                 WHERE n.organisation = $organisation AND n.child = b.child AND n.person = $person
                                   AND n.from_day <= $today AND n.until_day > $today
                                   AND ((n.scope & b.audience) <> 0 OR b.author = $person))), x.until_day) AS until_day
  FROM may_child AS m
  JOIN absence AS x ON x.organisation = m.organisation AND x.child = m.child
 WHERE m.organisation = $organisation AND m.person = $person AND m.from_day <= $today AND m.until_day > $today
   AND (m.scope & $homes) <> 0 AND x.from_day <= $today + 1 AND x.until_day > $today AND x.until_day > x.from_day
   AND x.ends = 0 AND ((m.scope & x.audience) <> 0 OR x.author = $person)
 ORDER BY x.child, x.id;

-- statement absence_siblings many later recalled
-- The children for whom a guardian may say it.
-- in  organisation organisation_id
-- in  person       person_id
-- in  today        date
-- in  need         integer
-- out child        child_id
-- out given_name   text
SELECT c.id AS child, c.given_name AS given_name
  FROM may_child AS m
  JOIN child AS c ON c.organisation = m.organisation AND c.id = m.child
 WHERE m.organisation = $organisation AND m.person = $person AND m.from_day <= $today AND m.until_day > $today
   AND (m.scope & $need) <> 0
 GROUP BY c.id, c.given_name, c.born_day
 ORDER BY c.born_day, c.given_name, c.id;

-- statement absence_child one
-- What the child is called, for whoever may see it.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- out given_name   text
SELECT c.given_name AS given_name
  FROM child AS c
 WHERE c.organisation = $organisation AND c.id = $child
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today);

-- statement absence_board many recalled
-- Which children of a group stay away, for its board; the last report of a child counts.
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  person       person_id
-- in  day          date
-- out child        child_id
-- out kind         text
SELECT x.child AS child, x.kind AS kind
  FROM absence AS x
 WHERE x.organisation = $organisation AND x.from_day <= $day AND x.until_day > $day AND x.ends = 0
   AND NOT EXISTS (SELECT 1 FROM absence AS b
                    WHERE b.organisation = $organisation AND b.child = x.child AND b.ends = x.id AND b.from_day <= $day)
   AND x.child IN (SELECT p.child FROM placement AS p
                    WHERE p.organisation = $organisation AND p.care_group = $care_group
                      AND p.from_day <= $day AND p.until_day > $day)
   AND EXISTS (SELECT 1 FROM may_group AS m
                WHERE m.organisation = $organisation AND m.care_group = $care_group AND m.person = $person
                  AND m.from_day <= $day AND m.until_day > $day AND (m.scope & x.audience) <> 0)
 ORDER BY x.child, x.id;

-- statement absence_protected one
-- A protected guardian of the child, if there is one (R243).
-- in  organisation organisation_id
-- in  child        child_id
-- in  today        date
-- out person       person_id
SELECT g.person AS person
  FROM guardian AS g
 WHERE g.organisation = $organisation AND g.child = $child AND g.protected = 1
   AND g.from_day <= $today AND g.until_day > $today
 LIMIT 1;

-- statement absence_same one
-- The same report by the same person, as far as it holds for her: a form that is sent twice.
-- in  organisation organisation_id
-- in  child        child_id
-- in  author       person_id
-- in  from_day     date
-- in  until_day    date
-- in  kind         text
-- in  words        text
-- in  today        date
-- out id           absence_id
SELECT x.id AS id
  FROM absence AS x
 WHERE x.organisation = $organisation AND x.child = $child AND x.author = $author AND x.from_day = $from_day
   AND x.until_day = $until_day AND x.kind = $kind AND x.words = $words AND x.ends = 0
   AND NOT EXISTS (SELECT 1 FROM absence AS b
                     JOIN may_child AS n ON n.organisation = b.organisation AND n.child = b.child
                    WHERE b.organisation = $organisation AND b.child = $child AND b.ends = x.id AND n.person = $author
                      AND n.from_day <= $today AND n.until_day > $today
                      AND ((n.scope & b.audience) <> 0 OR b.author = $author))
 LIMIT 1;

-- statement absence_insert run
-- A report, or the end of one.
-- in  organisation organisation_id
-- in  id           absence_id
-- in  child        child_id
-- in  from_day     date
-- in  until_day    date
-- in  kind         text
-- in  words        text
-- in  language     text
-- in  side         integer
-- in  audience     integer
-- in  ends         absence_id
-- in  author       person_id
-- in  created_at   instant
INSERT INTO absence (organisation, id, child, from_day, until_day, kind, words, language, side, audience, ends, author, created_at)
VALUES ($organisation, $id, $child, $from_day, $until_day, $kind, $words, $language, $side, $audience, $ends, $author,
        $created_at);

-- statement absence_shorten run
-- The child comes from this day on: what this person reads about it ends there, whoever said it, unless one of `others`, homes that
-- must not learn of it, reads it too.
-- in  organisation organisation_id
-- in  child        child_id
-- in  day          date
-- in  others       integer
-- in  ended_at     instant
-- in  person       person_id
-- in  today        date
UPDATE absence AS x SET until_day = $day, ended_at = $ended_at, ended_by = $person
 WHERE x.organisation = $organisation AND x.child = $child AND x.from_day <= $day AND x.until_day > $day
   AND x.ends = 0 AND (x.audience & $others) = 0
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.child = $child AND m.person = $person
                  AND m.from_day <= $today AND m.until_day > $today
                  AND ((m.scope & x.audience) <> 0 OR x.author = $person));

-- statement absence_kept many
-- What stays as it is for one of `others`, and is not over yet for this person.
-- in  organisation organisation_id
-- in  child        child_id
-- in  day          date
-- in  others       integer
-- in  person       person_id
-- in  today        date
-- out id           absence_id
-- out until_day    date
-- out kind         text
SELECT x.id AS id, x.until_day AS until_day, x.kind AS kind
  FROM absence AS x
 WHERE x.organisation = $organisation AND x.child = $child AND x.from_day <= $day AND x.until_day > $day
   AND x.ends = 0 AND (x.audience & $others) <> 0
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.child = $child AND m.person = $person
                  AND m.from_day <= $today AND m.until_day > $today
                  AND ((m.scope & x.audience) <> 0 OR x.author = $person))
   AND NOT EXISTS (SELECT 1 FROM absence AS b
                     JOIN may_child AS n ON n.organisation = b.organisation AND n.child = b.child
                    WHERE b.organisation = $organisation AND b.child = $child AND b.ends = x.id AND b.from_day <= $day
                      AND n.person = $person AND n.from_day <= $today AND n.until_day > $today
                      AND ((n.scope & b.audience) <> 0 OR b.author = $person))
 ORDER BY x.id;

-- statement absence_erase_rows run
-- Of an erased child.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM absence AS x WHERE x.organisation = $organisation AND x.child = $child;

-- statement absence_erase_words run
-- What an erased guardian wrote: the days stay, the words go.
-- in organisation organisation_id
-- in person       person_id
UPDATE absence AS x SET words = '', language = ''
 WHERE x.organisation = $organisation AND x.author = $person AND x.side = 1;
