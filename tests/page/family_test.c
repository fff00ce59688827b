/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The family of a child: what a guardian changes counts when the team confirms it (T18, R233), membership is labelled (T19),
 * access ends on its date (T16), and the record shows everybody (R012, R096).
 */
#include "access/people.h"
#include "feature/family/family.h"
#include "feature/task/task.h"
#include "visit.h"

static struct text family(struct visit *visit, enum fixture_child child)
{
    return url_family(visit->arena, visit->fixture.children[child]).text;
}

static struct markup *family_page(struct visit *visit, enum fixture_person who, enum fixture_child child)
{
    struct http_test_answer answer = visit_get(visit, who, family(visit, child));
    assert_status(&answer, 200);
    return markup_read(visit->arena, answer.body);
}

static struct text door(struct visit *visit, enum fixture_child child)
{
    return url_family_collect(visit->arena, visit->fixture.groups[visit_group_of(child)],
                              visit->fixture.children[child])
        .text;
}

static const char *last_proposal(struct visit *visit)
{
    return visit_moment(visit, visit_number(visit, "SELECT MAX(w.id) FROM proposal AS w"));
}

static void ask_contact(struct visit *visit, const char *phone, const char *email)
{
    struct http_test_answer answer = VISIT_SEND(visit, FIXTURE_MOTHER, family(visit, FIXTURE_CHILD_OWN), "contact-form",
                                                "/contact", "phone", phone, "email", email);
    assert_status(&answer, 303);
}

static struct http_test_answer decide(struct visit *visit, enum fixture_person who, enum fixture_child child,
                                      const char *decision, const char *told)
{
    return visit_post(visit, who, url_family_decide(visit->arena, visit->fixture.children[child]).text,
                      FORM(visit, "proposal", last_proposal(visit), "decision", decision, "told", told));
}

static void assert_phone(struct visit *visit, const char *phone)
{
    struct text sql = arena_printf(visit->arena, "SELECT p.phone FROM person AS p WHERE p.id = %lld",
                                   (long long)visit->fixture.persons[FIXTURE_MOTHER].value);
    assert_true(text_equal(visit_text(visit, sql.data), text_from(phone)));
}

static bool waits(struct visit *visit, enum fixture_person who)
{
    struct http_test_answer tasks = visit_get(visit, who, TEXT("/tasks"));
    assert_status(&tasks, 200);
    struct markup *page = markup_read(visit->arena, tasks.body);
    return markup_next(page, element(page, "tasks"), "a", MARKUP_NONE) != MARKUP_NONE;
}

