-- SPDX-License-Identifier: EUPL-1.2
-- The day of a child: what the day page and the group board read, and what home and centre write.
-- Reading starts from the access sets may_child and may_group; what a person may read of an entry is the set's scope
-- against the entry's audience.

-- statement handover_head one later recalled
-- The head of a day page, for whoever may see the child: who it is about, the contact person of the family (R042), whether the child has another home that may be offered as a reader (never one of a protected
-- guardian, nor to one, R243), and whether it lives in several homes (for the centre alone).
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- out given_name   text
-- out say_name     text
-- out allergies    text
-- out mentor       text
-- out two_homes    boolean
-- out many_homes   boolean
-- out portrait     file_id
SELECT c.given_name AS given_name, c.say_name AS say_name, c.allergies AS allergies,
       COALESCE((SELECT p.given_name
                   FROM mentor AS t
                   JOIN person AS p ON p.organisation = t.organisation AND p.id = t.person
                  WHERE t.organisation = $organisation AND t.child = $child
                    AND t.from_day <= $today AND t.until_day > $today
                  ORDER BY t.from_day DESC
                  LIMIT 1), '') AS mentor,
       CAST(CASE WHEN EXISTS (SELECT 1
                                FROM guardian AS g
                                JOIN guardian AS me ON me.organisation = g.organisation AND me.child = g.child
                               WHERE g.organisation = $organisation AND g.child = $child AND g.scope = 'full'
                                 AND g.protected = 0 AND g.from_day <= $today AND g.until_day > $today
                                 AND me.person = $person AND me.protected = 0 AND g.home <> me.home)
                 THEN 1 ELSE 0 END AS BIGINT) AS two_homes,
       CAST(CASE WHEN (SELECT MAX(g.home) - MIN(g.home) FROM guardian AS g
                        WHERE g.organisation = $organisation AND g.child = $child AND g.scope = 'full'
                          AND g.from_day <= $today AND g.until_day > $today) > 0
                 THEN 1 ELSE 0 END AS BIGINT) AS many_homes,
       COALESCE((SELECT MAX(x.id)
                   FROM portrait AS x
                   JOIN guardian AS g ON g.organisation = x.organisation AND g.child = x.child AND g.person = x.person
                   JOIN may_child AS r ON r.organisation = x.organisation AND r.child = x.child
                  WHERE x.organisation = $organisation AND x.child = $child AND g.scope = 'full'
                    AND g.from_day <= $today AND g.until_day > $today
                    AND r.person = $person AND r.from_day <= $today AND r.until_day > $today
                    AND (r.scope & (6172 | CASE g.home WHEN 1 THEN 1 WHEN 2 THEN 512 ELSE 1024 END)) <> 0), 0) AS portrait
  FROM child AS c
 WHERE c.organisation = $organisation AND c.id = $child
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today);

-- statement handover_stay one later recalled
-- When the child came and went that day.
-- in  organisation organisation_id
-- in  child        child_id
-- in  day          date
-- out in_at        instant
-- out out_at       instant null
SELECT a.in_at AS in_at, a.out_at AS out_at
  FROM attendance AS a
 WHERE a.organisation = $organisation AND a.child = $child AND a.day = $day;

-- statement handover_placement one later recalled
-- The group that a child is on that day; when it attends two groups, the one it joined last.
-- in  organisation  organisation_id
-- in  child         child_id
-- in  day           date
-- in  weekday_bit   integer
-- out care_group    group_id
-- out group_name    text
-- out location_name text
-- out phone         text
-- out care_form     text
-- out ages          text
-- out opens         text
-- out expected      boolean
SELECT p.care_group AS care_group, g.name AS group_name, l.name AS location_name,
       CASE WHEN g.phone <> '' THEN g.phone ELSE l.phone END AS phone, g.care_form AS care_form,
       COALESCE(s.ages, '') AS ages, COALESCE(s.opens, '') AS opens,
       CAST(CASE WHEN (p.weekdays & $weekday_bit) <> 0 THEN 1 ELSE 0 END AS BIGINT) AS expected
  FROM placement AS p
  JOIN care_group AS g ON g.organisation = p.organisation AND g.id = p.care_group
  JOIN location AS l ON l.organisation = g.organisation AND l.id = g.location
  LEFT JOIN group_setting AS s ON s.organisation = g.organisation AND s.care_group = g.id
 WHERE p.organisation = $organisation AND p.child = $child AND p.from_day <= $day AND p.until_day > $day
 ORDER BY expected DESC, p.from_day DESC, p.id DESC
 LIMIT 1;

