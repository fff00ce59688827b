-- SPDX-License-Identifier: EUPL-1.2
-- The access sets: made from the rule views child_scope, group_scope and location_scope (schema/0013_roles.sql), part by part after each
-- change of people.c, and compared with them. A rule can give one role twice for the same days (a child that is placed twice
-- on a group): the set keeps the longest. Empty times are left out.

-- statement sets_delete_child run
-- Before the rows of one child are made anew.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM may_child AS m WHERE m.organisation = $organisation AND m.child = $child;

-- statement sets_insert_child run
-- Who may see this child.
-- in organisation organisation_id
-- in child        child_id
INSERT INTO may_child (organisation, person, child, scope, from_day, until_day)
SELECT s.organisation, s.person, s.child, s.scope, s.from_day, max(s.until_day) AS until_day
  FROM child_scope AS s
 WHERE s.organisation = $organisation AND s.child = $child AND s.from_day < s.until_day
 GROUP BY s.organisation, s.person, s.child, s.scope, s.from_day;

-- statement sets_delete_children_of_person run
-- Before the children of one person are made anew.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM may_child AS m WHERE m.organisation = $organisation AND m.person = $person;

-- statement sets_insert_children_of_person run
-- Which children this person may see.
-- in organisation organisation_id
-- in person       person_id
INSERT INTO may_child (organisation, person, child, scope, from_day, until_day)
SELECT s.organisation, s.person, s.child, s.scope, s.from_day, max(s.until_day) AS until_day
  FROM child_scope AS s
 WHERE s.organisation = $organisation AND s.person = $person AND s.from_day < s.until_day
 GROUP BY s.organisation, s.person, s.child, s.scope, s.from_day;

-- statement sets_delete_groups_of_person run
-- Before the groups of one person are made anew.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM may_group AS m WHERE m.organisation = $organisation AND m.person = $person;

-- statement sets_insert_groups_of_person run
-- Which groups this person may see.
-- in organisation organisation_id
-- in person       person_id
INSERT INTO may_group (organisation, person, care_group, scope, from_day, until_day)
SELECT s.organisation, s.person, s.care_group, s.scope, s.from_day, max(s.until_day) AS until_day
  FROM group_scope AS s
 WHERE s.organisation = $organisation AND s.person = $person AND s.from_day < s.until_day
 GROUP BY s.organisation, s.person, s.care_group, s.scope, s.from_day;

-- statement sets_delete_group run
-- Before the rows of one group are made anew.
-- in organisation organisation_id
-- in care_group   group_id
DELETE FROM may_group AS m WHERE m.organisation = $organisation AND m.care_group = $care_group;

-- statement sets_insert_group run
-- Who may see this group.
-- in organisation organisation_id
-- in care_group   group_id
INSERT INTO may_group (organisation, person, care_group, scope, from_day, until_day)
SELECT s.organisation, s.person, s.care_group, s.scope, s.from_day, max(s.until_day) AS until_day
  FROM group_scope AS s
 WHERE s.organisation = $organisation AND s.care_group = $care_group AND s.from_day < s.until_day
 GROUP BY s.organisation, s.person, s.care_group, s.scope, s.from_day;

-- statement sets_delete_all_children run
-- Before the whole set is made anew.
-- in organisation organisation_id
DELETE FROM may_child AS m WHERE m.organisation = $organisation;

-- statement sets_insert_all_children run
-- The whole set of children from its rule, after a restore.
-- in organisation organisation_id
INSERT INTO may_child (organisation, person, child, scope, from_day, until_day)
SELECT s.organisation, s.person, s.child, s.scope, s.from_day, max(s.until_day) AS until_day
  FROM child_scope AS s
 WHERE s.organisation = $organisation AND s.from_day < s.until_day
 GROUP BY s.organisation, s.person, s.child, s.scope, s.from_day;

-- statement sets_delete_all_groups run
-- Before the whole set is made anew.
-- in organisation organisation_id
DELETE FROM may_group AS m WHERE m.organisation = $organisation;

-- statement sets_insert_all_groups run
-- The whole set of groups from its rule, after a restore.
-- in organisation organisation_id
INSERT INTO may_group (organisation, person, care_group, scope, from_day, until_day)
SELECT s.organisation, s.person, s.care_group, s.scope, s.from_day, max(s.until_day) AS until_day
  FROM group_scope AS s
 WHERE s.organisation = $organisation AND s.from_day < s.until_day
 GROUP BY s.organisation, s.person, s.care_group, s.scope, s.from_day;

-- statement sets_compare_children one
-- How many rows of the rule the set lacks, and how many of the set the rule does not give. HAVING leaves away what both
-- have.
-- in organisation organisation_id
-- out missing     integer
-- out extra       integer
SELECT CAST(coalesce(sum(b.in_rule), 0) AS BIGINT) AS missing, CAST(coalesce(sum(b.in_set), 0) AS BIGINT) AS extra
  FROM (SELECT a.person, a.child, a.scope, a.from_day, a.until_day, sum(a.in_rule) AS in_rule, sum(a.in_set) AS in_set
          FROM (SELECT s.person AS person, s.child AS child, s.scope AS scope, s.from_day AS from_day,
                       max(s.until_day) AS until_day, 1 AS in_rule, 0 AS in_set
                  FROM child_scope AS s
                 WHERE s.organisation = $organisation AND s.from_day < s.until_day
                 GROUP BY s.person, s.child, s.scope, s.from_day
                UNION ALL
                SELECT m.person, m.child, m.scope, m.from_day, m.until_day, 0, 1
                  FROM may_child AS m
                 WHERE m.organisation = $organisation) AS a
         GROUP BY a.person, a.child, a.scope, a.from_day, a.until_day
        HAVING sum(a.in_rule) <> sum(a.in_set)) AS b;

