/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Routes of the handover: the day page of a child, the board of a group, and the forms on both. A handler reads its
 * fields and returns a page or a change; what a change does is handover.c and touch.c.
 */
#include "access/access.h"
#include "access/client_write.h"
#include "access/page.h"
#include "access/scope.h"
#include "base/vector.h"
#include "feature/handover/board.h"
#include "feature/handover/board.html.h"
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

struct address url_handover_rewrite(struct arena *arena, struct entry_id entry)
{
    return ADDRESS(arena, "/entry/{entry}/words", address_value(entry));
}

struct address url_handover_board(struct arena *arena, struct group_id group)
{
    return ADDRESS(arena, "/group/{group}", address_value(group));
}

struct address url_handover_record(struct arena *arena, struct group_id group)
{
    return ADDRESS(arena, "/group/{group}/record", address_value(group));
}

struct address url_handover_board_undo(struct arena *arena, struct group_id group)
{
    return ADDRESS(arena, "/group/{group}/undo", address_value(group));
}

struct address url_handover_read_all(struct arena *arena, struct group_id group)
{
    return ADDRESS(arena, "/group/{group}/read", address_value(group));
}

struct address url_handover_note_read(struct arena *arena, struct group_id group, struct child_id child,
                                      struct moment_id moment)
{
    return ADDRESS(arena, "/group/{group}/read/{child}/{moment}", address_value(group), address_value(child),
                   address_value(moment));
}

struct address url_handover_check_in(struct arena *arena, struct group_id group)
{
    return ADDRESS(arena, "/group/{group}/check-in", address_value(group));
}

struct address url_handover_check_out(struct arena *arena, struct group_id group)
{
    return ADDRESS(arena, "/group/{group}/check-out", address_value(group));
}

struct address url_handover_attendance_undo(struct arena *arena, struct group_id group)
{
    return ADDRESS(arena, "/group/{group}/attendance-undo", address_value(group));
}

static const char *const skip_names[] = { "none", "left", "asleep", "awake", NULL };

/* --- the day page --- */

