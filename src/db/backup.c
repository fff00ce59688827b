/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Backup, verification and restore: the order of the steps. Moving bytes is backup_copy.c, PostgreSQL's
 * programs are backup_postgresql.c, the manifest is backup_manifest.c.
 */
#include "db/backup.h"

#include <errno.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "db/backup_copy.h"
#include "db/backup_manifest.h"
#include "db/backup_postgresql.h"
#include "db/driver.h"
#include "db/lock.h"
#include "db/migrate.sql.h"

#define SQLITE_NAME     "database.sqlite"
#define POSTGRESQL_NAME "database.dump"
#define MEDIA_PREFIX    "media/"

/* One backup, verification or restore on its way. */
struct work {
    const struct backup_settings *settings;
    struct arena *arena;
    struct error *error;
    struct backup_progress progress;
    struct manifest manifest;
};

static const char *database_name(enum db_engine engine)
{
    return engine == DB_ENGINE_SQLITE ? SQLITE_NAME : POSTGRESQL_NAME;
}

static const char *path_in(struct work *work, const char *folder, struct text name)
{
    return arena_printf(work->arena, "%s/%.*s", folder, TEXT_ARGS(name)).data;
}

static int fail(struct work *work, int status, const char *path)
{
    return error_set(work->error, status, 0, "%.150s: %s", path, strerror(errno));
}

/* Puts a file that is in the backup already into the manifest. */
static int list_file(struct work *work, const char *folder, struct text name)
{
    struct manifest_file *file = vector_add(work->arena, &work->manifest.files);
    file->path = name;
    return backup_copy_file(path_in(work, folder, name), NULL, &work->progress, work->error, file->digest, &file->size);
}

static int read_schema_number(struct work *work, struct db *db)
{
    struct schema_tables_row tables;
    struct migration_all_rows rows = { 0 };
    int status = schema_tables(db, work->arena, &tables);
    if (status == STATUS_OK && tables.migrations > 0)
        status = migration_all(db, work->arena, &rows);
    if (status != STATUS_OK)
        return error_set(work->error, status, 0, "%s", db_failure(db));
    work->manifest.schema = rows.count == 0 ? 0 : (int)rows.items[rows.count - 1].number;
    return STATUS_OK;
}

static int save_open_database(struct work *work, struct db *db, const char *path)
{
    int status = db_read_begin(db);
    if (status == STATUS_OK)
        status = read_schema_number(work, db);
    if (status == STATUS_OK && db_engine(db) == DB_ENGINE_SQLITE)
        status = backup_copy_sqlite(db, path, work->error);
    db_read_end(db);
    return status;
}

static int save_database(struct work *work, const char *folder)
{
    const char *location = work->settings->location;
    const char *name = database_name(work->manifest.engine);
    const char *path = path_in(work, folder, text_from(name));
    struct db *db;
    int status = db_open_reader(location, work->error, &db);
    if (status != STATUS_OK)
        return status;
    status = save_open_database(work, db, path);
    db_close(db);
    if (status == STATUS_OK && work->manifest.engine == DB_ENGINE_POSTGRESQL)
        status = backup_dump_postgresql(location, path, work->error);
    if (status == STATUS_OK && work->manifest.engine == DB_ENGINE_SQLITE)
        status = backup_check_sqlite(path, work->error);
    return status == STATUS_OK ? list_file(work, folder, text_from(name)) : status;
}

static int save_media_file(struct work *work, const char *folder, const struct backup_file *found)
{
    if (!manifest_path_is_good(found->path))
        return error_set(work->error, STATUS_INVALID, 0, "a media file has a name that no backup takes");
    struct manifest_file file = {
        .path = arena_printf(work->arena, MEDIA_PREFIX "%.*s", TEXT_ARGS(found->path)),
    };
    int status =
        backup_copy_file(path_in(work, work->settings->media_folder, found->path), path_in(work, folder, file.path),
                         &work->progress, work->error, file.digest, &file.size);
    if (status == STATUS_OK)
        *vector_add(work->arena, &work->manifest.files) = file;
    return status == STATUS_NOT_FOUND ? STATUS_OK : status; /* deleted meanwhile */
}

