/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who has an account hears when the ways into it change (ASVS 2.2.3, 2.5.5): by a mail that says what and nothing else, to the former
 * address too when that is what changed, and beside her devices. Passkeys: passkey_test.c.
 */
#include "feature/account_news/account_news.h"
#include "feature/family/family.h"
#include "half.h"
#include "post.h"

#define PASSWORD "vier blauwe fietsen"

static bool holds(struct text text, const char *part)
{
    return text_find(text, text_from(part)) != SIZE_MAX;
}

static int64_t told(struct visit *visit, const char *what)
{
    return visit_number(
        visit,
        arena_printf(visit->arena, "SELECT COUNT(*) FROM audit AS a WHERE a.action = 'account.told.%s'", what).data);
}

static struct http_test_answer post_as(struct visit *visit, struct text cookie, const char *target, struct text body)
{
    return visit_call(visit, "POST", text_from(target), cookie, body);
}

/* What she finds beside her devices. */
static void assert_listed(struct visit *visit, enum word what, bool there)
{
    struct markup *page = visit_page(visit, FIXTURE_MOTHER, TEXT("/devices"));
    const char *sentence = SAY(visit, LANGUAGE_NL, what);
    if (there)
        assert_shows(page, element(page, "account-news"), sentence);
    else
        assert_hides(page, element(page, "main"), sentence);
}

/* A mail to an address, in Dutch, with nothing of a child. */
static void assert_mail(struct visit *visit, struct post *post, int number, const char *address, enum word subject)
{
    struct text mail = post_read(post, "mail", number);
    assert_true(holds(mail, arena_printf(visit->arena, "To: %s", address).data));
    assert_true(holds(mail, SAY(visit, LANGUAGE_NL, subject)));
    assert_true(holds(mail, "https://samenspel.example/devices"));
    assert_true(holds(mail, "Was je het niet?"));
    assert_false(holds(mail, "Noor"));
    assert_false(holds(mail, PASSWORD));
}

static void T2_T9_a_new_password_is_told_by_mail_and_beside_the_devices(void **state)
{
    struct visit *visit = visit_of(state);
    struct post post;
    post_open(visit, "127.0.0.1", &post);
    assert_listed(visit, WORD_ACCOUNT_NEWS_PASSWORD, false);
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_MOTHER, TEXT("/password"), FORM(visit, "new", "te kort"));
    assert_status(&answer, 422);
    assert_int_equal(told(visit, "password"), 0); /* nothing changed */
    answer = visit_post(visit, FIXTURE_MOTHER, TEXT("/password"), FORM(visit, "new", PASSWORD));
    assert_status(&answer, 303);
    post_run(&post);
    assert_int_equal(post_count(&post, "mail"), 1);
    assert_mail(visit, &post, 1, "mother@example.org", WORD_ACCOUNT_NEWS_PASSWORD);
    assert_listed(visit, WORD_ACCOUNT_NEWS_PASSWORD, true);
    answer = visit_get(visit, FIXTURE_MOTHER, TEXT("/devices"));
    visit_keep(&answer, "devices-news");
    answer = visit_get(visit, FIXTURE_FATHER, TEXT("/devices"));
    assert_no_trace(&answer, "account-news"); /* hers alone */
    clock_advance(&visit->world.clock, (int64_t)ACCOUNT_NEWS_DAYS * DAY_MS);
    struct text cookie = half_session(visit, FIXTURE_MOTHER, SESSION_PROOF_LINK);
    answer = visit_call(visit, "GET", TEXT("/devices"), cookie, TEXT_NULL);
    assert_true(holds(answer.body, "account-news")); /* to the last moment of the month */
    clock_advance(&visit->world.clock, MINUTE_MS);
    answer = visit_call(visit, "GET", TEXT("/devices"), cookie, TEXT_NULL);
    assert_no_trace(&answer, "account-news");
    post_close(&post);
}

