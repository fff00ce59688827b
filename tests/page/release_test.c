/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * When home reads the day (R247): at once, or when the child is collected. What waits shows on no way out: every route of the table
 * is asked by everybody at home, pages are byte for byte what they were before, and no event reached a topic that they hear.
 */
#include "feature/attendance/attendance.h"
#include "filling.h"

#include <pthread.h>
#include <unistd.h>

enum { PAGES_MAXIMUM = 400, EVENTS_MAXIMUM = 400, WAIT_MS = 5000, STEP_US = 1000 };

/* Noor's mother, in the second home her father, and a limited guardian. */
static const enum fixture_person at_home[] = { FIXTURE_MOTHER, FIXTURE_FATHER, FIXTURE_GRANDMOTHER };
enum { HOMES = sizeof at_home / sizeof *at_home };

static const char held_words[] = "de hoogste toren van de groep";

/* --- acts --- */

static struct group_id group_of(struct visit *visit)
{
    return visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS];
}

static void post(struct visit *visit, enum fixture_person who, struct text target, struct text body)
{
    struct http_test_answer answer = visit_post(visit, who, target, body);
    assert_status(&answer, 303);
}

static void group_opens(struct visit *visit, const char *when)
{
    post(visit, FIXTURE_MANAGER, url_handover_setting(visit->arena, group_of(visit)).text,
         FORM(visit, "ages", "toddler", "phrases", "", "opens", when));
}

static void comes(struct visit *visit, enum fixture_child child)
{
    post(visit, FIXTURE_PROFESSIONAL, url_handover_check_in(visit->arena, group_of(visit)).text,
         FORM(visit, "child", visit_child(visit, child)));
}

static void is_collected(struct visit *visit, enum fixture_child child)
{
    post(visit, FIXTURE_PROFESSIONAL, url_handover_check_out(visit->arena, group_of(visit)).text,
         FORM(visit, "child", visit_child(visit, child), "name", "opa"));
}

/* Words on the board, about both children of the group in one act. */
static int64_t tell_both(struct visit *visit, const char *words)
{
    post(visit, FIXTURE_PROFESSIONAL, url_handover_record(visit->arena, group_of(visit)).text,
         FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN), "child", visit_child(visit, FIXTURE_CHILD_OTHER),
              "code", "highlight.skill", "words", words, "client_id", visit_client(visit)));
    return visit_last_moment(visit);
}

static void release(struct visit *visit, enum fixture_person who, enum fixture_child child, int64_t moment)
{
    post(visit, who, url_handover_release(visit->arena, visit->fixture.children[child], FIXTURE_TODAY).text,
         FORM(visit, "moment", visit_moment(visit, moment)));
}

static bool reads(struct visit *visit, enum fixture_person who, struct text target, const char *words)
{
    struct http_test_answer answer = visit_get(visit, who, target);
    assert_status(&answer, 200);
    return text_find(answer.body, text_from(words)) != SIZE_MAX;
}

static bool reads_day(struct visit *visit, enum fixture_person who, enum fixture_child child, const char *words)
{
    return reads(visit, who, visit_day(visit, child), words);
}

/* The sentence above the notebook, in her language. */
static const char *opens_later(struct visit *visit, enum fixture_person who)
{
    enum language language = who == FIXTURE_FATHER ? LANGUAGE_AR : LANGUAGE_NL;
    return SAY(visit, language, WORD_HANDOVER_OPENS_LATER, "name", "Noor");
}

static int64_t waiting(struct visit *visit)
{
    return visit_number(visit, "SELECT COUNT(*) FROM entry AS e WHERE e.held <> 0");
}

static void run_jobs(struct visit *visit)
{
    struct job_kind kinds[APP_JOBS_MAXIMUM];
    struct job_runner *runner;
    struct error error = { 0 };
    struct job_runner_settings settings = { .location = visit->world.location,
                                            .writer = visit->world.writer,
                                            .clock = &visit->world.clock,
                                            .kinds = kinds,
                                            .kind_count = app_jobs(kinds),
                                            .context = &visit->app };
    assert_int_equal(job_runner_open(&settings, &error, &runner), STATUS_OK);
    for (int i = 0; i < 40 && job_runner_step(runner) == STATUS_OK; i++)
        continue;
    job_runner_stop(runner);
}

/* --- events --- */

static struct heard {
    pthread_mutex_t lock;
    struct event_topic topics[EVENTS_MAXIMUM];
    size_t count;
} heard = { .lock = PTHREAD_MUTEX_INITIALIZER };

