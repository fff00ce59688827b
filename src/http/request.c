/* SPDX-License-Identifier: EUPL-1.2 */
/* Reading a request. See request.h. */
#include "http/request.h"

#include "http/cookie.h"
#include "http/request_part.h"

void request_prepare(struct request *request, struct request_part *part, const struct core *core)
{
    struct buffer output = request->output;
    *request = (struct request){
        .arena = request->arena, .output = output, .app = core->sites[0].site.hooks.context, .part = part
    };
    *part = (struct request_part){ .core = core, .site = &core->sites[0] };
    buffer_clear(&request->output);
}

static const struct field_state *state_of(const struct request *request, size_t field)
{
    static const struct field_state nothing = { .typed = { NULL, 0 } };
    if (!request->part->states || !request->route || field >= request->route->field_count)
        return &nothing;
    return &request->part->states[field];
}

static const struct field_value *value_of(const struct request *request, size_t field)
{
    const struct field_state *state = state_of(request, field);
    return state->values.count > 0 ? &state->values.items[0] : NULL;
}

bool request_given(const struct request *request, size_t field)
{
    return value_of(request, field) != NULL;
}

int64_t request_integer(const struct request *request, size_t field)
{
    const struct field_value *value = value_of(request, field);
    return value ? value->integer : 0;
}

bool request_boolean(const struct request *request, size_t field)
{
    return request_integer(request, field) != 0;
}

int64_t request_id(const struct request *request, size_t field)
{
    return request_integer(request, field);
}

struct text request_text(const struct request *request, size_t field)
{
    const struct field_value *value = value_of(request, field);
    return value ? value->text : TEXT_NULL;
}

struct date request_date(const struct request *request, size_t field)
{
    const struct field_value *value = value_of(request, field);
    return value ? (struct date){ (int32_t)value->integer } : DATE_NONE;
}

const struct upload *request_upload(const struct request *request, size_t field)
{
    const struct field_value *value = value_of(request, field);
    return value ? value->upload : NULL;
}

struct field_values request_many(const struct request *request, size_t field)
{
    return state_of(request, field)->values;
}

struct text request_typed(const struct request *request, size_t field)
{
    return state_of(request, field)->typed;
}

enum field_fault request_fault(const struct request *request, size_t field)
{
    return state_of(request, field)->fault;
}

void request_fault_set(struct request *request, size_t field, enum field_fault fault)
{
    if (request->part->states && request->route && field < request->route->field_count)
        request->part->states[field].fault = fault;
}

struct raw_fields request_raw_fields(const struct request *request)
{
    return request->method == METHOD_GET ? request->part->query : request->part->body;
}

struct text request_body(const struct request *request)
{
    return request->part->raw_body;
}

struct text request_header(const struct request *request, const char *name)
{
    const struct request_part *part = request->part;
    struct text wanted = text_from(name);
    for (size_t i = 0; i < part->header_count; i++) {
        if (text_equal_ignore_case(part->headers[i].name, wanted))
            return text_trim(part->headers[i].value);
    }
    return TEXT_NULL;
}

struct text request_header_last(const struct request *request, const char *name)
{
    const struct request_part *part = request->part;
    struct text wanted = text_from(name);
    for (size_t i = part->header_count; i > 0; i--) {
        if (text_equal_ignore_case(part->headers[i - 1].name, wanted))
            return text_trim(part->headers[i - 1].value);
    }
    return TEXT_NULL;
}

struct text request_cookie(const struct request *request, const char *name)
{
    const struct request_part *part = request->part;
    struct text wanted = text_from(name);
    struct text found = TEXT_NULL;
    if (part->site->secure)
        wanted = arena_printf(request->arena, COOKIE_SECURE_PREFIX "%s", name);
    for (size_t i = 0; i < part->header_count; i++) {
        if (!text_equal_ignore_case(part->headers[i].name, TEXT("Cookie")))
            continue;
        struct text value = cookie_find(part->headers[i].value, wanted);
        if (value.data && found.data)
            return TEXT_NULL;
        if (value.data)
            found = value;
    }
    return found;
}

int64_t request_live_sequence(const struct request *request)
{
    return request->part->live_sequence;
}

int64_t request_written_at(const struct request *request)
{
    int64_t seconds = 0;
    if (text_to_integer(request_header(request, "Samenspel-Waited"), 0,
                        (int64_t)REQUEST_WAITED_DAYS * DAY_MS / SECOND_MS, &seconds) != STATUS_OK)
        return request->now_at;
    return request->now_at - seconds * SECOND_MS;
}

void request_set_header(struct request *request, const char *name, struct text value)
{
    for (size_t i = 0; i < value.length; i++) {
        unsigned char c = (unsigned char)value.data[i];
        if (c < 0x20 || c == 0x7f)
            return;
    }
    struct header *header = vector_add(request->arena, &request->part->answer_headers);
    header->name = text_copy(request->arena, text_from(name));
    header->value = text_copy(request->arena, value);
}

void request_set_cookie(struct request *request, struct cookie cookie)
{
    if (cookie_value_allowed(cookie.value))
        request_set_header(request, "Set-Cookie", cookie_line(request->arena, cookie, request->part->site->secure));
}

struct text request_origin(const struct request *request)
{
    const struct request_part *part = request->part;
    if (part->site->origin.data)
        return part->site->origin;
    struct text host = part->framing.host;
    return arena_printf(request->arena, "%s%.*s", request->secure ? "https://" : "http://", TEXT_ARGS(host));
}
