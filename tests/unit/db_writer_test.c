/* SPDX-License-Identifier: EUPL-1.2 */
/* Changes: groups, savepoints, lost groups, a full disk, retries on PostgreSQL, sending twice. */
#include <pthread.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <unistd.h>

#include <cmocka.h>

#include "../support/database.h"
#include "../support/sample.h"
#include "base/random.h"
#include "db/backup_copy.h"
#include "db/writer_internal.h"

static const enum db_engine sqlite = DB_ENGINE_SQLITE;
static const enum db_engine postgresql = DB_ENGINE_POSTGRESQL;

struct fixture {
    struct test_database *database;
    struct arena *arena;
    struct clock clock;
    struct identity_source identities;
    struct event_hub *hub;
    struct writer *writer;
    struct db *worker;
};

static void start(struct fixture *fixture)
{
    struct writer_settings settings = {
        .location = fixture->database->location,
        .clock = &fixture->clock,
        .identities = &fixture->identities,
        .hub = fixture->hub,
        .group_ms = 60000, /* what these tests count as one group stays one on a busy machine */
        .queue_maximum = 100,
    };
    struct error error = { 0 };
    if (writer_start(&settings, &error, &fixture->writer) != STATUS_OK)
        fail_msg("%s", error.detail);
}

static int setup(void **state)
{
    enum db_engine engine = *(const enum db_engine *)*state;
    struct test_database *database = test_database_migrated(engine);
    struct fixture *fixture = ARENA_NEW(database->arena, struct fixture);
    fixture->database = database;
    fixture->arena = database->arena;
    clock_set(&fixture->clock, 1774746000000);
    identity_source_init(&fixture->identities, &fixture->clock, 1);
    fixture->hub = event_hub_new();
    test_database_execute(database, engine == DB_ENGINE_SQLITE ? SAMPLE_SCHEMA_SQLITE : SAMPLE_SCHEMA_POSTGRESQL);
    start(fixture);
    assert_int_equal(db_open_reader(database->location, NULL, &fixture->worker), STATUS_OK);
    *state = fixture;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *fixture = *state;
    writer_stop(fixture->writer);
    db_close(fixture->worker);
    event_hub_free(fixture->hub);
    test_database_remove(fixture->database);
    return 0;
}

/* What the changes of these tests are told. */
struct order {
    int64_t id;
    int answer;        /* what the function returns after it wrote */
    bool twice;        /* writes the same row twice, which fails */
    bool ignore;       /* and says that all is well */
    const char *event; /* sends one of this kind */
    int runs;          /* how often it ran */
    int statement;     /* what the last statement gave */
    int after;         /* what the statement after a failed one gave */
    void (*meddle)(struct change *change);
    size_t words; /* long words, to fill a disk */
};

static int write_sample(struct change *change, void *argument)
{
    struct order *order = argument;
    order->runs++;
    struct sample sample = sample_of(order->id, "words");
    if (order->words > 0) {
        char *words = arena_allocate(change->arena, order->words);
        memset(words, 'x', order->words);
        sample.words = (struct text){ words, order->words };
    }
    sample.at = change->now_at;
    if (order->meddle != NULL)
        order->meddle(change);
    order->statement = db_run(change->db, &sample_add, &sample, NULL);
    if (order->statement == STATUS_OK && order->twice)
        order->statement = db_run(change->db, &sample_add, &sample, NULL);
    if (order->statement != STATUS_OK) {
        sample.id += 1000;
        order->after = db_run(change->db, &sample_add, &sample, NULL);
        return order->ignore ? STATUS_OK : order->statement;
    }
    if (order->event != NULL) {
        int status = change_event(change, order->event, (struct event_topic){ .child = { order->id } });
        if (status != STATUS_OK)
            return status;
    }
    return order->answer;
}

static int run(struct fixture *fixture, struct order *order)
{
    struct writer_task task = {
        .change = write_sample, .argument = order, .organisation = { 7 }, .name = "write_sample"
    };
    return writer_run(fixture->writer, fixture->worker, &task);
}

