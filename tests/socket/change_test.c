/* SPDX-License-Identifier: EUPL-1.2 */
/* Work that is handed over: the worker is free at once, a client that leaves loses nothing but the answer, a full queue is said before. */
#include "site.h"

#include "base/clock.h"

#include <sys/socket.h>
#include <unistd.h>

#define CHANGE "POST /change HTTP/1.1\r\nHost: a\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 0\r\n\r\n"

static struct site site;

static void tune(struct server_options *options, struct live_options *live)
{
    (void)live;
    options->workers = 1;
    options->hash_threads = 1;
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

static void test_change_answers_after_it_is_made(void **state)
{
    (void)state;
    site_hold(&site, true);
    int client = site_connect(&site);
    site_send(client, CHANGE);
    assert_string_equal(site_read(client, 100), "");
    /* The only worker is free meanwhile. */
    assert_int_equal(site_status(site_ask(&site, "GET /page HTTP/1.1\r\nHost: a\r\n\r\n")), 200);
    site_hold(&site, false);
    const char *answer = site_read_answer(client);
    assert_int_equal(site_status(answer), 303);
    assert_non_null(strstr(answer, "Location: /page\r\n"));
    /* The same connection goes on. */
    site_send(client, "GET /page HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_int_equal(site_status(site_read_answer(client)), 200);
    close(client);
    assert_int_equal(atomic_load(&site.changes), 1);
}

static void test_gone_while_suspended(void **state)
{
    (void)state;
    int changes = atomic_load(&site.changes);
    int released = atomic_load(&site.released);
    site_hold(&site, true);
    for (int i = 0; i < SITE_WRITER_QUEUE; i++) {
        struct linger reset = { 1, 0 };
        int client = site_connect(&site);
        site_send(client, CHANGE);
        site_sleep(30);
        if (i % 2)
            setsockopt(client, SOL_SOCKET, SO_LINGER, &reset, sizeof(reset));
        close(client);
    }
    site_sleep(50);
    assert_int_equal(server_figures(site.server).running, SITE_WRITER_QUEUE);
    site_hold(&site, false);
    site_wait(&site.changes, changes + SITE_WRITER_QUEUE);
    site_wait(&site.released, released + SITE_WRITER_QUEUE);
    assert_int_equal(server_figures(site.server).running, 0);
}

static void test_full_queue(void **state)
{
    (void)state;
    int changes = atomic_load(&site.changes);
    int clients[SITE_WRITER_QUEUE];
    site_hold(&site, true);
    for (int i = 0; i < SITE_WRITER_QUEUE; i++) {
        clients[i] = site_connect(&site);
        site_send(clients[i], CHANGE);
        site_sleep(20);
    }
    const char *answer = site_ask(&site, CHANGE);
    assert_int_equal(site_status(answer), 503);
    assert_non_null(strstr(answer, "Retry-After: 2"));
    assert_int_equal(atomic_load(&site.changes), changes);
    site_hold(&site, false);
    for (int i = 0; i < SITE_WRITER_QUEUE; i++) {
        assert_int_equal(site_status(site_read_answer(clients[i])), 303);
        close(clients[i]);
    }
    assert_int_equal(atomic_load(&site.changes), changes + SITE_WRITER_QUEUE);
}

static void test_hash(void **state)
{
    (void)state;
    const char *answer = site_ask(&site, "POST /hash HTTP/1.1\r\nHost: a\r\nSec-Fetch-Site: same-origin\r\n\r\n");
    assert_int_equal(site_status(answer), 200);
    assert_non_null(strstr(answer, "\r\n\r\n42"));
}

static void test_stop_finishes_what_was_taken(void **state)
{
    struct site other;
    (void)state;
    site_start(&other, tune);
    site_hold(&other, true);
    int client = site_connect(&other);
    site_send(client, CHANGE);
    site_sleep(50);
    site_stop(&other); /* frees the writer first */
    assert_int_equal(atomic_load(&other.changes), 1);
    assert_int_equal(site_status(site_read(client, 500)), 303);
    close(client);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_change_answers_after_it_is_made),
        cmocka_unit_test(test_gone_while_suspended),
        cmocka_unit_test(test_full_queue),
        cmocka_unit_test(test_hash),
        cmocka_unit_test(test_stop_finishes_what_was_taken),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
