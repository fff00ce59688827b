/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Durable writes: a commit for each change against the writer's groups (src/db/writer.h), with 0, 1 and 5 ms added to
 * fdatasync.
 *
 *     change_writer [SECONDS [ROUNDS]]      SAMENSPEL_SYNC_SHIM names tests/crash/fdatasync_shim.so
 *
 * CLIENTS clients each hand over a change, wait for its answer and hand over the next: one INSERT of the size of an
 * entry. Each figure is a process of its own on a new database; rounds are interleaved; the median counts. The line
 * `bench` compares the ratio at 1 ms with the target.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/random.h"
#include "db/backup_copy.h"
#include "db/migrate.h"
#include "db/writer.h"

enum { CLIENTS = 64, ROUNDS_MAXIMUM = 15, WARM_MS = 300, RATIO_MUST = 4, RATIO_AIM = 10, RATIO_DELAY = 1 };

static const int delays_ms[] = { 0, 1, 5 };

enum mode { MODE_DIRECT, MODE_GROUP, MODE__MAX };

static const char *const mode_names[MODE__MAX] = { [MODE_DIRECT] = "direct", [MODE_GROUP] = "group" };

/* ---- one measurement, in the child ---- */

static const struct db_column entry_columns[] = {
    { "id", DB_INTEGER, false, 0 },
};

static const struct db_statement add_entry = {
    .name = "add_entry",
    .sqlite = "INSERT INTO written (child, id, at, note) VALUES (?1 % 1000, ?1, ?1,"
              " 'Slept well after the walk, ate all her fruit and laughed at the cat')",
    .in_count = 1,
    .in = entry_columns,
    .in_size = sizeof(int64_t),
    .writes = "sample",
};

static int write_entry(struct change *change, void *argument)
{
    (void)argument;
    int64_t id = identity_mint(change->identities);
    return db_run(change->db, &add_entry, &id, NULL);
}

static struct writer *writer;
static atomic_bool stopping;
static atomic_int busy_clients = CLIENTS;

/* The next change of the same client. */
static void go_on(struct writer_task *task)
{
    if (task->status != STATUS_OK)
        abort();
    if (stopping || !writer_submit(writer, NULL, task))
        busy_clients--;
}

static void sleep_ms(int64_t milliseconds)
{
    struct timespec rest = { milliseconds / 1000, milliseconds % 1000 * 1000000 };
    nanosleep(&rest, NULL);
}

static void make_database(const char *path)
{
    struct db *db;
    struct migrate_settings settings = { .location = path,
                                         .migrations = migrations_of_program(),
                                         .clock = clock_system() };
    if (migrate_apply(&settings, NULL, NULL) != STATUS_OK || db_open_writer(path, NULL, &db) != STATUS_OK ||
        db_execute(db,
                   "CREATE TABLE written (child BIGINT, id BIGINT, at BIGINT, note TEXT, PRIMARY KEY (child, at, id))"
                   " WITHOUT ROWID",
                   NULL) != STATUS_OK)
        abort();
    db_close(db);
}

static int measure(const char *folder, enum mode mode, int64_t milliseconds)
{
    static struct writer_task tasks[CLIENTS];
    struct identity_source identities;
    struct arena *arena = arena_new();
    const char *path = arena_printf(arena, "%s/bench.sqlite", folder).data;
    make_database(path);
    identity_source_init(&identities, clock_system(), 1);
    struct writer_settings settings = { .location = path,
                                        .clock = clock_system(),
                                        .identities = &identities,
                                        .group_maximum = mode == MODE_DIRECT ? 1 : 0 };
    if (writer_start(&settings, NULL, &writer) != STATUS_OK)
        return 1;
    for (size_t i = 0; i < CLIENTS; i++) {
        tasks[i] = (struct writer_task){ .change = write_entry, .done = go_on };
        if (!writer_submit(writer, NULL, &tasks[i]))
            return 1;
    }
    sleep_ms(WARM_MS);
    struct writer_figures before = writer_figures(writer);
    int64_t start = clock_ticks_us();
    sleep_ms(milliseconds);
    struct writer_figures after = writer_figures(writer);
    int64_t passed = clock_ticks_us() - start;
    stopping = true;
    while (busy_clients > 0)
        sleep_ms(1);
    writer_stop(writer);
    printf("%jd %jd\n", (intmax_t)((after.changes - before.changes) * 1000000 / passed),
           (intmax_t)((after.changes - before.changes) / (after.commits - before.commits)));
    arena_free(arena);
    return 0;
}

