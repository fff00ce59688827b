/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * base/clock.h: the injected clock and the calendar.
 */
#include "base/arena.h"
#include "base/clock.h"
#include "base/error.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct date day(const char *iso)
{
    struct date date = DATE_NONE;
    assert_int_equal(date_parse_iso(text_from(iso), &date), STATUS_OK);
    return date;
}

static void a_set_clock_stands_still(void **state)
{
    (void)state;
    struct clock clock = CLOCK_AT(1767225600000);
    assert_true(clock_now(&clock) == 1767225600000);
    clock_advance(&clock, 1500);
    assert_true(clock_now(&clock) == 1767225601500);
    clock_set(&clock, 5);
    assert_true(clock_now(&clock) == 5);
    clock_set(&clock, INSTANT_NONE);
    assert_true(clock_now(&clock) > 1767225600000);
}

static void the_machines_clock_runs(void **state)
{
    (void)state;
    assert_true(clock_now(clock_system()) > 1767225600000);
    int64_t before = clock_ticks_us();
    while (clock_ticks_us() == before)
        continue;
    assert_true(clock_ticks_us() > before);
    assert_true(clock_ticks() <= clock_ticks_us() / 1000);
}

/* Walks every day from 0001-01-01 to 9999-12-31 with a calendar that only counts. */
static void every_day_is_right(void **state)
{
    (void)state;
    static const int month_days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    int year = 1;
    int month = 1;
    int dom = 1;
    int weekday = WEEKDAY_MONDAY; /* 0001-01-01 was a Monday */
    for (int32_t days = DATE_FIRST.days; days <= DATE_FOREVER.days; days++) {
        struct civil civil = date_to_civil((struct date){ days });
        struct date date = DATE_NONE;
        int status = date_from_civil(year, month, dom, &date);
        if (civil.year != year || civil.month != month || civil.day != dom || status != STATUS_OK ||
            date.days != days || (int)date_weekday(date) != weekday)
            fail_msg("%04d-%02d-%02d", year, month, dom);
        bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        weekday = weekday % 7 + 1;
        if (++dom > month_days[month - 1] + (month == 2 && leap)) {
            dom = 1;
            if (++month > 12) {
                month = 1;
                year++;
            }
        }
    }
    assert_int_equal(year, 10000);
}

static void reads_and_writes_iso(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_int_equal(day("1970-01-01").days, 0);
    assert_int_equal(day("0001-01-01").days, DATE_FIRST.days);
    assert_int_equal(day("9999-12-31").days, DATE_FOREVER.days);
    assert_int_equal(date_weekday(day("2026-03-29")), WEEKDAY_SUNDAY);
    assert_string_equal(date_iso(arena, day("2024-02-29")).data, "2024-02-29");
    assert_string_equal(date_iso(arena, DATE_FIRST).data, "0001-01-01");
    assert_int_equal(date_iso(arena, DATE_NONE).length, 0);
    static const char *const bad[] = {
        "",           "2026-02-29", "2026-13-01", "2026-00-10",  "2026-04-31",  "2026-1-01",
        "2026-01-00", "20260101",   "2026/01/01", "0000-01-01",  "2026-01-01 ", " 2026-01-01",
        "2026-01-0a", "-026-01-01", "2100-02-29", "2026-01-01T",
    };
    for (size_t i = 0; i < COUNT(bad); i++) {
        struct date date = { 42 };
        assert_int_equal(date_parse_iso(text_from(bad[i]), &date), STATUS_INVALID);
        assert_int_equal(date.days, 42);
    }
    arena_free(arena);
}

static void adds_and_compares(void **state)
{
    (void)state;
    assert_int_equal(date_add(day("2026-02-28"), 1).days, day("2026-03-01").days);
    assert_int_equal(date_add(day("2026-01-01"), -1).days, day("2025-12-31").days);
    assert_true(date_is_none(date_add(DATE_NONE, 5)));
    assert_true(date_equal(date_add(DATE_FOREVER, -5), DATE_FOREVER));
    assert_true(date_equal(date_add(day("9999-12-30"), INT32_MAX), DATE_FOREVER));
    assert_true(date_equal(date_add(day("0001-01-02"), INT32_MIN), DATE_FIRST));
    assert_true(date_compare(day("2026-01-01"), day("2026-01-02")) < 0);
    assert_true(date_compare(DATE_NONE, DATE_FIRST) < 0);
    assert_int_equal(date_compare(DATE_FOREVER, DATE_FOREVER), 0);
    assert_true(date_within(day("2026-01-01"), day("2026-01-01"), DATE_FOREVER));
    assert_false(date_within(day("2026-01-02"), day("2026-01-01"), day("2026-01-02")));
    assert_false(date_within(day("2025-12-31"), day("2026-01-01"), DATE_FOREVER));
}

static void shows_instants(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_string_equal(instant_iso(arena, 0).data, "1970-01-01T00:00:00.000Z");
    assert_string_equal(instant_iso(arena, -1).data, "1969-12-31T23:59:59.999Z");
    assert_string_equal(instant_iso(arena, INT64_C(1774746000123)).data, "2026-03-29T01:00:00.123Z");
    assert_string_equal(instant_iso(arena, INT64_MAX).data, "9999-12-31T23:59:59.999Z");
    assert_string_equal(instant_iso(arena, INT64_MIN + 1).data, "0001-01-01T00:00:00.000Z");
    assert_int_equal(instant_iso(arena, INSTANT_NONE).length, 0);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_set_clock_stands_still), cmocka_unit_test(the_machines_clock_runs),
        cmocka_unit_test(every_day_is_right),       cmocka_unit_test(reads_and_writes_iso),
        cmocka_unit_test(adds_and_compares),        cmocka_unit_test(shows_instants),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