static void T18_a_change_of_contact_data_waits_for_the_team(void **state)
{
    struct visit *visit = visit_of(state);
    assert_false(waits(visit, FIXTURE_PROFESSIONAL));
    ask_contact(visit, "0612121212", "mother@example.org");
    assert_phone(visit, "");
    /* Whoever decides is alerted: on the board and in the list, and nobody else. */
    static const enum fixture_person team[] = { FIXTURE_PROFESSIONAL, FIXTURE_MENTOR, FIXTURE_MANAGER,
                                                FIXTURE_ADMINISTRATOR };
    for (size_t i = 0; i < sizeof team / sizeof *team; i++)
        assert_true(waits(visit, team[i]));
    static const enum fixture_person others[] = { FIXTURE_MOTHER, FIXTURE_FATHER, FIXTURE_OTHER_PROFESSIONAL,
                                                  FIXTURE_STAND_IN, FIXTURE_FAR_PROFESSIONAL };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(waits(visit, others[i]));
    struct markup *board = visit_board_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS);
    assert_shows(board, element(board, "board-tasks"), SAY(visit, LANGUAGE_NL, WORD_TASK_WAITS));
    board = visit_board_page(visit, FIXTURE_OTHER_PROFESSIONAL, FIXTURE_GROUP_BEVERS);
    assert_hides(board, element(board, "board-tasks"), SAY(visit, LANGUAGE_NL, WORD_TASK_WAITS));
    /* Asked twice is asked once; asked anew takes the place of before. */
    ask_contact(visit, "0612121212", "mother@example.org");
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM proposal AS w"), 1);
    ask_contact(visit, "0699887766", "mother@example.org");
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM proposal AS w WHERE w.decision = ''"), 1);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM task AS t WHERE t.closed_at IS NULL"), 1);
    /* Neither she nor the other home nor somebody who is there for a shift decides. */
    assert_int_equal(decide(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "confirm", "all").status, 404);
    assert_int_equal(decide(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN, "confirm", "all").status, 404);
    assert_int_equal(decide(visit, FIXTURE_STAND_IN, FIXTURE_CHILD_OWN, "confirm", "all").status, 403);
    assert_int_equal(decide(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER, "confirm", "all").status, 404);
    assert_phone(visit, "");
    struct http_test_answer page = visit_get(visit, FIXTURE_PROFESSIONAL, family(visit, FIXTURE_CHILD_OWN));
    visit_keep(&page, "family-centre");
    assert_int_equal(decide(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "confirm", "all").status, 303);
    assert_phone(visit, "0699887766");
    assert_false(waits(visit, FIXTURE_PROFESSIONAL));
    assert_int_equal(
        visit_number(visit, arena_printf(visit->arena, "SELECT COUNT(*) FROM task AS t WHERE t.closed_by = %lld",
                                         (long long)visit->fixture.persons[FIXTURE_PROFESSIONAL].value)
                                .data),
        1);
    /* The other home is told that something changed, and never what. */
    struct http_test_answer told = visit_get(visit, FIXTURE_FATHER, family(visit, FIXTURE_CHILD_OWN));
    struct markup *father = markup_read(visit->arena, told.body);
    assert_shows(father, element(father, "family"), SAY(visit, LANGUAGE_AR, WORD_FAMILY_TOLD_CONTACT, "name", "Noor"));
    assert_no_trace(&told, "0699887766");
    assert_int_equal(decide(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "decline", "all").status, 409);
}

static void T18_what_is_declined_or_taken_back_never_counts(void **state)
{
    struct visit *visit = visit_of(state);
    ask_contact(visit, "0612121212", "");
    assert_int_equal(decide(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "decline", "asker").status, 303);
    assert_phone(visit, "");
    ask_contact(visit, "0613131313", "");
    struct text back = url_family_withdraw(visit->arena, visit->fixture.children[FIXTURE_CHILD_OWN]).text;
    struct text body = FORM(visit, "proposal", last_proposal(visit));
    assert_int_equal(visit_post(visit, FIXTURE_FATHER, back, body).status, 404);
    assert_int_equal(visit_post(visit, FIXTURE_MOTHER, back, body).status, 303);
    assert_int_equal(decide(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "confirm", "asker").status, 409);
    assert_phone(visit, "");
    assert_false(waits(visit, FIXTURE_PROFESSIONAL));
}

static void T18_custody_is_for_who_manages(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer answer = VISIT_SEND(visit, FIXTURE_MOTHER, family(visit, FIXTURE_CHILD_OWN), "custody-form",
                                                "/custody", "note", "de rechter heeft beslist");
    assert_status(&answer, 303);
    assert_false(waits(visit, FIXTURE_PROFESSIONAL));
    assert_true(waits(visit, FIXTURE_MANAGER));
    assert_int_equal(decide(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "confirm", "nobody").status, 403);
    assert_int_equal(decide(visit, FIXTURE_MANAGER, FIXTURE_CHILD_OWN, "confirm", "nobody").status, 303);
    answer = visit_get(visit, FIXTURE_FATHER, family(visit, FIXTURE_CHILD_OWN));
    assert_no_trace(&answer, "rechter");
}

