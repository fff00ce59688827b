/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The running program: all parts of the layers below put together, and stopped in the order in which they lean on each
 * other. The pages' tests use app_hooks and app_routes too, so that they run what serve runs.
 */
#ifndef COMMAND_APP_H
#define COMMAND_APP_H

#include "access/access.h"
#include "channel/channel.h"
#include "command/settings.h"
#include "command/workplace.h"
#include "http/server.h"

struct app;
struct house;
struct media_decoder;

/* What request->app points to. */
struct app {
    union { /* first: the layers find themselves there */
        struct access_context access;
        struct channel_context context;
    };
    const char *location;     /* of the database, for readers */
    struct db_recall *recall; /* of the readers; NULL: they ask the database each time */
    struct writer *writer;
};

enum { APP_ROUTES_MAXIMUM = 64, APP_JOBS_MAXIMUM = 32 };

/* The routes and the kinds of jobs of all features; gives how many. */
size_t app_routes(struct routes ret_routes[APP_ROUTES_MAXIMUM]);
size_t app_jobs(struct job_kind ret_kinds[APP_JOBS_MAXIMUM]);

/* The ways out as the settings have them. */
int app_channel(struct arena *arena, const struct settings *settings, struct error *error,
                struct channel **ret_channel) MUST_CHECK;

/* Fills all hooks of the server; `app` outlives it. */
void app_hooks(struct app *app, struct http_hooks *ret_hooks);

/* The process that serves; in the memory of the caller. */
struct running {
    const struct clock *clock;
    struct house *houses; /* command/house.h */
    size_t count;
    struct media_decoder *decoder; /* of all houses; NULL: none, and photos wait */
    struct server *server;
    struct routes routes[APP_ROUTES_MAXIMUM];
};

/*
 * Starts a house for each of the settings, and one server in front of all: it listens as the first says, and tells the houses
 * apart by the hosts of their origins. When it returns STATUS_OK pages are answered. STATUS_BUSY when another process writes
 * a database, otherwise see house_start and server_start; error->detail says what to do. After a failure nothing runs.
 * The settings outlive it. `decoder` (may be NULL) is taken over, also after a failure.
 */
int running_start(const struct settings *settings, size_t count, const struct clock *clock,
                  struct media_decoder *decoder, struct error *error, struct running *ret_running) MUST_CHECK;

/* The port that is listened on. */
int64_t running_port(const struct running *running);

/* Lets what is under way end, and stops. */
void running_stop(struct running *running);

#endif
