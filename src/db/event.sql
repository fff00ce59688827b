-- SPDX-License-Identifier: EUPL-1.2
-- Live events (db/event.h), from the change that writes them to the page that missed them.

-- statement live_event_add run
-- An event with its sequence: the one writer of SQLite knows it.
-- in  organisation organisation_id
-- in  id           integer
-- in  sequence     integer
-- in  kind         text
-- in  group        group_id
-- in  child        child_id
-- in  person       person_id
-- in  at           instant
INSERT INTO live_event (organisation, id, sequence, kind, care_group, child, person, created_at)
VALUES ($organisation, $id, $sequence, $kind, $group, $child, $person, $at);

-- statement live_event_add_waiting run
-- An event that the notifier will number after the commit.
-- in  organisation organisation_id
-- in  id           integer
-- in  kind         text
-- in  group        group_id
-- in  child        child_id
-- in  person       person_id
-- in  at           instant
INSERT INTO live_event (organisation, id, sequence, kind, care_group, child, person, created_at)
VALUES ($organisation, $id, NULL, $kind, $group, $child, $person, $at);

-- statement live_sequence_last one
-- The last sequence given out, where the writer goes on.
-- out last integer
SELECT s.last AS last FROM live_sequence AS s WHERE s.id = 1;

-- statement live_sequence_set run
-- What the writer gave out, in the same transaction as the events.
-- in  last integer
UPDATE live_sequence AS s SET last = $last WHERE s.id = 1;

-- statement live_sequence_raise run
-- Takes numbers for so many events. With 0 it only locks the row, so that one notifier numbers at a time.
-- in  count integer
UPDATE live_sequence AS s SET last = s.last + $count WHERE s.id = 1;

-- statement live_event_waiting many
-- What no notifier has numbered yet, oldest first.
-- every organisation: the notifier numbers for all
-- in  limit        integer
-- out organisation organisation_id
-- out id           integer
SELECT e.organisation AS organisation, e.id AS id FROM live_event AS e
 WHERE e.sequence IS NULL
 ORDER BY e.id
 LIMIT $limit;

-- statement live_event_number run
-- Gives one waiting event its sequence.
-- in  organisation organisation_id
-- in  id           integer
-- in  sequence     integer
UPDATE live_event AS e SET sequence = $sequence
 WHERE e.organisation = $organisation AND e.id = $id AND e.sequence IS NULL;

-- statement live_event_after many
-- What this node has not published yet.
-- every organisation: the hub serves all
-- in  sequence     integer
-- in  limit        integer
-- out sequence     integer
-- out organisation organisation_id
-- out kind         text
-- out care_group   group_id
-- out child        child_id
-- out person       person_id
SELECT COALESCE(e.sequence, 0) AS sequence, e.organisation AS organisation, e.kind AS kind, e.care_group AS care_group,
       e.child AS child, e.person AS person
  FROM live_event AS e
 WHERE e.sequence > $sequence
 ORDER BY e.sequence NULLS FIRST
 LIMIT $limit;

-- statement live_event_since many
-- What a page missed while it was away, by the last sequence it saw.
-- in  organisation organisation_id
-- in  sequence     integer
-- in  limit        integer
-- out sequence     integer
-- out kind         text
-- out care_group   group_id
-- out child        child_id
-- out person       person_id
SELECT COALESCE(e.sequence, 0) AS sequence, e.kind AS kind, e.care_group AS care_group, e.child AS child, e.person AS person
  FROM live_event AS e
 WHERE e.organisation = $organisation AND e.sequence > $sequence
 ORDER BY e.sequence NULLS FIRST
 LIMIT $limit;

-- statement live_event_forget run
-- Events are kept EVENT_KEPT_MS (db/event.h).
-- every organisation: cleaning
-- in  before instant
DELETE FROM live_event AS e WHERE e.created_at < $before;
