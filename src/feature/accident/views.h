/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the templates of accidents show.
 */
#ifndef FEATURE_ACCIDENT_VIEWS_H
#define FEATURE_ACCIDENT_VIEWS_H

#include "base/vector.h"
#include "html/html.h"

/* What a member of staff fills in. */
struct accident_form_view {
    struct address action;
    bool is_new;
    int64_t version;
    struct text place, what, body, done, witness;
    struct text day, time; /* new: as a form has them */
};

struct accident_line_view {
    struct address page;
    struct text when;
    struct text what;
    bool waits; /* staff: not every home knows */
};

/* The list of a child. */
struct accidents_view {
    struct text name;
    struct text topics;
    struct address hub;
    bool is_home, can_write, form_open;
    struct text problem;
    struct accident_form_view form;
    VECTOR(struct accident_line_view) lines;
};

struct accident_fact_view {
    struct text label;
    struct text value;
};

/* One text, the present one or an earlier. */
struct accident_text_view {
    struct text who; /* "Sanne, 22 nov 12:05" */
    VECTOR(struct accident_fact_view) facts;
};

struct accident_call_view {
    struct text text; /* "14:05 Sanne belde Emine: niet bereikt" */
    struct text note;
};

/* A guardian to tell. */
struct accident_guardian_view {
    struct person_id person;
    struct text name;
    struct text called;
    struct text phone;
    struct address call;
    bool knows; /* her home reads the notice */
};

/* A home that could not be reached. */
struct accident_home_view {
    int64_t home;
    struct text text; /* "Zet klaar voor thuis 2" */
};

struct accident_account_view {
    struct text who;
    struct text words;
    struct text language;
};

struct accident_view {
    struct text name;
    struct text topics;
    struct address back;
    struct text when; /* "zondag 22 november, 12:05" */
    bool is_home, can_write;
    struct text state; /* "Thuis ziet dit nog niet" */
    bool waits;
    struct text problem;
    struct accident_text_view text;
    VECTOR(struct accident_text_view) earlier;
    VECTOR(struct accident_guardian_view) guardians;
    VECTOR(struct accident_call_view) calls;
    VECTOR(struct accident_home_view) homes;
    VECTOR(struct accident_account_view) accounts;
    VECTOR(struct accident_account_view) signs;
    struct accident_form_view form; /* a correction */
    bool form_open;
    bool can_sign, can_account;
    struct text typed; /* in the account, or beside a call */
    struct address call, show, account, sign;
};

#endif
