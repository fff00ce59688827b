/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Memory that dies together: one arena for each request and each job. Nothing in it is freed alone;
 * arena_reset or arena_free first runs the clean-up callbacks, last added first, then takes all memory back.
 * Not thread safe: an arena has one owner at a time. Under AddressSanitizer memory that is not handed out is
 * poisoned, so a stale pointer is caught. Out of memory ends the process (base/memory.h).
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/attribute.h"
#include "base/text.h"

#include <stdarg.h>

struct arena;

/* An empty arena; free it with arena_free. */
struct arena *arena_new(void) NEVER_NULL;

/* One for a few hundred bytes that are given back at once; it grows like any other. */
struct arena *arena_new_small(void) NEVER_NULL;

/* Runs the callbacks and gives all memory back. NULL is allowed. */
void arena_free(struct arena *arena);

/* Runs the callbacks and makes the arena empty, keeping some memory for the next user. */
void arena_reset(struct arena *arena);

/* `size` zeroed bytes, aligned for any type; `size` may be 0. Never NULL. */
void *arena_allocate(struct arena *arena, size_t size) NEVER_NULL;

/* The same with whatever was there, for who writes every byte at once. */
void *arena_take(struct arena *arena, size_t size) NEVER_NULL;

/* `count` zeroed items of `size` bytes; ends the process when the product overflows. */
void *arena_allocate_many(struct arena *arena, size_t count, size_t size) NEVER_NULL;

/* A zeroed struct x in the arena, and an array of them. */
#define ARENA_NEW(arena, type)         ((type *)arena_allocate(arena, sizeof(type)))
#define ARENA_MANY(arena, type, count) ((type *)arena_allocate_many(arena, count, sizeof(type)))

/* `size` bytes copied into the arena; `data` may be NULL when size is 0. */
void *arena_copy(struct arena *arena, const void *data, size_t size) NEVER_NULL;

/*
 * Calls release(argument) when the arena is reset or freed: closes a file, ends a statement. It may read the arena,
 * not add to it.
 */
void arena_on_release(struct arena *arena, void (*release)(void *argument), void *argument);

/* Formatted text in the arena, with a NUL after it. */
struct text arena_printf(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);
struct text arena_vprintf(struct arena *arena, const char *format, va_list arguments) PRINTF_LIKE(2, 0);

/* Bytes handed out since the last reset, with what alignment costs. */
size_t arena_used(const struct arena *arena);

#endif
