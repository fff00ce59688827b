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

bool queue_put(struct queue *queue, struct job *job)
{
    pthread_mutex_lock(&queue->mutex);
    bool room = queue->limit == 0 || queue->count < queue->limit;
    if (room) {
        job->next = NULL;
        if (queue->last)
            queue->last->next = job;
        else
            queue->first = job;
        queue->last = job;
        queue->count++;
        /* With the mutex held: once it is released the taker may finish the last job and free the queue. */
        if (queue->sleeping > 0)
            pthread_cond_signal(&queue->filled);
    }
    pthread_mutex_unlock(&queue->mutex);
    return room;
}

struct job *queue_take(struct queue *queue)
{
    pthread_mutex_lock(&queue->mutex);
    while (!queue->first && !queue->ended) {
        queue->sleeping++;
        pthread_cond_wait(&queue->filled, &queue->mutex);
        queue->sleeping--;
    }
    struct job *job = queue->first;
    if (job) {
        queue->first = job->next;
        if (!queue->first)
            queue->last = NULL;
        queue->count--;
    }
    pthread_mutex_unlock(&queue->mutex);
    return job;
}

void queue_end(struct queue *queue)
{
    pthread_mutex_lock(&queue->mutex);
    queue->ended = true;
    pthread_cond_broadcast(&queue->filled);
    pthread_mutex_unlock(&queue->mutex);
}
