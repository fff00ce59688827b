/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How staff were consulted about figures on their work (R244; NL: WOR art. 27 (1) l, BE: cao nr. 81): when, with whom, what was
 * agreed. Until an administrator writes that down, and after it ended, no figure about staff shows. Even then there is none
 * about one person: figure_may_show asks for FIGURE_LEAST people, and nothing counts by person (a check over all statements).
 */
#ifndef FEATURE_FIGURE_CONSULTATION_H
#define FEATURE_FIGURE_CONSULTATION_H

#include "base/attribute.h"
#include "base/clock.h"
#include "base/identity.h"
#include "base/text.h"
#include "html/address.h"
#include "http/route.h"

#include <stdbool.h>

struct change;
struct db;

enum {
    CONSULTATION_WITH_MAXIMUM = 200,    /* characters */
    CONSULTATION_AGREED_MAXIMUM = 4000, /* */
    CONSULTATION_LIST_MAXIMUM = 50      /* shown */
};

/* Whether it is recorded how staff were consulted, and holds: struct figure_cell.staff_consulted. */
int consultation_recorded(struct db *db, struct organisation_id organisation, bool *ret_recorded) MUST_CHECK;

struct consultation_write {
    struct date held; /* not after today */
    struct text with_whom, agreed;
    struct text language; /* of the words */
    struct date today;
};

/* In a change, for who manages the whole organisation; STATUS_NOT_FOUND for anybody else. Ending what has ended is fine. */
int consultation_write(struct change *change, void *write) MUST_CHECK;
int consultation_stop(struct change *change, void *write) MUST_CHECK;

extern const struct routes figure_routes;

struct address url_consultation(struct arena *arena);
struct address url_consultation_end(struct arena *arena);

#endif
