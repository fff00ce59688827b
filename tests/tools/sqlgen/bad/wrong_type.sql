-- SPDX-License-Identifier: EUPL-1.2
-- expect 25 type
-- expect 32 type
-- expect 39 type
-- expect 46 type
-- expect 52 type
-- expect 58 type
-- expect 58 null
-- expect 64 type
-- expect 70 type
-- expect 76 type
-- expect 81 type
-- expect 89 type
-- expect 96 type
-- expect 103 type
-- expect 109 type
-- expect 113 type
-- expect 115 type
-- statement bad_parameter many
-- A statement that must not build.
-- in  organisation organisation_id
-- in  note integer
-- out id entry_id
SELECT e.id FROM entry AS e WHERE e.organisation = $organisation
   AND e.note = $note;
-- statement bad_kind_of_id many
-- A statement that must not build.
-- in  organisation organisation_id
-- in  child group_id
-- out id entry_id
SELECT e.id FROM entry AS e WHERE e.organisation = $organisation
   AND e.child = $child;
-- statement bad_row many
-- A statement that must not build.
-- in  organisation organisation_id
-- in  child group_id
-- out id entry_id
SELECT e.id FROM entry AS e WHERE (e.organisation, e.child)
   = ($organisation, $child);
-- statement bad_list many
-- A statement that must not build.
-- in  organisation organisation_id
-- in  day text
-- out id entry_id
SELECT e.id FROM entry AS e WHERE e.organisation = $organisation
   AND e.day IN (1, $day);
-- statement bad_join many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
SELECT e.id FROM entry AS e
  JOIN child AS c ON c.organisation = e.organisation AND c.id = e.care_group
 WHERE e.organisation = $organisation;
-- statement bad_column many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
-- out note integer
SELECT e.id, e.note FROM entry AS e WHERE e.organisation = $organisation;
-- statement bad_result_id many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
-- out child group_id
SELECT e.id, e.child FROM entry AS e WHERE e.organisation = $organisation;
-- statement bad_condition many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
-- out own boolean
SELECT e.id, e.own = 1 AS own FROM entry AS e WHERE e.organisation = $organisation;
-- statement bad_small many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
-- out own integer
SELECT e.id, 1 AS own FROM entry AS e WHERE e.organisation = $organisation;
-- statement bad_numeric one
-- A statement that must not build.
-- in  organisation organisation_id
-- out total integer
SELECT COALESCE(sum(e.at), 0) AS total FROM entry AS e WHERE e.organisation = $organisation;
-- statement bad_cast many
-- A statement that must not build.
-- in  organisation organisation_id
-- in  id entry_id
-- out id entry_id
SELECT e.id FROM entry AS e WHERE e.organisation = $organisation
   AND e.id = CAST($id AS INTEGER);
-- statement bad_cast_of_parameter many
-- A statement that must not build.
-- in  organisation organisation_id
-- in  id entry_id
-- out id entry_id
SELECT e.id FROM entry AS e WHERE e.organisation = $organisation
   AND e.note = CAST($id AS TEXT);
-- statement bad_value run
-- A statement that must not build.
-- in  organisation organisation_id
-- in  id child_id
-- in  name date
INSERT INTO child (organisation, id,
    given_name)
VALUES ($organisation, $id, $name);
-- statement bad_set run
-- A statement that must not build.
-- in  organisation organisation_id
-- in  child person_id
UPDATE entry AS e SET child = $child
 WHERE e.organisation = $organisation;
-- statement bad_organisation many
-- A statement that must not build.
-- in  organisation child_id
-- out id entry_id
SELECT e.id FROM entry AS e WHERE e.organisation = $organisation;
