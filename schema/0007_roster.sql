-- SPDX-License-Identifier: EUPL-1.2
-- The roster of the planning package (src/feature/roster/roster.h): what it said last, and imports under way.

-- What the last file said of a child, as digests: a value is taken over when the file says another one than last time, so
-- that what people change here stays until the package changes it too. 0: the file never said anything.
CREATE TABLE roster_child (
    organisation  BIGINT NOT NULL,
    child         BIGINT NOT NULL,
    name          BIGINT NOT NULL,
    born          BIGINT NOT NULL,
    allergies     BIGINT NOT NULL,
    photo_consent BIGINT NOT NULL,
    remark        BIGINT NOT NULL,
    mentor        BIGINT NOT NULL,   -- location and name
    until_day     BIGINT NOT NULL,   -- the end of the last placement: when an end moves, access that ended with it moves too
    PRIMARY KEY (organisation, child),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id)
)
--sqlite WITHOUT ROWID
;

-- The same of a guardian.
CREATE TABLE roster_person (
    organisation BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    name         BIGINT NOT NULL,
    language     BIGINT NOT NULL,
    phone        BIGINT NOT NULL,
    email        BIGINT NOT NULL,   -- folded: finds the person also after the address was changed here
    found_by     BIGINT NOT NULL,   -- folded name and telephone: finds a person without address
    PRIMARY KEY (organisation, person),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX roster_person_email ON roster_person (organisation, email) WHERE email <> 0;
CREATE INDEX roster_person_found_by ON roster_person (organisation, found_by) WHERE found_by <> 0;

-- Guardians that a file named, and what it said of their authority.
CREATE TABLE roster_guardian (
    organisation BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    authority    BIGINT NOT NULL CHECK (authority IN (0, 1, 2)),   -- 0: not told, 1: yes, 2: no
    PRIMARY KEY (organisation, child, person),
    FOREIGN KEY (organisation, child, person) REFERENCES guardian (organisation, child, person)
)
--sqlite WITHOUT ROWID
;

-- One import. `staging`: the plan is being written down, nothing is visible. `committed`: it is decided and is carried out
-- unit by unit, `done` counting along in the same transactions. `done`: it is. At most one a organisation is not done.
CREATE TABLE import_batch (
    organisation BIGINT NOT NULL REFERENCES organisation (organisation),
    id           BIGINT NOT NULL,
    state        TEXT   NOT NULL CHECK (state IN ('staging', 'committed', 'done')),
    day          BIGINT NOT NULL,             -- today when it was planned: changes without a date of their own begin then
    planned      BIGINT NOT NULL DEFAULT 0,   -- units
    done         BIGINT NOT NULL DEFAULT 0,   -- carried out, in order
    skipped      BIGINT NOT NULL DEFAULT 0,   -- of these: could not be, because something changed meanwhile
    process      BIGINT NOT NULL,             -- number of the process that plans: on SQLite no other one can be alive
    created_at   BIGINT NOT NULL,
    touched_at   BIGINT NOT NULL,             -- last sign of life of who works on it
    finished_at  BIGINT,
    PRIMARY KEY (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE UNIQUE INDEX import_batch_open ON import_batch (organisation) WHERE state <> 'done';

-- What a batch will do, one unit a row: a location, a group, a child with its family. Removed when the batch is done.
CREATE TABLE import_row (
    organisation BIGINT NOT NULL,
    batch        BIGINT NOT NULL,
    number       BIGINT NOT NULL,   -- 1, 2, ... in the order of carrying out
    kind         TEXT   NOT NULL CHECK (kind IN ('location', 'group', 'child')),
    payload      TEXT   NOT NULL,   -- JSON, see src/feature/roster/unit.h
    PRIMARY KEY (organisation, batch, number),
    FOREIGN KEY (organisation, batch) REFERENCES import_batch (organisation, id)
)
--sqlite WITHOUT ROWID
;
