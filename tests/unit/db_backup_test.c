/* SPDX-License-Identifier: EUPL-1.2 */
/* Backup and restore: what comes back, what a damaged backup is told, what is not overwritten. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "../support/database.h"
#include "../support/sample.h"
#include "base/file.h"
#include "db/backup.h"
#include "db/backup_copy.h"
#include "db/backup_manifest.h"
#include "db/lock.h"
#include "db/migrate.h"

static const enum db_engine sqlite = DB_ENGINE_SQLITE;
static const enum db_engine postgresql = DB_ENGINE_POSTGRESQL;

struct fixture {
    struct test_database *database;
    struct clock clock;
    struct backup_settings settings;
    struct error error;
};

static void put_file(struct fixture *fixture, const char *name, const char *content)
{
    const char *path = test_database_path(fixture->database, name);
    assert_int_equal(file_write(path, text_from(content), 0600), STATUS_OK);
}

static bool has_file(struct fixture *fixture, const char *name, const char *content)
{
    struct text found;
    const char *path = test_database_path(fixture->database, name);
    return file_read(fixture->database->arena, path, 1 << 20, &found) == STATUS_OK &&
           text_equal(found, text_from(content));
}

static int setup(void **state)
{
    enum db_engine engine = *(const enum db_engine *)*state;
    struct test_database *database = test_database_migrated(engine);
    struct fixture *fixture = ARENA_NEW(database->arena, struct fixture);
    fixture->database = database;
    clock_set(&fixture->clock, 1774746000000);
    fixture->settings = (struct backup_settings){
        .location = database->location,
        .media_folder = test_database_path(database, "media"),
        .folder = test_database_path(database, "backup"),
        .clock = &fixture->clock,
    };
    test_database_execute(database, engine == DB_ENGINE_SQLITE ? SAMPLE_SCHEMA_SQLITE : SAMPLE_SCHEMA_POSTGRESQL);
    test_database_execute(database, "INSERT INTO sample (id, flag, words) VALUES (1, 0, 'before')");
    assert_int_equal(file_make_folder(test_database_path(database, "media/7"), 0700), STATUS_OK);
    put_file(fixture, "media/7/aa", "a photo");
    put_file(fixture, "media/7/bb", "");
    put_file(fixture, "media/7/.unfinished", "half");
    *state = fixture;
    return 0;
}

static int teardown(void **state)
{
    test_database_remove(((struct fixture *)*state)->database);
    return 0;
}

static struct backup_summary create(struct fixture *fixture)
{
    struct backup_summary summary = { 0 };
    if (backup_create(&fixture->settings, &fixture->error, &summary) != STATUS_OK)
        fail_msg("%s", fixture->error.detail);
    return summary;
}

static void a_backup_comes_back(void **state)
{
    struct fixture *fixture = *state;
    struct backup_summary made = create(fixture);
    assert_int_equal(made.files, 3);
    assert_int_equal(made.created_at, 1774746000000);
    assert_int_equal(made.schema, migrations_of_program().count);
    struct backup_summary found = { 0 };
    assert_int_equal(backup_verify(&fixture->settings, &fixture->error, &found), STATUS_OK);
    assert_int_equal(found.bytes, made.bytes);
    assert_false(file_exists(test_database_path(fixture->database, "backup.partial")));

    test_database_execute(fixture->database, "UPDATE sample SET words = 'after'");
    test_database_execute(fixture->database, "INSERT INTO sample (id, flag) VALUES (2, 0)");
    test_database_execute(fixture->database, "CREATE TABLE newer (id BIGINT)");
    put_file(fixture, "media/7/aa", "changed");
    put_file(fixture, "media/7/cc", "later");
    assert_int_equal(unlink(test_database_path(fixture->database, "media/7/bb")), 0);

    assert_int_equal(backup_restore(&fixture->settings, &fixture->error, NULL), STATUS_CONFLICT);
    assert_int_equal(sample_count(fixture->database->location), 2);
    fixture->settings.replace = true;
    if (backup_restore(&fixture->settings, &fixture->error, &found) != STATUS_OK)
        fail_msg("%s", fixture->error.detail);
    assert_int_equal(found.files, 3);
    assert_int_equal(sample_count(fixture->database->location), 1);
    assert_true(has_file(fixture, "media/7/aa", "a photo"));
    assert_true(has_file(fixture, "media/7/bb", ""));
    assert_false(file_exists(test_database_path(fixture->database, "media/7/cc")));

    struct migrate_status status;
    assert_int_equal(migrate_status(fixture->database->location, migrations_of_program(), &fixture->error, &status),
                     STATUS_OK);
    assert_int_equal(status.state, MIGRATE_CURRENT);
    test_database_execute(fixture->database, "CREATE TABLE newer (id BIGINT)");
}

static void a_backup_fills_an_empty_place(void **state)
{
    struct fixture *fixture = *state;
    create(fixture);
    struct test_database *other = test_database_empty(fixture->database->engine);
    fixture->settings.location = other->location;
    fixture->settings.media_folder = test_database_path(other, "media");
    if (backup_restore(&fixture->settings, &fixture->error, NULL) != STATUS_OK)
        fail_msg("%s", fixture->error.detail);
    assert_int_equal(sample_count(other->location), 1);
    assert_true(file_exists(test_database_path(other, "media/7/aa")));
    test_database_remove(other);
}

static void a_backup_is_never_overwritten(void **state)
{
    struct fixture *fixture = *state;
    create(fixture);
    assert_int_equal(backup_create(&fixture->settings, &fixture->error, NULL), STATUS_CONFLICT);
}

/* Nothing is restored from a backup that is not what it was. */
static void damage_is_found(void **state)
{
    struct fixture *fixture = *state;
    struct backup_settings *settings = &fixture->settings;
    create(fixture);
    settings->replace = true;
    put_file(fixture, "backup/media/7/aa", "A photo");
    assert_int_equal(backup_verify(settings, &fixture->error, NULL), STATUS_INVALID);
    assert_int_equal(backup_restore(settings, &fixture->error, NULL), STATUS_INVALID);
    put_file(fixture, "backup/media/7/aa", "a photo");
    assert_int_equal(backup_verify(settings, &fixture->error, NULL), STATUS_OK);
    put_file(fixture, "backup/media/7/dd", "too much");
    assert_int_equal(backup_verify(settings, &fixture->error, NULL), STATUS_INVALID);
    assert_int_equal(unlink(test_database_path(fixture->database, "backup/media/7/dd")), 0);
    assert_int_equal(unlink(test_database_path(fixture->database, "backup/media/7/aa")), 0);
    assert_int_equal(backup_verify(settings, &fixture->error, NULL), STATUS_INVALID);
    put_file(fixture, "backup/media/7/aa", "a photo");

    struct text manifest;
    const char *path = test_database_path(fixture->database, "backup/MANIFEST");
    assert_int_equal(file_read(fixture->database->arena, path, 1 << 20, &manifest), STATUS_OK);
    for (size_t length = 0; length < manifest.length; length += 7) {
        assert_int_equal(file_write(path, text_slice(manifest, 0, length), 0600), STATUS_OK);
        assert_int_equal(backup_verify(settings, &fixture->error, NULL), STATUS_INVALID);
    }
    assert_int_equal(unlink(path), 0);
    assert_int_equal(backup_verify(settings, &fixture->error, NULL), STATUS_NOT_FOUND);
    assert_int_equal(sample_count(fixture->database->location), 1);
}

