-- SPDX-License-Identifier: EUPL-1.2
-- When home reads what a group wrote (R247), and what was written on paper first (R040): src/feature/handover/release.h.

-- The read bits of home that wait until the child is collected. They are not in the audience, so everything that asks the audience
-- leaves the line out; releasing moves them there.
ALTER TABLE entry ADD COLUMN held BIGINT NOT NULL DEFAULT 0;
-- What waits: few lines, and none of yesterday.
CREATE INDEX entry_held ON entry (organisation, child, day) WHERE held <> 0;

-- On what the words stood before somebody typed them in; '': they were written here.
ALTER TABLE entry ADD COLUMN channel TEXT NOT NULL DEFAULT '' CHECK (channel IN ('', 'paper'));

-- When home reads what the group writes of a day.
ALTER TABLE group_setting ADD COLUMN opens TEXT NOT NULL DEFAULT 'at_once' CHECK (opens IN ('at_once', 'pick_up'));

-- Whoever sent it wants it seen at once, whatever the group chose.
ALTER TABLE photo ADD COLUMN at_once BIGINT NOT NULL DEFAULT 0 CHECK (at_once IN (0, 1));

--sqlite INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
--sqlite ('entry', 'entry_held', '20000 20000 4 4');
--sqlite ANALYZE sqlite_schema;
