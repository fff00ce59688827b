/* SPDX-License-Identifier: EUPL-1.2 */
/* Accept-Language and codes of languages: whatever a browser sends, somebody gets a language that we offer. */
#include "fuzz.h"
#include "i18n/language.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text text = fuzz_text(data, size);
    enum language language = language_accept(text, LANGUAGE_AR);
    FUZZ_HOLDS(language < LANGUAGE__MAX && language_about(language)->offered);
    if (language_from_code(text, &language))
        FUZZ_HOLDS(text_equal_ignore_case(text_from(language_about(language)->code), text));
    enum direction direction = language_text_direction(text, DIRECTION_LTR);
    FUZZ_HOLDS(direction == DIRECTION_LTR || direction == DIRECTION_RTL);
    return 0;
}