-- statement handover_day_entries many later
-- The page of one day: everything that this person may read, in time order, and what she took back herself, which shows on
-- no page but counts as an act. `scope` is what the gate found in the access set for this child: the set is asked once for
-- the page, not once a line.
-- in  organisation organisation_id
-- in  child        child_id
-- in  day          date
-- in  person       person_id
-- in  today        date
-- in  scope        integer
-- out id           entry_id
-- out moment       moment_id
-- out at           instant
-- out side         integer
-- out kind         text
-- out value        text
-- out measure      integer
-- out note         text
-- out language     text
-- out answers      moment_id
-- out audience     integer
-- out held         integer
-- out channel      text
-- out author       person_id
-- out author_name  text
-- out version      integer
-- out created_at   instant
-- out withdrawn    boolean
SELECT e.id AS id, e.moment AS moment, e.at AS at, e.side AS side, e.kind AS kind, e.value AS value, e.measure AS measure, e.note AS note,
       e.language AS language, e.answers AS answers, e.audience AS audience, e.held AS held, e.channel AS channel,
       e.author AS author, p.given_name AS author_name, e.version AS version, e.created_at AS created_at,
       CAST(CASE WHEN e.withdrawn_at IS NULL THEN 0 ELSE 1 END AS BIGINT) AS withdrawn
  FROM entry AS e
  JOIN person AS p ON p.organisation = e.organisation AND p.id = e.author
 WHERE e.organisation = $organisation AND e.child = $child AND e.day = $day
   AND (e.withdrawn_at IS NULL OR e.author = $person)
   AND ((e.audience & $scope) <> 0 OR e.author = $person)
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.child = $child AND m.person = $person
                  AND m.from_day <= $today AND m.until_day > $today)
 ORDER BY e.at, e.id;

-- statement handover_photos many
-- The photos of the lines of a day; the page shows those whose line the reader may see.
-- in  organisation organisation_id
-- in  child        child_id
-- in  day          date
-- out moment       moment_id
-- out large_file   file_id null
-- out small_file   file_id null
-- out small_width  integer
-- out small_height integer
SELECT e.moment, p.large_file, p.small_file, p.small_width, p.small_height
  FROM entry AS e
  JOIN photo_child AS k ON k.organisation = e.organisation AND k.child = e.child AND k.moment = e.moment
  JOIN photo AS p ON p.organisation = k.organisation AND p.id = k.photo
 WHERE e.organisation = $organisation AND e.child = $child AND e.day = $day AND e.kind = 'photo'
   AND e.withdrawn_at IS NULL AND p.state = 'ready'
 ORDER BY e.at, e.id;

-- statement handover_called many later recalled
-- What the child calls its guardians: shown beside a line that the reader may read, for its author alone.
-- in  organisation organisation_id
-- in  child        child_id
-- out person       person_id
-- out called       text
SELECT g.person AS person, g.called AS called
  FROM guardian AS g
 WHERE g.organisation = $organisation AND g.child = $child AND g.called <> ''
 ORDER BY g.person;

-- statement handover_read_moments many later recalled
-- Which notes of home the group has read that day.
-- in  organisation organisation_id
-- in  child        child_id
-- in  day          date
-- out moment       moment_id
SELECT r.moment AS moment
  FROM note_read AS r
 WHERE r.organisation = $organisation AND r.child = $child AND r.day = $day
 ORDER BY r.moment;

-- statement handover_siblings many later recalled
-- The other children this person sees as a guardian, to step from one to the next.
-- in  organisation organisation_id
-- in  person       person_id
-- in  today        date
-- out child        child_id
-- out given_name   text
SELECT c.id AS child, c.given_name AS given_name
  FROM may_child AS m
  JOIN child AS c ON c.organisation = m.organisation AND c.id = m.child
 WHERE m.organisation = $organisation AND m.person = $person AND (m.scope & 1539) <> 0
   AND m.from_day <= $today AND m.until_day > $today
 GROUP BY c.id, c.given_name, c.born_day
 ORDER BY c.born_day, c.given_name, c.id;

