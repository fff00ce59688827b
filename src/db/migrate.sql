-- SPDX-License-Identifier: EUPL-1.2
-- What a database says about itself (db/migrate.h).

-- statement schema_tables one
-- How many tables there are, and whether ours for migrations is one.
-- every organisation: about tables, not about rows
-- out tables     integer
-- out migrations integer
-- sqlite
SELECT COUNT(*) AS tables, COALESCE(SUM(t.name = 'migration'), 0) AS migrations FROM sqlite_schema AS t
 WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%';
-- postgresql
SELECT COUNT(*) AS tables, COUNT(*) FILTER (WHERE t.tablename = 'migration') AS migrations FROM pg_tables AS t
 WHERE t.schemaname = current_schema();

-- statement migration_all many
-- What was applied, in order.
-- out number   integer
-- out checksum text
SELECT m.number AS number, m.checksum AS checksum FROM migration AS m ORDER BY m.number;

-- statement migration_add run
-- Remembers an applied migration, in its transaction.
-- in  number   integer
-- in  name     text
-- in  checksum text
-- in  at       instant
INSERT INTO migration (number, name, checksum, applied_at) VALUES ($number, $name, $checksum, $at);

-- statement database_sorting one
-- PostgreSQL: are texts UTF-8, and sorted by their bytes as SQLite does?
-- out encoding text
-- out sorting  text
-- sqlite
SELECT 'UTF8' AS encoding, 'C' AS sorting;
-- postgresql
SELECT pg_encoding_to_char(d.encoding)::text AS encoding, d.datcollate::text AS sorting FROM pg_database AS d
 WHERE d.datname = current_database();

-- statement database_role one
-- PostgreSQL: what the role of this connection is beyond one that serves (db/seal.h).
-- out passes boolean
-- out owned  integer
-- sqlite
SELECT 0 AS passes, 0 AS owned;
-- postgresql
SELECT CASE WHEN row_security_active('person') THEN 0::bigint ELSE 1::bigint END AS passes,
       (SELECT COUNT(*) FROM pg_tables AS t
         WHERE t.schemaname = current_schema() AND pg_has_role(t.tableowner, 'USAGE')) AS owned;
