/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Devices that write in the notebook: connections that each have one form on its way, kept alive, on one thread. A write
 * is a note with a number about several children, so that a half of it would be seen; its client id is the one of the
 * form, so that it can be sent again.
 */
#ifndef CRASH_CLIENT_H
#define CRASH_CLIENT_H

#include "house.h"

enum {
    CLIENT_ID_SIZE = 33,
    CLIENT_ANSWER_SIZE = 32 * 1024,
    CLIENT_CONNECTIONS_MAXIMUM = 48,
    WRITE_CHILDREN = 2 /* children of one write */
};

struct write {
    char client[CLIENT_ID_SIZE];
    uint32_t number; /* in the note, from 1 */
    int status;      /* of the answer; 0: none came */
};

/* All writes of a test, in the order of their numbers. */
struct writes {
    struct write *items;
    size_t count;
    size_t capacity;
};

/* A connection and what it waits for. */
struct client_connection {
    int socket;  /* -1: broken */
    long write;  /* index in the writes; -1: none is on its way */
    size_t used; /* bytes of the answer so far */
    char answer[CLIENT_ANSWER_SIZE];
};

struct clients {
    struct house *house;
    struct writes *writes;
    struct client_connection *connections; /* heap */
    size_t count;
    size_t answers;                /* that came since clients_open */
    char last[CLIENT_ANSWER_SIZE]; /* the last answer that was not 303, with a NUL */
};

/* Connects to the server of the house. */
void clients_open(struct clients *clients, struct house *house, struct writes *writes, size_t count);
void clients_close(struct clients *clients);

/* A new write on each connection that is free. */
void clients_send(struct clients *clients);

/*
 * Takes answers for so many milliseconds; with `go_on` each is followed by the next write. Ends early when nothing is on
 * its way and `go_on` is false, or every connection is broken. Gives how many answers came.
 */
size_t clients_listen(struct clients *clients, int milliseconds, bool go_on);

/* Sends the write again on a connection of its own and waits for the answer: its status. */
int client_repeat(struct house *house, const struct write *write);

/* The status of GET on the group's board, 0 when no answer came in time. */
int client_look(struct house *house, int milliseconds);

/* POSTs the button of a sign-in link; gives the cookie as a header value, in the arena. */
const char *client_sign_in(struct arena *arena, uint16_t port, struct text address);

/*
 * Holds all writes with index `from` and above against the database, reading only what has an id above `mark`: one with
 * an answer of 303 is there, for each of its children, and none is there twice or for some children only. Gives how many
 * without such an answer are there all the same.
 */
size_t writes_check(struct house *house, const struct writes *writes, size_t from, int64_t mark);

/* The highest id of an entry: the mark for what comes. */
int64_t writes_mark(struct house *house);

/* Forgets them and frees. */
void writes_free(struct writes *writes);

#endif
