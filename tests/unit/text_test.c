/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * base/text.h, base/utf8.h and base/url.h: what comes from outside is read exactly or not at all.
 */
#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "base/url.h"
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void assert_text(struct text actual, const char *expected)
{
    assert_non_null(actual.data);
    assert_int_equal(actual.length, strlen(expected));
    assert_memory_equal(actual.data, expected, actual.length);
}

static void null_is_not_empty_but_equals_it(void **state)
{
    (void)state;
    assert_true(text_is_null(TEXT_NULL));
    assert_false(text_is_null(TEXT("")));
    assert_true(text_is_empty(TEXT_NULL));
    assert_true(text_equal(TEXT_NULL, TEXT("")));
    assert_true(text_is_null(text_from(NULL)));
    assert_true(text_is_null(text_trim(TEXT_NULL)));
    char shown[8];
    snprintf(shown, sizeof shown, "<%.*s>", TEXT_ARGS(TEXT_NULL));
    assert_string_equal(shown, "<>");
}

static void compares(void **state)
{
    (void)state;
    assert_true(text_equal(TEXT("slaap"), text_from("slaap")));
    assert_false(text_equal(TEXT("slaap"), TEXT("slaa")));
    assert_false(text_equal(TEXT("slaap"), TEXT("slaaP")));
    assert_true(text_equal_ignore_case(TEXT("Content-Type"), TEXT("content-tYPE")));
    assert_false(text_equal_ignore_case(TEXT("a@"), TEXT("a`")));
    assert_true(text_compare(TEXT("a"), TEXT("b")) < 0);
    assert_true(text_compare(TEXT("ab"), TEXT("a")) > 0);
    assert_true(text_compare(TEXT("\xc3\xa9"), TEXT("z")) > 0);
    assert_int_equal(text_compare(TEXT("a"), TEXT("a")), 0);
    assert_true(text_starts_with(TEXT("/static/app.css"), TEXT("/static/")));
    assert_false(text_starts_with(TEXT("/sta"), TEXT("/static/")));
    assert_true(text_ends_with(TEXT("app.css"), TEXT(".css")));
    assert_false(text_ends_with(TEXT("css"), TEXT(".css")));
    assert_int_equal(text_find(TEXT("abcabc"), TEXT("ca")), 2);
    assert_int_equal(text_find(TEXT("abc"), TEXT("")), 0);
    assert_true(text_find(TEXT("abc"), TEXT("abcd")) == SIZE_MAX);
    assert_true(text_find(TEXT("abc"), TEXT("d")) == SIZE_MAX);
}

static void slices_stay_inside(void **state)
{
    (void)state;
    assert_text(text_slice(TEXT("slapen"), 1, 3), "lap");
    assert_text(text_slice(TEXT("slapen"), 4, SIZE_MAX), "en");
    assert_text(text_slice(TEXT("slapen"), 9, 2), "");
    assert_text(text_trim(TEXT(" \t\r\n een twee\n ")), "een twee");
    assert_text(text_trim(TEXT(" \n ")), "");
}

static void cuts_into_parts(void **state)
{
    (void)state;
    struct text rest = TEXT("a,,b,");
    const char *expected[] = { "a", "", "b", "" };
    for (size_t i = 0; i < COUNT(expected); i++) {
        assert_false(text_is_null(rest));
        assert_text(text_cut(rest, ',', &rest), expected[i]);
    }
    assert_true(text_is_null(rest));
    assert_text(text_cut(TEXT("alone"), ',', &rest), "alone");
    assert_true(text_is_null(rest));
}

static void reads_integers(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t value;
    } good[] = {
        { "0", 0 },
        { "7", 7 },
        { "-1", -1 },
        { "9223372036854775807", INT64_MAX },
        { "-9223372036854775808", INT64_MIN },
    };
    for (size_t i = 0; i < COUNT(good); i++) {
        int64_t value = 99;
        assert_int_equal(text_to_integer(text_from(good[i].text), INT64_MIN, INT64_MAX, &value), STATUS_OK);
        assert_true(value == good[i].value);
    }
}

static void refuses_what_is_no_integer(void **state)
{
    (void)state;
    static const char *const bad[] = { "",
                                       "-",
                                       "+1",
                                       " 1",
                                       "1 ",
                                       "007",
                                       "-0",
                                       "1.0",
                                       "0x1",
                                       "9223372036854775808",
                                       "-9223372036854775809",
                                       "12a",
                                       "99999999999999999999999" };
    for (size_t i = 0; i < COUNT(bad); i++) {
        int64_t value = 99;
        assert_int_equal(text_to_integer(text_from(bad[i]), INT64_MIN, INT64_MAX, &value), STATUS_INVALID);
        assert_true(value == 99);
    }
    int64_t value = 99;
    assert_int_equal(text_to_integer((struct text){ "1\0", 2 }, 0, 9, &value), STATUS_INVALID);
    assert_int_equal(text_to_integer(TEXT_NULL, 0, 9, &value), STATUS_INVALID);
    assert_int_equal(text_to_integer(TEXT("10"), 0, 9, &value), STATUS_INVALID);
    assert_int_equal(text_to_integer(TEXT("-1"), 0, 9, &value), STATUS_INVALID);
    assert_true(value == 99);
}

