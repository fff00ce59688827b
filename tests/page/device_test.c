/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Sessions as their owner sees them (T23): the list of devices, signing out one or all others, showing again who one is before
 * a sensitive act, and when sessions end by themselves.
 */
#include "access/guess.h"
#include "access/password.h"
#include "access/people.h"
#include "access/session.h"
#include "half.h"

#define PASSWORD "vier blauwe fietsen"

static struct http_test_answer get(struct visit *visit, struct text cookie, const char *target)
{
    return visit_call(visit, "GET", text_from(target), cookie, TEXT_NULL);
}

static struct http_test_answer post(struct visit *visit, struct text cookie, const char *target, struct text body)
{
    return visit_call(visit, "POST", text_from(target), cookie, body);
}

static bool is_in(struct visit *visit, struct text cookie)
{
    return get(visit, cookie, "/devices").status == 200;
}

struct password {
    struct person_id person;
    char hash[PASSWORD_HASH_SIZE];
};

static int set_password(struct change *change, void *argument)
{
    const struct password *password = argument;
    return people_password_set(change, password->person, text_from(password->hash));
}

/* Ends her other sessions, as a new password does. */
static void give_password(struct visit *visit, enum fixture_person who)
{
    struct password password = { .person = visit->fixture.persons[who] };
    assert_int_equal(password_hash(TEXT(PASSWORD), password.hash), STATUS_OK);
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, set_password, &password), STATUS_OK);
}

static void T23_every_device_is_in_the_list_with_its_last_use(void **state)
{
    struct visit *visit = visit_of(state);
    struct text phone = half_session(visit, FIXTURE_MOTHER, SESSION_PROOF_LINK);
    clock_advance(&visit->world.clock, 2 * HOUR_MS);
    struct http_test_answer answer = visit_get(visit, FIXTURE_MOTHER, TEXT("/devices"));
    assert_status(&answer, 200);
    visit_keep(&answer, "devices");
    struct markup *page = markup_read(visit->arena, answer.body);
    size_t list = element(page, "devices");
    assert_shows(page, list, "Firefox, Android");
    assert_shows(page, list, SAY(visit, LANGUAGE_NL, WORD_DEVICE_UNKNOWN));
    assert_shows(page, list, SAY(visit, LANGUAGE_NL, WORD_DEVICE_THIS));
    assert_shows(page, list, "12:00"); /* now, on this one */
    assert_shows(page, list, "10:00"); /* and then, on the telephone */
    assert_true(is_in(visit, phone));
    assert_int_equal(seen_flush(access_seen(visit->app.context.access.access)), STATUS_OK);
    struct markup *later = visit_page(visit, FIXTURE_MOTHER, TEXT("/devices"));
    assert_hides(later, element(later, "devices"), "10:00, ");
    struct http_test_answer other = visit_get(visit, FIXTURE_FATHER, TEXT("/devices"));
    assert_no_trace(&other, "Firefox"); /* nobody else sees it */
}

static void T23_one_device_is_signed_out(void **state)
{
    struct visit *visit = visit_of(state);
    struct text phone = half_session(visit, FIXTURE_MOTHER, SESSION_PROOF_LINK);
    struct text tablet = half_session(visit, FIXTURE_MOTHER, SESSION_PROOF_LINK);
    struct markup *page = visit_page(visit, FIXTURE_MOTHER, TEXT("/devices"));
    struct markup_form form = markup_form(page, element(page, "devices"), "/devices/end");
    struct http_test_answer answer = visit_post(visit, FIXTURE_FATHER, form.action, markup_body(&form));
    assert_status(&answer, 404); /* not his */
    assert_true(is_in(visit, phone) && is_in(visit, tablet));
    answer = visit_post(visit, FIXTURE_MOTHER, form.action, markup_body(&form));
    assert_status(&answer, 303);
    assert_int_equal(is_in(visit, phone) + is_in(visit, tablet), 1);
    answer = visit_get(visit, FIXTURE_MOTHER, answer.location);
    assert_status(&answer, 200);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM audit AS a WHERE a.action = 'device.end'"), 1);
}

static void T23_all_other_devices_are_signed_out(void **state)
{
    struct visit *visit = visit_of(state);
    struct text phone = half_session(visit, FIXTURE_MOTHER, SESSION_PROOF_LINK);
    struct text father = half_session(visit, FIXTURE_FATHER, SESSION_PROOF_LINK);
    struct http_test_answer answer = visit_post(visit, FIXTURE_MOTHER, TEXT("/devices/end-others"), TEXT_NULL);
    assert_status(&answer, 303);
    assert_false(is_in(visit, phone));
    assert_true(is_in(visit, father));
    assert_status(&(struct http_test_answer){ .status = visit_get(visit, FIXTURE_MOTHER, answer.location).status },
                  200);
}

