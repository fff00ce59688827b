-- SPDX-License-Identifier: EUPL-1.2
-- Who works with the children, and what they tell about themselves.

-- statement team_own_card one
-- What a member of staff wrote about herself.
-- in  organisation organisation_id
-- in  person       person_id
-- out words        text
-- out language     text
-- out speaks       text
-- out weekdays     integer
-- out shows        integer
SELECT s.words, s.language, s.speaks, s.weekdays, s.shows
  FROM staff_card AS s
 WHERE s.organisation = $organisation AND s.person = $person;

-- statement team_own_face one
-- Whether a member of staff has a photo on her card.
-- in  organisation organisation_id
-- in  person       person_id
-- out portrait     file_id
SELECT f.id AS portrait FROM staff_portrait AS f WHERE f.organisation = $organisation AND f.person = $person;

-- statement team_of_child many
-- The team of the groups to which a child comes, for who may see the child; its mentor first.
-- in  organisation organisation_id
-- in  child        child_id
-- in  reader       person_id
-- in  today        date
-- in  weekday_bit  integer
-- out person       person_id
-- out given_name   text
-- out family_name  text
-- out say_name     text
-- out role         text
-- out mentor       boolean
-- out away         boolean
-- out card         boolean
-- out words        text
-- out language     text
-- out speaks       text
-- out weekdays     integer
-- out shows        integer
-- out portrait     file_id
SELECT t.person AS person, t.given_name AS given_name, t.family_name AS family_name, t.say_name AS say_name,
       t.role AS role, t.mentor AS mentor, t.away AS away,
       CAST(CASE WHEN c.person IS NULL THEN 0 ELSE 1 END AS BIGINT) AS card, COALESCE(c.words, '') AS words,
       COALESCE(c.language, '') AS language, COALESCE(c.speaks, '') AS speaks,
       COALESCE(c.weekdays, 0) AS weekdays, COALESCE(c.shows, 0) AS shows, COALESCE(f.id, 0) AS portrait
  FROM (SELECT p.id AS person, p.given_name AS given_name, p.family_name AS family_name, p.say_name AS say_name,
               s.role AS role, s.care_group AS care_group,
               CAST(CASE WHEN m.person IS NULL THEN 0 ELSE 1 END AS BIGINT) AS mentor,
               CAST(CASE WHEN a.person IS NULL THEN 0 ELSE 1 END AS BIGINT) AS away
          FROM professional AS s
          JOIN person AS p ON p.organisation = s.organisation AND p.id = s.person
          LEFT JOIN mentor AS m ON m.organisation = s.organisation AND m.child = $child AND m.person = s.person
                               AND m.from_day <= $today AND m.until_day > $today
          LEFT JOIN staff_away AS a ON a.organisation = s.organisation AND a.care_group = s.care_group
                                   AND a.person = s.person AND a.day = $today
         WHERE s.organisation = $organisation AND s.from_day <= $today AND s.until_day > $today
           AND s.care_group IN (SELECT q.care_group FROM placement AS q
                                 WHERE q.organisation = $organisation AND q.child = $child
                                   AND q.from_day <= $today AND q.until_day > $today)
           AND EXISTS (SELECT 1 FROM may_child AS r
                        WHERE r.organisation = $organisation AND r.person = $reader AND r.child = $child
                          AND r.from_day <= $today AND r.until_day > $today)) AS t
  LEFT JOIN staff_card AS c ON c.organisation = $organisation AND c.person = t.person
  LEFT JOIN staff_portrait AS f ON f.organisation = $organisation AND f.person = t.person
 ORDER BY t.mentor DESC, CASE WHEN (COALESCE(c.weekdays, 0) & $weekday_bit) <> 0 THEN 0 ELSE 1 END, t.role,
          t.given_name, t.person, t.care_group;

