/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Ids of everything: 63 bits, ordered by time, minted by the program so that a new row knows its id before it
 * is written.
 *
 *     41 bits  milliseconds since 2024-01-01 UTC (lasts until 2093)
 *     10 bits  node, so that several machines never mint the same
 *     12 bits  sequence within the millisecond
 *
 * Shown as 13 characters of Crockford's base32 in lower case. An id names a thing and gives no right to it.
 * Each kind has its own struct type, so a child's id cannot be passed for a group's; the value 0 means none
 * (SQL NULL).
 */
#ifndef BASE_IDENTITY_H
#define BASE_IDENTITY_H

#include "base/clock.h"
#include "base/text.h"

/*
 * Every kind of id, once. `struct child_id`, the generators' types and the templates' printing all come from this
 * list.
 */
#define IDENTITY_KINDS(X) \
    X(organisation)       \
    X(location)           \
    X(group)              \
    X(child)              \
    X(person)             \
    X(account)            \
    X(placement)          \
    X(entry)              \
    X(moment)             \
    X(file)               \
    X(session)            \
    X(job)                \
    X(audit)              \
    X(notice)             \
    X(device)             \
    X(guardian)           \
    X(task)               \
    X(proposal)           \
    X(collector)          \
    X(consent)            \
    X(contact)            \
    X(archive)            \
    X(passkey)            \
    X(tablet)             \
    X(order)              \
    X(medicine)           \
    X(dose)               \
    X(accident)           \
    X(earlier)            \
    X(photo)              \
    X(absence)            \
    X(wish)               \
    X(callback)

#define IDENTITY_STRUCT(kind) \
    struct kind##_id {        \
        int64_t value;        \
    };
IDENTITY_KINDS(IDENTITY_STRUCT)
#undef IDENTITY_STRUCT

#define IDENTITY_EPOCH_AT INT64_C(1704067200000) /* 2024-01-01T00:00:00Z */

enum {
    IDENTITY_NODE_MAXIMUM = 1023,
    IDENTITY_LENGTH = 13, /* characters when shown */
    IDENTITY_SIZE = 14    /* the same with a NUL */
};

/* Mints ids; one in a process, shared by all threads. */
struct identity_source {
    const struct clock *clock; /* borrowed */
    int32_t node;              /* 0..IDENTITY_NODE_MAXIMUM, another for each machine on one database */
    _Atomic uint64_t last;     /* millisecond and sequence of the last id: milliseconds << 12 | sequence */
};

/* `clock` must outlive the source; node is 0..IDENTITY_NODE_MAXIMUM. */
void identity_source_init(struct identity_source *source, const struct clock *clock, int32_t node);

/*
 * From now on mints only above `value`: called at start with the highest id in the database, in case the clock was
 * set back.
 */
void identity_source_raise(struct identity_source *source, int64_t value);

/*
 * A new id, above every earlier one of this source, also when the clock goes back (then the sequence goes on
 * from the last millisecond). After 4096 in a millisecond it sleeps into the next. Thread safe.
 */
int64_t identity_mint(struct identity_source *source);

/* A new id of a kind: IDENTITY_MINT(child, source) is a struct child_id. */
#define IDENTITY_MINT(kind, source) ((struct kind##_id){ identity_mint(source) })

/* Milliseconds UTC at which the id was minted, by the minting machine's clock. */
int64_t identity_minted_at(int64_t value);

/* The 13 characters and a NUL. `value` must not be negative. */
void identity_format(char ret_string[IDENTITY_SIZE], int64_t value);

/* The same in an arena; the empty text for 0. */
struct text identity_text(struct arena *arena, int64_t value);

/*
 * Reads exactly what identity_format writes: 13 characters, lower case, first not above '7', not 0. Anything
 * else is STATUS_INVALID and ret_value is untouched. One thing has one address.
 */
int identity_parse(struct text text, int64_t *ret_value) MUST_CHECK;

#endif
