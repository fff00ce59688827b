-- SPDX-License-Identifier: EUPL-1.2
-- What stands in an archive beside the notebook: the family, its medicine, accidents and information sheet. Each list starts from
-- may_child, narrowed to the bits of a home ($homes): a guardian who works here too takes home what a guardian reads, and no more.

-- statement archive_guardian many
-- What this guardian is to the child.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- out given_name   text
-- out family_name  text
-- out called       text
-- out authority    boolean
-- out scope        text
-- out from_day     date
-- out until_day    date
-- out role         text
-- out own_words    text
SELECT p.given_name AS given_name, p.family_name AS family_name, g.called AS called, g.authority AS authority,
       g.scope AS scope, g.from_day AS from_day, g.until_day AS until_day, COALESCE(r.role, '') AS role,
       COALESCE(r.own_words, '') AS own_words
  FROM guardian AS g
  JOIN person AS p ON p.organisation = g.organisation AND p.id = g.person
  LEFT JOIN guardian_role AS r ON r.organisation = g.organisation AND r.child = g.child AND r.person = g.person
 WHERE g.organisation = $organisation AND g.child = $child AND g.person = $person
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $homes) <> 0);

-- statement archive_family many
-- The other guardians that she knows of, as on the page of the family: everybody of her home, and those with the full scope of
-- the other one; never a protected one.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- out given_name   text
-- out called       text
SELECT p.given_name AS given_name, g.called AS called
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

-- statement archive_mentors many
-- Who was the contact person, and when.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- out given_name   text
-- out from_day     date
-- out until_day    date
SELECT p.given_name AS given_name, t.from_day AS from_day, t.until_day AS until_day
  FROM mentor AS t
  JOIN person AS p ON p.organisation = t.organisation AND p.id = t.person
 WHERE t.organisation = $organisation AND t.child = $child
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $homes) <> 0)
 ORDER BY t.from_day;

-- statement archive_collectors many
-- Who may or might collect, as far as her home asked for it; what a guardian asked who is protected by now is that one's alone.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- out name         text
-- out phone        text
-- out relation     text
-- out from_day     date
-- out until_day    date
-- out ended_at     instant null
SELECT c.name AS name, c.phone AS phone, c.relation AS relation, c.from_day AS from_day, c.until_day AS until_day,
       c.ended_at AS ended_at
  FROM collector AS c
 WHERE c.organisation = $organisation AND c.child = $child
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = c.child
                  AND m.from_day <= $today AND m.until_day > $today
                  AND ((c.person = $person AND (m.scope & $homes) <> 0)
                       OR ((m.scope & c.audience & $homes) <> 0
                           AND NOT EXISTS (SELECT 1 FROM guardian AS g
                                            WHERE g.organisation = $organisation AND g.child = c.child
                                              AND g.person = c.person AND g.protected = 1))))
 ORDER BY c.from_day, c.name, c.id;

-- statement archive_home_words many
-- What her home wrote of itself, all versions. Whose home a text is of follows from where its author lives now.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- out kind         text
-- out words        text
-- out tap          text
-- out language     text
-- out author_name  text
-- out created_at   instant
SELECT w.kind AS kind, w.words AS words, w.tap AS tap, w.language AS language, p.given_name AS author_name,
       w.created_at AS created_at
  FROM home_words AS w
  JOIN guardian AS g ON g.organisation = w.organisation AND g.child = w.child AND g.person = w.author
  JOIN person AS p ON p.organisation = w.organisation AND p.id = w.author
 WHERE w.organisation = $organisation AND w.child = $child AND (w.words <> '' OR w.tap <> '')
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today
                  AND (m.scope & $homes & CASE g.home WHEN 1 THEN 1 WHEN 2 THEN 512 ELSE 1024 END) <> 0)
 ORDER BY w.kind, w.id;

-- statement archive_partners many
-- Who was invited from outside, what for, and in which words.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- out given_name   text
-- out family_name  text
-- out purpose      text
-- out from_day     date
-- out until_day    date
-- out words        text
-- out language     text
SELECT p.given_name AS given_name, p.family_name AS family_name, i.purpose AS purpose, i.from_day AS from_day,
       i.until_day AS until_day, COALESCE(w.words, '') AS words, COALESCE(w.language, '') AS language
  FROM partner AS i
  JOIN person AS p ON p.organisation = i.organisation AND p.id = i.person
  LEFT JOIN partner_invitation AS w ON w.organisation = i.organisation AND w.person = i.person AND w.child = i.child
                                   AND w.purpose = i.purpose AND w.from_day = i.from_day
 WHERE i.organisation = $organisation AND i.child = $child
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = i.child
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $homes) <> 0)
 ORDER BY i.from_day, p.given_name, p.id, i.purpose;