static void a_manifest_does_not_lead_outside(void **state)
{
    (void)state;
    assert_true(manifest_path_is_good(TEXT("media/7/aa")));
    assert_false(manifest_path_is_good(TEXT("../aa")));
    assert_false(manifest_path_is_good(TEXT("media/../../aa")));
    assert_false(manifest_path_is_good(TEXT("/etc/passwd")));
    assert_false(manifest_path_is_good(TEXT("media//aa")));
    assert_false(manifest_path_is_good(TEXT("media/")));
    assert_false(manifest_path_is_good(TEXT("media/a\nb")));
    assert_false(manifest_path_is_good(TEXT("")));
}

static void engines_do_not_mix(void **state)
{
    struct fixture *fixture = *state;
    create(fixture);
    bool is_sqlite = fixture->database->engine == DB_ENGINE_SQLITE;
    struct test_database *other = test_database_empty(is_sqlite ? DB_ENGINE_POSTGRESQL : DB_ENGINE_SQLITE);
    fixture->settings.location = other->location;
    assert_int_equal(backup_restore(&fixture->settings, &fixture->error, NULL), STATUS_INVALID);
    test_database_remove(other);
}

static void a_running_server_is_not_overwritten(void **state)
{
    struct fixture *fixture = *state;
    struct db_lock *lock;
    create(fixture);
    fixture->settings.replace = true;
    assert_int_equal(db_lock_take(fixture->database->location, NULL, &lock), STATUS_OK);
    assert_int_equal(backup_restore(&fixture->settings, &fixture->error, NULL), STATUS_BUSY);
    db_lock_release(lock);
}

