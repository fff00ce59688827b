/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Guessing at passwords (T3) and which passwords are taken (T2): nothing tells whether an address has an account, tries are
 * counted, and nobody can lock a person out for long.
 */
#include "access/guess.h"
#include "access/known_device.h"
#include "access/password.h"
#include "access/people.h"
#include "half.h"

#include <time.h>

#define PASSWORD "vier blauwe fietsen"

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

static struct http_test_answer sign_in(struct visit *visit, struct text cookie, const char *email, const char *password)
{
    return visit_call(visit, "POST", TEXT("/sign-in"), cookie, FORM(visit, "email", email, "password", password));
}

/* The whole answer without the address that was typed. */
static struct text without(struct visit *visit, const struct http_test_answer *answer, const char *email)
{
    struct text typed = arena_printf(visit->arena, "value=\"%s\"", email);
    size_t place = text_find(answer->body, typed);
    assert_int_not_equal(place, SIZE_MAX);
    return arena_printf(visit->arena, "%.*s%.*s", TEXT_ARGS(text_slice(answer->body, 0, place)),
                        TEXT_ARGS(text_slice(answer->body, place + typed.length, answer->body.length)));
}

/* Processor time of an answer, in milliseconds. */
static double work_of(struct visit *visit, const char *email, struct http_test_answer *ret_answer)
{
    struct timespec before, after;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
    *ret_answer = sign_in(visit, TEXT_NULL, email, "niet dit wachtwoord");
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
    return (double)(after.tv_sec - before.tv_sec) * 1e3 + (double)(after.tv_nsec - before.tv_nsec) / 1e6;
}

static void T3_an_unknown_address_costs_and_says_the_same(void **state)
{
    struct visit *visit = visit_of(state);
    give_password(visit, FIXTURE_MOTHER);
    static const char *const emails[] = { "mother@example.org", "nobody@example.org", "father@example.org" };
    struct http_test_answer answers[3];
    double work[3] = { 0 };
    for (int round = 0; round < 3; round++)
        for (int i = 0; i < 3; i++) {
            double once = work_of(visit, emails[i], &answers[i]);
            work[i] = round == 0 || once < work[i] ? once : work[i];
        }
    struct timespec before, after;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
    assert_false(password_matches(TEXT(""), TEXT("niet dit wachtwoord")));
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
    double hash = (double)(after.tv_sec - before.tv_sec) * 1e3 + (double)(after.tv_nsec - before.tv_nsec) / 1e6;
    for (int i = 0; i < 3; i++) {
        assert_status(&answers[i], 422);
        assert_true(work[i] > hash / 2); /* the hash is worked out for each: known, unknown, and without a password */
        assert_true(text_equal(without(visit, &answers[i], emails[i]), without(visit, &answers[0], emails[0])));
        assert_true(text_is_null(http_test_header(&answers[i], "Set-Cookie")));
    }
}

static void exhaust(struct visit *visit, const char *email)
{
    for (int i = 0; i < GUESS_ACCOUNT_MAXIMUM; i++)
        sign_in(visit, TEXT_NULL, email, "x");
}

/* Also when it is full: the same answer for an account that is there and one that is not. */
static void T3_too_many_tries_lock_what_is_there_and_what_is_not(void **state)
{
    struct visit *visit = visit_of(state);
    give_password(visit, FIXTURE_MOTHER);
    exhaust(visit, "mother@example.org");
    exhaust(visit, "nobody@example.org");
    struct http_test_answer known = sign_in(visit, TEXT_NULL, "mother@example.org", PASSWORD);
    struct http_test_answer unknown = sign_in(visit, TEXT_NULL, "nobody@example.org", PASSWORD);
    assert_status(&known, 429);
    assert_status(&unknown, 429);
    assert_true(
        text_equal(without(visit, &known, "mother@example.org"), without(visit, &unknown, "nobody@example.org")));
}

/* The lock grows, and ends within the hour however long somebody goes on. */
static void T3_the_lock_grows_and_never_lasts(void **state)
{
    struct visit *visit = visit_of(state);
    give_password(visit, FIXTURE_MOTHER);
    int64_t before = 0;
    for (int round = 0; round < 5; round++) {
        exhaust(visit, "mother@example.org");
        int64_t locked = 0;
        for (; sign_in(visit, TEXT_NULL, "mother@example.org", "x").status == 429; locked += MINUTE_MS)
            clock_advance(&visit->world.clock, MINUTE_MS);
        assert_true(locked >= before);
        assert_in_range(locked, GUESS_WINDOW_MS, GUESS_LONGEST_MS);
        if (round == 1)
            assert_int_equal(locked, 2 * GUESS_WINDOW_MS);
        before = locked;
    }
    assert_int_equal(before, GUESS_LONGEST_MS);
    struct http_test_answer answer = sign_in(visit, TEXT_NULL, "mother@example.org", PASSWORD);
    assert_status(&answer, 303);
}

/* The cookie of a known device, among those that an answer sets. */
static struct text known_cookie(struct visit *visit, const struct http_test_answer *answer)
{
    for (size_t i = 0; i < answer->headers.count; i++) {
        struct text value = answer->headers.items[i].value;
        if (text_starts_with(value, TEXT("__Host-" KNOWN_DEVICE_COOKIE "="))) {
            struct text rest;
            return text_copy(visit->arena, text_cut(value, ';', &rest));
        }
    }
    fail_msg("no cookie of a known device");
    return TEXT_NULL;
}

