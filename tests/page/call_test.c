/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Calling between home and centre: when a guardian wants to be called, and calls that are written down (R034, R246); one tap that asks
 * for a talk, from either side, and is overdue after its window (R032); what is no matter for the door (R033); nobody of the other
 * home, and nobody who works here and is a guardian too, reads of it (T20, R243); a shift reads whom to call (R045).
 */
#include "access/people.h"
#include "feature/call/call.h"
#include "feature/family/family.h"
#include "feature/talk_aid/talk_aid.h"
#include "visit.h"

static struct text page_of(struct visit *visit, enum fixture_child child)
{
    return url_calls(visit->arena, visit->fixture.children[child]).text;
}

static const char *id_of(struct visit *visit, enum fixture_person person)
{
    return visit_moment(visit, visit->fixture.persons[person].value);
}

static const char *place_of(struct visit *visit, const char *prefix, enum fixture_person person)
{
    return element_id(visit, prefix, visit->fixture.persons[person].value);
}

static int64_t open_tasks(struct visit *visit)
{
    return visit_number(visit, "SELECT COUNT(*) FROM task AS t WHERE t.kind = 'call' AND t.closed_at IS NULL");
}

static struct http_test_answer post_when(struct visit *visit, enum fixture_person who, const char *from,
                                         const char *until)
{
    struct text target = url_call_when(visit->arena, visit->fixture.children[FIXTURE_CHILD_OWN]).text;
    return visit_post(visit, who, target,
                      FORM(visit, "when", "1", "when", "8", "words", "Bel ook als je twijfelt", "phone",
                           "06 11 22 33 44", "from_time", from, "until_time", until));
}

static void assert_text(const struct http_test_answer *answer, const char *words)
{
    if (text_find(answer->body, text_from(words)) == SIZE_MAX)
        fail_msg("the page does not show %s", words);
}

static void R034_staff_see_number_and_hours_and_a_call_is_two_taps(void **state)
{
    struct visit *visit = visit_of(state);
    struct text day = visit_day(visit, FIXTURE_CHILD_OWN);
    struct http_test_answer answer = post_when(visit, FIXTURE_MOTHER, "18:00", "9:00");
    assert_int_equal(answer.status, 422); /* written wrong */
    answer = post_when(visit, FIXTURE_MOTHER, "18:00", "09:00");
    assert_int_equal(answer.status, 422); /* ends before it begins: nothing is stored, nothing typed is lost */
    visit_keep(&answer, "call-odd");
    assert_text(&answer, "Bel ook als je twijfelt</textarea>");
    assert_text(&answer, "value=\"18:00\"");
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM call_wish AS c"), 0);
    answer = post_when(visit, FIXTURE_MOTHER, "09:00", "17:30");
    assert_status(&answer, 303);
    /* At the child, with one tap to dial; a stand-in too. */
    static const enum fixture_person staff[] = { FIXTURE_PROFESSIONAL, FIXTURE_STAND_IN, FIXTURE_MANAGER };
    for (size_t i = 0; i < sizeof staff / sizeof *staff; i++) {
        answer = visit_get(visit, staff[i], day);
        struct markup *page = markup_read(visit->arena, answer.body);
        size_t guardian = element(page, place_of(visit, "call-", FIXTURE_MOTHER));
        assert_shows(page, guardian, "9:00 – 17:30");
        assert_shows(page, guardian, "Ziek · Niet slapen");
        assert_shows(page, guardian, "Bel ook als je twijfelt");
        assert_text(&answer, "href=\"tel:0611223344\"");
    }
    visit_keep(&answer, "call-day-centre");
    /* One tap opens the form on the day page, the second one keeps time, topic and outcome. */
    const char *form = place_of(visit, "call-log-", FIXTURE_MOTHER);
    answer = VISIT_SEND(visit, FIXTURE_STAND_IN, day, form, "/log", "call_outcome", "no_answer");
    assert_status(&answer, 303);
    assert_true(text_equal(answer.location, day));
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM live_contact AS k WHERE k.what = 'call'"), 0);
    answer = VISIT_SEND(visit, FIXTURE_PROFESSIONAL, day, form, "/log", "topic", "sleeping", "words", "Morgen korter",
                        "call_outcome", "reached");
    assert_status(&answer, 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM call_log AS l"), 2);
    assert_true(text_equal(visit_text(visit, "SELECT l.topic FROM call_log AS l WHERE l.outcome = 'reached'"),
                           TEXT("sleeping")));
    assert_int_equal(visit_number(visit, "SELECT l.at FROM call_log AS l WHERE l.outcome = 'reached'"), FIXTURE_NOW_AT);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM audit AS x WHERE x.action = 'call.log'"), 2);
    /* The guardian and the team read it; home reached is a live contact. */
    static const enum fixture_person readers[] = { FIXTURE_MOTHER, FIXTURE_MENTOR };
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        answer = visit_get(visit, readers[i], page_of(visit, FIXTURE_CHILD_OWN));
        visit_keep(&answer, i == 0 ? "call-home" : "call-centre");
        struct markup *page = markup_read(visit->arena, answer.body);
        assert_shows(page, element(page, "past"), SAY(visit, LANGUAGE_NL, WORD_ACCIDENT_REACHED));
        assert_shows(page, element(page, "past"), SAY(visit, LANGUAGE_NL, WORD_WISH_PHONE_SILENT_LABEL));
        assert_shows(page, element(page, "past"), "Morgen korter");
        assert_shows(page, element(page, "past"), "10:00");
    }
}

