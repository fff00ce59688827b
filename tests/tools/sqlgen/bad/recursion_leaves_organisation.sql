-- SPDX-License-Identifier: EUPL-1.2
-- expect 7 missing-organisation
-- statement bad many
-- A statement that must not build.
-- in  organisation organisation_id
-- out id entry_id
WITH RECURSIVE thread (organisation, id) AS (
    SELECT e.organisation, e.id FROM entry AS e WHERE e.organisation = $organisation
    UNION ALL
    SELECT a.answers, a.id FROM thread AS t JOIN entry AS a ON a.organisation = t.organisation AND a.answers = t.id)
SELECT t.id FROM thread AS t;
