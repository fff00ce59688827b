-- SPDX-License-Identifier: EUPL-1.2
-- An archive is a file beside the database (src/media/media.h), with the photos of the child in it. The pieces that were kept
-- in the database go; who waits for one of those makes it again.
DROP TABLE archive_part;
UPDATE archive SET state = 'failed' WHERE state = 'done';
ALTER TABLE archive ADD COLUMN file BIGINT NOT NULL DEFAULT 0;      -- of table file, when done
ALTER TABLE archive ADD COLUMN taken_at BIGINT;                     -- for the first time: from then on it stays a day

-- Which photos are in it: when one of them leaves the child's page, it leaves the archive too.
CREATE TABLE archive_photo (
    organisation BIGINT NOT NULL,
    archive      BIGINT NOT NULL,
    photo        BIGINT NOT NULL,
    PRIMARY KEY (organisation, archive, photo),
    FOREIGN KEY (organisation, archive) REFERENCES archive (organisation, id),
    FOREIGN KEY (organisation, photo) REFERENCES photo (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX archive_photo_photo ON archive_photo (organisation, photo, archive);

--sqlite INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
--sqlite ('archive_photo', 'archive_photo', '100000 100000 300 1'),
--sqlite ('archive_photo', 'archive_photo_photo', '100000 100000 2 1');
--sqlite ANALYZE sqlite_schema;