static void R246_a_call_that_reached_home_is_a_live_contact(void **state)
{
    struct visit *visit = visit_of(state);
    struct text target = url_call_log(visit->arena, visit->fixture.children[FIXTURE_CHILD_OWN]).text;
    static const struct {
        const char *outcome;
        int64_t contacts;
    } calls[] = { { "no_answer", 0 }, { "call_back", 0 }, { "reached", 1 }, { "reached", 1 } };
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        struct http_test_answer answer = visit_post(visit, FIXTURE_PROFESSIONAL, target,
                                                    FORM(visit, "person", id_of(visit, FIXTURE_MOTHER), "call_outcome",
                                                         calls[i].outcome, "client_id", visit_client(visit)));
        assert_status(&answer, 303);
        assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM live_contact AS k WHERE k.what = 'call'"),
                         calls[i].contacts);
    }
    assert_int_equal(visit_number(visit, "SELECT k.care_group FROM live_contact AS k"),
                     visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS].value);
    /* A call is with a guardian of the child who reads its days, and home does not write any. */
    static const enum fixture_person strangers[] = { FIXTURE_OTHER_FAMILY, FIXTURE_GRANDMOTHER, FIXTURE_PROFESSIONAL };
    for (size_t i = 0; i < sizeof strangers / sizeof *strangers; i++) {
        struct http_test_answer answer = visit_post(visit, FIXTURE_PROFESSIONAL, target,
                                                    FORM(visit, "person", id_of(visit, strangers[i]), "call_outcome",
                                                         "reached", "client_id", visit_client(visit)));
        assert_int_equal(answer.status, 404);
    }
}

/* Asked by one tap on the page of the child. */
static void tap(struct visit *visit, enum fixture_person who, const char *place, const char *name, const char *value)
{
    struct http_test_answer answer =
        VISIT_SEND(visit, who, visit_day(visit, FIXTURE_CHILD_OWN), place, "/calls", name, value);
    assert_status(&answer, 303);
}

