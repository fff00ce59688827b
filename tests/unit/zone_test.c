/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * base/zone.h: days of 23, 24 and 25 hours, and the clock times in them.
 */
#include "base/arena.h"
#include "base/error.h"
#include "base/zone.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct date date_of(const char *iso)
{
    struct date date = DATE_NONE;
    assert_int_equal(date_parse_iso(text_from(iso), &date), STATUS_OK);
    return date;
}

/* UTC instant of a day and a clock time. */
static int64_t utc(const char *iso, int hour, int minute)
{
    return date_of(iso).days * (int64_t)DAY_MS + hour * (int64_t)HOUR_MS + minute * (int64_t)MINUTE_MS;
}

static struct zone *open_zone(const char *name)
{
    struct zone *zone = NULL;
    assert_int_equal(zone_open(text_from(name), &zone), STATUS_OK);
    return zone;
}

static void assert_instant(int64_t actual, int64_t expected)
{
    char shown[2][INSTANT_ISO_SIZE];
    instant_format(actual, shown[0]);
    instant_format(expected, shown[1]);
    assert_string_equal(shown[0], shown[1]);
}

static void assert_date(struct date actual, const char *expected)
{
    assert_int_equal(actual.days, date_of(expected).days);
}

static void refuses_unknown_zones(void **state)
{
    (void)state;
    static const char *const bad[] = { "",
                                       "Europe/Amsterdm",
                                       "GMT+5",
                                       "Etc/Unknown",
                                       "../etc/passwd",
                                       "Europe/Br\xc3\xbcssel",
                                       "Europe/Amsterdam ",
                                       "Europe/AmsterdamEurope/AmsterdamEurope/AmsterdamEurope/AmsterdamEurope" };
    for (size_t i = 0; i < COUNT(bad); i++) {
        struct zone *zone = NULL;
        assert_int_equal(zone_open(text_from(bad[i]), &zone), STATUS_NOT_FOUND);
        assert_null(zone);
    }
    struct zone *zone = NULL;
    assert_int_equal(zone_open((struct text){ "UTC\0x", 5 }, &zone), STATUS_NOT_FOUND);
    assert_int_equal(zone_open(TEXT_NULL, &zone), STATUS_NOT_FOUND);
    zone_close(NULL);
}

static void ordinary_days_have_24_hours(void **state)
{
    (void)state;
    struct zone *zone = open_zone("Europe/Amsterdam");
    assert_string_equal(zone_name(zone).data, "Europe/Amsterdam");
    struct zone_day day;
    zone_day(zone, date_of("2026-01-15"), &day);
    assert_instant(day.starts_at, utc("2026-01-14", 23, 0));
    assert_instant(day.ends_at, utc("2026-01-15", 23, 0));
    assert_true(day.change_at == INSTANT_NONE);
    assert_int_equal(day.offset_before, HOUR_MS);
    assert_int_equal(day.offset_after, HOUR_MS);
    assert_int_equal(zone_day_minutes(&day, day.starts_at), 0);
    assert_int_equal(zone_day_minutes(&day, day.ends_at - 1), 23 * 60 + 59);
    assert_instant(zone_instant(zone, date_of("2026-07-15"), 8 * 60 + 30), utc("2026-07-15", 6, 30));
    assert_instant(zone_instant(zone, date_of("2026-07-15"), DAY_MINUTES), utc("2026-07-15", 22, 0));
    assert_date(zone_date(zone, utc("2026-07-15", 21, 59)), "2026-07-15");
    assert_date(zone_date(zone, utc("2026-07-15", 22, 0)), "2026-07-16");
    zone_close(zone);
}

