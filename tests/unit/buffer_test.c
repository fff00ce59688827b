/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * base/buffer.h: a growable text that never grows over its maximum.
 */
#include "base/buffer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void starts_empty(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer, 10);
    assert_null(buffer.data);
    assert_false(text_is_null(buffer_text(&buffer)));
    assert_int_equal(buffer_text(&buffer).length, 0);
    assert_string_equal(buffer_string(&buffer), "");
    buffer_put(&buffer, TEXT_NULL);
    buffer_put(&buffer, TEXT(""));
    assert_false(buffer.overflowed);
    buffer_release(&buffer);
}

static void grows_and_formats(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer, 1 << 20);
    buffer_put(&buffer, TEXT("kind "));
    buffer_put_char(&buffer, '#');
    buffer_put_integer(&buffer, INT64_MIN);
    buffer_printf(&buffer, " %s %.*s", "en", TEXT_ARGS(TEXT("groep")));
    assert_string_equal(buffer_string(&buffer), "kind #-9223372036854775808 en groep");
    buffer_clear(&buffer);
    for (int i = 0; i < 10000; i++)
        buffer_printf(&buffer, "%05d", i);
    assert_int_equal(buffer.length, 50000);
    assert_memory_equal(buffer.data + 49995, "09999", 5);
    assert_false(buffer.overflowed);
    buffer_cut(&buffer, 5);
    buffer_cut(&buffer, 100);
    assert_string_equal(buffer_string(&buffer), "00000");
    buffer_release(&buffer);
    assert_int_equal(buffer.length, 0);
    buffer_put(&buffer, TEXT("again"));
    assert_string_equal(buffer_string(&buffer), "again");
    buffer_release(&buffer);
}

/* Fills to the brim for many maxima, so that the growth steps and the NUL are met at every edge. */
static void holds_exactly_its_maximum(void **state)
{
    (void)state;
    for (size_t maximum = 0; maximum < 1100; maximum++) {
        struct buffer buffer;
        buffer_init(&buffer, maximum);
        for (size_t i = 0; i < maximum; i++)
            buffer_put_char(&buffer, 'x');
        assert_false(buffer.overflowed);
        assert_int_equal(strlen(buffer_string(&buffer)), maximum);
        buffer_put_char(&buffer, 'y');
        assert_true(buffer.overflowed);
        assert_int_equal(buffer.length, maximum);
        assert_true(buffer.capacity <= maximum + 1);
        buffer_release(&buffer);
    }
}

static void drops_whole_what_does_not_fit(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer, 8);
    buffer_put(&buffer, TEXT("12345"));
    buffer_put(&buffer, TEXT("\xe2\x82\xac\xe2\x82\xac"));
    assert_true(buffer.overflowed);
    assert_string_equal(buffer_string(&buffer), "12345");
    buffer_put_char(&buffer, '6');
    buffer_printf(&buffer, "%d", 7);
    buffer_put_integer(&buffer, 8);
    assert_null(buffer_room(&buffer, 1));
    assert_string_equal(buffer_string(&buffer), "12345");
    buffer_clear(&buffer);
    assert_false(buffer.overflowed);
    buffer_printf(&buffer, "%s", "12345678");
    assert_false(buffer.overflowed);
    buffer_printf(&buffer, "%s", "9");
    assert_true(buffer.overflowed);
    assert_string_equal(buffer_string(&buffer), "12345678");
    buffer_release(&buffer);
}

static void gives_room_to_write(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer, 1000);
    char *room = buffer_room(&buffer, 1000);
    assert_non_null(room);
    memset(room, 'z', 1000);
    buffer_advance(&buffer, 600);
    assert_int_equal(strlen(buffer_string(&buffer)), 600);
    assert_null(buffer_room(&buffer, SIZE_MAX));
    assert_true(buffer.overflowed);
    buffer_release(&buffer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(starts_empty),
        cmocka_unit_test(grows_and_formats),
        cmocka_unit_test(holds_exactly_its_maximum),
        cmocka_unit_test(drops_whole_what_does_not_fit),
        cmocka_unit_test(gives_room_to_write),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
