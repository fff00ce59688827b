/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How a command (`samenspel import`, `user add`, `backup`) reaches the server that runs on the same data: a
 * Unix socket of mode 0600 in the data folder. The command sends its arguments and what it reads on stdin, or an open file of any
 * size, which the server may read although it cannot reach the folder that it is in; it
 * gets output as it comes, line by line, and at the end an exit code. Both sides check who the other is: the
 * same user or root.
 *
 * On the wire, numbers of 4 bytes big endian. Request: count of arguments, then length and bytes of each,
 * then length and bytes of stdin; an open file goes along with the first byte (SCM_RIGHTS). Answer: frames of kind ('o' output, 'e' errors, 'x' end), length, bytes;
 * the end has the exit code as its 4 bytes.
 */
#ifndef DB_CONTROL_H
#define DB_CONTROL_H

#include "base/error.h"
#include "base/text.h"

enum {
    CONTROL_ARGUMENTS_MAXIMUM = 64,           /* arguments with the command's name */
    CONTROL_ARGUMENT_BYTES = 4096,            /* of one argument */
    CONTROL_INPUT_MAXIMUM = 64 * 1024 * 1024, /* of stdin */
    CONTROL_CALLS_MAXIMUM = 4,                /* running at once; the next waits */
    CONTROL_IDLE_MS = 10 * 1000               /* a caller that sends nothing for so long is dropped */
};

/* One call, as the command's function sees it. */
struct control_call {
    size_t count;                 /* at least 1 */
    const struct text *arguments; /* [0] is the command's name; each has a NUL after it */
    struct text input;            /* stdin of the caller, empty without */
    int file; /* an open file of the caller, -1 without; closed when the call ends. Hostile as any other: the caller
                                     may change it meanwhile */
    struct arena *arena; /* dies with the call */
    struct control_output *output;
};

/* Sends text as it is, or a formatted line (a newline is added), to the caller's stdout; control_complain to
 * its stderr. When the caller is gone the rest is dropped and control_gone is true. */
void control_write(struct control_output *output, struct text text);
void control_say(struct control_output *output, const char *format, ...) PRINTF_LIKE(2, 3);
void control_complain(struct control_output *output, const char *format, ...) PRINTF_LIKE(2, 3);
bool control_gone(const struct control_output *output);

/* A command that a running server answers. */
struct control_command {
    const char *name;                                     /* first argument */
    int (*run)(void *context, struct control_call *call); /* gives the exit code, 0..255; on a thread of its own */
    void *context;
};

struct control_server;

/*
 * Listens at `path` (at most 107 bytes), replacing a socket that a dead server left. `commands` is copied.
 * STATUS_BUSY when a living server answers there. An unknown command gets exit code 2.
 */
int control_serve(const char *path, const struct control_command *commands, size_t count, struct error *error,
                  struct control_server **ret_server) MUST_CHECK;

/* Takes no more calls, waits for those running, removes the socket. NULL is allowed. */
void control_stop(struct control_server *server);

/*
 * Sends a call and copies its output to the descriptors until it ends. `input` is read to its end, `file` goes along open; -1 for
 * none. STATUS_NOT_FOUND when no server listens at `path` (then the command may work on the data itself),
 * STATUS_INVALID for too many or too long arguments or input, STATUS_FAILED when the connection broke.
 */
int control_call(const char *path, size_t count, const char *const arguments[], int input, int file, int output,
                 int errors, struct error *error, int *ret_exit_code) MUST_CHECK;

#endif
