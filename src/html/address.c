/* SPDX-License-Identifier: EUPL-1.2 */
#include "html/address.h"

#include "base/buffer.h"
#include "base/url.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>

enum { ADDRESS_MAXIMUM = 8192 }; /* bytes; browsers and proxies take no more */

struct address address_fill(struct arena *arena, const char *pattern, const struct address_value *values, size_t count)
{
    struct buffer buffer;
    size_t used = 0;
    struct text rest = text_from(pattern);
    assert(text_starts_with(rest, TEXT("/")));
    buffer_init(&buffer, ADDRESS_MAXIMUM);
    while (rest.data != NULL) {
        buffer_put(&buffer, text_cut(rest, '{', &rest));
        if (rest.data == NULL)
            break;
        text_cut(rest, '}', &rest);
        assert(rest.data != NULL && used < count);
        const struct address_value *value = &values[used++];
        url_encode_to(&buffer, value->text.data != NULL ? value->text : text_from(value->digits));
    }
    assert(used == count && !buffer.overflowed);
    struct address address = { text_copy(arena, buffer_text(&buffer)) };
    buffer_release(&buffer);
    return address;
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
    struct civil civil = date_to_civil(value);
    snprintf(filled.digits, sizeof filled.digits, "%04d-%02d-%02d", civil.year, civil.month, civil.day);
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
