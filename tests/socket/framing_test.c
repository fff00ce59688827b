/* SPDX-License-Identifier: EUPL-1.2 */
/* Raw bytes against the server: where a request ends has one meaning, and anything doubtful is refused with a closed connection. */
#include "site.h"

#include <unistd.h>

static struct site site;

static int set_up(void **state)
{
    (void)state;
    site_start(&site, NULL);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    site_stop(&site);
    return 0;
}

/* Refused with that status, closed, nothing behind it answered and no handler run. */
static void assert_refused(const char *bytes, size_t size, int status)
{
    int handlers = atomic_load(&site.handlers);
    int client = site_connect(&site);
    site_send_bytes(client, bytes, size);
    const char *answer = site_read(client, 1500);
    if (site_status(answer) != status)
        fail_msg("not refused with %d: %.80s -> %.200s", status, bytes, answer);
    assert_non_null(strstr(answer, "Connection: close"));
    assert_null(strstr(answer, " 200 OK"));
    assert_true(site_is_closed(client, 100));
    close(client);
    assert_int_equal(atomic_load(&site.handlers), handlers);
}

#define REFUSED(bytes, status) assert_refused(bytes, sizeof(bytes) - 1, status)

static void test_plain_page(void **state)
{
    (void)state;
    const char *answer = site_ask(&site, "GET /page HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_int_equal(site_status(answer), 200);
    assert_non_null(strstr(answer, "<p>page</p>"));
    assert_non_null(strstr(answer, "Content-Security-Policy: default-src 'none'; script-src 'self'"));
    assert_non_null(strstr(answer, "X-Content-Type-Options: nosniff"));
    assert_non_null(strstr(answer, "Cache-Control: private, no-cache"));
}

static void test_two_lengths(void **state)
{
    (void)state;
    REFUSED("POST /change HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello", 400);
    REFUSED("POST /change HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello", 400);
    REFUSED("POST /change HTTP/1.1\r\nHost: a\r\nContent-Length: 5, 5\r\n\r\nhello", 400);
    REFUSED("POST /change HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\nhello", 400);
    REFUSED("POST /change HTTP/1.1\r\nHost: a\r\nContent-Length: 5 \r\n\r\nhello", 400);
    REFUSED("POST /change HTTP/1.1\r\nHost: a\r\nContent-Length: 05\r\n\r\nhello", 400);
    REFUSED("POST /change HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\nhello", 400);
}

static void test_length_and_chunked(void **state)
{
    (void)state;
    REFUSED("POST /change HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            400);
    REFUSED("POST /change HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
            400);
}

static void test_bad_codings(void **state)
{
    (void)state;
    REFUSED("POST /change HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400);
    REFUSED("POST /change HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\n\r\n", 400);
    REFUSED("POST /change HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 400);
    REFUSED(
        "POST /change HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        400);
    REFUSED("POST /change HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400);
    REFUSED("POST /change HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked \r\n\r\n0\r\n\r\n", 400);
}

static void test_hosts(void **state)
{
    (void)state;
    REFUSED("GET /page HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400);
    REFUSED("GET /page HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400);
    REFUSED("GET /page HTTP/1.1\r\nHost: a b\r\n\r\n", 400);
    REFUSED("GET /page HTTP/1.1\r\nHost: a/b\r\n\r\n", 400);
    REFUSED("GET /page HTTP/1.1\r\nHost:\r\n\r\n", 400);
    REFUSED("GET /page HTTP/1.1\r\nX: y\r\n\r\n", 400);
    assert_int_equal(site_status(site_ask(&site, "GET /page HTTP/1.0\r\n\r\n")), 200);
}

static void test_names_and_lines(void **state)
{
    (void)state;
    REFUSED("GET /page HTTP/1.1\r\nHost: a\r\nContent-Length : 5\r\n\r\nhello", 400);
    REFUSED("POST /change HTTP/1.1\r\nHost: a\r\nTransfer-Encoding\t: chunked\r\n\r\n0\r\n\r\n", 400);
    REFUSED("GET /page HTTP/1.1\r\nHost: a\r\nX-One: a\r\n folded\r\n\r\n", 400);
    REFUSED("GET /page HTTP/1.1\r\nHost: a\r\nX-One: a\r\n\tContent-Length: 5\r\nX: y\r\n\r\nhello", 400);
    REFUSED("GET /page HTTP/1.1\r\n X: y\r\nHost: a\r\n\r\n", 400);
    REFUSED("GET /page HTTP/1.1\r\nHost: a\r\nX: a\0b\r\nY: z\r\n\r\n", 400);
    REFUSED("GET /page HTTP/1.1\r\nHost: a\r\nX\0Y: b\r\nY: z\r\n\r\n", 400);
    REFUSED("GET /page HTTP/1.1\r\nHost: a\r\nX: a\rContent-Length: 5\r\n\r\n", 400);
    REFUSED("GET /page HTTP/1.1\r\nHost: a\nX: y\r\n\r\n", 400);
    REFUSED("GET /page HTTP/1.1\nHost: a\r\n\r\n", 400);
    REFUSED("GET /page HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n", 400);
    REFUSED("GET /page HTTP/1.1\r\nHost: a\r\n: empty\r\n\r\n", 400);
    REFUSED("GET /page HTTP/1.1\r\nHost: a\r\n:\r\n\r\n", 400);
    REFUSED("GET /page HTTP/1.1\r\n: empty\r\nHost: a\r\n\r\n", 400);
    REFUSED("GET /page HTTP/1.1\r\nHost: a\n\r\n", 400);
    REFUSED("GET /page HTTP/1.1\r\nHost: a\r\n\n", 400);
    REFUSED("GET /page HTTP/1.1\r\nHost: a\r\nX: folded\r\n last\r\n\r\n", 400);
}

static void test_request_lines(void **state)
{
    (void)state;
    REFUSED("GET  /page HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    REFUSED("GET /page  HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    REFUSED("GET http://a/page HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    REFUSED("GET /pa\0ge HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    REFUSED("GET /p\xc3\xa9 HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    REFUSED("GET /page#x HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    REFUSED("GET /page HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello", 400);
}

static void test_smuggled_request(void **state)
{
    (void)state;
    /* The second request is inside the body of the first: it must not be answered. */
    REFUSED("POST /change HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
            "1\r\nZ\r\n0\r\n\r\nGET /page HTTP/1.1\r\nHost: a\r\n\r\n",
            400);
    REFUSED("GET /page HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\nGET /page HTTP/1.1\r\nHost: "
            "a\r\n\r\n",
            400);
}

static void test_pipelined(void **state)
{
    (void)state;
    int client = site_connect(&site);
    site_send(client, "GET /page HTTP/1.1\r\nHost: a\r\n\r\nGET /size/3 HTTP/1.1\r\nHost: a\r\n\r\nGET /nothing "
                      "HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_non_null(strstr(site_read_answer(client), "<p>page</p>"));
    assert_non_null(strstr(site_read_answer(client), "\r\n\r\nabc"));
    assert_int_equal(site_status(site_read_answer(client)), 404);
    close(client);
}

static void test_refusal_with_body_closes(void **state)
{
    (void)state;
    /* Refused before the body was read: the bytes that follow must not be taken for a request. */
    REFUSED("POST /never HTTP/1.1\r\nHost: a\r\nSec-Fetch-Site: same-origin\r\nContent-Type: "
            "application/x-www-form-urlencoded\r\n"
            "Content-Length: 40\r\n\r\nGET /page HTTP/1.1\r\nHost: a\r\n\r\n",
            403);
    REFUSED("POST /note HTTP/1.1\r\nHost: a\r\nSec-Fetch-Site: same-origin\r\nContent-Type: "
            "application/x-www-form-urlencoded\r\n"
            "Content-Length: 99999999\r\n\r\nGET /page HTTP/1.1\r\nHost: a\r\n\r\n",
            413);
    REFUSED("POST /nothing HTTP/1.1\r\nHost: a\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 40\r\n\r\nGET /page "
            "HTTP/1.1\r\nHost: a\r\n\r\n",
            404);
}

static void test_huge_head(void **state)
{
    (void)state;
    static char bytes[64 * 1024];
    memset(bytes, 'a', sizeof(bytes));
    int client = site_connect(&site);
    site_send(client, "GET /page HTTP/1.1\r\nHost: a\r\nX: ");
    site_send_bytes(client, bytes, sizeof(bytes));
    int status = site_status(site_read(client, 1000));
    assert_true(status == 431 || status == 0); /* 0: cut off while we were still sending */
    close(client);
    client = site_connect(&site);
    site_send(client, "GET /page HTTP/1.1\r\nHost: a\r\nX: ");
    site_send_bytes(client, bytes, 5000);
    site_send(client, "\r\n\r\n");
    assert_int_equal(site_status(site_read(client, 1000)), 431);
    close(client);
    client = site_connect(&site);
    site_send(client, "GET /");
    site_send_bytes(client, bytes, 7900);
    site_send(client, " HTTP/1.1\r\nHost: a\r\n\r\n");
    status = site_status(site_read(client, 1000));
    assert_true(status == 414 || status == 431 || status == 0);
    close(client);
}

/* As much as is allowed, in the way that costs the library most memory, still gets its page. */
static void test_largest_head(void **state)
{
    (void)state;
    static char cookies[3600];
    const struct text name = TEXT("; name=");
    int client = site_connect(&site);
    memset(cookies, 'c', sizeof(cookies) - 1);
    for (size_t i = 0; i + 100 < sizeof(cookies); i += 400)
        memcpy(cookies + i, name.data, name.length);
    site_send(
        client,
        "GET /page?a=1&b=2&c=3 HTTP/1.1\r\nHost: a\r\nX-One: 1\r\nX-Two: 2\r\nX-Three: 3\r\nX-Four: 4\r\nCookie: ");
    site_send_bytes(client, cookies, strlen(cookies));
    site_send(client, "\r\n\r\n");
    assert_int_equal(site_status(site_read_answer(client)), 200);
    close(client);
}

static void test_head_of_stream(void **state)
{
    (void)state;
    assert_int_equal(site_status(site_ask(&site, "HEAD /live HTTP/1.1\r\nHost: a\r\n\r\n")), 204);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain_page),
        cmocka_unit_test(test_two_lengths),
        cmocka_unit_test(test_length_and_chunked),
        cmocka_unit_test(test_bad_codings),
        cmocka_unit_test(test_hosts),
        cmocka_unit_test(test_names_and_lines),
        cmocka_unit_test(test_request_lines),
        cmocka_unit_test(test_smuggled_request),
        cmocka_unit_test(test_pipelined),
        cmocka_unit_test(test_refusal_with_body_closes),
        cmocka_unit_test(test_huge_head),
        cmocka_unit_test(test_largest_head),
        cmocka_unit_test(test_head_of_stream),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
