/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * libsodium behind our texts.
 */
#include "base/random.h"

#include "base/arena.h"
#include "base/error.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

_Static_assert(SHA256_SIZE == crypto_hash_sha256_BYTES, "size of a SHA-256 digest");
_Static_assert(BLAKE2B_SIZE == crypto_generichash_BYTES, "size of a BLAKE2b-256 digest");

static const int base64_variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

static const unsigned char *bytes_of(struct text text)
{
    return (const unsigned char *)text_bytes(text);
}

int random_start(void)
{
    return sodium_init() < 0 ? STATUS_FAILED : STATUS_OK;
}

void random_bytes(void *ret_bytes, size_t size)
{
    randombytes_buf(ret_bytes, size);
}

uint32_t random_below(uint32_t limit)
{
    assert(limit > 0);
    return randombytes_uniform(limit);
}

struct text random_token(struct arena *arena)
{
    char bytes[TOKEN_BYTES];
    randombytes_buf(bytes, sizeof bytes);
    struct text token = base64_encode(arena, (struct text){ bytes, sizeof bytes });
    sodium_memzero(bytes, sizeof bytes);
    return token;
}

bool random_equal(struct text a, struct text b)
{
    return a.length == b.length && sodium_memcmp(text_bytes(a), text_bytes(b), a.length) == 0;
}

void hash_sha256(struct text data, unsigned char ret_digest[SHA256_SIZE])
{
    crypto_hash_sha256(ret_digest, bytes_of(data), data.length);
}

void hash_blake2b(struct text key, struct text data, unsigned char ret_digest[BLAKE2B_SIZE])
{
    assert(key.length <= crypto_generichash_KEYBYTES_MAX);
    crypto_generichash(ret_digest, BLAKE2B_SIZE, bytes_of(data), data.length, bytes_of(key), key.length);
}

void hash_siphash(const unsigned char key[SIPHASH_SIZE], struct text data, unsigned char ret_digest[SIPHASH_SIZE])
{
    _Static_assert((size_t)SIPHASH_SIZE == crypto_shorthash_siphashx24_BYTES, "size of a digest of SipHash");
    _Static_assert((size_t)SIPHASH_SIZE == crypto_shorthash_siphashx24_KEYBYTES, "size of its key");
    crypto_shorthash_siphashx24(ret_digest, bytes_of(data), data.length, key);
}

struct text hex_encode(struct arena *arena, const void *bytes, size_t size)
{
    char *string = arena_allocate_many(arena, size + 1, 2);
    sodium_bin2hex(string, size * 2 + 1, bytes, size);
    return (struct text){ string, size * 2 };
}

int hex_decode(struct text text, void *ret_bytes, size_t size)
{
    if (text.length % 2 != 0 || text.length / 2 != size)
        return STATUS_INVALID;
    /* libsodium writes while it reads, so first a look at every character. */
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] == '\0' || strchr("0123456789abcdefABCDEF", text.data[i]) == NULL)
            return STATUS_INVALID;
    }
    size_t length;
    if (sodium_hex2bin(ret_bytes, size, text_bytes(text), text.length, NULL, &length, NULL) != 0)
        return STATUS_INVALID;
    return STATUS_OK;
}

struct text base64_encode(struct arena *arena, struct text data)
{
    size_t size = sodium_base64_encoded_len(data.length, base64_variant);
    char *string = arena_allocate(arena, size);
    sodium_bin2base64(string, size, bytes_of(data), data.length, base64_variant);
    return (struct text){ string, strlen(string) };
}

int base64_decode(struct arena *arena, struct text text, struct text *ret_data)
{
    unsigned char *bytes = arena_allocate(arena, text.length + 1);
    size_t length;
    if (sodium_base642bin(bytes, text.length, text_bytes(text), text.length, NULL, &length, NULL, base64_variant) != 0)
        return STATUS_INVALID;
    *ret_data = (struct text){ (const char *)bytes, length };
    return STATUS_OK;
}
