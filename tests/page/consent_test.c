/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Consent: when it is in force, who decides, taking it back, the year after which it is asked again, what the planning package
 * told, and what the other home may know of it.
 */
#include "feature/consent/consent.h"

#include "access/people.h"
#include "db/change.h"
#include "visit.h"

#include <string.h>

/* --- helpers --- */

static struct text consent_page(struct visit *visit, enum fixture_child child)
{
    return arena_printf(visit->arena, "/child/%s/consent", visit_child(visit, child));
}

/* One tap on the guardian's page. */
static void tap(struct visit *visit, enum fixture_person who, enum fixture_child child, const char *purpose,
                const char *answer)
{
    const char *card = arena_printf(visit->arena, "purpose-%s", purpose).data;
    struct http_test_answer told =
        VISIT_SEND(visit, who, consent_page(visit, child), card, "/consent", "answer", answer);
    assert_status(&told, 303);
}

static bool in_force_on(struct visit *visit, enum fixture_child child, const char *purpose, int days)
{
    bool in_force = false;
    assert_int_equal(db_read_begin(visit->world.db), STATUS_OK);
    assert_int_equal(consent_in_force(visit->world.db, visit->fixture.organisation, visit->fixture.children[child],
                                      consent_purpose_find(text_from(purpose)), 0, date_add(FIXTURE_TODAY, days),
                                      &in_force),
                     STATUS_OK);
    db_read_end(visit->world.db);
    return in_force;
}

static bool in_force(struct visit *visit, enum fixture_child child, const char *purpose)
{
    return in_force_on(visit, child, purpose, 0);
}

/* The list of purposes as a guardian sees it, in words. */
static struct text list_of(struct visit *visit, enum fixture_person who, enum fixture_child child)
{
    struct markup *page = visit_page(visit, who, consent_page(visit, child));
    return markup_words(page, element(page, "consent"));
}

static const char *card_words(struct visit *visit, enum fixture_person who, enum fixture_child child,
                              const char *purpose)
{
    struct markup *page = visit_page(visit, who, consent_page(visit, child));
    size_t card = element(page, arena_printf(visit->arena, "purpose-%s", purpose).data);
    return text_string(visit->arena, markup_words(page, card));
}

static void assert_card(struct visit *visit, enum fixture_person who, enum fixture_child child, const char *purpose,
                        const char *words)
{
    const char *card = card_words(visit, who, child, purpose);
    if (!strstr(card, words))
        fail_msg("\"%s\" does not say \"%s\"", card, words);
}

/* The change of a guardian's own. */
static int write_as_guardian(struct change *change, void *argument)
{
    const struct consent_answer *answer = argument;
    change->actor = answer->person;
    return consent_write(change, argument);
}

/* A yes as it was given some days ago. */
static void said_yes_ago(struct visit *visit, enum fixture_person who, enum fixture_child child, const char *purpose,
                         int days)
{
    struct consent_answer answer = { .child = visit->fixture.children[child],
                                     .purpose = consent_purpose_find(text_from(purpose)),
                                     .person = visit->fixture.persons[who],
                                     .yes = true,
                                     .version = 1,
                                     .language = TEXT("nl"),
                                     .today = date_add(FIXTURE_TODAY, -days) };
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, write_as_guardian, &answer), STATUS_OK);
}

static int write_guardian(struct change *change, void *argument)
{
    return people_guardian_set(change, argument);
}

static void set_authority(struct visit *visit, enum fixture_person who, enum fixture_child child, const char *scope,
                          bool authority)
{
    struct people_guardian guardian = { .child = visit->fixture.children[child],
                                        .person = visit->fixture.persons[who],
                                        .home = who == FIXTURE_FATHER_DANGER ? 2 : 1,
                                        .authority = authority,
                                        .scope = text_from(scope),
                                        .from = date_add(FIXTURE_TODAY, -100),
                                        .until = DATE_FOREVER };
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, write_guardian, &guardian), STATUS_OK);
}