static int save_media(struct work *work, const char *folder)
{
    struct backup_files files = { 0 };
    if (work->settings->media_folder == NULL)
        return STATUS_OK;
    int status = backup_walk(work->arena, work->settings->media_folder, work->error, &files);
    for (size_t i = 0; status == STATUS_OK && i < files.count; i++)
        work->progress.total += files.items[i].size;
    for (size_t i = 0; status == STATUS_OK && i < files.count; i++)
        status = save_media_file(work, folder, &files.items[i]);
    return status;
}

static struct backup_summary summary_of(const struct manifest *manifest)
{
    struct backup_summary summary = {
        .files = (int64_t)manifest->files.count,
        .created_at = manifest->created_at,
        .schema = manifest->schema,
    };
    for (size_t i = 0; i < manifest->files.count; i++)
        summary.bytes += manifest->files.items[i].size;
    return summary;
}

/* Reads every file of a backup and compares. */
static int verify(struct work *work, const char *folder)
{
    struct backup_files found = { 0 };
    int status = manifest_read(work->arena, folder, work->error, &work->manifest);
    if (status != STATUS_OK)
        return status;
    status = backup_walk(work->arena, folder, work->error, &found);
    if (status == STATUS_OK && found.count != work->manifest.files.count + 1)
        status = error_set(work->error, STATUS_INVALID, 0, "%zu files in the manifest, %zu in the folder",
                           work->manifest.files.count + 1, found.count);
    for (size_t i = 0; status == STATUS_OK && i < work->manifest.files.count; i++) {
        const struct manifest_file *file = &work->manifest.files.items[i];
        unsigned char digest[SHA256_SIZE];
        int64_t size;
        status = backup_copy_file(path_in(work, folder, file->path), NULL, &work->progress, work->error, digest, &size);
        if (status == STATUS_NOT_FOUND)
            status = error_set(work->error, STATUS_INVALID, 0, "%.*s is missing", TEXT_ARGS(file->path));
        if (status == STATUS_OK && (size != file->size || memcmp(digest, file->digest, sizeof digest) != 0))
            status = error_set(work->error, STATUS_INVALID, 0, "%.*s is not what it was", TEXT_ARGS(file->path));
    }
    return status;
}

/* A backup in `folder` that nobody takes for one yet. */
static int create_partial(struct work *work, const char *folder)
{
    backup_remove(folder);
    if (mkdir(folder, 0700) != 0)
        return fail(work, STATUS_FAILED, folder);
    int status = save_database(work, folder);
    if (status == STATUS_OK)
        status = save_media(work, folder);
    if (status == STATUS_OK)
        status = manifest_write(work->arena, folder, &work->manifest, work->error);
    if (status == STATUS_OK && backup_sync_folders(folder) != STATUS_OK)
        status = fail(work, STATUS_FAILED, folder);
    return status == STATUS_OK ? verify(work, folder) : status;
}

static const char *parent_of(struct work *work, const char *path)
{
    char *parent = text_string(work->arena, text_from(path));
    char *slash = strrchr(parent, '/');
    if (slash == NULL)
        return ".";
    slash[slash == parent ? 1 : 0] = '\0';
    return parent;
}

static int put_in_place(struct work *work, const char *from, const char *to)
{
    if (rename(from, to) != 0 || file_sync_folder(parent_of(work, to)) != STATUS_OK)
        return fail(work, STATUS_FAILED, to);
    return STATUS_OK;
}

static int create(struct work *work)
{
    const char *folder = work->settings->folder;
    const char *partial = arena_printf(work->arena, "%s.partial", folder).data;
    if (file_exists(folder))
        return error_set(work->error, STATUS_CONFLICT, 0, "%.150s exists already", folder);
    work->manifest.engine = db_engine_of(work->settings->location);
    work->manifest.created_at = clock_now(work->settings->clock);
    int status = create_partial(work, partial);
    if (status == STATUS_OK)
        status = put_in_place(work, partial, folder);
    if (status != STATUS_OK)
        backup_remove(partial);
    return status;
}

