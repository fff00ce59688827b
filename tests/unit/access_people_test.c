/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who belongs to whom, and the access sets that follow from it, on both engines: every person of the fixture against every
 * child and group, the rules of mentors and protected guardians (R042, R243), and hundreds of random changes after which
 * the set must be the rule.
 */
#include "access/access.h"
#include "access/audit.h"
#include "access/people.h"
#include "access/session.h"
#include "page/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

struct state {
    struct fixture_world world;
    struct fixture fixture;
    bool there; /* this engine can be tested here */
};

static int setup(void **state, bool postgresql)
{
    static struct state states[2];
    struct state *made = &states[postgresql];
    made->there = fixture_world_open(postgresql, &made->world);
    if (made->there)
        assert_int_equal(fixture_make(made->world.writer, made->world.arena, &made->fixture), STATUS_OK);
    *state = made;
    return 0;
}

static int setup_sqlite(void **state)
{
    return setup(state, false);
}

static int setup_postgresql(void **state)
{
    return setup(state, true);
}

static int teardown(void **state)
{
    struct state *made = *state;
    if (made->there)
        fixture_world_close(&made->world);
    return 0;
}

static struct state *here(void **state)
{
    struct state *made = *state;
    if (!made->there)
        skip();
    return made;
}

static struct access_who who(const struct state *state, enum fixture_person person)
{
    return (struct access_who){ .organisation = fixture_person_organisation(&state->fixture, person),
                                .person = state->fixture.persons[person],
                                .today = FIXTURE_TODAY };
}

static int64_t child_scope(struct state *state, enum fixture_person person, enum fixture_child child)
{
    int64_t scope = 0;
    int status = access_child(state->world.db, who(state, person), state->fixture.children[child], &scope);
    assert_int_equal(status, scope ? STATUS_OK : STATUS_NOT_FOUND);
    return scope;
}

static void assert_sets_are_rules(struct state *state)
{
    struct arena *arena = arena_new();
    struct access_difference difference;
    struct organisation_id organisations[] = { state->fixture.organisation, state->fixture.foreign };
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(access_compare(state->world.db, arena, organisations[i], &difference), STATUS_OK);
        assert_int_equal(difference.missing, 0);
        assert_int_equal(difference.extra, 0);
    }
    arena_free(arena);
}

static void test_everybody_against_every_child_and_group(void **given)
{
    struct state *state = here(given);
    for (enum fixture_person person = 0; person < FIXTURE_PERSON__MAX; person++) {
        for (enum fixture_child child = 0; child < FIXTURE_CHILD__MAX; child++)
            if (child_scope(state, person, child) != fixture_child_scope(person, child))
                fail_msg("%s, child %d: %lld, not %lld", fixture_person_name(person), (int)child,
                         (long long)child_scope(state, person, child), (long long)fixture_child_scope(person, child));
        for (enum fixture_group group = 0; group < FIXTURE_GROUP__MAX; group++) {
            int64_t scope = 0;
            int status = access_group(state->world.db, who(state, person), state->fixture.groups[group], &scope);
            assert_int_equal(status, scope ? STATUS_OK : STATUS_NOT_FOUND);
            assert_int_equal(scope, fixture_group_scope(person, group));
        }
        for (enum fixture_location location = 0; location < FIXTURE_LOCATION__MAX; location++) {
            int64_t scope = 0;
            struct location_id id = fixture_location(&state->fixture, location);
            int status = access_location(state->world.db, who(state, person), id, &scope);
            assert_int_equal(status, scope ? STATUS_OK : STATUS_NOT_FOUND);
            assert_int_equal(scope, fixture_location_scope(person, location));
        }
        bool over;
        assert_int_equal(access_is_over(state->world.db, who(state, person), &over), STATUS_OK);
        assert_int_equal(over, fixture_is_over(person));
    }
    assert_sets_are_rules(state);
}

