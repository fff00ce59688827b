-- SPDX-License-Identifier: EUPL-1.2
-- expect 13 layout
-- expect 14 layout
-- expect 18 layout
-- expect 21 layout
-- expect 27 unknown-type
-- expect 31 layout
-- expect 35 layout
-- expect 40 syntax
-- expect 43 layout
-- expect 46 layout
-- expect 53 syntax
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
-- statement bad_later run later
-- Why.
-- in until_at instant
DELETE FROM lease AS l WHERE l.until_at < $until_at;
-- statement bad_end many
-- Why.
-- out until_at instant
SELECT l.until_at FROM lease AS l
