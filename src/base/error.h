/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How functions fail: 0 or one of a few negative numbers, and, where a person must be told, a struct error
 * beside it. A library function fills the error and does not log; who handles it logs it once.
 */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include "base/attribute.h"
#include "base/text.h"

enum status {
    STATUS_OK = 0,         /* done */
    STATUS_NOT_FOUND = -1, /* no such thing, or not for this person: both answer 404 */
    STATUS_DENIED = -2,    /* known, but not allowed */
    STATUS_CONFLICT = -3,  /* somebody else was first: stale version, doubled key */
    STATUS_INVALID = -4,   /* the input is not what it must be */
    STATUS_BUSY = -5,      /* try again later */
    STATUS_FAILED = -6,    /* disk, network, program error: see the log */
    STATUS__MAX = 1        /* above every status; the lowest is STATUS_FAILED */
};

enum { ERROR_DETAIL_SIZE = 256 };

/* Zero-initialise before use. Untouched on success. */
struct error {
    int word;                       /* enum word of i18n to show to the person, 0 when there is none */
    struct text argument;           /* value for the word's {value}; lives as long as the arena of who set it */
    char detail[ERROR_DETAIL_SIZE]; /* English, for the log only, cut when longer; never holds personal data */
};

/*
 * Fills `error` (may be NULL: then nothing is kept) and returns `status`, so that a function can end with
 * `return error_set(error, STATUS_INVALID, WORD_X, "line %d", line);`. The argument is cleared. detail_format
 * may not be NULL.
 */
int error_set(struct error *error, int status, int word, const char *detail_format, ...) PRINTF_LIKE(4, 5);

/* Back to no error. */
void error_clear(struct error *error);

/* Lower-case English name of a status for the log ("not_found"); "unknown" for any other number. */
const char *status_name(int status);

#endif
