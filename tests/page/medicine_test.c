/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Medicine by signed consent (R232): no dose is offered or taken without consent in force at that moment, a given dose names who
 * gave it and shows at once at home, nobody gives it twice unawares, a mistake stays to be read, and nothing tells a family who
 * signed (T20, R243).
 */
#include "access/people.h"
#include "feature/family/family.h"
#include "feature/medicine/medicine.h"
#include "feature/task/task.h"
#include "visit.h"

static struct text target(struct visit *visit, enum fixture_child child, const char *rest)
{
    return arena_printf(visit->arena, "/child/%s/medicine%s", visit_child(visit, child), rest);
}

static struct markup *page_of(struct visit *visit, enum fixture_person who, enum fixture_child child)
{
    return visit_page(visit, who, target(visit, child, ""));
}

/* A guardian signs for syrup twice a day; gives the id. */
static const char *sign(struct visit *visit, enum fixture_person who, enum fixture_child child)
{
    struct http_test_answer answer = VISIT_SEND(
        visit, who, target(visit, child, ""), "sign-new", "/medicine", "name", "Hoestdrank", "dose", "5", "unit", "ml",
        "way", "met een lepel", "time", "09:30", "from", "2026-11-23", "until", "2026-11-27", "kept", "koelkast");
    assert_status(&answer, 303);
    return visit_moment(visit, visit_number(visit, "SELECT MAX(x.id) FROM medicine AS x"));
}

static int act(struct visit *visit, enum fixture_person who, enum fixture_child child, const char *what,
               struct text body)
{
    return visit_post(visit, who, target(visit, child, what), body).status;
}

static int receive(struct visit *visit, enum fixture_person who, enum fixture_child child, const char *medicine)
{
    return act(visit, who, child, "/receive", FORM(visit, "medicine", medicine, "package", "1", "leaflet", "1"));
}

static int give(struct visit *visit, enum fixture_person who, const char *medicine)
{
    return act(visit, who, FIXTURE_CHILD_OWN, "/give", FORM(visit, "medicine", medicine, "outcome", "given"));
}

static int64_t doses(struct visit *visit)
{
    return visit_number(visit, "SELECT COUNT(*) FROM medicine_dose AS d WHERE d.undone_at IS NULL");
}

static const char *last_dose(struct visit *visit)
{
    return visit_moment(visit, visit_number(visit, "SELECT COALESCE(MAX(d.id), 1) FROM medicine_dose AS d"));
}

static bool offers(struct visit *visit, enum fixture_person who, const char *medicine)
{
    struct markup *page = page_of(visit, who, FIXTURE_CHILD_OWN);
    return markup_by_id(page, arena_printf(visit->arena, "give-%s", medicine)) != MARKUP_NONE;
}

static void do_sql(struct visit *visit, const char *sql)
{
    struct db *db;
    struct error error = { 0 };
    assert_int_equal(db_open_writer(visit->world.location, &error, &db), STATUS_OK);
    assert_int_equal(db_execute(db, sql, &error), STATUS_OK);
    db_close(db);
}

