-- SPDX-License-Identifier: EUPL-1.2
-- A small schema for the tests of the statement generator.
CREATE TABLE organisation (
    organisation BIGINT NOT NULL PRIMARY KEY,
    name         TEXT   NOT NULL
);

CREATE TABLE child (
    organisation BIGINT NOT NULL REFERENCES organisation (organisation),
    id           BIGINT NOT NULL,
    given_name   TEXT   NOT NULL,
    picture      BYTES,
    mentor       BIGINT,
    left_at      BIGINT,
    PRIMARY KEY (organisation, id)
)
--sqlite WITHOUT ROWID
;

CREATE TABLE entry (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    care_group   BIGINT NOT NULL,
    day          BIGINT NOT NULL,
    at           BIGINT NOT NULL,
    own          BIGINT NOT NULL CHECK (own IN (0, 1)),
    note         TEXT,
    answers      BIGINT NOT NULL DEFAULT 0,
    version      BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX entry_child ON entry (organisation, child, day);

CREATE TABLE may_child (
    organisation BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    PRIMARY KEY (organisation, person, child)
)
--sqlite WITHOUT ROWID
;

-- Rows of all organisations too, under a view.
CREATE VIEW present AS SELECT c.organisation, c.id AS child, c.given_name FROM child AS c WHERE c.left_at IS NULL;

-- Belongs to no organisation.
CREATE TABLE lease (
    name     TEXT   NOT NULL PRIMARY KEY,
    until_at BIGINT NOT NULL
);

--postgresql CREATE TABLE only_there (organisation BIGINT NOT NULL, words TSVECTOR);
--sqlite CREATE VIRTUAL TABLE entry_words USING fts5 (note, organisation UNINDEXED, entry UNINDEXED);
