-- SPDX-License-Identifier: EUPL-1.2
-- Signing in: what limits guessing (src/access/guess.h).

-- Failed tries at a password, kept a day. The keys are hashes: the table says neither who tried nor whose password.
CREATE TABLE sign_in_failure (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    at           BIGINT NOT NULL,
    account_key  BYTES  NOT NULL,   -- of organisation and typed address, also when there is no such account
    address_key  BYTES  NOT NULL,   -- of the client's network address
    PRIMARY KEY (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX sign_in_failure_at ON sign_in_failure (at);

-- All sessions of one person, and her links: ended together when the password changes.
CREATE INDEX session_person ON session (organisation, person);
CREATE INDEX sign_in_link_person ON sign_in_link (organisation, person);