enum day_field { DAY_CHILD, DAY_DAY, DAY_WHY, DAY_FIELD__MAX };
static const struct field day_fields[] = {
    [DAY_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [DAY_DAY] = { .name = "day", .type = FIELD_DATE, .required = true },
    [DAY_WHY] = { .name = "why", .type = FIELD_CHOICE, .choices = skip_names },
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
    NOTE_WORDS,
    NOTE_AUDIENCE,
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
    [NOTE_WORDS] = { .name = "words",
                     .type = FIELD_TEXT,
                     .maximum = HANDOVER_NOTE_MAXIMUM,
                     .label = WORD_HANDOVER_YOUR_WORDS },
    [NOTE_AUDIENCE] = { .name = "audience", .type = FIELD_CHOICE, .choices = audience_names },
    [NOTE_CLIENT] = { .name = "client_id", .type = FIELD_LINE, .required = true },
};

enum answer_field { ANSWER_CHILD, ANSWER_DAY, ANSWER_WORDS, ANSWER_MOMENT, ANSWER_CLIENT, ANSWER_FIELD__MAX };
static const struct field answer_fields[] = {
    [ANSWER_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [ANSWER_DAY] = { .name = "day", .type = FIELD_DATE, .required = true },
    [ANSWER_WORDS] = { .name = "words",
                       .type = FIELD_TEXT,
                       .required = true,
                       .maximum = HANDOVER_NOTE_MAXIMUM,
                       .label = WORD_HANDOVER_YOUR_ANSWER },
    [ANSWER_MOMENT] = { .name = "moment", .type = FIELD_ID, .required = true },
    [ANSWER_CLIENT] = { .name = "client_id", .type = FIELD_LINE, .required = true },
};

/* The first page that can be written on from here: on a tablet yesterday's. */
static struct date page_since(const struct viewer *viewer)
{
    return viewer->tablet.value ? date_add(viewer->today, -1) : (struct date){ 0 };
}

/* A write of this request by the side that the gate found. STATUS_INVALID for a client id that is none. */
static int write_new(struct request *request, size_t client_field, size_t words_field,
                     struct handover_write **ret_write)
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

/* Adds the code of a field that names its kind, or "kind.value" where kind is NULL. False for a value that is none. */
static bool add_code(struct handover_write *write, const char *kind, struct text value)
{
    if (text_is_empty(value))
        return true;
    const struct code *code = kind ? code_find(text_from(kind), value) : code_parse(value);
    if (!code || write->code_count == HANDOVER_CODES_MAXIMUM || !code_kind_is_of(code->kind, write->side))
        return false;
    write->codes[write->code_count++] = code;
    return true;
}

static struct outcome refuse_field(struct request *request, size_t field)
{
    request_fault_set(request, field, FIELD_NOT_OFFERED);
    return respond_invalid(request);
}

static struct outcome note_written(struct request *request, void *argument, int status, const struct error *error)
{
    const struct handover_write *write = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    struct text location = url_handover_day(request->arena, write->children[0], write->day).text;
    if (write->skipped.count > 0)
        location = arena_printf(request->arena, "%.*s?why=%s", TEXT_ARGS(location),
                                skip_names[write->skipped.items[0].reason]);
    return respond_redirect(request, location);
}

static struct outcome note_write(struct request *request)
{
    static const struct {
        size_t field;
        const char *kind;
    } coded[] = {
        { NOTE_NIGHT, "night" }, { NOTE_BREAKFAST, "breakfast" }, { NOTE_MOOD, "mood" }, { NOTE_CODE, NULL }
    };
    struct handover_write *write;
    if (write_new(request, NOTE_CLIENT, NOTE_WORDS, &write) != STATUS_OK)
        return refuse_field(request, NOTE_CLIENT);
    for (size_t i = 0; i < sizeof coded / sizeof *coded; i++) {
        struct text value = request_text(request, coded[i].field);
        if (coded[i].field == NOTE_CODE && text_equal(value, TEXT("words")))
            continue;
        if (!add_code(write, coded[i].kind, value))
            return refuse_field(request, coded[i].field);
    }
    if (write->code_count == 0 && text_is_empty(write->note)) {
        request_fault_set(request, NOTE_WORDS, FIELD_MISSING);
        return respond_invalid(request);
    }
    struct child_id *child = ARENA_NEW(request->arena, struct child_id);
    child->value = request_id(request, NOTE_CHILD);
    write->children = child;
    write->child_count = 1;
    write->audience = (enum home_audience)request_integer(request, NOTE_AUDIENCE);
    return respond_change(request, handover_write, write, note_written);
}

static struct outcome answer_write(struct request *request)
{
    struct handover_write *write;
    if (write_new(request, ANSWER_CLIENT, ANSWER_WORDS, &write) != STATUS_OK)
        return refuse_field(request, ANSWER_CLIENT);
    struct child_id *child = ARENA_NEW(request->arena, struct child_id);
    child->value = request_id(request, ANSWER_CHILD);
    write->children = child;
    write->child_count = 1;
    write->answers = (struct moment_id){ request_id(request, ANSWER_MOMENT) };
    return respond_change(request, handover_write, write, note_written);
}

/* --- taking back and changing --- */

static struct handover_touch *touch_new(struct request *request)
{
    struct handover_touch *touch = ARENA_NEW(request->arena, struct handover_touch);
    touch->arena = request->arena;
    touch->day = request->viewer->today;
    touch->today = request->viewer->today;
    touch->since = page_since(request->viewer);
    return touch;
}

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
    struct handover_touch *touch = touch_new(request);
    touch->child = (struct child_id){ request_id(request, UNDO_CHILD) };
    touch->day = request_date(request, UNDO_DAY);
    touch->moment = (struct moment_id){ request_id(request, UNDO_MOMENT) };
    return respond_change(request, handover_undo, touch, day_undone);
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
    struct handover_touch *touch = touch_new(request);
    touch->entry = (struct entry_id){ request_id(request, REWRITE_ENTRY) };
    touch->version = request_integer(request, REWRITE_VERSION);
    touch->note = request_text(request, REWRITE_WORDS);
    touch->language = text_from(language_about(request->viewer->choice.language)->code);
    if (client_write_parse(request->arena, request_text(request, REWRITE_CLIENT), "client_id",
                           request_raw_fields(request), &touch->sent) != STATUS_OK)
        return refuse_field(request, REWRITE_CLIENT);
    return respond_change(request, handover_rewrite, touch, rewritten);
}

/* --- the board --- */

/* Children who were left out, by why: fields with the names of skip_names. */
#define SKIPPED_FIELD(field_name)                                                                       \
    {                                                                                                   \
        .name = (field_name), .type = FIELD_ID, .many = true, .many_maximum = HANDOVER_CHILDREN_MAXIMUM \
    }
enum board_field { BOARD_GROUP, BOARD_MOMENT, BOARD_LEFT, BOARD_ASLEEP, BOARD_AWAKE, BOARD_CAME, BOARD_FIELD__MAX };
static const struct field board_fields[] = {
    [BOARD_GROUP] = { .name = "group", .type = FIELD_ID, .required = true },
    [BOARD_MOMENT] = { .name = "moment", .type = FIELD_ID },
    [BOARD_LEFT] = SKIPPED_FIELD("left"),
    [BOARD_ASLEEP] = SKIPPED_FIELD("asleep"),
    [BOARD_AWAKE] = SKIPPED_FIELD("awake"),
    [BOARD_CAME] = { .name = "came", .type = FIELD_ID },
};

/* Each child once. */
static const struct child_id *children_of(struct request *request, size_t field, size_t *ret_count)
{
    struct field_values values = request_many(request, field);
    struct child_id *children = ARENA_MANY(request->arena, struct child_id, values.count);
    size_t count = 0;
    for (size_t i = 0; i < values.count; i++) {
        bool before = false;
        for (size_t k = 0; k < count; k++)
            before = before || children[k].value == values.items[i].integer;
        if (!before)
            children[count++].value = values.items[i].integer;
    }
    *ret_count = count;
    return children;
}

static struct outcome board_page(struct request *request)
{
    struct board_view *view = ARENA_NEW(request->arena, struct board_view);
    static const size_t fields[SKIP_REASON__MAX] = {
        [SKIP_LEFT] = BOARD_LEFT, [SKIP_ASLEEP] = BOARD_ASLEEP, [SKIP_AWAKE] = BOARD_AWAKE
    };
    struct board_done done = { .moment = { request_id(request, BOARD_MOMENT) },
                               .came = { request_id(request, BOARD_CAME) } };
    for (enum skip_reason reason = SKIP_LEFT; reason < SKIP_REASON__MAX; reason++)
        done.skipped[reason].items = children_of(request, fields[reason], &done.skipped[reason].count);
    int status = board_read(request, (struct group_id){ request_id(request, BOARD_GROUP) }, &done, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    return page_show(request, &(struct page){ .title = view->name,
                                              .kind = "board",
                                              .side = PAGE_CENTRE,
                                              .way = url_handover_board(request->arena, view->group),
                                              .way_name = view->name,
                                              .way_icon = "group",
                                              .here = PAGE_HERE_WAY,
                                              .tasks_wait = view->has_tasks,
                                              .content = board_view_part(view) });
}

enum record_field {
    RECORD_GROUP,
    RECORD_CHILDREN,
    RECORD_CODE,
    RECORD_WORDS,
    RECORD_TIME,
    RECORD_CLIENT,
    RECORD_FIELD__MAX
};
static const struct field record_fields[] = {
    [RECORD_GROUP] = { .name = "group", .type = FIELD_ID, .required = true },
    [RECORD_CHILDREN] = { .name = "child",
                          .type = FIELD_ID,
                          .required = true,
                          .many = true,
                          .many_maximum = HANDOVER_CHILDREN_MAXIMUM,
                          .label = WORD_HANDOVER_CHILDREN },
    [RECORD_CODE] = { .name = "code", .type = FIELD_LINE, .required = true, .label = WORD_HANDOVER_WHAT },
    [RECORD_WORDS] = { .name = "words",
                       .type = FIELD_TEXT,
                       .maximum = HANDOVER_NOTE_MAXIMUM,
                       .label = WORD_HANDOVER_YOUR_WORDS },
    [RECORD_TIME] = { .name = "time", .type = FIELD_TIME, .label = WORD_HANDOVER_TIME },
    [RECORD_CLIENT] = { .name = "client_id", .type = FIELD_LINE, .required = true },
};

static struct outcome recorded(struct request *request, void *argument, int status, const struct error *error)
{
    const struct handover_write *write = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    struct buffer address;
    buffer_init(&address, 4096);
    buffer_put(&address, url_handover_board(request->arena, write->group).text);
    char id[IDENTITY_SIZE];
    identity_format(id, write->moment.value);
    if (write->moment.value)
        buffer_printf(&address, "?moment=%s", id);
    for (size_t i = 0; i < write->skipped.count; i++) {
        identity_format(id, write->skipped.items[i].child.value);
        buffer_printf(&address, "%c%s=%s", i == 0 && !write->moment.value ? '?' : '&',
                      skip_names[write->skipped.items[i].reason], id);
    }
    struct outcome outcome = respond_redirect(request, text_copy(request->arena, buffer_text(&address)));
    buffer_release(&address);
    return outcome;
}

/* When it happened: now, or the clock time that was given, which is not in the future. */
static int record_time(struct request *request, struct handover_write *write)
{
    if (!request_given(request, RECORD_TIME))
        return STATUS_OK;
    int32_t minutes = (int32_t)request_integer(request, RECORD_TIME);
    int64_t at = zone_instant(request->viewer->zone, request->viewer->today, minutes);
    if (at > request->now_at + HANDOVER_EARLY_MS)
        return STATUS_INVALID;
    write->at = at;
    return STATUS_OK;
}

static struct outcome record(struct request *request)
{
    struct handover_write *write;
    if (write_new(request, RECORD_CLIENT, RECORD_WORDS, &write) != STATUS_OK)
        return refuse_field(request, RECORD_CLIENT);
    struct text code = request_text(request, RECORD_CODE);
    write->side = SIDE_CENTRE;
    write->group = (struct group_id){ request_id(request, RECORD_GROUP) };
    write->children = children_of(request, RECORD_CHILDREN, &write->child_count);
    if (text_equal(code, TEXT("words"))) {
        if (text_is_empty(write->note)) {
            request_fault_set(request, RECORD_WORDS, FIELD_MISSING);
            return respond_invalid(request);
        }
    } else {
        write->note = TEXT(""); /* words that wait in the bar go with their own button only */
        if (!add_code(write, NULL, code) || write->code_count == 0)
            return refuse_field(request, RECORD_CODE);
    }
    if (record_time(request, write) != STATUS_OK) {
        request_fault_set(request, RECORD_TIME, FIELD_TOO_LARGE);
        return respond_invalid(request);
    }
    return respond_change(request, handover_write, write, recorded);
}

enum touch_field { TOUCH_GROUP, TOUCH_CHILD, TOUCH_MOMENT, TOUCH_FIELD__MAX };
enum collect_field { COLLECT_GROUP, COLLECT_CHILD, COLLECT_GUARDIAN, COLLECT_COLLECTOR, COLLECT_NAME };
static const struct field board_undo_fields[] = {
    [TOUCH_GROUP] = { .name = "group", .type = FIELD_ID, .required = true },
    [TOUCH_CHILD] = { .name = "child", .type = FIELD_ID },
    [TOUCH_MOMENT] = { .name = "moment", .type = FIELD_ID, .required = true },
};
static const struct field read_fields[] = {
    [TOUCH_GROUP] = { .name = "group", .type = FIELD_ID, .required = true },
    [TOUCH_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [TOUCH_MOMENT] = { .name = "moment", .type = FIELD_ID, .required = true },
};
static const struct field attendance_fields[] = {
    [TOUCH_GROUP] = { .name = "group", .type = FIELD_ID, .required = true },
    [TOUCH_CHILD] = { .name = "child", .type = FIELD_ID, .required = true, .label = WORD_HANDOVER_CHILDREN },
};
static const struct field check_out_fields[] = {
    [COLLECT_GROUP] = { .name = "group", .type = FIELD_ID, .required = true },
    [COLLECT_CHILD] = { .name = "child", .type = FIELD_ID, .required = true, .label = WORD_HANDOVER_CHILDREN },
    [COLLECT_GUARDIAN] = { .name = "guardian", .type = FIELD_ID },
    [COLLECT_COLLECTOR] = { .name = "collector", .type = FIELD_ID },
    [COLLECT_NAME] = { .name = "name",
                       .type = FIELD_LINE,
                       .maximum = HANDOVER_COLLECTED_MAXIMUM,
                       .label = WORD_HANDOVER_COLLECTED_BY },
};
static const struct field read_all_fields[] = {
    [TOUCH_GROUP] = { .name = "group", .type = FIELD_ID, .required = true },
};

static struct handover_touch *board_touch(struct request *request)
{
    struct handover_touch *touch = touch_new(request);
    touch->group = (struct group_id){ request_id(request, TOUCH_GROUP) };
    return touch;
}

static struct outcome board_again(struct request *request, void *argument, int status, const struct error *error)
{
    const struct handover_touch *touch = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    return respond_redirect(request, url_handover_board(request->arena, touch->group).text);
}

/* The board with the way back from coming or going. */
static struct outcome board_came(struct request *request, void *argument, int status, const struct error *error)
{
    const struct handover_touch *touch = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    struct text child = identity_text(request->arena, touch->child.value);
    return respond_redirect(request, arena_printf(request->arena, "%.*s?came=%.*s",
                                                  TEXT_ARGS(url_handover_board(request->arena, touch->group).text),
                                                  TEXT_ARGS(child)));
}

static struct outcome board_undo(struct request *request)
{
    struct handover_touch *touch = board_touch(request);
    touch->moment = (struct moment_id){ request_id(request, TOUCH_MOMENT) };
    return respond_change(request, handover_undo, touch, board_again);
}

static struct outcome note_is_read(struct request *request, void *argument, int status, const struct error *error)
{
    (void)argument;
    return status == STATUS_OK ? respond_status(request, 204) : respond_failure(request, status, error);
}

static struct outcome note_read(struct request *request)
{
    struct handover_touch *touch = board_touch(request);
    touch->child = (struct child_id){ request_id(request, TOUCH_CHILD) };
    touch->moment = (struct moment_id){ request_id(request, TOUCH_MOMENT) };
    return respond_change(request, handover_read, touch, note_is_read);
}

static struct outcome read_all(struct request *request)
{
    return respond_change(request, handover_read, board_touch(request), board_again);
}

static struct outcome check_in(struct request *request)
{
    struct handover_touch *touch = board_touch(request);
    touch->child = (struct child_id){ request_id(request, TOUCH_CHILD) };
    return respond_change(request, handover_check_in, touch, board_came);
}

static struct outcome check_out(struct request *request)
{
    struct handover_touch *touch = board_touch(request);
    touch->child = (struct child_id){ request_id(request, COLLECT_CHILD) };
    touch->guardian = (struct person_id){ request_id(request, COLLECT_GUARDIAN) };
    touch->collector = (struct collector_id){ request_id(request, COLLECT_COLLECTOR) };
    touch->name = request_text(request, COLLECT_NAME);
    return respond_change(request, handover_check_out, touch, board_came);
}

static struct outcome attendance_undo(struct request *request)
{
    struct handover_touch *touch = board_touch(request);
    touch->child = (struct child_id){ request_id(request, TOUCH_CHILD) };
    return respond_change(request, handover_attendance_undo, touch, board_again);
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
    ROUTE(POST, "/entry/{entry}/words", RULE_ENTRY(SCOPE_WRITE, REWRITE_ENTRY), rewrite,
          .fields = FIELDS(rewrite_fields), .keep_when_signed_out = true, .tablet = TABLET_OPEN,
          .help = "Change one's own words"),
    ROUTE(GET, "/group/{group}", RULE_GROUP(SCOPE_READ_TODAY, BOARD_GROUP), board_page, .fields = FIELDS(board_fields),
          .title = WORD_HANDOVER_BOARD, .tablet = TABLET_OPEN, .help = "The group's board of today"),
    ROUTE(POST, "/group/{group}/record", RULE_GROUP(SCOPE_WRITE_CENTRE, RECORD_GROUP), record,
          .fields = FIELDS(record_fields), .keep_when_signed_out = true, .tablet = TABLET_OPEN,
          .help = "Record one value or own words for one or more children"),
    ROUTE(POST, "/group/{group}/undo", RULE_GROUP(SCOPE_WRITE_CENTRE, TOUCH_GROUP), board_undo,
          .fields = FIELDS(board_undo_fields), .tablet = TABLET_OPEN, .help = "Take back what was just recorded"),
    ROUTE(POST, "/group/{group}/read", RULE_GROUP(SCOPE_WRITE_CENTRE, TOUCH_GROUP), read_all,
          .fields = FIELDS(read_all_fields), .tablet = TABLET_OPEN, .help = "All notes from home are read"),
    ROUTE(POST, "/group/{group}/read/{child}/{moment}", RULE_GROUP(SCOPE_WRITE_CENTRE, TOUCH_GROUP), note_read,
          .fields = FIELDS(read_fields), .tablet = TABLET_OPEN, .help = "One note from home is read"),
    ROUTE(POST, "/group/{group}/attendance-undo", RULE_GROUP(SCOPE_WRITE_CENTRE, TOUCH_GROUP), attendance_undo,
          .fields = FIELDS(attendance_fields), .tablet = TABLET_OPEN, .help = "Coming or going was pressed by mistake"),
    ROUTE(POST, "/group/{group}/check-in", RULE_GROUP(SCOPE_WRITE_CENTRE, TOUCH_GROUP), check_in,
          .fields = FIELDS(attendance_fields), .tablet = TABLET_OPEN, .help = "The child is here"),
    ROUTE(POST, "/group/{group}/check-out", RULE_GROUP(SCOPE_WRITE_CENTRE, COLLECT_GROUP), check_out,
          .fields = FIELDS(check_out_fields), .keep_when_signed_out = true, .tablet = TABLET_PIN,
          .help = "The child is collected"),
};

const struct routes handover_routes = ROUTES(handover_route_table);