static void a_change_is_there_when_it_is_answered(void **state)
{
    struct fixture *fixture = *state;
    struct order order = { .id = 1 };
    assert_int_equal(run(fixture, &order), STATUS_OK);
    assert_int_equal(order.runs, 1);
    assert_int_equal(sample_count(fixture->database->location), 1);
    struct sample row;
    assert_int_equal(db_select_one(fixture->worker, &sample_get, &order.id, fixture->arena, &row), STATUS_OK);
    assert_int_equal(row.at, 1774746000000);
    struct writer_figures figures = writer_figures(fixture->writer);
    assert_int_equal(figures.changes, 1);
    assert_int_equal(figures.commits, 1);
    assert_int_equal(figures.failed, 0);
}

static void a_failed_change_leaves_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct order refused = { .id = 1, .answer = STATUS_DENIED };
    assert_int_equal(run(fixture, &refused), STATUS_DENIED);
    struct order twice = { .id = 2, .twice = true };
    assert_int_equal(run(fixture, &twice), STATUS_CONFLICT);
    assert_int_equal(twice.after, STATUS_CONFLICT);
    assert_int_equal(sample_count(fixture->database->location), 0);
}

static void a_failed_statement_cannot_be_ignored(void **state)
{
    struct fixture *fixture = *state;
    struct order order = { .id = 1, .twice = true, .ignore = true };
    assert_int_equal(run(fixture, &order), STATUS_CONFLICT);
    assert_int_equal(sample_count(fixture->database->location), 0);
}

static int fail_with_word(struct change *change, void *argument)
{
    struct arena *arena = change->arena;
    change->error.argument = text_copy(arena, *(struct text *)argument);
    return change_fail(change, STATUS_CONFLICT, 12);
}

static void the_error_reaches_the_asker(void **state)
{
    struct fixture *fixture = *state;
    struct text name = TEXT("Noor");
    struct writer_task task = { .change = fail_with_word, .argument = &name, .arena = arena_new() };
    assert_int_equal(writer_run(fixture->writer, fixture->worker, &task), STATUS_CONFLICT);
    assert_int_equal(task.error.word, 12);
    assert_true(text_equal(task.error.argument, name));
    arena_free(task.arena);
}

/* Tasks that are handed over together; `remaining` reaches 0 when all are answered. */
struct batch {
    pthread_mutex_t mutex;
    pthread_cond_t condition;
    size_t remaining;
};

static void count_down(struct writer_task *task)
{
    struct batch *batch = task->context;
    pthread_mutex_lock(&batch->mutex);
    batch->remaining--;
    pthread_cond_signal(&batch->condition);
    pthread_mutex_unlock(&batch->mutex);
}

static void wait_for_batch(struct batch *batch)
{
    pthread_mutex_lock(&batch->mutex);
    while (batch->remaining > 0)
        pthread_cond_wait(&batch->condition, &batch->mutex);
    pthread_mutex_unlock(&batch->mutex);
}

/* Keeps the writer's thread until the test has filled the queue behind it. */
struct gate {
    pthread_mutex_t mutex;
    bool entered;
};

static int wait_at_gate(struct change *change, void *argument)
{
    (void)change;
    struct gate *gate = argument;
    __atomic_store_n(&gate->entered, true, __ATOMIC_SEQ_CST);
    pthread_mutex_lock(&gate->mutex);
    pthread_mutex_unlock(&gate->mutex);
    return STATUS_OK;
}

enum { BATCH_MAXIMUM = 100 };

/* Runs the orders as one group, which begins with the gate: they wait in the queue while it holds the writer. */
static void run_group(struct fixture *fixture, struct order *orders, size_t count, int *ret_statuses)
{
    struct batch batch = { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, count + 1 };
    struct gate gate = { .mutex = PTHREAD_MUTEX_INITIALIZER };
    struct writer_task tasks[BATCH_MAXIMUM] = { 0 };
    struct writer_task first = { .change = wait_at_gate, .argument = &gate, .done = count_down, .context = &batch };
    pthread_mutex_lock(&gate.mutex);
    assert_true(writer_submit(fixture->writer, NULL, &first));
    while (!__atomic_load_n(&gate.entered, __ATOMIC_SEQ_CST))
        usleep(100);
    for (size_t i = 0; i < count; i++) {
        tasks[i] = (struct writer_task){
            .change = write_sample, .argument = &orders[i], .done = count_down, .context = &batch, .organisation = { 7 }
        };
        assert_true(writer_submit(fixture->writer, NULL, &tasks[i]));
    }
    pthread_mutex_unlock(&gate.mutex);
    wait_for_batch(&batch);
    for (size_t i = 0; i < count; i++)
        ret_statuses[i] = tasks[i].status;
}

