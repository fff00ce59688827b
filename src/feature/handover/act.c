/* SPDX-License-Identifier: EUPL-1.2 */
/* See act.h. */
#include "feature/handover/act.h"

#include "access/client_write.h"
#include "access/scope.h"
#include "access/viewer.h"
#include "base/zone.h"
#include "i18n/language.h"

const char *const act_kind_names[] = { [KIND_NIGHT] = "night",       [KIND_BREAKFAST] = "breakfast",
                                       [KIND_SLEEP] = "sleep",       [KIND_FOOD] = "food",
                                       [KIND_BOTTLE] = "bottle",     [KIND_DRINK] = "drink",
                                       [KIND_NAPPY] = "nappy",       [KIND_SCHOOL] = "school",
                                       [KIND_MOOD] = "mood",         [KIND_BEHAVIOUR] = "behaviour",
                                       [KIND_COMPANY] = "company",   [KIND_PLAY] = "play",
                                       [KIND_OUTSIDE] = "outside",   [KIND_HOMEWORK] = "homework",
                                       [KIND_HEALTH] = "health",     [KIND_HIGHLIGHT] = "highlight",
                                       [KIND_OWN] = "own",           [KIND_COLLECT] = "collect",
                                       [KIND_WORDS] = CODE_WORDS,    [KIND_ANSWER] = "answer",
                                       [KIND_QUESTION] = "question", [KIND_MEDICINE] = "medicine",
                                       [KIND_ACCIDENT] = "accident", [KIND_PHOTO] = "photo",
                                       [KIND_SELF] = "self",         [KIND__MAX] = NULL };
const char *const act_then_names[] = { "board", "collect", "open", NULL };

bool act_then_collect(const struct request *request, size_t field)
{
    return request_given(request, field) && request_integer(request, field) == 1;
}

bool act_then_open(const struct request *request, size_t field)
{
    return request_given(request, field) && request_integer(request, field) == 2;
}

struct address act_collect(struct arena *arena, struct group_id group, struct child_id child)
{
    return ADDRESS(arena, "/group/{group}/collect/{child}", address_value(group), address_value(child));
}

const char *const act_skip_names[] = { "none", "left", CODE_ASLEEP, CODE_AWAKE, NULL };

/* The first page that can be written on from here: on a tablet yesterday's. */
static struct date page_since(const struct viewer *viewer)
{
    return viewer->tablet.value ? date_add(viewer->today, -1) : (struct date){ 0 };
}

/* The day on which something was written; what waited without a network is of that day. */
static struct date written_day(const struct request *request, int64_t at)
{
    return at == request->now_at ? request->viewer->today : zone_date(request->viewer->zone, at);
}

int act_write(struct request *request, size_t client_field, size_t words_field, struct handover_write **ret_write)
{
    struct handover_write *write = ARENA_NEW(request->arena, struct handover_write);
    const struct viewer *viewer = request->viewer;
    write->arena = request->arena;
    write->side = (viewer->scope & SCOPE_SIDE_HOME) != 0 ? SIDE_HOME : SIDE_CENTRE;
    write->at = request_written_at(request);
    write->day = written_day(request, write->at);
    write->today = viewer->today;
    write->since = page_since(viewer);
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
    int64_t measure;
    const struct code *code = kind == KIND__MAX ? code_parse(value, &measure)
                                                : code_of_kind(text_from(code_kinds[kind].name), value, &measure);
    if (!code || write->code_count == HANDOVER_CODES_MAXIMUM || !code_kind_is_of(code->kind, write->side))
        return false;
    write->measures[write->code_count] = measure;
    write->codes[write->code_count++] = code;
    return true;
}

/* A field that is marked: false, for the caller's own return. */
static bool refuse(struct request *request, size_t field, enum field_fault fault)
{
    request_fault_set(request, field, fault);
    return false;
}

/* What Enter in a field stands for, by the kind that is chosen. */
static struct text typed_code(const struct request *request, const struct act_record_fields *fields)
{
    static const char *const typed[KIND__MAX] = {
        [KIND_BOTTLE] = "bottle.drunk", [KIND_HEALTH] = "health.temperature", [KIND_WORDS] = CODE_WORDS
    };
    const char *code = request_given(request, fields->kind) ? typed[request_integer(request, fields->kind)] : NULL;
    return code ? text_from(code) : TEXT("");
}

/* The number that was typed for a value that has one. A bottle of which nobody knows how much is still a bottle. */
static bool add_measure(struct request *request, const struct act_record_fields *fields, struct handover_write *write)
{
    enum code_measure measure = write->codes[0]->measure;
    if (measure == MEASURE_NONE || write->measures[0] != 0)
        return true;
    size_t field = measure == MEASURE_ML ? fields->ml : fields->degrees;
    struct text typed = request_text(request, field);
    if (text_is_empty(typed))
        return measure == MEASURE_ML || refuse(request, field, FIELD_MISSING);
    return code_measure_parse(measure, typed, &write->measures[0]) || refuse(request, field, FIELD_MALFORMED);
}

bool act_record(struct request *request, const struct act_record_fields *fields, struct handover_write *write)
{
    struct text code = request_text(request, fields->code);
    if (text_equal(code, TEXT(CODE_TYPED)))
        code = typed_code(request, fields);
    if (text_equal(code, TEXT(CODE_WORDS)))
        return !text_is_empty(write->note) || refuse(request, fields->words, FIELD_MISSING);
    if (!act_add_code(write, KIND__MAX, code) || write->code_count == 0)
        return refuse(request, fields->code, FIELD_NOT_OFFERED);
    if (!code_kinds[write->codes[0]->kind].with_words)
        write->note = TEXT(""); /* words that wait in the bar go with what they are about */
    return add_measure(request, fields, write);
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
    touch->at = request_written_at(request);
    touch->day = written_day(request, touch->at);
    touch->today = request->viewer->today;
    touch->since = page_since(request->viewer);
    return touch;
}
