-- SPDX-License-Identifier: EUPL-1.2
-- Passkeys of a person, and the challenges that were used.

-- statement passkey_own many
-- The passkeys of a person, the oldest first.
-- in organisation  organisation_id
-- in person        person_id
-- in most          integer
-- out id           passkey_id
-- out host         text
-- out handle       bytes
-- out credential   bytes
-- out synced       boolean
-- out name         text
-- out created_at   instant
-- out last_used_at instant null
SELECT k.id, k.host, k.handle, k.credential, k.synced, k.name, k.created_at, k.last_used_at
  FROM passkey AS k
 WHERE k.organisation = $organisation AND k.person = $person
 ORDER BY k.created_at, k.id
 LIMIT $most;

-- statement passkey_find one
-- The passkey that an answer is of.
-- in organisation organisation_id
-- in host         text
-- in credential   bytes
-- out id          passkey_id
-- out person      person_id
-- out handle      bytes
-- out algorithm   integer
-- out public_key  bytes
-- out counter     integer
SELECT k.id, k.person, k.handle, k.algorithm, k.public_key, k.counter
  FROM passkey AS k
 WHERE k.organisation = $organisation AND k.credential = $credential AND k.host = $host;

-- statement passkey_numbers one
-- How many passkeys a person has, and how many of them work on this host.
-- in organisation organisation_id
-- in person       person_id
-- in host         text
-- out every       integer
-- out here        integer
SELECT COUNT(*) AS every, CAST(COALESCE(SUM(CASE WHEN k.host = $host THEN 1 ELSE 0 END), 0) AS BIGINT) AS here
  FROM passkey AS k
 WHERE k.organisation = $organisation AND k.person = $person;

-- statement passkey_elsewhere one
-- every organisation: doctor looks whether the address of the installation changed
-- Passkeys that were made under another host name.
-- in host   text
-- out found integer
SELECT COUNT(*) AS found FROM passkey AS k WHERE k.host <> $host;

-- statement passkey_insert run
-- A new one; no row when the same credential is there already.
-- in organisation organisation_id
-- in id           passkey_id
-- in person       person_id
-- in host         text
-- in handle       bytes
-- in credential   bytes
-- in algorithm    integer
-- in public_key   bytes
-- in counter      integer
-- in synced       boolean
-- in name         text
-- in created_at   instant
INSERT INTO passkey (organisation, id, person, host, handle, credential, algorithm, public_key, counter, synced, name,
                     created_at)
VALUES ($organisation, $id, $person, $host, $handle, $credential, $algorithm, $public_key, $counter, $synced, $name,
        $created_at)
ON CONFLICT (organisation, credential) DO NOTHING;

-- statement passkey_update_used run
-- It signed. No row changes when the count is not above the one that is kept, or the passkey is gone.
-- in organisation organisation_id
-- in id           passkey_id
-- in counter      integer
-- in used_at      instant
UPDATE passkey AS k SET counter = $counter, last_used_at = $used_at
 WHERE k.organisation = $organisation AND k.id = $id
   AND (k.counter < $counter OR (k.counter = 0 AND CAST($counter AS BIGINT) = 0));

-- statement passkey_rename run
-- Its owner calls it something else.
-- in organisation organisation_id
-- in id           passkey_id
-- in person       person_id
-- in name         text
UPDATE passkey AS k SET name = $name
 WHERE k.organisation = $organisation AND k.id = $id AND k.person = $person;

-- statement passkey_delete run
-- Its owner removes it.
-- in organisation organisation_id
-- in id           passkey_id
-- in person       person_id
DELETE FROM passkey AS k WHERE k.organisation = $organisation AND k.id = $id AND k.person = $person;

-- statement passkey_challenge_use run
-- A challenge is used: no row for whoever comes second with it.
-- in organisation organisation_id
-- in chance       bytes
-- in used_at      instant
INSERT INTO passkey_challenge (organisation, chance, used_at)
VALUES ($organisation, $chance, $used_at)
ON CONFLICT (organisation, chance) DO NOTHING;

-- statement passkey_challenge_forget run
-- Those that are worthless anyhow.
-- in organisation organisation_id
-- in before       instant
DELETE FROM passkey_challenge AS c WHERE c.organisation = $organisation AND c.used_at < $before;

-- statement passkey_offer one
-- Whether to ask somebody if she wants a passkey: she has none, and did not say no.
-- in organisation organisation_id
-- in person       person_id
-- out asked       boolean
SELECT CAST(CASE WHEN EXISTS (SELECT 1 FROM passkey AS k WHERE k.organisation = $organisation AND k.person = $person)
              OR EXISTS (SELECT 1 FROM passkey_declined AS d WHERE d.organisation = $organisation AND d.person = $person)
            THEN 1 ELSE 0 END AS BIGINT) AS asked;

-- statement passkey_decline run
-- Not now, thank you; saying it twice is fine.
-- in organisation organisation_id
-- in person       person_id
-- in at           instant
INSERT INTO passkey_declined (organisation, person, at)
VALUES ($organisation, $person, $at)
ON CONFLICT (organisation, person) DO NOTHING;

-- statement passkey_erase_keys run
-- The passkeys of an erased person.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM passkey AS k WHERE k.organisation = $organisation AND k.person = $person;

-- statement passkey_erase_declined run
-- And that she did not want to be asked.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM passkey_declined AS d WHERE d.organisation = $organisation AND d.person = $person;