static int write_child(struct change *change, void *argument)
{
    return people_child_set(change, argument);
}

/* What the planning package told of photos of Sami. */
static void set_planning(struct visit *visit, const char *photo_consent)
{
    struct people_child child = { .id = visit->fixture.children[FIXTURE_CHILD_OTHER],
                                  .given_name = TEXT("Sami"),
                                  .born = date_add(FIXTURE_TODAY, -700),
                                  .photo_consent = text_from(photo_consent) };
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, write_child, &child), STATUS_OK);
}

static int64_t rows(struct visit *visit)
{
    return visit_number(visit, "SELECT COUNT(*) FROM consent_history AS h");
}

/* --- the rule --- */

static void one_yes_is_enough_and_is_taken_back_as_easily(void **state)
{
    struct visit *visit = visit_of(state);
    const enum fixture_person who = FIXTURE_OTHER_GROUP_PARENT;
    const enum fixture_child child = FIXTURE_CHILD_GROUP;
    assert_false(in_force(visit, child, "photo_own_family"));
    tap(visit, who, child, "photo_own_family", "yes");
    assert_true(in_force(visit, child, "photo_own_family"));
    assert_false(in_force(visit, child, "photo_group"));
    assert_card(visit, who, child, "photo_own_family", SAY(visit, LANGUAGE_NL, WORD_CONSENT_IN_FORCE));
    assert_card(visit, who, child, "photo_own_family", SAY(visit, LANGUAGE_NL, WORD_CONSENT_STOP));
    /* The same page, the same tap. */
    tap(visit, who, child, "photo_own_family", "no");
    assert_false(in_force(visit, child, "photo_own_family"));
    assert_card(visit, who, child, "photo_own_family", SAY(visit, LANGUAGE_NL, WORD_CONSENT_NOT_IN_FORCE));
    /* Both stand in the history, with the text that was read and the language. */
    assert_int_equal(rows(visit), 2);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM consent_history AS h WHERE h.text_version = 1 AND "
                                         "h.language = 'nl' AND h.person = h.written_by"),
                     2);
    struct markup *page = visit_page(visit, who, consent_page(visit, child));
    assert_shows(page, element(page, "history"), SAY(visit, LANGUAGE_NL, WORD_CONSENT_SAID_YES));
    assert_shows(page, element(page, "history"), SAY(visit, LANGUAGE_NL, WORD_CONSENT_SAID_NO));
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM audit AS a WHERE a.action = 'consent.give'"), 1);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM audit AS a WHERE a.action = 'consent.withdraw'"), 1);
}

static void a_no_of_one_holds_against_the_yes_of_another(void **state)
{
    struct visit *visit = visit_of(state);
    tap(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "photo_own_family", "yes");
    assert_true(in_force(visit, FIXTURE_CHILD_OWN, "photo_own_family"));
    tap(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN, "photo_own_family", "no");
    assert_false(in_force(visit, FIXTURE_CHILD_OWN, "photo_own_family"));
    tap(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN, "photo_own_family", "yes");
    assert_true(in_force(visit, FIXTURE_CHILD_OWN, "photo_own_family"));
}

static void everyone_with_authority_is_asked_for_the_group(void **state)
{
    struct visit *visit = visit_of(state);
    const enum fixture_child child = FIXTURE_CHILD_OTHER;
    tap(visit, FIXTURE_OTHER_FAMILY, child, "photo_group", "yes");
    assert_false(in_force(visit, child, "photo_group"));
    tap(visit, FIXTURE_FATHER_DANGER, child, "photo_group", "yes");
    assert_false(in_force(visit, child, "photo_group"));
    tap(visit, FIXTURE_MOTHER_SAFE, child, "photo_group", "yes");
    assert_true(in_force(visit, child, "photo_group"));
    /* A purpose is a purpose of its own. */
    assert_false(in_force(visit, child, "photo_website"));
    tap(visit, FIXTURE_FATHER_DANGER, child, "photo_group", "no");
    assert_false(in_force(visit, child, "photo_group"));
    /* Who loses authority does not decide any more, and nobody has to write anything for it. */
    set_authority(visit, FIXTURE_FATHER_DANGER, child, "full", false);
    assert_true(in_force(visit, child, "photo_group"));
}

