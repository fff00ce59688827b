-- SPDX-License-Identifier: EUPL-1.2
-- Medicine that a guardian asks the group to give, and every dose (src/feature/medicine/medicine.h, R232).
-- Personal data about health: kept as long as the file of the child. A row is never changed in what was signed: another text is
-- another version.

CREATE TABLE medicine (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    person       BIGINT NOT NULL,             -- the guardian who signed
    series       BIGINT NOT NULL,             -- id of the first version
    version      BIGINT NOT NULL,             -- 1, 2 ...
    name         TEXT   NOT NULL,             -- as it stands on the package
    dose         TEXT   NOT NULL,             -- "5", "een half"
    unit         TEXT   NOT NULL CHECK (unit IN ('ml', 'tablet', 'drop', 'puff', 'suppository', 'sachet', 'layer', 'time')),
    way          TEXT   NOT NULL DEFAULT '',  -- how it is given, own words
    needed       TEXT   NOT NULL DEFAULT '',  -- own words: when it is needed; empty: at the times of medicine_time alone
    most         BIGINT NOT NULL,             -- doses a day at most
    from_day     BIGINT NOT NULL,
    until_day    BIGINT NOT NULL,             -- exclusive
    kept         TEXT   NOT NULL DEFAULT '',  -- where it is kept: "koelkast"
    expires_day  BIGINT NOT NULL DEFAULT 2932896,  -- exclusive: the day after the last on the package
    prescribed   BIGINT NOT NULL DEFAULT 0,   -- 1: by a doctor
    audience     BIGINT NOT NULL,             -- mask over the read bits: who reads it and its doses, besides who signed
    signed_at    BIGINT NOT NULL,
    received_at  BIGINT,                      -- a member of staff took it in, in its package
    received_by  BIGINT NOT NULL DEFAULT 0,
    leaflet      BIGINT NOT NULL DEFAULT 0,   -- 1: with its leaflet
    ended_at     BIGINT,
    ended_by     BIGINT NOT NULL DEFAULT 0,
    ended_why    TEXT   NOT NULL DEFAULT '' CHECK (ended_why IN ('', 'withdrawn', 'stopped', 'replaced')),
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX medicine_child ON medicine (organisation, child, id);

-- The planned times of a day.
CREATE TABLE medicine_time (
    organisation BIGINT NOT NULL,
    medicine     BIGINT NOT NULL,
    minute       BIGINT NOT NULL CHECK (minute BETWEEN 0 AND 1439),  -- since midnight, in the zone of the organisation
    PRIMARY KEY (organisation, medicine, minute),
    FOREIGN KEY (organisation, medicine) REFERENCES medicine (organisation, id)
)
--sqlite WITHOUT ROWID
;

-- What was given, or was not and why. A mistake is struck out and stays.
CREATE TABLE medicine_dose (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    medicine     BIGINT NOT NULL,             -- the version that was in force
    day          BIGINT NOT NULL,
    at           BIGINT NOT NULL,             -- when it was given
    outcome      TEXT   NOT NULL CHECK (outcome IN ('given', 'refused', 'spat', 'other')),
    note         TEXT   NOT NULL DEFAULT '',
    given_by     BIGINT NOT NULL,
    recorded_at  BIGINT NOT NULL,
    moment       BIGINT NOT NULL,             -- its line on the day page
    watched_at   BIGINT,                      -- a colleague looked on and says so
    watched_by   BIGINT NOT NULL DEFAULT 0,
    undone_at    BIGINT,
    undone_by    BIGINT NOT NULL DEFAULT 0,
    undone_why   TEXT   NOT NULL DEFAULT '',
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id),
    FOREIGN KEY (organisation, medicine) REFERENCES medicine (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX medicine_dose_day ON medicine_dose (organisation, child, day, id);

-- Which medicine may be given on which days: signed by a guardian who has authority on that day, taken in by the group, not
-- ended, and good according to its package.
CREATE VIEW medicine_force AS
    SELECT m.organisation AS organisation, m.child AS child, m.id AS medicine,
           CASE WHEN m.from_day > g.from_day THEN m.from_day ELSE g.from_day END AS from_day,
           CASE WHEN m.until_day <= g.until_day AND m.until_day <= m.expires_day THEN m.until_day
                WHEN g.until_day <= m.expires_day THEN g.until_day ELSE m.expires_day END AS until_day
      FROM medicine AS m
      JOIN guardian AS g ON g.organisation = m.organisation AND g.child = m.child AND g.person = m.person
     WHERE m.ended_at IS NULL AND m.received_at IS NOT NULL AND g.authority = 1 AND g.scope = 'full';
