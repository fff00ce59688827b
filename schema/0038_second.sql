-- SPDX-License-Identifier: EUPL-1.2
-- A list about more than one family that somebody asked for, and the second person who agrees (src/feature/exchange/second.h, T15).
-- Personal data of staff: gone within two hours, the audit remembers who asked, agreed and took.
CREATE TABLE presence_request (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    location     BIGINT NOT NULL,
    person       BIGINT NOT NULL,             -- who asks
    month        BIGINT NOT NULL,             -- its first day
    asked_at     BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,             -- of waiting for a yes; then of taking it
    decision     TEXT   NOT NULL DEFAULT '' CHECK (decision IN ('', 'approved', 'declined')),
    decided_by   BIGINT NOT NULL DEFAULT 0,   -- never who asks
    decided_at   BIGINT,
    taken_at     BIGINT,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, location) REFERENCES location (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id),
    CHECK (decided_by <> person)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX presence_request_person ON presence_request (organisation, location, person);

--sqlite INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
--sqlite ('presence_request', 'presence_request', '20 20 1'),
--sqlite ('presence_request', 'presence_request_person', '20 20 2 1');
--sqlite ANALYZE sqlite_schema;
