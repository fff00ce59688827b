/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * People round a family: whom the centre may call, and what parents of a group share with each other.
 */
#include "feature/network/network.h"

#include "access/people.h"
#include "access/scope.h"
#include "db/change.h"
#include "feature/network/network.sql.h"
#include "visit.h"

static const char *page_of(struct visit *visit, enum fixture_child child, const char *page)
{
    return arena_printf(visit->arena, "/child/%s/%s", visit_child(visit, child), page).data;
}

static struct http_test_answer see(struct visit *visit, enum fixture_person who, enum fixture_child child,
                                   const char *page)
{
    return visit_get(visit, who, text_from(page_of(visit, child, page)));
}

static bool shows(struct visit *visit, enum fixture_person who, enum fixture_child child, const char *page,
                  const char *words)
{
    struct http_test_answer answer = see(visit, who, child, page);
    assert_status(&answer, 200);
    return text_find(answer.body, text_from(words)) != SIZE_MAX;
}

/* --- the network --- */

static void name_grandmother(struct visit *visit, enum fixture_person who, enum fixture_child child)
{
    struct http_test_answer answer =
        VISIT_SEND(visit, who, text_from(page_of(visit, child, "network")), "add", "/network", "name", "Els de Wit",
                   "relation", "oma", "phone", "06 1234 5678");
    assert_status(&answer, 303);
}

static const char *contact_id(struct visit *visit)
{
    return visit_moment(visit, visit_number(visit, "SELECT MAX(n.id) FROM network_contact AS n"));
}

static struct http_test_answer touch(struct visit *visit, enum fixture_person who, enum fixture_child child,
                                     const char *contact, const char *act, const char *answer)
{
    struct text target = arena_printf(visit->arena, "%s/%s/%s", page_of(visit, child, "network"), contact, act);
    return visit_post(visit, who, target, FORM(visit, "answer", answer));
}

static void R095_a_network_person_is_there_only_while_consent_is(void **state)
{
    struct visit *visit = visit_of(state);
    const enum fixture_child child = FIXTURE_CHILD_OWN;
    assert_false(shows(visit, FIXTURE_PROFESSIONAL, child, "network", "Els de Wit"));
    name_grandmother(visit, FIXTURE_MOTHER, child);
    assert_true(shows(visit, FIXTURE_PROFESSIONAL, child, "network", "tel:0612345678"));
    assert_true(shows(visit, FIXTURE_MENTOR, child, "network", "Els de Wit"));
    assert_int_equal(
        visit_number(visit, "SELECT COUNT(*) FROM consent_history AS h WHERE h.purpose = 'network_contact'"), 1);
    /* Taken back: gone at once, and the guardian still has it to give again. */
    const char *contact = contact_id(visit);
    struct http_test_answer answer = touch(visit, FIXTURE_MOTHER, child, contact, "answer", "no");
    assert_status(&answer, 303);
    assert_false(shows(visit, FIXTURE_PROFESSIONAL, child, "network", "Els de Wit"));
    assert_true(shows(visit, FIXTURE_MOTHER, child, "network", "Els de Wit"));
    assert_true(shows(visit, FIXTURE_MOTHER, child, "network", SAY(visit, LANGUAGE_NL, WORD_NETWORK_MAY_NOT)));
    answer = touch(visit, FIXTURE_MOTHER, child, contact, "answer", "yes");
    assert_status(&answer, 303);
    assert_true(shows(visit, FIXTURE_PROFESSIONAL, child, "network", "Els de Wit"));
    /* Forgotten: no name and no number stays, the answers do. */
    answer = touch(visit, FIXTURE_MOTHER, child, contact, "remove", "");
    assert_status(&answer, 303);
    assert_false(shows(visit, FIXTURE_PROFESSIONAL, child, "network", "Els de Wit"));
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM network_contact AS n"), 0);
    assert_int_equal(
        visit_number(visit, "SELECT COUNT(*) FROM consent_history AS h WHERE h.purpose = 'network_contact'"), 4);
}

/* Somebody about whom nothing was answered. */
static int name_unanswered(struct change *change, void *argument)
{
    const struct fixture *fixture = argument;
    return network_add_row(change->db,
                           (struct network_add_row_in){ .organisation = change->organisation,
                                                        .id = { identity_mint(change->identities) },
                                                        .child = fixture->children[FIXTURE_CHILD_OWN],
                                                        .person = fixture->persons[FIXTURE_MOTHER],
                                                        .name = TEXT("Bram Smit"),
                                                        .relation = TEXT("buurman"),
                                                        .phone = TEXT("06 9999 9999"),
                                                        .created_at = change->now_at },
                           NULL);
}

