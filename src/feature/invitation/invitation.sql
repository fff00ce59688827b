-- SPDX-License-Identifier: EUPL-1.2
-- Invitations: who can be let in by whom, and how it went. Lists start from may_group; nobody lets anybody in who belongs to a
-- child of her own ($homes), so that one home cannot come in as the other.

-- statement invitation_guardians many
-- Guardians of the children of a location that is managed, or of a group, with how their invitation went. Who works here too is
-- among those who work here: more is behind her way in than one family.
-- in  organisation  organisation_id
-- in  person        person_id
-- in  today         date
-- in  need          integer
-- in  homes         integer
-- in  location      location_id
-- in  care_group    group_id
-- in  most          integer
-- out id            person_id
-- out given_name    text
-- out family_name   text
-- out language      text
-- out phone         text
-- out email         text
-- out country       text
-- out child_name    text
-- out first_at      instant null
-- out link          integer
-- out way           text
-- out created_at    instant null
-- out opened_at     instant null
-- out expires_at    instant null
-- out state         text
-- out problem       text
-- out asked_at      instant null
-- out started_by    person_id null
-- out started_at    instant null
SELECT p.id, p.given_name, p.family_name, p.language, p.phone, coalesce(a.email, '') AS email, o.country,
       coalesce((SELECT MIN(c.given_name) FROM guardian AS cg
                   JOIN child AS c ON c.organisation = cg.organisation AND c.id = cg.child
                  WHERE cg.organisation = $organisation AND cg.person = p.id AND cg.until_day > $today), '') AS child_name,
       r.first_at, coalesce(i.id, 0) AS link, coalesce(i.way, '') AS way, i.created_at, k.opened_at, k.expires_at,
       coalesce(g.state, '') AS state, coalesce(g.problem, '') AS problem, q.asked_at, q.started_by, q.started_at
  FROM person AS p
  JOIN organisation AS o ON o.organisation = p.organisation
  LEFT JOIN account AS a ON a.organisation = p.organisation AND a.person = p.id
  LEFT JOIN arrival AS r ON r.organisation = p.organisation AND r.person = p.id
  LEFT JOIN invitation AS i ON i.organisation = p.organisation AND i.person = p.id AND i.ended_at IS NULL
                           AND i.used_at IS NULL
  LEFT JOIN sign_in_link AS k ON k.organisation = i.organisation AND k.id = i.id
  LEFT JOIN outgoing AS g ON g.organisation = i.organisation AND g.id = i.outgoing
  LEFT JOIN let_in_request AS q ON q.organisation = p.organisation AND q.person = p.id AND q.closed_at IS NULL
 WHERE p.organisation = $organisation
   AND p.id IN (SELECT gd.person FROM may_group AS m
                  JOIN care_group AS cg ON cg.organisation = m.organisation AND cg.id = m.care_group
                  JOIN placement AS pl ON pl.organisation = m.organisation AND pl.care_group = m.care_group
                  JOIN guardian AS gd ON gd.organisation = m.organisation AND gd.child = pl.child
                 WHERE m.organisation = $organisation AND m.person = $person AND (m.scope & $need) <> 0
                   AND m.from_day <= $today AND m.until_day > $today
                   AND (cg.location = $location OR cg.id = $care_group)
                   AND pl.until_day > $today AND gd.scope <> 'none' AND gd.until_day > $today)
   AND NOT EXISTS (SELECT 1 FROM may_child AS own
                     JOIN guardian AS kin ON kin.organisation = own.organisation AND kin.child = own.child
                    WHERE own.organisation = $organisation AND own.person = $person AND (own.scope & $homes) <> 0
                      AND own.until_day > $today AND kin.person = p.id)
   AND NOT EXISTS (SELECT 1 FROM professional AS w
                    WHERE w.organisation = $organisation AND w.person = p.id AND w.until_day > $today)
   AND NOT EXISTS (SELECT 1 FROM manager AS w
                    WHERE w.organisation = $organisation AND w.person = p.id AND w.until_day > $today)
   AND NOT EXISTS (SELECT 1 FROM mentor AS w
                    WHERE w.organisation = $organisation AND w.person = p.id AND w.until_day > $today)
 ORDER BY p.given_name, p.family_name, p.id
 LIMIT $most;

