/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the template of the tasks shows.
 */
#ifndef FEATURE_TASK_VIEWS_H
#define FEATURE_TASK_VIEWS_H

#include "base/vector.h"
#include "html/html.h"

struct task_line_view {
    struct address page; /* where it is done */
    const char *icon;
    struct text text;  /* "Kijk naar de nieuwe contactgegevens bij Noor" */
    struct text place; /* the child's group; empty when the text names it */
    struct text when;  /* "9:30", or "22 nov" when it was not today */
    bool overdue;
};

struct task_list_view {
    struct text topics;
    VECTOR(struct task_line_view) lines;
    VECTOR(struct task_line_view) quiet; /* notes: no hurry, and no day */
};

#endif
