/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Passkeys without a database: what an authenticator says is taken when it is right, and each single thing that can be wrong with it is
 * refused under its own name (WebAuthn 7.1 and 7.2).
 */
#include "base/error.h"
#include "base/random.h"
#include "feature/passkey/challenge.h"
#include "feature/passkey/parts.h"
#include "support/authenticator.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define ORIGIN "https://samenspel.example"
#define HOST   "samenspel.example"

enum { GOOD_FLAGS = AUTHENTICATOR_PRESENT | AUTHENTICATOR_VERIFIED };

/* A ceremony that is right; each test breaks one thing. */
struct ceremony {
    struct arena *arena;
    struct authenticator *authenticator;
    struct passkey_asked asked;
    struct authenticator_say say;
    struct passkey_made made;
};

static void begin(struct ceremony *ceremony, enum passkey_algorithm algorithm)
{
    struct arena *arena = arena_new();
    *ceremony = (struct ceremony){
        .arena = arena,
        .authenticator = authenticator_new(arena, algorithm),
        .asked = { TEXT(ORIGIN), TEXT(HOST), random_token(arena) },
        .say = { .host = HOST, .flags = GOOD_FLAGS, .format = "none" },
    };
}

static void say_client_data(struct ceremony *ceremony, const char *type)
{
    ceremony->say.client_data = authenticator_client_data(ceremony->arena, type, ORIGIN, ceremony->asked.challenge);
}

static enum passkey_fault make(struct ceremony *ceremony)
{
    if (text_is_null(ceremony->say.client_data))
        say_client_data(ceremony, "webauthn.create");
    return passkey_verify_made(ceremony->arena, &ceremony->asked, ceremony->say.client_data,
                               authenticator_attestation(ceremony->arena, ceremony->authenticator, &ceremony->say),
                               &ceremony->made);
}

/* A passkey that was made before, and now signs. */
static void begin_use(struct ceremony *ceremony, enum passkey_algorithm algorithm)
{
    begin(ceremony, algorithm);
    assert_int_equal(make(ceremony), PASSKEY_FINE);
    ceremony->say.client_data = TEXT_NULL;
    ceremony->asked.challenge = random_token(ceremony->arena);
}

static enum passkey_fault check(struct ceremony *ceremony, const struct passkey_answer *answer, int64_t *ret_counter)
{
    struct passkey_known known = { ceremony->made.algorithm, ceremony->made.public_key, ceremony->made.counter };
    return passkey_verify_used(ceremony->arena, &ceremony->asked, answer, &known, ret_counter);
}

static enum passkey_fault use(struct ceremony *ceremony)
{
    int64_t counter = -1;
    if (text_is_null(ceremony->say.client_data))
        say_client_data(ceremony, "webauthn.get");
    struct passkey_answer answer = authenticator_answer(ceremony->arena, ceremony->authenticator, &ceremony->say);
    enum passkey_fault fault = check(ceremony, &answer, &counter);
    assert_int_equal(counter, fault == PASSKEY_FINE ? (int64_t)ceremony->say.counter : -1);
    return fault;
}

static void end(struct ceremony *ceremony)
{
    arena_free(ceremony->arena);
}

#define assert_fault(given, expected)                                                        \
    do {                                                                                     \
        enum passkey_fault fault = (given);                                                  \
        if (fault != (expected))                                                             \
            fail_msg("%s, not %s", passkey_fault_name(fault), passkey_fault_name(expected)); \
    } while (0)

/* --- what is right --- */

static void a_new_passkey_is_taken(void **state)
{
    (void)state;
    static const enum passkey_algorithm algorithms[] = { PASSKEY_ES256, PASSKEY_RS256 };
    static const char *const formats[] = { "none", "packed" };
    for (size_t i = 0; i < 4; i++) {
        struct ceremony ceremony;
        begin(&ceremony, algorithms[i / 2]);
        ceremony.say.format = formats[i % 2];
        ceremony.say.counter = 7;
        ceremony.say.flags |= i % 2 ? AUTHENTICATOR_SYNCED : 0;
        assert_fault(make(&ceremony), PASSKEY_FINE);
        assert_true(text_equal(ceremony.made.credential, authenticator_id(ceremony.authenticator)));
        assert_int_equal(ceremony.made.algorithm, algorithms[i / 2]);
        assert_int_equal(ceremony.made.counter, 7);
        assert_int_equal(ceremony.made.synced, i % 2);
        end(&ceremony);
    }
}