-- statement team_mentor one
-- The mentor of a child, who need not work on its group.
-- in  organisation organisation_id
-- in  child        child_id
-- in  reader       person_id
-- in  today        date
-- out person       person_id
-- out given_name   text
-- out family_name  text
-- out say_name     text
-- out words        text
-- out language     text
-- out speaks       text
-- out weekdays     integer
-- out shows        integer
-- out portrait     file_id
SELECT p.id AS person, p.given_name AS given_name, p.family_name AS family_name, p.say_name AS say_name,
       COALESCE(c.words, '') AS words, COALESCE(c.language, '') AS language, COALESCE(c.speaks, '') AS speaks,
       COALESCE(c.weekdays, 0) AS weekdays, COALESCE(c.shows, 0) AS shows,
       COALESCE(f.id, 0) AS portrait
  FROM mentor AS m
  JOIN person AS p ON p.organisation = m.organisation AND p.id = m.person
  LEFT JOIN staff_card AS c ON c.organisation = p.organisation AND c.person = p.id
  LEFT JOIN staff_portrait AS f ON f.organisation = p.organisation AND f.person = p.id
 WHERE m.organisation = $organisation AND m.child = $child AND m.from_day <= $today AND m.until_day > $today
   AND EXISTS (SELECT 1 FROM may_child AS r
                WHERE r.organisation = $organisation AND r.person = $reader AND r.child = $child
                  AND r.from_day <= $today AND r.until_day > $today)
 ORDER BY m.from_day DESC
 LIMIT 1;

-- statement team_child_name one
-- Whom the page is about.
-- in  organisation organisation_id
-- in  child        child_id
-- in  reader       person_id
-- in  today        date
-- out given_name   text
SELECT c.given_name AS given_name
  FROM child AS c
 WHERE c.organisation = $organisation AND c.id = $child
   AND c.id IN (SELECT m.child FROM may_child AS m
                 WHERE m.organisation = $organisation AND m.person = $reader AND m.child = $child
                   AND m.from_day <= $today AND m.until_day > $today);

-- statement team_of_group many
-- Who works on a group on a day, for who works there or manages it.
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  reader       person_id
-- in  today        date
-- out person       person_id
-- out given_name   text
-- out family_name  text
-- out role         text
-- out weekdays     integer
-- out away         boolean
SELECT p.id AS person, p.given_name AS given_name, p.family_name AS family_name, s.role AS role,
       COALESCE(c.weekdays, 0) AS weekdays, CAST(CASE WHEN a.person IS NULL THEN 0 ELSE 1 END AS BIGINT) AS away
  FROM professional AS s
  JOIN person AS p ON p.organisation = s.organisation AND p.id = s.person
  LEFT JOIN staff_card AS c ON c.organisation = s.organisation AND c.person = s.person
  LEFT JOIN staff_away AS a ON a.organisation = s.organisation AND a.care_group = s.care_group
                           AND a.person = s.person AND a.day = $today
 WHERE s.organisation = $organisation AND s.care_group = $care_group AND s.from_day <= $today
   AND s.until_day > $today
   AND s.care_group IN (SELECT m.care_group FROM may_group AS m
                         WHERE m.organisation = $organisation AND m.person = $reader AND m.care_group = $care_group
                           AND m.from_day <= $today AND m.until_day > $today)
 ORDER BY s.role, p.given_name, p.id;

-- statement team_group_name one
-- The group, for who works there or manages it, and where it is.
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  reader       person_id
-- in  today        date
-- out name         text
-- out location     location_id
SELECT g.name AS name, g.location AS location
  FROM care_group AS g
 WHERE g.organisation = $organisation AND g.id = $care_group
   AND g.id IN (SELECT m.care_group FROM may_group AS m
                 WHERE m.organisation = $organisation AND m.person = $reader AND m.care_group = $care_group
                   AND m.from_day <= $today AND m.until_day > $today);

-- statement team_without_mentor many
-- Children of a group who have no mentor (R042).
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  reader       person_id
-- in  today        date
-- out child        child_id
-- out given_name   text
SELECT c.id AS child, c.given_name AS given_name
  FROM placement AS q
  JOIN child AS c ON c.organisation = q.organisation AND c.id = q.child
 WHERE q.organisation = $organisation AND q.care_group = $care_group AND q.from_day <= $today
   AND q.until_day > $today
   AND q.care_group IN (SELECT m.care_group FROM may_group AS m
                         WHERE m.organisation = $organisation AND m.person = $reader AND m.care_group = $care_group
                           AND m.from_day <= $today AND m.until_day > $today)
   AND NOT EXISTS (SELECT 1 FROM mentor AS n
                    WHERE n.organisation = $organisation AND n.child = q.child AND n.from_day <= $today
                      AND n.until_day > $today)
 GROUP BY c.id, c.given_name
 ORDER BY c.given_name, c.id;

-- statement team_children many
-- Whose pages say who is there today.
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  today        date
-- in  most         integer
-- out child        child_id
SELECT q.child AS child
  FROM placement AS q
 WHERE q.organisation = $organisation AND q.care_group = $care_group AND q.from_day <= $today
   AND q.until_day > $today
 GROUP BY q.child
 ORDER BY q.child
 LIMIT $most;