static void take(void *context, const struct event *events, size_t count)
{
    (void)context;
    pthread_mutex_lock(&heard.lock);
    for (size_t i = 0; i < count && heard.count < EVENTS_MAXIMUM; i++)
        heard.topics[heard.count++] = events[i].topic;
    pthread_mutex_unlock(&heard.lock);
}

static int tell_stranger(struct change *change, void *argument)
{
    return change_event(change, "day", (struct event_topic){ .person = *(const struct person_id *)argument });
}

/* Waits until everything that was committed is published, and says whether somebody at Noor's home heard any of it. */
static bool home_heard(struct visit *visit)
{
    bool home = false;
    struct person_id stranger = visit->fixture.persons[FIXTURE_STRANGER];
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, tell_stranger, &stranger), STATUS_OK);
    for (int waited = 0; waited < WAIT_MS * 1000; waited += STEP_US) {
        pthread_mutex_lock(&heard.lock);
        bool there = heard.count > 0 && heard.topics[heard.count - 1].person.value == stranger.value;
        pthread_mutex_unlock(&heard.lock);
        if (there)
            break;
        usleep(STEP_US);
    }
    assert_true(heard.count > 0 && heard.topics[heard.count - 1].person.value == stranger.value);
    for (size_t i = 0; i + 1 < heard.count; i++) {
        home = home || heard.topics[i].child.value == visit->fixture.children[FIXTURE_CHILD_OWN].value;
        for (size_t k = 0; k < HOMES; k++)
            home = home || heard.topics[i].person.value == visit->fixture.persons[at_home[k]].value;
    }
    heard.count = 0;
    return home;
}

/* What was committed before may still be on its way: it is none of what is heard. */
static int hears_from_now(struct visit *visit)
{
    heard.count = 0;
    int subscription = event_hub_subscribe(visit->world.hub, take, NULL);
    (void)home_heard(visit);
    return subscription;
}

/* --- every page --- */

struct pages {
    struct text bodies[PAGES_MAXIMUM];
    size_t count;
};

static void assert_no_words(const struct route *route, const struct http_test_answer *answer)
{
    if (text_find(answer->body, text_from(held_words)) != SIZE_MAX)
        fail_msg("%s %s shows what waits:\n%.*s", method_name(route->method), route->path, TEXT_ARGS(answer->body));
}

static void read_pages(struct visit *visit, enum fixture_person who, const struct filling_object *object,
                       struct pages *ret_pages)
{
    struct text cookie = arena_printf(visit->arena, "__Host-%.*s", TEXT_ARGS(visit->fixture.cookies[who]));
    ret_pages->count = 0;
    for (size_t t = 0; t < visit->routes_count; t++)
        for (size_t r = 0; r < visit->routes[t].count; r++) {
            const struct route *route = &visit->routes[t].items[r];
            if (route->method != METHOD_GET)
                continue;
            struct filling filling = filling_make(visit, route, object);
            struct http_test_answer answer = visit_call(visit, "GET", filling.target, cookie, TEXT_NULL);
            assert_no_words(route, &answer);
            assert_true(ret_pages->count < PAGES_MAXIMUM);
            ret_pages->bodies[ret_pages->count++] =
                arena_printf(visit->arena, "%s %d\n%.*s", route->path, answer.status, TEXT_ARGS(answer.body));
        }
}

/* What differs between two readings by itself was looked at for the words alone. */
static void assert_same(const struct pages *first, const struct pages *second, const struct pages *after)
{
    size_t same = 0;
    assert_int_equal(first->count, after->count);
    for (size_t i = 0; i < first->count; i++) {
        if (!text_equal(first->bodies[i], second->bodies[i]))
            continue;
        if (!text_equal(first->bodies[i], after->bodies[i]))
            fail_msg("changed by what waits:\n%.*s\nnow:\n%.*s", TEXT_ARGS(first->bodies[i]),
                     TEXT_ARGS(after->bodies[i]));
        same++;
    }
    assert_true(same > 15);
}

