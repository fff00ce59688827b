/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * kill -9, again and again: devices write while the server dies at a random moment, sometimes also while it starts or
 * while a command changes who may see what. After each start every acknowledged write is there once, what was not
 * answered can be sent again and is then there once, and the database is whole.
 *
 * The same on PostgreSQL, with a server of it that lives on: what the program told is in there, and a transaction that it
 * had open when it died is not.
 *
 * SAMENSPEL_TEST_CRASH_ROUNDS is the number of rounds, 200 without it, and a twentieth of that on PostgreSQL.
 */
#include "base/random.h"
#include "client.h"
#include "house.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum {
    ROUNDS = 200, /* also the most on one installation */
    LEAST_ROUNDS = 5,
    CONNECTIONS = 24,
    LONGEST_MS = 250,             /* of a round, from the first write to the kill */
    LONGEST_POSTGRESQL_MS = 1500, /* it takes a while to get going */
    START_LONGEST_MS = 60,
    DRAIN_MS = 2000,   /* for answers that were under way when the server died */
    START_EVERY = 10,  /* rounds that also kill a start */
    COMMAND_EVERY = 8, /* rounds in which somebody gets an account */
    CHECK_EVERY = 10,  /* rounds after which the whole database is checked */
    REPEATED = 5,      /* acknowledged writes of a round that are sent again */
    SEE_OTHER = 303
};

struct counts {
    size_t acknowledged;
    size_t open; /* not answered */
    size_t kept; /* of these: there all the same */
    size_t starts_killed;
    size_t accounts; /* made, of how many tried */
    size_t accounts_tried;
};

/* Kills the server while it starts, a few times. */
static void kill_starts(struct house *house, struct counts *counts)
{
    for (uint32_t times = 1 + random_below(3); times > 0; times--) {
        house_launch(house, NULL);
        house_sleep((int)random_below(START_LONGEST_MS));
        house_kill(house);
        counts->starts_killed++;
    }
}

/* `samenspel user add` for a new address, through the running server. */
static pid_t begin_account(struct house *house, struct counts *counts)
{
    const char *address = arena_printf(house->arena, "n%zu@example.org", ++counts->accounts_tried).data;
    const char *const arguments[] = { "user",    "add",      "--name",  "Nieuw Iemand", "--role", "professional",
                                      "--group", "Vlinders", "--email", address,        NULL };
    return house_spawn(house, NULL, arguments);
}

/* An account that the command told of is there. */
static void end_account(struct house *house, pid_t command, struct counts *counts)
{
    if (house_wait(command) != 0)
        return;
    counts->accounts++;
    const char *sql = arena_printf(house->arena, "SELECT count(*) FROM account WHERE email = 'n%zu@example.org'",
                                   counts->accounts_tried)
                          .data;
    house_start(house, NULL);
    assert_int_equal(house_number(house, sql), 1);
    house_kill(house);
}

/* Writes until the kill, and what was answered before it. */
static void write_and_kill(struct house *house, struct writes *writes, bool account, struct counts *counts)
{
    struct clients clients;
    pid_t command = 0;
    clients_open(&clients, house, writes, CONNECTIONS);
    clients_send(&clients);
    if (account)
        command = begin_account(house, counts);
    clients_listen(&clients, 1 + (int)random_below(house->service ? LONGEST_POSTGRESQL_MS : LONGEST_MS), true);
    house_kill(house);
    clients_listen(&clients, DRAIN_MS, false);
    clients_close(&clients);
    if (account)
        end_account(house, command, counts);
}

/* What was not answered is sent again, and a few that were. */
static void repeat(struct house *house, struct writes *writes, size_t from, struct counts *counts)
{
    size_t again = 0;
    for (size_t i = from; i < writes->count; i++) {
        struct write *write = &writes->items[i];
        bool acknowledged = write->status == SEE_OTHER;
        counts->acknowledged += acknowledged;
        counts->open += !acknowledged;
        if (acknowledged && again++ >= REPEATED)
            continue;
        write->status = client_repeat(house, write);
        assert_int_equal(write->status, SEE_OTHER);
    }
}

static void run_round(struct house *house, struct writes *writes, size_t round, struct counts *counts)
{
    size_t from = writes->count;
    house_start(house, NULL);
    int64_t mark = writes_mark(house);
    write_and_kill(house, writes, round % COMMAND_EVERY == 0, counts);
    if (round % START_EVERY == 0)
        kill_starts(house, counts);
    house_start(house, NULL);
    counts->kept += writes_check(house, writes, from, mark);
    repeat(house, writes, from, counts);
    assert_int_equal(writes_check(house, writes, from, mark), 0);
    if (round % CHECK_EVERY == 0)
        house_check(house);
    house_kill(house);
}

/* Rounds on one installation; the database is whole after the last one. */
static void run_rounds(size_t rounds, void (*make)(struct house *house), struct counts *counts)
{
    struct house house;
    struct writes writes = { .items = NULL };
    make(&house);
    for (size_t round = 1; round <= rounds; round++)
        run_round(&house, &writes, round, counts);
    house_start(&house, NULL);
    house_check(&house);
    assert_int_equal(writes_check(&house, &writes, 0, 0), 0);
    house_stop(&house);
    house_remove(&house);
    writes_free(&writes);
}

static void try(size_t rounds, void (*make)(struct house *house))
{
    struct counts counts = { .open = 0 };
    int64_t began = house_milliseconds();
    assert_true(rounds > 0);
    for (size_t done = 0; done < rounds; done += ROUNDS)
        run_rounds(rounds - done < ROUNDS ? rounds - done : ROUNDS, make, &counts);
    assert_true(counts.acknowledged > rounds);
    assert_true(counts.open > 0);
    printf("# %zu rounds in %jd s: %zu writes acknowledged, %zu not answered (%zu of them there all the same), "
           "%zu starts killed, %zu of %zu accounts\n",
           rounds, (intmax_t)(house_milliseconds() - began) / 1000, counts.acknowledged, counts.open, counts.kept,
           counts.starts_killed, counts.accounts, counts.accounts_tried);
}

static size_t wanted_rounds(void)
{
    const char *wanted = getenv("SAMENSPEL_TEST_CRASH_ROUNDS");
    return wanted ? strtoul(wanted, NULL, 10) : ROUNDS;
}

static void what_was_acknowledged_outlives_every_kill(void **state)
{
    (void)state;
    try(wanted_rounds(), house_make);
}

static void what_was_acknowledged_outlives_every_kill_on_postgresql(void **state)
{
    (void)state;
    size_t rounds = wanted_rounds() / 20;
    try(rounds < LEAST_ROUNDS ? LEAST_ROUNDS : rounds, house_make_on_postgresql);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_acknowledged_outlives_every_kill),
        cmocka_unit_test(what_was_acknowledged_outlives_every_kill_on_postgresql),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
