-- SPDX-License-Identifier: EUPL-1.2
-- expect 14 missing-organisation
-- expect 21 missing-organisation
-- expect 27 missing-organisation
-- expect 33 missing-organisation
-- expect 34 missing-organisation
-- expect 36 join
-- expect 42 join
-- statement bad many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
SELECT e.id FROM entry AS e
  JOIN child AS c ON c.id = e.child
 WHERE e.organisation = $organisation;
-- statement bad_comma many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
SELECT e.id FROM entry AS e,
       child AS c
 WHERE e.organisation = $organisation AND c.id = e.child;
-- statement bad_preserved_side many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
SELECT e.id FROM entry AS e
  LEFT JOIN child AS c ON c.organisation = $organisation AND e.organisation = $organisation AND c.id = e.child;
-- statement bad_circle many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
SELECT e.id FROM entry AS e
  JOIN child AS c ON c.organisation = e.organisation AND c.id = e.child
 WHERE e.id > CAST($organisation AS BIGINT) - 1;
-- statement bad_using many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
SELECT e.id FROM entry AS e JOIN child AS c USING (organisation)
 WHERE e.organisation = $organisation AND c.organisation = e.organisation;
-- statement bad_right many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
SELECT e.id FROM entry AS e RIGHT JOIN child AS c ON c.organisation = e.organisation
 WHERE e.organisation = $organisation;
