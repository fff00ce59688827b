/* SPDX-License-Identifier: EUPL-1.2 */
/* What the templates of the photos show. */
#ifndef FEATURE_PHOTO_VIEWS_H
#define FEATURE_PHOTO_VIEWS_H

#include "base/identity.h"
#include "base/vector.h"
#include "html/html.h"

/* A child to tick. */
struct photo_tick_view {
    struct child_id child;
    struct text name;
    bool ticked;
    bool no_photo; /* its guardians want none */
};

/* A photo of today. */
struct photo_view {
    struct photo_id photo;
    bool waiting, refused, ready;
    struct address large, small;
    int64_t width, height; /* of the small one, in points */
    struct text time;
    struct text caption, language;
    struct text alt;
    struct text at_home; /* "Bij Noor en Mees thuis te zien"; empty: nowhere */
    bool held;           /* some home sees it when its child is collected */
    bool shared;
    struct address share, take_back;
};

struct photos_view {
    struct text group_name;
    struct address board;
    struct address send;
    bool can_send;
    bool waits;   /* home sees photos when the child is collected (R247), */
    bool at_once; /* but not this one */
    struct text problem;
    struct text done;   /* what was sent, and who was left out */
    struct text topics; /* live: asks again when one is ready */
    struct text caption;
    VECTOR(struct photo_tick_view) children;
    VECTOR(struct photo_view) photos;
};

/* One child in the questions before sharing. */
struct photo_question_view {
    struct child_id child;
    struct text name;
    bool on_it, not_on_it;
    bool missing; /* no answer yet */
    bool blocked; /* is on it, and may not be shown */
};

struct photo_share_view {
    struct text group_name;
    struct address back;
    struct address action;
    struct text problem;
    struct address small;
    int64_t width, height;
    struct text alt;
    VECTOR(struct photo_question_view) questions;
};

#endif