static void two_guardians_cannot_have_one_address(void **state)
{
    struct visit *visit = visit_of(state);
    ask_contact(visit, "0612121212", "father@example.org"); /* she does not learn that it is somebody's */
    struct http_test_answer answer = decide(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "confirm", "asker");
    assert_int_equal(answer.status, 409);
    struct markup *page = markup_read(visit->arena, answer.body);
    assert_shows(page, MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_FAMILY_EMAIL_TAKEN));
    assert_phone(visit, "");
    assert_true(waits(visit, FIXTURE_PROFESSIONAL));
}

static void what_is_odd_comes_back_with_a_sentence(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer answer = VISIT_SEND(visit, FIXTURE_MOTHER, family(visit, FIXTURE_CHILD_OWN), "contact-form",
                                                "/contact", "phone", "0612121212", "email", "aap noot");
    assert_int_equal(answer.status, 422);
    struct markup *page = markup_read(visit->arena, answer.body);
    assert_shows(page, MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_FAMILY_EMAIL_ODD));
    assert_true(text_find(answer.body, TEXT("value=\"0612121212\"")) != SIZE_MAX);
    answer = VISIT_SEND(visit, FIXTURE_MOTHER, family(visit, FIXTURE_CHILD_OWN), "collector-form", "/collector", "name",
                        "Ria", "phone", "0615", "from", "2026-11-30", "until", "2026-11-25");
    assert_int_equal(answer.status, 422);
    page = markup_read(visit->arena, answer.body);
    assert_shows(page, MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_FAMILY_DAYS_ODD));
    assert_true(text_find(answer.body, TEXT("value=\"Ria\"")) != SIZE_MAX);
}

