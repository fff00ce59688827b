/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A process that restricts itself, so that somebody who finds a hole in it finds little behind it: the user who owns the
 * data instead of root, no capabilities and none to be had by exec (no_new_privs), a list of system calls (seccomp) and of
 * files and ports (Landlock). Nothing of it can be taken back, and every thread that is started afterwards has it too.
 *
 * Landlock depends on the kernel: what the running one does not know is left out, and sandbox_landlock_abi tells. The list
 * of system calls is the same everywhere. Under a sanitizer the process may also read all files and do what the
 * sanitizer's own reports need; the program as released never may.
 */
#ifndef BASE_SANDBOX_H
#define BASE_SANDBOX_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum sandbox_right {
    SANDBOX_READ,  /* open and list */
    SANDBOX_WRITE, /* also make, change, rename and remove; no devices */
    SANDBOX_RIGHT__MAX
};

/* A file, or a folder with all below it. */
struct sandbox_path {
    const char *path; /* one that does not exist is left out */
    enum sandbox_right right;
};

enum { SANDBOX_PORT_NONE = -1 };

struct sandbox {
    const struct sandbox_path *paths;
    size_t path_count;
    int64_t port; /* the one TCP port that may be listened on, 0 any free one; SANDBOX_PORT_NONE: none */
};

/*
 * Becomes the user who owns `folder`, with that user's groups, when the process is root's; does nothing otherwise, or when
 * root owns it. STATUS_FAILED, with error->detail, when that does not work: do not go on.
 */
int sandbox_become_owner(const char *folder, struct error *error) MUST_CHECK;

/*
 * Restricts the process to `sandbox`, for good. Before the first thread: STATUS_CONFLICT when there is another already.
 * STATUS_FAILED when the kernel refuses what it says it can do. error->detail says what failed; then do not go on, for a
 * part of it may hold.
 */
int sandbox_enter(const struct sandbox *sandbox, struct error *error) MUST_CHECK;

/* The version of Landlock that the running kernel knows; 0: none, or it is switched off. */
int sandbox_landlock_abi(void);

/* Whether the process itself runs under a list of system calls. */
bool sandbox_is_filtered(void);

#endif
