/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Passwords that many people use (access/password.h), by cracklib. The library tells only about a word as a whole and strips few
 * digits, so the word inside digits and signs is asked for too: "Welkom2026". A row of several words is as good as its length.
 */
#include "access/password.h"
#include "base/arena.h"
#include "base/file.h"
#include "base/log.h"

#include <crack.h>
#include <pthread.h>

#define DICTIONARY "/var/cache/cracklib/cracklib_dict" /* Debian's, made anew when a word list is installed */

enum { CORE_SHORTEST = 4 };

/* The library keeps state of the dictionary that it has open. */
static pthread_mutex_t dictionary_mutex = PTHREAD_MUTEX_INITIALIZER;

/* Nobody's name is given: what the library would read of the system's users is none of our people. */
static bool is_refused(struct arena *arena, struct text word)
{
    return FascistCheckUser(text_string(arena, word), DICTIONARY, "", "") != NULL;
}

static bool is_letter(char byte)
{
    unsigned char value = (unsigned char)byte;
    return value >= 0x80 || (value >= 'a' && value <= 'z') || (value >= 'A' && value <= 'Z');
}

/* Without the digits and signs at both ends. */
static struct text core_of(struct text password)
{
    size_t start = 0;
    size_t end = password.length;
    while (start < end && !is_letter(password.data[start]))
        start++;
    while (end > start && !is_letter(password.data[end - 1]))
        end--;
    return text_slice(password, start, end - start);
}

/* With the letters that signs stand for: "p@ssw0rd". */
static struct text plain_of(struct arena *arena, struct text word)
{
    static const char signs[] = "@4310$57!";
    static const char letters[] = "aaeiossti";
    char *plain = arena_copy(arena, word.data, word.length);
    for (size_t i = 0; i < word.length; i++) {
        const char *sign = strchr(signs, plain[i]);
        if (plain[i] != '\0' && sign)
            plain[i] = letters[sign - signs];
    }
    return (struct text){ plain, word.length };
}

bool password_has_dictionary(void)
{
    return file_exists(DICTIONARY ".pwd");
}

bool password_is_common(struct text password)
{
    if (!password_has_dictionary()) {
        log_warning("password.no_dictionary", LOG_STRING("advice", "install the package cracklib-runtime"));
        return false;
    }
    struct arena *arena = arena_new();
    struct text core = core_of(password);
    pthread_mutex_lock(&dictionary_mutex);
    bool common = is_refused(arena, password);
    if (!common && core.length >= CORE_SHORTEST && core.length < password.length)
        common = is_refused(arena, core) || is_refused(arena, plain_of(arena, core));
    pthread_mutex_unlock(&dictionary_mutex);
    arena_free(arena);
    return common;
}