static void spring_day_has_23_hours(void **state)
{
    (void)state;
    struct zone *zone = open_zone("Europe/Amsterdam");
    struct date date = date_of("2026-03-29");
    struct zone_day day;
    zone_day(zone, date, &day);
    assert_int_equal(day.ends_at - day.starts_at, 23 * HOUR_MS);
    assert_instant(day.starts_at, utc("2026-03-28", 23, 0));
    assert_instant(day.change_at, utc("2026-03-29", 1, 0));
    assert_int_equal(day.offset_before, HOUR_MS);
    assert_int_equal(day.offset_after, 2 * HOUR_MS);
    assert_int_equal(zone_day_minutes(&day, day.change_at - 1), 119);
    assert_int_equal(zone_day_minutes(&day, day.change_at), 180);
    assert_instant(zone_instant(zone, date, 119), utc("2026-03-29", 0, 59));
    assert_instant(zone_instant(zone, date, 120), utc("2026-03-29", 1, 0));
    assert_instant(zone_instant(zone, date, 150), utc("2026-03-29", 1, 30));
    assert_int_equal(zone_day_minutes(&day, zone_instant(zone, date, 150)), 210);
    assert_instant(zone_instant(zone, date, 180), utc("2026-03-29", 1, 0));
    assert_instant(zone_instant(zone, date, 1439), utc("2026-03-29", 21, 59));
    zone_close(zone);
}

static void autumn_day_has_25_hours(void **state)
{
    (void)state;
    struct zone *zone = open_zone("Europe/Amsterdam");
    struct date date = date_of("2026-10-25");
    struct zone_day day;
    zone_day(zone, date, &day);
    assert_int_equal(day.ends_at - day.starts_at, 25 * HOUR_MS);
    assert_instant(day.starts_at, utc("2026-10-24", 22, 0));
    assert_instant(day.change_at, utc("2026-10-25", 1, 0));
    assert_int_equal(day.offset_before, 2 * HOUR_MS);
    assert_int_equal(day.offset_after, HOUR_MS);
    assert_int_equal(zone_day_minutes(&day, day.change_at - 1), 179);
    assert_int_equal(zone_day_minutes(&day, day.change_at), 120);
    assert_instant(zone_instant(zone, date, 120), utc("2026-10-25", 0, 0));
    assert_instant(zone_instant(zone, date, 150), utc("2026-10-25", 0, 30));
    assert_instant(zone_instant(zone, date, 179), utc("2026-10-25", 0, 59));
    assert_instant(zone_instant(zone, date, 180), utc("2026-10-25", 2, 0));
    assert_date(zone_date(zone, utc("2026-10-25", 22, 59)), "2026-10-25");
    assert_date(zone_date(zone, utc("2026-10-25", 23, 0)), "2026-10-26");
    zone_close(zone);
}

static void a_fixed_zone_never_changes(void **state)
{
    (void)state;
    struct zone *zone = open_zone("Etc/GMT-5");
    for (int32_t days = date_of("2026-01-01").days; days < date_of("2027-01-01").days; days++) {
        struct zone_day day;
        zone_day(zone, (struct date){ days }, &day);
        assert_true(day.change_at == INSTANT_NONE);
        assert_true(day.starts_at == days * (int64_t)DAY_MS - 5 * HOUR_MS);
        assert_true(day.ends_at - day.starts_at == DAY_MS);
    }
    zone_close(zone);
}

/* The clock jumps from midnight to one: the day begins at one. */
static void a_day_may_begin_after_midnight(void **state)
{
    (void)state;
    struct zone *zone = open_zone("America/Sao_Paulo");
    struct date date = date_of("2018-11-04");
    struct zone_day day;
    zone_day(zone, date, &day);
    assert_int_equal(day.ends_at - day.starts_at, 23 * HOUR_MS);
    assert_instant(day.change_at, day.starts_at);
    assert_int_equal(zone_day_minutes(&day, day.starts_at), 60);
    assert_instant(zone_instant(zone, date, 30), day.starts_at + 30 * MINUTE_MS);
    assert_instant(zone_instant(zone, date, 60), day.starts_at);
    assert_date(zone_date(zone, day.starts_at), "2018-11-04");
    assert_date(zone_date(zone, day.starts_at - 1), "2018-11-03");
    zone_close(zone);
}

/* Samoa went over the date line: the 30th did not exist. */
static void a_day_may_be_missing(void **state)
{
    (void)state;
    struct zone *zone = open_zone("Pacific/Apia");
    struct zone_day day;
    zone_day(zone, date_of("2011-12-30"), &day);
    assert_instant(day.starts_at, day.ends_at);
    assert_date(zone_date(zone, day.starts_at), "2011-12-31");
    assert_date(zone_date(zone, day.starts_at - 1), "2011-12-29");
    zone_close(zone);
}

