-- SPDX-License-Identifier: EUPL-1.2
-- expect 14 missing-organisation
-- expect 20 missing-organisation
-- expect 26 missing-organisation
-- expect 32 missing-organisation
-- expect 38 missing-organisation
-- expect 44 missing-organisation
-- expect 50 missing-organisation
-- expect 56 missing-organisation
-- statement bad many
-- A statement that must not build.
-- in  child child_id
-- out id entry_id
SELECT e.id FROM entry AS e
 WHERE e.child = $child;
-- statement bad_or many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
SELECT e.id FROM entry AS e
 WHERE e.organisation = $organisation OR e.own = 1;
-- statement bad_not many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
SELECT e.id FROM entry AS e
 WHERE NOT (e.organisation = $organisation);
-- statement bad_unqualified many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
SELECT e.id FROM entry AS e
 WHERE organisation = $organisation;
-- statement bad_other_parameter many
-- A statement that must not build.
-- in  other organisation_id
-- out id entry_id
SELECT e.id FROM entry AS e
 WHERE e.organisation = $other;
-- statement bad_itself many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
SELECT e.id FROM entry AS e
 WHERE e.organisation = e.organisation AND e.id > CAST($organisation AS BIGINT) - 1;
-- statement bad_inequality many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
SELECT e.id FROM entry AS e
 WHERE e.organisation >= $organisation;
-- statement bad_view many
-- A statement that must not build.
-- in  child child_id
-- out id child_id
SELECT p.child AS id FROM present AS p
 WHERE p.child = $child;
