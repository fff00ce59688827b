-- SPDX-License-Identifier: EUPL-1.2
-- expect 13 insert-organisation
-- expect 17 insert-organisation
-- expect 21 insert-organisation
-- expect 26 insert-organisation
-- expect 31 sqlite
-- expect 32 missing-organisation
-- expect 37 missing-organisation
-- expect 41 insert-columns
-- statement bad run
-- A statement that must not build.
-- in  id child_id
INSERT INTO child (id, given_name) VALUES ($id, 'x');
-- statement bad_constant run
-- A statement that must not build.
-- in  id child_id
INSERT INTO child (organisation, id, given_name) VALUES (1, $id, 'x');
-- statement bad_second_row run
-- A statement that must not build.
-- in  organisation organisation_id
INSERT INTO child (organisation, id, given_name)
VALUES ($organisation, 1, 'x'), (2, 2, 'y');
-- statement bad_select run
-- A statement that must not build.
-- in  organisation organisation_id
INSERT INTO child (organisation, id, given_name)
SELECT c.mentor, c.id, c.given_name FROM child AS c WHERE c.organisation = $organisation;
-- statement bad_upsert run
-- A statement that must not build.
-- in  organisation organisation_id
INSERT INTO organisation (organisation, name) VALUES ($organisation, 'x')
ON CONFLICT (name) DO UPDATE SET name = excluded.name;
-- statement bad_move run
-- A statement that must not build.
-- in  organisation organisation_id
INSERT INTO child (organisation, id, given_name) VALUES ($organisation, 1, 'x')
ON CONFLICT (organisation, id) DO UPDATE SET organisation = 2;
-- statement bad_columns run
-- A statement that must not build.
-- in  name text
INSERT INTO lease VALUES ($name, 1);
