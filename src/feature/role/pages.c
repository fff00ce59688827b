/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The people of a location, for who manages it: a list with an end for each role, and a form to add somebody.
 */
#include "access/access.h"
#include "access/page.h"
#include "feature/intake/intake.h"
#include "feature/practical/practical.h"
#include "feature/role/own.h"
#include "feature/role/people.html.h"
#include "feature/role/role.sql.h"
#include "feature/role/views.h"
#include "feature/talk_kind/talk_kind.h"
#include "i18n/language.h"

struct address url_role_people(struct arena *arena, struct location_id location)
{
    return ADDRESS(arena, "/location/{location}/people", address_value(location));
}

struct address url_role_end(struct arena *arena, struct location_id location)
{
    return ADDRESS(arena, "/location/{location}/people/end", address_value(location));
}

static const char *const kind_names[] = { "professional", "stand_in",    "student", "coach", "manager",
                                          "committee",    "childminder", "bureau",  NULL };
_Static_assert(sizeof kind_names / sizeof *kind_names == ROLE_KIND__MAX + 1, "a name for each kind");

/* --- the list --- */

static struct text full_name(struct request *request, struct text given, struct text family)
{
    return text_is_empty(family) ? given
                                 : arena_printf(request->arena, "%.*s %.*s", TEXT_ARGS(given), TEXT_ARGS(family));
}

/* "vanaf 1 maart", "van 24 tot en met 24 november": what there is to say about the days. */
static struct text days_text(struct request *request, struct date from, struct date until)
{
    struct date last = date_add(until, -1);
    bool open = until.days >= DATE_FOREVER.days;
    bool begun = from.days <= request->viewer->today.days;
    struct word_value values[] = {
        word_value("from", page_day_text(request, from, DAY_HEADING)),
        word_value("last", open ? TEXT("") : page_day_text(request, last, DAY_HEADING)),
    };
    if (open && begun)
        return TEXT("");
    enum word sentence = open ? WORD_ROLE_DAYS_FROM : begun ? WORD_ROLE_DAYS_LAST : WORD_ROLE_DAYS_BOTH;
    return word_format(request->arena, request->words, sentence, values, 2);
}

/* A role as it was read. */
struct role_row {
    enum role_kind kind;
    struct person_id person;
    struct text given_name, family_name;
    struct group_id group;
    struct text group_name;
    struct date from, until;
};

static void add_line(struct request *request, struct role_people_view *view, const struct role_row *row)
{
    const struct viewer *viewer = request->viewer;
    bool open = row->until.days >= DATE_FOREVER.days;
    struct date earliest = row->from.days > viewer->today.days ? row->from : viewer->today;
    struct role_line_view *line = vector_add(request->arena, &view->lines);
    *line = (struct role_line_view){
        .person = row->person,
        .name = full_name(request, row->given_name, row->family_name),
        .kind = role_kinds[row->kind].name,
        .role = role_kinds[row->kind].word,
        .place = row->group_name,
        .days = days_text(request, row->from, row->until),
        .group = row->group.value ? identity_text(request->arena, row->group.value) : TEXT(""),
        .from = date_iso(request->arena, row->from),
        .last = date_iso(request->arena, open ? earliest : date_add(row->until, -1)),
        .can_end = row->kind != ROLE_MANAGER || row->person.value != request->person.value,
    };
}

static int read_professionals(struct request *request, struct role_people_view *view)
{
    struct role_professionals_rows rows;
    int status = role_professionals(request->db, request->arena,
                                    (struct role_professionals_in){ .organisation = request->organisation,
                                                                    .location = request->viewer->location,
                                                                    .today = request->viewer->today },
                                    &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        const struct role_professionals_row *row = &rows.items[i];
        enum role_kind kind = text_equal(row->role, TEXT("stand_in"))  ? ROLE_STAND_IN
                              : text_equal(row->role, TEXT("student")) ? ROLE_STUDENT
                                                                       : ROLE_PROFESSIONAL;
        add_line(request, view,
                 &(struct role_row){ kind, row->person, row->given_name, row->family_name, row->care_group,
                                     row->group_name, row->from_day, row->until_day });
    }
    return status;
}

/* The lists of a whole location have the same columns. */
#define READ_AT(statement, role)                                                               \
    do {                                                                                       \
        struct statement##_rows rows = { 0 };                                                  \
        if (status == STATUS_OK)                                                               \
            status = statement(request->db, request->arena,                                    \
                               (struct statement##_in){ .organisation = request->organisation, \
                                                        .location = request->viewer->location, \
                                                        .today = request->viewer->today },     \
                               &rows);                                                         \
        for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)                         \
            add_line(request, view,                                                            \
                     &(struct role_row){ .kind = (role),                                       \
                                         .person = rows.items[i].person,                       \
                                         .given_name = rows.items[i].given_name,               \
                                         .family_name = rows.items[i].family_name,             \
                                         .from = rows.items[i].from_day,                       \
                                         .until = rows.items[i].until_day });                  \
    } while (0)

