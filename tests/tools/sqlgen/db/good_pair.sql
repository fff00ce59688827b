-- SPDX-License-Identifier: EUPL-1.2
-- A statement with a text for each engine, in a folder that may hold one.

-- statement good_pair_search many
-- Entries that hold a word.
-- in  organisation organisation_id
-- in  words        text
-- out id           entry_id
-- sqlite
SELECT w.entry AS id FROM entry_words AS w
 WHERE w.organisation = $organisation AND w.note MATCH $words ORDER BY rank;
-- postgresql
SELECT o.entry AS id FROM only_there AS o
 WHERE o.organisation = $organisation AND o.words @@ plainto_tsquery('simple', $words) ORDER BY o.entry;

-- statement good_pair_once run
-- A row that may be there already.
-- in  organisation organisation_id
-- in  name         text
-- sqlite
INSERT OR IGNORE INTO organisation (organisation, name) VALUES ($organisation, $name);
-- postgresql
INSERT INTO organisation (organisation, name) VALUES ($organisation, $name) ON CONFLICT DO NOTHING;

-- statement good_pair_counts one
-- What each engine counts in its own way.
-- every organisation: figures of the whole database
-- out entries integer
-- out own     integer
-- sqlite
SELECT count(*) AS entries, COALESCE(sum((e.own = 1) = 1), 0) AS own FROM entry AS e;
-- postgresql
SELECT count(*) AS entries, count(*) FILTER (WHERE e.own = 1) AS own FROM entry AS e;
