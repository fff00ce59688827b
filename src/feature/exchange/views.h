/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the templates of the exchange show.
 */
#ifndef FEATURE_EXCHANGE_VIEWS_H
#define FEATURE_EXCHANGE_VIEWS_H

#include "base/vector.h"
#include "html/html.h"

/* A file in the list. */
struct roster_item_view {
    struct address page;
    struct text name;
    struct text when;
    enum word state;
    const char *icon;
};
struct roster_list_view {
    bool done;             /* somebody just decided */
    bool off;              /* there is no folder */
    struct address places; /* where children are enrolled by hand */
    VECTOR(struct roster_item_view) items;
};

/* One line about a row or a child: name or number of the child, location, "regel 12", what was found; what there is of it. */
struct roster_part_view {
    struct text text;
    bool follows; /* another part stands before it */
};
struct roster_line_view {
    VECTOR(struct roster_part_view) parts;
};

/* All lines of one reason. */
struct roster_reason_view {
    const char *code;
    const char *icon;
    enum word sentence;
    struct text count; /* "12 keer" */
    bool open;         /* shown at once: somebody should look */
    bool more;         /* not all lines are shown */
    VECTOR(struct roster_line_view) lines;
};

/* A number with its words: "3 kinderen zijn nieuw". */
struct roster_count_view {
    struct text text;
};

struct roster_file_view {
    struct text name;
    struct text when;
    enum word state;
    struct text decided_by;
    bool waits;
    bool mine;      /* the reader may decide */
    bool may_apply; /* it can be applied */
    struct text problem;
    struct address back;
    struct address apply;
    struct address throw_away;
    VECTOR(struct roster_count_view) counts;
    VECTOR(struct roster_reason_view) reasons;
};

struct presence_month_view {
    struct text value; /* its first day */
    struct text text;
};
/* One that was asked for. */
struct presence_asked_view {
    struct text month;
    struct text state; /* in words */
    bool approved;
    struct address take;
};
struct presence_view {
    struct text location;
    struct address people;
    struct address ask;
    bool asked; /* just now */
    bool alone; /* nobody else is there to agree */
    VECTOR(struct presence_asked_view) requests;
    VECTOR(struct presence_month_view) months;
};

/* What a second person agrees to. */
struct presence_request_view {
    struct text what;
    bool own;
    bool over;
    struct address tasks;
    struct address decide;
};

#endif
