/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Inside the db layer: the file MANIFEST of a backup. Lines of words:
 *
 *     samenspel-backup 1
 *     engine sqlite
 *     created 1774746000000
 *     schema 4
 *     file <sha256> <size> <path to the end of the line>
 *     end <number of file lines>
 */
#ifndef DB_BACKUP_MANIFEST_H
#define DB_BACKUP_MANIFEST_H

#include "base/random.h"
#include "base/vector.h"
#include "db/db.h"

enum { BACKUP_MANIFEST_MAXIMUM = 512 * 1024 * 1024 /* bytes: some millions of files */ };

struct manifest_file {
    struct text path; /* relative; no "..", no newline */
    int64_t size;
    unsigned char digest[SHA256_SIZE];
};

struct manifest {
    enum db_engine engine;
    int64_t created_at;
    int schema;
    VECTOR(struct manifest_file) files;
};

/* False for a path that would leave the backup or break the line. */
bool manifest_path_is_good(struct text path);

/* Writes `folder`/MANIFEST and puts it on disk. */
int manifest_write(struct arena *arena, const char *folder, const struct manifest *manifest, struct error *error);

/* Reads the text of one; views into `content`, which must live as long. STATUS_INVALID for anything that is cut off or
 * not ours. */
int manifest_parse(struct arena *arena, struct text content, struct manifest *ret_manifest) MUST_CHECK;

/* STATUS_NOT_FOUND without MANIFEST, STATUS_INVALID for one that is cut off or not ours. */
int manifest_read(struct arena *arena, const char *folder, struct error *error, struct manifest *ret_manifest);

#endif
