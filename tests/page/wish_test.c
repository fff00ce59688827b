/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * "Waar letten we vandaag op?" (R035, R036): the wish, the answer, the call, what happened, and home's reaction, as one trail; nothing is
 * refused, two who answer are both kept, a stand-in reads those of today (R045).
 */
#include "feature/wish/wish.h"

#include "access/people.h"
#include "feature/absence/absence.h"

#include "visit.h"

static struct wish_id newest(struct visit *visit)
{
    return (struct wish_id){ visit_number(visit, "SELECT MAX(w.id) FROM wish AS w") };
}

static struct text page_of(struct visit *visit, enum fixture_child child)
{
    return url_wish(visit->arena, visit->fixture.children[child], newest(visit)).text;
}

/* Asked on the day page, as a browser without script does. */
static void wish_for(struct visit *visit, enum fixture_person who, enum fixture_child child, const char *words,
                     const char *audience)
{
    struct http_test_answer answer =
        audience ? VISIT_SEND(visit, who, visit_day(visit, child), "wish-open", "/wishes", "words", words, "audience",
                              audience)
                 : VISIT_SEND(visit, who, visit_day(visit, child), "wish-open", "/wishes", "words", words);
    assert_status(&answer, 303);
}

static struct http_test_answer act(struct visit *visit, enum fixture_person who, enum fixture_child child,
                                   const char *step, const char *words)
{
    return visit_post(visit, who, page_of(visit, child),
                      FORM(visit, "act", step, "words", words, "client_id", visit_client(visit)));
}

static int64_t tasks(struct visit *visit)
{
    return visit_number(visit, "SELECT COUNT(*) FROM task AS t WHERE t.kind = 'wish' AND t.closed_at IS NULL");
}

static void assert_trail(struct visit *visit, enum fixture_person who, enum fixture_child child, const char *words)
{
    struct markup *page = visit_page(visit, who, page_of(visit, child));
    assert_shows(page, element(page, "trail"), words);
}

static void R035_a_wish_is_answered_and_the_parent_reads_the_whole_trail(void **state)
{
    struct visit *visit = visit_of(state);
    struct text board_before = visit_get(visit, FIXTURE_PROFESSIONAL, visit_board(visit, FIXTURE_GROUP_EEKHOORNS)).body;
    assert_true(text_find(board_before, TEXT("knuffel")) == SIZE_MAX);
    int64_t events = visit_number_of(visit, "SELECT COUNT(*) FROM live_event AS l WHERE l.care_group = $1",
                                     visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS].value);
    wish_for(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "Slapen met haar knuffel", "group");
    assert_true(visit_number_of(visit, "SELECT COUNT(*) FROM live_event AS l WHERE l.care_group = $1",
                                visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS].value) > events);
    /* The board shows it, and that nobody answered. */
    const char *tile = arena_printf(visit->arena, "tile-%s", visit_child(visit, FIXTURE_CHILD_OWN)).data;
    struct markup *board = visit_board_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS);
    assert_shows(board, element(board, tile), "Slapen met haar knuffel");
    assert_shows(board, element(board, tile), SAY(visit, LANGUAGE_NL, WORD_WISH_OPEN));
    struct http_test_answer answer = visit_get(visit, FIXTURE_PROFESSIONAL, page_of(visit, FIXTURE_CHILD_OWN));
    visit_keep(&answer, "wish-centre");
    /* Each of the three answers, with or without words. */
    answer = act(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "will", "");
    assert_status(&answer, 303);
    assert_trail(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, SAY(visit, LANGUAGE_NL, WORD_WISH_WILL));
    answer = act(visit, FIXTURE_STAND_IN, FIXTURE_CHILD_OWN, "our_way", "Hij ligt naast haar kussen");
    assert_status(&answer, 303);
    answer = act(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "not_today", "");
    assert_status(&answer, 303);
    board = visit_board_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS);
    assert_shows(board, element(board, tile), SAY(visit, LANGUAGE_NL, WORD_WISH_NOT_TODAY));
    /* She reacts; the centre reads it; all of it stays. */
    answer = VISIT_SEND(visit, FIXTURE_MOTHER, page_of(visit, FIXTURE_CHILD_OWN), "react", "", "words",
                        "Dank je, morgen dan", "act", "react");
    assert_status(&answer, 303);
    answer = visit_get(visit, FIXTURE_MOTHER, page_of(visit, FIXTURE_CHILD_OWN));
    visit_keep(&answer, "wish-home");
    struct markup *page = markup_read(visit->arena, answer.body);
    size_t trail = element(page, "trail");
    assert_shows(page, trail, SAY(visit, LANGUAGE_NL, WORD_WISH_WILL));
    assert_shows(page, trail, "Hij ligt naast haar kussen");
    assert_shows(page, trail, "Dank je, morgen dan");
    assert_trail(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "Dank je, morgen dan");
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM audit AS x WHERE x.action = 'wish.step'"), 4);
    /* Without words there is nothing to send, and home does not answer for the centre, nor the centre for home. */
    answer = act(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "react", "");
    assert_int_equal(answer.status, 422);
    assert_int_equal(act(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "done", "").status, 403);
    assert_int_equal(act(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "react", "x").status, 403);
    /* Another day than the form can have: what was typed stays. */
    answer =
        visit_post(visit, FIXTURE_MOTHER, url_wishes(visit->arena, visit->fixture.children[FIXTURE_CHILD_OWN]).text,
                   FORM(visit, "words", "Gisteren nog", "day", "2026-11-22", "client_id", visit_client(visit)));
    assert_int_equal(answer.status, 422);
    assert_true(text_find(answer.body, TEXT("Gisteren nog</textarea>")) != SIZE_MAX);
    visit_keep(&answer, "wish-odd");
}