static void R032_one_tap_asks_for_a_talk_that_is_overdue_after_its_window(void **state)
{
    struct visit *visit = visit_of(state);
    const char *wants = SAY(visit, LANGUAGE_NL, WORD_CALL_WANTS, "name", "Aylin");
    const char *overdue = SAY(visit, LANGUAGE_NL, WORD_CALL_OVERDUE);
    const char *due = SAY(visit, LANGUAGE_NL, WORD_TASK_CALL, "name", "Noor");
    const char *guardian = place_of(visit, "call-", FIXTURE_MOTHER);
    /* The professional: from the day page. It has a topic, a way and a window. */
    tap(visit, FIXTURE_PROFESSIONAL, place_of(visit, "call-later-", FIXTURE_MOTHER), "person",
        id_of(visit, FIXTURE_MOTHER));
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM callback AS b WHERE b.side = 2 AND b.topic = 'general' "
                                         "AND b.way = 'phone' AND b.until_day = 20781"),
                     1);
    /* Home: from the day page too; a second tap changes nothing. */
    tap(visit, FIXTURE_MOTHER, "calls", "then", "day");
    struct http_test_answer answer = visit_post(visit, FIXTURE_MOTHER, page_of(visit, FIXTURE_CHILD_OWN),
                                                FORM(visit, "client_id", visit_client(visit)));
    assert_status(&answer, 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM callback AS b"), 2);
    assert_int_equal(open_tasks(visit), 2);
    answer = visit_get(visit, FIXTURE_MOTHER, visit_day(visit, FIXTURE_CHILD_OWN));
    visit_keep(&answer, "call-day-home");
    assert_text(&answer, SAY(visit, LANGUAGE_NL, WORD_CALL_CENTRE_WANTS));
    struct markup *page = visit_day_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN);
    assert_shows(page, element(page, guardian), wants);
    assert_hides(page, element(page, guardian), overdue);
    page = visit_page(visit, FIXTURE_PROFESSIONAL, TEXT("/tasks"));
    assert_shows(page, element(page, "tasks"), due);
    assert_hides(page, element(page, "tasks"), overdue);
    /* She says more about it, in her own words. */
    answer = VISIT_SEND(visit, FIXTURE_MOTHER, page_of(visit, FIXTURE_CHILD_OWN),
                        place_of(visit, "ask-", FIXTURE_MOTHER), "/calls", "topic", "eating", "words",
                        "Ze eet thuis bijna niets", "way", "appointment", "by", "today", "until_time", "16:00");
    assert_status(&answer, 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM callback AS b"), 2);
    page = visit_page(visit, FIXTURE_MENTOR, page_of(visit, FIXTURE_CHILD_OWN));
    assert_shows(page, MARKUP_NONE, "Ze eet thuis bijna niets");
    assert_shows(page, MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_CALL_BY_APPOINTMENT));
    /* Another tap leaves what she said as it is. */
    answer = visit_post(visit, FIXTURE_MOTHER, page_of(visit, FIXTURE_CHILD_OWN),
                        FORM(visit, "client_id", visit_client(visit)));
    assert_status(&answer, 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM callback AS b WHERE b.way = 'appointment' AND "
                                         "b.until_minute = 960 AND b.words <> ''"),
                     1);
    /* A time that is over already is not taken, and nothing typed is lost. */
    answer = visit_post(visit, FIXTURE_MOTHER, page_of(visit, FIXTURE_CHILD_OWN),
                        FORM(visit, "detail", "1", "by", "today", "until_time", "09:00", "words", "Toch eerder",
                             "client_id", visit_client(visit)));
    assert_int_equal(answer.status, 422);
    assert_text(&answer, "Toch eerder</textarea>");
    visit_keep(&answer, "call-ask-odd");
    /* The window is over: whoever looks sees it, and nothing is refused. */
    visit_set_clock(visit, "2026-11-23T15:00Z"); /* 16:00 */
    page = visit_page(visit, FIXTURE_PROFESSIONAL, TEXT("/tasks"));
    assert_shows(page, element(page, "tasks"), overdue);
    page = visit_day_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN);
    assert_shows(page, element(page, guardian), overdue);
    /* They talked: both are answered, the tasks are gone, and she reads what became of it. */
    answer = VISIT_SEND(visit, FIXTURE_PROFESSIONAL, visit_day(visit, FIXTURE_CHILD_OWN),
                        place_of(visit, "call-log-", FIXTURE_MOTHER), "/log", "call_outcome", "reached");
    assert_status(&answer, 303);
    assert_int_equal(open_tasks(visit), 0);
    page = visit_page(visit, FIXTURE_MOTHER, page_of(visit, FIXTURE_CHILD_OWN));
    assert_shows(page, element(page, "past"), SAY(visit, LANGUAGE_NL, WORD_HANDOVER_TALKED));
}