/* ---- the rounds ---- */

struct figure {
    int64_t rates[ROUNDS_MAXIMUM]; /* changes a second */
    int64_t group;                 /* changes a commit, of the last round */
};

static void run_child(const char *mode, int delay_ms, int64_t milliseconds, int64_t *ret_rate, int64_t *ret_group)
{
    char command[512];
    const char *shim = getenv("SAMENSPEL_SYNC_SHIM");
    if (shim == NULL) {
        fprintf(stderr, "change_writer: SAMENSPEL_SYNC_SHIM is not set\n");
        exit(2);
    }
    snprintf(command, sizeof command, "LD_PRELOAD='%s' SAMENSPEL_SYNC_DELAY_MS=%d /proc/%ld/exe %s %jd", shim, delay_ms,
             (long)getpid(), mode, (intmax_t)milliseconds);
    FILE *child = popen(command, "r");
    if (child == NULL || fscanf(child, "%jd %jd", (intmax_t *)ret_rate, (intmax_t *)ret_group) != 2 ||
        pclose(child) != 0) {
        fprintf(stderr, "change_writer: a measurement failed\n");
        exit(1);
    }
}

static int compare(const void *a, const void *b)
{
    int64_t first = *(const int64_t *)a;
    int64_t second = *(const int64_t *)b;
    return (first > second) - (first < second);
}

static int64_t median(struct figure *figure, size_t rounds)
{
    qsort(figure->rates, rounds, sizeof figure->rates[0], compare);
    return figure->rates[rounds / 2];
}

static void run_rounds(size_t rounds, int64_t milliseconds)
{
    static struct figure figures[sizeof delays_ms / sizeof delays_ms[0]][MODE__MAX];
    const size_t delays = sizeof delays_ms / sizeof delays_ms[0];
    for (size_t round = 0; round < rounds; round++)
        for (size_t delay = 0; delay < delays; delay++)
            for (int mode = 0; mode < MODE__MAX; mode++)
                run_child(mode_names[mode], delays_ms[delay], milliseconds, &figures[delay][mode].rates[round],
                          &figures[delay][mode].group);
    for (size_t delay = 0; delay < delays; delay++) {
        double direct = (double)median(&figures[delay][MODE_DIRECT], rounds);
        double group = (double)median(&figures[delay][MODE_GROUP], rounds);
        double ratio = group / direct;
        printf(
            "durable writes, %d clients, fdatasync + %d ms: direct %.0f/s, group %.0f/s (%jd a commit), ratio %.1f\n",
            CLIENTS, delays_ms[delay], direct, group, (intmax_t)figures[delay][MODE_GROUP].group, ratio);
        if (delays_ms[delay] == RATIO_DELAY)
            printf("bench durable_writes_group_against_direct %.1f must %d aim %d %s\n", ratio, RATIO_MUST, RATIO_AIM,
                   ratio >= RATIO_MUST ? "ok" : "short");
    }
}

static int run_measurement(const char *name, int64_t milliseconds)
{
    char folder[] = "/var/tmp/samenspel-bench-XXXXXX";
    if (mkdtemp(folder) == NULL)
        return 1;
    enum mode mode = text_equal(text_from(name), text_from(mode_names[MODE_GROUP])) ? MODE_GROUP : MODE_DIRECT;
    int result = measure(folder, mode, milliseconds);
    (void)!backup_remove(folder);
    return result;
}

static int64_t number_or(const char *argument, int64_t maximum, int64_t otherwise)
{
    int64_t number = otherwise;
    if (argument != NULL && text_to_integer(text_from(argument), 1, maximum, &number) != STATUS_OK)
        fprintf(stderr, "change_writer: %s is no number up to %jd\n", argument, (intmax_t)maximum);
    return number;
}

int main(int count, char **arguments)
{
    if (random_start() != STATUS_OK)
        return 1;
    for (int mode = 0; mode < MODE__MAX; mode++)
        if (count == 3 && text_equal(text_from(arguments[1]), text_from(mode_names[mode])))
            return run_measurement(arguments[1], number_or(arguments[2], 3600000, 1000));
    int64_t seconds = number_or(count > 1 ? arguments[1] : NULL, 600, 3);
    run_rounds((size_t)number_or(count > 2 ? arguments[2] : NULL, ROUNDS_MAXIMUM, 3), seconds * 1000);
    return 0;
}
