-- SPDX-License-Identifier: EUPL-1.2
-- Photos (src/feature/photo/photo.h, R075). Personal data of everybody who is on it: kept as long as the day that it stands on, and
-- taken away at once where consent ends.

CREATE TABLE photo (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    care_group   BIGINT NOT NULL,
    day          BIGINT NOT NULL,
    at           BIGINT NOT NULL,             -- when it was sent
    author       BIGINT NOT NULL,
    state        TEXT   NOT NULL CHECK (state IN ('waiting', 'ready', 'refused', 'gone')),
    source       TEXT   NOT NULL,             -- name of the file as it was sent; the file itself goes once it is decoded
    caption      TEXT   NOT NULL DEFAULT '',
    language     TEXT   NOT NULL DEFAULT '',  -- of the caption
    taken        TEXT   NOT NULL DEFAULT '',  -- by the camera's clock, '2026:11:22 09:15:00'
    large_file   BIGINT,                      -- of table file, when ready
    small_file   BIGINT,
    width        BIGINT NOT NULL DEFAULT 0,   -- of the large one, in points
    height       BIGINT NOT NULL DEFAULT 0,
    small_width  BIGINT NOT NULL DEFAULT 0,
    small_height BIGINT NOT NULL DEFAULT 0,
    shared_at    BIGINT,                      -- with the families of the children who were there
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, care_group) REFERENCES care_group (organisation, id),
    FOREIGN KEY (organisation, author) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX photo_group ON photo (organisation, care_group, day, id);

-- Who is on it, as far as somebody said so, and on whose page it stands.
CREATE TABLE photo_child (
    organisation BIGINT NOT NULL,
    photo        BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    on_it        BIGINT NOT NULL CHECK (on_it IN (0, 1, 2)),  -- 0 no, 1 yes, 2 nobody asked: may be on it
    moment       BIGINT NOT NULL DEFAULT 0,   -- the line on the child's page; 0: none
    PRIMARY KEY (organisation, photo, child),
    FOREIGN KEY (organisation, photo) REFERENCES photo (organisation, id),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX photo_child_moment ON photo_child (organisation, child, moment);

-- Files whose last wish is gone: a job removes them from the disk when nobody wants them again.
CREATE TABLE file_unwanted (
    organisation BIGINT NOT NULL,
    name         TEXT   NOT NULL,
    since_at     BIGINT NOT NULL,
    PRIMARY KEY (organisation, name)
)
--sqlite WITHOUT ROWID
;

--sqlite INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
--sqlite ('photo', 'photo', '400000 400000 1'),
--sqlite ('photo', 'photo_group', '400000 400000 1000 8 1'),
--sqlite ('photo_child', 'photo_child', '800000 800000 2 1'),
--sqlite ('photo_child', 'photo_child_moment', '800000 800000 20 1 1'),
--sqlite ('file_unwanted', 'file_unwanted', '100 100 1');
--sqlite ANALYZE sqlite_schema;
