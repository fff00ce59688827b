/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the templates of the adoption folder show.
 */
#ifndef FEATURE_ADOPTION_VIEWS_H
#define FEATURE_ADOPTION_VIEWS_H

#include "base/vector.h"
#include "html/html.h"
#include "i18n/word.h"

struct adoption_line_view {
    struct text text;
};

/* A category of the register of data. */
struct adoption_kept_view {
    struct text title, what, basis, readers, term;
};

/* A heading with what stands below it: paragraphs, then a list, then what is kept. Any of them may be empty. */
struct adoption_section_view {
    struct text heading;
    VECTOR(struct adoption_line_view) lines;
    VECTOR(struct adoption_line_view) items;
    VECTOR(struct adoption_kept_view) kept;
};

struct adoption_paper_view {
    const char *language;
    const char *direction;
    const struct words *words;
    struct text organisation;
    struct text title;
    struct text made;
    bool signs; /* room for a signature at the end */
    VECTOR(struct adoption_section_view) sections;
};

/* A whole page round a paper, for a file. */
struct adoption_file_view {
    const char *language;
    const char *direction;
    struct text title;
    struct address style;
    struct html_part paper;
};

/* The page in the program. */
struct adoption_page_view {
    struct text title; /* of the paper, in the reader's language */
    struct address back;
    struct html_part paper;
};

struct adoption_language_view {
    const char *code;
    const char *name;
    struct address page;
};
struct adoption_item_view {
    enum word title;
    VECTOR(struct adoption_language_view) languages;
};
struct adoption_list_view {
    VECTOR(struct adoption_item_view) items;
};

#endif