-- statement handover_group one
-- The head of the board, for whoever may see the group, with what its board asks (setting.h).
-- in  organisation  organisation_id
-- in  care_group    group_id
-- in  person        person_id
-- in  today         date
-- out name          text
-- out care_form     text
-- out location_name text
-- out ages          text
-- out open_hint     integer
-- out phrase_hint   integer
-- out phrases       text
SELECT g.name AS name, g.care_form AS care_form, l.name AS location_name, COALESCE(s.ages, '') AS ages,
       COALESCE(s.open_hint, -1) AS open_hint,
       CASE WHEN EXISTS (SELECT 1 FROM phrase_quiet AS q WHERE q.organisation = $organisation AND q.person = $person)
            THEN 0 ELSE COALESCE(s.phrase_hint, 0) END AS phrase_hint,
       COALESCE(s.phrases, '') AS phrases
  FROM care_group AS g
  JOIN location AS l ON l.organisation = g.organisation AND l.id = g.location
  LEFT JOIN group_setting AS s ON s.organisation = g.organisation AND s.care_group = g.id
 WHERE g.organisation = $organisation AND g.id = $care_group
   AND g.id IN (SELECT m.care_group FROM may_group AS m
                 WHERE m.organisation = $organisation AND m.person = $person AND m.care_group = $care_group
                   AND m.from_day <= $today AND m.until_day > $today);

-- statement handover_board_children many
-- The children expected on the group that day, with when they came and went. Restrictions only where the set shows them.
-- `portrait`: the newest picture of a guardian, of any home (feature/portrait); 0: none.
-- `medicine`: 0 none in force, 1 in force, 2 a planned one waits to be given (planned up to the minute $soon of the day).
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  person       person_id
-- in  day          date
-- in  weekday_bit  integer
-- in  soon         integer
-- out child        child_id
-- out given_name   text
-- out family_name  text
-- out say_name     text
-- out allergies    text
-- out restriction  text
-- out in_at        instant null
-- out out_at       instant null
-- out collected_by text
-- out medicine     integer
-- out told         integer
-- out portrait     file_id
SELECT c.id AS child, c.given_name AS given_name, c.family_name AS family_name, c.say_name AS say_name,
       c.allergies AS allergies,
       CASE WHEN EXISTS (SELECT 1 FROM may_group AS s
                          WHERE s.organisation = $organisation AND s.person = $person AND s.care_group = $care_group
                            AND s.from_day <= $day AND s.until_day > $day AND (s.scope & 128) <> 0)
            THEN c.restriction ELSE '' END AS restriction,
       a.in_at AS in_at, a.out_at AS out_at,
       COALESCE((SELECT w.given_name FROM person AS w
                  WHERE w.organisation = $organisation AND w.id = a.out_guardian),
                (SELECT k.name FROM collector AS k
                  WHERE k.organisation = $organisation AND k.id = a.out_collector),
                a.out_name, '') AS collected_by,
       CAST(COALESCE((SELECT MAX(CASE WHEN (SELECT COUNT(*) FROM medicine_time AS t
                                        WHERE t.organisation = $organisation AND t.medicine = f.medicine
                                          AND t.minute <= $soon)
                                    > (SELECT COUNT(*) FROM medicine_dose AS d
                                        WHERE d.organisation = $organisation AND d.child = c.id AND d.day = $day
                                          AND d.medicine = f.medicine AND d.undone_at IS NULL)
                                 THEN 2 ELSE 1 END)
                   FROM medicine_force AS f
                  WHERE f.organisation = $organisation AND f.child = c.id
                    AND f.from_day <= $day AND f.until_day > $day), 0) AS BIGINT) AS medicine,
       CAST(COALESCE((SELECT SUM(CASE k.what WHEN 'open' THEN 1 WHEN 'highlight' THEN 2 WHEN 'arrival' THEN 4
                                   ELSE 0 END)
                   FROM live_contact AS k
                  WHERE k.organisation = $organisation AND k.child = c.id AND k.day = $day), 0) AS BIGINT) AS told,
       COALESCE((SELECT MAX(x.id)
                   FROM portrait AS x
                   JOIN guardian AS g ON g.organisation = x.organisation AND g.child = x.child AND g.person = x.person
                  WHERE x.organisation = $organisation AND x.child = c.id AND g.scope = 'full'
                    AND g.from_day <= $day AND g.until_day > $day), 0) AS portrait
  FROM child AS c
  LEFT JOIN attendance AS a ON a.organisation = c.organisation AND a.child = c.id AND a.day = $day
 WHERE c.organisation = $organisation
   AND c.id IN (SELECT p.child FROM placement AS p
                  JOIN may_group AS m ON m.organisation = p.organisation AND m.care_group = p.care_group
                 WHERE p.organisation = $organisation AND p.care_group = $care_group
                   AND p.from_day <= $day AND p.until_day > $day AND (p.weekdays & $weekday_bit) <> 0
                   AND m.person = $person AND m.from_day <= $day AND m.until_day > $day)
 ORDER BY c.given_name, c.family_name, c.id;

