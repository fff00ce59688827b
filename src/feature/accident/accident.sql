-- SPDX-License-Identifier: EUPL-1.2
-- Accidents of a child. Reading starts from may_child: the audience of a notice holds the centre, and the homes that it was told
-- to.

-- statement accident_head one
-- The child and the group it is on, for whoever may see it.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- out given_name   text
-- out care_group   group_id null
SELECT c.given_name AS given_name,
       (SELECT p.care_group FROM placement AS p
         WHERE p.organisation = $organisation AND p.child = $child AND p.from_day <= $today AND p.until_day > $today
         ORDER BY p.from_day DESC, p.id DESC LIMIT 1) AS care_group
  FROM child AS c
 WHERE c.organisation = $organisation AND c.id = $child
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today);

-- statement accident_list many
-- The notices about a child that this person may read, newest first.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  most         integer
-- out id           accident_id
-- out day          date
-- out at           instant
-- out audience     integer
-- out what         text
SELECT x.id AS id, x.day AS day, x.at AS at, x.audience AS audience, t.what AS what
  FROM accident AS x
  JOIN accident_text AS t ON t.organisation = x.organisation AND t.accident = x.id AND t.version = x.version
 WHERE x.organisation = $organisation AND x.child = $child
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & x.audience) <> 0)
 ORDER BY x.id DESC
 LIMIT $most;

-- statement accident_one one
-- One notice, for whoever may read it.
-- in  organisation organisation_id
-- in  child        child_id
-- in  id           accident_id
-- in  person       person_id
-- in  today        date
-- out day          date
-- out at           instant
-- out version      integer
-- out audience     integer
SELECT x.day AS day, x.at AS at, x.version AS version, x.audience AS audience
  FROM accident AS x
 WHERE x.organisation = $organisation AND x.child = $child AND x.id = $id
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & x.audience) <> 0);

-- statement accident_texts many
-- What is and was said about it, the newest first.
-- in  organisation organisation_id
-- in  accident     accident_id
-- out version      integer
-- out place        text
-- out what         text
-- out body         text
-- out done         text
-- out witness      text
-- out author_name  text
-- out created_at   instant
SELECT t.version AS version, t.place AS place, t.what AS what, t.body AS body, t.done AS done, t.witness AS witness,
       p.given_name AS author_name, t.created_at AS created_at
  FROM accident_text AS t
  JOIN person AS p ON p.organisation = t.organisation AND p.id = t.author
 WHERE t.organisation = $organisation AND t.accident = $accident
 ORDER BY t.version DESC;

-- statement accident_calls many
-- Who was told, or could not be reached; read by the centre alone.
-- in  organisation organisation_id
-- in  accident     accident_id
-- out name         text
-- out home         integer
-- out way          text
-- out reached      boolean
-- out note         text
-- out author_name  text
-- out created_at   instant
SELECT g.given_name AS name, c.home AS home, c.way AS way, c.reached AS reached, c.note AS note,
       p.given_name AS author_name, c.created_at AS created_at
  FROM accident_call AS c
  JOIN person AS g ON g.organisation = c.organisation AND g.id = c.called
  JOIN person AS p ON p.organisation = c.organisation AND p.id = c.author
 WHERE c.organisation = $organisation AND c.accident = $accident
 ORDER BY c.id;

-- statement accident_guardians many
-- The guardians to tell: those of the full scope, by home.
-- in  organisation organisation_id
-- in  child        child_id
-- in  today        date
-- out person       person_id
-- out given_name   text
-- out family_name  text
-- out called       text
-- out phone        text
-- out home         integer
SELECT g.person AS person, p.given_name AS given_name, p.family_name AS family_name, g.called AS called, p.phone AS phone,
       g.home AS home
  FROM guardian AS g
  JOIN person AS p ON p.organisation = g.organisation AND p.id = g.person
 WHERE g.organisation = $organisation AND g.child = $child AND g.scope = 'full'
   AND g.from_day <= $today AND g.until_day > $today
 ORDER BY g.home, g.place, g.person;

-- statement accident_accounts many
-- The guardians' own accounts that this person may read.
-- in  organisation organisation_id
-- in  child        child_id
-- in  accident     accident_id
-- in  person       person_id
-- in  today        date
-- out author_name  text
-- out words        text
-- out language     text
-- out created_at   instant
SELECT p.given_name AS author_name, a.words AS words, a.language AS language, a.created_at AS created_at
  FROM accident_account AS a
  JOIN person AS p ON p.organisation = a.organisation AND p.id = a.person
 WHERE a.organisation = $organisation AND a.accident = $accident
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today
                  AND ((m.scope & a.audience) <> 0 OR a.person = $person))
 ORDER BY a.id;

-- statement accident_signs many
-- Who signed, as far as this person may know.
-- in  organisation organisation_id
-- in  child        child_id
-- in  accident     accident_id
-- in  person       person_id
-- in  today        date
-- out signer       person_id
-- out name         text
-- out side         integer
-- out signed_at    instant
SELECT s.person AS signer, p.given_name AS name, s.side AS side, s.signed_at AS signed_at
  FROM accident_sign AS s
  JOIN person AS p ON p.organisation = s.organisation AND p.id = s.person
 WHERE s.organisation = $organisation AND s.accident = $accident
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today
                  AND ((m.scope & s.audience) <> 0 OR s.person = $person))
 ORDER BY s.signed_at, s.person;

