/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A growable array in an arena: `VECTOR(struct entry) entries = { 0 };  struct entry *entry =
 * vector_add(arena, &entries);` The member names are those of the generated *_rows structs, so a template
 * walks both alike. Growing leaves the old array to the arena: keep an index, not a pointer, across an add.
 */
#ifndef BASE_VECTOR_H
#define BASE_VECTOR_H

#include "base/arena.h"

#include <string.h>

#define VECTOR(type)     \
    struct {             \
        type *items;     \
        size_t count;    \
        size_t capacity; \
    }

/*
 * Adds a zeroed item and gives a pointer to it, valid until the next add. `vector` is a pointer, evaluated several
 * times.
 */
#define vector_add(arena, vector)                                                                              \
    ((void)((vector)->count < (vector)->capacity                                                               \
                ? NULL                                                                                         \
                : ((vector)->items = vector_grow(arena, (vector)->items, (vector)->count, &(vector)->capacity, \
                                                 sizeof *(vector)->items))),                                   \
     (void)memset(&(vector)->items[(vector)->count], 0, sizeof *(vector)->items), &(vector)->items[(vector)->count++])

/* Used by vector_add: copies `count` items of `size` bytes to a larger array in the arena and sets the new capacity. */
void *vector_grow(struct arena *arena, const void *items, size_t count, size_t *ret_capacity, size_t size) NEVER_NULL;

#endif
