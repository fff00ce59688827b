/* SPDX-License-Identifier: EUPL-1.2 */
/* The framing check as a pure function. What the library hides is tested with raw bytes in tests/socket/framing_test.c. */
#include "http/framing.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { MOST = 4, LIMIT = 1000 };

static struct framing framing;

/* Headers as "Name: value" lines, ended by NULL. */
static enum framing_fault check(const char *method, const char *target, const char *version, const char *const *lines)
{
    struct header headers[MOST];
    size_t count = 0;
    for (; lines[count]; count++) {
        headers[count].name = text_cut(text_from(lines[count]), ':', &headers[count].value);
        headers[count].value = text_slice(headers[count].value, 1, LIMIT * 2);
    }
    struct framing_head head = { .method = text_from(method),
                                 .target = text_from(target),
                                 .version = text_from(version),
                                 .headers = headers,
                                 .header_count = count,
                                 .limit = LIMIT };
    return framing_check(&head, &framing);
}

#define CHECK(method, target, version, ...) check(method, target, version, (const char *const[]){ __VA_ARGS__, NULL })

static void test_fine(void **state)
{
    (void)state;
    assert_int_equal(CHECK("GET", "/", "HTTP/1.1", "Host: Example:80"), FRAMING_FINE);
    assert_true(text_equal(framing.host, TEXT("Example:80")));
    assert_int_equal(framing.length, 0);
    assert_int_equal(CHECK("GET", "/", "HTTP/1.1", "host: [::1]:8080"), FRAMING_FINE);
    assert_int_equal(CHECK("POST", "/a?b=c%20", "HTTP/1.1", "Host: a", "content-length: 17"), FRAMING_FINE);
    assert_int_equal(framing.length, 17);
    assert_false(framing.chunked);
    assert_int_equal(CHECK("POST", "/", "HTTP/1.1", "Host: a", "Transfer-Encoding: Chunked"), FRAMING_FINE);
    assert_int_equal(framing.length, -1);
    assert_true(framing.chunked);
    assert_int_equal(CHECK("GET", "/", "HTTP/1.0", "X: y"), FRAMING_FINE);
    assert_true(text_is_null(framing.host));
}

static void test_request_line(void **state)
{
    (void)state;
    assert_int_equal(CHECK("G T", "/", "HTTP/1.1", "Host: a"), FRAMING_REQUEST_LINE);
    assert_int_equal(CHECK("", "/", "HTTP/1.1", "Host: a"), FRAMING_REQUEST_LINE);
    assert_int_equal(CHECK("GET", "", "HTTP/1.1", "Host: a"), FRAMING_REQUEST_LINE);
    assert_int_equal(CHECK("GET", "*", "HTTP/1.1", "Host: a"), FRAMING_REQUEST_LINE);
    assert_int_equal(CHECK("GET", "http://a/", "HTTP/1.1", "Host: a"), FRAMING_REQUEST_LINE);
    assert_int_equal(CHECK("GET", "/a b", "HTTP/1.1", "Host: a"), FRAMING_REQUEST_LINE);
    assert_int_equal(CHECK("GET", "/a\x7f", "HTTP/1.1", "Host: a"), FRAMING_REQUEST_LINE);
    assert_int_equal(CHECK("GET", "/a\\b", "HTTP/1.1", "Host: a"), FRAMING_REQUEST_LINE);
    assert_int_equal(CHECK("GET", "/", "HTTP/2.0", "Host: a"), FRAMING_VERSION);
    assert_int_equal(CHECK("GET", "/", "HTTP/1.2", "Host: a"), FRAMING_VERSION);
    assert_int_equal(CHECK("GET", "/", "", "Host: a"), FRAMING_VERSION);
}

static void test_lines(void **state)
{
    (void)state;
    static char much[LIMIT + 10] = "X: ";
    memset(much + 3, 'a', sizeof(much) - 4);
    assert_int_equal(CHECK("GET", "/", "HTTP/1.1", "Host: a", "X : y"), FRAMING_NAME);
    assert_int_equal(CHECK("GET", "/", "HTTP/1.1", "Host: a", ": y"), FRAMING_NAME);
    assert_int_equal(CHECK("GET", "/", "HTTP/1.1", "Host: a", "X(: y"), FRAMING_NAME);
    assert_int_equal(CHECK("GET", "/", "HTTP/1.1", "Host: a", "X: a\rb"), FRAMING_VALUE);
    assert_int_equal(CHECK("GET", "/", "HTTP/1.1", "Host: a", "X: a\x01"), FRAMING_VALUE);
    assert_int_equal(CHECK("GET", "/", "HTTP/1.1", "Host: a", "X: a\tb"), FRAMING_FINE);
    assert_int_equal(CHECK("GET", "/", "HTTP/1.1", "Host: a", much), FRAMING_TOO_LARGE);
}

