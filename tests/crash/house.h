/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * An installation of a test's own that the released program serves: a folder made by `samenspel init`, a group with
 * children, and a professional who signed in by her link. The test kills the server, takes its disk away and starts it
 * again, and reads the database beside it: an SQLite file in the folder, or a database of its own on the PostgreSQL of
 * SAMENSPEL_TEST_POSTGRESQL, which is not killed.
 *
 * SAMENSPEL_TEST_PROGRAM is the program. All functions fail the test where they cannot do their work.
 */
#ifndef CRASH_HOUSE_H
#define CRASH_HOUSE_H

#include "base/arena.h"
#include "base/identity.h"

#include <sys/types.h>

struct db;

enum {
    HOUSE_CHILDREN = 6,
    HOUSE_READY_MS = 20000, /* for a start, also after a kill */
    HOUSE_STOP_MS = 20000
};

struct house {
    struct arena *arena;
    const char *folder;   /* of the test; gone after house_remove */
    const char *data;     /* of the installation, in it */
    const char *database; /* file, or connection string of the role that owns the tables */
    const char *service;  /* PostgreSQL: connection string of the role that serves; NULL on SQLite */
    const char *log;      /* what the server says */
    const char *output;   /* what the last command said */
    const char *cookie;   /* of the professional: "samenspel=..." */
    struct organisation_id organisation;
    struct group_id group;
    struct child_id children[HOUSE_CHILDREN];
    pid_t server; /* 0: none runs */
    uint16_t port;
};

void house_make(struct house *house);
void house_make_on_postgresql(struct house *house);
void house_remove(struct house *house);

/* A path in the test's folder. */
const char *house_path(struct house *house, const char *name);

/* Starts the server and waits until it answers pages. */
void house_start(struct house *house, const char *const *environment);

/* Starts it and does not wait; house_is_ready looks whether it answers (within so many milliseconds) and finds the port. */
void house_launch(struct house *house, const char *const *environment);
bool house_is_ready(struct house *house, int milliseconds);

/* kill -9, and what SIGTERM does; the second fails the test when it does not end well. */
void house_kill(struct house *house);
void house_stop(struct house *house);

/* Starts `samenspel` with these arguments (the last NULL; "--data" is added) and its output in house->output; the second
 * waits and gives the exit code, -1 when it was killed. */
pid_t house_spawn(struct house *house, const char *const *environment, const char *const *arguments);
int house_wait(pid_t process);
int house_run(struct house *house, const char *const *arguments);

/* What the last command said, and what the server says since its start. */
struct text house_output(struct house *house);
struct text house_log(struct house *house);

/* A number that SQL gives, from a reading connection of the test. */
int64_t house_number(struct house *house, const char *sql);

/* The first column, a text, of what SQL gives, from one snapshot; in the arena. */
struct house_texts {
    struct text *items;
    size_t count;
};
struct house_texts house_texts(struct house *house, struct arena *arena, const char *sql);

/* Fails the test when the engine finds damage, a reference to nothing, an access set that is not its rule, or writes whose
 * rows in the tables do not go together. */
void house_check(struct house *house);

/* For house_make alone: where a PostgreSQL's database of the house's own is, and its end. */
void house_database_make(struct house *house);
void house_database_remove(struct house *house);

/* Makes or removes an empty file that a preloaded library looks for. */
void house_flag(const char *path, bool on);

int64_t house_milliseconds(void);
void house_sleep(int milliseconds);

#endif
