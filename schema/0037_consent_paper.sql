-- SPDX-License-Identifier: EUPL-1.2
-- A consent that was given on paper (src/feature/consent): when it was signed and who keeps the paper. Who typed it in is
-- consent_history.written_by. Personal data as the answer itself.
ALTER TABLE consent_history ADD COLUMN signed_day BIGINT NOT NULL DEFAULT 0;  -- 0: answered on the page
ALTER TABLE consent_history ADD COLUMN kept_by TEXT NOT NULL DEFAULT '';