static void knows_utf8(void **state)
{
    (void)state;
    static const char *const good[] = {
        "",
        "a",
        "\xc2\x80",
        "\xdf\xbf",
        "\xe0\xa0\x80",
        "\xed\x9f\xbf",
        "\xee\x80\x80",
        "\xf0\x90\x80\x80",
        "\xf4\x8f\xbf\xbf",
    };
    static const char *const bad[] = {
        "\x80",             /* continuation alone */
        "\xc0\x80",         /* overlong NUL */
        "\xc1\xbf",         /* overlong, two */
        "\xe0\x9f\xbf",     /* overlong, three */
        "\xf0\x8f\xbf\xbf", /* overlong, four */
        "\xed\xa0\x80",     /* first surrogate */
        "\xed\xbf\xbf",     /* last surrogate */
        "\xf4\x90\x80\x80", /* above U+10FFFF */
        "\xf5\x80\x80\x80", /* never a first byte */
        "\xff",             /* never a byte */
        "\xc3",             /* cut short */
        "\xe2\x82",         /* cut short */
        "\xf0\x9f\x98",     /* cut short */
        "\xe2\x28\xa1",     /* second is no continuation */
        "ab\xc3(",
    };
    for (size_t i = 0; i < COUNT(good); i++)
        assert_true(text_is_utf8(text_from(good[i])));
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_false(text_is_utf8(text_from(bad[i])));
    /* What lies behind the end must not complete it. */
    assert_false(text_is_utf8(text_slice(TEXT("\xc3\xa9"), 0, 1)));
    assert_false(text_is_utf8(text_slice(TEXT("\xf0\x9f\x98\x80"), 0, 3)));
    assert_true(text_is_utf8(TEXT_NULL));
}

static void every_code_point_survives(void **state)
{
    (void)state;
    for (uint32_t point = 0; point <= 0x110000; point++) {
        char bytes[UTF8_LONGEST];
        size_t length = utf8_encode(point, bytes);
        if ((point >= 0xd800 && point <= 0xdfff) || point > 0x10ffff) {
            assert_int_equal(length, 0);
            continue;
        }
        size_t offset = 0;
        uint32_t read = 0;
        assert_int_equal(utf8_next((struct text){ bytes, length }, &offset, &read), STATUS_OK);
        assert_int_equal(read, point);
        assert_int_equal(offset, length);
    }
}

static void finds_control_characters(void **state)
{
    (void)state;
    static const char *const bad[] = { "a\rb", "\x1b[31m", "\x7f", "\xc2\x85", "\xc2\x80", "\xc2\x9f", "\x01" };
    static const char *const good[] = { "", "a\nb\tc", "\xc2\xa0", "caf\xc3\xa9", "\xe2\x80\x8f", "\xc3\x80" };
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_true(text_has_control(text_from(bad[i])));
    for (size_t i = 0; i < COUNT(good); i++)
        assert_false(text_has_control(text_from(good[i])));
    assert_true(text_has_control((struct text){ "a\0b", 3 }));
}

static void counts_and_limits_characters(void **state)
{
    (void)state;
    struct text text = TEXT("\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80x");
    assert_int_equal(text_characters(text), 4);
    assert_int_equal(text_limit(text, 100).length, 10);
    assert_int_equal(text_limit(text, 9).length, 9);
    assert_int_equal(text_limit(text, 8).length, 5);
    assert_int_equal(text_limit(text, 4).length, 2);
    assert_int_equal(text_limit(text, 1).length, 0);
    /* A view may end anywhere in memory: here a byte follows that would look like the rest of a character. */
    assert_int_equal(text_limit((struct text){ "ab\x80", 2 }, 2).length, 2);
}

static void copies_into_an_arena(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    char source[] = "Noor";
    struct text copy = text_copy(arena, text_from(source));
    source[0] = 'X';
    assert_text(copy, "Noor");
    assert_int_equal(copy.data[copy.length], '\0');
    assert_true(text_is_null(text_copy(arena, TEXT_NULL)));
    assert_false(text_is_null(text_copy(arena, TEXT(""))));
    assert_string_equal(text_string(arena, TEXT_NULL), "");
    assert_text(text_lower(arena, TEXT("App.Example\xc3\x89")), "app.example\xc3\x89");
    arena_free(arena);
}

