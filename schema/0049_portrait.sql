-- SPDX-License-Identifier: EUPL-1.2
-- A small photo of a child's face, in place of the first letter of its name (src/feature/portrait/portrait.h). Set by a guardian, taken
-- away by her; her home and the group see it, no other home (R243). The picture itself stands here: a few kilobytes, made small and
-- freed of place and camera by samenspel-media, gone with its row.
-- Personal data: optional; a guardian's choice, taken back by removing it.
CREATE TABLE portrait (
    organisation BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    person       BIGINT NOT NULL,   -- the guardian who set it
    id           BIGINT NOT NULL,   -- of this picture: another one has another id
    image        BYTES  NOT NULL,   -- JPEG
    set_at       BIGINT NOT NULL,
    PRIMARY KEY (organisation, child, person),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
);

-- A photo of a member of staff on her card (table staff_card), set by herself, seen where the card is seen. Goes with her, or when she
-- takes it away.
CREATE TABLE staff_portrait (
    organisation BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    image        BYTES  NOT NULL,
    set_at       BIGINT NOT NULL,
    PRIMARY KEY (organisation, person),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
);

--sqlite INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('portrait', 'sqlite_autoindex_portrait_1', '60000 60000 2 1');
--sqlite INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('staff_portrait', 'sqlite_autoindex_staff_portrait_1', '3000 3000 1');
--sqlite ANALYZE sqlite_schema;
