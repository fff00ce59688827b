-- SPDX-License-Identifier: EUPL-1.2
-- Fills the day page of one child up with @lines@ lines of both sides, one in five an answer to the line before it:
-- bench/data.c puts numbers in the marked places and runs it on either engine.
INSERT INTO entry (organisation, child, day, at, id, moment, care_group, side, kind, value, note, language, answers,
                   audience, author, created_at)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @lines@)
SELECT @organisation@, @child@, @today@, @midnight@ + 25200000 + i * 1200000, @kind@ * 8 + i, @kind@ * 9 + i,
       CASE WHEN i % 3 = 0 THEN 0 ELSE @group@ END,
       CASE WHEN i % 3 = 0 THEN 1 ELSE 2 END,
       CASE WHEN i % 5 = 0 THEN 'answer' WHEN i % 3 = 0 THEN 'mood' WHEN i % 4 = 1 THEN 'words' ELSE 'food' END,
       CASE WHEN i % 5 = 0 THEN '' WHEN i % 3 = 0 THEN 'happy' WHEN i % 4 = 1 THEN '' ELSE 'half' END,
       CASE WHEN i % 5 = 0 OR i % 4 = 1
            THEN 'Buiten gespeeld in de zandbak met de blauwe emmer & een schep, en daarna samen fruit gegeten.'
            ELSE '' END,
       CASE WHEN i % 5 = 0 OR i % 4 = 1 THEN 'nl' ELSE '' END,
       CASE WHEN i % 5 = 0 THEN @kind@ * 9 + i - 1 ELSE 0 END,
       @audience@,
       CASE WHEN i % 3 = 0 THEN @guardian@ ELSE @professional@ END,
       @midnight@ + 25200000 + i * 1200000
  FROM n;
