-- SPDX-License-Identifier: EUPL-1.2
-- expect 12 layout
-- expect 13 layout
-- expect 17 layout
-- expect 20 layout
-- expect 26 unknown-type
-- expect 30 layout
-- expect 34 layout
-- expect 39 syntax
-- expect 42 layout
-- expect 48 syntax
SELECT 1;
-- statement bad_kind some
-- Why.
-- out id entry_id
SELECT l.until_at AS id FROM lease AS l;
-- statement bad_comment many
-- out until_at instant
SELECT l.until_at FROM lease AS l;
-- statement bad_comment many
-- A name that was there already.
-- out until_at instant
SELECT l.until_at FROM lease AS l;
-- statement bad_type many
-- Why.
-- out until_at moment
SELECT l.until_at FROM lease AS l;
-- statement bad_name many
-- Why.
-- out Until instant
SELECT l.until_at FROM lease AS l;
-- statement bad_word many
-- Why.
-- out default instant
SELECT l.until_at FROM lease AS l;
-- statement bad_two many
-- Why.
-- out until_at instant
SELECT l.until_at FROM lease AS l; DELETE FROM lease AS l;
-- statement bad_reason many
-- Why.
-- every organisation:
-- out organisation organisation_id
SELECT o.organisation FROM organisation AS o;
-- statement bad_end many
-- Why.
-- out until_at instant
SELECT l.until_at FROM lease AS l
