/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A mail server and an SMS gateway that are real (mail_server.py), for tests of what the program sends; and its jobs, run one
 * by one as the test says.
 */
#ifndef PAGE_POST_H
#define PAGE_POST_H

#include "page/visit.h"

struct post {
    struct visit *visit;
    char folder[64]; /* what came in */
    pid_t process;   /* 0: the server is not there */
    int input;       /* its standard input: it ends with it */
    int mail_port;   /* kept when it is started again */
    int gateway_port;
    struct job_runner *runner;
};

/* Starts the servers on 127.0.0.1 and lets the visit send through them. `host` is what the program is told: 127.0.0.1. */
void post_open(struct visit *visit, const char *host, struct post *ret_post);
void post_close(struct post *post);

/* Stops the servers, and starts them again on the same ports. */
void post_stop(struct post *post);
void post_start(struct post *post);

/* The server takes nobody for the moment, or again. */
void post_away(struct post *post, bool away);

/* Runs all jobs that are due; gives how many. */
int post_run(struct post *post);

/* How many mails or SMS came in ("mail", "sms"), and the one with this number from 1, as it went over the line; decoded: parts
 * in quoted-printable are made plain. */
int post_count(struct post *post, const char *kind);
struct text post_raw(struct post *post, const char *kind, int number);
struct text post_read(struct post *post, const char *kind, int number);

#endif
