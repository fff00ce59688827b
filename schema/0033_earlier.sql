-- SPDX-License-Identifier: EUPL-1.2
-- The notebook of an earlier centre, that a guardian brought along as an archive (src/feature/earlier/earlier.h).

-- One archive. Personal data: read by the guardian who brought it, and by who works with the child while that guardian consents
-- (purpose earlier_file, object: the id). Kept as the file of the child; the guardian takes it away at any time.
CREATE TABLE earlier_file (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    person       BIGINT NOT NULL,   -- the guardian whose archive it is
    digest       TEXT   NOT NULL,   -- of the zip: the same file is taken once
    centre       TEXT   NOT NULL,   -- the name of the earlier centre, as the file has it
    brought_at   BIGINT NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE UNIQUE INDEX earlier_file_same ON earlier_file (organisation, child, person, digest);

-- A line of it. Never changed.
CREATE TABLE earlier_line (
    organisation BIGINT NOT NULL,
    earlier      BIGINT NOT NULL,
    number       BIGINT NOT NULL,   -- 1, 2 ... as in the file
    day          BIGINT NOT NULL,
    at           BIGINT NOT NULL,
    side         BIGINT NOT NULL CHECK (side IN (1, 2)),  -- 1 home, 2 centre
    kind         TEXT   NOT NULL,   -- as the earlier centre called it; not all are known here
    value        TEXT   NOT NULL,
    note         TEXT   NOT NULL,
    language     TEXT   NOT NULL,
    author       TEXT   NOT NULL,   -- given name, as the file has it: nobody here
    called       TEXT   NOT NULL,
    PRIMARY KEY (organisation, earlier, number),
    FOREIGN KEY (organisation, earlier) REFERENCES earlier_file (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX earlier_line_day ON earlier_line (organisation, earlier, day, number);

INSERT INTO consent_purpose (purpose, everyone) VALUES ('earlier_file', 0);

--sqlite INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
--sqlite ('earlier_file', 'earlier_file', '5000 5000 1'),
--sqlite ('earlier_file', 'earlier_file_same', '5000 5000 2 1 1'),
--sqlite ('earlier_line', 'earlier_line', '5000000 5000000 1000 1'),
--sqlite ('earlier_line', 'earlier_line_day', '5000000 5000000 1000 8 1');
--sqlite ANALYZE sqlite_schema;
