-- SPDX-License-Identifier: EUPL-1.2
-- expect 12 engine-function
-- expect 18 engine-function
-- expect 24 engine-function
-- expect 30 engine-function
-- expect 36 engine-function
-- statement bad many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
SELECT e.id FROM entry AS e WHERE e.organisation = $organisation
   AND strftime('%Y', e.at) = '2026';
-- statement bad_like many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
SELECT e.id FROM entry AS e WHERE e.organisation = $organisation
   AND e.note LIKE 'a%';
-- statement bad_now many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
SELECT e.id FROM entry AS e WHERE e.organisation = $organisation
   AND e.note < CURRENT_TIMESTAMP;
-- statement bad_min many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
SELECT e.id FROM entry AS e WHERE e.organisation = $organisation
   AND e.at = min(e.at, e.day);
-- statement bad_bytes many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id child_id
SELECT c.id FROM child AS c WHERE c.organisation = $organisation
   AND c.picture = X'00';
