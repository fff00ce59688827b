/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Minting, showing and reading ids. The source is one atomic number, so minting takes no lock.
 */
#include "base/identity.h"

#include "base/arena.h"
#include "base/error.h"

#include <assert.h>
#include <time.h>

enum {
    SEQUENCE_BITS = 12,
    NODE_BITS = 10,
    SEQUENCE_MASK = (1 << SEQUENCE_BITS) - 1,
    DIGIT_BITS = 5, /* of base32 */
};

static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";

void identity_source_init(struct identity_source *source, const struct clock *clock, int32_t node)
{
    assert(node >= 0 && node <= IDENTITY_NODE_MAXIMUM);
    source->clock = clock;
    source->node = node;
    atomic_init(&source->last, 0);
}

void identity_source_raise(struct identity_source *source, int64_t value)
{
    uint64_t milliseconds = (uint64_t)value >> (NODE_BITS + SEQUENCE_BITS);
    /* The full sequence: the node bits of the next id may be lower, so it must come from a later millisecond.
     */
    uint64_t floor = milliseconds << SEQUENCE_BITS | SEQUENCE_MASK;
    uint64_t last = atomic_load(&source->last);
    while (last < floor && !atomic_compare_exchange_weak(&source->last, &last, floor))
        continue;
}

/* Milliseconds since the epoch, at least 1 so that no id is 0. */
static uint64_t present(const struct identity_source *source)
{
    int64_t milliseconds = clock_now(source->clock) - IDENTITY_EPOCH_AT;
    return milliseconds > 0 ? (uint64_t)milliseconds : 1;
}

/*
 * The number after `last`. With the sequence used up this sleeps a millisecond; a clock that stands still or
 * went back does not hold us longer than that, the source then runs a little ahead of it.
 */
static uint64_t number_after(const struct identity_source *source, uint64_t last)
{
    uint64_t milliseconds = present(source);
    uint64_t last_milliseconds = last >> SEQUENCE_BITS;
    if (milliseconds > last_milliseconds)
        return milliseconds << SEQUENCE_BITS;
    if ((last & SEQUENCE_MASK) == SEQUENCE_MASK)
        nanosleep(&(struct timespec){ .tv_nsec = 1000000 }, NULL);
    return last + 1;
}

int64_t identity_mint(struct identity_source *source)
{
    uint64_t last = atomic_load(&source->last);
    uint64_t next = number_after(source, last);
    while (!atomic_compare_exchange_weak(&source->last, &last, next))
        next = number_after(source, last);
    uint64_t milliseconds = next >> SEQUENCE_BITS;
    uint64_t node = (uint64_t)source->node;
    return (int64_t)(milliseconds << (NODE_BITS + SEQUENCE_BITS) | node << SEQUENCE_BITS | (next & SEQUENCE_MASK));
}

int64_t identity_minted_at(int64_t value)
{
    return (value >> (NODE_BITS + SEQUENCE_BITS)) + IDENTITY_EPOCH_AT;
}

void identity_format(char ret_string[IDENTITY_SIZE], int64_t value)
{
    assert(value >= 0);
    uint64_t rest = (uint64_t)value;
    ret_string[IDENTITY_LENGTH] = '\0';
    for (int i = IDENTITY_LENGTH - 1; i >= 0; i--) {
        ret_string[i] = digits[rest & 0x1f];
        rest >>= DIGIT_BITS;
    }
}

struct text identity_text(struct arena *arena, int64_t value)
{
    if (value == 0)
        return TEXT("");
    char *string = arena_allocate(arena, IDENTITY_SIZE);
    identity_format(string, value);
    return (struct text){ string, IDENTITY_LENGTH };
}

/* 0..31, or -1 for a character that the alphabet does not have. */
static int digit_value(char character)
{
    for (int i = 0; digits[i] != '\0'; i++) {
        if (digits[i] == character)
            return i;
    }
    return -1;
}

int identity_parse(struct text text, int64_t *ret_value)
{
    /* 13 digits are 65 bits; a first one above '7' would not fit in 63. */
    if (text.length != IDENTITY_LENGTH || text.data[0] > '7')
        return STATUS_INVALID;
    uint64_t value = 0;
    for (size_t i = 0; i < IDENTITY_LENGTH; i++) {
        int digit = digit_value(text.data[i]);
        if (digit < 0)
            return STATUS_INVALID;
        value = value << DIGIT_BITS | (uint64_t)digit;
    }
    if (value == 0)
        return STATUS_INVALID;
    *ret_value = (int64_t)value;
    return STATUS_OK;
}
