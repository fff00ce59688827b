/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Walking, copying and removing for backup and restore.
 */
#include "db/backup_copy.h"

#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <limits.h>
#include <sodium.h>
#include <sqlite3.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/vector.h"
#include "db/driver.h"

enum { PIECE_SIZE = 256 * 1024, PAGES_A_STEP = 1024 };

static int system_error(struct error *error, const char *path)
{
    int status = errno == ENOENT ? STATUS_NOT_FOUND : STATUS_FAILED;
    return error_set(error, status, 0, "%.150s: %s", path, strerror(errno));
}

static int compare_names(const FTSENT **a, const FTSENT **b)
{
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

static FTS *open_walk(struct arena *arena, const char *folder)
{
    char *roots[] = { text_string(arena, text_from(folder)), NULL };
    return fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, compare_names);
}

int backup_walk(struct arena *arena, const char *folder, struct error *error, struct backup_files *ret_files)
{
    struct backup_files files = { 0 };
    FTS *walk = open_walk(arena, folder);
    if (walk == NULL)
        return system_error(error, folder);
    size_t prefix = strlen(folder) + 1;
    int status = STATUS_OK;
    for (FTSENT *entry; (entry = fts_read(walk)) != NULL;) {
        bool hidden = entry->fts_level > 0 && entry->fts_name[0] == '.';
        if (hidden) {
            (void)fts_set(walk, entry, FTS_SKIP);
        } else if (entry->fts_info == FTS_F) {
            struct backup_file *file = vector_add(arena, &files);
            file->path = text_copy(arena, text_from(entry->fts_path + prefix));
            file->size = entry->fts_statp->st_size;
        } else if (entry->fts_info == FTS_DNR || (entry->fts_info == FTS_ERR && entry->fts_errno != ENOENT)) {
            errno = entry->fts_errno;
            status = system_error(error, entry->fts_path);
        }
    }
    fts_close(walk);
    if (status == STATUS_OK)
        *ret_files = files;
    return status;
}

static int sqlite_error(struct error *error, const char *path, sqlite3 *handle, int code)
{
    return error_set(error, STATUS_FAILED, 0, "%.150s: %s (%d)", path, sqlite3_errmsg(handle), code);
}

static int copy_pages(struct db *reader, sqlite3 *target, const char *path, struct error *error)
{
    sqlite3_backup *backup = sqlite3_backup_init(target, "main", sqlite_handle(reader), "main");
    if (backup == NULL)
        return sqlite_error(error, path, target, sqlite3_errcode(target));
    int code;
    while ((code = sqlite3_backup_step(backup, PAGES_A_STEP)) == SQLITE_OK)
        continue;
    sqlite3_backup_finish(backup);
    return code == SQLITE_DONE ? STATUS_OK : sqlite_error(error, path, target, code);
}

static int sync_file(const char *path, struct error *error)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    int status = file < 0 || fsync(file) != 0 ? system_error(error, path) : STATUS_OK;
    if (file >= 0)
        close(file);
    return status;
}

/* The snapshot of a reading transaction keeps the copy from starting again whenever somebody commits. */
int backup_copy_sqlite(struct db *reader, const char *path, struct error *error)
{
    int made = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (made < 0)
        return system_error(error, path);
    close(made);
    sqlite3 *target = NULL;
    int code = sqlite3_open_v2(path, &target, SQLITE_OPEN_READWRITE, NULL);
    int status = code == SQLITE_OK ? STATUS_OK : sqlite_error(error, path, target, code);
    bool own = status == STATUS_OK && !reader->driver->stands(reader);
    if (own)
        status = db_read_begin(reader);
    if (status == STATUS_OK)
        status = copy_pages(reader, target, path, error);
    if (own)
        db_read_end(reader);
    sqlite3_close(target);
    return status == STATUS_OK ? sync_file(path, error) : status;
}

static int check_pages(sqlite3 *handle, const char *path, struct error *error)
{
    sqlite3_stmt *check;
    int code = sqlite3_prepare_v2(handle, "PRAGMA quick_check(1)", -1, &check, NULL);
    if (code != SQLITE_OK)
        return error_set(error, STATUS_INVALID, 0, "%.150s: %s", path, sqlite3_errmsg(handle));
    bool good = sqlite3_step(check) == SQLITE_ROW &&
                text_equal(text_from((const char *)sqlite3_column_text(check, 0)), TEXT("ok"));
    int status = STATUS_OK;
    if (!good)
        status = error_set(error, STATUS_INVALID, 0, "%.150s: the database is damaged", path);
    sqlite3_finalize(check);
    return status;
}