static void R232_no_dose_without_consent_in_force(void **state)
{
    struct visit *visit = visit_of(state);
    const char *medicine = sign(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    /* Signed: the team is asked to take it in, and until then nothing is offered or taken. */
    struct markup *tasks = visit_page(visit, FIXTURE_PROFESSIONAL, TEXT("/tasks"));
    assert_shows(tasks, element(tasks, "tasks"), SAY(visit, LANGUAGE_NL, WORD_TASK_MEDICINE, "name", "Noor"));
    assert_false(offers(visit, FIXTURE_PROFESSIONAL, medicine));
    assert_int_equal(give(visit, FIXTURE_PROFESSIONAL, medicine), 409);
    /* Not without its package; then by who is there, once. */
    assert_int_equal(act(visit, FIXTURE_STAND_IN, FIXTURE_CHILD_OWN, "/receive", FORM(visit, "medicine", medicine)),
                     422);
    assert_int_equal(give(visit, FIXTURE_PROFESSIONAL, medicine), 409);
    assert_int_equal(receive(visit, FIXTURE_STAND_IN, FIXTURE_CHILD_OWN, medicine), 303);
    tasks = visit_page(visit, FIXTURE_PROFESSIONAL, TEXT("/tasks"));
    assert_hides(tasks, element(tasks, "tasks"), SAY(visit, LANGUAGE_NL, WORD_TASK_MEDICINE, "name", "Noor"));
    assert_true(offers(visit, FIXTURE_PROFESSIONAL, medicine));
    assert_true(offers(visit, FIXTURE_STAND_IN, medicine));
    assert_false(offers(visit, FIXTURE_MANAGER, medicine)); /* reads, and does not record */
    /* Not by home, another group or a coach; not before and not after its days. */
    assert_int_equal(give(visit, FIXTURE_MOTHER, medicine), 404);
    assert_int_equal(give(visit, FIXTURE_MANAGER, medicine), 403);
    assert_int_equal(give(visit, FIXTURE_OTHER_PROFESSIONAL, medicine), 404);
    struct http_test_answer coach = visit_get(visit, FIXTURE_COACH, target(visit, FIXTURE_CHILD_OWN, ""));
    assert_int_equal(coach.status, 403);
    static const char *const out[][2] = {
        { "UPDATE medicine SET from_day = from_day + 1", "UPDATE medicine SET from_day = from_day - 1" },
        { "UPDATE medicine SET expires_day = from_day", "UPDATE medicine SET expires_day = 2932896" },
        { "UPDATE guardian SET authority = 0", "UPDATE guardian SET authority = 1" },
    };
    for (size_t i = 0; i < sizeof out / sizeof *out; i++) {
        do_sql(visit, out[i][0]);
        assert_false(offers(visit, FIXTURE_PROFESSIONAL, medicine));
        assert_int_equal(give(visit, FIXTURE_PROFESSIONAL, medicine), 409);
        do_sql(visit, out[i][1]);
        assert_true(offers(visit, FIXTURE_PROFESSIONAL, medicine));
    }
    assert_int_equal(doses(visit), 0);
    /* One tap of who signed, and of nobody else at home, ends it at once. */
    struct text body = FORM(visit, "medicine", medicine);
    assert_int_equal(act(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN, "/withdraw", body), 404);
    assert_true(offers(visit, FIXTURE_PROFESSIONAL, medicine));
    assert_int_equal(act(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "/withdraw", body), 303);
    assert_false(offers(visit, FIXTURE_PROFESSIONAL, medicine));
    assert_int_equal(give(visit, FIXTURE_PROFESSIONAL, medicine), 409);
    assert_int_equal(receive(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, medicine), 409);
}

static void R232_only_who_decides_signs_and_another_text_is_another_version(void **state)
{
    struct visit *visit = visit_of(state);
    struct text address = target(visit, FIXTURE_CHILD_OWN, "");
    assert_int_equal(visit_post(visit, FIXTURE_GRANDMOTHER, address, FORM(visit, "name", "x", "dose", "1")).status,
                     403);
    assert_int_equal(visit_post(visit, FIXTURE_PROFESSIONAL, address, FORM(visit, "name", "x", "dose", "1")).status,
                     404);
    do_sql(visit, "UPDATE guardian SET authority = 0");
    struct text body = FORM(visit, "name", "x", "dose", "1", "unit", "ml", "time", "09:30", "until", "2026-11-27");
    assert_int_equal(visit_post(visit, FIXTURE_MOTHER, address, body).status, 403);
    assert_false(markup_has_form(page_of(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN), MARKUP_NONE, "/medicine"));
    do_sql(visit, "UPDATE guardian SET authority = 1");
    const char *first = sign(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_string_equal(sign(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN), first); /* sent twice, signed once */
    assert_int_equal(receive(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, first), 303);
    const char *form = arena_printf(visit->arena, "sign-%s", first).data;
    struct http_test_answer answer = VISIT_SEND(visit, FIXTURE_MOTHER, address, form, "/medicine", "dose", "7,5");
    assert_status(&answer, 303);
    /* The first stays as it was signed and ends; the second is taken in anew. */
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM medicine AS x WHERE x.dose = '5' AND x.version = 1 AND "
                                         "x.ended_why = 'replaced'"),
                     1);
    assert_int_equal(visit_number(visit,
                                  "SELECT COUNT(*) FROM medicine AS x WHERE x.dose = '7,5' AND x.version = 2 AND "
                                  "x.received_at IS NULL AND x.ended_at IS NULL"),
                     1);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM medicine_time AS t"), 2);
    assert_int_equal(give(visit, FIXTURE_PROFESSIONAL, first), 409);
    /* A time that is typed twice is one dose a day. */
    body =
        FORM(visit, "name", "zalf", "dose", "1", "unit", "ml", "time", "09:30", "time", "09:30", "until", "2026-11-27");
    assert_int_equal(visit_post(visit, FIXTURE_MOTHER, address, body).status, 303);
    assert_int_equal(visit_number(visit, "SELECT x.most FROM medicine AS x WHERE x.name = 'zalf'"), 1);
    assert_int_equal(visit_post(visit, FIXTURE_MOTHER, address, body).status, 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM medicine AS x WHERE x.name = 'zalf'"), 1);
    /* Nobody else's is replaced. */
    body = FORM(visit, "replaces", visit_moment(visit, visit_number(visit, "SELECT MAX(x.id) FROM medicine AS x")),
                "name", "x", "dose", "1", "unit", "ml", "time", "09:30", "until", "2026-11-27");
    assert_int_equal(visit_post(visit, FIXTURE_FATHER, address, body).status, 404);
}

static void R232_a_dose_names_who_gave_it_and_shows_at_home(void **state)
{
    struct visit *visit = visit_of(state);
    const char *medicine = sign(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_int_equal(receive(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, medicine), 303);
    /* The board says that it waits: planned for half past nine, and the child is there. */
    clock_set(&visit->world.clock, FIXTURE_NOW_AT);
    const char *tile = arena_printf(visit->arena, "tile-%s", visit_child(visit, FIXTURE_CHILD_OWN)).data;
    assert_int_equal(
        visit_post(visit, FIXTURE_PROFESSIONAL,
                   url_handover_check_in(visit->arena, visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS]).text,
                   FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN)))
            .status,
        303);
    struct markup *board = visit_board_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS);
    assert_shows(board, element(board, tile), SAY(visit, LANGUAGE_NL, WORD_MEDICINE_DUE));
    struct markup *coach = visit_board_page(visit, FIXTURE_COACH, FIXTURE_GROUP_EEKHOORNS);
    assert_hides(coach, element(coach, tile), SAY(visit, LANGUAGE_NL, WORD_MEDICINE_DUE));
    assert_int_equal(give(visit, FIXTURE_PROFESSIONAL, medicine), 303);
    board = visit_board_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS);
    assert_hides(board, element(board, tile), SAY(visit, LANGUAGE_NL, WORD_MEDICINE_DUE));
    /* Both homes read it at once on the day, with who gave it; a limited guardian does not. */
    static const enum fixture_person homes[] = { FIXTURE_MOTHER, FIXTURE_FATHER };
    for (size_t i = 0; i < sizeof homes / sizeof *homes; i++) {
        struct markup *day = visit_day_page(visit, homes[i], FIXTURE_CHILD_OWN);
        assert_shows(day, element(day, "notebook"), "Hoestdrank · 5 ml");
        struct markup *page = page_of(visit, homes[i], FIXTURE_CHILD_OWN);
        const char *dose = arena_printf(visit->arena, "dose-%s", last_dose(visit)).data;
        assert_shows(page, element(page, dose), "Marjan");
    }
    struct http_test_answer limited = visit_get(visit, FIXTURE_GRANDMOTHER, visit_day(visit, FIXTURE_CHILD_OWN));
    assert_status(&limited, 200);
    assert_no_trace(&limited, "Hoestdrank");
    assert_int_equal(visit_get(visit, FIXTURE_GRANDMOTHER, target(visit, FIXTURE_CHILD_OWN, "")).status, 403);
    struct http_test_answer answer = visit_get(visit, FIXTURE_PROFESSIONAL, target(visit, FIXTURE_CHILD_OWN, ""));
    visit_keep(&answer, "medicine-centre");
    answer = visit_get(visit, FIXTURE_MOTHER, target(visit, FIXTURE_CHILD_OWN, ""));
    visit_keep(&answer, "medicine-home");
    /* A colleague looked on; not who gave it. */
    struct text body = FORM(visit, "given", last_dose(visit));
    assert_int_equal(act(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "/watch", body), 403);
    assert_int_equal(act(visit, FIXTURE_MENTOR, FIXTURE_CHILD_OWN, "/watch", body), 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM medicine_dose AS d WHERE d.watched_at IS NOT NULL"), 1);
    /* A mistake leaves the day and stays in the list, with who and why. The undo of the notebook leaves it alone. */
    int64_t moment = visit_number(visit, "SELECT MAX(d.moment) FROM medicine_dose AS d");
    struct text undo = url_handover_undo(visit->arena, visit->fixture.children[FIXTURE_CHILD_OWN], FIXTURE_TODAY).text;
    assert_int_equal(
        visit_post(visit, FIXTURE_PROFESSIONAL, undo, FORM(visit, "moment", visit_moment(visit, moment))).status, 403);
    assert_int_equal(act(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "/undo", body), 422);
    assert_int_equal(act(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "/undo",
                         FORM(visit, "given", last_dose(visit), "why", "het was Yusuf")),
                     303);
    struct markup *day = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_hides(day, element(day, "notebook"), "Hoestdrank");
    struct markup *page = page_of(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_shows(page, element(page, arena_printf(visit->arena, "dose-%s", last_dose(visit)).data), "het was Yusuf");
}

/* Hours apart, and fewer than may be given: a page that does not know of the dose is enough. */
static void R232_a_page_that_is_older_than_a_dose_is_told_of_it(void **state)
{
    struct visit *visit = visit_of(state);
    struct text address = target(visit, FIXTURE_CHILD_OWN, "");
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_MOTHER, address,
                   FORM(visit, "name", "Hoestdrank", "dose", "5", "unit", "ml", "needed", "bij hoesten", "most", "3"));
    assert_status(&answer, 303);
    const char *medicine = visit_moment(visit, visit_number(visit, "SELECT MAX(x.id) FROM medicine AS x"));
    assert_int_equal(receive(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, medicine), 303);
    struct text early = FORM(visit, "medicine", medicine, "outcome", "given", "time", "06:00");
    assert_int_equal(act(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "/give", early), 303);
    assert_int_equal(give(visit, FIXTURE_MENTOR, medicine), 409);
    struct text seen = FORM(visit, "medicine", medicine, "outcome", "given", "seen", last_dose(visit));
    assert_int_equal(act(visit, FIXTURE_MENTOR, FIXTURE_CHILD_OWN, "/give", seen), 303);
}