-- statement handover_board_guardians many
-- Names of the guardians of those children and how to say them (R020).
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  person       person_id
-- in  day          date
-- in  weekday_bit  integer
-- out child        child_id
-- out given_name   text
-- out say_name     text
-- out called       text
-- out home         integer
SELECT g.child AS child, p.given_name AS given_name, p.say_name AS say_name, g.called AS called,
       CASE g.scope WHEN 'full' THEN g.home ELSE CAST(0 AS BIGINT) END AS home
  FROM guardian AS g
  JOIN person AS p ON p.organisation = g.organisation AND p.id = g.person
 WHERE g.organisation = $organisation AND g.from_day <= $day AND g.until_day > $day AND g.scope <> 'none'
   AND g.child IN (SELECT t.child FROM placement AS t
                     JOIN may_group AS m ON m.organisation = t.organisation AND m.care_group = t.care_group
                    WHERE t.organisation = $organisation AND t.care_group = $care_group
                      AND t.from_day <= $day AND t.until_day > $day AND (t.weekdays & $weekday_bit) <> 0
                      AND m.person = $person AND m.from_day <= $day AND m.until_day > $day)
 ORDER BY g.child, g.place, g.person;

-- statement handover_board_entries many
-- What both sides wrote today for those children, in time order a child; answers are left to the day page. What is
-- not for the group does not stand on its board, whoever looks (R018).
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  person       person_id
-- in  day          date
-- in  weekday_bit  integer
-- in  board        integer
-- out child        child_id
-- out moment       moment_id
-- out at           instant
-- out side         integer
-- out kind         text
-- out value        text
-- out measure      integer
-- out note         text
-- out language     text
-- out audience     integer
-- out author_name  text
-- out channel      text
-- out was_read     boolean
SELECT e.child AS child, e.moment AS moment, e.at AS at, e.side AS side, e.kind AS kind, e.value AS value, e.measure AS measure,
       e.note AS note, e.language AS language, e.audience AS audience, w.given_name AS author_name, e.channel AS channel,
       CAST(CASE WHEN r.read_at IS NULL THEN 0 ELSE 1 END AS BIGINT) AS was_read
  FROM entry AS e
  JOIN person AS w ON w.organisation = e.organisation AND w.id = e.author
  LEFT JOIN note_read AS r ON r.organisation = e.organisation AND r.child = e.child AND r.day = e.day
                          AND r.moment = e.moment
 WHERE e.organisation = $organisation AND e.day = $day AND e.withdrawn_at IS NULL AND e.answers = 0 AND (e.audience & $board) <> 0
   AND e.child IN (SELECT p.child FROM placement AS p
                    WHERE p.organisation = $organisation AND p.care_group = $care_group
                      AND p.from_day <= $day AND p.until_day > $day AND (p.weekdays & $weekday_bit) <> 0)
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.child = e.child AND m.person = $person
                  AND m.from_day <= $day AND m.until_day > $day
                  AND ((m.scope & e.audience) <> 0 OR e.author = $person))
 ORDER BY e.child, e.at, e.id;

-- statement handover_on_group one
-- Whether a child has a place on this group that day, also on a weekday that is not its own.
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

-- statement handover_may_write one
-- The rights on one child, asked again inside the change.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  need         integer
-- out given_name   text
SELECT c.given_name AS given_name
  FROM child AS c
 WHERE c.organisation = $organisation AND c.id = $child
   AND c.id IN (SELECT m.child FROM may_child AS m
                 WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                   AND m.from_day <= $today AND m.until_day > $today AND (m.scope & $need) <> 0)
 LIMIT 1;

-- statement handover_mentor one
-- Whether somebody reads as the child's mentor today.
-- in  organisation organisation_id
-- in  child        child_id
-- in  today        date
-- in  mentor       integer
-- out person       person_id
SELECT m.person AS person
  FROM may_child AS m
 WHERE m.organisation = $organisation AND m.child = $child AND m.from_day <= $today AND m.until_day > $today
   AND (m.scope & $mentor) <> 0
 LIMIT 1;

-- statement handover_home one
-- In which of the child's homes this guardian lives.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- out home         integer
SELECT g.home AS home
  FROM guardian AS g
 WHERE g.organisation = $organisation AND g.child = $child AND g.person = $person;

