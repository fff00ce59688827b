-- SPDX-License-Identifier: EUPL-1.2
-- Times of coming and going as they stood before somebody corrected them (src/feature/attendance/attendance.h, R230): a register whose
-- old times could vanish would prove nothing. Kept as long as the times themselves.

CREATE TABLE attendance_before (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    day          BIGINT NOT NULL,
    in_at        BIGINT,             -- NULL: it was not on the list before
    out_at       BIGINT,
    corrected_by BIGINT NOT NULL,
    corrected_at BIGINT NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX attendance_before_child ON attendance_before (organisation, child, day, id);

--sqlite INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
--sqlite ('attendance_before', 'attendance_before', '100000 100000 1'),
--sqlite ('attendance_before', 'attendance_before_child', '100000 100000 10 2 1');
--sqlite ANALYZE sqlite_schema;
