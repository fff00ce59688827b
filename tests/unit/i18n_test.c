/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * i18n: words with placeholders and plurals, which language a person gets, days and clock times in words.
 */
#include "i18n/day_text.h"

#include <ctype.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <strings.h>

#include <cmocka.h>

static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static const struct words *table(const char *name)
{
    const struct words *words = words_find(text_from(name));
    assert_non_null(words);
    return words;
}

static void assert_text(struct text text, const char *expected)
{
    assert_string_equal(text_string(arena, text), expected);
}

static void every_table_has_every_word(void **state)
{
    (void)state;
    assert_int_equal(words_table_count, 25);
    assert_string_equal(words_tables[0].name, "nl");
    for (size_t i = 0; i < words_table_count; i++) {
        assert_int_equal(word(&words_tables[i], WORD_NONE).length, 0);
        for (int id = WORD_NONE + 1; id < WORD__MAX; id++)
            assert_true(word(&words_tables[i], (enum word)id).length > 0);
    }
    assert_null(words_find(TEXT("xx")));
}

static void pseudo_language_brackets_every_word(void **state)
{
    (void)state;
    for (int id = WORD_NONE + 1; id < WORD__MAX; id++) {
        assert_true(text_starts_with(word(table("qps"), (enum word)id), TEXT("⟦")));
        assert_true(text_ends_with(word(table("qps"), (enum word)id), TEXT("⟧")));
    }
    assert_text(word(table("qps"), WORD_FORM_MISSING), "⟦Ṽúľ {field} íñ.⟧");
}

static void variants_stand_over_the_language(void **state)
{
    (void)state;
    assert_text(word(table("nl_u"), WORD_DAY_TODAY), "vandaag");
    assert_true(text_find(word(table("nl"), WORD_ERROR_FAILED_TEXT), TEXT(" jou")) != SIZE_MAX);
    assert_true(text_find(word(table("nl_u"), WORD_ERROR_FAILED_TEXT), TEXT(" u.")) != SIZE_MAX);
    assert_true(text_find(word(table("nl_BE_u"), WORD_ERROR_FAILED_TEXT), TEXT(" u.")) != SIZE_MAX);
    assert_text(word(table("nl_BE"), WORD_SHELL_SIGN_OUT), "Afmelden");
    assert_text(word(table("nl_BE_u"), WORD_SHELL_SIGN_OUT), "Afmelden");
    assert_text(word(table("nl"), WORD_SHELL_SIGN_OUT), "Uitloggen");
}

static struct text too_long(const char *name, int64_t n)
{
    return word_format(arena, table(name), WORD_FORM_TOO_LONG,
                       (struct word_value[]){ word_value("field", "x"), word_value("n", n) }, 2);
}

static void plurals_follow_the_language(void **state)
{
    (void)state;
    assert_text(too_long("nl", 1), "\u2068x\u2069 is te lang: het mag 1 teken zijn.");
    assert_text(too_long("nl", 0), "\u2068x\u2069 is te lang: het mogen 0 tekens zijn.");
    assert_text(too_long("nl", 2000), "\u2068x\u2069 is te lang: het mogen 2000 tekens zijn.");
    assert_text(too_long("ar", 1), "\u2068x\u2069 طويل: المسموح حرف واحد.");
    assert_text(too_long("ar", 2), "\u2068x\u2069 طويل: المسموح حرفان.");
    assert_text(too_long("ar", 110), "\u2068x\u2069 طويل: المسموح 110 أحرف.");
    assert_text(too_long("ar", 99), "\u2068x\u2069 طويل: المسموح 99 حرفًا.");
    assert_text(too_long("ar", 100), "\u2068x\u2069 طويل: المسموح 100 حرف.");
    /* Polish, Ukrainian and Romanian have three: for 1, for 3, and for 5. */
    static const char *const three[] = { "pl", "uk", "ro" };
    static const int64_t examples[][3] = { { 1, 3, 5 }, { 1, 3, 5 }, { 1, 3, 25 } };
    for (size_t i = 0; i < sizeof three / sizeof *three; i++) {
        struct text one = word_plural(table(three[i]), WORD_FORM_TOO_LONG, examples[i][0]);
        struct text few = word_plural(table(three[i]), WORD_FORM_TOO_LONG, examples[i][1]);
        struct text many = word_plural(table(three[i]), WORD_FORM_TOO_LONG, examples[i][2]);
        assert_false(text_equal(one, few));
        assert_false(text_equal(few, many));
    }
    assert_true(word_has_plural(table("nl"), WORD_FORM_TOO_LONG));
    assert_false(word_has_plural(table("nl"), WORD_DAY_TODAY));
    assert_text(word_plural(table("nl"), WORD_DAY_TODAY, 3), "vandaag");
    assert_true(
        text_equal(word_plural(table("nl"), WORD_FORM_TOO_LONG, -1), word_plural(table("nl"), WORD_FORM_TOO_LONG, 1)));
    assert_true(word_plural(table("ar"), WORD_FORM_TOO_LONG, INT64_MIN).length > 0);
}

