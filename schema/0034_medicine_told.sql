-- SPDX-License-Identifier: EUPL-1.2
-- Whether the other home may know which doses a child got of a protected guardian's medicine (src/feature/medicine/medicine.h, R243).
-- A manager or the mentor decides for each consent; each dose keeps who was told when it was given, so that a decision says nothing
-- about what was before it.

ALTER TABLE medicine ADD COLUMN told BIGINT NOT NULL DEFAULT 0;       -- bits of other homes that read the doses from now on
ALTER TABLE medicine ADD COLUMN told_at BIGINT;                       -- when that was decided last; null: not yet
ALTER TABLE medicine ADD COLUMN told_by BIGINT NOT NULL DEFAULT 0;
ALTER TABLE medicine_dose ADD COLUMN told BIGINT NOT NULL DEFAULT 0;  -- as it was when the dose was given
