/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Routes of the morning note.
 */
#include "access/client_write.h"
#include "access/page.h"
#include "access/rule.h"
#include "base/zone.h"
#include "feature/morning/morning_page.html.h"
#include "feature/morning/own.h"
#include "feature/wish/wish.h"
#include "http/request.h"
#include "i18n/day_text.h"
#include "i18n/language.h"

enum page_field { PAGE_CHILD };
enum note_field {
    NOTE_CHILD,
    NOTE_NIGHT,
    NOTE_BREAKFAST,
    NOTE_MOOD,
    NOTE_AT,
    NOTE_ML,
    NOTE_WORDS,
    NOTE_ALSO,
    NOTE_AUDIENCE,
    NOTE_COLLECT,
    NOTE_WISH,
    NOTE_CLIENT
};

enum { TIME_MAXIMUM = 8 /* characters */, HOUR_MINUTES = 60, LAST_HOUR = 23 };

struct address url_morning(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/morning", address_value(child));
}

static struct outcome show_page(struct request *request, int http_status, const struct morning_typed *typed)
{
    struct morning_page_view *view = ARENA_NEW(request->arena, struct morning_page_view);
    int status = morning_read(request, typed, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    return page_show(request, &(struct page){ .status = http_status,
                                              .title = word(request->words, WORD_START_TELL),
                                              .kind = "family",
                                              .side = PAGE_HOME,
                                              .content = morning_page_view_part(view) });
}

static struct outcome page_get(struct request *request)
{
    return show_page(request, 200, NULL);
}

/* A note while its form is read. */
struct sending {
    struct morning_note note;
    struct morning_typed typed;
};

/* A field that was not sent is empty. */
static struct text text_of(struct request *request, size_t field)
{
    struct text text = request_text(request, field);
    return text_is_null(text) ? TEXT("") : text_trim(text);
}

static bool take_values(struct request *request, struct sending *sending)
{
    for (size_t i = 0; i < MORNING_VALUES_MAXIMUM; i++) {
        struct text value = text_of(request, NOTE_NIGHT + i);
        const struct code *code = code_find(text_from(code_kinds[morning_kinds[i]].name), value);
        sending->typed.values[i] = value;
        if (!text_is_empty(value) && !code) {
            request_fault_set(request, NOTE_NIGHT + i, FIELD_NOT_OFFERED);
            return false;
        }
        if (code)
            sending->note.values[sending->note.value_count++] = code;
    }
    return true;
}

/* "6:45", "06:45" or "6.45" as minutes of a day. */
static bool parse_time(struct text typed, int32_t *ret_minutes)
{
    struct text rest;
    struct text hours = text_cut(typed, ':', &rest);
    if (text_is_null(rest))
        hours = text_cut(typed, '.', &rest);
    if (text_starts_with(hours, TEXT("0")) && hours.length == 2)
        hours = text_slice(hours, 1, 1);
    if (text_starts_with(rest, TEXT("0")) && rest.length == 2)
        rest = text_slice(rest, 1, 1);
    int64_t hour, minute;
    if (text_to_integer(hours, 0, LAST_HOUR, &hour) != STATUS_OK ||
        text_to_integer(rest, 0, HOUR_MINUTES - 1, &minute) != STATUS_OK)
        return false;
    *ret_minutes = (int32_t)(hour * HOUR_MINUTES + minute);
    return true;
}

/* A bottle of yesterday evening is no line of today: it is told in words, after those that were typed. */
static void tell_yesterday(struct request *request, struct sending *sending, int32_t minutes)
{
    struct morning_note *note = &sending->note;
    struct arena *arena = request->arena;
    struct word_value ml[] = { word_value("n", note->bottle_ml) };
    struct text amount =
        note->bottle_ml > 0 ? word_format(arena, request->words, WORD_HANDOVER_ML_AMOUNT, ml, 1) : TEXT("");
    struct text time = time_text(arena, minutes);
    struct text sentence =
        arena_printf(arena, "%.*s: %.*s %.*s%s%.*s", TEXT_ARGS(word(request->words, WORD_MORNING_BOTTLE)),
                     TEXT_ARGS(word(request->words, WORD_DAY_YESTERDAY)), TEXT_ARGS(time),
                     amount.length > 0 ? ", " : "", TEXT_ARGS(amount));
    note->words = text_is_empty(note->words)
                      ? sentence
                      : arena_printf(arena, "%.*s\n%.*s", TEXT_ARGS(note->words), TEXT_ARGS(sentence));
    note->bottle = NULL;
}

/* False when it is not a time and an amount. A bottle without the time is one of just now. */
static bool take_bottle(struct request *request, struct sending *sending)
{
    struct morning_note *note = &sending->note;
    struct text time = sending->typed.time;
    struct text ml = sending->typed.ml;
    int32_t minutes = 0;
    if (text_is_empty(time) && text_is_empty(ml))
        return true;
    note->bottle = code_find(TEXT("bottle"), TEXT("drunk"));
    note->bottle_at = note->at;
    if (!text_is_empty(ml) && !code_measure_parse(MEASURE_ML, ml, &note->bottle_ml))
        return false;
    if (text_is_empty(time))
        return true;
    if (!parse_time(time, &minutes))
        return false;
    note->bottle_at = zone_instant(request->viewer->zone, note->today, minutes);
    if (note->bottle_at > note->at)
        tell_yesterday(request, sending, minutes);
    return true;
}

/* The child of the page, and the brothers and sisters that were chosen with it, each once. */
static void take_children(struct request *request, struct sending *sending)
{
    struct field_values also = request_many(request, NOTE_ALSO);
    struct child_id *children = ARENA_MANY(request->arena, struct child_id, also.count + 1);
    size_t count = 0;
    children[count++] = request->viewer->child;
    for (size_t i = 0; i < also.count; i++) {
        bool before = false;
        for (size_t k = 0; k < count; k++)
            before = before || children[k].value == also.items[i].integer;
        if (!before)
            children[count++].value = also.items[i].integer;
    }
    sending->note.children = sending->typed.children = children;
    sending->note.child_count = sending->typed.child_count = count;
}

static int write(struct change *change, void *argument)
{
    struct sending *sending = argument;
    return morning_write(change, &sending->note);
}

static struct outcome written(struct request *request, void *argument, int status, const struct error *error)
{
    struct sending *sending = argument;
    if (status == STATUS_INVALID && error && error->word != 0) {
        sending->typed.problem = (enum word)error->word;
        return show_page(request, 422, &sending->typed);
    }
    return status == STATUS_OK ? respond_redirect(request, TEXT("/")) : respond_failure(request, status, error);
}

static struct outcome note_post(struct request *request)
{
    struct sending *sending = ARENA_NEW(request->arena, struct sending);
    sending->typed = (struct morning_typed){ .ml = text_of(request, NOTE_ML),
                                             .time = text_of(request, NOTE_AT),
                                             .words = text_of(request, NOTE_WORDS),
                                             .collects = text_of(request, NOTE_COLLECT),
                                             .wish = text_of(request, NOTE_WISH),
                                             .both_homes = request_integer(request, NOTE_AUDIENCE) != 0 };
    sending->note =
        (struct morning_note){ .words = sending->typed.words,
                               .collects = sending->typed.collects,
                               .wish = sending->typed.wish,
                               .language = text_from(language_about(request->viewer->choice.language)->code),
                               .both_homes = sending->typed.both_homes,
                               .today = request->viewer->today,
                               .at = request->now_at };
    take_children(request, sending);
    if (!take_values(request, sending))
        return respond_invalid(request);
    if (!take_bottle(request, sending)) {
        sending->typed.problem = WORD_MORNING_ODD_BOTTLE;
        return show_page(request, 422, &sending->typed);
    }
    if (client_write_parse(request->arena, request_text(request, NOTE_CLIENT), "client_id", request_raw_fields(request),
                           &sending->note.sent) != STATUS_OK) {
        request_fault_set(request, NOTE_CLIENT, FIELD_NOT_OFFERED);
        return respond_invalid(request);
    }
    return respond_change(request, write, sending, written);
}

static const char *const audience_names[] = { "group", "both", NULL };

static const struct field page_fields[] = {
    [PAGE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
};

static const struct field note_fields[] = {
    [NOTE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [NOTE_NIGHT] = { .name = "night", .type = FIELD_LINE, .label = WORD_HANDOVER_NIGHT },
    [NOTE_BREAKFAST] = { .name = "breakfast", .type = FIELD_LINE, .label = WORD_HANDOVER_BREAKFAST },
    [NOTE_MOOD] = { .name = "mood", .type = FIELD_LINE, .label = WORD_HANDOVER_MOOD },
    [NOTE_AT] = { .name = "at", .type = FIELD_LINE, .maximum = TIME_MAXIMUM, .label = WORD_MORNING_TIME },
    [NOTE_ML] = { .name = "ml", .type = FIELD_LINE, .maximum = TIME_MAXIMUM, .label = WORD_HANDOVER_ML },
    [NOTE_WORDS] = { .name = "words",
                     .type = FIELD_TEXT,
                     .maximum = HANDOVER_NOTE_MAXIMUM,
                     .label = WORD_HANDOVER_WHAT_TO_KNOW },
    [NOTE_ALSO] = { .name = "also",
                    .type = FIELD_ID,
                    .many = true,
                    .many_maximum = MORNING_CHILDREN_MAXIMUM - 1,
                    .label = WORD_ABSENCE_ALSO },
    [NOTE_AUDIENCE] = { .name = "audience", .type = FIELD_CHOICE, .choices = audience_names },
    [NOTE_COLLECT] = { .name = "collect",
                       .type = FIELD_LINE,
                       .maximum = MORNING_COLLECT_MAXIMUM,
                       .label = WORD_HANDOVER_COLLECT },
    [NOTE_WISH] = { .name = "wish", .type = FIELD_TEXT, .maximum = WISH_WORDS_MAXIMUM, .label = WORD_WISH_ASK },
    [NOTE_CLIENT] = { .name = "client_id", .type = FIELD_LINE, .required = true },
};

static const struct route morning_route_table[] = {
    ROUTE(GET, "/child/{child}/morning", RULE_CHILD(SCOPE_WRITE_HOME, PAGE_CHILD), page_get,
          .fields = FIELDS(page_fields), .title = WORD_START_TELL, .help = "What home tells in the morning"),
    ROUTE(POST, "/child/{child}/morning", RULE_CHILD(SCOPE_WRITE_HOME, NOTE_CHILD), note_post,
          .fields = FIELDS(note_fields), .keep_when_signed_out = true,
          .help = "Tell the morning of a child, with brothers and sisters"),
};

const struct routes morning_routes = ROUTES(morning_route_table);
