/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the templates of this folder show.
 */
#ifndef FEATURE_TABLET_VIEWS_H
#define FEATURE_TABLET_VIEWS_H

#include "base/vector.h"
#include "feature/sign_in/sign_in.h"
#include "feature/tablet/tablet.h"
#include "html/html.h"

/* Somebody who works in the group today. */
struct tablet_face_view {
    struct person_id person;
    struct text name;
    struct text initial;
    int tint; /* 1..6 */
    bool chosen;
};

struct tablet_faces_view {
    VECTOR(struct tablet_face_view);
};

/* The page of a tablet on which nobody works. */
struct tablet_lock_view {
    struct text group;
    struct text place; /* location and the name of the tablet */
    struct text problem;
    struct text kept_of; /* that a text waits, and whose; empty: none does */
    struct tablet_faces_view faces;
    struct address unlock;
    struct address join;
    struct kept kept;
};

/* Where the one-time code is typed. */
struct tablet_enrol_view {
    struct text problem;
    struct text code; /* as typed, or as it stood in the QR code */
    struct address enrol;
    struct address sign_in;
};

/* A stand-in gets a PIN, a colleague stands by. */
struct tablet_join_view {
    struct text group;
    struct text problem;
    struct tablet_faces_view faces; /* stand-ins of today who are in the list */
    bool listed;                    /* one of them is chosen */
    struct text given, family;      /* as typed */
    bool has_colleagues;
    struct tablet_faces_view colleagues;
    struct address join;
    struct address back;
};

/* The PIN again, before a sensitive act. */
struct tablet_confirm_view {
    struct text name;
    struct text problem;
    struct address confirm;
    struct address lock;
    struct kept kept;
};

/* Somebody else's text waits on this tablet. */
struct tablet_waits_view {
    struct text text;
    struct address lock;
    struct address go_on;
    struct kept kept;
};

/* Choosing a PIN, on an own device. */
struct tablet_own_pin_view {
    struct text problem;
    struct text told;  /* that it worked */
    struct text since; /* of the PIN there is; empty: there is none */
    struct address save;
    struct address home;
};

/* Who typed wrong PINs too often. */
struct tablet_shut_view {
    struct person_id person;
    struct text name;
};

struct tablet_line_view {
    struct tablet_id id;
    struct text name;
    struct text group;
    struct text enrolled; /* by whom and when; or that it waits for its code */
    struct text used;     /* when it was unlocked last; empty: never */
    int64_t lock_minutes;
    bool waits; /* its code was not typed yet */
    VECTOR(struct tablet_shut_view) shut;
    struct address revoke;
    struct address lock_after;
    struct address let_in;
};

struct tablet_group_view {
    struct text id;
    struct text name;
};

/* The tablets of a location. */
struct tablet_list_view {
    struct text location;
    struct text done;
    VECTOR(struct tablet_line_view) lines;
    VECTOR(struct tablet_group_view) groups;
    struct address add;
    struct address people;
};

/* The one-time code, shown once. */
struct tablet_code_view {
    struct text name;
    struct text group;
    struct text code;    /* "4821 7730" */
    struct text address; /* as people read it aloud, without https:// */
    struct text box;     /* of the drawing */
    struct text path;
    struct address back;
};

#endif
