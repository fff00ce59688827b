/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Torn backups and restores: kill -9 in the middle of each. A folder with the final name is a whole backup, whatever
 * happened while it was made; a restore that died leaves the database as it was or as it is in the backup, with every
 * media file that belongs to it, and the next one ends it.
 *
 * SAMENSPEL_TEST_CRASH_ROUNDS tells how long `make audit` goes on; a tenth of these rounds is made here, of each kind.
 */
#include "base/error.h"
#include "base/file.h"
#include "base/random.h"
#include "client.h"
#include "db/backup.h"
#include "house.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum {
    ROUNDS = 12,
    ROUNDS_PART = 10,
    CONNECTIONS = 8,
    WRITES_MS = 300, /* how long entries are written before a state is taken */
    ANSWER_MS = 10000,
    FILES = 60, /* media of each state; a third is in both */
    FILE_BYTES = 40000
};

/* The installation has two states: what the backup holds, and what came after it. */
struct states {
    struct house house;
    struct writes writes;
    const char *backup; /* folder of the first state */
    const char *later;  /* copy of the data folder in the second */
    int64_t entries[2];
    int64_t longest_ms[2]; /* of a backup and a restore that nobody kills */
};

/* ---- making them ---- */

static size_t rounds(void)
{
    const char *wanted = getenv("SAMENSPEL_TEST_CRASH_ROUNDS");
    return wanted ? strtoul(wanted, NULL, 10) / ROUNDS_PART : ROUNDS;
}

static void run_tool(const char *const *words)
{
    pid_t process = fork();
    if (process == 0) {
        execvp(words[0], (char **)(uintptr_t)words);
        _exit(127);
    }
    assert_int_equal(house_wait(process), 0);
}

static const char *media_path(struct house *house, int number)
{
    return arena_printf(house->arena, "%s/media/%02d/file%d", house->data, number % 10, number).data;
}

/* What file `number` holds: its own number, over and over. */
static struct text media_content(struct house *house, int number)
{
    char *bytes = arena_allocate(house->arena, FILE_BYTES);
    for (int i = 0; i < FILE_BYTES; i++)
        bytes[i] = (char)(number + i);
    return (struct text){ bytes, FILE_BYTES };
}

/* State 0 has the files 0..FILES, state 1 those from two thirds of FILES on. */
static int first_file(int state)
{
    return state * FILES * 2 / 3;
}

static void make_media(struct house *house, int state)
{
    for (int i = 0; i < FILES * 2; i++)
        unlink(media_path(house, i));
    for (int i = 0; i < FILES; i++) {
        const char *path = media_path(house, first_file(state) + i);
        char *folder = text_string(house->arena, text_from(path));
        *strrchr(folder, '/') = '\0';
        assert_int_equal(file_make_folder(folder, 0700), STATUS_OK);
        assert_int_equal(file_write(path, media_content(house, first_file(state) + i), 0600), STATUS_OK);
    }
}

static void write_entries(struct states *states, int state)
{
    struct clients clients;
    house_start(&states->house, NULL);
    clients_open(&clients, &states->house, &states->writes, CONNECTIONS);
    clients_send(&clients);
    clients_listen(&clients, WRITES_MS, true);
    clients_listen(&clients, ANSWER_MS, false);
    clients_close(&clients);
    house_stop(&states->house);
    states->entries[state] = house_number(&states->house, "SELECT count(*) FROM entry");
}

static int run_command(struct states *states, const char *command, const char *folder, const char *option)
{
    const char *const arguments[] = { command, folder, option, NULL };
    return house_run(&states->house, arguments);
}

static void make_states(struct states *states)
{
    struct house *house = &states->house;
    house_make(house);
    states->backup = house_path(house, "backup");
    states->later = house_path(house, "later");
    write_entries(states, 0);
    make_media(house, 0);
    int64_t began = house_milliseconds();
    if (run_command(states, "backup", states->backup, NULL) != 0)
        fail_msg("backup: %s", house_output(house).data);
    states->longest_ms[0] = house_milliseconds() - began + 1;
    write_entries(states, 1);
    make_media(house, 1);
    assert_true(states->entries[0] > 0 && states->entries[1] > states->entries[0]);
    run_tool((const char *const[]){ "cp", "-a", house->data, states->later, NULL });
    began = house_milliseconds();
    if (run_command(states, "restore", states->backup, "--replace") != 0)
        fail_msg("restore: %s", house_output(house).data);
    states->longest_ms[1] = house_milliseconds() - began + 1;
}