static void R035_another_way_is_phone_first_and_can_always_be_told(void **state)
{
    struct visit *visit = visit_of(state);
    wish_for(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "Niet langer dan een uur slapen", "group");
    /* One tap dials when there is a number, one keeps what came of it. */
    static const char *const calls[] = { "phone_yes", "phone_no", "phone_silent" };
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        struct http_test_answer answer = act(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, calls[i], "");
        assert_status(&answer, 303);
        assert_int_equal(tasks(visit), 0);
    }
    assert_trail(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, SAY(visit, LANGUAGE_NL, WORD_WISH_PHONE_SILENT));
    /* What could not wait, and what nobody asked about, is written down as it was and leaves one call to make each time. */
    static const char *const without[] = { "phone_urgent", "otherwise", "phone_urgent", "otherwise" };
    for (size_t i = 0; i < sizeof without / sizeof *without; i++) {
        struct http_test_answer answer =
            act(visit, FIXTURE_STAND_IN, FIXTURE_CHILD_OWN, without[i], "Ze sliep zo vast");
        assert_status(&answer, 303);
        assert_int_equal(tasks(visit), 1);
        if (i < 2) { /* on their own */
            answer = act(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "told", "");
            assert_status(&answer, 303);
            assert_int_equal(tasks(visit), 0);
        }
    }
    assert_trail(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, SAY(visit, LANGUAGE_NL, WORD_WISH_OTHERWISE));
    assert_trail(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "Ze sliep zo vast");
    struct markup *list = visit_page(visit, FIXTURE_PROFESSIONAL, TEXT("/tasks"));
    assert_shows(list, element(list, "tasks"), SAY(visit, LANGUAGE_NL, WORD_TASK_WISH, "name", "Noor"));
    struct http_test_answer answer = act(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "told", "Ze snapte het");
    assert_status(&answer, 303);
    assert_int_equal(tasks(visit), 0);
    assert_trail(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, SAY(visit, LANGUAGE_NL, WORD_WISH_TOLD));
}

/*
 * The one thing that is called urgent: a colleague's word that a wish could not wait for the telephone. It is for who works there, sends
 * nobody anything, each one is written down and read by the family, and waits on the team's list until somebody called.
 */
