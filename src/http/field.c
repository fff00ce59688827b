/* SPDX-License-Identifier: EUPL-1.2 */
/* Checking one field of a route, see field.h. A function a type; adding a type is adding a row of `readers`.
 */
#include "http/field.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/identity.h"
#include "base/vector.h"

enum { TYPED_MAXIMUM = 64 * 1024 };

/* CR LF and lone CR become LF; the text is UTF-8. */
static struct text unify_lines(struct arena *arena, struct text given)
{
    if (given.length == 0 || memchr(given.data, '\r', given.length) == NULL)
        return given;
    char *out = arena_allocate(arena, given.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < given.length; i++) {
        char c = given.data[i];
        if (c == '\r' && i + 1 < given.length && given.data[i + 1] == '\n')
            continue;
        out[length++] = c == '\r' ? '\n' : c;
    }
    return (struct text){ out, length };
}

static enum field_fault check_length(const struct field *field, struct text text, int64_t default_maximum)
{
    int64_t characters = (int64_t)text_characters(text);
    if (characters > (field->maximum > 0 ? field->maximum : default_maximum))
        return FIELD_TOO_LONG;
    return characters < field->minimum ? FIELD_TOO_SHORT : FIELD_FINE;
}

static enum field_fault read_text(const struct field *field, struct text given, struct arena *arena,
                                  struct field_value *ret_value)
{
    struct text text = text_trim(unify_lines(arena, given));
    if (text_has_control(text))
        return FIELD_NOT_TEXT;
    ret_value->text = text;
    return check_length(field, text, FIELD_TEXT_DEFAULT_MAXIMUM);
}

static enum field_fault read_line(const struct field *field, struct text given, struct arena *arena,
                                  struct field_value *ret_value)
{
    struct text text = text_trim(unify_lines(arena, given));
    if (text_has_control(text) ||
        (text.length > 0 && (memchr(text.data, '\n', text.length) || memchr(text.data, '\t', text.length))))
        return FIELD_NOT_TEXT;
    ret_value->text = text;
    return check_length(field, text, FIELD_LINE_DEFAULT_MAXIMUM);
}

static enum field_fault read_secret(const struct field *field, struct text given, struct arena *arena,
                                    struct field_value *ret_value)
{
    (void)arena;
    ret_value->text = given;
    return check_length(field, given, FIELD_LINE_DEFAULT_MAXIMUM);
}

static enum field_fault read_integer(const struct field *field, struct text given, struct arena *arena,
                                     struct field_value *ret_value)
{
    (void)arena;
    if (text_to_integer(text_trim(given), INT64_MIN, INT64_MAX, &ret_value->integer))
        return FIELD_MALFORMED;
    if (field->minimum == 0 && field->maximum == 0)
        return FIELD_FINE;
    if (ret_value->integer < field->minimum)
        return FIELD_TOO_SMALL;
    return ret_value->integer > field->maximum ? FIELD_TOO_LARGE : FIELD_FINE;
}

static enum field_fault read_boolean(const struct field *field, struct text given, struct arena *arena,
                                     struct field_value *ret_value)
{
    (void)field;
    (void)arena;
    ret_value->integer =
        text_equal(given, TEXT("1")) || text_equal(given, TEXT("on")) || text_equal(given, TEXT("true"));
    if (ret_value->integer || given.length == 0 || text_equal(given, TEXT("0")) || text_equal(given, TEXT("false")))
        return FIELD_FINE;
    return FIELD_MALFORMED;
}

static enum field_fault read_id(const struct field *field, struct text given, struct arena *arena,
                                struct field_value *ret_value)
{
    (void)field;
    (void)arena;
    return identity_parse(given, &ret_value->integer) ? FIELD_MALFORMED : FIELD_FINE;
}

static enum field_fault read_date(const struct field *field, struct text given, struct arena *arena,
                                  struct field_value *ret_value)
{
    struct date date;
    (void)field;
    (void)arena;
    if (date_parse_iso(text_trim(given), &date))
        return FIELD_MALFORMED;
    ret_value->integer = date.days;
    return FIELD_FINE;
}

static bool two_digits(const char *at, int limit, int *ret_number)
{
    if (at[0] < '0' || at[0] > '9' || at[1] < '0' || at[1] > '9')
        return false;
    *ret_number = (at[0] - '0') * 10 + (at[1] - '0');
    return *ret_number < limit;
}

static enum field_fault read_time(const struct field *field, struct text given, struct arena *arena,
                                  struct field_value *ret_value)
{
    struct text text = text_trim(given);
    int hour;
    int minute;
    (void)field;
    (void)arena;
    if (text.length != 5 || text.data[2] != ':' || !two_digits(text.data, 24, &hour) ||
        !two_digits(text.data + 3, 60, &minute))
        return FIELD_MALFORMED;
    ret_value->integer = hour * 60 + minute;
    return FIELD_FINE;
}