static void without_authority_nobody_decides(void **state)
{
    struct visit *visit = visit_of(state);
    set_authority(visit, FIXTURE_GRANDMOTHER, FIXTURE_CHILD_OWN, "limited", false);
    struct text target = consent_page(visit, FIXTURE_CHILD_OWN);
    struct text body = FORM(visit, "purpose", "photo_own_family", "text", "1", "answer", "yes");
    struct http_test_answer answer = visit_post(visit, FIXTURE_GRANDMOTHER, target, body);
    assert_status(&answer, 403);
    assert_int_equal(rows(visit), 0);
    /* A limited guardian sees no list either. */
    struct http_test_answer page = visit_get(visit, FIXTURE_GRANDMOTHER, target);
    assert_status(&page, 200);
    assert_no_trace(&page, "purpose-photo_own_family");
    /* A full one reads what holds, without buttons. */
    set_authority(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "full", false);
    page = visit_get(visit, FIXTURE_MOTHER, target);
    assert_status(&page, 200);
    assert_no_trace(&page, "name=\"answer\"");
    assert_card(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "photo_own_family",
                SAY(visit, LANGUAGE_NL, WORD_CONSENT_NOT_IN_FORCE));
}

static void a_yes_is_asked_again_after_a_year(void **state)
{
    struct visit *visit = visit_of(state);
    const enum fixture_person who = FIXTURE_OTHER_GROUP_PARENT;
    const enum fixture_child child = FIXTURE_CHILD_GROUP;
    tap(visit, who, child, "photo_own_family", "yes");
    assert_true(in_force_on(visit, child, "photo_own_family", 364));
    assert_false(in_force_on(visit, child, "photo_own_family", 365));
    /* Asked of everyone: the end of one year is the end. */
    said_yes_ago(visit, who, child, "photo_group", 300);
    assert_true(in_force_on(visit, child, "photo_group", 64));
    assert_false(in_force_on(visit, child, "photo_group", 65));
    assert_card(visit, who, child, "photo_group", SAY(visit, LANGUAGE_NL, WORD_CONSENT_STOP));
    const char *card = card_words(visit, who, child, "photo_group");
    assert_null(strstr(card, SAY(visit, LANGUAGE_NL, WORD_CONSENT_RENEW)));
    /* A month before its end the page asks, and still offers both. */
    said_yes_ago(visit, who, child, "photo_website", 340);
    assert_true(in_force(visit, child, "photo_website"));
    assert_card(visit, who, child, "photo_website", SAY(visit, LANGUAGE_NL, WORD_CONSENT_RENEW));
    assert_card(visit, who, child, "photo_website", SAY(visit, LANGUAGE_NL, WORD_CONSENT_STOP));
    /* Over is over, until she says yes again. */
    said_yes_ago(visit, who, child, "observation_school", 366);
    assert_false(in_force(visit, child, "observation_school"));
    tap(visit, who, child, "observation_school", "yes");
    assert_true(in_force_on(visit, child, "observation_school", 364));
}

