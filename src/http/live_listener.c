/* SPDX-License-Identifier: EUPL-1.2 */
/* See live_listener.h. */
#include "http/live_listener.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

struct live_message *live_message_new(size_t length)
{
    struct live_message *message = memory_allocate(1, sizeof(*message) + length);
    message->holders = 1;
    message->length = length;
    return message;
}

struct live_message *live_message_hold(struct live_message *message)
{
    message->holders++;
    return message;
}

void live_message_drop(struct live_message *message)
{
    if (message && --message->holders == 0)
        free(message);
}

static struct live_message *message_of_buffer(struct buffer *buffer)
{
    struct text bytes = buffer_text(buffer);
    struct live_message *message = live_message_new(bytes.length);
    memcpy(message->bytes, bytes.data, bytes.length);
    buffer_release(buffer);
    return message;
}

struct live_message *live_message_of(const struct live_event *event)
{
    struct buffer buffer;
    struct text rest = text_limit(event->data, LIVE_DATA_MAXIMUM);
    buffer_init(&buffer, LIVE_DATA_MAXIMUM * 8);
    buffer_printf(&buffer, "id: %lld\nevent: %.*s\n", (long long)event->sequence,
                  TEXT_ARGS(text_limit(event->name, LIVE_NAME_MAXIMUM)));
    if (rest.length == 0)
        rest = TEXT("-"); /* browsers do not deliver an event without data */
    while (rest.data) {
        buffer_put(&buffer, TEXT("data: "));
        buffer_put(&buffer, text_cut(rest, '\n', &rest));
        buffer_put_char(&buffer, '\n');
    }
    buffer_put_char(&buffer, '\n');
    struct live_message *message = message_of_buffer(&buffer);
    message->sequence = event->sequence;
    message->topic_count =
        event->topic_count < LIVE_EVENT_TOPICS_MAXIMUM ? event->topic_count : LIVE_EVENT_TOPICS_MAXIMUM;
    memcpy(message->topics, event->topics, message->topic_count * sizeof(event->topics[0]));
    return message;
}

struct live_message *live_message_resync(int64_t sequence)
{
    struct buffer buffer;
    buffer_init(&buffer, 256);
    buffer_printf(&buffer, "id: %lld\nevent: resync\ndata: -\n\n", (long long)sequence);
    struct live_message *message = message_of_buffer(&buffer);
    message->sequence = sequence;
    return message;
}

static size_t place_of(const struct live_listener *listener, size_t index)
{
    return (listener->pending_first + index) % LIVE_PENDING_MAXIMUM;
}

static void append(struct live_listener *listener, struct live_message *message)
{
    listener->pending[place_of(listener, listener->pending_count)] = live_message_hold(message);
    listener->pending_count++;
}

/* Keeps only the first `keep`. */
static void drop_pending(struct live_listener *listener, size_t keep)
{
    for (size_t i = keep; i < listener->pending_count; i++)
        live_message_drop(listener->pending[place_of(listener, i)]);
    if (listener->pending_count > keep)
        listener->pending_count = (uint8_t)keep;
}

void listener_put(struct live_listener *listener, struct live_message *message, int64_t sequence)
{
    if (listener->pending_count < LIVE_PENDING_MAXIMUM) {
        append(listener, message);
        return;
    }
    struct live_message *resync = live_message_resync(sequence);
    bool first_stays = listener->sent > 0 || !listener->begun;
    drop_pending(listener, first_stays ? 1 : 0);
    append(listener, resync);
    live_message_drop(resync);
}

static void shift(struct live_listener *listener)
{
    live_message_drop(listener->pending[listener->pending_first]);
    listener->pending_first = (uint8_t)place_of(listener, 1);
    listener->pending_count--;
    listener->sent = 0;
}

void listener_flush(struct live_listener *listener, int64_t now)
{
    while (listener->pending_count > 0 && !listener->gone) {
        struct live_message *message = listener->pending[listener->pending_first];
        ssize_t count = send(listener->socket, message->bytes + listener->sent, message->length - listener->sent,
                             MSG_DONTWAIT | MSG_NOSIGNAL);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0) {
            listener->gone = errno != EAGAIN && errno != EWOULDBLOCK;
            if (listener->blocked_ticks == 0)
                listener->blocked_ticks = now;
            return;
        }
        listener->blocked_ticks = 0;
        listener->begun = true;
        listener->sent += (uint32_t)count;
        if (listener->sent == message->length)
            shift(listener);
    }
}

void listener_free(struct live_listener *listener)
{
    drop_pending(listener, 0);
    close(listener->socket);
    free(listener);
}
