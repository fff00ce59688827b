/* SPDX-License-Identifier: EUPL-1.2 */
/* What an authenticator sends. The first byte says which part the others are: an attestation object, authenticator data, client
 * data, or an item of CBOR. What is taken is whole, was made for our host, and says that its owner was there. */
#include "base/error.h"
#include "base/random.h"
#include "feature/passkey/parts.h"
#include "fuzz.h"

#include <string.h>

static const struct passkey_asked asked = { TEXT_INITIALISER("https://samenspel.example"),
                                            TEXT_INITIALISER("samenspel.example"), TEXT_INITIALISER("challenge") };

#define CLIENT_DATA(type) \
    TEXT("{\"type\":\"" type "\",\"challenge\":\"challenge\",\"origin\":\"https://samenspel.example\"}")

static void made(struct arena *arena, struct text input)
{
    struct passkey_made passkey;
    if (passkey_verify_made(arena, &asked, CLIENT_DATA("webauthn.create"), input, &passkey) != PASSKEY_FINE)
        return;
    FUZZ_HOLDS(cbor_length(input) == input.length);
    FUZZ_HOLDS(passkey.credential.length > 0 && passkey.credential.length <= PASSKEY_CREDENTIAL_MAXIMUM);
    FUZZ_HOLDS(text_find(input, passkey.credential) != SIZE_MAX);
    FUZZ_HOLDS(passkey.algorithm == PASSKEY_ES256 || passkey.algorithm == PASSKEY_RS256);
    FUZZ_HOLDS(passkey.public_key.length == (passkey.algorithm == PASSKEY_ES256 ? 64 : 259));
    FUZZ_HOLDS(passkey.counter >= 0 && passkey.counter <= UINT32_MAX);
    unsigned char hash[SHA256_SIZE];
    hash_sha256(asked.host, hash);
    FUZZ_HOLDS(text_find(input, (struct text){ (const char *)hash, sizeof hash }) != SIZE_MAX);
}

/* Nobody can guess a signature. */
static void used(struct arena *arena, struct text input)
{
    static const char key[64] = { 1 };
    struct passkey_answer answer = { CLIENT_DATA("webauthn.get"), input, TEXT("0") };
    struct passkey_known known = { PASSKEY_ES256, { key, sizeof key }, 0 };
    int64_t counter;
    FUZZ_HOLDS(passkey_verify_used(arena, &asked, &answer, &known, &counter) != PASSKEY_FINE);
}

static void said(struct text input)
{
    if (client_data_check(&asked, "webauthn.get", input) != PASSKEY_FINE)
        return;
    FUZZ_HOLDS(input.length > 0 && input.length <= PASSKEY_CLIENT_DATA_MAXIMUM);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    struct arena *arena = arena_new();
    struct text input = fuzz_text(data + 1, size - 1);
    switch (data[0] % 4) {
    case 0:
        made(arena, input);
        break;
    case 1:
        used(arena, input);
        break;
    case 2:
        said(input);
        break;
    default:
        FUZZ_HOLDS(cbor_length(input) <= input.length);
    }
    arena_free(arena);
    return 0;
}