-- statement accident_same many
-- What this person wrote about a child for the same moment: a form that is sent twice.
-- in  organisation organisation_id
-- in  child        child_id
-- in  author       person_id
-- in  at           instant
-- in  what         text
-- out id           accident_id
SELECT x.id AS id
  FROM accident AS x
  JOIN accident_text AS t ON t.organisation = x.organisation AND t.accident = x.id AND t.version = 1
 WHERE x.organisation = $organisation AND x.child = $child AND x.author = $author AND x.at = $at AND t.what = $what
 ORDER BY x.id;

-- statement accident_insert run
-- A draft.
-- in  organisation organisation_id
-- in  id           accident_id
-- in  child        child_id
-- in  day          date
-- in  at           instant
-- in  audience     integer
-- in  author       person_id
-- in  created_at   instant
INSERT INTO accident (organisation, id, child, day, at, version, audience, author, created_at)
VALUES ($organisation, $id, $child, $day, $at, 1, $audience, $author, $created_at);

-- statement accident_insert_text run
-- What is said about it.
-- in  organisation organisation_id
-- in  accident     accident_id
-- in  version      integer
-- in  place        text
-- in  what         text
-- in  body         text
-- in  done         text
-- in  witness      text
-- in  author       person_id
-- in  created_at   instant
INSERT INTO accident_text (organisation, accident, version, place, what, body, done, witness, author, created_at)
VALUES ($organisation, $accident, $version, $place, $what, $body, $done, $witness, $author, $created_at);

-- statement accident_set_version run
-- Another text counts.
-- in  organisation organisation_id
-- in  id           accident_id
-- in  version      integer
-- in  before       integer
UPDATE accident AS x SET version = $version
 WHERE x.organisation = $organisation AND x.id = $id AND x.version = $before;

-- statement accident_set_audience run
-- A home was told.
-- in  organisation organisation_id
-- in  id           accident_id
-- in  audience     integer
UPDATE accident AS x SET audience = $audience WHERE x.organisation = $organisation AND x.id = $id;

-- statement accident_insert_call run
-- Somebody called.
-- in  organisation organisation_id
-- in  id           integer
-- in  accident     accident_id
-- in  called       person_id
-- in  home         integer
-- in  way          text
-- in  reached      boolean
-- in  note         text
-- in  author       person_id
-- in  created_at   instant
INSERT INTO accident_call (organisation, id, accident, called, home, way, reached, note, author, created_at)
VALUES ($organisation, $id, $accident, $called, $home, $way, $reached, $note, $author, $created_at);

-- statement accident_insert_account run
-- A guardian adds her own account.
-- in  organisation organisation_id
-- in  id           integer
-- in  accident     accident_id
-- in  person       person_id
-- in  words        text
-- in  language     text
-- in  audience     integer
-- in  created_at   instant
INSERT INTO accident_account (organisation, id, accident, person, words, language, audience, created_at)
VALUES ($organisation, $id, $accident, $person, $words, $language, $audience, $created_at);

-- statement accident_insert_sign run
-- Talked about.
-- in  organisation organisation_id
-- in  accident     accident_id
-- in  person       person_id
-- in  side         integer
-- in  audience     integer
-- in  signed_at    instant
INSERT INTO accident_sign (organisation, accident, person, side, audience, signed_at)
VALUES ($organisation, $accident, $person, $side, $audience, $signed_at);

-- statement accident_erase_signs run
-- Of an erased child.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM accident_sign AS t
 WHERE t.organisation = $organisation
   AND t.accident IN (SELECT x.id FROM accident AS x WHERE x.organisation = $organisation AND x.child = $child);

-- statement accident_erase_accounts run
-- Of an erased child.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM accident_account AS t
 WHERE t.organisation = $organisation
   AND t.accident IN (SELECT x.id FROM accident AS x WHERE x.organisation = $organisation AND x.child = $child);

-- statement accident_erase_calls run
-- Of an erased child.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM accident_call AS t
 WHERE t.organisation = $organisation
   AND t.accident IN (SELECT x.id FROM accident AS x WHERE x.organisation = $organisation AND x.child = $child);

-- statement accident_erase_texts run
-- Of an erased child.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM accident_text AS t
 WHERE t.organisation = $organisation
   AND t.accident IN (SELECT x.id FROM accident AS x WHERE x.organisation = $organisation AND x.child = $child);

-- statement accident_erase_rows run
-- Of an erased child.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM accident AS x WHERE x.organisation = $organisation AND x.child = $child;

-- statement accident_erase_own_accounts run
-- What an erased guardian wrote.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM accident_account AS t WHERE t.organisation = $organisation AND t.person = $person;

-- statement accident_erase_own_signs run
-- And that she signed.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM accident_sign AS t WHERE t.organisation = $organisation AND t.person = $person;
