/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A session that ends in the middle of a form: what was typed is there after signing in, and is written once.
 */
#include "access/password.h"
#include "access/people.h"
#include "access/session.h"
#include "visit.h"

#define PASSWORD "een lang wachtwoord"

struct password {
    struct person_id person;
    char hash[PASSWORD_HASH_SIZE];
};

static int set_password(struct change *change, void *argument)
{
    const struct password *password = argument;
    return people_password_set(change, password->person, text_from(password->hash));
}

static void give_password(struct visit *visit, enum fixture_person who)
{
    struct password password = { .person = visit->fixture.persons[who] };
    assert_int_equal(password_hash(TEXT(PASSWORD), password.hash), STATUS_OK);
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, set_password, &password), STATUS_OK);
}

/* "__Host-samenspel=..." of the Set-Cookie header. */
static struct text new_cookie(const struct http_test_answer *answer)
{
    struct text rest;
    struct text cookie = text_cut(http_test_header(answer, "Set-Cookie"), ';', &rest);
    assert_true(text_starts_with(cookie, TEXT("__Host-" SESSION_COOKIE "=")));
    return cookie;
}

/* The form of mother's day page, filled in; then her session ends by itself, and she sends it. */
static struct http_test_answer send_too_late(struct visit *visit, const char *words)
{
    struct markup *page = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    struct markup_form form = markup_form(page, element(page, "compose"), "/note");
    markup_fill(&form, "night", TEXT("restless"));
    markup_fill(&form, "words", text_from(words));
    clock_advance(&visit->world.clock, (int64_t)(SESSION_IDLE_DAYS + 1) * DAY_MS);
    give_password(visit, FIXTURE_MOTHER);
    struct text before = visit_fingerprint(visit);
    struct http_test_answer answer = visit_post(visit, FIXTURE_MOTHER, form.action, markup_body(&form));
    assert_status(&answer, 401);
    assert_true(text_equal(before, visit_fingerprint(visit)));
    return answer;
}

static struct http_test_answer sign_in(struct visit *visit, const struct http_test_answer *page, const char *email)
{
    struct markup *markup = markup_read(visit->arena, page->body);
    struct markup_form form = markup_form(markup, element(markup, "main"), "/sign-in");
    markup_fill(&form, "email", text_from(email));
    markup_fill(&form, "password", TEXT(PASSWORD));
    return visit_call(visit, "POST", form.action, TEXT_NULL, markup_body(&form));
}

static void words_survive_the_end_of_a_session_and_are_written_once(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer asked = send_too_late(visit, "hij sliep slecht & \"huilde\"\ntwee keer");
    visit_keep(&asked, "session-ended");
    struct http_test_answer answer = sign_in(visit, &asked, "mother@example.org");
    assert_status(&answer, 200);
    visit_keep(&answer, "session-kept");
    struct markup *page = markup_read(visit->arena, answer.body);
    assert_shows(page, element(page, "main"), "hij sliep slecht & \"huilde\" twee keer");
    struct markup_form form = markup_form(page, element(page, "main"), "/note");
    struct text cookie = new_cookie(&answer);
    for (int i = 0; i < 2; i++) {
        answer = visit_call(visit, "POST", form.action, cookie, markup_body(&form));
        assert_status(&answer, 303);
    }
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM entry AS e"), 2);
    assert_int_equal(
        visit_number(visit, "SELECT COUNT(*) FROM entry AS e WHERE e.kind = 'night' AND e.value = 'restless'"), 1);
    assert_true(text_equal(visit_text(visit, "SELECT e.note FROM entry AS e WHERE e.note <> ''"),
                           TEXT("hij sliep slecht & \"huilde\"\ntwee keer")));
}

/* Another person at the same browser does not get to see it. */
static void kept_words_are_their_writers_alone(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer asked = send_too_late(visit, "alleen voor ons");
    give_password(visit, FIXTURE_FATHER);
    struct http_test_answer answer = sign_in(visit, &asked, "father@example.org");
    assert_status(&answer, 200);
    assert_no_trace(&answer, "alleen voor ons");
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM entry AS e"), 0);
}

