/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the templates of this folder show.
 */
#ifndef FEATURE_PRIVACY_VIEWS_H
#define FEATURE_PRIVACY_VIEWS_H

#include "base/vector.h"
#include "feature/privacy/privacy.h"
#include "html/html.h"
#include "i18n/word.h"

/* --- who looked --- */

/* One role that looked on a day. */
struct looked_line_view {
    struct text role;
    struct text pages; /* what was opened, "het schriftje, de gezinspagina" */
    struct text names; /* only after the request for them was granted */
};

struct looked_day_view {
    struct date day;
    struct text text;
    VECTOR(struct looked_line_view) lines;
    bool may_ask; /* for the names */
    bool asked;   /* and waits */
    bool named;   /* the names stand here */
};

/* What this guardian asked before. */
struct own_request_view {
    struct text kind;
    struct text when;
    struct text words;
    struct text language;
    struct text state;
    struct text reason;
};

struct looked_view {
    struct text name;
    struct address hub; /* the page of the child */
    struct address ask;
    bool may_ask; /* a limited guardian reads along */
    bool sent;    /* a request has just been sent */
    struct text problem;
    struct text words; /* as typed, when something was wrong */
    VECTOR(struct looked_day_view) days;
    VECTOR(struct own_request_view) requests;
};

/* --- for managers --- */

struct request_view {
    int64_t id;
    struct text title; /* "Noor: iets klopt niet" */
    struct text asker;
    struct text when;
    struct text day; /* of the names */
    struct text words;
    struct text language;
    bool open;
    bool erases; /* granting erases at once */
    struct text state;
    struct text reason; /* of the decision, or as typed */
    struct text problem;
    struct address decide;
};

struct alarm_view {
    int64_t id;
    struct text text;
    struct text when;
    bool open;
    struct text reason;
    struct address close;
};

struct requests_view {
    bool done;
    VECTOR(struct alarm_view) alarms;
    VECTOR(struct request_view) requests;
};

/* --- what is kept --- */

struct category_view {
    const char *name; /* in the register; the id of its section */
    struct text title;
    struct text what;
    struct text basis;
    struct text readers;
    struct text term;
    struct text source; /* of the term; empty when there is none to name */
    struct text tables; /* "child: given_name, family_name; ..." */
};

struct privacy_child_view {
    struct text name;
    struct address looked;
};

struct privacy_view {
    struct text organisation;
    bool signed_in;
    bool manages;
    bool columns;         /* the register: with tables and columns */
    struct address other; /* the register, or back */
    struct address requests;
    struct text contact; /* for reports of weaknesses */
    VECTOR(struct privacy_child_view) children;
    VECTOR(struct category_view) categories;
};

#endif
