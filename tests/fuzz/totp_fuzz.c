/* SPDX-License-Identifier: EUPL-1.2 */
/* What somebody types as a one-time code, at any moment: nothing but the six digits of now or of the step beside it opens. */
#include "feature/second_factor/totp.h"
#include "fuzz.h"

#include <string.h>

enum { MOMENT_BYTES = 4, STEP_MS = TOTP_STEP_SECONDS * 1000 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char key[TOTP_SECRET_BYTES] = "12345678901234567890"; /* of RFC 6238 */
    struct text secret = { key, TOTP_SECRET_BYTES };
    uint32_t moment = 0;
    if (size < MOMENT_BYTES)
        return 0;
    memcpy(&moment, data, MOMENT_BYTES);
    int64_t now_at = (int64_t)moment * 1000;
    struct text code = fuzz_text(data + MOMENT_BYTES, size - MOMENT_BYTES);
    struct arena *arena = arena_new();
    int64_t step = -1;
    if (totp_check(secret, code, now_at, 0, &step) == TOTP_RIGHT) {
        FUZZ_HOLDS(step >= now_at / STEP_MS - TOTP_WINDOW && step <= now_at / STEP_MS + TOTP_WINDOW);
        FUZZ_HOLDS(text_equal(code, totp_code(arena, secret, step * STEP_MS)));
        int64_t again = -1;
        FUZZ_HOLDS(totp_check(secret, code, now_at, step, &again) != TOTP_RIGHT);
    }
    arena_free(arena);
    return 0;
}
