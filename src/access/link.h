/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Sign-in links that can be sent and printed later, and again: their secret is made of the key file and the link's id
 * (access_key), so that it is nowhere in the database and a message that is sent twice says the same. What a link is, how it
 * is opened and used, stands in access/session.h.
 */
#ifndef ACCESS_LINK_H
#define ACCESS_LINK_H

#include "access/session.h"

struct access;

/* Codes that stand for a link and can be typed. */
enum link_code {
    LINK_CODE_LETTER, /* on paper: 10 characters of Crockford's base32, 50 bits */
    LINK_CODE_DOOR,   /* said at the door: 8 digits, for ten minutes */
    LINK_CODE__MAX
};

enum {
    LINK_CODE_HASH = 32, /* bytes of a keyed hash of a code */
    LINK_CODE_TYPED_MAXIMUM = 40
};

/* Adds a link of `person` in a change, dead after `lives_ms` when it is not opened; single use. */
int link_issue(struct change *change, const struct access *access, struct person_id person, int64_t lives_ms,
               int64_t *ret_link) MUST_CHECK;

/* Makes one link dead, when another takes its place. */
int link_end(struct change *change, int64_t link) MUST_CHECK;

/* The secret of an issued link, and its hash, in the arena. */
struct secret link_secret(const struct access *access, struct arena *arena, struct organisation_id organisation,
                          int64_t link);

/* The code of an issued link as it is shown: "7K2M9-QX4TD", "4821 7730". In the arena. */
struct text link_code(const struct access *access, struct arena *arena, struct organisation_id organisation,
                      int64_t link, enum link_code kind);

/*
 * What is kept of a code to find it by: a keyed hash of it, in the arena; the same for a code that was typed in small
 * letters, with other spaces and dashes, or with O for 0 and I or L for 1. The null text for what cannot be a code.
 */
struct text link_code_hash(const struct access *access, struct arena *arena, struct organisation_id organisation,
                           struct text typed);

#endif
