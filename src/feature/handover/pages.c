/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Routes of the day page of a child and the forms on it; those of the board are board_pages.c. A handler reads its fields and
 * returns a page or a change; what a change does is handover.c and touch.c.
 */
#include "access/access.h"
#include "access/client_write.h"
#include "access/page.h"
#include "access/scope.h"
#include "feature/handover/act.h"
#include "feature/handover/day.h"
#include "feature/handover/day.html.h"
#include "feature/handover/handover.h"

struct address url_handover_day(struct arena *arena, struct child_id child, struct date day)
{
    return ADDRESS(arena, "/child/{child}/{day}", address_value(child), address_value(day));
}

struct address url_handover_write(struct arena *arena, struct child_id child, struct date day)
{
    return ADDRESS(arena, "/child/{child}/{day}/note", address_value(child), address_value(day));
}

struct address url_handover_answer(struct arena *arena, struct child_id child, struct date day)
{
    return ADDRESS(arena, "/child/{child}/{day}/answer", address_value(child), address_value(day));
}

struct address url_handover_undo(struct arena *arena, struct child_id child, struct date day)
{
    return ADDRESS(arena, "/child/{child}/{day}/undo", address_value(child), address_value(day));
}

struct address url_handover_release(struct arena *arena, struct child_id child, struct date day)
{
    return ADDRESS(arena, "/child/{child}/{day}/release", address_value(child), address_value(day));
}

struct address url_handover_rewrite(struct arena *arena, struct entry_id entry)
{
    return ADDRESS(arena, "/entry/{entry}/words", address_value(entry));
}

/* --- the day page --- */

