/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The key file. It holds the present key, of which everything sealed is made (access/seal.h), and while keys are being exchanged the
 * former ones, which only read. The database knows a keyed hash of the key that it began with, so that a wrong pair is found before
 * anything is written.
 *
 * A key of its own is KEY_BYTES random bytes and nothing else. After `samenspel key renew` the file is text, a line each:
 *
 *     samenspel key file 2
 *     key HEX              the present one
 *     former HEX           newest first; opens what is not sealed anew yet
 *     served HEX HEX       a forgotten one: the hash by which the database knows it, and the key of the audit that it sealed. Nothing
 *                          that was sealed with it can be opened by these
 */
#ifndef COMMAND_KEY_H
#define COMMAND_KEY_H

#include "access/access.h"
#include "access/chain.h"
#include "base/error.h"
#include "base/random.h"
#include "base/vector.h"

struct change;
struct db;

enum {
    KEY_BYTES = 32,
    KEY_FORMER_MAXIMUM = ACCESS_FORMER_MAXIMUM,
    KEY_SERVED_MAXIMUM = 32,
    KEY_CHAINS_MAXIMUM = 1 + KEY_FORMER_MAXIMUM + KEY_SERVED_MAXIMUM
};

/* What is left of a forgotten key. */
struct key_served {
    unsigned char check[BLAKE2B_SIZE];
    struct chain_key chain;
};

struct key {
    unsigned char bytes[KEY_BYTES]; /* the present one */
    unsigned char former[KEY_FORMER_MAXIMUM][KEY_BYTES];
    size_t former_count;
    struct key_served served[KEY_SERVED_MAXIMUM]; /* newest first */
    size_t served_count;
};

/* Makes a new key file (mode 0600), on disk when this returns. STATUS_CONFLICT when it exists. */
int key_make(const char *path, struct error *error, struct key *ret_key) MUST_CHECK;

/* Reads it. STATUS_NOT_FOUND without, STATUS_INVALID when it is no key or others may read it, STATUS_FAILED otherwise;
 * error->detail says what to do. */
int key_read(const char *path, struct error *error, struct key *ret_key) MUST_CHECK;

/* The bytes of a key file, without a file: STATUS_INVALID when they are none. For the fuzzer too. */
int key_parse(struct text content, struct key *ret_key) MUST_CHECK;

/*
 * A new present key; the one of now becomes a former one. STATUS_CONFLICT when there are KEY_FORMER_MAXIMUM already. key_forget
 * drops the former ones but for what the audit needs; STATUS_CONFLICT when there are too many of those. Both change the file in one
 * step: a crash leaves the old file or the new one. The file keeps its owner.
 */
int key_renew(const char *path, struct error *error, struct key *ret_key) MUST_CHECK;
int key_forget(const char *path, struct error *error, struct key *ret_key) MUST_CHECK;

/* STATUS_OK: the present key, a former or a forgotten one is that of this database. STATUS_CONFLICT: another's.
 * STATUS_NOT_FOUND: the database knows no key. */
int key_compare(struct db *db, const struct key *key) MUST_CHECK;

/* In the change that begins an installation; key_change makes it know another key. */
int key_add(struct change *change, const struct key *key) MUST_CHECK;
int key_change(struct change *change, const struct key *key) MUST_CHECK;

/* The keys of the audit, oldest first; gives how many. */
size_t key_chains(const struct key *key, struct chain_key ret_chains[KEY_CHAINS_MAXIMUM]);

/* What the access layer seals and opens with. */
struct access_keys key_ring(const struct key *key);

#endif
