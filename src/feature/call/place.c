/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The guardians of a child with their telephone and their forms, as the day page and the page of calling show them; and the one tap
 * at the door.
 */
#include "access/page.h"
#include "access/viewer.h"
#include "base/zone.h"
#include "db/together.h"
#include "feature/call/call_later.html.h"
#include "feature/call/call_place.html.h"
#include "feature/call/own.h"
#include "http/request.h"
#include "i18n/day_text.h"

static const enum word topic_words[CALL_TOPIC__MAX] = {
    [CALL_GENERAL] = WORD_CALL_GENERAL,
    [CALL_ILL] = WORD_ABSENCE_ILL,
    [CALL_FELL] = WORD_CALL_FELL,
    [CALL_EATING] = WORD_CALL_NOT_EATING,
    [CALL_SLEEPING] = WORD_CALL_NOT_SLEEPING,
    [CALL_SAD] = WORD_CALL_SAD,
};
static const enum word way_words[CALL_WAY__MAX] = { WORD_CALL_BY_PHONE, WORD_CALL_AT_DOOR, WORD_CALL_BY_APPOINTMENT };
static const enum word outcome_words[CALL_OUTCOME__MAX] = { WORD_ACCIDENT_REACHED, WORD_WISH_PHONE_SILENT_LABEL,
                                                            WORD_CALL_BACK };

static size_t place_of(const char *const *names, size_t count, struct text name)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(text_from(names[i]), name))
            return i;
    return 0;
}

enum word call_topic_word(enum call_topic topic)
{
    return topic_words[topic];
}

enum call_topic call_topic_find(struct text name)
{
    return (enum call_topic)place_of(call_topic_names, CALL_TOPIC__MAX, name);
}

enum word call_outcome_word(struct text name)
{
    return outcome_words[place_of(call_outcome_names, CALL_OUTCOME__MAX, name)];
}

struct call_choices_view call_choices(struct request *request, enum call_choice kind, size_t chosen)
{
    static const struct {
        const char *const *names;
        const enum word *words;
        size_t count;
    } kinds[CALL_CHOICE__MAX] = { [CALL_CHOICE_TOPIC] = { call_topic_names, topic_words, CALL_TOPIC__MAX },
                                  [CALL_CHOICE_WAY] = { call_way_names, way_words, CALL_WAY__MAX },
                                  [CALL_CHOICE_OUTCOME] = { call_outcome_names, outcome_words, CALL_OUTCOME__MAX } };
    struct call_choice_view *items = ARENA_MANY(request->arena, struct call_choice_view, kinds[kind].count);
    for (size_t i = 0; i < kinds[kind].count; i++)
        items[i] = (struct call_choice_view){ text_from(kinds[kind].names[i]),
                                              word(request->words, kinds[kind].words[i]), i == chosen };
    return (struct call_choices_view){ items, kinds[kind].count };
}

static struct text with_name(struct request *request, enum word id, struct text name)
{
    struct word_value values[] = { word_value("name", name) };
    return word_format(request->arena, request->words, id, values, 1);
}

static struct text joined(struct arena *arena, struct text before, struct text after)
{
    return before.length == 0 ? after : arena_printf(arena, "%.*s · %.*s", TEXT_ARGS(before), TEXT_ARGS(after));
}

/* "9:00 – 17:00"; empty for the whole day. */
static struct text hours_of(struct arena *arena, int64_t from, int64_t until)
{
    if (from == 0 && until == DAY_MINUTES)
        return TEXT("");
    return arena_printf(arena, "%.*s – %.*s", TEXT_ARGS(time_text(arena, (int)from)),
                        TEXT_ARGS(time_text(arena, (int)until)));
}

struct text call_kinds(struct arena *arena, const struct words *words, int64_t kinds)
{
    struct text text = TEXT("");
    for (int i = 0; i < CALL_WHENS; i++)
        if ((kinds & (1 << i)) != 0)
            text = joined(arena, text, word(words, call_when_word(i)));
    return text;
}

enum word call_when_word(int bit)
{
    return bit + 1 < CALL_TOPIC__MAX ? topic_words[bit + 1] : WORD_CALL_ALWAYS;
}

/* --- what waits --- */

