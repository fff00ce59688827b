/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The list of what waits for who looks. Whoever has no tasks (a guardian too) gets the page and reads that there is nothing.
 */
#include "access/page.h"
#include "access/scope.h"
#include "access/viewer.h"
#include "base/zone.h"
#include "feature/task/kind.h"
#include "feature/task/list.html.h"
#include "feature/task/task.sql.h"
#include "feature/task/views.h"
#include "http/request.h"

enum { TASKS_MAXIMUM = 200, /* of each statement; older ones come first */ TOPICS_MAXIMUM = 50 };

/* One list while it is read. */
struct reading {
    struct request *request;
    struct access_who who;
    struct task_list_view *view;
};

/* "9:30", or "22 nov" when it was not today. */
static struct text when(struct request *request, int64_t at)
{
    struct zone_day zone;
    struct date day = zone_date(request->viewer->zone, at);
    if (!date_equal(day, request->viewer->today))
        return page_day_text(request, day, DAY_SHORT);
    zone_day(request->viewer->zone, day, &zone);
    return time_text(request->arena, zone_day_minutes(&zone, at));
}

/* A kind that this program does not know is left out: it is of a newer one. */
static void add_line(struct reading *reading, struct text kind, const struct task *task, struct text name,
                     struct text place, int64_t created_at)
{
    struct request *request = reading->request;
    const struct task_kind_about *about = task_kind_find(kind);
    if (!about)
        return;
    struct word_value values[] = { word_value("name", name) };
    struct task_line_view line = {
        .page = about->page(request->arena, task),
        .icon = about->icon,
        .text = word_format(request->arena, request->words, about->word, values, 1),
        .place = place,
        .when = when(request, created_at),
        .overdue = task->due_at != 0 && task->due_at <= request->now_at,
    };
    if (about->quiet)
        *vector_add(request->arena, &reading->view->quiet) = line;
    else
        *vector_add(request->arena, &reading->view->lines) = line;
}

static int read_children(struct reading *reading)
{
    struct task_of_children_rows rows;
    int status = task_of_children(reading->request->db, reading->request->arena,
                                  (struct task_of_children_in){ .organisation = reading->who.organisation,
                                                                .person = reading->who.person,
                                                                .today = reading->who.today,
                                                                .homes = SCOPE_SIDE_HOME,
                                                                .centre = SCOPE_READ_CENTRE,
                                                                .most = TASKS_MAXIMUM },
                                  &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        const struct task_of_children_row *row = &rows.items[i];
        add_line(reading, row->kind,
                 &(struct task){
                     .child = row->child, .group = row->care_group, .object = row->object, .due_at = row->due_at },
                 row->name, row->group_name, row->created_at);
    }
    return status;
}

static int read_groups(struct reading *reading)
{
    struct task_of_groups_rows rows;
    int status = task_of_groups(reading->request->db, reading->request->arena,
                                (struct task_of_groups_in){ .organisation = reading->who.organisation,
                                                            .person = reading->who.person,
                                                            .today = reading->who.today,
                                                            .centre = SCOPE_READ_CENTRE,
                                                            .most = TASKS_MAXIMUM },
                                &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        const struct task_of_groups_row *row = &rows.items[i];
        add_line(reading, row->kind, &(struct task){ .group = row->care_group, .object = row->object }, row->name,
                 TEXT(""), row->created_at);
    }
    return status;
}

static int read_locations(struct reading *reading)
{
    struct task_of_locations_rows rows;
    int status = task_of_locations(reading->request->db, reading->request->arena,
                                   (struct task_of_locations_in){ .organisation = reading->who.organisation,
                                                                  .person = reading->who.person,
                                                                  .today = reading->who.today,
                                                                  .centre = SCOPE_READ_CENTRE,
                                                                  .most = TASKS_MAXIMUM },
                                   &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        const struct task_of_locations_row *row = &rows.items[i];
        add_line(reading, row->kind, &(struct task){ .location = row->location, .object = row->object }, row->name,
                 TEXT(""), row->created_at);
    }
    return status;
}

/* The reader's own topic and those of her groups. */
static int read_topics(struct reading *reading)
{
    struct request *request = reading->request;
    struct task_own_groups_rows rows;
    int status = task_own_groups(request->db, request->arena,
                                 (struct task_own_groups_in){ .organisation = reading->who.organisation,
                                                              .person = reading->who.person,
                                                              .today = reading->who.today,
                                                              .most = TOPICS_MAXIMUM },
                                 &rows);
    struct text topics = page_topics(request, (struct child_id){ 0 }, (struct group_id){ 0 });
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        topics = arena_printf(request->arena, "%.*s group-%.*s", TEXT_ARGS(topics),
                              TEXT_ARGS(identity_text(request->arena, rows.items[i].care_group.value)));
    reading->view->topics = topics;
    return status;
}

static struct outcome list_page(struct request *request)
{
    struct task_list_view *view = ARENA_NEW(request->arena, struct task_list_view);
    struct reading reading = { .request = request, .who = viewer_who(request->viewer), .view = view };
    int status = read_children(&reading);
    if (status == STATUS_OK)
        status = read_groups(&reading);
    if (status == STATUS_OK)
        status = read_locations(&reading);
    if (status == STATUS_OK)
        status = read_topics(&reading);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    return page_show(request, &(struct page){ .title = word(request->words, WORD_TASK_TITLE),
                                              .kind = "start",
                                              .side = PAGE_CENTRE,
                                              .here = PAGE_HERE_TASKS,
                                              .content = task_list_view_part(view) });
}

struct address url_task_list(struct arena *arena)
{
    return ADDRESS(arena, "/tasks");
}

static const struct route task_route_table[] = {
    ROUTE(GET, "/tasks", RULE_SIGNED_IN, list_page, .title = WORD_TASK_TITLE,
          .help = "What waits for who looks: changes to confirm and the like"),
};

const struct routes task_routes = ROUTES(task_route_table);
