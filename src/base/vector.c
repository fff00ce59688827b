/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Growing an array in an arena.
 */
#include "base/vector.h"

#include "base/memory.h"

enum { VECTOR_FIRST_CAPACITY = 8 };

void *vector_grow(struct arena *arena, const void *items, size_t count, size_t *ret_capacity, size_t size)
{
    size_t capacity;
    if (__builtin_mul_overflow(count, (size_t)2, &capacity))
        memory_exhausted("vector size");
    if (capacity < VECTOR_FIRST_CAPACITY)
        capacity = VECTOR_FIRST_CAPACITY;
    void *grown = arena_allocate_many(arena, capacity, size);
    if (count > 0)
        memcpy(grown, items, count * size);
    *ret_capacity = capacity;
    return grown;
}
