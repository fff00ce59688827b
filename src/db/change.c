/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a change function may call besides its own statements.
 */
#include "db/change.h"

#include "base/arena.h"
#include "base/memory.h"
#include "base/random.h"
#include "db/change_events.h"
#include "db/client_write.sql.h"
#include "db/driver.h"
#include "db/event.sql.h"

int change_fail(struct change *change, int status, int word)
{
    if (word != 0)
        change->error.word = word;
    return status;
}

static void collect(struct change_events *events, const struct event *event)
{
    if (events->count == events->capacity) {
        events->capacity = events->capacity == 0 ? 64 : events->capacity * 2;
        events->items = memory_grow(events->items, events->capacity, sizeof *events->items);
    }
    events->items[events->count++] = *event;
}

/* A kind goes into the text of live events as it is. */
static bool kind_is_word(const char *kind)
{
    size_t length = strspn(kind, "abcdefghijklmnopqrstuvwxyz_");
    return length > 0 && length < EVENT_KIND_SIZE && kind[length] == '\0';
}

static int add_row(struct change *change, const struct event *event)
{
    int64_t id = identity_mint(change->identities);
    if (event->sequence == 0)
        return live_event_add_waiting(change->db,
                                      (struct live_event_add_waiting_in){
                                          .organisation = event->organisation,
                                          .id = id,
                                          .kind = text_from(event->kind),
                                          .group = event->topic.group,
                                          .child = event->topic.child,
                                          .person = event->topic.person,
                                          .at = change->now_at,
                                      },
                                      NULL);
    return live_event_add(change->db,
                          (struct live_event_add_in){
                              .organisation = event->organisation,
                              .id = id,
                              .sequence = event->sequence,
                              .kind = text_from(event->kind),
                              .group = event->topic.group,
                              .child = event->topic.child,
                              .person = event->topic.person,
                              .at = change->now_at,
                          },
                          NULL);
}

/* A page that is told twice in one change asks once. */
static bool is_collected(const struct change_events *events, const char *kind, struct event_topic topic)
{
    for (size_t i = events->begin; i < events->count; i++) {
        const struct event *event = &events->items[i];
        if (event->topic.group.value == topic.group.value && event->topic.child.value == topic.child.value &&
            event->topic.person.value == topic.person.value && strcmp(event->kind, kind) == 0)
            return true;
    }
    return false;
}

int change_event(struct change *change, const char *kind, struct event_topic topic)
{
    struct change_events *events = change->events;
    if (!kind_is_word(kind))
        return error_set(&change->error, STATUS_FAILED, 0, "no kind of event: %.40s", kind);
    if (is_collected(events, kind, topic))
        return STATUS_OK;
    if (events->count - events->begin >= CHANGE_EVENT_MAXIMUM)
        return error_set(&change->error, STATUS_FAILED, 0, "more than %d events", CHANGE_EVENT_MAXIMUM);
    struct event event = { .organisation = change->organisation, .topic = topic };
    memcpy(event.kind, kind, strlen(kind) + 1);
    if (events->numbered)
        event.sequence = ++events->sequence;
    int status = add_row(change, &event);
    if (status == STATUS_OK)
        collect(events, &event);
    return status;
}

void change_wake(struct change *change)
{
    change->events->wake = true;
}

int change_client_write_find(struct change *change, const struct client_write *write, int64_t *ret_result)
{
    if (write->client.length != CLIENT_WRITE_BYTES || write->body_hash.length != SHA256_SIZE)
        return error_set(&change->error, STATUS_INVALID, 0, "client id or hash of a wrong length");
    struct client_write_get_row row;
    int status = client_write_get(change->db, change->arena,
                                  (struct client_write_get_in){
                                      .organisation = change->organisation,
                                      .person = change->actor,
                                      .device = write->device,
                                      .client = write->client,
                                  },
                                  &row);
    if (status != STATUS_OK)
        return status;
    if (!text_equal(row.body_hash, write->body_hash))
        return error_set(&change->error, STATUS_CONFLICT, 0, "client id was used for another body");
    *ret_result = row.result;
    return STATUS_OK;
}

int change_client_write_keep(struct change *change, const struct client_write *write, int64_t result)
{
    return client_write_add(change->db,
                            (struct client_write_add_in){
                                .organisation = change->organisation,
                                .person = change->actor,
                                .device = write->device,
                                .client = write->client,
                                .body_hash = write->body_hash,
                                .result = result,
                                .at = change->now_at,
                            },
                            NULL);
}
