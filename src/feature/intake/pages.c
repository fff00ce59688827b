/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The page of a child's background: a guardian finds her own form, the staff what all guardians told; where the staff write it
 * down for a guardian; and the route table.
 */
#include "access/effort.h"
#include "access/page.h"
#include "access/viewer.h"
#include "base/zone.h"
#include "db/change.h"
#include "feature/intake/intake_page.html.h"
#include "feature/intake/intake_staff.html.h"
#include "feature/intake/own.h"
#include "http/request.h"
#include "i18n/language.h"

struct address url_intake(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/background", address_value(child));
}

struct address url_intake_guardian(struct arena *arena, struct child_id child, struct person_id person)
{
    return ADDRESS(arena, "/child/{child}/background/{person}", address_value(child), address_value(person));
}

struct intake_languages_view intake_languages(struct request *request, struct text code)
{
    struct intake_languages_view view = { .items = NULL };
    for (enum language language = 0; language < LANGUAGE__MAX; language++) {
        const struct language_about *about = language_about(language);
        bool current = text_equal(text_from(about->code), code);
        if (about->offered || current)
            *vector_add(request->arena, &view) = (struct intake_language_view){ about->code, about->own_name, current };
    }
    return view;
}

struct text intake_with_channel(struct request *request, struct text sentence, struct text channel)
{
    enum word how;
    if (!tap_channel_word(channel, &how))
        return sentence;
    struct text said = word(request->words, how);
    return arena_printf(request->arena, "%.*s %.*s", TEXT_ARGS(sentence), TEXT_ARGS(said));
}

/* --- reading --- */

/* The questions in the order of enum tap_question; a row's part of each. */
static const struct {
    const char *name;
    enum word label;
    enum word hint; /* WORD__MAX: none */
    int64_t maximum;
} questions[INTAKE_QUESTIONS] = {
    [TAP_TONGUES] = { "tongues", WORD_INTAKE_TONGUES, WORD__MAX, INTAKE_LINE_MAXIMUM },
    [TAP_FOOD] = { "food", WORD_INTAKE_FOOD, WORD_INTAKE_FOOD_HINT, INTAKE_WORDS_MAXIMUM },
    [TAP_CELEBRATIONS] = { "celebrations", WORD_INTAKE_CELEBRATIONS, WORD__MAX, INTAKE_WORDS_MAXIMUM },
    [TAP_CUSTOMS] = { "customs", WORD_INTAKE_CUSTOMS, WORD__MAX, INTAKE_WORDS_MAXIMUM },
};

struct told {
    struct text words[INTAKE_QUESTIONS];
    struct text taps[INTAKE_QUESTIONS];
};

static struct told told_of(const struct intake_guardians_row *row)
{
    return (struct told){ .words = { row->tongues, row->food, row->celebrations, row->customs },
                          .taps = { row->tongues_tap, row->food_tap, row->celebrations_tap, row->customs_tap } };
}

static struct intake_lines_view lines_of(struct request *request, const struct intake_guardians_row *row)
{
    struct intake_lines_view lines = { .items = NULL };
    struct told told = told_of(row);
    for (size_t i = 0; i < INTAKE_QUESTIONS; i++) {
        struct intake_line_view line = { .label = questions[i].label,
                                         .tell = tap_is_tell(told.taps[i]),
                                         .words = told.words[i],
                                         .language = row->language };
        line.tapped = tap_word(told.taps[i], &line.tap);
        if (line.tapped || !text_is_empty(line.words))
            *vector_add(request->arena, &lines) = line;
    }
    return lines;
}

