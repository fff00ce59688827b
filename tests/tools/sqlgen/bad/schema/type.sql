-- SPDX-License-Identifier: EUPL-1.2
-- expect 4 schema
-- expect 6 schema
CREATE TABLE child (organisation BIGINT NOT NULL, born TIMESTAMP, PRIMARY KEY (organisation));

CREATE INDEX child_name ON child (organisation, given_name);
