/* SPDX-License-Identifier: EUPL-1.2 */
/* Ids, days, numbers and UTF-8: one thing has one spelling. */
#include "base/clock.h"
#include "base/error.h"
#include "base/identity.h"
#include "base/utf8.h"
#include "fuzz.h"

static void check_id(struct arena *arena, struct text text)
{
    int64_t id = 0;
    if (identity_parse(text, &id) == STATUS_OK)
        FUZZ_HOLDS(id > 0 && text_equal(identity_text(arena, id), text));
    else
        FUZZ_HOLDS(id == 0);
}

static void check_date(struct arena *arena, struct text text)
{
    struct date date = DATE_NONE;
    if (date_parse_iso(text, &date)) {
        FUZZ_HOLDS(date_is_none(date));
        return;
    }
    FUZZ_HOLDS(text_equal(date_iso(arena, date), text));
    FUZZ_HOLDS(date_compare(DATE_FIRST, date) <= 0 && date_compare(date, DATE_FOREVER) <= 0);
    struct civil civil = date_to_civil(date);
    struct date again;
    FUZZ_HOLDS(date_from_civil(civil.year, civil.month, civil.day, &again) == STATUS_OK && date_equal(again, date));
    FUZZ_HOLDS(date_weekday(date) >= WEEKDAY_MONDAY && date_weekday(date) <= WEEKDAY_SUNDAY);
}

static void check_number(struct arena *arena, struct text text)
{
    int64_t number;
    if (text_to_integer(text, INT64_MIN, INT64_MAX, &number) == STATUS_OK)
        FUZZ_HOLDS(text_equal(arena_printf(arena, "%jd", (intmax_t)number), text));
    if (text_to_integer(text, -10, 10, &number) == STATUS_OK)
        FUZZ_HOLDS(number >= -10 && number <= 10);
}

static void check_cuts(struct text text)
{
    if (!text_is_utf8(text))
        return;
    for (size_t bytes = 0; bytes < 16 && bytes <= text.length; bytes++) {
        struct text limited = text_limit(text, bytes);
        FUZZ_HOLDS(limited.length <= bytes && limited.length + 3 >= bytes && text_is_utf8(limited));
    }
    FUZZ_HOLDS(text_characters(text) <= text.length && text.length <= 4 * text_characters(text));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct text text = fuzz_text(data, size);
    check_id(arena, text);
    check_date(arena, text);
    check_number(arena, text);
    check_cuts(text);
    arena_free(arena);
    return 0;
}
