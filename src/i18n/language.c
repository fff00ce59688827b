/* SPDX-License-Identifier: EUPL-1.2 */
#include "i18n/language.h"

#include "base/utf8.h"

#include <assert.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uenum.h>
#include <unicode/uloc.h>

enum { ACCEPT_MAXIMUM = 512 }; /* bytes of the header that are read */

/* The catalogue keywords make ICU agree with the paper: its defaults are another calendar in fa, other digits in ar. */
static const struct language_about languages[LANGUAGE__MAX] = {
    [LANGUAGE_NL] = { .code = "nl",
                      .own_name = "Nederlands",
                      .locale = "nl",
                      .direction = DIRECTION_LTR,
                      .offered = true,
                      .reviewed = true },
    [LANGUAGE_EN] = { .code = "en",
                      .own_name = "English",
                      .locale = "en_GB",
                      .direction = DIRECTION_LTR,
                      .offered = true },
    [LANGUAGE_FR] = { .code = "fr",
                      .own_name = "Français",
                      .locale = "fr",
                      .direction = DIRECTION_LTR,
                      .offered = true },
    [LANGUAGE_DE] = { .code = "de",
                      .own_name = "Deutsch",
                      .locale = "de",
                      .direction = DIRECTION_LTR,
                      .offered = true },
    [LANGUAGE_PL] = { .code = "pl", .own_name = "Polski", .locale = "pl", .direction = DIRECTION_LTR, .offered = true },
    [LANGUAGE_TR] = { .code = "tr", .own_name = "Türkçe", .locale = "tr", .direction = DIRECTION_LTR, .offered = true },
    [LANGUAGE_AR] = { .code = "ar",
                      .own_name = "العربية",
                      .locale = "ar@calendar=gregorian;numbers=latn",
                      .direction = DIRECTION_RTL,
                      .narrow_days = true,
                      .offered = true },
    [LANGUAGE_UK] = { .code = "uk",
                      .own_name = "Українська",
                      .locale = "uk",
                      .direction = DIRECTION_LTR,
                      .offered = true },
    [LANGUAGE_RO] = { .code = "ro", .own_name = "Română", .locale = "ro", .direction = DIRECTION_LTR, .offered = true },
    [LANGUAGE_TI] = { .code = "ti",
                      .own_name = "ትግርኛ",
                      .locale = "ti@calendar=gregorian;numbers=latn",
                      .direction = DIRECTION_LTR,
                      .offered = true },
    [LANGUAGE_QPS] = { .code = "qps",
                       .own_name = "⟦qps⟧",
                       .locale = "nl",
                       .direction = DIRECTION_LTR,
                       .reviewed = true },
};

const struct language_about *language_about(enum language language)
{
    assert(language >= 0 && language < LANGUAGE__MAX);
    return &languages[language];
}

const char *language_direction(enum language language)
{
    return language_about(language)->direction == DIRECTION_RTL ? "rtl" : "ltr";
}

bool language_from_code(struct text code, enum language *ret_language)
{
    for (int i = 0; i < LANGUAGE__MAX; i++) {
        if (text_equal_ignore_case(text_from(languages[i].code), code)) {
            *ret_language = (enum language)i;
            return true;
        }
    }
    return false;
}

enum language words_language(const struct words *words)
{
    enum language language = LANGUAGE_NL;
    struct text rest = TEXT_NULL;
    bool found = language_from_code(text_cut(text_from(words->name), '_', &rest), &language);
    assert(found);
    (void)found;
    return language;
}

/* ICU's enumeration of the offered codes; NULL if ICU refuses. */
static UEnumeration *offered_languages(void)
{
    static const char *const none = "";
    const char *codes[LANGUAGE__MAX] = { none };
    int32_t count = 0;
    UErrorCode error = U_ZERO_ERROR;
    for (int i = 0; i < LANGUAGE__MAX; i++) {
        if (languages[i].offered)
            codes[count++] = languages[i].code;
    }
    return uenum_openCharStringsEnumeration(codes, count, &error);
}

enum language language_accept(struct text header, enum language fallback)
{
    char accepted[ACCEPT_MAXIMUM + 1] = "";
    char code[ULOC_FULLNAME_CAPACITY] = "";
    UErrorCode error = U_ZERO_ERROR;
    UAcceptResult result = ULOC_ACCEPT_FAILED;
    enum language language = fallback;
    if (text_is_empty(header) || memchr(header.data, '\0', header.length) != NULL)
        return fallback;
    memcpy(accepted, header.data, header.length < ACCEPT_MAXIMUM ? header.length : ACCEPT_MAXIMUM);
    UEnumeration *offered = offered_languages();
    if (offered == NULL)
        return fallback;
    uloc_acceptLanguageFromHTTP(code, sizeof code, &result, accepted, offered, &error);
    uenum_close(offered);
    if (U_FAILURE(error) || result == ULOC_ACCEPT_FAILED || !language_from_code(text_from(code), &language))
        return fallback;
    return language;
}

/* language, _BE, _u, _care: the name of a catalogue, or NULL if there is none like it. */
static const struct words *find_variant(struct words_choice choice, bool belgium, bool polite)
{
    static const char *const cares[CARE__MAX] = { "", "_school", "_alone" };
    char name[24];
    int length = snprintf(name, sizeof name, "%s%s%s%s", languages[choice.language].code, belgium ? "_BE" : "",
                          polite ? "_u" : "", cares[choice.care]);
    assert(length > 0 && (size_t)length < sizeof name);
    return words_find((struct text){ name, (size_t)length });
}

/* The nearest table that has the words of the form of care, or NULL. */
static const struct words *choose_of_care(struct words_choice choice)
{
    bool belgium = choice.country == COUNTRY_BE;
    const struct words *words = find_variant(choice, belgium, choice.polite);
    if (words == NULL && choice.polite)
        words = find_variant(choice, false, true);
    if (words == NULL)
        words = find_variant(choice, belgium, false);
    return words != NULL ? words : find_variant(choice, false, false);
}

const struct words *words_choose(struct words_choice choice)
{
    if (choice.language < 0 || choice.language >= LANGUAGE__MAX)
        choice.language = LANGUAGE_NL;
    if (choice.care < 0 || choice.care >= CARE__MAX)
        choice.care = CARE_GROUPS;
    const struct words *words = choose_of_care(choice);
    if (words == NULL) {
        choice.care = CARE_GROUPS;
        words = choose_of_care(choice);
    }
    return words;
}

enum direction language_text_direction(struct text text, enum direction fallback)
{
    uint32_t point = 0;
    for (size_t offset = 0; offset < text.length && utf8_next(text, &offset, &point) == 0;) {
        switch (u_charDirection((UChar32)point)) {
        case U_LEFT_TO_RIGHT:
            return DIRECTION_LTR;
        case U_RIGHT_TO_LEFT:
        case U_RIGHT_TO_LEFT_ARABIC:
            return DIRECTION_RTL;
        default:
            break;
        }
    }
    return fallback;
}