-- statement handover_homes many
-- In which homes the guardians with the full scope live.
-- in  organisation organisation_id
-- in  child        child_id
-- in  today        date
-- out home         integer
SELECT g.home AS home
  FROM guardian AS g
 WHERE g.organisation = $organisation AND g.child = $child AND g.scope = 'full' AND g.from_day <= $today
   AND g.until_day > $today
 GROUP BY g.home
 ORDER BY g.home;

-- statement handover_home_readers many
-- Guardians in these homes of the child, to tell their open pages.
-- in  organisation organisation_id
-- in  child        child_id
-- in  today        date
-- in  homes        integer
-- out person       person_id
SELECT m.person AS person
  FROM may_child AS m
 WHERE m.organisation = $organisation AND m.child = $child AND m.from_day <= $today AND m.until_day > $today
   AND (m.scope & $homes) <> 0
 GROUP BY m.person
 ORDER BY m.person;

-- statement handover_entry_add run
-- One line in the notebook.
-- in  organisation organisation_id
-- in  child        child_id
-- in  day          date
-- in  at           instant
-- in  id           entry_id
-- in  moment       moment_id
-- in  care_group   group_id
-- in  side         integer
-- in  kind         text
-- in  value        text
-- in  measure      integer
-- in  note         text
-- in  language     text
-- in  answers      moment_id
-- in  audience     integer
-- in  held         integer
-- in  channel      text
-- in  author       person_id
-- in  created_at   instant
INSERT INTO entry (organisation, child, day, at, id, moment, care_group, side, kind, value, measure, note, language,
                   answers, audience, held, channel, author, created_at)
VALUES ($organisation, $child, $day, $at, $id, $moment, $care_group, $side, $kind, $value, $measure, $note, $language,
        $answers, $audience, $held, $channel, $author, $created_at);

-- statement handover_last_sleep one
-- Whether the child sleeps: the last sign of that day up to an instant.
-- in  organisation organisation_id
-- in  child        child_id
-- in  day          date
-- in  at           instant
-- out value        text
-- out since_at     instant
SELECT e.value AS value, e.at AS since_at
  FROM entry AS e
 WHERE e.organisation = $organisation AND e.child = $child AND e.day = $day AND e.at <= $at AND e.kind = 'sleep'
   AND e.withdrawn_at IS NULL
 ORDER BY e.at DESC, e.id DESC
 LIMIT 1;

-- statement handover_moment many
-- The entries of one moment that this person may read: what is answered, undone or marked as read.
-- in  organisation organisation_id
-- in  moment       moment_id
-- in  person       person_id
-- in  today        date
-- out entry        entry_id
-- out child        child_id
-- out day          date
-- out side         integer
-- out kind         text
-- out value        text
-- out measure      integer
-- out note         text
-- out answers      moment_id
-- out care_group   group_id
-- out audience     integer
-- out held         integer
-- out author       person_id
-- out created_at   instant
SELECT e.id AS entry, e.child AS child, e.day AS day, e.side AS side, e.kind AS kind, e.value AS value, e.measure AS measure, e.note AS note,
       e.answers AS answers,
       e.care_group AS care_group, e.audience AS audience, e.held AS held, e.author AS author, e.created_at AS created_at
  FROM entry AS e
 WHERE e.organisation = $organisation AND e.moment = $moment AND e.withdrawn_at IS NULL
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.child = e.child AND m.person = $person
                  AND m.from_day <= $today AND m.until_day > $today
                  AND ((m.scope & e.audience) <> 0 OR e.author = $person))
 ORDER BY e.child, e.at, e.id;

-- statement handover_written many
-- What this person wrote in one moment, also what was taken back: the answer to a form that is sent twice.
-- in  organisation organisation_id
-- in  moment       moment_id
-- in  person       person_id
-- out child        child_id
-- out day          date
SELECT e.child AS child, e.day AS day
  FROM entry AS e
 WHERE e.organisation = $organisation AND e.moment = $moment AND e.author = $person
 GROUP BY e.child, e.day
 ORDER BY e.child, e.day;

-- statement handover_withdraw run
-- Undo: the entry is kept and shown to nobody.
-- in  organisation organisation_id
-- in  entry        entry_id
-- in  withdrawn_at instant
UPDATE entry AS e SET withdrawn_at = $withdrawn_at, version = e.version + 1
 WHERE e.organisation = $organisation AND e.id = $entry AND e.withdrawn_at IS NULL;

