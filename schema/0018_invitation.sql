-- SPDX-License-Identifier: EUPL-1.2
-- Invitations and other ways in that somebody was given (src/feature/invitation/invitation.h).

-- One way in that was given to one person. Personal data: who was asked, by whom, and how it went; kept 400 days, so that an
-- old letter still leads to somebody who helps. Neither a secret, a code nor an address stands here: all three are keyed
-- hashes, of no use without the key file.
CREATE TABLE invitation (
    organisation BIGINT NOT NULL REFERENCES organisation (organisation),
    id           BIGINT NOT NULL,              -- of its sign_in_link too, which goes when it has served
    person       BIGINT NOT NULL,
    purpose      TEXT   NOT NULL CHECK (purpose IN ('invite', 'recover')),  -- came never in, or cannot any more
    way          TEXT   NOT NULL CHECK (way IN ('mail', 'sms', 'letter', 'door')),
    token_hash   BYTES  NOT NULL,              -- of the link's secret
    code_hash    BYTES,                        -- of the code that can be typed
    address_hash BYTES,                        -- of the e-mail address that it went to
    outgoing     BIGINT NOT NULL DEFAULT 0,    -- the message; 0: none
    created_at   BIGINT NOT NULL,
    created_by   BIGINT NOT NULL,              -- 0: asked by the person
    used_at      BIGINT,                       -- came in by it
    ended_at     BIGINT,                       -- another took its place
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX invitation_person ON invitation (organisation, person, created_at);
CREATE UNIQUE INDEX invitation_token ON invitation (token_hash);
CREATE UNIQUE INDEX invitation_code ON invitation (organisation, code_hash) WHERE code_hash IS NOT NULL AND ended_at IS NULL AND used_at IS NULL;

-- Who came in at least once: from then on one member of staff alone cannot let somebody in as her. Personal data: kept as
-- long as the person.
CREATE TABLE arrival (
    organisation   BIGINT NOT NULL,
    person         BIGINT NOT NULL,
    first_at       BIGINT NOT NULL,
    confirmed_hash BYTES,                      -- keyed hash of the e-mail address at which a link was read: it is hers
    PRIMARY KEY (organisation, person),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;
INSERT INTO arrival (organisation, person, first_at)
SELECT s.organisation, s.person, MIN(s.created_at) FROM session AS s GROUP BY s.organisation, s.person;

-- Somebody asks to be let in at the door: with an old letter, or because she cannot sign in any more. Personal data: kept 400
-- days, with who helped.
CREATE TABLE let_in_request (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    asked_at     BIGINT NOT NULL,
    started_by   BIGINT NOT NULL DEFAULT 0,    -- the first member of staff; 0: the person asked, nobody looked yet
    started_at   BIGINT,
    closed_by    BIGINT NOT NULL DEFAULT 0,    -- the second one, or the only one where one is enough
    closed_at    BIGINT,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE UNIQUE INDEX let_in_request_open ON let_in_request (organisation, person) WHERE closed_at IS NULL;