static void test_host(void **state)
{
    (void)state;
    assert_int_equal(CHECK("GET", "/", "HTTP/1.1", "X: y"), FRAMING_HOST);
    assert_int_equal(CHECK("GET", "/", "HTTP/1.1", "Host: a", "HOST: a"), FRAMING_HOST);
    assert_int_equal(CHECK("GET", "/", "HTTP/1.1", "Host: a@b"), FRAMING_HOST);
    assert_int_equal(CHECK("GET", "/", "HTTP/1.1", "Host: a,b"), FRAMING_HOST);
    assert_int_equal(CHECK("GET", "/", "HTTP/1.1", "Host:  "), FRAMING_HOST);
}

static void test_length_and_coding(void **state)
{
    (void)state;
    assert_int_equal(CHECK("POST", "/", "HTTP/1.1", "Host: a", "Content-Length: 5", "Content-Length: 5"),
                     FRAMING_LENGTH);
    assert_int_equal(CHECK("POST", "/", "HTTP/1.1", "Host: a", "Content-Length: 5,5"), FRAMING_LENGTH);
    assert_int_equal(CHECK("POST", "/", "HTTP/1.1", "Host: a", "Content-Length: 0x5"), FRAMING_LENGTH);
    assert_int_equal(CHECK("POST", "/", "HTTP/1.1", "Host: a", "Content-Length: 007"), FRAMING_LENGTH);
    assert_int_equal(CHECK("POST", "/", "HTTP/1.1", "Host: a", "Content-Length: 99999999999999999999"), FRAMING_LENGTH);
    assert_int_equal(CHECK("POST", "/", "HTTP/1.1", "Host: a", "Content-Length: 5", "Transfer-Encoding: chunked"),
                     FRAMING_CODING);
    assert_int_equal(CHECK("POST", "/", "HTTP/1.1", "Host: a", "Transfer-Encoding: chunked, identity"), FRAMING_CODING);
    assert_int_equal(CHECK("POST", "/", "HTTP/1.1", "Host: a",
                           "Transfer-Encoding: \x0b"
                           "chunked"),
                     FRAMING_VALUE);
    assert_int_equal(CHECK("POST", "/", "HTTP/1.0", "Transfer-Encoding: chunked"), FRAMING_CODING);
    assert_int_equal(CHECK("GET", "/", "HTTP/1.1", "Host: a", "Content-Length: 5"), FRAMING_BODY);
    assert_int_equal(CHECK("DELETE", "/", "HTTP/1.1", "Host: a", "Transfer-Encoding: chunked"), FRAMING_BODY);
    assert_int_equal(CHECK("GET", "/", "HTTP/1.1", "Host: a", "Content-Length: 0"), FRAMING_FINE);
}

/* A head as the library leaves it in its buffer: NUL over colon, spaces of the request line and line ends. */
static enum framing_fault check_block(const char *block, size_t size, size_t name, size_t value)
{
    struct header header = { { block + name, 1 }, { block + value, strlen(block + value) } };
    struct framing_head head = { .method = { block, 3 },
                                 .target = { block + 4, 1 },
                                 .target_place = block + 4,
                                 .version = { block + 6, 8 },
                                 .headers = &header,
                                 .header_count = 1,
                                 .in_place = true,
                                 .end = block + size,
                                 .limit = LIMIT };
    return framing_check(&head, &framing);
}

static void test_layout(void **state)
{
    (void)state;
    static const char good[] = "GET\0/\0HTTP/1.0\0\0X\0 y\0\0\0\0";
    static const char folded[] = "GET\0/\0HTTP/1.0\0\0X\0 y\0\0 z\0\0\0\0";
    static const char bare[] = "GET\0/\0HTTP/1.0\0X\0 y\0\0\0\0";
    static const char hidden[] = "GET\0/\0HTTP/1.0\0\0X\0 y\0b\0\0\0\0";
    static const char broken_name[] = "GET\0/\0HTTP/1.0\0\0X\0z\0y\0\0\0\0";
    assert_int_equal(check_block(good, sizeof(good) - 1, 16, 19), FRAMING_FINE);
    assert_int_equal(check_block(folded, sizeof(folded) - 1, 16, 19), FRAMING_LAYOUT);
    assert_int_equal(check_block(bare, sizeof(bare) - 1, 15, 18), FRAMING_LAYOUT);
    assert_int_equal(check_block(hidden, sizeof(hidden) - 1, 16, 19), FRAMING_LAYOUT);
    assert_int_equal(check_block(broken_name, sizeof(broken_name) - 1, 16, 20), FRAMING_LAYOUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fine), cmocka_unit_test(test_request_line),      cmocka_unit_test(test_lines),
        cmocka_unit_test(test_host), cmocka_unit_test(test_length_and_coding), cmocka_unit_test(test_layout),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