static struct text back_text(struct request *request, const struct call_of_child_row *row)
{
    if (row->guardian.value == request->person.value)
        return word(request->words, row->side == SIDE_HOME ? WORD_CALL_WANT : WORD_CALL_CENTRE_WANTS);
    return with_name(request, row->side == SIDE_HOME ? WORD_CALL_WANTS : WORD_CALL_LATER, row->name);
}

static struct text back_when(struct request *request, const struct call_of_child_row *row)
{
    struct word_value values[] = { word_value("day", page_day_text(request, row->until_day, DAY_HEADING)) };
    struct text when = word(request->words, way_words[place_of(call_way_names, CALL_WAY__MAX, row->way)]);
    when = joined(request->arena, when, word_format(request->arena, request->words, WORD_CALL_BY_DAY, values, 1));
    struct text hours = hours_of(request->arena, row->back_from, row->back_until);
    return hours.length == 0 ? when : joined(request->arena, when, hours);
}

static struct call_back_view back_of(struct request *request, struct child_id child,
                                     const struct call_of_child_row *row)
{
    bool own = row->guardian.value == request->person.value;
    return (struct call_back_view){
        .id = row->id,
        .text = back_text(request, row),
        .about = word(request->words, topic_words[call_topic_find(row->topic)]),
        .words = row->back_words,
        .language = row->back_language,
        .when = back_when(request, row),
        .sensitive = row->sensitive,
        .overdue = row->until_at <= request->now_at,
        .can_end = own == (row->side == SIDE_HOME),
        .end = url_call_end(request->arena, child),
    };
}

/* --- a guardian --- */

/* Another id of each form when there is one more to send. */
static struct text client_of(struct request *request, const char *purpose, const struct call_of_child_row *row)
{
    return handover_form_id(request, purpose, row->guardian.value + row->calls + row->asked);
}

static struct call_log_view log_form(struct request *request, struct child_id child,
                                     const struct call_of_child_row *row, enum call_then then)
{
    return (struct call_log_view){ .action = url_call_log(request->arena, child),
                                   .guardian = row->guardian,
                                   .client_id = client_of(request, "call-log", row),
                                   .then = call_then_names[then],
                                   .reads = with_name(request, WORD_CALL_READS, row->name),
                                   .topics = call_choices(request, CALL_CHOICE_TOPIC, CALL_GENERAL),
                                   .outcomes = call_choices(request, CALL_CHOICE_OUTCOME, CALL_OUTCOME__MAX) };
}

static struct call_guardian_view guardian_of(struct request *request, struct child_id child,
                                             const struct call_of_child_row *row, enum call_then then)
{
    struct text phone = text_is_empty(row->phone) ? row->known_phone : row->phone;
    bool centre = (request->viewer->scope & SCOPE_SIDE_HOME) == 0;
    bool writes = centre && (request->viewer->scope & CALL_WRITERS) != 0;
    return (struct call_guardian_view){
        .person = row->guardian,
        .name = row->name,
        .kinds = call_kinds(request->arena, request->words, row->kinds),
        .words = row->words,
        .language = row->language,
        .hours = hours_of(request->arena, row->from_minute, row->until_minute),
        .has_phone = centre && !text_is_empty(phone),
        .call = page_call(request, phone),
        .call_text = with_name(request, WORD_WISH_CALL, row->name),
        .log_text = with_name(request, WORD_CALL_LOG, row->name),
        .later_text = with_name(request, WORD_CALL_LATER, row->name),
        .can_log = writes,
        .can_later = writes,
        .brief = then != CALL_THEN_PAGE,
        .log = log_form(request, child, row, then),
        .ask = url_calls(request->arena, child),
        .then = call_then_names[then],
        .ask_client = client_of(request, "call-tap", row),
    };
}

/* A talk that a call can answer. */
static void add_answer(struct request *request, const struct call_back_view *back, struct call_choices_view *answers)
{
    struct call_choice_view *items = ARENA_MANY(request->arena, struct call_choice_view, answers->count + 1);
    for (size_t i = 0; i < answers->count; i++)
        items[i] = answers->items[i];
    items[answers->count] =
        (struct call_choice_view){ identity_text(request->arena, back->id.value),
                                   joined(request->arena, back->text,
                                          back->sensitive ? word(request->words, WORD_CALL_SENSITIVE) : back->about),
                                   true };
    *answers = (struct call_choices_view){ items, answers->count + 1 };
}

