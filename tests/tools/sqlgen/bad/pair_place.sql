-- SPDX-License-Identifier: EUPL-1.2
-- expect 6 pair-place
-- statement bad many
-- Why.
-- out until_at instant
-- sqlite
SELECT l.until_at FROM lease AS l;
-- postgresql
SELECT l.until_at FROM lease AS l;
