/* SPDX-License-Identifier: EUPL-1.2 */
/* What the templates of the feature show. */
#ifndef FEATURE_VOICE_VIEWS_H
#define FEATURE_VOICE_VIEWS_H

#include "base/vector.h"
#include "html/html.h"
#include "i18n/word.h"

/* Something that was told, or is about to be. */
struct voice_line_view {
    struct text key; /* its id on the page */
    struct text who; /* "Mees zelf" */
    struct text time;
    const char *pictogram; /* "": no mood */
    struct text mood;
    struct text words;
    struct text language;
    bool can_undo;
    struct address action;
    struct moment_id moment;
};

struct voice_face_view {
    const char *value;
    const char *pictogram;
    enum word word;
    bool chosen;
};

struct voice_page_view {
    struct text name;
    struct text initial;
    int tint;
    struct text problem;
    struct address names; /* of all children who are there */
    struct address action;
    struct text client_id;
    bool done;    /* the line that was told last is what the page is about */
    bool preview; /* how it will stand there: yes or no */
    struct voice_line_view line;
    VECTOR(struct voice_line_view) lines; /* of today */
    VECTOR(struct voice_face_view) faces;
    const char *mood; /* that was chosen; "" */
    struct text words;
};

struct voice_name_view {
    struct address page;
    struct text name;
    struct text initial;
    int tint;
};

struct voice_names_view {
    struct text group;
    struct address board;
    struct text topics;
    VECTOR(struct voice_name_view) children;
};

#endif
