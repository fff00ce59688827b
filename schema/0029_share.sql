-- SPDX-License-Identifier: EUPL-1.2
-- What a childminder shares with her bureau beside the days on which a child comes (bureau_share): one row a kind, which holds
-- only while the child is shared at all (src/feature/childminder/childminder.h, R209). Personal data: kept as the placement.
CREATE TABLE bureau_share_kind (
    organisation BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    kind         TEXT   NOT NULL CHECK (kind IN ('hours', 'contact', 'allergies')),
    shared_by    BIGINT NOT NULL,
    shared_at    BIGINT NOT NULL,
    PRIMARY KEY (organisation, child, kind),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id)
)
--sqlite WITHOUT ROWID
;

--sqlite INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
--sqlite ('bureau_share_kind', 'bureau_share_kind', '6000 6000 3 1');
--sqlite ANALYZE sqlite_schema;