static void the_planning_package_gives_a_start(void **state)
{
    struct visit *visit = visit_of(state);
    const enum fixture_child child = FIXTURE_CHILD_OTHER;
    set_planning(visit, "own_family");
    assert_true(in_force(visit, child, "photo_own_family"));
    assert_false(in_force(visit, child, "photo_group"));
    set_planning(visit, "group");
    assert_true(in_force(visit, child, "photo_own_family"));
    assert_true(in_force(visit, child, "photo_group"));
    assert_false(in_force(visit, child, "photo_website"));
    assert_card(visit, FIXTURE_MOTHER_SAFE, child, "photo_group", SAY(visit, LANGUAGE_NL, WORD_CONSENT_OWN_PLANNING));
    /* One confirms, for the others it still stands; one says no. */
    tap(visit, FIXTURE_MOTHER_SAFE, child, "photo_group", "yes");
    assert_true(in_force(visit, child, "photo_group"));
    tap(visit, FIXTURE_FATHER_DANGER, child, "photo_group", "no");
    assert_false(in_force(visit, child, "photo_group"));
    /* "No" there is no answer here. */
    set_planning(visit, "no");
    tap(visit, FIXTURE_MOTHER_SAFE, child, "photo_own_family", "yes");
    assert_true(in_force(visit, child, "photo_own_family"));
}

/* --- pages --- */

static void R243_T20_the_other_home_learns_no_reason_name_or_moment(void **state)
{
    struct visit *visit = visit_of(state);
    const enum fixture_child child = FIXTURE_CHILD_OTHER;
    tap(visit, FIXTURE_FATHER_DANGER, child, "photo_group", "yes");
    tap(visit, FIXTURE_OTHER_FAMILY, child, "photo_group", "yes");
    struct text before = list_of(visit, FIXTURE_FATHER_DANGER, child);
    assert_card(visit, FIXTURE_FATHER_DANGER, child, "photo_group", SAY(visit, LANGUAGE_NL, WORD_CONSENT_NOT_IN_FORCE));
    int64_t events = visit_number(visit, "SELECT COUNT(*) FROM live_event AS e WHERE e.child <> 0");
    tap(visit, FIXTURE_MOTHER_SAFE, child, "photo_group", "no");
    /* Not answered, or no: the same page to the letter, and no live event that his browser hears. */
    assert_true(text_equal(before, list_of(visit, FIXTURE_FATHER_DANGER, child)));
    struct http_test_answer page = visit_get(visit, FIXTURE_FATHER_DANGER, consent_page(visit, child));
    assert_no_trace(&page, "Sanne");
    tap(visit, FIXTURE_MOTHER_SAFE, child, "photo_group", "yes");
    tap(visit, FIXTURE_MOTHER_SAFE, child, "photo_group", "no");
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM live_event AS e WHERE e.child <> 0"), events);
    struct text heard =
        arena_printf(visit->arena, "SELECT COUNT(*) FROM live_event AS e WHERE e.kind = 'consent' AND e.person = %lld",
                     (long long)visit->fixture.persons[FIXTURE_FATHER_DANGER].value);
    assert_int_equal(visit_number(visit, heard.data), 1); /* of his own answer */
    assert_true(text_equal(before, list_of(visit, FIXTURE_FATHER_DANGER, child)));
}

static void a_text_that_changed_meanwhile_is_read_again(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_OTHER_GROUP_PARENT, consent_page(visit, FIXTURE_CHILD_GROUP),
                   FORM(visit, "purpose", "photo_group", "text", "2", "answer", "yes"));
    assert_status(&answer, 409);
    struct markup *page = markup_read(visit->arena, answer.body);
    assert_shows(page, element(page, "problem"), SAY(visit, LANGUAGE_NL, WORD_CONSENT_TEXT_CHANGED));
    assert_int_equal(rows(visit), 0);
    /* Neither is a purpose that is not asked here, and one that does not exist. */
    static const char *const others[] = { "network_contact", "alles" };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        answer = visit_post(visit, FIXTURE_OTHER_GROUP_PARENT, consent_page(visit, FIXTURE_CHILD_GROUP),
                            FORM(visit, "purpose", others[i], "text", "1", "answer", "yes"));
        assert_status(&answer, 422);
    }
    assert_int_equal(rows(visit), 0);
}

