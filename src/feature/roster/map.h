/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A table from text to a pointer, in an arena, for an import: children by number, guardians by address. Grows; nothing is
 * ever taken out.
 */
#ifndef ROSTER_MAP_H
#define ROSTER_MAP_H

#include "base/arena.h"

struct roster_map {
    struct roster_slot *slots; /* NULL until the first add */
    size_t capacity;           /* a power of two */
    size_t count;
};

/* The value of the key, NULL when there is none. */
void *roster_map_find(const struct roster_map *map, struct text key);

/* Adds or replaces. The key must live as long as the map; the value is not NULL. */
void roster_map_set(struct roster_map *map, struct arena *arena, struct text key, void *value);

/* One copy of each text: many rows name the same few groups. */
struct text roster_intern(struct roster_map *map, struct arena *arena, struct text text);

#endif
