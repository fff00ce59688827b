-- SPDX-License-Identifier: EUPL-1.2
-- Notices of accidents (src/feature/accident/accident.h, R232). Personal data about health: kept as long as the file of the child.

CREATE TABLE accident (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    day          BIGINT NOT NULL,
    at           BIGINT NOT NULL,             -- when it happened
    version      BIGINT NOT NULL,             -- of the text that counts
    audience     BIGINT NOT NULL,             -- mask over the read bits: the centre, and each home that it was told to
    author       BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX accident_child ON accident (organisation, child, id);

-- What is said about it. A text is never changed: a correction is another version, and the earlier ones stay to be read.
CREATE TABLE accident_text (
    organisation BIGINT NOT NULL,
    accident     BIGINT NOT NULL,
    version      BIGINT NOT NULL,
    place        TEXT   NOT NULL DEFAULT '',
    what         TEXT   NOT NULL,
    body         TEXT   NOT NULL DEFAULT '',  -- where on the body, in words
    done         TEXT   NOT NULL DEFAULT '',  -- what was done about it
    witness      TEXT   NOT NULL DEFAULT '',  -- who saw it, by role
    author       BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (organisation, accident, version),
    FOREIGN KEY (organisation, accident) REFERENCES accident (organisation, id)
)
--sqlite WITHOUT ROWID
;

-- Each time that a guardian was told, or could not be reached. For the centre alone.
CREATE TABLE accident_call (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    accident     BIGINT NOT NULL,
    called       BIGINT NOT NULL,             -- the guardian
    home         BIGINT NOT NULL,             -- of that guardian, then
    way          TEXT   NOT NULL CHECK (way IN ('phone', 'door')),
    reached      BIGINT NOT NULL,
    note         TEXT   NOT NULL DEFAULT '',
    author       BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, accident) REFERENCES accident (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX accident_call_accident ON accident_call (organisation, accident, id);

-- A guardian's own account.
CREATE TABLE accident_account (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    accident     BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    words        TEXT   NOT NULL,
    language     TEXT   NOT NULL,
    audience     BIGINT NOT NULL,             -- the centre, and the writer's own home
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, accident) REFERENCES accident (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX accident_account_accident ON accident_account (organisation, accident, id);

-- Who says that it was talked about: guardians, and the centre.
CREATE TABLE accident_sign (
    organisation BIGINT NOT NULL,
    accident     BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    side         BIGINT NOT NULL CHECK (side IN (1, 2)),  -- 1 home, 2 centre
    audience     BIGINT NOT NULL,             -- the centre, and the signer's own home; of the centre: who reads the notice
    signed_at    BIGINT NOT NULL,
    PRIMARY KEY (organisation, accident, person),
    FOREIGN KEY (organisation, accident) REFERENCES accident (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;
