/* SPDX-License-Identifier: EUPL-1.2 */
/* Fields of every type: what is fine keeps to the bounds of its field. The input is values, parted by '\x1e'. */
#include "base/clock.h"
#include "base/error.h"
#include "base/identity.h"
#include "fuzz.h"
#include "http/field.h"

#include <string.h>

static const char *const choices[] = { "day", "week", "month", NULL };

static const struct field fields[] = {
    { .name = "f", .type = FIELD_TEXT },
    { .name = "f", .type = FIELD_TEXT, .required = true, .many = true, .minimum = 2, .maximum = 9 },
    { .name = "f", .type = FIELD_LINE },
    { .name = "f", .type = FIELD_SECRET, .minimum = 8 },
    { .name = "f", .type = FIELD_INTEGER },
    { .name = "f", .type = FIELD_INTEGER, .many = true, .many_maximum = 3, .minimum = -5, .maximum = 1000 },
    { .name = "f", .type = FIELD_BOOLEAN },
    { .name = "f", .type = FIELD_ID, .many = true },
    { .name = "f", .type = FIELD_DATE, .many = true },
    { .name = "f", .type = FIELD_TIME, .many = true },
    { .name = "f", .type = FIELD_CHOICE, .choices = choices, .many = true },
    { .name = "f", .type = FIELD_FILE },
};

static int64_t maximum_of(const struct field *field)
{
    if (field->maximum > 0)
        return field->maximum;
    return field->type == FIELD_TEXT ? FIELD_TEXT_DEFAULT_MAXIMUM : FIELD_LINE_DEFAULT_MAXIMUM;
}

static void check_text(const struct field *field, struct text text)
{
    FUZZ_HOLDS(text_is_utf8(text) && (int64_t)text_characters(text) <= maximum_of(field));
    FUZZ_HOLDS((int64_t)text_characters(text) >= field->minimum);
    if (field->type == FIELD_SECRET)
        return;
    FUZZ_HOLDS(!text_has_control(text) && text_equal(text, text_trim(text)));
    FUZZ_HOLDS(field->type == FIELD_TEXT || text.length == 0 || memchr(text.data, '\n', text.length) == NULL);
}

static void check_number(const struct field *field, struct arena *arena, const struct field_value *value)
{
    int64_t number = value->integer;
    switch (field->type) {
    case FIELD_INTEGER:
        FUZZ_HOLDS(field->maximum == 0 || (number >= field->minimum && number <= field->maximum));
        break;
    case FIELD_BOOLEAN:
        FUZZ_HOLDS(number == 0 || number == 1);
        break;
    case FIELD_ID:
        FUZZ_HOLDS(number > 0 && text_equal(identity_text(arena, number), value->text));
        break;
    case FIELD_DATE:
        FUZZ_HOLDS(text_equal(date_iso(arena, (struct date){ (int32_t)number }), text_trim(value->text)));
        break;
    case FIELD_TIME:
        FUZZ_HOLDS(number >= 0 && number < DAY_MINUTES);
        break;
    case FIELD_CHOICE:
        FUZZ_HOLDS(number >= 0 && number < 3 && text_equal(text_from(choices[number]), value->text));
        break;
    default:
        FUZZ_HOLDS(false);
    }
}

static void check_field(const struct field *field, struct arena *arena, const struct raw_fields *given)
{
    struct field_state state;
    field_check(field, given, arena, &state);
    FUZZ_HOLDS(state.fault < FIELD_FAULT__MAX);
    FUZZ_HOLDS(field->type != FIELD_SECRET || state.typed.length == 0);
    if (state.fault != FIELD_FINE)
        return;
    FUZZ_HOLDS(field->many || state.values.count <= 1);
    FUZZ_HOLDS(field->many_maximum == 0 || state.values.count <= field->many_maximum);
    for (size_t i = 0; i < state.values.count; i++) {
        if (field->type == FIELD_TEXT || field->type == FIELD_LINE || field->type == FIELD_SECRET)
            check_text(field, state.values.items[i].text);
        else
            check_number(field, arena, &state.values.items[i]);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { VALUES = 8 };
    struct raw_field items[VALUES] = { 0 };
    struct raw_fields given = { items, 0 };
    for (struct text rest = fuzz_text(data, size); rest.data && given.count < VALUES; given.count++) {
        struct text value = text_cut(rest, '\x1e', &rest);
        /* What http promises about a value that it read. */
        bool broken = !text_is_utf8(value) || (value.length > 0 && memchr(value.data, '\0', value.length));
        items[given.count] =
            (struct raw_field){ .name = TEXT("f"), .value = broken ? TEXT("") : value, .broken = broken };
    }
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        check_field(&fields[i], arena, &given);
    arena_free(arena);
    return 0;
}
