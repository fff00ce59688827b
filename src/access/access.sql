-- SPDX-License-Identifier: EUPL-1.2
-- What the access layer of a running program reads and writes beside people and sessions.

-- statement access_organisations many
-- every organisation: read once at the start, to know which one the signed-out pages belong to
-- The organisations of this database, oldest first.
-- out organisation organisation_id
-- out country      text
-- out address_form text
-- out cares        integer
SELECT o.organisation, o.country, o.address_form,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM care_group AS c WHERE c.organisation = o.organisation AND c.care_form = 'day_care')
            THEN 1 ELSE 0 END +
            CASE WHEN EXISTS (SELECT 1 FROM care_group AS c WHERE c.organisation = o.organisation AND c.care_form = 'out_of_school')
            THEN 2 ELSE 0 END +
            CASE WHEN EXISTS (SELECT 1 FROM care_group AS c WHERE c.organisation = o.organisation AND c.care_form = 'childminder')
            THEN 4 ELSE 0 END AS BIGINT) AS cares
  FROM organisation AS o ORDER BY o.created_at, o.organisation;

-- statement audit_insert run
-- What was done (access/audit.h).
-- in organisation organisation_id
-- in id           audit_id
-- in at           instant
-- in person       person_id null
-- in session      session_id null
-- in action       text
-- in object_kind  text
-- in object       integer
INSERT INTO audit (organisation, id, at, person, session, action, object_kind, object)
VALUES ($organisation, $id, $at, coalesce(CAST($person AS BIGINT), 0), coalesce(CAST($session AS BIGINT), 0), $action,
        $object_kind, $object);

-- statement seen_insert_page run
-- A page of a child was opened in this quarter of an hour; how often is not kept.
-- in organisation organisation_id
-- in child        child_id
-- in quarter_at   instant
-- in person       person_id
-- in page         text
-- in scope        integer
INSERT INTO page_view (organisation, child, quarter_at, person, page, scope)
VALUES ($organisation, $child, $quarter_at, $person, $page, $scope)
ON CONFLICT (organisation, child, quarter_at, person, page) DO NOTHING;

-- statement refusal_insert run
-- Somebody asked for an object of this organisation that is not for her; once a quarter of an hour.
-- in organisation organisation_id
-- in person       person_id
-- in object_kind  text
-- in object       integer
-- in quarter_at   instant
INSERT INTO access_refusal (organisation, person, object_kind, object, quarter_at)
SELECT $organisation, $person, $object_kind, $object, $quarter_at
 WHERE ($object_kind = 'child'
        AND EXISTS (SELECT 1 FROM child AS c WHERE c.organisation = $organisation AND c.id = $object))
    OR ($object_kind = 'group'
        AND EXISTS (SELECT 1 FROM care_group AS g WHERE g.organisation = $organisation AND g.id = $object))
    OR ($object_kind = 'entry'
        AND EXISTS (SELECT 1 FROM entry AS e WHERE e.organisation = $organisation AND e.id = $object))
    OR ($object_kind = 'file'
        AND EXISTS (SELECT 1 FROM file AS f WHERE f.organisation = $organisation AND f.id = $object))
ON CONFLICT (organisation, person, object_kind, object, quarter_at) DO NOTHING;

-- statement guess_insert run
-- A try at a password that failed, without saying who or whose.
-- in organisation organisation_id
-- in id           integer
-- in at           instant
-- in account_key  bytes
-- in address_key  bytes
INSERT INTO sign_in_failure (organisation, id, at, account_key, address_key)
VALUES ($organisation, $id, $at, $account_key, $address_key);

-- statement guess_recent many
-- every organisation: counted together in memory when the program starts; the keys hold the organisation
-- The failures that still count.
-- in since        instant
-- out at          instant
-- out account_key bytes
-- out address_key bytes
SELECT f.at, f.account_key, f.address_key FROM sign_in_failure AS f WHERE f.at >= $since ORDER BY f.at, f.id;

-- statement housekeeping_portion one
-- every organisation: the job cleans the whole database
-- The moment at which a portion of old writes ends. No row: there are fewer.
-- in  before instant
-- in  most   integer
-- out at     instant
SELECT w.created_at AS at FROM client_write AS w WHERE w.created_at < $before ORDER BY w.created_at LIMIT 1 OFFSET $most;

-- statement housekeeping_client_writes run
-- every organisation: the job cleans the whole database
-- Writes from devices that nobody will send again.
-- in before instant
DELETE FROM client_write AS w WHERE w.created_at < $before;

-- statement housekeeping_sessions run
-- every organisation: the job cleans the whole database
-- Sessions that ended so long ago that not even a kept text belongs to them.
-- in before instant
DELETE FROM session AS s WHERE s.expires_at < $before OR s.ended_at < $before;

-- statement housekeeping_links run
-- every organisation: the job cleans the whole database
-- Sign-in links that are used or too old.
-- in before instant
DELETE FROM sign_in_link AS k WHERE k.expires_at < $before OR (k.used_at < $before AND k.reusable = 0);

-- statement housekeeping_failures run
-- every organisation: the job cleans the whole database
-- Failures that count no more.
-- in before instant
DELETE FROM sign_in_failure AS f WHERE f.at < $before;

-- statement housekeeping_refusals run
-- every organisation: the job cleans the whole database
-- What kept one refusal from filling the audit.
-- in before instant
DELETE FROM access_refusal AS r WHERE r.quarter_at < $before;