static void T26_what_could_not_wait_overrides_nobody_and_is_seen(void **state)
{
    struct visit *visit = visit_of(state);
    const char *sent = "SELECT COUNT(*) FROM outgoing AS o";
    const char *steps = "SELECT COUNT(*) FROM wish_step AS s WHERE s.kind = 'phone_urgent'";
    static const enum fixture_person others[] = { FIXTURE_MOTHER,         FIXTURE_FATHER,
                                                  FIXTURE_GRANDMOTHER,    FIXTURE_COACH,
                                                  FIXTURE_COMMITTEE,      FIXTURE_OTHER_PROFESSIONAL,
                                                  FIXTURE_LATER_STAND_IN, FIXTURE_LEFT_PROFESSIONAL };
    wish_for(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "Niet naar buiten", "both");
    int64_t messages = visit_number(visit, sent);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct http_test_answer answer = act(visit, others[i], FIXTURE_CHILD_OWN, "phone_urgent", "Moest nu");
        if (answer.status != 403 && answer.status != 404)
            fail_msg("person %d was answered %d", (int)others[i], answer.status);
    }
    assert_int_equal(visit_number(visit, steps), 0);
    assert_int_equal(tasks(visit), 0);
    for (int i = 1; i <= 3; i++) {
        struct http_test_answer answer =
            act(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "phone_urgent", "Het alarm ging");
        assert_status(&answer, 303);
        assert_int_equal(visit_number(visit, steps), i);
        assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM audit AS x WHERE x.action = 'wish.step'"), i);
        assert_int_equal(tasks(visit), 1);
    }
    assert_int_equal(visit_number(visit, sent), messages);
    struct http_test_answer page = visit_get(visit, FIXTURE_MOTHER, page_of(visit, FIXTURE_CHILD_OWN));
    struct text rest = page.body;
    int seen = 0;
    for (size_t at; (at = text_find(rest, TEXT("Het alarm ging"))) != SIZE_MAX; seen++)
        rest = text_slice(rest, at + 1, rest.length);
    assert_int_equal(seen, 3);
    assert_trail(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, SAY(visit, LANGUAGE_NL, WORD_WISH_PHONE_URGENT));
    struct markup *list = visit_page(visit, FIXTURE_PROFESSIONAL, TEXT("/tasks"));
    assert_shows(list, element(list, "tasks"), SAY(visit, LANGUAGE_NL, WORD_TASK_WISH, "name", "Noor"));
}

static void R035_two_who_answer_are_both_kept_and_the_second_is_told(void **state)
{
    struct visit *visit = visit_of(state);
    wish_for(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "Haar laarzen aan", "group");
    struct text page = page_of(visit, FIXTURE_CHILD_OWN);
    struct text both[] = {
        FORM(visit, "act", "will", "steps", "0", "client_id", visit_client(visit)),
        FORM(visit, "act", "not_today", "words", "De modder is weg", "steps", "0", "client_id", visit_client(visit)),
    };
    struct http_test_answer first = visit_post(visit, FIXTURE_PROFESSIONAL, page, both[0]);
    assert_status(&first, 303);
    assert_true(text_find(first.body, TEXT("first=1")) == SIZE_MAX);
    struct http_test_answer second = visit_post(visit, FIXTURE_STAND_IN, page, both[1]);
    assert_status(&second, 303);
    struct http_test_answer told =
        visit_get(visit, FIXTURE_STAND_IN, arena_printf(visit->arena, "%.*s?first=1", TEXT_ARGS(page)));
    assert_int_equal(text_equal(second.location, arena_printf(visit->arena, "%.*s?first=1", TEXT_ARGS(page))), 1);
    struct markup *shown = markup_read(visit->arena, told.body);
    visit_keep(&told, "wish-second");
    assert_shows(shown, element(shown, "problem"), SAY(visit, LANGUAGE_NL, WORD_WISH_FIRST));
    assert_shows(shown, element(shown, "trail"), SAY(visit, LANGUAGE_NL, WORD_WISH_WILL));
    assert_shows(shown, element(shown, "trail"), "De modder is weg");
    /* Sent twice, written once; and one's own earlier step is nobody else's. */
    second = visit_post(visit, FIXTURE_STAND_IN, page, both[1]);
    assert_status(&second, 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM wish_step AS s"), 2);
}

static void R036_a_step_shows_a_line_of_the_day(void **state)
{
    struct visit *visit = visit_of(state);
    wish_for(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "Ze krijgt zo snel koude handen", "group");
    int64_t line = visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "behaviour.together");
    int64_t other = visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER, "behaviour.together");
    struct http_test_answer answer =
        VISIT_SEND(visit, FIXTURE_PROFESSIONAL, page_of(visit, FIXTURE_CHILD_OWN), "act", "", "words",
                   "Wanten uit de reservebak", "line", visit_moment(visit, line), "act", "our_way");
    assert_status(&answer, 303);
    struct markup *page = visit_page(visit, FIXTURE_MOTHER, page_of(visit, FIXTURE_CHILD_OWN));
    answer = visit_get(visit, FIXTURE_MOTHER, page_of(visit, FIXTURE_CHILD_OWN));
    assert_true(text_find(answer.body, text_from(element_id(visit, "#entry-", line))) != SIZE_MAX);
    assert_shows(page, element(page, "trail"), "Wanten uit de reservebak");
    /* A line with a number is offered with it. */
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "bottle.drunk:150");
    page = visit_page(visit, FIXTURE_PROFESSIONAL, page_of(visit, FIXTURE_CHILD_OWN));
    assert_shows(page, element(page, "act"), "150 ml");
    answer =
        visit_post(visit, FIXTURE_PROFESSIONAL, page_of(visit, FIXTURE_CHILD_OWN),
                   FORM(visit, "act", "done", "line", visit_moment(visit, other), "client_id", visit_client(visit)));
    assert_int_equal(answer.status, 404);
}

