-- SPDX-License-Identifier: EUPL-1.2
-- The information sheet of a child (src/feature/sheet/sheet.h, R240): what stands nowhere else, and what a guardian proposed.
-- Personal data about health: kept as long as the file of the child.

-- One field that is filled in. Allergies stand at the child as well, where the board finds them; '-' here: none are known.
CREATE TABLE sheet_line (
    organisation BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    field        TEXT   NOT NULL CHECK (field IN ('allergies', 'doctor', 'doctor_phone', 'diet', 'health')),
    words        TEXT   NOT NULL,
    person       BIGINT NOT NULL DEFAULT 0,   -- the guardian who told it; 0: the staff heard it themselves
    audience     BIGINT NOT NULL,             -- mask over the read bits: without the other homes when a protected guardian told it
    confirmed_at BIGINT NOT NULL,
    confirmed_by BIGINT NOT NULL,
    PRIMARY KEY (organisation, child, field),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id)
)
--sqlite WITHOUT ROWID
;

-- What a guardian would like to have on it. It counts when a member of staff confirms it (T18).
CREATE TABLE sheet_proposal (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    person       BIGINT NOT NULL,             -- who asks; others at home never read it
    field        TEXT   NOT NULL CHECK (field IN ('allergies', 'doctor', 'doctor_phone', 'diet', 'health')),
    words        TEXT   NOT NULL,
    created_at   BIGINT NOT NULL,
    decision     TEXT   NOT NULL DEFAULT '' CHECK (decision IN ('', 'confirmed', 'declined', 'withdrawn')),
    decided_at   BIGINT,
    decided_by   BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX sheet_proposal_child ON sheet_proposal (organisation, child, id);
