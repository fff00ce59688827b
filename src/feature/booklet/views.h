/* SPDX-License-Identifier: EUPL-1.2 */
/* What the template of the sheet shows. */
#ifndef FEATURE_BOOKLET_VIEWS_H
#define FEATURE_BOOKLET_VIEWS_H

#include "base/vector.h"
#include "html/html.h"

/* What was recorded in one act. */
struct booklet_line_view {
    const char *side; /* "home", "centre" */
    bool at_home;
    struct text who; /* empty: home wrote it on paper */
    struct text time;
    struct text what; /* coded values in words; empty: none */
    struct text note;
    struct text language; /* of the note */
};

struct booklet_photo_view {
    struct address file;
};

struct booklet_day_view {
    struct text name; /* "maandag 23 november"; empty on the sheet of a day, where it is the heading */
    struct text stay; /* "8:04 – 17:10"; empty: did not come */
    VECTOR(struct booklet_line_view) lines;
};

/* A line to write on. */
struct booklet_rule_view {
    int number;
};

struct booklet_view {
    struct text title; /* "Schriftje van Noor" */
    struct text when;
    struct text group_name;
    const char *size; /* "large", "medium", "small": so that it fits one sheet */
    VECTOR(struct booklet_day_view) days;
    VECTOR(struct booklet_photo_view) photos;
    struct text photo_alt;
    bool nothing; /* was written */
    bool rest;    /* more than fits */
    VECTOR(struct booklet_rule_view) rules;
    struct address back;
    struct address other; /* the week, or the day */
    bool is_week;
};

#endif