/* What was answered about one opens and shuts nobody else. */
static void R095_consent_is_for_one_person(void **state)
{
    struct visit *visit = visit_of(state);
    const enum fixture_child child = FIXTURE_CHILD_OWN;
    name_grandmother(visit, FIXTURE_MOTHER, child);
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, name_unanswered, &visit->fixture),
                     STATUS_OK);
    const char *bram = contact_id(visit);
    assert_true(shows(visit, FIXTURE_PROFESSIONAL, child, "network", "Els de Wit"));
    assert_false(shows(visit, FIXTURE_PROFESSIONAL, child, "network", "Bram Smit"));
    struct http_test_answer answer = touch(visit, FIXTURE_MOTHER, child, bram, "answer", "no");
    assert_status(&answer, 303);
    assert_true(shows(visit, FIXTURE_PROFESSIONAL, child, "network", "Els de Wit"));
    assert_false(shows(visit, FIXTURE_PROFESSIONAL, child, "network", "Bram Smit"));
}

static void R095_another_group_and_another_child_see_nobody(void **state)
{
    struct visit *visit = visit_of(state);
    name_grandmother(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_false(shows(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER, "network", "Els de Wit"));
    struct http_test_answer answer = see(visit, FIXTURE_OTHER_PROFESSIONAL, FIXTURE_CHILD_OWN, "network");
    assert_status(&answer, 404);
    answer = see(visit, FIXTURE_GRANDMOTHER, FIXTURE_CHILD_OWN, "network");
    assert_status(&answer, 403);
    /* Nor when the child of the address is another one. */
    answer = touch(visit, FIXTURE_OTHER_FAMILY, FIXTURE_CHILD_OTHER, contact_id(visit), "answer", "no");
    assert_status(&answer, 404);
}

static void R243_whom_a_guardian_named_is_hers_alone(void **state)
{
    struct visit *visit = visit_of(state);
    const enum fixture_child child = FIXTURE_CHILD_OTHER;
    name_grandmother(visit, FIXTURE_MOTHER_SAFE, child);
    static const enum fixture_person others[] = { FIXTURE_FATHER_DANGER, FIXTURE_OTHER_FAMILY };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct http_test_answer page = see(visit, others[i], child, "network");
        assert_no_trace(&page, "Els");
        page = see(visit, others[i], child, "consent");
        assert_no_trace(&page, "network_contact");
        struct http_test_answer answer = touch(visit, others[i], child, contact_id(visit), "answer", "no");
        assert_status(&answer, 404);
        answer = touch(visit, others[i], child, contact_id(visit), "remove", "");
        assert_status(&answer, 303); /* as for one that is away already */
    }
    assert_true(shows(visit, FIXTURE_PROFESSIONAL, child, "network", "Els de Wit"));
}