static void a_passkey_signs_in(void **state)
{
    (void)state;
    static const enum passkey_algorithm algorithms[] = { PASSKEY_ES256, PASSKEY_RS256 };
    for (size_t i = 0; i < 2; i++) {
        struct ceremony ceremony;
        begin_use(&ceremony, algorithms[i]);
        assert_fault(use(&ceremony), PASSKEY_FINE); /* no counter: 0 for ever */
        ceremony.say.counter = 1;
        assert_fault(use(&ceremony), PASSKEY_FINE);
        ceremony.say.flags |= AUTHENTICATOR_EXTENSIONS;
        ceremony.say.extra = TEXT("\xa1\x61x\xf5");
        assert_fault(use(&ceremony), PASSKEY_FINE);
        end(&ceremony);
    }
}

/* --- what is not --- */

static void a_page_of_another_site_gets_nothing(void **state)
{
    (void)state;
    static const char *const others[] = { "https://samenspel.example.evil.example", "http://samenspel.example",
                                          "https://samenspel.example:8443", "https://SAMENSPEL.example", "" };
    struct ceremony ceremony;
    begin_use(&ceremony, PASSKEY_ES256);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        ceremony.say.client_data =
            authenticator_client_data(ceremony.arena, "webauthn.get", others[i], ceremony.asked.challenge);
        assert_fault(use(&ceremony), PASSKEY_OTHER_ORIGIN);
        ceremony.say.client_data =
            authenticator_client_data(ceremony.arena, "webauthn.create", others[i], ceremony.asked.challenge);
        assert_fault(make(&ceremony), PASSKEY_OTHER_ORIGIN);
    }
    ceremony.say.client_data = arena_printf(ceremony.arena,
                                            "{\"type\":\"webauthn.get\",\"challenge\":\"%.*s\",\"origin\":\"" ORIGIN
                                            "\",\"crossOrigin\":true}",
                                            TEXT_ARGS(ceremony.asked.challenge));
    assert_fault(use(&ceremony), PASSKEY_OTHER_ORIGIN);
    end(&ceremony);
}

static void another_host_is_refused(void **state)
{
    (void)state;
    struct ceremony ceremony;
    begin_use(&ceremony, PASSKEY_ES256);
    ceremony.say.host = "example";
    assert_fault(use(&ceremony), PASSKEY_OTHER_HOST);
    ceremony.say.client_data = TEXT_NULL;
    assert_fault(make(&ceremony), PASSKEY_OTHER_HOST);
    end(&ceremony);
}

static void another_challenge_is_refused(void **state)
{
    (void)state;
    struct ceremony ceremony;
    begin_use(&ceremony, PASSKEY_ES256);
    say_client_data(&ceremony, "webauthn.get");
    ceremony.asked.challenge = random_token(ceremony.arena);
    assert_fault(use(&ceremony), PASSKEY_OTHER_CHALLENGE);
    ceremony.asked.challenge = TEXT("");
    assert_fault(use(&ceremony), PASSKEY_OTHER_CHALLENGE);
    end(&ceremony);
}

static void an_answer_of_the_other_ceremony_is_refused(void **state)
{
    (void)state;
    struct ceremony ceremony;
    begin_use(&ceremony, PASSKEY_ES256);
    say_client_data(&ceremony, "webauthn.create");
    assert_fault(use(&ceremony), PASSKEY_OTHER_CEREMONY);
    say_client_data(&ceremony, "webauthn.get");
    assert_fault(make(&ceremony), PASSKEY_OTHER_CEREMONY);
    end(&ceremony);
}

static void T1_without_asking_who_it_is_it_is_no_second_factor(void **state)
{
    (void)state;
    struct ceremony ceremony;
    begin_use(&ceremony, PASSKEY_ES256);
    ceremony.say.flags = AUTHENTICATOR_PRESENT;
    assert_fault(use(&ceremony), PASSKEY_NOT_VERIFIED);
    ceremony.say.flags = AUTHENTICATOR_VERIFIED;
    assert_fault(use(&ceremony), PASSKEY_NOT_PRESENT);
    ceremony.say.client_data = TEXT_NULL;
    assert_fault(make(&ceremony), PASSKEY_NOT_PRESENT);
    ceremony.say.flags = AUTHENTICATOR_PRESENT;
    assert_fault(make(&ceremony), PASSKEY_NOT_VERIFIED);
    end(&ceremony);
}

static void the_counter_must_rise(void **state)
{
    (void)state;
    struct ceremony ceremony;
    begin(&ceremony, PASSKEY_ES256);
    ceremony.say.counter = 5;
    assert_fault(make(&ceremony), PASSKEY_FINE);
    ceremony.say.client_data = TEXT_NULL;
    ceremony.say.counter = 6;
    assert_fault(use(&ceremony), PASSKEY_FINE);
    for (uint32_t counter = 0; counter <= 5; counter += 5) {
        ceremony.say.counter = counter;
        assert_fault(use(&ceremony), PASSKEY_OLD_COUNTER);
    }
    ceremony.say.counter = UINT32_MAX;
    assert_fault(use(&ceremony), PASSKEY_FINE);
    end(&ceremony);
}

