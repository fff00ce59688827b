-- SPDX-License-Identifier: EUPL-1.2
-- What `samenspel doctor` asks the engine about the database itself.

-- statement database_problems many
-- every organisation: it is about the file as a whole
-- SQLite: pages, records and NOT NULL against the schema, at most ten findings. PostgreSQL watches over its own pages.
-- out problem text
-- sqlite
SELECT q.quick_check AS problem FROM pragma_quick_check AS q WHERE q.quick_check <> 'ok' LIMIT 10;
-- postgresql
SELECT 'ok' AS problem WHERE 1 = 0;

-- statement database_version one
-- The engine's own version.
-- out version text
-- sqlite
SELECT 'SQLite ' || sqlite_version() AS version;
-- postgresql
SELECT 'PostgreSQL ' || current_setting('server_version') AS version;
