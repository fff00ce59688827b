-- SPDX-License-Identifier: EUPL-1.2
-- expect 7 missing-organisation
-- expect 11 missing-organisation
-- statement bad run
-- A statement that must not build.
-- in  id entry_id
DELETE FROM entry AS e WHERE e.id = $id;
-- statement bad_all run
-- A statement that must not build.
-- in  own boolean
DELETE FROM entry AS e WHERE e.own = $own;
