-- SPDX-License-Identifier: EUPL-1.2
-- expect 6 or-rollback
-- statement bad run
-- A statement that must not build.
-- in  name text
INSERT OR ROLLBACK INTO lease (name, until_at) VALUES ($name, 1);
