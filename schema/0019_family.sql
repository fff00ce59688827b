-- SPDX-License-Identifier: EUPL-1.2
-- The family of a child (src/feature/family/family.h): changes that wait, who may collect, court orders, notices.
-- Personal data in all of them; kept as long as the file of the child, one-time collectors and notices for a year.

-- What a guardian asked to change. It counts when a member of staff confirms it (T18, R233).
CREATE TABLE proposal (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    person       BIGINT NOT NULL,             -- the guardian who asks; others at home never read it
    about        TEXT   NOT NULL CHECK (about IN ('contact', 'collector', 'collector_end', 'custody')),
    name         TEXT   NOT NULL DEFAULT '',  -- collector: who it is
    phone        TEXT   NOT NULL DEFAULT '',  -- contact: the guardian's new one; collector: of that person
    email        TEXT   NOT NULL DEFAULT '',  -- contact
    relation     TEXT   NOT NULL DEFAULT '',  -- collector: what the child calls the person, "oma"
    note         TEXT   NOT NULL DEFAULT '',  -- custody: own words
    from_day     BIGINT NOT NULL DEFAULT 0,   -- collector: first day
    until_day    BIGINT NOT NULL DEFAULT 2932896,  -- exclusive; the day after from_day: one time
    collector    BIGINT NOT NULL DEFAULT 0,   -- collector_end: who may not any more
    audience     BIGINT NOT NULL DEFAULT 0,   -- collector: who reads it once it counts, a mask over the read bits
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
CREATE INDEX proposal_child ON proposal (organisation, child, person, id);

-- Who may collect a child besides its guardians. Each row was confirmed by a member of staff.
CREATE TABLE collector (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    name         TEXT   NOT NULL,
    phone        TEXT   NOT NULL DEFAULT '',
    relation     TEXT   NOT NULL DEFAULT '',
    from_day     BIGINT NOT NULL,
    until_day    BIGINT NOT NULL DEFAULT 2932896,  -- exclusive
    audience     BIGINT NOT NULL,             -- mask over the read bits: the centre, and the home that asked
    person       BIGINT NOT NULL DEFAULT 0,   -- the guardian who asked; 0: the staff heard it themselves
    confirmed_at BIGINT NOT NULL,
    confirmed_by BIGINT NOT NULL,
    ended_at     BIGINT,
    ended_by     BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX collector_child ON collector (organisation, child, id);

-- What a judge decided about a child: for staff with the restrictions bit alone, never for a home.
CREATE TABLE court_order (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    note         TEXT   NOT NULL,             -- what it means at the door, in the manager's words
    from_day     BIGINT NOT NULL,
    until_day    BIGINT NOT NULL DEFAULT 2932896,  -- exclusive
    created_at   BIGINT NOT NULL,
    created_by   BIGINT NOT NULL,
    ended_at     BIGINT,
    ended_by     BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX court_order_child ON court_order (organisation, child, id);

-- That something changed, for the guardians whom the staff chose to tell. Never what changed, nor who asked.
CREATE TABLE family_notice (
    organisation BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    about        TEXT   NOT NULL,             -- as in proposal: chooses the sentence
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (organisation, person, child, id),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;

-- Who collected the child: a guardian, a collector, or a name that was said at the door. All empty: nobody noted it.
ALTER TABLE attendance ADD COLUMN out_guardian BIGINT NOT NULL DEFAULT 0;
ALTER TABLE attendance ADD COLUMN out_collector BIGINT NOT NULL DEFAULT 0;
ALTER TABLE attendance ADD COLUMN out_name TEXT NOT NULL DEFAULT '';
