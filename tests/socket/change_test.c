/* SPDX-License-Identifier: EUPL-1.2 */
/* Work that is handed over: the worker is free at once, a client that leaves loses nothing but the answer, a full queue is said before. */
#include "site.h"

#include "base/clock.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#define CHANGE "POST /change HTTP/1.1\r\nHost: a\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 0\r\n\r\n"

#define NOTE                                                                                  \
    "POST /note HTTP/1.1\r\nHost: a\r\nCookie: session=ok\r\nSec-Fetch-Site: same-origin\r\n" \
    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 6\r\n\r\ntext=a"

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

enum { HASTY = 4, STOPS = 5 };

static struct site hurried;
static _Atomic bool enough;

/* Asks as fast as it can, leaves in the middle now and then, until the site is gone. */
static void *hasty_client(void *argument)
{
    static const char *const requests[] = {
        CHANGE,
        "GET /page HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /live HTTP/1.1\r\nHost: a\r\n\r\n",
        NOTE,
        "POST /hash HTTP/1.1\r\nHost: a\r\nSec-Fetch-Site: same-origin\r\n\r\n",
    };
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(*(const uint16_t *)argument) };
    char bytes[2048];
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    for (unsigned i = 0; !atomic_load(&enough); i++) {
        int client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const char *request = requests[i % (sizeof(requests) / sizeof(requests[0]))];
        size_t size = i % 7 == 0 ? strlen(request) - 3 : strlen(request);
        if (connect(client, (struct sockaddr *)&address, sizeof(address)) == 0 &&
            site_send_bytes(client, request, size) && i % 3)
            (void)!recv(client, bytes, sizeof(bytes), i % 7 == 0 ? MSG_DONTWAIT : 0);
        close(client);
    }
    return NULL;
}

static void tune_hurry(struct server_options *options, struct live_options *live)
{
    (void)live;
    options->stop_ms = 30;
}

static void test_stop_in_full_flight(void **state)
{
    (void)state;
    for (int i = 0; i < STOPS; i++) {
        pthread_t clients[HASTY];
        site_start(&hurried, tune_hurry);
        uint16_t port = server_port(hurried.server);
        atomic_store(&enough, false);
        for (int j = 0; j < HASTY; j++)
            assert_int_equal(pthread_create(&clients[j], NULL, hasty_client, &port), 0);
        site_sleep(100);
        site_stop(&hurried);
        atomic_store(&enough, true);
        for (int j = 0; j < HASTY; j++)
            pthread_join(clients[j], NULL);
        assert_true(atomic_load(&hurried.changes) > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_change_answers_after_it_is_made),
        cmocka_unit_test(test_gone_while_suspended),
        cmocka_unit_test(test_full_queue),
        cmocka_unit_test(test_hash),
        cmocka_unit_test(test_stop_finishes_what_was_taken),
        cmocka_unit_test(test_stop_in_full_flight),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
