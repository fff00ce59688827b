/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How long data is kept: terms in months by kind and country, with their source, unless the organisation decided another one
 * from a day on (`samenspel retention-set`, table retention_term).
 */
#ifndef FEATURE_PRIVACY_TERM_H
#define FEATURE_PRIVACY_TERM_H

#include "base/attribute.h"
#include "base/clock.h"
#include "base/identity.h"
#include "base/text.h"

#include <stdbool.h>

struct arena;
struct change;
struct db;

enum term_kind {
    TERM_CHILD,    /* a child's file and its guardians, after the last placement */
    TERM_STAFF,    /* who worked here, after the last day */
    TERM_LOOKS,    /* who looked */
    TERM_AUDIT,    /* what was done */
    TERM_REQUESTS, /* requests about data and alarms, after the decision */
    TERM_MELDCODE, /* files of the meldcode, after they were closed */
    TERM__MAX
};

enum { TERM_MONTHS_MAXIMUM = 600 };

struct term {
    int64_t months;
    struct text source;
    struct date from; /* DATE_NONE: the program's own */
};

/* "child" and so on. TERM__MAX for a name that is none. */
const char *term_name(enum term_kind kind);
enum term_kind term_find(struct text name);

/* The program's own term; every country but "BE" has those of NL. */
struct term term_default(enum term_kind kind, struct text country);

/* The term of an organisation on a day; id 0 gives the program's own of NL. */
int term_read(struct db *db, struct arena *arena, struct organisation_id organisation, enum term_kind kind,
              struct date today, struct term *ret_term) MUST_CHECK;

/* In a change: another term from a day on, audited. STATUS_INVALID for months out of 1..TERM_MONTHS_MAXIMUM or no source. */
int term_set(struct change *change, enum term_kind kind, const struct term *term) MUST_CHECK;

/* The first day that is still kept. */
struct date term_since(const struct term *term, struct date today);

#endif