-- statement invitation_staff many
-- Who works on the groups of a location that is managed, or on a group.
-- in  organisation  organisation_id
-- in  person        person_id
-- in  today         date
-- in  need          integer
-- in  location      location_id
-- in  care_group    group_id
-- in  most          integer
-- out id            person_id
-- out given_name    text
-- out family_name   text
-- out language      text
-- out phone         text
-- out email         text
-- out country       text
-- out first_at      instant null
-- out link          integer
-- out way           text
-- out created_at    instant null
-- out opened_at     instant null
-- out expires_at    instant null
-- out state         text
-- out problem       text
-- out asked_at      instant null
-- out started_by    person_id null
-- out started_at    instant null
SELECT p.id, p.given_name, p.family_name, p.language, p.phone, coalesce(a.email, '') AS email, o.country, r.first_at,
       coalesce(i.id, 0) AS link, coalesce(i.way, '') AS way, i.created_at, k.opened_at, k.expires_at,
       coalesce(g.state, '') AS state, coalesce(g.problem, '') AS problem, q.asked_at, q.started_by, q.started_at
  FROM person AS p
  JOIN organisation AS o ON o.organisation = p.organisation
  LEFT JOIN account AS a ON a.organisation = p.organisation AND a.person = p.id
  LEFT JOIN arrival AS r ON r.organisation = p.organisation AND r.person = p.id
  LEFT JOIN invitation AS i ON i.organisation = p.organisation AND i.person = p.id AND i.ended_at IS NULL
                           AND i.used_at IS NULL
  LEFT JOIN sign_in_link AS k ON k.organisation = i.organisation AND k.id = i.id
  LEFT JOIN outgoing AS g ON g.organisation = i.organisation AND g.id = i.outgoing
  LEFT JOIN let_in_request AS q ON q.organisation = p.organisation AND q.person = p.id AND q.closed_at IS NULL
 WHERE p.organisation = $organisation AND p.id <> $person
   AND p.id IN (SELECT s.person FROM may_group AS m
                  JOIN care_group AS cg ON cg.organisation = m.organisation AND cg.id = m.care_group
                  JOIN professional AS s ON s.organisation = m.organisation AND s.care_group = m.care_group
                 WHERE m.organisation = $organisation AND m.person = $person AND (m.scope & $need) <> 0
                   AND m.from_day <= $today AND m.until_day > $today
                   AND (cg.location = $location OR cg.id = $care_group) AND s.until_day > $today)
 ORDER BY p.given_name, p.family_name, p.id
 LIMIT $most;

-- statement invitation_guardian_target one
-- The same question about one guardian, inside a change: may this person let her in, and how can she be reached.
-- in  organisation  organisation_id
-- in  person        person_id
-- in  target        person_id
-- in  today         date
-- in  need          integer
-- in  homes         integer
-- out id            person_id
SELECT p.id FROM person AS p
 WHERE p.organisation = $organisation AND p.id = $target
   AND EXISTS (SELECT 1 FROM guardian AS gd
                 JOIN placement AS pl ON pl.organisation = gd.organisation AND pl.child = gd.child
                 JOIN may_group AS m ON m.organisation = pl.organisation AND m.care_group = pl.care_group
                WHERE gd.organisation = $organisation AND gd.person = p.id AND gd.scope <> 'none'
                  AND gd.until_day > $today AND pl.until_day > $today AND m.person = $person
                  AND (m.scope & $need) <> 0 AND m.from_day <= $today AND m.until_day > $today)
   AND NOT EXISTS (SELECT 1 FROM may_child AS own
                     JOIN guardian AS kin ON kin.organisation = own.organisation AND kin.child = own.child
                    WHERE own.organisation = $organisation AND own.person = $person AND (own.scope & $homes) <> 0
                      AND own.until_day > $today AND kin.person = p.id);

-- statement invitation_staff_target one
-- The same about one who works here.
-- in  organisation  organisation_id
-- in  person        person_id
-- in  target        person_id
-- in  today         date
-- in  need          integer
-- out id            person_id
SELECT p.id FROM person AS p
 WHERE p.organisation = $organisation AND p.id = $target AND p.id <> $person
   AND EXISTS (SELECT 1 FROM professional AS s
                 JOIN may_group AS m ON m.organisation = s.organisation AND m.care_group = s.care_group
                WHERE s.organisation = $organisation AND s.person = p.id AND s.until_day > $today
                  AND m.person = $person AND (m.scope & $need) <> 0 AND m.from_day <= $today AND m.until_day > $today);

-- statement invitation_works one
-- Whether somebody works here, anywhere: then more is behind a way in than one family.
-- in  organisation organisation_id
-- in  target       person_id
-- in  today        date
-- out works        boolean
SELECT CAST(CASE WHEN EXISTS (SELECT 1 FROM professional AS s
                               WHERE s.organisation = $organisation AND s.person = p.id AND s.until_day > $today)
                   OR EXISTS (SELECT 1 FROM manager AS m
                               WHERE m.organisation = $organisation AND m.person = p.id AND m.until_day > $today)
                   OR EXISTS (SELECT 1 FROM mentor AS t
                               WHERE t.organisation = $organisation AND t.person = p.id AND t.until_day > $today)
                 THEN 1 ELSE 0 END AS BIGINT) AS works
  FROM person AS p WHERE p.organisation = $organisation AND p.id = $target;

