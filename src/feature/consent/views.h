/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the templates of consent show. Everything is decided here, in words.
 */
#ifndef FEATURE_CONSENT_VIEWS_H
#define FEATURE_CONSENT_VIEWS_H

#include "base/vector.h"
#include "html/html.h"

/* One purpose on a guardian's page. */
struct consent_item_view {
    const char *name; /* of the purpose */
    enum word title;
    enum word text;    /* what is asked */
    enum word asks;    /* of whom */
    int version;       /* of the text */
    struct text own;   /* what she answered, in a sentence */
    struct text paper; /* that it came on paper, and who wrote it down; empty: she answered here */
    bool in_force;
    bool decides;
    bool saved; /* she just did */
    bool offers_yes;
    bool offers_no;
    enum word yes; /* words of the two buttons */
    enum word no;
};

/* An answer of before. */
struct consent_past_view {
    struct text day;
    enum word title;
    enum word answer;
    struct text paper; /* as above */
};

struct consent_own_view {
    struct text name;
    struct address hub; /* of the child (feature/hub) */
    struct address answer;
    struct text topics;
    struct text problem;
    bool decides;
    struct text effort;     /* how long it takes (access/effort.h) */
    struct address network; /* people round the family */
    struct address parents;
    bool is_full; /* the two are for guardians with the full scope */
    bool shows;   /* a limited guardian without authority sees no list */
    VECTOR(struct consent_item_view) items;
    VECTOR(struct consent_past_view) past;
};

/* One purpose on the page for the centre. */
struct consent_answer_view {
    struct text words; /* "Fatima: ja" */
};
struct consent_state_view {
    const char *name;
    enum word title;
    struct text title_text; /* in words, for a list */
    enum word text;
    bool in_force;
    bool chosen;
    int version;                                /* of the text */
    VECTOR(struct consent_answer_view) answers; /* for mentor and managers */
};
struct consent_decider_view {
    struct person_id person;
    struct text name;
    bool chosen;
};
struct consent_staff_view {
    struct text problem;           /* why a paper could not be taken over; empty: nothing went wrong */
    struct text signed_day, today; /* YYYY-MM-DD */
    struct text kept_by;

    struct text name;
    struct address hub;
    struct address paper;
    struct text topics;
    struct address network;
    bool may_write; /* mentor or manager */
    bool saved;
    VECTOR(struct consent_state_view) states;
    VECTOR(struct consent_decider_view) deciders;
};

/* A group: each child with what may be done. */
struct consent_child_view {
    struct child_id child;
    struct address consent;
    struct text name;
    struct text initial;
    int tint;
    struct text may; /* what may be done, in one line */
};
struct consent_group_view {
    struct text name;
    struct address board;
    struct text topics;
    VECTOR(struct consent_child_view) children;
};

#endif
