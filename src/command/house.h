/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One organisation's installation as it runs: its database with writer and readers, people, live events, jobs, ways out and
 * control socket. A process may run several beside each other; they know nothing of each other.
 */
#ifndef COMMAND_HOUSE_H
#define COMMAND_HOUSE_H

#include "command/app.h"
#include "media/media.h"

struct control_server;
struct event_hub;
struct job_runner;
struct live;

struct house {
    const struct settings *settings;
    struct media media;
    struct app app;
    struct workplace workplace;
    struct workplace_server commands;
    struct event_hub *hub;
    int subscription; /* of the live hub; 0: none */
    struct live *live;
    struct access *access;
    struct channel *channel;
    struct control_server *control;
    struct job_runner *jobs;
    struct job_kind kinds[APP_JOBS_MAXIMUM];
};

/*
 * Starts all of it; `ret_house` stays where it is, for its parts point at each other. STATUS_BUSY when another process writes
 * the database, otherwise see installation_check; error->detail says what to do. After a failure nothing of it runs.
 */
int house_start(const struct settings *settings, const struct clock *clock, struct media_decoder *decoder,
                struct error *error, struct house *ret_house) MUST_CHECK;

/* What the server needs of it. */
struct server_site house_site(struct house *house);

/* After the server. */
void house_stop(struct house *house);

#endif
