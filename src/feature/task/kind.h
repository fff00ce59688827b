/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The kinds of tasks as data. A new kind is a line in kind.c, a word and a member of enum task_kind. Inside the feature only.
 */
#ifndef FEATURE_TASK_KIND_H
#define FEATURE_TASK_KIND_H

#include "feature/task/task.h"
#include "i18n/word.h"

struct task_kind_about {
    const char *name; /* in the database */
    enum word word;   /* what to do, with {name}: the child, the group or the location */
    const char *icon; /* of assets/icons.txt */
    int64_t need;     /* scope bits: who has any of them sees it */
    struct address (*page)(struct arena *arena, const struct task *task); /* where it is done; a GET route */
    bool quiet; /* a note; task_waits_for_group in task.sql names them */
};

extern const struct task_kind_about task_kinds[TASK_KIND__MAX];

/* By the name in the database; NULL for one of a newer program. */
const struct task_kind_about *task_kind_find(struct text name);

#endif
