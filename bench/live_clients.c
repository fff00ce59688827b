/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Thousands of idle live pages, and how soon all of them hear of a note.
 *
 *     bench_live PORT VISITORS COUNT
 *
 * Opens COUNT streams (GET /live), one for each line of VISITORS in turn, says "open COUNT" and waits: each line on stdin
 * makes the first visitor write a note and prints the milliseconds from sending it until the last stream has its event.
 * The end of stdin closes everything.
 */
#include "clients.h"

#include "base/error.h"
#include "base/random.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <unistd.h>

enum { AT_ONCE = 200, EVENTS = 512, WAIT_MS = 10000, READ_SIZE = 4096, REQUEST_SIZE = 1024 };

struct stream {
    int file;
    bool open;  /* its head came */
    bool heard; /* the event of this try */
};

struct listeners {
    struct stream *items;
    size_t count;
    int poller;
};

static void raise_file_limit(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

static void open_stream(struct listeners *listeners, struct stream *stream, uint16_t port, const char *token)
{
    char request[REQUEST_SIZE];
    struct visitor visitor = { .path = "/live" };
    memcpy(visitor.token, token, sizeof visitor.token);
    stream->file = client_connect(port);
    if (stream->file < 0)
        client_give_up("connect");
    size_t length = client_read_request(&visitor, sizeof request, request);
    struct epoll_event event = { .events = EPOLLIN, .data.ptr = stream };
    if (write(stream->file, request, length) != (ssize_t)length ||
        epoll_ctl(listeners->poller, EPOLL_CTL_ADD, stream->file, &event) != 0)
        client_give_up("stream");
}

/* Takes what came for the stream; true when it changed to open or to heard. A head ends with an empty line, an event has a
 * line of data, a heartbeat neither. */
static bool take(struct stream *stream)
{
    char bytes[READ_SIZE];
    bool changed = false;
    ssize_t count;
    while ((count = read(stream->file, bytes, sizeof bytes)) > 0) {
        if (!stream->open && memmem(bytes, (size_t)count, "HTTP/1.1 200", 12)) {
            stream->open = true;
            changed = true;
        }
        if (!stream->heard && memmem(bytes, (size_t)count, "\ndata:", 6)) {
            stream->heard = true;
            changed = true;
        }
    }
    if (count == 0 || errno != EAGAIN || !stream->open) {
        errno = count == 0 ? ECONNRESET : errno;
        client_give_up("a stream was refused or closed");
    }
    return changed;
}

/* Waits until `wanted` streams changed. */
static void wait_for(struct listeners *listeners, size_t wanted)
{
    struct epoll_event events[EVENTS];
    size_t changed = 0;
    while (changed < wanted) {
        int count = epoll_wait(listeners->poller, events, EVENTS, WAIT_MS);
        if (count <= 0)
            client_give_up("not all streams heard in time");
        for (int i = 0; i < count; i++)
            changed += take(events[i].data.ptr);
    }
}

/* Sends the note without waiting for its answer: that comes while the streams are read. */
static int send_note(uint16_t port, const struct visitor *visitor)
{
    char request[REQUEST_SIZE];
    int file = client_connect(port);
    size_t length = client_write_request(visitor, sizeof request, request);
    if (file < 0 || write(file, request, length) != (ssize_t)length)
        client_give_up("note");
    return file;
}

static void try_event(struct listeners *listeners, uint16_t port, const struct visitor *visitor)
{
    for (size_t i = 0; i < listeners->count; i++)
        listeners->items[i].heard = false;
    int64_t start = client_now_us();
    int file = send_note(port, visitor);
    wait_for(listeners, listeners->count);
    printf("%.1f\n", (double)(client_now_us() - start) / 1000);
    close(file);
}

int main(int argc, char **argv)
{
    char line[64];
    if (argc != 4 || random_start() != STATUS_OK)
        client_give_up("usage: bench_live PORT VISITORS COUNT");
    raise_file_limit();
    uint16_t port = (uint16_t)strtol(argv[1], NULL, 10);
    struct visitors visitors = visitors_read(argv[2]);
    struct listeners listeners = { .count = strtoul(argv[3], NULL, 10), .poller = epoll_create1(EPOLL_CLOEXEC) };
    listeners.items = calloc(listeners.count, sizeof *listeners.items);
    if (!listeners.items || listeners.poller < 0)
        client_give_up("memory");
    for (size_t i = 0; i < listeners.count; i++) {
        open_stream(&listeners, &listeners.items[i], port, visitors.items[i % visitors.count].token);
        if ((i + 1) % AT_ONCE == 0 || i + 1 == listeners.count)
            wait_for(&listeners, i % AT_ONCE + 1);
    }
    printf("open %zu\n", listeners.count);
    fflush(stdout);
    while (fgets(line, sizeof line, stdin)) {
        try_event(&listeners, port, &visitors.items[0]);
        fflush(stdout);
    }
    return 0;
}
