/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A chain of chunks, filled from the front; what does not fit in an ordinary chunk gets one of its own. The
 * newest chunk is first in the chain. Callbacks are kept in the arena itself.
 */
#include "base/arena.h"

#include "base/memory.h"

#include <assert.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_SANITIZED 1
#endif
#endif
#ifndef ARENA_SANITIZED
#define ARENA_SANITIZED 0
#endif

#if ARENA_SANITIZED
#include <sanitizer/asan_interface.h>
#define ARENA_POISON(start, size)   ASAN_POISON_MEMORY_REGION(start, size)
#define ARENA_UNPOISON(start, size) ASAN_UNPOISON_MEMORY_REGION(start, size)
#else
#define ARENA_POISON(start, size)   ((void)(start), (void)(size))
#define ARENA_UNPOISON(start, size) ((void)(start), (void)(size))
#endif

enum {
    ARENA_ALIGNMENT = alignof(max_align_t),
    ARENA_CHUNK_SIZE = 40 * 1024,                      /* a full day page needs 30 KB: one */
    ARENA_SMALL_SIZE = 512,                            /* the scopes of one person for one child */
    SIDE_SIZE = 256,                                   /* for formatted text */
    ARENA_GAP = ARENA_SANITIZED ? ARENA_ALIGNMENT : 0, /* poisoned bytes after each allocation */
};

struct chunk {
    struct chunk *next; /* older */
    size_t size;        /* bytes in data */
    size_t used;        /* bytes handed out, a multiple of ARENA_ALIGNMENT */
    alignas(max_align_t) unsigned char data[];
};

struct release {
    struct release *next; /* added earlier */
    void (*call)(void *argument);
    void *argument;
};

struct arena {
    struct chunk *chunks;     /* the one being filled first; never NULL */
    struct release *releases; /* last added first */
    size_t used;              /* bytes handed out in all chunks */
};

static struct chunk *chunk_new(size_t size)
{
    size_t bytes;
    if (__builtin_add_overflow(sizeof(struct chunk), size, &bytes))
        memory_exhausted("arena size");
    struct chunk *chunk = malloc(bytes);
    if (chunk == NULL)
        memory_exhausted("arena");
    chunk->next = NULL;
    chunk->size = size;
    chunk->used = 0;
    ARENA_POISON(chunk->data, size);
    return chunk;
}

static void chunk_free(struct chunk *chunk)
{
    ARENA_UNPOISON(chunk->data, chunk->size);
    free(chunk);
}

static struct arena *arena_of(size_t size)
{
    struct arena *arena = memory_allocate(1, sizeof *arena);
    arena->chunks = chunk_new(size);
    return arena;
}

struct arena *arena_new(void)
{
    return arena_of(ARENA_CHUNK_SIZE);
}

struct arena *arena_new_small(void)
{
    return arena_of(ARENA_SMALL_SIZE);
}

static void arena_run_releases(struct arena *arena)
{
    while (arena->releases != NULL) {
        struct release *release = arena->releases;
        arena->releases = release->next;
        release->call(release->argument);
    }
}

void arena_free(struct arena *arena)
{
    if (arena == NULL)
        return;
    arena_run_releases(arena);
    while (arena->chunks != NULL) {
        struct chunk *chunk = arena->chunks;
        arena->chunks = chunk->next;
        chunk_free(chunk);
    }
    free(arena);
}

void arena_reset(struct arena *arena)
{
    arena_run_releases(arena);
    struct chunk *kept = NULL;
    struct chunk *chunk = arena->chunks;
    while (chunk != NULL) {
        struct chunk *next = chunk->next;
        if (kept == NULL && (chunk->size == ARENA_CHUNK_SIZE || chunk->size == ARENA_SMALL_SIZE))
            kept = chunk;
        else
            chunk_free(chunk);
        chunk = next;
    }
    /* The first chunk ever made has one of these sizes and is never freed alone, so there is always one to keep. */
    assert(kept != NULL);
    kept->next = NULL;
    kept->used = 0;
    ARENA_POISON(kept->data, kept->size);
    arena->chunks = kept;
    arena->used = 0;
}

/* A chunk with room for `need` bytes, at the front of the chain or, for a large allocation, behind it. */
static struct chunk *arena_chunk_for(struct arena *arena, size_t need)
{
    struct chunk *front = arena->chunks;
    if (need <= front->size - front->used)
        return front;
    if (need > ARENA_CHUNK_SIZE / 4) {
        struct chunk *own = chunk_new(need);
        own->next = front->next;
        front->next = own;
        return own;
    }
    struct chunk *chunk = chunk_new(ARENA_CHUNK_SIZE);
    chunk->next = front;
    arena->chunks = chunk;
    return chunk;
}

void *arena_take(struct arena *arena, size_t size)
{
    size_t need;
    if (__builtin_add_overflow(size, (size_t)ARENA_ALIGNMENT - 1 + ARENA_GAP, &need))
        memory_exhausted("arena size");
    need -= need % ARENA_ALIGNMENT;
    struct chunk *chunk = arena_chunk_for(arena, need);
    unsigned char *memory = chunk->data + chunk->used;
    chunk->used += need;
    arena->used += need;
    ARENA_UNPOISON(memory, size);
    return memory;
}

void *arena_allocate(struct arena *arena, size_t size)
{
    return memset(arena_take(arena, size), 0, size);
}

void *arena_allocate_many(struct arena *arena, size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes))
        memory_exhausted("arena size");
    return arena_allocate(arena, bytes);
}

void *arena_copy(struct arena *arena, const void *data, size_t size)
{
    void *copy = arena_take(arena, size);
    if (size > 0)
        memcpy(copy, data, size);
    return copy;
}

void arena_on_release(struct arena *arena, void (*release)(void *argument), void *argument)
{
    struct release *added = ARENA_NEW(arena, struct release);
    *added = (struct release){ .next = arena->releases, .call = release, .argument = argument };
    arena->releases = added;
}

struct text arena_printf(struct arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    struct text text = arena_vprintf(arena, format, arguments);
    va_end(arguments);
    return text;
}

/* Nearly every text is short: it is formatted once, to the side, instead of once for its length and once for itself. */
struct text arena_vprintf(struct arena *arena, const char *format, va_list arguments)
{
    assert(format != NULL);
    char side[SIDE_SIZE];
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(side, sizeof side, format, again);
    va_end(again);
    if (length < 0)
        memory_exhausted("formatted text");
    char *string = arena_take(arena, (size_t)length + 1);
    if ((size_t)length < sizeof side)
        memcpy(string, side, (size_t)length + 1);
    else
        vsnprintf(string, (size_t)length + 1, format, arguments);
    return (struct text){ string, (size_t)length };
}

size_t arena_used(const struct arena *arena)
{
    return arena->used;
}
