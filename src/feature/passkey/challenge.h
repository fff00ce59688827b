/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Challenges: what an authenticator signs so that its answer is of now and for this browser. Asking for one writes nothing: it carries its
 * own proof, a keyed hash over what it is for, whose browser it is for and when it was made. That it is used once is a row that
 * the change which uses it writes (passkey.sql).
 *
 *     16 bytes  chance
 *      8 bytes  instant it was made, most significant first
 *     32 bytes  BLAKE2b-256 under the installation's key, over those and struct challenge_for
 */
#ifndef FEATURE_PASSKEY_CHALLENGE_H
#define FEATURE_PASSKEY_CHALLENGE_H

#include "base/clock.h"
#include "base/identity.h"
#include "base/text.h"

struct arena;

enum {
    CHALLENGE_CHANCE = 16,
    CHALLENGE_BYTES = CHALLENGE_CHANCE + 8 + 32,
    CHALLENGE_CHARACTERS = 75, /* as URL-safe base64 */
    CHALLENGE_MINUTES = 5
};

enum challenge_purpose { CHALLENGE_ADD, CHALLENGE_SIGN_IN, CHALLENGE_PURPOSE__MAX };

/* What one is for. Any difference makes it worthless. */
struct challenge_for {
    enum challenge_purpose purpose;
    struct organisation_id organisation;
    struct session_id session; /* 0 when signing in */
    struct text bound; /* the cookie of a browser that is not signed in, the handle of a new passkey; else empty */
};

/* A new one as text. `key` is 32 bytes. */
struct text challenge_make(struct arena *arena, struct text key, const struct challenge_for *about, int64_t now_at);

/*
 * STATUS_OK: ours, for this, and at most CHALLENGE_MINUTES old; ret_chance are its CHALLENGE_CHANCE bytes, by which it is known when it was
 * used. STATUS_CONFLICT: ours, but too old, or made more than a minute from
 * now (two machines may differ a little). STATUS_INVALID: anything else.
 */
int challenge_check(struct arena *arena, struct text key, const struct challenge_for *about, struct text challenge,
                    int64_t now_at, struct text *ret_chance) MUST_CHECK;

#endif
