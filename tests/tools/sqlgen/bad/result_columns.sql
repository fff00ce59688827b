-- SPDX-License-Identifier: EUPL-1.2
-- expect 9 result-columns
-- expect 14 result-columns
-- expect 15 result-columns
-- expect 17 result-columns
-- statement bad_name many
-- A statement that must not build.
-- in  organisation organisation_id
-- out entry entry_id
SELECT e.id FROM entry AS e WHERE e.organisation = $organisation;
-- statement bad_order many
-- A statement that must not build.
-- in  organisation organisation_id
-- out at instant
-- out id entry_id
SELECT e.id, e.at FROM entry AS e WHERE e.organisation = $organisation;
-- statement bad_count many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
SELECT e.id, e.at FROM entry AS e WHERE e.organisation = $organisation;