static void a_second_tap_writes_nothing(void **state)
{
    struct visit *visit = visit_of(state);
    struct text body = FORM(visit, "purpose", "photo_group", "text", "1", "answer", "yes");
    for (int i = 0; i < 2; i++) {
        struct http_test_answer answer =
            visit_post(visit, FIXTURE_OTHER_GROUP_PARENT, consent_page(visit, FIXTURE_CHILD_GROUP), body);
        assert_status(&answer, 303);
    }
    assert_int_equal(rows(visit), 1);
}

/* Who keeps something that stands on consent hears of its begin and its end, and of nothing else. */
static void listeners_hear_when_it_begins_and_ends(void **state)
{
    struct visit *visit = visit_of(state);
    const char *told = "SELECT COUNT(*) FROM live_event AS e WHERE e.kind = 'consent' AND e.care_group <> 0";
    tap(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "photo_own_family", "yes");
    assert_int_equal(visit_number(visit, told), 1);
    tap(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN, "photo_own_family", "yes");
    assert_int_equal(visit_number(visit, told), 1);
    tap(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "photo_own_family", "no");
    assert_int_equal(visit_number(visit, told), 2);
    tap(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN, "photo_own_family", "no");
    assert_int_equal(visit_number(visit, told), 2);
}

static void do_sql(struct visit *visit, const char *sql)
{
    struct db *db;
    struct error error = { 0 };
    assert_int_equal(db_open_writer(visit->world.location, &error, &db), STATUS_OK);
    if (db_execute(db, sql, &error) != STATUS_OK)
        fail_msg("%s: %s", sql, error.detail);
    db_close(db);
}

/* Runs the jobs that are due. */
static void run_jobs(struct visit *visit)
{
    const struct job_kind kinds[] = { consent_expiry_job };
    struct job_runner *runner;
    struct error error = { 0 };
    struct job_runner_settings settings = { .location = visit->world.location,
                                            .writer = visit->world.writer,
                                            .clock = &visit->world.clock,
                                            .kinds = kinds,
                                            .kind_count = 1 };
    assert_int_equal(job_runner_open(&settings, &error, &runner), STATUS_OK);
    for (int i = 0; i < 20 && job_runner_step(runner) == STATUS_OK; i++)
        continue;
    job_runner_stop(runner);
}

/* Nobody says a word, and a year goes by: who keeps something hears of the end of a yes, but not while another yes stands. */
static void listeners_hear_of_a_yes_that_nobody_renewed(void **state)
{
    struct visit *visit = visit_of(state);
    const char *told = "SELECT COUNT(*) FROM live_event AS e WHERE e.kind = 'consent' AND e.care_group <> 0";
    said_yes_ago(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN, "photo_own_family", 365);
    said_yes_ago(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "photo_own_family", 360);
    int64_t before = visit_number(visit, told);
    run_jobs(visit);
    assert_int_equal(visit_number(visit, told), before); /* the mother's stands for five days more */
    clock_advance(&visit->world.clock, 4 * (int64_t)DAY_MS);
    run_jobs(visit);
    assert_int_equal(visit_number(visit, told), before);
    clock_advance(&visit->world.clock, (int64_t)DAY_MS);
    run_jobs(visit);
    assert_int_equal(visit_number(visit, told), before + 1);
    run_jobs(visit);
    assert_int_equal(visit_number(visit, told), before + 1);
}

