/* SPDX-License-Identifier: EUPL-1.2 */
/* Taking a socket over from the event loop. See live_socket.h. */
#include "http/live_socket.h"

#include "base/buffer.h"
#include "base/clock.h"
#include "base/memory.h"
#include "http/live_hub.h"

#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <sys/socket.h>

enum { RETRY_MS = 3000, HEAD_MAXIMUM = 8192, SEND_BUFFER = 32 * 1024 };

static struct live_message *head_of(const struct reply *reply)
{
    struct buffer buffer;
    buffer_init(&buffer, HEAD_MAXIMUM);
    buffer_put(&buffer, TEXT("HTTP/1.1 200 OK\r\nConnection: close\r\n"));
    for (size_t i = 0; i < reply->headers.count; i++)
        buffer_printf(&buffer, "%.*s: %.*s\r\n", TEXT_ARGS(reply->headers.items[i].name),
                      TEXT_ARGS(reply->headers.items[i].value));
    buffer_printf(&buffer, "\r\nretry: %d\n\n", RETRY_MS);
    struct text bytes = buffer_text(&buffer);
    struct live_message *message = live_message_new(bytes.length);
    memcpy(message->bytes, bytes.data, bytes.length);
    buffer_release(&buffer);
    return message;
}

static int64_t since_of(const struct request *request, const struct stream *stream)
{
    int64_t since = stream->since;
    struct text header = request_header(request, "Last-Event-ID");
    if (header.length > 0 && text_to_integer(header, 0, INT64_MAX, &since))
        since = 0;
    return since;
}

static int compare_links(const void *left, const void *right)
{
    uint64_t first = ((const struct live_link *)left)->topic;
    uint64_t second = ((const struct live_link *)right)->topic;
    return (first > second) - (first < second);
}

static struct live_listener *listener_of(const struct live *live, int socket, const struct request *request,
                                         const struct stream *stream)
{
    size_t count = stream->topic_count < LIVE_TOPICS_MAXIMUM ? stream->topic_count : LIVE_TOPICS_MAXIMUM;
    struct live_listener *listener = memory_allocate(1, sizeof(*listener) + count * sizeof(listener->links[0]));
    int64_t now = clock_ticks();
    listener->socket = socket;
    listener->owner = stream->owner;
    listener->since = since_of(request, stream);
    listener->last_sequence = -1;
    listener->end_ticks = now + live->options.lifetime_ms;
    if (stream->until_at != INSTANT_NONE && stream->until_at - request->now_at < live->options.lifetime_ms)
        listener->end_ticks = now + stream->until_at - request->now_at;
    listener->beat_ticks = now + live->options.heartbeat_ms;
    listener->link_count = count;
    for (size_t i = 0; i < count; i++)
        listener->links[i].topic = stream->topics[i];
    qsort(listener->links, count, sizeof(listener->links[0]), compare_links);
    struct text address = text_slice(request->address, 0, PROXY_ADDRESS_SIZE - 1);
    memcpy(listener->address, text_bytes(address), address.length);
    return listener;
}

void live_take_socket(struct live *live, int socket, const struct request *request, const struct reply *reply)
{
    static const int on = 1;
    static const int off = 0;
    static const int room = SEND_BUFFER;
    int copy = fcntl(socket, F_DUPFD_CLOEXEC, 0);
    if (copy < 0)
        return;
    setsockopt(copy, IPPROTO_TCP, TCP_CORK, &off, sizeof(off));
    setsockopt(copy, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
    setsockopt(copy, SOL_SOCKET, SO_SNDBUF, &room,
               sizeof(room)); /* a slow reader shows soon, and costs the kernel little */
    struct live_listener *listener = listener_of(live, copy, request, reply->stream);
    struct live_message *head = head_of(reply);
    listener_put(listener, head, 0);
    /* The head's only holder is now the listener, so the two threads never count at the same time. */
    live_message_drop(head);
    live_post(live, (struct letter){ .kind = LETTER_LISTENER, .listener = listener });
}
