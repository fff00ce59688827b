/* SPDX-License-Identifier: EUPL-1.2 */
/* Queries and urlencoded forms: what was read, written again as a form, is read as the same. */
#include "base/buffer.h"
#include "base/error.h"
#include "base/url.h"
#include "fuzz.h"
#include "http/form.h"

#include <string.h>

static void write_again(const struct raw_fields *fields, struct buffer *buffer)
{
    for (size_t i = 0; i < fields->count; i++) {
        if (i > 0)
            buffer_put_char(buffer, '&');
        url_encode_to(buffer, fields->items[i].name);
        buffer_put_char(buffer, '=');
        url_encode_to(buffer, fields->items[i].value);
    }
}

static void check_fields(const struct raw_fields *fields)
{
    FUZZ_HOLDS(fields->count <= FORM_FIELDS_MAXIMUM);
    for (size_t i = 0; i < fields->count; i++) {
        const struct raw_field *field = &fields->items[i];
        FUZZ_HOLDS(field->name.length <= FORM_NAME_MAXIMUM && text_is_utf8(field->name) && text_is_utf8(field->value));
        FUZZ_HOLDS(field->value.length == 0 || memchr(field->value.data, '\0', field->value.length) == NULL);
        FUZZ_HOLDS(!field->broken || field->value.length == 0);
        FUZZ_HOLDS(field->value.data != NULL && field->upload == NULL);
    }
}

static void check_again(struct arena *arena, const struct raw_fields *fields)
{
    struct buffer buffer;
    buffer_init(&buffer, 64 * 1024 * 1024);
    write_again(fields, &buffer);
    struct raw_fields again = { NULL, 0 };
    FUZZ_HOLDS(form_parse(buffer_text(&buffer), arena, &again) == STATUS_OK);
    size_t j = 0;
    for (size_t i = 0; i < fields->count; i++) {
        /* Its name is allowed by what it decodes to; encoded it can be too long. */
        if (url_encode(arena, fields->items[i].name).length > FORM_NAME_MAXIMUM)
            continue;
        FUZZ_HOLDS(j < again.count && text_equal(again.items[j].name, fields->items[i].name) &&
                   text_equal(again.items[j].value, fields->items[i].value));
        j++;
    }
    FUZZ_HOLDS(j == again.count);
    buffer_release(&buffer);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct raw_fields fields = { NULL, 0 };
    if (form_parse(fuzz_text(data, size), arena, &fields) == STATUS_OK) {
        check_fields(&fields);
        check_again(arena, &fields);
    }
    arena_free(arena);
    return 0;
}