/* The organisation is part of every key: an id of one is nothing in the other. */
static void test_the_same_ids_in_another_organisation(void **given)
{
    struct state *state = here(given);
    struct access_who administrator = who(state, FIXTURE_ADMINISTRATOR);
    int64_t scope;
    administrator.organisation = state->fixture.foreign;
    assert_int_equal(
        access_child(state->world.db, administrator, state->fixture.children[FIXTURE_CHILD_FOREIGN], &scope),
        STATUS_NOT_FOUND);
    assert_int_equal(access_child(state->world.db, administrator, state->fixture.children[FIXTURE_CHILD_OWN], &scope),
                     STATUS_NOT_FOUND);
}

/* Access ends on the set date, for a family, an employee, a stand-in, a coach, a partner and a bureau. */
static void T16_access_ends_and_begins_by_day(void **given)
{
    struct state *state = here(given);
    struct access_who left = who(state, FIXTURE_LEFT_PARENT);
    struct access_who later = who(state, FIXTURE_LATER_STAND_IN);
    struct child_id daan = state->fixture.children[FIXTURE_CHILD_LEFT];
    struct child_id noor = state->fixture.children[FIXTURE_CHILD_OWN];
    int64_t scope;
    assert_int_equal(access_child(state->world.db, left, daan, &scope), STATUS_NOT_FOUND);
    left.today = date_add(FIXTURE_TODAY, -1);
    assert_int_equal(access_child(state->world.db, left, daan, &scope), STATUS_OK);
    assert_int_equal(access_child(state->world.db, later, noor, &scope), STATUS_NOT_FOUND);
    later.today = date_add(FIXTURE_TODAY, 1);
    assert_int_equal(access_child(state->world.db, later, noor, &scope), STATUS_OK);
    later.today = date_add(FIXTURE_TODAY, 2);
    assert_int_equal(access_child(state->world.db, later, noor, &scope), STATUS_NOT_FOUND);
    struct access_who partner = who(state, FIXTURE_PARTNER);
    partner.today = date_add(FIXTURE_TODAY, 29);
    assert_int_equal(access_child(state->world.db, partner, noor, &scope), STATUS_OK);
    partner.today = date_add(FIXTURE_TODAY, 30);
    assert_int_equal(access_child(state->world.db, partner, noor, &scope), STATUS_NOT_FOUND);
    struct access_who coach = who(state, FIXTURE_LEFT_COACH);
    assert_int_equal(access_child(state->world.db, coach, noor, &scope), STATUS_NOT_FOUND);
    coach.today = date_add(FIXTURE_TODAY, -1);
    assert_int_equal(access_child(state->world.db, coach, noor, &scope), STATUS_OK);
    assert_int_equal(scope, SCOPE_OF_COACH);
}

/* --- childminders (R209) --- */

struct sharing {
    struct child_id child;
    struct date from, until;
};

static int share(struct change *change, void *argument)
{
    struct sharing *sharing = argument;
    return people_share_set(change, sharing->child, sharing->from, sharing->until);
}

static int open_partner(struct change *change, void *argument)
{
    struct fixture *fixture = argument;
    return people_partner_set(change, &(struct people_partner){ .person = fixture->persons[FIXTURE_PARTNER],
                                                                .child = fixture->children[FIXTURE_CHILD_OWN],
                                                                .purpose = TEXT("health"),
                                                                .from = FIXTURE_TODAY,
                                                                .until = DATE_FOREVER });
}

static void R209_the_bureau_sees_what_is_shared(void **given)
{
    struct state *state = here(given);
    struct sharing sharing = { state->fixture.children[FIXTURE_CHILD_MINDED], { 20000 }, FIXTURE_TODAY };
    assert_int_equal(child_scope(state, FIXTURE_BUREAU, FIXTURE_CHILD_MINDED), SCOPE_READ_SHARED);
    assert_int_equal(child_scope(state, FIXTURE_ADMINISTRATOR, FIXTURE_CHILD_MINDED), 0);
    assert_int_equal(fixture_change(&state->world, state->fixture.organisation, share, &sharing), STATUS_OK);
    assert_int_equal(child_scope(state, FIXTURE_BUREAU, FIXTURE_CHILD_MINDED), 0);
    assert_sets_are_rules(state);
    sharing.until = DATE_FOREVER;
    assert_int_equal(fixture_change(&state->world, state->fixture.organisation, share, &sharing), STATUS_OK);
    assert_int_equal(child_scope(state, FIXTURE_BUREAU, FIXTURE_CHILD_MINDED), SCOPE_READ_SHARED);
    assert_int_equal(child_scope(state, FIXTURE_CHILDMINDER, FIXTURE_CHILD_MINDED), SCOPE_OF_CHILDMINDER);
    /* A partner's invitation always ends. */
    assert_int_equal(fixture_change(&state->world, state->fixture.organisation, open_partner, &state->fixture),
                     STATUS_INVALID);
}

