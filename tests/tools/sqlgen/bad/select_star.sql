-- SPDX-License-Identifier: EUPL-1.2
-- expect 6 result-columns
-- expect 9 result-columns
-- expect 10 select-star
-- expect 15 select-star
-- statement bad many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
SELECT * FROM entry AS e WHERE e.organisation = $organisation;
-- statement bad_alias many
-- A statement that must not build.
-- out name text
-- out until_at instant
SELECT e.* FROM lease AS e;
