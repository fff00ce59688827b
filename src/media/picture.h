/* SPDX-License-Identifier: EUPL-1.2 */
/* One run of samenspel-media over one picture. */
#ifndef MEDIA_PICTURE_H
#define MEDIA_PICTURE_H

#include "media/protocol.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    PICTURE_POINTS_MAXIMUM = 200 * 1000 * 1000,     /* of a JPEG, which is read at a smaller size */
    PICTURE_POINTS_WHOLE_MAXIMUM = 50 * 1000 * 1000 /* of other kinds, which are read as a whole */
};

/*
 * Reads the picture of MEDIA_SOURCE, writes it upright as JPEG in sRGB without any data about place, camera or maker in two
 * sizes, answers, and gives the process's exit code. Restricts the process first, for good. `large` and `small` are longest
 * sides in points.
 */
int picture_run(int large, int small);

/* The parts of it that look at the bytes, for its fuzzer: once, with nothing but the four readers; false when the library does not
 * start. */
bool picture_prepare(void);

/* And for each picture. `files` are open for the large and the small one, `large` and `small` longest sides above 0. `reply` holds
 * something only after MEDIA_DONE. */
enum media_outcome picture_make(const char *bytes, size_t length, int large, int small, const int files[2],
                                struct media_reply *reply);

#endif
