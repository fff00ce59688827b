/* SPDX-License-Identifier: EUPL-1.2 */
/* Other programs of Samenspel. */
#ifndef COMMAND_BESIDE_H
#define COMMAND_BESIDE_H

#include "base/arena.h"

/* The path of samenspel-media: in the folder of the running program, or where the build puts it. It need not be there. */
const char *beside_media(struct arena *arena);

#endif