-- statement handover_line_remove run
-- What another feature wrote for itself is taken back: kept, shown to nobody.
-- in  organisation organisation_id
-- in  child        child_id
-- in  moment       moment_id
-- in  withdrawn_at instant
UPDATE entry AS e SET withdrawn_at = $withdrawn_at, version = e.version + 1
 WHERE e.organisation = $organisation AND e.moment = $moment AND e.child = $child AND e.withdrawn_at IS NULL;

-- statement handover_entry one
-- One line of own words, to change it.
-- in  organisation organisation_id
-- in  entry        entry_id
-- in  person       person_id
-- in  today        date
-- out child        child_id
-- out day          date
-- out moment       moment_id
-- out care_group   group_id
-- out side         integer
-- out kind         text
-- out value        text
-- out note         text
-- out audience     integer
-- out author       person_id
-- out created_at   instant
-- out version      integer
SELECT e.child AS child, e.day AS day, e.moment AS moment, e.care_group AS care_group, e.side AS side, e.kind AS kind,
       e.value AS value, e.note AS note, e.audience AS audience, e.author AS author, e.created_at AS created_at,
       e.version AS version
  FROM entry AS e
 WHERE e.organisation = $organisation AND e.id = $entry AND e.withdrawn_at IS NULL
   AND e.id IN (SELECT m.entry FROM may_entry AS m
                 WHERE m.organisation = $organisation AND m.person = $person AND m.entry = $entry
                   AND m.from_day <= $today AND m.until_day > $today);

-- statement handover_entry_rewrite run
-- Changes own words, when nobody was first.
-- in  organisation organisation_id
-- in  entry        entry_id
-- in  version      integer
-- in  note         text
-- in  language     text
UPDATE entry AS e SET note = $note, language = $language, version = e.version + 1
 WHERE e.organisation = $organisation AND e.id = $entry AND e.version = $version AND e.withdrawn_at IS NULL;

-- statement handover_version_add run
-- Keeps the text that is about to be changed.
-- in  organisation organisation_id
-- in  entry        entry_id
-- in  version      integer
-- in  kind         text
-- in  value        text
-- in  note         text
-- in  author       person_id
-- in  created_at   instant
INSERT INTO entry_version (organisation, entry, version, kind, value, note, author, created_at)
VALUES ($organisation, $entry, $version, $kind, $value, $note, $author, $created_at);

-- statement handover_read_add run
-- The group has read it; the first reading counts.
-- in  organisation organisation_id
-- in  child        child_id
-- in  day          date
-- in  moment       moment_id
-- in  read_at      instant
-- in  person       person_id
INSERT INTO note_read (organisation, child, day, moment, read_at, person)
VALUES ($organisation, $child, $day, $moment, $read_at, $person)
ON CONFLICT (organisation, child, day, moment) DO NOTHING;

-- statement handover_read_remove run
-- The words changed: what the group has read is not what stands there now.
-- in  organisation organisation_id
-- in  child        child_id
-- in  day          date
-- in  moment       moment_id
DELETE FROM note_read AS r
 WHERE r.organisation = $organisation AND r.child = $child AND r.day = $day AND r.moment = $moment;

-- statement handover_own_board_writes one
-- How much this person wrote about the children who are expected on a group that day and how often it was changed or taken
-- back: grows with every act.
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  day          date
-- in  weekday_bit  integer
-- in  person       person_id
-- out acts         integer
SELECT CAST(COALESCE(SUM(e.version), 0) AS BIGINT) AS acts
  FROM entry AS e
 WHERE e.organisation = $organisation AND e.day = $day AND e.author = $person
   AND e.child IN (SELECT p.child FROM placement AS p
                    WHERE p.organisation = $organisation AND p.care_group = $care_group
                      AND p.from_day <= $day AND p.until_day > $day AND (p.weekdays & $weekday_bit) <> 0);

-- statement handover_unread many
-- Notes from home that nobody of the group has opened yet, for the children expected that day.
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  person       person_id
-- in  day          date
-- in  weekday_bit  integer
-- in  board        integer
-- out child        child_id
-- out moment       moment_id
-- out audience     integer
SELECT e.child AS child, e.moment AS moment, MIN(e.audience) AS audience
  FROM entry AS e
 WHERE e.organisation = $organisation AND e.day = $day AND e.side = 1 AND e.withdrawn_at IS NULL
   AND (e.audience & $board) <> 0
   AND e.child IN (SELECT p.child FROM placement AS p
                    WHERE p.organisation = $organisation AND p.care_group = $care_group
                      AND p.from_day <= $day AND p.until_day > $day AND (p.weekdays & $weekday_bit) <> 0)
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.child = e.child AND m.person = $person
                  AND m.from_day <= $day AND m.until_day > $day AND (m.scope & e.audience) <> 0)
   AND NOT EXISTS (SELECT 1 FROM note_read AS r
                    WHERE r.organisation = $organisation AND r.child = e.child AND r.day = e.day
                      AND r.moment = e.moment)
 GROUP BY e.child, e.moment
 ORDER BY e.child, e.moment;

