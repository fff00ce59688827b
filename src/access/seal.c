/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Sealing (access/seal.h). A sealed text is a nonce and what libsodium makes of the plain one.
 */
#include "access/seal.h"

#include "access/access.h"
#include "base/arena.h"
#include "base/error.h"

#include <sodium.h>

enum { NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES };

_Static_assert(SEAL_KEY_SIZE == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "BLAKE2b-256 makes the keys");

/* Whom it belongs to, as bytes that the seal covers. */
static struct text owner_of(struct arena *arena, const struct seal *seal)
{
    return arena_printf(arena, "%s %lld %lld", seal->purpose, (long long)seal->organisation.value,
                        (long long)seal->person.value);
}

struct text seal_close(struct access *access, struct arena *arena, const struct seal *seal, struct text plain)
{
    unsigned char key[SEAL_KEY_SIZE];
    access_key(access, seal->purpose, key);
    struct text owner = owner_of(arena, seal);
    unsigned char *sealed = arena_allocate(arena, NONCE + plain.length + TAG);
    random_bytes(sealed, NONCE);
    crypto_aead_xchacha20poly1305_ietf_encrypt(sealed + NONCE, NULL, (const unsigned char *)plain.data, plain.length,
                                               (const unsigned char *)owner.data, owner.length, NULL, sealed, key);
    sodium_memzero(key, sizeof key);
    return (struct text){ (const char *)sealed, NONCE + plain.length + TAG };
}

static int open_with(const struct access_keys *keys, size_t which, struct arena *arena, const struct seal *seal,
                     struct text sealed, struct text *ret_plain)
{
    unsigned char key[SEAL_KEY_SIZE];
    access_keys_get(keys, which, seal->purpose, key);
    struct text owner = owner_of(arena, seal);
    size_t length = sealed.length - NONCE - TAG;
    unsigned char *plain = arena_allocate(arena, length + 1);
    const unsigned char *bytes = (const unsigned char *)sealed.data;
    int failed =
        crypto_aead_xchacha20poly1305_ietf_decrypt(plain, NULL, NULL, bytes + NONCE, sealed.length - NONCE,
                                                   (const unsigned char *)owner.data, owner.length, bytes, key);
    sodium_memzero(key, sizeof key);
    if (failed)
        return STATUS_INVALID;
    *ret_plain = (struct text){ (const char *)plain, length };
    return STATUS_OK;
}

int seal_open_by(const struct access_keys *keys, struct arena *arena, const struct seal *seal, struct text sealed,
                 struct text *ret_plain, size_t *ret_which)
{
    if (sealed.length < NONCE + TAG)
        return STATUS_INVALID;
    for (size_t i = 0; i < keys->count; i++)
        if (open_with(keys, i, arena, seal, sealed, ret_plain) == STATUS_OK) {
            *ret_which = i;
            return STATUS_OK;
        }
    return STATUS_INVALID;
}

int seal_open(struct access *access, struct arena *arena, const struct seal *seal, struct text sealed,
              struct text *ret_plain)
{
    size_t which;
    return seal_open_by(access_keys(access), arena, seal, sealed, ret_plain, &which);
}

bool seal_hash_of(struct access *access, size_t which, const struct seal *seal, struct text secret,
                  unsigned char ret_hash[SEAL_HASH_SIZE])
{
    if (which >= access_keys(access)->count)
        return false;
    unsigned char key[SEAL_KEY_SIZE];
    struct arena *arena = arena_new();
    struct text owner = owner_of(arena, seal);
    access_keys_get(access_keys(access), which, seal->purpose, key);
    hash_blake2b((struct text){ (const char *)key, sizeof key },
                 arena_printf(arena, "%.*s %.*s", TEXT_ARGS(owner), TEXT_ARGS(secret)), ret_hash);
    sodium_memzero(key, sizeof key);
    arena_free(arena);
    return true;
}

void seal_hash(struct access *access, const struct seal *seal, struct text secret,
               unsigned char ret_hash[SEAL_HASH_SIZE])
{
    (void)seal_hash_of(access, 0, seal, secret, ret_hash);
}