static void R032_from_the_page_of_collecting_and_not_needed_any_more(void **state)
{
    struct visit *visit = visit_of(state);
    struct group_id group = visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS];
    struct text collect = url_family_collect(visit->arena, group, visit->fixture.children[FIXTURE_CHILD_OWN]).text;
    struct http_test_answer answer =
        VISIT_SEND(visit, FIXTURE_PROFESSIONAL, collect, "later", "/calls", "person", id_of(visit, FIXTURE_MOTHER));
    assert_status(&answer, 303);
    assert_true(text_equal(answer.location, collect));
    answer = visit_get(visit, FIXTURE_PROFESSIONAL, collect);
    visit_keep(&answer, "call-collect");
    assert_int_equal(open_tasks(visit), 1);
    int64_t talk = visit_number(visit, "SELECT b.id FROM callback AS b");
    struct text end = url_call_end(visit->arena, visit->fixture.children[FIXTURE_CHILD_OWN]).text;
    /* The centre's own: home does not end it, and no other talk is ended by its number. */
    assert_int_equal(visit_post(visit, FIXTURE_MOTHER, end, FORM(visit, "callback", visit_moment(visit, talk))).status,
                     404);
    struct text other = url_call_end(visit->arena, visit->fixture.children[FIXTURE_CHILD_OTHER]).text;
    assert_int_equal(
        visit_post(visit, FIXTURE_PROFESSIONAL, other, FORM(visit, "callback", visit_moment(visit, talk))).status, 404);
    assert_int_equal(open_tasks(visit), 1);
    answer = VISIT_SEND(visit, FIXTURE_PROFESSIONAL, page_of(visit, FIXTURE_CHILD_OWN),
                        element_id(visit, "back-", talk), "/end", "callback", visit_moment(visit, talk));
    assert_status(&answer, 303);
    assert_int_equal(open_tasks(visit), 0);
    struct markup *page = visit_page(visit, FIXTURE_MOTHER, page_of(visit, FIXTURE_CHILD_OWN));
    assert_shows(page, element(page, "past"), SAY(visit, LANGUAGE_NL, WORD_CALL_WITHDRAWN));
    /* What was said about a talk that is over changes nothing: the next tap is another one. */
    tap(visit, FIXTURE_PROFESSIONAL, place_of(visit, "call-later-", FIXTURE_MOTHER), "person",
        id_of(visit, FIXTURE_MOTHER));
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM callback AS b"), 2);
    /* And what home asks for is home's to take back. */
    tap(visit, FIXTURE_MOTHER, "calls", "then", "day");
    talk = visit_number(visit, "SELECT b.id FROM callback AS b WHERE b.side = 1");
    answer = visit_post(visit, FIXTURE_PROFESSIONAL, end, FORM(visit, "callback", visit_moment(visit, talk)));
    assert_int_equal(answer.status, 404);
}

static void R033_what_is_sensitive_is_hidden_at_the_door_and_a_call_is_proposed(void **state)
{
    struct visit *visit = visit_of(state);
    struct group_id group = visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS];
    struct text aid = url_talk_aid(visit->arena, group).text;
    const char *point = element_id(visit, "point-", visit->fixture.children[FIXTURE_CHILD_OWN].value);
    const char *quiet = SAY(visit, LANGUAGE_NL, WORD_CALL_SENSITIVE);
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_PROFESSIONAL, url_handover_check_in(visit->arena, group).text,
                   FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN)));
    assert_status(&answer, 303);
    (void)visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "food.little");
    /* For the door: the topic stands there beside the thing of today. */
    answer = visit_post(visit, FIXTURE_MOTHER, page_of(visit, FIXTURE_CHILD_OWN),
                        FORM(visit, "detail", "1", "topic", "eating", "way", "door", "words", "Thuis ook niet",
                             "client_id", visit_client(visit)));
    assert_status(&answer, 303);
    struct markup *page = visit_page(visit, FIXTURE_PROFESSIONAL, aid);
    assert_shows(page, element(page, point), SAY(visit, LANGUAGE_NL, WORD_CALL_NOT_EATING));
    assert_shows(page, element(page, point), SAY(visit, LANGUAGE_NL, WORD_HANDOVER_FOOD_LITTLE));
    assert_hides(page, element(page, point), quiet);
    /* Sensitive: neither the topic nor lines about it, but that there is something, and how to talk about it. */
    answer = visit_post(visit, FIXTURE_MOTHER, page_of(visit, FIXTURE_CHILD_OWN),
                        FORM(visit, "detail", "1", "topic", "eating", "way", "door", "words", "Thuis ook niet",
                             "sensitive", "1", "client_id", visit_client(visit)));
    assert_status(&answer, 303);
    answer = visit_get(visit, FIXTURE_PROFESSIONAL, aid);
    visit_keep(&answer, "call-talk-aid");
    page = markup_read(visit->arena, answer.body);
    assert_shows(page, element(page, point), quiet);
    assert_shows(page, element(page, point), SAY(visit, LANGUAGE_NL, WORD_CALL_CALM));
    assert_hides(page, element(page, point), SAY(visit, LANGUAGE_NL, WORD_CALL_NOT_EATING));
    assert_hides(page, element(page, point), SAY(visit, LANGUAGE_NL, WORD_HANDOVER_FOOD_LITTLE));
    assert_hides(page, element(page, point), "Thuis ook niet");
    page = visit_day_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN);
    const char *guardian = place_of(visit, "call-", FIXTURE_MOTHER);
    assert_shows(page, element(page, guardian), SAY(visit, LANGUAGE_NL, WORD_CALL_CALM));
    /* Who is there for a shift reads nothing of it (R045), and the line of the day as ever. */
    page = visit_page(visit, FIXTURE_STAND_IN, aid);
    assert_hides(page, element(page, point), quiet);
    assert_shows(page, element(page, point), SAY(visit, LANGUAGE_NL, WORD_HANDOVER_FOOD_LITTLE));
}

