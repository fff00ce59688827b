-- SPDX-License-Identifier: EUPL-1.2
-- The day of a child, written by home and centre.

-- One line in the notebook. Clustered by child and day, so that a day page is one short range.
CREATE TABLE entry (
    organisation BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    day          BIGINT NOT NULL,   -- the page it stands on; an answer stands on the page of what it answers
    at           BIGINT NOT NULL,   -- when it happened
    id           BIGINT NOT NULL,
    moment       BIGINT NOT NULL,   -- entries recorded in one act, also for several children; undo takes a whole moment back
    care_group   BIGINT NOT NULL,   -- where it was recorded; 0: at home
    side         BIGINT NOT NULL CHECK (side IN (1, 2)),  -- 1 home, 2 centre
    kind         TEXT   NOT NULL,   -- src/feature/handover/code.h: sleep, food, mood, behaviour, words, night, breakfast, answer
    value        TEXT   NOT NULL DEFAULT '',  -- the coded value of that kind (sleep: asleep, awake); empty for words and answers
    note         TEXT   NOT NULL DEFAULT '',  -- own words
    language     TEXT   NOT NULL DEFAULT '',  -- of the own words, so that a phone can translate them
    answers      BIGINT NOT NULL DEFAULT 0,   -- the moment this answers; 0: none
    audience     BIGINT NOT NULL,   -- mask over the read bits of the access set: who may read it besides its author
    author       BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    withdrawn_at BIGINT,            -- undone; kept, shown to nobody
    version      BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (organisation, child, day, at, id),
    UNIQUE (organisation, id),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id),
    FOREIGN KEY (organisation, author) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX entry_moment ON entry (organisation, moment, child);
-- Ids are ordered by time: the newest line of a child that somebody may read, out of the index alone.
CREATE INDEX entry_newest ON entry (organisation, child, id, audience, author, withdrawn_at);

-- Earlier texts of an entry: nothing that was written is lost.
CREATE TABLE entry_version (
    organisation BIGINT NOT NULL,
    entry        BIGINT NOT NULL,
    version      BIGINT NOT NULL,
    kind         TEXT   NOT NULL,
    value        TEXT   NOT NULL,
    note         TEXT   NOT NULL,
    author       BIGINT NOT NULL,   -- who made this version
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (organisation, entry, version),
    FOREIGN KEY (organisation, entry) REFERENCES entry (organisation, id)
)
--sqlite WITHOUT ROWID
;

-- The group has read what home wrote (R031). Home sees that it was read, never by whom.
CREATE TABLE note_read (
    organisation BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    day          BIGINT NOT NULL,
    moment       BIGINT NOT NULL,
    read_at      BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    PRIMARY KEY (organisation, child, day, moment)
)
--sqlite WITHOUT ROWID
;

-- Check-in and check-out of a day.
CREATE TABLE attendance (
    organisation BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    day          BIGINT NOT NULL,
    care_group   BIGINT NOT NULL,
    in_at        BIGINT NOT NULL,
    in_by        BIGINT NOT NULL,
    out_at       BIGINT,
    out_by       BIGINT,
    version      BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (organisation, child, day),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id)
)
--sqlite WITHOUT ROWID
;

-- Files outside the database, named by a keyed hash of their content.
CREATE TABLE file (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    name         TEXT   NOT NULL,   -- HMAC of the content in hexadecimal: its place under the organisation's media folder
    media_type   TEXT   NOT NULL,
    length       BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (organisation, id),
    UNIQUE (organisation, name)
)
--sqlite WITHOUT ROWID
;
CREATE TABLE entry_file (
    organisation BIGINT NOT NULL,
    file         BIGINT NOT NULL,
    entry        BIGINT NOT NULL,
    PRIMARY KEY (organisation, file, entry),
    FOREIGN KEY (organisation, file) REFERENCES file (organisation, id),
    FOREIGN KEY (organisation, entry) REFERENCES entry (organisation, id)
)
--sqlite WITHOUT ROWID
;

-- The access set of entries: who reads the child with a bit that the entry's audience holds, and the author while
-- the author may still see the child. A limited guardian reads only what the audience opens to limited guardians.
CREATE VIEW may_entry AS
    SELECT e.organisation AS organisation, m.person AS person, e.id AS entry, e.child AS child, m.scope AS scope,
           m.from_day AS from_day, m.until_day AS until_day
      FROM entry AS e
      JOIN may_child AS m ON m.organisation = e.organisation AND m.child = e.child
     WHERE e.withdrawn_at IS NULL AND ((m.scope & e.audience) <> 0 OR e.author = m.person);

-- The access set of files: through the entries that show them.
CREATE VIEW may_file AS
    SELECT f.organisation AS organisation, m.person AS person, f.file AS file, m.scope AS scope,
           m.from_day AS from_day, m.until_day AS until_day
      FROM entry_file AS f
      JOIN may_entry AS m ON m.organisation = f.organisation AND m.entry = f.entry;