static struct intake_fields_view fields_of(struct request *request, const struct intake_guardians_row *row,
                                           const struct intake_typed *typed)
{
    struct intake_fields_view view = { .base = row->background };
    struct told told = told_of(row);
    if (typed) {
        view.stale = true;
        view.stored = lines_of(request, row);
        view.tapped = tap_value(request->arena, &typed->tap);
        told.words[TAP_TONGUES] = typed->tongues;
        told.words[TAP_FOOD] = typed->food;
        told.words[TAP_CELEBRATIONS] = typed->celebrations;
        told.words[TAP_CUSTOMS] = typed->customs;
        if (typed->tap.given)
            told.taps[typed->tap.question] = typed->tap.answer;
    }
    for (size_t i = 0; i < INTAKE_QUESTIONS; i++)
        *vector_add(request->arena, &view.questions) =
            (struct intake_question_view){ .name = questions[i].name,
                                           .label = questions[i].label,
                                           .hint = questions[i].hint,
                                           .has_hint = questions[i].hint != WORD__MAX,
                                           .maximum = questions[i].maximum,
                                           .words = told.words[i],
                                           .taps = tap_part(request->arena, (enum tap_question)i, told.taps[i]) };
    return view;
}

/* "Opgeschreven door Hanna op 22 nov"; empty when nobody wrote, or she herself. */
static struct text written_text(struct request *request, const struct intake_guardians_row *row)
{
    if (row->written_by.value == 0 || row->written_by.value == row->person.value)
        return TEXT("");
    struct word_value values[] = {
        word_value("name", row->written_name),
        word_value("day", page_day_text(request, zone_date(request->viewer->zone, row->written_at), DAY_SHORT)),
    };
    return intake_with_channel(request, word_format(request->arena, request->words, WORD_INTAKE_WRITTEN_BY, values, 2),
                               row->channel);
}

/* "Leest hier in het Nederlands. Graag een tolk: Tigrinya." */
static struct text contact_text(struct request *request, const struct intake_guardians_row *row)
{
    enum language language;
    struct text name =
        language_from_code(row->pages, &language) ? text_from(language_about(language)->own_name) : row->pages;
    struct word_value reads[] = { word_value("language", name) };
    struct text text = word_format(request->arena, request->words, WORD_INTAKE_READS, reads, 1);
    if (!row->interpreter)
        return text;
    struct word_value asks[] = { word_value("language", row->tongue) };
    struct text asked = text_is_empty(row->tongue)
                            ? word(request->words, WORD_INTAKE_ASKS_INTERPRETER)
                            : word_format(request->arena, request->words, WORD_INTAKE_ASKS_INTERPRETER_IN, asks, 1);
    return arena_printf(request->arena, "%.*s %.*s", TEXT_ARGS(text), TEXT_ARGS(asked));
}

static struct text rhythm_text(struct request *request, const struct intake_guardians_row *row)
{
    static const enum word sentences[CONTACT_INTENSITY__MAX] = {
        [CONTACT_MORE] = WORD_INTAKE_LIKES_MORE, [CONTACT_LESS] = WORD_INTAKE_LIKES_LESS
    };
    enum contact_intensity intensity = intake_intensity_of(row->intensity);
    struct word_value values[] = { word_value("name", row->given_name) };
    return intensity == CONTACT_BASIS ? TEXT("")
                                      : word_format(request->arena, request->words, sentences[intensity], values, 1);
}

static struct text full_name(struct request *request, const struct intake_guardians_row *row)
{
    return text_is_empty(row->family_name)
               ? row->given_name
               : arena_printf(request->arena, "%.*s %.*s", TEXT_ARGS(row->given_name), TEXT_ARGS(row->family_name));
}

static int read_guardians(struct request *request, struct intake_page_view *view)
{
    const struct viewer *viewer = request->viewer;
    struct intake_guardians_rows rows;
    int status = intake_guardians(request->db, request->arena,
                                  (struct intake_guardians_in){ .organisation = request->organisation,
                                                                .child = viewer->child,
                                                                .guardian = { 0 },
                                                                .person = request->person,
                                                                .today = viewer->today,
                                                                .need = INTAKE_STAFF },
                                  &rows);
    bool team = (viewer->scope & INTAKE_TEAM) != 0 && (viewer->scope & SCOPE_READ_CENTRE) != 0;
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        const struct intake_guardians_row *row = &rows.items[i];
        *vector_add(request->arena, &view->guardians) = (struct intake_guardian_view){
            .person = row->person,
            .name = full_name(request, row),
            .say_name = row->say_name,
            .called = row->called,
            .given = row->given_name,
            .contact = contact_text(request, row),
            .rhythm = rhythm_text(request, row),
            .lines = lines_of(request, row),
            .written = written_text(request, row),
            .can_edit = team,
            .edit = url_intake_guardian(request->arena, viewer->child, row->person),
        };
    }
    return status;
}

