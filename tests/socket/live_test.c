/* SPDX-License-Identifier: EUPL-1.2 */
/* Live events: what arrives, what is missed and told, who is closed, and what a crowd costs. */
#include "site.h"

#include "base/clock.h"

#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CROWD = 500, SLOW_EVENTS = 4000 };

static struct site site;

static void tune(struct server_options *options, struct live_options *live)
{
    (void)options;
    live->heartbeat_ms = 200;
    live->slow_ms = 400;
    live->streams_maximum = CROWD + 10;
}

static int set_up(void **state)
{
    (void)state;
    site_start(&site, tune);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    site_stop(&site);
    return 0;
}

static void publish(int64_t sequence, uint64_t topic, const char *data)
{
    struct live_event event = { .sequence = sequence,
                                .topics = { topic, LIVE_TOPIC(2, 6) },
                                .topic_count = topic == LIVE_TOPIC(1, 5) ? 2 : 1,
                                .name = TEXT("entry"),
                                .data = text_from(data) };
    live_publish(site.live, &event);
}

static void wait_for_streams(size_t count)
{
    for (int i = 0; i < 500 && live_streams(site.live) != count; i++)
        site_sleep(10);
    assert_int_equal(live_streams(site.live), count);
}

static int open_stream(const char *last)
{
    char request[200];
    int client = site_connect(&site);
    snprintf(request, sizeof(request), "GET /live HTTP/1.1\r\nHost: a\r\n%s%s%s\r\n", last ? "Last-Event-ID: " : "",
             last ? last : "", last ? "\r\n" : "");
    site_send(client, request);
    return client;
}

static void test_event_arrives_once(void **state)
{
    (void)state;
    int client = open_stream(NULL);
    wait_for_streams(1);
    publish(11, LIVE_TOPIC(1, 5), "a\nb");
    publish(12, LIVE_TOPIC(9, 9), "not ours");
    const char *answer = site_read(client, 100);
    assert_int_equal(site_status(answer), 200);
    assert_non_null(strstr(answer, "Content-Type: text/event-stream"));
    assert_non_null(strstr(answer, "X-Accel-Buffering: no"));
    const char *event = strstr(answer, "id: 11\nevent: entry\ndata: a\ndata: b\n\n");
    assert_non_null(event);
    assert_null(strstr(event + 1, "id: 11"));
    assert_null(strstr(answer, "not ours"));
    assert_non_null(strstr(site_read(client, 350), ": \n\n"));
    assert_int_equal(live_sequence(site.live), 12);
    close(client);
    wait_for_streams(0);
    for (int i = 0; i < 100 && server_figures(site.server).connections > 0; i++)
        site_sleep(10);
    assert_int_equal(server_figures(site.server).connections, 0);
}

static void test_resume(void **state)
{
    (void)state;
    publish(13, LIVE_TOPIC(1, 5), "thirteen");
    int client = open_stream("12");
    assert_non_null(strstr(site_read(client, 100), "id: 13\nevent: entry\ndata: thirteen\n\n"));
    close(client);
    /* Before what is remembered, and from another life of the database. */
    client = open_stream("9");
    assert_non_null(strstr(site_read(client, 100), "id: 13\nevent: resync\n"));
    close(client);
    client = open_stream("99");
    assert_non_null(strstr(site_read(client, 100), "id: 13\nevent: resync\n"));
    close(client);
    client = open_stream("13");
    assert_null(strstr(site_read(client, 100), "event: "));
    close(client);
    wait_for_streams(0);
}

/* More than may wait for one reader: the answer still begins with its head. */
static void test_resume_after_much(void **state)
{
    (void)state;
    for (int64_t sequence = 20; sequence < 20 + 2 * LIVE_PENDING_MAXIMUM; sequence++)
        publish(sequence, LIVE_TOPIC(1, 5), "much");
    int client = open_stream("19");
    const char *answer = site_read(client, 100);
    assert_int_equal(site_status(answer), 200);
    assert_non_null(strstr(answer, "event: resync\n"));
    close(client);
    wait_for_streams(0);
}

static void test_owner_ends(void **state)
{
    (void)state;
    int client = open_stream(NULL);
    wait_for_streams(1);
    live_end_owner(site.live, 8);
    site_sleep(50);
    assert_int_equal(live_streams(site.live), 1);
    live_end_owner(site.live, 7);
    assert_true(site_is_closed(client, 1000));
    close(client);
    wait_for_streams(0);
    /* One that the gate let in just before comes too late. */
    client = open_stream(NULL);
    assert_int_equal(site_status(site_read(client, 500)), 503);
    close(client);
}

static void test_slow_reader_is_told(void **state)
{
    (void)state;
    char data[1001];
    int64_t sequence = 1000;
    memset(data, 'x', sizeof(data) - 1);
    data[sizeof(data) - 1] = '\0';
    int client = open_stream(NULL);
    wait_for_streams(1);
    for (int i = 0; i < SLOW_EVENTS; i++)
        publish(sequence++, LIVE_TOPIC(1, 5), data);
    const char *answer = site_read(client, 300);
    const char *resync = strstr(answer, "event: resync");
    assert_non_null(resync);
    close(client);
    wait_for_streams(0);
    /* Who takes nothing at all is closed. */
    client = open_stream(NULL);
    wait_for_streams(1);
    for (int i = 0; i < 200 && live_streams(site.live) > 0; i++) {
        for (int j = 0; j < 40; j++)
            publish(sequence++, LIVE_TOPIC(1, 5), data);
        site_sleep(20);
    }
    assert_int_equal(live_streams(site.live), 0);
    close(client);
}

static void test_crowd(void **state)
{
    (void)state;
    static int crowd[CROWD];
    char bytes[4096];
    for (int i = 0; i < CROWD; i++)
        crowd[i] = open_stream(NULL);
    wait_for_streams(CROWD);
    int64_t start = clock_ticks();
    publish(100000, LIVE_TOPIC(1, 5), "all");
    for (int i = 0; i < CROWD; i++) {
        size_t length = 0;
        while (length < sizeof(bytes) - 1 && !memmem(bytes, length, "data: all", 9)) {
            ssize_t count = recv(crowd[i], bytes + length, sizeof(bytes) - 1 - length, 0);
            assert_true(count > 0);
            length += (size_t)count;
        }
    }
    assert_true(clock_ticks() - start < 1000);
    /* Pages go on, and the limit holds. */
    assert_int_equal(site_status(site_ask(&site, "GET /page HTTP/1.1\r\nHost: a\r\n\r\n")), 200);
    int more[10];
    for (int i = 0; i < 10; i++)
        more[i] = open_stream(NULL);
    wait_for_streams(CROWD + 10);
    int refused = open_stream(NULL);
    assert_int_equal(site_status(site_read(refused, 500)), 503);
    close(refused);
    for (int i = 0; i < CROWD; i++)
        close(crowd[i]);
    for (int i = 0; i < 10; i++)
        close(more[i]);
    wait_for_streams(0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_event_arrives_once),
        cmocka_unit_test(test_resume),
        cmocka_unit_test(test_resume_after_much),
        cmocka_unit_test(test_slow_reader_is_told),
        cmocka_unit_test(test_crowd),
        cmocka_unit_test(test_owner_ends),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