static void R247_what_waits_shows_on_no_page_and_in_no_event_until_the_child_is_collected(void **state)
{
    struct visit *visit = visit_of(state);
    struct pages *first = ARENA_MANY(visit->arena, struct pages, HOMES);
    struct pages *second = ARENA_MANY(visit->arena, struct pages, HOMES);
    struct pages *after = ARENA_NEW(visit->arena, struct pages);
    group_opens(visit, "pick_up");
    comes(visit, FIXTURE_CHILD_OWN);
    comes(visit, FIXTURE_CHILD_OTHER);
    struct filling_object object = { .child = FIXTURE_CHILD_OWN, .author = FIXTURE_MOTHER };
    object.moment = visit_note(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "goedemorgen");
    for (size_t i = 0; i < HOMES; i++) {
        read_pages(visit, at_home[i], &object, &first[i]);
        read_pages(visit, at_home[i], &object, &second[i]);
    }
    int subscription = hears_from_now(visit);
    int64_t moment = tell_both(visit, held_words);
    assert_int_equal(waiting(visit), 4); /* a value and words for each of the two */
    assert_false(home_heard(visit));
    for (size_t i = 0; i < HOMES; i++) {
        read_pages(visit, at_home[i], &object, after);
        assert_same(&first[i], &second[i], after);
        assert_shows(visit_day_page(visit, at_home[i], FIXTURE_CHILD_OWN), MARKUP_NONE, opens_later(visit, at_home[i]));
    }
    /* The group reads it, with its sign. */
    assert_true(reads_day(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, held_words));
    struct markup *page = visit_day_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN);
    assert_shows(page, element(page, element_id(visit, "entry-", moment)), SAY(visit, LANGUAGE_NL, WORD_HANDOVER_HELD));
    struct http_test_answer kept = visit_get(visit, FIXTURE_PROFESSIONAL, visit_day(visit, FIXTURE_CHILD_OWN));
    visit_keep(&kept, "day-held");
    kept = visit_get(visit, FIXTURE_MOTHER, visit_day(visit, FIXTURE_CHILD_OWN));
    visit_keep(&kept, "day-opens-later");
    /* Collected by one home, read by both: on the day page, the first page and the sheet. */
    is_collected(visit, FIXTURE_CHILD_OWN);
    assert_true(home_heard(visit));
    event_hub_unsubscribe(visit->world.hub, subscription);
    for (size_t i = 0; i < HOMES; i++) {
        assert_true(reads_day(visit, at_home[i], FIXTURE_CHILD_OWN, held_words));
        assert_hides(visit_day_page(visit, at_home[i], FIXTURE_CHILD_OWN), MARKUP_NONE, opens_later(visit, at_home[i]));
    }
    assert_true(reads(visit, FIXTURE_MOTHER, TEXT("/"), held_words));
    assert_false(reads_day(visit, FIXTURE_OTHER_FAMILY, FIXTURE_CHILD_OTHER, held_words)); /* Sami is still there */
    assert_int_equal(waiting(visit), 2);
}

/* The ids of what waits, sent to every form of the program from home: nothing comes back of it. */
static void R247_no_form_gives_away_what_waits(void **state)
{
    struct visit *visit = visit_of(state);
    group_opens(visit, "pick_up");
    comes(visit, FIXTURE_CHILD_OWN);
    struct filling_object object = { .child = FIXTURE_CHILD_OWN, .author = FIXTURE_PROFESSIONAL };
    object.moment = tell_both(visit, held_words);
    size_t asked = 0;
    for (size_t t = 0; t < visit->routes_count; t++)
        for (size_t r = 0; r < visit->routes[t].count; r++) {
            const struct route *route = &visit->routes[t].items[r];
            if (route->method == METHOD_GET || text_equal(text_from(route->path), TEXT("/sign-out")))
                continue;
            struct filling filling = filling_make(visit, route, &object);
            struct text cookie =
                arena_printf(visit->arena, "__Host-%.*s", TEXT_ARGS(visit->fixture.cookies[FIXTURE_FATHER]));
            struct http_test_answer answer =
                visit_call(visit, method_name(route->method), filling.target, cookie, filling.body);
            assert_no_words(route, &answer);
            asked++;
        }
    assert_true(asked > 40);
    /* She may not answer what she does not read, nor share it. */
    struct http_test_answer answer = visit_post(
        visit, FIXTURE_MOTHER,
        url_handover_answer(visit->arena, visit->fixture.children[FIXTURE_CHILD_OWN], FIXTURE_TODAY).text,
        FORM(visit, "words", "wat?", "moment", visit_moment(visit, object.moment), "client_id", visit_client(visit)));
    assert_status(&answer, 404);
    assert_int_equal(waiting(visit), 4);
}

/* The archive that she takes home holds what she reads, and no more. */
static void R247_an_archive_holds_nothing_that_waits(void **state)
{
    struct visit *visit = visit_of(state);
    group_opens(visit, "pick_up");
    comes(visit, FIXTURE_CHILD_OWN);
    tell_both(visit, held_words);
    static const char lines[] = "SELECT COUNT(*) FROM may_entry AS m JOIN entry AS e ON e.organisation = m.organisation"
                                " AND e.id = m.entry WHERE e.side = 2 AND m.person = $1";
    int64_t mother = visit->fixture.persons[FIXTURE_MOTHER].value;
    assert_int_equal(visit_number_of(visit, lines, mother), 0);
    is_collected(visit, FIXTURE_CHILD_OWN);
    assert_int_equal(visit_number_of(visit, lines, mother), 2);
}

