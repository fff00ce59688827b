/* SPDX-License-Identifier: EUPL-1.2 */
/* What the template of the feature shows, in words already. */
#ifndef FEATURE_TALK_AID_VIEWS_H
#define FEATURE_TALK_AID_VIEWS_H

#include "base/vector.h"
#include "html/html.h"

/* What somebody wants to talk about at the door. */
struct talk_aid_talk_view {
    struct text name; /* of the guardian */
    enum word topic;
};

/* One child who is there. */
struct talk_aid_child_view {
    struct child_id child;
    struct address day;
    struct text name;
    struct text initial;
    int tint;
    struct text guardians; /* "Aylin (ay-LIEN) · Emre" */
    bool has_point;
    bool at_home; /* home wrote it: a thing to ask after */
    struct text time;
    const char *pictogram;
    struct text chip; /* empty: own words only */
    struct text note;
    struct text language; /* of the note */
    VECTOR(struct talk_aid_talk_view) talks;
    bool quiet;           /* something waits that is not for the door */
    struct address calls; /* where it stands */
};

struct talk_aid_view {
    struct text name; /* of the group */
    struct address board;
    struct text topics;
    VECTOR(struct talk_aid_child_view) children;
};

#endif