-- statement archive_medicines many
-- What was signed for, in all versions. Who signed is told to who signed alone (T20).
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- out id           medicine_id
-- out own          boolean
-- out version      integer
-- out name         text
-- out dose         text
-- out unit         text
-- out way          text
-- out needed       text
-- out most         integer
-- out from_day     date
-- out until_day    date
-- out kept         text
-- out expires_day  date
-- out prescribed   boolean
-- out signed_at    instant
-- out received_at  instant null
-- out leaflet      boolean
-- out ended_at     instant null
-- out ended_why    text
SELECT x.id AS id, CAST(CASE WHEN x.person = $person THEN 1 ELSE 0 END AS BIGINT) AS own, x.version AS version,
       x.name AS name, x.dose AS dose, x.unit AS unit, x.way AS way, x.needed AS needed, x.most AS most,
       x.from_day AS from_day, x.until_day AS until_day, x.kept AS kept, x.expires_day AS expires_day,
       x.prescribed AS prescribed, x.signed_at AS signed_at, x.received_at AS received_at, x.leaflet AS leaflet,
       x.ended_at AS ended_at, x.ended_why AS ended_why
  FROM medicine AS x
 WHERE x.organisation = $organisation AND x.child = $child
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today
                  AND ((m.scope & x.audience & $homes) <> 0 OR x.person = $person))
 ORDER BY x.id;

-- statement archive_medicine_times many
-- The planned times.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- out medicine     medicine_id
-- out minute       integer
SELECT t.medicine AS medicine, t.minute AS minute
  FROM medicine_time AS t
  JOIN medicine AS x ON x.organisation = t.organisation AND x.id = t.medicine
 WHERE t.organisation = $organisation AND x.child = $child
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today
                  AND ((m.scope & x.audience & $homes) <> 0 OR x.person = $person))
 ORDER BY t.medicine, t.minute;

-- statement archive_doses many
-- What was given or was not; what was struck out too.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- out medicine     medicine_id
-- out day          date
-- out at           instant
-- out outcome      text
-- out note         text
-- out giver        text
-- out watcher      text
-- out undone_at    instant null
-- out undone_why   text
SELECT d.medicine AS medicine, d.day AS day, d.at AS at, d.outcome AS outcome, d.note AS note, p.given_name AS giver,
       COALESCE(w.given_name, '') AS watcher, d.undone_at AS undone_at, d.undone_why AS undone_why
  FROM medicine_dose AS d
  JOIN medicine AS x ON x.organisation = d.organisation AND x.id = d.medicine
  JOIN person AS p ON p.organisation = d.organisation AND p.id = d.given_by
  LEFT JOIN person AS w ON w.organisation = d.organisation AND w.id = d.watched_by
 WHERE d.organisation = $organisation AND d.child = $child
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today
                  AND ((m.scope & x.audience & $homes) <> 0 OR x.person = $person))
 ORDER BY d.at, d.id;

-- statement archive_accidents many
-- The notices that her home was told of.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- out id           accident_id
-- out day          date
-- out at           instant
SELECT x.id AS id, x.day AS day, x.at AS at
  FROM accident AS x
 WHERE x.organisation = $organisation AND x.child = $child
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & x.audience & $homes) <> 0)
 ORDER BY x.id;

-- statement archive_accident_texts many
-- What the centre says about them, the earlier texts too.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- out accident     accident_id
-- out version      integer
-- out place        text
-- out what         text
-- out body         text
-- out done         text
-- out witness      text
-- out author_name  text
-- out created_at   instant
SELECT t.accident AS accident, t.version AS version, t.place AS place, t.what AS what, t.body AS body, t.done AS done,
       t.witness AS witness, p.given_name AS author_name, t.created_at AS created_at
  FROM accident_text AS t
  JOIN accident AS x ON x.organisation = t.organisation AND x.id = t.accident
  JOIN person AS p ON p.organisation = t.organisation AND p.id = t.author
 WHERE t.organisation = $organisation AND x.child = $child
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today
                  AND (m.scope & x.audience & $homes) <> 0)
 ORDER BY t.accident, t.version;

