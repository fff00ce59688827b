/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The two ways to the newest lines (newest.c). Inside the feature, and for the test that compares them.
 */
#ifndef FEATURE_HANDOVER_NEWEST_H
#define FEATURE_HANDOVER_NEWEST_H

#include "feature/handover/handover.h"

/* handover_newest, which goes from the set for who sees at most `set_maximum` children, else from the lines. */
int newest_lines(struct db *db, struct arena *arena, const struct access_who *who, size_t most, int64_t set_maximum,
                 struct handover_lines *ret_lines) MUST_CHECK;

#endif
