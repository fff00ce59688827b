/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The two pages: the card of a child, with what a shift needs and how the child lives at home, and "onze kijk op opvoeden". A
 * home finds its form there, the centre what the homes wrote.
 */
#include "access/page.h"
#include "access/rule.h"
#include "access/viewer.h"
#include "feature/home_view/home_page.html.h"
#include "feature/home_view/home_view.sql.h"
#include "feature/home_view/own.h"
#include "feature/home_view/views.h"
#include "i18n/language.h"

struct address url_home_card(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/card", address_value(child));
}

struct address url_home_view(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/view", address_value(child));
}

/* What is said on either page. */
static const struct {
    enum word title;
    enum word own_lead;    /* to a home */
    enum word centre_lead; /* to the centre */
    enum word label;
    struct address (*url)(struct arena *, struct child_id);
} pages[HOME_WORDS_KIND__MAX] = {
    [HOME_WORDS_ROUTINE] = { WORD_HOME_VIEW_CARD, WORD_HOME_VIEW_CARD_OWN, WORD_HOME_VIEW_CARD_CENTRE,
                             WORD_HOME_VIEW_CARD_LABEL, url_home_card },
    [HOME_WORDS_VIEW] = { WORD_HOME_VIEW_VIEW, WORD_HOME_VIEW_VIEW_OWN, WORD_HOME_VIEW_VIEW_CENTRE,
                          WORD_HOME_VIEW_VIEW_LABEL, url_home_view },
};

/* --- reading --- */

static int read_head(struct request *request, enum home_words_kind kind, struct home_page_view *view)
{
    const struct viewer *viewer = request->viewer;
    struct home_view_head_row row;
    int status = home_view_head(request->db, request->arena,
                                (struct home_view_head_in){ .organisation = request->organisation,
                                                            .child = viewer->child,
                                                            .person = request->person,
                                                            .today = viewer->today },
                                &row);
    if (status != STATUS_OK)
        return status;
    bool at_home = (viewer->scope & SCOPE_READ_HOME) != 0;
    struct word_value values[] = { word_value("name", row.given_name) };
    view->name = row.given_name;
    view->say_name = row.say_name;
    view->title = word_format(request->arena, request->words, pages[kind].title, values, 1);
    view->lead = at_home ? pages[kind].own_lead : pages[kind].centre_lead;
    view->allergies = row.allergies;
    view->hub = ADDRESS(request->arena, "/child/{child}/about", address_value(viewer->child));
    view->card = url_home_card(request->arena, viewer->child);
    view->view = url_home_view(request->arena, viewer->child);
    view->has_card = kind == HOME_WORDS_VIEW;
    view->has_view = kind == HOME_WORDS_ROUTINE && (viewer->scope & (SCOPE_READ_HOME | HOME_WORDS_READ_VIEW)) != 0;
    view->writes = (viewer->scope & SCOPE_WRITE_HOME) != 0;
    view->is_card = !at_home && kind == HOME_WORDS_ROUTINE;
    return STATUS_OK;
}

/* A home gets its own text in the form; the centre those of the homes. */
static int read_texts(struct request *request, enum home_words_kind kind, struct home_page_view *view)
{
    const struct viewer *viewer = request->viewer;
    struct home_view_texts_rows rows;
    int status =
        home_view_texts(request->db, request->arena,
                        (struct home_view_texts_in){ .organisation = request->organisation,
                                                     .child = viewer->child,
                                                     .kind = text_from(home_words_kinds[kind].name),
                                                     .person = request->person,
                                                     .today = viewer->today,
                                                     .centre = view->writes ? 0 : home_words_kinds[kind].centre },
                        &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        const struct home_view_texts_row *row = &rows.items[i];
        if (view->writes) {
            view->form.base = row->id;
            view->form.stored = row->words;
            view->form.stored_language = row->language;
        } else if (!text_is_empty(row->words)) {
            struct word_value values[] = { word_value("name", row->author_name) };
            struct text who = word_format(request->arena, request->words, WORD_HOME_VIEW_HOME_OF, values, 1);
            *vector_add(request->arena, &view->texts) = (struct home_text_view){ who, row->words, row->language };
        }
    }
    view->form.typed = view->form.stored;
    view->form.label = pages[kind].label;
    view->form.write = pages[kind].url(request->arena, viewer->child);
    return status;
}

/* Who the family is, and what home wrote for today. */
static int read_card(struct request *request, struct home_page_view *view)
{
    const struct viewer *viewer = request->viewer;
    struct home_view_guardians_rows guardians;
    int status = home_view_guardians(request->db, request->arena,
                                     (struct home_view_guardians_in){ .organisation = request->organisation,
                                                                      .child = viewer->child,
                                                                      .person = request->person,
                                                                      .today = viewer->today,
                                                                      .centre = SCOPE_READ_TODAY },
                                     &guardians);
    for (size_t i = 0; status == STATUS_OK && i < guardians.count; i++)
        *vector_add(request->arena, &view->guardians) =
            (struct home_name_view){ guardians.items[i].given_name, guardians.items[i].say_name,
                                     guardians.items[i].called };
    struct home_view_wishes_rows wishes;
    if (status == STATUS_OK)
        status = home_view_wishes(request->db, request->arena,
                                  (struct home_view_wishes_in){ .organisation = request->organisation,
                                                                .child = viewer->child,
                                                                .person = request->person,
                                                                .today = viewer->today,
                                                                .board = SCOPE_READ_GROUP },
                                  &wishes);
    for (size_t i = 0; status == STATUS_OK && i < wishes.count; i++)
        *vector_add(request->arena, &view->wishes) =
            (struct home_text_view){ wishes.items[i].author_name, wishes.items[i].note, wishes.items[i].language };
    return status;
}