/* --- at once all the same --- */

static void R247_answers_and_health_go_at_once(void **state)
{
    struct visit *visit = visit_of(state);
    group_opens(visit, "pick_up");
    comes(visit, FIXTURE_CHILD_OWN);
    int64_t note = visit_note(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "heeft ze gegeten?");
    visit_answer(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, note, "ja, twee boterhammen");
    assert_true(reads_day(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "twee boterhammen"));
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "health.temperature:385");
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "mood.unwell");
    assert_int_equal(waiting(visit), 0);
    assert_true(
        reads_day(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN, SAY(visit, LANGUAGE_AR, WORD_HANDOVER_MOOD_UNWELL)));
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "mood.happy");
    assert_int_equal(waiting(visit), 1);
    /* And what home writes never waits. */
    visit_note(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "tot straks");
    assert_int_equal(waiting(visit), 1);
}

static void R247_a_professional_shares_one_line_now(void **state)
{
    struct visit *visit = visit_of(state);
    group_opens(visit, "pick_up");
    comes(visit, FIXTURE_CHILD_OWN);
    int64_t first = tell_both(visit, held_words);
    clock_advance(&visit->world.clock, MINUTE_MS);
    tell_both(visit, "een lied over water");
    int subscription = hears_from_now(visit);
    struct http_test_answer answer = VISIT_SEND(visit, FIXTURE_PROFESSIONAL, visit_day(visit, FIXTURE_CHILD_OWN),
                                                element_id(visit, "entry-", first), "/release");
    assert_status(&answer, 303);
    assert_true(home_heard(visit));
    event_hub_unsubscribe(visit->world.hub, subscription);
    for (size_t i = 0; i < HOMES; i++) {
        assert_true(reads_day(visit, at_home[i], FIXTURE_CHILD_OWN, held_words));
        assert_false(reads_day(visit, at_home[i], FIXTURE_CHILD_OWN, "een lied over water"));
    }
    assert_false(reads_day(visit, FIXTURE_OTHER_FAMILY, FIXTURE_CHILD_OTHER, held_words)); /* of this child alone */
    struct markup *page = visit_day_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN);
    assert_hides(page, element(page, element_id(visit, "entry-", first)), SAY(visit, LANGUAGE_NL, WORD_HANDOVER_HELD));
    release(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, first); /* twice */
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM audit AS a WHERE a.action = 'handover.release'"), 1);
    assert_int_equal(waiting(visit), 6);
}

/* Changed and taken back in silence; after the child was collected corrections go at once, and what was read stays readable. */
static void R247_a_line_that_waits_is_changed_in_silence(void **state)
{
    struct visit *visit = visit_of(state);
    group_opens(visit, "pick_up");
    comes(visit, FIXTURE_CHILD_OWN);
    int64_t moment = visit_note(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, held_words);
    int64_t entry = visit_entry_of(visit, moment);
    int subscription = hears_from_now(visit);
    post(visit, FIXTURE_PROFESSIONAL, url_handover_rewrite(visit->arena, (struct entry_id){ entry }).text,
         FORM(visit, "words", "de laagste toren", "version", "1", "client_id", visit_client(visit)));
    int64_t wrong = visit_note(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "bij het verkeerde kind");
    post(visit, FIXTURE_PROFESSIONAL,
         url_handover_undo(visit->arena, visit->fixture.children[FIXTURE_CHILD_OWN], FIXTURE_TODAY).text,
         FORM(visit, "moment", visit_moment(visit, wrong)));
    assert_false(home_heard(visit));
    event_hub_unsubscribe(visit->world.hub, subscription);
    assert_false(reads_day(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "de laagste toren"));
    is_collected(visit, FIXTURE_CHILD_OWN);
    assert_true(reads_day(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "de laagste toren"));
    assert_false(reads_day(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "bij het verkeerde kind"));
    visit_note(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "haar jas hangt er nog");
    assert_true(reads_day(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "haar jas hangt er nog"));
    /* Collected by mistake: what was read is not taken back, what comes now waits again. */
    post(visit, FIXTURE_PROFESSIONAL, url_handover_attendance_undo(visit->arena, group_of(visit)).text,
         FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN)));
    assert_true(reads_day(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "de laagste toren"));
    visit_note(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "nog even buiten");
    assert_false(reads_day(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "nog even buiten"));
}

