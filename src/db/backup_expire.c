/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Removing backups that are too old (db/backup.h): what was erased is gone from every copy after BACKUP_KEEP_DAYS.
 */
#include "db/backup.h"

#include <dirent.h>
#include <ftw.h>
#include <stdio.h>

#include "base/file.h"
#include "db/backup_manifest.h"

enum { OPEN_FOLDERS = 16 };

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *place)
{
    (void)about;
    (void)kind;
    (void)place;
    return remove(path);
}

/* A whole backup of ours that was made before an instant. */
static bool is_old(struct arena *arena, const char *folder, int64_t before)
{
    struct manifest manifest;
    struct error error = { .word = 0 };
    return manifest_read(arena, folder, &error, &manifest) == STATUS_OK && manifest.created_at < before;
}

/* One entry of the folder; links are left alone. */
static int expire_one(struct arena *arena, const char *parent, const struct dirent *entry, int64_t before,
                      struct error *error, int *removed)
{
    if (entry->d_name[0] == '.' || entry->d_type != DT_DIR)
        return STATUS_OK;
    const char *folder = arena_printf(arena, "%s/%s", parent, entry->d_name).data;
    if (!is_old(arena, folder, before))
        return STATUS_OK;
    if (nftw(folder, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS | FTW_MOUNT) != 0)
        return error_set(error, STATUS_FAILED, 0, "%.150s cannot be removed: %m", folder);
    ++*removed;
    return STATUS_OK;
}

int backup_expire(const char *parent, const struct clock *clock, struct error *error, int *ret_removed)
{
    DIR *folder = opendir(parent);
    int removed = 0;
    int status = STATUS_OK;
    if (!folder)
        return error_set(error, STATUS_NOT_FOUND, 0, "%.150s cannot be read: %m", parent);
    int64_t before = clock_now(clock) - BACKUP_KEEP_DAYS * (int64_t)DAY_MS;
    struct arena *arena = arena_new();
    for (struct dirent *entry; status == STATUS_OK && (entry = readdir(folder)) != NULL;) {
        arena_reset(arena);
        status = expire_one(arena, parent, entry, before, error, &removed);
    }
    arena_free(arena);
    closedir(folder);
    if (status == STATUS_OK && removed > 0)
        status = file_sync_folder(parent);
    if (status == STATUS_OK)
        *ret_removed = removed;
    return status;
}
