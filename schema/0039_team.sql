-- SPDX-License-Identifier: EUPL-1.2
-- Who works with the children, as parents get to know them (src/feature/team/team.h; R019, R042, R043). Personal data of staff:
-- of their own will, each field shown or not, gone when they leave it empty or are erased.

CREATE TABLE staff_card (
    organisation BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    words        TEXT   NOT NULL DEFAULT '',  -- about oneself, to parents
    language     TEXT   NOT NULL DEFAULT '',  -- of those words
    speaks       TEXT   NOT NULL DEFAULT '',  -- languages, as one says it oneself
    weekdays     BIGINT NOT NULL DEFAULT 0 CHECK (weekdays BETWEEN 0 AND 127),  -- bit 0 Monday ... bit 6 Sunday; 0: not told
    shows        BIGINT NOT NULL DEFAULT 0,   -- what parents see: enum team_shows
    written_at   BIGINT NOT NULL,
    PRIMARY KEY (organisation, person),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;

-- Who would work on a group that day and does not. Why is nobody's business here.
CREATE TABLE staff_away (
    organisation BIGINT NOT NULL,
    care_group   BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    day          BIGINT NOT NULL,
    written_by   BIGINT NOT NULL,
    written_at   BIGINT NOT NULL,
    PRIMARY KEY (organisation, care_group, person, day),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;

-- A new card is told to the parents of a group once.
CREATE TABLE team_news (
    organisation BIGINT NOT NULL,
    care_group   BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    at           BIGINT NOT NULL,
    PRIMARY KEY (organisation, care_group, person),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;

--sqlite INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
--sqlite ('staff_card', 'staff_card', '5000 5000 1'),
--sqlite ('staff_away', 'staff_away', '20000 20000 10 5 1'),
--sqlite ('team_news', 'team_news', '5000 5000 10 1');
--sqlite ANALYZE sqlite_schema;
