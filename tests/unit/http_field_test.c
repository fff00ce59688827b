/* SPDX-License-Identifier: EUPL-1.2 */
/* Checking fields: each type with what it takes and what it does not. */
#include "base/identity.h"
#include "http/field.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct arena *arena;
static struct field_state state_of_field;

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

/* Fault of one value; NULL: not given. */
static enum field_fault check(struct field field, const char *given)
{
    struct raw_field raw = { .name = TEXT("f"), .value = text_from(given) };
    struct raw_fields fields = { &raw, given ? 1 : 0 };
    field.name = "f";
    field_check(&field, &fields, arena, &state_of_field);
    return state_of_field.fault;
}

#define FAULT(given, ...) check((struct field){ __VA_ARGS__ }, given)

static int64_t value(void)
{
    assert_int_equal(state_of_field.values.count, 1);
    return state_of_field.values.items[0].integer;
}

static void test_text(void **state)
{
    (void)state;
    assert_int_equal(FAULT("  a\r\nb\rc\t ", .type = FIELD_TEXT), FIELD_FINE);
    assert_true(text_equal(state_of_field.values.items[0].text, TEXT("a\nb\nc")));
    assert_true(text_equal(state_of_field.typed, TEXT("  a\r\nb\rc\t ")));
    assert_int_equal(FAULT("a\x01", .type = FIELD_TEXT), FIELD_NOT_TEXT);
    assert_int_equal(FAULT("\xc3\xa9\xc3\xa9", .type = FIELD_TEXT, .maximum = 2), FIELD_FINE);
    assert_int_equal(FAULT("abc", .type = FIELD_TEXT, .maximum = 2), FIELD_TOO_LONG);
    assert_int_equal(FAULT("a", .type = FIELD_TEXT, .minimum = 2), FIELD_TOO_SHORT);
    assert_int_equal(FAULT("   ", .type = FIELD_TEXT), FIELD_FINE);
    assert_int_equal(state_of_field.values.count, 0);
    assert_int_equal(FAULT(" \r\n ", .type = FIELD_TEXT, .required = true), FIELD_MISSING);
    assert_int_equal(FAULT(NULL, .type = FIELD_TEXT, .required = true), FIELD_MISSING);
    assert_int_equal(FAULT("a\nb", .type = FIELD_LINE), FIELD_NOT_TEXT);
    assert_int_equal(FAULT("a b", .type = FIELD_LINE), FIELD_FINE);
    assert_int_equal(FAULT(" pass word ", .type = FIELD_SECRET), FIELD_FINE);
    assert_true(text_equal(state_of_field.values.items[0].text, TEXT(" pass word ")));
    assert_true(text_is_null(state_of_field.typed));
}

static void test_numbers(void **state)
{
    (void)state;
    assert_int_equal(FAULT(" 12 ", .type = FIELD_INTEGER), FIELD_FINE);
    assert_int_equal(value(), 12);
    assert_int_equal(FAULT("1e3", .type = FIELD_INTEGER), FIELD_MALFORMED);
    assert_int_equal(FAULT("99999999999999999999", .type = FIELD_INTEGER), FIELD_MALFORMED);
    assert_int_equal(FAULT("0", .type = FIELD_INTEGER, .minimum = 1, .maximum = 5), FIELD_TOO_SMALL);
    assert_int_equal(FAULT("6", .type = FIELD_INTEGER, .minimum = 1, .maximum = 5), FIELD_TOO_LARGE);
    assert_int_equal(FAULT("on", .type = FIELD_BOOLEAN), FIELD_FINE);
    assert_int_equal(value(), 1);
    assert_int_equal(FAULT("false", .type = FIELD_BOOLEAN), FIELD_FINE);
    assert_int_equal(value(), 0);
    assert_int_equal(FAULT(NULL, .type = FIELD_BOOLEAN, .required = true), FIELD_FINE);
    assert_int_equal(FAULT("yes", .type = FIELD_BOOLEAN), FIELD_MALFORMED);
}