/* A day ends where the organisation is: not when it ends in Greenwich. */
static void a_yes_ends_at_midnight_of_the_organisation(void **state)
{
    struct visit *visit = visit_of(state);
    const char *told = "SELECT COUNT(*) FROM live_event AS e WHERE e.kind = 'consent' AND e.care_group <> 0";
    const char *due = "SELECT MAX(j.run_after) FROM job AS j WHERE j.kind = 'consent_expiry'";
    do_sql(visit, "UPDATE organisation SET zone = 'America/Curacao'");
    tap(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "photo_own_family", "yes");
    int64_t midnight = visit_number(visit, "SELECT MAX(c.until_day) FROM consent AS c") * DAY_MS;
    assert_int_equal(visit_number(visit, due), midnight + 4 * (int64_t)HOUR_MS);
    /* One that was asked for at the midnight of UTC waits for the other. */
    do_sql(visit, arena_printf(visit->arena, "UPDATE job SET run_after = %lld WHERE kind = 'consent_expiry'",
                               (long long)midnight)
                      .data);
    int64_t before = visit_number(visit, told);
    clock_advance(&visit->world.clock, midnight - FIXTURE_NOW_AT + 1000);
    run_jobs(visit);
    assert_int_equal(visit_number(visit, told), before);
    clock_advance(&visit->world.clock, 4 * (int64_t)HOUR_MS);
    run_jobs(visit);
    assert_int_equal(visit_number(visit, told), before + 1);
}

static struct http_test_answer copy_paper_of(struct visit *visit, enum fixture_person who, enum fixture_person of,
                                             const char *answer, int days_ago)
{
    const char *day = date_iso(visit->arena, date_add(FIXTURE_TODAY, -days_ago)).data;
    struct text target = arena_printf(visit->arena, "/child/%s/consent/paper", visit_child(visit, FIXTURE_CHILD_OWN));
    return visit_post(visit, who, target,
                      FORM(visit, "purpose", "photo_own_family", "answer", answer, "person",
                           visit_moment(visit, visit->fixture.persons[of].value), "signed_day", day, "kept_by",
                           "Wilma, in de map"));
}

static struct http_test_answer copy_paper(struct visit *visit, enum fixture_person who, enum fixture_person of,
                                          const char *answer)
{
    return copy_paper_of(visit, who, of, answer, 3);
}

static void a_mentor_copies_what_was_signed_on_paper(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer answer = copy_paper(visit, FIXTURE_PROFESSIONAL, FIXTURE_UNCLE, "yes");
    assert_status(&answer, 403);
    answer = copy_paper(visit, FIXTURE_MOTHER, FIXTURE_UNCLE, "yes");
    assert_status(&answer, 404);
    answer = copy_paper(visit, FIXTURE_MENTOR, FIXTURE_OTHER_FAMILY, "yes"); /* of another child */
    assert_status(&answer, 403);
    set_authority(visit, FIXTURE_GRANDMOTHER, FIXTURE_CHILD_OWN, "limited", false);
    answer = copy_paper(visit, FIXTURE_MENTOR, FIXTURE_GRANDMOTHER, "yes");
    assert_status(&answer, 403);
    assert_int_equal(rows(visit), 0);
    answer = copy_paper(visit, FIXTURE_MENTOR, FIXTURE_MOTHER, "yes");
    assert_status(&answer, 303);
    assert_true(in_force(visit, FIXTURE_CHILD_OWN, "photo_own_family"));
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM consent_history AS h WHERE h.written_by <> h.person"),
                     1);
    /* She sees it, and that it came on paper; the father does not. */
    struct markup *page = visit_page(visit, FIXTURE_MOTHER, consent_page(visit, FIXTURE_CHILD_OWN));
    struct text writer =
        visit_text(visit, "SELECT p.given_name FROM consent_history AS h JOIN person AS p ON p.id = h.written_by");
    static const char *const places[] = { "history", "purpose-photo_own_family" };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        assert_shows(page, element(page, places[i]), "Wilma, in de map");
        assert_shows(page, element(page, places[i]), writer.data);
    }
    struct http_test_answer other = visit_get(visit, FIXTURE_FATHER, consent_page(visit, FIXTURE_CHILD_OWN));
    assert_no_trace(&other, "id=\"history\"");
    /* It holds a year from the day of the paper; she takes it back with the tap of any other yes, and both stay to be read. */
    assert_int_equal(visit_number(visit, "SELECT c.until_day - h.signed_day FROM consent AS c JOIN consent_history AS h"
                                         " ON h.person = c.person"),
                     365);
    struct http_test_answer back = VISIT_SEND(visit, FIXTURE_MOTHER, consent_page(visit, FIXTURE_CHILD_OWN),
                                              "purpose-photo_own_family", "", "answer", "no");
    assert_status(&back, 303);
    assert_false(in_force(visit, FIXTURE_CHILD_OWN, "photo_own_family"));
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM consent_history AS h"), 2);
    /* No paper from before that, nor of that day, says yes for her again; one of a later day does. */
    for (int days_ago = 0; days_ago <= 3; days_ago += 3) {
        struct http_test_answer late = copy_paper_of(visit, FIXTURE_MENTOR, FIXTURE_MOTHER, "yes", days_ago);
        assert_status(&late, 409);
        assert_true(text_find(late.body, TEXT("Wilma, in de map")) != SIZE_MAX); /* nothing typed is lost */
        visit_keep(&late, "consent_paper");
    }
    assert_false(in_force(visit, FIXTURE_CHILD_OWN, "photo_own_family"));
}

