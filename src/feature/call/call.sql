-- SPDX-License-Identifier: EUPL-1.2
-- Calling. Reading starts from may_child; what a guardian wishes, asks and was told is for the centre and herself: who has a home
-- bit for the child ($homes) reads her own alone, also when she works here.

-- statement call_of_child many later recalled
-- The guardians of a child, when they want to be called, and the talks that wait, one a row; those for the team ($team) and for who
-- asked. The two counts say when a form of the page is another one.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- in  centre       integer
-- in  team         integer
-- out guardian     person_id
-- out name         text
-- out known_phone  text
-- out phone        text
-- out kinds        integer
-- out words        text
-- out language     text
-- out from_minute  integer
-- out until_minute integer
-- out calls        integer
-- out asked        integer
-- out id           callback_id null
-- out side         integer
-- out topic        text
-- out back_words    text
-- out back_language text
-- out sensitive    boolean
-- out way          text
-- out until_day    date null
-- out back_from    integer
-- out back_until   integer
-- out until_at     instant null
SELECT g.person AS guardian, p.given_name AS name, p.phone AS known_phone, COALESCE(c.phone, '') AS phone,
       COALESCE(c.kinds, 0) AS kinds, COALESCE(c.words, '') AS words, COALESCE(c.language, '') AS language,
       COALESCE(c.from_minute, 0) AS from_minute, COALESCE(c.until_minute, 1440) AS until_minute,
       (SELECT COUNT(*) FROM call_log AS l
         WHERE l.organisation = $organisation AND l.child = $child AND l.person = g.person) AS calls,
       (SELECT COUNT(*) FROM callback AS k
         WHERE k.organisation = $organisation AND k.child = $child AND k.person = g.person) AS asked,
       b.id AS id, COALESCE(b.side, 0) AS side, COALESCE(b.topic, '') AS topic, COALESCE(b.words, '') AS back_words,
       COALESCE(b.language, '') AS back_language, COALESCE(b.sensitive, 0) AS sensitive, COALESCE(b.way, '') AS way,
       b.until_day AS until_day, COALESCE(b.from_minute, 0) AS back_from, COALESCE(b.until_minute, 1440) AS back_until,
       b.until_at AS until_at
  FROM guardian AS g
  JOIN person AS p ON p.organisation = g.organisation AND p.id = g.person
  LEFT JOIN call_wish AS c ON c.organisation = g.organisation AND c.child = g.child AND c.person = g.person
  LEFT JOIN callback AS b ON b.organisation = g.organisation AND b.child = g.child AND b.person = g.person
                         AND b.done_at IS NULL
                         AND (b.person = $person OR b.asked_by = $person
                              OR EXISTS (SELECT 1 FROM may_child AS t
                                          WHERE t.organisation = $organisation AND t.child = $child
                                            AND t.person = $person AND t.from_day <= $today AND t.until_day > $today
                                            AND (t.scope & $team) <> 0))
 WHERE g.organisation = $organisation AND g.child = $child AND g.scope = 'full'
   AND g.from_day <= $today AND g.until_day > $today
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.child = $child AND m.person = $person
                  AND m.from_day <= $today AND m.until_day > $today
                  AND ((m.scope & $centre) <> 0 OR g.person = $person))
   AND (g.person = $person
        OR NOT EXISTS (SELECT 1 FROM may_child AS own
                        WHERE own.organisation = $organisation AND own.child = $child AND own.person = $person
                          AND own.from_day <= $today AND own.until_day > $today AND (own.scope & $homes) <> 0))
 ORDER BY g.place, g.person, b.side NULLS FIRST, b.id NULLS FIRST;

-- statement call_backs_done many
-- Talks that do not wait any more, the newest first.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- in  team         integer
-- in  most         integer
-- out name         text
-- out side         integer
-- out topic        text
-- out sensitive    boolean
-- out done         text
-- out done_at      instant null
SELECT p.given_name AS name, b.side AS side, b.topic AS topic, b.sensitive AS sensitive, b.done AS done,
       b.done_at AS done_at
  FROM callback AS b
  JOIN person AS p ON p.organisation = b.organisation AND p.id = b.person
 WHERE b.organisation = $organisation AND b.child = $child AND b.done_at IS NOT NULL
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.child = $child AND m.person = $person
                  AND m.from_day <= $today AND m.until_day > $today
                  AND ((m.scope & $team) <> 0 OR b.person = $person))
   AND (b.person = $person
        OR NOT EXISTS (SELECT 1 FROM may_child AS own
                        WHERE own.organisation = $organisation AND own.child = $child AND own.person = $person
                          AND own.from_day <= $today AND own.until_day > $today AND (own.scope & $homes) <> 0))
 ORDER BY b.id DESC
 LIMIT $most;

