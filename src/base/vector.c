/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Growing an array in an arena.
 */
#include "base/vector.h"

#include "base/memory.h"

enum {
    VECTOR_FIRST_CAPACITY = 8,
    VECTOR_FIRST_LARGE = 1, /* a page has many short lists of large items */
    VECTOR_LARGE = 128      /* bytes of an item that is large */
};

void *vector_grow(struct arena *arena, const void *items, size_t count, size_t *ret_capacity, size_t size)
{
    size_t capacity;
    if (__builtin_mul_overflow(count, (size_t)2, &capacity))
        memory_exhausted("vector size");
    size_t first = size > VECTOR_LARGE ? VECTOR_FIRST_LARGE : VECTOR_FIRST_CAPACITY;
    if (capacity < first)
        capacity = first;
    size_t bytes;
    if (__builtin_mul_overflow(capacity, size, &bytes))
        memory_exhausted("vector size");
    void *grown = arena_take(arena, bytes);
    if (count > 0)
        memcpy(grown, items, count * size);
    *ret_capacity = capacity;
    return grown;
}
