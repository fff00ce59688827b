/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One request on its way through the threads of the server: struct request, what libmicrohttpd needs and where it stands. While the
 * library's connection is suspended the exchange belongs to a worker, the writer or a hash thread; the library neither reads nor frees
 * a suspended connection, so a client that leaves in that time changes nothing until the answer is there. Private to http.
 */
#ifndef HTTP_EXCHANGE_H
#define HTTP_EXCHANGE_H

#include "http/body.h"
#include "http/connection.h"
#include "http/dispatch.h"
#include "http/queue.h"
#include "http/reply.h"

#include <microhttpd.h>

struct server_state;

/* Where it stands, seen from the event loop. */
enum phase {
    PHASE_HEAD, /* the request line is known */
    PHASE_OPEN, /* the head is checked, no body is to come: the library calls once more */
    PHASE_GATE, /* with a worker for the gate */
    PHASE_BODY, /* reading the body */
    PHASE_RUN,  /* with a worker for the handler */
    PHASE_SENT, /* answered */
    PHASE__MAX
};

/* What the next worker does. */
enum work { WORK_GATE, WORK_RUN, WORK_THEN, WORK__MAX };

struct exchange {
    struct queued queued; /* must stay the first member */
    struct exchange *next_free;
    struct server_state *state;
    struct MHD_Connection *library;
    struct connection *connection;
    struct request request;
    struct request_part part;
    struct body body;
    enum phase phase;
    enum work work;
    enum step step;
    struct outcome outcome;
    struct reply reply;
    struct http_change change;
    struct MHD_Response *response; /* made by the worker, queued by the loop */
    int64_t started_us;
};

/* One thread that runs steps. */
struct worker {
    pthread_t thread;
    struct server_state *state;
    struct db **dbs; /* a reader of each site */
    struct compressor *compressor;
};

/* From a pool, with an empty arena and output buffer. */
struct exchange *exchange_new(struct server_state *state);

/* Frees what it holds and gives it back to the pool. */
void exchange_end(struct exchange *exchange);

/* Makes exchange->response of the reply; it stays NULL for a stream, and when memory is out or a descriptor bad. */
void exchange_respond(struct exchange *exchange);

/* Runs the step that is due; afterwards the exchange belongs to somebody else. */
void exchange_work(struct exchange *exchange, struct worker *worker);

/* On a hash thread: runs the computation and hands the exchange to the workers. */
void exchange_compute(struct exchange *exchange);

/* The callbacks of libmicrohttpd; `context` is the struct server_state. */
void *exchange_on_target(void *context, const char *target, struct MHD_Connection *library);
enum MHD_Result exchange_on_request(void *context, struct MHD_Connection *library, const char *url, const char *method,
                                    const char *version, const char *data, size_t *data_size, void **exchange);
void exchange_on_completed(void *context, struct MHD_Connection *library, void **exchange,
                           enum MHD_RequestTerminationCode reason);
void exchange_on_connection(void *context, struct MHD_Connection *library, void **connection,
                            enum MHD_ConnectionNotificationCode what);

#endif
