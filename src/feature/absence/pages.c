/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Routes of absence. One address for both sides.
 */
#include "access/page.h"
#include "access/rule.h"
#include "access/viewer.h"
#include "feature/absence/absence.html.h"
#include "feature/absence/own.h"
#include "http/request.h"
#include "i18n/language.h"

enum page_field { PAGE_CHILD };
enum report_field { REPORT_CHILD, REPORT_KIND, REPORT_ALSO, REPORT_FROM, REPORT_THROUGH, REPORT_WORDS, REPORT_THEN };
enum back_field { BACK_CHILD, BACK_DAY, BACK_THEN };

struct address url_absence(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/absence", address_value(child));
}

struct address url_absence_back(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/absence/back", address_value(child));
}

static struct outcome show_page(struct request *request, int http_status, const struct absence_typed *typed)
{
    struct absence_view *view = ARENA_NEW(request->arena, struct absence_view);
    int status = absence_read(request, typed, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    struct word_value values[] = { word_value("name", view->name) };
    return page_show(
        request, &(struct page){ .status = http_status,
                                 .title = word_format(request->arena, request->words, WORD_ABSENCE_TITLE, values, 1),
                                 .kind = "family",
                                 .side = view->is_home ? PAGE_HOME : PAGE_CENTRE,
                                 .content = absence_view_part(view) });
}

static struct outcome page_get(struct request *request)
{
    return show_page(request, 200, NULL);
}

/* Back to where the form stood. */
static struct outcome after(struct request *request, enum absence_then then, struct date day)
{
    struct child_id child = request->viewer->child;
    if (then == ABSENCE_THEN_START)
        return respond_redirect(request, TEXT("/"));
    return respond_redirect(request, then == ABSENCE_THEN_DAY ? url_handover_day(request->arena, child, day).text
                                                              : url_absence(request->arena, child).text);
}

static struct outcome reported(struct request *request, void *argument, int status, const struct error *error)
{
    const struct absence_report *report = argument;
    if (status == STATUS_INVALID && error && error->word != 0)
        return show_page(request, 422,
                         &(struct absence_typed){ .problem = (enum word)error->word,
                                                  .from = request_typed(request, REPORT_FROM),
                                                  .through = request_typed(request, REPORT_THROUGH),
                                                  .words = report->words,
                                                  .children = report->children,
                                                  .child_count = report->child_count });
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    return after(request, (enum absence_then)request_integer(request, REPORT_THEN), report->from);
}

/* The child of the page, and the brothers and sisters that were chosen with it. */
static void add_children(struct request *request, struct absence_report *report)
{
    struct field_values also = request_many(request, REPORT_ALSO);
    struct child_id *children = ARENA_MANY(request->arena, struct child_id, also.count + 1);
    children[report->child_count++] = request->viewer->child;
    for (size_t i = 0; i < also.count; i++)
        if (also.items[i].integer != request->viewer->child.value)
            children[report->child_count++] = (struct child_id){ also.items[i].integer };
    report->children = children;
}

static struct outcome report_post(struct request *request)
{
    struct absence_report *report = ARENA_NEW(request->arena, struct absence_report);
    struct date today = request->viewer->today;
    struct date from = request_given(request, REPORT_FROM) ? request_date(request, REPORT_FROM) : today;
    struct date through = request_given(request, REPORT_THROUGH) ? request_date(request, REPORT_THROUGH) : from;
    struct text words = request_text(request, REPORT_WORDS);
    *report = (struct absence_report){ .from = from,
                                       .until = date_add(through, 1),
                                       .kind = (enum absence_kind)request_integer(request, REPORT_KIND),
                                       .words = text_is_null(words) ? TEXT("") : words,
                                       .language = TEXT(""),
                                       .today = today };
    if (!text_is_empty(report->words))
        report->language = text_from(language_about(request->viewer->choice.language)->code);
    add_children(request, report);
    return respond_change(request, absence_report, report, reported);
}

static struct outcome came_back(struct request *request, void *argument, int status, const struct error *error)
{
    const struct absence_return *back = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    return after(request, (enum absence_then)request_integer(request, BACK_THEN), back->day);
}

static struct outcome back_post(struct request *request)
{
    struct absence_return *back = ARENA_NEW(request->arena, struct absence_return);
    *back = (struct absence_return){ .child = request->viewer->child,
                                     .day = request_date(request, BACK_DAY),
                                     .today = request->viewer->today };
    return respond_change(request, absence_end, back, came_back);
}

static const struct field page_fields[] = {
    [PAGE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
};

static const struct field report_fields[] = {
    [REPORT_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [REPORT_KIND] = { .name = "kind",
                      .type = FIELD_CHOICE,
                      .required = true,
                      .choices = absence_kind_names,
                      .label = WORD_ABSENCE_WHY },
    [REPORT_ALSO] = { .name = "also",
                      .type = FIELD_ID,
                      .many = true,
                      .many_maximum = ABSENCE_CHILDREN_MAXIMUM - 1,
                      .label = WORD_ABSENCE_ALSO },
    [REPORT_FROM] = { .name = "from", .type = FIELD_DATE, .label = WORD_ABSENCE_FROM },
    [REPORT_THROUGH] = { .name = "through", .type = FIELD_DATE, .label = WORD_ABSENCE_THROUGH },
    [REPORT_WORDS] = { .name = "words",
                       .type = FIELD_TEXT,
                       .maximum = ABSENCE_WORDS_MAXIMUM,
                       .label = WORD_ABSENCE_WORDS },
    [REPORT_THEN] = { .name = "then", .type = FIELD_CHOICE, .choices = absence_then_names },
};

static const struct field back_fields[] = {
    [BACK_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [BACK_DAY] = { .name = "day", .type = FIELD_DATE, .required = true, .label = WORD_ABSENCE_FROM },
    [BACK_THEN] = { .name = "then", .type = FIELD_CHOICE, .choices = absence_then_names },
};

static const struct route absence_route_table[] = {
    ROUTE(GET, "/child/{child}/absence", RULE_CHILD(ABSENCE_READERS, PAGE_CHILD), page_get,
          .fields = FIELDS(page_fields), .tablet = TABLET_OPEN, .title = WORD_ABSENCE_PAGE,
          .help = "When a child does not come"),
    ROUTE(POST, "/child/{child}/absence", RULE_CHILD(SCOPE_WRITE, REPORT_CHILD), report_post,
          .fields = FIELDS(report_fields), .keep_when_signed_out = true, .tablet = TABLET_OPEN,
          .help = "A child, with brothers and sisters, does not come"),
    ROUTE(POST, "/child/{child}/absence/back", RULE_CHILD(SCOPE_WRITE, BACK_CHILD), back_post,
          .fields = FIELDS(back_fields), .tablet = TABLET_OPEN, .help = "It comes after all"),
};

const struct routes absence_routes = ROUTES(absence_route_table);