static void a_paper_is_of_a_day_that_was_and_within_the_year(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer later = copy_paper_of(visit, FIXTURE_MENTOR, FIXTURE_MOTHER, "yes", -1);
    assert_status(&later, 422);
    struct http_test_answer old = copy_paper_of(visit, FIXTURE_MENTOR, FIXTURE_MOTHER, "yes", 366);
    assert_status(&old, 422);
    assert_int_equal(rows(visit), 0);
    struct http_test_answer just = copy_paper_of(visit, FIXTURE_MANAGER, FIXTURE_MOTHER, "yes", 360);
    assert_status(&just, 303);
    /* A newer paper counts above an older one, and an older not above a newer. */
    struct http_test_answer older = copy_paper_of(visit, FIXTURE_MENTOR, FIXTURE_MOTHER, "no", 361);
    assert_status(&older, 409);
    struct http_test_answer newer = copy_paper_of(visit, FIXTURE_MENTOR, FIXTURE_MOTHER, "no", 2);
    assert_status(&newer, 303);
    assert_false(in_force(visit, FIXTURE_CHILD_OWN, "photo_own_family"));
    struct text target = arena_printf(visit->arena, "/child/%s/consent/paper", visit_child(visit, FIXTURE_CHILD_OWN));
    struct http_test_answer unsigned_paper =
        visit_post(visit, FIXTURE_MENTOR, target,
                   FORM(visit, "purpose", "photo_group", "answer", "yes", "person",
                        visit_moment(visit, visit->fixture.persons[FIXTURE_MOTHER].value)));
    assert_status(&unsigned_paper, 422);
}

/* Between the gate and the change a right may have gone: the change asks again. */
static int write_as_professional(struct change *change, void *argument)
{
    const struct fixture *fixture = argument;
    struct consent_answer answer = { .child = fixture->children[FIXTURE_CHILD_OWN],
                                     .purpose = consent_purpose_find(TEXT("photo_own_family")),
                                     .person = fixture->persons[FIXTURE_MOTHER],
                                     .yes = true,
                                     .on_paper = true,
                                     .version = 1,
                                     .language = TEXT("nl"),
                                     .today = FIXTURE_TODAY };
    change->actor = fixture->persons[FIXTURE_PROFESSIONAL];
    return consent_write(change, &answer);
}

static void the_change_asks_for_the_right_again(void **state)
{
    struct visit *visit = visit_of(state);
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, write_as_professional, &visit->fixture),
                     STATUS_DENIED);
    assert_int_equal(rows(visit), 0);
}

