/* SPDX-License-Identifier: EUPL-1.2 */
#include "i18n/day_text.h"

#include "base/memory.h"

#include <pthread.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/ustring.h>

enum {
    SLOTS = 64,           /* days kept for each language and style; two months around today never collide */
    TEXT_MAXIMUM = 94,    /* bytes of a kept text; a longer one is made anew each time */
    PATTERN_MAXIMUM = 64, /* UTF-16 units of a pattern */
    UNITS_MAXIMUM = 128   /* UTF-16 units of a text */
};

/* What each style shows, in CLDR's letters; ICU gives the order and the signs between in each language. */
static const UChar *const skeletons[DAY_STYLE__MAX] = {
    [DAY_HEADING] = u"EEEEdMMMM", [DAY_FULL] = u"EEEEdMMMMy", [DAY_SHORT] = u"dMMM",
    [DAY_NAME] = u"EEEE",         [DAY_LETTERS] = u"EEE",     [DAY_MONTH] = u"MMMMy",
};

/* 1600-01-01. Before the Gregorian calendar ICU counts by the Julian one, and days that old are not shown in words. */
static const struct date earliest = { -135140 };

struct day_slot {
    int32_t days;
    bool used;
    uint8_t length;
    char text[TEXT_MAXIMUM];
};

struct day_texts {
    pthread_mutex_t lock; /* over everything below */
    UDateFormat *formats[LANGUAGE__MAX][DAY_STYLE__MAX];
    struct day_slot slots[LANGUAGE__MAX][DAY_STYLE__MAX][SLOTS];
};

struct day_texts *day_texts_new(void)
{
    struct day_texts *day_texts = memory_allocate(1, sizeof *day_texts);
    pthread_mutex_init(&day_texts->lock, NULL);
    return day_texts;
}

void day_texts_free(struct day_texts *day_texts)
{
    if (day_texts == NULL)
        return;
    for (int language = 0; language < LANGUAGE__MAX; language++) {
        for (int style = 0; style < DAY_STYLE__MAX; style++)
            udat_close(day_texts->formats[language][style]);
    }
    pthread_mutex_destroy(&day_texts->lock);
    free(day_texts);
}

static UDateFormat *open_format(enum language language, enum day_style style)
{
    UErrorCode error = U_ZERO_ERROR;
    const char *locale = language_about(language)->locale;
    UChar pattern[PATTERN_MAXIMUM];
    UDateTimePatternGenerator *generator = udatpg_open(locale, &error);
    const UChar *skeleton = skeletons[style];
    if (style == DAY_LETTERS && language_about(language)->narrow_days)
        skeleton = u"EEEEE";
    int32_t length = udatpg_getBestPattern(generator, skeleton, -1, pattern, PATTERN_MAXIMUM, &error);
    udatpg_close(generator);
    UDateFormat *format = udat_open(UDAT_PATTERN, UDAT_PATTERN, locale, u"Etc/GMT", -1, pattern, length, &error);
    if (U_SUCCESS(error))
        return format;
    udat_close(format);
    return NULL;
}

/* Fills the slot; false if ICU fails or the text is too long. */
static bool fill_slot(struct day_texts *day_texts, enum language language, enum day_style style, struct date date,
                      struct day_slot *slot)
{
    UErrorCode error = U_ZERO_ERROR;
    UChar units[UNITS_MAXIMUM];
    int32_t length = 0;
    UDateFormat **format = &day_texts->formats[language][style];
    if (*format == NULL)
        *format = open_format(language, style);
    if (*format == NULL)
        return false;
    int32_t count = udat_format(*format, (UDate)date.days * DAY_MS, units, UNITS_MAXIMUM, NULL, &error);
    u_strToUTF8(slot->text, sizeof slot->text, &length, units, count, &error);
    slot->used = U_SUCCESS(error) && length <= TEXT_MAXIMUM;
    slot->length = slot->used ? (uint8_t)length : 0;
    slot->days = date.days;
    return slot->used;
}

struct text day_text(struct day_texts *day_texts, struct arena *arena, enum language language, struct date date,
                     enum day_style style)
{
    struct text text = TEXT_NULL;
    if (date_is_none(date))
        return TEXT("");
    if (date_compare(date, earliest) < 0 || date_compare(date, DATE_FOREVER) > 0)
        return date_iso(arena, date);
    struct day_slot *slot = &day_texts->slots[language][style][(uint32_t)date.days % SLOTS];
    pthread_mutex_lock(&day_texts->lock);
    bool kept = slot->used && slot->days == date.days;
    if (kept || fill_slot(day_texts, language, style, date, slot))
        text = text_copy(arena, (struct text){ slot->text, slot->length });
    pthread_mutex_unlock(&day_texts->lock);
    if (text.data == NULL)
        return date_iso(arena, date);
    return language == LANGUAGE_QPS ? arena_printf(arena, "⟦%.*s⟧", TEXT_ARGS(text)) : text;
}

struct text time_text(struct arena *arena, int minutes)
{
    if (minutes < 0 || minutes > DAY_MINUTES)
        return TEXT("");
    /* By hand: a page has dozens. */
    char clock[] = { (char)('0' + minutes / 600), (char)('0' + minutes / 60 % 10), ':', (char)('0' + minutes % 60 / 10),
                     (char)('0' + minutes % 10) };
    size_t skipped = minutes < 600 ? 1 : 0;
    return text_copy(arena, (struct text){ clock + skipped, sizeof clock - skipped });
}