/* --- something wrote around people.c --- */

static int break_sets(struct change *change, void *argument)
{
    (void)argument;
    return db_execute(change->db,
                      "DELETE FROM may_child WHERE scope = 204; UPDATE may_group SET until_day = until_day + 1 "
                      "WHERE until_day = 20781;",
                      &change->error);
}

static int refresh(struct change *change, void *argument)
{
    (void)argument;
    return people_refresh(change);
}

static void test_a_difference_is_found_and_healed(void **given)
{
    struct state *state = here(given);
    struct access_difference difference;
    struct arena *arena = arena_new();
    assert_int_equal(fixture_change(&state->world, state->fixture.organisation, break_sets, NULL), STATUS_OK);
    assert_int_equal(access_compare(state->world.db, arena, state->fixture.organisation, &difference), STATUS_OK);
    assert_int_equal(difference.missing, 2); /* the mentor, and the stand-in's own end */
    assert_int_equal(difference.extra, 1);   /* the stand-in a day too long */
    assert_int_equal(fixture_change(&state->world, state->fixture.organisation, refresh, NULL), STATUS_OK);
    assert_sets_are_rules(state);
    arena_free(arena);
}

/* --- mentors (R042) --- */

struct mentor_try {
    struct child_id child;
    struct person_id person;
    struct date from;
    bool force;
    bool forced;
};

static int set_mentor(struct change *change, void *argument)
{
    struct mentor_try *try = argument;
    return people_mentor_set(change, try->child, try->person, try->from, try->force, &try->forced);
}

static void test_one_mentor_who_works_on_the_group(void **given)
{
    struct state *state = here(given);
    struct fixture *fixture = &state->fixture;
    struct mentor_try try = { .child = fixture->children[FIXTURE_CHILD_OWN],
                              .person = fixture->persons[FIXTURE_PROFESSIONAL],
                              .from = FIXTURE_TODAY };
    assert_int_equal(fixture_change(&state->world, fixture->organisation, set_mentor, &try), STATUS_OK);
    assert_false(try.forced);
    assert_int_equal(child_scope(state, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN), SCOPE_OF_MENTOR);
    assert_int_equal(child_scope(state, FIXTURE_MENTOR, FIXTURE_CHILD_OWN), SCOPE_OF_PROFESSIONAL);
    assert_sets_are_rules(state);
    /* On the same day somebody else after all: no two open rows. */
    try.person = fixture->persons[FIXTURE_MENTOR];
    assert_int_equal(fixture_change(&state->world, fixture->organisation, set_mentor, &try), STATUS_OK);
    assert_int_equal(child_scope(state, FIXTURE_MENTOR, FIXTURE_CHILD_OWN), SCOPE_OF_MENTOR);
    /* Somebody of another location, only when an import insists. */
    try.person = fixture->persons[FIXTURE_FAR_PROFESSIONAL];
    assert_int_equal(fixture_change(&state->world, fixture->organisation, set_mentor, &try), STATUS_INVALID);
    assert_int_equal(child_scope(state, FIXTURE_MENTOR, FIXTURE_CHILD_OWN), SCOPE_OF_MENTOR);
    try.force = true;
    assert_int_equal(fixture_change(&state->world, fixture->organisation, set_mentor, &try), STATUS_OK);
    assert_true(try.forced);
    assert_int_equal(child_scope(state, FIXTURE_FAR_PROFESSIONAL, FIXTURE_CHILD_OWN), SCOPE_OF_MENTOR);
    /* Back, for the other tests. */
    try = (struct mentor_try){ .child = try.child, .person = fixture->persons[FIXTURE_MENTOR], .from = { 20000 } };
    assert_int_equal(fixture_change(&state->world, fixture->organisation, set_mentor, &try), STATUS_OK);
    assert_int_equal(child_scope(state, FIXTURE_FAR_PROFESSIONAL, FIXTURE_CHILD_OWN), 0);
    assert_sets_are_rules(state);
}

