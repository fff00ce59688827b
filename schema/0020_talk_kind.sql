-- SPDX-License-Identifier: EUPL-1.2
-- Who holds which kind of talk with parents (R159, src/feature/talk_kind). Holds no personal data but who changed it.

-- Every save is a version; the one with the highest id is in force. A location without rows has what the program comes with.
CREATE TABLE talk_kind_role (
    organisation BIGINT NOT NULL,
    location     BIGINT NOT NULL,
    id           BIGINT NOT NULL,   -- of the version
    kind         TEXT   NOT NULL CHECK (kind IN ('intake', 'development', 'concern', 'complaint', 'payment')),
    roles        BIGINT NOT NULL,   -- bits of enum talk_role
    author       BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (organisation, location, id, kind),
    FOREIGN KEY (organisation, location) REFERENCES location (organisation, id)
)
--sqlite WITHOUT ROWID
;
--sqlite INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('talk_kind_role', 'talk_kind_role', '7000 7000 10 5 1');
--sqlite ANALYZE sqlite_schema;
