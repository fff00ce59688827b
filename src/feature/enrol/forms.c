/* SPDX-License-Identifier: EUPL-1.2 */
/* The routes of children by hand and their forms: from fields to struct enrol_write, and where they lead back to. */
#include "access/rule.h"
#include "access/viewer.h"
#include "feature/enrol/own.h"
#include "i18n/language.h"

#define LOCATION_FIELD                                         \
    {                                                          \
        .name = "location", .type = FIELD_ID, .required = true \
    }
#define CHILD_FIELD                                         \
    {                                                       \
        .name = "child", .type = FIELD_ID, .required = true \
    }
#define GROUP_FIELD                                                                    \
    {                                                                                  \
        .name = "group", .type = FIELD_ID, .required = true, .label = WORD_ENROL_GROUP \
    }
#define FROM_FIELD                                                                     \
    {                                                                                  \
        .name = "from", .type = FIELD_DATE, .required = true, .label = WORD_ENROL_FROM \
    }
#define DAY_FIELD                                                                                                  \
    {                                                                                                              \
        .name = "weekday", .type = FIELD_INTEGER, .required = true, .many = true, .many_maximum = 7, .minimum = 1, \
        .maximum = 7, .label = WORD_ENROL_WEEKDAYS                                                                 \
    }
#define LINE_FIELD(field_name, most, words)                                           \
    {                                                                                 \
        .name = (field_name), .type = FIELD_LINE, .maximum = (most), .label = (words) \
    }

enum add_field {
    ADD_LOCATION,
    ADD_GIVEN,
    ADD_FAMILY,
    ADD_BORN,
    ADD_ALLERGIES,
    ADD_GROUP,
    ADD_DAY,
    ADD_FROM,
    ADD_FIELD__MAX
};
static const struct field add_fields[] = {
    [ADD_LOCATION] = LOCATION_FIELD,
    [ADD_GIVEN] = { .name = "given_name",
                    .type = FIELD_LINE,
                    .required = true,
                    .maximum = ENROL_NAME_MAXIMUM,
                    .label = WORD_ENROL_GIVEN_NAME },
    [ADD_FAMILY] = LINE_FIELD("family_name", ENROL_NAME_MAXIMUM, WORD_ENROL_FAMILY_NAME),
    [ADD_BORN] = { .name = "born", .type = FIELD_DATE, .required = true, .label = WORD_ENROL_BORN },
    [ADD_ALLERGIES] = LINE_FIELD("allergies", FIELD_LINE_DEFAULT_MAXIMUM, WORD_ENROL_ALLERGIES),
    [ADD_GROUP] = GROUP_FIELD,
    [ADD_DAY] = DAY_FIELD,
    [ADD_FROM] = FROM_FIELD,
};

enum place_field { PLACE_LOCATION, PLACE_CHILD, PLACE_GROUP, PLACE_DAY, PLACE_FROM, PLACE_LAST, PLACE_FIELD__MAX };
static const struct field placement_fields[] = {
    [PLACE_LOCATION] = LOCATION_FIELD, [PLACE_CHILD] = CHILD_FIELD,
    [PLACE_GROUP] = GROUP_FIELD,       [PLACE_DAY] = DAY_FIELD,
    [PLACE_FROM] = FROM_FIELD,         [PLACE_LAST] = { .name = "last", .type = FIELD_DATE, .label = WORD_ROLE_LAST },
};

enum end_field { END_LOCATION, END_CHILD, END_PLACEMENT, END_LAST, END_FIELD__MAX };
static const struct field end_fields[] = {
    [END_LOCATION] = LOCATION_FIELD,
    [END_CHILD] = CHILD_FIELD,
    [END_PLACEMENT] = { .name = "placement", .type = FIELD_ID, .required = true },
    [END_LAST] = { .name = "last", .type = FIELD_DATE, .required = true, .label = WORD_ROLE_LAST },
};

