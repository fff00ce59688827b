/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What is kept, for everybody to read: made of the register of data and the terms of the organisation (T13), and security.txt
 * (RFC 9116, T12).
 */
#include "access/access.h"
#include "access/page.h"
#include "access/scope.h"
#include "access/viewer.h"
#include "feature/privacy/category.h"
#include "feature/privacy/own.h"
#include "feature/privacy/privacy.h"
#include "feature/privacy/privacy.html.h"
#include "feature/privacy/privacy.sql.h"
#include "feature/privacy/views.h"

enum { EXPIRES_DAYS = 180 /* RFC 9116 advises less than a year */ };

/* How long a category is kept, in words. */
static int term_text(const struct privacy_asked *asked, const struct category_about *about, struct privacy_kept *kept)
{
    static const enum word words[KEEPING__MAX] = {
        [KEEPING_PLACEMENT] = WORD_PRIVACY_TERM_PLACEMENT, [KEEPING_WORK] = WORD_PRIVACY_TERM_WORK,
        [KEEPING_MONTHS] = WORD_PRIVACY_TERM_MONTHS,       [KEEPING_MONTH] = WORD_PRIVACY_TERM_MONTH,
        [KEEPING_NEEDED] = WORD_PRIVACY_TERM_NEEDED,       [KEEPING_ORGANISATION] = WORD_PRIVACY_TERM_ORGANISATION,
    };
    struct term term = { .source = TEXT("") };
    int status = about->term == TERM__MAX
                     ? STATUS_OK
                     : term_read(asked->db, asked->arena, asked->organisation, about->term, asked->today, &term);
    struct word_value values[] = { word_value("months", term.months) };
    kept->term = about->term == TERM__MAX ? word(asked->words, words[about->keeping])
                                          : word_format(asked->arena, asked->words, words[about->keeping], values, 1);
    kept->source = term.source;
    return status;
}

static bool is_kept(enum category category)
{
    for (size_t i = 0; i < register_line_count; i++)
        if (register_lines[i].category == category)
            return true;
    return false;
}

int privacy_kept_read(const struct privacy_asked *asked, struct privacy_kept_list *ret_list)
{
    int status = STATUS_OK;
    *ret_list = (struct privacy_kept_list){ .items = NULL };
    for (int i = 0; status == STATUS_OK && i < CATEGORY__MAX; i++) {
        const struct category_about *about = &categories[i];
        if (!is_kept((enum category)i))
            continue;
        struct privacy_kept *kept = vector_add(asked->arena, ret_list);
        *kept = (struct privacy_kept){ .category = i,
                                       .name = about->name,
                                       .title = word(asked->words, about->title),
                                       .what = word(asked->words, about->what),
                                       .basis = word(asked->words, about->basis),
                                       .readers = word(asked->words, about->readers) };
        status = term_text(asked, about, kept);
    }
    return status;
}

/* "child: given_name, family_name; person: phone" */
static struct text tables_of(struct arena *arena, enum category category)
{
    struct buffer buffer;
    buffer_init(&buffer, 64 * 1024);
    const char *table = NULL;
    for (size_t i = 0; i < register_line_count; i++) {
        const struct register_line *line = &register_lines[i];
        if (line->category != category)
            continue;
        if (!table || !text_equal(text_from(table), text_from(line->table)))
            buffer_printf(&buffer, "%s%s: %s", table ? "; " : "", line->table, line->column);
        else
            buffer_printf(&buffer, ", %s", line->column);
        table = line->table;
    }
    struct text text = text_copy(arena, buffer_text(&buffer));
    buffer_release(&buffer);
    return text;
}

static int add_categories(struct request *request, struct privacy_view *view)
{
    struct date today = { (int32_t)(request->now_at / DAY_MS) };
    struct privacy_asked asked = { request->db, request->arena, request->organisation, today, request->words };
    struct privacy_kept_list list;
    int status = privacy_kept_read(&asked, &list);
    for (size_t i = 0; status == STATUS_OK && i < list.count; i++) {
        const struct privacy_kept *kept = &list.items[i];
        *vector_add(request->arena, &view->categories) =
            (struct category_view){ .name = kept->name,
                                    .title = kept->title,
                                    .what = kept->what,
                                    .basis = kept->basis,
                                    .readers = kept->readers,
                                    .term = kept->term,
                                    .source = kept->source,
                                    .tables = tables_of(request->arena, (enum category)kept->category) };
    }
    return status;
}

/* The reader's own children, and the way to what a manager decides. */
static int add_own(struct request *request, struct privacy_view *view)
{
    struct viewer_roles roles;
    struct privacy_own_children_rows rows;
    if (!request->viewer)
        return STATUS_OK;
    int status = viewer_roles(request->db, request->arena, request->viewer, &roles);
    if (status == STATUS_OK)
        status = privacy_own_children(request->db, request->arena,
                                      (struct privacy_own_children_in){ request->organisation, request->person,
                                                                        request->viewer->today,
                                                                        SCOPE_READ_HOME | SCOPE_READ_LIMITED },
                                      &rows);
    if (status != STATUS_OK)
        return status;
    view->signed_in = true;
    view->manages = roles.manager;
    for (size_t i = 0; i < rows.count; i++)
        *vector_add(request->arena, &view->children) =
            (struct privacy_child_view){ .name = rows.items[i].given_name,
                                         .looked = url_privacy_looked(request->arena, rows.items[i].id) };
    return STATUS_OK;
}

static struct outcome show(struct request *request, bool columns)
{
    struct privacy_view *view = ARENA_NEW(request->arena, struct privacy_view);
    *view = (struct privacy_view){
        .columns = columns,
        .other = columns ? url_privacy(request->arena) : url_privacy_register(request->arena),
        .requests = url_privacy_requests(request->arena),
        .contact = text_from(access_installation(request_access(request))->security_contact
                                 ? access_installation(request_access(request))->security_contact
                                 : ""),
    };
    int status = columns ? STATUS_OK : add_own(request, view);
    if (status == STATUS_OK)
        status = add_categories(request, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    enum word title = columns ? WORD_PRIVACY_REGISTER_TITLE : WORD_PRIVACY_TITLE;
    return page_show(request, &(struct page){ .title = word(request->words, title),
                                              .kind = "start",
                                              .side = view->children.count ? PAGE_HOME : PAGE_NEUTRAL,
                                              .content = privacy_view_part(view) });
}

struct outcome privacy_page(struct request *request)
{
    return show(request, false);
}

struct outcome register_page(struct request *request)
{
    return show(request, true);
}

/* Without a contact of the operator's the privacy page is the contact: it says how to reach the organisation. */
struct outcome security_text(struct request *request)
{
    const char *contact = access_installation(request_access(request))->security_contact;
    struct text origin = request_origin(request);
    struct text expires =
        instant_iso(request->arena, request->now_at - request->now_at % DAY_MS + EXPIRES_DAYS * (int64_t)DAY_MS);
    struct text page = arena_printf(request->arena, "%.*s/privacy#security", TEXT_ARGS(origin));
    struct text body = arena_printf(request->arena,
                                    "Contact: %.*s\nExpires: %.*s\nPreferred-Languages: nl, en\n"
                                    "Canonical: %.*s/.well-known/security.txt\nPolicy: %.*s\n",
                                    TEXT_ARGS(contact && contact[0] ? text_from(contact) : page), TEXT_ARGS(expires),
                                    TEXT_ARGS(origin), TEXT_ARGS(page));
    return respond_bytes(request, 200, "text/plain; charset=utf-8", body);
}
