/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The page of a child, for a guardian and for who works with it; and the route table. manage.c has the pages of the manager.
 */
#include "access/page.h"
#include "access/scope.h"
#include "access/viewer.h"
#include "base/zone.h"
#include "feature/practical/own.h"
#include "feature/practical/practical_page.html.h"

struct address url_practical(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/practical", address_value(child));
}

struct address url_practical_read(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/practical", address_value(child));
}

/* --- reading --- */

/* Of the languages of one item: the reader's, else Dutch, else the first. */
static size_t best_of(struct request *request, const struct practical_items_rows *rows, size_t first, size_t *ret_next)
{
    struct text own = text_from(language_about(request->viewer->choice.language)->code);
    struct text dutch = text_from(language_about(LANGUAGE_NL)->code);
    size_t best = first;
    size_t i = first;
    for (; i < rows->count && rows->items[i].item.value == rows->items[first].item.value; i++)
        if (text_equal(rows->items[i].language, own) ||
            (text_equal(rows->items[i].language, dutch) && !text_equal(rows->items[best].language, own)))
            best = i;
    *ret_next = i;
    return best;
}

struct text practical_title(struct request *request, struct text topic, struct text title)
{
    const struct practical_topic *known = practical_topic_find(topic);
    return known ? word(request->words, known->title) : title;
}

static int read_items(struct request *request, struct practical_page_view *view)
{
    const struct viewer *viewer = request->viewer;
    struct practical_items_rows rows;
    size_t next = 0;
    int status = practical_items(
        request->db, request->arena,
        (struct practical_items_in){ .organisation = request->organisation,
                                     .child = viewer->child,
                                     .person = request->person,
                                     .today = viewer->today,
                                     .need = view->is_home ? (int64_t)SCOPE_SIDE_HOME : (int64_t)PRACTICAL_STAFF },
        &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i = next) {
        const struct practical_items_row *row = &rows.items[best_of(request, &rows, i, &next)];
        struct word_value values[] = {
            word_value("day", page_day_text(request, zone_date(viewer->zone, row->read_at), DAY_SHORT)),
        };
        bool unread = view->is_home && row->read_at == 0;
        *vector_add(request->arena, &view->items) = (struct practical_item_view){
            .item = row->item,
            .title = practical_title(request, row->topic, row->title),
            .words = row->words,
            .language = row->language,
            .unread = unread,
            .read = word_format(request->arena, request->words, WORD_PRACTICAL_READ_ON, values, 1),
        };
    }
    return status;
}

static struct text title_of(const struct practical_page_view *view, struct notice_id item)
{
    for (size_t i = 0; i < view->items.count; i++)
        if (view->items.items[i].item.value == item.value)
            return view->items.items[i].title;
    return TEXT("");
}

/* One line a guardian; which items, so that somebody can tell it, and no figure. */
static int read_unread(struct request *request, struct practical_page_view *view)
{
    struct practical_unread_rows rows;
    struct person_id last = { 0 };
    int status = practical_unread(request->db, request->arena,
                                  (struct practical_unread_in){ .organisation = request->organisation,
                                                                .child = request->viewer->child,
                                                                .person = request->person,
                                                                .today = request->viewer->today,
                                                                .need = PRACTICAL_STAFF },
                                  &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        struct text title = title_of(view, rows.items[i].item);
        if (rows.items[i].guardian.value != last.value) {
            *vector_add(request->arena, &view->unread) =
                (struct practical_unread_view){ rows.items[i].given_name, title };
            last = rows.items[i].guardian;
            continue;
        }
        struct practical_unread_view *line = &view->unread.items[view->unread.count - 1];
        line->titles = arena_printf(request->arena, "%.*s · %.*s", TEXT_ARGS(line->titles), TEXT_ARGS(title));
    }
    return status;
}

static int read_page(struct request *request, struct practical_page_view *view)
{
    const struct viewer *viewer = request->viewer;
    struct practical_head_row row;
    int status = practical_head(request->db, request->arena,
                                (struct practical_head_in){ .organisation = request->organisation,
                                                            .child = viewer->child,
                                                            .person = request->person,
                                                            .today = viewer->today },
                                &row);
    if (status != STATUS_OK)
        return status;
    view->name = row.given_name;
    view->hub = ADDRESS(request->arena, "/child/{child}/about", address_value(viewer->child));
    view->is_home = (viewer->scope & SCOPE_SIDE_HOME) != 0;
    view->read = url_practical_read(request->arena, viewer->child);
    status = read_items(request, view);
    return status == STATUS_OK && !view->is_home ? read_unread(request, view) : status;
}