static void values_fill_placeholders(void **state)
{
    (void)state;
    struct word_value field[] = { word_value("field", TEXT("a {field} b")) };
    assert_text(word_format(arena, table("nl"), WORD_FORM_MISSING, field, 1), "Vul \u2068a {field} b\u2069 in.");
    assert_text(word_format(arena, table("nl"), WORD_FORM_MISSING, NULL, 0), "Vul {field} in.");
    struct word_value number[] = { word_value("field", (size_t)7) };
    assert_text(word_format(arena, table("nl"), WORD_FORM_MISSING, number, 1), "Vul 7 in.");
    struct word_value none[] = { word_value("field", (const char *)NULL) };
    assert_text(word_format(arena, table("nl"), WORD_FORM_MISSING, none, 1), "Vul \u2068\u2069 in.");
}

static void choice_takes_the_nearest_table(void **state)
{
    (void)state;
    assert_string_equal(words_choose((struct words_choice){ 0 })->name, "nl");
    assert_string_equal(words_choose((struct words_choice){ .polite = true })->name, "nl_u");
    assert_string_equal(words_choose((struct words_choice){ .country = COUNTRY_BE })->name, "nl_BE");
    assert_string_equal(words_choose((struct words_choice){ .country = COUNTRY_BE, .polite = true })->name, "nl_BE_u");
    struct words_choice arabic = { .language = LANGUAGE_AR, .country = COUNTRY_BE, .polite = true };
    assert_string_equal(words_choose(arabic)->name, "ar");
    assert_int_equal(words_language(table("nl_BE_u")), LANGUAGE_NL);
    assert_int_equal(words_language(table("ar")), LANGUAGE_AR);
}

/* --- the settings over all words --- */

/* The word, small letters, stands in the text by itself. */
static bool says(struct text text, const char *wanted)
{
    size_t length = strlen(wanted);
    for (size_t i = 0; i + length <= text.length; i++) {
        bool begins = i == 0 || !isalnum((unsigned char)text.data[i - 1]);
        bool ends = i + length == text.length || !isalnum((unsigned char)text.data[i + length]);
        if (begins && ends && strncasecmp(text.data + i, wanted, length) == 0)
            return true;
    }
    return false;
}

/* How many words of a table say one of these; each is printed. */
static size_t count_saying(const char *name, const char *const *never)
{
    size_t found = 0;
    for (int id = WORD_NONE + 1; id < WORD__MAX; id++)
        for (size_t i = 0; never[i]; i++)
            if (says(word(table(name), (enum word)id), never[i])) {
                print_message("%s: %s: %.*s\n", name, never[i], TEXT_ARGS(word(table(name), (enum word)id)));
                found++;
            }
    return found;
}

/* Terms as docs/glossary.md has them; every word of a page is one of these (pseudo_test). */
static void R237_country_and_address_hold_in_every_word(void **state)
{
    (void)state;
    static const char *const not_polite[] = { "je", "jij", "jou", "jouw", "jezelf", "jullie", NULL };
    static const char *const not_flemish[] = { "mentor",
                                               "locatiemanager",
                                               "leidinggevende",
                                               "leiding",
                                               "apparaat",
                                               "apparaten",
                                               "gastouder",
                                               "gastouders",
                                               "gastouderbureau",
                                               "inloggen",
                                               "uitloggen",
                                               "ingelogd",
                                               "uitgelogd",
                                               "log in",
                                               "oudercommissie",
                                               "pedagogisch professional",
                                               "pedagogisch medewerker",
                                               "stamgroep",
                                               "mag ophalen",
                                               NULL };
    static const char *const not_dutch[] = { "onthaalouder", "kinderbegeleider", "leefgroep", "aanspreekpersoon",
                                             "toestel",      "oudercomité",      "afhalen",   NULL };
    for (enum care care = 0; care < CARE__MAX; care++) {
        struct words_choice choice = { .care = care };
        assert_int_equal(count_saying(words_choose(choice)->name, not_dutch), 0);
        choice.polite = true;
        assert_int_equal(count_saying(words_choose(choice)->name, not_dutch), 0);
        assert_int_equal(count_saying(words_choose(choice)->name, not_polite), 0);
        choice.country = COUNTRY_BE;
        assert_int_equal(count_saying(words_choose(choice)->name, not_flemish), 0);
        assert_int_equal(count_saying(words_choose(choice)->name, not_polite), 0);
        choice.polite = false;
        assert_int_equal(count_saying(words_choose(choice)->name, not_flemish), 0);
    }
}

