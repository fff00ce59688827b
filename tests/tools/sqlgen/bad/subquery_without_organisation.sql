-- SPDX-License-Identifier: EUPL-1.2
-- expect 57 type
-- expect 18 missing-organisation
-- expect 24 missing-organisation
-- expect 30 missing-organisation
-- expect 37 missing-organisation
-- expect 43 missing-organisation
-- expect 51 missing-organisation
-- expect 56 missing-organisation
-- expect 63 missing-organisation
-- expect 68 missing-organisation
-- statement bad many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
SELECT e.id FROM entry AS e
 WHERE e.organisation = $organisation
   AND e.child IN (SELECT c.id FROM child AS c);
-- statement bad_exists many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
SELECT e.id FROM entry AS e WHERE e.organisation = $organisation
   AND EXISTS (SELECT 1 FROM child AS c WHERE c.id = e.child);
-- statement bad_column many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
-- out n integer
SELECT e.id, (SELECT count(*) FROM child AS c) AS n
  FROM entry AS e WHERE e.organisation = $organisation;
-- statement bad_from many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
SELECT e.id FROM entry AS e
  JOIN (SELECT c.organisation, c.id FROM child AS c) AS k
    ON k.organisation = e.organisation AND k.id = e.child WHERE e.organisation = $organisation;
-- statement bad_with many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
WITH k AS (SELECT c.id FROM child AS c)
SELECT e.id FROM entry AS e JOIN k AS j ON j.id = e.child WHERE e.organisation = $organisation;
-- statement bad_union many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
SELECT e.id FROM entry AS e WHERE e.organisation = $organisation
UNION ALL
SELECT f.id FROM entry AS f;
-- statement bad_unbound_source many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
SELECT e.id FROM entry AS e
  JOIN (SELECT c.id AS organisation FROM child AS c WHERE c.organisation = $organisation) AS k ON k.organisation = e.organisation;
-- statement bad_values many
-- A statement that must not build: the second row of k is another organisation.
-- in  organisation organisation_id
-- out id entry_id
WITH k (organisation) AS (VALUES (CAST($organisation AS BIGINT)), (2))
SELECT e.id FROM k AS j JOIN entry AS e ON e.organisation = j.organisation;
-- statement bad_union_source many
-- A statement that must not build: the second part of k is another organisation.
-- in  organisation organisation_id
-- out id entry_id
SELECT e.id FROM entry AS e
  JOIN (SELECT CAST($organisation AS BIGINT) AS organisation UNION ALL SELECT 2) AS k
    ON k.organisation = e.organisation;
