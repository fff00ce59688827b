/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What was written last, over all children that somebody may see: both ways of finding it (feature/handover/newest.h) give
 * what the rules give by hand, and the start page shows it below the own children (R130).
 */
#include "access/rule.h"
#include "access/scope.h"
#include "feature/handover/newest.h"
#include "visit.h"

enum { ROUNDS = 60, MOST = 4 };

/* Who wrote what about whom, oldest first, as the test remembers it. */
struct written {
    enum fixture_child child;
    enum fixture_person author;
    int64_t audience;
    int64_t moment;
};

static struct access_who who_of(struct visit *visit, enum fixture_person person)
{
    return (struct access_who){ fixture_person_organisation(&visit->fixture, person), visit->fixture.persons[person],
                                FIXTURE_TODAY };
}

static bool may_read(enum fixture_person person, const struct written *written)
{
    /* Lists go over all days: the shift's bit does not count (R045). */
    int64_t scope = fixture_child_scope(person, written->child) & ~(int64_t)SCOPE_READ_SHIFT;
    return scope != 0 && ((scope & written->audience) != 0 || written->author == person);
}

/* The children in the order in which they were last written about, for this person. */
static size_t expected(enum fixture_person person, const struct written *all, size_t count,
                       enum fixture_child ret_children[MOST])
{
    size_t found = 0;
    for (size_t i = count; i-- > 0 && found < MOST;) {
        bool known = false;
        for (size_t k = 0; k < found; k++)
            known = known || ret_children[k] == all[i].child;
        if (!known && may_read(person, &all[i]))
            ret_children[found++] = all[i].child;
    }
    return found;
}

static void check(struct visit *visit, enum fixture_person person, const struct written *all, size_t count,
                  int64_t set_maximum)
{
    enum fixture_child children[MOST];
    size_t wanted = expected(person, all, count, children);
    struct access_who who = who_of(visit, person);
    struct handover_lines lines;
    assert_int_equal(newest_lines(visit->world.db, visit->arena, &who, MOST, set_maximum, &lines), STATUS_OK);
    assert_int_equal(lines.count, wanted);
    for (size_t i = 0; i < wanted; i++)
        assert_int_equal(lines.items[i].child.value, visit->fixture.children[children[i]].value);
}

static void check_everybody(struct visit *visit, const struct written *all, size_t count)
{
    for (enum fixture_person person = 0; person < FIXTURE_PERSON__MAX; person++) {
        check(visit, person, all, count, 400); /* from the set */
        check(visit, person, all, count, 0);   /* from the lines */
    }
}

static void both_ways_give_what_the_rules_give(void **state)
{
    struct visit *visit = visit_of(state);
    static const struct {
        enum fixture_child child;
        enum fixture_person author;
        int64_t audience;
    } kinds[] = {
        { FIXTURE_CHILD_OWN, FIXTURE_MOTHER, AUDIENCE_GROUP_ONLY | SCOPE_READ_HOME_1 },
        { FIXTURE_CHILD_OWN, FIXTURE_FATHER, AUDIENCE_GROUP_ONLY | SCOPE_READ_HOME_2 },
        { FIXTURE_CHILD_OWN, FIXTURE_PROFESSIONAL, AUDIENCE_ALL },
        { FIXTURE_CHILD_OTHER, FIXTURE_OTHER_FAMILY, AUDIENCE_GROUP_ONLY | SCOPE_READ_HOME_2 },
        { FIXTURE_CHILD_OTHER, FIXTURE_PROFESSIONAL, AUDIENCE_ALL },
        { FIXTURE_CHILD_GROUP, FIXTURE_OTHER_PROFESSIONAL, AUDIENCE_ALL },
        { FIXTURE_CHILD_LOCATION, FIXTURE_FAR_PROFESSIONAL, AUDIENCE_ALL },
    };
    struct written all[ROUNDS] = { 0 };
    size_t count = 0;
    check_everybody(visit, all, count);
    for (size_t round = 0; round < ROUNDS; round++) {
        size_t kind = round * round * 5 % (sizeof kinds / sizeof *kinds);
        struct written *written = &all[count++];
        *written = (struct written){ kinds[kind].child, kinds[kind].author, kinds[kind].audience, 0 };
        clock_advance(&visit->world.clock, SECOND_MS);
        written->moment = visit_note(visit, kinds[kind].author, kinds[kind].child, "een regel");
        if (round % 10 == 9)
            check_everybody(visit, all, count);
    }
}

static void R130_the_start_page_shows_it_below_the_own_children(void **state)
{
    struct visit *visit = visit_of(state);
    const char *heading = SAY(visit, LANGUAGE_NL, WORD_START_NEWEST);
    visit_note(visit, FIXTURE_OTHER_PROFESSIONAL, FIXTURE_CHILD_GROUP, "zij bouwde een toren");
    struct text own = visit_get(visit, FIXTURE_BOTH, TEXT("/")).body;
    size_t children = text_find(own, TEXT("id=\"children\""));
    size_t newest = text_find(own, text_from(heading));
    assert_true(children < newest);
    assert_true(newest < text_find(own, TEXT("zij bouwde een toren")));
    assert_true(text_find(own, TEXT("zij bouwde een toren")) < own.length);
    /* A guardian has no groups, and nobody hears of another group. */
    struct text guardian = visit_get(visit, FIXTURE_MOTHER, TEXT("/")).body;
    assert_true(text_find(guardian, text_from(heading)) == SIZE_MAX);
    struct text professional = visit_get(visit, FIXTURE_PROFESSIONAL, TEXT("/")).body;
    assert_true(text_find(professional, TEXT("zij bouwde een toren")) == SIZE_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_ways_give_what_the_rules_give),
        cmocka_unit_test(R130_the_start_page_shows_it_below_the_own_children),
    };
    return PAGE_TESTS_RUN(tests);
}
