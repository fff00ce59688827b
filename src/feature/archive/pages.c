/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The page on which a guardian asks for an archive and takes it. Taking is a POST: it is written down before the first byte.
 */
#include "access/access.h"
#include "access/page.h"
#include "access/rule.h"
#include "access/viewer.h"
#include "base/zone.h"
#include "feature/archive/archive.h"
#include "feature/archive/archive.html.h"
#include "feature/archive/archive.sql.h"
#include "feature/archive/views.h"
#include "feature/handover/handover.h"
#include "http/request.h"
#include "media/media.h"

struct address url_archive(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/archive", address_value(child));
}

struct address url_archive_file(struct arena *arena, struct child_id child, struct archive_id archive)
{
    return ADDRESS(arena, "/child/{child}/archive/{archive}", address_value(child), address_value(archive));
}

enum page_field { PAGE_CHILD, PAGE_FIELD__MAX };
static const struct field page_fields[] = {
    [PAGE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
};

enum take_field { TAKE_CHILD, TAKE_ARCHIVE, TAKE_FIELD__MAX };
static const struct field take_fields[] = {
    [TAKE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [TAKE_ARCHIVE] = { .name = "archive", .type = FIELD_ID, .required = true },
};

static struct text day_of(struct request *request, int64_t at)
{
    return page_day_text(request, zone_date(request->viewer->zone, at), DAY_FULL);
}

/* Rounded up, so that it is never nothing. */
static struct text size_text(struct arena *arena, int64_t bytes)
{
    return bytes < INT64_C(1000) * 1000 ? arena_printf(arena, "%lld kB", (long long)bytes / 1000 + 1)
                                        : arena_printf(arena, "%lld MB", (long long)bytes / (1000 * 1000) + 1);
}

static void add_item(struct request *request, const struct archive_own_row *row, struct archive_view *view)
{
    struct archive_item_view *item = vector_add(request->arena, &view->items);
    *item = (struct archive_item_view){ .archive = row->id,
                                        .asked = day_of(request, row->asked_at),
                                        .until = day_of(request, row->expires_at - 1),
                                        .size = size_text(request->arena, row->length),
                                        .ready = text_equal(row->state, TEXT("done")),
                                        .failed = text_equal(row->state, TEXT("failed")),
                                        .steps = row->steps > 0 ? row->steps : 1,
                                        .steps_done = row->steps_done,
                                        .file = url_archive_file(request->arena, request->viewer->child, row->id) };
    view->making = view->making || (!item->ready && !item->failed);
}

static int read_page(struct request *request, struct archive_view *view)
{
    struct archive_own_rows rows;
    struct archive_head_row head;
    const struct viewer *viewer = request->viewer;
    int status = archive_head(request->db, request->arena,
                              (struct archive_head_in){ .organisation = request->organisation,
                                                        .child = viewer->child,
                                                        .person = request->person,
                                                        .today = viewer->today },
                              &head);
    if (status == STATUS_OK)
        status = archive_own(request->db, request->arena,
                             (struct archive_own_in){ .organisation = request->organisation,
                                                      .child = viewer->child,
                                                      .person = request->person,
                                                      .now = request->now_at },
                             &rows);
    if (status != STATUS_OK)
        return status;
    view->name = head.given_name;
    for (size_t i = 0; i < rows.count; i++)
        add_item(request, &rows.items[i], view);
    return STATUS_OK;
}

static struct outcome page(struct request *request)
{
    struct archive_view *view = ARENA_NEW(request->arena, struct archive_view);
    view->hub = ADDRESS(request->arena, "/child/{child}/about", address_value(request->viewer->child));
    view->ask = url_archive(request->arena, request->viewer->child);
    view->topics = page_topics(request, (struct child_id){ 0 }, (struct group_id){ 0 });
    int status = read_page(request, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    return page_show(request, &(struct page){ .title = word(request->words, WORD_ARCHIVE_LINK),
                                              .kind = "start",
                                              .side = PAGE_HOME,
                                              .content = archive_view_part(view) });
}

static struct outcome asked(struct request *request, void *argument, int status, const struct error *error)
{
    const struct archive_ask *ask = argument;
    return status == STATUS_OK ? respond_redirect(request, url_archive(request->arena, ask->child).text)
                               : respond_failure(request, status, error);
}

static struct outcome ask(struct request *request)
{
    struct archive_ask *wanted = ARENA_NEW(request->arena, struct archive_ask);
    wanted->child = (struct child_id){ request_id(request, PAGE_CHILD) };
    wanted->today = request->viewer->today;
    return respond_change(request, archive_ask, wanted, asked);
}

static struct outcome taken(struct request *request, void *argument, int status, const struct error *error)
{
    const struct archive_take *take = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    const struct media *media = access_installation(request_access(request))->media;
    struct text day = date_iso(request->arena, take->today);
    struct file_answer answer = { .file = -1,
                                  .size = take->length,
                                  .type = "application/zip",
                                  .name = arena_printf(request->arena, "samenspel-%.*s.zip", TEXT_ARGS(day)),
                                  .freshness = FRESHNESS_NEVER };
    status = media ? media_open(&media->store, take->name, &answer.file) : STATUS_NOT_FOUND;
    return status == STATUS_OK ? respond_file(request, &answer) : respond_failure(request, status, NULL);
}

static struct outcome take_post(struct request *request)
{
    struct archive_take *take = ARENA_NEW(request->arena, struct archive_take);
    take->child = (struct child_id){ request_id(request, TAKE_CHILD) };
    take->archive = (struct archive_id){ request_id(request, TAKE_ARCHIVE) };
    take->today = request->viewer->today;
    take->arena = request->arena;
    return respond_change(request, archive_take, take, taken);
}

#define READER (SCOPE_READ_HOME | SCOPE_READ_LIMITED)
static const struct route archive_route_table[] = {
    ROUTE(GET, "/child/{child}/archive", RULE_CHILD(READER, PAGE_CHILD), page, .fields = FIELDS(page_fields),
          .title = WORD_ARCHIVE_LINK, .help = "Everything about a child, to take home"),
    ROUTE(POST, "/child/{child}/archive", RULE_CHILD(READER, PAGE_CHILD), ask, .fields = FIELDS(page_fields),
          .confirm = true, .help = "Make an archive"),
    ROUTE(POST, "/child/{child}/archive/{archive}", RULE_CHILD(READER, TAKE_CHILD), take_post,
          .fields = FIELDS(take_fields), .confirm = true, .help = "Take an archive that was made"),
};

const struct routes archive_routes = ROUTES(archive_route_table);
