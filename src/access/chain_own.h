/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What sealing (chain.c) and checking (chain_check.c) share.
 */
#ifndef ACCESS_CHAIN_OWN_H
#define ACCESS_CHAIN_OWN_H

#include "access/chain.h"
#include "access/chain.sql.h"
#include "db/change.h"

enum {
    CHAIN_SALT_SIZE = 16,
    CHAIN_ID_TIME_BITS = 22 /* of an id below its milliseconds: node and sequence (base/identity.h) */
};

/* An audit row as it is hashed. */
struct chain_row {
    struct organisation_id organisation;
    struct audit_id id;
    int64_t at;
    struct person_id person;
    struct session_id session;
    struct text action;
    struct text object_kind;
    int64_t object;
};

/* The digest of a row, and the link that follows from a head and a digest. */
void chain_digest(const struct chain_key *key, struct text salt, const struct chain_row *row,
                  unsigned char ret_digest[BLAKE2B_SIZE]);
void chain_link(const struct chain_key *key, const struct chain_head *before, struct text digest,
                unsigned char ret_link[BLAKE2B_SIZE]);

/* The lowest id that may still wait for its seal when `last` is sealed: what commits late is found, what is older was put in. */
struct audit_id chain_earliest(struct audit_id last);

#endif
