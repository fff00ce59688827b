/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Zones on ICU. ICU answers two questions, the offset at an instant and the next change after it; a day
 * follows from those and is kept in a small table, so that ICU's slow and unsafe-to-share calendar is asked
 * about once a day of use.
 */
#include "base/zone.h"

#include "base/error.h"
#include "base/memory.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/putil.h>
#include <unicode/ucal.h>

enum {
    ZONE_NAME_MAXIMUM = 64, /* the longest IANA name has 32 */
    ZONE_DAYS_KEPT = 64,    /* days in the table; a power of two */
};

struct zone {
    char name[ZONE_NAME_MAXIMUM + 1];
    pthread_mutex_t lock; /* guards what follows */
    UCalendar *calendar;
    struct zone_day days[ZONE_DAYS_KEPT]; /* at date.days modulo ZONE_DAYS_KEPT; DATE_NONE where empty */
};

/* Letters, digits and "_+-/" are all that zone names have, and what ICU can widen without a converter. */
static bool is_name(struct text name)
{
    for (size_t i = 0; i < name.length; i++) {
        char c = name.data[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && !(c >= '0' && c <= '9') && c != '_' && c != '+' && c != '-' && c != '/')
            return false;
    }
    return name.length > 0 && name.length <= ZONE_NAME_MAXIMUM;
}

/* ICU takes any name and gives GMT for those it does not know. */
static bool is_known(const UChar *name)
{
    UChar canonical[ZONE_NAME_MAXIMUM + 1];
    UBool is_system = false;
    UErrorCode code = U_ZERO_ERROR;
    ucal_getCanonicalTimeZoneID(name, -1, canonical, ZONE_NAME_MAXIMUM + 1, &is_system, &code);
    return U_SUCCESS(code) && is_system;
}

int zone_open(struct text name, struct zone **ret_zone)
{
    if (!is_name(name))
        return STATUS_NOT_FOUND;
    struct zone *zone = memory_allocate(1, sizeof *zone);
    memcpy(zone->name, name.data, name.length);
    UChar wide[ZONE_NAME_MAXIMUM + 1];
    u_charsToUChars(zone->name, wide, ZONE_NAME_MAXIMUM + 1);
    UErrorCode code = U_ZERO_ERROR;
    if (is_known(wide))
        zone->calendar = ucal_open(wide, -1, "en", UCAL_GREGORIAN, &code);
    if (zone->calendar == NULL || U_FAILURE(code)) {
        free(zone);
        return STATUS_NOT_FOUND;
    }
    for (size_t i = 0; i < ZONE_DAYS_KEPT; i++)
        zone->days[i].date = DATE_NONE;
    pthread_mutex_init(&zone->lock, NULL);
    *ret_zone = zone;
    return STATUS_OK;
}

void zone_close(struct zone *zone)
{
    if (zone == NULL)
        return;
    ucal_close(zone->calendar);
    pthread_mutex_destroy(&zone->lock);
    free(zone);
}

struct text zone_name(const struct zone *zone)
{
    return text_from(zone->name);
}

/* Local minus UTC in milliseconds. ICU fails only without memory. */
static int32_t offset_at(struct zone *zone, int64_t at)
{
    UErrorCode code = U_ZERO_ERROR;
    ucal_setMillis(zone->calendar, (UDate)at, &code);
    int32_t standard = ucal_get(zone->calendar, UCAL_ZONE_OFFSET, &code);
    int32_t summer = ucal_get(zone->calendar, UCAL_DST_OFFSET, &code);
    if (U_FAILURE(code))
        memory_exhausted("zone");
    return standard + summer;
}

/* The first instant after `at` from which the offset is another, not later than `until_at`; else INSTANT_NONE. */
static int64_t change_after(struct zone *zone, int64_t at, int64_t until_at)
{
    int32_t offset = offset_at(zone, at);
    for (;;) {
        UErrorCode code = U_ZERO_ERROR;
        UDate change;
        ucal_setMillis(zone->calendar, (UDate)at, &code);
        UBool found = ucal_getTimeZoneTransitionDate(zone->calendar, UCAL_TZ_TRANSITION_NEXT, &change, &code);
        if (U_FAILURE(code))
            memory_exhausted("zone");
        if (!found || change > (UDate)until_at)
            return INSTANT_NONE;
        at = (int64_t)change;
        /* Some changes are of the name only. */
        if (offset_at(zone, at) != offset)
            return at;
    }
}

