/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the templates of the family show. Who may see what is decided before these structs are filled.
 */
#ifndef FEATURE_FAMILY_VIEWS_H
#define FEATURE_FAMILY_VIEWS_H

#include "base/vector.h"
#include "html/html.h"

/* A label with its value. */
struct family_line_view {
    struct text label;
    struct text value;
};

struct family_lines_view {
    struct family_line_view *items;
    size_t count, capacity;
};

/* One guardian. */
struct family_person_view {
    struct person_id person;
    struct text name;
    struct text say_name;
    struct text called; /* "mama" */
    struct text phone;
    struct address call;
    struct text signs; /* "mag beslissen · woont hier" in words, parted by dots */
    bool protected;    /* for the centre */
    bool reads_along;  /* home: reads what is for the own home */
    bool can_edit;
    struct address edit;
    struct family_lines_view lines;
};

/* Somebody who may collect. */
struct family_collector_view {
    struct collector_id collector;
    struct text name;
    struct text relation;
    struct text period;
    struct text phone;
    struct address call;
    struct text readers; /* "Dit lezen: jij en de groep" */
    bool asked;          /* a guardian asked to end it */
    bool can_end;
    struct address end;
};

/* A brother or sister; on the form also a checkbox. */
struct family_sibling_view {
    struct child_id child;
    struct address address;
    struct text name;
    struct text initial;
    int tint;
    bool current;
};

struct family_siblings_view {
    struct family_sibling_view *items;
    size_t count, capacity;
};

/* The form for somebody who may collect. */
struct family_collector_form_view {
    struct address action;
    struct text name, phone, relation, from, until;
    bool once;
    bool is_home;                         /* a guardian asks; otherwise the staff write it down */
    struct family_siblings_view siblings; /* the other children it may be for */
};

/* What a guardian asked. */
struct family_proposal_view {
    struct proposal_id proposal;
    struct text title; /* "Nieuwe contactgegevens" */
    struct text who;   /* for the centre */
    struct text called;
    struct text when;
    struct family_lines_view lines;
    struct text note;
    bool protected;   /* who asked: nobody else can be told */
    bool shares_home; /* somebody else with the full scope lives where who asked lives */
    bool other_home;  /* somebody with the full scope lives elsewhere */
    bool waits;
    bool confirmed;
    bool can_decide;
    bool for_manager;      /* somebody else decides this one */
    struct address action; /* decide, or withdraw */
};

struct family_notice_view {
    struct text text;
    struct text when;
};

struct family_order_view {
    struct order_id order;
    struct text note;
    struct text period;
    bool can_end;
    struct address end;
};

/* The page of a guardian. */
struct family_home_view {
    struct text name;
    struct text topics;
    struct text problem;
    struct address partners, sharing;
    bool has_partners; /* may open the page of partners */
    bool minded;       /* comes to a childminder: may see what she shares */
    bool can_write;    /* full scope: asks who may collect, and about custody */
    struct family_siblings_view siblings;
    struct family_person_view own;
    struct text phone, email; /* in the form */
    struct text note;
    struct address role; /* what she is to the child */
    struct address contact, custody;
    struct text own_readers; /* "Dit lezen: jij en de groep" */
    VECTOR(struct family_notice_view) notices;
    VECTOR(struct family_proposal_view) proposals;
    VECTOR(struct family_person_view) others;
    VECTOR(struct family_collector_view) collectors;
    struct family_collector_form_view collector_form;
    struct html_part others_map; /* who else matters (feature/intake) */
    struct address hub;
};

/* The page of the staff. */
struct family_centre_view {
    struct text name;
    struct text topics;
    struct text problem;
    struct address partners, sharing;
    bool has_partners; /* may open the page of partners */
    bool minded;       /* comes to a childminder: may see what she shares */
    struct text restriction;
    bool sees_restriction;
    bool can_decide;
    bool can_manage;
    struct family_siblings_view siblings;
    VECTOR(struct family_person_view) guardians;
    VECTOR(struct family_proposal_view) proposals;
    VECTOR(struct family_collector_view) collectors;
    VECTOR(struct family_order_view) orders;
    struct family_collector_form_view collector_form;
    struct address sign, order;
    bool has_meldcode; /* the way to it; not whether anything is there */
    struct address meldcode;
    struct text order_note;
    struct text today; /* ISO */
    struct html_part others_map;
    struct address hub;
};

/* One guardian for a manager. */
struct family_guardian_view {
    struct text child_name;
    struct text name;
    struct text problem;
    struct text called;
    int64_t home;
    bool authority, protected;
    bool full, limited, none;
    struct text from, until; /* ISO, last day included; empty: open */
    struct address action;
    struct address back;
};

/* At the door. */
struct family_collect_view {
    struct group_id group;
    struct child_id child;
    struct text name;
    struct text restriction;
    VECTOR(struct family_order_view) orders;
    VECTOR(struct family_person_view) guardians;
    VECTOR(struct family_collector_view) collectors;
    struct address check_out;
    struct address board;
    struct text gone;       /* "Noor is om 17:02 opgehaald"; empty: not yet */
    struct html_part offer; /* a highlight can still be written (feature/handover) */
    struct html_part later; /* to talk about more, later (feature/call) */
};

#endif
