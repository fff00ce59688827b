-- SPDX-License-Identifier: EUPL-1.2
-- Questions to the access sets: one index probe each. Several rows for one object add up in rule.c.

-- statement rule_child_scopes many recalled
-- What a person may do today with one child.
-- in organisation organisation_id
-- in person       person_id
-- in child        child_id
-- in today        date
-- out scope       integer
SELECT m.scope FROM may_child AS m
 WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
   AND m.from_day <= $today AND m.until_day > $today;

-- statement rule_group_scopes many recalled
-- What a person may do today with one group.
-- in organisation organisation_id
-- in person       person_id
-- in care_group   group_id
-- in today        date
-- out scope       integer
SELECT m.scope FROM may_group AS m
 WHERE m.organisation = $organisation AND m.person = $person AND m.care_group = $care_group
   AND m.from_day <= $today AND m.until_day > $today;

-- statement rule_entry_scopes many
-- What a person may do today with one entry, and of which child it is.
-- in organisation organisation_id
-- in person       person_id
-- in entry        entry_id
-- in today        date
-- out scope       integer
-- out child       child_id
SELECT m.scope, m.child FROM may_entry AS m
 WHERE m.organisation = $organisation AND m.entry = $entry AND m.person = $person
   AND m.from_day <= $today AND m.until_day > $today;

-- statement rule_file_scopes many
-- What a person may do today with one file, through any entry that shows it.
-- in organisation organisation_id
-- in person       person_id
-- in file         file_id
-- in today        date
-- out scope       integer
SELECT m.scope FROM may_file AS m
 WHERE m.organisation = $organisation AND m.file = $file AND m.person = $person
   AND m.from_day <= $today AND m.until_day > $today;

-- statement rule_protected one
-- Whether the author of an entry is a protected guardian of the child (R243), and in which home. Also when her time as a
-- guardian is over: what she wrote stays hidden.
-- in organisation organisation_id
-- in child        child_id
-- in person       person_id
-- out home        integer
SELECT g.home FROM guardian AS g
 WHERE g.organisation = $organisation AND g.child = $child AND g.person = $person AND g.protected = 1;

-- statement rule_location_scopes many
-- What a person may do today with one location.
-- in organisation organisation_id
-- in person       person_id
-- in location     location_id
-- in today        date
-- out scope       integer
SELECT m.scope FROM may_location AS m
 WHERE m.organisation = $organisation AND m.person = $person AND m.location = $location
   AND m.from_day <= $today AND m.until_day > $today;

-- statement rule_over one
-- Whether all that a person ever had is over: she had something, and nothing of it holds today or begins later.
-- in organisation organisation_id
-- in person       person_id
-- in today        date
-- out over        boolean
SELECT CAST(CASE WHEN EXISTS (SELECT 1 FROM may_child AS m
                               WHERE m.organisation = $organisation AND m.person = $person AND m.until_day > $today)
                   OR EXISTS (SELECT 1 FROM may_group AS m
                               WHERE m.organisation = $organisation AND m.person = $person AND m.until_day > $today)
                   OR EXISTS (SELECT 1 FROM may_location AS m
                               WHERE m.organisation = $organisation AND m.person = $person AND m.until_day > $today)
                 THEN 0
                 WHEN EXISTS (SELECT 1 FROM may_child AS m
                               WHERE m.organisation = $organisation AND m.person = $person)
                   OR EXISTS (SELECT 1 FROM may_group AS m
                               WHERE m.organisation = $organisation AND m.person = $person)
                   OR EXISTS (SELECT 1 FROM may_location AS m
                               WHERE m.organisation = $organisation AND m.person = $person)
                 THEN 1 ELSE 0 END AS BIGINT) AS over;

-- statement rule_manages_all one
-- Whether a person manages the whole organisation: no set has an object for that.
-- in organisation organisation_id
-- in person       person_id
-- in today        date
-- out manages_all boolean
SELECT CAST(CASE WHEN EXISTS (SELECT 1 FROM manager AS m
                               WHERE m.organisation = $organisation AND m.person = $person AND m.location = 0
                                 AND m.from_day <= $today AND m.until_day > $today)
            THEN 1 ELSE 0 END AS BIGINT) AS manages_all;

-- statement rule_roles one
-- What a person is anywhere in the organisation today, for the way through the program.
-- in organisation  organisation_id
-- in person        person_id
-- in today         date
-- out guardian     boolean
-- out professional boolean
-- out mentor       boolean
-- out manager      boolean
-- out coach        boolean
-- out childminder  boolean
-- out bureau       boolean
-- out committee    boolean
-- out partner      boolean
SELECT CAST(CASE WHEN EXISTS (SELECT 1 FROM guardian AS g
                               WHERE g.organisation = $organisation AND g.person = $person AND g.scope <> 'none'
                                 AND g.from_day <= $today AND g.until_day > $today)
            THEN 1 ELSE 0 END AS BIGINT) AS guardian,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM professional AS s
                               WHERE s.organisation = $organisation AND s.person = $person
                                 AND s.from_day <= $today AND s.until_day > $today)
            THEN 1 ELSE 0 END AS BIGINT) AS professional,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM mentor AS t
                               WHERE t.organisation = $organisation AND t.person = $person
                                 AND t.from_day <= $today AND t.until_day > $today)
            THEN 1 ELSE 0 END AS BIGINT) AS mentor,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM manager AS m
                               WHERE m.organisation = $organisation AND m.person = $person
                                 AND m.from_day <= $today AND m.until_day > $today)
            THEN 1 ELSE 0 END AS BIGINT) AS manager,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM coach AS h
                               WHERE h.organisation = $organisation AND h.person = $person
                                 AND h.from_day <= $today AND h.until_day > $today)
            THEN 1 ELSE 0 END AS BIGINT) AS coach,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM childminder AS a
                               WHERE a.organisation = $organisation AND a.person = $person
                                 AND a.from_day <= $today AND a.until_day > $today)
            THEN 1 ELSE 0 END AS BIGINT) AS childminder,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM bureau AS b
                               WHERE b.organisation = $organisation AND b.person = $person
                                 AND b.from_day <= $today AND b.until_day > $today)
            THEN 1 ELSE 0 END AS BIGINT) AS bureau,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM committee AS k
                               WHERE k.organisation = $organisation AND k.person = $person
                                 AND k.from_day <= $today AND k.until_day > $today)
            THEN 1 ELSE 0 END AS BIGINT) AS committee,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM partner AS i
                               WHERE i.organisation = $organisation AND i.person = $person
                                 AND i.from_day <= $today AND i.until_day > $today)
            THEN 1 ELSE 0 END AS BIGINT) AS partner;

-- statement rule_on_group one
-- Whether a child has a place on a group that day, also on a weekday that is not its own: what a tablet of the group reaches.
-- in  organisation organisation_id
-- in  child        child_id
-- in  care_group   group_id
-- in  day          date
-- out placement    placement_id
SELECT p.id AS placement
  FROM placement AS p
 WHERE p.organisation = $organisation AND p.care_group = $care_group AND p.child = $child
   AND p.from_day <= $day AND p.until_day > $day
 LIMIT 1;