static void R233_T18_who_collects_is_a_message_until_confirmed(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer answer =
        VISIT_SEND(visit, FIXTURE_MOTHER, family(visit, FIXTURE_CHILD_OWN), "collector-form", "/collector", "name",
                   "Buurvrouw Ria", "phone", "0615151515", "how", "always");
    assert_status(&answer, 303);
    answer = visit_get(visit, FIXTURE_PROFESSIONAL, door(visit, FIXTURE_CHILD_OWN));
    assert_status(&answer, 200);
    assert_no_trace(&answer, "Ria");
    assert_int_equal(decide(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "confirm", "home").status, 303);
    /* At the door: permitted persons and what stands against it, also for a stand-in; signs never for a home. */
    struct text sign = url_family_sign(visit->arena, visit->fixture.children[FIXTURE_CHILD_OWN]).text;
    assert_int_equal(visit_post(visit, FIXTURE_MANAGER, sign, FORM(visit, "restriction", "niet met oom Ozan")).status,
                     303);
    struct text order = url_family_order(visit->arena, visit->fixture.children[FIXTURE_CHILD_OWN]).text;
    assert_int_equal(visit_post(visit, FIXTURE_MANAGER, order,
                                FORM(visit, "note", "geen contact voor de zitting", "from", "2026-11-20"))
                         .status,
                     303);
    static const enum fixture_person staff[] = { FIXTURE_PROFESSIONAL, FIXTURE_STAND_IN };
    for (size_t i = 0; i < sizeof staff / sizeof *staff; i++) {
        answer = visit_get(visit, staff[i], door(visit, FIXTURE_CHILD_OWN));
        assert_status(&answer, 200);
        struct markup *page = markup_read(visit->arena, answer.body);
        assert_shows(page, element(page, "collect"), "Buurvrouw Ria");
        assert_shows(page, element(page, "collect"), "Emre");
        assert_hides(page, element(page, "collect"), "Ozan"); /* scope 'none' */
        assert_shows(page, MARKUP_NONE, "niet met oom Ozan");
        assert_shows(page, MARKUP_NONE, "geen contact voor de zitting");
    }
    visit_keep(&answer, "family-collect");
    static const enum fixture_person homes[] = { FIXTURE_MOTHER, FIXTURE_FATHER, FIXTURE_BOTH, FIXTURE_GRANDMOTHER };
    for (size_t i = 0; i < sizeof homes / sizeof *homes; i++) {
        answer = visit_get(visit, homes[i], family(visit, FIXTURE_CHILD_OWN));
        assert_no_trace(&answer, "Ozan");
        assert_no_trace(&answer, "zitting");
        bool own = homes[i] == FIXTURE_MOTHER;
        assert_true((text_find(answer.body, TEXT("Buurvrouw Ria")) != SIZE_MAX) == own);
        assert_int_equal(visit_get(visit, homes[i], door(visit, FIXTURE_CHILD_OWN)).status, 404);
    }
    /* Who collected is written down; a missing name stops nothing. */
    visit_post(visit, FIXTURE_PROFESSIONAL,
               url_handover_check_in(visit->arena, visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS]).text,
               FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN)));
    const char *ria = visit_moment(visit, visit_number(visit, "SELECT MAX(c.id) FROM collector AS c"));
    answer =
        VISIT_SEND(visit, FIXTURE_STAND_IN, door(visit, FIXTURE_CHILD_OWN), "collect", "/check-out", "collector", ria);
    assert_status(&answer, 303);
    struct markup *board = visit_board_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS);
    assert_shows(board, element(board, element_id(visit, "tile-", visit->fixture.children[FIXTURE_CHILD_OWN].value)),
                 "Buurvrouw Ria");
    /* Somebody of another child is not taken. */
    struct text out = url_handover_check_out(visit->arena, visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS]).text;
    assert_int_equal(visit_post(visit, FIXTURE_PROFESSIONAL, out,
                                FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OTHER), "collector", ria))
                         .status,
                     404);
    /* Asking to stop waits too, and is seen at the door meanwhile. */
    answer = VISIT_SEND(visit, FIXTURE_MOTHER, family(visit, FIXTURE_CHILD_OWN),
                        arena_printf(visit->arena, "collector-%s", ria).data, "/collector-end", "collector", ria);
    assert_status(&answer, 303);
    answer = visit_get(visit, FIXTURE_PROFESSIONAL, door(visit, FIXTURE_CHILD_OWN));
    assert_true(text_find(answer.body, TEXT("Buurvrouw Ria")) != SIZE_MAX);
    assert_shows(markup_read(visit->arena, answer.body), MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_FAMILY_END_ASKED));
    assert_int_equal(decide(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "confirm", "asker").status, 303);
    answer = visit_get(visit, FIXTURE_PROFESSIONAL, door(visit, FIXTURE_CHILD_OWN));
    assert_no_trace(&answer, "Ria");
}

static void R233_one_time_means_one_day(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer answer =
        VISIT_SEND(visit, FIXTURE_PROFESSIONAL, family(visit, FIXTURE_CHILD_OWN), "collector-form", "/collector",
                   "name", "Opa Henk", "how", "once", "from", "2026-11-24");
    assert_status(&answer, 303); /* heard by the staff: it holds at once */
    for (int day = 0; day < 3; day++) {
        answer = visit_get(visit, FIXTURE_PROFESSIONAL, door(visit, FIXTURE_CHILD_OWN));
        assert_true((text_find(answer.body, TEXT("Opa Henk")) != SIZE_MAX) == (day == 1));
        visit_days_later(visit, 1);
    }
}

static void T19_every_part_says_who_reads_it(void **state)
{
    struct visit *visit = visit_of(state);
    struct markup *page = family_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_shows(page, element(page, "family"), SAY(visit, LANGUAGE_NL, WORD_FAMILY_READERS, "names", "jij"));
    struct http_test_answer answer = VISIT_SEND(visit, FIXTURE_FATHER, family(visit, FIXTURE_CHILD_OWN),
                                                "collector-form", "/collector", "name", "Tante Lale", "how", "always");
    assert_status(&answer, 303);
    assert_int_equal(decide(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "confirm", "nobody").status, 303);
    /* Eva lives with him and reads it; the label says so on both sides. */
    page = family_page(visit, FIXTURE_BOTH, FIXTURE_CHILD_OWN);
    assert_shows(page, element(page, "family"), "Tante Lale");
    page = family_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN);
    assert_shows(page, element(page, "family"), SAY(visit, LANGUAGE_NL, WORD_FAMILY_READERS, "names", "Emre, Eva"));
}

