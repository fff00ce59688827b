-- SPDX-License-Identifier: EUPL-1.2
-- The page of a child from which everything about it is found.

-- statement hub_head one
-- Whom the page is about.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- out given_name   text
-- out say_name     text
SELECT c.given_name AS given_name, c.say_name AS say_name
  FROM child AS c
 WHERE c.organisation = $organisation AND c.id = $child
   AND c.id IN (SELECT m.child FROM may_child AS m
                 WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                   AND m.from_day <= $today AND m.until_day > $today);
