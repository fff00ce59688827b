-- SPDX-License-Identifier: EUPL-1.2
-- expect 11 unaliased-table
-- expect 16 unaliased-table
-- expect 20 unaliased-table
-- expect 24 unaliased-table
-- expect 29 unaliased-table
-- statement bad many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
SELECT entry.id FROM entry
 WHERE entry.organisation = $organisation;
-- statement bad_update run
-- A statement that must not build.
-- in  organisation organisation_id
UPDATE entry SET own = 1 WHERE entry.organisation = $organisation;
-- statement bad_delete run
-- A statement that must not build.
-- in  organisation organisation_id
DELETE FROM entry WHERE entry.organisation = $organisation;
-- statement bad_free_table many
-- A statement that must not build.
-- out name text
SELECT name FROM lease;
-- statement bad_schema many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
SELECT e.id FROM main.entry AS e WHERE e.organisation = $organisation;
