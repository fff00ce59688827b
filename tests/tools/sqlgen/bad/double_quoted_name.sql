-- SPDX-License-Identifier: EUPL-1.2
-- expect 9 double-quoted-name
-- expect 15 double-quoted-name
-- statement bad many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
SELECT e.id FROM entry AS e
 WHERE e.organisation = $organisation AND e."note" IS NULL;
-- statement bad_string many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
SELECT e.id FROM entry AS e WHERE e.organisation = $organisation
   AND e.note = "sleep";