/* Every zone here has had odd days; the rules of the header hold for each of them. */
static void days_follow_each_other(void **state)
{
    (void)state;
    static const char *const names[] = { "Europe/Amsterdam", "America/St_Johns",  "America/Sao_Paulo",
                                         "Pacific/Apia",     "Africa/Casablanca", "Australia/Lord_Howe",
                                         "Asia/Beirut",      "Antarctica/Troll",  "UTC" };
    for (size_t i = 0; i < COUNT(names); i++) {
        struct zone *zone = open_zone(names[i]);
        int64_t ended_at = INSTANT_NONE;
        for (int32_t days = date_of("2005-01-01").days; days < date_of("2030-01-01").days; days++) {
            struct zone_day day;
            zone_day(zone, (struct date){ days }, &day);
            if (ended_at != INSTANT_NONE)
                assert_instant(day.starts_at, ended_at);
            ended_at = day.ends_at;
            if (day.starts_at == day.ends_at)
                continue;
            assert_int_equal(zone_date(zone, day.starts_at).days, days);
            assert_int_equal(zone_date(zone, day.ends_at - 1).days, days);
            for (int32_t minutes = 0; minutes < DAY_MINUTES; minutes += 15) {
                int64_t at = zone_day_instant(&day, minutes);
                assert_true(at >= day.starts_at && at < day.ends_at);
                bool skipped = day.offset_after > day.offset_before;
                if (!skipped)
                    assert_int_equal(zone_day_minutes(&day, at), minutes);
                else
                    assert_true(zone_day_minutes(&day, at) >= minutes);
            }
        }
        zone_close(zone);
    }
}

static void far_away_is_the_nearest_day(void **state)
{
    (void)state;
    struct zone *zone = open_zone("Europe/Amsterdam");
    assert_date(zone_date(zone, INT64_MAX), "9999-12-31");
    assert_date(zone_date(zone, INT64_MIN), "0001-01-01");
    struct zone_day day;
    zone_day(zone, DATE_NONE, &day);
    assert_date(day.date, "0001-01-01");
    zone_day(zone, DATE_FOREVER, &day);
    assert_int_equal(day.ends_at - day.starts_at, DAY_MS);
    zone_close(zone);
}

struct walker {
    struct zone *zone;
    int64_t from_at; /* each thread walks other days, so that they push each other's out of the table */
};

/* Counts the days that are not what the calendar of Amsterdam allows. */
static void *walk_a_year(void *argument)
{
    struct walker *walker = argument;
    intptr_t wrong = 0;
    for (int64_t at = walker->from_at; at < walker->from_at + 365 * (int64_t)DAY_MS; at += 5 * HOUR_MS) {
        struct date date = zone_date(walker->zone, at);
        struct zone_day day;
        zone_day(walker->zone, date, &day);
        wrong += !(day.date.days == date.days && day.starts_at <= at && at < day.ends_at);
        int64_t length = day.ends_at - day.starts_at;
        int64_t change = (int64_t)day.offset_after - day.offset_before;
        wrong += length != DAY_MS - change || (day.offset_before != HOUR_MS && day.offset_before != 2 * HOUR_MS);
    }
    return (void *)wrong;
}

static void threads_may_share_a_zone(void **state)
{
    (void)state;
    struct zone *zone = open_zone("Europe/Amsterdam");
    pthread_t threads[4];
    struct walker walkers[4];
    for (size_t i = 0; i < COUNT(threads); i++) {
        walkers[i] = (struct walker){ zone, utc("2026-01-01", 0, 0) + (int64_t)i * 1000 * DAY_MS };
        assert_int_equal(pthread_create(&threads[i], NULL, walk_a_year, &walkers[i]), 0);
    }
    for (size_t i = 0; i < COUNT(threads); i++) {
        void *wrong = NULL;
        assert_int_equal(pthread_join(threads[i], &wrong), 0);
        assert_null(wrong);
    }
    zone_close(zone);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_unknown_zones),       cmocka_unit_test(ordinary_days_have_24_hours),
        cmocka_unit_test(spring_day_has_23_hours),     cmocka_unit_test(autumn_day_has_25_hours),
        cmocka_unit_test(a_fixed_zone_never_changes),  cmocka_unit_test(a_day_may_begin_after_midnight),
        cmocka_unit_test(a_day_may_be_missing),        cmocka_unit_test(days_follow_each_other),
        cmocka_unit_test(far_away_is_the_nearest_day), cmocka_unit_test(threads_may_share_a_zone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
