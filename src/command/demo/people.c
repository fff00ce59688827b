/* SPDX-License-Identifier: EUPL-1.2 */
#include "command/demo/people.h"
#include "command/host.h"

#include "access/audit.h"
#include "access/people.h"
#include "command/installation.h"
#include "command/workplace.h"
#include "db/change.h"

enum {
    SINCE_DAYS = 60, /* before the past began: they have all been here for a while */
    WEEKEND_BITS = 1 << 5 | 1 << 6
};

/* What the changes below work on. */
struct making {
    const struct key *key;
    struct demo_state *state;
    int64_t at;        /* when they were written down */
    struct date since; /* from_day of everything */
    struct date today;
    const struct demo_child *child; /* the one at hand */
    size_t index;
    struct location_id location; /* of the centre */
    struct location_id minded;   /* of the childminder */
};

static const char *text_or_empty(const char *text)
{
    return text ? text : "";
}

int64_t demo_weekdays(const struct demo_child *child, struct date began)
{
    static const char *const names[] = { "ma", "di", "wo", "do", "vr", "za", "zo" };
    int64_t days = 0;
    struct text rest = text_from(child->weekdays);
    while (!text_is_null(rest)) {
        struct text name = text_cut(rest, ' ', &rest);
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            if (text_equal(text_from(names[i]), name))
                days |= INT64_C(1) << i;
    }
    int64_t today = INT64_C(1) << (date_weekday(began) - WEEKDAY_MONDAY);
    /* Whoever is here today also comes at the weekend, so that the board lives on every day. */
    return child->elsewhere_today ? days & ~today : days | today | WEEKEND_BITS;
}

/* --- organisation and staff --- */

static int make_groups(struct change *change, struct making *making)
{
    int status = people_location_add(change,
                                     &(struct people_location){ .name = TEXT("De Boomhut"),
                                                                .zone = TEXT("Europe/Amsterdam"),
                                                                .phone = TEXT("020 555 01 20") },
                                     &making->location);
    if (status == STATUS_OK)
        status = people_location_add(change,
                                     &(struct people_location){ .name = text_from(demo_groups[DEMO_WIES].name),
                                                                .zone = TEXT("Europe/Amsterdam"),
                                                                .phone = text_from(demo_groups[DEMO_WIES].phone) },
                                     &making->minded);
    for (size_t i = 0; status == STATUS_OK && i < DEMO_GROUP__MAX; i++)
        status =
            people_group_add(change,
                             &(struct people_group){ .location = i == DEMO_WIES ? making->minded : making->location,
                                                     .name = text_from(demo_groups[i].name),
                                                     .care_form = text_from(demo_groups[i].care_form),
                                                     .phone = text_from(demo_groups[i].phone) },
                             &making->state->groups[i]);
    return status;
}

static int make_organisation(struct change *change, void *argument)
{
    struct making *making = argument;
    change->now_at = making->at;
    int status = key_add(change, making->key);
    if (status == STATUS_OK)
        status = people_organisation_add(change,
                                         &(struct people_organisation){ .name = TEXT("Kinderopvang De Boomhut"),
                                                                        .country = TEXT("NL"),
                                                                        .address_form = TEXT("je"),
                                                                        .zone = TEXT("Europe/Amsterdam"),
                                                                        .demo = true },
                                         &making->state->organisation);
    if (status == STATUS_OK) /* where it is really served it moves by itself: host_check */
        status = host_fix(change, making->state->organisation, TEXT("localhost"));
    if (status == STATUS_OK)
        status = make_groups(change, making);
    return status == STATUS_OK ? audit_add(change, "demo.make", "organisation", making->state->organisation.value)
                               : status;
}

