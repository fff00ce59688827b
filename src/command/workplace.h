/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Where a command changes data: in the server that runs on it, or, when none runs, here with a writer of its own.
 * init and demo open one themselves, serve has more around it (command/app.h).
 */
#ifndef COMMAND_WORKPLACE_H
#define COMMAND_WORKPLACE_H

#include "base/clock.h"
#include "base/error.h"
#include "base/identity.h"
#include "base/text.h"
#include "db/control.h"

struct change;
struct command_call;
struct db;
struct event_hub;
struct media;
struct settings;
struct writer;

/* A writer and a reader on the database. Lives where it was opened: it is pointed at. */
struct workplace {
    const struct clock *clock;
    struct identity_source identities;
    struct writer *writer;
    struct db *db;
};

/*
 * Checks the schema, takes the writer's lock and opens. `hub` may be NULL. STATUS_BUSY when another process writes;
 * error->detail says so. Close it with workplace_close, also nothing to close after a failure.
 */
int workplace_open(const struct settings *settings, const struct clock *clock, struct event_hub *hub,
                   struct error *error, struct workplace *ret_workplace) MUST_CHECK;
void workplace_close(struct workplace *workplace);

/* The media store of an installation, by its key file; without a decoder. */
int workplace_media(const struct settings *settings, struct error *error, struct media *ret_media) MUST_CHECK;

/* Runs one change of an organisation (0: none yet) by the program itself and waits for it. */
int workplace_change(struct writer *writer, struct arena *arena, struct organisation_id organisation,
                     int (*change)(struct change *change, void *argument), void *argument,
                     struct error *error) MUST_CHECK;

/* Runs call->command, which needs a writer, in the server or here; `words` are those behind its name. */
int workplace_run(struct command_call *call, size_t count, const struct text *words);

/* The same commands as the server answers them (db/control.h): `context` is a struct workplace_server. */
struct workplace_server {
    const struct settings *settings;
    struct workplace *workplace;
    const struct media *media;
};
enum { WORKPLACE_COMMANDS_MAXIMUM = 16 };
size_t workplace_commands(struct workplace_server *server,
                          struct control_command ret_commands[WORKPLACE_COMMANDS_MAXIMUM]);

#endif
