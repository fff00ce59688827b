-- SPDX-License-Identifier: EUPL-1.2
-- expect 18 type
-- expect 17 missing-organisation
-- expect 25 missing-organisation
-- expect 28 missing-organisation
-- expect 32 unused-parameter
-- expect 42 or-rollback
-- expect 50 layout
-- expect 50 layout
-- statement bad_organisation many
-- Why.
-- in  organisation organisation_id
-- out id entry_id
-- sqlite
SELECT e.id FROM entry AS e WHERE e.organisation = $organisation;
-- postgresql
SELECT e.id FROM entry AS e
 WHERE e.id > CAST($organisation AS BIGINT);
-- statement bad_organisation_there many
-- Why.
-- in  organisation organisation_id
-- in  words text
-- out id entry_id
-- sqlite
SELECT w.entry AS id FROM entry_words AS w
 WHERE w.note MATCH $words AND w.entry > $organisation;
-- postgresql
SELECT o.id FROM only_there AS o
 WHERE o.words @@ to_tsquery($words) AND o.id > $organisation;
-- statement bad_unused many
-- Why.
-- in  name text
-- out until_at instant
-- sqlite
SELECT l.until_at FROM lease AS l WHERE l.name = $name;
-- postgresql
SELECT l.until_at FROM lease AS l;
-- statement bad_rollback run
-- Why.
-- in  name text
-- sqlite
INSERT OR ROLLBACK INTO lease (name, until_at) VALUES ($name, 1);
-- postgresql
INSERT INTO lease (name, until_at) VALUES ($name, 1);
-- statement bad_half many
-- Why.
-- out until_at instant
-- sqlite
SELECT l.until_at FROM lease AS l;
SELECT l.until_at FROM lease AS l;