static int status_for(struct visit *visit, enum fixture_person who, enum fixture_child child)
{
    return visit_get(visit, who, page_of(visit, child)).status;
}

static void R045_R243_who_reads_a_wish(void **state)
{
    struct visit *visit = visit_of(state);
    wish_for(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "Alleen voor de groep", "group");
    assert_int_equal(status_for(visit, FIXTURE_STAND_IN, FIXTURE_CHILD_OWN), 200);
    assert_int_equal(status_for(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN), 404);
    assert_int_equal(status_for(visit, FIXTURE_OTHER_PROFESSIONAL, FIXTURE_CHILD_OWN), 404);
    struct http_test_answer day = visit_get(visit, FIXTURE_FATHER, visit_day(visit, FIXTURE_CHILD_OWN));
    assert_no_trace(&day, "Alleen voor de groep");
    wish_for(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "Ook voor papa", "both");
    assert_int_equal(status_for(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN), 200);
    assert_int_equal(status_for(visit, FIXTURE_GRANDMOTHER, FIXTURE_CHILD_OWN), 403);
    /* Not the wishes of another day, for who has the shift of today alone. */
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_MOTHER, url_wishes(visit->arena, visit->fixture.children[FIXTURE_CHILD_OWN]).text,
                   FORM(visit, "words", "Morgen", "day", "2026-11-24", "client_id", visit_client(visit)));
    assert_status(&answer, 303);
    assert_int_equal(status_for(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN), 200);
    visit_days_later(visit, 2);
    assert_int_equal(status_for(visit, FIXTURE_STUDENT, FIXTURE_CHILD_OWN), 404);
    assert_int_equal(status_for(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN), 200);
    /* A protected guardian's wish never reaches the other home. */
    answer = visit_post(visit, FIXTURE_MOTHER_SAFE,
                        url_wishes(visit->arena, visit->fixture.children[FIXTURE_CHILD_OTHER]).text,
                        FORM(visit, "words", "Stil", "audience", "both", "client_id", visit_client(visit)));
    assert_status(&answer, 303);
    assert_int_equal(status_for(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER), 200);
    assert_int_equal(status_for(visit, FIXTURE_FATHER_DANGER, FIXTURE_CHILD_OTHER), 404);
}

/* --- a protected guardian --- */

static int set_protected(struct change *change, const struct fixture *fixture, bool protected)
{
    return people_guardian_set(change, &(struct people_guardian){ .child = fixture->children[FIXTURE_CHILD_OTHER],
                                                                  .person = fixture->persons[FIXTURE_MOTHER_SAFE],
                                                                  .home = 1,
                                                                  .authority = true,
                                                                  .protected = protected,
                                                                  .scope = TEXT("full"),
                                                                  .from = { 20000 },
                                                                  .until = DATE_FOREVER });
}