/* Puts one media file of the backup in its place; whoever reads meanwhile sees the old or the new. */
static int restore_media_file(struct work *work, const struct manifest_file *file)
{
    unsigned char digest[SHA256_SIZE];
    int64_t size;
    struct text name = text_slice(file->path, strlen(MEDIA_PREFIX), file->path.length);
    const char *target = path_in(work, work->settings->media_folder, name);
    const char *staged = arena_printf(work->arena, "%s/.restoring", parent_of(work, target)).data;
    int status = backup_copy_file(path_in(work, work->settings->folder, file->path), staged, &work->progress,
                                  work->error, digest, &size);
    if (status == STATUS_OK && memcmp(digest, file->digest, sizeof digest) != 0)
        status = error_set(work->error, STATUS_INVALID, 0, "%.*s is not what it was", TEXT_ARGS(file->path));
    if (status == STATUS_OK && rename(staged, target) != 0)
        status = fail(work, STATUS_FAILED, target);
    return status;
}

static int restore_media(struct work *work)
{
    int status = STATUS_OK;
    bool any = false;
    for (size_t i = 0; status == STATUS_OK && i < work->manifest.files.count; i++) {
        const struct manifest_file *file = &work->manifest.files.items[i];
        if (!text_starts_with(file->path, TEXT(MEDIA_PREFIX)))
            continue;
        if (work->settings->media_folder == NULL)
            return error_set(work->error, STATUS_INVALID, 0, "the backup has media and no folder is given for them");
        status = restore_media_file(work, file);
        any = true;
    }
    if (status == STATUS_OK && any && backup_sync_folders(work->settings->media_folder) != STATUS_OK)
        status = fail(work, STATUS_FAILED, work->settings->media_folder);
    return status;
}

static int compare_paths(const void *a, const void *b)
{
    return text_compare(((const struct manifest_file *)a)->path, ((const struct manifest_file *)b)->path);
}

/* Media that the restored database does not name. The manifest's files are sorted from here on. */
static int remove_other_media(struct work *work)
{
    struct backup_files found = { 0 };
    if (work->settings->media_folder == NULL)
        return STATUS_OK;
    int status = backup_walk(work->arena, work->settings->media_folder, work->error, &found);
    qsort(work->manifest.files.items, work->manifest.files.count, sizeof *work->manifest.files.items, compare_paths);
    for (size_t i = 0; status == STATUS_OK && i < found.count; i++) {
        struct manifest_file key = {
            .path = arena_printf(work->arena, MEDIA_PREFIX "%.*s", TEXT_ARGS(found.items[i].path)),
        };
        const char *path = path_in(work, work->settings->media_folder, found.items[i].path);
        if (bsearch(&key, work->manifest.files.items, work->manifest.files.count, sizeof *work->manifest.files.items,
                    compare_paths) == NULL &&
            unlink(path) != 0)
            status = fail(work, STATUS_FAILED, path);
    }
    return status;
}

/* Folds the WAL of the database that goes into it. One that is too damaged for that loses its WAL, as it loses
 * everything; one that cannot be folded for another reason stays. */
static int fold_wal(struct work *work, struct db *old)
{
    int code = sqlite3_wal_checkpoint_v2(sqlite_handle(old), NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) & 0xff;
    if (code == SQLITE_OK || code == SQLITE_CORRUPT || code == SQLITE_NOTADB)
        return STATUS_OK;
    if (code == SQLITE_BUSY)
        return error_set(work->error, STATUS_BUSY, 0, "another process is reading %.150s", work->settings->location);
    return error_set(work->error, STATUS_FAILED, 0, "%.150s: %s", work->settings->location, sqlite3_errstr(code));
}

/* Ends the WAL of the database that goes: beside another database it would be taken for that one's own. */
static int retire_database(struct work *work)
{
    const char *location = work->settings->location;
    struct db *old;
    if (file_exists(location) && db_open_writer(location, NULL, &old) == STATUS_OK) {
        int status = fold_wal(work, old);
        db_close(old);
        if (status != STATUS_OK)
            return status;
    }
    static const char *const endings[] = { "-wal", "-shm" };
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        const char *path = arena_printf(work->arena, "%s%s", location, endings[i]).data;
        if (unlink(path) != 0 && errno != ENOENT)
            return fail(work, STATUS_FAILED, path);
    }
    return STATUS_OK;
}

