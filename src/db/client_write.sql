-- SPDX-License-Identifier: EUPL-1.2
-- Writes that a device may send twice (db/change.h, struct client_write).

-- statement client_write_get one
-- Was this write done before, and with the same body?
-- in  organisation organisation_id
-- in  person       person_id
-- in  device       device_id
-- in  client       bytes
-- out body_hash    bytes
-- out result       integer
SELECT w.body_hash AS body_hash, w.result AS result FROM client_write AS w
 WHERE w.organisation = $organisation AND w.person = $person AND w.device = $device AND w.client = $client;

-- statement client_write_add run
-- Remembers that it was done, in the same transaction.
-- in  organisation organisation_id
-- in  person       person_id
-- in  device       device_id
-- in  client       bytes
-- in  body_hash    bytes
-- in  result       integer
-- in  at           instant
INSERT INTO client_write (organisation, person, device, client, body_hash, result, created_at)
VALUES ($organisation, $person, $device, $client, $body_hash, $result, $at);
