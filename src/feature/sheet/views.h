/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the template of the information sheet shows.
 */
#ifndef FEATURE_SHEET_VIEWS_H
#define FEATURE_SHEET_VIEWS_H

#include "base/vector.h"
#include "html/html.h"

/* One fact; without a value it shows as missing. */
struct sheet_fact_view {
    struct text label;
    struct text value;
};

/* A guardian, or somebody who may collect. */
struct sheet_person_view {
    struct text name;
    struct text called;
    struct text phone;
    struct text signs; /* "beslist mee" in words, or the days on which somebody may collect */
    bool protected;
    bool no_contact; /* staff: a guardian who has no access */
};

/* A field of the form. */
struct sheet_field_view {
    const char *name;
    struct text label;
    struct text value;
};

/* A proposal that waits. */
struct sheet_proposal_view {
    struct proposal_id proposal;
    struct text field;
    struct text words;
    struct text before;
    struct text who; /* staff: who asks */
};

struct sheet_view {
    struct text name;
    struct text title;
    struct text topics;
    struct text made; /* "Zoals het was op zondag 22 november 2026" */
    struct address hub;
    bool is_home, can_write, can_decide;
    VECTOR(struct sheet_fact_view) child;
    VECTOR(struct sheet_fact_view) health;
    VECTOR(struct text) medicine;
    VECTOR(struct sheet_person_view) guardians;
    VECTOR(struct sheet_person_view) collectors;
    VECTOR(struct text) bans;
    VECTOR(struct sheet_field_view) fields;
    bool no_allergies; /* the box of the form */
    VECTOR(struct sheet_proposal_view) proposals;
    struct address write, decide;
};

#endif
