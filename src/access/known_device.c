/* SPDX-License-Identifier: EUPL-1.2 */
/* See known_device.h. The cookie: 43 characters of chance, 43 of the keyed hash. */
#include "access/known_device.h"

#include "access/access.h"
#include "base/random.h"
#include "http/request.h"

enum { CHANCE_CHARACTERS = 43 }; /* of random_token */

static struct text proof_of(struct request *request, struct organisation_id organisation, struct text folded,
                            struct text chance)
{
    unsigned char key[BLAKE2B_SIZE];
    unsigned char digest[BLAKE2B_SIZE];
    access_key_lasting(request_access(request), "known device", key);
    hash_blake2b((struct text){ (const char *)key, sizeof key },
                 arena_printf(request->arena, "%lld %.*s %.*s", (long long)organisation.value, TEXT_ARGS(chance),
                              TEXT_ARGS(folded)),
                 digest);
    return base64_encode(request->arena, (struct text){ (const char *)digest, sizeof digest });
}

void known_device_set(struct request *request, struct organisation_id organisation, struct text folded)
{
    struct text chance = random_token(request->arena);
    struct text proof = proof_of(request, organisation, folded, chance);
    request_set_cookie(request, (struct cookie){ .name = KNOWN_DEVICE_COOKIE,
                                                 .value = arena_printf(request->arena, "%.*s%.*s", TEXT_ARGS(chance),
                                                                       TEXT_ARGS(proof)),
                                                 .max_age = (int64_t)KNOWN_DEVICE_DAYS * DAY_MS / SECOND_MS });
}

struct text known_device(struct request *request, struct organisation_id organisation, struct text folded)
{
    struct text cookie = request_cookie(request, KNOWN_DEVICE_COOKIE);
    if (cookie.length <= CHANCE_CHARACTERS)
        return TEXT_NULL;
    struct text chance = text_slice(cookie, 0, CHANCE_CHARACTERS);
    struct text proof = text_slice(cookie, CHANCE_CHARACTERS, cookie.length);
    return random_equal(proof, proof_of(request, organisation, folded, chance)) ? chance : TEXT_NULL;
}
