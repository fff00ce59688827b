-- SPDX-License-Identifier: EUPL-1.2
-- Tasks of the staff. Lists start from the access sets; a task says which bits it needs there. Children for whom the reader
-- is a guardian are left out ($homes): nobody decides about her own family; and so is who is there for a shift ($centre).

-- statement task_insert run
-- It waits from now on.
-- in  organisation organisation_id
-- in  id           task_id
-- in  kind         text
-- in  child        child_id
-- in  care_group   group_id
-- in  location     location_id
-- in  object       integer
-- in  need         integer
-- in  due_at       instant
-- in  created_at   instant
-- in  created_by   person_id
INSERT INTO task (organisation, id, kind, child, care_group, location, object, need, due_at, created_at, created_by)
VALUES ($organisation, $id, $kind, $child, $care_group, $location, $object, $need, $due_at, $created_at, $created_by);

-- statement task_due_object run
-- Another moment from which it waits too long.
-- in  organisation organisation_id
-- in  kind         text
-- in  object       integer
-- in  due_at       instant
UPDATE task AS t SET due_at = $due_at
 WHERE t.organisation = $organisation AND t.object = $object AND t.kind = $kind AND t.closed_at IS NULL;

-- statement task_close_object run
-- What was open about an object is done.
-- in  organisation organisation_id
-- in  kind         text
-- in  object       integer
-- in  closed_at    instant
-- in  closed_by    person_id
UPDATE task AS t SET closed_at = $closed_at, closed_by = $closed_by
 WHERE t.organisation = $organisation AND t.object = $object AND t.kind = $kind AND t.closed_at IS NULL;

-- statement task_groups_of_child many
-- The groups whose staff hear of a task about a child.
-- in  organisation organisation_id
-- in  child        child_id
-- in  today        date
-- out care_group   group_id
SELECT p.care_group AS care_group
  FROM placement AS p
 WHERE p.organisation = $organisation AND p.child = $child AND p.until_day > $today
 GROUP BY p.care_group
 ORDER BY p.care_group;

-- statement task_of_children many
-- Open tasks about children, oldest first, with the group that the child is on.
-- in  organisation organisation_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- in  centre       integer
-- in  most         integer
-- out id           task_id
-- out kind         text
-- out child        child_id
-- out care_group   group_id
-- out object       integer
-- out due_at       instant
-- out created_at   instant
-- out name         text
-- out group_name   text
SELECT t.id AS id, t.kind AS kind, t.child AS child, t.care_group AS care_group, t.object AS object,
       t.due_at AS due_at, t.created_at AS created_at, c.given_name AS name,
       COALESCE((SELECT g.name FROM placement AS p
                   JOIN care_group AS g ON g.organisation = p.organisation AND g.id = p.care_group
                  WHERE p.organisation = $organisation AND p.child = t.child AND p.until_day > $today
                  ORDER BY p.from_day, p.id
                  LIMIT 1), '') AS group_name
  FROM task AS t
  JOIN child AS c ON c.organisation = t.organisation AND c.id = t.child
 WHERE t.organisation = $organisation AND t.closed_at IS NULL
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = t.child
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & t.need) <> 0
                  AND (m.scope & $centre) <> 0)
   AND NOT EXISTS (SELECT 1 FROM may_child AS own
                    WHERE own.organisation = $organisation AND own.person = $person AND own.child = t.child
                      AND own.from_day <= $today AND own.until_day > $today AND (own.scope & $homes) <> 0)
 ORDER BY t.id
 LIMIT $most;

-- statement task_of_groups many
-- Open tasks about groups.
-- in  organisation organisation_id
-- in  person       person_id
-- in  today        date
-- in  centre       integer
-- in  most         integer
-- out id           task_id
-- out kind         text
-- out care_group   group_id
-- out object       integer
-- out created_at   instant
-- out name         text
SELECT t.id AS id, t.kind AS kind, t.care_group AS care_group, t.object AS object, t.created_at AS created_at,
       g.name AS name
  FROM task AS t
  JOIN care_group AS g ON g.organisation = t.organisation AND g.id = t.care_group
 WHERE t.organisation = $organisation AND t.closed_at IS NULL AND t.child = 0
   AND EXISTS (SELECT 1 FROM may_group AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.care_group = t.care_group
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & t.need) <> 0
                  AND (m.scope & $centre) <> 0)
 ORDER BY t.id
 LIMIT $most;

