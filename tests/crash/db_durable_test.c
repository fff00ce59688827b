/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * An answer means that the change is on disk. The test starts itself again as a child whose fdatasync it holds or
 * makes fail (tests/crash/fdatasync_shim.c), and listens to what the child answers meanwhile. The same with
 * synchronous=OFF shows that the test would notice.
 *
 * SAMENSPEL_SYNC_SHIM is the path of the preloaded library.
 */
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "../support/database.h"
#include "../support/sample.h"
#include "base/file.h"
#include "db/backup_copy.h"
#include "db/writer_internal.h"

enum { GROUP = 20, QUIET_MS = 300, ANSWER_MS = 10000 };

/* ---- the child: for each byte on stdin it hands over GROUP changes; each answer is a byte on stdout ---- */

static int write_sample(struct change *change, void *argument)
{
    (void)argument;
    struct sample sample = sample_of(identity_mint(change->identities), "words");
    return db_run(change->db, &sample_add, &sample, NULL);
}

static void answer(struct writer_task *task)
{
    char byte = task->status == STATUS_OK ? '+' : '-';
    if (write(STDOUT_FILENO, &byte, 1) != 1)
        abort();
}

static int be_child(const char *location, bool off)
{
    struct identity_source identities;
    identity_source_init(&identities, clock_system(), 1);
    struct writer_settings settings = { .location = location, .clock = clock_system(), .identities = &identities };
    struct writer *writer;
    if (random_start() != STATUS_OK || writer_start(&settings, NULL, &writer) != STATUS_OK)
        return 1;
    if (off && db_execute(writer->db, "PRAGMA synchronous = OFF", NULL) != STATUS_OK)
        return 1;
    char go;
    static struct writer_task tasks[GROUP];
    while (read(STDIN_FILENO, &go, 1) == 1) {
        for (size_t i = 0; i < GROUP; i++) {
            tasks[i] = (struct writer_task){ .change = write_sample, .done = answer };
            if (!writer_submit(writer, NULL, &tasks[i]))
                return 1;
        }
    }
    writer_stop(writer);
    return 0;
}

/* ---- the test ---- */

struct fixture {
    struct test_database *database;
    const char *hold;
    const char *fail;
    const char *log;
    pid_t child;
    int to;
    int from;
};

static void start_child(struct fixture *fixture, const char *mode)
{
    int to[2];
    int from[2];
    assert_int_equal(pipe(to), 0);
    assert_int_equal(pipe(from), 0);
    const char *shim = getenv("SAMENSPEL_SYNC_SHIM");
    if (shim == NULL)
        fail_msg("SAMENSPEL_SYNC_SHIM is not set");
    fixture->child = fork();
    if (fixture->child == 0) {
        dup2(to[0], STDIN_FILENO);
        dup2(from[1], STDOUT_FILENO);
        close(to[1]);
        close(from[0]);
        setenv("LD_PRELOAD", shim, 1);
        setenv("SAMENSPEL_SYNC_HOLD", fixture->hold, 1);
        setenv("SAMENSPEL_SYNC_FAIL", fixture->fail, 1);
        setenv("SAMENSPEL_SYNC_LOG", fixture->log, 1);
        execl("/proc/self/exe", "db_durable_test", fixture->database->location, mode, (char *)NULL);
        _exit(127);
    }
    close(to[0]);
    close(from[1]);
    fixture->to = to[1];
    fixture->from = from[0];
}

static void stop_child(struct fixture *fixture)
{
    int result;
    close(fixture->to);
    assert_int_equal(waitpid(fixture->child, &result, 0), fixture->child);
    assert_true(WIFEXITED(result));
    assert_int_equal(WEXITSTATUS(result), 0);
    close(fixture->from);
}

static int setup(void **state)
{
    struct test_database *database = test_database_migrated(DB_ENGINE_SQLITE);
    struct fixture *fixture = ARENA_NEW(database->arena, struct fixture);
    fixture->database = database;
    fixture->hold = test_database_path(database, "hold");
    fixture->fail = test_database_path(database, "fail");
    fixture->log = test_database_path(database, "log");
    test_database_execute(database, SAMPLE_SCHEMA_SQLITE);
    *state = fixture;
    return 0;
}

static int teardown(void **state)
{
    test_database_remove(((struct fixture *)*state)->database);
    return 0;
}

static void make(const char *path)
{
    assert_int_equal(file_write(path, TEXT(""), 0600), STATUS_OK);
}

static void go(struct fixture *fixture)
{
    assert_int_equal(write(fixture->to, "g", 1), 1);
}

