/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Days in words ("zondag 22 november") and clock times ("7:42", "14:05").
 *
 * Days come from ICU, Gregorian and with the digits 0-9 in every language. A formatter costs half a millisecond to open and
 * a text some microseconds to make, and a page shows the same few days all day: both are kept in a struct day_texts, one a
 * process, safe in all threads. Clock times are arithmetic, 24 hours in every language.
 */
#ifndef SAMENSPEL_I18N_DAY_TEXT_H
#define SAMENSPEL_I18N_DAY_TEXT_H

#include "base/arena.h"
#include "base/clock.h"
#include "base/text.h"
#include "i18n/language.h"

/* Examples in Dutch. */
enum day_style {
    DAY_HEADING, /* zondag 22 november */
    DAY_FULL,    /* zondag 22 november 2026 */
    DAY_SHORT,   /* 22 nov */
    DAY_NAME,    /* zondag */
    DAY_LETTERS, /* zo */
    DAY_MONTH,   /* november 2026 */
    DAY_STYLE__MAX
};

struct day_texts;

/* An empty cache; formatters open at first use. Never NULL. */
struct day_texts *day_texts_new(void);

/* Frees the cache; nothing may use it any more. NULL is fine. */
void day_texts_free(struct day_texts *day_texts);

/*
 * The day in words, in the arena. DATE_NONE gives the empty text. Years 1600 to 9999; outside them, or where ICU fails, the
 * ISO form (2026-11-22).
 */
struct text day_text(struct day_texts *day_texts, struct arena *arena, enum language language, struct date date,
                     enum day_style style);

/* A clock time from minutes since local midnight, 0 .. 1440: "7:42", "14:05", "24:00". Outside: the empty text. */
struct text time_text(struct arena *arena, int minutes);

#endif