/* Back to the second state. */
static void put_later(struct states *states)
{
    run_tool((const char *const[]){ "rm", "-rf", states->house.data, NULL });
    run_tool((const char *const[]){ "cp", "-a", states->later, states->house.data, NULL });
}

static int make(void **state)
{
    static struct states states;
    states = (struct states){ .writes = { .items = NULL } };
    make_states(&states);
    *state = &states;
    return 0;
}

static int unmake(void **state)
{
    struct states *states = *state;
    house_remove(&states->house);
    writes_free(&states->writes);
    return 0;
}

/* ---- checking ---- */

static void check_media(struct states *states, int state)
{
    struct arena *arena = arena_new();
    for (int i = first_file(state); i < first_file(state) + FILES; i++) {
        struct text content;
        if (file_read(arena, media_path(&states->house, i), FILE_BYTES, &content) != STATUS_OK ||
            !text_equal(content, media_content(&states->house, i)))
            fail_msg("state %d: media file %d is missing or not what it was", state, i);
    }
    arena_free(arena);
}

/* The database is that of one state, with its media: which. */
static int check_state(struct states *states)
{
    house_check(&states->house);
    int64_t entries = house_number(&states->house, "SELECT count(*) FROM entry");
    int state = entries == states->entries[1];
    assert_int_equal(entries, states->entries[state]);
    check_media(states, state);
    return state;
}

static void check_backup(struct states *states, const char *folder)
{
    struct backup_settings settings = { .location = states->house.database, .folder = folder };
    struct backup_summary summary;
    struct error error = { .word = 0 };
    if (backup_verify(&settings, &error, &summary) != STATUS_OK)
        fail_msg("%s is not whole: %s", folder, error.detail);
}

/* Somewhere in its life, or, `late`, where the end is near: there the names change. */
static void kill_soon(pid_t process, int64_t longest_ms, bool late)
{
    uint32_t longest = (uint32_t)longest_ms * 1000;
    usleep(late ? longest * 4 / 5 + random_below(longest * 2 / 5) : random_below(longest));
    kill(process, SIGKILL);
    house_wait(process);
}

/* ---- the tests ---- */

static void a_backup_with_its_name_is_whole(void **state)
{
    struct states *states = *state;
    size_t whole = 0;
    for (size_t i = 0; i < rounds(); i++) {
        const char *folder = house_path(&states->house, "torn");
        const char *const arguments[] = { "backup", folder, NULL };
        kill_soon(house_spawn(&states->house, NULL, arguments), states->longest_ms[0], i % 2 == 1);
        if (file_exists(folder)) {
            whole++;
            check_backup(states, folder);
            run_tool((const char *const[]){ "rm", "-rf", folder, NULL });
        }
        /* What the dead one left is in nobody's way. */
        if (run_command(states, "backup", folder, NULL) != 0)
            fail_msg("backup: %s", house_output(&states->house).data);
        check_backup(states, folder);
        run_tool((const char *const[]){ "rm", "-rf", folder, NULL });
    }
    printf("# %zu backups killed, %zu had their name and were whole\n", rounds(), whole);
}

static void a_restore_leaves_the_old_or_the_new(void **state)
{
    struct states *states = *state;
    size_t found[2] = { 0, 0 };
    for (size_t i = 0; i < rounds(); i++) {
        const char *const arguments[] = { "restore", states->backup, "--replace", NULL };
        put_later(states);
        kill_soon(house_spawn(&states->house, NULL, arguments), states->longest_ms[1], i % 2 == 1);
        found[check_state(states)]++;
        house_start(&states->house, NULL);
        assert_int_equal(client_look(&states->house, ANSWER_MS), 200);
        house_stop(&states->house);
        if (run_command(states, "restore", states->backup, "--replace") != 0)
            fail_msg("restore: %s", house_output(&states->house).data);
        assert_int_equal(check_state(states), 0);
        assert_false(file_exists(media_path(&states->house, first_file(1) + FILES - 1)));
    }
    assert_true(found[1] > 0);
    printf("# %zu restores killed: %zu left the old, %zu the new\n", rounds(), found[1], found[0]);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, make, unmake)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_backup_with_its_name_is_whole),
        TEST(a_restore_leaves_the_old_or_the_new),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