-- statement archive_accident_accounts many
-- The own accounts of her home.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- out accident     accident_id
-- out author_name  text
-- out words        text
-- out language     text
-- out created_at   instant
SELECT a.accident AS accident, p.given_name AS author_name, a.words AS words, a.language AS language,
       a.created_at AS created_at
  FROM accident_account AS a
  JOIN accident AS x ON x.organisation = a.organisation AND x.id = a.accident
  JOIN person AS p ON p.organisation = a.organisation AND p.id = a.person
 WHERE a.organisation = $organisation AND x.child = $child
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today
                  AND ((m.scope & a.audience & $homes) <> 0 OR a.person = $person))
 ORDER BY a.id;

-- statement archive_accident_signs many
-- Who says that it was talked about, as far as she may know.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- out accident     accident_id
-- out name         text
-- out side         integer
-- out signed_at    instant
SELECT s.accident AS accident, p.given_name AS name, s.side AS side, s.signed_at AS signed_at
  FROM accident_sign AS s
  JOIN accident AS x ON x.organisation = s.organisation AND x.id = s.accident
  JOIN person AS p ON p.organisation = s.organisation AND p.id = s.person
 WHERE s.organisation = $organisation AND x.child = $child
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today
                  AND ((m.scope & s.audience & $homes) <> 0 OR s.person = $person))
 ORDER BY s.signed_at, s.person;

-- statement archive_sheet many
-- The fields of the information sheet that she reads.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- out field        text
-- out words        text
SELECT s.field AS field, s.words AS words
  FROM sheet_line AS s
 WHERE s.organisation = $organisation AND s.child = $child
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today
                  AND ((m.scope & s.audience & $homes) <> 0 OR s.person = $person))
 ORDER BY s.field;

-- statement archive_earlier many
-- The notebooks of earlier centres that she brought herself.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- out id           earlier_id
-- out centre       text
-- out brought_at   instant
SELECT f.id AS id, f.centre AS centre, f.brought_at AS brought_at
  FROM earlier_file AS f
 WHERE f.organisation = $organisation AND f.child = $child AND f.person = $person
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $homes) <> 0)
 ORDER BY f.id;

-- statement archive_earlier_lines many
-- Their lines; of which notebooks, the list above says.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- in  most         integer
-- out earlier      earlier_id
-- out day          date
-- out at           instant
-- out side         integer
-- out kind         text
-- out value        text
-- out measure      integer
-- out note         text
-- out language     text
-- out author       text
-- out called       text
SELECT l.earlier AS earlier, l.day AS day, l.at AS at, l.side AS side, l.kind AS kind, l.value AS value,
       l.measure AS measure, l.note AS note, l.language AS language, l.author AS author, l.called AS called
  FROM earlier_line AS l
  JOIN earlier_file AS f ON f.organisation = l.organisation AND f.id = l.earlier
 WHERE l.organisation = $organisation AND f.child = $child AND f.person = $person
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $homes) <> 0)
 ORDER BY l.earlier, l.number
 LIMIT $most;

-- statement archive_earlier_photos many
-- The photos on those lines.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- in  most         integer
-- out earlier      earlier_id
-- out line         integer
-- out day          date
-- out at           instant
-- out caption      text
-- out language     text
-- out taken        text
-- out width        integer
-- out height       integer
-- out name         text
-- out length       integer
SELECT k.earlier AS earlier, k.line AS line, l.day AS day, l.at AS at, l.note AS caption, l.language AS language,
       k.taken AS taken, k.width AS width, k.height AS height, s.name AS name, s.length AS length
  FROM earlier_file AS f
  JOIN earlier_photo AS k ON k.organisation = f.organisation AND k.earlier = f.id
  JOIN earlier_line AS l ON l.organisation = k.organisation AND l.earlier = k.earlier AND l.number = k.line
  JOIN file AS s ON s.organisation = k.organisation AND s.id = k.large_file
 WHERE f.organisation = $organisation AND f.child = $child AND f.person = $person
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $homes) <> 0)
 ORDER BY k.earlier, l.day, l.at, k.number
 LIMIT $most;