static void T16_a_guardian_sees_nothing_after_the_last_day(void **state)
{
    struct visit *visit = visit_of(state);
    struct text address = url_family_guardian(visit->arena, visit->fixture.children[FIXTURE_CHILD_OWN],
                                              visit->fixture.persons[FIXTURE_FATHER])
                              .text;
    struct http_test_answer answer = visit_get(visit, FIXTURE_MANAGER, address);
    assert_status(&answer, 200);
    visit_keep(&answer, "family-guardian");
    answer = VISIT_SEND(visit, FIXTURE_MANAGER, address, "guardian-form", "", "until", "2026-11-23");
    assert_status(&answer, 303);
    assert_int_equal(visit_get(visit, FIXTURE_FATHER, family(visit, FIXTURE_CHILD_OWN)).status, 200);
    visit_days_later(visit, 1);
    const struct text gone[] = { family(visit, FIXTURE_CHILD_OWN), visit_day(visit, FIXTURE_CHILD_OWN), TEXT("/") };
    for (size_t i = 0; i < sizeof gone / sizeof *gone; i++) {
        answer = visit_get(visit, FIXTURE_FATHER, gone[i]);
        assert_int_equal(answer.status, 403); /* he belongs to nobody here any more, and is told so */
        assert_no_trace(&answer, "Noor");
    }
    /* Nobody joins the home of a protected guardian. */
    address = url_family_guardian(visit->arena, visit->fixture.children[FIXTURE_CHILD_OTHER],
                                  visit->fixture.persons[FIXTURE_FATHER_DANGER])
                  .text;
    answer = VISIT_SEND(visit, FIXTURE_MANAGER, address, "guardian-form", "", "home", "1");
    assert_int_equal(answer.status, 422);
    assert_shows(markup_read(visit->arena, answer.body), MARKUP_NONE,
                 SAY(visit, LANGUAGE_NL, WORD_FAMILY_HOME_NOT_FREE));
}

/* The other family's child gets a second place in this family. */
static int make_sibling(struct change *change, void *argument)
{
    struct visit *visit = argument;
    return people_guardian_set(change, &(struct people_guardian){ .child = visit->fixture.children[FIXTURE_CHILD_GROUP],
                                                                  .person = visit->fixture.persons[FIXTURE_MOTHER],
                                                                  .called = TEXT(""),
                                                                  .home = 2,
                                                                  .authority = true,
                                                                  .scope = TEXT("full"),
                                                                  .from = FIXTURE_TODAY,
                                                                  .until = DATE_FOREVER });
}

static void R012_R096_the_record_shows_everybody_and_bundles_siblings(void **state)
{
    struct visit *visit = visit_of(state);
    struct markup *page = family_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN);
    static const char *const names[] = { "Aylin", "Emre", "Fatma", "Ozan", "Eva" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_shows(page, element(page, "family"), names[i]);
    page = family_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER);
    assert_shows(page, element(page, "family"), "Sanne");
    assert_shows(page, element(page, "family"), SAY(visit, LANGUAGE_NL, WORD_FAMILY_PROTECTED_SIGN));
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, make_sibling, visit), STATUS_OK);
    /* One form for both children, one task each. */
    struct http_test_answer answer =
        VISIT_SEND(visit, FIXTURE_MOTHER, family(visit, FIXTURE_CHILD_OWN), "collector-form", "/collector", "name",
                   "Oma Bea", "how", "always", "also", visit_child(visit, FIXTURE_CHILD_GROUP));
    assert_status(&answer, 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM proposal AS w WHERE w.name = 'Oma Bea'"), 2);
    page = family_page(visit, FIXTURE_MENTOR, FIXTURE_CHILD_OWN); /* works on both groups */
    assert_shows(page, MARKUP_NONE, "Lotte");
    page = family_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN);
    assert_hides(page, MARKUP_NONE, "Lotte");
    /* Not for a child of somebody else. */
    struct text address = url_family_collector(visit->arena, visit->fixture.children[FIXTURE_CHILD_OWN]).text;
    assert_int_equal(
        visit_post(visit, FIXTURE_MOTHER, address,
                   FORM(visit, "name", "Dief", "how", "always", "also", visit_child(visit, FIXTURE_CHILD_LOCATION)))
            .status,
        404);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM proposal AS w WHERE w.name = 'Dief'"), 0);
}