static void R232_nobody_gives_it_twice_unawares(void **state)
{
    struct visit *visit = visit_of(state);
    const char *medicine = sign(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_int_equal(receive(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, medicine), 303);
    assert_int_equal(give(visit, FIXTURE_PROFESSIONAL, medicine), 303);
    /* The mentor's page is older than that dose. */
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_MENTOR, target(visit, FIXTURE_CHILD_OWN, "/give"),
                   FORM(visit, "medicine", medicine, "outcome", "given", "note", "na het eten"));
    assert_int_equal(answer.status, 409);
    assert_int_equal(doses(visit), 1);
    struct markup *page = markup_read(visit->arena, answer.body);
    size_t warning = element(page, arena_printf(visit->arena, "warning-%s", medicine).data);
    assert_shows(page, warning, "Marjan");
    assert_true(text_find(answer.body, TEXT("value=\"na het eten\"")) != SIZE_MAX);
    /* It is a warning, no gate: who means it writes it down. */
    struct markup_form form = markup_form(page, warning, "/give");
    markup_fill(&form, "outcome", TEXT("given"));
    struct text body = markup_body(&form);
    assert_int_equal(act(visit, FIXTURE_MENTOR, FIXTURE_CHILD_OWN, "/give", body), 303);
    assert_int_equal(doses(visit), 2);
    /* And that warning was about that dose alone. */
    assert_int_equal(act(visit, FIXTURE_STAND_IN, FIXTURE_CHILD_OWN, "/give", body), 409);
    /* The same medicine by the other home's signature counts too; hours apart and seen, today's dose is still all there is. */
    const char *father = sign(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN);
    assert_string_not_equal(father, medicine);
    assert_int_equal(receive(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, father), 303);
    assert_int_equal(
        act(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "/give",
            FORM(visit, "medicine", father, "outcome", "given", "time", "06:00", "seen", last_dose(visit))),
        409);
    /* What was not given is written down without a question, with a reason. */
    assert_int_equal(act(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "/give",
                         FORM(visit, "medicine", father, "outcome", "other")),
                     422);
    assert_int_equal(act(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "/give",
                         FORM(visit, "medicine", father, "outcome", "other", "note", "Noor slaapt")),
                     303);
    /* Nothing is given in the future. */
    assert_int_equal(act(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "/give",
                         FORM(visit, "medicine", father, "outcome", "refused", "time", "23:59")),
                     422);
    assert_int_equal(doses(visit), 3);
}

