-- SPDX-License-Identifier: EUPL-1.2
-- That a child does not come (src/feature/absence/absence.h, R229). Personal data, of a child that is ill about health: kept as long as
-- the file of the child. A later report for the same days counts; the earlier one stays.

CREATE TABLE absence (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    from_day     BIGINT NOT NULL,
    until_day    BIGINT NOT NULL,             -- exclusive; earlier than it was when the child came back earlier
    kind         TEXT   NOT NULL CHECK (kind IN ('ill', 'day_off', 'other')),
    words        TEXT   NOT NULL DEFAULT '',
    language     TEXT   NOT NULL DEFAULT '',  -- of the words
    side         BIGINT NOT NULL CHECK (side IN (1, 2)),  -- 1 home, 2 centre
    audience     BIGINT NOT NULL,             -- mask over the read bits, as of an entry
    author       BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    ended_at     BIGINT,                      -- when somebody said that the child comes after all
    ended_by     BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX absence_child ON absence (organisation, child, until_day);

--sqlite INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
--sqlite ('absence', 'absence', '600000 600000 1'),
--sqlite ('absence', 'absence_child', '600000 600000 10 1');
--sqlite ANALYZE sqlite_schema;
