-- SPDX-License-Identifier: EUPL-1.2
-- expect 8 deferred-keys
-- A key that would fail only at the commit.
CREATE TABLE child (organisation BIGINT NOT NULL, id BIGINT NOT NULL, PRIMARY KEY (organisation, id));
CREATE TABLE entry (
    organisation BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id) DEFERRABLE
);