static int expose(struct change *change, void *argument)
{
    return set_protected(change, argument, false);
}

static int protect(struct change *change, void *argument)
{
    return set_protected(change, argument, true);
}

static void change_guardian(struct visit *visit, int (*set)(struct change *change, void *argument))
{
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, set, &visit->fixture), STATUS_OK);
}

static void add(struct visit *visit, enum fixture_person who, const char *words)
{
    struct http_test_answer answer =
        visit_post(visit, who, url_wishes(visit->arena, visit->fixture.children[FIXTURE_CHILD_OTHER]).text,
                   FORM(visit, "words", words, "audience", "both", "client_id", visit_client(visit)));
    assert_status(&answer, 303);
}

static struct text body_of(struct visit *visit, enum fixture_person who, struct text target)
{
    struct http_test_answer answer = visit_get(visit, who, target);
    assert_status(&answer, 200);
    return answer.body;
}

/* He asked while nobody was protected, so both homes read it; she is protected since and says something to it. */
static void R243_T20_what_a_protected_guardian_says_to_a_wish_stays_out_of_the_other_home(void **state)
{
    struct visit *visit = visit_of(state);
    const int64_t father = visit->fixture.persons[FIXTURE_FATHER_DANGER].value;
    change_guardian(visit, expose);
    add(visit, FIXTURE_FATHER_DANGER, "Zijn muts op");
    struct text page = page_of(visit, FIXTURE_CHILD_OTHER);
    change_guardian(visit, protect);
    struct text before = body_of(visit, FIXTURE_FATHER_DANGER, page);
    int64_t told = visit_number_of(visit, "SELECT COUNT(*) FROM live_event AS l WHERE l.person = $1", father);
    struct http_test_answer answer =
        act(visit, FIXTURE_MOTHER_SAFE, FIXTURE_CHILD_OTHER, "react", "De muts ligt op de schuilplek");
    assert_status(&answer, 303);
    assert_trail(visit, FIXTURE_MOTHER_SAFE, FIXTURE_CHILD_OTHER, "schuilplek");
    assert_trail(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER, "schuilplek");
    assert_true(text_equal(before, body_of(visit, FIXTURE_FATHER_DANGER, page)));
    assert_int_equal(visit_number_of(visit, "SELECT COUNT(*) FROM live_event AS l WHERE l.person = $1", father), told);
    /* What the centre answers him, he reads, and it is all there was for him: nobody was first. */
    answer = act(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER, "will", "");
    assert_status(&answer, 303);
    assert_trail(visit, FIXTURE_FATHER_DANGER, FIXTURE_CHILD_OTHER, SAY(visit, LANGUAGE_NL, WORD_WISH_WILL));
    answer = visit_post(visit, FIXTURE_FATHER_DANGER, page,
                        FORM(visit, "act", "react", "words", "Fijn", "steps", "1", "client_id", visit_client(visit)));
    assert_status(&answer, 303);
    assert_true(text_find(answer.location, TEXT("first=1")) == SIZE_MAX);
    /* From now on nothing that he asks is for her home, whatever a form says: she could not be quiet about it. */
    add(visit, FIXTURE_FATHER_DANGER, "Zijn wanten aan");
    assert_int_equal(status_for(visit, FIXTURE_MOTHER_SAFE, FIXTURE_CHILD_OTHER), 404);
    assert_int_equal(status_for(visit, FIXTURE_FATHER_DANGER, FIXTURE_CHILD_OTHER), 200);
}

