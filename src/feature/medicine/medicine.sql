-- SPDX-License-Identifier: EUPL-1.2
-- Medicine of a child. Reading starts from may_child: the audience of a medicine decides who reads it and its doses, besides the
-- guardian who signed.

-- statement medicine_head one
-- The child, and the group it is on, for whoever may see it.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- out given_name   text
-- out care_group   group_id null
-- out authority    boolean
SELECT c.given_name AS given_name,
       (SELECT p.care_group FROM placement AS p
         WHERE p.organisation = $organisation AND p.child = $child AND p.from_day <= $today AND p.until_day > $today
         ORDER BY p.from_day DESC, p.id DESC LIMIT 1) AS care_group,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM guardian AS g
                               WHERE g.organisation = $organisation AND g.child = $child AND g.person = $person
                                 AND g.authority = 1 AND g.scope = 'full'
                                 AND g.from_day <= $today AND g.until_day > $today)
                 THEN 1 ELSE 0 END AS BIGINT) AS authority
  FROM child AS c
 WHERE c.organisation = $organisation AND c.id = $child
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today);

-- statement medicine_list many
-- What stands for a child and this person may read; what ended lately too. `in_force`: a dose may be given today.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  since_at     instant
-- out id           medicine_id
-- out person       person_id
-- out signer       text
-- out version      integer
-- out name         text
-- out dose         text
-- out unit         text
-- out way          text
-- out needed       text
-- out most         integer
-- out from_day     date
-- out until_day    date
-- out kept         text
-- out expires_day  date
-- out prescribed   boolean
-- out audience     integer
-- out signed_at    instant
-- out received_at  instant null
-- out receiver     text
-- out leaflet      boolean
-- out ended_at     instant null
-- out ended_why    text
-- out in_force     boolean
-- out told         integer
-- out told_at      instant null
-- out decider      text
SELECT x.id AS id, x.person AS person, COALESCE(p.given_name, '') AS signer, x.version AS version, x.name AS name, x.dose AS dose,
       x.unit AS unit, x.way AS way, x.needed AS needed, x.most AS most, x.from_day AS from_day, x.until_day AS until_day,
       x.kept AS kept, x.expires_day AS expires_day, x.prescribed AS prescribed, x.audience AS audience,
       x.signed_at AS signed_at, x.received_at AS received_at, COALESCE(r.given_name, '') AS receiver,
       x.leaflet AS leaflet, x.ended_at AS ended_at, x.ended_why AS ended_why,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM medicine_force AS f
                               WHERE f.organisation = $organisation AND f.child = $child AND f.medicine = x.id
                                 AND f.from_day <= $today AND f.until_day > $today)
                 THEN 1 ELSE 0 END AS BIGINT) AS in_force,
       x.told AS told, x.told_at AS told_at, COALESCE(q.given_name, '') AS decider
  FROM medicine AS x
  LEFT JOIN person AS p ON p.organisation = x.organisation AND p.id = x.person
  LEFT JOIN person AS q ON q.organisation = x.organisation AND q.id = x.told_by
  LEFT JOIN person AS r ON r.organisation = x.organisation AND r.id = x.received_by
 WHERE x.organisation = $organisation AND x.child = $child AND (x.ended_at IS NULL OR x.ended_at >= $since_at)
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today
                  AND ((m.scope & x.audience) <> 0 OR x.person = $person))
 ORDER BY x.id DESC;

-- statement medicine_deciders many
-- The homes in which somebody with the full scope has authority over a child today.
-- in  organisation organisation_id
-- in  child        child_id
-- in  today        date
-- out home         integer
SELECT DISTINCT g.home AS home
  FROM guardian AS g
 WHERE g.organisation = $organisation AND g.child = $child AND g.authority = 1 AND g.scope = 'full'
   AND g.from_day <= $today AND g.until_day > $today;

-- statement medicine_times many
-- The planned times of the medicine of a child.
-- in  organisation organisation_id
-- in  child        child_id
-- out medicine     medicine_id
-- out minute       integer
SELECT t.medicine AS medicine, t.minute AS minute
  FROM medicine_time AS t
  JOIN medicine AS x ON x.organisation = t.organisation AND x.id = t.medicine
 WHERE t.organisation = $organisation AND x.child = $child
 ORDER BY t.medicine, t.minute;

