-- SPDX-License-Identifier: EUPL-1.2
-- The photos of an earlier notebook (src/feature/earlier/earlier.h): decoded here once more when they came in. Personal data of everybody
-- who is on them, children of other families too: read by the guardian who brought the notebook and by nobody else. Gone with it.

CREATE TABLE earlier_photo (
    organisation BIGINT NOT NULL,
    earlier      BIGINT NOT NULL,
    number       BIGINT NOT NULL,   -- 1, 2 ... as in the file
    line         BIGINT NOT NULL,   -- of earlier_line: it has the day, the time and the caption
    taken        TEXT   NOT NULL,   -- by the camera's clock, '2026:11:22 09:15:00'
    large_file   BIGINT NOT NULL,   -- of table file
    small_file   BIGINT NOT NULL,
    width        BIGINT NOT NULL,   -- of the large one, in points
    height       BIGINT NOT NULL,
    small_width  BIGINT NOT NULL,
    small_height BIGINT NOT NULL,
    PRIMARY KEY (organisation, earlier, number),
    FOREIGN KEY (organisation, earlier, line) REFERENCES earlier_line (organisation, earlier, number),
    FOREIGN KEY (organisation, large_file) REFERENCES file (organisation, id),
    FOREIGN KEY (organisation, small_file) REFERENCES file (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX earlier_photo_line ON earlier_photo (organisation, earlier, line);
CREATE INDEX earlier_photo_large ON earlier_photo (organisation, large_file);
CREATE INDEX earlier_photo_small ON earlier_photo (organisation, small_file);
-- A file is let go when nobody wants it any more: asked of each file.
CREATE INDEX photo_large ON photo (organisation, large_file);
CREATE INDEX photo_small ON photo (organisation, small_file);
CREATE INDEX earlier_file_person ON earlier_file (organisation, person, id);

--sqlite INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
--sqlite ('earlier_photo', 'earlier_photo', '500000 500000 100 1'),
--sqlite ('earlier_photo', 'earlier_photo_line', '500000 500000 100 1'),
--sqlite ('earlier_photo', 'earlier_photo_large', '500000 500000 1'),
--sqlite ('earlier_photo', 'earlier_photo_small', '500000 500000 1'),
--sqlite ('photo', 'photo_large', '400000 400000 1'),
--sqlite ('photo', 'photo_small', '400000 400000 1'),
--sqlite ('earlier_file', 'earlier_file_person', '5000 5000 2 1');
--sqlite ANALYZE sqlite_schema;