enum guardian_field {
    GUARDIAN_LOCATION,
    GUARDIAN_CHILD,
    GUARDIAN_GIVEN,
    GUARDIAN_FAMILY,
    GUARDIAN_CALLED,
    GUARDIAN_EMAIL,
    GUARDIAN_PHONE,
    GUARDIAN_LANGUAGE,
    GUARDIAN_HOME,
    GUARDIAN_AUTHORITY,
    GUARDIAN_FIELD__MAX
};
static const struct field guardian_fields[] = {
    [GUARDIAN_LOCATION] = LOCATION_FIELD,
    [GUARDIAN_CHILD] = CHILD_FIELD,
    [GUARDIAN_GIVEN] = { .name = "given_name",
                         .type = FIELD_LINE,
                         .required = true,
                         .maximum = ENROL_NAME_MAXIMUM,
                         .label = WORD_ENROL_GIVEN_NAME },
    [GUARDIAN_FAMILY] = LINE_FIELD("family_name", ENROL_NAME_MAXIMUM, WORD_ENROL_FAMILY_NAME),
    [GUARDIAN_CALLED] = LINE_FIELD("called", ENROL_CALLED_MAXIMUM, WORD_FAMILY_CALLED),
    [GUARDIAN_EMAIL] = LINE_FIELD("email", ENROL_EMAIL_MAXIMUM, WORD_ENROL_EMAIL),
    [GUARDIAN_PHONE] = LINE_FIELD("phone", ENROL_PHONE_MAXIMUM, WORD_ENROL_PHONE),
    [GUARDIAN_LANGUAGE] = LINE_FIELD("language", 0, WORD_ENROL_LANGUAGE),
    [GUARDIAN_HOME] = { .name = "home",
                        .required = true,
                        .type = FIELD_INTEGER,
                        .minimum = 1,
                        .maximum = 3,
                        .label = WORD_FAMILY_WHICH_HOME },
    [GUARDIAN_AUTHORITY] = { .name = "authority", .type = FIELD_BOOLEAN, .label = WORD_FAMILY_HAS_AUTHORITY },
};

enum mentor_field { MENTOR_LOCATION, MENTOR_CHILD, MENTOR_PERSON, MENTOR_FIELD__MAX };
static const struct field mentor_fields[] = {
    [MENTOR_LOCATION] = LOCATION_FIELD,
    [MENTOR_CHILD] = CHILD_FIELD,
    [MENTOR_PERSON] = { .name = "person", .type = FIELD_ID, .required = true, .label = WORD_ENROL_CHOOSE_MENTOR },
};

/* --- from fields to what is written --- */

static struct text or_empty(struct text text)
{
    return text_is_null(text) ? TEXT("") : text;
}

static struct enrol_write *write_new(struct request *request)
{
    struct enrol_write *write = ARENA_NEW(request->arena, struct enrol_write);
    *write = (struct enrol_write){ .location = request->viewer->location,
                                   .today = request->viewer->today,
                                   .until = DATE_FOREVER };
    return write;
}

static int64_t weekdays_of(struct request *request, size_t field)
{
    struct field_values days = request_many(request, field);
    int64_t weekdays = 0;
    for (size_t i = 0; i < days.count; i++)
        weekdays |= INT64_C(1) << (days.items[i].integer - 1);
    return weekdays;
}

static struct outcome wrong(struct request *request, size_t field, enum field_fault fault)
{
    request_fault_set(request, field, fault);
    return respond_invalid(request);
}

static struct outcome back(struct request *request, void *argument, int status, const struct error *error,
                           const char *done)
{
    const struct enrol_write *write = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    struct text page = url_enrol_child(request->arena, write->location, write->child).text;
    return respond_redirect(request, arena_printf(request->arena, "%.*s?done=%s", TEXT_ARGS(page), done));
}

static struct outcome child_added(struct request *request, void *argument, int status, const struct error *error)
{
    return back(request, argument, status, error, "child");
}

static struct outcome add_post(struct request *request)
{
    struct enrol_write *write = write_new(request);
    write->given_name = request_text(request, ADD_GIVEN);
    write->family_name = or_empty(request_text(request, ADD_FAMILY));
    write->born = request_date(request, ADD_BORN);
    write->allergies = or_empty(request_text(request, ADD_ALLERGIES));
    write->group = (struct group_id){ request_id(request, ADD_GROUP) };
    write->weekdays = weekdays_of(request, ADD_DAY);
    write->from = request_date(request, ADD_FROM);
    if (date_compare(write->born, write->today) > 0)
        return wrong(request, ADD_BORN, FIELD_TOO_LARGE);
    return respond_change(request, enrol_child_add, write, child_added);
}

static struct outcome placement_added(struct request *request, void *argument, int status, const struct error *error)
{
    return back(request, argument, status, error, "placement");
}

static struct outcome placement_post(struct request *request)
{
    struct enrol_write *write = write_new(request);
    write->child = (struct child_id){ request_id(request, PLACE_CHILD) };
    write->group = (struct group_id){ request_id(request, PLACE_GROUP) };
    write->weekdays = weekdays_of(request, PLACE_DAY);
    write->from = request_date(request, PLACE_FROM);
    if (request_given(request, PLACE_LAST))
        write->until = date_add(request_date(request, PLACE_LAST), 1);
    return respond_change(request, enrol_placement_add, write, placement_added);
}

/* A child that has left is on no page here any more: back to the list. */
static struct outcome placement_ended(struct request *request, void *argument, int status, const struct error *error)
{
    const struct enrol_write *write = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    return date_compare(write->until, write->today) <= 0
               ? respond_redirect(request, url_enrol(request->arena, write->location).text)
               : back(request, argument, status, error, "ended");
}