-- statement sets_compare_groups one
-- The same for groups.
-- in organisation organisation_id
-- out missing     integer
-- out extra       integer
SELECT CAST(coalesce(sum(b.in_rule), 0) AS BIGINT) AS missing, CAST(coalesce(sum(b.in_set), 0) AS BIGINT) AS extra
  FROM (SELECT a.person, a.care_group, a.scope, a.from_day, a.until_day, sum(a.in_rule) AS in_rule, sum(a.in_set) AS in_set
          FROM (SELECT s.person AS person, s.care_group AS care_group, s.scope AS scope, s.from_day AS from_day,
                       max(s.until_day) AS until_day, 1 AS in_rule, 0 AS in_set
                  FROM group_scope AS s
                 WHERE s.organisation = $organisation AND s.from_day < s.until_day
                 GROUP BY s.person, s.care_group, s.scope, s.from_day
                UNION ALL
                SELECT m.person, m.care_group, m.scope, m.from_day, m.until_day, 0, 1
                  FROM may_group AS m
                 WHERE m.organisation = $organisation) AS a
         GROUP BY a.person, a.care_group, a.scope, a.from_day, a.until_day
        HAVING sum(a.in_rule) <> sum(a.in_set)) AS b;

-- statement sets_delete_locations_of_person run
-- Before the locations of one person are made anew.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM may_location AS m WHERE m.organisation = $organisation AND m.person = $person;

-- statement sets_insert_locations_of_person run
-- Which locations this person may see.
-- in organisation organisation_id
-- in person       person_id
INSERT INTO may_location (organisation, person, location, scope, from_day, until_day)
SELECT s.organisation, s.person, s.location, s.scope, s.from_day, max(s.until_day) AS until_day
  FROM location_scope AS s
 WHERE s.organisation = $organisation AND s.person = $person AND s.from_day < s.until_day
 GROUP BY s.organisation, s.person, s.location, s.scope, s.from_day;

-- statement sets_delete_location run
-- Before the rows of one location are made anew.
-- in organisation organisation_id
-- in location     location_id
DELETE FROM may_location AS m WHERE m.organisation = $organisation AND m.location = $location;

-- statement sets_insert_location run
-- Who may see this location.
-- in organisation organisation_id
-- in location     location_id
INSERT INTO may_location (organisation, person, location, scope, from_day, until_day)
SELECT s.organisation, s.person, s.location, s.scope, s.from_day, max(s.until_day) AS until_day
  FROM location_scope AS s
 WHERE s.organisation = $organisation AND s.location = $location AND s.from_day < s.until_day
 GROUP BY s.organisation, s.person, s.location, s.scope, s.from_day;

-- statement sets_delete_all_locations run
-- Before the whole set is made anew.
-- in organisation organisation_id
DELETE FROM may_location AS m WHERE m.organisation = $organisation;

-- statement sets_insert_all_locations run
-- The whole set of locations from its rule, after a restore.
-- in organisation organisation_id
INSERT INTO may_location (organisation, person, location, scope, from_day, until_day)
SELECT s.organisation, s.person, s.location, s.scope, s.from_day, max(s.until_day) AS until_day
  FROM location_scope AS s
 WHERE s.organisation = $organisation AND s.from_day < s.until_day
 GROUP BY s.organisation, s.person, s.location, s.scope, s.from_day;

-- statement sets_compare_locations one
-- The same for locations.
-- in organisation organisation_id
-- out missing     integer
-- out extra       integer
SELECT CAST(coalesce(sum(b.in_rule), 0) AS BIGINT) AS missing, CAST(coalesce(sum(b.in_set), 0) AS BIGINT) AS extra
  FROM (SELECT a.person, a.location, a.scope, a.from_day, a.until_day, sum(a.in_rule) AS in_rule, sum(a.in_set) AS in_set
          FROM (SELECT s.person AS person, s.location AS location, s.scope AS scope, s.from_day AS from_day,
                       max(s.until_day) AS until_day, 1 AS in_rule, 0 AS in_set
                  FROM location_scope AS s
                 WHERE s.organisation = $organisation AND s.from_day < s.until_day
                 GROUP BY s.person, s.location, s.scope, s.from_day
                UNION ALL
                SELECT m.person, m.location, m.scope, m.from_day, m.until_day, 0, 1
                  FROM may_location AS m
                 WHERE m.organisation = $organisation) AS a
         GROUP BY a.person, a.location, a.scope, a.from_day, a.until_day
        HAVING sum(a.in_rule) <> sum(a.in_set)) AS b;
