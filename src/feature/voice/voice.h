/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The child's own voice (R235): at out-of-school care a child that is there tells a mood and a word itself, on the tablet of its group. It
 * sees first how it will stand in the notebook, and nothing is written before it says yes. What it told stands on the day page of
 * both sides in the child's own style and under its own name; the session is the group's. Nobody changes it; who works on the
 * group can take it back on the same day, for when the child wants it away or told it under another's name.
 *
 * The functions below are change functions (db/change.h). They check access again and write the audit row.
 */
#ifndef FEATURE_VOICE_VOICE_H
#define FEATURE_VOICE_VOICE_H

#include "base/attribute.h"
#include "db/change.h"
#include "feature/handover/handover.h"
#include "html/address.h"
#include "http/route.h"

enum { VOICE_WORDS_MAXIMUM = 300 /* characters */ };

struct voice_told {
    struct client_write sent;
    struct group_id group;
    struct child_id child;
    const struct code *mood; /* of KIND_SELF; NULL: only words */
    struct text words;       /* may be empty when there is a mood */
    struct text language;    /* of the words */
    struct date today;
    int64_t at;
    struct moment_id moment; /* filled; of the first time when it was sent twice */
};

/* STATUS_INVALID, with a word, without mood and words; STATUS_NOT_FOUND when the child is not on the group now, or the group is not
 * one of older children. */
int voice_tell(struct change *change, void *told) MUST_CHECK;

struct voice_back {
    struct group_id group;
    struct child_id child;
    struct moment_id moment;
    struct date today;
};

/* Twice is fine. STATUS_NOT_FOUND for what a child did not tell today on this group. */
int voice_take_back(struct change *change, void *back) MUST_CHECK;

extern const struct routes voice_routes;

struct address url_voices(struct arena *arena, struct group_id group);
struct address url_voice(struct arena *arena, struct group_id group, struct child_id child);

#endif
