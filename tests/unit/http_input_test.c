/* SPDX-License-Identifier: EUPL-1.2 */
/* What comes in as text: forms, cookies, origins, forwarded addresses, codings. */
#include "http/compress.h"
#include "http/cookie.h"
#include "http/form.h"
#include "http/origin.h"
#include "http/proxy.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

#define assert_text(value, literal) assert_true(text_equal(value, TEXT(literal)))

static void test_form(void **state)
{
    (void)state;
    struct raw_fields fields;
    assert_int_equal(form_parse(TEXT("a=1&b=two+words&a=%C3%A9&=x&c&d=%ff&%ff=e&&f=a=b"), arena, &fields), STATUS_OK);
    assert_int_equal(fields.count, 6);
    assert_text(fields.items[0].name, "a");
    assert_text(fields.items[1].value, "two words");
    assert_text(fields.items[2].value, "\xc3\xa9");
    assert_text(fields.items[3].name, "c");
    assert_text(fields.items[3].value, "");
    assert_false(fields.items[3].broken);
    assert_text(fields.items[4].name, "d");
    assert_true(fields.items[4].broken);
    assert_text(fields.items[5].value, "a=b");
    assert_int_equal(form_parse(TEXT(""), arena, &fields), STATUS_OK);
    assert_int_equal(fields.count, 0);
    assert_int_equal(form_parse(TEXT("a=%00&b=%2&c=%zz"), arena, &fields), STATUS_OK);
    assert_true(fields.items[0].broken && fields.items[1].broken && fields.items[2].broken);
}

static void test_form_with_too_many(void **state)
{
    (void)state;
    char many[2 * FORM_FIELDS_MAXIMUM + 4];
    struct raw_fields fields;
    memset(many, '&', sizeof(many));
    assert_int_equal(form_parse((struct text){ many, FORM_FIELDS_MAXIMUM - 1 }, arena, &fields), STATUS_OK);
    assert_int_equal(form_parse((struct text){ many, FORM_FIELDS_MAXIMUM }, arena, &fields), STATUS_INVALID);
}

static void test_cookie(void **state)
{
    (void)state;
    assert_text(cookie_find(TEXT("a=1; session=abc; b=2"), TEXT("session")), "abc");
    assert_text(cookie_find(TEXT("session=abc"), TEXT("session")), "abc");
    assert_text(cookie_find(TEXT(" session = abc "), TEXT("session")), "abc");
    assert_true(text_is_null(cookie_find(TEXT("a=1"), TEXT("session"))));
    assert_true(text_is_null(cookie_find(TEXT("xsession=1; sessionx=2"), TEXT("session"))));
    assert_true(text_is_null(cookie_find(TEXT("session=1; session=2"), TEXT("session"))));
    assert_true(text_is_null(cookie_find(TEXT("session=a b"), TEXT("session"))));
    assert_true(text_is_null(cookie_find(TEXT("session=\"a\""), TEXT("session"))));
    assert_true(text_is_null(cookie_find(TEXT("session"), TEXT("session"))));
    assert_true(text_is_null(cookie_find(TEXT_NULL, TEXT("session"))));
}

static void test_cookie_line(void **state)
{
    (void)state;
    struct cookie cookie = { .name = "session", .value = TEXT("abc"), .max_age = 60 };
    assert_text(cookie_line(arena, cookie, false), "session=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=60");
    cookie.max_age = -1;
    assert_text(cookie_line(arena, cookie, true),
                "__Host-session=abc; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0");
    cookie.max_age = 0;
    assert_text(cookie_line(arena, cookie, false), "session=abc; Path=/; HttpOnly; SameSite=Lax");
    assert_false(cookie_value_allowed(TEXT("a;b")));
    assert_false(cookie_value_allowed(TEXT("a\nb")));
}

static void test_origin(void **state)
{
    (void)state;
    struct text own = TEXT("https://a.example");
    assert_true(origin_allows(TEXT("same-origin"), TEXT_NULL, own));
    assert_true(origin_allows(TEXT("none"), TEXT_NULL, own));
    assert_false(origin_allows(TEXT("same-site"), own, own));
    assert_false(origin_allows(TEXT("cross-site"), own, own));
    assert_false(origin_allows(TEXT(""), own, own));
    assert_true(origin_allows(TEXT_NULL, TEXT("https://A.example"), own));
    assert_false(origin_allows(TEXT_NULL, TEXT("http://a.example"), own));
    assert_false(origin_allows(TEXT_NULL, TEXT("null"), own));
    assert_false(origin_allows(TEXT_NULL, TEXT_NULL, own));
    assert_false(origin_allows(TEXT_NULL, TEXT(""), TEXT("")));
}

