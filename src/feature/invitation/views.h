/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the templates of this folder show.
 */
#ifndef FEATURE_INVITATION_VIEWS_H
#define FEATURE_INVITATION_VIEWS_H

#include "base/vector.h"
#include "feature/invitation/invitation.h"
#include "feature/sign_in/sign_in.h"
#include "html/html.h"

/* A place to go to: another location, a group. */
struct invitation_link {
    struct address address;
    struct text name;
    bool current;
};

/* One person who can be invited or let in. */
struct invitation_line {
    struct person_id person;
    struct text name;
    struct text about; /* whose guardian; empty for who works here */
    struct text way;   /* "mail naar a@b.nl": how the next one goes */
    const char *icon;
    struct text status;    /* how the last one went */
    bool checked;          /* everybody of the page was ticked */
    struct address action; /* at the door */
    struct text button;
    bool loud; /* the button that is asked for now */
};

struct invitation_section {
    struct text title;
    VECTOR(struct invitation_line) lines;
};

/* The manager's page of one location. */
struct invitation_list_view {
    struct text told; /* what was just done */
    VECTOR(struct invitation_link) locations;
    VECTOR(struct invitation_link) groups;
    VECTOR(struct invitation_link) filters;
    struct address tick; /* the same page with everybody ticked, or nobody */
    bool ticked;
    struct text state; /* of the filter, as in the form */
    struct location_id location;
    struct text note; /* when mail or SMS cannot be sent */
    struct invitation_section guardians;
    struct invitation_section staff;
    bool has_open; /* somebody to invite */
    struct invitation_section inside;
    bool has_letters;
    struct address letters;
};

/* At the door of a group. */
struct invitation_group_view {
    struct text group_name;
    struct address action;
    struct invitation_section asked;  /* who wait for us */
    struct invitation_section others; /* who never came in */
    struct invitation_section inside;
};

/* The code, to be said or shown. */
struct invitation_code_view {
    struct text name;
    struct text code;
    struct text address; /* where it is typed, as people write it */
    struct address back;
};

/* One sheet of paper. */
struct invitation_letter_view {
    const struct words *words; /* of who reads it */
    const char *language;
    const char *direction;
    struct text name;
    struct text organisation;
    struct text address; /* where the code is typed */
    struct text code;
    struct text until;   /* the last day */
    struct text minutes; /* how long coming in takes */
    int64_t qr_size;
    struct text qr_box; /* "0 0 41 41" */
    struct text qr;
};
struct invitation_letters_view {
    VECTOR(struct html_part) letters;
    struct address back;
};

struct invitation_type_view {
    struct text problem;
    struct text code; /* as typed */
};

struct invitation_forgotten_view {
    struct text told;
    struct text email;
};

struct invitation_language {
    const char *code;
    const char *name;
    bool current;
};
struct invitation_welcome_view {
    struct text name;
    struct text organisation;
    VECTOR(struct invitation_language) languages;
    struct address language; /* form of feature/sign_in */
    struct address password;
    struct address home;
};

struct invitation_notice_view {
    struct text title;
    struct text text;
    struct address way;
    struct text way_text;
};

#endif
