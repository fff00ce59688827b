-- SPDX-License-Identifier: EUPL-1.2
-- expect 5 deferred-keys
-- statement bad run
-- A statement that must not build.
SET CONSTRAINTS ALL DEFERRED;