static int read_lines(struct request *request, struct role_people_view *view)
{
    int status = read_professionals(request, view);
    READ_AT(role_coaches, ROLE_COACH);
    READ_AT(role_managers, ROLE_MANAGER);
    READ_AT(role_members, ROLE_COMMITTEE);
    READ_AT(role_childminders, ROLE_CHILDMINDER);
    READ_AT(role_bureaus, ROLE_BUREAU);
    return status;
}

static int read_form(struct request *request, struct role_people_view *view)
{
    struct role_groups_rows groups;
    int status = role_groups(
        request->db, request->arena,
        (struct role_groups_in){ .organisation = request->organisation, .location = request->viewer->location },
        &groups);
    if (status != STATUS_OK)
        return status;
    enum role_place place = role_place_of(&groups);
    view->alone = place == ROLE_PLACE_ALONE;
    for (size_t i = 0; place == ROLE_PLACE_GROUPS && i < groups.count; i++)
        *vector_add(request->arena, &view->groups) =
            (struct role_group_view){ identity_text(request->arena, groups.items[i].care_group.value),
                                      groups.items[i].name };
    for (enum role_kind kind = 0; kind < ROLE_KIND__MAX; kind++)
        if (role_fits(kind, place))
            *vector_add(request->arena, &view->kinds) =
                (struct role_kind_view){ role_kinds[kind].name, role_kinds[kind].word };
    return STATUS_OK;
}

enum people_field { PEOPLE_LOCATION, PEOPLE_DONE, PEOPLE_FIELD__MAX };
static const char *const done_names[] = { "given", "ended", NULL };
static const struct field people_fields[] = {
    [PEOPLE_LOCATION] = { .name = "location", .type = FIELD_ID, .required = true },
    [PEOPLE_DONE] = { .name = "done", .type = FIELD_CHOICE, .choices = done_names },
};

