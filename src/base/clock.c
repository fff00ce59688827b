/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The clock and the calendar. Only this file asks the machine what time it is.
 */
#include "base/clock.h"

#include "base/arena.h"
#include "base/error.h"

#include <stdio.h>
#include <time.h>

static struct clock machine = CLOCK_AT(INSTANT_NONE);

const struct clock *clock_system(void)
{
    return &machine;
}

static int64_t read_microseconds(clockid_t id)
{
    struct timespec now;
    clock_gettime(id, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int64_t clock_now(const struct clock *clock)
{
    int64_t set_at = atomic_load(&clock->set_at);
    return set_at != INSTANT_NONE ? set_at : read_microseconds(CLOCK_REALTIME) / 1000;
}

void clock_set(struct clock *clock, int64_t at)
{
    atomic_store(&clock->set_at, at);
}

void clock_advance(struct clock *clock, int64_t milliseconds)
{
    atomic_fetch_add(&clock->set_at, milliseconds);
}

int64_t clock_ticks(void)
{
    return clock_ticks_us() / 1000;
}

int64_t clock_ticks_us(void)
{
    return read_microseconds(CLOCK_MONOTONIC);
}

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in_month(int year, int month)
{
    static const signed char days[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

int date_from_civil(int year, int month, int day, struct date *ret_date)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month))
        return STATUS_INVALID;
    /* Hinnant's days_from_civil for positive years: the year begins in March, an era is 400 years of 146097 days. */
    int shifted = month <= 2 ? year - 1 : year;
    int era = shifted / 400;
    int year_of_era = shifted % 400;
    int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    ret_date->days = era * 146097 + day_of_era - 719468;
    return STATUS_OK;
}

struct civil date_to_civil(struct date date)
{
    int shifted = date.days + 719468;
    int era = shifted / 146097;
    int day_of_era = shifted % 146097;
    int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int march_month = (5 * day_of_year + 2) / 153;
    int month = march_month < 10 ? march_month + 3 : march_month - 9;
    return (struct civil){
        .year = era * 400 + year_of_era + (month <= 2),
        .month = month,
        .day = day_of_year - (153 * march_month + 2) / 5 + 1,
    };
}

enum weekday date_weekday(struct date date)
{
    /* 1970-01-01 was a Thursday. */
    int monday_based = (int)(((int64_t)date.days + 3) % 7);
    return (enum weekday)((monday_based + 7) % 7 + 1);
}

/* The digits of text[start..start+length) as a number, -1 when one is no digit. */
static int digits_at(struct text text, size_t start, size_t length)
{
    int value = 0;
    for (size_t i = start; i < start + length; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return -1;
        value = value * 10 + (text.data[i] - '0');
    }
    return value;
}

int date_parse_iso(struct text text, struct date *ret_date)
{
    if (text.length != 10 || text.data[4] != '-' || text.data[7] != '-')
        return STATUS_INVALID;
    /* A part that is no number is -1, which no calendar has. */
    return date_from_civil(digits_at(text, 0, 4), digits_at(text, 5, 2), digits_at(text, 8, 2), ret_date);
}

/* Writes a number with leading zeros; by hand, since pages and logs are full of them. Gives the place behind it. */
static char *put_number(char *place, int number, int width)
{
    for (int i = width - 1; i >= 0; i--, number /= 10)
        place[i] = (char)('0' + number % 10);
    return place + width;
}

/* Writes "2026-03-29" and gives the place behind it. */
static char *put_date(char *place, struct civil civil)
{
    place = put_number(place, civil.year, 4);
    *place++ = '-';
    place = put_number(place, civil.month, 2);
    *place++ = '-';
    return put_number(place, civil.day, 2);
}

void date_format(struct date date, char ret_string[DATE_ISO_SIZE])
{
    *put_date(ret_string, date_to_civil(date)) = '\0';
}

struct text date_iso(struct arena *arena, struct date date)
{
    if (date_is_none(date))
        return TEXT("");
    char string[DATE_ISO_SIZE];
    date_format(date, string);
    return text_copy(arena, (struct text){ string, sizeof string - 1 });
}

struct date date_add(struct date date, int32_t days)
{
    if (date_is_none(date) || date_equal(date, DATE_FOREVER))
        return date;
    int64_t sum = (int64_t)date.days + days;
    if (sum < DATE_FIRST.days)
        return DATE_FIRST;
    if (sum > DATE_FOREVER.days)
        return DATE_FOREVER;
    return (struct date){ (int32_t)sum };
}

bool date_is_none(struct date date)
{
    return date.days == DATE_NONE.days;
}

bool date_equal(struct date a, struct date b)
{
    return a.days == b.days;
}

int date_compare(struct date a, struct date b)
{
    return (a.days > b.days) - (a.days < b.days);
}

bool date_within(struct date date, struct date from, struct date until)
{
    return from.days <= date.days && date.days < until.days;
}

void instant_format(int64_t at, char ret_string[INSTANT_ISO_SIZE])
{
    const int64_t first_at = DATE_FIRST.days * (int64_t)DAY_MS;
    const int64_t last_at = (DATE_FOREVER.days + (int64_t)1) * DAY_MS - 1;
    if (at < first_at)
        at = first_at;
    if (at > last_at)
        at = last_at;
    int64_t since_first = at - first_at;
    struct civil civil = date_to_civil((struct date){ (int32_t)(since_first / DAY_MS) + DATE_FIRST.days });
    int within = (int)(since_first % DAY_MS);
    char *place = put_date(ret_string, civil);
    *place++ = 'T';
    place = put_number(place, within / HOUR_MS, 2);
    *place++ = ':';
    place = put_number(place, within / MINUTE_MS % 60, 2);
    *place++ = ':';
    place = put_number(place, within / SECOND_MS % 60, 2);
    *place++ = '.';
    place = put_number(place, within % SECOND_MS, 3);
    *place++ = 'Z';
    *place = '\0';
}

struct text instant_iso(struct arena *arena, int64_t at)
{
    if (at == INSTANT_NONE)
        return TEXT("");
    char string[INSTANT_ISO_SIZE];
    instant_format(at, string);
    return text_copy(arena, text_from(string));
}
