/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Open addressing over FNV-1a. A file that is made to collide costs its own operator time and nobody else.
 */
#include "feature/roster/map.h"

enum { FIRST_CAPACITY = 64 };

struct roster_slot {
    struct text key;
    void *value; /* NULL: free */
};

static uint64_t hash_text(struct text text)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < text.length; i++)
        hash = (hash ^ (unsigned char)text.data[i]) * UINT64_C(1099511628211);
    return hash ^ (hash >> 29);
}

/* The slot of the key, or the free one where it belongs. */
static struct roster_slot *slot_of(struct roster_slot *slots, size_t capacity, struct text key)
{
    size_t at = (size_t)hash_text(key) & (capacity - 1);
    while (slots[at].value && !text_equal(slots[at].key, key))
        at = (at + 1) & (capacity - 1);
    return &slots[at];
}

void *roster_map_find(const struct roster_map *map, struct text key)
{
    return map->slots ? slot_of(map->slots, map->capacity, key)->value : NULL;
}

static void grow(struct roster_map *map, struct arena *arena)
{
    size_t capacity = map->capacity ? map->capacity * 4 : FIRST_CAPACITY;
    struct roster_slot *slots = ARENA_MANY(arena, struct roster_slot, capacity);
    for (size_t i = 0; i < map->capacity; i++)
        if (map->slots[i].value)
            *slot_of(slots, capacity, map->slots[i].key) = map->slots[i];
    map->slots = slots;
    map->capacity = capacity;
}

void roster_map_set(struct roster_map *map, struct arena *arena, struct text key, void *value)
{
    if (map->count >= map->capacity / 4 * 3)
        grow(map, arena);
    struct roster_slot *slot = slot_of(map->slots, map->capacity, key);
    map->count += slot->value ? 0 : 1;
    *slot = (struct roster_slot){ .key = key, .value = value };
}

struct text roster_intern(struct roster_map *map, struct arena *arena, struct text text)
{
    struct text *kept = roster_map_find(map, text);
    if (!kept) {
        kept = ARENA_NEW(arena, struct text);
        *kept = text_copy(arena, text);
        roster_map_set(map, arena, *kept, kept);
    }
    return *kept;
}