static void the_centre_sees_what_is_allowed_and_who_answered_only_where_it_is_needed(void **state)
{
    struct visit *visit = visit_of(state);
    tap(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "photo_own_family", "yes");
    struct http_test_answer page = visit_get(visit, FIXTURE_PROFESSIONAL, consent_page(visit, FIXTURE_CHILD_OWN));
    visit_keep(&page, "consent_staff");
    assert_no_trace(&page, "Emre");
    assert_card(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "photo_own_family",
                SAY(visit, LANGUAGE_NL, WORD_CONSENT_MAY));
    assert_card(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "photo_group",
                SAY(visit, LANGUAGE_NL, WORD_CONSENT_MAY_NOT));
    assert_card(visit, FIXTURE_MENTOR, FIXTURE_CHILD_OWN, "photo_own_family", "Emre");
    /* The group: Noor with what is allowed, Sami without anything. */
    struct text target = arena_printf(visit->arena, "/group/%s/consent", visit_group(visit, FIXTURE_GROUP_EEKHOORNS));
    struct markup *list = visit_page(visit, FIXTURE_PROFESSIONAL, target);
    const char *noor = element_id(visit, "child-", visit->fixture.children[FIXTURE_CHILD_OWN].value);
    const char *sami = element_id(visit, "child-", visit->fixture.children[FIXTURE_CHILD_OTHER].value);
    assert_shows(list, element(list, noor), SAY(visit, LANGUAGE_NL, WORD_CONSENT_PHOTO_OWN_FAMILY_TITLE));
    assert_hides(list, element(list, noor), SAY(visit, LANGUAGE_NL, WORD_CONSENT_PHOTO_GROUP_TITLE));
    assert_shows(list, element(list, sami), SAY(visit, LANGUAGE_NL, WORD_CONSENT_GROUP_NONE));
    struct http_test_answer own = visit_get(visit, FIXTURE_MOTHER, consent_page(visit, FIXTURE_CHILD_OWN));
    visit_keep(&own, "consent_own");
}

/* The program and the database know the same purposes, and ask them of the same people. */
static void the_purposes_of_the_program_are_those_of_the_database(void **state)
{
    struct visit *visit = visit_of(state);
    int64_t count = 0;
    for (const struct consent_purpose *purpose = consent_purposes; purpose->name; purpose++, count++) {
        struct text sql = arena_printf(
            visit->arena, "SELECT p.everyone FROM consent_purpose AS p WHERE p.purpose = '%s'", purpose->name);
        assert_int_equal(visit_number(visit, sql.data), purpose->everyone);
        assert_true(purpose->texts[purpose->version - 1] != WORD_NONE);
    }
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM consent_purpose AS p"), count);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_yes_is_enough_and_is_taken_back_as_easily),
        cmocka_unit_test(a_no_of_one_holds_against_the_yes_of_another),
        cmocka_unit_test(everyone_with_authority_is_asked_for_the_group),
        cmocka_unit_test(without_authority_nobody_decides),
        cmocka_unit_test(a_yes_is_asked_again_after_a_year),
        cmocka_unit_test(the_planning_package_gives_a_start),
        cmocka_unit_test(R243_T20_the_other_home_learns_no_reason_name_or_moment),
        cmocka_unit_test(a_text_that_changed_meanwhile_is_read_again),
        cmocka_unit_test(a_second_tap_writes_nothing),
        cmocka_unit_test(listeners_hear_when_it_begins_and_ends),
        cmocka_unit_test(listeners_hear_of_a_yes_that_nobody_renewed),
        cmocka_unit_test(a_yes_ends_at_midnight_of_the_organisation),
        cmocka_unit_test(a_mentor_copies_what_was_signed_on_paper),
        cmocka_unit_test(a_paper_is_of_a_day_that_was_and_within_the_year),
        cmocka_unit_test(the_change_asks_for_the_right_again),
        cmocka_unit_test(the_centre_sees_what_is_allowed_and_who_answered_only_where_it_is_needed),
        cmocka_unit_test(the_purposes_of_the_program_are_those_of_the_database),
    };
    return PAGE_TESTS_RUN(tests);
}