/* And what she asked and said before she was protected, with the answers to it, leaves the other home. */
static void R243_T20_what_was_said_before_leaves_the_other_home(void **state)
{
    struct visit *visit = visit_of(state);
    change_guardian(visit, expose);
    add(visit, FIXTURE_FATHER_DANGER, "Zijn muts op");
    struct text his = page_of(visit, FIXTURE_CHILD_OTHER);
    struct http_test_answer answer = act(visit, FIXTURE_MOTHER_SAFE, FIXTURE_CHILD_OTHER, "react", "Op de schuilplek");
    assert_status(&answer, 303);
    add(visit, FIXTURE_MOTHER_SAFE, "Zijn jas van de schuilplek");
    answer = act(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER, "our_way", "De jas van de schuilplek hangt hier");
    assert_status(&answer, 303);
    struct text absence = url_absence(visit->arena, visit->fixture.children[FIXTURE_CHILD_OTHER]).text;
    answer = visit_post(visit, FIXTURE_MOTHER_SAFE, absence, FORM(visit, "kind", "ill", "words", "ziek, schuilplek"));
    assert_status(&answer, 303);
    const struct text places[] = { his, visit_day(visit, FIXTURE_CHILD_OTHER), absence };
    for (size_t i = 0; i < 3; i++)
        assert_true(text_find(body_of(visit, FIXTURE_FATHER_DANGER, places[i]), TEXT("schuilplek")) != SIZE_MAX);
    assert_int_equal(status_for(visit, FIXTURE_FATHER_DANGER, FIXTURE_CHILD_OTHER), 200);
    change_guardian(visit, protect);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM wish_step AS s JOIN wish AS w ON w.id = s.wish "
                                         " WHERE (s.audience & ~w.audience) <> 0"),
                     0); /* no step is read more widely than its wish */
    for (size_t i = 0; i < 3; i++) {
        answer = visit_get(visit, FIXTURE_FATHER_DANGER, places[i]);
        assert_status(&answer, 200);
        assert_no_trace(&answer, "schuilplek");
        assert_no_trace(&answer, "Sanne");
    }
    assert_int_equal(status_for(visit, FIXTURE_FATHER_DANGER, FIXTURE_CHILD_OTHER), 404);
    assert_trail(visit, FIXTURE_MOTHER_SAFE, FIXTURE_CHILD_OTHER, "De jas van de schuilplek hangt hier");
    assert_trail(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER, "De jas van de schuilplek hangt hier");
}

/* Typed before midnight and sent after it: refused once, with the way to send it for today. */
static void R035_a_wish_over_midnight_is_sent_for_today(void **state)
{
    struct visit *visit = visit_of(state);
    struct text page = url_wishes(visit->arena, visit->fixture.children[FIXTURE_CHILD_OWN]).text;
    struct http_test_answer answer = visit_post(visit, FIXTURE_MOTHER, page,
                                                FORM(visit, "words", "Haar laarzen", "day", "2026-11-22", "audience",
                                                     "both", "client_id", visit_client(visit)));
    assert_int_equal(answer.status, 422);
    visit_keep(&answer, "wish-midnight");
    assert_true(text_find(answer.body, TEXT("Haar laarzen</textarea>")) != SIZE_MAX);
    assert_true(text_find(answer.body, TEXT("name=\"day\" value=\"2026-11-23\"")) != SIZE_MAX);
    assert_true(text_find(answer.body, TEXT("value=\"both\" checked")) != SIZE_MAX);
    assert_true(text_find(answer.body, TEXT("value=\"group\" checked")) == SIZE_MAX);
    assert_no_trace(&answer, "2026-11-22");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(R035_a_wish_is_answered_and_the_parent_reads_the_whole_trail),
        cmocka_unit_test(R035_another_way_is_phone_first_and_can_always_be_told),
        cmocka_unit_test(T26_what_could_not_wait_overrides_nobody_and_is_seen),
        cmocka_unit_test(R035_two_who_answer_are_both_kept_and_the_second_is_told),
        cmocka_unit_test(R036_a_step_shows_a_line_of_the_day),
        cmocka_unit_test(R045_R243_who_reads_a_wish),
        cmocka_unit_test(R243_T20_what_a_protected_guardian_says_to_a_wish_stays_out_of_the_other_home),
        cmocka_unit_test(R243_T20_what_was_said_before_leaves_the_other_home),
        cmocka_unit_test(R035_a_wish_over_midnight_is_sent_for_today),
    };
    return PAGE_TESTS_RUN(tests);
}
