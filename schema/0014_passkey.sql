-- SPDX-License-Identifier: EUPL-1.2
-- Passkeys (src/feature/passkey).
-- Personal data: a passkey is for signing in, is shown to its owner alone, and goes when she removes it or with the person.
-- It holds nothing of a finger or a face: those never leave the device.

CREATE TABLE passkey (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    host         TEXT   NOT NULL,   -- relying party it was made for: it works under no other name
    handle       BYTES  NOT NULL,   -- random name of the person for authenticators, the same for all her passkeys of the moment
    credential   BYTES  NOT NULL,   -- id that the authenticator gave it
    algorithm    BIGINT NOT NULL CHECK (algorithm IN (-7, -257)),  -- COSE: ES256, RS256
    public_key   BYTES  NOT NULL,
    counter      BIGINT NOT NULL,   -- of signatures; 0 for ever when the authenticator does not count
    synced       BIGINT NOT NULL DEFAULT 0 CHECK (synced IN (0, 1)),  -- 1: also on other devices of the same person
    name         TEXT   NOT NULL,   -- as the person calls it
    created_at   BIGINT NOT NULL,
    last_used_at BIGINT,
    PRIMARY KEY (organisation, id),
    UNIQUE (organisation, credential),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX passkey_person ON passkey (organisation, person);

-- Challenges that were used, so that none counts twice. Kept an hour; a challenge is worthless after five minutes.
CREATE TABLE passkey_challenge (
    organisation BIGINT NOT NULL,
    chance       BYTES  NOT NULL,   -- its random part
    used_at      BIGINT NOT NULL,
    PRIMARY KEY (organisation, chance)
)
--sqlite WITHOUT ROWID
;

-- Who does not want to be asked whether to make a passkey. Goes with the person.
CREATE TABLE passkey_declined (
    organisation BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    at           BIGINT NOT NULL,
    PRIMARY KEY (organisation, person),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;
