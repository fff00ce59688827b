-- SPDX-License-Identifier: EUPL-1.2
-- The matrix of kinds of talks and roles.

-- statement talk_kind_matrix many
-- The version in force.
-- in  organisation organisation_id
-- in  location     location_id
-- out id           integer
-- out kind         text
-- out roles        integer
SELECT t.id AS id, t.kind AS kind, t.roles AS roles
  FROM talk_kind_role AS t
 WHERE t.organisation = $organisation AND t.location = $location
   AND t.id = (SELECT max(n.id) FROM talk_kind_role AS n
                WHERE n.organisation = $organisation AND n.location = $location)
 ORDER BY t.kind;

-- statement talk_kind_insert run
-- One kind of a new version.
-- in  organisation organisation_id
-- in  location     location_id
-- in  id           integer
-- in  kind         text
-- in  roles        integer
-- in  author       person_id
-- in  created_at   instant
INSERT INTO talk_kind_role (organisation, location, id, kind, roles, author, created_at)
VALUES ($organisation, $location, $id, $kind, $roles, $author, $created_at);

-- statement talk_kind_locations many
-- Where a child is placed today.
-- in  organisation organisation_id
-- in  child        child_id
-- in  today        date
-- out location     location_id
SELECT DISTINCT c.location AS location
  FROM placement AS p
  JOIN care_group AS c ON c.organisation = p.organisation AND c.id = p.care_group
 WHERE p.organisation = $organisation AND p.child = $child AND p.from_day <= $today AND p.until_day > $today
 ORDER BY c.location;

-- statement talk_kind_place one
-- The name of the location, for who may.
-- in  organisation organisation_id
-- in  location     location_id
-- in  person       person_id
-- in  today        date
-- in  need         integer
-- out name         text
SELECT l.name AS name
  FROM location AS l
 WHERE l.organisation = $organisation AND l.id = $location
   AND l.id IN (SELECT m.location FROM may_location AS m
                 WHERE m.organisation = $organisation AND m.person = $person AND m.location = $location
                   AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $need) <> 0);
