/* SPDX-License-Identifier: EUPL-1.2 */
/* See act.h. */
#include "feature/handover/act.h"

#include "access/client_write.h"
#include "access/scope.h"
#include "access/viewer.h"
#include "i18n/language.h"

const char *const act_skip_names[] = { "none", "left", CODE_ASLEEP, CODE_AWAKE, NULL };

/* The first page that can be written on from here: on a tablet yesterday's. */
static struct date page_since(const struct viewer *viewer)
{
    return viewer->tablet.value ? date_add(viewer->today, -1) : (struct date){ 0 };
}

int act_write(struct request *request, size_t client_field, size_t words_field, struct handover_write **ret_write)
{
    struct handover_write *write = ARENA_NEW(request->arena, struct handover_write);
    const struct viewer *viewer = request->viewer;
    write->arena = request->arena;
    write->side = (viewer->scope & SCOPE_SIDE_HOME) != 0 ? SIDE_HOME : SIDE_CENTRE;
    write->day = viewer->today;
    write->today = viewer->today;
    write->since = page_since(viewer);
    write->at = request->now_at;
    write->note = request_text(request, words_field);
    write->language = text_from(language_about(viewer->choice.language)->code);
    int status = client_write_parse(request->arena, request_text(request, client_field), "client_id",
                                    request_raw_fields(request), &write->sent);
    if (status == STATUS_OK)
        *ret_write = write;
    return status;
}

bool act_add_code(struct handover_write *write, enum entry_kind kind, struct text value)
{
    if (text_is_empty(value))
        return true;
    const struct code *code =
        kind == KIND__MAX ? code_parse(value) : code_find(text_from(code_kinds[kind].name), value);
    if (!code || write->code_count == HANDOVER_CODES_MAXIMUM || !code_kind_is_of(code->kind, write->side))
        return false;
    write->codes[write->code_count++] = code;
    return true;
}

struct outcome act_refuse(struct request *request, size_t field)
{
    request_fault_set(request, field, FIELD_NOT_OFFERED);
    return respond_invalid(request);
}

struct handover_touch *act_touch(struct request *request)
{
    struct handover_touch *touch = ARENA_NEW(request->arena, struct handover_touch);
    touch->arena = request->arena;
    touch->day = request->viewer->today;
    touch->today = request->viewer->today;
    touch->since = page_since(request->viewer);
    return touch;
}
