/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the templates of this folder show.
 */
#ifndef FEATURE_SIGN_IN_VIEWS_H
#define FEATURE_SIGN_IN_VIEWS_H

#include "base/vector.h"
#include "feature/invitation/invitation.h"
#include "feature/sign_in/sign_in.h"
#include "html/html.h"

/* One of the languages that a page can be read in, as a link that works without script. */
struct language_link {
    const char *code;
    const char *name; /* in the language itself */
    bool current;
    struct address address;
};

struct languages_view {
    VECTOR(struct language_link) links;
};

struct sign_in_view {
    struct text problem; /* why it did not work */
    struct text told;    /* that a text is kept, that she is signed out */
    struct text email;   /* as typed */
    struct kept kept;
    bool has_passkey;         /* the site can take one */
    struct html_part passkey; /* its form */
    struct languages_view languages;
};

struct link_view {
    struct text name;
    struct text initial;
    struct text organisation;
    struct address action;
    struct languages_view languages;
};

/* Choosing a password; without an account it says so. */
struct password_view {
    struct text problem; /* why it did not work */
    struct text told;    /* that it worked: then there is no form */
    bool has_account;
    struct text email;
    bool has_password; /* the one she has is asked for */
    int64_t least;     /* characters */
    struct address home;
    struct kept kept; /* what goes on once it is chosen */
};

/* The form of a passkey; the script shows it where the browser knows them. */
struct passkey_way_view {
    struct html_part passkey;
    struct kept kept;
};

/* Showing again who one is, before a sensitive act. */
struct confirm_view {
    struct text problem;
    bool has_password;
    bool has_factor; /* then a code does it too */
    bool has_passkey;
    struct html_part passkey; /* its form */
    struct address code;      /* where the code is sent */
    struct address password;  /* where a first one is chosen */
    struct kept kept;
};

/* A form that sends again what was typed before. */
struct kept_field {
    struct text name;
    struct text value;
    bool shown; /* somebody typed it: shown, and can be changed; else a hidden field */
};

struct kept_form_view {
    struct address action;
    struct text chosen; /* what was chosen in it, in words; empty: nothing, or not known */
    VECTOR(struct kept_field) fields;
    struct text button;
    bool goes_on; /* the script sends it */
};

/* Several of them, in the order in which they were written. */
struct kept_forms_view {
    VECTOR(struct kept_form_view) forms;
    struct address next;    /* where to go when all are stored */
    struct html_part guard; /* of a tablet: see kept_go_on_guarded */
};

/* A page with a sentence or two, and what can be done. */
struct notice_view {
    struct text title;
    struct text text;
    VECTOR(struct text) messages; /* what is wrong with which field */
    struct text kept;             /* that what was typed stands below */
    bool has_form;
    struct kept_form_view form;
    bool has_look;
    struct address look; /* the page as it is now */
    struct address home;
    struct text home_text;  /* empty: there is no way on from here */
    struct html_part guard; /* of a tablet: see kept_go_on_guarded */
};

#endif
