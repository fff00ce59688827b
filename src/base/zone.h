/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Days and clock times in the zone of a location. The zone's rules come from ICU; one day is worked out once
 * and kept, after that everything is integer arithmetic. Most days have one offset; a day on which the clock
 * changes has two and lasts 23 or 25 hours. The days of a zone follow each other without hole or overlap.
 * Where the clock once went back past midnight, what came back of the evening counts to the new day. Thread safe.
 */
#ifndef BASE_ZONE_H
#define BASE_ZONE_H

#include "base/clock.h"

struct zone;

struct zone_day {
    struct date date;      /* which day */
    int64_t starts_at;     /* its first instant: local midnight, or the change when that skips midnight */
    int64_t ends_at;       /* the first instant of the next day */
    int32_t offset_before; /* local minus UTC in milliseconds, from starts_at until change_at */
    int64_t change_at;     /* instant the clock changes, starts_at <= change_at < ends_at; INSTANT_NONE on most
                          days */
    int32_t offset_after;  /* local minus UTC from change_at on; equals offset_before when there is no change */
};

/* Opens an IANA zone ("Europe/Amsterdam", "UTC"). STATUS_NOT_FOUND when there is no such zone. The caller closes it. */
int zone_open(struct text name, struct zone **ret_zone) MUST_CHECK;

/* NULL is allowed. */
void zone_close(struct zone *zone);

/* The name it was opened with; lives as long as the zone. */
struct text zone_name(const struct zone *zone);

/* The day at an instant. Instants outside the years 1 to 9999 count as the nearest day in them. */
struct date zone_date(struct zone *zone, int64_t at);

/* What one day looks like. `date` must lie in DATE_FIRST..DATE_FOREVER (it is brought inside). Always succeeds. */
void zone_day(struct zone *zone, struct date date, struct zone_day *ret_day);

/*
 * Clock time at an instant of the day, in minutes since midnight as the wall clock shows it, 0..1439. `at` must lie
 * in the day.
 */
int32_t zone_day_minutes(const struct zone_day *day, int64_t at);

/*
 * The instant at which the wall clock of that day shows `minutes` (0..1439; 1440 is the end of the day). In
 * the hour that does not exist it moves forward by the size of the gap (02:30 becomes 03:30); in the hour
 * that comes twice it is the first.
 */
int64_t zone_instant(struct zone *zone, struct date date, int32_t minutes);

/* The same from a day that is at hand. */
int64_t zone_day_instant(const struct zone_day *day, int32_t minutes);

#endif