-- statement medicine_doses many
-- What was given of the medicine that this person may read, or of which its home is told, newest first; what was struck out too.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  since_day    date
-- out id           dose_id
-- out medicine     medicine_id
-- out day          date
-- out at           instant
-- out outcome      text
-- out note         text
-- out name         text
-- out dose         text
-- out unit         text
-- out given_by     person_id
-- out giver        text
-- out watcher      text
-- out undone_at    instant null
-- out undoer       text
-- out undone_why   text
-- out signer       person_id
-- out audience     integer
SELECT d.id AS id, d.medicine AS medicine, d.day AS day, d.at AS at, d.outcome AS outcome, d.note AS note, x.name AS name,
       x.dose AS dose, x.unit AS unit, d.given_by AS given_by, p.given_name AS giver,
       COALESCE(w.given_name, '') AS watcher, d.undone_at AS undone_at, COALESCE(u.given_name, '') AS undoer,
       d.undone_why AS undone_why, x.person AS signer, x.audience AS audience
  FROM medicine_dose AS d
  JOIN medicine AS x ON x.organisation = d.organisation AND x.id = d.medicine
  JOIN person AS p ON p.organisation = d.organisation AND p.id = d.given_by
  LEFT JOIN person AS w ON w.organisation = d.organisation AND w.id = d.watched_by
  LEFT JOIN person AS u ON u.organisation = d.organisation AND u.id = d.undone_by
 WHERE d.organisation = $organisation AND d.child = $child AND d.day >= $since_day
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today
                  AND ((m.scope & (x.audience | d.told)) <> 0 OR x.person = $person))
 ORDER BY d.at DESC, d.id DESC;

-- statement medicine_one one
-- One medicine of a child, to act on it. `in_force` as above.
-- in  organisation organisation_id
-- in  child        child_id
-- in  id           medicine_id
-- in  today        date
-- out person       person_id
-- out series       medicine_id
-- out version      integer
-- out name         text
-- out dose         text
-- out unit         text
-- out most         integer
-- out audience     integer
-- out told         integer
-- out received_at  instant null
-- out ended_at     instant null
-- out in_force     boolean
SELECT x.person AS person, x.series AS series, x.version AS version, x.name AS name, x.dose AS dose, x.unit AS unit,
       x.most AS most, x.audience AS audience, x.told AS told, x.received_at AS received_at, x.ended_at AS ended_at,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM medicine_force AS f
                               WHERE f.organisation = $organisation AND f.child = $child AND f.medicine = x.id
                                 AND f.from_day <= $today AND f.until_day > $today)
                 THEN 1 ELSE 0 END AS BIGINT) AS in_force
  FROM medicine AS x
 WHERE x.organisation = $organisation AND x.child = $child AND x.id = $id;

-- statement medicine_same many
-- What this guardian signed and still stands, to know a form that is sent twice.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- out id           medicine_id
-- out name         text
-- out dose         text
-- out unit         text
-- out way          text
-- out needed       text
-- out most         integer
-- out from_day     date
-- out until_day    date
-- out kept         text
-- out expires_day  date
-- out prescribed   boolean
SELECT x.id AS id, x.name AS name, x.dose AS dose, x.unit AS unit, x.way AS way, x.needed AS needed, x.most AS most,
       x.from_day AS from_day, x.until_day AS until_day, x.kept AS kept, x.expires_day AS expires_day,
       x.prescribed AS prescribed
  FROM medicine AS x
 WHERE x.organisation = $organisation AND x.child = $child AND x.person = $person
   AND x.ended_at IS NULL
 ORDER BY x.id;

-- statement medicine_insert run
-- A guardian signs.
-- in  organisation organisation_id
-- in  id           medicine_id
-- in  child        child_id
-- in  person       person_id
-- in  series       medicine_id
-- in  version      integer
-- in  name         text
-- in  dose         text
-- in  unit         text
-- in  way          text
-- in  needed       text
-- in  most         integer
-- in  from_day     date
-- in  until_day    date
-- in  kept         text
-- in  expires_day  date
-- in  prescribed   boolean
-- in  audience     integer
-- in  signed_at    instant
INSERT INTO medicine (organisation, id, child, person, series, version, name, dose, unit, way, needed, most, from_day,
                      until_day, kept, expires_day, prescribed, audience, signed_at)
VALUES ($organisation, $id, $child, $person, $series, $version, $name, $dose, $unit, $way, $needed, $most, $from_day,
        $until_day, $kept, $expires_day, $prescribed, $audience, $signed_at);

-- statement medicine_insert_time run
-- A planned time of it.
-- in  organisation organisation_id
-- in  medicine     medicine_id
-- in  minute       integer
INSERT INTO medicine_time (organisation, medicine, minute) VALUES ($organisation, $medicine, $minute);

-- statement medicine_receive_one run
-- The group took it in.
-- in  organisation organisation_id
-- in  id           medicine_id
-- in  received_at  instant
-- in  received_by  person_id
-- in  leaflet      boolean
UPDATE medicine AS x SET received_at = $received_at, received_by = $received_by, leaflet = $leaflet
 WHERE x.organisation = $organisation AND x.id = $id AND x.received_at IS NULL AND x.ended_at IS NULL;

