-- SPDX-License-Identifier: EUPL-1.2
-- expect 11 null
-- expect 17 null
-- expect 23 null
-- expect 28 null
-- expect 35 null
-- expect 43 null-cast
-- statement bad_column many
-- A statement that must not build.
-- in  organisation organisation_id
-- out note text
SELECT e.note FROM entry AS e WHERE e.organisation = $organisation;
-- statement bad_left_join many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
-- out given_name text
SELECT e.id, c.given_name FROM entry AS e
  LEFT JOIN child AS c ON c.organisation = e.organisation AND c.id = e.child WHERE e.organisation = $organisation;
-- statement bad_aggregate one
-- A statement that must not build.
-- in  organisation organisation_id
-- out at instant
SELECT max(e.at) AS at FROM entry AS e WHERE e.organisation = $organisation;
-- statement bad_integer many
-- A statement that must not build.
-- in  organisation organisation_id
-- out version integer null
SELECT e.version FROM entry AS e WHERE e.organisation = $organisation;
-- statement bad_value run
-- A statement that must not build.
-- in  organisation organisation_id
-- in  name text null
UPDATE child AS c SET
    given_name = $name
 WHERE c.organisation = $organisation;
-- statement bad_uncast many
-- A statement that must not build.
-- in  organisation organisation_id
-- in  note text null
-- out id entry_id
SELECT e.id FROM entry AS e WHERE e.organisation = $organisation
   AND ($note IS NULL OR e.note = CAST($note AS TEXT));