static void reads_windows_1252(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_text(utf8_from_windows_1252(arena, TEXT("Zo\xeb \x80 \x93\x81")),
                "Zo\xc3\xab \xe2\x82\xac \xe2\x80\x9c\xef\xbf\xbd");
    arena_free(arena);
}

static void every_byte_survives_an_address(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    for (uint32_t point = 1; point < 0x800; point++) {
        char bytes[UTF8_LONGEST];
        struct text text = { bytes, utf8_encode(point, bytes) };
        struct text encoded = url_encode(arena, text);
        assert_false(text_has_control(encoded));
        struct text decoded = TEXT_NULL;
        assert_int_equal(url_decode(arena, encoded, &decoded), STATUS_OK);
        assert_true(text_equal(decoded, text));
        assert_int_equal(url_decode_form(arena, encoded, &decoded), STATUS_OK);
        assert_true(text_equal(decoded, text));
    }
    assert_text(url_encode(arena, TEXT("a b/c?d=\xc3\xa9-._~&+\"<")), "a%20b%2Fc%3Fd%3D%C3%A9-._~%26%2B%22%3C");
    struct buffer buffer;
    buffer_init(&buffer, 100);
    url_encode_to(&buffer, TEXT("a b"));
    assert_string_equal(buffer_string(&buffer), "a%20b");
    buffer_release(&buffer);
    arena_free(arena);
}

static void refuses_broken_escapes(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    static const char *const bad[] = {
        "%", "%4", "%4g", "%g4", "a%", "%%41", "%00", "%c3", "%ff", "%ed%a0%80", "\xc3"
    };
    struct text kept = TEXT("kept");
    for (size_t i = 0; i < COUNT(bad); i++) {
        assert_int_equal(url_decode(arena, text_from(bad[i]), &kept), STATUS_INVALID);
        assert_int_equal(url_decode_form(arena, text_from(bad[i]), &kept), STATUS_INVALID);
    }
    assert_int_equal(url_decode(arena, (struct text){ "a\0", 2 }, &kept), STATUS_INVALID);
    assert_int_equal(url_decode(arena, text_slice(TEXT("%41"), 0, 2), &kept), STATUS_INVALID);
    assert_int_equal(url_decode(arena, text_slice(TEXT("%41"), 0, 1), &kept), STATUS_INVALID);
    assert_text(kept, "kept");
    assert_int_equal(url_decode(arena, TEXT("a+b%2b"), &kept), STATUS_OK);
    assert_text(kept, "a+b+");
    assert_int_equal(url_decode_form(arena, TEXT("a+b%2B"), &kept), STATUS_OK);
    assert_text(kept, "a b+");
    arena_free(arena);
}

static void errors_carry_their_detail(void **state)
{
    (void)state;
    struct error error = { 0 };
    assert_int_equal(error_set(&error, STATUS_INVALID, 7, "line %d", 12), STATUS_INVALID);
    assert_int_equal(error.word, 7);
    assert_string_equal(error.detail, "line 12");
    assert_int_equal(error_set(NULL, STATUS_BUSY, 1, "nobody listens"), STATUS_BUSY);
    char longer[2 * ERROR_DETAIL_SIZE];
    memset(longer, 'x', sizeof longer);
    error_set(&error, STATUS_FAILED, 0, "%.*s", (int)sizeof longer, longer);
    assert_int_equal(strlen(error.detail), ERROR_DETAIL_SIZE - 1);
    error_clear(&error);
    assert_string_equal(error.detail, "");
    assert_string_equal(status_name(STATUS_OK), "ok");
    assert_string_equal(status_name(STATUS_FAILED), "failed");
    assert_string_equal(status_name(STATUS__MAX), "unknown");
    assert_string_equal(status_name(STATUS_FAILED - 1), "unknown");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(null_is_not_empty_but_equals_it),
        cmocka_unit_test(compares),
        cmocka_unit_test(slices_stay_inside),
        cmocka_unit_test(cuts_into_parts),
        cmocka_unit_test(reads_integers),
        cmocka_unit_test(refuses_what_is_no_integer),
        cmocka_unit_test(knows_utf8),
        cmocka_unit_test(every_code_point_survives),
        cmocka_unit_test(finds_control_characters),
        cmocka_unit_test(counts_and_limits_characters),
        cmocka_unit_test(copies_into_an_arena),
        cmocka_unit_test(reads_windows_1252),
        cmocka_unit_test(every_byte_survives_an_address),
        cmocka_unit_test(refuses_broken_escapes),
        cmocka_unit_test(errors_carry_their_detail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