static void R243_T20_nothing_tells_a_family_who_signed(void **state)
{
    struct visit *visit = visit_of(state);
    /* Of two homes in peace the staff know who signed; the other home reads what and when. */
    const char *medicine = sign(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    const char *item = arena_printf(visit->arena, "medicine-%s", medicine).data;
    struct text name =
        visit_text(visit, arena_printf(visit->arena, "SELECT p.given_name FROM person AS p WHERE p.id = %lld",
                                       (long long)visit->fixture.persons[FIXTURE_MOTHER].value)
                              .data);
    struct markup *page = page_of(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN);
    assert_shows(page, element(page, item), name.data);
    page = page_of(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN);
    assert_shows(page, element(page, item), "Hoestdrank");
    assert_hides(page, element(page, item), name.data);
    /* Of a protected guardian's medicine and its doses the other home sees nothing at all. */
    struct http_test_answer before = visit_get(visit, FIXTURE_FATHER_DANGER, target(visit, FIXTURE_CHILD_OTHER, ""));
    medicine = sign(visit, FIXTURE_MOTHER_SAFE, FIXTURE_CHILD_OTHER);
    assert_int_equal(receive(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER, medicine), 303);
    assert_int_equal(act(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER, "/give",
                         FORM(visit, "medicine", medicine, "outcome", "given")),
                     303);
    struct http_test_answer after = visit_get(visit, FIXTURE_FATHER_DANGER, target(visit, FIXTURE_CHILD_OTHER, ""));
    assert_status(&after, 200);
    assert_no_trace(&after, "Hoestdrank");
    assert_no_trace(&after, medicine);
    assert_int_equal(before.body.length, after.body.length);
    struct http_test_answer day = visit_get(visit, FIXTURE_FATHER_DANGER, visit_day(visit, FIXTURE_CHILD_OTHER));
    assert_no_trace(&day, "Hoestdrank");
    assert_no_trace(&day, SAY(visit, LANGUAGE_NL, WORD_MEDICINE_GIVEN));
    struct markup *safe = visit_day_page(visit, FIXTURE_MOTHER_SAFE, FIXTURE_CHILD_OTHER);
    assert_shows(safe, element(safe, "notebook"), "Hoestdrank");
    /* He cannot end it either. */
    assert_int_equal(
        act(visit, FIXTURE_FATHER_DANGER, FIXTURE_CHILD_OTHER, "/withdraw", FORM(visit, "medicine", medicine)), 404);
}

static int tell(struct visit *visit, enum fixture_person who, const char *medicine, const char *told)
{
    return act(visit, who, FIXTURE_CHILD_OTHER, "/tell", FORM(visit, "medicine", medicine, "told", told));
}

/* A dose for Sami, whatever he got before. */
static int give_again(struct visit *visit, const char *medicine)
{
    const char *last = last_dose(visit);
    return act(
        visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER, "/give",
        FORM(visit, "medicine", medicine, "outcome", "given", "note", "mama zei het", "seen", last, "sure", last));
}

static int64_t doses_shown(struct visit *visit, enum fixture_person who)
{
    struct http_test_answer answer = visit_get(visit, who, target(visit, FIXTURE_CHILD_OTHER, ""));
    int64_t count = 0;
    for (size_t at = 0; (at = text_find(answer.body, TEXT("id=\"dose-"))) != SIZE_MAX; count++)
        answer.body = text_slice(answer.body, at + 1, answer.body.length);
    return count;
}

static int be_family(struct change *change, void *argument)
{
    const struct fixture *fixture = argument;
    return people_guardian_set(change, &(struct people_guardian){ .child = fixture->children[FIXTURE_CHILD_OTHER],
                                                                  .person = fixture->persons[FIXTURE_MANAGER],
                                                                  .home = 2,
                                                                  .authority = true,
                                                                  .scope = TEXT("full"),
                                                                  .from = { 20000 },
                                                                  .until = DATE_FOREVER });
}

/* Nobody at the other home knows: who gives it reads that, each time, until it is decided; only the mentor and who manages decide. */
static void R243_R232_who_gives_is_told_that_the_other_home_does_not_know(void **state)
{
    struct visit *visit = visit_of(state);
    const char *medicine = sign(visit, FIXTURE_MOTHER_SAFE, FIXTURE_CHILD_OTHER);
    const char *warning = arena_printf(visit->arena, "unknown-%s", medicine).data;
    const char *form = arena_printf(visit->arena, "tell-%s", medicine).data;
    const char *task = SAY(visit, LANGUAGE_NL, WORD_TASK_MEDICINE_TOLD, "name", "Sami");
    struct markup *tasks = visit_page(visit, FIXTURE_MANAGER, TEXT("/tasks"));
    assert_shows(tasks, element(tasks, "tasks"), task);
    tasks = visit_page(visit, FIXTURE_PROFESSIONAL, TEXT("/tasks"));
    assert_hides(tasks, element(tasks, "tasks"), task);
    assert_int_equal(receive(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER, medicine), 303);
    struct http_test_answer answer = visit_get(visit, FIXTURE_STAND_IN, target(visit, FIXTURE_CHILD_OTHER, ""));
    visit_keep(&answer, "medicine-unknown");
    static const enum fixture_person givers[] = { FIXTURE_PROFESSIONAL, FIXTURE_STAND_IN };
    for (size_t i = 0; i < sizeof givers / sizeof *givers; i++) {
        struct markup *page = page_of(visit, givers[i], FIXTURE_CHILD_OTHER);
        assert_shows(page, element(page, warning), SAY(visit, LANGUAGE_NL, WORD_MEDICINE_UNKNOWN, "name", "Sami"));
        assert_true(markup_by_id(page, text_from(form)) == MARKUP_NONE);
        assert_int_equal(tell(visit, givers[i], medicine, "1"), 403);
    }
    assert_int_equal(tell(visit, FIXTURE_MOTHER_SAFE, medicine, "1"), 404);
    assert_int_equal(tell(visit, FIXTURE_FATHER_DANGER, medicine, "1"), 404);
    assert_int_equal(tell(visit, FIXTURE_COACH, medicine, "1"), 403);
    answer = visit_get(visit, FIXTURE_MANAGER, target(visit, FIXTURE_CHILD_OTHER, ""));
    visit_keep(&answer, "medicine-tell");
    struct markup *page = page_of(visit, FIXTURE_MANAGER, FIXTURE_CHILD_OTHER);
    assert_shows(page, element(page, form), SAY(visit, LANGUAGE_NL, WORD_MEDICINE_TELL_RISK, "name", "Sami"));
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM medicine AS x WHERE x.told <> 0"), 0);
    /* No: it stays so, and the warning too. */
    assert_int_equal(tell(visit, FIXTURE_MANAGER, medicine, "0"), 303);
    page = page_of(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER);
    assert_shows(page, element(page, warning), "Sami");
    tasks = visit_page(visit, FIXTURE_MANAGER, TEXT("/tasks"));
    assert_hides(tasks, element(tasks, "tasks"), task);
    assert_int_equal(give_again(visit, medicine), 303);
    assert_int_equal(doses_shown(visit, FIXTURE_FATHER_DANGER), 0);
    /* Yes: doses from then on. Another answer, and it ends with the next one. */
    assert_int_equal(tell(visit, FIXTURE_MANAGER, medicine, "1"), 303);
    page = page_of(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER);
    assert_true(markup_by_id(page, text_from(warning)) == MARKUP_NONE);
    assert_int_equal(doses_shown(visit, FIXTURE_FATHER_DANGER), 0);
    assert_int_equal(give_again(visit, medicine), 303);
    assert_int_equal(doses_shown(visit, FIXTURE_FATHER_DANGER), 1);
    assert_int_equal(doses_shown(visit, FIXTURE_MOTHER_SAFE), 2);
    const char *told = last_dose(visit);
    assert_int_equal(tell(visit, FIXTURE_MANAGER, medicine, "0"), 303);
    assert_int_equal(give_again(visit, medicine), 303);
    assert_int_equal(doses_shown(visit, FIXTURE_FATHER_DANGER), 1);
    assert_int_equal(
        visit_number(visit, "SELECT COUNT(*) FROM audit AS a WHERE a.action IN ('medicine.tell', 'medicine.tell_not')"),
        3);
    /* What he reads of it: what, how much and when; no note and nothing of the consent; that it was a mistake, and not why. */
    answer = visit_get(visit, FIXTURE_FATHER_DANGER, target(visit, FIXTURE_CHILD_OTHER, ""));
    assert_true(text_find(answer.body, TEXT("Hoestdrank")) != SIZE_MAX);
    assert_no_trace(&answer, "mama zei het");
    assert_no_trace(&answer, "koelkast");
    assert_no_trace(&answer, medicine);
    assert_int_equal(
        act(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER, "/undo", FORM(visit, "given", told, "why", "mama belde")),
        303);
    answer = visit_get(visit, FIXTURE_FATHER_DANGER, target(visit, FIXTURE_CHILD_OTHER, ""));
    page = markup_read(visit->arena, answer.body);
    assert_shows(page, element(page, arena_printf(visit->arena, "dose-%s", told).data),
                 SAY(visit, LANGUAGE_NL, WORD_MEDICINE_UNDONE_ALONE));
    assert_no_trace(&answer, "mama belde");
    struct http_test_answer day = visit_get(visit, FIXTURE_FATHER_DANGER, visit_day(visit, FIXTURE_CHILD_OTHER));
    assert_no_trace(&day, "Hoestdrank");
    /* The sheet, of which he has the child's other lines, knows nothing of it. */
    struct text sheet = arena_printf(visit->arena, "/child/%s/sheet", visit_child(visit, FIXTURE_CHILD_OTHER));
    answer = visit_get(visit, FIXTURE_FATHER_DANGER, sheet);
    assert_status(&answer, 200);
    assert_no_trace(&answer, "Hoestdrank");
    /* Who is of that family decides nothing about it, though she manages the place. */
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, be_family, &visit->fixture), STATUS_OK);
    assert_int_equal(tell(visit, FIXTURE_MANAGER, medicine, "1"), 403);
}

