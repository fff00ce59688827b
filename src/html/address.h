/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Addresses of our own pages. A template's href, action and the like take nothing but a struct address, and only the url_*
 * functions of the features make one, so that no text from a user or a database becomes an address by accident:
 *
 *     struct address url_handover_day(struct arena *arena, struct child_id child, struct date day)
 *     {
 *         return ADDRESS(arena, "/child/{child}/day/{day}", address_value(child), address_value(day));
 *     }
 *
 * In a template {{url handover_day child=e.child day=view.day}}, in a handler url_handover_day(arena, ...).text for a
 * redirect. Percent encoding itself is base/url.h.
 */
#ifndef HTML_ADDRESS_H
#define HTML_ADDRESS_H

#include "base/arena.h"
#include "base/identity.h"
#include "base/text.h"

/* Path and query, encoded, beginning with '/'; lives in the arena it was made in. */
struct address {
    struct text text;
};

/* One filled place of a pattern. Make it with address_value(). */
struct address_value {
    struct text text; /* not yet encoded */
    char digits[24];  /* holds the text of numbers, days and ids: then text.data is NULL and it ends in NUL */
};

/*
 * ADDRESS(arena, pattern, values...): the pattern with each {name} in turn replaced by the next value, percent-encoded.
 * The pattern is a literal that begins with '/' (the path of the route, with a query behind it if there is one). As many
 * values as places, else the process ends: it is a fault of the program that every run shows.
 */
#define ADDRESS(arena, ...) ADDRESS_FILL(arena, __VA_ARGS__, { .digits = "" })
#define ADDRESS_FILL(arena, pattern, ...)                                          \
    address_fill(arena, "" pattern, (const struct address_value[]){ __VA_ARGS__ }, \
                 sizeof((const struct address_value[]){ __VA_ARGS__ }) / sizeof(struct address_value) - 1)

/* Behind ADDRESS(). */
struct address address_fill(struct arena *arena, const char *pattern, const struct address_value *values, size_t count);

/* Values by type. */
struct address_value address_value_text(struct text value);
struct address_value address_value_string(const char *value);
struct address_value address_value_integer(int64_t value);
struct address_value address_value_date(struct date value);
#define ADDRESS_IDENTITY(kind) struct address_value address_value_##kind##_id(struct kind##_id value);
IDENTITY_KINDS(ADDRESS_IDENTITY)
#undef ADDRESS_IDENTITY

#define ADDRESS_VALUE_IDENTITY(kind) struct kind##_id : address_value_##kind##_id,
#define address_value(value) \
    _Generic((value),                                                                                                 \
        struct text: address_value_text,                                                                              \
        char *: address_value_string,                                                                                 \
        const char *: address_value_string,                                                                           \
        struct date: address_value_date,                                                                              \
        IDENTITY_KINDS(ADDRESS_VALUE_IDENTITY)                                                                        \
        default: address_value_integer)(value)

#endif
