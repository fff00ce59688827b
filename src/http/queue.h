/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A queue between threads, first in first out. Places in it are members of what waits, so putting never allocates.
 */
#ifndef HTTP_QUEUE_H
#define HTTP_QUEUE_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

/* The place of something in a queue; a member of it. */
struct queued {
    struct queued *next;
};

struct queue {
    pthread_mutex_t mutex;
    pthread_cond_t filled;
    struct queued *first;
    struct queued *last;
    size_t count;
    size_t limit;    /* most waiting, 0: any number */
    size_t sleeping; /* threads in queue_take */
    bool ended;
};

void queue_init(struct queue *queue, size_t limit);
void queue_release(struct queue *queue);

/* False, and nothing put, when the limit is reached. For threads that are joined before the queue is released. */
bool queue_put(struct queue *queue, struct queued *queued);

/* The same for a thread that is not, such as the writer: it does not touch the queue once this can be taken. */
bool queue_put_last(struct queue *queue, struct queued *queued);

/* Waits for the next. NULL when the queue was ended and is empty. */
struct queued *queue_take(struct queue *queue);

/* Wakes all who wait; what is in the queue is still taken. */
void queue_end(struct queue *queue);

#endif
