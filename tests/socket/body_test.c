/* SPDX-License-Identifier: EUPL-1.2 */
/* Bodies: forms of both kinds, files, limits, and that nothing is read before the gate has spoken. */
#include "site.h"

#include <stdio.h>
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

#define SIGNED_IN "Host: a\r\nCookie: session=ok\r\nSec-Fetch-Site: same-origin\r\n"
#define FORM      "Content-Type: application/x-www-form-urlencoded\r\n"
#define PARTS     "Content-Type: multipart/form-data; boundary=XX\r\n"

static void test_form(void **state)
{
    (void)state;
    const char *answer =
        site_ask(&site, "POST /note HTTP/1.1\r\n" SIGNED_IN FORM "Content-Length: 20\r\n\r\ntext=two+words%21&x=");
    assert_int_equal(site_status(answer), 200);
    assert_non_null(strstr(answer, "\r\n\r\ntwo words!"));
}

static void test_form_in_chunks(void **state)
{
    (void)state;
    int client = site_connect(&site);
    site_send(client, "POST /note HTTP/1.1\r\n" SIGNED_IN FORM "Transfer-Encoding: chunked\r\n\r\n7\r\ntext=ab\r\n");
    site_sleep(20);
    site_send(client, "2\r\ncd\r\n0\r\n\r\n");
    assert_non_null(strstr(site_read_answer(client), "\r\n\r\nabcd"));
    /* Still the same connection. */
    site_send(client, "GET /page HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_int_equal(site_status(site_read_answer(client)), 200);
    close(client);
}

static void test_expect_continue(void **state)
{
    (void)state;
    int client = site_connect(&site);
    site_send(client, "POST /note HTTP/1.1\r\n" SIGNED_IN FORM "Expect: 100-continue\r\nContent-Length: 6\r\n\r\n");
    assert_int_equal(site_status(site_read_answer(client)), 100);
    site_send(client, "text=a");
    assert_non_null(strstr(site_read_answer(client), "\r\n\r\na"));
    close(client);
    /* The gate speaks before the body is asked for. */
    client = site_connect(&site);
    site_send(client, "POST /never HTTP/1.1\r\n" SIGNED_IN FORM "Expect: 100-continue\r\nContent-Length: 6\r\n\r\n");
    assert_int_equal(site_status(site_read_answer(client)), 403);
    assert_true(site_is_closed(client, 1000));
    close(client);
}

static void test_gate_before_body(void **state)
{
    (void)state;
    int client = site_connect(&site);
    site_send(client, "POST /never HTTP/1.1\r\n" SIGNED_IN FORM "Content-Length: 1000000\r\n\r\n");
    const char *answer = site_read_answer(client);
    assert_int_equal(site_status(answer), 403);
    assert_non_null(strstr(answer, "Connection: close"));
    close(client);
}

static void test_refused_upload_still_hears_why(void **state)
{
    (void)state;
    /* A client that keeps sending must get the answer, not a reset: the connection is drained for a moment. */
    static char bytes[512 * 1024];
    int client = site_connect(&site);
    site_send(client, "POST /never HTTP/1.1\r\n" SIGNED_IN FORM "Content-Length: 524288\r\n\r\n");
    site_sleep(50);
    assert_true(site_send_bytes(client, bytes, sizeof(bytes) / 2));
    site_sleep(50);
    assert_true(site_send_bytes(client, bytes, sizeof(bytes) / 2)); /* a reset would show here */
    assert_int_equal(site_status(site_read_answer(client)), 403);
    assert_true(site_is_closed(client, 3000));
    close(client);
}

static void test_too_long(void **state)
{
    (void)state;
    static char chunk[70 * 1024];
    assert_int_equal(
        site_status(site_ask(&site, "POST /note HTTP/1.1\r\n" SIGNED_IN FORM "Content-Length: 65537\r\n\r\n")), 413);
    /* In chunks nothing says so beforehand. */
    memset(chunk, 'a', sizeof(chunk));
    int client = site_connect(&site);
    site_send(client, "POST /note HTTP/1.1\r\n" SIGNED_IN FORM "Transfer-Encoding: chunked\r\n\r\n11800\r\n");
    site_send_bytes(client, chunk, 0x11800);
    site_send(client, "\r\n0\r\n\r\n");
    assert_int_equal(site_status(site_read_answer(client)), 413);
    close(client);
}

static void test_field_errors(void **state)
{
    (void)state;
    const char *answer = site_ask(&site, "POST /note HTTP/1.1\r\n" SIGNED_IN FORM "Content-Length: 5\r\n\r\ntext=");
    assert_int_equal(site_status(answer), 422);
    assert_non_null(strstr(answer, "invalid missing []"));
    answer = site_ask(&site, "POST /note HTTP/1.1\r\n" SIGNED_IN FORM "Content-Length: 16\r\n\r\ntext=a&day=never");
    assert_int_equal(site_status(answer), 422);
    assert_non_null(strstr(answer, "invalid fine [a]"));
    answer = site_ask(&site, "POST /note HTTP/1.1\r\n" SIGNED_IN FORM "Content-Length: 8\r\n\r\ntext=%ff");
    assert_int_equal(site_status(answer), 422);
    assert_non_null(strstr(answer, "invalid not_text"));
    assert_int_equal(site_status(site_ask(&site, "POST /note HTTP/1.1\r\n" SIGNED_IN
                                                 "Content-Type: text/plain\r\nContent-Length: 6\r\n\r\ntext=a")),
                     415);
}

static void test_kept_when_signed_out(void **state)
{
    (void)state;
    const char *answer = site_ask(&site, "POST /note HTTP/1.1\r\nHost: a\r\nSec-Fetch-Site: same-origin\r\n" FORM
                                         "Content-Length: 16\r\n\r\ntext=a+long+note");
    assert_int_equal(site_status(answer), 401);
    assert_non_null(strstr(answer, "sign in, kept text=a long note"));
    /* A file is not kept, nor read. */
    answer = site_ask(&site, "POST /upload HTTP/1.1\r\nHost: a\r\nSec-Fetch-Site: same-origin\r\n" PARTS
                             "Content-Length: 1000\r\n\r\n");
    assert_int_equal(site_status(answer), 401);
    assert_non_null(strstr(answer, "Connection: close"));
}

static void test_origin(void **state)
{
    (void)state;
    int changes = atomic_load(&site.changes);
    assert_int_equal(site_status(site_ask(&site, "POST /change HTTP/1.1\r\nHost: a\r\n\r\n")), 403);
    assert_int_equal(
        site_status(site_ask(&site, "POST /change HTTP/1.1\r\nHost: a\r\nSec-Fetch-Site: cross-site\r\n\r\n")), 403);
    assert_int_equal(
        site_status(site_ask(&site, "POST /change HTTP/1.1\r\nHost: a\r\nSec-Fetch-Site: same-site\r\n\r\n")), 403);
    assert_int_equal(site_status(site_ask(&site, "POST /change HTTP/1.1\r\nHost: a\r\nOrigin: null\r\n\r\n")), 403);
    assert_int_equal(site_status(site_ask(&site, "POST /change HTTP/1.1\r\nHost: a\r\nOrigin: http://b\r\n\r\n")), 403);
    assert_int_equal(atomic_load(&site.changes), changes);
    assert_int_equal(site_status(site_ask(&site, "POST /change HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\n\r\n")), 303);
}

static void test_methods(void **state)
{
    (void)state;
    const char *answer = site_ask(&site, "GET /change HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_int_equal(site_status(answer), 405);
    assert_non_null(strstr(answer, "Allow: POST\r\n"));
    answer = site_ask(&site, "OPTIONS /page HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_int_equal(site_status(answer), 405);
    assert_non_null(strstr(answer, "Allow: GET, HEAD\r\n"));
    int client = site_connect(&site);
    site_send(client, "HEAD /page HTTP/1.1\r\nHost: a\r\n\r\n");
    answer = site_read(client, 200);
    assert_int_equal(site_status(answer), 200);
    assert_non_null(strstr(answer, "Content-Length: 11\r\n"));
    assert_null(strstr(answer, "<p>"));
    close(client);
}

/* A multipart form with a file of `size` bytes of 'a' and a note. */
static void send_upload(int client, size_t size)
{
    static char bytes[64 * 1024];
    char head[600];
    static const char before[] =
        "--XX\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhi\r\n"
        "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"C:\\\\dir\\\\photo.jpg\"\r\n"
        "Content-Type: image/jpeg\r\n\r\n";
    static const char after[] = "\r\n--XX--\r\n";
    memset(bytes, 'a', sizeof(bytes));
    snprintf(head, sizeof(head), "POST /upload HTTP/1.1\r\n" SIGNED_IN PARTS "Content-Length: %zu\r\n\r\n",
             sizeof(before) - 1 + size + sizeof(after) - 1);
    site_send(client, head);
    site_send(client, before);
    for (size_t left = size; left > 0;) {
        size_t part = left < sizeof(bytes) ? left : sizeof(bytes);
        if (!site_send_bytes(client, bytes, part))
            return;
        left -= part;
    }
    site_send(client, after);
}

static void test_upload(void **state)
{
    (void)state;
    int client = site_connect(&site);
    send_upload(client, 5 * 1024 * 1024);
    const char *answer = site_read_answer(client);
    assert_int_equal(site_status(answer), 200);
    assert_non_null(strstr(answer, "\r\n\r\n5242880 508559360 photo.jpg hi"));
    send_upload(client, 0);
    assert_non_null(strstr(site_read_answer(client), "\r\n\r\n0 0 photo.jpg hi"));
    close(client);
}

static void test_huge_upload(void **state)
{
    (void)state;
    int client = site_connect(&site);
    send_upload(client, (size_t)65 * 1024 * 1024);
    int status = site_status(site_read_answer(client));
    assert_true(status == 413 || status == 0);
    close(client);
}

static void test_broken_multipart(void **state)
{
    (void)state;
    assert_int_equal(site_status(site_ask(&site, "POST /upload HTTP/1.1\r\n" SIGNED_IN PARTS
                                                 "Content-Length: 10\r\n\r\n0123456789")),
                     422); /* taken for a preamble: no fields */
    assert_int_equal(site_status(site_ask(&site, "POST /upload HTTP/1.1\r\n" SIGNED_IN PARTS
                                                 "Content-Length: 30\r\n\r\n--XX\r\nContent-Disposition: for")),
                     400);
    assert_int_equal(
        site_status(site_ask(&site, "POST /upload HTTP/1.1\r\n" SIGNED_IN
                                    "Content-Type: multipart/form-data\r\nContent-Length: 10\r\n\r\n0123456789")),
        400);
}

static void test_static_files(void **state)
{
    (void)state;
    const char *answer = site_ask(&site, "GET /static/app.1234.css HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_int_equal(site_status(answer), 200);
    assert_non_null(strstr(answer, "Cache-Control: public, max-age=31536000, immutable"));
    assert_non_null(strstr(answer, "body{color:black}"));
    answer = site_ask(&site, "GET /static/app.1234.css HTTP/1.1\r\nHost: a\r\nAccept-Encoding: br, gzip\r\n\r\n");
    assert_non_null(strstr(answer, "Content-Encoding: gzip"));
    assert_non_null(strstr(answer, "not really gzip"));
    answer = site_ask(
        &site, "GET /static/app.1234.css HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"/static/app.1234.css-gzip\"\r\n\r\n");
    assert_int_equal(site_status(answer), 304);
    int client = site_connect(&site);
    site_send(client, "GET /static/app.1234.css HTTP/1.1\r\nHost: a\r\n\r\nGET /page HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_int_equal(site_status(site_read_answer(client)), 200);
    assert_non_null(strstr(site_read_answer(client), "<p>page</p>"));
    close(client);
}

static void test_tags_and_compression(void **state)
{
    (void)state;
    char request[300];
    char tag[64] = "";
    const char *answer = site_ask(&site, "GET /size/3000 HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n");
    assert_non_null(strstr(answer, "Content-Encoding: gzip"));
    assert_non_null(strstr(answer, "Vary: Accept-Encoding"));
    const char *place = strstr(answer, "ETag: \"");
    assert_non_null(place);
    memcpy(tag, place + 6, strcspn(place + 6, "\r"));
    assert_non_null(strstr(tag, "-gzip\""));
    snprintf(request, sizeof(request), "GET /size/3000 HTTP/1.1\r\nHost: a\r\nIf-None-Match: W/%s\r\n\r\n", tag);
    assert_int_equal(site_status(site_ask(&site, request)), 304);
    snprintf(request, sizeof(request), "GET /size/3001 HTTP/1.1\r\nHost: a\r\nIf-None-Match: %s\r\n\r\n", tag);
    answer = site_ask(&site, request);
    assert_int_equal(site_status(answer), 200);
    assert_null(strstr(answer, "Content-Encoding"));
}

static void test_health(void **state)
{
    (void)state;
    const char *answer = site_ask(&site, "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_int_equal(site_status(answer), 200);
    assert_non_null(strstr(answer, "\r\n\r\nok\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_form),
        cmocka_unit_test(test_form_in_chunks),
        cmocka_unit_test(test_expect_continue),
        cmocka_unit_test(test_gate_before_body),
        cmocka_unit_test(test_refused_upload_still_hears_why),
        cmocka_unit_test(test_too_long),
        cmocka_unit_test(test_field_errors),
        cmocka_unit_test(test_kept_when_signed_out),
        cmocka_unit_test(test_origin),
        cmocka_unit_test(test_methods),
        cmocka_unit_test(test_upload),
        cmocka_unit_test(test_huge_upload),
        cmocka_unit_test(test_broken_multipart),
        cmocka_unit_test(test_static_files),
        cmocka_unit_test(test_tags_and_compression),
        cmocka_unit_test(test_health),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