/* Strangers guess at her account, from her own network even: on her own telephone she comes in all the same. */
static void T3_strangers_do_not_lock_her_out_on_her_own_device(void **state)
{
    struct visit *visit = visit_of(state);
    give_password(visit, FIXTURE_MOTHER);
    give_password(visit, FIXTURE_FATHER);
    struct http_test_answer answer = sign_in(visit, TEXT_NULL, "mother@example.org", PASSWORD);
    assert_status(&answer, 303);
    struct text known = known_cookie(visit, &answer);
    for (int i = 0; i < GUESS_ADDRESS_MAXIMUM; i++)
        sign_in(visit, TEXT_NULL, i % 2 ? "mother@example.org" : "father@example.org", "x");
    answer = sign_in(visit, TEXT_NULL, "mother@example.org", PASSWORD);
    assert_status(&answer, 429);
    answer = sign_in(visit, known, "mother@example.org", PASSWORD);
    assert_status(&answer, 303);
    answer = sign_in(visit, known, "father@example.org", PASSWORD); /* it is known for her alone */
    assert_status(&answer, 429);
    /* And it is no way round the limit. */
    for (int i = 0; i < GUESS_ACCOUNT_MAXIMUM; i++)
        sign_in(visit, known, "mother@example.org", "x");
    answer = sign_in(visit, known, "mother@example.org", PASSWORD);
    assert_status(&answer, 429);
}

/* --- T2 --- */

static struct http_test_answer choose(struct visit *visit, enum fixture_person who, const char *wanted)
{
    return visit_post(visit, who, TEXT("/password"), FORM(visit, "new", wanted));
}

static void T2_common_and_short_passwords_are_refused(void **state)
{
    struct visit *visit = visit_of(state);
    assert_true(password_has_dictionary());
    static const struct {
        const char *password;
        enum word said;
    } refused[] = {
        { "welkom01", WORD_SIGN_IN_PASSWORD_TOO_SHORT },   { "Welkom202626", WORD_SIGN_IN_PASSWORD_COMMON },
        { "wachtwoord12", WORD_SIGN_IN_PASSWORD_COMMON },  { "kinderopvang", WORD_SIGN_IN_PASSWORD_COMMON },
        { "sunshine2024!", WORD_SIGN_IN_PASSWORD_COMMON }, { "p@ssw0rd1234", WORD_SIGN_IN_PASSWORD_COMMON },
        { "gnavporednik", WORD_SIGN_IN_PASSWORD_COMMON },  { "aaaaaaaaaaaa", WORD_SIGN_IN_PASSWORD_TOO_PLAIN },
        { "Boomhut-2026", WORD_SIGN_IN_PASSWORD_OWN },     { "mother123456", WORD_SIGN_IN_PASSWORD_OWN },
        { "Voorbeeld!2026", WORD_SIGN_IN_PASSWORD_OWN },
    };
    struct word_value least = word_value("least", PASSWORD_SHORTEST);
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct http_test_answer answer = choose(visit, FIXTURE_MOTHER, refused[i].password);
        if (answer.status != 422)
            fail_msg("%s is taken", refused[i].password);
        struct markup *page = markup_read(visit->arena, answer.body);
        const struct words *words = words_choose((struct words_choice){ .language = LANGUAGE_NL });
        struct text said = word_format(visit->arena, words, refused[i].said, &least, 1);
        assert_shows(page, element(page, "main"), markup_plain(visit->arena, said));
        assert_no_trace(&answer, refused[i].password);
    }
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM account AS a WHERE a.password_hash <> ''"), 0);
}

/* Length is what counts, in any script. */
static void T2_a_few_words_are_taken_in_any_language(void **state)
{
    struct visit *visit = visit_of(state);
    static const char *const taken[] = { "vier blauwe fietsen", "fietsbel en regen", "أربع دراجات زرقاء في المطر",
                                         "Noor eet graag peren" };
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++) {
        struct text cookie = half_session(visit, FIXTURE_MOTHER, SESSION_PROOF_LINK);
        struct http_test_answer answer =
            visit_call(visit, "POST", TEXT("/password"), cookie, FORM(visit, "new", taken[i]));
        assert_status(&answer, 303);
    }
}

/* Who forgot it comes in by link, and chooses another without the one of now; a while later not any more. */
static void T2_who_forgot_it_has_a_way(void **state)
{
    struct visit *visit = visit_of(state);
    give_password(visit, FIXTURE_MOTHER);
    struct text cookie = half_session(visit, FIXTURE_MOTHER, SESSION_PROOF_LINK);
    clock_advance(&visit->world.clock, (SESSION_CONFIRM_MINUTES + 1) * (int64_t)MINUTE_MS);
    struct http_test_answer answer =
        visit_call(visit, "POST", TEXT("/password"), cookie, FORM(visit, "new", "fietsbel en regen"));
    assert_status(&answer, 422);
    cookie = half_session(visit, FIXTURE_MOTHER, SESSION_PROOF_LINK);
    answer = visit_call(visit, "GET", TEXT("/password"), cookie, TEXT_NULL);
    assert_no_trace(&answer, "name=\"current\"");
    answer = visit_call(visit, "POST", TEXT("/password"), cookie, FORM(visit, "new", "fietsbel en regen"));
    assert_status(&answer, 303);
    answer = sign_in(visit, TEXT_NULL, "mother@example.org", "fietsbel en regen");
    assert_status(&answer, 303);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(T3_an_unknown_address_costs_and_says_the_same),
        cmocka_unit_test(T3_too_many_tries_lock_what_is_there_and_what_is_not),
        cmocka_unit_test(T3_the_lock_grows_and_never_lasts),
        cmocka_unit_test(T3_strangers_do_not_lock_her_out_on_her_own_device),
        cmocka_unit_test(T2_common_and_short_passwords_are_refused),
        cmocka_unit_test(T2_a_few_words_are_taken_in_any_language),
        cmocka_unit_test(T2_who_forgot_it_has_a_way),
    };
    return PAGE_TESTS_RUN(tests);
}
