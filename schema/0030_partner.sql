-- SPDX-License-Identifier: EUPL-1.2
-- What a partner was invited for, in the words of who invited (src/feature/partner/partner.h); the partner itself and the days on
-- which it holds are the row of table partner with the same key. Personal data: read by the partner, the guardians and the staff of
-- the child; kept as the placement.
CREATE TABLE partner_invitation (
    organisation BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    purpose      TEXT   NOT NULL CHECK (purpose IN ('school', 'health', 'support')),
    from_day     BIGINT NOT NULL,
    words        TEXT   NOT NULL,
    language     TEXT   NOT NULL,              -- of the words
    invited_by   BIGINT NOT NULL,
    invited_at   BIGINT NOT NULL,
    PRIMARY KEY (organisation, person, child, purpose, from_day),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX partner_invitation_child ON partner_invitation (organisation, child, person);

--sqlite INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
--sqlite ('partner_invitation', 'partner_invitation', '2000 2000 5 1 1 1'),
--sqlite ('partner_invitation', 'partner_invitation_child', '2000 2000 1 1');
--sqlite ANALYZE sqlite_schema;
