/* SPDX-License-Identifier: EUPL-1.2 */
/* Clients that take their time: every stage has an absolute deadline, and nobody else waits for them. */
#include "site.h"

#include "base/clock.h"

#include <sys/socket.h>
#include <unistd.h>

enum {
    HEADER_MS = 300,
    BODY_MS = 300,
    IDLE_MS = 400,
    ANSWER_MS = 400,
    LATE_MS = 1200,
    CROWD = 1000,
    CROWD_HEADER_MS = 4000
};

static struct site site;

static void tune(struct server_options *options, struct live_options *live)
{
    (void)live;
    options->header_ms = HEADER_MS;
    options->body_ms = BODY_MS;
    options->idle_ms = IDLE_MS;
    options->answer_ms = ANSWER_MS;
    options->body_rate = 1024 * 1024;
    options->answer_rate = 64 * 1024 * 1024;
    options->connections = 3000;
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

/* Sends a byte each 50 ms until the server closes; gives the time that took. */
static int64_t drip(int client, const char *bytes)
{
    int64_t start = clock_ticks();
    for (size_t i = 0; bytes[i % strlen(bytes)]; i++) {
        if (!site_send_bytes(client, &bytes[i % strlen(bytes)], 1) || site_is_closed(client, 50))
            break;
        assert_true(clock_ticks() - start < 10 * SECOND_MS);
    }
    return clock_ticks() - start;
}

static void test_dripping_header(void **state)
{
    (void)state;
    int client = site_connect(&site);
    site_send(client, "GET /page HTTP/1.1\r\nHost: a\r\nX: ");
    int64_t took = drip(client, "a");
    assert_in_range(took, HEADER_MS - 50, LATE_MS);
    close(client);
}

static void test_silent_client(void **state)
{
    (void)state;
    int client = site_connect(&site);
    int64_t start = clock_ticks();
    assert_true(site_is_closed(client, LATE_MS));
    assert_in_range(clock_ticks() - start, HEADER_MS - 50, LATE_MS);
    close(client);
}

static void test_dripping_body(void **state)
{
    (void)state;
    int client = site_connect(&site);
    site_send(client, "POST /note HTTP/1.1\r\nHost: a\r\nCookie: session=ok\r\nSec-Fetch-Site: same-origin\r\n"
                      "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 60000\r\n\r\ntext=");
    int64_t took = drip(client, "a");
    assert_in_range(took, BODY_MS - 50, LATE_MS);
    close(client);
}

static void test_idle_after_answer(void **state)
{
    (void)state;
    int client = site_connect(&site);
    site_send(client, "GET /page HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_int_equal(site_status(site_read_answer(client)), 200);
    site_sleep(IDLE_MS / 2);
    site_send(client, "GET /page HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_int_equal(site_status(site_read_answer(client)), 200);
    int64_t took = drip(client, "GET /page HTTP/1.1\r\nX: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
    assert_in_range(took, IDLE_MS - 50, LATE_MS);
    close(client);
}

static void test_slow_reader(void **state)
{
    (void)state;
    int size = 4096;
    int client = site_connect(&site);
    setsockopt(client, SOL_SOCKET, SO_RCVBUF, &size, sizeof(size));
    site_send(client, "GET /size/4000000 HTTP/1.1\r\nHost: a\r\n\r\n");
    site_sleep(LATE_MS);
    const char *answer = site_read(client, 1000);
    assert_true(strlen(answer) < 4000000);
    close(client);
    for (int i = 0; i < 100 && server_figures(site.server).connections > 0; i++)
        site_sleep(20);
    assert_int_equal(server_figures(site.server).connections, 0);
}

static void test_slow_handler_has_no_deadline(void **state)
{
    (void)state;
    assert_int_equal(site_status(site_ask(&site, "GET /nap HTTP/1.1\r\nHost: a\r\n\r\n")), 200);
}

static void test_half_closed_client(void **state)
{
    (void)state;
    int client = site_connect(&site);
    site_send(client, "GET /nap HTTP/1.1\r\nHost: a\r\n\r\n");
    shutdown(client, SHUT_WR);
    assert_non_null(strstr(site_read(client, 2000), "<p>page</p>"));
    assert_true(site_is_closed(client, 1000));
    close(client);
    /* Half a request and then nothing more: just closed. */
    client = site_connect(&site);
    site_send(client, "GET /page HTTP/1.1\r\nHo");
    shutdown(client, SHUT_WR);
    assert_true(site_is_closed(client, LATE_MS));
    close(client);
}

static void tune_crowd(struct server_options *options, struct live_options *live)
{
    (void)live;
    options->header_ms = CROWD_HEADER_MS;
    options->connections = 3000;
}

static void test_crowd_does_not_block(void **state)
{
    static struct site crowded;
    static int crowd[CROWD];
    (void)state;
    site_start(&crowded, tune_crowd); /* also raises the limit of descriptors */
    for (int i = 0; i < CROWD; i++) {
        crowd[i] = site_connect(&crowded);
        if (i % 2)
            site_send(crowd[i], "GET /page HTTP/1.1\r\n");
    }
    int64_t start = clock_ticks();
    for (int i = 0; i < 20; i++)
        assert_int_equal(site_status(site_ask(&crowded, "GET /page HTTP/1.1\r\nHost: a\r\n\r\n")), 200);
    assert_true(clock_ticks() - start < CROWD_HEADER_MS / 4);
    for (int i = 0; i < CROWD; i++) {
        assert_true(site_is_closed(crowd[i], 3 * CROWD_HEADER_MS));
        close(crowd[i]);
    }
    site_stop(&crowded);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dripping_header),    cmocka_unit_test(test_silent_client),
        cmocka_unit_test(test_dripping_body),      cmocka_unit_test(test_idle_after_answer),
        cmocka_unit_test(test_slow_reader),        cmocka_unit_test(test_slow_handler_has_no_deadline),
        cmocka_unit_test(test_half_closed_client), cmocka_unit_test(test_crowd_does_not_block),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
