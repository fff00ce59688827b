-- SPDX-License-Identifier: EUPL-1.2
-- The devices on which somebody is signed in: her sessions that go on.

-- statement device_list many
-- Newest use first.
-- in organisation  organisation_id
-- in person        person_id
-- in now           instant
-- out id           session_id
-- out device       text
-- out created_at   instant
-- out last_used_at instant
SELECT s.id, s.device, s.created_at, s.last_used_at FROM session AS s
 WHERE s.organisation = $organisation AND s.person = $person AND s.ended_at IS NULL AND s.expires_at > $now
 ORDER BY s.last_used_at DESC, s.id DESC;

-- statement device_end run
-- One of her own; no row changes for another person's.
-- in organisation organisation_id
-- in person       person_id
-- in session      session_id
-- in now          instant
UPDATE session AS s SET ended_at = $now
 WHERE s.organisation = $organisation AND s.id = $session AND s.person = $person AND s.ended_at IS NULL;