/* The next answer, or 0 when none comes for so long. */
static char next_answer(struct fixture *fixture, int milliseconds)
{
    struct pollfd descriptor = { .fd = fixture->from, .events = POLLIN };
    char byte = 0;
    if (poll(&descriptor, 1, milliseconds) == 1)
        assert_int_equal(read(fixture->from, &byte, 1), 1);
    return byte;
}

/* Answers of one group that are positive. */
static int positive_answers(struct fixture *fixture)
{
    int positive = 0;
    for (int i = 0; i < GROUP; i++) {
        char byte = next_answer(fixture, ANSWER_MS);
        assert_true(byte == '+' || byte == '-');
        positive += byte == '+';
    }
    return positive;
}

static bool log_has(struct fixture *fixture, struct text words)
{
    struct text log;
    return file_read(fixture->database->arena, fixture->log, 1 << 20, &log) == STATUS_OK &&
           text_find(log, words) != SIZE_MAX;
}

static void wait_for_log(struct fixture *fixture, struct text words)
{
    int64_t start = clock_ticks();
    while (!log_has(fixture, words)) {
        assert_true(clock_ticks() - start < ANSWER_MS);
        usleep(1000);
    }
}

static void no_answer_before_the_disk_has_it(void **state)
{
    struct fixture *fixture = *state;
    start_child(fixture, "full");
    for (int round = 0; round < 2; round++) {
        make(fixture->hold);
        go(fixture);
        wait_for_log(fixture, TEXT("hold "));
        assert_int_equal(next_answer(fixture, QUIET_MS), 0);
        assert_int_equal(unlink(fixture->log), 0);
        assert_int_equal(unlink(fixture->hold), 0);
        assert_int_equal(positive_answers(fixture), GROUP);
        assert_true(log_has(fixture, TEXT("-wal\n")));
        assert_int_equal(unlink(fixture->log), 0);
    }
    stop_child(fixture);
    assert_int_equal(sample_count(fixture->database->location), 2 * GROUP);
}

/* Without this the test above could be green for a wrong reason. */
static void the_test_notices_synchronous_off(void **state)
{
    struct fixture *fixture = *state;
    start_child(fixture, "off");
    make(fixture->hold);
    go(fixture);
    assert_int_equal(positive_answers(fixture), GROUP);
    assert_int_equal(unlink(fixture->hold), 0);
    stop_child(fixture);
}

static void a_failing_disk_gives_no_good_answer(void **state)
{
    struct fixture *fixture = *state;
    start_child(fixture, "full");
    go(fixture);
    assert_int_equal(positive_answers(fixture), GROUP);
    make(fixture->fail);
    for (int round = 0; round < 3; round++) {
        go(fixture);
        assert_int_equal(positive_answers(fixture), 0);
    }
    assert_true(log_has(fixture, TEXT("fail ")));
    assert_int_equal(unlink(fixture->fail), 0);
    go(fixture);
    assert_int_equal(positive_answers(fixture), GROUP);
    stop_child(fixture);
    assert_int_equal(sample_count(fixture->database->location), 2 * GROUP);
    struct error error = { 0 };
    assert_int_equal(backup_check_sqlite(fixture->database->location, &error), STATUS_OK);
}

/* What was answered is there after the process is gone in the middle of the next group. */
static void what_was_answered_outlives_the_process(void **state)
{
    struct fixture *fixture = *state;
    start_child(fixture, "full");
    go(fixture);
    assert_int_equal(positive_answers(fixture), GROUP);
    make(fixture->hold);
    go(fixture);
    wait_for_log(fixture, TEXT("hold "));
    assert_int_equal(kill(fixture->child, SIGKILL), 0);
    int result;
    assert_int_equal(waitpid(fixture->child, &result, 0), fixture->child);
    close(fixture->to);
    close(fixture->from);
    assert_int_equal(unlink(fixture->hold), 0);
    int64_t count = sample_count(fixture->database->location);
    assert_true(count == GROUP || count == 2 * GROUP);
    /* The next process gets the lock at once. */
    start_child(fixture, "full");
    go(fixture);
    assert_int_equal(positive_answers(fixture), GROUP);
    stop_child(fixture);
    assert_int_equal(sample_count(fixture->database->location), count + GROUP);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(int count, char **arguments)
{
    if (count == 3)
        return be_child(arguments[1], text_equal(text_from(arguments[2]), TEXT("off")));
    const struct CMUnitTest tests[] = {
        TEST(no_answer_before_the_disk_has_it),
        TEST(the_test_notices_synchronous_off),
        TEST(a_failing_disk_gives_no_good_answer),
        TEST(what_was_answered_outlives_the_process),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
