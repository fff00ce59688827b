-- SPDX-License-Identifier: EUPL-1.2
-- Whom we reach, and how staff were asked about figures on their work (src/feature/reach/reach.h, src/feature/figure/figure.h).

-- What a guardian is to the child, in the guardian's own choice: nobody has to say it (R097). Personal data: the guardian sees
-- and changes it; others read it in figures about many alone. Kept as long as the guardian belongs to the child.
CREATE TABLE guardian_role (
    organisation BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    role         TEXT   NOT NULL CHECK (role IN ('mother', 'father', 'other')),
    own_words    TEXT   NOT NULL DEFAULT '',   -- with 'other': what it is called at home
    said_at      BIGINT NOT NULL,
    PRIMARY KEY (organisation, child, person),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX guardian_role_person ON guardian_role (organisation, person);

-- How staff were consulted about figures on their work (R244). Such figures are off until there is a row that has not ended.
CREATE TABLE staff_consultation (
    organisation BIGINT NOT NULL REFERENCES organisation (organisation),
    id           BIGINT NOT NULL,
    held_day     BIGINT NOT NULL,              -- when it was talked about
    with_whom    TEXT   NOT NULL,              -- "ondernemingsraad", "teamvergadering": no names asked
    agreed       TEXT   NOT NULL,              -- in the words of who wrote it down
    language     TEXT   NOT NULL,              -- of those words
    written_by   BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    ended_at     BIGINT,                       -- it holds no more: figures go off
    ended_by     BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (organisation, id)
)
--sqlite WITHOUT ROWID
;

--sqlite INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
--sqlite ('guardian_role', 'guardian_role', '50000 50000 2 1'),
--sqlite ('guardian_role', 'guardian_role_person', '50000 50000 2'),
--sqlite ('staff_consultation', 'staff_consultation', '5 5 1');
--sqlite ANALYZE sqlite_schema;