-- statement call_logs many
-- The calls that were made, the newest first.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- in  team         integer
-- in  most         integer
-- out name         text
-- out at           instant
-- out topic        text
-- out words        text
-- out language     text
-- out outcome      text
-- out author_name  text
SELECT p.given_name AS name, l.at AS at, l.topic AS topic, l.words AS words, l.language AS language,
       l.outcome AS outcome, a.given_name AS author_name
  FROM call_log AS l
  JOIN person AS p ON p.organisation = l.organisation AND p.id = l.person
  JOIN person AS a ON a.organisation = l.organisation AND a.id = l.author
 WHERE l.organisation = $organisation AND l.child = $child
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.child = $child AND m.person = $person
                  AND m.from_day <= $today AND m.until_day > $today
                  AND ((m.scope & $team) <> 0 OR l.person = $person))
   AND (l.person = $person
        OR NOT EXISTS (SELECT 1 FROM may_child AS own
                        WHERE own.organisation = $organisation AND own.child = $child AND own.person = $person
                          AND own.from_day <= $today AND own.until_day > $today AND (own.scope & $homes) <> 0))
 ORDER BY l.id DESC
 LIMIT $most;

-- statement call_at_door many
-- What waits about the children of a group and is for the door, or for no door at all; for the team, and not about own children.
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- in  team         integer
-- out child        child_id
-- out name         text
-- out topic        text
-- out sensitive    boolean
SELECT b.child AS child, p.given_name AS name, b.topic AS topic, b.sensitive AS sensitive
  FROM placement AS q
  JOIN callback AS b ON b.organisation = q.organisation AND b.child = q.child AND b.done_at IS NULL
                    AND (b.sensitive = 1 OR b.way = 'door')
  JOIN person AS p ON p.organisation = b.organisation AND p.id = b.person
 WHERE q.organisation = $organisation AND q.care_group = $care_group AND q.from_day <= $today AND q.until_day > $today
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.child = q.child AND m.person = $person
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $team) <> 0)
   AND NOT EXISTS (SELECT 1 FROM may_child AS own
                    WHERE own.organisation = $organisation AND own.child = q.child AND own.person = $person
                      AND own.from_day <= $today AND own.until_day > $today AND (own.scope & $homes) <> 0)
 ORDER BY b.child, b.id;

-- statement call_child one
-- What the child is called, for whoever may see it, and on which group it is.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- out given_name   text
-- out care_group   group_id
SELECT c.given_name AS given_name,
       COALESCE((SELECT q.care_group FROM placement AS q
                  WHERE q.organisation = $organisation AND q.child = $child AND q.from_day <= $today
                    AND q.until_day > $today
                  ORDER BY q.from_day DESC, q.id DESC LIMIT 1), 0) AS care_group
  FROM child AS c
 WHERE c.organisation = $organisation AND c.id = $child
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today);

-- statement call_guardian one
-- Whether this is a guardian with the full scope; the caller has checked who asks.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- out person       person_id
SELECT g.person AS person
  FROM guardian AS g
 WHERE g.organisation = $organisation AND g.child = $child AND g.person = $person AND g.scope = 'full'
   AND g.from_day <= $today AND g.until_day > $today;

-- statement call_back_open one
-- The talk of one side that waits.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  side         integer
-- out id           callback_id
SELECT b.id AS id
  FROM callback AS b
 WHERE b.organisation = $organisation AND b.child = $child AND b.person = $person AND b.side = $side
   AND b.done_at IS NULL
 ORDER BY b.id
 LIMIT 1;

