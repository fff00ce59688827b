/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Brings a database to the schema of this program. schema/NNNN_name.sql are the migrations, numbered from 1
 * without a gap, one text for both engines (db/schema_text.h), part of the program. Each runs in a
 * transaction of its own and is then remembered with its SHA-256: an applied migration never changes, a
 * correction is a new one.
 */
#ifndef DB_MIGRATE_H
#define DB_MIGRATE_H

#include "base/clock.h"
#include "base/error.h"
#include "base/random.h"

struct migration {
    int number;       /* 1, 2, ... */
    const char *name; /* "0001_base" */
    const char *text; /* the file */
    size_t length;    /* its bytes */
};

struct migration_list {
    const struct migration *items; /* by number */
    size_t count;
};

/* The migrations of schema/, from the build. */
struct migration_list migrations_of_program(void);

enum migrate_state {
    MIGRATE_CURRENT, /* nothing to do */
    MIGRATE_EMPTY,   /* no database, or one without tables: migrate_apply makes it */
    MIGRATE_OLDER,   /* migrate_apply brings it up to date; serve refuses it */
    MIGRATE_NEWER,   /* made by a newer program: this one must not touch it */
    MIGRATE_CHANGED, /* an applied migration is not the one of this program: not to be touched either */
    MIGRATE_FOREIGN, /* tables, but not ours */
    MIGRATE_STATE__MAX
};

struct migrate_status {
    enum migrate_state state;
    int applied;   /* highest number in the database, 0 for none */
    int available; /* highest number of the program */
    int changed;   /* first applied migration that differs, 0 for none */
};

/* Where the database stands. Changes nothing, does not make the file. */
int migrate_status(const char *location, struct migration_list migrations, struct error *error,
                   struct migrate_status *ret_status) MUST_CHECK;

struct migrate_settings {
    const char *location;
    struct migration_list migrations;
    const struct clock *clock;
    const char *backup_folder; /* SQLite: where the database is copied before it changes, as
                                  before-NNNN-<time>.sqlite; NULL only for tests: no copy. Not used on
                                  PostgreSQL, where the operator's own backups stand */
    const char
        *service; /* PostgreSQL: the role that serves, which the tables are sealed for (db/seal.h); "" or NULL: the one
                                  of location */
    void (*progress)(void *context, const struct migration *migration); /* before each; may be NULL */
    void *context;
};

/*
 * Applies what is missing; nothing to do is fine. Takes the writer's lock (STATUS_BUSY when serve runs), on
 * PostgreSQL an advisory lock, so that two nodes do not migrate at once. STATUS_CONFLICT for MIGRATE_NEWER,
 * CHANGED and FOREIGN, and for a PostgreSQL database that is not UTF-8 with C sorting. When a migration
 * fails, those before it stay and `error` names it. `ret_applied` (may be NULL): how many were applied.
 */
int migrate_apply(const struct migrate_settings *settings, struct error *error, int *ret_applied) MUST_CHECK;

#endif
