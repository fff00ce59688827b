/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The papers to begin with (R239): drafts, in every language, filled from the organisation's settings and the register of data.
 */
#include "feature/adoption/adoption.h"
#include "feature/privacy/privacy.h"
#include "visit.h"

static struct http_test_answer paper(struct visit *visit, enum adoption_paper which, enum language language)
{
    struct http_test_answer answer =
        visit_get(visit, FIXTURE_MANAGER, url_adoption_paper(visit->arena, which, language).text);
    assert_status(&answer, 200);
    if (language != LANGUAGE_EN)
        visit_keep(
            &answer,
            arena_printf(visit->arena, "adoption-%s-%s", adoption_names[which], language_about(language)->code).data);
    return answer;
}

static bool says(const struct http_test_answer *answer, struct text words)
{
    return text_find(answer->body, words) != SIZE_MAX;
}

static struct text in(enum language language, enum word id)
{
    return word(words_choose((struct words_choice){ .language = language }), id);
}

/* Every paper says that it is a draft, for which organisation, and leaves nothing unfilled. */
static void R239_each_paper_is_a_draft_in_each_language(void **state)
{
    static const enum language languages[] = { LANGUAGE_NL, LANGUAGE_EN, LANGUAGE_AR };
    struct visit *visit = visit_of(state);
    struct http_test_answer list = visit_get(visit, FIXTURE_MANAGER, url_adoption(visit->arena).text);
    assert_status(&list, 200);
    visit_keep(&list, "adoption");
    for (int which = 0; which < ADOPTION_PAPER__MAX; which++)
        for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
            struct http_test_answer answer = paper(visit, (enum adoption_paper)which, languages[i]);
            assert_true(says(&answer, in(languages[i], WORD_ADOPTION_DRAFT)));
            assert_true(says(&answer, in(languages[i], adoption_title((enum adoption_paper)which))));
            assert_true(says(&answer, TEXT("De Boomhut")));
            struct text body = text_slice(answer.body, text_find(answer.body, TEXT("id=\"paper\"")), SIZE_MAX);
            if (text_find(text_slice(body, 0, text_find(body, TEXT("</article>"))), TEXT("{")) != SIZE_MAX)
                fail_msg("%s: a place is not filled in", adoption_names[which]);
        }
}

/* What the privacy page says is kept stands in the papers in the same words; the law is named. */
static void R239_the_papers_are_filled_from_the_register_and_the_settings(void **state)
{
    struct visit *visit = visit_of(state);
    struct privacy_asked asked = { visit->world.db, visit->arena, visit->fixture.organisation, FIXTURE_TODAY,
                                   words_choose((struct words_choice){ .language = LANGUAGE_NL }) };
    struct privacy_kept_list kept;
    assert_int_equal(privacy_kept_read(&asked, &kept), STATUS_OK);
    assert_true(kept.count > 10);
    static const enum adoption_paper with[] = { ADOPTION_ADVICE, ADOPTION_PROCESSOR, ADOPTION_ASSESSMENT };
    for (size_t k = 0; k < sizeof with / sizeof *with; k++) {
        struct http_test_answer answer = paper(visit, with[k], LANGUAGE_NL);
        for (size_t i = 0; i < kept.count; i++) {
            assert_true(says(&answer, kept.items[i].title));
            assert_true(says(&answer, kept.items[i].term));
        }
    }
    struct http_test_answer answer = paper(visit, ADOPTION_ADVICE, LANGUAGE_NL);
    assert_true(says(&answer, TEXT("artikel 1.60 van de Wet kinderopvang")));
    assert_false(says(&answer, TEXT("22 november 2013")));
    answer = paper(visit, ADOPTION_LETTER, LANGUAGE_NL);
    assert_true(says(&answer, TEXT("https://samenspel.example/privacy")));
    answer = paper(visit, ADOPTION_ASSESSMENT, LANGUAGE_NL);
    assert_true(says(&answer, in(LANGUAGE_NL, WORD_ADOPTION_ASSESSMENT_RETENTION_OFF)));
    assert_false(says(&answer, in(LANGUAGE_NL, WORD_ADOPTION_ASSESSMENT_PACKAGE_ON)));
    /* In Flanders another law, and switched on what is on. */
    struct adoption_settings settings = { .organisation = visit->fixture.organisation,
                                          .name = TEXT("De Rups"),
                                          .address = TEXT("https://rups.example/privacy"),
                                          .security_contact = TEXT("mailto:veilig@rups.example"),
                                          .exchange = true,
                                          .retention = true,
                                          .choice = { .language = LANGUAGE_NL, .country = COUNTRY_BE },
                                          .today = FIXTURE_TODAY,
                                          .day = TEXT("vandaag") };
    for (int which = 0; which < ADOPTION_PAPER__MAX; which++) {
        struct html_part part;
        struct buffer buffer;
        buffer_init(&buffer, 1 << 20);
        assert_int_equal(adoption_make(visit->world.db, visit->arena, &settings, (enum adoption_paper)which, &part),
                         STATUS_OK);
        struct html html = html_make(&buffer, visit->arena, words_choose(settings.choice));
        html_slot(&html, part);
        struct text text = buffer_text(&buffer);
        bool law = text_find(text, TEXT("22 november 2013")) != SIZE_MAX;
        assert_int_equal(law, which == ADOPTION_ADVICE);
        assert_true(text_find(text, TEXT("1.60")) == SIZE_MAX);
        bool contact = text_find(text, TEXT("mailto:veilig@rups.example")) != SIZE_MAX;
        assert_int_equal(contact, which == ADOPTION_PROCESSOR);
        bool package = text_find(text, in(LANGUAGE_NL, WORD_ADOPTION_ASSESSMENT_PACKAGE_ON)) != SIZE_MAX;
        assert_int_equal(package, which == ADOPTION_ASSESSMENT);
        buffer_release(&buffer);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(R239_each_paper_is_a_draft_in_each_language),
        cmocka_unit_test(R239_the_papers_are_filled_from_the_register_and_the_settings),
    };
    return PAGE_TESTS_RUN(tests);
}