static int read_own(struct request *request, const struct intake_typed *typed, struct intake_page_view *view)
{
    struct intake_guardians_row row;
    int status = intake_guardian(request->db, request->arena, viewer_who(request->viewer), request->viewer->child,
                                 request->person, SCOPE_SIDE_HOME, &row);
    if (status != STATUS_OK)
        return status;
    view->fields = fields_of(request, &row, typed);
    view->effort = effort_text(request, EFFORT_BACKGROUND);
    view->written = written_text(request, &row);
    return STATUS_OK;
}

static int read_page(struct request *request, const struct intake_typed *typed, struct intake_page_view *view)
{
    const struct viewer *viewer = request->viewer;
    struct intake_head_row row;
    int status = intake_head(request->db, request->arena,
                             (struct intake_head_in){ .organisation = request->organisation,
                                                      .child = viewer->child,
                                                      .person = request->person,
                                                      .today = viewer->today },
                             &row);
    if (status != STATUS_OK)
        return status;
    struct word_value values[] = { word_value("name", row.given_name) };
    view->name = row.given_name;
    view->title = word_format(request->arena, request->words, WORD_INTAKE_TITLE, values, 1);
    view->hub = ADDRESS(request->arena, "/child/{child}/about", address_value(viewer->child));
    view->family = ADDRESS(request->arena, "/child/{child}/family", address_value(viewer->child));
    view->wishes = url_intake_wishes(request->arena);
    view->write = url_intake(request->arena, viewer->child);
    view->is_home = (viewer->scope & SCOPE_SIDE_HOME) != 0;
    view->can_write = (viewer->scope & SCOPE_WRITE_HOME) != 0;
    return view->is_home ? read_own(request, typed, view) : read_guardians(request, view);
}

