/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The hub: a list of subscribers behind a mutex that is held while they are called, so that nobody is called
 * after unsubscribing.
 */
#include "db/event.h"

#include <pthread.h>

#include "base/memory.h"

struct subscriber {
    int number;
    void (*take)(void *context, const struct event *events, size_t count);
    void *context;
};

struct event_hub {
    pthread_mutex_t mutex;
    struct subscriber *subscribers;
    size_t count;
    int last_number;
};

struct event_hub *event_hub_new(void)
{
    struct event_hub *hub = memory_allocate(1, sizeof *hub);
    pthread_mutex_init(&hub->mutex, NULL);
    return hub;
}

void event_hub_free(struct event_hub *hub)
{
    if (hub == NULL)
        return;
    pthread_mutex_destroy(&hub->mutex);
    free(hub->subscribers);
    free(hub);
}

int event_hub_subscribe(struct event_hub *hub, void (*take)(void *context, const struct event *events, size_t count),
                        void *context)
{
    pthread_mutex_lock(&hub->mutex);
    hub->subscribers = memory_grow(hub->subscribers, hub->count + 1, sizeof *hub->subscribers);
    int number = ++hub->last_number;
    hub->subscribers[hub->count++] = (struct subscriber){ .number = number, .take = take, .context = context };
    pthread_mutex_unlock(&hub->mutex);
    return number;
}

void event_hub_unsubscribe(struct event_hub *hub, int subscription)
{
    pthread_mutex_lock(&hub->mutex);
    for (size_t i = 0; i < hub->count; i++) {
        if (hub->subscribers[i].number == subscription) {
            hub->subscribers[i] = hub->subscribers[--hub->count];
            break;
        }
    }
    pthread_mutex_unlock(&hub->mutex);
}

void event_hub_publish(struct event_hub *hub, const struct event *events, size_t count)
{
    pthread_mutex_lock(&hub->mutex);
    for (size_t i = 0; i < hub->count; i++)
        hub->subscribers[i].take(hub->subscribers[i].context, events, count);
    pthread_mutex_unlock(&hub->mutex);
}
