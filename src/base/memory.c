/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Heap memory that is there or ends the process.
 */
#include "base/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

_Noreturn void memory_exhausted(const char *what)
{
    fprintf(stderr, "samenspel: out of memory: %s\n", what);
    abort();
}

void *memory_allocate(size_t count, size_t size)
{
    /* calloc(0) may give NULL, which would look like a failure. */
    void *memory = calloc(count > 0 ? count : 1, size > 0 ? size : 1);
    if (memory == NULL)
        memory_exhausted("heap");
    return memory;
}

void *memory_grow(void *old, size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes))
        memory_exhausted("heap size");
    void *memory = realloc(old, bytes > 0 ? bytes : 1);
    if (memory == NULL)
        memory_exhausted("heap");
    return memory;
}
