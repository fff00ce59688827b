/* SPDX-License-Identifier: EUPL-1.2 */
/* Live events of several nodes on one PostgreSQL: every node hears every event once, in one order. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "../support/database.h"
#include "db/event.sql.h"
#include "db/writer.h"

enum { NODES = 2, WORKERS = 4, EVENTS = 25, ALL = WORKERS * EVENTS };

struct node {
    struct event_hub *hub;
    struct writer *writer;
    struct identity_source identities;
    pthread_mutex_t mutex;
    pthread_cond_t condition;
    size_t count;
    int64_t sequences[ALL];
    int64_t children[ALL];
};

static void hear(void *context, const struct event *events, size_t count)
{
    struct node *node = context;
    pthread_mutex_lock(&node->mutex);
    for (size_t i = 0; i < count; i++) {
        assert_true(node->count < ALL);
        node->sequences[node->count] = events[i].sequence;
        node->children[node->count++] = events[i].topic.child.value;
    }
    pthread_cond_signal(&node->condition);
    pthread_mutex_unlock(&node->mutex);
}

static void start_node(struct node *node, const char *location, int32_t number)
{
    *node = (struct node){ .hub = event_hub_new(),
                           .mutex = PTHREAD_MUTEX_INITIALIZER,
                           .condition = PTHREAD_COND_INITIALIZER };
    identity_source_init(&node->identities, clock_system(), number);
    event_hub_subscribe(node->hub, hear, node);
    struct writer_settings settings = {
        .location = location, .clock = clock_system(), .identities = &node->identities, .hub = node->hub
    };
    assert_int_equal(writer_start(&settings, NULL, &node->writer), STATUS_OK);
}

static void stop_node(struct node *node)
{
    writer_stop(node->writer);
    event_hub_free(node->hub);
}

struct worker {
    struct node *node;
    const char *location;
    int64_t first;
};

static int tell(struct change *change, void *argument)
{
    struct child_id child = { *(int64_t *)argument };
    return change_event(change, "entry", (struct event_topic){ .child = child });
}

static void *work(void *argument)
{
    struct worker *worker = argument;
    struct db *db;
    assert_int_equal(db_open_reader(worker->location, NULL, &db), STATUS_OK);
    for (int64_t i = 0; i < EVENTS; i++) {
        int64_t child = worker->first + i;
        struct writer_task task = { .change = tell, .argument = &child, .organisation = { 7 }, .name = "tell" };
        int status;
        while ((status = writer_run(worker->node->writer, db, &task)) == STATUS_BUSY)
            continue;
        assert_int_equal(status, STATUS_OK);
    }
    db_close(db);
    return NULL;
}

static void wait_for_all(struct node *node)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += 20;
    pthread_mutex_lock(&node->mutex);
    while (node->count < ALL)
        assert_int_equal(pthread_cond_timedwait(&node->condition, &node->mutex, &until), 0);
    pthread_mutex_unlock(&node->mutex);
}

static void every_node_hears_every_event_once(void **state)
{
    (void)state;
    struct test_database *database = test_database_migrated(DB_ENGINE_POSTGRESQL);
    static struct node nodes[NODES];
    for (int32_t i = 0; i < NODES; i++)
        start_node(&nodes[i], database->location, i + 1);
    struct worker workers[WORKERS];
    pthread_t threads[WORKERS];
    for (int i = 0; i < WORKERS; i++) {
        workers[i] = (struct worker){ &nodes[i % NODES], database->location, 1 + i * EVENTS };
        pthread_create(&threads[i], NULL, work, &workers[i]);
    }
    for (int i = 0; i < WORKERS; i++)
        pthread_join(threads[i], NULL);
    for (int i = 0; i < NODES; i++)
        wait_for_all(&nodes[i]);
    bool seen[ALL + 1] = { false };
    for (size_t i = 0; i < ALL; i++) {
        assert_int_equal(nodes[0].sequences[i], nodes[1].sequences[i]);
        assert_int_equal(nodes[0].children[i], nodes[1].children[i]);
        assert_true(i == 0 || nodes[0].sequences[i] > nodes[0].sequences[i - 1]);
        assert_false(seen[nodes[0].children[i]]);
        seen[nodes[0].children[i]] = true;
    }
    for (int i = 0; i < NODES; i++)
        stop_node(&nodes[i]);
    test_database_remove(database);
}

/* What a page asks when it comes back. */
static void what_was_missed_can_be_asked(void **state)
{
    (void)state;
    for (int engine = 0; engine < DB_ENGINE__MAX; engine++) {
        struct test_database *database = test_database_migrated((enum db_engine)engine);
        struct node node;
        start_node(&node, database->location, 1);
        struct worker worker = { &node, database->location, 1 };
        work(&worker);
        pthread_mutex_lock(&node.mutex);
        while (node.count < EVENTS)
            pthread_cond_wait(&node.condition, &node.mutex);
        pthread_mutex_unlock(&node.mutex);
        struct db *db;
        struct live_event_since_rows rows;
        assert_int_equal(db_open_reader(database->location, NULL, &db), STATUS_OK);
        struct live_event_since_in in = { .organisation = { 7 }, .sequence = node.sequences[19], .limit = 100 };
        assert_int_equal(live_event_since(db, database->arena, in, &rows), STATUS_OK);
        assert_int_equal(rows.count, EVENTS - 20);
        for (size_t i = 0; i < rows.count; i++) {
            assert_int_equal(rows.items[i].sequence, node.sequences[20 + i]);
            assert_true(text_equal(rows.items[i].kind, TEXT("entry")));
        }
        in.organisation.value = 8;
        assert_int_equal(live_event_since(db, database->arena, in, &rows), STATUS_OK);
        assert_int_equal(rows.count, 0);
        db_close(db);
        stop_node(&node);
        test_database_remove(database);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_node_hears_every_event_once),
        cmocka_unit_test(what_was_missed_can_be_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
