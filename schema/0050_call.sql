-- SPDX-License-Identifier: EUPL-1.2
-- Calling between home and centre (src/feature/call/call.h; R032, R033, R034). Personal data, kept as long as the file of the child.

-- "Bel mij als ...", of a guardian for a child.
CREATE TABLE call_wish (
    organisation BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    kinds        BIGINT NOT NULL DEFAULT 0,   -- bits: 1 ill, 2 fell, 4 not eating, 8 not sleeping, 16 sad, 32 always ask first
    words        TEXT   NOT NULL DEFAULT '',
    language     TEXT   NOT NULL DEFAULT '',  -- of the words
    phone        TEXT   NOT NULL DEFAULT '',  -- empty: the number that the centre has
    from_minute  BIGINT NOT NULL DEFAULT 0 CHECK (from_minute BETWEEN 0 AND 1439),         -- since midnight
    until_minute BIGINT NOT NULL DEFAULT 1440 CHECK (until_minute BETWEEN 1 AND 1440),
    written_at   BIGINT NOT NULL,
    PRIMARY KEY (organisation, child, person),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;

-- A talk that home or the centre asks for.
CREATE TABLE callback (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    person       BIGINT NOT NULL,             -- the guardian, whoever asks
    side         BIGINT NOT NULL CHECK (side IN (1, 2)),  -- who asks: 1 home, 2 centre
    asked_by     BIGINT NOT NULL,
    topic        TEXT   NOT NULL CHECK (topic IN ('general', 'ill', 'fell', 'eating', 'sleeping', 'sad')),
    words        TEXT   NOT NULL DEFAULT '',
    language     TEXT   NOT NULL DEFAULT '',  -- of the words
    sensitive    BIGINT NOT NULL DEFAULT 0 CHECK (sensitive IN (0, 1)),  -- no matter for the door (R033)
    way          TEXT   NOT NULL CHECK (way IN ('phone', 'door', 'appointment')),
    until_day    BIGINT NOT NULL,             -- the window: its last day
    from_minute  BIGINT NOT NULL DEFAULT 0 CHECK (from_minute BETWEEN 0 AND 1439),         -- and hours on it, since midnight
    until_minute BIGINT NOT NULL DEFAULT 1440 CHECK (until_minute BETWEEN 1 AND 1440),
    until_at     BIGINT NOT NULL,             -- its end
    created_at   BIGINT NOT NULL,
    done_at      BIGINT,
    done         TEXT   NOT NULL DEFAULT '' CHECK (done IN ('', 'talked', 'withdrawn')),
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX callback_child ON callback (organisation, child, id);

-- Each call with a guardian that a member of staff wrote down.
CREATE TABLE call_log (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    person       BIGINT NOT NULL,             -- the guardian
    at           BIGINT NOT NULL,
    topic        TEXT   NOT NULL CHECK (topic IN ('general', 'ill', 'fell', 'eating', 'sleeping', 'sad')),
    words        TEXT   NOT NULL DEFAULT '',
    language     TEXT   NOT NULL DEFAULT '',  -- of the words
    outcome      TEXT   NOT NULL CHECK (outcome IN ('reached', 'no_answer', 'call_back')),
    author       BIGINT NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX call_log_child ON call_log (organisation, child, id);

-- Until when a task should be done (src/feature/task/task.h); 0: whenever.
ALTER TABLE task ADD COLUMN due_at BIGINT NOT NULL DEFAULT 0;

-- A call in which home was reached is a talk too (R039, R246).
CREATE TABLE live_contact_made (
    organisation BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    day          BIGINT NOT NULL,
    what         TEXT   NOT NULL CHECK (what IN (
                     'arrival', 'pick_up',    -- "even gesproken" when the child came, or was collected
                     'open', 'highlight',     -- "ik vertel het aan de deur": what is still open, a highlight
                     'call')),                -- talked on the telephone
    care_group   BIGINT NOT NULL,             -- 0: on no group that day
    at           BIGINT NOT NULL,
    person       BIGINT NOT NULL,             -- who pressed it
    PRIMARY KEY (organisation, child, day, what),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;
INSERT INTO live_contact_made (organisation, child, day, what, care_group, at, person)
SELECT organisation, child, day, what, care_group, at, person FROM live_contact;
DROP TABLE live_contact;
ALTER TABLE live_contact_made RENAME TO live_contact;

--sqlite INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
--sqlite ('call_wish', 'call_wish', '60000 60000 2 1'),
--sqlite ('callback', 'callback', '100000 100000 1'),
--sqlite ('callback', 'callback_child', '100000 100000 2 1'),
--sqlite ('call_log', 'call_log', '300000 300000 1'),
--sqlite ('call_log', 'call_log_child', '300000 300000 6 1'),
--sqlite ('live_contact', 'live_contact', '10000000 10000000 200 2 1');
--sqlite ANALYZE sqlite_schema;