static void T18_another_address_is_told_to_the_former_one_too(void **state)
{
    struct visit *visit = visit_of(state);
    struct post post;
    post_open(visit, "127.0.0.1", &post);
    const char *child = visit_moment(visit, visit->fixture.children[FIXTURE_CHILD_OWN].value);
    struct text family = arena_printf(visit->arena, "/child/%s/family", child);
    struct http_test_answer answer = VISIT_SEND(visit, FIXTURE_MOTHER, family, "contact-form", "/contact", "phone",
                                                "0612121212", "email", "nieuw@example.org");
    assert_status(&answer, 303);
    assert_int_equal(told(visit, "email"), 0); /* asked, not changed */
    const char *proposal = visit_moment(visit, visit_number(visit, "SELECT MAX(w.id) FROM proposal AS w"));
    answer = visit_post(visit, FIXTURE_PROFESSIONAL,
                        url_family_decide(visit->arena, visit->fixture.children[FIXTURE_CHILD_OWN]).text,
                        FORM(visit, "proposal", proposal, "decision", "confirm", "told", "asker"));
    assert_status(&answer, 303);
    post_run(&post);
    assert_int_equal(post_count(&post, "mail"), 2);
    bool former_first = holds(post_read(&post, "mail", 1), "To: mother@example.org");
    assert_mail(visit, &post, former_first ? 1 : 2, "mother@example.org", WORD_ACCOUNT_NEWS_EMAIL);
    assert_mail(visit, &post, former_first ? 2 : 1, "nieuw@example.org", WORD_ACCOUNT_NEWS_EMAIL);
    assert_listed(visit, WORD_ACCOUNT_NEWS_EMAIL, true);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM outgoing AS o WHERE o.address <> ''"), 0);
    post_close(&post);
}

static void T1_every_change_of_the_second_factor_is_told(void **state)
{
    struct visit *visit = visit_of(state);
    struct half_app app = half_enrol(visit, half_session(visit, FIXTURE_MOTHER, SESSION_PROOF_LINK));
    assert_int_equal(told(visit, "factor"), 1);
    struct http_test_answer answer = post_as(visit, app.cookie, "/second-factor/codes", TEXT_NULL);
    assert_status(&answer, 200);
    assert_int_equal(told(visit, "codes"), 1);
    struct markup *page = markup_read(visit->arena, answer.body);
    struct text code = markup_words(page, markup_next(page, MARKUP_NONE, "code", MARKUP_NONE));
    struct text half = half_session(visit, FIXTURE_MOTHER, SESSION_PROOF_LINK);
    answer = post_as(visit, half, "/second-factor", FORM(visit, "code", text_string(visit->arena, code)));
    assert_status(&answer, 303);
    assert_int_equal(told(visit, "code_used"), 1);
    answer = post_as(visit, app.cookie, "/second-factor/off", TEXT_NULL);
    assert_status(&answer, 303);
    assert_int_equal(told(visit, "factor_gone"), 1);
    static const enum word all[] = { WORD_ACCOUNT_NEWS_FACTOR, WORD_ACCOUNT_NEWS_CODES, WORD_ACCOUNT_NEWS_CODE_USED,
                                     WORD_ACCOUNT_NEWS_FACTOR_GONE };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        assert_listed(visit, all[i], true);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM outgoing AS o WHERE o.kind = 'mail'"), 4);
}

static int take_account(struct change *change, void *argument)
{
    (void)argument;
    return db_execute(change->db, "DELETE FROM account WHERE email_folded = 'mother@example.org';", NULL);
}

static void who_has_no_address_finds_it_beside_the_devices(void **state)
{
    struct visit *visit = visit_of(state);
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, take_account, NULL), STATUS_OK);
    half_enrol(visit, half_session(visit, FIXTURE_MOTHER, SESSION_PROOF_LINK));
    assert_listed(visit, WORD_ACCOUNT_NEWS_FACTOR, true);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM outgoing"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(T2_T9_a_new_password_is_told_by_mail_and_beside_the_devices),
        cmocka_unit_test(T18_another_address_is_told_to_the_former_one_too),
        cmocka_unit_test(T1_every_change_of_the_second_factor_is_told),
        cmocka_unit_test(who_has_no_address_finds_it_beside_the_devices),
    };
    return PAGE_TESTS_RUN_FREE(tests);
}
