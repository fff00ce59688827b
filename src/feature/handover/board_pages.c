/* SPDX-License-Identifier: EUPL-1.2 */
/* Routes of the board of a group and the forms on it, as pages.c has those of the day page. */
#include "access/access.h"
#include "access/page.h"
#include "access/scope.h"
#include "base/buffer.h"
#include "base/zone.h"
#include "feature/handover/act.h"
#include "feature/handover/board.h"
#include "feature/handover/board.html.h"
#include "feature/handover/handover.h"

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

/* Children who were left out, by why: fields with the names of act_skip_names. */
#define SKIPPED_FIELD(field_name)                                                                       \
    {                                                                                                   \
        .name = (field_name), .type = FIELD_ID, .many = true, .many_maximum = HANDOVER_CHILDREN_MAXIMUM \
    }
enum board_field { BOARD_GROUP, BOARD_MOMENT, BOARD_LEFT, BOARD_ASLEEP, BOARD_AWAKE, BOARD_CAME, BOARD_FIELD__MAX };
static const struct field board_fields[] = {
    [BOARD_GROUP] = { .name = "group", .type = FIELD_ID, .required = true },
    [BOARD_MOMENT] = { .name = "moment", .type = FIELD_ID },
    [BOARD_LEFT] = SKIPPED_FIELD("left"),
    [BOARD_ASLEEP] = SKIPPED_FIELD(CODE_ASLEEP),
    [BOARD_AWAKE] = SKIPPED_FIELD(CODE_AWAKE),
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
                                              .of_today = true,
                                              .tasks_wait = view->has_tasks,
                                              .content = board_view_part(view) });
}

enum record_field {
    RECORD_GROUP,
    RECORD_CHILDREN,
    RECORD_CODE,
    RECORD_KIND,
    RECORD_WORDS,
    RECORD_ML,
    RECORD_DEGREES,
    RECORD_TIME,
    RECORD_THEN,
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
    [RECORD_KIND] = { .name = "kind", .type = FIELD_CHOICE, .choices = act_kind_names },
    [RECORD_ML] = ACT_ML_FIELD,
    [RECORD_DEGREES] = ACT_DEGREES_FIELD,
    [RECORD_TIME] = { .name = "time", .type = FIELD_TIME, .label = WORD_HANDOVER_TIME },
    [RECORD_THEN] = { .name = "then", .type = FIELD_CHOICE, .choices = act_then_names },
    [RECORD_CLIENT] = { .name = "client_id", .type = FIELD_LINE, .required = true },
};

static const struct act_record_fields recorded_fields = {
    .code = RECORD_CODE, .kind = RECORD_KIND, .words = RECORD_WORDS, .ml = RECORD_ML, .degrees = RECORD_DEGREES
};

static struct outcome recorded(struct request *request, void *argument, int status, const struct error *error)
{
    const struct handover_write *write = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    if (act_then_collect(request, RECORD_THEN))
        return respond_redirect(request, act_collect(request->arena, write->group, write->children[0]).text);
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
                      act_skip_names[write->skipped.items[i].reason], id);
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
    int64_t at = zone_instant(request->viewer->zone, write->day, minutes);
    if (at > request->now_at + HANDOVER_EARLY_MS)
        return STATUS_INVALID;
    write->at = at;
    return STATUS_OK;
}

static struct outcome record(struct request *request)
{
    struct handover_write *write;
    if (act_write(request, RECORD_CLIENT, RECORD_WORDS, &write) != STATUS_OK)
        return act_refuse(request, RECORD_CLIENT);
    write->side = SIDE_CENTRE;
    write->group = (struct group_id){ request_id(request, RECORD_GROUP) };
    write->children = children_of(request, RECORD_CHILDREN, &write->child_count);
    if (!act_record(request, &recorded_fields, write))
        return respond_invalid(request);
    if (record_time(request, write) != STATUS_OK) {
        request_fault_set(request, RECORD_TIME, FIELD_TOO_LARGE);
        return respond_invalid(request);
    }
    return respond_change(request, handover_write, write, recorded);
}