static void R237_the_form_of_care_chooses_the_words(void **state)
{
    (void)state;
    struct words_choice alone = { .care = CARE_CHILDMINDER };
    struct words_choice school = { .care = CARE_OUT_OF_SCHOOL };
    assert_string_equal(words_choose(alone)->name, "nl_alone");
    assert_string_equal(words_choose(school)->name, "nl_school");
    assert_text(word(words_choose(alone), WORD_HANDOVER_SEND_TO_GROUP), "Verstuur naar de opvang");
    assert_true(says(word(words_choose(school), WORD_HANDOVER_PRESENCE_NONE), "bso"));
    alone.polite = school.polite = true;
    assert_true(says(word(words_choose(alone), WORD_HANDOVER_READS_GROUP), "uw"));
    alone.country = school.country = COUNTRY_BE;
    assert_string_equal(words_choose(alone)->name, "nl_BE_u_alone");
    assert_false(says(word(words_choose(school), WORD_HANDOVER_PRESENCE_NONE), "bso"));
    alone.language = LANGUAGE_EN;
    assert_string_equal(words_choose(alone)->name, "en_alone");
    alone.language = LANGUAGE_QPS; /* has no form of care */
    assert_string_equal(words_choose(alone)->name, "qps");
}

static void languages_have_name_and_direction(void **state)
{
    (void)state;
    enum language language = LANGUAGE_NL;
    for (int i = 0; i < LANGUAGE__MAX; i++) {
        assert_non_null(language_about((enum language)i)->own_name);
        assert_true(language_from_code(text_from(language_about((enum language)i)->code), &language));
        assert_int_equal(language, i);
        assert_string_equal(words_choose((struct words_choice){ .language = language })->name,
                            language_about(language)->code);
    }
    assert_string_equal(language_direction(LANGUAGE_AR), "rtl");
    assert_string_equal(language_direction(LANGUAGE_NL), "ltr");
    assert_false(language_about(LANGUAGE_QPS)->offered);
    assert_true(language_from_code(TEXT("AR"), &language));
    assert_int_equal(language, LANGUAGE_AR);
    assert_false(language_from_code(TEXT("nl_BE"), &language));
    assert_int_equal(language, LANGUAGE_AR);
}