/* --- a body that is long under way --- */

static struct text note_of(struct visit *visit)
{
    return arena_printf(visit->arena, "%.*s/note", TEXT_ARGS(visit_day(visit, FIXTURE_CHILD_OWN)));
}

static struct text slow_words(struct visit *visit)
{
    return FORM(visit, "night", "restless", "words", "ze droomde veel", "client_id", visit_client(visit));
}

static void mother_signs_out(struct visit *visit)
{
    struct http_test_answer answer = visit_post(visit, FIXTURE_MOTHER, TEXT("/sign-out"), TEXT(""));
    assert_status(&answer, 303);
}

static int take_child_away(struct change *change, void *argument)
{
    const struct visit *visit = argument;
    const struct fixture *fixture = &visit->fixture;
    return people_guardian_end(change, fixture->children[FIXTURE_CHILD_OWN], fixture->persons[FIXTURE_MOTHER],
                               FIXTURE_TODAY);
}

static void mother_loses_the_child(struct visit *visit)
{
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, take_child_away, visit), STATUS_OK);
}

static void nothing_happens(struct visit *visit)
{
    (void)visit;
}

/* The gate let it in; by the time that it is all there, she has signed out elsewhere. */
static void a_session_that_ends_under_a_slow_body_writes_nothing(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer answer =
        visit_post_slowly(visit, FIXTURE_MOTHER, note_of(visit), slow_words(visit), nothing_happens);
    assert_status(&answer, 303);
    int64_t before = visit_number(visit, "SELECT COUNT(*) FROM entry AS e");
    answer = visit_post_slowly(visit, FIXTURE_MOTHER, note_of(visit), slow_words(visit), mother_signs_out);
    assert_status(&answer, 401);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM entry AS e"), before);
    assert_no_trace(&answer, "data-live-events"); /* nothing of who she was */
    /* What she typed is there when she signs in again. */
    give_password(visit, FIXTURE_MOTHER);
    answer = sign_in(visit, &answer, "mother@example.org");
    assert_status(&answer, 200);
    struct markup *page = markup_read(visit->arena, answer.body);
    assert_shows(page, element(page, "main"), "ze droomde veel");
}

static void a_right_that_ends_under_a_slow_body_writes_nothing(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer answer =
        visit_post_slowly(visit, FIXTURE_MOTHER, note_of(visit), slow_words(visit), mother_loses_the_child);
    assert_status(&answer, 403);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM entry AS e"), 0);
}

/* The script is told by the status, keeps the form itself, and sends it again after signing in elsewhere. */
static void the_script_is_told_by_the_status(void **state)
{
    struct visit *visit = visit_of(state);
    struct text target = arena_printf(visit->arena, "%.*s/note", TEXT_ARGS(visit_day(visit, FIXTURE_CHILD_OWN)));
    struct header headers[] = { { TEXT("HX-Request"), TEXT("true") } };
    struct http_test_call call = { .method = "POST",
                                   .target = target.data,
                                   .headers = headers,
                                   .header_count = 1,
                                   .body = FORM(visit, "words", "later", "client_id", visit_client(visit)) };
    struct http_test_answer answer;
    http_test_call(&visit->options, visit->world.db, &call, visit->arena, &answer);
    assert_status(&answer, 401);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM entry AS e"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_survive_the_end_of_a_session_and_are_written_once),
        cmocka_unit_test(kept_words_are_their_writers_alone),
        cmocka_unit_test(a_session_that_ends_under_a_slow_body_writes_nothing),
        cmocka_unit_test(a_right_that_ends_under_a_slow_body_writes_nothing),
        cmocka_unit_test(the_script_is_told_by_the_status),
    };
    return PAGE_TESTS_RUN(tests);
}
