/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What an answer of the released program means, told by a disk that we hold, break and slow down (fdatasync_shim.c):
 * kill -9 alone cannot show it, because the page cache survives the process. The same disk under a server with
 * synchronous=OFF turns it red, which is a test of its own.
 *
 * SAMENSPEL_SYNC_SHIM and SAMENSPEL_OFF_SHIM are the preloaded libraries.
 */
#include "base/error.h"
#include "base/file.h"
#include "client.h"
#include "house.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

enum {
    CONNECTIONS = 16,
    QUIET_MS = 400, /* in which no answer may come */
    ANSWER_MS = 10000,
    LOOK_MS = 2000, /* for a page while the disk is held */
    SLOW_MS = 1500, /* how long devices write to a slow disk */
    SLOW_CONNECTIONS = 32,
    LOG_MAXIMUM = 64 * 1024 * 1024,
    SEE_OTHER = 303
};

struct disk {
    struct house house;
    struct writes writes;
    struct clients clients;
    const char *hold;
    const char *fail;
    const char *log;
    const char *environment[8];
};

/* ---- a disk of our own ---- */

static const char *variable(struct disk *disk, const char *name, const char *value)
{
    return arena_printf(disk->house.arena, "%s=%s", name, value).data;
}

static const char *shim(const char *name)
{
    const char *path = getenv(name);
    if (!path)
        fail_msg("%s is not set", name);
    return path;
}

static int make(void **state)
{
    static struct disk disk;
    disk = (struct disk){ .writes = { .items = NULL } };
    house_make(&disk.house);
    /* In the data folder: the program that the shim is in may open no other. */
    disk.hold = house_path(&disk.house, "data/hold");
    disk.fail = house_path(&disk.house, "data/fail");
    disk.log = house_path(&disk.house, "data/syncs");
    disk.environment[0] = variable(&disk, "LD_PRELOAD", shim("SAMENSPEL_SYNC_SHIM"));
    disk.environment[1] = variable(&disk, "SAMENSPEL_SYNC_HOLD", disk.hold);
    disk.environment[2] = variable(&disk, "SAMENSPEL_SYNC_FAIL", disk.fail);
    disk.environment[3] = variable(&disk, "SAMENSPEL_SYNC_LOG", disk.log);
    *state = &disk;
    return 0;
}

static int unmake(void **state)
{
    struct disk *disk = *state;
    house_remove(&disk->house);
    writes_free(&disk->writes);
    return 0;
}

/* How often the log of the disk holds the words since it was last emptied. */
static size_t log_count(const struct disk *disk, const char *words)
{
    struct arena *arena = arena_new();
    struct text log;
    size_t count = 0;
    if (file_read(arena, disk->log, LOG_MAXIMUM, &log) == STATUS_OK) {
        for (struct text rest = log; rest.data;)
            count += text_find(text_cut(rest, '\n', &rest), text_from(words)) != SIZE_MAX;
    }
    arena_free(arena);
    return count;
}

static void log_empty(const struct disk *disk)
{
    house_flag(disk->log, false);
}

static void wait_for_log(const struct disk *disk, const char *words)
{
    int64_t until = house_milliseconds() + ANSWER_MS;
    while (log_count(disk, words) == 0) {
        assert_true(house_milliseconds() < until);
        house_sleep(1);
    }
}

static void begin(struct disk *disk, size_t connections)
{
    house_start(&disk->house, disk->environment);
    clients_open(&disk->clients, &disk->house, &disk->writes, connections);
}

/* One write on each connection, sent while the disk is held. */
static void send_held(struct disk *disk)
{
    house_flag(disk->hold, true);
    log_empty(disk);
    clients_send(&disk->clients);
}

/* Writes whose answer was a 303, from `from` on. */
static size_t acknowledged(const struct disk *disk, size_t from)
{
    size_t count = 0;
    for (size_t i = from; i < disk->writes.count; i++)
        count += disk->writes.items[i].status == SEE_OTHER;
    return count;
}

/* Sends again whatever has no good answer; then each is there once. */
static void repeat_open(struct disk *disk)
{
    for (size_t i = 0; i < disk->writes.count; i++) {
        struct write *write = &disk->writes.items[i];
        if (write->status == SEE_OTHER)
            continue;
        write->status = client_repeat(&disk->house, write);
        assert_int_equal(write->status, SEE_OTHER);
    }
    assert_int_equal(writes_check(&disk->house, &disk->writes, 0, 0), 0);
    house_check(&disk->house);
}

static void end(struct disk *disk)
{
    clients_close(&disk->clients);
    house_stop(&disk->house);
}

/* ---- held ---- */

static void no_answer_comes_while_the_disk_is_held(void **state)
{
    struct disk *disk = *state;
    begin(disk, CONNECTIONS);
    for (int round = 0; round < 3; round++) {
        send_held(disk);
        wait_for_log(disk, "hold ");
        assert_int_equal(clients_listen(&disk->clients, QUIET_MS, false), 0);
        /* Reading goes on meanwhile, and nobody sees what is not stored. */
        assert_int_equal(client_look(&disk->house, LOOK_MS), 200);
        assert_int_equal(writes_check(&disk->house, &disk->writes, disk->writes.count - CONNECTIONS, 0), 0);
        house_flag(disk->hold, false);
        assert_int_equal(clients_listen(&disk->clients, ANSWER_MS, false), CONNECTIONS);
        assert_true(log_count(disk, "done ") > 0 && log_count(disk, "-wal") > 0);
    }
    assert_int_equal(acknowledged(disk, 0), 3 * CONNECTIONS);
    assert_int_equal(writes_check(&disk->house, &disk->writes, 0, 0), 0);
    end(disk);
}

