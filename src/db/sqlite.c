/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The driver for SQLite. How a connection is set up stands in db/db.h; here is how statements run on it.
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/url.h"
#include "base/vector.h"
#include "db/driver.h"

enum {
    CHECKPOINT_FRAMES = 1000,       /* pages in the WAL from which the writer folds it into the file */
    CHECKPOINT_WAIT_FRAMES = 16000, /* from here on it also waits a little for readers, to start the WAL anew */
    CHECKPOINT_WAIT_MS = 20,        /* how long */
    FIRST_ROWS = 16                 /* room for rows in the first piece */
};

/* Statements the driver itself needs, prepared at opening. */
enum own {
    OWN_BEGIN_READ,
    OWN_BEGIN_CHANGE,
    OWN_COMMIT,
    OWN_ROLLBACK,
    OWN_SAVEPOINT,
    OWN_SAVEPOINT_RELEASE,
    OWN_SAVEPOINT_ROLLBACK,
    OWN__MAX
};

static const char *const own_texts[OWN__MAX] = {
    [OWN_BEGIN_READ] = "BEGIN",
    [OWN_BEGIN_CHANGE] = "BEGIN IMMEDIATE",
    [OWN_COMMIT] = "COMMIT",
    [OWN_ROLLBACK] = "ROLLBACK",
    [OWN_SAVEPOINT] = "SAVEPOINT one_change",
    [OWN_SAVEPOINT_RELEASE] = "RELEASE one_change",
    [OWN_SAVEPOINT_ROLLBACK] = "ROLLBACK TO one_change",
};

struct sqlite_db {
    struct db db;
    sqlite3 *handle;
    sqlite3_stmt *own[OWN__MAX];
    struct db_prepared prepared; /* of sqlite3_stmt */
    int wal_frames;              /* in the WAL after the last commit */
    int wal_checked;             /* in the WAL at the last checkpoint */
};

static struct sqlite_db *sqlite_of(struct db *db)
{
    return (struct sqlite_db *)db;
}

