-- SPDX-License-Identifier: EUPL-1.2
-- How staff were consulted about figures on their work (R244).

-- statement consultation_now one
-- What holds.
-- in  organisation organisation_id
-- out id           integer
SELECT k.id AS id FROM staff_consultation AS k
 WHERE k.organisation = $organisation AND k.ended_at IS NULL
 ORDER BY k.id DESC
 LIMIT 1;

-- statement consultation_list many
-- What was written down, newest first.
-- in  organisation organisation_id
-- in  most         integer
-- out id           integer
-- out held_day     date
-- out with_whom    text
-- out agreed       text
-- out language     text
-- out ended_at     instant null
SELECT k.id AS id, k.held_day AS held_day, k.with_whom AS with_whom, k.agreed AS agreed, k.language AS language,
       k.ended_at AS ended_at
  FROM staff_consultation AS k
 WHERE k.organisation = $organisation
 ORDER BY k.id DESC
 LIMIT $most;

-- statement consultation_insert run
-- Written down by who manages all.
-- in organisation organisation_id
-- in id           integer
-- in held_day     date
-- in with_whom    text
-- in agreed       text
-- in language     text
-- in written_by   person_id
-- in created_at   instant
INSERT INTO staff_consultation (organisation, id, held_day, with_whom, agreed, language, written_by, created_at)
VALUES ($organisation, $id, $held_day, $with_whom, $agreed, $language, $written_by, $created_at);

-- statement consultation_end run
-- It holds no more.
-- in organisation organisation_id
-- in ended_at     instant
-- in ended_by     person_id
UPDATE staff_consultation AS k SET ended_at = $ended_at, ended_by = $ended_by
 WHERE k.organisation = $organisation AND k.ended_at IS NULL;
