/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A disk that fills up under the released program (full_shim.c), at different places of a group of changes: who writes
 * is told that it did not work and keeps the text, nothing is half stored, pages are still answered, and when there is
 * room again everything works on.
 *
 * SAMENSPEL_FULL_SHIM is the preloaded library.
 */
#include "base/error.h"
#include "base/file.h"
#include "client.h"
#include "house.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { CONNECTIONS = 16, ANSWER_MS = 10000, LOOK_MS = 2000, TRIES = 40, SEE_OTHER = 303, LOG_MAXIMUM = 1024 * 1024 };

struct disk {
    struct house house;
    struct writes writes;
    struct clients clients;
    const char *room;
    const char *log;
    const char *environment[5];
};

static int make(void **state)
{
    static struct disk disk;
    disk = (struct disk){ .writes = { .items = NULL } };
    struct house *house = &disk.house;
    const char *shim = getenv("SAMENSPEL_FULL_SHIM");
    if (!shim)
        fail_msg("SAMENSPEL_FULL_SHIM is not set");
    house_make(house);
    /* In the data folder: the program that the shim is in may open no other. */
    disk.room = house_path(house, "data/room");
    disk.log = house_path(house, "data/full");
    disk.environment[0] = arena_printf(house->arena, "LD_PRELOAD=%s", shim).data;
    disk.environment[1] = arena_printf(house->arena, "SAMENSPEL_DISK_FOLDER=%s/", house->data).data;
    disk.environment[2] = arena_printf(house->arena, "SAMENSPEL_DISK_ROOM=%s", disk.room).data;
    disk.environment[3] = arena_printf(house->arena, "SAMENSPEL_DISK_LOG=%s", disk.log).data;
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

static void give_room(struct disk *disk, long bytes)
{
    struct text text = arena_printf(disk->house.arena, "%ld", bytes);
    assert_int_equal(file_write(disk->room, text, 0600), STATUS_OK);
}

static size_t refused(const struct disk *disk, size_t from)
{
    size_t count = 0;
    for (size_t i = from; i < disk->writes.count; i++)
        count += disk->writes.items[i].status != SEE_OTHER;
    return count;
}

/* Every answer that is not good is the page that says so, with the form in it for another try; the log says why. */
static void check_refusal(struct disk *disk)
{
    assert_true(text_find(house_log(&disk->house), TEXT("disk is full")) != SIZE_MAX);
    assert_true(text_starts_with(text_from(disk->clients.last), TEXT("HTTP/1.1 500 ")));
    assert_non_null(strstr(disk->clients.last, "client_id"));
    assert_non_null(strstr(disk->clients.last, "write "));
}

/* Writes until the disk is full; from then on each write is refused. */
static void write_until_full(struct disk *disk, long bytes)
{
    size_t from = disk->writes.count;
    give_room(disk, bytes);
    for (int i = 0; i < TRIES && refused(disk, from) == 0; i++) {
        clients_send(&disk->clients);
        assert_int_equal(clients_listen(&disk->clients, ANSWER_MS, false), CONNECTIONS);
    }
    assert_true(refused(disk, from) > 0);
    assert_true(file_exists(disk->log));
    check_refusal(disk);
    assert_int_equal(client_look(&disk->house, LOOK_MS), 200);
    writes_check(&disk->house, &disk->writes, 0, 0);
}

/* There is room again: what was refused is sent again, with its own id. */
static void go_on(struct disk *disk)
{
    house_flag(disk->room, false);
    for (size_t i = 0; i < disk->writes.count; i++) {
        if (disk->writes.items[i].status == SEE_OTHER)
            continue;
        disk->writes.items[i].status = client_repeat(&disk->house, &disk->writes.items[i]);
        assert_int_equal(disk->writes.items[i].status, SEE_OTHER);
    }
    assert_int_equal(writes_check(&disk->house, &disk->writes, 0, 0), 0);
    house_check(&disk->house);
}

static void a_full_disk_refuses_and_loses_nothing(void **state)
{
    static const long rooms[] = { 0, 1000, 4120, 30000, 100000, 500000 };
    struct disk *disk = *state;
    for (size_t i = 0; i < sizeof rooms / sizeof rooms[0]; i++) {
        house_start(&disk->house, disk->environment);
        clients_open(&disk->clients, &disk->house, &disk->writes, CONNECTIONS);
        write_until_full(disk, rooms[i]);
        go_on(disk);
        clients_close(&disk->clients);
        house_stop(&disk->house); /* the next start begins with an empty WAL */
    }
    printf("# %zu writes on a disk that filled up %zu times\n", disk->writes.count, sizeof rooms / sizeof rooms[0]);
}

/* The server dies while the disk is full; with room again nothing is missing. */
static void a_kill_on_a_full_disk_loses_nothing(void **state)
{
    struct disk *disk = *state;
    house_start(&disk->house, disk->environment);
    clients_open(&disk->clients, &disk->house, &disk->writes, CONNECTIONS);
    write_until_full(disk, 60000);
    house_kill(&disk->house);
    clients_close(&disk->clients);
    house_flag(disk->room, false);
    house_start(&disk->house, disk->environment);
    writes_check(&disk->house, &disk->writes, 0, 0);
    go_on(disk);
    house_stop(&disk->house);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, make, unmake)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_full_disk_refuses_and_loses_nothing),
        TEST(a_kill_on_a_full_disk_loses_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