enum day_field { DAY_CHILD, DAY_DAY, DAY_WHY, DAY_FIELD__MAX };
static const struct field day_fields[] = {
    [DAY_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [DAY_DAY] = { .name = "day", .type = FIELD_DATE, .required = true },
    [DAY_WHY] = { .name = "why", .type = FIELD_CHOICE, .choices = act_skip_names },
};
/* The same without a day in the address. */
static const struct field today_fields[] = {
    [DAY_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
};

static struct outcome day_show(struct request *request, int http_status, struct day_view *view)
{
    return page_show(request, &(struct page){ .status = http_status,
                                              .title = view->name,
                                              .kind = "day",
                                              .side = view->is_home ? PAGE_HOME : PAGE_CENTRE,
                                              .way = view->board,
                                              .way_name = view->group_name,
                                              .way_icon = "group",
                                              .here = view->is_today ? PAGE_HERE_TODAY : PAGE_HERE_NONE,
                                              .of_today = view->is_today,
                                              .content = day_view_part(view) });
}

/* Who only works the shift reads today's page, and those of no other day (R045); on a tablet there is yesterday too (T21). */
static bool reads_day(const struct viewer *viewer, struct date date)
{
    if ((viewer->scope & SCOPE_READ) == 0)
        return date_equal(date, viewer->today);
    return viewer->tablet.value == 0 || day_is_near(viewer, date);
}

static struct outcome day_page_of(struct request *request, struct child_id child, struct date date,
                                  enum skip_reason reason)
{
    static const enum word why[SKIP_REASON__MAX] = { [SKIP_LEFT] = WORD_HANDOVER_CHILD_LEFT,
                                                     [SKIP_ASLEEP] = WORD_HANDOVER_ASLEEP_ALREADY,
                                                     [SKIP_AWAKE] = WORD_HANDOVER_AWAKE_ALREADY };
    struct day_view *view = ARENA_NEW(request->arena, struct day_view);
    int status = reads_day(request->viewer, date) ? day_read(request, child, date, NULL, view) : STATUS_NOT_FOUND;
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    if (reason != SKIP_NONE)
        view->problem = word(request->words, why[reason]);
    return day_show(request, 200, view);
}

static struct outcome day_page(struct request *request)
{
    return day_page_of(request, (struct child_id){ request_id(request, DAY_CHILD) }, request_date(request, DAY_DAY),
                       (enum skip_reason)request_integer(request, DAY_WHY));
}

static struct outcome today_page(struct request *request)
{
    return day_page_of(request, (struct child_id){ request_id(request, DAY_CHILD) }, request->viewer->today, SKIP_NONE);
}

/* --- writing on it --- */

enum note_field {
    NOTE_CHILD,
    NOTE_DAY,
    NOTE_NIGHT,
    NOTE_BREAKFAST,
    NOTE_MOOD,
    NOTE_CODE,
    NOTE_KIND,
    NOTE_ML,
    NOTE_DEGREES,
    NOTE_WORDS,
    NOTE_AUDIENCE,
    NOTE_PAPER,
    NOTE_CLIENT,
    NOTE_FIELD__MAX
};
static const char *const audience_names[] = { "group", "both", "mentor", NULL };
static const struct field note_fields[] = {
    [NOTE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [NOTE_DAY] = { .name = "day", .type = FIELD_DATE, .required = true },
    [NOTE_NIGHT] = { .name = "night", .type = FIELD_LINE, .label = WORD_HANDOVER_NIGHT },
    [NOTE_BREAKFAST] = { .name = "breakfast", .type = FIELD_LINE, .label = WORD_HANDOVER_BREAKFAST },
    [NOTE_MOOD] = { .name = "mood", .type = FIELD_LINE, .label = WORD_HANDOVER_MOOD },
    [NOTE_CODE] = { .name = "code", .type = FIELD_LINE, .label = WORD_HANDOVER_WHAT },
    [NOTE_KIND] = { .name = "kind", .type = FIELD_CHOICE, .choices = act_kind_names },
    [NOTE_ML] = ACT_ML_FIELD,
    [NOTE_DEGREES] = ACT_DEGREES_FIELD,
    [NOTE_WORDS] = { .name = "words",
                     .type = FIELD_TEXT,
                     .maximum = HANDOVER_NOTE_MAXIMUM,
                     .label = WORD_HANDOVER_YOUR_WORDS },
    [NOTE_AUDIENCE] = { .name = "audience", .type = FIELD_CHOICE, .choices = audience_names },
    [NOTE_PAPER] = { .name = "paper", .type = FIELD_BOOLEAN },
    [NOTE_CLIENT] = { .name = "client_id", .type = FIELD_LINE, .required = true },
};

enum answer_field {
    ANSWER_CHILD,
    ANSWER_DAY,
    ANSWER_WORDS,
    ANSWER_SAYS,
    ANSWER_MOMENT,
    ANSWER_CLIENT,
    ANSWER_FIELD__MAX
};
static const struct field answer_fields[] = {
    [ANSWER_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [ANSWER_DAY] = { .name = "day", .type = FIELD_DATE, .required = true },
    [ANSWER_WORDS] = { .name = "words",
                       .type = FIELD_TEXT,
                       .maximum = HANDOVER_NOTE_MAXIMUM,
                       .label = WORD_HANDOVER_YOUR_ANSWER },
    [ANSWER_SAYS] = { .name = "says", .type = FIELD_LINE, .label = WORD_HANDOVER_QUESTION },
    [ANSWER_MOMENT] = { .name = "moment", .type = FIELD_ID, .required = true },
    [ANSWER_CLIENT] = { .name = "client_id", .type = FIELD_LINE, .required = true },
};

static struct outcome note_written(struct request *request, void *argument, int status, const struct error *error)
{
    const struct handover_write *write = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    struct text location = url_handover_day(request->arena, write->children[0], write->day).text;
    if (write->skipped.count > 0)
        location = arena_printf(request->arena, "%.*s?why=%s", TEXT_ARGS(location),
                                act_skip_names[write->skipped.items[0].reason]);
    return respond_redirect(request, location);
}

/* What home says in the morning: any of the values, and words. */
static bool note_of_home(struct request *request, struct handover_write *write)
{
    static const struct {
        size_t field;
        enum entry_kind kind;
    } coded[] = { { NOTE_NIGHT, KIND_NIGHT }, { NOTE_BREAKFAST, KIND_BREAKFAST }, { NOTE_MOOD, KIND_MOOD } };
    for (size_t i = 0; i < sizeof coded / sizeof *coded; i++)
        if (!act_add_code(write, coded[i].kind, request_text(request, coded[i].field))) {
            request_fault_set(request, coded[i].field, FIELD_NOT_OFFERED);
            return false;
        }
    if (write->code_count == 0 && text_is_empty(write->note)) {
        request_fault_set(request, NOTE_WORDS, FIELD_MISSING);
        return false;
    }
    return true;
}

static struct outcome note_write(struct request *request)
{
    static const struct act_record_fields fields = {
        .code = NOTE_CODE, .kind = NOTE_KIND, .words = NOTE_WORDS, .ml = NOTE_ML, .degrees = NOTE_DEGREES
    };
    struct handover_write *write;
    if (act_write(request, NOTE_CLIENT, NOTE_WORDS, &write) != STATUS_OK)
        return act_refuse(request, NOTE_CLIENT);
    bool coded = request_given(request, NOTE_CODE);
    if (coded ? !act_record(request, &fields, write) : !note_of_home(request, write))
        return respond_invalid(request);
    struct child_id *child = ARENA_NEW(request->arena, struct child_id);
    child->value = request_id(request, NOTE_CHILD);
    write->children = child;
    write->child_count = 1;
    write->audience = (enum home_audience)request_integer(request, NOTE_AUDIENCE);
    write->on_paper = write->side == SIDE_CENTRE && write->code_count == 0 && request_integer(request, NOTE_PAPER) != 0;
    return respond_change(request, handover_write, write, note_written);
}

/* What stands under a line: an answer or a question in own words (CODE_ASKS), or one of the values that take one tap. */
static bool answer_said(struct request *request, struct handover_write *write)
{
    struct text says = request_text(request, ANSWER_SAYS);
    bool typed = write->side == SIDE_CENTRE && !text_is_empty(says) && !text_is_empty(write->note);
    write->question = typed || text_equal(says, TEXT(CODE_ASKS)); /* words that were typed are what she asks */
    if (text_is_empty(says) || write->question) {
        if (text_is_empty(write->note))
            request_fault_set(request, ANSWER_WORDS, FIELD_MISSING);
        return !text_is_empty(write->note);
    }
    write->note = TEXT(""); /* one tap says it: home's forms have no words beside it */
    if (act_add_code(write, KIND__MAX, says))
        return true;
    request_fault_set(request, ANSWER_SAYS, FIELD_NOT_OFFERED);
    return false;
}

static struct outcome answer_write(struct request *request)
{
    struct handover_write *write;
    if (act_write(request, ANSWER_CLIENT, ANSWER_WORDS, &write) != STATUS_OK)
        return act_refuse(request, ANSWER_CLIENT);
    if (!answer_said(request, write))
        return respond_invalid(request);
    struct child_id *child = ARENA_NEW(request->arena, struct child_id);
    child->value = request_id(request, ANSWER_CHILD);
    write->children = child;
    write->child_count = 1;
    write->answers = (struct moment_id){ request_id(request, ANSWER_MOMENT) };
    return respond_change(request, handover_write, write, note_written);
}

/* --- taking back and changing --- */

/* Of what needs a moment and no more. */
static struct outcome day_undone(struct request *request, void *argument, int status, const struct error *error)
{
    const struct handover_touch *touch = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    return respond_redirect(request, url_handover_day(request->arena, touch->child, touch->day).text);
}

enum undo_field { UNDO_CHILD, UNDO_DAY, UNDO_MOMENT, UNDO_FIELD__MAX };
static const struct field undo_fields[] = {
    [UNDO_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [UNDO_DAY] = { .name = "day", .type = FIELD_DATE, .required = true },
    [UNDO_MOMENT] = { .name = "moment", .type = FIELD_ID, .required = true },
};

static struct outcome day_undo(struct request *request)
{
    struct handover_touch *touch = act_touch(request);
    touch->child = (struct child_id){ request_id(request, UNDO_CHILD) };
    touch->day = request_date(request, UNDO_DAY);
    touch->moment = (struct moment_id){ request_id(request, UNDO_MOMENT) };
    return respond_change(request, handover_undo, touch, day_undone);
}

static struct outcome day_release(struct request *request)
{
    struct handover_touch *touch = act_touch(request);
    touch->child = (struct child_id){ request_id(request, UNDO_CHILD) };
    touch->day = request_date(request, UNDO_DAY);
    touch->moment = (struct moment_id){ request_id(request, UNDO_MOMENT) };
    return respond_change(request, handover_release, touch, day_undone);
}

enum rewrite_field { REWRITE_ENTRY, REWRITE_VERSION, REWRITE_WORDS, REWRITE_CLIENT, REWRITE_FIELD__MAX };
static const struct field rewrite_fields[] = {
    [REWRITE_ENTRY] = { .name = "entry", .type = FIELD_ID, .required = true },
    [REWRITE_VERSION] = { .name = "version",
                          .type = FIELD_INTEGER,
                          .required = true,
                          .minimum = 1,
                          .maximum = INT64_MAX },
    [REWRITE_WORDS] = { .name = "words",
                        .type = FIELD_TEXT,
                        .required = true,
                        .maximum = HANDOVER_NOTE_MAXIMUM,
                        .label = WORD_HANDOVER_YOUR_WORDS },
    [REWRITE_CLIENT] = { .name = "client_id", .type = FIELD_LINE, .required = true },
};

/* Somebody saved first: the page again, with the stored text and the typed one side by side. */
static struct outcome rewrite_stale(struct request *request, const struct handover_touch *touch)
{
    struct day_stale stale = { touch->entry, touch->stored_version, touch->note };
    struct day_view *view = ARENA_NEW(request->arena, struct day_view);
    int status = day_read(request, request->viewer->child, touch->day, &stale, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    view->problem = word(request->words, WORD_HANDOVER_STALE);
    return day_show(request, 409, view);
}

static struct outcome rewritten(struct request *request, void *argument, int status, const struct error *error)
{
    const struct handover_touch *touch = argument;
    if (status == STATUS_CONFLICT && touch->stored_version > 0)
        return rewrite_stale(request, touch);
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    return respond_redirect(request, url_handover_day(request->arena, request->viewer->child, touch->day).text);
}

static struct outcome rewrite(struct request *request)
{
    struct handover_touch *touch = act_touch(request);
    touch->entry = (struct entry_id){ request_id(request, REWRITE_ENTRY) };
    touch->version = request_integer(request, REWRITE_VERSION);
    touch->note = request_text(request, REWRITE_WORDS);
    touch->language = text_from(language_about(request->viewer->choice.language)->code);
    if (client_write_parse(request->arena, request_text(request, REWRITE_CLIENT), "client_id",
                           request_raw_fields(request), &touch->sent) != STATUS_OK)
        return act_refuse(request, REWRITE_CLIENT);
    return respond_change(request, handover_rewrite, touch, rewritten);
}

static const struct route handover_route_table[] = {
    ROUTE(GET, "/child/{child}", RULE_CHILD(SCOPE_READ | SCOPE_READ_SHIFT, DAY_CHILD), today_page,
          .fields = FIELDS(today_fields), .title = WORD_HANDOVER_DAY, .tablet = TABLET_OPEN,
          .help = "Today's page of a child"),
    ROUTE(GET, "/child/{child}/{day}", RULE_CHILD(SCOPE_READ | SCOPE_READ_SHIFT, DAY_CHILD), day_page,
          .fields = FIELDS(day_fields), .title = WORD_HANDOVER_DAY, .tablet = TABLET_OPEN,
          .help = "One day of a child, written by home and centre"),
    ROUTE(POST, "/child/{child}/{day}/note", RULE_CHILD(SCOPE_WRITE, NOTE_CHILD), note_write,
          .fields = FIELDS(note_fields), .keep_when_signed_out = true, .tablet = TABLET_OPEN,
          .help = "Write on the day of a child"),
    ROUTE(POST, "/child/{child}/{day}/answer", RULE_CHILD(SCOPE_WRITE, ANSWER_CHILD), answer_write,
          .fields = FIELDS(answer_fields), .keep_when_signed_out = true, .tablet = TABLET_OPEN,
          .help = "Answer what stands on the day"),
    ROUTE(POST, "/child/{child}/{day}/undo", RULE_CHILD(SCOPE_WRITE, UNDO_CHILD), day_undo,
          .fields = FIELDS(undo_fields), .tablet = TABLET_OPEN, .help = "Take one's own moment back"),
    ROUTE(POST, "/child/{child}/{day}/release", RULE_CHILD(SCOPE_WRITE_CENTRE, UNDO_CHILD), day_release,
          .fields = FIELDS(undo_fields), .tablet = TABLET_OPEN,
          .help = "Let home read a moment before the child is collected"),
    ROUTE(POST, "/entry/{entry}/words", RULE_ENTRY(SCOPE_WRITE, REWRITE_ENTRY), rewrite,
          .fields = FIELDS(rewrite_fields), .keep_when_signed_out = true, .tablet = TABLET_OPEN,
          .help = "Change one's own words"),
};

const struct routes handover_routes = ROUTES(handover_route_table);
