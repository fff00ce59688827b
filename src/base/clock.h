/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Time as the program knows it. An instant is an int64_t of UTC milliseconds since 1970 (names end in _at); a
 * day is a struct date, without a zone. Which day it is somewhere, and clock times there, is base/zone.h;
 * dates for people are i18n. The clock is injected: nobody but clock_system asks the machine, so that tests
 * set the time.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include "base/attribute.h"
#include "base/text.h"

#include <stdatomic.h>

#define INSTANT_NONE INT64_MIN /* no instant (SQL NULL) */

enum {
    SECOND_MS = 1000,
    MINUTE_MS = 60 * SECOND_MS,
    HOUR_MS = 60 * MINUTE_MS,
    DAY_MS = 24 * HOUR_MS,
    DAY_MINUTES = 24 * 60,
};

/* A day of the proleptic Gregorian calendar, years 1 to 9999. */
struct date {
    int32_t days; /* since 1970-01-01 */
};

#define DATE_NONE    ((struct date){ INT32_MIN }) /* no day (SQL NULL) */
#define DATE_FIRST   ((struct date){ -719162 })   /* 0001-01-01 */
#define DATE_FOREVER ((struct date){ 2932896 })   /* 9999-12-31: the open end of an exclusive until_day */

/* Weekdays as ISO 8601 counts them. */
enum weekday {
    WEEKDAY_MONDAY = 1,
    WEEKDAY_TUESDAY,
    WEEKDAY_WEDNESDAY,
    WEEKDAY_THURSDAY,
    WEEKDAY_FRIDAY,
    WEEKDAY_SATURDAY,
    WEEKDAY_SUNDAY,
    WEEKDAY__MAX
};

struct civil {
    int year;  /* 1..9999 */
    int month; /* 1..12 */
    int day;   /* 1..31 */
};

/* A source of the present. Thread safe. */
struct clock {
    _Atomic int64_t set_at; /* INSTANT_NONE: the machine's clock; else this instant, until set again */
};

/* A clock for tests that stands still at `at`: struct clock clock = CLOCK_AT(1767225600000); */
#define CLOCK_AT(at) \
    {                \
        (at)         \
    }

/* The present in UTC milliseconds. */
int64_t clock_now(const struct clock *clock);

/* The machine's clock; lives for ever. */
const struct clock *clock_system(void) NEVER_NULL;

/* Sets or moves a clock made with CLOCK_AT. */
void clock_set(struct clock *clock, int64_t at);
void clock_advance(struct clock *clock, int64_t milliseconds);

/* Milliseconds that only go forward, for deadlines and durations; means nothing as an instant. */
int64_t clock_ticks(void);

/* Microseconds of the same, for measuring. */
int64_t clock_ticks_us(void);

/* Exactly YYYY-MM-DD, an existing day, years 0001 to 9999; otherwise STATUS_INVALID and ret_date untouched. */
int date_parse_iso(struct text text, struct date *ret_date) MUST_CHECK;

/* The day of a civil date; STATUS_INVALID when it does not exist or the year is not 1..9999. */
int date_from_civil(int year, int month, int day, struct date *ret_date) MUST_CHECK;

/*
 * `date` must lie in DATE_FIRST..DATE_FOREVER. Algorithm: Howard Hinnant, "chrono-compatible low-level date
 * algorithms".
 */
struct civil date_to_civil(struct date date);

enum weekday date_weekday(struct date date);

/* YYYY-MM-DD; the empty text for DATE_NONE. */
struct text date_iso(struct arena *arena, struct date date);

enum { DATE_ISO_SIZE = 11 };

/* The same without an arena, with a NUL at the end; `date` as for date_to_civil. */
void date_format(struct date date, char ret_string[DATE_ISO_SIZE]);

/*
 * `days` later (negative: earlier). DATE_NONE and DATE_FOREVER stay what they are; others stop at DATE_FIRST and
 * DATE_FOREVER.
 */
struct date date_add(struct date date, int32_t days);

bool date_is_none(struct date date);
bool date_equal(struct date a, struct date b);

/* Negative, 0 or positive: a before, equal to or after b. DATE_NONE comes before all. */
int date_compare(struct date a, struct date b);

/* from <= date < until, the meaning of from_day and until_day in every table. */
bool date_within(struct date date, struct date from, struct date until);

/* ISO 8601 in UTC, "2026-03-29T01:00:00.000Z"; the empty text for INSTANT_NONE. For logs, exports and headers. */
struct text instant_iso(struct arena *arena, int64_t at);

enum { INSTANT_ISO_SIZE = 25 };

/* The same without an arena, with a NUL at the end. Instants outside the years 1 to 9999 show as the nearest. */
void instant_format(int64_t at, char ret_string[INSTANT_ISO_SIZE]);

#endif
