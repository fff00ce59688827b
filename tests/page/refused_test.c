/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Asking for what is another family's: 404 to who asks, and one row in the audit a quarter of an hour (T7).
 */
#include "access/access.h"
#include "visit.h"

static int64_t refusals(struct visit *visit, enum fixture_person who, const char *kind, int64_t object)
{
    assert_int_equal(seen_flush(access_seen(visit->app.access.access)), STATUS_OK);
    return visit_number(visit, arena_printf(visit->arena,
                                            "SELECT COUNT(*) FROM audit AS t WHERE t.action = 'access.refused'"
                                            " AND t.person = %lld AND t.object_kind = '%s' AND t.object = %lld"
                                            " AND t.session = %lld",
                                            (long long)visit->fixture.persons[who].value, kind, (long long)object,
                                            (long long)visit->fixture.sessions[who].value)
                                   .data);
}

static void T7_another_familys_child_is_404_and_audited(void **state)
{
    struct visit *visit = visit_of(state);
    int64_t sami = visit->fixture.children[FIXTURE_CHILD_OTHER].value;
    for (int i = 0; i < 3; i++) {
        struct http_test_answer answer = visit_get(visit, FIXTURE_MOTHER, visit_day(visit, FIXTURE_CHILD_OTHER));
        assert_status(&answer, 404);
    }
    assert_int_equal(refusals(visit, FIXTURE_MOTHER, "child", sami), 1);
    clock_advance(&visit->world.clock, SEEN_QUARTER_MS);
    visit_get(visit, FIXTURE_MOTHER, visit_day(visit, FIXTURE_CHILD_OTHER));
    assert_int_equal(refusals(visit, FIXTURE_MOTHER, "child", sami), 2);
}

static void T7_groups_and_entries_are_audited_too(void **state)
{
    struct visit *visit = visit_of(state);
    int64_t moment = visit_note(visit, FIXTURE_OTHER_FAMILY, FIXTURE_CHILD_OTHER, "Sami sliep slecht");
    int64_t entry = visit_entry_of(visit, moment);
    visit_get(visit, FIXTURE_OTHER_PROFESSIONAL, visit_board(visit, FIXTURE_GROUP_EEKHOORNS));
    assert_int_equal(
        refusals(visit, FIXTURE_OTHER_PROFESSIONAL, "group", visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS].value), 1);
    struct text target = arena_printf(visit->arena, "/entry/%s/words", visit_moment(visit, entry));
    struct http_test_answer answer = visit_post(visit, FIXTURE_MOTHER, target, FORM(visit, "words", "x"));
    assert_status(&answer, 404);
    assert_int_equal(refusals(visit, FIXTURE_MOTHER, "entry", entry), 1);
}

static void T7_what_is_open_or_not_there_leaves_no_trace(void **state)
{
    struct visit *visit = visit_of(state);
    visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    visit_get(visit, FIXTURE_MOTHER, TEXT("/child/1000000000000"));
    /* Another organisation's child is not there at all. */
    visit_get(visit, FIXTURE_MOTHER, visit_day(visit, FIXTURE_CHILD_FOREIGN));
    assert_int_equal(seen_flush(access_seen(visit->app.access.access)), STATUS_OK);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM audit AS t WHERE t.action = 'access.refused'"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(T7_another_familys_child_is_404_and_audited),
        cmocka_unit_test(T7_groups_and_entries_are_audited_too),
        cmocka_unit_test(T7_what_is_open_or_not_there_leaves_no_trace),
    };
    return PAGE_TESTS_RUN(tests);
}