static enum field_fault read_choice(const struct field *field, struct text given, struct arena *arena,
                                    struct field_value *ret_value)
{
    (void)arena;
    for (int64_t i = 0; field->choices && field->choices[i]; i++) {
        if (text_equal(given, text_from(field->choices[i]))) {
            ret_value->integer = i;
            return FIELD_FINE;
        }
    }
    return FIELD_NOT_OFFERED;
}

/* How each type is read; FIELD_FILE has no text. `given` is UTF-8 without NUL. */
static enum field_fault (*const readers[FIELD__MAX])(const struct field *field, struct text given, struct arena *arena,
                                                     struct field_value *ret_value) = {
    [FIELD_TEXT] = read_text,       [FIELD_LINE] = read_line,       [FIELD_SECRET] = read_secret,
    [FIELD_INTEGER] = read_integer, [FIELD_BOOLEAN] = read_boolean, [FIELD_ID] = read_id,
    [FIELD_DATE] = read_date,       [FIELD_TIME] = read_time,       [FIELD_CHOICE] = read_choice,
};

static enum field_fault read_file(const struct field *field, const struct upload *upload)
{
    return field->maximum > 0 && upload->size > field->maximum ? FIELD_FILE_TOO_LARGE : FIELD_FINE;
}

/* True when the value counts as not given: an empty box, a file chooser without a file. */
static bool is_absent(const struct field *field, const struct raw_field *raw)
{
    if (raw->broken)
        return false;
    if (field->type == FIELD_FILE)
        return raw->upload == NULL || (raw->upload->size == 0 && raw->upload->name.length == 0);
    if (field->type == FIELD_SECRET)
        return raw->value.length == 0;
    return text_trim(raw->value).length == 0;
}

static enum field_fault read_value(const struct field *field, const struct raw_field *raw, struct arena *arena,
                                   struct field_value *ret_value)
{
    if (raw->broken)
        return FIELD_NOT_TEXT;
    ret_value->text = raw->value;
    ret_value->upload = raw->upload;
    if (field->type == FIELD_FILE)
        return read_file(field, raw->upload);
    if (raw->upload != NULL)
        return FIELD_MALFORMED;
    return readers[field->type](field, raw->value, arena, ret_value);
}

static size_t most_values(const struct field *field)
{
    if (!field->many)
        return 1;
    return field->many_maximum > 0 ? field->many_maximum : FIELD_MANY_DEFAULT_MAXIMUM;
}

void field_check(const struct field *field, const struct raw_fields *given, struct arena *arena,
                 struct field_state *ret_state)
{
    struct field_state state = { .typed = TEXT_NULL, .fault = FIELD_FINE };
    VECTOR(struct field_value) values = { 0 };
    struct text name = text_from(field->name);
    for (size_t i = 0; i < given->count; i++) {
        const struct raw_field *raw = &given->items[i];
        if (!text_equal(raw->name, name))
            continue;
        if (state.typed.data == NULL && field->type != FIELD_SECRET)
            state.typed = text_limit(raw->value, TYPED_MAXIMUM);
        if (is_absent(field, raw))
            continue;
        if (values.count == most_values(field)) {
            state.fault = FIELD_TOO_MANY;
            break;
        }
        enum field_fault fault = read_value(field, raw, arena, vector_add(arena, &values));
        if (state.fault == FIELD_FINE)
            state.fault = fault;
    }
    if (values.count == 0 && field->required && field->type != FIELD_BOOLEAN)
        state.fault = FIELD_MISSING;
    state.values = (struct field_values){ values.items, values.count };
    *ret_state = state;
}

const char *field_fault_name(enum field_fault fault)
{
    static const char *const names[FIELD_FAULT__MAX] = {
        [FIELD_FINE] = "fine",
        [FIELD_MISSING] = "missing",
        [FIELD_MALFORMED] = "malformed",
        [FIELD_TOO_SMALL] = "too_small",
        [FIELD_TOO_LARGE] = "too_large",
        [FIELD_TOO_SHORT] = "too_short",
        [FIELD_TOO_LONG] = "too_long",
        [FIELD_NOT_TEXT] = "not_text",
        [FIELD_NOT_OFFERED] = "not_offered",
        [FIELD_TOO_MANY] = "too_many",
        [FIELD_FILE_TOO_LARGE] = "file_too_large",
    };
    return fault < FIELD_FAULT__MAX ? names[fault] : "unknown";
}
