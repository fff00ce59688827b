/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Applying the terms (term.h): what is due, erasing and forgetting it, and the report that proves it (T25). `samenspel
 * retention` shows it and, with --apply, does it; at night the job does when the setting `retention` is on.
 */
#ifndef FEATURE_PRIVACY_RETENTION_H
#define FEATURE_PRIVACY_RETENTION_H

#include "access/chain.h"
#include "base/error.h"
#include "feature/privacy/term.h"

struct writer;

enum {
    RETENTION_MAXIMUM = 5000 /* children and persons of one run; the next run has the rest */
};

/* What of one kind is due. */
struct retention_due {
    enum term_kind kind;
    struct term term;
    struct date since; /* everything before it is due */
    int64_t count;     /* children, persons or rows */
    int64_t *ids;      /* of children and persons, in the arena; NULL for rows */
    int64_t done;      /* by retention_apply */
};

/* The children of a child's term and its guardians stand apart. */
enum {
    RETENTION_CHILDREN,
    RETENTION_GUARDIANS,
    RETENTION_STAFF,
    RETENTION_LOOKS,
    RETENTION_REQUESTS,
    RETENTION_AUDIT,
    RETENTION_MELDCODE,
    RETENTION__MAX
};

struct retention_plan {
    struct organisation_id organisation;
    struct date today;
    struct retention_due dues[RETENTION__MAX];
};

/* "children" and so on, for the operator. */
const char *retention_name(int due);

/* Looks what is due. Nothing changes. */
int retention_look(struct db *db, struct arena *arena, struct organisation_id organisation, int64_t now_at,
                   struct retention_plan *ret_plan) MUST_CHECK;

/* Erases and forgets it, each child and person in a change of its own, and counts in `done`. Stops at the first failure. */
int retention_apply(struct writer *writer, struct db *db, const struct chain_key *key, struct retention_plan *plan,
                    struct error *error) MUST_CHECK;

/*
 * The report in English for the operator's folder: terms, sources, what was due and done, by number of the erased object, and
 * until when backups may still hold it. In the arena. No names.
 */
struct text retention_report(struct arena *arena, const struct retention_plan *plan, bool applied, int64_t now_at);

/* Writes it as retention-ORGANISATION-DAY.txt into the folder `reports` below `folder`; `ret_path` is in the arena. */
int retention_report_write(struct arena *arena, const char *folder, const struct retention_plan *plan, int64_t now_at,
                           struct error *error, const char **ret_path) MUST_CHECK;

#endif
