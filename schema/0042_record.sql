-- SPDX-License-Identifier: EUPL-1.2
-- Recording a whole day: coded values with a number, what a group records, and that home and centre talked.

-- The number of a coded value that has one: millilitres of a bottle, tenths of a degree of a temperature; 0: none
-- (src/feature/handover/code.h).
ALTER TABLE entry ADD COLUMN measure BIGINT NOT NULL DEFAULT 0;
ALTER TABLE earlier_line ADD COLUMN measure BIGINT NOT NULL DEFAULT 0;

-- What a group records and what its board asks; without a row what suits the kind of care
-- (src/feature/handover/setting.h).
CREATE TABLE group_setting (
    organisation BIGINT NOT NULL,
    care_group   BIGINT NOT NULL,
    ages         TEXT   NOT NULL CHECK (ages IN ('baby', 'toddler', 'mixed', 'school')),  -- which values are offered
    open_hint    BIGINT NOT NULL CHECK (open_hint IN (0, 1)),    -- the board says what is still open (R030)
    phrase_hint  BIGINT NOT NULL CHECK (phrase_hint IN (0, 1)),  -- and asks for a moment instead of an empty phrase (R029)
    phrases      TEXT   NOT NULL DEFAULT '',  -- which phrases, a line each; empty: the program's
    PRIMARY KEY (organisation, care_group),
    FOREIGN KEY (organisation, care_group) REFERENCES care_group (organisation, id)
)
--sqlite WITHOUT ROWID
;

-- Home and centre talked, or will (R028, R030, R246). Shown to the group alone; R039 counts arrival and pick_up a family.
CREATE TABLE live_contact (
    organisation BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    day          BIGINT NOT NULL,
    what         TEXT   NOT NULL CHECK (what IN (
                     'arrival', 'pick_up',    -- "even gesproken" when the child came, or was collected
                     'open', 'highlight')),   -- "ik vertel het aan de deur": what is still open, a highlight
    care_group   BIGINT NOT NULL,
    at           BIGINT NOT NULL,
    person       BIGINT NOT NULL,             -- who pressed it
    PRIMARY KEY (organisation, child, day, what),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;

-- Who does not want the hint for an empty phrase any more (R029).
CREATE TABLE phrase_quiet (
    organisation BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    PRIMARY KEY (organisation, person),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;

--sqlite INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
--sqlite ('group_setting', 'group_setting', '3500 3500 1'),
--sqlite ('live_contact', 'live_contact', '10000000 10000000 200 2 1'),
--sqlite ('phrase_quiet', 'phrase_quiet', '500 500 1');
--sqlite ANALYZE sqlite_schema;
