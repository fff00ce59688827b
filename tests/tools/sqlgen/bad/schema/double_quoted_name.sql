-- SPDX-License-Identifier: EUPL-1.2
-- expect 3 double-quoted-name
CREATE TABLE child (organisation BIGINT NOT NULL, id BIGINT NOT NULL, "group");