-- statement archive_absences many
-- When the child did not come, as far as her home reads it.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- out kind         text
-- out from_day     date
-- out until_day    date
-- out words        text
-- out language     text
-- out author_name  text
-- out created_at   instant
SELECT y.kind AS kind, y.from_day AS from_day, y.until_day AS until_day, y.words AS words, y.language AS language,
       y.author_name AS author_name, y.created_at AS created_at
  FROM (SELECT x.id AS id, x.kind AS kind, x.from_day AS from_day,
               COALESCE((SELECT MIN(CASE WHEN b.id = x.id THEN b.until_day ELSE b.from_day END)
                           FROM absence AS b
                          WHERE b.organisation = $organisation AND b.child = $child AND (b.id = x.id OR b.ends = x.id)
                            AND EXISTS (SELECT 1 FROM may_child AS n
                                         WHERE n.organisation = $organisation AND n.person = $person AND n.child = $child
                                           AND n.from_day <= $today AND n.until_day > $today
                                           AND ((n.scope & b.audience & $homes) <> 0
                                                OR (b.author = $person AND b.side = 1)))), x.until_day) AS until_day,
               x.words AS words, x.language AS language, p.given_name AS author_name, x.created_at AS created_at
          FROM absence AS x
          JOIN person AS p ON p.organisation = x.organisation AND p.id = x.author
         WHERE x.organisation = $organisation AND x.child = $child AND x.ends = 0
           AND EXISTS (SELECT 1 FROM may_child AS m
                        WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                          AND m.from_day <= $today AND m.until_day > $today
                          AND ((m.scope & x.audience & $homes) <> 0 OR (x.author = $person AND x.side = 1)))) AS y
 WHERE y.until_day > y.from_day
 ORDER BY y.from_day, y.id;

-- statement archive_call_wishes many
-- When she wants to be called; another guardian's are hers (R243).
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- out kinds        integer
-- out words        text
-- out language     text
-- out phone        text
-- out from_minute  integer
-- out until_minute integer
SELECT w.kinds AS kinds, w.words AS words, w.language AS language, w.phone AS phone, w.from_minute AS from_minute,
       w.until_minute AS until_minute
  FROM call_wish AS w
 WHERE w.organisation = $organisation AND w.child = $child AND w.person = $person
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $homes) <> 0);

-- statement archive_talks many
-- The talks that she asked for, or the centre with her.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- out side         integer
-- out topic        text
-- out words        text
-- out language     text
-- out way          text
-- out until_day    date
-- out done         text
-- out done_at      instant null
-- out created_at   instant
SELECT b.side AS side, b.topic AS topic, b.words AS words, b.language AS language, b.way AS way,
       b.until_day AS until_day, b.done AS done, b.done_at AS done_at, b.created_at AS created_at
  FROM callback AS b
 WHERE b.organisation = $organisation AND b.child = $child AND b.person = $person
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $homes) <> 0)
 ORDER BY b.id;

-- statement archive_calls many
-- The calls with her.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- out at           instant
-- out topic        text
-- out words        text
-- out language     text
-- out outcome      text
-- out author_name  text
SELECT l.at AS at, l.topic AS topic, l.words AS words, l.language AS language, l.outcome AS outcome,
       p.given_name AS author_name
  FROM call_log AS l
  JOIN person AS p ON p.organisation = l.organisation AND p.id = l.author
 WHERE l.organisation = $organisation AND l.child = $child AND l.person = $person
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $homes) <> 0)
 ORDER BY l.id;

-- statement archive_wishes many
-- What was asked for a day, as far as her home reads it.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- out id           wish_id
-- out day          date
-- out words        text
-- out language     text
-- out author_name  text
-- out created_at   instant
SELECT w.id AS id, w.day AS day, w.words AS words, w.language AS language, p.given_name AS author_name,
       w.created_at AS created_at
  FROM wish AS w
  JOIN person AS p ON p.organisation = w.organisation AND p.id = w.author
 WHERE w.organisation = $organisation AND w.child = $child
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today
                  AND ((m.scope & w.audience & $homes) <> 0 OR w.author = $person))
 ORDER BY w.day, w.id;

-- statement archive_wish_steps many
-- And what became of it.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- out wish         wish_id
-- out kind         text
-- out words        text
-- out language     text
-- out side         integer
-- out author_name  text
-- out created_at   instant
SELECT s.wish AS wish, s.kind AS kind, s.words AS words, s.language AS language, s.side AS side,
       p.given_name AS author_name, s.created_at AS created_at
  FROM wish_step AS s
  JOIN wish AS w ON w.organisation = s.organisation AND w.id = s.wish
  JOIN person AS p ON p.organisation = s.organisation AND p.id = s.author
 WHERE s.organisation = $organisation AND s.child = $child
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today
                  AND ((m.scope & w.audience & $homes) <> 0 OR w.author = $person)
                  AND ((m.scope & s.audience & $homes) <> 0 OR (s.author = $person AND s.side = 1)))
 ORDER BY s.id;