static void test_networks(void **state)
{
    (void)state;
    struct networks networks;
    struct error error = { .word = 0 };
    const char *const list[] = { "127.0.0.1", "10.1.0.0/16", "fd00::/8", NULL };
    const char *const wrong[] = { "10.0.0.0/33", NULL };
    const char *const host[] = { "proxy.example", NULL };
    assert_int_equal(networks_read(list, &error, &networks), STATUS_OK);
    assert_true(networks_hold(&networks, TEXT("127.0.0.1")));
    assert_true(networks_hold(&networks, TEXT("::ffff:127.0.0.1")));
    assert_false(networks_hold(&networks, TEXT("127.0.0.2")));
    assert_true(networks_hold(&networks, TEXT("10.1.255.3")));
    assert_false(networks_hold(&networks, TEXT("10.2.0.1")));
    assert_true(networks_hold(&networks, TEXT("fdab::1")));
    assert_false(networks_hold(&networks, TEXT("::1")));
    assert_false(networks_hold(&networks, TEXT("127.0.0.1, 127.0.0.1")));
    assert_int_equal(networks_read(wrong, &error, &networks), STATUS_INVALID);
    assert_int_equal(networks_read(host, &error, &networks), STATUS_INVALID);
    assert_int_equal(networks_read(NULL, &error, &networks), STATUS_OK);
    assert_false(networks_hold(&networks, TEXT("127.0.0.1")));
}

static void test_forwarded(void **state)
{
    (void)state;
    struct networks networks;
    struct error error = { .word = 0 };
    const char *const list[] = { "127.0.0.1", "10.0.0.0/8", NULL };
    struct text peer = TEXT("127.0.0.1");
    assert_int_equal(networks_read(list, &error, &networks), STATUS_OK);
    assert_text(proxy_client(&networks, TEXT("203.0.113.9"), peer), "203.0.113.9");
    assert_text(proxy_client(&networks, TEXT("1.2.3.4, 203.0.113.9, 10.0.0.2"), peer), "203.0.113.9");
    assert_text(proxy_client(&networks, TEXT("10.0.0.3, 10.0.0.2"), peer), "10.0.0.3");
    assert_text(proxy_client(&networks, TEXT("evil, 203.0.113.9"), peer), "203.0.113.9");
    assert_text(proxy_client(&networks, TEXT("203.0.113.9, evil"), peer), "127.0.0.1");
    assert_text(proxy_client(&networks, TEXT("2001:db8::1"), peer), "2001:db8::1");
    assert_text(proxy_client(&networks, TEXT_NULL, peer), "127.0.0.1");
    assert_text(proxy_client(&networks, TEXT(","), peer), "127.0.0.1");
}

static void test_codings(void **state)
{
    (void)state;
    assert_true(encoding_accepted(TEXT("gzip, deflate, br"), TEXT("gzip")));
    assert_true(encoding_accepted(TEXT("GZIP;q=0.5"), TEXT("gzip")));
    assert_true(encoding_accepted(TEXT("deflate , gzip ; q=1.0"), TEXT("gzip")));
    assert_false(encoding_accepted(TEXT("gzip;q=0"), TEXT("gzip")));
    assert_false(encoding_accepted(TEXT("gzip; q=0.000, br"), TEXT("gzip")));
    assert_false(encoding_accepted(TEXT("xgzip"), TEXT("gzip")));
    assert_false(encoding_accepted(TEXT("*"), TEXT("gzip")));
    assert_false(encoding_accepted(TEXT_NULL, TEXT("gzip")));
}

static void test_gzip(void **state)
{
    (void)state;
    struct compressor *compressor = compressor_new();
    char bytes[5000];
    struct text first;
    struct text second;
    memset(bytes, 'a', sizeof(bytes));
    assert_int_equal(compressor_gzip(compressor, (struct text){ bytes, sizeof(bytes) }, arena, &first), STATUS_OK);
    assert_int_equal(compressor_gzip(compressor, (struct text){ bytes, sizeof(bytes) }, arena, &second), STATUS_OK);
    assert_true(first.length < 100);
    assert_true(text_equal(first, second));
    assert_int_equal(compressor_gzip(compressor, TEXT("short"), arena, &first), STATUS_INVALID);
    compressor_free(compressor);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_form),      cmocka_unit_test(test_form_with_too_many),
        cmocka_unit_test(test_cookie),    cmocka_unit_test(test_cookie_line),
        cmocka_unit_test(test_origin),    cmocka_unit_test(test_networks),
        cmocka_unit_test(test_forwarded), cmocka_unit_test(test_codings),
        cmocka_unit_test(test_gzip),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