static int stage_sqlite(struct work *work, const char *staged)
{
    unsigned char digest[SHA256_SIZE];
    int64_t size;
    const char *source = path_in(work, work->settings->folder, TEXT(SQLITE_NAME));
    int status = backup_copy_file(source, staged, &work->progress, work->error, digest, &size);
    return status == STATUS_OK ? backup_check_sqlite(staged, work->error) : status;
}

static int restore_sqlite_locked(struct work *work)
{
    const char *location = work->settings->location;
    const char *staged = arena_printf(work->arena, "%s.restoring", location).data;
    if (file_exists(location) && !work->settings->replace)
        return error_set(work->error, STATUS_CONFLICT, 0, "%.150s exists already", location);
    int status = stage_sqlite(work, staged);
    if (status == STATUS_OK)
        status = restore_media(work);
    if (status == STATUS_OK)
        status = retire_database(work);
    if (status == STATUS_OK)
        status = put_in_place(work, staged, location);
    if (status != STATUS_OK)
        unlink(staged);
    return status == STATUS_OK ? remove_other_media(work) : status;
}

static int restore_sqlite(struct work *work)
{
    struct db_lock *lock;
    int status = db_lock_take(work->settings->location, work->error, &lock);
    if (status != STATUS_OK)
        return status;
    status = restore_sqlite_locked(work);
    db_lock_release(lock);
    return status;
}

static int check_postgresql_is_empty(struct work *work)
{
    struct db *db;
    struct schema_tables_row tables;
    int status = db_open_reader(work->settings->location, work->error, &db);
    if (status != STATUS_OK)
        return status;
    status = schema_tables(db, work->arena, &tables);
    if (status != STATUS_OK)
        error_set(work->error, status, 0, "%s", db_failure(db));
    else if (tables.tables > 0 && !work->settings->replace)
        status =
            error_set(work->error, STATUS_CONFLICT, 0, "the database has %jd tables already", (intmax_t)tables.tables);
    db_close(db);
    return status;
}

static int restore_postgresql(struct work *work)
{
    int status = check_postgresql_is_empty(work);
    if (status == STATUS_OK)
        status = restore_media(work);
    if (status == STATUS_OK)
        status = backup_fill_postgresql(work->settings->location,
                                        path_in(work, work->settings->folder, TEXT(POSTGRESQL_NAME)),
                                        work->settings->replace, work->error);
    return status == STATUS_OK ? remove_other_media(work) : status;
}

static int restore(struct work *work)
{
    int status = verify(work, work->settings->folder);
    if (status != STATUS_OK)
        return status;
    enum db_engine engine = db_engine_of(work->settings->location);
    if (engine != work->manifest.engine)
        return error_set(work->error, STATUS_INVALID, 0, "a backup of %s cannot be put into %s",
                         db_engine_name(work->manifest.engine), db_engine_name(engine));
    return engine == DB_ENGINE_SQLITE ? restore_sqlite(work) : restore_postgresql(work);
}

static int verify_given(struct work *work)
{
    return verify(work, work->settings->folder);
}

static int run(const struct backup_settings *settings, int (*step)(struct work *), struct error *error,
               struct backup_summary *ret_summary)
{
    struct arena *arena = arena_new();
    struct work work = { .settings = settings, .arena = arena, .error = error, .progress = { .settings = settings } };
    int status = step(&work);
    if (status == STATUS_OK && ret_summary != NULL)
        *ret_summary = summary_of(&work.manifest);
    arena_free(arena);
    return status;
}

int backup_create(const struct backup_settings *settings, struct error *error, struct backup_summary *ret_summary)
{
    return run(settings, create, error, ret_summary);
}

int backup_verify(const struct backup_settings *settings, struct error *error, struct backup_summary *ret_summary)
{
    return run(settings, verify_given, error, ret_summary);
}

int backup_restore(const struct backup_settings *settings, struct error *error, struct backup_summary *ret_summary)
{
    return run(settings, restore, error, ret_summary);
}