-- statement team_works one
-- Whether somebody works on the group that day.
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  person       person_id
-- in  today        date
-- out role         text
SELECT s.role AS role
  FROM professional AS s
 WHERE s.organisation = $organisation AND s.care_group = $care_group AND s.person = $person
   AND s.from_day <= $today AND s.until_day > $today
 LIMIT 1;

-- statement team_card_put run
-- What she tells now.
-- in  organisation organisation_id
-- in  person       person_id
-- in  words        text
-- in  language     text
-- in  speaks       text
-- in  weekdays     integer
-- in  shows        integer
-- in  written_at   instant
INSERT INTO staff_card (organisation, person, words, language, speaks, weekdays, shows, written_at)
VALUES ($organisation, $person, $words, $language, $speaks, $weekdays, $shows, $written_at)
ON CONFLICT (organisation, person) DO UPDATE
   SET words = excluded.words, language = excluded.language, speaks = excluded.speaks, weekdays = excluded.weekdays,
       shows = excluded.shows, written_at = excluded.written_at;

-- statement team_news_add run
-- A new card is told once to the parents of each group on which she works; not of a stand-in, who is introduced by the day.
-- in  organisation organisation_id
-- in  person       person_id
-- in  today        date
-- in  at           instant
INSERT INTO team_news (organisation, care_group, person, at)
SELECT s.organisation, s.care_group, s.person, $at
  FROM professional AS s
 WHERE s.organisation = $organisation AND s.person = $person AND s.role <> 'stand_in' AND s.from_day <= $today
   AND s.until_day > $today
ON CONFLICT (organisation, care_group, person) DO NOTHING;

-- statement team_news_for many
-- New cards in the groups of a guardian's children.
-- in  organisation organisation_id
-- in  reader       person_id
-- in  today        date
-- in  since_at     instant
-- in  homes        integer
-- in  most         integer
-- out child        child_id
-- out person       person_id
-- out given_name   text
-- out group_name   text
SELECT min(m.child) AS child, n.person AS person, p.given_name AS given_name, g.name AS group_name
  FROM may_child AS m
  JOIN placement AS q ON q.organisation = m.organisation AND q.child = m.child
  JOIN team_news AS n ON n.organisation = q.organisation AND n.care_group = q.care_group
  JOIN care_group AS g ON g.organisation = n.organisation AND g.id = n.care_group
  JOIN person AS p ON p.organisation = n.organisation AND p.id = n.person
 WHERE m.organisation = $organisation AND m.person = $reader AND (m.scope & $homes) <> 0 AND m.from_day <= $today
   AND m.until_day > $today AND q.from_day <= $today AND q.until_day > $today AND n.at > $since_at
   AND EXISTS (SELECT 1 FROM professional AS s
                WHERE s.organisation = n.organisation AND s.care_group = n.care_group AND s.person = n.person
                  AND s.from_day <= $today AND s.until_day > $today)
   AND EXISTS (SELECT 1 FROM staff_card AS c
                WHERE c.organisation = n.organisation AND c.person = n.person AND c.shows <> 0)
 GROUP BY n.person, p.given_name, n.care_group, g.name, n.at
 ORDER BY n.at DESC, n.person
 LIMIT $most;

-- statement team_away_forget run
-- Who was away on a day that is over matters to nobody: no list of it grows (R244).
-- in  organisation organisation_id
-- in  today        date
DELETE FROM staff_away AS a WHERE a.organisation = $organisation AND a.day < $today;

-- statement team_away_add run
-- She is not there that day.
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  person       person_id
-- in  day          date
-- in  written_by   person_id
-- in  written_at   instant
INSERT INTO staff_away (organisation, care_group, person, day, written_by, written_at)
VALUES ($organisation, $care_group, $person, $day, $written_by, $written_at)
ON CONFLICT (organisation, care_group, person, day) DO NOTHING;

-- statement team_away_remove run
-- She is there after all.
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  person       person_id
-- in  day          date
DELETE FROM staff_away AS a
 WHERE a.organisation = $organisation AND a.care_group = $care_group AND a.person = $person AND a.day = $day;

-- statement team_erase_card run
-- A member of staff is erased.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM staff_card AS s WHERE s.organisation = $organisation AND s.person = $person;

-- statement team_erase_away run
-- Nor was she ever away, or said that somebody was.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM staff_away AS a WHERE a.organisation = $organisation AND (a.person = $person OR a.written_by = $person);

-- statement team_erase_news run
-- Nor new.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM team_news AS n WHERE n.organisation = $organisation AND n.person = $person;