static int make_person(struct change *change, const char *given, const char *family, const char *say,
                       const char *language, const char *key, struct person_id *ret_person)
{
    struct person_id person;
    int status = people_person_add(change,
                                   &(struct people_person){ .given_name = text_from(given),
                                                            .family_name = text_from(family),
                                                            .say_name = text_from(say),
                                                            .language = text_from(language),
                                                            .phone = TEXT("") },
                                   &person);
    if (status == STATUS_OK)
        status = people_account_set(change, person, arena_printf(change->arena, "%s@boomhut.example", key));
    if (status == STATUS_OK)
        *ret_person = person;
    return status;
}

/* Those who do not work at the centre. */
static int employ_outside(struct change *change, const struct making *making, const char *role, struct person_id person)
{
    struct people_at_location at = { person, making->minded, making->since, DATE_FOREVER };
    if (strcmp(role, "childminder") == 0)
        return people_childminder_set(change, &at);
    return strcmp(role, "bureau") == 0 ? people_bureau_set(change, &at) : STATUS_OK;
}

static bool is_outside(const char *role)
{
    return strcmp(role, "childminder") == 0 || strcmp(role, "bureau") == 0 || strcmp(role, "partner") == 0;
}

static int employ(struct change *change, const struct making *making, const struct demo_staff *staff,
                  struct person_id person)
{
    struct people_manager manager = { .person = person, .from = making->since };
    manager.until = DATE_FOREVER;
    if (is_outside(staff->role))
        return employ_outside(change, making, staff->role, person);
    struct people_at_location at = { person, making->location, making->since, DATE_FOREVER };
    if (strcmp(staff->role, "coach") == 0)
        return people_coach_set(
            change,
            &(struct people_coach){ .person = person, .location = at.location, .from = at.from, .until = at.until });
    if (strcmp(staff->role, "committee") == 0)
        return people_committee_set(change, &at);
    if (strcmp(staff->role, "manager") == 0)
        manager.location = making->location;
    if (staff->group == DEMO_GROUP__MAX)
        return people_manager_set(change, &manager);
    if (strcmp(staff->role, "stand_in") == 0)
        return STATUS_OK;
    struct people_professional professional = { .person = person,
                                                .group = making->state->groups[staff->group],
                                                .role = text_from(staff->role),
                                                .from = making->since };
    professional.until = DATE_FOREVER;
    return people_professional_set(change, &professional);
}

static int make_staff(struct change *change, void *argument)
{
    struct making *making = argument;
    change->now_at = making->at;
    int status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < demo_staff_count; i++) {
        const struct demo_staff *staff = &demo_staff[i];
        struct person_id *person = &making->state->staff[i];
        status = make_person(change, staff->given, staff->family, staff->say, "nl", staff->key, person);
        if (status == STATUS_OK)
            status = employ(change, making, staff, *person);
    }
    return status;
}

static int make_parents(struct change *change, void *argument)
{
    struct making *making = argument;
    change->now_at = making->at;
    int status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < demo_parent_count; i++) {
        const struct demo_parent *parent = &demo_parents[i];
        status = make_person(change, parent->given, parent->family, parent->say, parent->language, parent->key,
                             &making->state->parents[i]);
    }
    return status;
}

/* --- children --- */

static int add_guardians(struct change *change, const struct making *making, struct child_id child)
{
    int status = STATUS_OK;
    for (int i = 0; status == STATUS_OK && i < DEMO_GUARDIANS_MAXIMUM && making->child->guardians[i].parent; i++) {
        const struct demo_guardian *guardian = &making->child->guardians[i];
        struct people_guardian row = { .child = child,
                                       .person = demo_person(making->state, guardian->parent),
                                       .called = text_from(guardian->called),
                                       .home = guardian->home,
                                       .authority = !guardian->no_authority,
                                       .scope = text_from(guardian->scope),
                                       .protected = guardian->protected,
                                       .place = i + 1,
                                       .from = making->since };
        row.until = DATE_FOREVER;
        status = people_guardian_set(change, &row);
    }
    return status;
}

static struct date born(const struct demo_child *child, struct date today, size_t index)
{
    /* A month is 30.44 days; nobody is born on the first of it. */
    return date_add(today, -(int32_t)(child->months * 3044 / 100) - (int32_t)(index * 7 % 23));
}

