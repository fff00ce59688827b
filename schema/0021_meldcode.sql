-- SPDX-License-Identifier: EUPL-1.2
-- Files of the meldcode: worries about safety at home, apart from everything that parents see (src/feature/meldcode/meldcode.h).
-- Personal data of the most sensitive kind: read by the members of staff who are named for one file and nobody else, kept for
-- its own term after it was closed (term `meldcode`), also when the rest of the child's data goes.

CREATE TABLE meldcode_file (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    opened_by    BIGINT NOT NULL,
    opened_at    BIGINT NOT NULL,
    closed_at    BIGINT,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX meldcode_file_child ON meldcode_file (organisation, child, id);

-- Who may read and write one file: whoever opened it, and whom a member named.
CREATE TABLE meldcode_member (
    organisation BIGINT NOT NULL,
    file         BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    named_by     BIGINT NOT NULL,
    named_at     BIGINT NOT NULL,
    PRIMARY KEY (organisation, file, person),
    FOREIGN KEY (organisation, file) REFERENCES meldcode_file (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;

CREATE TABLE meldcode_note (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    file         BIGINT NOT NULL,
    step         BIGINT NOT NULL CHECK (step BETWEEN 1 AND 5),  -- of the meldcode: signals, consult, talk, weigh, decide
    sealed       BYTES  NOT NULL,   -- the words, sealed with a key of their own made of the key file
    author       BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, file) REFERENCES meldcode_file (organisation, id),
    FOREIGN KEY (organisation, author) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX meldcode_note_file ON meldcode_note (organisation, file, id);
