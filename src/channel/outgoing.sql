-- SPDX-License-Identifier: EUPL-1.2
-- Messages on their way out: asked for, read when they go, ended.

-- statement outgoing_reader one
-- In which words a person reads, and what the words may say of her.
-- in organisation  organisation_id
-- in person        person_id
-- out given_name   text
-- out language     text
-- out name         text
-- out country      text
-- out address_form text
SELECT p.given_name, p.language, o.name, o.country, o.address_form
  FROM person AS p
  JOIN organisation AS o ON o.organisation = p.organisation
 WHERE p.organisation = $organisation AND p.id = $person;

-- statement outgoing_insert run
-- Asked for.
-- in organisation organisation_id
-- in id           integer
-- in kind         text
-- in person       person_id
-- in language     text
-- in subject      text
-- in body         text
-- in button       text
-- in path         text
-- in link         integer
-- in address      text
-- in created_at   instant
INSERT INTO outgoing (organisation, id, kind, person, language, subject, body, button, path, link, address, created_at)
VALUES ($organisation, $id, $kind, $person, $language, $subject, $body, $button, $path, $link, $address, $created_at);

-- statement outgoing_get one
-- A message that goes now, with the address and number of today.
-- in organisation  organisation_id
-- in id            integer
-- out person       person_id
-- out language     text
-- out subject      text
-- out body         text
-- out button       text
-- out path         text
-- out link         integer
-- out state        text
-- out created_at   instant
-- out phone        text
-- out email        text
-- out name         text
-- out country      text
-- out link_used_at instant null
SELECT g.person, g.language, g.subject, g.body, g.button, g.path, g.link, g.state, g.created_at, p.phone,
       CASE WHEN g.address <> '' THEN g.address ELSE coalesce(a.email, '') END AS email, o.name, o.country, k.used_at AS link_used_at
  FROM outgoing AS g
  JOIN person AS p ON p.organisation = g.organisation AND p.id = g.person
  JOIN organisation AS o ON o.organisation = g.organisation
  LEFT JOIN account AS a ON a.organisation = g.organisation AND a.person = g.person
  LEFT JOIN sign_in_link AS k ON k.organisation = g.organisation AND k.id = g.link
 WHERE g.organisation = $organisation AND g.id = $id;

-- statement outgoing_end run
-- Sent, or given up: its words have served.
-- in organisation organisation_id
-- in id           integer
-- in state        text
-- in problem      text
-- in at           instant
UPDATE outgoing AS g
   SET state = $state, problem = $problem, finished_at = $at, subject = '', body = '', button = '', address = ''
 WHERE g.organisation = $organisation AND g.id = $id AND g.state = 'waiting';

-- statement outgoing_forget run
-- every organisation: cleaning goes over the whole database
-- Messages that went long ago.
-- in before instant
DELETE FROM outgoing AS g WHERE g.finished_at IS NOT NULL AND g.finished_at < $before;

-- statement outgoing_erase_all run
-- What was written to an erased person, and what still waited.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM outgoing AS o WHERE o.organisation = $organisation AND o.person = $person;