enum touch_field { TOUCH_GROUP, TOUCH_CHILD, TOUCH_MOMENT, TOUCH_FIELD__MAX };
enum come_field { COME_GROUP, COME_CHILD, COME_TALKED };
enum collect_field {
    COLLECT_GROUP,
    COLLECT_CHILD,
    COLLECT_GUARDIAN,
    COLLECT_COLLECTOR,
    COLLECT_NAME,
    COLLECT_GUARDIAN_TALKED,
    COLLECT_COLLECTOR_TALKED,
    COLLECT_TALKED
};
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
static const struct field check_in_fields[] = {
    [COME_GROUP] = { .name = "group", .type = FIELD_ID, .required = true },
    [COME_CHILD] = { .name = "child", .type = FIELD_ID, .required = true, .label = WORD_HANDOVER_CHILDREN },
    [COME_TALKED] = { .name = "talked", .type = FIELD_BOOLEAN },
};
/* Who collected; the same with "even gesproken" in the tap. */
static const struct field check_out_fields[] = {
    [COLLECT_GROUP] = { .name = "group", .type = FIELD_ID, .required = true },
    [COLLECT_CHILD] = { .name = "child", .type = FIELD_ID, .required = true, .label = WORD_HANDOVER_CHILDREN },
    [COLLECT_GUARDIAN] = { .name = "guardian", .type = FIELD_ID },
    [COLLECT_COLLECTOR] = { .name = "collector", .type = FIELD_ID },
    [COLLECT_NAME] = { .name = "name",
                       .type = FIELD_LINE,
                       .maximum = HANDOVER_COLLECTED_MAXIMUM,
                       .label = WORD_HANDOVER_COLLECTED_BY },
    [COLLECT_GUARDIAN_TALKED] = { .name = "guardian_talked", .type = FIELD_ID },
    [COLLECT_COLLECTOR_TALKED] = { .name = "collector_talked", .type = FIELD_ID },
    [COLLECT_TALKED] = { .name = "talked", .type = FIELD_BOOLEAN },
};
static const struct field read_all_fields[] = {
    [TOUCH_GROUP] = { .name = "group", .type = FIELD_ID, .required = true },
};

static struct handover_touch *board_touch(struct request *request)
{
    struct handover_touch *touch = act_touch(request);
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
    touch->child = (struct child_id){ request_id(request, COME_CHILD) };
    touch->talked = request_integer(request, COME_TALKED) != 0;
    return respond_change(request, handover_check_in, touch, board_came);
}

static struct outcome check_out(struct request *request)
{
    struct handover_touch *touch = board_touch(request);
    touch->child = (struct child_id){ request_id(request, COLLECT_CHILD) };
    bool guardian_talked = request_given(request, COLLECT_GUARDIAN_TALKED);
    bool collector_talked = request_given(request, COLLECT_COLLECTOR_TALKED);
    touch->talked = guardian_talked || collector_talked || request_integer(request, COLLECT_TALKED) != 0;
    touch->guardian =
        (struct person_id){ request_id(request, guardian_talked ? COLLECT_GUARDIAN_TALKED : COLLECT_GUARDIAN) };
    touch->collector =
        (struct collector_id){ request_id(request, collector_talked ? COLLECT_COLLECTOR_TALKED : COLLECT_COLLECTOR) };
    touch->name = request_text(request, COLLECT_NAME);
    return respond_change(request, handover_check_out, touch, board_came);
}

static struct outcome attendance_undo(struct request *request)
{
    struct handover_touch *touch = board_touch(request);
    touch->child = (struct child_id){ request_id(request, TOUCH_CHILD) };
    return respond_change(request, handover_attendance_undo, touch, board_again);
}

static const struct route board_route_table[] = {
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
          .fields = FIELDS(check_in_fields), .tablet = TABLET_OPEN, .help = "The child is here"),
    ROUTE(POST, "/group/{group}/check-out", RULE_GROUP(SCOPE_WRITE_CENTRE, COLLECT_GROUP), check_out,
          .fields = FIELDS(check_out_fields), .keep_when_signed_out = true, .tablet = TABLET_PIN,
          .help = "The child is collected"),
};

const struct routes handover_board_routes = ROUTES(board_route_table);