/* Who works on the group is a guardian of the child too. */
static int become_guardian(struct change *change, void *argument)
{
    const struct fixture *fixture = argument;
    return people_guardian_set(change, &(struct people_guardian){ .child = fixture->children[FIXTURE_CHILD_OWN],
                                                                  .person = fixture->persons[FIXTURE_MENTOR],
                                                                  .home = 2,
                                                                  .authority = true,
                                                                  .scope = TEXT("full"),
                                                                  .from = { 20000 },
                                                                  .until = DATE_FOREVER });
}

/* T20: each reads her own, the centre all of it; who works here and is a guardian of the child reads as a guardian. */
static void T20_R243_nobody_reads_of_another_home(void **state)
{
    struct visit *visit = visit_of(state);
    struct child_id own = visit->fixture.children[FIXTURE_CHILD_OWN];
    struct http_test_answer answer = post_when(visit, FIXTURE_MOTHER, "09:00", "17:00");
    assert_status(&answer, 303);
    answer =
        visit_post(visit, FIXTURE_MOTHER, page_of(visit, FIXTURE_CHILD_OWN),
                   FORM(visit, "detail", "1", "topic", "sad", "words", "Verborgen", "client_id", visit_client(visit)));
    assert_status(&answer, 303);
    answer = visit_post(visit, FIXTURE_PROFESSIONAL, url_call_log(visit->arena, own).text,
                        FORM(visit, "person", id_of(visit, FIXTURE_MOTHER), "words", "Verborgen", "call_outcome",
                             "reached", "client_id", visit_client(visit)));
    assert_status(&answer, 303);
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, become_guardian, &visit->fixture),
                     STATUS_OK);
    static const enum fixture_person others[] = { FIXTURE_FATHER, FIXTURE_BOTH, FIXTURE_MENTOR };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        const struct text pages[] = { page_of(visit, FIXTURE_CHILD_OWN), visit_day(visit, FIXTURE_CHILD_OWN) };
        for (size_t k = 0; k < sizeof pages / sizeof *pages; k++) {
            answer = visit_get(visit, others[i], pages[k]);
            assert_status(&answer, 200);
            assert_no_trace(&answer, "Verborgen");
            assert_no_trace(&answer, "0611223344");
            assert_no_trace(&answer, "06 11 22 33 44");
        }
        /* And she writes nothing about others. */
        assert_int_equal(visit_post(visit, others[i], url_call_log(visit->arena, own).text,
                                    FORM(visit, "person", id_of(visit, FIXTURE_MOTHER), "call_outcome", "reached",
                                         "client_id", visit_client(visit)))
                             .status,
                         others[i] == FIXTURE_MENTOR ? 403 : 404);
    }
    /* Events go to the group and to herself. */
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM live_event AS l WHERE l.kind = 'call' AND l.child <> 0"),
                     0);
    assert_int_equal(visit_number_of(visit,
                                     "SELECT COUNT(*) FROM live_event AS l WHERE l.kind = 'call' AND l.person <> $1",
                                     visit->fixture.persons[FIXTURE_MOTHER].value),
                     0);
    assert_true(visit_number(visit, "SELECT COUNT(*) FROM live_event AS l WHERE l.kind = 'call'") >= 3);
    /* A shift: whom to call and when, and no talks. */
    answer = visit_get(visit, FIXTURE_STUDENT, page_of(visit, FIXTURE_CHILD_OWN));
    assert_status(&answer, 200);
    assert_no_trace(&answer, "Verborgen");
    assert_text(&answer, "tel:0611223344");
    /* A limited guardian and another group have no such page. */
    assert_int_equal(visit_get(visit, FIXTURE_GRANDMOTHER, page_of(visit, FIXTURE_CHILD_OWN)).status, 403);
    assert_int_equal(visit_get(visit, FIXTURE_OTHER_PROFESSIONAL, page_of(visit, FIXTURE_CHILD_OWN)).status, 404);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(R034_staff_see_number_and_hours_and_a_call_is_two_taps),
        cmocka_unit_test(R246_a_call_that_reached_home_is_a_live_contact),
        cmocka_unit_test(R032_one_tap_asks_for_a_talk_that_is_overdue_after_its_window),
        cmocka_unit_test(R032_from_the_page_of_collecting_and_not_needed_any_more),
        cmocka_unit_test(R033_what_is_sensitive_is_hidden_at_the_door_and_a_call_is_proposed),
        cmocka_unit_test(T20_R243_nobody_reads_of_another_home),
    };
    return PAGE_TESTS_RUN(tests);
}