static int make_child(struct change *change, void *argument)
{
    struct making *making = argument;
    const struct demo_child *child = making->child;
    struct child_id *id = &making->state->children[child->group][making->index];
    change->now_at = making->at;
    int status = people_child_add(change,
                                  &(struct people_child){ .number = TEXT(""),
                                                          .given_name = text_from(child->given),
                                                          .family_name = text_from(child->family),
                                                          .say_name = text_from(child->say),
                                                          .born = born(child, making->today, making->index),
                                                          .allergies = text_from(text_or_empty(child->allergies)),
                                                          .restriction = text_from(text_or_empty(child->restriction)),
                                                          .photo_consent = text_from(text_or_empty(child->photo)),
                                                          .remark = text_from(text_or_empty(child->remark)) },
                                  id);
    if (status == STATUS_OK)
        status = add_guardians(change, making, *id);
    struct people_placement placement = { .child = *id,
                                          .group = making->state->groups[child->group],
                                          .weekdays = demo_weekdays(child, making->today),
                                          .from = making->since };
    placement.until = DATE_FOREVER;
    struct placement_id ignored;
    bool forced;
    if (status == STATUS_OK)
        status = people_placement_add(change, &placement, &ignored);
    if (status == STATUS_OK && child->group != DEMO_WIES) /* a childminder is it by herself */
        status =
            people_mentor_set(change, *id, demo_person(making->state, child->mentor), making->since, false, &forced);
    return status;
}

static int make_children(struct writer *writer, struct arena *arena, struct making *making, struct error *error)
{
    int status = STATUS_OK;
    for (size_t group = 0; status == STATUS_OK && group < DEMO_GROUP__MAX; group++) {
        const struct demo_children *children = demo_children_of((enum demo_group)group);
        for (size_t i = 0; status == STATUS_OK && i < children->count; i++) {
            making->child = &children->items[i];
            making->index = i;
            status = workplace_change(writer, arena, making->state->organisation, make_child, making, error);
        }
    }
    return status;
}

int demo_people_make(struct writer *writer, const struct key *key, struct zone *zone, int64_t now_at,
                     struct demo_state *state, struct error *error)
{
    struct arena *arena = arena_new();
    struct making making = { .key = key, .state = state, .today = zone_date(zone, now_at) };
    making.since = date_add(making.today, -DEMO_PAST_DAYS - SINCE_DAYS);
    making.at = zone_instant(zone, making.since, 9 * 60);
    state->began = making.today;
    int status = workplace_change(writer, arena, (struct organisation_id){ 0 }, make_organisation, &making, error);
    if (status == STATUS_OK)
        status = workplace_change(writer, arena, state->organisation, make_staff, &making, error);
    if (status == STATUS_OK)
        status = workplace_change(writer, arena, state->organisation, make_parents, &making, error);
    if (status == STATUS_OK)
        status = make_children(writer, arena, &making, error);
    arena_free(arena);
    return status;
}

/* --- today --- */

static int stand_in(struct change *change, void *argument)
{
    const struct making *making = argument;
    int status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < demo_staff_count; i++) {
        if (strcmp(demo_staff[i].role, "stand_in") != 0)
            continue;
        status = people_professional_set(
            change, &(struct people_professional){ .person = making->state->staff[i],
                                                   .group = making->state->groups[demo_staff[i].group],
                                                   .role = TEXT("stand_in"),
                                                   .from = making->today,
                                                   .until = date_add(making->today, 1) });
    }
    return status;
}

int demo_people_today(struct writer *writer, struct zone *zone, int64_t now_at, const struct demo_state *state,
                      struct error *error)
{
    struct arena *arena = arena_new();
    struct demo_state copy = *state;
    struct making making = { .state = &copy, .today = zone_date(zone, now_at) };
    int status = workplace_change(writer, arena, state->organisation, stand_in, &making, error);
    arena_free(arena);
    return status;
}
