-- SPDX-License-Identifier: EUPL-1.2
-- Sessions that know how well somebody showed who they are, and the second factor (src/access/session.h).
-- Personal data: `device` and `last_used_at` are for the person's own list of devices and go with the session, 14 days
-- after it ended; `totp` and `recovery_code` are for signing in and go with the account.

ALTER TABLE session ADD COLUMN strength BIGINT NOT NULL DEFAULT 1 CHECK (strength IN (1, 2));  -- factors that were shown
ALTER TABLE session ADD COLUMN confirmed_at BIGINT NOT NULL DEFAULT 0;  -- when the person last proved who they are
ALTER TABLE session ADD COLUMN confirmed_by TEXT NOT NULL DEFAULT ''    -- how; empty: from before this was kept
    CHECK (confirmed_by IN ('', 'link', 'password', 'code', 'passkey'));
ALTER TABLE session ADD COLUMN last_used_at BIGINT NOT NULL DEFAULT 0;  -- to a quarter of an hour; 0: not since it was kept
ALTER TABLE session ADD COLUMN device TEXT NOT NULL DEFAULT '';         -- "Firefox, Android"; empty: not known

-- The second factor: an app that makes one-time codes (TOTP, RFC 6238). Written when its first code was right.
CREATE TABLE totp (
    organisation BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    secret       BYTES  NOT NULL,   -- sealed with the key file (src/access/seal.h)
    last_step    BIGINT NOT NULL,   -- time step of the code that was used last: each code counts once
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (organisation, person),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;

-- For who has lost the app; each counts once.
CREATE TABLE recovery_code (
    organisation BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    code_hash    BYTES  NOT NULL,   -- BLAKE2b under the key file; the code itself is nowhere
    created_at   BIGINT NOT NULL,
    used_at      BIGINT,
    PRIMARY KEY (organisation, person, code_hash),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;

-- Who works here, and when: everybody with a role other than guardian. They enter with a second factor (T1), and their
-- sessions are shorter. A new kind of role is a line here.
CREATE VIEW staff_role AS
    SELECT s.organisation AS organisation, s.person AS person, s.from_day AS from_day, s.until_day AS until_day
      FROM professional AS s
    UNION ALL
    SELECT t.organisation, t.person, t.from_day, t.until_day FROM mentor AS t
    UNION ALL
    SELECT m.organisation, m.person, m.from_day, m.until_day FROM manager AS m;
