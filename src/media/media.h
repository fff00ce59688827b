/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Files beside the database: photos. Two things.
 *
 * The store keeps files under the organisation's media folder by a keyed hash of their content, so that the same file lies
 * there once and a name tells nothing about what is in it (design section 4). A file is on disk, with the folder that names
 * it, before its name is given out; the rows of `file` say which are still wanted.
 *
 * The decoder is samenspel-media, a program beside this one: what outsiders send is never decoded in this process. It is
 * started before the process restricts itself and ends with it.
 */
#ifndef MEDIA_MEDIA_H
#define MEDIA_MEDIA_H

#include "base/error.h"
#include "base/text.h"
#include "base/vector.h"
#include "media/protocol.h"

#include <sodium.h>
#include <stdint.h>

enum {
    MEDIA_NAME_SIZE = 2 * crypto_auth_hmacsha256_BYTES + 1, /* hexadecimal, with its NUL */
    MEDIA_KEY_SIZE = crypto_auth_hmacsha256_KEYBYTES,
    MEDIA_YOUNG_SECONDS = 3600, /* media_remove leaves younger files: their row may be on its way */
    MEDIA_SHELVES = 256         /* files lie on so many, by the first digits of their names */
};

/* --- the store --- */

struct media_store {
    const char *folder;                /* of this organisation; made when it is not there */
    unsigned char key[MEDIA_KEY_SIZE]; /* of the names */
};

/*
 * Keeps the content of `file`, a readable and seekable descriptor, from its start. Afterwards it is on disk under ret_name,
 * also when it was there before. STATUS_FAILED when it cannot be written (the disk is full): then nothing of it stays, and the
 * results are untouched. From any process and thread, also while the same content is put or removed by another.
 */
int media_put(const struct media_store *store, int file, char ret_name[MEDIA_NAME_SIZE],
              int64_t *ret_length) MUST_CHECK;

/* A readable descriptor of the caller's; STATUS_NOT_FOUND when there is no such file. `name` is one that media_put gave. */
int media_open(const struct media_store *store, struct text name, int *ret_file) MUST_CHECK;

/* Removes a file that is no longer wanted. STATUS_BUSY while it is younger than MEDIA_YOUNG_SECONDS; STATUS_OK also when
 * it is not there. */
int media_remove(const struct media_store *store, struct text name) MUST_CHECK;

/* The names of the files on one shelf (below MEDIA_SHELVES) that are older than MEDIA_YOUNG_SECONDS, in `arena`. */
struct media_names {
    VECTOR(struct text);
};
int media_old(const struct media_store *store, unsigned shelf, struct arena *arena,
              struct media_names *ret_names) MUST_CHECK;

/* A nameless file in the store's folder, to write to; -1 when that cannot be. Gone when closed. */
int media_draft(const struct media_store *store);

/* --- the decoder --- */

struct media_decoder;

/*
 * Starts samenspel-media of `program` (a path). Before the first thread and before the process restricts itself.
 * STATUS_NOT_FOUND when there is no such program, STATUS_FAILED when it does not start; error->detail says so.
 */
int media_decoder_start(const char *program, struct error *error, struct media_decoder **ret_decoder) MUST_CHECK;

/* Ends it. NULL is fine. */
void media_decoder_stop(struct media_decoder *decoder);

/*
 * Reads the picture in `source` from its start and writes it to `large` and `small`, empty files, as request says. Takes
 * seconds at most, one at a time; from any thread. STATUS_FAILED when the decoder itself is gone; otherwise STATUS_OK and
 * ret_reply->outcome.
 */
int media_decode(struct media_decoder *decoder, const struct media_request *request, int source, int large, int small,
                 struct media_reply *ret_reply) MUST_CHECK;

/* What an organisation's features need of it. */
struct media {
    struct media_store store;
    struct media_decoder *decoder; /* NULL: it does not run, and what is sent waits */
};

#endif
