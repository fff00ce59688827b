/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Inside the db layer: backup and restore of a PostgreSQL database by its own programs, pg_dump, pg_restore and
 * psql. A password goes to them through the environment: arguments are seen by everybody on the machine.
 */
#ifndef DB_BACKUP_POSTGRESQL_H
#define DB_BACKUP_POSTGRESQL_H

#include "base/error.h"

/* Dumps the database to a file in pg_dump's custom format. STATUS_NOT_FOUND when pg_dump is not installed. */
int backup_dump_postgresql(const char *location, const char *path, struct error *error);

/*
 * Fills the database from such a file, in one transaction. With `replace` the schema "public" goes first, in the same
 * transaction.
 */
int backup_fill_postgresql(const char *location, const char *path, bool replace, struct error *error);

#endif
