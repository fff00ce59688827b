/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the templates of medicine show.
 */
#ifndef FEATURE_MEDICINE_VIEWS_H
#define FEATURE_MEDICINE_VIEWS_H

#include "base/vector.h"
#include "html/html.h"

struct medicine_choice_view {
    const char *value;
    struct text text;
    bool chosen;
};

struct medicine_choices_view {
    struct medicine_choice_view *items;
    size_t count, capacity;
};

struct medicine_time_view {
    struct text value; /* HH:MM */
};

/* What a guardian signs. */
struct medicine_form_view {
    struct address action;
    struct text key;             /* for the ids of its elements */
    struct medicine_id replaces; /* 0: a new one */
    bool changes;                /* the same */
    struct text name, dose, way, needed, kept;
    struct text from, until, expires; /* YYYY-MM-DD */
    struct text most;
    bool prescribed;
    struct medicine_choices_view units;
    VECTOR(struct medicine_time_view) times; /* MEDICINE_TIMES_MAXIMUM of them */
};

struct medicine_line_view {
    struct text label;
    struct text value;
};

/* One medicine. */
struct medicine_item_view {
    struct medicine_id medicine;
    struct text title;  /* "Paracetamol" */
    struct text amount; /* "5 ml" */
    struct text status; /* "Mag gegeven worden" */
    const char *icon;
    bool in_force;
    VECTOR(struct medicine_line_view) lines;
    struct text today; /* "Vandaag: 12:05 gegeven door Sanne"; empty: nothing yet */
    bool can_receive, can_give, can_withdraw, can_change;
    struct dose_id seen;
    struct text child_name;
    bool unknown;    /* the other home does not know of its doses: whoever gives is told */
    bool can_decide; /* whether it may know */
    bool told;       /* as it is now */
    struct address tell;
    struct medicine_form_view form;
    struct medicine_choices_view outcomes;
    bool warned; /* the dose below needs a yes */
    struct text warning;
    struct dose_id sure;
    const char *outcome;
    struct text time, note;
    struct address give, receive, withdraw;
};

/* One dose. */
struct medicine_dose_view {
    struct dose_id dose;
    struct text when; /* "zo 22 nov, 12:05" */
    struct text what; /* "Paracetamol · 5 ml" */
    struct text outcome;
    struct text giver;
    struct text note;
    struct text watcher;
    bool is_undone;
    struct text undone; /* "Doorgestreept door Sanne: verkeerd kind" */
    bool can_watch, can_undo;
    struct address watch, undo;
};

struct medicine_view {
    struct text name; /* of the child */
    struct text topics;
    struct address hub;
    bool is_home;
    bool can_sign;     /* has authority */
    bool no_authority; /* home, and has none */
    bool form_open;
    struct medicine_form_view form;
    struct text problem;
    VECTOR(struct medicine_item_view) items; /* what stands */
    VECTOR(struct medicine_item_view) ended;
    VECTOR(struct medicine_dose_view) doses;
};

#endif