/* `typed` is not null when it could not be saved: it stands in the form again. */
static struct outcome show(struct request *request, enum home_words_kind kind, struct text typed, bool saved)
{
    struct home_page_view *view = ARENA_NEW(request->arena, struct home_page_view);
    /* Who is neither home nor a reader of this kind finds nothing here (R013). */
    bool reads = (request->viewer->scope & (SCOPE_READ_HOME | home_words_kinds[kind].centre)) != 0;
    int status = reads ? read_head(request, kind, view) : STATUS_NOT_FOUND;
    if (status == STATUS_OK)
        status = read_texts(request, kind, view);
    if (status == STATUS_OK && view->is_card)
        status = read_card(request, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    view->saved = saved;
    view->form.stale = !text_is_null(typed);
    if (view->form.stale)
        view->form.typed = typed;
    return page_show(request, &(struct page){ .status = view->form.stale ? 409 : 200,
                                              .title = view->title,
                                              .kind = "start",
                                              .side = view->writes ? PAGE_HOME : PAGE_CENTRE,
                                              .content = home_page_view_part(view) });
}

enum page_field { PAGE_CHILD, PAGE_SAVED, PAGE_FIELD__MAX };
static const struct field page_fields[] = {
    [PAGE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [PAGE_SAVED] = { .name = "saved", .type = FIELD_BOOLEAN },
};

static struct outcome card_page(struct request *request)
{
    return show(request, HOME_WORDS_ROUTINE, TEXT_NULL, request_boolean(request, PAGE_SAVED));
}

static struct outcome view_page(struct request *request)
{
    return show(request, HOME_WORDS_VIEW, TEXT_NULL, request_boolean(request, PAGE_SAVED));
}

/* --- writing --- */

enum write_field { WRITE_CHILD, WRITE_WORDS, WRITE_BASE, WRITE_FIELD__MAX };
static const struct field card_fields[] = {
    [WRITE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [WRITE_WORDS] = { .name = "words",
                      .type = FIELD_TEXT,
                      .maximum = HOME_WORDS_MAXIMUM,
                      .label = WORD_HOME_VIEW_CARD_LABEL },
    [WRITE_BASE] = { .name = "base", .type = FIELD_INTEGER, .minimum = 0, .maximum = INT64_MAX },
};
static const struct field view_fields[] = {
    [WRITE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [WRITE_WORDS] = { .name = "words",
                      .type = FIELD_TEXT,
                      .maximum = HOME_WORDS_MAXIMUM,
                      .label = WORD_HOME_VIEW_VIEW_LABEL },
    [WRITE_BASE] = { .name = "base", .type = FIELD_INTEGER, .minimum = 0, .maximum = INT64_MAX },
};

static struct outcome written(struct request *request, void *argument, int status, const struct error *error)
{
    const struct home_words_write *write = argument;
    if (status == STATUS_CONFLICT)
        return show(request, write->kind, write->words, false);
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    struct text page = pages[write->kind].url(request->arena, write->child).text;
    return respond_redirect(request, arena_printf(request->arena, "%.*s?saved=1", TEXT_ARGS(page)));
}

static struct outcome write_words(struct request *request, enum home_words_kind kind)
{
    struct home_words_write *write = ARENA_NEW(request->arena, struct home_words_write);
    struct text words = request_text(request, WRITE_WORDS);
    *write = (struct home_words_write){ .child = { request_id(request, WRITE_CHILD) },
                                        .kind = kind,
                                        .words = text_is_null(words) ? TEXT("") : words,
                                        .language = text_from(language_about(request->viewer->choice.language)->code),
                                        .today = request->viewer->today,
                                        .base = request_integer(request, WRITE_BASE) };
    return respond_change(request, home_words_write, write, written);
}

static struct outcome card_write(struct request *request)
{
    return write_words(request, HOME_WORDS_ROUTINE);
}

static struct outcome view_write(struct request *request)
{
    return write_words(request, HOME_WORDS_VIEW);
}

static const struct route home_view_route_table[] = {
    ROUTE(GET, "/child/{child}/card", RULE_CHILD(SCOPE_READ_HOME | HOME_WORDS_READ_ROUTINE, PAGE_CHILD), card_page,
          .fields = FIELDS(page_fields), .tablet = TABLET_OPEN, .title = WORD_HOME_VIEW_CARD_LINK,
          .help = "What a shift needs to know of a child, and how it lives at home"),
    ROUTE(POST, "/child/{child}/card", RULE_CHILD(SCOPE_WRITE_HOME, WRITE_CHILD), card_write,
          .fields = FIELDS(card_fields), .keep_when_signed_out = true,
          .help = "A home writes how the child lives there"),
    ROUTE(GET, "/child/{child}/view", RULE_CHILD(SCOPE_READ_HOME | HOME_WORDS_READ_ROUTINE, PAGE_CHILD), view_page,
          .fields = FIELDS(page_fields), .title = WORD_HOME_VIEW_VIEW,
          .help = "How the parents look at bringing up, for mentor, coach and manager"),
    ROUTE(POST, "/child/{child}/view", RULE_CHILD(SCOPE_WRITE_HOME, WRITE_CHILD), view_write,
          .fields = FIELDS(view_fields), .keep_when_signed_out = true,
          .help = "A home writes how it looks at bringing up"),
};

const struct routes home_view_routes = ROUTES(home_view_route_table);
