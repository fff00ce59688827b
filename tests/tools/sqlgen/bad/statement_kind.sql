-- SPDX-License-Identifier: EUPL-1.2
-- expect 6 statement-kind
-- expect 11 statement-kind
-- expect 15 statement-kind
-- expect 18 statement-kind
-- statement bad_run run
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
SELECT e.id FROM entry AS e WHERE e.organisation = $organisation;
-- statement bad_many many
-- A statement that must not build.
-- in  organisation organisation_id
UPDATE entry AS e SET own = 1 WHERE e.organisation = $organisation;
-- statement bad_pragma run
-- A statement that must not build.
CREATE TABLE x (y BIGINT);
-- statement bad_later one later
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
UPDATE entry AS e SET own = 1 WHERE e.organisation = $organisation RETURNING id;
