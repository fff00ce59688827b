/* SPDX-License-Identifier: EUPL-1.2 */
/* See queue.h. */
#include "http/queue.h"

void queue_init(struct queue *queue, size_t limit)
{
    *queue = (struct queue){ .limit = limit };
    pthread_mutex_init(&queue->mutex, NULL);
    pthread_cond_init(&queue->filled, NULL);
}

void queue_release(struct queue *queue)
{
    pthread_cond_destroy(&queue->filled);
    pthread_mutex_destroy(&queue->mutex);
}

/* The mutex is held. */
static bool append(struct queue *queue, struct queued *queued)
{
    if (queue->limit > 0 && queue->count == queue->limit)
        return false;
    queued->next = NULL;
    if (queue->last)
        queue->last->next = queued;
    else
        queue->first = queued;
    queue->last = queued;
    queue->count++;
    return true;
}

bool queue_put(struct queue *queue, struct queued *queued)
{
    pthread_mutex_lock(&queue->mutex);
    bool put = append(queue, queued);
    bool wake = put && queue->sleeping > 0;
    pthread_mutex_unlock(&queue->mutex);
    if (wake)
        pthread_cond_signal(&queue->filled); /* outside: the woken thread does not run into the mutex */
    return put;
}

bool queue_put_last(struct queue *queue, struct queued *queued)
{
    pthread_mutex_lock(&queue->mutex);
    bool put = append(queue, queued);
    if (put && queue->sleeping > 0)
        pthread_cond_signal(&queue->filled);
    pthread_mutex_unlock(&queue->mutex);
    return put;
}

struct queued *queue_take(struct queue *queue)
{
    pthread_mutex_lock(&queue->mutex);
    while (!queue->first && !queue->ended) {
        queue->sleeping++;
        pthread_cond_wait(&queue->filled, &queue->mutex);
        queue->sleeping--;
    }
    struct queued *queued = queue->first;
    if (queued) {
        queue->first = queued->next;
        if (!queue->first)
            queue->last = NULL;
        queue->count--;
    }
    pthread_mutex_unlock(&queue->mutex);
    return queued;
}

void queue_end(struct queue *queue)
{
    pthread_mutex_lock(&queue->mutex);
    queue->ended = true;
    pthread_cond_broadcast(&queue->filled);
    pthread_mutex_unlock(&queue->mutex);
}
