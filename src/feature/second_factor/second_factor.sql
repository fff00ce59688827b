-- SPDX-License-Identifier: EUPL-1.2
-- The app of a person and her recovery codes (feature/second_factor/factor.h).

-- statement second_factor_find one
-- The app of a person.
-- in organisation organisation_id
-- in person       person_id
-- out secret      bytes
-- out last_step   integer
SELECT t.secret, t.last_step FROM totp AS t WHERE t.organisation = $organisation AND t.person = $person;

-- statement second_factor_put run
-- A new app, also in place of the one before.
-- in organisation organisation_id
-- in person       person_id
-- in secret       bytes
-- in last_step    integer
-- in created_at   instant
INSERT INTO totp (organisation, person, secret, last_step, created_at)
VALUES ($organisation, $person, $secret, $last_step, $created_at)
ON CONFLICT (organisation, person)
DO UPDATE SET secret = excluded.secret, last_step = excluded.last_step, created_at = excluded.created_at;

-- statement second_factor_use run
-- A code was used: no row changes for whoever comes second with it.
-- in organisation organisation_id
-- in person       person_id
-- in step         integer
UPDATE totp AS t SET last_step = $step
 WHERE t.organisation = $organisation AND t.person = $person AND t.last_step < $step;

-- statement second_factor_remove run
-- The app is given up.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM totp AS t WHERE t.organisation = $organisation AND t.person = $person;

-- statement second_factor_code_add run
-- A recovery code.
-- in organisation organisation_id
-- in person       person_id
-- in code_hash    bytes
-- in created_at   instant
INSERT INTO recovery_code (organisation, person, code_hash, created_at)
VALUES ($organisation, $person, $code_hash, $created_at);

-- statement second_factor_code_use run
-- A recovery code counts once.
-- in organisation organisation_id
-- in person       person_id
-- in code_hash    bytes
-- in used_at      instant
UPDATE recovery_code AS c SET used_at = $used_at
 WHERE c.organisation = $organisation AND c.person = $person AND c.code_hash = $code_hash AND c.used_at IS NULL;

-- statement second_factor_code_find one
-- Whether a recovery code is there and unused.
-- in organisation organisation_id
-- in person       person_id
-- in code_hash    bytes
-- out created_at  instant
SELECT c.created_at FROM recovery_code AS c
 WHERE c.organisation = $organisation AND c.person = $person AND c.code_hash = $code_hash AND c.used_at IS NULL;

-- statement second_factor_codes_left one
-- How many recovery codes a person still has.
-- in organisation organisation_id
-- in person       person_id
-- out left_over   integer
SELECT COUNT(*) AS left_over FROM recovery_code AS c
 WHERE c.organisation = $organisation AND c.person = $person AND c.used_at IS NULL;

-- statement second_factor_codes_remove run
-- All of them: new ones follow, or the app is given up.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM recovery_code AS c WHERE c.organisation = $organisation AND c.person = $person;

-- statement second_factor_sealed_list many
-- Secrets as they are kept, by person.
-- in organisation organisation_id
-- in after        person_id
-- in most         integer
-- out person      person_id
-- out secret      bytes
SELECT t.person, t.secret FROM totp AS t WHERE t.organisation = $organisation AND t.person > $after
 ORDER BY t.person LIMIT $most;

-- statement second_factor_sealed_put run
-- The same secret under another key; a new app that was set up meanwhile stays.
-- in organisation organisation_id
-- in person       person_id
-- in was          bytes
-- in secret       bytes
UPDATE totp AS t SET secret = $secret
 WHERE t.organisation = $organisation AND t.person = $person AND t.secret = $was;
