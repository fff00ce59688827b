-- SPDX-License-Identifier: EUPL-1.2
-- What a home writes about itself (src/feature/home_view): how the child lives there, and how the parents look at bringing up.

-- Every version is a row; the newest of a home is what stands there. Whose home it is follows from where its author lives now,
-- so that somebody who becomes a protected guardian takes her words along (R243).
-- Personal data: optional, for those who work with the child; goes with the child's file.
CREATE TABLE home_words (
    organisation BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    kind         TEXT   NOT NULL CHECK (kind IN ('routine', 'view')),
    id           BIGINT NOT NULL,
    author       BIGINT NOT NULL,
    words        TEXT   NOT NULL,   -- empty: taken back
    language     TEXT   NOT NULL,   -- of the words
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (organisation, child, kind, id),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id),
    FOREIGN KEY (organisation, author) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;
--sqlite INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('home_words', 'home_words', '60000 60000 2 2 1');
--sqlite ANALYZE sqlite_schema;
