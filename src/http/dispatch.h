/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The steps of a request between the sockets and the handlers, each on one thread, none waiting. Who calls them (the server's threads or
 * a test) hands a change or a computation over and comes back with its result. Private to http.
 */
#ifndef HTTP_DISPATCH_H
#define HTTP_DISPATCH_H

#include "http/framing.h"
#include "http/outcome.h"
#include "http/request.h"
#include "http/request_part.h"

enum step {
    STEP_ANSWER,  /* the outcome is final */
    STEP_BODY,    /* read the body, then dispatch_run */
    STEP_CHANGE,  /* hand outcome.change over, then dispatch_then */
    STEP_COMPUTE, /* run outcome.compute, then dispatch_then */
    STEP__MAX
};

/*
 * The head of a request that passed framing_check, on the event loop: no database. Fills in address, host, path, query and route; decides
 * on what can be refused without knowing who asks (part->refusal). `peer` is the address of the connection.
 */
void dispatch_open(struct request *request, const struct framing_head *head, const struct framing *framing,
                   struct text peer);

/* On a worker with request->db set: gate and, when no body is to come, handler. */
enum step dispatch_gate(struct request *request, struct outcome *ret_outcome);

/* On a worker, after the body was read into the request (part->refusal when that failed). */
enum step dispatch_run(struct request *request, struct outcome *ret_outcome);

/* On a worker, after the change or computation of `*outcome`; replaces it. `error` may be NULL. */
enum step dispatch_then(struct request *request, int status, const struct error *error, struct outcome *outcome);

/* On a worker: the change could not be handed over. */
enum step dispatch_busy(struct request *request, struct outcome *ret_outcome);

/* Most bytes of the body that is to be read now. */
int64_t dispatch_body_limit(const struct request *request);

#endif
