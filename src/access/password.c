/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Passwords through libsodium (access/password.h).
 */
#include "access/password.h"

#include "base/arena.h"
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

/* Puts spaces over each place where the word stands. */
static void cover(char *rest, size_t length, struct text word)
{
    enum { SHORTEST_WORD = 3 };
    if (word.length < SHORTEST_WORD)
        return;
    for (size_t place; (place = text_find((struct text){ rest, length }, word)) != SIZE_MAX;)
        memset(rest + place, ' ', word.length);
}

/* The words of a text, each on its own: "De Boomhut", "noor.de.vries@example.org". */
static void cover_words(char *rest, size_t length, struct arena *arena, struct text text)
{
    struct text lower = text_lower(arena, text);
    size_t start = 0;
    for (size_t i = 0; i <= lower.length; i++) {
        bool ends = i == lower.length || strchr(" .-_@+'", lower.data[i]);
        if (!ends)
            continue;
        cover(rest, length, text_slice(lower, start, i - start));
        start = i + 1;
    }
}

/* Characters that are left of a password without what everybody knows. */
static size_t other_letters(struct text password, const struct password_owner *owner)
{
    struct arena *arena = arena_new();
    struct text lower = text_lower(arena, password);
    char *rest = arena_copy(arena, lower.data, lower.length);
    const struct text known[] = { owner->email, owner->given_name, owner->family_name, owner->organisation };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!text_is_empty(known[i]))
            cover_words(rest, lower.length, arena, known[i]);
    size_t letters = 0;
    for (size_t i = 0; i < lower.length; i++) {
        unsigned char byte = (unsigned char)rest[i];
        bool begins = byte >= 0xC0; /* a character of several bytes */
        letters += begins || (byte >= 'a' && byte <= 'z');
    }
    arena_free(arena);
    return letters;
}

/* Whether any of what everybody knows stands in it: digits alone are not "own". */
static bool holds_own(struct text password, const struct password_owner *owner)
{
    static const struct password_owner nobody = { .email = { NULL, 0 } };
    return other_letters(password, owner) < other_letters(password, &nobody);
}

enum password_fault password_check(struct text password, const struct password_owner *owner)
{
    size_t characters = text_characters(password);
    if (characters < PASSWORD_SHORTEST)
        return PASSWORD_TOO_SHORT;
    if (characters > PASSWORD_LONGEST)
        return PASSWORD_TOO_LONG;
    if (is_row(password))
        return PASSWORD_TOO_PLAIN;
    if (other_letters(password, owner) < PASSWORD_OTHER_LETTERS && holds_own(password, owner))
        return PASSWORD_OWN;
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
