/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reading a group's day into the board. Inside the feature only.
 */
#ifndef FEATURE_HANDOVER_BOARD_H
#define FEATURE_HANDOVER_BOARD_H

#include "feature/handover/handover.h"
#include "feature/handover/views.h"
#include "http/request.h"

/* What was just done, told in the bar: from the address after a form was sent. */
struct board_done {
    struct moment_id moment; /* recorded; 0: nothing */
    struct child_id came;    /* checked in or out; 0: nobody */
    struct {
        const struct child_id *items;
        size_t count;
    } skipped[SKIP_REASON__MAX]; /* left out, by reason */
};

/* Fills the board of today. STATUS_NOT_FOUND when the group is not this person's to see. */
int board_read(struct request *request, struct group_id group, const struct board_done *done,
               struct board_view *ret_view) MUST_CHECK;

#endif
