/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * base/identity.h and base/random.h: ids that are unique, ordered and have one spelling; secrets and digests.
 */
#include "base/arena.h"
#include "base/error.h"
#include "base/identity.h"
#include "base/random.h"
#include "base/url.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const int64_t present_at = 1767225600000;

static void has_the_promised_layout(void **state)
{
    (void)state;
    struct clock clock = CLOCK_AT(present_at);
    struct identity_source source;
    identity_source_init(&source, &clock, 5);
    int64_t first = identity_mint(&source);
    assert_true(first == ((present_at - IDENTITY_EPOCH_AT) << 22 | INT64_C(5) << 12));
    assert_true(identity_mint(&source) == first + 1);
    assert_true(identity_minted_at(first) == present_at);
    struct child_id child = IDENTITY_MINT(child, &source);
    assert_true(child.value == first + 2);
}

static void never_goes_back(void **state)
{
    (void)state;
    struct clock clock = CLOCK_AT(present_at);
    struct identity_source source;
    identity_source_init(&source, &clock, 1);
    int64_t last = identity_mint(&source);
    static const int64_t moves[] = { -3600000, 0, 1, 3600000, -7200000, 9000000, INT64_C(-90000000000) };
    for (size_t i = 0; i < COUNT(moves); i++) {
        clock_advance(&clock, moves[i]);
        int64_t next = identity_mint(&source);
        assert_true(next > last);
        last = next;
    }
    assert_true(last > 0);
}

static void a_clock_before_the_epoch_still_mints(void **state)
{
    (void)state;
    struct clock clock = CLOCK_AT(0);
    struct identity_source source;
    identity_source_init(&source, &clock, 0);
    assert_true(identity_mint(&source) > 0);
}

/* More than 4096 with a clock that stands still: the source goes on into the next milliseconds, having slept. */
static void a_full_millisecond_waits(void **state)
{
    (void)state;
    struct clock clock = CLOCK_AT(present_at);
    struct identity_source source;
    identity_source_init(&source, &clock, 1023);
    int64_t last = 0;
    int64_t began_us = clock_ticks_us();
    for (int i = 0; i < 3 * 4096; i++) {
        int64_t next = identity_mint(&source);
        assert_true(next > last);
        assert_int_equal(next >> 12 & 1023, 1023);
        last = next;
    }
    assert_true(clock_ticks_us() - began_us >= 2000);
    assert_true(identity_minted_at(last) == present_at + 2);
}

static void starts_above_what_exists(void **state)
{
    (void)state;
    struct clock clock = CLOCK_AT(present_at);
    struct identity_source ahead;
    identity_source_init(&ahead, &clock, 900);
    clock_advance(&clock, 5000);
    int64_t existing = identity_mint(&ahead);
    clock_set(&clock, present_at);
    struct identity_source source;
    identity_source_init(&source, &clock, 2);
    identity_source_raise(&source, existing);
    identity_source_raise(&source, 1);
    assert_true(identity_mint(&source) > existing);
}

enum { THREADS = 4, MINTED = 20000 };

struct minter {
    struct identity_source *source;
    int64_t *ids;
};

static void *mint_many(void *argument)
{
    struct minter *minter = argument;
    for (size_t i = 0; i < MINTED; i++)
        minter->ids[i] = identity_mint(minter->source);
    return NULL;
}

