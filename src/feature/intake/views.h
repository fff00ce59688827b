/* SPDX-License-Identifier: EUPL-1.2 */
/* What the templates of the feature show, in words already. */
#ifndef FEATURE_INTAKE_VIEWS_H
#define FEATURE_INTAKE_VIEWS_H

#include "base/vector.h"
#include "html/html.h"

/* A label with somebody's answer and own words. */
struct intake_line_view {
    enum word label;
    bool tapped;
    enum word tap;
    bool tell; /* rather in person: a hint to ask */
    struct text words;
    struct text language;
};

struct intake_lines_view {
    struct intake_line_view *items;
    size_t count, capacity;
};

struct intake_language_view {
    const char *code;
    const char *name; /* its own */
    bool current;
};

struct intake_languages_view {
    struct intake_language_view *items;
    size_t count, capacity;
};

/* One question of a child's background: answers of one tap, and own words. */
struct intake_question_view {
    const char *name; /* of the field with the words */
    enum word label;
    enum word hint;
    bool has_hint;
    int64_t maximum;
    struct text words;
    struct html_part taps;
};

struct intake_fields_view {
    int64_t base;
    struct text tapped; /* what was tapped and could not be saved; empty: nothing */
    VECTOR(struct intake_question_view) questions;
    bool stale; /* somebody saved first: `stored` is what stands there now */
    struct intake_lines_view stored;
};

/* What one guardian told, for the centre. */
struct intake_guardian_view {
    struct person_id person;
    struct text name;
    struct text say_name;
    struct text called;
    struct text given;   /* name */
    struct text contact; /* "leest Nederlands; graag een tolk (Tigrinya)" */
    struct text rhythm;  /* a sentence; empty: nothing chosen */
    struct intake_lines_view lines;
    struct text written; /* who wrote it and when; empty: nobody yet */
    bool can_edit;
    struct address edit;
};

struct intake_guardians_view {
    struct intake_guardian_view *items;
    size_t count, capacity;
};

/* The page of a child: a guardian's own form, or what all told. */
struct intake_page_view {
    struct text name;
    struct text title;
    struct address hub;
    bool saved;
    bool is_home;
    bool can_write;
    struct text written; /* that the staff wrote it down */
    struct text effort;  /* how long it takes (access/effort.h) */
    struct intake_fields_view fields;
    struct address write, wishes, family;
    struct intake_guardians_view guardians;
};

/* Where the staff write down what a guardian told. */
struct intake_staff_view {
    struct text title;
    struct text name;
    struct address back;
    struct address write;
    bool full;                 /* not a limited guardian: background too */
    struct address card, view; /* where the rest is written down */
    bool has_view;
    struct intake_fields_view fields;
    struct intake_languages_view languages;
    bool interpreter;
    struct text tongue;
};

/* A guardian's own wishes about contact; for others the language alone. */
struct intake_wish_view {
    struct address back;
    struct address write;
    bool saved;
    bool guardian;
    struct text effort;                     /* how long it takes (access/effort.h) */
    struct text written;                    /* that the staff filled it in */
    struct intake_languages_view languages; /* of the pages */
    struct intake_languages_view speaks;    /* to speak in */
    bool interpreter;
    struct text tongue;
    bool basis, more, less;
    struct text since; /* since when the choice holds; empty: nothing chosen yet */
};

struct intake_rhythm_view {
    struct text name;
    struct address back, write;
    bool saved;
    int64_t basis, more, less;
};

/* Somebody on the family map. */
struct intake_other_view {
    struct contact_id id;
    struct text name, relation, words, language;
    bool can_remove;
};

struct intake_others_view {
    struct text name; /* of the child */
    bool can_write;
    struct address add, remove;
    VECTOR(struct intake_other_view) others;
    VECTOR(struct text) quick; /* who is on the map with one tap: "oma" */
};

#endif
