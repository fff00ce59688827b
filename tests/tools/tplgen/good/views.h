/* SPDX-License-Identifier: EUPL-1.2 */
/* The views of the good templates, and the addresses that they use. */
#ifndef TESTS_TPLGEN_VIEWS_H
#define TESTS_TPLGEN_VIEWS_H

#include "html/html.h"

#include <stdbool.h>

enum good_mode { MODE_FIRST, MODE_SECOND, MODE__MAX };

struct entry_view {
    struct child_id child;
    struct text note;
    enum word word;
    bool absent;
    const char *pictogram;
};

struct good_view {
    struct text name;
    const char *string;
    int64_t count;
    size_t size;
    struct date day;
    bool open;
    enum good_mode mode;
    struct address address;
    struct text data;
    struct entry_view first;
    struct {
        const struct entry_view *items;
        size_t count;
    } entries;
    struct html_part content;
};

struct address url_test_day(struct arena *arena, struct child_id child, struct date day);

#endif
