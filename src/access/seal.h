/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Sealing with the installation's key file: secrets that the program has to read again (of a one-time code app) are of no use
 * to who has the database or a backup without the key file (T17). XChaCha20-Poly1305 of libsodium with a key of its own for
 * each purpose. What was sealed with a former key file opens too, until it is forgotten (command/key.h). Whom a seal belongs to is part of it: moved to another person's row it does not open.
 */
#ifndef ACCESS_SEAL_H
#define ACCESS_SEAL_H

#include "base/attribute.h"
#include "base/identity.h"
#include "base/random.h"
#include "base/text.h"
#include "base/vector.h"

struct access;
struct access_keys;

enum { SEAL_KEY_SIZE = 32, SEAL_HASH_SIZE = BLAKE2B_SIZE };

/* What a seal is for: all three have to be the same when it is opened. */
struct seal {
    const char *purpose; /* a literal, a name for each use */
    struct organisation_id organisation;
    struct person_id person; /* 0: nobody's in particular */
};

/* The sealed bytes, in the arena. */
struct text seal_close(struct access *access, struct arena *arena, const struct seal *seal, struct text plain);

/* The plain bytes, in the arena. STATUS_INVALID when they were changed, or sealed for something else or with another key. */
int seal_open(struct access *access, struct arena *arena, const struct seal *seal, struct text sealed,
              struct text *ret_plain) MUST_CHECK;

/* The same without a running program; `ret_which` is the key that it was sealed with, 0 the present one. */
int seal_open_by(const struct access_keys *keys, struct arena *arena, const struct seal *seal, struct text sealed,
                 struct text *ret_plain, size_t *ret_which) MUST_CHECK;

/* A keyed hash: who has the database alone cannot try out short secrets with it. */
void seal_hash(struct access *access, const struct seal *seal, struct text secret,
               unsigned char ret_hash[SEAL_HASH_SIZE]);

/* The same with a former key, 0 being the present one: to compare with a hash that is older than the present key. False when there is
 * no such key. */
bool seal_hash_of(struct access *access, size_t which, const struct seal *seal, struct text secret,
                  unsigned char ret_hash[SEAL_HASH_SIZE]);

/* --- sealing anew, after the key file was renewed --- */

struct change;
struct db;

/* One sealed text of a table. */
struct sealed_row {
    int64_t id;              /* orders the rows, more than 0 */
    struct person_id person; /* as it was sealed */
    struct text sealed;
};
struct sealed_rows {
    VECTOR(struct sealed_row) items;
};

/* A table with sealed texts, told to command/reseal.h by the feature that owns it. */
struct sealed_kind {
    const char *purpose;
    /* Rows of an organisation with a higher id, in order, `most` at most; in the arena. */
    int (*list)(struct db *db, struct arena *arena, struct organisation_id organisation, int64_t after, int64_t most,
                struct sealed_rows *ret_rows);
    /* In a change: puts another text in its place; nothing happens when it is not what it was. */
    int (*put)(struct change *change, const struct sealed_row *was, struct text sealed);
};

#endif
