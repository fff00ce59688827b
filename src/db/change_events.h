/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Between a change and the writer: the events of a transaction that is not committed yet. Inside the db layer.
 */
#ifndef DB_CHANGE_EVENTS_H
#define DB_CHANGE_EVENTS_H

#include "db/event.h"

struct change_events {
    struct event *items; /* heap; of the whole transaction, in order */
    size_t count;
    size_t capacity;
    bool wake;        /* one of the changes asked for it */
    size_t begin;     /* where those of the change that runs begin */
    bool numbered;    /* SQLite: events get their sequence here */
    int64_t sequence; /* the last given out */
};

#endif
