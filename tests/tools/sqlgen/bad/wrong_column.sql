-- SPDX-License-Identifier: EUPL-1.2
-- expect 9 sqlite
-- expect 14 sqlite
-- statement bad many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
SELECT e.id FROM entry AS e
 WHERE e.organisation = $organisation AND e.nothing = 1;
-- statement bad_table many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
SELECT e.id FROM entries AS e WHERE e.organisation = $organisation;
