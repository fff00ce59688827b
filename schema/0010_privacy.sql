-- SPDX-License-Identifier: EUPL-1.2
-- Privacy: who looked, what was refused, the sealed audit, requests of guardians, keeping and erasing, alarms.
-- What each column is for and how long it stays: docs/data-register/privacy.register.

-- With which bits of the access set a page was looked at (src/access/scope.h): the role at that time, also when it ends later.
-- 0 in rows from before this file.
ALTER TABLE page_view ADD COLUMN scope BIGINT NOT NULL DEFAULT 0;
CREATE INDEX page_view_quarter ON page_view (organisation, quarter_at, person, child);

-- Somebody asked for an object that is not for her (404), folded to a quarter of an hour like page_view. The first of a
-- quarter also makes an audit row (T7). Kept a day: it only keeps the audit from being flooded.
CREATE TABLE access_refusal (
    organisation BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    object_kind  TEXT   NOT NULL CHECK (object_kind IN ('child', 'group', 'entry', 'file')),
    object       BIGINT NOT NULL,
    quarter_at   BIGINT NOT NULL,
    PRIMARY KEY (organisation, person, object_kind, object, quarter_at)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX access_refusal_quarter ON access_refusal (quarter_at);

-- The seal of an audit row (src/access/chain.h). `digest` is a keyed hash of salt and row, `link` a keyed hash of the link
-- before and this digest. When an audit row has served, row and salt go; the digest says nothing then and the chain stays whole.
CREATE TABLE audit_seal (
    organisation BIGINT NOT NULL,
    number       BIGINT NOT NULL,   -- 1, 2, 3 ... without a gap
    audit        BIGINT NOT NULL,
    salt         BYTES,             -- 16 random bytes; NULL: the row has served
    digest       BYTES  NOT NULL,
    link         BYTES  NOT NULL,
    PRIMARY KEY (organisation, number),
    UNIQUE (organisation, audit)
)
--sqlite WITHOUT ROWID
;

-- The end of the chain, so that a cut end is seen. The same stands in a file beside the database.
CREATE TABLE audit_head (
    organisation BIGINT NOT NULL PRIMARY KEY,
    number       BIGINT NOT NULL,
    link         BYTES  NOT NULL,
    sealed_at    BIGINT NOT NULL
);

-- What a guardian asks about the data of a child or about her own, and what was decided (src/feature/privacy).
CREATE TABLE data_request (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    person       BIGINT NOT NULL,   -- who asks
    kind         TEXT   NOT NULL CHECK (kind IN ('names', 'correct', 'erase_child', 'erase_self')),
    day          BIGINT,            -- names: of which day
    words        TEXT   NOT NULL DEFAULT '',
    language     TEXT   NOT NULL DEFAULT '',
    asked_day    BIGINT NOT NULL,   -- whoever managed the child then may decide, also when the child left since
    created_at   BIGINT NOT NULL,
    granted      BIGINT CHECK (granted IN (0, 1)),   -- NULL: open
    reason       TEXT   NOT NULL DEFAULT '',          -- of the decision, read by who asked
    decided_by   BIGINT,
    decided_at   BIGINT,
    version      BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX data_request_child ON data_request (organisation, child, created_at);
CREATE INDEX data_request_person ON data_request (organisation, person);

-- The ledger of erasures: ids only. A restored backup is made to forget again what is written here; a copy stands in a file
-- beside the database (erasures.ledger).
CREATE TABLE erasure (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    at           BIGINT NOT NULL,
    kind         TEXT   NOT NULL CHECK (kind IN ('child', 'person')),
    object       BIGINT NOT NULL,
    ground       TEXT   NOT NULL CHECK (ground IN ('request', 'retention', 'replay')),
    PRIMARY KEY (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX erasure_object ON erasure (organisation, kind, object);

-- How long a kind of data is kept, when the organisation decided otherwise than the program's own terms
-- (src/feature/privacy/term.h). The newest row whose day has come counts.
CREATE TABLE retention_term (
    organisation BIGINT NOT NULL,
    category     TEXT   NOT NULL,   -- name in the program's table
    from_day     BIGINT NOT NULL,
    months       BIGINT NOT NULL CHECK (months BETWEEN 1 AND 600),
    source       TEXT   NOT NULL,   -- why: law, or the organisation's own rule
    decided_at   BIGINT NOT NULL,
    PRIMARY KEY (organisation, category, from_day)
)
--sqlite WITHOUT ROWID
;

-- Somebody opened the pages of many more children in a short time than the own groups have (T15). No number is kept.
CREATE TABLE reading_alarm (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    person       BIGINT NOT NULL,   -- who read
    care_group   BIGINT NOT NULL,   -- whose managers hear of it
    day          BIGINT NOT NULL,   -- one alarm a person and day
    from_at      BIGINT NOT NULL,
    until_at     BIGINT NOT NULL,
    reason       TEXT   NOT NULL DEFAULT '',   -- what was found out
    closed_by    BIGINT,
    closed_at    BIGINT,
    version      BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (organisation, id),
    UNIQUE (organisation, person, day)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX reading_alarm_open ON reading_alarm (organisation, id) WHERE closed_at IS NULL;
