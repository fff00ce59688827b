/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the templates of this folder show.
 */
#ifndef FEATURE_PASSKEY_VIEWS_H
#define FEATURE_PASSKEY_VIEWS_H

#include "base/vector.h"
#include "feature/passkey/passkey.h"
#include "html/html.h"

/* The inside of a form that a passkey is used with. */
struct passkey_use_view {
    bool nothing; /* a view struct has a member */
};

struct passkey_line {
    struct passkey_id passkey;
    struct text name;
    struct text made;  /* "Gemaakt op 22 november" */
    struct text used;  /* when it was used last; empty: never */
    struct text where; /* that it is on other devices too, or works elsewhere only */
    struct address rename;
    struct address remove;
};

struct passkey_list_view {
    struct text told;
    struct text problem;
    bool works; /* a passkey can be made here */
    bool full;
    VECTOR(struct passkey_line) lines;
    struct address home;
};

struct passkey_add_view {
    struct text problem;
    struct text name; /* as typed, or what the device is called */
    bool works;
    struct address action;
    struct address back;
};

struct passkey_offer_view {
    struct address add;
    struct address later;
};

#endif
