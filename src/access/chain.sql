-- SPDX-License-Identifier: EUPL-1.2
-- The sealed audit (src/access/chain.h).

-- statement chain_waiting many
-- Audit rows without a seal, oldest first; acts of forgetting are sealed by themselves. Ids are ordered by time, so nothing far below the newest seal has to be looked at:
-- `from_id` is an id of some time before it.
-- in organisation organisation_id
-- in from_id      audit_id
-- in before       instant
-- in most         integer
-- out id          audit_id
-- out at          instant
-- out person      person_id
-- out session     session_id
-- out action      text
-- out object_kind text
-- out object      integer
SELECT t.id AS id, t.at AS at, t.person AS person, t.session AS session, t.action AS action,
       t.object_kind AS object_kind, t.object AS object
  FROM audit AS t
 WHERE t.organisation = $organisation AND t.id >= $from_id AND t.at < $before AND t.action <> 'audit.forget'
   AND NOT EXISTS (SELECT 1 FROM audit_seal AS s WHERE s.organisation = $organisation AND s.audit = t.id)
 ORDER BY t.id
 LIMIT $most;

-- statement chain_inserted one
-- An old audit row without a seal, or one that says rows were forgotten, for the check.
-- in organisation organisation_id
-- in before       audit_id
-- out id          audit_id
SELECT t.id AS id FROM audit AS t
 WHERE t.organisation = $organisation AND (t.id < $before OR t.action = 'audit.forget')
   AND NOT EXISTS (SELECT 1 FROM audit_seal AS s WHERE s.organisation = $organisation AND s.audit = t.id)
 ORDER BY t.id
 LIMIT 1;

-- statement chain_seal_add run
-- One seal.
-- in organisation organisation_id
-- in number       integer
-- in audit        audit_id
-- in salt         bytes
-- in digest       bytes
-- in link         bytes
INSERT INTO audit_seal (organisation, number, audit, salt, digest, link)
VALUES ($organisation, $number, $audit, $salt, $digest, $link);

-- statement chain_head_set run
-- The new end of the chain.
-- in organisation organisation_id
-- in number       integer
-- in link         bytes
-- in sealed_at    instant
INSERT INTO audit_head (organisation, number, link, sealed_at) VALUES ($organisation, $number, $link, $sealed_at)
ON CONFLICT (organisation) DO UPDATE SET number = excluded.number, link = excluded.link, sealed_at = excluded.sealed_at
 WHERE audit_head.organisation = $organisation;

-- statement chain_head_find one
-- The end of the chain as it was written down.
-- in organisation organisation_id
-- out number      integer
-- out link        bytes
-- out sealed_at   instant
SELECT h.number AS number, h.link AS link, h.sealed_at AS sealed_at
  FROM audit_head AS h WHERE h.organisation = $organisation;

-- statement chain_last one
-- The last seal there is.
-- in organisation organisation_id
-- out number      integer
-- out audit       audit_id
-- out link        bytes
SELECT s.number AS number, s.audit AS audit, s.link AS link
  FROM audit_seal AS s WHERE s.organisation = $organisation
 ORDER BY s.number DESC
 LIMIT 1;

-- statement chain_read many
-- Seals with their rows, for the check; `id` is NULL when the row is gone.
-- in organisation organisation_id
-- in after        integer
-- in most         integer
-- out number      integer
-- out audit       audit_id
-- out salt        bytes null
-- out digest      bytes
-- out link        bytes
-- out id          audit_id null
-- out at          instant null
-- out person      person_id null
-- out session     session_id null
-- out action      text null
-- out object_kind text null
-- out object      integer
SELECT s.number AS number, s.audit AS audit, s.salt AS salt, s.digest AS digest, s.link AS link, t.id AS id, t.at AS at,
       t.person AS person, t.session AS session, t.action AS action, t.object_kind AS object_kind,
       COALESCE(t.object, 0) AS object
  FROM audit_seal AS s
  LEFT JOIN audit AS t ON t.organisation = s.organisation AND t.id = s.audit
 WHERE s.organisation = $organisation AND s.number > $after
 ORDER BY s.number
 LIMIT $most;

-- statement chain_forgotten one
-- Up to which number rows were forgotten, as sealed rows of the audit say.
-- in organisation organisation_id
-- out number      integer
SELECT COALESCE(MAX(t.object), 0) AS number
  FROM audit AS t
  JOIN audit_seal AS s ON s.organisation = t.organisation AND s.audit = t.id
 WHERE t.organisation = $organisation AND t.action = 'audit.forget';

-- statement chain_forget_number one
-- The last seal of a row that was written before an instant; acts of forgetting themselves stay.
-- in organisation organisation_id
-- in before       instant
-- out number      integer
SELECT COALESCE(MAX(s.number), 0) AS number
  FROM audit AS t
  JOIN audit_seal AS s ON s.organisation = t.organisation AND s.audit = t.id
 WHERE t.organisation = $organisation AND t.at < $before AND t.action <> 'audit.forget';

-- statement chain_forget_rows run
-- The rows that have served.
-- in organisation organisation_id
-- in before       instant
-- in number       integer
DELETE FROM audit AS t
 WHERE t.organisation = $organisation AND t.at < $before AND t.action <> 'audit.forget'
   AND EXISTS (SELECT 1 FROM audit_seal AS s
                WHERE s.organisation = $organisation AND s.audit = t.id AND s.number <= $number);

-- statement chain_forget_salts run
-- And their salts: without them a digest says nothing.
-- in organisation organisation_id
-- in number       integer
UPDATE audit_seal AS s SET salt = NULL
 WHERE s.organisation = $organisation AND s.number <= $number
   AND NOT EXISTS (SELECT 1 FROM audit AS t WHERE t.organisation = $organisation AND t.id = s.audit);
