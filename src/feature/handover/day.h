/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reading the day of a child into what the day page shows. Inside the feature only.
 */
#ifndef FEATURE_HANDOVER_DAY_H
#define FEATURE_HANDOVER_DAY_H

#include "feature/handover/handover.sql.h"
#include "feature/handover/views.h"
#include "http/request.h"

/* A text that was changed while somebody else saved first: shown again with both texts. */
struct day_stale {
    struct entry_id entry;
    int64_t version;   /* of what stands there now */
    struct text typed; /* what this person wanted to save */
};

/* Fills the page. `stale` may be NULL. STATUS_NOT_FOUND when the child is not this person's to see. */
int day_read(struct request *request, struct child_id child, struct date date, const struct day_stale *stale,
             struct day_view *ret_view) MUST_CHECK;

/* The kinds with their values that the centre records for children of these ages (code.h); form values are "kind.value". */
struct kinds_view day_kinds(struct request *request, unsigned ages);

/* One of them, for all ages. */
struct kind_view day_kind(struct request *request, enum entry_kind kind);

/* Those of the morning note of home; form values are the value alone. */
struct kinds_view day_note_kinds(struct arena *arena);

/* What the page says about a coded value; `until` is the end of a nap, null while it lasts or for other kinds. */
struct chip_view day_chip(struct request *request, const struct code *code, int64_t measure, struct text since,
                          struct text until, bool lasts);

/* The photos of the day in the cards that show one; asks nothing when there is none (feature/photo). */
int day_photos(struct request *request, struct child_id child, struct date date, struct day_view *view) MUST_CHECK;

/* Whether a page is today's or yesterday's: the ones that a tablet shows. */
bool day_is_near(const struct viewer *viewer, struct date date);

#endif
