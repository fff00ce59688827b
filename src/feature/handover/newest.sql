-- SPDX-License-Identifier: EUPL-1.2
-- The newest lines over all children of a person (newest.c says when which statement is asked). Ids are ordered by time, so
-- the newest line has the highest id. `reads` are the bits that read pages of any day: not the shift's.

-- statement newest_reach one
-- How many children this person sees, counted no further than `most`.
-- in  organisation organisation_id
-- in  person       person_id
-- in  today        date
-- in  most         integer
-- out children     integer
SELECT COUNT(*) AS children
  FROM (SELECT m.child AS child
          FROM may_child AS m
         WHERE m.organisation = $organisation AND m.person = $person
           AND m.from_day <= $today AND m.until_day > $today
         LIMIT $most) AS s;

-- statement newest_of_set many
-- From the set: the newest line of each child that this person may read, one probe a child and role.
-- in  organisation organisation_id
-- in  person       person_id
-- in  today        date
-- in  reads        integer
-- in  most         integer
-- out id           entry_id
-- out child        child_id
-- out child_name   text
-- out day          date
-- out at           instant
-- out side         integer
-- out kind         text
-- out value        text
-- out measure      integer
-- out note         text
-- out language     text
SELECT e.id AS id, e.child AS child, c.given_name AS child_name, e.day AS day, e.at AS at, e.side AS side,
       e.kind AS kind, e.value AS value, e.measure AS measure, e.note AS note, e.language AS language
  FROM entry AS e
  JOIN child AS c ON c.organisation = e.organisation AND c.id = e.child
 WHERE e.organisation = $organisation
   AND e.id IN (SELECT max((SELECT x.id FROM entry AS x
                             WHERE x.organisation = $organisation AND x.child = m.child AND x.withdrawn_at IS NULL
                               AND ((m.scope & x.audience & $reads) <> 0 OR x.author = $person)
                             ORDER BY x.id DESC
                             LIMIT 1))
                  FROM may_child AS m
                 WHERE m.organisation = $organisation AND m.person = $person
                   AND m.from_day <= $today AND m.until_day > $today
                 GROUP BY m.child)
 ORDER BY e.id DESC
 LIMIT $most;

-- statement newest_before many
-- From the lines: the newest ones of the whole organisation before an id, each with whether this person may read it. So
-- many rows are looked at as are asked for, however few of them are hers.
-- in  organisation organisation_id
-- in  person       person_id
-- in  today        date
-- in  before       entry_id
-- in  reads        integer
-- in  most         integer
-- out id           entry_id
-- out child        child_id
-- out child_name   text
-- out day          date
-- out at           instant
-- out side         integer
-- out kind         text
-- out value        text
-- out measure      integer
-- out note         text
-- out language     text
-- out mine         boolean
SELECT e.id AS id, e.child AS child,
       COALESCE((SELECT c.given_name FROM child AS c
                  WHERE c.organisation = $organisation AND c.id = e.child), '') AS child_name,
       e.day AS day, e.at AS at, e.side AS side, e.kind AS kind, e.value AS value, e.measure AS measure, e.note AS note,
       e.language AS language,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM may_child AS m
                               WHERE m.organisation = $organisation AND m.child = e.child AND m.person = $person
                                 AND m.from_day <= $today AND m.until_day > $today
                                 AND ((m.scope & e.audience & $reads) <> 0 OR e.author = $person))
                 THEN 1 ELSE 0 END AS BIGINT) AS mine
  FROM entry AS e
 WHERE e.organisation = $organisation AND e.id < $before AND e.withdrawn_at IS NULL
 ORDER BY e.id DESC
 LIMIT $most;