int backup_check_sqlite(const char *path, struct error *error)
{
    sqlite3 *handle = NULL;
    /* immutable: SQLite makes no WAL beside the file. The characters that mean something in an address are few. */
    struct buffer address;
    buffer_init(&address, PATH_MAX * 3);
    buffer_put(&address, TEXT("file:"));
    for (const char *c = path; *c != '\0'; c++) {
        if (strchr("%?#", *c) != NULL)
            buffer_printf(&address, "%%%02X", (unsigned char)*c);
        else
            buffer_put_char(&address, *c);
    }
    buffer_put(&address, TEXT("?immutable=1"));
    int code = sqlite3_open_v2(buffer_string(&address), &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
    int status = code == SQLITE_OK ? check_pages(handle, path, error) : sqlite_error(error, path, handle, code);
    sqlite3_close(handle);
    buffer_release(&address);
    return status;
}

static void report(struct backup_progress *progress, int64_t files, int64_t bytes)
{
    progress->files += files;
    progress->bytes += bytes;
    const struct backup_settings *settings = progress->settings;
    if (settings->progress != NULL)
        settings->progress(settings->context, progress->files, progress->bytes, progress->total);
}

static bool write_whole(int file, const unsigned char *data, size_t size)
{
    while (size > 0) {
        ssize_t written = write(file, data, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        data += written;
        size -= (size_t)written;
    }
    return true;
}

/* From an open file to an open file (-1: nowhere). */
static int copy_bytes(int from, int to, const char *path, struct backup_progress *progress, struct error *error,
                      unsigned char ret_digest[SHA256_SIZE], int64_t *ret_size)
{
    crypto_hash_sha256_state hash;
    crypto_hash_sha256_init(&hash);
    unsigned char *piece = memory_allocate(1, PIECE_SIZE);
    int64_t size = 0;
    ssize_t length;
    int status = STATUS_OK;
    while (status == STATUS_OK && (length = read(from, piece, PIECE_SIZE)) != 0) {
        if (length < 0 && errno == EINTR)
            continue;
        if (length < 0 || (to >= 0 && !write_whole(to, piece, (size_t)length))) {
            status = error_set(error, STATUS_FAILED, 0, "%.150s: %s", path, strerror(errno));
            break;
        }
        crypto_hash_sha256_update(&hash, piece, (unsigned long long)length);
        size += length;
        report(progress, 0, length);
    }
    free(piece);
    crypto_hash_sha256_final(&hash, ret_digest);
    *ret_size = size;
    return status;
}

/* The folder of a path, made when it is missing. */
static int make_parent(const char *path, struct error *error)
{
    struct arena *arena = arena_new();
    char *folder = text_string(arena, text_from(path));
    char *slash = strrchr(folder, '/');
    int status = STATUS_OK;
    if (slash != NULL && slash != folder) {
        *slash = '\0';
        if (file_make_folder(folder, 0700) != STATUS_OK)
            status = error_set(error, STATUS_FAILED, 0, "%.150s: %s", folder, strerror(errno));
    }
    arena_free(arena);
    return status;
}

static int open_target(const char *path, struct error *error, int *ret_file)
{
    int status = make_parent(path, error);
    if (status != STATUS_OK)
        return status;
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0)
        return error_set(error, STATUS_FAILED, 0, "%.150s: %s", path, strerror(errno));
    *ret_file = file;
    return STATUS_OK;
}

int backup_copy_file(const char *from, const char *to, struct backup_progress *progress, struct error *error,
                     unsigned char ret_digest[SHA256_SIZE], int64_t *ret_size)
{
    int source = open(from, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (source < 0)
        return system_error(error, from);
    int target = -1;
    int status = to != NULL ? open_target(to, error, &target) : STATUS_OK;
    if (status == STATUS_OK)
        status = copy_bytes(source, target, to != NULL ? to : from, progress, error, ret_digest, ret_size);
    if (status == STATUS_OK && target >= 0 && fsync(target) != 0)
        status = error_set(error, STATUS_FAILED, 0, "%.150s: %s", to, strerror(errno));
    if (target >= 0)
        close(target);
    close(source);
    if (status == STATUS_OK)
        report(progress, 1, 0);
    return status;
}

int backup_remove(const char *path)
{
    struct arena *arena = arena_new();
    FTS *walk = open_walk(arena, path);
    int status = walk == NULL ? STATUS_FAILED : STATUS_OK;
    for (FTSENT *entry; walk != NULL && (entry = fts_read(walk)) != NULL;)
        if (entry->fts_info != FTS_D && remove(entry->fts_path) != 0 && errno != ENOENT)
            status = STATUS_FAILED;
    if (walk != NULL)
        fts_close(walk);
    arena_free(arena);
    return status;
}

int backup_sync_folders(const char *folder)
{
    struct arena *arena = arena_new();
    FTS *walk = open_walk(arena, folder);
    int status = walk == NULL ? STATUS_FAILED : STATUS_OK;
    for (FTSENT *entry; walk != NULL && (entry = fts_read(walk)) != NULL;)
        if (entry->fts_info == FTS_DP && file_sync_folder(entry->fts_path) != STATUS_OK)
            status = STATUS_FAILED;
    if (walk != NULL)
        fts_close(walk);
    arena_free(arena);
    return status;
}
