/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Heap memory for what outlives a request. When memory is out the process ends at once: the database is safe
 * at every instant and a restart is the honest answer. Where an outsider chooses the size, check a named
 * limit first. Memory of a request or a job belongs in an arena (base/arena.h).
 */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include "base/attribute.h"

#include <stddef.h>

/*
 * `count` zeroed items of `size` bytes each; ends the process when out of memory or when the product overflows. Free
 * with free().
 */
void *memory_allocate(size_t count, size_t size) NEVER_NULL;

/*
 * Like realloc to `count` * `size` bytes; `old` may be NULL. New bytes are not zeroed. Ends the process when out of
 * memory.
 */
void *memory_grow(void *old, size_t count, size_t size) NEVER_NULL;

/* Says on stderr that `what` ran out, and aborts. For the rare place that cannot use the two above. */
_Noreturn void memory_exhausted(const char *what);

#endif
