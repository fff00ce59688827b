/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Organisations apart in one PostgreSQL database. Two roles: one owns the tables (init, migrate, backup and restore work as it),
 * the other serves and owns nothing. Every table with an organisation has row-level security: a connection of the service role
 * sees and writes the rows of the one organisation that it was opened for (db_location_of), whatever a statement forgets to
 * say; opened for none it sees no row. SQLite needs none of this: there each organisation has a file.
 */
#ifndef DB_SEAL_H
#define DB_SEAL_H

#include "base/arena.h"
#include "base/error.h"
#include "base/identity.h"

struct db;

/*
 * Puts policies on all tables of an owner's connection, makes views run with the rights of who asks, and grants to the role
 * `service` what serving needs: rows, never tables; reading only where all organisations share a table. May run again after each migration.
 * Row-level security is forced, also on the owner, where the owner may pass by it (a superuser, or BYPASSRLS); an owner who may not,
 * for whom migrations and backups would silently see nothing, stays free of it, and must be the service role then.
 * STATUS_FAILED, with error->detail, when the role is not there or the connection is not the owner's.
 */
int seal_apply(struct db *db, const char *service, struct error *error) MUST_CHECK;

/* The role that a location signs in as; "" when it does not say. In the arena. */
const char *seal_role(struct arena *arena, const char *location);

/* A PostgreSQL location narrowed to one organisation; any other location as it is. In the arena. */
const char *db_location_of(struct arena *arena, const char *location, struct organisation_id organisation);

#endif
