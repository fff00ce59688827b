-- SPDX-License-Identifier: EUPL-1.2
-- expect 3 condition
-- statement bad many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
SELECT e.id FROM entry AS e WHERE e.organisation = $organisation AND e.own;