enum page_field { PAGE_CHILD };
static const struct field page_fields[] = {
    [PAGE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
};

static struct outcome page_get(struct request *request)
{
    struct practical_page_view *view = ARENA_NEW(request->arena, struct practical_page_view);
    int status = read_page(request, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    return page_show(request, &(struct page){ .title = word(request->words, WORD_PRACTICAL_TITLE),
                                              .kind = "start",
                                              .side = view->is_home ? PAGE_HOME : PAGE_CENTRE,
                                              .content = practical_page_view_part(view) });
}

/* --- a guardian has read it --- */

enum read_field { READ_CHILD, READ_ITEM };
static const struct field read_fields[] = {
    [READ_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [READ_ITEM] = { .name = "item", .type = FIELD_ID, .required = true },
};

static struct outcome marked(struct request *request, void *argument, int status, const struct error *error)
{
    const struct practical_mark *mark = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    struct text page = url_practical(request->arena, mark->child).text;
    return respond_redirect(request, arena_printf(request->arena, "%.*s#item-%.*s", TEXT_ARGS(page),
                                                  TEXT_ARGS(identity_text(request->arena, mark->item.value))));
}

static struct outcome read_post(struct request *request)
{
    struct practical_mark *mark = ARENA_NEW(request->arena, struct practical_mark);
    *mark = (struct practical_mark){ .child = request->viewer->child,
                                     .item = { request_id(request, READ_ITEM) },
                                     .today = request->viewer->today };
    return respond_change(request, practical_mark, mark, marked);
}

/* --- routes --- */

static const struct field place_fields[] = {
    [PLACE_LOCATION] = { .name = "location", .type = FIELD_ID, .required = true },
    [PLACE_SAVED] = { .name = "saved", .type = FIELD_BOOLEAN },
};

#define ITEM_FIELDS                                                               \
    [EDIT_LOCATION] = { .name = "location", .type = FIELD_ID, .required = true }, \
    [EDIT_ITEM] = { .name = "item", .type = FIELD_ID },                           \
    [EDIT_TOPIC] = { .name = "topic", .type = FIELD_LINE, .maximum = 20 },        \
    [EDIT_LANGUAGE] = { .name = "language", .type = FIELD_LINE, .maximum = 10, .label = WORD_SHELL_LANGUAGE }

static const struct field edit_fields[] = { ITEM_FIELDS };

static const struct field write_fields[] = {
    ITEM_FIELDS,
    [WRITE_TITLE] = { .name = "title",
                      .type = FIELD_LINE,
                      .maximum = PRACTICAL_TITLE_MAXIMUM,
                      .label = WORD_PRACTICAL_OWN_TITLE },
    [WRITE_WORDS] = { .name = "words",
                      .type = FIELD_TEXT,
                      .maximum = PRACTICAL_WORDS_MAXIMUM,
                      .label = WORD_PRACTICAL_WORDS },
    [WRITE_AGAIN] = { .name = "again", .type = FIELD_BOOLEAN },
    [WRITE_REMOVE] = { .name = "remove", .type = FIELD_BOOLEAN },
    [WRITE_BASE] = { .name = "base", .type = FIELD_INTEGER, .minimum = 0, .maximum = INT64_MAX },
};

static const struct route practical_route_table[] = {
    ROUTE(GET, "/child/{child}/practical", RULE_CHILD(SCOPE_SIDE_HOME | PRACTICAL_STAFF, PAGE_CHILD), page_get,
          .fields = FIELDS(page_fields), .title = WORD_PRACTICAL_TITLE,
          .help = "What is practical where a child comes, and what a guardian has not read yet"),
    ROUTE(POST, "/child/{child}/practical", RULE_CHILD(SCOPE_READ_HOME | SCOPE_READ_LIMITED, READ_CHILD), read_post,
          .fields = FIELDS(read_fields), .help = "A guardian has read an item"),
    ROUTE(GET, "/location/{location}/practical", RULE_LOCATION(SCOPE_MANAGE, PLACE_LOCATION), practical_place_page,
          .fields = FIELDS(place_fields), .title = WORD_PRACTICAL_TITLE,
          .help = "What is practical at a location, for who manages it"),
    ROUTE(GET, "/location/{location}/practical/edit", RULE_LOCATION(SCOPE_MANAGE, EDIT_LOCATION), practical_edit_page,
          .fields = FIELDS(edit_fields), .title = WORD_PRACTICAL_TITLE, .help = "One item in one language"),
    ROUTE(POST, "/location/{location}/practical/edit", RULE_LOCATION(SCOPE_MANAGE, EDIT_LOCATION), practical_edit_post,
          .fields = FIELDS(write_fields), .keep_when_signed_out = true, .help = "Write an item, or take it away"),
};

const struct routes practical_routes = ROUTES(practical_route_table);