static struct outcome end_post(struct request *request)
{
    struct enrol_write *write = write_new(request);
    write->child = (struct child_id){ request_id(request, END_CHILD) };
    write->placement = (struct placement_id){ request_id(request, END_PLACEMENT) };
    write->until = date_add(request_date(request, END_LAST), 1);
    return respond_change(request, enrol_placement_end, write, placement_ended);
}

static struct outcome guardian_added(struct request *request, void *argument, int status, const struct error *error)
{
    const struct enrol_write *write = argument;
    return back(request, argument, status, error, write->known ? "known" : "guardian");
}

static struct outcome guardian_post(struct request *request)
{
    struct enrol_write *write = write_new(request);
    enum language language;
    write->child = (struct child_id){ request_id(request, GUARDIAN_CHILD) };
    write->given_name = request_text(request, GUARDIAN_GIVEN);
    write->family_name = or_empty(request_text(request, GUARDIAN_FAMILY));
    write->called = or_empty(request_text(request, GUARDIAN_CALLED));
    write->email = text_trim(or_empty(request_text(request, GUARDIAN_EMAIL)));
    write->phone = or_empty(request_text(request, GUARDIAN_PHONE));
    write->language = TEXT("nl");
    if (request_given(request, GUARDIAN_LANGUAGE))
        write->language = request_text(request, GUARDIAN_LANGUAGE);
    write->home = request_integer(request, GUARDIAN_HOME);
    write->authority = request_boolean(request, GUARDIAN_AUTHORITY);
    write->from = write->today;
    if (!text_is_empty(write->email) && text_find(write->email, TEXT("@")) == SIZE_MAX)
        return wrong(request, GUARDIAN_EMAIL, FIELD_MALFORMED);
    if (!language_from_code(write->language, &language) || !language_about(language)->offered)
        return wrong(request, GUARDIAN_LANGUAGE, FIELD_NOT_OFFERED);
    return respond_change(request, enrol_guardian_add, write, guardian_added);
}

static struct outcome mentor_set(struct request *request, void *argument, int status, const struct error *error)
{
    return back(request, argument, status, error, "mentor");
}

static struct outcome mentor_post(struct request *request)
{
    struct enrol_write *write = write_new(request);
    write->child = (struct child_id){ request_id(request, MENTOR_CHILD) };
    write->person = (struct person_id){ request_id(request, MENTOR_PERSON) };
    return respond_change(request, enrol_mentor, write, mentor_set);
}

/* --- the routes --- */

enum list_field { LIST_LOCATION, LIST_FIELD__MAX };
static const struct field list_fields[] = {
    [LIST_LOCATION] = LOCATION_FIELD,
};
static const struct field child_fields[] = {
    [ENROL_PAGE_LOCATION] = LOCATION_FIELD,
    [ENROL_PAGE_CHILD] = CHILD_FIELD,
    [ENROL_PAGE_DONE] = { .name = "done", .type = FIELD_CHOICE, .choices = enrol_done_names },
};

static const struct route enrol_route_table[] = {
    ROUTE(GET, "/location/{location}/children", RULE_LOCATION(SCOPE_MANAGE, LIST_LOCATION), enrol_children_page,
          .fields = FIELDS(list_fields), .title = WORD_ENROL_TITLE,
          .help = "Children of a location, and who comes new"),
    ROUTE(POST, "/location/{location}/children", RULE_LOCATION(SCOPE_MANAGE, ADD_LOCATION), add_post,
          .fields = FIELDS(add_fields), .help = "Enrol a child"),
    ROUTE(GET, "/location/{location}/child/{child}", RULE_LOCATION(SCOPE_MANAGE, ENROL_PAGE_LOCATION), enrol_child_page,
          .fields = FIELDS(child_fields), .title = WORD_ENROL_TITLE, .help = "Guardians, days and mentor of one child"),
    ROUTE(POST, "/location/{location}/child/{child}/placement", RULE_LOCATION(SCOPE_MANAGE, PLACE_LOCATION),
          placement_post, .fields = FIELDS(placement_fields),
          .help = "A child comes on other days or to another group"),
    ROUTE(POST, "/location/{location}/child/{child}/end", RULE_LOCATION(SCOPE_MANAGE, END_LOCATION), end_post,
          .fields = FIELDS(end_fields), .help = "The last day of a child on a group"),
    ROUTE(POST, "/location/{location}/child/{child}/guardian", RULE_LOCATION(SCOPE_MANAGE, GUARDIAN_LOCATION),
          guardian_post, .fields = FIELDS(guardian_fields), .confirm = true, .help = "Add a guardian to a child"),
    ROUTE(POST, "/location/{location}/child/{child}/mentor", RULE_LOCATION(SCOPE_MANAGE, MENTOR_LOCATION), mentor_post,
          .fields = FIELDS(mentor_fields), .help = "Choose the mentor of a child"),
};

const struct routes enrol_routes = ROUTES(enrol_route_table);
