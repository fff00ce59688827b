/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Sealing with the installation's key file: secrets that the program has to read again (of a one-time code app) are of no use
 * to who has the database or a backup without the key file (T17). XChaCha20-Poly1305 of libsodium with a key of its own for
 * each purpose. Whom a seal belongs to is part of it: moved to another person's row it does not open.
 */
#ifndef ACCESS_SEAL_H
#define ACCESS_SEAL_H

#include "base/attribute.h"
#include "base/identity.h"
#include "base/random.h"
#include "base/text.h"

struct access;

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

/* A keyed hash: who has the database alone cannot try out short secrets with it. */
void seal_hash(struct access *access, const struct seal *seal, struct text secret,
               unsigned char ret_hash[SEAL_HASH_SIZE]);

#endif