static void browser_says_which_language(void **state)
{
    (void)state;
    static const struct {
        const char *header;
        enum language language;
    } cases[] = {
        { "ar", LANGUAGE_AR },
        { "ar-MA,ar;q=0.9,fr;q=0.8", LANGUAGE_AR },
        { "nl-BE", LANGUAGE_NL },
        { "en-US,en;q=0.5", LANGUAGE_EN },
        { "es-ES,es;q=0.9,en;q=0.3,ar;q=0.7", LANGUAGE_AR },
        { "fr-BE,nl;q=0.5", LANGUAGE_FR },
        { "tr,pl", LANGUAGE_TR },
        { "ti-ER", LANGUAGE_TI },
        { "uk;q=0.4,ru", LANGUAGE_UK },
        { "es,sv", LANGUAGE_EN },
        { "qps", LANGUAGE_EN },
        { "", LANGUAGE_EN },
        { "*", LANGUAGE_EN },
        { ";;;q=,,,=nl", LANGUAGE_EN },
        { "nl;q=2,\x01\xff", LANGUAGE_EN },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (language_accept(text_from(cases[i].header), LANGUAGE_EN) != cases[i].language)
            fail_msg("%s", cases[i].header);
    assert_int_equal(language_accept(TEXT_NULL, LANGUAGE_AR), LANGUAGE_AR);
    assert_int_equal(language_accept(TEXT("nl\0"), LANGUAGE_AR), LANGUAGE_AR);
    char *longest = arena_allocate(arena, 100001);
    for (size_t i = 0; i < 100000; i++)
        longest[i] = "nl,"[i % 3];
    assert_int_equal(language_accept(text_from(longest), LANGUAGE_AR), LANGUAGE_NL);
}

static void own_words_have_a_direction(void **state)
{
    (void)state;
    assert_int_equal(language_text_direction(TEXT("Noor نامت"), DIRECTION_RTL), DIRECTION_LTR);
    assert_int_equal(language_text_direction(TEXT("12:30 نامت Noor"), DIRECTION_LTR), DIRECTION_RTL);
    assert_int_equal(language_text_direction(TEXT("שלום"), DIRECTION_LTR), DIRECTION_RTL);
    assert_int_equal(language_text_direction(TEXT("12:30"), DIRECTION_RTL), DIRECTION_RTL);
    assert_int_equal(language_text_direction(TEXT("\xff"), DIRECTION_RTL), DIRECTION_RTL);
}

static struct date day(const char *iso)
{
    struct date date = DATE_NONE;
    assert_int_equal(date_parse_iso(text_from(iso), &date), 0);
    return date;
}

static void days_in_words(void **state)
{
    (void)state;
    struct day_texts *texts = day_texts_new();
    static const struct {
        enum language language;
        enum day_style style;
        const char *day;
        const char *text;
    } cases[] = {
        { LANGUAGE_NL, DAY_HEADING, "2026-11-22", "zondag 22 november" },
        { LANGUAGE_NL, DAY_FULL, "2026-11-22", "zondag 22 november 2026" },
        { LANGUAGE_NL, DAY_SHORT, "2026-11-22", "22 nov" },
        { LANGUAGE_NL, DAY_NAME, "2026-11-22", "zondag" },
        { LANGUAGE_NL, DAY_LETTERS, "2026-11-22", "zo" },
        { LANGUAGE_NL, DAY_MONTH, "2026-11-22", "november 2026" },
        { LANGUAGE_EN, DAY_HEADING, "2026-11-22", "Sunday, 22 November" },
        { LANGUAGE_AR, DAY_FULL, "2026-11-22", "الأحد، 22 نوفمبر 2026" },
        { LANGUAGE_QPS, DAY_HEADING, "2026-11-22", "⟦zondag 22 november⟧" },
        { LANGUAGE_NL, DAY_FULL, "2028-02-29", "dinsdag 29 februari 2028" },
        { LANGUAGE_NL, DAY_FULL, "1969-12-31", "woensdag 31 december 1969" },
        { LANGUAGE_NL, DAY_FULL, "9999-12-31", "vrijdag 31 december 9999" },
        { LANGUAGE_NL, DAY_FULL, "1599-12-31", "1599-12-31" },
    };
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
            assert_text(day_text(texts, arena, cases[i].language, day(cases[i].day), cases[i].style), cases[i].text);
    assert_text(day_text(texts, arena, LANGUAGE_NL, DATE_NONE, DAY_FULL), "");
    day_texts_free(texts);
    day_texts_free(NULL);
}

/* Every language and style of two years of days, so that kept days push each other out. */
static void *read_days(void *argument)
{
    struct day_texts *texts = argument;
    struct arena *mine = arena_new();
    intptr_t wrong = 0;
    for (int32_t days = 20000; days < 20730; days++) {
        for (int language = 0; language < LANGUAGE__MAX; language++) {
            struct date date = { days };
            struct text name = day_text(texts, mine, (enum language)language, date, DAY_NAME);
            struct text week_later = day_text(texts, mine, (enum language)language, date_add(date, 7), DAY_NAME);
            wrong += name.length == 0 || !text_equal(name, week_later);
        }
        arena_reset(mine);
    }
    arena_free(mine);
    return (void *)wrong;
}

static void days_from_many_threads(void **state)
{
    (void)state;
    enum { THREADS = 4 };
    pthread_t threads[THREADS];
    struct day_texts *texts = day_texts_new();
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, read_days, texts), 0);
    for (int i = 0; i < THREADS; i++) {
        void *wrong = NULL;
        assert_int_equal(pthread_join(threads[i], &wrong), 0);
        assert_ptr_equal(wrong, NULL);
    }
    day_texts_free(texts);
}

static void clock_times(void **state)
{
    (void)state;
    assert_text(time_text(arena, 0), "0:00");
    assert_text(time_text(arena, 7 * 60 + 42), "7:42");
    assert_text(time_text(arena, 14 * 60 + 5), "14:05");
    assert_text(time_text(arena, 24 * 60), "24:00");
    assert_text(time_text(arena, -1), "");
    assert_text(time_text(arena, 24 * 60 + 1), "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_table_has_every_word),
        TEST(pseudo_language_brackets_every_word),
        TEST(variants_stand_over_the_language),
        TEST(plurals_follow_the_language),
        TEST(values_fill_placeholders),
        TEST(choice_takes_the_nearest_table),
        TEST(R237_country_and_address_hold_in_every_word),
        TEST(R237_the_form_of_care_chooses_the_words),
        TEST(languages_have_name_and_direction),
        TEST(browser_says_which_language),
        TEST(own_words_have_a_direction),
        TEST(days_in_words),
        TEST(days_from_many_threads),
        TEST(clock_times),
    };
    return cmocka_run_group_tests_name("i18n", tests, NULL, NULL);
}
