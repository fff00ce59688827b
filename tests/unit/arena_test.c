/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * base/arena.h and base/vector.h: memory that dies together.
 */
#include "base/arena.h"
#include "base/vector.h"

#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(SANITIZED)
#include <sanitizer/asan_interface.h>
#define IS_POISONED(address) (__asan_address_is_poisoned(address) != 0)
#else
#define IS_POISONED(address) ((void)(address), true)
#endif

static bool is_zero(const unsigned char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (bytes[i] != 0)
            return false;
    }
    return true;
}

static void fill_and_empty(struct arena *arena)
{
    for (int round = 0; round < 3; round++) {
        for (size_t size = 0; size < 40000; size = size * 2 + 1) {
            unsigned char *memory = arena_allocate(arena, size);
            assert_int_equal((uintptr_t)memory % alignof(max_align_t), 0);
            assert_true(is_zero(memory, size));
            memset(memory, 0xa5, size);
        }
        assert_true(arena_used(arena) > 40000);
        arena_reset(arena);
        assert_int_equal(arena_used(arena), 0);
    }
    arena_free(arena);
}

static void gives_zeroed_aligned_memory(void **state)
{
    (void)state;
    fill_and_empty(arena_new());
    fill_and_empty(arena_new_small());
}

static void allocations_do_not_overlap(void **state)
{
    (void)state;
    enum { COUNT = 2000 };
    struct arena *arena = arena_new();
    unsigned char *all[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        size_t size = i * 7 % 9000 + 1;
        all[i] = arena_allocate(arena, size);
        memset(all[i], (int)(i & 0xff), size);
    }
    for (size_t i = 0; i < COUNT; i++) {
        size_t size = i * 7 % 9000 + 1;
        assert_int_equal(all[i][0], i & 0xff);
        assert_int_equal(all[i][size - 1], i & 0xff);
    }
    arena_free(arena);
}

static void large_ones_do_not_waste_the_chunk(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    char *before = arena_allocate(arena, 8);
    char *large = arena_allocate(arena, 1 << 20);
    large[(1 << 20) - 1] = 'x';
    char *after = arena_allocate(arena, 8);
    assert_true(after > before && after - before <= 64);
    arena_reset(arena);
    arena_free(arena);
}

/* The order in which the callbacks ran, as digits. */
struct order {
    char digits[8];
    size_t count;
};

struct mark {
    struct order *order;
    char digit;
};

static void note(void *argument)
{
    struct mark *mark = argument;
    mark->order->digits[mark->order->count++] = mark->digit;
}

static void runs_callbacks_once_last_first(void **state)
{
    (void)state;
    struct order order = { 0 };
    struct mark marks[3] = { { &order, '1' }, { &order, '2' }, { &order, '3' } };
    struct arena *arena = arena_new();
    arena_on_release(arena, note, &marks[0]);
    arena_allocate(arena, 100000);
    arena_on_release(arena, note, &marks[1]);
    arena_reset(arena);
    assert_string_equal(order.digits, "21");
    arena_on_release(arena, note, &marks[2]);
    arena_free(arena);
    assert_string_equal(order.digits, "213");
    arena_free(NULL);
}

static void formats(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct text text = arena_printf(arena, "%d %s", 12, "kinderen");
    assert_string_equal(text.data, "12 kinderen");
    assert_int_equal(text.length, 11);
    assert_int_equal(arena_printf(arena, "%s", "").length, 0);
    assert_int_equal(arena_printf(arena, "%050000d", 1).length, 50000);
    char *copy = arena_copy(arena, "abc", 3);
    assert_memory_equal(copy, "abc", 3);
    assert_non_null(arena_copy(arena, NULL, 0));
    arena_free(arena);
}

static void memory_given_back_is_poisoned(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    char *memory = arena_allocate(arena, 24);
    memory[23] = 'x';
    assert_true(IS_POISONED(memory + 24));
    arena_reset(arena);
    assert_true(IS_POISONED(memory));
    arena_free(arena);
}

struct item {
    int64_t number;
    const char *name;
};

static void vectors_grow(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    VECTOR(struct item) items = { 0 };
    for (int64_t i = 0; i < 1000; i++) {
        struct item *item = vector_add(arena, &items);
        assert_true(item->number == 0 && item->name == NULL);
        item->number = i;
        item->name = "x";
    }
    assert_int_equal(items.count, 1000);
    assert_true(items.capacity >= 1000);
    for (size_t i = 0; i < items.count; i++)
        assert_int_equal(items.items[i].number, i);
    items.count = 0;
    struct item *again = vector_add(arena, &items);
    assert_null(again->name);
    VECTOR(char) letters = { 0 };
    *vector_add(arena, &letters) = 'a';
    *vector_add(arena, &letters) = 'b';
    assert_memory_equal(letters.items, "ab", 2);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_zeroed_aligned_memory),
        cmocka_unit_test(allocations_do_not_overlap),
        cmocka_unit_test(large_ones_do_not_waste_the_chunk),
        cmocka_unit_test(runs_callbacks_once_last_first),
        cmocka_unit_test(formats),
        cmocka_unit_test(memory_given_back_is_poisoned),
        cmocka_unit_test(vectors_grow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
