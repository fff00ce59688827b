/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The two pages: the card of a child, with what a shift needs and how the child lives at home, and "onze kijk op opvoeden". A
 * home finds its form there, the centre what the homes wrote.
 */
#include "access/effort.h"
#include "access/page.h"
#include "access/rule.h"
#include "access/viewer.h"
#include "base/zone.h"
#include "feature/home_view/home_page.html.h"
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

struct address url_home_card_guardian(struct arena *arena, struct child_id child, struct person_id person)
{
    return ADDRESS(arena, "/child/{child}/card/{person}", address_value(child), address_value(person));
}

struct address url_home_view_guardian(struct arena *arena, struct child_id child, struct person_id person)
{
    return ADDRESS(arena, "/child/{child}/view/{person}", address_value(child), address_value(person));
}

static struct address guardian_page(struct arena *arena, enum home_words_kind kind, struct child_id child,
                                    struct person_id person)
{
    return kind == HOME_WORDS_ROUTINE ? url_home_card_guardian(arena, child, person)
                                      : url_home_view_guardian(arena, child, person);
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
    view->effort = effort_text(request, kind == HOME_WORDS_VIEW ? EFFORT_VIEW : EFFORT_CARD);
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

/* "Hanna schreef dit op, 22 nov. Op papier."; empty when home wrote it. */
static struct text written_text(struct request *request, const struct home_view_texts_row *row)
{
    enum word how;
    if (text_is_empty(row->written_name))
        return TEXT("");
    struct word_value values[] = {
        word_value("name", row->written_name),
        word_value("day", page_day_text(request, zone_date(request->viewer->zone, row->created_at), DAY_SHORT)),
    };
    struct text who = word_format(request->arena, request->words, WORD_INTAKE_WRITTEN_BY, values, 2);
    if (!tap_channel_word(row->channel, &how))
        return who;
    struct text said = word(request->words, how);
    return arena_printf(request->arena, "%.*s %.*s", TEXT_ARGS(who), TEXT_ARGS(said));
}

static void add_text(struct request *request, const struct home_view_texts_row *row, struct home_page_view *view)
{
    struct word_value values[] = { word_value("name", row->author_name) };
    struct home_text_view text = {
        .who = word_format(request->arena, request->words, WORD_HOME_VIEW_HOME_OF, values, 1),
        .words = row->words,
        .language = row->language,
        .written = written_text(request, row),
    };
    text.tapped = tap_word(row->tap, &text.tap);
    if (tap_is_tell(row->tap))
        text.ask = word_format(request->arena, request->words, WORD_TAP_ASK_IN_PERSON, values, 1);
    if (text.tapped || !text_is_empty(row->words))
        *vector_add(request->arena, &view->texts) = text;
}

static void put_form(struct request *request, enum home_words_kind kind, const struct home_view_texts_row *row,
                     struct home_page_view *view)
{
    view->form.base = row->id;
    view->form.stored = row->words;
    view->form.stored_language = row->language;
    view->form.written = written_text(request, row);
    view->form.taps = tap_part(request->arena, home_words_questions[kind], row->tap);
}

/* A home gets its own text in the form (a member of staff, that of `home`); the centre those of the homes. */
static int read_texts(struct request *request, enum home_words_kind kind, int64_t home, struct home_page_view *view)
{
    const struct viewer *viewer = request->viewer;
    struct home_view_texts_rows rows;
    int status = home_view_texts(
        request->db, request->arena,
        (struct home_view_texts_in){ .organisation = request->organisation,
                                     .child = viewer->child,
                                     .kind = text_from(home_words_kinds[kind].name),
                                     .person = request->person,
                                     .today = viewer->today,
                                     .centre = view->writes && home == 0 ? 0 : home_words_kinds[kind].centre },
        &rows);
    put_form(request, kind, &(struct home_view_texts_row){ .words = TEXT(""), .tap = TEXT("") }, view);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        const struct home_view_texts_row *row = &rows.items[i];
        if (!view->writes)
            add_text(request, row, view);
        else if (home == 0 || row->home == home)
            put_form(request, kind, row, view);
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
    bool team = viewer->tablet.value == 0 && (viewer->scope & HOME_WORDS_TEAM) != 0 &&
                (viewer->scope & SCOPE_READ_CENTRE) != 0 && (viewer->scope & SCOPE_SIDE_HOME) == 0;
    for (size_t i = 0; status == STATUS_OK && i < guardians.count; i++) {
        const struct home_view_guardians_row *row = &guardians.items[i];
        *vector_add(request->arena, &view->guardians) = (struct home_name_view){
            .has_edit = team && row->full,
            .edit = url_home_card_guardian(request->arena, viewer->child, row->person),
            .name = row->given_name,
            .say_name = row->say_name,
            .called = row->called,
        };
    }
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
        *vector_add(request->arena, &view->wishes) = (struct home_text_view){ .who = wishes.items[i].author_name,
                                                                              .words = wishes.items[i].note,
                                                                              .language = wishes.items[i].language };
    return status;
}

/* What could not be saved, to be shown again. */
struct typed {
    struct text words;
    struct tap tap;
};

static void put_typed(struct request *request, enum home_words_kind kind, const struct typed *typed,
                      struct home_page_view *view)
{
    view->form.stale = true;
    view->form.typed = typed->words;
    view->form.tapped = tap_value(request->arena, &typed->tap);
    if (typed->tap.given)
        view->form.taps = tap_part(request->arena, home_words_questions[kind], typed->tap.answer);
}

static struct outcome show(struct request *request, enum home_words_kind kind, const struct typed *typed, bool saved)
{
    struct home_page_view *view = ARENA_NEW(request->arena, struct home_page_view);
    /* Who is neither home nor a reader of this kind finds nothing here (R013). */
    bool reads = (request->viewer->scope & (SCOPE_READ_HOME | home_words_kinds[kind].centre)) != 0;
    int status = reads ? read_head(request, kind, view) : STATUS_NOT_FOUND;
    if (status == STATUS_OK)
        status = read_texts(request, kind, 0, view);
    if (status == STATUS_OK && view->is_card)
        status = read_card(request, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    view->saved = saved;
    if (typed)
        put_typed(request, kind, typed, view);
    return page_show(request, &(struct page){ .status = typed ? 409 : 200,
                                              .title = view->title,
                                              .kind = "start",
                                              .side = view->writes ? PAGE_HOME : PAGE_CENTRE,
                                              .content = home_page_view_part(view) });
}

/* The same page for a member of staff who writes down what a guardian tells. */
static struct outcome staff_show(struct request *request, enum home_words_kind kind, struct person_id person,
                                 const struct typed *typed)
{
    struct home_page_view *view = ARENA_NEW(request->arena, struct home_page_view);
    struct home_words_write write = { .child = request->viewer->child, .person = person, .kind = kind };
    struct home_view_guardian_row row;
    int status = home_words_check_team(request->db, request->arena, viewer_who(request->viewer), request->viewer->scope,
                                       &write, &row);
    if (status == STATUS_OK)
        status = read_head(request, kind, view);
    if (status != STATUS_OK)
        return respond_failure(request, status == STATUS_DENIED ? STATUS_NOT_FOUND : status, NULL);
    struct word_value values[] = { word_value("name", row.given_name) };
    view->writes = true;
    view->staff = true;
    view->is_card = false;
    view->staff_lead = word_format(request->arena, request->words, WORD_INTAKE_STAFF_LEAD, values, 1);
    status = read_texts(request, kind, row.home, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    view->form.staff = true;
    view->form.write = guardian_page(request->arena, kind, request->viewer->child, person);
    if (typed)
        put_typed(request, kind, typed, view);
    return page_show(request, &(struct page){ .status = typed ? 409 : 200,
                                              .title = view->title,
                                              .kind = "start",
                                              .side = PAGE_CENTRE,
                                              .content = home_page_view_part(view) });
}

enum page_field { PAGE_CHILD, PAGE_SAVED, PAGE_FIELD__MAX };
static const struct field page_fields[] = {
    [PAGE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [PAGE_SAVED] = { .name = "saved", .type = FIELD_BOOLEAN },
};

static struct outcome card_page(struct request *request)
{
    return show(request, HOME_WORDS_ROUTINE, NULL, request_boolean(request, PAGE_SAVED));
}

static struct outcome view_page(struct request *request)
{
    return show(request, HOME_WORDS_VIEW, NULL, request_boolean(request, PAGE_SAVED));
}

/* --- writing --- */

enum write_field { WRITE_CHILD, WRITE_WORDS, WRITE_BASE, WRITE_TAP, WRITE_TAPPED, WRITE_FIELD__MAX };
#define WORDS_FIELDS(word)                                                                                   \
    [WRITE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },                                 \
    [WRITE_WORDS] = { .name = "words", .type = FIELD_TEXT, .maximum = HOME_WORDS_MAXIMUM, .label = (word) }, \
    [WRITE_BASE] = { .name = "base", .type = FIELD_INTEGER, .minimum = 0, .maximum = INT64_MAX },            \
    [WRITE_TAP] = { .name = TAP_FIELD, .type = FIELD_LINE, .maximum = TAP_MAXIMUM },                         \
    [WRITE_TAPPED] = { .name = "tapped", .type = FIELD_LINE, .maximum = TAP_MAXIMUM }
static const struct field card_fields[] = { WORDS_FIELDS(WORD_HOME_VIEW_CARD_LABEL) };
static const struct field view_fields[] = { WORDS_FIELDS(WORD_HOME_VIEW_VIEW_LABEL) };

enum staff_field { STAFF_PERSON = WRITE_FIELD__MAX, STAFF_CHANNEL, STAFF_FIELD__MAX };
#define STAFF_FIELDS                                                                                \
    [STAFF_PERSON] = { .name = "person", .type = FIELD_ID, .required = true }, [STAFF_CHANNEL] = {  \
        .name = "channel", .type = FIELD_CHOICE, .choices = tap_channels, .label = WORD_TAP_CHANNEL \
    }
static const struct field staff_card_fields[] = { WORDS_FIELDS(WORD_HOME_VIEW_CARD_LABEL), STAFF_FIELDS };
static const struct field staff_view_fields[] = { WORDS_FIELDS(WORD_HOME_VIEW_VIEW_LABEL), STAFF_FIELDS };

enum staff_page_field { STAFF_PAGE_CHILD, STAFF_PAGE_PERSON };
static const struct field staff_page_fields[] = {
    [STAFF_PAGE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [STAFF_PAGE_PERSON] = { .name = "person", .type = FIELD_ID, .required = true },
};

static struct outcome written(struct request *request, void *argument, int status, const struct error *error)
{
    const struct home_words_write *write = argument;
    struct typed typed = { write->words, write->tap };
    bool own = write->person.value == request->person.value;
    if (status == STATUS_CONFLICT)
        return own ? show(request, write->kind, &typed, false)
                   : staff_show(request, write->kind, write->person, &typed);
    if (status != STATUS_OK)
        return respond_failure(request, status == STATUS_DENIED && !own ? STATUS_NOT_FOUND : status, error);
    struct text page = pages[write->kind].url(request->arena, write->child).text;
    return respond_redirect(request, arena_printf(request->arena, "%.*s?saved=1", TEXT_ARGS(page)));
}

/* False, with the fault set, for an answer that this question does not offer. */
static bool read_tap(struct request *request, enum home_words_kind kind, struct tap *ret_tap)
{
    size_t field = request_given(request, WRITE_TAP) ? WRITE_TAP : WRITE_TAPPED;
    if (tap_read(request_text(request, field), ret_tap) &&
        (!ret_tap->given || ret_tap->question == home_words_questions[kind]))
        return true;
    request_fault_set(request, field, FIELD_NOT_OFFERED);
    return false;
}

static struct outcome write_words(struct request *request, enum home_words_kind kind, struct person_id person,
                                  struct text channel)
{
    struct home_words_write *write = ARENA_NEW(request->arena, struct home_words_write);
    struct text words = request_text(request, WRITE_WORDS);
    struct tap tap;
    if (!read_tap(request, kind, &tap))
        return respond_invalid(request);
    *write = (struct home_words_write){ .child = { request_id(request, WRITE_CHILD) },
                                        .person = person,
                                        .kind = kind,
                                        .tap = tap,
                                        .channel = channel,
                                        .words = text_is_null(words) ? TEXT("") : words,
                                        .language = text_from(language_about(request->viewer->choice.language)->code),
                                        .today = request->viewer->today,
                                        .base = request_integer(request, WRITE_BASE) };
    return respond_change(request, home_words_write, write, written);
}

static struct outcome card_write(struct request *request)
{
    return write_words(request, HOME_WORDS_ROUTINE, request->person, TEXT(""));
}

static struct outcome view_write(struct request *request)
{
    return write_words(request, HOME_WORDS_VIEW, request->person, TEXT(""));
}

/* --- the staff write it down --- */

static struct outcome staff_card_page(struct request *request)
{
    return staff_show(request, HOME_WORDS_ROUTINE, (struct person_id){ request_id(request, STAFF_PAGE_PERSON) }, NULL);
}

static struct outcome staff_view_page(struct request *request)
{
    return staff_show(request, HOME_WORDS_VIEW, (struct person_id){ request_id(request, STAFF_PAGE_PERSON) }, NULL);
}

static struct outcome staff_write(struct request *request, enum home_words_kind kind)
{
    struct person_id person = { request_id(request, STAFF_PERSON) };
    /* Her own words have their own page. */
    if (person.value == request->person.value)
        return respond_failure(request, STATUS_NOT_FOUND, NULL);
    return write_words(request, kind, person, text_from(tap_channels[request_integer(request, STAFF_CHANNEL)]));
}

static struct outcome staff_card_write(struct request *request)
{
    return staff_write(request, HOME_WORDS_ROUTINE);
}

static struct outcome staff_view_write(struct request *request)
{
    return staff_write(request, HOME_WORDS_VIEW);
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
    ROUTE(GET, "/child/{child}/card/{person}", RULE_CHILD(HOME_WORDS_TEAM, STAFF_PAGE_CHILD), staff_card_page,
          .fields = FIELDS(staff_page_fields), .title = WORD_HOME_VIEW_CARD_LINK,
          .help = "Where the staff write down how a guardian says the child lives at home"),
    ROUTE(POST, "/child/{child}/card/{person}", RULE_CHILD(HOME_WORDS_TEAM, WRITE_CHILD), staff_card_write,
          .fields = FIELDS(staff_card_fields), .keep_when_signed_out = true,
          .help = "The staff write down how a child lives at home"),
    ROUTE(GET, "/child/{child}/view/{person}", RULE_CHILD(HOME_WORDS_TEAM, STAFF_PAGE_CHILD), staff_view_page,
          .fields = FIELDS(staff_page_fields), .title = WORD_HOME_VIEW_VIEW,
          .help = "Where the mentor writes down how a guardian looks at bringing up"),
    ROUTE(POST, "/child/{child}/view/{person}", RULE_CHILD(HOME_WORDS_TEAM, WRITE_CHILD), staff_view_write,
          .fields = FIELDS(staff_view_fields), .keep_when_signed_out = true,
          .help = "The mentor writes down how a guardian looks at bringing up"),
};

const struct routes home_view_routes = ROUTES(home_view_route_table);
