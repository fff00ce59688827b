-- SPDX-License-Identifier: EUPL-1.2
-- Questions to the access sets: one index probe each. Several rows for one object add up in rule.c.

-- statement rule_child_scopes many
-- What a person may do today with one child.
-- in organisation organisation_id
-- in person       person_id
-- in child        child_id
-- in today        date
-- out scope       integer
SELECT m.scope FROM may_child AS m
 WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
   AND m.from_day <= $today AND m.until_day > $today;

-- statement rule_group_scopes many
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

-- statement rule_roles one
-- What a person is anywhere in the organisation today, for the way through the program.
-- in organisation  organisation_id
-- in person        person_id
-- in today         date
-- out guardian     boolean
-- out professional boolean
-- out mentor       boolean
-- out manager      boolean
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
            THEN 1 ELSE 0 END AS BIGINT) AS manager;