static void test_times(void **state)
{
    (void)state;
    assert_int_equal(FAULT("1970-01-02", .type = FIELD_DATE), FIELD_FINE);
    assert_int_equal(value(), 1);
    assert_int_equal(FAULT("2026-02-30", .type = FIELD_DATE), FIELD_MALFORMED);
    assert_int_equal(FAULT("23:59", .type = FIELD_TIME), FIELD_FINE);
    assert_int_equal(value(), 23 * 60 + 59);
    assert_int_equal(FAULT("24:00", .type = FIELD_TIME), FIELD_MALFORMED);
    assert_int_equal(FAULT("9:30", .type = FIELD_TIME), FIELD_MALFORMED);
    assert_int_equal(FAULT("09:60", .type = FIELD_TIME), FIELD_MALFORMED);
}

static void test_ids_and_choices(void **state)
{
    (void)state;
    static const char *const choices[] = { "good", "tired", NULL };
    char id[IDENTITY_SIZE];
    identity_format(id, 123456789);
    assert_int_equal(FAULT(id, .type = FIELD_ID), FIELD_FINE);
    assert_int_equal(value(), 123456789);
    assert_int_equal(FAULT("123456789", .type = FIELD_ID), FIELD_MALFORMED);
    assert_int_equal(FAULT("tired", .type = FIELD_CHOICE, .choices = choices), FIELD_FINE);
    assert_int_equal(value(), 1);
    assert_int_equal(FAULT("Tired", .type = FIELD_CHOICE, .choices = choices), FIELD_NOT_OFFERED);
}

static void test_many(void **state)
{
    (void)state;
    struct raw_field raw[] = {
        { .name = TEXT("f"), .value = TEXT("1") }, { .name = TEXT("g"), .value = TEXT("9") },
        { .name = TEXT("f"), .value = TEXT("2") }, { .name = TEXT("f"), .value = TEXT("") },
        { .name = TEXT("f"), .value = TEXT("x") },
    };
    struct raw_fields fields = { raw, 4 };
    struct field field = { .name = "f", .type = FIELD_INTEGER, .many = true };
    field_check(&field, &fields, arena, &state_of_field);
    assert_int_equal(state_of_field.fault, FIELD_FINE);
    assert_int_equal(state_of_field.values.count, 2);
    assert_int_equal(state_of_field.values.items[1].integer, 2);
    field.many_maximum = 1;
    field_check(&field, &fields, arena, &state_of_field);
    assert_int_equal(state_of_field.fault, FIELD_TOO_MANY);
    field.many = false;
    field_check(&field, &fields, arena, &state_of_field);
    assert_int_equal(state_of_field.fault, FIELD_TOO_MANY);
    field = (struct field){ .name = "f", .type = FIELD_INTEGER, .many = true };
    fields.count = 5;
    field_check(&field, &fields, arena, &state_of_field);
    assert_int_equal(state_of_field.fault, FIELD_MALFORMED);
}

static void test_files(void **state)
{
    (void)state;
    struct upload upload = { .name = TEXT("a.jpg"), .size = 100 };
    struct upload empty = { .name = TEXT(""), .size = 0 };
    struct raw_field raw = { .name = TEXT("f"), .value = TEXT(""), .upload = &upload };
    struct raw_fields fields = { &raw, 1 };
    struct field field = { .name = "f", .type = FIELD_FILE, .required = true };
    field_check(&field, &fields, arena, &state_of_field);
    assert_int_equal(state_of_field.fault, FIELD_FINE);
    assert_ptr_equal(state_of_field.values.items[0].upload, &upload);
    field.maximum = 99;
    field_check(&field, &fields, arena, &state_of_field);
    assert_int_equal(state_of_field.fault, FIELD_FILE_TOO_LARGE);
    raw.upload = &empty;
    field_check(&field, &fields, arena, &state_of_field);
    assert_int_equal(state_of_field.fault, FIELD_MISSING);
    assert_int_equal(FAULT("text", .type = FIELD_FILE, .required = true), FIELD_MISSING);
    raw.upload = &upload;
    field = (struct field){ .name = "f", .type = FIELD_TEXT };
    raw.value = TEXT("x");
    field_check(&field, &fields, arena, &state_of_field);
    assert_int_equal(state_of_field.fault, FIELD_MALFORMED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),  cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_times), cmocka_unit_test(test_ids_and_choices),
        cmocka_unit_test(test_many),  cmocka_unit_test(test_files),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
