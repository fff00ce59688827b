-- SPDX-License-Identifier: EUPL-1.2
-- Partners of a child, for its guardians and staff, and what a partner sees.

-- statement partner_list many
-- Who is invited, or will be.
-- in  organisation organisation_id
-- in  child        child_id
-- in  today        date
-- in  most         integer
-- out person       person_id
-- out given_name   text
-- out family_name  text
-- out purpose      text
-- out from_day     date
-- out until_day    date
-- out words        text
-- out language     text
SELECT p.id AS person, p.given_name AS given_name, p.family_name AS family_name, i.purpose AS purpose,
       i.from_day AS from_day, i.until_day AS until_day, coalesce(w.words, '') AS words,
       coalesce(w.language, '') AS language
  FROM partner AS i
  JOIN person AS p ON p.organisation = i.organisation AND p.id = i.person
  LEFT JOIN partner_invitation AS w ON w.organisation = i.organisation AND w.person = i.person AND w.child = i.child
                                   AND w.purpose = i.purpose AND w.from_day = i.from_day
 WHERE i.organisation = $organisation AND i.child = $child AND i.until_day > $today
 ORDER BY i.from_day, p.given_name, p.id, i.purpose
 LIMIT $most;

-- statement partner_child one
-- The name of the child; the rule of the route has asked who may.
-- in  organisation organisation_id
-- in  child        child_id
-- out given_name   text
SELECT c.given_name AS given_name FROM child AS c WHERE c.organisation = $organisation AND c.id = $child;

-- statement partner_account one
-- Whose address this is.
-- in  organisation organisation_id
-- in  folded       text
-- out person       person_id
SELECT a.person AS person FROM account AS a WHERE a.organisation = $organisation AND a.email_folded = $folded;

-- statement partner_words_upsert run
-- What it is about.
-- in organisation organisation_id
-- in person       person_id
-- in child        child_id
-- in purpose      text
-- in from_day     date
-- in words        text
-- in language     text
-- in invited_by   person_id
-- in invited_at   instant
INSERT INTO partner_invitation (organisation, person, child, purpose, from_day, words, language, invited_by, invited_at)
VALUES ($organisation, $person, $child, $purpose, $from_day, $words, $language, $invited_by, $invited_at)
ON CONFLICT (organisation, person, child, purpose, from_day)
DO UPDATE SET words = excluded.words, language = excluded.language, invited_by = excluded.invited_by,
              invited_at = excluded.invited_at
 WHERE partner_invitation.organisation = $organisation;

-- statement partner_erase_of_child run
-- Of a child that is erased.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM partner_invitation AS w WHERE w.organisation = $organisation AND w.child = $child;

-- statement partner_erase_of_person run
-- Of a partner who is erased.
-- in organisation organisation_id
-- in person       person_id
DELETE FROM partner_invitation AS w WHERE w.organisation = $organisation AND w.person = $person;

-- statement partner_own many
-- What a partner is invited for today: from the access set, and nothing of the child but its first name.
-- in  organisation organisation_id
-- in  person       person_id
-- in  today        date
-- in  partner      integer
-- in  most         integer
-- out child        child_id
-- out given_name   text
-- out purpose      text
-- out until_day    date
-- out words        text
-- out language     text
-- out mentor       text
-- out phone        text
SELECT c.id AS child, c.given_name AS given_name, i.purpose AS purpose, i.until_day AS until_day,
       coalesce(w.words, '') AS words, coalesce(w.language, '') AS language,
       coalesce((SELECT MIN(n.given_name) FROM mentor AS t
                   JOIN person AS n ON n.organisation = t.organisation AND n.id = t.person
                  WHERE t.organisation = $organisation AND t.child = c.id AND t.from_day <= $today
                    AND t.until_day > $today), '') AS mentor,
       coalesce((SELECT MIN(CASE WHEN g.phone <> '' THEN g.phone ELSE l.phone END) FROM placement AS s
                   JOIN care_group AS g ON g.organisation = s.organisation AND g.id = s.care_group
                   JOIN location AS l ON l.organisation = g.organisation AND l.id = g.location
                  WHERE s.organisation = $organisation AND s.child = c.id AND s.from_day <= $today
                    AND s.until_day > $today), '') AS phone
  FROM partner AS i
  JOIN child AS c ON c.organisation = i.organisation AND c.id = i.child
  LEFT JOIN partner_invitation AS w ON w.organisation = i.organisation AND w.person = i.person AND w.child = i.child
                                   AND w.purpose = i.purpose AND w.from_day = i.from_day
 WHERE i.organisation = $organisation AND i.person = $person AND i.from_day <= $today AND i.until_day > $today
   AND i.child IN (SELECT m.child FROM may_child AS m
                    WHERE m.organisation = $organisation AND m.person = $person
                      AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $partner) <> 0)
 ORDER BY c.given_name, c.id, i.purpose
 LIMIT $most;