/* With synchronous=OFF the answers do not wait for the disk: the test above would be red. */
static void the_test_sees_synchronous_off(void **state)
{
    struct disk *disk = *state;
    disk->environment[0] =
        arena_printf(disk->house.arena, "LD_PRELOAD=%s:%s", shim("SAMENSPEL_SYNC_SHIM"), shim("SAMENSPEL_OFF_SHIM"))
            .data;
    begin(disk, CONNECTIONS);
    send_held(disk);
    assert_int_equal(clients_listen(&disk->clients, ANSWER_MS, false), CONNECTIONS);
    assert_int_equal(acknowledged(disk, 0), CONNECTIONS);
    assert_int_equal(log_count(disk, "-wal"), 0);
    house_flag(disk->hold, false);
    end(disk);
}

/*
 * Killed between writing and fdatasync, a change is in the page cache and SQLite takes it for committed. Sending it again
 * writes nothing, so its good answer would lean on nothing: the start has to put it on disk first (db/wal.h).
 */
static void a_start_puts_on_disk_what_it_found(void **state)
{
    struct disk *disk = *state;
    begin(disk, CONNECTIONS);
    clients_send(&disk->clients); /* so that the WAL has begun */
    assert_int_equal(clients_listen(&disk->clients, ANSWER_MS, false), CONNECTIONS);
    send_held(disk);
    wait_for_log(disk, "hold ");
    house_kill(&disk->house);
    clients_close(&disk->clients);
    log_empty(disk);
    house_launch(&disk->house, disk->environment);
    assert_false(house_is_ready(&disk->house, QUIET_MS));
    assert_int_equal(log_count(disk, "hold "), 1);
    house_flag(disk->hold, false);
    assert_true(house_is_ready(&disk->house, ANSWER_MS));
    assert_true(log_count(disk, "-wal") > 0);
    assert_true(writes_check(&disk->house, &disk->writes, 0, 0) > 0);
    repeat_open(disk);
    house_stop(&disk->house);
}

/* ---- failing ---- */

static void a_failing_disk_gives_no_good_answer(void **state)
{
    struct disk *disk = *state;
    begin(disk, CONNECTIONS);
    clients_send(&disk->clients);
    assert_int_equal(clients_listen(&disk->clients, ANSWER_MS, false), CONNECTIONS);
    house_flag(disk->fail, true);
    for (int round = 0; round < 3; round++) {
        clients_send(&disk->clients);
        assert_int_equal(clients_listen(&disk->clients, ANSWER_MS, false), CONNECTIONS);
        assert_int_equal(acknowledged(disk, CONNECTIONS), 0);
        /* The page says so, and keeps what was typed for another try; nobody is shown what was refused. */
        assert_true(text_starts_with(text_from(disk->clients.last), TEXT("HTTP/1.1 500 ")));
        assert_non_null(strstr(disk->clients.last, "client_id"));
        assert_int_equal(client_look(&disk->house, LOOK_MS), 200);
        assert_int_equal(writes_check(&disk->house, &disk->writes, 0, 0), 0);
    }
    house_flag(disk->fail, false);
    repeat_open(disk);
    assert_int_equal(acknowledged(disk, 0), 4 * CONNECTIONS);
    end(disk);
}

/* A failed fdatasync leaves frames that no disk has and the kernel calls clean; what is written after the next start may
 * not lean on them, so the start writes them anew. */
static void a_kill_after_a_failed_sync_loses_nothing(void **state)
{
    struct disk *disk = *state;
    begin(disk, CONNECTIONS);
    clients_send(&disk->clients);
    assert_int_equal(clients_listen(&disk->clients, ANSWER_MS, false), CONNECTIONS);
    house_flag(disk->fail, true);
    clients_send(&disk->clients);
    assert_int_equal(clients_listen(&disk->clients, ANSWER_MS, false), CONNECTIONS);
    house_kill(&disk->house);
    clients_close(&disk->clients);
    /* A disk that still fails lets nobody in. */
    house_launch(&disk->house, disk->environment);
    assert_int_not_equal(house_wait(disk->house.server), 0);
    disk->house.server = 0;
    house_flag(disk->fail, false);
    house_start(&disk->house, disk->environment);
    writes_check(&disk->house, &disk->writes, 0, 0);
    repeat_open(disk);
    house_stop(&disk->house);
}

/* ---- slow ---- */

static void write_to_slow_disk(struct disk *disk, const char *delay)
{
    disk->environment[4] = variable(disk, "SAMENSPEL_SYNC_DELAY_MS", delay);
    begin(disk, SLOW_CONNECTIONS);
    log_empty(disk);
    size_t from = disk->writes.count;
    clients_send(&disk->clients);
    size_t answers = clients_listen(&disk->clients, SLOW_MS, true);
    size_t commits = log_count(disk, "-wal");
    answers += clients_listen(&disk->clients, ANSWER_MS, false);
    printf("# %s ms a sync: %zu writes answered in %d ms, %zu commits\n", delay, answers, SLOW_MS, commits);
    assert_int_equal(acknowledged(disk, from), answers);
    assert_int_equal(disk->writes.count - from, answers);
    assert_true(commits > 0 && commits * 2 < answers);
    assert_int_equal(writes_check(&disk->house, &disk->writes, 0, 0), 0);
    house_check(&disk->house);
    end(disk);
}

static void a_slow_disk_is_shared_by_many_writes(void **state)
{
    write_to_slow_disk(*state, "1");
    write_to_slow_disk(*state, "5");
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, make, unmake)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(no_answer_comes_while_the_disk_is_held),   TEST(the_test_sees_synchronous_off),
        TEST(a_start_puts_on_disk_what_it_found),       TEST(a_failing_disk_gives_no_good_answer),
        TEST(a_kill_after_a_failed_sync_loses_nothing), TEST(a_slow_disk_is_shared_by_many_writes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
