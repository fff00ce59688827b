-- SPDX-License-Identifier: EUPL-1.2
-- Which forms of care somebody has to do with, as the bits of enum care_bit.

-- statement care_of one recalled
-- The forms of care of one person, for messages and papers; a request asks for its own beside the session (session.sql).
-- in  organisation organisation_id
-- in  person       person_id
-- in  yesterday    date
-- out cares        integer
SELECT CAST(CASE WHEN EXISTS (SELECT 1 FROM person_care AS w
                               WHERE w.organisation = $organisation AND w.person = $person AND w.care_form = 'day_care'
                                 AND w.until_day > $yesterday) THEN 1 ELSE 0 END +
            CASE WHEN EXISTS (SELECT 1 FROM person_care AS w
                               WHERE w.organisation = $organisation AND w.person = $person AND w.care_form = 'out_of_school'
                                 AND w.until_day > $yesterday) THEN 2 ELSE 0 END +
            CASE WHEN EXISTS (SELECT 1 FROM person_care AS w
                               WHERE w.organisation = $organisation AND w.person = $person AND w.care_form = 'childminder'
                                 AND w.until_day > $yesterday) THEN 4 ELSE 0 END AS BIGINT) AS cares;