static struct outcome show(struct request *request, const struct intake_typed *typed, bool saved)
{
    struct intake_page_view *view = ARENA_NEW(request->arena, struct intake_page_view);
    int status = read_page(request, typed, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    view->saved = saved;
    return page_show(request, &(struct page){ .status = typed ? 409 : 200,
                                              .title = view->title,
                                              .kind = "start",
                                              .side = view->is_home ? PAGE_HOME : PAGE_CENTRE,
                                              .content = intake_page_view_part(view) });
}

enum page_field { PAGE_CHILD, PAGE_SAVED };
static const struct field page_fields[] = {
    [PAGE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [PAGE_SAVED] = { .name = "saved", .type = FIELD_BOOLEAN },
};

static struct outcome page_get(struct request *request)
{
    return show(request, NULL, request_boolean(request, PAGE_SAVED));
}

/* --- a guardian writes --- */

#define BACKGROUND_FIELDS                                                                                              \
    [WRITE_BASE] = { .name = "base", .type = FIELD_INTEGER, .minimum = 0, .maximum = INT64_MAX },                      \
    [WRITE_TONGUES] = { .name = "tongues",                                                                             \
                        .type = FIELD_TEXT,                                                                            \
                        .maximum = INTAKE_LINE_MAXIMUM,                                                                \
                        .label = WORD_INTAKE_TONGUES },                                                                \
    [WRITE_FOOD] = { .name = "food", .type = FIELD_TEXT, .maximum = INTAKE_WORDS_MAXIMUM, .label = WORD_INTAKE_FOOD }, \
    [WRITE_CELEBRATIONS] = { .name = "celebrations",                                                                   \
                             .type = FIELD_TEXT,                                                                       \
                             .maximum = INTAKE_WORDS_MAXIMUM,                                                          \
                             .label = WORD_INTAKE_CELEBRATIONS },                                                      \
    [WRITE_CUSTOMS] = { .name = "customs",                                                                             \
                        .type = FIELD_TEXT,                                                                            \
                        .maximum = INTAKE_WORDS_MAXIMUM,                                                               \
                        .label = WORD_INTAKE_CUSTOMS },                                                                \
    [WRITE_TAP] = { .name = TAP_FIELD, .type = FIELD_LINE, .maximum = TAP_MAXIMUM },                                   \
    [WRITE_TAPPED] = { .name = "tapped", .type = FIELD_LINE, .maximum = TAP_MAXIMUM }

enum write_field {
    WRITE_CHILD,
    WRITE_BASE,
    WRITE_TONGUES,
    WRITE_FOOD,
    WRITE_CELEBRATIONS,
    WRITE_CUSTOMS,
    WRITE_TAP,    /* what was tapped, */
    WRITE_TAPPED, /* or was before and could not be saved */
    WRITE_FIELD__MAX
};
static const struct field write_fields[] = {
    [WRITE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    BACKGROUND_FIELDS,
};

static struct text given(struct request *request, size_t field)
{
    struct text text = request_text(request, field);
    return text_is_null(text) ? TEXT("") : text;
}

/* False, with the fault set, for an answer that no question offers. */
static bool read_tap(struct request *request, struct tap *ret_tap)
{
    size_t field = request_given(request, WRITE_TAP) ? WRITE_TAP : WRITE_TAPPED;
    if (tap_read(request_text(request, field), ret_tap) && (!ret_tap->given || ret_tap->question <= TAP_CUSTOMS))
        return true;
    request_fault_set(request, field, FIELD_NOT_OFFERED);
    return false;
}

static struct intake_background background_of(struct request *request, struct person_id person, struct tap tap)
{
    return (struct intake_background){ .child = request->viewer->child,
                                       .person = person,
                                       .tongues = given(request, WRITE_TONGUES),
                                       .food = given(request, WRITE_FOOD),
                                       .celebrations = given(request, WRITE_CELEBRATIONS),
                                       .customs = given(request, WRITE_CUSTOMS),
                                       .tap = tap,
                                       .language = text_from(language_about(request->viewer->choice.language)->code),
                                       .base = request_integer(request, WRITE_BASE),
                                       .today = request->viewer->today };
}

static struct intake_typed typed_of(const struct intake_background *write)
{
    return (struct intake_typed){ write->tongues, write->food, write->celebrations, write->customs, write->tap };
}

static struct outcome written(struct request *request, void *argument, int status, const struct error *error)
{
    const struct intake_background *write = argument;
    struct intake_typed typed = typed_of(write);
    if (status == STATUS_CONFLICT)
        return show(request, &typed, false);
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    struct text page = url_intake(request->arena, write->child).text;
    if (write->tap.given)
        return respond_redirect(request, arena_printf(request->arena, "%.*s?saved=1#ask-%s", TEXT_ARGS(page),
                                                      questions[write->tap.question].name));
    return respond_redirect(request, arena_printf(request->arena, "%.*s?saved=1", TEXT_ARGS(page)));
}

static struct outcome page_post(struct request *request)
{
    struct intake_background *write = ARENA_NEW(request->arena, struct intake_background);
    struct tap tap;
    if (!read_tap(request, &tap))
        return respond_invalid(request);
    *write = background_of(request, request->person, tap);
    return respond_change(request, intake_background_write, write, written);
}

/* --- the staff write it down --- */

enum staff_field {
    STAFF_PERSON = WRITE_FIELD__MAX,
    STAFF_PAGES,
    STAFF_INTERPRETER,
    STAFF_TONGUE,
    STAFF_CHANNEL,
    STAFF_FIELD__MAX
};
static const struct field staff_fields[] = {
    [WRITE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    BACKGROUND_FIELDS,
    [STAFF_PERSON] = { .name = "person", .type = FIELD_ID, .required = true },
    [STAFF_PAGES] = { .name = "language",
                      .type = FIELD_LINE,
                      .required = true,
                      .maximum = 10,
                      .label = WORD_INTAKE_PAGES },
    [STAFF_INTERPRETER] = { .name = "interpreter", .type = FIELD_BOOLEAN, .label = WORD_INTAKE_INTERPRETER },
    [STAFF_TONGUE] = { .name = "tongue",
                       .type = FIELD_TEXT,
                       .maximum = INTAKE_LINE_MAXIMUM,
                       .label = WORD_INTAKE_TONGUE },
    [STAFF_CHANNEL] = { .name = "channel", .type = FIELD_CHOICE, .choices = tap_channels, .label = WORD_TAP_CHANNEL },
};

enum staff_page_field { STAFF_PAGE_CHILD, STAFF_PAGE_PERSON };
static const struct field staff_page_fields[] = {
    [STAFF_PAGE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [STAFF_PAGE_PERSON] = { .name = "person", .type = FIELD_ID, .required = true },
};

/* A stand-in reads, and does not write down; a colleague has her own page. */
static bool is_team(const struct viewer *viewer)
{
    return (viewer->scope & SCOPE_SIDE_HOME) == 0 && (viewer->scope & SCOPE_READ_CENTRE) != 0;
}

static struct outcome staff_show(struct request *request, struct person_id person, const struct intake_typed *typed)
{
    struct intake_staff_view *view = ARENA_NEW(request->arena, struct intake_staff_view);
    struct intake_guardians_row row;
    int status = is_team(request->viewer) ? intake_guardian(request->db, request->arena, viewer_who(request->viewer),
                                                            request->viewer->child, person, INTAKE_STAFF, &row)
                                          : STATUS_NOT_FOUND;
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    struct word_value values[] = { word_value("name", full_name(request, &row)) };
    view->title = word_format(request->arena, request->words, WORD_INTAKE_STAFF_TITLE, values, 1);
    view->name = row.given_name;
    view->back = url_intake(request->arena, request->viewer->child);
    view->write = url_intake_guardian(request->arena, request->viewer->child, person);
    view->full = row.full;
    view->card = ADDRESS(request->arena, "/child/{child}/card/{person}", address_value(request->viewer->child),
                         address_value(person));
    view->view = ADDRESS(request->arena, "/child/{child}/view/{person}", address_value(request->viewer->child),
                         address_value(person));
    view->has_view = (request->viewer->scope & (SCOPE_READ_MENTOR | SCOPE_READ_COACH | SCOPE_READ_MANAGER)) != 0;
    view->fields = fields_of(request, &row, typed);
    view->languages = intake_languages(request, row.pages);
    view->interpreter = row.interpreter;
    view->tongue = row.tongue;
    return page_show(request, &(struct page){ .status = typed ? 409 : 200,
                                              .title = view->title,
                                              .kind = "start",
                                              .side = PAGE_CENTRE,
                                              .content = intake_staff_view_part(view) });
}

static struct outcome staff_get(struct request *request)
{
    return staff_show(request, (struct person_id){ request_id(request, STAFF_PAGE_PERSON) }, NULL);
}

/* Both in one change: what was said in one talk is kept, or none of it. */
struct staff_write {
    struct intake_background background;
    struct intake_wish wish;
};

static int write_staff(struct change *change, void *argument)
{
    struct staff_write *write = argument;
    struct intake_guardians_row row;
    int status = intake_check_team(change, write->wish.child, write->wish.person, write->wish.today);
    if (status == STATUS_OK)
        status = intake_guardian(change->db, change->arena,
                                 (struct access_who){ change->organisation, change->actor, write->wish.today },
                                 write->wish.child, write->wish.person, INTAKE_STAFF, &row);
    if (status == STATUS_OK && row.full)
        status = intake_background_write(change, &write->background);
    return status == STATUS_OK ? intake_wish_write(change, &write->wish) : status;
}

static struct outcome staff_written(struct request *request, void *argument, int status, const struct error *error)
{
    const struct staff_write *write = argument;
    struct intake_typed typed = typed_of(&write->background);
    if (status == STATUS_CONFLICT)
        return staff_show(request, write->wish.person, &typed);
    return written(request, argument, status, error);
}

static struct outcome staff_post(struct request *request)
{
    struct staff_write *write = ARENA_NEW(request->arena, struct staff_write);
    struct person_id person = { request_id(request, STAFF_PERSON) };
    struct text pages = request_text(request, STAFF_PAGES);
    enum language language;
    struct tap tap;
    if (!is_team(request->viewer))
        return respond_failure(request, STATUS_NOT_FOUND, NULL);
    if (!read_tap(request, &tap))
        return respond_invalid(request);
    if (!language_from_code(pages, &language) || !language_about(language)->offered) {
        request_fault_set(request, STAFF_PAGES, FIELD_NOT_OFFERED);
        return respond_invalid(request);
    }
    struct text channel = text_from(tap_channels[request_integer(request, STAFF_CHANNEL)]);
    write->background = background_of(request, person, tap);
    write->background.channel = channel;
    write->wish = (struct intake_wish){ .person = person,
                                        .child = request->viewer->child,
                                        .pages = text_from(language_about(language)->code),
                                        .interpreter = request_boolean(request, STAFF_INTERPRETER),
                                        .tongue = given(request, STAFF_TONGUE),
                                        .channel = channel,
                                        .today = request->viewer->today };
    return respond_change(request, write_staff, write, staff_written);
}

/* --- routes --- */

static const struct field wish_page_fields[] = {
    [WISH_PAGE_SAVED] = { .name = "saved", .type = FIELD_BOOLEAN },
};

static const struct field wish_fields[] = {
    [WISH_PAGES] = { .name = "language", .type = FIELD_LINE, .maximum = 10, .label = WORD_INTAKE_PAGES },
    [WISH_INTERPRETER] = { .name = "interpreter", .type = FIELD_BOOLEAN, .label = WORD_INTAKE_INTERPRETER },
    [WISH_TONGUE] = { .name = "tongue",
                      .type = FIELD_TEXT,
                      .maximum = INTAKE_LINE_MAXIMUM,
                      .label = WORD_INTAKE_TONGUE },
    [WISH_SPEAK] = { .name = "speak", .type = FIELD_LINE, .maximum = 10, .label = WORD_INTAKE_TONGUE },
    [WISH_INTENSITY] = { .name = "intensity",
                         .type = FIELD_CHOICE,
                         .choices = intake_intensities,
                         .label = WORD_INTAKE_INTENSITY },
};

static const struct field rhythm_page_fields[] = {
    [RHYTHM_PAGE_LOCATION] = { .name = "location", .type = FIELD_ID, .required = true },
    [RHYTHM_PAGE_SAVED] = { .name = "saved", .type = FIELD_BOOLEAN },
};

#define WEEKS_FIELD(field_name, word)                                                                                 \
    {                                                                                                                 \
        .name = (field_name), .type = FIELD_INTEGER, .required = true, .minimum = 1, .maximum = INTAKE_WEEKS_MAXIMUM, \
        .label = (word)                                                                                               \
    }
static const struct field rhythm_fields[] = {
    [RHYTHM_LOCATION] = { .name = "location", .type = FIELD_ID, .required = true },
    [RHYTHM_BASIS] = WEEKS_FIELD("basis", WORD_INTAKE_BASIS),
    [RHYTHM_MORE] = WEEKS_FIELD("more", WORD_INTAKE_MORE),
    [RHYTHM_LESS] = WEEKS_FIELD("less", WORD_INTAKE_LESS),
};

static const struct field other_fields[] = {
    [OTHER_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [OTHER_NAME] = { .name = "name",
                     .type = FIELD_LINE,
                     .required = true,
                     .maximum = INTAKE_LINE_MAXIMUM,
                     .label = WORD_INTAKE_OTHER_NAME },
    [OTHER_RELATION] = { .name = "relation",
                         .type = FIELD_LINE,
                         .maximum = INTAKE_LINE_MAXIMUM,
                         .label = WORD_INTAKE_OTHER_RELATION },
    [OTHER_WORDS] = { .name = "words",
                      .type = FIELD_TEXT,
                      .maximum = INTAKE_WORDS_MAXIMUM,
                      .label = WORD_INTAKE_OTHER_WORDS },
};

static const struct field other_remove_fields[] = {
    [OTHER_REMOVE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [OTHER_REMOVE_OTHER] = { .name = "other", .type = FIELD_ID, .required = true },
};

static const struct route intake_route_table[] = {
    ROUTE(GET, "/child/{child}/background", RULE_CHILD(SCOPE_READ_HOME | INTAKE_STAFF, PAGE_CHILD), page_get,
          .fields = FIELDS(page_fields), .title = WORD_INTAKE_LINK,
          .help = "Languages, food, celebrations and customs of a child, as its guardians tell"),
    ROUTE(POST, "/child/{child}/background", RULE_CHILD(SCOPE_WRITE_HOME, WRITE_CHILD), page_post,
          .fields = FIELDS(write_fields), .keep_when_signed_out = true,
          .help = "A guardian tells about a child's background"),
    ROUTE(GET, "/child/{child}/background/{person}", RULE_CHILD(INTAKE_TEAM, STAFF_PAGE_CHILD), staff_get,
          .fields = FIELDS(staff_page_fields), .title = WORD_INTAKE_LINK,
          .help = "Where the staff write down what a guardian tells"),
    ROUTE(POST, "/child/{child}/background/{person}", RULE_CHILD(INTAKE_TEAM, WRITE_CHILD), staff_post,
          .fields = FIELDS(staff_fields), .keep_when_signed_out = true,
          .help = "The staff write down what a guardian tells"),
    ROUTE(POST, "/child/{child}/others", RULE_CHILD(SCOPE_WRITE_HOME, OTHER_CHILD), intake_other_post,
          .fields = FIELDS(other_fields), .keep_when_signed_out = true,
          .help = "Somebody who matters to a child is put on the family map"),
    ROUTE(POST, "/child/{child}/others/remove", RULE_CHILD(SCOPE_WRITE_HOME, OTHER_REMOVE_CHILD),
          intake_other_remove_post, .fields = FIELDS(other_remove_fields), .help = "And taken off it"),
    ROUTE(GET, "/wishes", RULE_SIGNED_IN, intake_wish_page, .fields = FIELDS(wish_page_fields),
          .title = WORD_INTAKE_WISHES, .help = "Language, interpreter, and how much contact a guardian likes"),
    ROUTE(POST, "/wishes", RULE_SIGNED_IN, intake_wish_post, .fields = FIELDS(wish_fields),
          .keep_when_signed_out = true, .help = "Save wishes about contact"),
    ROUTE(GET, "/location/{location}/rhythm", RULE_LOCATION(SCOPE_MANAGE, RHYTHM_PAGE_LOCATION), intake_rhythm_page,
          .fields = FIELDS(rhythm_page_fields), .title = WORD_INTAKE_RHYTHM,
          .help = "How many weeks there are between two moments of contact"),
    ROUTE(POST, "/location/{location}/rhythm", RULE_LOCATION(SCOPE_MANAGE, RHYTHM_LOCATION), intake_rhythm_post,
          .fields = FIELDS(rhythm_fields), .help = "Change how many weeks there are between two moments of contact"),
};

const struct routes intake_routes = ROUTES(intake_route_table);
