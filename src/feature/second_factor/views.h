/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the templates of this folder show.
 */
#ifndef FEATURE_SECOND_FACTOR_VIEWS_H
#define FEATURE_SECOND_FACTOR_VIEWS_H

#include "base/vector.h"
#include "feature/second_factor/second_factor.h"
#include "feature/sign_in/sign_in.h"

/* Showing the code. */
struct enter_view {
    struct text problem;
    bool has_app; /* else only a passkey */
    bool has_passkey;
    struct html_part passkey; /* its form */
    struct address action;
    struct kept kept;
};

/* Setting up an app. */
struct enrol_view {
    struct text problem;
    bool due;        /* for who works here: no way round */
    bool replaces;   /* an app that is there */
    struct text box; /* of the drawing */
    struct text path;
    struct text typed;  /* the same as letters */
    struct address app; /* opens the app on this very device */
    struct text sealed;
    struct address action;
    struct address back; /* when it is not due */
    struct kept kept;
};

/* Recovery codes, shown once. */
struct codes_view {
    VECTOR(struct text) codes;
    struct text name; /* for the paper */
    struct address next;
    struct address go_on; /* with what was typed */
    struct kept kept;
};

/* How the second factor stands. */
struct manage_view {
    struct text told;
    bool has_factor;
    bool may_turn_off;
    struct text left; /* how many codes, in a sentence */
    struct address enrol;
    struct address codes;
    struct address off;
    struct address back;
};

#endif
