-- SPDX-License-Identifier: EUPL-1.2
-- What waits until a child is collected (release.h). None of it is read by anybody here: a line is what its audience says.

-- statement release_waits one
-- A row when what the centre writes today about the child waits: the group where it writes (0: where the child is that day)
-- chose so, and the child was not collected yet.
-- in  organisation organisation_id
-- in  child        child_id
-- in  care_group   group_id
-- in  day          date
-- in  weekday_bit  integer
-- out care_group   group_id
SELECT s.care_group AS care_group
  FROM group_setting AS s
 WHERE s.organisation = $organisation AND s.opens = 'pick_up'
   AND s.care_group = CASE WHEN CAST($care_group AS BIGINT) <> 0 THEN CAST($care_group AS BIGINT)
                           ELSE COALESCE((SELECT p.care_group FROM placement AS p
                                           WHERE p.organisation = $organisation AND p.child = $child
                                             AND p.from_day <= $day AND p.until_day > $day
                                           ORDER BY CASE WHEN (p.weekdays & $weekday_bit) <> 0 THEN 0 ELSE 1 END,
                                                    p.from_day DESC, p.id DESC
                                           LIMIT 1), 0) END
   AND NOT EXISTS (SELECT 1 FROM attendance AS a
                    WHERE a.organisation = $organisation AND a.child = $child AND a.day = $day
                      AND a.out_at IS NOT NULL);

-- statement release_child run
-- All that waits about a child, up to a day.
-- in  organisation organisation_id
-- in  child        child_id
-- in  day          date
UPDATE entry AS e SET audience = e.audience | e.held, held = 0
 WHERE e.organisation = $organisation AND e.child = $child AND e.day <= $day AND e.held <> 0;

-- statement release_moment run
-- One act, as far as it is about the child.
-- in  organisation organisation_id
-- in  child        child_id
-- in  moment       moment_id
UPDATE entry AS e SET audience = e.audience | e.held, held = 0
 WHERE e.organisation = $organisation AND e.moment = $moment AND e.child = $child AND e.held <> 0;

-- statement release_of_group many
-- What a group wrote that still waits: whose, and for which homes.
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  day          date
-- out child        child_id
-- out held         integer
SELECT DISTINCT e.child AS child, e.held AS held
  FROM entry AS e
 WHERE e.organisation = $organisation AND e.held <> 0
   AND (e.care_group = $care_group
        OR (e.care_group = 0 AND EXISTS (SELECT 1 FROM placement AS p
                                          WHERE p.organisation = $organisation AND p.child = e.child
                                            AND p.care_group = $care_group AND p.from_day <= $day
                                            AND p.until_day > $day)))
 ORDER BY e.child, e.held;

-- statement release_group run
-- All of that.
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  day          date
UPDATE entry AS e SET audience = e.audience | e.held, held = 0
 WHERE e.organisation = $organisation AND e.held <> 0
   AND (e.care_group = $care_group
        OR (e.care_group = 0 AND EXISTS (SELECT 1 FROM placement AS p
                                          WHERE p.organisation = $organisation AND p.child = e.child
                                            AND p.care_group = $care_group AND p.from_day <= $day
                                            AND p.until_day > $day)));

-- statement release_forgotten many
-- What waits of a day that is over, of the whole organisation: whose, and for which homes.
-- in  organisation organisation_id
-- in  day          date
-- out child        child_id
-- out held         integer
SELECT DISTINCT e.child AS child, e.held AS held
  FROM entry AS e
 WHERE e.organisation = $organisation AND e.held <> 0 AND e.day <= $day
 ORDER BY e.child, e.held;