/*
 * The first instant whose local day is `date` or later. No offset is as large as a day, so a day before and
 * after midnight UTC lie safely on either side.
 */
static int64_t start_of(struct zone *zone, struct date date)
{
    const int64_t midnight = date.days * (int64_t)DAY_MS;
    int64_t segment_at = midnight - DAY_MS;
    for (;;) {
        int32_t offset = offset_at(zone, segment_at);
        if (segment_at + offset >= midnight)
            return segment_at;
        int64_t change_at = change_after(zone, segment_at, midnight + DAY_MS);
        if (change_at == INSTANT_NONE || midnight - offset < change_at)
            return midnight - offset;
        segment_at = change_at;
    }
}

static void work_out(struct zone *zone, struct date date, struct zone_day *ret_day)
{
    struct zone_day day = { .date = date };
    day.starts_at = start_of(zone, date);
    day.ends_at = start_of(zone, (struct date){ date.days + 1 });
    day.offset_before = offset_at(zone, day.starts_at - 1);
    /* A change at the very start counts: it is the one that skips midnight. */
    day.change_at = change_after(zone, day.starts_at - 1, day.ends_at - 1);
    day.offset_after = day.change_at != INSTANT_NONE ? offset_at(zone, day.change_at) : day.offset_before;
    *ret_day = day;
}

void zone_day(struct zone *zone, struct date date, struct zone_day *ret_day)
{
    if (date_compare(date, DATE_FIRST) < 0)
        date = DATE_FIRST;
    if (date_compare(date, DATE_FOREVER) > 0)
        date = DATE_FOREVER;
    pthread_mutex_lock(&zone->lock);
    struct zone_day *kept = &zone->days[(uint32_t)date.days % ZONE_DAYS_KEPT];
    if (!date_equal(kept->date, date))
        work_out(zone, date, kept);
    *ret_day = *kept;
    pthread_mutex_unlock(&zone->lock);
}

struct date zone_date(struct zone *zone, int64_t at)
{
    const int64_t first_at = DATE_FIRST.days * (int64_t)DAY_MS;
    const int64_t last_at = DATE_FOREVER.days * (int64_t)DAY_MS;
    if (at < first_at)
        at = first_at;
    if (at > last_at)
        at = last_at;
    struct date date = { (int32_t)((at - first_at) / DAY_MS) + DATE_FIRST.days };
    struct zone_day day;
    zone_day(zone, date, &day);
    if (at < day.starts_at)
        return date_add(date, -1);
    while (at >= day.ends_at && !date_equal(date, DATE_FOREVER)) {
        date = date_add(date, 1);
        zone_day(zone, date, &day);
    }
    return date;
}

static int32_t offset_in(const struct zone_day *day, int64_t at)
{
    return day->change_at != INSTANT_NONE && at >= day->change_at ? day->offset_after : day->offset_before;
}

int32_t zone_day_minutes(const struct zone_day *day, int64_t at)
{
    int64_t local = at + offset_in(day, at) - day->date.days * (int64_t)DAY_MS;
    /* Negative only where the clock went back past midnight: that hour shows as the evening before. */
    int64_t within = (local % DAY_MS + DAY_MS) % DAY_MS;
    return (int32_t)(within / MINUTE_MS);
}

int64_t zone_day_instant(const struct zone_day *day, int32_t minutes)
{
    if (minutes >= DAY_MINUTES)
        return day->ends_at;
    int64_t local = day->date.days * (int64_t)DAY_MS + minutes * (int64_t)MINUTE_MS;
    int64_t before = local - day->offset_before;
    if (day->change_at == INSTANT_NONE || before < day->change_at)
        return before;
    int64_t after = local - day->offset_after;
    /* Neither side of the change has this clock time: it lies in the gap, and counts on from before it. */
    return after >= day->change_at ? after : before;
}

int64_t zone_instant(struct zone *zone, struct date date, int32_t minutes)
{
    struct zone_day day;
    zone_day(zone, date, &day);
    return zone_day_instant(&day, minutes);
}
