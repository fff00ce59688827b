/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What day.c has at hand while it reads a page, for the part that makes cards of entries (day_cards.c). Of day.h alone.
 */
#ifndef FEATURE_HANDOVER_DAY_READING_H
#define FEATURE_HANDOVER_DAY_READING_H

#include "base/zone.h"
#include "feature/handover/day.h"
#include "feature/handover/form_id.h"

/* What reading a page needs over and over. */
struct day_reading {
    struct request *request;
    struct day_view *view;
    struct child_id child;
    struct date date;
    struct zone_day zone_day;
    const struct day_stale *stale;
    struct form_page forms;
    struct address answer, undo, release;
    bool split; /* the child lives in several homes, as far as the reader may know */

    /* What the database gave. */
    bool has_head, has_placement, has_stay;
    struct handover_head_row head;
    struct handover_placement_row placement;
    struct handover_stay_row stay;
    struct handover_day_entries_rows entries;
    struct handover_called_rows called;
    struct handover_read_moments_rows read_moments;
    struct handover_siblings_rows siblings; /* for guardians */
    struct handover_written_days_rows written_days;
    struct handover_team_of_child_rows team; /* for guardians, today */
    bool has_room;                           /* a question about home may be offered (question.h) */
    struct handover_question_room_row room;
    struct date first_day;               /* of the five days of the week */
    void *asked[HANDOVER_PARTS_MAXIMUM]; /* by the parts of other capabilities */
};

/* Puts the entries on the time axis of the page: a card a moment, answers under what they answer. */
void day_show_entries(struct day_reading *reading);

#endif
