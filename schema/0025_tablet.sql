-- SPDX-License-Identifier: EUPL-1.2
-- The tablet of a group (src/feature/tablet/tablet.h). A tablet by itself opens nothing: a person unlocks it with a PIN, and the
-- session that this makes reaches today's work of that group alone (T4, T21).

-- A device that a manager gave to a group. Its cookie is hashed; the one-time code that brings it in too, and goes when it was
-- used. Personal data: who enrolled and revoked it.
CREATE TABLE tablet (
    organisation  BIGINT NOT NULL,
    id            BIGINT NOT NULL,
    care_group    BIGINT NOT NULL,
    name          TEXT   NOT NULL,               -- as the staff call it
    lock_minutes  BIGINT NOT NULL DEFAULT 5 CHECK (lock_minutes BETWEEN 1 AND 30),  -- without a touch, and it locks
    code_hash     BYTES,                         -- keyed hash of the code; null once it was used
    code_until_at BIGINT NOT NULL,
    token_hash    BYTES,                         -- sha-256 of the cookie's secret; null until the code was used
    created_at    BIGINT NOT NULL,
    created_by    BIGINT NOT NULL,
    enrolled_at   BIGINT,
    last_used_at  BIGINT NOT NULL DEFAULT 0,     -- unlocked last
    revoked_at    BIGINT,
    revoked_by    BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, care_group) REFERENCES care_group (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE UNIQUE INDEX tablet_token ON tablet (token_hash) WHERE token_hash IS NOT NULL;
CREATE UNIQUE INDEX tablet_code ON tablet (organisation, code_hash) WHERE code_hash IS NOT NULL;
CREATE INDEX tablet_group ON tablet (organisation, care_group, id);

-- The PIN of somebody who works with such tablets: good for nothing without one. Personal data: kept while the person works here.
CREATE TABLE staff_pin (
    organisation BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    pin_hash     BYTES  NOT NULL,                -- BLAKE2b under the key file
    until_at     BIGINT,                         -- of a stand-in who got it on the spot: the end of that day; null: stays
    given_by     BIGINT NOT NULL DEFAULT 0,      -- the colleague who stood by; 0: chosen by the person, signed in
    changed_at   BIGINT NOT NULL,
    PRIMARY KEY (organisation, person),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;

-- Wrong PINs of one person on one tablet since the last good one. Personal data: gone with the next good PIN.
CREATE TABLE tablet_try (
    organisation BIGINT NOT NULL,
    tablet       BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    failures     BIGINT NOT NULL,
    PRIMARY KEY (organisation, tablet, person),
    FOREIGN KEY (organisation, tablet) REFERENCES tablet (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;

-- The tablet on which a session works; 0: the person's own device. A PIN does not stand in confirmed_by.
ALTER TABLE session ADD COLUMN tablet BIGINT NOT NULL DEFAULT 0;
CREATE INDEX session_tablet ON session (organisation, tablet) WHERE tablet <> 0;
