/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One connection to the database, SQLite or PostgreSQL behind the same calls. Reading needs nothing more than
 * this file and the functions that tools/sqlgen makes of .sql files (db/statement.h). Changing goes through a
 * `struct change` (db/change.h) that only the writer makes (db/writer.h).
 *
 * A location is the path of an SQLite file, or a connection string of libpq: `postgresql://...`,
 * `postgres://...` or `host=... dbname=...` (anything with '=' and without '/' before it).
 *
 * SQLite: WAL; a reader has query_only on, never checkpoints, keeps a page cache of at most 8 MB, maps the first GB of the file;
 * double-quoted strings and functions of an untrusted schema are off. PostgreSQL: libpq, binary, each
 * statement prepared once a connection; a reader's session is read only. A broken connection is made again at
 * the next db_read_begin.
 */
#ifndef DB_DB_H
#define DB_DB_H

#include "base/error.h"
#include "db/statement.h"

enum db_engine { DB_ENGINE_SQLITE, DB_ENGINE_POSTGRESQL, DB_ENGINE__MAX };

/* One connection. Used by one thread at a time. */
struct db;

/* Which engine a location means. */
enum db_engine db_engine_of(const char *location);

/* "sqlite" or "postgresql". */
const char *db_engine_name(enum db_engine engine);

/*
 * Opens a connection that cannot change anything. The SQLite file must exist. On PostgreSQL the writer can
 * run changes on it (writer_submit). STATUS_NOT_FOUND when there is no such file, STATUS_FAILED with the
 * reason in `error` otherwise. The caller closes it.
 */
int db_open_reader(const char *location, struct error *error, struct db **ret_db) MUST_CHECK;

/*
 * Opens a connection that may change everything, outside the writer's queue: for the writer itself,
 * migrations and tests. On SQLite it makes the file (mode 0600) when it is missing and the caller holds the
 * writer's lock (db/lock.h).
 */
int db_open_writer(const char *location, struct error *error, struct db **ret_db) MUST_CHECK;

/*
 * Opens an SQLite file that nobody writes, such as the copy in a backup, for reading, and leaves nothing beside it.
 * STATUS_NOT_FOUND and STATUS_FAILED as above.
 */
int db_open_still(const char *path, struct error *error, struct db **ret_db) MUST_CHECK;

/* NULL is allowed. */
void db_close(struct db *db);

enum db_engine db_engine(const struct db *db);

/*
 * From here to db_read_end every statement sees one snapshot: the database as it was at the first of them.
 * One pair a request. Costs nothing until the first statement. STATUS_BUSY or STATUS_FAILED when the
 * connection cannot be used now. Statements outside a pair see a snapshot each.
 */
int db_read_begin(struct db *db) MUST_CHECK;

/*
 * The same for a page, which is read in one round trip or two. On PostgreSQL each round trip (a statement, or statements that
 * run together) sees a snapshot of its own: a transaction around them would cost as much as a statement does.
 */
int db_look_begin(struct db *db) MUST_CHECK;

/* Ends the snapshot. Allowed without one. */
void db_read_end(struct db *db);

/*
 * Runs the statements of a script, for migrations, tests and tools: no parameters, no rows. A script without
 * statements is fine. On failure `error` (may be NULL) has the engine's words. One transaction only if the
 * script says so.
 */
int db_execute(struct db *db, const char *script, struct error *error) MUST_CHECK;

/* What the engine said about the last failure on this connection, for the log; "" when nothing failed. Valid
 * until the next call. It may hold a key that somebody wrote: log it at debug level only. */
const char *db_failure(const struct db *db);

#endif
