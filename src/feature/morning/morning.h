/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The morning as home tells it, in three taps from the first page after signing in: the night, breakfast, the last bottle, the mood,
 * what to know, who collects, and a wish for today; for brothers and sisters at once, each with lines of its own. It is asked for
 * while a child is expected and nobody of us checked it in, and only what suits the age of its group: no breakfast for who comes
 * from school, a bottle for who may still have one.
 *
 * What it writes are lines of the notebook (feature/handover), so that the board, "gelezen", and answers are what they are for any
 * line. Who collects is a message until the staff confirmed it (feature/family), unless that person may collect already. A wish is
 * one of feature/wish. Who reads all of it: the group and the writer's home, or the other home as well.
 */
#ifndef FEATURE_MORNING_MORNING_H
#define FEATURE_MORNING_MORNING_H

#include "base/attribute.h"
#include "feature/handover/handover.h"
#include "html/html.h"
#include "http/route.h"

struct change;
struct request;

enum {
    MORNING_CHILDREN_MAXIMUM = 20, /* of one note: the child of the page and its brothers and sisters */
    MORNING_VALUES_MAXIMUM = 3,    /* night, breakfast, mood */
    MORNING_COLLECT_MAXIMUM = HANDOVER_COLLECTED_MAXIMUM
};

struct morning_note {
    struct client_write sent;
    const struct child_id *children; /* 1..MORNING_CHILDREN_MAXIMUM; the first is the one of the page */
    size_t child_count;
    const struct code *values[MORNING_VALUES_MAXIMUM];
    size_t value_count;
    struct text words;         /* may be empty, as what follows */
    const struct code *bottle; /* NULL: nothing was said of one */
    int64_t bottle_ml;         /* 0: not said */
    int64_t bottle_at;
    struct text collects; /* a name, at most MORNING_COLLECT_MAXIMUM characters */
    struct text wish;     /* at most WISH_WORDS_MAXIMUM characters */
    struct text language; /* of all words */
    bool both_homes;      /* the other home reads it too */
    struct date today;
    int64_t at; /* when it is told */
};

/*
 * A change (db/change.h): writes all of it or nothing. A brother or sister gets what suits its age. STATUS_INVALID, with a word,
 * when there is nothing to write; STATUS_NOT_FOUND when one of the children is not hers to write about.
 */
int morning_write(struct change *change, void *note) MUST_CHECK;

/* The own children of who looks, for the first page. */
struct morning_owns;
int morning_read_own(struct request *request, struct morning_owns **ret_owns) MUST_CHECK;

/* The form of one of them, the first one open; nothing for who came already, is not expected, or was told about. */
struct html_part morning_own_part(struct request *request, struct morning_owns *owns, struct child_id child);

extern const struct routes morning_routes;

struct address url_morning(struct arena *arena, struct child_id child);

#endif