static void waiting_changes_share_a_commit(void **state)
{
    struct fixture *fixture = *state;
    struct order orders[50] = { 0 };
    int statuses[50];
    for (size_t i = 0; i < 50; i++)
        orders[i].id = (int64_t)i + 1;
    orders[10].answer = STATUS_INVALID;
    orders[20].twice = true;
    int64_t before = writer_figures(fixture->writer).commits;
    run_group(fixture, orders, 50, statuses);
    for (size_t i = 0; i < 50; i++)
        assert_int_equal(statuses[i], i == 10 ? STATUS_INVALID : i == 20 ? STATUS_CONFLICT : STATUS_OK);
    assert_int_equal(sample_count(fixture->database->location), 48);
    struct writer_figures figures = writer_figures(fixture->writer);
    assert_int_equal(figures.commits - before, 1);
    assert_int_equal(figures.lost, 0);
    assert_int_equal(figures.failed, 2);
}

/* What ON CONFLICT ROLLBACK or a full disk may do. */
static void end_transaction(struct change *change)
{
    if (sqlite3_get_autocommit(sqlite_handle(change->db)) == 0)
        assert_int_equal(sqlite3_exec(sqlite_handle(change->db), "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
}

static void a_lost_group_runs_one_by_one(void **state)
{
    struct fixture *fixture = *state;
    struct order orders[10] = { 0 };
    int statuses[10];
    for (size_t i = 0; i < 10; i++)
        orders[i] = (struct order){ .id = (int64_t)i + 1, .event = "entry" };
    orders[4].meddle = end_transaction;
    run_group(fixture, orders, 10, statuses);
    for (size_t i = 0; i < 10; i++) {
        assert_int_equal(statuses[i], i == 4 ? STATUS_FAILED : STATUS_OK);
        assert_true(orders[i].runs <= 2);
    }
    assert_int_equal(writer_figures(fixture->writer).lost, 1);
    assert_int_equal(orders[0].runs, 2);
    assert_int_equal(sample_count(fixture->database->location), 9);
}

static int refuse_commits;

static int refuse_commit(void *context)
{
    (void)context;
    return refuse_commits > 0 && refuse_commits-- > 0;
}

static void a_failed_commit_runs_one_by_one(void **state)
{
    struct fixture *fixture = *state;
    struct order orders[10] = { 0 };
    int statuses[10];
    for (size_t i = 0; i < 10; i++)
        orders[i] = (struct order){ .id = (int64_t)i + 1, .event = "entry" };
    sqlite3_commit_hook(sqlite_handle(fixture->writer->db), refuse_commit, NULL);
    refuse_commits = 3; /* the group's, the gate's alone, and that of the first change alone */
    run_group(fixture, orders, 10, statuses);
    for (size_t i = 0; i < 10; i++) {
        assert_int_equal(statuses[i], i == 0 ? STATUS_FAILED : STATUS_OK);
        assert_int_equal(orders[i].runs, 2);
    }
    assert_int_equal(sample_count(fixture->database->location), 9);
    assert_int_equal(writer_figures(fixture->writer).lost, 1);
}

static int64_t number_of(struct fixture *fixture, const char *pragma)
{
    sqlite3_stmt *statement;
    sqlite3 *handle = sqlite_handle(fixture->writer->db);
    assert_int_equal(sqlite3_prepare_v2(handle, pragma, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return number;
}

/* A disk on which so many more pages of 4 KiB fit. */
static void leave_room(struct fixture *fixture, int64_t pages)
{
    char script[64];
    int64_t limit = number_of(fixture, "PRAGMA page_count") + pages;
    snprintf(script, sizeof script, "PRAGMA max_page_count = %jd", (intmax_t)limit);
    assert_int_equal(number_of(fixture, script), limit);
}

static void on_a_full_disk_what_fits_succeeds(void **state)
{
    struct fixture *fixture = *state;
    struct order orders[20] = { 0 };
    int statuses[20];
    for (size_t i = 0; i < 20; i++)
        orders[i] = (struct order){ .id = (int64_t)i + 1, .words = i % 2 == 0 ? 10 : 400000 };
    leave_room(fixture, 300); /* three of the long ones */
    run_group(fixture, orders, 20, statuses);
    size_t succeeded = 0;
    for (size_t i = 0; i < 20; i++) {
        if (i % 2 == 0)
            assert_int_equal(statuses[i], STATUS_OK);
        if (statuses[i] != STATUS_OK)
            assert_int_equal(statuses[i], STATUS_FAILED);
        succeeded += statuses[i] == STATUS_OK;
    }
    assert_int_equal(sample_count(fixture->database->location), succeeded);
    assert_int_equal(succeeded, 13);
    leave_room(fixture, 1000);
    struct order after = { .id = 100, .words = 400000 };
    assert_int_equal(run(fixture, &after), STATUS_OK);
    struct error error = { 0 };
    assert_int_equal(backup_check_sqlite(fixture->database->location, &error), STATUS_OK);
}

static void a_full_queue_refuses(void **state)
{
    struct fixture *fixture = *state;
    struct batch batch = { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 101 };
    struct gate gate = { .mutex = PTHREAD_MUTEX_INITIALIZER };
    struct writer_task first = { .change = wait_at_gate, .argument = &gate, .done = count_down, .context = &batch };
    struct order orders[101] = { 0 };
    struct writer_task tasks[101];
    pthread_mutex_lock(&gate.mutex);
    assert_true(writer_submit(fixture->writer, NULL, &first));
    while (!__atomic_load_n(&gate.entered, __ATOMIC_SEQ_CST))
        usleep(100);
    for (size_t i = 0; i < 101; i++) {
        orders[i].id = (int64_t)i + 1;
        tasks[i] = (struct writer_task){
            .change = write_sample, .argument = &orders[i], .done = count_down, .context = &batch
        };
        assert_int_equal(writer_submit(fixture->writer, NULL, &tasks[i]), i < 100);
    }
    assert_int_equal(writer_figures(fixture->writer).waiting, 100);
    pthread_mutex_unlock(&gate.mutex);
    wait_for_batch(&batch);
    assert_int_equal(orders[100].runs, 0);
    assert_int_equal(writer_figures(fixture->writer).refused, 1);
    assert_int_equal(sample_count(fixture->database->location), 100);
}

static void stopping_finishes_what_was_taken(void **state)
{
    struct fixture *fixture = *state;
    struct batch batch = { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 50 };
    struct order orders[50] = { 0 };
    struct writer_task tasks[50];
    for (size_t i = 0; i < 50; i++) {
        orders[i].id = (int64_t)i + 1;
        tasks[i] = (struct writer_task){
            .change = write_sample, .argument = &orders[i], .done = count_down, .context = &batch
        };
        assert_true(writer_submit(fixture->writer, NULL, &tasks[i]));
    }
    writer_stop(fixture->writer);
    assert_int_equal(batch.remaining, 0);
    assert_int_equal(sample_count(fixture->database->location), 50);
    start(fixture);
}

static void one_writer_at_a_time(void **state)
{
    struct fixture *fixture = *state;
    struct writer_settings settings = fixture->writer->settings;
    struct writer *second = NULL;
    struct error error = { 0 };
    assert_int_equal(writer_start(&settings, &error, &second), STATUS_BUSY);
    assert_null(second);
}

/* Two workers that read what the other writes: SERIALIZABLE lets one of them start again. */
struct crossing {
    struct fixture *fixture;
    struct db *worker;
    int64_t reads;
    int64_t writes;
    pthread_barrier_t *barrier;
    int runs;
    int status;
};

static int cross(struct change *change, void *argument)
{
    struct crossing *crossing = argument;
    struct sample row;
    crossing->runs++;
    int status = db_select_one(change->db, &sample_get, &crossing->reads, change->arena, &row);
    if (status != STATUS_OK)
        return status;
    if (change->attempt == 1)
        pthread_barrier_wait(crossing->barrier);
    row.id = crossing->writes;
    return db_run(change->db, &sample_set_words, &row, NULL);
}

static void *cross_thread(void *argument)
{
    struct crossing *crossing = argument;
    struct writer_task task = { .change = cross, .argument = crossing, .name = "cross" };
    crossing->status = writer_run(crossing->fixture->writer, crossing->worker, &task);
    return NULL;
}

static void a_serialization_conflict_runs_again(void **state)
{
    struct fixture *fixture = *state;
    struct order orders[] = { { .id = 1 }, { .id = 2 } };
    assert_int_equal(run(fixture, &orders[0]), STATUS_OK);
    assert_int_equal(run(fixture, &orders[1]), STATUS_OK);
    pthread_barrier_t barrier;
    pthread_barrier_init(&barrier, NULL, 2);
    struct db *second;
    assert_int_equal(db_open_reader(fixture->database->location, NULL, &second), STATUS_OK);
    struct crossing a = { fixture, fixture->worker, 1, 2, &barrier, 0, 0 };
    struct crossing b = { fixture, second, 2, 1, &barrier, 0, 0 };
    pthread_t threads[2];
    pthread_create(&threads[0], NULL, cross_thread, &a);
    pthread_create(&threads[1], NULL, cross_thread, &b);
    pthread_join(threads[0], NULL);
    pthread_join(threads[1], NULL);
    pthread_barrier_destroy(&barrier);
    assert_int_equal(a.status, STATUS_OK);
    assert_int_equal(b.status, STATUS_OK);
    assert_true(a.runs + b.runs > 2);
    assert_true(writer_figures(fixture->writer).retries > 0);
    db_close(second);
}

/* Events as a subscriber gets them. */
struct heard {
    pthread_mutex_t mutex;
    pthread_cond_t condition;
    size_t count;
    struct event events[64];
};

static void hear(void *context, const struct event *events, size_t count)
{
    struct heard *heard = context;
    pthread_mutex_lock(&heard->mutex);
    for (size_t i = 0; i < count && heard->count < 64; i++)
        heard->events[heard->count++] = events[i];
    pthread_cond_signal(&heard->condition);
    pthread_mutex_unlock(&heard->mutex);
}

static void wait_for_events(struct heard *heard, size_t count)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += 10;
    pthread_mutex_lock(&heard->mutex);
    while (heard->count < count)
        assert_int_equal(pthread_cond_timedwait(&heard->condition, &heard->mutex, &until), 0);
    pthread_mutex_unlock(&heard->mutex);
}

static void events_come_after_the_commit_in_order(void **state)
{
    struct fixture *fixture = *state;
    struct heard heard = { .mutex = PTHREAD_MUTEX_INITIALIZER, .condition = PTHREAD_COND_INITIALIZER };
    int subscription = event_hub_subscribe(fixture->hub, hear, &heard);
    for (int64_t id = 1; id <= 20; id++) {
        struct order order = { .id = id, .event = "entry", .answer = id % 5 == 0 ? STATUS_INVALID : STATUS_OK };
        (void)!run(fixture, &order);
    }
    wait_for_events(&heard, 16);
    event_hub_unsubscribe(fixture->hub, subscription);
    assert_int_equal(heard.count, 16);
    for (size_t i = 0; i < heard.count; i++) {
        assert_int_not_equal(heard.events[i].topic.child.value % 5, 0);
        assert_int_equal(heard.events[i].organisation.value, 7);
        assert_string_equal(heard.events[i].kind, "entry");
        if (i > 0)
            assert_true(heard.events[i].sequence > heard.events[i - 1].sequence);
    }
    /* After a restart the numbers go on. */
    int64_t last = heard.events[15].sequence;
    writer_stop(fixture->writer);
    test_database_execute(fixture->database, "DELETE FROM live_event");
    start(fixture);
    heard.count = 0;
    subscription = event_hub_subscribe(fixture->hub, hear, &heard);
    struct order order = { .id = 100, .event = "entry" };
    assert_int_equal(run(fixture, &order), STATUS_OK);
    wait_for_events(&heard, 1);
    event_hub_unsubscribe(fixture->hub, subscription);
    assert_true(heard.events[0].sequence > last);
}

static void an_event_has_a_word_for_its_kind(void **state)
{
    struct fixture *fixture = *state;
    struct order order = { .id = 1, .event = "entry\ndata: x" };
    assert_int_equal(run(fixture, &order), STATUS_FAILED);
    assert_int_equal(sample_count(fixture->database->location), 0);
}

/* A write of a device, as features do it. */
struct sending {
    const char *client;
    const char *body;
    int64_t result; /* of the first sending */
    bool again;
};

static int send(struct change *change, void *argument)
{
    struct sending *sending = argument;
    unsigned char hash[SHA256_SIZE];
    hash_sha256(text_from(sending->body), hash);
    struct client_write write = {
        .client = text_from(sending->client),
        .body_hash = { (const char *)hash, sizeof hash },
    };
    int status = change_client_write_find(change, &write, &sending->result);
    sending->again = status == STATUS_OK;
    if (status != STATUS_NOT_FOUND)
        return status;
    struct sample sample = sample_of(identity_mint(change->identities), sending->body);
    sending->result = sample.id;
    status = db_run(change->db, &sample_add, &sample, NULL);
    return status == STATUS_OK ? change_client_write_keep(change, &write, sample.id) : status;
}

static int run_sending(struct fixture *fixture, struct sending *sending, int64_t person)
{
    struct writer_task task = { .change = send, .argument = sending, .organisation = { 7 }, .actor = { person } };
    return writer_run(fixture->writer, fixture->worker, &task);
}

static void sending_twice_writes_once(void **state)
{
    struct fixture *fixture = *state;
    struct sending first = { .client = "0123456789abcdef", .body = "slept well" };
    struct sending second = first;
    struct sending other_body = { .client = "0123456789abcdef", .body = "slept badly" };
    struct sending short_client = { .client = "0123", .body = "slept well" };
    assert_int_equal(run_sending(fixture, &first, 1), STATUS_OK);
    assert_false(first.again);
    assert_int_equal(run_sending(fixture, &second, 1), STATUS_OK);
    assert_true(second.again);
    assert_int_equal(second.result, first.result);
    assert_int_equal(run_sending(fixture, &other_body, 1), STATUS_CONFLICT);
    assert_int_equal(run_sending(fixture, &short_client, 1), STATUS_INVALID);
    assert_int_equal(sample_count(fixture->database->location), 1);
    /* The same number from another person is another write. */
    assert_int_equal(run_sending(fixture, &other_body, 2), STATUS_OK);
    assert_false(other_body.again);
}

#define ON(engine, test)                                                        \
    {                                                                           \
#test " on " #engine, test, setup, teardown, (void *)(uintptr_t)&engine \
    }
#define ON_BOTH(test) ON(sqlite, test), ON(postgresql, test)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_BOTH(a_change_is_there_when_it_is_answered),
        ON_BOTH(a_failed_change_leaves_nothing),
        ON_BOTH(a_failed_statement_cannot_be_ignored),
        ON_BOTH(the_error_reaches_the_asker),
        ON_BOTH(events_come_after_the_commit_in_order),
        ON_BOTH(an_event_has_a_word_for_its_kind),
        ON_BOTH(sending_twice_writes_once),
        ON(sqlite, waiting_changes_share_a_commit),
        ON(sqlite, a_lost_group_runs_one_by_one),
        ON(sqlite, a_failed_commit_runs_one_by_one),
        ON(sqlite, on_a_full_disk_what_fits_succeeds),
        ON(sqlite, a_full_queue_refuses),
        ON(sqlite, stopping_finishes_what_was_taken),
        ON(sqlite, one_writer_at_a_time),
        ON(postgresql, a_serialization_conflict_runs_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