struct call_guardians_view call_guardians(struct request *request, struct child_id child,
                                          const struct call_of_child_rows *rows, enum call_then then)
{
    struct call_guardians_view view = { .items = NULL };
    struct call_guardian_view *guardian = NULL;
    for (size_t i = 0; i < rows->count; i++) {
        const struct call_of_child_row *row = &rows->items[i];
        if (!guardian || guardian->person.value != row->guardian.value) {
            guardian = vector_add(request->arena, &view);
            *guardian = guardian_of(request, child, row, then);
        }
        if (row->id.value == 0)
            continue;
        struct call_back_view back = back_of(request, child, row);
        *vector_add(request->arena, &guardian->backs) = back;
        add_answer(request, &back, &guardian->log.answers);
        guardian->can_later = guardian->can_later && row->side != SIDE_CENTRE;
    }
    return view;
}

struct call_of_child_in call_of_child_for(const struct request *request, struct child_id child)
{
    return (struct call_of_child_in){ .organisation = request->organisation,
                                      .child = child,
                                      .person = request->person,
                                      .today = request->viewer->today,
                                      .homes = SCOPE_SIDE_HOME,
                                      .centre = SCOPE_READ_TODAY,
                                      .team = SCOPE_READ_CENTRE };
}

/* --- the day page: of today --- */

static void *ask(const struct handover_day *day, struct db_together *together)
{
    if (!date_equal(day->date, day->request->viewer->today) || (day->request->viewer->scope & CALL_READERS) == 0)
        return NULL;
    struct call_of_child_rows *rows = ARENA_NEW(day->request->arena, struct call_of_child_rows);
    call_of_child_later(together, call_of_child_for(day->request, day->child), rows);
    return rows;
}

static bool waits_of(const struct call_of_child_rows *rows, int64_t side)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].id.value != 0 && rows->items[i].side == side)
            return true;
    return false;
}

static void show(const struct handover_day *day, void *argument, struct handover_shown *shown)
{
    const struct call_of_child_rows *rows = argument;
    struct request *request = day->request;
    if (!rows || rows->count == 0)
        return;
    struct call_place_view *view = ARENA_NEW(request->arena, struct call_place_view);
    *view = (struct call_place_view){
        .is_home = day->is_home,
        .can_ask = (request->viewer->scope & SCOPE_WRITE_HOME) != 0 && !waits_of(rows, SIDE_HOME),
        .page = url_calls(request->arena, day->child),
        .ask = url_calls(request->arena, day->child),
        .client_id = client_of(request, "call-tap", &rows->items[0]),
        .guardians = call_guardians(request, day->child, rows, CALL_THEN_DAY),
    };
    shown->centre = call_place_view_part(view);
}

const struct handover_part call_part = { .ask = ask, .show = show, .board = NULL };

/* --- the page on which the child is collected --- */

int call_later_part(struct request *request, struct child_id child, struct group_id group, struct html_part *ret_part)
{
    struct call_of_child_rows rows;
    int status = call_of_child(request->db, request->arena, call_of_child_for(request, child), &rows);
    *ret_part = (struct html_part){ 0 };
    if (status != STATUS_OK || rows.count == 0)
        return status;
    struct call_later_view *view = ARENA_NEW(request->arena, struct call_later_view);
    *view = (struct call_later_view){ .ask = url_calls(request->arena, child), .group = group };
    struct call_tap_view *tap = NULL;
    for (size_t i = 0; i < rows.count; i++) {
        const struct call_of_child_row *row = &rows.items[i];
        if (!tap || tap->guardian.value != row->guardian.value) {
            tap = vector_add(request->arena, &view->taps);
            *tap = (struct call_tap_view){ .text = with_name(request, WORD_CALL_LATER, row->name),
                                           .guardian = row->guardian,
                                           .client_id = client_of(request, "call-tap", row) };
        }
        tap->waits = tap->waits || (row->id.value != 0 && row->side == SIDE_CENTRE);
    }
    *ret_part = call_later_view_part(view);
    return STATUS_OK;
}