-- statement call_back_one one
-- A talk; the caller has checked who asks.
-- in  organisation organisation_id
-- in  child        child_id
-- in  id           callback_id
-- out person       person_id
-- out side         integer
SELECT b.person AS person, b.side AS side
  FROM callback AS b
 WHERE b.organisation = $organisation AND b.child = $child AND b.id = $id;

-- statement call_wish_put run
-- What a guardian wishes now.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  kinds        integer
-- in  words        text
-- in  language     text
-- in  phone        text
-- in  from_minute  integer
-- in  until_minute integer
-- in  written_at   instant
INSERT INTO call_wish (organisation, child, person, kinds, words, language, phone, from_minute, until_minute, written_at)
VALUES ($organisation, $child, $person, $kinds, $words, $language, $phone, $from_minute, $until_minute, $written_at)
ON CONFLICT (organisation, child, person) DO UPDATE
   SET kinds = excluded.kinds, words = excluded.words, language = excluded.language, phone = excluded.phone,
       from_minute = excluded.from_minute, until_minute = excluded.until_minute, written_at = excluded.written_at;

-- statement call_back_insert run
-- A side wants to talk.
-- in  organisation organisation_id
-- in  id           callback_id
-- in  child        child_id
-- in  person       person_id
-- in  side         integer
-- in  asked_by     person_id
-- in  topic        text
-- in  words        text
-- in  language     text
-- in  sensitive    boolean
-- in  way          text
-- in  until_day    date
-- in  from_minute  integer
-- in  until_minute integer
-- in  until_at     instant
-- in  created_at   instant
INSERT INTO callback (organisation, id, child, person, side, asked_by, topic, words, language, sensitive, way, until_day,
                      from_minute, until_minute, until_at, created_at)
VALUES ($organisation, $id, $child, $person, $side, $asked_by, $topic, $words, $language, $sensitive, $way, $until_day,
        $from_minute, $until_minute, $until_at, $created_at);

-- statement call_back_change run
-- And says more about it.
-- in  organisation organisation_id
-- in  id           callback_id
-- in  topic        text
-- in  words        text
-- in  language     text
-- in  sensitive    boolean
-- in  way          text
-- in  until_day    date
-- in  from_minute  integer
-- in  until_minute integer
-- in  until_at     instant
UPDATE callback AS b
   SET topic = $topic, words = $words, language = $language, sensitive = $sensitive, way = $way, until_day = $until_day,
       from_minute = $from_minute, until_minute = $until_minute, until_at = $until_at
 WHERE b.organisation = $organisation AND b.id = $id;

-- statement call_back_done run
-- It was talked about, or is not needed any more.
-- in  organisation organisation_id
-- in  id           callback_id
-- in  child        child_id
-- in  person       person_id
-- in  done         text
-- in  done_at      instant
UPDATE callback AS b SET done = $done, done_at = $done_at
 WHERE b.organisation = $organisation AND b.id = $id AND b.child = $child AND b.person = $person AND b.done_at IS NULL;

-- statement call_log_insert run
-- A call.
-- in  organisation organisation_id
-- in  id           integer
-- in  child        child_id
-- in  person       person_id
-- in  at           instant
-- in  topic        text
-- in  words        text
-- in  language     text
-- in  outcome      text
-- in  author       person_id
INSERT INTO call_log (organisation, id, child, person, at, topic, words, language, outcome, author)
VALUES ($organisation, $id, $child, $person, $at, $topic, $words, $language, $outcome, $author);

-- statement call_erase_wishes run
-- Of an erased child.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM call_wish AS c WHERE c.organisation = $organisation AND c.child = $child;

-- statement call_erase_backs run
-- Of an erased child.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM callback AS b WHERE b.organisation = $organisation AND b.child = $child;

-- statement call_erase_logs run
-- Of an erased child.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM call_log AS l WHERE l.organisation = $organisation AND l.child = $child;

-- statement call_erase_own_wishes run
-- Of an erased guardian.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM call_wish AS c WHERE c.organisation = $organisation AND c.person = $person;

-- statement call_erase_own_backs run
-- Of an erased guardian.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM callback AS b WHERE b.organisation = $organisation AND b.person = $person;

-- statement call_erase_own_logs run
-- Of an erased guardian.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM call_log AS l WHERE l.organisation = $organisation AND l.person = $person;
