-- SPDX-License-Identifier: EUPL-1.2
-- Statements that hold every rule. The test compiles what is made of them and runs it on a stand-in for the database.

-- statement good_entries_of_day many later
-- The notebook of one child on one day: */ a comment sign may stand here.
-- in  organisation organisation_id
-- in  child        child_id
-- in  day          date
-- in  note         text null          <- NULL: any note
-- out id           entry_id
-- out care_group   group_id
-- out at           instant
-- out own          boolean
-- out note         text null
SELECT e.id, e.care_group, e.at, e.own, e.note
  FROM entry AS e -- a remark with $nothing and "quotes"
 WHERE e.organisation = $organisation AND e.child = $child AND e.day = $day
   AND (CAST($note AS TEXT) IS NULL OR e.note = CAST($note AS TEXT)) /* twice
   the same */
 ORDER BY e.at, e.note DESC NULLS LAST, e.id;

-- statement good_child one later
-- One child, with what is known of it.
-- in  organisation organisation_id
-- in  child        child_id
-- out name         text
-- out picture      bytes null
-- out left_at      instant null
-- out mentor       person_id null
-- out entries      integer
SELECT c.given_name AS name, c.picture, c.left_at, c.mentor,
       (SELECT count(*) FROM entry AS e WHERE e.organisation = c.organisation AND e.child = c.id) AS entries
  FROM child AS c
 WHERE (c.organisation, c.id) = ($organisation, $child);

-- statement good_lists_start_from_the_set many
-- Children that a person may see, through a join, a subquery and the view.
-- in  organisation organisation_id
-- in  person       person_id
-- out child        child_id
-- out last_at      instant null
-- out summary      text
-- out notes        integer
-- out quiet        boolean
SELECT p.child, last.at AS last_at, 'it''s "' || p.given_name || '\' AS summary,
       CAST(COALESCE(sum(CASE WHEN e.note IS NOT NULL AND e.note <> '' THEN 1 ELSE 0 END), 0) AS BIGINT) AS notes,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM entry AS q WHERE q.organisation = p.organisation AND q.child = p.child
                                 AND q.own = 1) THEN 0 ELSE 1 END AS BIGINT) AS quiet
  FROM present AS p
  JOIN may_child AS m ON m.organisation = p.organisation AND m.child = p.child
  LEFT JOIN entry AS e ON e.organisation = m.organisation AND e.child = p.child
  LEFT JOIN (SELECT x.organisation, x.child, max(x.at) AS at FROM entry AS x
              WHERE x.organisation = $organisation GROUP BY x.organisation, x.child) AS last
         ON last.organisation = p.organisation AND last.child = p.child
 WHERE p.organisation = $organisation AND m.person = $person
   AND p.child IN (SELECT y.child FROM entry AS y WHERE y.organisation = $organisation)
 GROUP BY p.child, p.given_name, last.at, p.organisation
 ORDER BY last_at NULLS FIRST, p.child
 LIMIT 100;

-- statement good_answers many
-- An entry with all that answers it, however deep.
-- in  organisation organisation_id
-- in  entry        entry_id
-- out id           entry_id
-- out depth        integer
WITH RECURSIVE thread (organisation, id, depth) AS (
    SELECT e.organisation, e.id, CAST(0 AS BIGINT) FROM entry AS e
     WHERE e.organisation = $organisation AND e.id = $entry
    UNION ALL
    SELECT a.organisation, a.id, t.depth + 1 FROM thread AS t
      JOIN entry AS a ON a.organisation = t.organisation AND a.answers = t.id)
SELECT t.id, t.depth FROM thread AS t ORDER BY t.depth, t.id;

-- statement good_both many
-- Two kinds of row in one list.
-- in  organisation organisation_id
-- out kind         text
-- out id           integer
SELECT 'child' AS kind, c.id AS id FROM child AS c WHERE c.organisation = $organisation
UNION ALL
SELECT 'entry', e.id FROM entry AS e WHERE $organisation = e.organisation
 ORDER BY kind, id;

-- statement good_add run
-- A new entry.
-- in  organisation organisation_id
-- in  id           entry_id
-- in  child        child_id
-- in  group        group_id
-- in  day          date
-- in  at           instant
-- in  own          boolean
-- in  note         text null
INSERT INTO entry (organisation, id, child, care_group, day, at, own, note)
VALUES ($organisation, $id, $child, $group, $day, $at, $own, $note)
ON CONFLICT (organisation, id) DO UPDATE SET note = excluded.note, version = entry.version + 1
 WHERE entry.child = excluded.child;

-- statement good_copy run
-- The same entry for another child.
-- in  organisation organisation_id
-- in  id           entry_id
-- in  child        child_id
-- in  entry        entry_id
INSERT INTO entry (organisation, id, child, care_group, day, at, own, note)
SELECT e.organisation, $id, $child, e.care_group, e.day, e.at, e.own, e.note
  FROM entry AS e WHERE e.organisation = $organisation AND e.id = $entry;

-- statement good_change one
-- Changes a note when nobody else did; gives the new version.
-- in  organisation organisation_id
-- in  id           entry_id
-- in  note         text null
-- in  version      integer
-- out version      integer
UPDATE entry AS e SET note = $note, version = e.version + 1
 WHERE e.organisation = $organisation AND e.id = $id AND e.version = $version
RETURNING version;

-- statement good_remove run
-- Entries of children that left, as their time is over.
-- in  organisation organisation_id
-- in  before_at    instant
DELETE FROM entry AS e
 WHERE e.organisation = $organisation
   AND e.child IN (SELECT c.id FROM child AS c
                    WHERE c.organisation = e.organisation AND c.left_at IS NOT NULL AND c.left_at < $before_at);

-- statement good_organisations many
-- Which organisations there are.
-- every organisation: the program serves them all and begins here
-- out organisation organisation_id
-- out name         text
SELECT o.organisation, o.name FROM organisation AS o ORDER BY o.name, o.organisation;

-- statement good_lease one
-- Takes a lease that is free; the table belongs to no organisation.
-- in  name     text
-- in  until_at instant
-- in  now_at   instant
-- out until_at instant
INSERT INTO lease (name, until_at) VALUES ($name, $until_at)
ON CONFLICT (name) DO UPDATE SET until_at = excluded.until_at WHERE lease.until_at < $now_at
RETURNING until_at;