static int by_value(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a;
    int64_t right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

static void threads_never_get_the_same(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct identity_source source;
    identity_source_init(&source, clock_system(), 3);
    int64_t *ids = ARENA_MANY(arena, int64_t, THREADS * MINTED);
    pthread_t threads[THREADS];
    struct minter minters[THREADS];
    for (size_t i = 0; i < THREADS; i++) {
        minters[i] = (struct minter){ &source, ids + i * MINTED };
        assert_int_equal(pthread_create(&threads[i], NULL, mint_many, &minters[i]), 0);
    }
    for (size_t i = 0; i < THREADS; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    for (size_t i = 1; i < THREADS * MINTED; i++)
        assert_true(i % MINTED == 0 || ids[i] > ids[i - 1]);
    qsort(ids, THREADS * MINTED, sizeof *ids, by_value);
    for (size_t i = 1; i < THREADS * MINTED; i++)
        assert_true(ids[i] > ids[i - 1]);
    arena_free(arena);
}

static void has_one_spelling(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    static const struct {
        int64_t value;
        const char *text;
    } known[] = {
        { 1, "0000000000001" },         { 31, "000000000000z" },
        { 32, "0000000000010" },        { INT64_C(1) << 62, "4000000000000" },
        { INT64_MAX, "7zzzzzzzzzzzz" }, { INT64_C(0x123456789abcdef), "028t5cy4tqkff" },
    };
    for (size_t i = 0; i < COUNT(known); i++) {
        char shown[IDENTITY_SIZE];
        identity_format(shown, known[i].value);
        assert_string_equal(shown, known[i].text);
        int64_t value = 0;
        assert_int_equal(identity_parse(text_from(shown), &value), STATUS_OK);
        assert_true(value == known[i].value);
    }
    assert_string_equal(identity_text(arena, 31).data, "000000000000z");
    assert_int_equal(identity_text(arena, 0).length, 0);
    arena_free(arena);
}

static void refuses_other_spellings(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        "0000000000000",
        "000000000000Z",
        "000000000000i",
        "000000000000l",
        "000000000000o",
        "000000000000u",
        "8000000000000",
        "zzzzzzzzzzzzz",
        "00000000001",
        "00000000000010",
        " 000000000001",
        "000000-000001",
        "+000000000001",
        "000000000001\n",
        ("\xff"
         "00000000000a"),
    };
    for (size_t i = 0; i < COUNT(bad); i++) {
        int64_t value = 42;
        assert_int_equal(identity_parse(text_from(bad[i]), &value), STATUS_INVALID);
        assert_true(value == 42);
    }
    int64_t value = 42;
    assert_int_equal(identity_parse((struct text){ "000000000001\0", 13 }, &value), STATUS_INVALID);
    assert_int_equal(identity_parse(TEXT_NULL, &value), STATUS_INVALID);
}

static void order_of_texts_is_order_of_ids(void **state)
{
    (void)state;
    char earlier[IDENTITY_SIZE];
    char later[IDENTITY_SIZE];
    for (int64_t value = 1; value < INT64_MAX / 7; value = value * 7 + 3) {
        identity_format(earlier, value);
        identity_format(later, value + 1);
        assert_true(text_compare(text_from(earlier), text_from(later)) < 0);
    }
}

static void digests_are_the_published_ones(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_int_equal(random_start(), STATUS_OK);
    unsigned char digest[SHA256_SIZE];
    hash_sha256(TEXT("abc"), digest);
    assert_string_equal(hex_encode(arena, digest, sizeof digest).data,
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    hash_sha256(TEXT_NULL, digest);
    assert_string_equal(hex_encode(arena, digest, sizeof digest).data,
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    unsigned char plain[BLAKE2B_SIZE];
    unsigned char keyed[BLAKE2B_SIZE];
    hash_blake2b(TEXT(""), TEXT("abc"), plain);
    assert_string_equal(hex_encode(arena, plain, sizeof plain).data,
                        "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
    hash_blake2b(TEXT("0123456789abcdef"), TEXT("abc"), keyed);
    assert_memory_not_equal(plain, keyed, BLAKE2B_SIZE);
    arena_free(arena);
}

static void secrets_compare_and_differ(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_int_equal(random_start(), STATUS_OK);
    struct text one = random_token(arena);
    struct text other = random_token(arena);
    assert_int_equal(one.length, 43);
    assert_true(text_equal(one, url_encode(arena, one)));
    assert_false(random_equal(one, other));
    assert_true(random_equal(one, text_copy(arena, one)));
    assert_false(random_equal(one, text_slice(one, 0, 42)));
    assert_true(random_equal(TEXT_NULL, TEXT("")));
    for (int i = 0; i < 1000; i++)
        assert_true(random_below(3) < 3);
    assert_int_equal(random_below(1), 0);
    arena_free(arena);
}

static void hex_and_base64_are_strict(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    unsigned char bytes[2] = { 7, 7 };
    assert_int_equal(hex_decode(TEXT("00fF"), bytes, 2), STATUS_OK);
    assert_memory_equal(bytes, "\x00\xff", 2);
    static const char *const bad_hex[] = { "", "00f", "00fg", "00ff00", "0 ff", "0xff" };
    for (size_t i = 0; i < COUNT(bad_hex); i++)
        assert_int_equal(hex_decode(text_from(bad_hex[i]), bytes, 2), STATUS_INVALID);
    assert_memory_equal(bytes, "\x00\xff", 2);
    assert_string_equal(base64_encode(arena, TEXT("\xfb\xff?")).data, "-_8_");
    struct text data = TEXT("kept");
    static const char *const bad_base64[] = { "-_8/", "QQ==", "Q", "QR", "Q Q", "QQ\n" };
    for (size_t i = 0; i < COUNT(bad_base64); i++)
        assert_int_equal(base64_decode(arena, text_from(bad_base64[i]), &data), STATUS_INVALID);
    assert_true(text_equal(data, TEXT("kept")));
    assert_int_equal(base64_decode(arena, TEXT("-_8_"), &data), STATUS_OK);
    assert_true(text_equal(data, TEXT("\xfb\xff?")));
    assert_int_equal(base64_decode(arena, TEXT(""), &data), STATUS_OK);
    assert_int_equal(data.length, 0);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(has_the_promised_layout),
        cmocka_unit_test(never_goes_back),
        cmocka_unit_test(a_clock_before_the_epoch_still_mints),
        cmocka_unit_test(a_full_millisecond_waits),
        cmocka_unit_test(starts_above_what_exists),
        cmocka_unit_test(threads_never_get_the_same),
        cmocka_unit_test(has_one_spelling),
        cmocka_unit_test(refuses_other_spellings),
        cmocka_unit_test(order_of_texts_is_order_of_ids),
        cmocka_unit_test(digests_are_the_published_ones),
        cmocka_unit_test(secrets_compare_and_differ),
        cmocka_unit_test(hex_and_base64_are_strict),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
