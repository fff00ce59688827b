/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Inside the db layer: the connection behind a PostgreSQL struct db, for the notifier that waits on its socket.
 */
#ifndef DB_POSTGRESQL_H
#define DB_POSTGRESQL_H

#include <libpq-fe.h>

struct db;

/* Only for a PostgreSQL connection. */
PGconn *postgresql_connection(struct db *db);

#endif