-- statement handover_attendance_in run
-- Coming back after having been collected opens the same day again.
-- in  organisation organisation_id
-- in  child        child_id
-- in  day          date
-- in  care_group   group_id
-- in  in_at        instant
-- in  in_by        person_id
INSERT INTO attendance (organisation, child, day, care_group, in_at, in_by)
VALUES ($organisation, $child, $day, $care_group, $in_at, $in_by)
ON CONFLICT (organisation, child, day) DO UPDATE
   SET out_at = NULL, out_by = NULL, out_guardian = 0, out_collector = 0, out_name = '',
       version = attendance.version + 1;

-- statement handover_attendance_out run
-- The child is collected, by a guardian, by somebody who may (feature/family), or by whoever said this name.
-- in  organisation organisation_id
-- in  child        child_id
-- in  day          date
-- in  out_at       instant
-- in  out_by       person_id
-- in  guardian     person_id
-- in  collector    collector_id
-- in  name         text
UPDATE attendance AS a
   SET out_at = $out_at, out_by = $out_by, out_guardian = $guardian, out_collector = $collector, out_name = $name,
       version = a.version + 1
 WHERE a.organisation = $organisation AND a.child = $child AND a.day = $day AND a.out_at IS NULL;

-- statement handover_collects one
-- Whether this guardian and this collector are the child's; 0 for neither. Also one whose time is over: what happened at the
-- door is written down as it was.
-- in  organisation organisation_id
-- in  child        child_id
-- in  guardian     person_id
-- in  collector    collector_id
-- out given_name   text
SELECT c.given_name AS given_name
  FROM child AS c
 WHERE c.organisation = $organisation AND c.id = $child
   AND (CAST($guardian AS BIGINT) = 0
        OR EXISTS (SELECT 1 FROM guardian AS g
                    WHERE g.organisation = $organisation AND g.child = $child AND g.person = $guardian))
   AND (CAST($collector AS BIGINT) = 0
        OR EXISTS (SELECT 1 FROM collector AS k
                    WHERE k.organisation = $organisation AND k.child = $child AND k.id = $collector));

-- statement handover_attendance_reopen run
-- Collected by mistake, a moment ago, by the same person.
-- in  organisation organisation_id
-- in  child        child_id
-- in  day          date
-- in  person       person_id
-- in  since_at     instant
UPDATE attendance AS a
   SET out_at = NULL, out_by = NULL, out_guardian = 0, out_collector = 0, out_name = '', version = a.version + 1
 WHERE a.organisation = $organisation AND a.child = $child AND a.day = $day AND a.out_by = $person
   AND a.out_at >= $since_at;

-- statement handover_attendance_remove run
-- Came by mistake, a moment ago, by the same person.
-- in  organisation organisation_id
-- in  child        child_id
-- in  day          date
-- in  person       person_id
-- in  since_at     instant
DELETE FROM attendance AS a
 WHERE a.organisation = $organisation AND a.child = $child AND a.day = $day AND a.in_by = $person
   AND a.in_at >= $since_at AND a.out_at IS NULL;

-- statement handover_talk one
-- The last thing that home wrote in this talk (a moment and the answers under it): an answer of the centre reaches the
-- same people and nobody else.
-- in  organisation organisation_id
-- in  moment       moment_id
-- in  child        child_id
-- in  day          date
-- out audience     integer
SELECT e.audience AS audience
  FROM entry AS e
 WHERE e.organisation = $organisation AND e.child = $child AND e.day = $day
   AND (e.moment = $moment OR e.answers = $moment) AND e.side = 1 AND e.withdrawn_at IS NULL
 ORDER BY e.at DESC, e.id DESC
 LIMIT 1;