static void T23_a_sensitive_act_asks_again_who_one_is(void **state)
{
    struct visit *visit = visit_of(state);
    give_password(visit, FIXTURE_MOTHER);
    struct half_app app = half_enrol(visit, half_session(visit, FIXTURE_MOTHER, SESSION_PROOF_PASSWORD));
    clock_advance(&visit->world.clock, (SESSION_CONFIRM_MINUTES + 1) * (int64_t)MINUTE_MS);
    struct http_test_answer answer = post(visit, app.cookie, "/second-factor/off", TEXT_NULL);
    assert_status(&answer, 401);
    visit_keep(&answer, "confirm");
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM totp"), 1);
    answer = post(visit, app.cookie, "/confirm", FORM(visit, "password", "niet dit wachtwoord", "next", "/devices"));
    assert_status(&answer, 422);
    visit_keep(&answer, "confirm-wrong");
    answer = post(visit, app.cookie, "/second-factor/off", TEXT_NULL);
    assert_status(&answer, 401);
    answer = post(visit, app.cookie, "/confirm", FORM(visit, "password", PASSWORD, "next", "/devices"));
    assert_status(&answer, 303);
    assert_true(text_equal(answer.location, TEXT("/devices")));
    answer = post(visit, app.cookie, "/second-factor/off", TEXT_NULL);
    assert_status(&answer, 303);
    clock_advance(&visit->world.clock, (SESSION_CONFIRM_MINUTES + 1) * (int64_t)MINUTE_MS);
    answer = post(visit, app.cookie, "/second-factor/off", TEXT_NULL);
    assert_status(&answer, 401); /* and later again */
}

/* An open telephone is no way to try passwords. */
static void T23_confirming_cannot_be_guessed_at_will(void **state)
{
    struct visit *visit = visit_of(state);
    give_password(visit, FIXTURE_MOTHER);
    struct text cookie = half_session(visit, FIXTURE_MOTHER, SESSION_PROOF_LINK);
    for (int i = 0; i < GUESS_ACCOUNT_MAXIMUM; i++)
        post(visit, cookie, "/confirm", FORM(visit, "password", "x"));
    struct http_test_answer answer = post(visit, cookie, "/confirm", FORM(visit, "password", PASSWORD));
    assert_status(&answer, 429);
}

static void T23_a_new_password_ends_all_other_sessions(void **state)
{
    struct visit *visit = visit_of(state);
    struct text phone = half_session(visit, FIXTURE_MOTHER, SESSION_PROOF_LINK);
    assert_true(is_in(visit, phone));
    give_password(visit, FIXTURE_MOTHER);
    assert_false(is_in(visit, phone));
}

/* Whether a session still goes on after so long, unused. */
static bool goes_on(struct visit *visit, enum fixture_person who, int64_t unused_ms)
{
    struct text cookie = half_session(visit, who, SESSION_PROOF_PASSWORD);
    clock_advance(&visit->world.clock, unused_ms);
    struct http_test_answer answer = get(visit, cookie, "/second-factor");
    clock_advance(&visit->world.clock, -unused_ms);
    return answer.status == 200;
}

static void T23_sessions_end_by_role(void **state)
{
    struct visit *visit = visit_of(state);
    const int64_t idle = (int64_t)SESSION_IDLE_DAYS * DAY_MS;
    const int64_t staff = (int64_t)SESSION_STAFF_IDLE_HOURS * HOUR_MS;
    assert_true(goes_on(visit, FIXTURE_MOTHER, idle - MINUTE_MS));
    assert_false(goes_on(visit, FIXTURE_MOTHER, idle));
    assert_true(goes_on(visit, FIXTURE_PROFESSIONAL, staff - MINUTE_MS));
    assert_false(goes_on(visit, FIXTURE_PROFESSIONAL, staff));
    assert_false(goes_on(visit, FIXTURE_BOTH, staff)); /* a guardian who works here too */
}

/* Used every day, a session ends all the same one day. */
static void T23_sessions_do_not_go_on_for_ever(void **state)
{
    struct visit *visit = visit_of(state);
    struct text cookie = half_session(visit, FIXTURE_MOTHER, SESSION_PROOF_LINK);
    int days = 0;
    while (is_in(visit, cookie) && days < 2 * SESSION_LONGEST_DAYS) {
        assert_int_equal(seen_flush(access_seen(visit->app.context.access.access)), STATUS_OK);
        clock_advance(&visit->world.clock, DAY_MS);
        days++;
    }
    assert_int_equal(days, SESSION_LONGEST_DAYS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(T23_every_device_is_in_the_list_with_its_last_use),
        cmocka_unit_test(T23_one_device_is_signed_out),
        cmocka_unit_test(T23_all_other_devices_are_signed_out),
        cmocka_unit_test(T23_a_sensitive_act_asks_again_who_one_is),
        cmocka_unit_test(T23_confirming_cannot_be_guessed_at_will),
        cmocka_unit_test(T23_a_new_password_ends_all_other_sessions),
        cmocka_unit_test(T23_sessions_end_by_role),
        cmocka_unit_test(T23_sessions_do_not_go_on_for_ever),
    };
    return PAGE_TESTS_RUN(tests);
}
