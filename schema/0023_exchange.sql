-- SPDX-License-Identifier: EUPL-1.2
-- What goes to and fro with the planning and invoicing packages through a folder (src/feature/exchange/exchange.h).

-- A roster file that came. `reading`: its findings are being written down; `applying`: it is being carried out; `done`: it was;
-- `held`: suspicious, nothing was changed, somebody decides; `unreadable`: no roster; `accepted`: somebody decided that it is to
-- be applied anyway; `thrown`: thrown away; `replaced`: a newer file came before anybody decided; `gone`: was to be applied, but
-- the file is no longer there.
CREATE TABLE roster_file (
    organisation BIGINT NOT NULL REFERENCES organisation (organisation),
    id           BIGINT NOT NULL,
    name         TEXT   NOT NULL,             -- as it came, odd characters left out
    digest       TEXT   NOT NULL,             -- BLAKE2b of its content, hexadecimal
    state        TEXT   NOT NULL CHECK (state IN ('reading', 'applying', 'done', 'held', 'unreadable', 'accepted', 'thrown',
                                                  'replaced', 'gone')),
    came_at      BIGINT NOT NULL,
    changed_at   BIGINT NOT NULL,             -- when the state became this one
    moved_at     BIGINT,                      -- when the file was put into done/ or held/
    decided_by   BIGINT NOT NULL DEFAULT 0,   -- who applied it anyway or threw it away; 0: nobody
    row_count    BIGINT NOT NULL DEFAULT 0,   -- the counts of the import: rows, and children
    refused      BIGINT NOT NULL DEFAULT 0,
    coming       BIGINT NOT NULL DEFAULT 0,
    changing     BIGINT NOT NULL DEFAULT 0,
    missing      BIGINT NOT NULL DEFAULT 0,
    same         BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX roster_file_unmoved ON roster_file (organisation, digest) WHERE moved_at IS NULL;

-- A line of the report about such a file. Holds personal data, so it goes with the file after 30 days, and with the child.
CREATE TABLE roster_finding (
    organisation BIGINT NOT NULL,
    file         BIGINT NOT NULL,
    number       BIGINT NOT NULL,             -- 1, 2, ... in the order of the report
    code         TEXT   NOT NULL,             -- of docs/roster.md
    line         BIGINT NOT NULL,             -- of the file; 0: none
    child_number TEXT   NOT NULL,             -- of the planning package; empty: none
    location     BIGINT NOT NULL,             -- where the child is or comes; 0: not known
    detail       TEXT   NOT NULL,             -- what was found
    PRIMARY KEY (organisation, file, number),
    FOREIGN KEY (organisation, file) REFERENCES roster_file (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX roster_finding_child ON roster_finding (organisation, child_number) WHERE child_number <> '';

-- Days whose presence was written into the folder, so that a correction afterwards is written again and nothing else is.
CREATE TABLE presence_file (
    organisation BIGINT NOT NULL REFERENCES organisation (organisation),
    day          BIGINT NOT NULL,
    digest       TEXT   NOT NULL,             -- BLAKE2b of the content, hexadecimal
    written_at   BIGINT NOT NULL,
    PRIMARY KEY (organisation, day)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX attendance_day ON attendance (organisation, day);