-- statement invitation_person one
-- How a person can be reached, and whether she came in before.
-- in  organisation    organisation_id
-- in  person          person_id
-- out given_name      text
-- out phone           text
-- out email           text
-- out email_folded    text
-- out country         text
-- out first_at        instant null
-- out confirmed_hash  bytes null
SELECT p.given_name, p.phone, coalesce(a.email, '') AS email, coalesce(a.email_folded, '') AS email_folded, o.country,
       r.first_at, r.confirmed_hash
  FROM person AS p
  JOIN organisation AS o ON o.organisation = p.organisation
  LEFT JOIN account AS a ON a.organisation = p.organisation AND a.person = p.id
  LEFT JOIN arrival AS r ON r.organisation = p.organisation AND r.person = p.id
 WHERE p.organisation = $organisation AND p.id = $person;

-- statement invitation_locations many
-- Where this person may invite.
-- in  organisation organisation_id
-- in  person       person_id
-- in  today        date
-- in  need         integer
-- out id           location_id
-- out name         text
SELECT l.id, l.name FROM location AS l
 WHERE l.organisation = $organisation
   AND l.id IN (SELECT g.location FROM may_group AS m
                  JOIN care_group AS g ON g.organisation = m.organisation AND g.id = m.care_group
                 WHERE m.organisation = $organisation AND m.person = $person AND (m.scope & $need) <> 0
                   AND m.from_day <= $today AND m.until_day > $today)
 ORDER BY l.name, l.id;

-- statement invitation_groups many
-- The groups of a location, for letting in at the door.
-- in  organisation organisation_id
-- in  person       person_id
-- in  today        date
-- in  location     location_id
-- out id           group_id
-- out name         text
SELECT g.id, g.name FROM care_group AS g
 WHERE g.organisation = $organisation AND g.location = $location
   AND g.id IN (SELECT m.care_group FROM may_group AS m
                 WHERE m.organisation = $organisation AND m.person = $person AND m.from_day <= $today
                   AND m.until_day > $today)
 ORDER BY g.name, g.id;

-- statement invitation_group_name one
-- For the title of a page.
-- in  organisation organisation_id
-- in  care_group   group_id
-- out name         text
SELECT g.name FROM care_group AS g WHERE g.organisation = $organisation AND g.id = $care_group;

-- statement invitation_insert run
-- Given.
-- in organisation organisation_id
-- in id           integer
-- in person       person_id
-- in purpose      text
-- in way          text
-- in token_hash   bytes
-- in code_hash    bytes null
-- in address_hash bytes null
-- in outgoing     integer
-- in created_at   instant
-- in created_by   person_id
INSERT INTO invitation (organisation, id, person, purpose, way, token_hash, code_hash, address_hash, outgoing, created_at,
                        created_by)
VALUES ($organisation, $id, $person, $purpose, $way, $token_hash, $code_hash, $address_hash, $outgoing, $created_at,
        $created_by);

-- statement invitation_end_of_person run
-- Another takes the place of all that were given before.
-- in organisation organisation_id
-- in person       person_id
-- in ended_at     instant
UPDATE invitation AS i SET ended_at = $ended_at
 WHERE i.organisation = $organisation AND i.person = $person AND i.ended_at IS NULL AND i.used_at IS NULL;

-- statement invitation_forget_of_person run
-- What nobody will come back with.
-- in organisation organisation_id
-- in person       person_id
-- in before       instant
DELETE FROM invitation AS i
 WHERE i.organisation = $organisation AND i.person = $person AND i.created_at < $before;

-- statement invitation_recent one
-- How often somebody asked for a way back by mail: mails are not to be heaped up in a mailbox.
-- in  organisation organisation_id
-- in  person       person_id
-- in  since        instant
-- out count        integer
SELECT COUNT(*) AS count FROM invitation AS i
 WHERE i.organisation = $organisation AND i.person = $person AND i.purpose = 'recover' AND i.way = 'mail'
   AND i.created_at > $since;

-- statement invitation_by_code one
-- The link that a typed code stands for.
-- in  organisation organisation_id
-- in  code_hash    bytes
-- out id           integer
SELECT i.id FROM invitation AS i
 WHERE i.organisation = $organisation AND i.code_hash = $code_hash AND i.ended_at IS NULL AND i.used_at IS NULL;

-- statement invitation_by_token one
-- every organisation: the link's secret names it, and it names the organisation
-- Whose link it was that does not work any more.
-- in  token_hash   bytes
-- out organisation organisation_id
-- out person       person_id
SELECT i.organisation, i.person FROM invitation AS i WHERE i.token_hash = $token_hash;

