/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the server and samenspel-media say to each other, over a pair of connected sockets that keep messages apart. The
 * server sends one struct media_request with MEDIA_FILES open files; the other answers with one struct media_reply. Both are
 * of the same build on the same machine, so structs travel as they are.
 */
#ifndef MEDIA_PROTOCOL_H
#define MEDIA_PROTOCOL_H

#include <stdint.h>

enum {
    MEDIA_SOCKET = 3,                       /* where samenspel-media finds its end */
    MEDIA_SOURCE = 3,                       /* where one run finds what it reads, */
    MEDIA_LARGE = 4,                        /* where it writes the picture, */
    MEDIA_SMALL = 5,                        /* the small one for lists, */
    MEDIA_ANSWER = 6,                       /* and its struct media_reply */
    MEDIA_BYTES_MAXIMUM = 25 * 1024 * 1024, /* of a source: what the largest phones make is below 20 MB */
    MEDIA_FILES = 3,                        /* files of a request: source, large, small */
    MEDIA_TAKEN_MAX = 20                    /* bytes of a capture date, with its NUL */
};

enum media_outcome {
    MEDIA_DONE,
    MEDIA_NOT_A_PICTURE, /* no kind that is taken, or damaged */
    MEDIA_TOO_LARGE,     /* more points than PICTURE_POINTS_MAXIMUM (media/picture.h), or bytes */
    MEDIA_BROKE          /* the run ended by itself or by its limits: to us the same as a damaged file */
};

struct media_request {
    int32_t large_side; /* longest side of the picture, in points; a smaller one stays as it is */
    int32_t small_side; /* of the small one */
};

struct media_reply {
    int32_t outcome; /* enum media_outcome; the rest only with MEDIA_DONE */
    int32_t width, height;
    int32_t small_width, small_height;
    char taken[MEDIA_TAKEN_MAX]; /* "2026:11:22 09:15:00" as the camera tells it, local time; empty: it does not */
};

#endif