/* --- protected guardians (R243) --- */

struct writing {
    struct fixture *fixture;
    enum fixture_person author;
    int64_t wanted;
    int64_t answers; /* a moment */
    struct entry_id entry;
    int64_t moment;
    int64_t audience;
};

/* A line about Sami, with the audience that the access layer allows. */
static int write_entry(struct change *change, void *argument)
{
    struct writing *writing = argument;
    struct fixture *fixture = writing->fixture;
    struct child_id sami = fixture->children[FIXTURE_CHILD_OTHER];
    int status = access_audience(change->db, change->organisation, sami, fixture->persons[writing->author],
                                 writing->wanted, &writing->audience);
    if (status != STATUS_OK)
        return status;
    writing->entry = CHANGE_MINT(change, entry);
    writing->moment = identity_mint(change->identities);
    struct text sql =
        arena_printf(change->arena,
                     "INSERT INTO entry (organisation, child, day, at, id, moment, care_group, side, kind, answers, "
                     "audience, author, "
                     "created_at) VALUES (%lld, %lld, 20780, 1, %lld, %lld, 0, 1, 'words', %lld, %lld, %lld, 1);",
                     (long long)change->organisation.value, (long long)sami.value, (long long)writing->entry.value,
                     (long long)writing->moment, (long long)writing->answers, (long long)writing->audience,
                     (long long)fixture->persons[writing->author].value);
    return db_execute(change->db, sql.data, &change->error);
}

struct protecting {
    struct fixture *fixture;
    enum fixture_person person;
    int64_t home;
    bool protected;
};

static int protect(struct change *change, void *argument)
{
    struct protecting *protecting = argument;
    struct people_guardian guardian = { .child = protecting->fixture->children[FIXTURE_CHILD_OTHER],
                                        .person = protecting->fixture->persons[protecting->person],
                                        .home = protecting->home,
                                        .authority = true,
                                        .scope = TEXT("full"),
                                        .protected = protecting->protected,
                                        .from = { 20000 },
                                        .until = DATE_FOREVER };
    return people_guardian_set(change, &guardian);
}

static bool reads(struct state *state, enum fixture_person person, const struct writing *writing)
{
    int64_t scope;
    struct child_id child;
    int status = access_entry(state->world.db, who(state, person), writing->entry, &scope, &child);
    assert_true(status == STATUS_OK || status == STATUS_NOT_FOUND);
    return status == STATUS_OK;
}

static void change_ok(struct state *state, int (*change)(struct change *, void *), void *argument)
{
    assert_int_equal(fixture_change(&state->world, state->fixture.organisation, change, argument), STATUS_OK);
}

