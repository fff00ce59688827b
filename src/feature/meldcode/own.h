/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The rules of the meldcode files, for the pages of this folder.
 */
#ifndef FEATURE_MELDCODE_OWN_H
#define FEATURE_MELDCODE_OWN_H

#include "access/rule.h"
#include "feature/meldcode/meldcode.h"
#include "feature/meldcode/meldcode.sql.h"

/* The files of a child that somebody may read now. */
int meldcode_own_files(struct db *db, struct arena *arena, struct access_who who, struct child_id child,
                       struct meldcode_files_rows *ret_rows) MUST_CHECK;

/* STATUS_NOT_FOUND for who does not work with the child, or is family of it. */
int meldcode_may(struct db *db, struct access_who who, struct child_id child) MUST_CHECK;

/* Change functions; each checks the membership again. */
struct meldcode_write {
    struct access_who who;
    struct child_id child;
    int64_t file;       /* 0: a new one */
    int64_t step;       /* 1..MELDCODE_STEPS */
    struct text sealed; /* by the page: sealing is no work for a change */
};
int meldcode_write(struct change *change, void *write);

struct meldcode_naming {
    struct access_who who;
    struct child_id child;
    int64_t file;
    struct person_id colleague;
};
int meldcode_name_colleague(struct change *change, void *naming);

struct meldcode_closing {
    struct access_who who;
    struct child_id child;
    int64_t file;
};
int meldcode_close_file(struct change *change, void *closing);

#endif
