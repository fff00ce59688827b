/* SPDX-License-Identifier: EUPL-1.2 */
/* What the files of this folder share. */
#ifndef FEATURE_PHOTO_OWN_H
#define FEATURE_PHOTO_OWN_H

#include "feature/photo/photo.h"
#include "feature/photo/photo.sql.h"

/* photo_child.on_it: what somebody said about a child. */
enum photo_on_it { PHOTO_NOT_ON_IT, PHOTO_ON_IT, PHOTO_NOT_ASKED /* may be shown to everybody, and may be on it */ };

/* The children of the group today for whoever works there; empty for anybody else. */
int photo_read_children(struct db *db, struct arena *arena, struct organisation_id organisation,
                        struct person_id person, struct group_id group, struct date day,
                        struct photo_children *ret_children) MUST_CHECK;

/* NULL when the child is not among them. */
const struct photo_child *photo_child_in(const struct photo_children *children, struct child_id child);

/* Whose home may see a photo with these children on it. */
struct photo_choice {
    struct organisation_id organisation;
    struct person_id person; /* who sends it */
    struct group_id group;
    struct date today;
    const struct child_id *children; /* who is on it */
    size_t child_count;
    struct photo_children homes;    /* result: their homes see it */
    struct photo_children left_out; /* result: theirs do not */
};

/* STATUS_NOT_FOUND for a child that is not on the person's group today. The results live in `arena`. */
int photo_choose(struct db *db, struct arena *arena, struct photo_choice *choice) MUST_CHECK;

/* In a change: a photo of this group and day, for whoever works there now. STATUS_NOT_FOUND for another. */
int photo_read_today(struct change *change, struct group_id group, struct date today, struct photo_id photo,
                     struct photo_one_row *ret_row) MUST_CHECK;

/* In a change: stands on the child's page, with its files. */
int photo_show(struct change *change, struct photo_id photo, const struct photo_one_row *row,
               struct child_id child) MUST_CHECK;

/* In a change: leaves the child's page. */
int photo_hide(struct change *change, struct photo_id photo, const struct photo_on_it_row *on_it,
               struct date today) MUST_CHECK;

/* In a change: when no line shows its files any more, the rows of the files go and a job takes the bytes. */
int photo_let_go(struct change *change, const struct photo_one_row *row) MUST_CHECK;

/* In a change: the open pages of the group ask again. */
int photo_tell_group(struct change *change, struct group_id group) MUST_CHECK;

#endif
