/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the load clients share: the file of who asks for what that bench_data prints, sockets, and reading an answer.
 */
#ifndef BENCH_CLIENTS_H
#define BENCH_CLIENTS_H

#include "base/attribute.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ANSWER_MAXIMUM = 512 * 1024 };

/* Who asks for what: a line "TOKEN PATH". */
struct visitor {
    char token[64];
    char path[128];
};

struct visitors {
    struct visitor *items;
    size_t count;
};

/* Says why on stderr and ends the program with status 1. */
_Noreturn void client_give_up(const char *what);

/* All lines of the file; ends the program when there is none. */
struct visitors visitors_read(const char *path);

/* A connection to 127.0.0.1 that is open and does not block. */
int client_connect(uint16_t port);

/* Microseconds of a clock that only goes forward. */
int64_t client_now_us(void);

/* The requests as they go over the wire, in `ret_bytes`; give their length. A write is the morning note of the visitor's
 * child under a client id that nobody used before. */
size_t client_read_request(const struct visitor *visitor, size_t size, char *ret_bytes);
size_t client_write_request(const struct visitor *visitor, size_t size, char *ret_bytes);

/*
 * Looks whether `bytes` hold a whole answer. 0: not yet; -1: not HTTP; otherwise its status, and ret_length is how many
 * bytes it took. A stream (no Content-Length) is whole after its head.
 */
int client_answer(const char *bytes, size_t length, size_t *ret_length);

#endif
