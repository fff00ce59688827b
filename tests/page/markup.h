/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A page as its reader sees it, for tests: its elements, the words that are visible, and its forms as a browser without
 * script fills them in. Reads the HTML that our templates write (every element closed, every attribute quoted) and fails the
 * test on anything else.
 */
#ifndef PAGE_MARKUP_H
#define PAGE_MARKUP_H

#include "base/arena.h"
#include "base/vector.h"

struct markup_attribute {
    struct text name;
    struct text value; /* decoded; empty when the attribute has none */
};

/* An element, or a piece of text between elements. */
struct markup_node {
    struct text tag;  /* in lower case; the null text for a piece of text */
    struct text text; /* of a piece: decoded */
    VECTOR(struct markup_attribute) attributes;
    size_t parent; /* SIZE_MAX for the outermost */
    size_t end;    /* place after its last descendant */
};

struct markup {
    struct arena *arena;
    VECTOR(struct markup_node) nodes; /* in the order of the page */
};

#define MARKUP_NONE SIZE_MAX

/* Reads a page or a part of one. Views of the page or texts in the arena; all results below too. */
struct markup *markup_read(struct arena *arena, struct text page);

/* The value of an attribute; the null text when the element does not have it. */
struct text markup_attribute(const struct markup *markup, size_t node, const char *name);

/* The element with this id; MARKUP_NONE when there is none. */
size_t markup_by_id(const struct markup *markup, struct text id);

/* The next element of this kind after `after` (MARKUP_NONE: from the start) inside `within` (MARKUP_NONE: the page). */
size_t markup_next(const struct markup *markup, size_t within, const char *tag, size_t after);

/* Whether one of the classes of the element is this one. */
bool markup_has_class(const struct markup *markup, size_t node, const char *name);

/* What can be read in an element (MARKUP_NONE: in the body): text pieces parted by one space, without what is hidden, without
 * isolates. Labels that only a screen reader says are in markup_said. */
struct text markup_words(const struct markup *markup, size_t node);

/* A text as markup_words gives it. */
const char *markup_plain(struct arena *arena, struct text text);

/* The words in attributes: aria-label, title, alt, placeholder, parted by newlines. */
struct text markup_said(const struct markup *markup, size_t node);

/* --- forms --- */

/* A form on its way: changes from what the page offers. */
struct markup_form {
    const struct markup *markup;
    size_t node;
    struct text action;
    VECTOR(struct markup_attribute) values;
};

/* The form that is the element, or the first in it whose action ends in `action` ("" for any). Fails the test when there is
 * none. Hidden fields and what is checked are filled in. */
struct markup_form markup_form(const struct markup *markup, size_t node, const char *action);

/* The same, but false when there is no such form. */
bool markup_has_form(const struct markup *markup, size_t node, const char *action);

/* Types, chooses or presses: sets a text field, adds a checkbox, changes a radio, presses a button of that value. Fails the test
 * when the page does not offer it. */
void markup_fill(struct markup_form *form, const char *name, struct text value);

/* The body that a browser sends. */
struct text markup_body(const struct markup_form *form);

#endif
