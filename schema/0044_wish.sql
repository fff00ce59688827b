-- SPDX-License-Identifier: EUPL-1.2
-- "Waar letten we vandaag op?" (src/feature/wish/wish.h, R035): what a guardian asks for a day, and all that became of it. Personal data,
-- kept as long as the file of the child. Nothing is changed afterwards: what happens next is another step.

CREATE TABLE wish (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    day          BIGINT NOT NULL,
    words        TEXT   NOT NULL,
    language     TEXT   NOT NULL DEFAULT '',  -- of the words
    audience     BIGINT NOT NULL,             -- mask over the read bits, of its steps too
    author       BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX wish_child ON wish (organisation, child, day, id);

CREATE TABLE wish_step (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    wish         BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    kind         TEXT   NOT NULL CHECK (kind IN ('will', 'our_way', 'not_today', 'phone_yes', 'phone_no', 'phone_silent', 'phone_urgent',
                                                 'done', 'together', 'otherwise', 'told', 'react')),
    words        TEXT   NOT NULL DEFAULT '',
    language     TEXT   NOT NULL DEFAULT '',  -- of the words
    side         BIGINT NOT NULL CHECK (side IN (1, 2)),  -- 1 home, 2 centre
    moment       BIGINT NOT NULL DEFAULT 0,   -- the line of the day that shows it, with its photo; 0: none
    author       BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, wish) REFERENCES wish (organisation, id),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX wish_step_wish ON wish_step (organisation, wish, id);
CREATE INDEX wish_step_child ON wish_step (organisation, child, id);

--sqlite INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
--sqlite ('wish', 'wish', '600000 600000 1'),
--sqlite ('wish', 'wish_child', '600000 600000 12 1 1'),
--sqlite ('wish_step', 'wish_step', '1200000 1200000 1'),
--sqlite ('wish_step', 'wish_step_wish', '1200000 1200000 2 1'),
--sqlite ('wish_step', 'wish_step_child', '1200000 1200000 24 1');
--sqlite ANALYZE sqlite_schema;