/* What a result code of SQLite means to us. The words are kept. */
static int failed(struct sqlite_db *sqlite, const char *what, int code)
{
    int status = STATUS_FAILED;
    if ((code & 0xff) == SQLITE_CONSTRAINT)
        status = STATUS_CONFLICT;
    if ((code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED)
        status = STATUS_BUSY;
    return db_fail(&sqlite->db, status, "%s: %s (%d)", what, sqlite3_errmsg(sqlite->handle), code);
}

static int step_own(struct db *db, enum own own)
{
    struct sqlite_db *sqlite = sqlite_of(db);
    int code = sqlite3_step(sqlite->own[own]);
    int status = code == SQLITE_DONE ? STATUS_OK : failed(sqlite, own_texts[own], code);
    sqlite3_reset(sqlite->own[own]);
    return status;
}

static bool sqlite_stands(const struct db *db)
{
    return sqlite3_get_autocommit(((const struct sqlite_db *)db)->handle) == 0;
}

static int sqlite_begin(struct db *db, enum db_transaction transaction)
{
    return step_own(db, transaction == DB_TRANSACTION_CHANGE ? OWN_BEGIN_CHANGE : OWN_BEGIN_READ);
}

static void sqlite_rollback(struct db *db)
{
    if (sqlite_stands(db))
        (void)step_own(db, OWN_ROLLBACK);
}

static int sqlite_commit(struct db *db)
{
    int status = step_own(db, OWN_COMMIT);
    if (status != STATUS_OK)
        sqlite_rollback(db);
    /* A commit has no key to offend: whatever the code, it could not be done. */
    return status == STATUS_CONFLICT ? STATUS_FAILED : status;
}

static int sqlite_savepoint(struct db *db)
{
    return step_own(db, OWN_SAVEPOINT);
}

static int sqlite_savepoint_release(struct db *db)
{
    return step_own(db, OWN_SAVEPOINT_RELEASE);
}

static int sqlite_savepoint_rollback(struct db *db)
{
    int status = step_own(db, OWN_SAVEPOINT_ROLLBACK);
    return status == STATUS_OK ? step_own(db, OWN_SAVEPOINT_RELEASE) : status;
}

static int sqlite_execute(struct db *db, const char *script)
{
    struct sqlite_db *sqlite = sqlite_of(db);
    int code = sqlite3_exec(sqlite->handle, script, NULL, NULL, NULL);
    return code == SQLITE_OK ? STATUS_OK : failed(sqlite, "script", code);
}

static int prepare(struct sqlite_db *sqlite, const struct db_statement *statement, sqlite3_stmt **ret_prepared)
{
    sqlite3_stmt *prepared = db_prepared_find(&sqlite->prepared, statement);
    if (prepared == NULL) {
        int code =
            sqlite3_prepare_v3(sqlite->handle, statement->sqlite, -1, SQLITE_PREPARE_PERSISTENT, &prepared, NULL);
        if (code != SQLITE_OK)
            return failed(sqlite, statement->name, code);
        if ((size_t)sqlite3_column_count(prepared) != statement->out_count) {
            sqlite3_finalize(prepared);
            return db_fail(&sqlite->db, STATUS_FAILED, "%s: gives other columns than declared", statement->name);
        }
        db_prepared_add(&sqlite->prepared, statement, prepared);
    }
    *ret_prepared = prepared;
    return STATUS_OK;
}

/* Binds without copying: values live until the statement is reset. Every parameter is bound each time. */
static int bind_value(sqlite3_stmt *prepared, int place, enum db_type type, struct db_value value)
{
    if (value.null)
        return sqlite3_bind_null(prepared, place);
    switch (db_type_storage(type)) {
    case 't':
        return sqlite3_bind_text64(prepared, place, text_bytes(value.text), value.text.length, SQLITE_STATIC,
                                   SQLITE_UTF8);
    case 'b':
        return sqlite3_bind_blob64(prepared, place, text_bytes(value.text), value.text.length, SQLITE_STATIC);
    default:
        return sqlite3_bind_int64(prepared, place, value.integer);
    }
}

static int bind_all(struct sqlite_db *sqlite, const struct db_statement *statement, const void *in,
                    sqlite3_stmt *prepared)
{
    for (size_t i = 0; i < statement->in_count; i++) {
        struct db_value value;
        int status = db_value_read(&sqlite->db, statement, &statement->in[i], in, &value);
        if (status != STATUS_OK)
            return status;
        int code = bind_value(prepared, (int)i + 1, statement->in[i].type, value);
        if (code != SQLITE_OK)
            return failed(sqlite, statement->name, code);
    }
    return STATUS_OK;
}

/*
 * The type is only asked for where a value could be NULL's. Text is read as the bytes that it is: as text SQLite would copy
 * it once more, to put a NUL behind it.
 */
static struct db_value column_value(sqlite3_stmt *prepared, int place, enum db_type type)
{
    struct db_value value = { .null = false };
    if (db_type_storage(type) == 'i') {
        value.integer = sqlite3_column_int64(prepared, place);
        value.null = value.integer == 0 && sqlite3_column_type(prepared, place) == SQLITE_NULL;
        return value;
    }
    const char *data = sqlite3_column_blob(prepared, place);
    /* What is empty has no address either. */
    value.null = data == NULL && sqlite3_column_type(prepared, place) == SQLITE_NULL;
    if (!value.null)
        value.text = (struct text){ data == NULL ? "" : data, (size_t)sqlite3_column_bytes(prepared, place) };
    return value;
}

static int read_row(struct sqlite_db *sqlite, const struct db_statement *statement, sqlite3_stmt *prepared,
                    struct arena *arena, void *row)
{
    for (size_t i = 0; i < statement->out_count; i++) {
        const struct db_column *column = &statement->out[i];
        struct db_value value = column_value(prepared, (int)i, column->type);
        int status = db_value_write(&sqlite->db, statement, column, value, arena, row);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

/* Rows in one piece of the arena that doubles. */
struct rows {
    char *items;
    size_t count;
    size_t capacity;
};

static void *add_row(struct rows *rows, size_t row_size, struct arena *arena)
{
    if (rows->count == rows->capacity) {
        size_t capacity = rows->capacity == 0 ? FIRST_ROWS : rows->capacity * 2;
        size_t bytes;
        if (__builtin_mul_overflow(capacity, row_size, &bytes))
            memory_exhausted("rows");
        char *items = arena_take(arena, bytes);
        if (rows->count > 0)
            memcpy(items, rows->items, rows->count * row_size);
        rows->items = items;
        rows->capacity = capacity;
    }
    return rows->items + rows->count++ * row_size;
}

static int step_all(struct sqlite_db *sqlite, const struct db_statement *statement, sqlite3_stmt *prepared,
                    struct arena *arena, size_t limit, struct rows *rows)
{
    if (limit == 1 && arena != NULL)
        rows->items = arena_take(arena, statement->row_size), rows->capacity = 1;
    for (;;) {
        int code = sqlite3_step(prepared);
        if (code == SQLITE_DONE)
            return STATUS_OK;
        if (code != SQLITE_ROW)
            return failed(sqlite, statement->name, code);
        if (arena == NULL || rows->count == limit)
            continue;
        int status = read_row(sqlite, statement, prepared, arena, add_row(rows, statement->row_size, arena));
        if (status != STATUS_OK)
            return status;
        if (rows->count == limit && !statement->writes)
            return STATUS_OK;
    }
}

static int sqlite_run(struct db *db, const struct db_statement *statement, const void *in, struct arena *arena,
                      size_t limit, void **ret_items, size_t *ret_count, int64_t *ret_changed)
{
    struct sqlite_db *sqlite = sqlite_of(db);
    sqlite3_stmt *prepared = NULL;
    /* After SQLite ended the transaction by itself a statement would commit alone. */
    if (db->changing && !sqlite_stands(db))
        return db_fail(db, STATUS_FAILED, "%s: the transaction is gone", statement->name);
    int status = prepare(sqlite, statement, &prepared);
    if (status != STATUS_OK)
        return status;
    struct rows rows = { 0 };
    status = bind_all(sqlite, statement, in, prepared);
    if (status == STATUS_OK)
        status = step_all(sqlite, statement, prepared, arena, limit, &rows);
    sqlite3_reset(prepared);
    if (status != STATUS_OK)
        return status;
    if (ret_items != NULL)
        *ret_items = rows.items;
    if (ret_count != NULL)
        *ret_count = rows.count;
    if (ret_changed != NULL)
        *ret_changed = statement->writes ? sqlite3_changes64(sqlite->handle) : 0;
    return STATUS_OK;
}

static void finalize_all(struct sqlite_db *sqlite)
{
    for (size_t i = 0; i < OWN__MAX; i++)
        sqlite3_finalize(sqlite->own[i]);
    for (size_t i = 0; i < sqlite->prepared.capacity; i++)
        sqlite3_finalize(sqlite->prepared.slots[i].prepared);
    db_prepared_clear(&sqlite->prepared);
}

static void sqlite_close(struct db *db)
{
    struct sqlite_db *sqlite = sqlite_of(db);
    finalize_all(sqlite);
    sqlite3_close(sqlite->handle);
    free(sqlite);
}

static const struct db_driver sqlite_driver = {
    .engine = DB_ENGINE_SQLITE,
    .close = sqlite_close,
    .run = sqlite_run,
    .execute = sqlite_execute,
    .begin = sqlite_begin,
    .commit = sqlite_commit,
    .rollback = sqlite_rollback,
    .savepoint = sqlite_savepoint,
    .savepoint_release = sqlite_savepoint_release,
    .savepoint_rollback = sqlite_savepoint_rollback,
    .stands = sqlite_stands,
};

static int remember_frames(void *context, sqlite3 *handle, const char *name, int frames)
{
    (void)handle, (void)name;
    ((struct sqlite_db *)context)->wal_frames = frames;
    return SQLITE_OK;
}

void sqlite_checkpoint(struct db *db)
{
    struct sqlite_db *sqlite = sqlite_of(db);
    if (sqlite->wal_frames < sqlite->wal_checked)
        sqlite->wal_checked = 0; /* the WAL began anew */
    if (sqlite->wal_frames - sqlite->wal_checked < CHECKPOINT_FRAMES)
        return;
    sqlite->wal_checked = sqlite->wal_frames;
    bool wait = sqlite->wal_frames >= CHECKPOINT_WAIT_FRAMES;
    /* A failure costs nothing but space: the WAL keeps everything, the next checkpoint tries again. */
    if (wait)
        sqlite3_busy_timeout(sqlite->handle, CHECKPOINT_WAIT_MS);
    sqlite3_wal_checkpoint_v2(sqlite->handle, NULL, wait ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE, NULL,
                              NULL);
    if (wait)
        sqlite3_busy_timeout(sqlite->handle, DB_BUSY_MS);
}

int sqlite_check_references(struct db *db)
{
    struct sqlite_db *sqlite = sqlite_of(db);
    sqlite3_stmt *check;
    int code = sqlite3_prepare_v2(sqlite->handle, "PRAGMA foreign_key_check", -1, &check, NULL);
    if (code != SQLITE_OK)
        return failed(sqlite, "foreign_key_check", code);
    code = sqlite3_step(check);
    int status = STATUS_OK;
    if (code == SQLITE_ROW)
        status = db_fail(db, STATUS_FAILED, "a row of %s refers to nothing", sqlite3_column_text(check, 0));
    else if (code != SQLITE_DONE)
        status = failed(sqlite, "foreign_key_check", code);
    sqlite3_finalize(check);
    return status;
}

sqlite3 *sqlite_handle(struct db *db)
{
    return sqlite_of(db)->handle;
}

/* Switches of the connection that are no pragmas. */
static const struct {
    int option;
    int value;
} switches[] = {
    { SQLITE_DBCONFIG_DQS_DML, 0 },
    { SQLITE_DBCONFIG_DQS_DDL, 0 }, /* a mistyped "name" is no text */
    { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
    { SQLITE_DBCONFIG_DEFENSIVE, 1 },
    { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
};

static const char common_pragmas[] = "PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON;";

/*
 * Readers map the file: in a large database a page of our kind reads a dozen leaves that are in the system's cache and not in
 * ours, a system call and a copy each (docs/performance.md). What is mapped is the system's cache itself, which it takes back
 * when it needs it. The writer does not: what it reads it is about to change.
 */
static const char reader_pragmas[] =
    "PRAGMA mmap_size = 1073741824; PRAGMA cache_size = -8192; PRAGMA query_only = ON;";

/* journal_mode first: it makes a new file a WAL database, with pages as large as a disk's. */
static const char writer_pragmas[] =
    "PRAGMA mmap_size = 0; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -8192;"
    "PRAGMA journal_size_limit = 67108864;";

static int set_up(struct sqlite_db *sqlite)
{
    sqlite3_extended_result_codes(sqlite->handle, 1);
    sqlite3_busy_timeout(sqlite->handle, DB_BUSY_MS);
    for (size_t i = 0; i < sizeof switches / sizeof switches[0]; i++)
        sqlite3_db_config(sqlite->handle, switches[i].option, switches[i].value, NULL);
    /* Only the writer checkpoints, also when connections close. */
    sqlite3_wal_autocheckpoint(sqlite->handle, 0);
    sqlite3_db_config(sqlite->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, (int)sqlite->db.reader, NULL);
    int status = sqlite_execute(&sqlite->db, common_pragmas);
    if (status == STATUS_OK)
        status = sqlite_execute(&sqlite->db, sqlite->db.reader ? reader_pragmas : writer_pragmas);
    for (size_t i = 0; status == STATUS_OK && i < OWN__MAX; i++) {
        int code =
            sqlite3_prepare_v3(sqlite->handle, own_texts[i], -1, SQLITE_PREPARE_PERSISTENT, &sqlite->own[i], NULL);
        if (code != SQLITE_OK)
            status = failed(sqlite, own_texts[i], code);
    }
    sqlite3_wal_hook(sqlite->handle, remember_frames, sqlite);
    return status;
}

/* Makes the file before SQLite does, for its permissions: the WAL gets the same. */
static int make_file(const char *path, struct error *error)
{
    int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0 && errno != EEXIST)
        return error_set(error, STATUS_FAILED, 0, "%s: %s", path, strerror(errno));
    if (file >= 0)
        close(file);
    return STATUS_OK;
}

/*
 * SQLite counts its memory behind one lock for the whole process, which workers then share at every allocation. Nobody asks
 * for the count. Fails when SQLite is in use already, which changes nothing but speed.
 */
static void count_no_memory(void)
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/* `name` is what SQLite opens, `path` what is told. */
static int open_as(const char *name, const char *path, int flags, bool reader, struct error *error, struct db **ret_db)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, count_no_memory);
    struct sqlite_db *sqlite = memory_allocate(1, sizeof *sqlite);
    sqlite->db = (struct db){ .driver = &sqlite_driver, .reader = reader };
    int code = sqlite3_open_v2(name, &sqlite->handle, flags | SQLITE_OPEN_NOMUTEX, NULL);
    int status = code == SQLITE_OK ? set_up(sqlite) : failed(sqlite, "open", code);
    if (status != STATUS_OK) {
        error_set(error, status, 0, "%s: %s", path, sqlite->db.failure);
        sqlite_close(&sqlite->db);
        return status;
    }
    *ret_db = &sqlite->db;
    return STATUS_OK;
}

int sqlite_open(const char *path, bool reader, struct error *error, struct db **ret_db)
{
    if (reader && access(path, F_OK) != 0)
        return error_set(error, STATUS_NOT_FOUND, 0, "%s does not exist", path);
    if (!reader) {
        int made = make_file(path, error);
        if (made != STATUS_OK)
            return made;
    }
    return open_as(path, path, SQLITE_OPEN_READWRITE, reader, error, ret_db);
}

int db_open_still(const char *path, struct error *error, struct db **ret_db)
{
    if (access(path, F_OK) != 0)
        return error_set(error, STATUS_NOT_FOUND, 0, "%s does not exist", path);
    struct arena *arena = arena_new();
    struct text encoded = url_encode(arena, text_from(path));
    struct text name = arena_printf(arena, "file:%.*s?immutable=1", TEXT_ARGS(encoded));
    int status = open_as(name.data, path, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, true, error, ret_db);
    arena_free(arena);
    return status;
}