/* --- other ways to the end of the day --- */

static void R247_a_forgotten_check_out_opens_the_day_in_the_night(void **state)
{
    struct visit *visit = visit_of(state);
    struct text day = visit_day(visit, FIXTURE_CHILD_OWN);
    group_opens(visit, "pick_up");
    tell_both(visit, held_words); /* nobody checked her in either */
    run_jobs(visit);
    assert_int_equal(waiting(visit), 4);
    visit_days_later(visit, 1);
    int subscription = hears_from_now(visit);
    run_jobs(visit);
    assert_int_equal(waiting(visit), 0);
    assert_true(home_heard(visit));
    event_hub_unsubscribe(visit->world.hub, subscription);
    assert_true(reads(visit, FIXTURE_MOTHER, day, held_words));
}

static void R247_a_correction_of_the_list_opens_the_day(void **state)
{
    struct visit *visit = visit_of(state);
    group_opens(visit, "pick_up");
    comes(visit, FIXTURE_CHILD_OWN);
    tell_both(visit, held_words);
    post(visit, FIXTURE_PROFESSIONAL, url_attendance(visit->arena, group_of(visit)).text,
         FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN), "day", "2026-11-23", "in", "08:00", "out", "09:30",
              "times_version", "1"));
    assert_true(reads_day(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, held_words));
}

static void R247_the_manager_chooses_and_at_once_opens_what_waited(void **state)
{
    struct visit *visit = visit_of(state);
    struct text setting = url_handover_setting(visit->arena, group_of(visit)).text;
    comes(visit, FIXTURE_CHILD_OWN);
    visit_note(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "meteen te lezen");
    assert_true(reads_day(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "meteen te lezen")); /* without a choice */
    assert_hides(visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN), MARKUP_NONE,
                 opens_later(visit, FIXTURE_MOTHER));
    struct http_test_answer answer =
        VISIT_SEND(visit, FIXTURE_MANAGER, setting, "setting", "/setting", "opens", "pick_up");
    assert_status(&answer, 303);
    struct http_test_answer kept = visit_get(visit, FIXTURE_MANAGER, setting);
    visit_keep(&kept, "setting-pick-up");
    tell_both(visit, held_words);
    assert_int_equal(waiting(visit), 4);
    /* Another group's choice is its own. */
    post(visit, FIXTURE_OTHER_PROFESSIONAL,
         url_handover_record(visit->arena, visit->fixture.groups[FIXTURE_GROUP_BEVERS]).text,
         FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_GROUP), "code", "words", "words", "bij de bevers",
              "client_id", visit_client(visit)));
    assert_true(reads_day(visit, FIXTURE_OTHER_GROUP_PARENT, FIXTURE_CHILD_GROUP, "bij de bevers"));
    /* What is saved for another reason leaves the choice as it is. */
    answer = VISIT_SEND(visit, FIXTURE_MANAGER, setting, "setting", "/setting", "ages", "school");
    assert_status(&answer, 303);
    assert_int_equal(waiting(visit), 4);
    int subscription = hears_from_now(visit);
    answer = VISIT_SEND(visit, FIXTURE_MANAGER, setting, "setting", "/setting", "opens", "at_once");
    assert_status(&answer, 303);
    assert_true(home_heard(visit));
    event_hub_unsubscribe(visit->world.hub, subscription);
    assert_int_equal(waiting(visit), 0);
    assert_true(reads_day(visit, FIXTURE_GRANDMOTHER, FIXTURE_CHILD_OWN, held_words));
    assert_true(reads_day(visit, FIXTURE_OTHER_FAMILY, FIXTURE_CHILD_OTHER, held_words));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(R247_what_waits_shows_on_no_page_and_in_no_event_until_the_child_is_collected),
        cmocka_unit_test(R247_no_form_gives_away_what_waits),
        cmocka_unit_test(R247_an_archive_holds_nothing_that_waits),
        cmocka_unit_test(R247_answers_and_health_go_at_once),
        cmocka_unit_test(R247_a_professional_shares_one_line_now),
        cmocka_unit_test(R247_a_line_that_waits_is_changed_in_silence),
        cmocka_unit_test(R247_a_forgotten_check_out_opens_the_day_in_the_night),
        cmocka_unit_test(R247_a_correction_of_the_list_opens_the_day),
        cmocka_unit_test(R247_the_manager_chooses_and_at_once_opens_what_waited),
    };
    return page_tests_run(tests, sizeof tests / sizeof *tests);
}
