-- SPDX-License-Identifier: EUPL-1.2
-- The row of the installation, and what commands look people and groups up by.

-- statement installation_find one
-- What the key file of this database hashes to.
-- out key_check bytes
SELECT i.key_check AS key_check FROM installation AS i WHERE i.id = 1;

-- statement installation_add run
-- Once, by init.
-- in key_check  bytes
-- in created_at instant
INSERT INTO installation (id, key_check, created_at) VALUES (1, $key_check, $created_at);

-- statement installation_rekey run
-- After a restore with a new key file.
-- in key_check bytes
UPDATE installation AS i SET key_check = $key_check WHERE i.id = 1;

-- statement installation_organisations many
-- every organisation: which one a command works on
-- out organisation organisation_id
-- out name         text
-- out zone         text
-- out demo         boolean
-- out country      text
-- out address_form text
SELECT o.organisation AS organisation, o.name AS name, o.zone AS zone, o.demo AS demo, o.country AS country,
       o.address_form AS address_form
  FROM organisation AS o
 ORDER BY o.created_at, o.organisation;

-- statement installation_groups many
-- Groups by name; the same name may be at several locations.
-- in  organisation  organisation_id
-- in  name          text
-- out care_group    group_id
-- out location_name text
SELECT g.id AS care_group, l.name AS location_name
  FROM care_group AS g
  JOIN location AS l ON l.organisation = g.organisation AND l.id = g.location
 WHERE g.organisation = $organisation AND g.name = $name
 ORDER BY l.name, g.id;

-- statement installation_location one
-- A location by name.
-- in  organisation organisation_id
-- in  name         text
-- out location     location_id
SELECT l.id AS location FROM location AS l WHERE l.organisation = $organisation AND l.name = $name;

-- statement installation_children many
-- Children by the number of the planning package, or by their whole name.
-- in  organisation organisation_id
-- in  number       text
-- in  given_name   text
-- in  family_name  text
-- out child        child_id
SELECT c.id AS child
  FROM child AS c
 WHERE c.organisation = $organisation
   AND (c.number = $number OR (c.given_name = $given_name AND c.family_name = $family_name))
 ORDER BY c.id;

-- statement installation_person one
-- Who has this e-mail address.
-- in  organisation organisation_id
-- in  email_folded text
-- out person       person_id
-- out given_name   text
SELECT p.id AS person, p.given_name AS given_name
  FROM account AS a
  JOIN person AS p ON p.organisation = a.organisation AND p.id = a.person
 WHERE a.organisation = $organisation AND a.email_folded = $email_folded;

-- statement installation_newest one
-- every organisation: whether the machine's clock lies behind what was written
-- The newest instant in the audit, 0 without one.
-- out at instant
SELECT COALESCE(MAX(t.at), 0) AS at FROM audit AS t;

-- statement installation_last_id one
-- every organisation: ids of this machine begin above it
-- The highest id that a commit of this program wrote: every change leaves an audit row.
-- out id integer
SELECT COALESCE(MAX(t.id), 0) AS id FROM audit AS t;

-- statement installation_host_of one
-- The host that the organisation was made for; NULL: not fixed yet.
-- in  organisation organisation_id
-- out host         text null
SELECT h.host AS host FROM organisation_host AS h WHERE h.organisation = $organisation;

-- statement installation_host_add run
-- With its organisation, or at the first start after an upgrade.
-- in organisation organisation_id
-- in host         text
-- in at           instant
INSERT INTO organisation_host (organisation, host, fixed_at) VALUES ($organisation, $host, $at);

-- statement installation_host_set run
-- Another host, because somebody said so.
-- in organisation organisation_id
-- in host         text
-- in at           instant
UPDATE organisation_host AS h SET host = $host, fixed_at = $at WHERE h.organisation = $organisation;

-- statement installation_hosts many
-- Which organisation is at which host.
-- every organisation: a server finds its own by it
-- out organisation organisation_id
-- out host         text null
SELECT h.organisation AS organisation, h.host AS host FROM organisation_host AS h ORDER BY h.organisation;

-- statement installation_place one
-- The location of a group.
-- in  organisation organisation_id
-- in  group        group_id
-- out location     location_id
SELECT g.location AS location FROM care_group AS g WHERE g.organisation = $organisation AND g.id = $group;
