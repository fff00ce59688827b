-- SPDX-License-Identifier: EUPL-1.2
-- Getting to know each other (src/feature/intake) and practical matters (src/feature/practical).

-- How a guardian likes to be spoken with: language and interpreter. Every save is a row, the newest counts; the language of
-- the pages stands in person.language. Filled by the guardian, or by the staff, who is named to her.
-- Personal data: optional; goes with the guardian.
CREATE TABLE contact_wish (
    organisation BIGINT NOT NULL,
    person       BIGINT NOT NULL,   -- the guardian
    id           BIGINT NOT NULL,
    interpreter  BIGINT NOT NULL CHECK (interpreter IN (0, 1)),  -- likes to have one with a talk
    tongue       TEXT   NOT NULL,   -- in which language, own words; empty: not said
    language     TEXT   NOT NULL,   -- of the pages, as chosen with it
    written_by   BIGINT NOT NULL,
    written_at   BIGINT NOT NULL,
    PRIMARY KEY (organisation, person, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;

-- How much contact a guardian likes, chosen by her and by nobody else; never worked out from anything (R010). Every choice is a
-- row, the newest counts; no row is 'basis'.
-- Personal data: optional; goes with the guardian.
CREATE TABLE contact_intensity (
    organisation BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    intensity    TEXT   NOT NULL CHECK (intensity IN ('basis', 'more', 'less')),
    written_at   BIGINT NOT NULL,
    PRIMARY KEY (organisation, person, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;

-- How many weeks there are at most between two moments of contact, by what the guardian chose. Without a row: what the
-- program comes with.
CREATE TABLE contact_rhythm (
    organisation BIGINT NOT NULL,
    location     BIGINT NOT NULL,
    basis_weeks  BIGINT NOT NULL CHECK (basis_weeks BETWEEN 1 AND 52),
    more_weeks   BIGINT NOT NULL CHECK (more_weeks BETWEEN 1 AND 52),
    less_weeks   BIGINT NOT NULL CHECK (less_weeks BETWEEN 1 AND 52),
    set_by       BIGINT NOT NULL,
    set_at       BIGINT NOT NULL,
    PRIMARY KEY (organisation, location),
    FOREIGN KEY (organisation, location) REFERENCES location (organisation, id)
)
--sqlite WITHOUT ROWID
;

-- What a guardian tells about a child's background (R008), all of it optional and in own words. Every save is a row, the
-- newest of a guardian counts. For that guardian and who works with the child; no other guardian reads it (R243).
-- Personal data, that can tell of a religion (AVG art. 9): given by the guardian, taken back by emptying it.
CREATE TABLE background (
    organisation BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    person       BIGINT NOT NULL,   -- the guardian
    id           BIGINT NOT NULL,
    tongues      TEXT   NOT NULL,   -- languages that are spoken with the child
    food         TEXT   NOT NULL,   -- what it may and may not eat by custom; an allergy stands elsewhere
    celebrations TEXT   NOT NULL,
    customs      TEXT   NOT NULL,
    language     TEXT   NOT NULL,   -- of these words
    written_by   BIGINT NOT NULL,   -- the guardian, or who of the staff wrote down what she said
    written_at   BIGINT NOT NULL,
    PRIMARY KEY (organisation, child, person, id),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;

-- Somebody else who matters to a child, on the family map (R012). No right comes from it: who may collect stands in collector.
-- For the home of who wrote it, and the staff. Goes when it is taken away.
CREATE TABLE family_other (
    organisation BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    person       BIGINT NOT NULL,   -- the guardian who wrote it
    name         TEXT   NOT NULL,
    relation     TEXT   NOT NULL,   -- own words: "oma", "zusje van papa's kant"
    words        TEXT   NOT NULL,   -- what is good to know, own words
    language     TEXT   NOT NULL,   -- of these words
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (organisation, child, id),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;

-- What is practical at a location: opening hours, sick children, sleeping (R012). Holds no personal data but who wrote it.
CREATE TABLE practical_item (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    location     BIGINT NOT NULL,
    topic        TEXT   NOT NULL,   -- a name of src/feature/practical/topic.c; empty: one of the location's own
    place        BIGINT NOT NULL,   -- order in the list
    edition      BIGINT NOT NULL DEFAULT 1,  -- raised when everybody should read it again
    created_at   BIGINT NOT NULL,
    removed_at   BIGINT,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, location) REFERENCES location (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX practical_item_location ON practical_item (organisation, location, place, id);

-- The words of an item in one language. Every save is a row, the newest of a language counts.
CREATE TABLE practical_text (
    organisation BIGINT NOT NULL,
    item         BIGINT NOT NULL,
    language     TEXT   NOT NULL,   -- a code of src/i18n/language.h
    id           BIGINT NOT NULL,
    title        TEXT   NOT NULL,   -- empty for a topic, whose title stands in the catalogues
    words        TEXT   NOT NULL,   -- empty: taken away
    written_by   BIGINT NOT NULL,
    written_at   BIGINT NOT NULL,
    PRIMARY KEY (organisation, item, language, id),
    FOREIGN KEY (organisation, item) REFERENCES practical_item (organisation, id)
)
--sqlite WITHOUT ROWID
;

-- What a guardian has read, by her own tap. Read by her, and by who works with her child; counted by nobody.
CREATE TABLE practical_read (
    organisation BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    item         BIGINT NOT NULL,
    edition      BIGINT NOT NULL,
    read_at      BIGINT NOT NULL,
    PRIMARY KEY (organisation, person, item, edition),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id),
    FOREIGN KEY (organisation, item) REFERENCES practical_item (organisation, id)
)
--sqlite WITHOUT ROWID
;

-- The passkey that opened a session, or was its second factor: when it is taken away, the session ends.
ALTER TABLE session ADD COLUMN passkey BIGINT NOT NULL DEFAULT 0;

--sqlite INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('contact_wish', 'contact_wish', '50000 50000 2 1');
--sqlite INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('contact_intensity', 'contact_intensity', '20000 20000 2 1');
--sqlite INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('background', 'background', '60000 60000 4 2 1');
--sqlite INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('family_other', 'family_other', '60000 60000 3 1');
--sqlite INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('practical_item', 'practical_item_location', '7000 7000 10 2 1');
--sqlite INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('practical_text', 'practical_text', '20000 20000 3 2 1');
--sqlite INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('practical_read', 'practical_read', '700000 700000 10 1 1');
--sqlite ANALYZE sqlite_schema;
