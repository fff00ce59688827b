-- SPDX-License-Identifier: EUPL-1.2
-- A guardian takes everything about a child home (src/feature/archive/archive.h).

-- One archive that was asked for. For the guardian who asked and nobody else; goes with its parts seven days after it was
-- made.
CREATE TABLE archive (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    person       BIGINT NOT NULL,   -- who asked
    state        TEXT   NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'failed')),
    steps        BIGINT NOT NULL DEFAULT 0,   -- pages and files to make; 0: not begun
    steps_done   BIGINT NOT NULL DEFAULT 0,
    length       BIGINT NOT NULL DEFAULT 0,   -- bytes
    asked_at     BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX archive_person ON archive (organisation, child, person, id);

-- The file in pieces: every node has it, and it goes in one transaction.
CREATE TABLE archive_part (
    organisation BIGINT NOT NULL,
    archive      BIGINT NOT NULL,
    number       BIGINT NOT NULL,   -- 1, 2, ...
    content      BYTES  NOT NULL,   -- of the zip, at most 256 KiB
    PRIMARY KEY (organisation, archive, number),
    FOREIGN KEY (organisation, archive) REFERENCES archive (organisation, id)
);