static void test_a_protected_guardian_leaves_no_trace(void **given)
{
    struct state *state = here(given);
    struct fixture *fixture = &state->fixture;
    struct writing safe = { .fixture = fixture, .author = FIXTURE_MOTHER_SAFE, .wanted = AUDIENCE_BOTH_HOMES };
    change_ok(state, write_entry, &safe);
    assert_int_equal(safe.audience, AUDIENCE_GROUP_ONLY | SCOPE_READ_HOME_1);
    assert_true(reads(state, FIXTURE_MOTHER_SAFE, &safe));
    assert_true(reads(state, FIXTURE_PROFESSIONAL, &safe));
    assert_true(reads(state, FIXTURE_MANAGER, &safe));
    assert_false(reads(state, FIXTURE_FATHER_DANGER, &safe));
    assert_false(reads(state, FIXTURE_OTHER_GROUP_PARENT, &safe));
    assert_false(reads(state, FIXTURE_OTHER_PROFESSIONAL, &safe));
    assert_false(reads(state, FIXTURE_FOREIGN_ADMINISTRATOR, &safe));

    /* Not protected: both homes read it, a limited guardian does not. */
    struct writing open = { .fixture = fixture, .author = FIXTURE_FATHER_DANGER, .wanted = AUDIENCE_BOTH_HOMES };
    change_ok(state, write_entry, &open);
    assert_true(reads(state, FIXTURE_MOTHER_SAFE, &open));
    struct writing answer = {
        .fixture = fixture, .author = FIXTURE_PROFESSIONAL, .wanted = AUDIENCE_BOTH_HOMES, .answers = open.moment
    };
    change_ok(state, write_entry, &answer);
    assert_true(reads(state, FIXTURE_MOTHER_SAFE, &answer));

    /* He becomes protected: he shares home 2 with other_family, so he gets home 3, and what was open is narrowed. */
    struct protecting protecting = { fixture, FIXTURE_FATHER_DANGER, 2, true };
    change_ok(state, protect, &protecting);
    assert_int_equal(child_scope(state, FIXTURE_FATHER_DANGER, FIXTURE_CHILD_OTHER),
                     SCOPE_READ_HOME_3 | SCOPE_WRITE_HOME);
    assert_false(reads(state, FIXTURE_MOTHER_SAFE, &open));
    assert_false(reads(state, FIXTURE_OTHER_FAMILY, &open));
    assert_false(reads(state, FIXTURE_MOTHER_SAFE, &answer));
    assert_true(reads(state, FIXTURE_FATHER_DANGER, &open));
    assert_true(reads(state, FIXTURE_FATHER_DANGER, &answer));
    assert_true(reads(state, FIXTURE_PROFESSIONAL, &answer));

    /* Nobody may be put into a protected guardian's home. */
    struct protecting joining = { fixture, FIXTURE_OTHER_FAMILY, 3, false };
    assert_int_equal(fixture_change(&state->world, fixture->organisation, protect, &joining), STATUS_INVALID);

    /* Taking it off opens nothing that was hidden; later lines are open again. */
    protecting.protected = false;
    protecting.home = 2;
    change_ok(state, protect, &protecting);
    assert_false(reads(state, FIXTURE_MOTHER_SAFE, &open));
    change_ok(state, write_entry, &open);
    assert_true(reads(state, FIXTURE_OTHER_FAMILY, &open));
    assert_sets_are_rules(state);
}

/* --- accounts --- */

struct account_try {
    struct person_id person;
    struct text email;
};

static int set_account(struct change *change, void *argument)
{
    struct account_try *try = argument;
    return people_account_set(change, try->person, try->email);
}

static int set_password(struct change *change, void *argument)
{
    return people_password_set(change, *(struct person_id *)argument, TEXT("$argon2id$none"));
}

static int add_audit(struct change *change, void *argument)
{
    (void)argument;
    return audit_add(change, "test.action", "child", 7);
}

static void test_an_address_belongs_to_one_account(void **given)
{
    struct state *state = here(given);
    struct fixture *fixture = &state->fixture;
    struct account_try try = { fixture->persons[FIXTURE_FATHER], TEXT(" MOTHER@Example.ORG ") };
    assert_int_equal(fixture_change(&state->world, fixture->organisation, set_account, &try), STATUS_CONFLICT);
    try.email = TEXT("Emre@Example.org");
    change_ok(state, set_account, &try);
    change_ok(state, set_account, &try);
    try.person = fixture->persons[FIXTURE_MOTHER];
    try.email = TEXT("emre@example.org");
    assert_int_equal(fixture_change(&state->world, fixture->organisation, set_account, &try), STATUS_CONFLICT);
    /* The same address in another organisation is another account. */
    try.person = fixture->persons[FIXTURE_FOREIGN_PARENT];
    assert_int_equal(fixture_change(&state->world, fixture->foreign, set_account, &try), STATUS_OK);
    struct person_id nobody = { 12345 };
    assert_int_equal(fixture_change(&state->world, fixture->organisation, set_password, &nobody), STATUS_NOT_FOUND);
    change_ok(state, add_audit, NULL);
}

