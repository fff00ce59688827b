-- SPDX-License-Identifier: EUPL-1.2
-- What the program needs before it knows anybody: migrations, live events, writes from devices, jobs.
-- Instants are UTC milliseconds, ids are minted by the program (src/base/identity.h).

-- Which files of this folder made this database, and what was in them (src/db/migrate.h).
CREATE TABLE migration (
    number     BIGINT NOT NULL PRIMARY KEY,
    name       TEXT   NOT NULL,   -- file name without its ending, 0001_base
    checksum   TEXT   NOT NULL,   -- sha-256 of the file in hexadecimal: an applied file never changes
    applied_at BIGINT NOT NULL
);

-- Something changed that open pages show (src/db/event.h). Written in the transaction of the change, kept an hour.
CREATE TABLE live_event (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,             -- minted before the commit, so no cursor
    sequence     BIGINT,                      -- the cursor; NULL until a notifier numbers the row (PostgreSQL only)
    kind         TEXT   NOT NULL,             -- which part of a page: 'entry', 'presence'; a word of the program
    care_group   BIGINT NOT NULL DEFAULT 0,   -- whom it concerns; 0: no group
    child        BIGINT NOT NULL DEFAULT 0,   -- 0: no child
    person       BIGINT NOT NULL DEFAULT 0,   -- for this person only; 0: for all who may see the child or group
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX live_event_sequence ON live_event (sequence) WHERE sequence IS NOT NULL;
CREATE INDEX live_event_waiting ON live_event (id) WHERE sequence IS NULL;

-- The last sequence given out, one row: rows of live_event go, their numbers never come back.
CREATE TABLE live_sequence (
    id   BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    last BIGINT NOT NULL
);
INSERT INTO live_sequence (id, last) VALUES (1, 0);

-- A write that a device sent, so that sending it again gives the same answer and no second row. Kept 30 days.
CREATE TABLE client_write (
    organisation BIGINT NOT NULL,
    person       BIGINT NOT NULL,   -- the person who is signed in
    device       BIGINT NOT NULL,   -- 0: a browser without a device of its own
    client       BYTES  NOT NULL,   -- 16 random bytes made on the device
    body_hash    BYTES  NOT NULL,   -- sha-256 of what was sent: another body under the same id is a mistake (409)
    result       BIGINT NOT NULL,   -- id of what the write made; 0: nothing with an id
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (organisation, person, device, client)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX client_write_age ON client_write (created_at);

-- Work for later (src/job/job.h), written in the transaction that asks for it.
CREATE TABLE job (
    organisation BIGINT NOT NULL,   -- 0: work for the whole installation
    id           BIGINT NOT NULL,
    kind         TEXT   NOT NULL,   -- name in the program's table of kinds
    payload      TEXT   NOT NULL,   -- JSON object; ids, never personal data
    unique_key   TEXT   NOT NULL,   -- a second job of this kind with this key is not added while the first is here
    run_after    BIGINT NOT NULL,   -- not before this instant; moved later after a failure
    leased_until BIGINT NOT NULL DEFAULT 0,   -- somebody works on it until then; 0: nobody
    leased_by    BIGINT NOT NULL DEFAULT 0,   -- number of the lease: who comes too late may not finish it
    attempts     BIGINT NOT NULL DEFAULT 0,   -- times it was begun
    last_error   TEXT   NOT NULL DEFAULT '',  -- for the operator; never personal data
    state        TEXT   NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'failed')),
    created_at   BIGINT NOT NULL,
    finished_at  BIGINT,            -- done, or given up
    PRIMARY KEY (organisation, id),
    UNIQUE (organisation, kind, unique_key)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX job_waiting ON job (run_after, id) WHERE state = 'waiting';
CREATE INDEX job_finished ON job (finished_at) WHERE finished_at IS NOT NULL;