static void another_key_or_another_text_is_refused(void **state)
{
    (void)state;
    struct ceremony ceremony;
    struct ceremony other;
    int64_t counter;
    begin_use(&ceremony, PASSKEY_ES256);
    begin_use(&other, PASSKEY_RS256);
    say_client_data(&ceremony, "webauthn.get");
    struct passkey_answer good = authenticator_answer(ceremony.arena, ceremony.authenticator, &ceremony.say);
    assert_fault(check(&ceremony, &good, &counter), PASSKEY_FINE);
    struct passkey_answer answer = authenticator_answer(ceremony.arena, other.authenticator, &ceremony.say);
    assert_fault(check(&ceremony, &answer, &counter), PASSKEY_WRONG_SIGNATURE);
    answer = good;
    answer.client_data = arena_printf(ceremony.arena, "%.*s ", TEXT_ARGS(good.client_data));
    assert_fault(check(&ceremony, &answer, &counter), PASSKEY_WRONG_SIGNATURE);
    answer = good;
    answer.signature.length--;
    assert_fault(check(&ceremony, &answer, &counter), PASSKEY_WRONG_SIGNATURE);
    answer.signature = TEXT("");
    assert_fault(check(&ceremony, &answer, &counter), PASSKEY_MALFORMED);
    ceremony.made.public_key = other.made.public_key;
    assert_fault(check(&ceremony, &good, &counter), PASSKEY_WRONG_SIGNATURE);
    end(&other);
    end(&ceremony);
}

static void a_false_statement_is_refused(void **state)
{
    (void)state;
    struct ceremony ceremony;
    begin(&ceremony, PASSKEY_ES256);
    ceremony.say.format = "packed";
    say_client_data(&ceremony, "webauthn.create");
    struct text signed_by_it = authenticator_attestation(ceremony.arena, ceremony.authenticator, &ceremony.say);
    ceremony.say.client_data = arena_printf(ceremony.arena, "%.*s ", TEXT_ARGS(ceremony.say.client_data));
    assert_fault(
        passkey_verify_made(ceremony.arena, &ceremony.asked, ceremony.say.client_data, signed_by_it, &ceremony.made),
        PASSKEY_WRONG_SIGNATURE);
    ceremony.say.format = "fido-u2f";
    assert_fault(make(&ceremony), PASSKEY_OTHER_STATEMENT);
    end(&ceremony);
}

/* Every beginning of something right is refused, and so is anything behind it. */
static void what_is_cut_off_is_refused(void **state)
{
    (void)state;
    struct ceremony ceremony;
    begin_use(&ceremony, PASSKEY_ES256);
    int64_t counter;
    say_client_data(&ceremony, "webauthn.create");
    struct text whole = authenticator_attestation(ceremony.arena, ceremony.authenticator, &ceremony.say);
    for (size_t length = 0; length < whole.length; length++)
        assert_fault(passkey_verify_made(ceremony.arena, &ceremony.asked, ceremony.say.client_data,
                                         text_slice(whole, 0, length), &ceremony.made),
                     PASSKEY_MALFORMED);
    ceremony.say.extra = TEXT("\x01");
    assert_fault(make(&ceremony), PASSKEY_MALFORMED);
    ceremony.say.client_data = TEXT_NULL;
    assert_fault(use(&ceremony), PASSKEY_MALFORMED);
    ceremony.say.flags |= AUTHENTICATOR_EXTENSIONS; /* a map of four billion entries */
    ceremony.say.extra = TEXT("\xba\xff\xff\xff\xff");
    assert_fault(use(&ceremony), PASSKEY_MALFORMED);
    ceremony.say.flags = GOOD_FLAGS;
    ceremony.say.extra = TEXT_NULL;
    struct passkey_answer answer = authenticator_answer(ceremony.arena, ceremony.authenticator, &ceremony.say);
    for (size_t length = 0; length < answer.authenticator_data.length; length++) {
        struct passkey_answer cut = answer;
        cut.authenticator_data.length = length;
        assert_fault(check(&ceremony, &cut, &counter), PASSKEY_MALFORMED);
    }
    for (size_t length = 0; length < answer.client_data.length; length++) {
        struct passkey_answer cut = answer;
        cut.client_data.length = length;
        assert_fault(check(&ceremony, &cut, &counter), PASSKEY_MALFORMED);
    }
    end(&ceremony);
}

