-- SPDX-License-Identifier: EUPL-1.2
-- An organisation of any size, for measuring: bench/data.c puts numbers in the marked places and runs it on either
-- engine. Children, each with two guardians; groups of sixteen with three professionals; locations of five groups with a
-- manager; one administrator of everything. @written@ children have @days@ days with twenty entries each, the last one
-- today. Ids are small numbers of our own, below all that the program mints.
-- Kinds of ids: 1 location, 2 group, 3 child, 4 guardian, 5 professional, 6 manager, 7 placement, 8 entry, 9 moment.

INSERT INTO location (organisation, id, name)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @locations@)
SELECT @organisation@, @kind@ * 1 + i, 'Locatie ' || i FROM n;

INSERT INTO care_group (organisation, id, location, name, care_form)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @groups@)
SELECT @organisation@, @kind@ * 2 + i, @kind@ * 1 + 1 + (i - 1) / 5 % @locations@, 'Groep ' || i, 'day_care' FROM n;

INSERT INTO person (organisation, id, given_name, family_name, language, created_at)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2 * @children@)
SELECT @organisation@, @kind@ * 4 + i, 'Ouder ' || i, 'Jansen', 'nl', @now@ FROM n;

INSERT INTO person (organisation, id, given_name, family_name, language, created_at)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3 * @groups@)
SELECT @organisation@, @kind@ * 5 + i, 'Leidster ' || i, 'de Wit', 'nl', @now@ FROM n;

INSERT INTO person (organisation, id, given_name, family_name, language, created_at)
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < @locations@)
SELECT @organisation@, @kind@ * 6 + i, 'Manager ' || i, 'Bakker', 'nl', @now@ FROM n;

INSERT INTO child (organisation, id, number, given_name, family_name, born_day, created_at)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @children@)
SELECT @organisation@, @kind@ * 3 + i, 'k' || i, 'Kind ' || i, 'Jansen', @today@ - 100 - i % 1200, @now@ FROM n;

INSERT INTO guardian (organisation, child, person, called, home, place, from_day)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2 * @children@)
SELECT @organisation@, @kind@ * 3 + (i + 1) / 2, @kind@ * 4 + i, CASE WHEN i % 2 = 1 THEN 'mama' ELSE 'papa' END, 1,
       1 + i % 2, @today@ - 400
  FROM n;

INSERT INTO placement (organisation, id, child, care_group, weekdays, from_day)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @children@)
SELECT @organisation@, @kind@ * 7 + i, @kind@ * 3 + i, @kind@ * 2 + 1 + (i - 1) / 16 % @groups@, 127, @today@ - 400 FROM n;

INSERT INTO professional (organisation, person, care_group, from_day)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3 * @groups@)
SELECT @organisation@, @kind@ * 5 + i, @kind@ * 2 + (i + 2) / 3, @today@ - 400 FROM n;

INSERT INTO mentor (organisation, child, person, from_day)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @children@)
SELECT @organisation@, @kind@ * 3 + i, @kind@ * 5 + 3 * ((i - 1) / 16 % @groups@) + 1 + i % 3, @today@ - 400 FROM n;

INSERT INTO manager (organisation, person, location, from_day)
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < @locations@)
SELECT @organisation@, @kind@ * 6 + i, CASE WHEN i = 0 THEN 0 ELSE @kind@ * 1 + i END, @today@ - 400 FROM n;

INSERT INTO attendance (organisation, child, day, care_group, in_at, in_by)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @written@)
SELECT @organisation@, @kind@ * 3 + i, @today@, @kind@ * 2 + 1 + (i - 1) / 16 % @groups@, @midnight@ + 28000000,
       @kind@ * 5 + 1 + 3 * ((i - 1) / 16 % @groups@)
  FROM n;

-- Entry i of a child: day (i / 20), number (i % 20) of that day, each in a moment of its own. Numbers 0 to 3 are home's,
-- every fifth is an answer to the one before it.
INSERT INTO entry (organisation, child, day, at, id, moment, care_group, side, kind, value, note, language, answers,
                   audience, author, created_at)
WITH RECURSIVE c(child) AS (SELECT 1 UNION ALL SELECT child + 1 FROM c WHERE child < @written@),
               n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 20 * @days@ - 1),
               e(child, line, place, day, at) AS (
                   SELECT child, i % 20, i * CAST(@written@ AS BIGINT) + child, @today@ - @days@ + 1 + i / 20,
                          @midnight@ - (@days@ - 1 - i / 20) * 86400000 + 25200000 + i % 20 * 1620000
                     FROM c CROSS JOIN n)
SELECT @organisation@, @kind@ * 3 + child, day, at, @kind@ * 8 + place, @kind@ * 9 + place,
       CASE WHEN line < 4 THEN 0 ELSE @kind@ * 2 + 1 + (child - 1) / 16 % @groups@ END,
       CASE WHEN line < 4 THEN 1 ELSE 2 END,
       CASE WHEN line % 5 = 4 THEN 'answer' WHEN line % 3 = 0 THEN 'words' WHEN line < 4 THEN 'mood'
            WHEN line = 7 OR line = 11 THEN 'sleep' WHEN line % 3 = 1 THEN 'food' ELSE 'behaviour' END,
       CASE WHEN line % 5 = 4 OR line % 3 = 0 THEN '' WHEN line < 4 THEN 'happy' WHEN line = 7 THEN 'asleep'
            WHEN line = 11 THEN 'awake' WHEN line % 3 = 1 THEN 'all' ELSE 'together' END,
       CASE WHEN line % 5 = 4 THEN 'Dat is fijn om te horen, dank je wel. We houden het in de gaten.'
            WHEN line % 3 = 0 THEN 'Buiten gespeeld in de zandbak met de blauwe emmer & een schep, en daarna samen fruit gegeten.'
            ELSE '' END,
       CASE WHEN line % 5 = 4 OR line % 3 = 0 THEN 'nl' ELSE '' END,
       CASE WHEN line % 5 = 4 THEN @kind@ * 9 + place - @written@ ELSE 0 END,
       @audience@,
       CASE WHEN line < 4 THEN @kind@ * 4 + 2 * child - 1
            ELSE @kind@ * 5 + 3 * ((child - 1) / 16 % @groups@) + 1 + line % 3 END,
       at
  FROM e
 ORDER BY child, day, at;

INSERT INTO note_read (organisation, child, day, moment, read_at, person)
SELECT organisation, child, day, moment, at + 600000, @kind@ * 5 + 1
  FROM entry
 WHERE organisation = @organisation@ AND side = 1;

-- The access sets from their rules, as src/access/sets.sql does.
INSERT INTO may_child (organisation, person, child, scope, from_day, until_day)
SELECT s.organisation, s.person, s.child, s.scope, s.from_day, max(s.until_day)
  FROM child_scope AS s
 WHERE s.organisation = @organisation@ AND s.person < @kind@ * 10 AND s.from_day < s.until_day
 GROUP BY s.organisation, s.person, s.child, s.scope, s.from_day;

INSERT INTO may_group (organisation, person, care_group, scope, from_day, until_day)
SELECT s.organisation, s.person, s.care_group, s.scope, s.from_day, max(s.until_day)
  FROM group_scope AS s
 WHERE s.organisation = @organisation@ AND s.person < @kind@ * 10 AND s.from_day < s.until_day
 GROUP BY s.organisation, s.person, s.care_group, s.scope, s.from_day;
