-- SPDX-License-Identifier: EUPL-1.2
-- Messages on their way out (src/channel/channel.h).

-- A mail or SMS for one person. Personal data: to whom we wrote and when, so that staff see whether it arrived; kept 30 days
-- after it went. The words hold the reader's given name at most and go as soon as it is sent or given up; the address or number
-- is not here, it is read from the account or person when the message goes; the secret of a link is in no table.
CREATE TABLE outgoing (
    organisation BIGINT NOT NULL REFERENCES organisation (organisation),
    id           BIGINT NOT NULL,
    kind         TEXT   NOT NULL CHECK (kind IN ('mail', 'sms')),
    person       BIGINT NOT NULL,
    language     TEXT   NOT NULL,              -- of the words
    subject      TEXT   NOT NULL,              -- of a mail
    body         TEXT   NOT NULL,              -- paragraphs, an empty line between them
    button       TEXT   NOT NULL,              -- words of the address
    path         TEXT   NOT NULL,              -- page of this site; empty: that of the link, or none
    link         BIGINT NOT NULL DEFAULT 0,    -- sign-in link whose secret stands in the address
    state        TEXT   NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'failed')),
    problem      TEXT   NOT NULL DEFAULT '' CHECK (problem IN ('', 'no_address', 'refused', 'no_server', 'no_answer')),
    created_at   BIGINT NOT NULL,
    finished_at  BIGINT,                       -- sent or given up
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX outgoing_person ON outgoing (organisation, person);
CREATE INDEX outgoing_finished ON outgoing (finished_at) WHERE finished_at IS NOT NULL;