static int put_to_work(struct change *change, void *argument)
{
    struct visit *visit = argument;
    return people_professional_set(
        change, &(struct people_professional){ .person = visit->fixture.persons[FIXTURE_BOTH],
                                               .group = visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS],
                                               .role = TEXT("professional"),
                                               .from = FIXTURE_TODAY,
                                               .until = DATE_FOREVER });
}

static void who_works_on_the_group_of_her_own_child_decides_nothing_about_it(void **state)
{
    struct visit *visit = visit_of(state);
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, put_to_work, visit), STATUS_OK);
    ask_contact(visit, "0612121212", "");
    assert_false(waits(visit, FIXTURE_BOTH));
    struct http_test_answer answer = visit_get(visit, FIXTURE_BOTH, family(visit, FIXTURE_CHILD_OWN));
    assert_status(&answer, 200);
    assert_no_trace(&answer, "0612121212");
    assert_no_trace(&answer, "Ozan");
    assert_int_equal(decide(visit, FIXTURE_BOTH, FIXTURE_CHILD_OWN, "confirm", "all").status, 403);
    assert_phone(visit, "");
    answer = visit_get(visit, FIXTURE_BOTH, door(visit, FIXTURE_CHILD_OWN));
    assert_status(&answer, 200);
    assert_no_trace(&answer, "Aylin");
}

static int add_group_task(struct change *change, void *argument)
{
    const struct fixture *fixture = argument;
    return task_add(
        change,
        &(struct task){ .kind = TASK_SHEET, .group = fixture->groups[FIXTURE_GROUP_BEVERS], .today = FIXTURE_TODAY });
}

static void a_task_about_a_group_waits_on_its_own_board(void **state)
{
    struct visit *visit = visit_of(state);
    const char *waits = SAY(visit, LANGUAGE_NL, WORD_TASK_WAITS);
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, add_group_task, &visit->fixture),
                     STATUS_OK);
    struct markup *board = visit_board_page(visit, FIXTURE_OTHER_PROFESSIONAL, FIXTURE_GROUP_BEVERS);
    assert_shows(board, element(board, "board-tasks"), waits);
    board = visit_board_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS);
    assert_hides(board, element(board, "board-tasks"), waits);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(T18_a_change_of_contact_data_waits_for_the_team),
        cmocka_unit_test(T18_what_is_declined_or_taken_back_never_counts),
        cmocka_unit_test(T18_custody_is_for_who_manages),
        cmocka_unit_test(two_guardians_cannot_have_one_address),
        cmocka_unit_test(what_is_odd_comes_back_with_a_sentence),
        cmocka_unit_test(R233_T18_who_collects_is_a_message_until_confirmed),
        cmocka_unit_test(R233_one_time_means_one_day),
        cmocka_unit_test(T19_every_part_says_who_reads_it),
        cmocka_unit_test(T16_a_guardian_sees_nothing_after_the_last_day),
        cmocka_unit_test(R012_R096_the_record_shows_everybody_and_bundles_siblings),
        cmocka_unit_test(who_works_on_the_group_of_her_own_child_decides_nothing_about_it),
        cmocka_unit_test(a_task_about_a_group_waits_on_its_own_board),
    };
    return PAGE_TESTS_RUN(tests);
}
