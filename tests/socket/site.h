/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A small site for the socket tests: a real server on loopback with routes that show each way a request can go, a writer thread that can be
 * held, and a client that sends bytes as they are. Nothing of it knows a database.
 */
#ifndef TESTS_SITE_H
#define TESTS_SITE_H

#include "base/log.h"
#include "http/asset_file.h"
#include "http/live.h"
#include "http/server.h"
#include "support/call.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>

/* cmocka wants the three above first. */
#include <cmocka.h>

enum { SITE_WRITER_QUEUE = 4, SITE_ANSWER_SIZE = 4 * 1024 * 1024 };

struct site {
    struct server *server;
    struct live *live;
    struct server_options options;
    pthread_t writer;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    struct http_change *waiting[SITE_WRITER_QUEUE];
    int waiting_count;
    bool held; /* the writer takes nothing */
    bool ended;
    _Atomic int changes;  /* made */
    _Atomic int gates;    /* questions to the gate */
    _Atomic int handlers; /* handlers run */
    _Atomic int released; /* arenas of /change requests that were given back */
    uint64_t session_topics[2];
};

/* Options with short deadlines are set by `tune` (may be NULL) before the start. */
void site_start(struct site *site, void (*tune)(struct server_options *options, struct live_options *live));
void site_stop(struct site *site);

/* Holds or frees the writer. */
void site_hold(struct site *site, bool held);

/* Waits (at most 5 s) until the number is reached; fails the test otherwise. */
void site_wait(const _Atomic int *number, int wanted);

/* A new connection to the site. */
int site_connect(struct site *site);

/* Sends all bytes. False when the other side closed. */
bool site_send(int client, const char *bytes);
bool site_send_bytes(int client, const char *bytes, size_t size);

/* Reads for `milliseconds` or until the other side closes; NUL-terminated, in a static buffer. */
const char *site_read(int client, int milliseconds);

/* Reads one answer with Content-Length (or until the close); leaves what follows unread. */
const char *site_read_answer(int client);

/* Status of the answer text, 0 when there is none. */
int site_status(const char *answer);

/* True when the other side closed within `milliseconds`. */
bool site_is_closed(int client, int milliseconds);

/* One request on a connection of its own: connects, sends, reads to the end of the answer, closes. */
const char *site_ask(struct site *site, const char *request);

void site_sleep(int milliseconds);

/* Everything but the sockets, for tests of http_test_call: the options with routes and hooks of this site. */
struct server_options site_options(struct site *site);

#endif
