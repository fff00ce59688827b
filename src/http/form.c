/* SPDX-License-Identifier: EUPL-1.2 */
/* See form.h. */
#include "http/form.h"

#include "base/error.h"
#include "base/url.h"
#include "base/vector.h"

/* True when decoding would change nothing. */
static bool is_plain(struct text text)
{
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.data[i];
        if (c == '%' || c == '+' || c >= 0x80 || c == 0)
            return false;
    }
    return true;
}

static int decode(struct arena *arena, struct text text, struct text *ret_text)
{
    if (!is_plain(text))
        return url_decode_form(arena, text, ret_text);
    *ret_text = text;
    return STATUS_OK;
}

static size_t count_parts(struct text form)
{
    size_t count = 1;
    for (size_t i = 0; i < form.length; i++)
        count += form.data[i] == '&';
    return count;
}

int form_parse(struct text form, struct arena *arena, struct raw_fields *ret_fields)
{
    struct raw_fields fields = { NULL, 0 };
    if (form.length == 0) {
        *ret_fields = fields;
        return STATUS_OK;
    }
    size_t most = count_parts(form);
    if (most > FORM_FIELDS_MAXIMUM)
        return STATUS_INVALID;
    fields.items = ARENA_MANY(arena, struct raw_field, most);
    struct text rest = form;
    while (rest.data) {
        struct text part = text_cut(rest, '&', &rest);
        struct text value;
        struct text name = text_cut(part, '=', &value);
        struct raw_field *field = &fields.items[fields.count];
        if (name.length == 0 || name.length > FORM_NAME_MAXIMUM || decode(arena, name, &field->name))
            continue;
        if (value.data == NULL)
            value = TEXT("");
        if (decode(arena, value, &field->value)) {
            field->value = TEXT("");
            field->broken = true;
        }
        fields.count++;
    }
    *ret_fields = fields;
    return STATUS_OK;
}