/* Two homes in peace read the same: nobody is asked anything. She is protected from a day on: it is hers from then on. */
static void R243_a_guardian_who_becomes_protected_takes_her_medicine_along(void **state)
{
    struct visit *visit = visit_of(state);
    const char *medicine = sign(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_int_equal(receive(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, medicine), 303);
    assert_int_equal(give(visit, FIXTURE_PROFESSIONAL, medicine), 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM task AS t WHERE t.kind = 'medicine_told'"), 0);
    struct markup *page = page_of(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN);
    assert_true(markup_by_id(page, arena_printf(visit->arena, "unknown-%s", medicine)) == MARKUP_NONE);
    struct text body = FORM(visit, "medicine", medicine, "told", "1");
    assert_int_equal(act(visit, FIXTURE_MANAGER, FIXTURE_CHILD_OWN, "/tell", body), 404);
    struct text address = url_family_guardian(visit->arena, visit->fixture.children[FIXTURE_CHILD_OWN],
                                              visit->fixture.persons[FIXTURE_MOTHER])
                              .text;
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_MANAGER, address,
                   FORM(visit, "called", "mama", "home", "1", "authority", "1", "scope", "full", "protected", "1"));
    assert_status(&answer, 303);
    answer = visit_get(visit, FIXTURE_FATHER, target(visit, FIXTURE_CHILD_OWN, ""));
    assert_no_trace(&answer, "Hoestdrank");
    answer = visit_get(visit, FIXTURE_FATHER, visit_day(visit, FIXTURE_CHILD_OWN));
    assert_no_trace(&answer, "Hoestdrank");
    page = page_of(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN);
    assert_shows(page, element(page, arena_printf(visit->arena, "unknown-%s", medicine).data), "Noor");
    assert_shows(page_of(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN), MARKUP_NONE, "Hoestdrank");
}

/* A form that is right but for one field. */
static struct text odd_form(struct visit *visit, const char *name, const char *value)
{
    const char *pairs[] = { "name", "Neusspray", "way",   "links en rechts", "dose",       "1",       "unit",
                            "puff", "time",      "09:30", "until",           "2026-11-27", "expires", "",
                            "most", "3",         NULL };
    for (size_t i = 0; pairs[i]; i += 2)
        if (strcmp(pairs[i], name) == 0)
            pairs[i + 1] = value;
    return visit_form(visit->arena, pairs);
}

static void what_is_odd_comes_back_with_a_sentence(void **state)
{
    struct visit *visit = visit_of(state);
    struct text address = target(visit, FIXTURE_CHILD_OWN, "");
    const struct {
        const char *name, *value;
        enum word word;
    } odd[] = {
        { "dose", "", WORD_MEDICINE_NAME_MISSING },
        { "time", "", WORD_MEDICINE_WHEN_MISSING },
        { "until", "2026-11-20", WORD_MEDICINE_DAYS_ODD },
        { "expires", "2026-11-20", WORD_MEDICINE_IS_EXPIRED },
    };
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        struct text body = odd_form(visit, odd[i].name, odd[i].value);
        struct http_test_answer answer = visit_post(visit, FIXTURE_MOTHER, address, body);
        assert_int_equal(answer.status, 422);
        struct markup *page = markup_read(visit->arena, answer.body);
        assert_shows(page, element(page, "problem"), SAY(visit, LANGUAGE_NL, odd[i].word));
        assert_true(text_find(answer.body, TEXT("value=\"Neusspray\"")) != SIZE_MAX);
        assert_true(text_find(answer.body, TEXT("value=\"links en rechts\"")) != SIZE_MAX);
        assert_true(text_find(answer.body, TEXT("value=\"puff\" selected")) != SIZE_MAX);
    }
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM medicine AS x"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(R232_no_dose_without_consent_in_force),
        cmocka_unit_test(R232_only_who_decides_signs_and_another_text_is_another_version),
        cmocka_unit_test(R232_a_dose_names_who_gave_it_and_shows_at_home),
        cmocka_unit_test(R232_a_page_that_is_older_than_a_dose_is_told_of_it),
        cmocka_unit_test(R232_nobody_gives_it_twice_unawares),
        cmocka_unit_test(R243_T20_nothing_tells_a_family_who_signed),
        cmocka_unit_test(R243_R232_who_gives_is_told_that_the_other_home_does_not_know),
        cmocka_unit_test(R243_a_guardian_who_becomes_protected_takes_her_medicine_along),
        cmocka_unit_test(what_is_odd_comes_back_with_a_sentence),
    };
    return PAGE_TESTS_RUN(tests);
}