static struct outcome people_page(struct request *request)
{
    static const enum word done[] = { WORD_ROLE_GIVEN, WORD_ROLE_ENDED };
    struct role_people_view *view = ARENA_NEW(request->arena, struct role_people_view);
    struct role_place_row place;
    int status = role_place(request->db, request->arena,
                            (struct role_place_in){ .organisation = request->organisation,
                                                    .location = request->viewer->location,
                                                    .person = request->person,
                                                    .today = request->viewer->today,
                                                    .need = SCOPE_MANAGE },
                            &place);
    if (status == STATUS_OK)
        status = read_lines(request, view);
    if (status == STATUS_OK)
        status = read_form(request, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    view->name = place.name;
    view->give = url_role_people(request->arena, request->viewer->location);
    view->end = url_role_end(request->arena, request->viewer->location);
    view->tablets = ADDRESS(request->arena, "/location/{location}/tablets", address_value(request->viewer->location));
    view->talks = url_talk_kind(request->arena, request->viewer->location);
    view->presence = ADDRESS(request->arena, "/location/{location}/presence", address_value(request->viewer->location));
    view->rosters = ADDRESS(request->arena, "/roster");
    view->papers = ADDRESS(request->arena, "/adoption");
    view->practical = url_practical_place(request->arena, request->viewer->location);
    view->rhythm = url_intake_rhythm(request->arena, request->viewer->location);
    view->children = ADDRESS(request->arena, "/location/{location}/children", address_value(request->viewer->location));
    view->reach = ADDRESS(request->arena, "/location/{location}/reach", address_value(request->viewer->location));
    view->today = date_iso(request->arena, request->viewer->today);
    if (request_given(request, PEOPLE_DONE))
        view->done = word(request->words, done[request_integer(request, PEOPLE_DONE)]);
    struct word_value values[] = { word_value("location", place.name) };
    return page_show(request,
                     &(struct page){ .title = word_format(request->arena, request->words, WORD_ROLE_PEOPLE, values, 1),
                                     .kind = "start",
                                     .side = PAGE_CENTRE,
                                     .content = role_people_view_part(view) });
}

/* --- giving and ending --- */

enum give_field {
    GIVE_LOCATION,
    GIVE_KIND,
    GIVE_GROUP,
    GIVE_EMAIL,
    GIVE_GIVEN,
    GIVE_FAMILY,
    GIVE_FROM,
    GIVE_LAST,
    GIVE_FIELD__MAX
};
static const struct field give_fields[] = {
    [GIVE_LOCATION] = { .name = "location", .type = FIELD_ID, .required = true },
    [GIVE_KIND] = { .name = "role",
                    .type = FIELD_CHOICE,
                    .required = true,
                    .choices = kind_names,
                    .label = WORD_ROLE_WHICH },
    [GIVE_GROUP] = { .name = "group", .type = FIELD_ID, .label = WORD_ROLE_GROUP },
    [GIVE_EMAIL] = { .name = "email", .type = FIELD_LINE, .required = true, .label = WORD_ROLE_EMAIL },
    [GIVE_GIVEN] = { .name = "given_name", .type = FIELD_LINE, .maximum = 80, .label = WORD_ROLE_GIVEN_NAME },
    [GIVE_FAMILY] = { .name = "family_name", .type = FIELD_LINE, .maximum = 80, .label = WORD_ROLE_FAMILY_NAME },
    [GIVE_FROM] = { .name = "from", .type = FIELD_DATE, .label = WORD_ROLE_FROM },
    [GIVE_LAST] = { .name = "last", .type = FIELD_DATE, .label = WORD_ROLE_LAST },
};

enum end_field { END_LOCATION, END_KIND, END_GROUP, END_PERSON, END_FROM, END_LAST, END_FIELD__MAX };
static const struct field end_fields[] = {
    [END_LOCATION] = { .name = "location", .type = FIELD_ID, .required = true },
    [END_KIND] = { .name = "role", .type = FIELD_CHOICE, .required = true, .choices = kind_names },
    [END_GROUP] = { .name = "group", .type = FIELD_ID },
    [END_PERSON] = { .name = "person", .type = FIELD_ID, .required = true },
    [END_FROM] = { .name = "from", .type = FIELD_DATE, .required = true },
    [END_LAST] = { .name = "last", .type = FIELD_DATE, .label = WORD_ROLE_LAST },
};

static struct outcome wrong(struct request *request, size_t field, enum field_fault fault)
{
    request_fault_set(request, field, fault);
    return respond_invalid(request);
}

static struct outcome back_to(struct request *request, struct location_id location, const char *done)
{
    struct text page = url_role_people(request->arena, location).text;
    return respond_redirect(request, arena_printf(request->arena, "%.*s?done=%s", TEXT_ARGS(page), done));
}

static struct outcome given(struct request *request, void *argument, int status, const struct error *error)
{
    const struct role_write *write = argument;
    return status == STATUS_OK ? back_to(request, write->location, "given") : respond_failure(request, status, error);
}

static struct outcome ended(struct request *request, void *argument, int status, const struct error *error)
{
    const struct role_write *write = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    for (size_t i = 0; i < write->sessions.count; i++)
        access_session_ended(request_access(request), write->sessions.items[i]);
    return back_to(request, write->location, "ended");
}

static struct role_write *write_new(struct request *request, enum role_kind kind)
{
    struct role_write *write = ARENA_NEW(request->arena, struct role_write);
    write->arena = request->arena;
    write->kind = kind;
    write->location = request->viewer->location;
    write->today = request->viewer->today;
    return write;
}

/* A stand-in who gets no last day comes for one day. */
static struct date end_of(struct request *request, size_t field, enum role_kind kind, struct date from)
{
    if (request_given(request, field))
        return date_add(request_date(request, field), 1);
    return kind == ROLE_STAND_IN ? date_add(from, 1) : DATE_FOREVER;
}

static struct outcome give(struct request *request)
{
    enum role_kind kind = (enum role_kind)request_integer(request, GIVE_KIND);
    struct text email = text_trim(request_text(request, GIVE_EMAIL));
    if (role_kinds[kind].on_group && !request_given(request, GIVE_GROUP))
        return wrong(request, GIVE_GROUP, FIELD_MISSING);
    if (text_find(email, TEXT("@")) == SIZE_MAX)
        return wrong(request, GIVE_EMAIL, FIELD_MALFORMED);
    struct role_write *write = write_new(request, kind);
    write->group = (struct group_id){ request_id(request, GIVE_GROUP) };
    write->email = email;
    write->given_name = request_text(request, GIVE_GIVEN);
    write->family_name = request_text(request, GIVE_FAMILY);
    write->language = TEXT("nl");
    write->from = request_given(request, GIVE_FROM) ? request_date(request, GIVE_FROM) : write->today;
    write->until = end_of(request, GIVE_LAST, kind, write->from);
    if (date_compare(write->until, write->from) <= 0)
        return wrong(request, GIVE_LAST, FIELD_TOO_SMALL);
    return respond_change(request, role_give, write, given);
}

/* Without a last day it ends at once. */
static struct outcome end(struct request *request)
{
    struct role_write *write = write_new(request, (enum role_kind)request_integer(request, END_KIND));
    write->group = (struct group_id){ request_id(request, END_GROUP) };
    write->person = (struct person_id){ request_id(request, END_PERSON) };
    write->from = request_date(request, END_FROM);
    write->until = request_given(request, END_LAST) ? date_add(request_date(request, END_LAST), 1) : write->today;
    return respond_change(request, role_end, write, ended);
}

static const struct route role_route_table[] = {
    ROUTE(GET, "/location/{location}/people", RULE_LOCATION(SCOPE_MANAGE, PEOPLE_LOCATION), people_page,
          .fields = FIELDS(people_fields), .title = WORD_ROLE_TITLE, .help = "Who has which role at a location"),
    ROUTE(POST, "/location/{location}/people", RULE_LOCATION(SCOPE_MANAGE, GIVE_LOCATION), give,
          .fields = FIELDS(give_fields), .confirm = true, .help = "Give somebody a role"),
    ROUTE(POST, "/location/{location}/people/end", RULE_LOCATION(SCOPE_MANAGE, END_LOCATION), end,
          .fields = FIELDS(end_fields), .help = "End a role on a date"),
};

const struct routes role_routes = ROUTES(role_route_table);
