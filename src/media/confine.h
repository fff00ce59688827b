/* SPDX-License-Identifier: EUPL-1.2 */
/* What one run may do: read and write the files that it was given, and think for a while. */
#ifndef MEDIA_CONFINE_H
#define MEDIA_CONFINE_H

#include <stdbool.h>

enum {
    CONFINE_SECONDS = 20,                      /* of processor time; of the clock three times as many */
    CONFINE_MEMORY_BYTES = 1024 * 1024 * 1024, /* of addresses */
    CONFINE_FILE_BYTES = 32 * 1024 * 1024,     /* of each file that it writes */
    CONFINE_FILES = 32                         /* open at once */
};

/* Limits of time, memory and files. Before the libraries start. */
bool confine_limits(void);

/* System calls: no file is opened, nothing is started, nobody is spoken to. After the libraries have read what they need. */
bool confine_calls(void);

#endif