-- statement task_of_locations many
-- Open tasks about locations or the whole organisation, for who has the bits for a group there.
-- in  organisation organisation_id
-- in  person       person_id
-- in  today        date
-- in  centre       integer
-- in  most         integer
-- out id           task_id
-- out kind         text
-- out location     location_id
-- out object       integer
-- out created_at   instant
-- out name         text
SELECT t.id AS id, t.kind AS kind, t.location AS location, t.object AS object, t.created_at AS created_at,
       COALESCE((SELECT l.name FROM location AS l
                  WHERE l.organisation = $organisation AND l.id = t.location), o.name) AS name
  FROM task AS t
  JOIN organisation AS o ON o.organisation = t.organisation
 WHERE t.organisation = $organisation AND t.closed_at IS NULL AND t.child = 0 AND t.care_group = 0
   AND EXISTS (SELECT 1 FROM may_group AS m
                 JOIN care_group AS g ON g.organisation = m.organisation AND g.id = m.care_group
                WHERE m.organisation = $organisation AND m.person = $person
                  AND (t.location = 0 OR g.location = t.location)
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & t.need) <> 0
                  AND (m.scope & $centre) <> 0)
 ORDER BY t.id
 LIMIT $most;

-- statement task_waits_for_group one
-- Whether something is open for this person about the children who have a place on a group, or about the group. Quiet kinds
-- are no task (task.h).
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  person       person_id
-- in  today        date
-- in  homes        integer
-- in  centre       integer
-- out id           task_id
SELECT t.id AS id
  FROM task AS t
 WHERE t.organisation = $organisation AND t.closed_at IS NULL AND t.kind NOT IN ('tell', 'tell_card', 'tell_view')
   AND t.child IN (SELECT q.child FROM placement AS q
                    WHERE q.organisation = $organisation AND q.care_group = $care_group AND q.until_day > $today
                    UNION ALL SELECT 0)
   AND (t.child <> 0 OR t.care_group = $care_group)
   AND EXISTS (SELECT 1 FROM may_group AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.care_group = $care_group
                  AND m.from_day <= $today AND m.until_day > $today AND (m.scope & t.need) <> 0
                  AND (m.scope & $centre) <> 0)
   AND NOT EXISTS (SELECT 1 FROM may_child AS own
                    WHERE own.organisation = $organisation AND own.person = $person AND own.child = t.child
                      AND own.from_day <= $today AND own.until_day > $today AND (own.scope & $homes) <> 0)
 ORDER BY t.id
 LIMIT 1;

-- statement task_own_groups many
-- The groups whose events this person hears, for the live list.
-- in  organisation organisation_id
-- in  person       person_id
-- in  today        date
-- in  most         integer
-- out care_group   group_id
SELECT m.care_group AS care_group
  FROM may_group AS m
 WHERE m.organisation = $organisation AND m.person = $person AND m.from_day <= $today AND m.until_day > $today
 GROUP BY m.care_group
 ORDER BY m.care_group
 LIMIT $most;

-- statement task_erase_child_rows run
-- What waited or was done about an erased child.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM task AS t WHERE t.organisation = $organisation AND t.child = $child;

-- statement task_erase_person_marks run
-- Whose act asked for a task, and who closed it, when that person is erased.
-- in organisation organisation_id
-- in person       person_id
UPDATE task AS t
   SET created_by = CASE WHEN t.created_by = $person THEN 0 ELSE t.created_by END,
       closed_by = CASE WHEN t.closed_by = $person THEN 0 ELSE t.closed_by END
 WHERE t.organisation = $organisation AND (t.created_by = $person OR t.closed_by = $person);
