/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the demo remembers beside its database, in the file DATA/demo (mode 0600): until when its past is written, who is
 * who, and the secrets of the links, so that they stay the same. A file in which nothing is written yet says that the
 * making did not end; the next start begins anew.
 */
#ifndef COMMAND_DEMO_STATE_H
#define COMMAND_DEMO_STATE_H

#include "base/arena.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/identity.h"
#include "command/demo/data.h"

enum {
    DEMO_STAFF_MAXIMUM = 16,
    DEMO_PARENTS_MAXIMUM = 64,
    DEMO_CHILDREN_MAXIMUM = 24, /* of a group */
    DEMO_LINKS_MAXIMUM = 16
};

struct demo_state {
    int64_t written_at; /* the past is there until then; 0: nothing is finished */
    struct date began;  /* the day that was today when it was made */
    struct organisation_id organisation;
    struct group_id groups[DEMO_GROUP__MAX];
    struct person_id staff[DEMO_STAFF_MAXIMUM]; /* by index of demo_staff, as the others */
    struct person_id parents[DEMO_PARENTS_MAXIMUM];
    struct child_id children[DEMO_GROUP__MAX][DEMO_CHILDREN_MAXIMUM];
    struct text links[DEMO_LINKS_MAXIMUM]; /* secrets by index of demo_links; null: none yet */
};

/* Reads the file. STATUS_NOT_FOUND without, STATUS_INVALID when it is not one of this program. Texts in the arena. */
int demo_state_read(struct arena *arena, const char *path, struct demo_state *ret_state) MUST_CHECK;

/* Writes it, on disk when this returns. */
int demo_state_write(struct arena *arena, const char *path, const struct demo_state *state) MUST_CHECK;

/* Index of a person by key; SIZE_MAX when there is none. */
size_t demo_staff_index(const char *key);
size_t demo_parent_index(const char *key);

/* The children of a group, and the person behind a key of demo_links. */
const struct demo_children *demo_children_of(enum demo_group group);
struct person_id demo_person(const struct demo_state *state, const char *key);

#endif