/* --- hundreds of random changes --- */

enum { ROUNDS = 500 };

/* Numbers that are the same in every run. */
static uint32_t next(uint32_t *seed, uint32_t limit)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % limit;
}

struct chaos {
    struct state *state;
    uint32_t seed;
    struct placement_id placements[64];
    size_t placement_count;
};

static struct date some_day(struct chaos *chaos)
{
    return next(&chaos->seed, 4) == 0 ? DATE_FOREVER : (struct date){ 20770 + (int32_t)next(&chaos->seed, 20) };
}

static enum fixture_child some_child(struct chaos *chaos)
{
    return (enum fixture_child)next(&chaos->seed, FIXTURE_CHILD_FOREIGN);
}

static struct person_id some_person(struct chaos *chaos)
{
    return chaos->state->fixture.persons[next(&chaos->seed, FIXTURE_FOREIGN_PARENT)];
}

static struct group_id some_group(struct chaos *chaos)
{
    return chaos->state->fixture.groups[next(&chaos->seed, FIXTURE_GROUP_FOREIGN)];
}

static int random_guardian(struct change *change, struct chaos *chaos)
{
    static const struct text scopes[] = { TEXT_INITIALISER("full"), TEXT_INITIALISER("limited"),
                                          TEXT_INITIALISER("none") };
    struct people_guardian guardian = { .child = chaos->state->fixture.children[some_child(chaos)],
                                        .person = some_person(chaos),
                                        .home = 1 + next(&chaos->seed, 3),
                                        .scope = scopes[next(&chaos->seed, 3)],
                                        .protected = next(&chaos->seed, 8) == 0,
                                        .from = some_day(chaos),
                                        .until = some_day(chaos) };
    return people_guardian_set(change, &guardian);
}

static int random_placement(struct change *change, struct chaos *chaos)
{
    struct people_placement placement = { .child = chaos->state->fixture.children[some_child(chaos)],
                                          .group = some_group(chaos),
                                          .weekdays = 1 + next(&chaos->seed, 127),
                                          .from = some_day(chaos),
                                          .until = some_day(chaos) };
    if (chaos->placement_count == 0 || next(&chaos->seed, 3) == 0) {
        struct placement_id id;
        int status = people_placement_add(change, &placement, &id);
        if (status == STATUS_OK && chaos->placement_count < 64)
            chaos->placements[chaos->placement_count++] = id;
        return status;
    }
    placement.id = chaos->placements[next(&chaos->seed, (uint32_t)chaos->placement_count)];
    return next(&chaos->seed, 2) ? people_placement_set(change, &placement)
                                 : people_placement_end(change, placement.id, placement.until);
}

static int random_staff(struct change *change, struct chaos *chaos)
{
    static const struct text roles[] = { TEXT_INITIALISER("professional"), TEXT_INITIALISER("stand_in"),
                                         TEXT_INITIALISER("student") };
    struct people_professional professional = { .person = some_person(chaos),
                                                .group = some_group(chaos),
                                                .role = roles[next(&chaos->seed, 3)],
                                                .from = some_day(chaos),
                                                .until = some_day(chaos) };
    return people_professional_set(change, &professional);
}

static int random_manager(struct change *change, struct chaos *chaos)
{
    struct location_id locations[] = { { 0 }, chaos->state->fixture.noord, chaos->state->fixture.zuid };
    struct people_manager manager = { .person = some_person(chaos),
                                      .location = locations[next(&chaos->seed, 3)],
                                      .from = some_day(chaos),
                                      .until = some_day(chaos) };
    return people_manager_set(change, &manager);
}

