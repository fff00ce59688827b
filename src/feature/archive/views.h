/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the templates of the archive show: the page that makes one, and the pages inside the zip.
 */
#ifndef FEATURE_ARCHIVE_VIEWS_H
#define FEATURE_ARCHIVE_VIEWS_H

#include "base/vector.h"
#include "html/html.h"

/* One that was asked for. */
struct archive_item_view {
    struct archive_id archive;
    struct text asked; /* the day */
    struct text until; /* last day on which it is there */
    struct text size;  /* "34 kB" */
    bool ready;
    bool failed;
    int64_t steps;
    int64_t steps_done;
    struct address file;
};
struct archive_view {
    struct text name;
    struct address hub;
    struct address ask;
    struct text topics;
    bool making; /* one is being made: no second */
    VECTOR(struct archive_item_view) items;
};

/* --- inside the zip: addresses are those of files beside the page --- */

/* A label with own words. */
struct archive_told_view {
    enum word label;
    struct text words;
    struct text language; /* of the words; empty: that of the page */
};

/* Somebody who matters to the child. */
struct archive_person_view {
    struct text name, relation, words, language;
};

struct archive_link_view {
    struct address file;
    struct text text;
};
struct archive_place_view {
    struct text group;
    struct text location;
    struct text from;
    struct text until; /* empty: no end yet */
};
struct archive_answer_view {
    struct text day;
    enum word title;
    enum word answer;
};
struct archive_contact_view {
    struct text name;
    struct text relation;
    struct text phone;
};
struct archive_index_view {
    const char *lang;
    const char *dir;
    struct address style;
    struct text name;
    struct text born;
    struct text allergies;
    struct text organisation;
    struct text made; /* the day */
    struct text reader;
    struct address photos; /* empty: there are none */
    struct address care;   /* the family, medicine, accidents, the information sheet */
    VECTOR(struct archive_place_view) places;
    VECTOR(struct archive_link_view) months;
    VECTOR(struct archive_answer_view) answers;
    VECTOR(struct archive_contact_view) network;
    VECTOR(struct archive_told_view) told;     /* what this guardian told at the intake */
    VECTOR(struct archive_person_view) people; /* whom she put on the family map */
};

/* The family, medicine, accidents, the information sheet: facts about one thing after another. */
struct archive_care_item_view {
    struct text title; /* may be empty */
    VECTOR(struct archive_told_view) facts;
};
struct archive_care_section_view {
    enum word heading;
    VECTOR(struct archive_care_item_view) items;
};
struct archive_care_view {
    const char *lang;
    const char *dir;
    struct address style;
    struct address index;
    struct text name;
    VECTOR(struct archive_care_section_view) sections;
};

/* Photos with date and caption. */
struct archive_picture_view {
    struct address file;
    int64_t width, height;
    struct text alt;
    struct text day, time;
    struct text caption, language;
};
struct archive_photos_view {
    const char *lang;
    const char *dir;
    struct address style;
    struct address index;
    struct text name;
    bool left; /* not all of them fit */
    VECTOR(struct archive_picture_view) pictures;
};

struct archive_line_view {
    const char *side; /* "home", "centre" */
    bool at_home;
    struct text who;
    struct text called;
    struct text time;
    struct text chip;
    struct text note;
    struct text language;
};
struct archive_day_view {
    struct text day;
    struct text in; /* clock times; empty: did not come, was not collected */
    struct text out;
    VECTOR(struct archive_line_view) lines;
};
struct archive_month_view {
    const char *lang;
    const char *dir;
    struct address style;
    struct address index;
    struct text name;
    struct text month;
    VECTOR(struct archive_day_view) days;
};

#endif
