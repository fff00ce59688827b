/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Inside the db layer: bytes on the control socket, for both ends (db/control.h has the format).
 */
#ifndef DB_CONTROL_WIRE_H
#define DB_CONTROL_WIRE_H

#include <sys/un.h>

#include "base/text.h"

struct control_call;

enum {
    CONTROL_OUTPUT = 'o',
    CONTROL_ERRORS = 'e',
    CONTROL_END = 'x',
    CONTROL_FRAME_MAXIMUM = 64 * 1024 /* bytes of one frame; longer output goes in several */
};

/* Reads or writes all `size` bytes. STATUS_FAILED at the end of the stream, after a time-out or on any error. */
int control_read_all(int socket, void *data, size_t size);
int control_write_all(int socket, const void *data, size_t size);

int control_read_number(int socket, uint32_t *ret_number);
int control_write_number(int socket, uint32_t number);

/* The first number of a request, with an open file when `file` is not -1. */
int control_write_first(int socket, uint32_t number, int file);

/* Reads a request into call->count, arguments, input and file, in call->arena. STATUS_INVALID when it is larger than db/control.h
 * allows; call->file is the caller's to close in any case. */
int control_read_call(int socket, struct control_call *call);

/* A frame: kind, length, bytes. */
int control_write_frame(int socket, char kind, struct text text);

/* STATUS_INVALID when the path does not fit in an address. */
int control_address(const char *path, struct sockaddr_un *ret_address);

/* The other end is a process of this user or of root. */
bool control_peer_is_ours(int socket);

#endif