-- statement medicine_tell_one run
-- It is decided which other homes know of its doses from now on.
-- in  organisation organisation_id
-- in  id           medicine_id
-- in  told         integer
-- in  told_at      instant
-- in  told_by      person_id
UPDATE medicine AS x SET told = $told, told_at = $told_at, told_by = $told_by
 WHERE x.organisation = $organisation AND x.id = $id;

-- statement medicine_end_one run
-- Nothing of it is given any more.
-- in  organisation organisation_id
-- in  id           medicine_id
-- in  ended_at     instant
-- in  ended_by     person_id
-- in  ended_why    text
UPDATE medicine AS x SET ended_at = $ended_at, ended_by = $ended_by, ended_why = $ended_why
 WHERE x.organisation = $organisation AND x.id = $id AND x.ended_at IS NULL;

-- statement medicine_given_today many
-- What was given to a child today of any medicine, newest first: to warn before it gets one twice.
-- in  organisation organisation_id
-- in  child        child_id
-- in  day          date
-- out id           dose_id
-- out medicine     medicine_id
-- out name         text
-- out at           instant
-- out outcome      text
-- out giver        text
SELECT d.id AS id, d.medicine AS medicine, x.name AS name, d.at AS at, d.outcome AS outcome, p.given_name AS giver
  FROM medicine_dose AS d
  JOIN medicine AS x ON x.organisation = d.organisation AND x.id = d.medicine
  JOIN person AS p ON p.organisation = d.organisation AND p.id = d.given_by
 WHERE d.organisation = $organisation AND d.child = $child AND d.day = $day AND d.undone_at IS NULL
 ORDER BY d.id DESC;

-- statement medicine_insert_dose run
-- A dose that was given, or was not.
-- in  organisation organisation_id
-- in  id           dose_id
-- in  child        child_id
-- in  medicine     medicine_id
-- in  day          date
-- in  at           instant
-- in  outcome      text
-- in  note         text
-- in  given_by     person_id
-- in  recorded_at  instant
-- in  moment       moment_id
-- in  told         integer
INSERT INTO medicine_dose (organisation, id, child, medicine, day, at, outcome, note, given_by, recorded_at, moment, told)
VALUES ($organisation, $id, $child, $medicine, $day, $at, $outcome, $note, $given_by, $recorded_at, $moment, $told);

-- statement medicine_dose_one one
-- One dose of a child, to act on it.
-- in  organisation organisation_id
-- in  child        child_id
-- in  id           dose_id
-- out day          date
-- out at           instant
-- out given_by     person_id
-- out moment       moment_id
-- out watched_at   instant null
-- out undone_at    instant null
-- out audience     integer
SELECT d.day AS day, d.at AS at, d.given_by AS given_by, d.moment AS moment, d.watched_at AS watched_at,
       d.undone_at AS undone_at, x.audience | d.told AS audience
  FROM medicine_dose AS d
  JOIN medicine AS x ON x.organisation = d.organisation AND x.id = d.medicine
 WHERE d.organisation = $organisation AND d.child = $child AND d.id = $id;

-- statement medicine_watch_dose run
-- A colleague looked on.
-- in  organisation organisation_id
-- in  id           dose_id
-- in  watched_at   instant
-- in  watched_by   person_id
UPDATE medicine_dose AS d SET watched_at = $watched_at, watched_by = $watched_by
 WHERE d.organisation = $organisation AND d.id = $id AND d.watched_at IS NULL;

-- statement medicine_undo_dose run
-- It was a mistake; the row stays.
-- in  organisation organisation_id
-- in  id           dose_id
-- in  undone_at    instant
-- in  undone_by    person_id
-- in  undone_why   text
UPDATE medicine_dose AS d SET undone_at = $undone_at, undone_by = $undone_by, undone_why = $undone_why
 WHERE d.organisation = $organisation AND d.id = $id AND d.undone_at IS NULL;

-- statement medicine_erase_doses run
-- What an erased child got.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM medicine_dose AS d WHERE d.organisation = $organisation AND d.child = $child;

-- statement medicine_erase_times run
-- And when it was planned.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM medicine_time AS t
 WHERE t.organisation = $organisation
   AND t.medicine IN (SELECT x.id FROM medicine AS x WHERE x.organisation = $organisation AND x.child = $child);

-- statement medicine_erase_rows run
-- And what was signed.
-- in organisation organisation_id
-- in child        child_id
DELETE FROM medicine AS x WHERE x.organisation = $organisation AND x.child = $child;

-- statement medicine_erase_signer run
-- Who signed, when that guardian is erased: nothing of it is in force any more.
-- in organisation organisation_id
-- in person       person_id
UPDATE medicine AS x SET person = 0 WHERE x.organisation = $organisation AND x.person = $person;