static void what_is_typed_wrong_is_told(void **state)
{
    struct visit *visit = visit_of(state);
    struct text target = text_from(page_of(visit, FIXTURE_CHILD_OWN, "network"));
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_MOTHER, target, FORM(visit, "name", "Els", "relation", "oma", "phone", "bel maar"));
    assert_status(&answer, 422);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM network_contact AS n"), 0);
    /* Twice the same is one. */
    name_grandmother(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    name_grandmother(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM network_contact AS n"), 1);
    for (int i = 1; i < NETWORK_MOST; i++) {
        const char *name = arena_printf(visit->arena, "Buur %d", i).data;
        answer = visit_post(visit, FIXTURE_MOTHER, target,
                            FORM(visit, "name", name, "relation", "buur", "phone", "06 1234 5678"));
        assert_status(&answer, 303);
    }
    answer = visit_post(visit, FIXTURE_MOTHER, target,
                        FORM(visit, "name", "Nog een", "relation", "buur", "phone", "06 1234 5678"));
    assert_status(&answer, 422);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM network_contact AS n"), NETWORK_MOST);
}

/* --- parents among each other --- */

static void share(struct visit *visit, enum fixture_person who, enum fixture_child child, const char *name,
                  const char *phone)
{
    struct text target = arena_printf(visit->arena, "/child/%s/parents/%s/share", visit_child(visit, child),
                                      visit_group(visit, visit_group_of(child)));
    struct http_test_answer answer = visit_post(visit, who, target, FORM(visit, "name", name, "phone", phone));
    assert_status(&answer, 303);
}

static void R113_only_two_who_both_opted_in_see_each_other(void **state)
{
    struct visit *visit = visit_of(state);
    share(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "Aylin van Noor", "06 1111 1111");
    assert_false(shows(visit, FIXTURE_OTHER_FAMILY, FIXTURE_CHILD_OTHER, "parents", "Aylin van Noor"));
    share(visit, FIXTURE_OTHER_FAMILY, FIXTURE_CHILD_OTHER, "Hind van Sami", "06 2222 2222");
    assert_true(shows(visit, FIXTURE_OTHER_FAMILY, FIXTURE_CHILD_OTHER, "parents", "Aylin van Noor"));
    assert_true(shows(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "parents", "06 2222 2222"));
    /* Another group does not. */
    share(visit, FIXTURE_OTHER_GROUP_PARENT, FIXTURE_CHILD_GROUP, "Lotte's vader", "06 3333 3333");
    assert_false(shows(visit, FIXTURE_OTHER_GROUP_PARENT, FIXTURE_CHILD_GROUP, "parents", "Aylin van Noor"));
    assert_false(shows(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "parents", "06 3333 3333"));
    /* Nor does the staff, or a limited guardian. */
    struct http_test_answer answer = see(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "parents");
    assert_status(&answer, 404);
    answer = see(visit, FIXTURE_GRANDMOTHER, FIXTURE_CHILD_OWN, "parents");
    assert_status(&answer, 403);
    /* Opting out takes it away at once, both ways. */
    struct text stop = arena_printf(visit->arena, "/child/%s/parents/%s/stop", visit_child(visit, FIXTURE_CHILD_OWN),
                                    visit_group(visit, FIXTURE_GROUP_EEKHOORNS));
    answer = visit_post(visit, FIXTURE_MOTHER, stop, FORM(visit, "x", "y"));
    assert_status(&answer, 303);
    assert_false(shows(visit, FIXTURE_OTHER_FAMILY, FIXTURE_CHILD_OTHER, "parents", "Aylin van Noor"));
    assert_false(shows(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "parents", "06 2222 2222"));
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM parent_contact AS o WHERE o.phone = '06 1111 1111'"), 0);
}

static int end_guardian(struct change *change, void *argument)
{
    const struct fixture *fixture = argument;
    return people_guardian_end(change, fixture->children[FIXTURE_CHILD_OWN], fixture->persons[FIXTURE_MOTHER],
                               FIXTURE_TODAY);
}

static void R113_who_left_is_shown_to_nobody(void **state)
{
    struct visit *visit = visit_of(state);
    share(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "Aylin van Noor", "06 1111 1111");
    share(visit, FIXTURE_OTHER_FAMILY, FIXTURE_CHILD_OTHER, "Hind van Sami", "06 2222 2222");
    assert_true(shows(visit, FIXTURE_OTHER_FAMILY, FIXTURE_CHILD_OTHER, "parents", "Aylin van Noor"));
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, end_guardian, &visit->fixture),
                     STATUS_OK);
    assert_false(shows(visit, FIXTURE_OTHER_FAMILY, FIXTURE_CHILD_OTHER, "parents", "Aylin van Noor"));
}

static void R243_T20_a_protected_guardian_is_never_shown_to_the_other_home(void **state)
{
    struct visit *visit = visit_of(state);
    share(visit, FIXTURE_MOTHER_SAFE, FIXTURE_CHILD_OTHER, "Sanne", "06 4444 4444");
    share(visit, FIXTURE_FATHER_DANGER, FIXTURE_CHILD_OTHER, "Rick", "06 5555 5555");
    share(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "Aylin van Noor", "06 1111 1111");
    struct http_test_answer page = see(visit, FIXTURE_FATHER_DANGER, FIXTURE_CHILD_OTHER, "parents");
    assert_no_trace(&page, "06 4444 4444");
    assert_no_trace(&page, "Sanne");
    page = see(visit, FIXTURE_MOTHER_SAFE, FIXTURE_CHILD_OTHER, "parents");
    assert_no_trace(&page, "06 5555 5555");
    assert_true(shows(visit, FIXTURE_MOTHER_SAFE, FIXTURE_CHILD_OTHER, "parents", "Aylin van Noor"));
    assert_true(shows(visit, FIXTURE_FATHER_DANGER, FIXTURE_CHILD_OTHER, "parents", "Aylin van Noor"));
}

