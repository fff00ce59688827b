/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Inside the db layer: moving bytes for backup and restore. Every copy is on disk when its function returns.
 */
#ifndef DB_BACKUP_COPY_H
#define DB_BACKUP_COPY_H

#include "base/random.h"
#include "db/backup.h"
#include "db/db.h"

/* One file of a folder, found by backup_walk. */
struct backup_file {
    struct text path; /* relative, '/' between parts */
    int64_t size;
};

struct backup_files {
    struct backup_file *items;
    size_t count;
    size_t capacity;
};

/*
 * All regular files below `folder`, sorted by path. Names that begin with a dot are of something unfinished
 * and left out; so is anything that is no file or folder. A missing folder is empty.
 */
int backup_walk(struct arena *arena, const char *folder, struct error *error, struct backup_files *ret_files);

/* Copies the database as it is now, from a reading SQLite connection, while others write. The file is made anew. */
int backup_copy_sqlite(struct db *reader, const char *path, struct error *error);

/* STATUS_INVALID when SQLite finds the file damaged. Changes nothing. */
int backup_check_sqlite(const char *path, struct error *error);

/* Where progress is counted; `settings` has the function. */
struct backup_progress {
    const struct backup_settings *settings;
    int64_t files;
    int64_t bytes;
    int64_t total;
};

/*
 * Copies `from` to `to` (made anew, mode 0600, missing folders too) and gives the SHA-256 and size of what was read.
 * `to` NULL: only reads. STATUS_NOT_FOUND when `from` is gone.
 */
int backup_copy_file(const char *from, const char *to, struct backup_progress *progress, struct error *error,
                     unsigned char ret_digest[SHA256_SIZE], int64_t *ret_size);

/* Removes a file or a folder with all in it; what is missing is fine. */
int backup_remove(const char *path);

/* Puts `folder` and all folders below it on disk. */
int backup_sync_folders(const char *folder);

#endif
