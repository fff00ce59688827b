/* SPDX-License-Identifier: EUPL-1.2 */
#include "html/address.h"

#include "base/buffer.h"
#include "base/url.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>

static struct text text_of(const struct address_value *value)
{
    return value->text.data != NULL ? value->text : text_from(value->digits);
}

/* Bytes that the address can take, with a NUL: each byte of a value may become %XX. */
static size_t longest(size_t pattern, const struct address_value *values, size_t count)
{
    size_t sum = pattern + 1;
    for (size_t i = 0; i < count; i++)
        sum += text_of(&values[i]).length * 3;
    return sum;
}

struct address address_fill(struct arena *arena, const char *pattern, const struct address_value *values, size_t count)
{
    struct buffer buffer;
    size_t used = 0;
    struct text rest = text_from(pattern);
    assert(text_starts_with(rest, TEXT("/")));
    size_t room = longest(rest.length, values, count);
    buffer_borrow(&buffer, arena_take(arena, room), room);
    while (rest.data != NULL) {
        buffer_put(&buffer, text_cut(rest, '{', &rest));
        if (rest.data == NULL)
            break;
        text_cut(rest, '}', &rest);
        assert(rest.data != NULL && used < count);
        url_encode_to(&buffer, text_of(&values[used++]));
    }
    assert(used == count && !buffer.overflowed);
    (void)buffer_string(&buffer); /* puts the NUL that a text of an arena has */
    return (struct address){ buffer_text(&buffer) };
}

struct address_value address_value_text(struct text value)
{
    return (struct address_value){ .text = value };
}

struct address_value address_value_string(const char *value)
{
    return (struct address_value){ .text = text_from(value) };
}

struct address_value address_value_integer(int64_t value)
{
    struct address_value filled = { .text = TEXT_NULL };
    snprintf(filled.digits, sizeof filled.digits, "%" PRId64, value);
    return filled;
}

struct address_value address_value_date(struct date value)
{
    struct address_value filled = { .text = TEXT_NULL };
    assert(!date_is_none(value));
    _Static_assert(sizeof filled.digits >= DATE_ISO_SIZE, "a day fits");
    date_format(value, filled.digits);
    return filled;
}

static struct address_value identity_value(int64_t value)
{
    struct address_value filled = { .text = TEXT_NULL };
    if (value != 0)
        identity_format(filled.digits, value);
    return filled;
}

#define ADDRESS_IDENTITY_VALUE(kind)                                       \
    struct address_value address_value_##kind##_id(struct kind##_id value) \
    {                                                                      \
        return identity_value(value.value);                                \
    }
IDENTITY_KINDS(ADDRESS_IDENTITY_VALUE)