-- statement invitation_by_link one
-- The invitation of a link that is used now.
-- in  organisation organisation_id
-- in  id           integer
-- out purpose      text
-- out way          text
-- out address_hash bytes null
SELECT i.purpose, i.way, i.address_hash FROM invitation AS i
 WHERE i.organisation = $organisation AND i.id = $id;

-- statement invitation_use run
-- Came in by it.
-- in organisation organisation_id
-- in id           integer
-- in used_at      instant
UPDATE invitation AS i SET used_at = $used_at WHERE i.organisation = $organisation AND i.id = $id;

-- statement arrival_insert run
-- Came in for the first time.
-- in organisation organisation_id
-- in person       person_id
-- in first_at     instant
INSERT INTO arrival (organisation, person, first_at) VALUES ($organisation, $person, $first_at)
ON CONFLICT (organisation, person) DO NOTHING;

-- statement arrival_confirm run
-- Read a mail at this address.
-- in organisation   organisation_id
-- in person         person_id
-- in confirmed_hash bytes
UPDATE arrival AS r SET confirmed_hash = $confirmed_hash
 WHERE r.organisation = $organisation AND r.person = $person;

-- statement let_in_insert run
-- Asked, once as long as it is open.
-- in organisation organisation_id
-- in id           integer
-- in person       person_id
-- in asked_at     instant
-- in started_by   person_id null
-- in started_at   instant null
INSERT INTO let_in_request (organisation, id, person, asked_at, started_by, started_at)
VALUES ($organisation, $id, $person, $asked_at, coalesce(CAST($started_by AS BIGINT), 0), $started_at);

-- statement let_in_open one
-- The open request of a person.
-- in  organisation organisation_id
-- in  person       person_id
-- out id           integer
-- out started_by   person_id null
-- out started_at   instant null
SELECT q.id, q.started_by, q.started_at FROM let_in_request AS q
 WHERE q.organisation = $organisation AND q.person = $person AND q.closed_at IS NULL;

-- statement let_in_children many
-- Where a guardian is known at the door: a child of hers on each group.
-- in  organisation organisation_id
-- in  person       person_id
-- in  today        date
-- out care_group   group_id
-- out child        child_id
SELECT pl.care_group AS care_group, MIN(pl.child) AS child
  FROM guardian AS g
  JOIN placement AS pl ON pl.organisation = g.organisation AND pl.child = g.child
 WHERE g.organisation = $organisation AND g.person = $person AND g.scope <> 'none' AND g.until_day > $today
   AND pl.until_day > $today
 GROUP BY pl.care_group
 ORDER BY pl.care_group;

-- statement let_in_work many
-- A group that somebody works on.
-- in  organisation organisation_id
-- in  person       person_id
-- in  today        date
-- out care_group   group_id
SELECT s.care_group AS care_group
  FROM professional AS s
 WHERE s.organisation = $organisation AND s.person = $person AND s.until_day > $today
 ORDER BY s.care_group
 LIMIT 1;

-- statement let_in_start run
-- A first member of staff vouches for her.
-- in organisation organisation_id
-- in id           integer
-- in started_by   person_id
-- in started_at   instant
UPDATE let_in_request AS q SET started_by = $started_by, started_at = $started_at
 WHERE q.organisation = $organisation AND q.id = $id;

-- statement let_in_close run
-- Let in.
-- in organisation organisation_id
-- in person       person_id
-- in closed_by    person_id
-- in closed_at    instant
UPDATE let_in_request AS q SET closed_by = $closed_by, closed_at = $closed_at
 WHERE q.organisation = $organisation AND q.person = $person AND q.closed_at IS NULL;

-- statement invitation_living one
-- A letter that can be printed: not used, not replaced, not too old.
-- in  organisation organisation_id
-- in  person       person_id
-- in  now          instant
-- out id           integer
-- out expires_at   instant
SELECT i.id, k.expires_at FROM invitation AS i
  JOIN sign_in_link AS k ON k.organisation = i.organisation AND k.id = i.id
 WHERE i.organisation = $organisation AND i.person = $person AND i.way = 'letter' AND i.ended_at IS NULL
   AND i.used_at IS NULL AND k.used_at IS NULL AND k.expires_at > $now;

-- statement invitation_erase_requests run
-- That an erased person asked to be let in.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM let_in_request AS t WHERE t.organisation = $organisation AND t.person = $person;

-- statement invitation_erase_arrival run
-- When an erased person first came.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM arrival AS t WHERE t.organisation = $organisation AND t.person = $person;

-- statement invitation_erase_sent run
-- How an erased person was invited.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM invitation AS t WHERE t.organisation = $organisation AND t.person = $person;
