/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Passwords through libsodium (access/password.h).
 */
#include "access/password.h"

#include "base/error.h"

#include <sodium.h>

/* Worked through when there is nothing to compare with. Its password was random and is gone. */
static const char decoy[] =
    "$argon2id$v=19$m=19456,t=2,p=1$T7tNy4ksWFc0wKLDLb1I4w$Ndxv+vEhHMASzCU1fL/QyKZARlYsiv/z6D/iUf4nbzo";

_Static_assert(PASSWORD_HASH_SIZE == crypto_pwhash_STRBYTES, "libsodium fills the whole of it");

/* Each character the same step from the one before: 1111111111, 1234567890 (0 follows 9), zyxwvutsrq. */
static bool is_row(struct text password)
{
    int step = (unsigned char)password.data[1] - (unsigned char)password.data[0];
    if (step < -1 || step > 1)
        return false;
    for (size_t i = 1; i < password.length; i++) {
        unsigned char before = (unsigned char)password.data[i - 1];
        unsigned char here = (unsigned char)password.data[i];
        bool wraps = step == 1 && before == '9' && here == '0';
        if (here - before != step && !wraps)
            return false;
    }
    return true;
}

enum password_fault password_check(struct text password, struct text email)
{
    size_t characters = text_characters(password);
    if (characters < PASSWORD_SHORTEST)
        return PASSWORD_TOO_SHORT;
    if (characters > PASSWORD_LONGEST)
        return PASSWORD_TOO_LONG;
    if (is_row(password) || (!text_is_empty(email) && text_equal_ignore_case(password, email)))
        return PASSWORD_TOO_PLAIN;
    return PASSWORD_FINE;
}

int password_hash(struct text password, char ret_hash[PASSWORD_HASH_SIZE])
{
    char hash[PASSWORD_HASH_SIZE];
    if (crypto_pwhash_str(hash, text_bytes(password), password.length, PASSWORD_PASSES, PASSWORD_MEMORY) != 0)
        return STATUS_FAILED;
    memcpy(ret_hash, hash, sizeof hash);
    return STATUS_OK;
}

bool password_matches(struct text hash, struct text password)
{
    char stored[PASSWORD_HASH_SIZE] = { 0 };
    bool real = !text_is_empty(hash) && hash.length < sizeof stored;
    struct text compared = real ? hash : text_from(decoy);
    memcpy(stored, compared.data, compared.length);
    bool same = crypto_pwhash_str_verify(stored, text_bytes(password), password.length) == 0;
    return same && real;
}