/* The statements hold by themselves, whatever page asks them. */
static void R095_R113_the_lists_start_from_who_may(void **state)
{
    struct visit *visit = visit_of(state);
    const struct fixture *fixture = &visit->fixture;
    name_grandmother(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    share(visit, FIXTURE_OTHER_FAMILY, FIXTURE_CHILD_OTHER, "Hind van Sami", "06 2222 2222");
    struct network_callable_in callable = { .organisation = fixture->organisation,
                                            .child = fixture->children[FIXTURE_CHILD_OWN],
                                            .person = fixture->persons[FIXTURE_PROFESSIONAL],
                                            .today = FIXTURE_TODAY,
                                            .centre = SCOPE_READ_TODAY };
    struct network_callable_rows contacts;
    assert_int_equal(network_callable(visit->world.db, visit->arena, callable, &contacts), STATUS_OK);
    assert_int_equal(contacts.count, 1);
    callable.person = fixture->persons[FIXTURE_FATHER];
    assert_int_equal(network_callable(visit->world.db, visit->arena, callable, &contacts), STATUS_OK);
    assert_int_equal(contacts.count, 0);
    struct parents_others_in others = { .organisation = fixture->organisation,
                                        .care_group = fixture->groups[FIXTURE_GROUP_EEKHOORNS],
                                        .person = fixture->persons[FIXTURE_MOTHER],
                                        .today = FIXTURE_TODAY,
                                        .homes = SCOPE_READ_HOME };
    struct parents_others_rows parents;
    assert_int_equal(parents_others(visit->world.db, visit->arena, others, &parents), STATUS_OK);
    assert_int_equal(parents.count, 0); /* she does not share */
    share(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "Aylin van Noor", "06 1111 1111");
    assert_int_equal(parents_others(visit->world.db, visit->arena, others, &parents), STATUS_OK);
    assert_int_equal(parents.count, 1);
}

static void sharing_needs_a_way_to_be_reached(void **state)
{
    struct visit *visit = visit_of(state);
    struct text target = arena_printf(visit->arena, "/child/%s/parents/%s/share", visit_child(visit, FIXTURE_CHILD_OWN),
                                      visit_group(visit, FIXTURE_GROUP_EEKHOORNS));
    struct http_test_answer answer = visit_post(visit, FIXTURE_MOTHER, target, FORM(visit, "name", "Aylin"));
    assert_status(&answer, 422);
    answer = visit_post(visit, FIXTURE_MOTHER, target, FORM(visit, "name", "Aylin", "email", "geen adres"));
    assert_status(&answer, 422);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM parent_contact AS o"), 0);
    answer = visit_post(visit, FIXTURE_MOTHER, target, FORM(visit, "name", "Aylin", "email", "aylin@example.org"));
    assert_status(&answer, 303);
    /* Not on a group that the child is not on. */
    target = arena_printf(visit->arena, "/child/%s/parents/%s/share", visit_child(visit, FIXTURE_CHILD_OWN),
                          visit_group(visit, FIXTURE_GROUP_BEVERS));
    answer = visit_post(visit, FIXTURE_MOTHER, target, FORM(visit, "name", "Aylin", "phone", "06 1111 1111"));
    assert_status(&answer, 404);
    struct http_test_answer page = see(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "parents");
    visit_keep(&page, "parents");
    page = see(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "network");
    visit_keep(&page, "network");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(R095_a_network_person_is_there_only_while_consent_is),
        cmocka_unit_test(R095_consent_is_for_one_person),
        cmocka_unit_test(R095_another_group_and_another_child_see_nobody),
        cmocka_unit_test(R243_whom_a_guardian_named_is_hers_alone),
        cmocka_unit_test(what_is_typed_wrong_is_told),
        cmocka_unit_test(R113_only_two_who_both_opted_in_see_each_other),
        cmocka_unit_test(R113_who_left_is_shown_to_nobody),
        cmocka_unit_test(R243_T20_a_protected_guardian_is_never_shown_to_the_other_home),
        cmocka_unit_test(R095_R113_the_lists_start_from_who_may),
        cmocka_unit_test(sharing_needs_a_way_to_be_reached),
    };
    return PAGE_TESTS_RUN(tests);
}
