-- SPDX-License-Identifier: EUPL-1.2
-- That a child comes after all, where a home must not learn of it (src/feature/absence/absence.h, R243): a row of its own with its own
-- readers, beside the report, which stays as it is for that home.

ALTER TABLE absence ADD COLUMN ends BIGINT NOT NULL DEFAULT 0; -- the report that ends on from_day for who reads this row; 0: a report itself