/* A WAL that was left beside the old database must not be read into the new one. */
static void an_old_wal_is_gone(void **state)
{
    struct fixture *fixture = *state;
    create(fixture);
    struct db *reader;
    struct db *writer;
    fixture->settings.replace = true;
    assert_int_equal(db_open_writer(fixture->database->location, NULL, &writer), STATUS_OK);
    assert_int_equal(db_execute(writer, "UPDATE sample SET words = 'in the WAL'", NULL), STATUS_OK);
    assert_int_equal(db_open_reader(fixture->database->location, NULL, &reader), STATUS_OK);
    db_close(writer);
    if (backup_restore(&fixture->settings, &fixture->error, NULL) != STATUS_OK)
        fail_msg("%s", fixture->error.detail);
    db_close(reader);
    struct error error = { 0 };
    assert_int_equal(backup_check_sqlite(fixture->database->location, &error), STATUS_OK);
    assert_int_equal(sample_count(fixture->database->location), 1);
}

/* Somebody writes all the while. */
struct busy {
    const char *location;
    atomic_bool stop;
    atomic_int written;
};

static void *write_all_the_while(void *argument)
{
    struct busy *busy = argument;
    struct db *db;
    assert_int_equal(db_open_writer(busy->location, NULL, &db), STATUS_OK);
    while (!busy->stop) {
        struct sample sample = sample_of(1000 + busy->written, "meanwhile");
        assert_int_equal(db_run(db, &sample_add, &sample, NULL), STATUS_OK);
        busy->written++;
    }
    db_close(db);
    return NULL;
}

static void the_server_goes_on_meanwhile(void **state)
{
    struct fixture *fixture = *state;
    struct busy busy = { .location = fixture->database->location };
    pthread_t thread;
    pthread_create(&thread, NULL, write_all_the_while, &busy);
    while (busy.written < 50)
        usleep(100);
    int before = busy.written;
    create(fixture);
    busy.stop = true;
    pthread_join(thread, NULL);
    assert_true(busy.written > before);
    fixture->settings.replace = true;
    assert_int_equal(backup_restore(&fixture->settings, &fixture->error, NULL), STATUS_OK);
    int64_t count = sample_count(fixture->database->location);
    assert_true(count > before && count <= busy.written + 1);
}

/* After thirty days a backup goes, and nothing else does (T25). */
static void T25_backups_expire_after_thirty_days(void **state)
{
    struct fixture *fixture = *state;
    int removed = 0;
    const char *parent = test_database_path(fixture->database, ".");
    create(fixture);
    clock_set(&fixture->clock, 1774746000000 + BACKUP_KEEP_DAYS * (int64_t)DAY_MS);
    assert_int_equal(backup_expire(parent, &fixture->clock, &fixture->error, &removed), STATUS_OK);
    assert_int_equal(removed, 0);
    clock_advance(&fixture->clock, 1);
    assert_int_equal(backup_expire(parent, &fixture->clock, &fixture->error, &removed), STATUS_OK);
    assert_int_equal(removed, 1);
    assert_false(file_exists(fixture->settings.folder));
    assert_true(has_file(fixture, "media/7/aa", "a photo"));
}

/* A missing pg_dump is said in so many words. */
static void a_missing_program_is_named(void **state)
{
    struct fixture *fixture = *state;
    char *path = text_string(fixture->database->arena, text_from(getenv("PATH")));
    setenv("PATH", "/nonexistent", 1);
    int status = backup_create(&fixture->settings, &fixture->error, NULL);
    setenv("PATH", path, 1);
    assert_int_equal(status, STATUS_NOT_FOUND);
    assert_non_null(strstr(fixture->error.detail, "pg_dump"));
    assert_false(file_exists(fixture->settings.folder));
}

#define ON(engine, test)                                                        \
    {                                                                           \
#test " on " #engine, test, setup, teardown, (void *)(uintptr_t)&engine \
    }
#define ON_BOTH(test) ON(sqlite, test), ON(postgresql, test)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_BOTH(a_backup_comes_back),
        ON_BOTH(a_backup_fills_an_empty_place),
        ON_BOTH(a_backup_is_never_overwritten),
        ON_BOTH(damage_is_found),
        ON_BOTH(engines_do_not_mix),
        ON_BOTH(the_server_goes_on_meanwhile),
        ON_BOTH(T25_backups_expire_after_thirty_days),
        ON(sqlite, a_manifest_does_not_lead_outside),
        ON(sqlite, a_running_server_is_not_overwritten),
        ON(sqlite, an_old_wal_is_gone),
        ON(postgresql, a_missing_program_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