static int random_role(struct change *change, struct chaos *chaos)
{
    struct fixture *fixture = &chaos->state->fixture;
    struct location_id locations[] = { { 0 }, fixture->noord, fixture->zuid, fixture->minded };
    struct people_at_location at = { .person = some_person(chaos),
                                     .location = locations[1 + next(&chaos->seed, 3)],
                                     .from = some_day(chaos),
                                     .until = some_day(chaos) };
    struct people_coach coach = { .person = at.person,
                                  .location = locations[next(&chaos->seed, 4)],
                                  .group = next(&chaos->seed, 2) ? some_group(chaos) : (struct group_id){ 0 },
                                  .from = at.from,
                                  .until = at.until };
    struct people_partner partner = { .person = at.person,
                                      .child = fixture->children[some_child(chaos)],
                                      .purpose = TEXT("support"),
                                      .from = at.from,
                                      .until = at.until };
    switch (next(&chaos->seed, 6)) {
    case 0:
        return people_coach_set(change, &coach);
    case 1:
        return people_committee_set(change, &at);
    case 2:
        return people_partner_set(change, &partner);
    case 3:
        return people_childminder_set(change, &at);
    case 4:
        at.location = locations[next(&chaos->seed, 4)];
        return people_bureau_set(change, &at);
    default:
        return people_share_set(change, partner.child, at.from, at.until);
    }
}

static int random_group_move(struct change *change, struct chaos *chaos)
{
    uint32_t which = next(&chaos->seed, FIXTURE_GROUP_FOREIGN);
    struct people_group group = { .id = chaos->state->fixture.groups[which],
                                  .location = fixture_location(&chaos->state->fixture,
                                                               (enum fixture_location)next(&chaos->seed, 3)),
                                  .name = arena_printf(change->arena, "groep %u", which),
                                  .care_form = next(&chaos->seed, 2) ? TEXT("day_care") : TEXT("childminder") };
    return people_group_set(change, &group);
}

static int random_change(struct change *change, void *argument)
{
    struct chaos *chaos = argument;
    bool forced;
    switch (next(&chaos->seed, 11)) {
    case 8:
    case 9:
    case 10:
        return random_role(change, chaos);
    case 0:
    case 1:
        return random_guardian(change, chaos);
    case 2:
    case 3:
        return random_placement(change, chaos);
    case 4:
        return random_staff(change, chaos);
    case 5:
        return random_manager(change, chaos);
    case 6:
        return next(&chaos->seed, 2) ? random_group_move(change, chaos)
                                     : people_employment_end(change, some_person(chaos), some_day(chaos));
    default:
        return people_mentor_set(change, chaos->state->fixture.children[some_child(chaos)], some_person(chaos),
                                 (struct date){ 20770 + (int32_t)next(&chaos->seed, 20) }, true, &forced);
    }
}

static void test_the_set_is_the_rule_after_anything(void **given)
{
    struct state *state = here(given);
    struct chaos chaos = { .state = state, .seed = 2 };
    int done = 0;
    for (int round = 0; round < ROUNDS; round++) {
        int status = fixture_change(&state->world, state->fixture.organisation, random_change, &chaos);
        assert_true(status == STATUS_OK || status == STATUS_INVALID);
        done += status == STATUS_OK;
        if (round % 10 == 9)
            assert_sets_are_rules(state);
    }
    assert_true(done > ROUNDS / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_everybody_against_every_child_and_group),
        cmocka_unit_test(test_the_same_ids_in_another_organisation),
        cmocka_unit_test(T16_access_ends_and_begins_by_day),
        cmocka_unit_test(R209_the_bureau_sees_what_is_shared),
        cmocka_unit_test(test_a_difference_is_found_and_healed),
        cmocka_unit_test(test_one_mentor_who_works_on_the_group),
        cmocka_unit_test(test_a_protected_guardian_leaves_no_trace),
        cmocka_unit_test(test_an_address_belongs_to_one_account),
        cmocka_unit_test(test_the_set_is_the_rule_after_anything),
    };
    int failed = cmocka_run_group_tests_name("sqlite", tests, setup_sqlite, teardown);
    return failed + cmocka_run_group_tests_name("postgresql", tests, setup_postgresql, teardown);
}
