/* SPDX-License-Identifier: EUPL-1.2 */
#include "feature/passkey/challenge.h"

#include "base/arena.h"
#include "base/error.h"
#include "base/random.h"

#include <string.h>

enum { HEAD_BYTES = CHALLENGE_CHANCE + 8 };

_Static_assert(HEAD_BYTES + BLAKE2B_SIZE == CHALLENGE_BYTES, "a challenge is its head and its proof");

/* The proof for a head. Every part has a length of its own or comes last, so no two challenges share a text. */
static void prove(struct arena *arena, struct text key, const struct challenge_for *about, const unsigned char *head,
                  unsigned char ret_proof[BLAKE2B_SIZE])
{
    char organisation[IDENTITY_SIZE];
    char session[IDENTITY_SIZE];
    identity_format(organisation, about->organisation.value);
    identity_format(session, about->session.value);
    struct text shown = hex_encode(arena, head, HEAD_BYTES);
    struct text all = arena_printf(arena, "passkey challenge %d %s %s %.*s %.*s", (int)about->purpose, organisation,
                                   session, TEXT_ARGS(shown), TEXT_ARGS(about->bound));
    hash_blake2b(key, all, ret_proof);
}

struct text challenge_make(struct arena *arena, struct text key, const struct challenge_for *about, int64_t now_at)
{
    unsigned char bytes[CHALLENGE_BYTES];
    random_bytes(bytes, CHALLENGE_CHANCE);
    for (size_t i = 0; i < 8; i++)
        bytes[CHALLENGE_CHANCE + i] = (unsigned char)((uint64_t)now_at >> (56 - 8 * i));
    prove(arena, key, about, bytes, bytes + HEAD_BYTES);
    return base64_encode(arena, (struct text){ (const char *)bytes, sizeof bytes });
}

int challenge_check(struct arena *arena, struct text key, const struct challenge_for *about, struct text challenge,
                    int64_t now_at, struct text *ret_chance)
{
    struct text bytes;
    unsigned char proof[BLAKE2B_SIZE];
    if (base64_decode(arena, challenge, &bytes) != STATUS_OK || bytes.length != CHALLENGE_BYTES)
        return STATUS_INVALID;
    prove(arena, key, about, (const unsigned char *)bytes.data, proof);
    if (!random_equal(text_slice(bytes, HEAD_BYTES, BLAKE2B_SIZE), (struct text){ (const char *)proof, sizeof proof }))
        return STATUS_INVALID;
    uint64_t made_at = 0;
    for (size_t i = 0; i < 8; i++)
        made_at = made_at << 8 | (unsigned char)bytes.data[CHALLENGE_CHANCE + i];
    int64_t age = now_at - (int64_t)made_at;
    if (age < -MINUTE_MS || age > CHALLENGE_MINUTES * MINUTE_MS)
        return STATUS_CONFLICT;
    *ret_chance = text_slice(bytes, 0, CHALLENGE_CHANCE);
    return STATUS_OK;
}