static void only_short_plain_cbor_is_read(void **state)
{
    (void)state;
    static const struct {
        struct text bytes;
        size_t length;
    } cases[] = {
        { TEXT_INITIALISER(""), 0 },
        { TEXT_INITIALISER("\x01"), 1 },
        { TEXT_INITIALISER("\x01\x02"), 1 },
        { TEXT_INITIALISER("\xa1\x61x\x82\x01\x02"), 6 },
        { TEXT_INITIALISER("\xa1\x61x\x82\x01"), 0 },
        { TEXT_INITIALISER("\xc1\x01"), 0 },     /* tagged */
        { TEXT_INITIALISER("\x9f\x01\xff"), 0 }, /* of indefinite length */
        { TEXT_INITIALISER("\x5f\x41x\xff"), 0 },
        { TEXT_INITIALISER("\x9b\xff\xff\xff\xff\xff\xff\xff\xff"), 0 }, /* too many */
        { TEXT_INITIALISER("\xbb\x80\x00\x00\x00\x00\x00\x00\x00"), 0 },
        { TEXT_INITIALISER("\x5b\x7f\xff\xff\xff\xff\xff\xff\xff"), 0 },
        { TEXT_INITIALISER("\x1c"), 0 }, /* no such item */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (cbor_length(cases[i].bytes) != cases[i].length)
            fail_msg("case %zu has length %zu", i, cbor_length(cases[i].bytes));
    char deep[CBOR_ITEMS_MAXIMUM + 2];
    memset(deep, 0x81, sizeof deep);
    deep[sizeof deep - 1] = 1;
    assert_int_equal(cbor_length((struct text){ deep, sizeof deep }), 0);
}

/* --- challenges --- */

static void a_challenge_is_for_one_browser_one_purpose_and_five_minutes(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct text key = TEXT("0123456789abcdef0123456789abcdef");
    const int64_t at = INT64_C(1795424400000);
    const struct challenge_for about = { CHALLENGE_SIGN_IN, { 1 }, { 2 }, TEXT("browser") };
    struct text challenge = challenge_make(arena, key, &about, at);
    struct text chance;
    struct text again;
    assert_int_equal(challenge.length, CHALLENGE_CHARACTERS);
    assert_int_equal(challenge_check(arena, key, &about, challenge, at, &chance), STATUS_OK);
    assert_int_equal(chance.length, CHALLENGE_CHANCE);
    assert_int_equal(challenge_check(arena, key, &about, challenge, at + 5 * MINUTE_MS, &again), STATUS_OK);
    assert_true(text_equal(chance, again));
    assert_int_equal(challenge_check(arena, key, &about, challenge, at + 5 * MINUTE_MS + 1, &again), STATUS_CONFLICT);
    assert_int_equal(challenge_check(arena, key, &about, challenge, at - MINUTE_MS - 1, &again), STATUS_CONFLICT);
    assert_int_equal(challenge_check(arena, TEXT("0123456789abcdef0123456789abcdeF"), &about, challenge, at, &again),
                     STATUS_INVALID);
    const struct challenge_for others[] = {
        { CHALLENGE_ADD, { 1 }, { 2 }, TEXT("browser") },     { CHALLENGE_SIGN_IN, { 2 }, { 2 }, TEXT("browser") },
        { CHALLENGE_SIGN_IN, { 1 }, { 1 }, TEXT("browser") }, { CHALLENGE_SIGN_IN, { 1 }, { 2 }, TEXT("browseR") },
        { CHALLENGE_SIGN_IN, { 1 }, { 2 }, TEXT("") },
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_int_equal(challenge_check(arena, key, &others[i], challenge, at, &again), STATUS_INVALID);
    for (size_t i = 0; i < challenge.length; i++) {
        char *changed = arena_copy(arena, challenge.data, challenge.length);
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        assert_int_equal(challenge_check(arena, key, &about, (struct text){ changed, challenge.length }, at, &again),
                         STATUS_INVALID);
    }
    assert_false(text_equal(challenge, challenge_make(arena, key, &about, at)));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_passkey_is_taken),
        cmocka_unit_test(a_passkey_signs_in),
        cmocka_unit_test(a_page_of_another_site_gets_nothing),
        cmocka_unit_test(another_host_is_refused),
        cmocka_unit_test(another_challenge_is_refused),
        cmocka_unit_test(an_answer_of_the_other_ceremony_is_refused),
        cmocka_unit_test(T1_without_asking_who_it_is_it_is_no_second_factor),
        cmocka_unit_test(the_counter_must_rise),
        cmocka_unit_test(another_key_or_another_text_is_refused),
        cmocka_unit_test(a_false_statement_is_refused),
        cmocka_unit_test(what_is_cut_off_is_refused),
        cmocka_unit_test(only_short_plain_cbor_is_read),
        cmocka_unit_test(a_challenge_is_for_one_browser_one_purpose_and_five_minutes),
    };
    if (random_start() != STATUS_OK)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
