/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Backup and restore of one installation while it runs: the database, then the media folder (a file that a
 * row names was on disk before the row, so this order never misses one). A backup is a folder:
 *
 *     MANIFEST          what it is, and SHA-256, size and name of every other file; written last
 *     database.sqlite   SQLite: a copy made by its backup interface, without WAL
 *     database.dump     PostgreSQL: pg_dump's own format; needs pg_dump and pg_restore
 *     media/...         as in the media folder
 *
 * It is made as `<folder>.partial`, put on disk, read again and verified, then renamed: a folder with its
 * final name is a whole backup. The key file is not in it.
 */
#ifndef DB_BACKUP_H
#define DB_BACKUP_H

#include "base/clock.h"
#include "base/error.h"

enum { BACKUP_KEEP_DAYS = 30 /* older ones are removed: what was erased is gone everywhere by then */ };

struct backup_settings {
    const char *location;     /* of the database */
    const char *media_folder; /* NULL: none. A missing folder counts as empty */
    const char *folder;       /* the backup; must not exist for backup_create, must exist for the others */
    const struct clock *clock;
    bool replace; /* restore: over a database that exists */
    /* From time to time, from the calling thread: files and bytes done, of how many (0: not known). May be
     * NULL. */
    void (*progress)(void *context, int64_t files, int64_t bytes, int64_t total_bytes);
    void *context;
};

/* What a backup holds. */
struct backup_summary {
    int64_t files;      /* without MANIFEST */
    int64_t bytes;      /* of these files */
    int64_t created_at; /* UTC milliseconds */
    int schema;         /* number of the last migration in it */
};

/*
 * Makes a backup from a reading connection: the server goes on. STATUS_CONFLICT when the folder exists,
 * STATUS_NOT_FOUND without a database or pg_dump, STATUS_FAILED otherwise; nothing is left behind under the
 * folder's name. Files that are deleted meanwhile are left out. Works from any process.
 */
int backup_create(const struct backup_settings *settings, struct error *error,
                  struct backup_summary *ret_summary) MUST_CHECK;

/* Reads everything and compares: STATUS_INVALID when a file is missing, too much or not what it was. */
int backup_verify(const struct backup_settings *settings, struct error *error,
                  struct backup_summary *ret_summary) MUST_CHECK;

/*
 * Verifies, then puts the backup in place. SQLite: takes the writer's lock (STATUS_BUSY when serve runs);
 * media files first, each by rename, then the database by one rename, then files that the backup does not
 * have are removed. A crash leaves the old or the new database with every file that it names.
 * PostgreSQL: the database must exist; it is filled in one transaction. STATUS_CONFLICT when there is a
 * database (on PostgreSQL: with tables) and `replace` is not set.
 */
int backup_restore(const struct backup_settings *settings, struct error *error,
                   struct backup_summary *ret_summary) MUST_CHECK;

/*
 * Removes whole backups (with a MANIFEST that says so) directly below `parent` that were made more than BACKUP_KEEP_DAYS
 * before now; everything else there is left alone. `ret_removed` is how many. STATUS_NOT_FOUND without the folder.
 */
int backup_expire(const char *parent, const struct clock *clock, struct error *error, int *ret_removed) MUST_CHECK;

#endif
