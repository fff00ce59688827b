/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The table of what one connection has prepared, by the address of the descriptor. It only grows: the program
 * has a fixed number of statements.
 */
#include "base/memory.h"
#include "db/driver.h"

enum { FIRST_CAPACITY = 64 };

static struct db_prepared_slot *slot_of(struct db_prepared_slot *slots, size_t capacity,
                                        const struct db_statement *statement)
{
    /* Descriptors lie more than 64 bytes apart; the multiplier is 2^64 divided by the golden ratio. */
    size_t place = (size_t)(((uintptr_t)statement >> 4) * UINT64_C(0x9E3779B97F4A7C15) >> 32);
    for (;; place++) {
        struct db_prepared_slot *slot = &slots[place & (capacity - 1)];
        if (slot->statement == statement || slot->statement == NULL)
            return slot;
    }
}

void *db_prepared_find(const struct db_prepared *prepared, const struct db_statement *statement)
{
    if (prepared->capacity == 0)
        return NULL;
    return slot_of(prepared->slots, prepared->capacity, statement)->prepared;
}

static void grow(struct db_prepared *prepared)
{
    size_t capacity = prepared->capacity == 0 ? FIRST_CAPACITY : prepared->capacity * 2;
    struct db_prepared_slot *slots = memory_allocate(capacity, sizeof *slots);
    for (size_t i = 0; i < prepared->capacity; i++)
        if (prepared->slots[i].statement != NULL)
            *slot_of(slots, capacity, prepared->slots[i].statement) = prepared->slots[i];
    free(prepared->slots);
    prepared->slots = slots;
    prepared->capacity = capacity;
}

void db_prepared_add(struct db_prepared *prepared, const struct db_statement *statement, void *value)
{
    if ((prepared->count + 1) * 2 > prepared->capacity)
        grow(prepared);
    struct db_prepared_slot *slot = slot_of(prepared->slots, prepared->capacity, statement);
    prepared->count += slot->statement == NULL;
    *slot = (struct db_prepared_slot){ .statement = statement, .prepared = value };
}

void db_prepared_clear(struct db_prepared *prepared)
{
    free(prepared->slots);
    *prepared = (struct db_prepared){ 0 };
}
