-- SPDX-License-Identifier: EUPL-1.2
-- What belongs to the whole installation.

-- One row, written by `samenspel init`: a database is of no use with another key file than its own.
CREATE TABLE installation (
    id         BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    key_check  BYTES  NOT NULL,   -- keyed hash of a constant under the key file: tells whether a key file is the one
    created_at BIGINT NOT NULL
);
