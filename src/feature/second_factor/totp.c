/* SPDX-License-Identifier: EUPL-1.2 */
/* See totp.h. */
#include "feature/second_factor/totp.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/url.h"

#include <liboath/oath.h>
#include <stdlib.h>
#include <time.h>

/* The step of the code nearest to the moment, at most `window` away; negative for none. */
static int64_t step_of(struct text secret, const char *code, int64_t now_at, size_t window)
{
    int position = 0;
    uint64_t step = 0;
    int found = oath_totp_validate3(secret.data, secret.length, (time_t)(now_at / SECOND_MS), TOTP_STEP_SECONDS, 0,
                                    window, &position, &step, code);
    return found >= 0 ? (int64_t)step : -1;
}

static bool is_code(struct text code)
{
    for (size_t i = 0; i < code.length; i++)
        if (code.data[i] < '0' || code.data[i] > '9')
            return false;
    return code.length == TOTP_DIGITS;
}

enum totp_answer totp_check(struct text secret, struct text code, int64_t now_at, int64_t last_step, int64_t *ret_step)
{
    char digits[TOTP_DIGITS + 1] = { 0 };
    if (!is_code(code))
        return TOTP_WRONG;
    memcpy(digits, code.data, TOTP_DIGITS);
    int64_t step = step_of(secret, digits, now_at, TOTP_WINDOW);
    if (step < 0)
        return step_of(secret, digits, now_at, TOTP_CLOCK_WINDOW) < 0 ? TOTP_WRONG : TOTP_CLOCK;
    if (step <= last_step)
        return TOTP_USED;
    *ret_step = step;
    return TOTP_RIGHT;
}

struct text totp_code(struct arena *arena, struct text secret, int64_t at)
{
    char code[TOTP_DIGITS + 1] = { 0 };
    if (oath_totp_generate(secret.data, secret.length, (time_t)(at / SECOND_MS), TOTP_STEP_SECONDS, 0, TOTP_DIGITS,
                           code) != OATH_OK)
        return TEXT_NULL;
    return text_copy(arena, text_from(code));
}

/* Base32 without padding. */
static struct text base32(struct arena *arena, struct text secret)
{
    char *encoded = NULL;
    size_t length = 0;
    if (oath_base32_encode(secret.data, secret.length, &encoded, &length) != OATH_OK)
        return TEXT_NULL;
    while (length > 0 && encoded[length - 1] == '=')
        length--;
    struct text text = text_copy(arena, (struct text){ encoded, length });
    free(encoded);
    return text;
}

struct text totp_typed(struct arena *arena, struct text secret)
{
    enum { GROUP = 4 };
    struct text whole = base32(arena, secret);
    struct text typed = TEXT("");
    for (size_t i = 0; i < whole.length; i += GROUP)
        typed = arena_printf(arena, "%.*s%s%.*s", TEXT_ARGS(typed), i > 0 ? " " : "",
                             TEXT_ARGS(text_slice(whole, i, GROUP)));
    return typed;
}

struct text totp_address(struct arena *arena, struct text secret, struct text issuer, struct text account)
{
    struct text who = url_encode(arena, issuer);
    return arena_printf(arena, "otpauth://totp/%.*s:%.*s?secret=%.*s&issuer=%.*s", TEXT_ARGS(who),
                        TEXT_ARGS(url_encode(arena, account)), TEXT_ARGS(base32(arena, secret)), TEXT_ARGS(who));
}
