-- SPDX-License-Identifier: EUPL-1.2
-- expect 11 placeholder
-- expect 12 placeholder
-- expect 13 placeholder
-- expect 14 placeholder
-- statement bad many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
SELECT e.id FROM entry AS e WHERE e.organisation = $organisation
   AND e.id = ?
   AND e.child = :child
   AND e.note = @note
   AND e.day = $1;
