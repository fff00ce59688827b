-- SPDX-License-Identifier: EUPL-1.2
-- expect 11 missing-organisation
-- expect 15 missing-organisation
-- expect 19 missing-organisation
-- expect 23 set
-- expect 23 set
-- expect 28 missing-organisation
-- statement bad run
-- A statement that must not build.
-- in  id entry_id
UPDATE entry AS e SET own = 1 WHERE e.id = $id;
-- statement bad_all run
-- A statement that must not build.
-- in  own boolean
UPDATE entry AS e SET own = $own;
-- statement bad_move run
-- A statement that must not build.
-- in  organisation organisation_id
UPDATE entry AS e SET organisation = 2 WHERE e.organisation = $organisation;
-- statement bad_two run
-- A statement that must not build.
-- in  organisation organisation_id
UPDATE entry AS e SET (own, note) = (1, NULL) WHERE e.organisation = $organisation;
-- statement bad_from run
-- A statement that must not build.
-- in  organisation organisation_id
UPDATE entry AS e SET own = 1
  FROM child AS c
 WHERE e.organisation = $organisation AND c.id = e.child;