-- statement handover_question_room one later
-- Whether a question about home can be offered (R038): how many were asked about the child in the days since, and how many
-- of those days wait for an answer on its group.
-- in  organisation organisation_id
-- in  child        child_id
-- in  person       person_id
-- in  today        date
-- in  since        date
-- out asked        integer
-- out waiting      integer
SELECT (SELECT COUNT(*) FROM entry AS e
         WHERE e.organisation = $organisation AND e.child = $child AND e.day > $since AND e.day <= $today
           AND e.kind = 'question' AND e.withdrawn_at IS NULL) AS asked,
       (SELECT COUNT(*)
          FROM placement AS own
          JOIN placement AS p ON p.organisation = own.organisation AND p.care_group = own.care_group
          JOIN entry AS q ON q.organisation = p.organisation AND q.child = p.child
         WHERE own.organisation = $organisation AND own.child = $child AND own.from_day <= $today
           AND own.until_day > $today AND p.from_day <= $today AND p.until_day > $today
           AND q.day > $since AND q.day <= $today AND q.kind = 'question' AND q.withdrawn_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM entry AS a
                            WHERE a.organisation = q.organisation AND a.child = q.child AND a.day = q.day
                              AND a.answers = q.answers AND a.side = 1 AND a.at >= q.at
                              AND a.withdrawn_at IS NULL)) AS waiting
  FROM child AS c
 WHERE c.organisation = $organisation AND c.id = $child
   AND EXISTS (SELECT 1 FROM may_child AS m
                WHERE m.organisation = $organisation AND m.person = $person AND m.child = $child
                  AND m.from_day <= $today AND m.until_day > $today);

-- statement handover_written_days many later recalled
-- Days of a week on which something stands that this person may read: a look at each day, which ends at the first such
-- line.
-- in  organisation organisation_id
-- in  child        child_id
-- in  from_day     date
-- in  days         integer
-- in  person       person_id
-- in  today        date
-- out day          date
SELECT CAST($from_day AS BIGINT) + w.column1 AS day
  FROM (VALUES (0), (1), (2), (3), (4), (5), (6)) AS w
 WHERE w.column1 < CAST($days AS BIGINT)
   AND EXISTS (SELECT 1
                 FROM may_child AS m
                 JOIN entry AS e ON e.organisation = m.organisation AND e.child = m.child
                WHERE m.organisation = $organisation AND m.child = $child AND m.person = $person
                  AND m.from_day <= $today AND m.until_day > $today
                  AND e.day = CAST($from_day AS BIGINT) + w.column1 AND e.withdrawn_at IS NULL
                  AND ((m.scope & e.audience) <> 0 OR e.author = $person));

-- statement handover_team many
-- Who works on the group, for the head of the board.
-- in  organisation organisation_id
-- in  care_group   group_id
-- in  day          date
-- in  weekday_bit  integer
-- out given_name   text
-- out role         text
SELECT p.given_name AS given_name, s.role AS role
  FROM professional AS s
  JOIN person AS p ON p.organisation = s.organisation AND p.id = s.person
  LEFT JOIN staff_card AS c ON c.organisation = s.organisation AND c.person = s.person
 WHERE s.organisation = $organisation AND s.care_group = $care_group AND s.from_day <= $day AND s.until_day > $day
   AND (s.role = 'stand_in' OR COALESCE(c.weekdays, 0) = 0 OR (c.weekdays & $weekday_bit) <> 0)
   AND NOT EXISTS (SELECT 1 FROM staff_away AS a
                    WHERE a.organisation = s.organisation AND a.care_group = s.care_group AND a.person = s.person
                      AND a.day = $day)
 ORDER BY s.role, p.given_name, p.id;

-- statement handover_team_of_child many later recalled
-- The same for the group where a child is expected that day, for the head of its page (R043).
-- in  organisation organisation_id
-- in  child        child_id
-- in  day          date
-- in  weekday_bit  integer
-- out given_name   text
-- out role         text
SELECT p.given_name AS given_name, s.role AS role
  FROM placement AS q
  JOIN professional AS s ON s.organisation = q.organisation AND s.care_group = q.care_group
  JOIN person AS p ON p.organisation = s.organisation AND p.id = s.person
  LEFT JOIN staff_card AS c ON c.organisation = s.organisation AND c.person = s.person
 WHERE q.organisation = $organisation AND q.child = $child AND q.from_day <= $day AND q.until_day > $day
   AND (q.weekdays & $weekday_bit) <> 0 AND s.from_day <= $day AND s.until_day > $day
   AND (s.role = 'stand_in' OR COALESCE(c.weekdays, 0) = 0 OR (c.weekdays & $weekday_bit) <> 0)
   AND NOT EXISTS (SELECT 1 FROM staff_away AS a
                    WHERE a.organisation = s.organisation AND a.care_group = s.care_group AND a.person = s.person
                      AND a.day = $day)
 ORDER BY s.role, p.given_name, p.id;
