/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Choosing a password on one's own page: the first one, another, and what is refused. What was typed is nowhere but in a hash.
 */
#include "access/password.h"
#include "access/session.h"
#include "base/buffer.h"
#include "base/log.h"
#include "feature/tablet/tablet.h"
#include "visit.h"

#define FIRST  "vier blauwe fietsen"
#define SECOND "zeven gele tulpen"

enum { LOG_MAXIMUM = 1024 * 1024 };

static struct http_test_answer choose(struct visit *visit, const char *current, const char *wanted)
{
    struct markup *page = visit_page(visit, FIXTURE_MOTHER, TEXT("/password"));
    struct markup_form form = markup_form(page, element(page, "main"), "/password");
    if (current)
        markup_fill(&form, "current", text_from(current));
    markup_fill(&form, "new", text_from(wanted));
    return visit_post(visit, FIXTURE_MOTHER, form.action, markup_body(&form));
}

static void assert_chosen(struct visit *visit, const struct http_test_answer *answer)
{
    assert_status(answer, 303);
    assert_true(text_equal(answer->location, TEXT("/password?chosen=1")));
    struct markup *page = visit_page(visit, FIXTURE_MOTHER, answer->location); /* her own session goes on */
    assert_shows(page, element(page, "main"),
                 "Je wachtwoord is gekozen. Op andere apparaten moet je opnieuw inloggen.");
}

static void assert_refused(const struct http_test_answer *answer, struct visit *visit, const char *words)
{
    assert_status(answer, 422);
    struct markup *page = markup_read(visit->arena, answer->body);
    assert_shows(page, element(page, "main"), words);
    assert_no_trace(answer, FIRST);
    assert_no_trace(answer, SECOND);
}

/* Signing in on another device; the cookie, null when it was refused. */
static struct text sign_in(struct visit *visit, const char *password)
{
    struct http_test_answer answer = visit_call(visit, "POST", TEXT("/sign-in"), TEXT_NULL,
                                                FORM(visit, "email", "mother@example.org", "password", password));
    if (answer.status != 303)
        return TEXT_NULL;
    struct text rest;
    return text_copy(visit->arena, text_cut(http_test_header(&answer, "Set-Cookie"), ';', &rest));
}

static int status_of(struct visit *visit, struct text cookie)
{
    struct http_test_answer answer = visit_call(visit, "GET", TEXT("/password"), cookie, TEXT_NULL);
    return answer.status;
}

static struct text stored_hash(struct visit *visit)
{
    const char *sql = "SELECT a.password_hash FROM account AS a WHERE a.email_folded = 'mother@example.org'";
    return visit_text(visit, sql);
}

static int64_t rows_of(struct visit *visit, const char *table)
{
    return visit_number(visit, arena_printf(visit->arena, "SELECT COUNT(*) FROM %s", table).data);
}

static void a_first_password_is_chosen_and_opens_the_door(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer page = visit_get(visit, FIXTURE_MOTHER, TEXT("/password"));
    visit_keep(&page, "password-first");
    assert_no_trace(&page, "name=\"current\"");
    assert_true(text_equal(http_test_header(&page, "Cache-Control"), TEXT("no-store")));
    assert_true(text_is_null(sign_in(visit, FIRST)));
    struct http_test_answer answer = choose(visit, NULL, FIRST);
    assert_chosen(visit, &answer);
    assert_true(text_starts_with(stored_hash(visit), TEXT("$argon2id$")));
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM audit AS a WHERE a.action = 'account.password'"), 1);
    assert_false(text_is_null(sign_in(visit, FIRST)));
    page = visit_get(visit, FIXTURE_MOTHER, TEXT("/password"));
    visit_keep(&page, "password-other");
}

/* Something that asks first who one is, of somebody who has no password yet: she chooses one and goes on where she was. */
static void what_was_begun_goes_on_after_a_first_password(void **state)
{
    struct visit *visit = visit_of(state);
    struct text tablets = url_tablet_list(visit->arena, visit->fixture.noord).text;
    clock_advance(&visit->world.clock, HOUR_MS);
    char *group =
        text_string(visit->arena, identity_text(visit->arena, visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS].value));
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_MANAGER, tablets, FORM(visit, "group", group, "name", "blauwe hoes"));
    assert_status(&answer, 401);
    struct markup *page = markup_read(visit->arena, answer.body);
    struct markup_form form = markup_form(page, element(page, "confirm"), "/password");
    answer = visit_post(visit, FIXTURE_MANAGER, form.action, markup_body(&form));
    assert_status(&answer, 200);
    page = markup_read(visit->arena, answer.body);
    form = markup_form(page, element(page, "main"), "/password");
    markup_fill(&form, "new", TEXT("kort"));
    answer = visit_post(visit, FIXTURE_MANAGER, form.action, markup_body(&form));
    assert_status(&answer, 422);
    page = markup_read(visit->arena, answer.body);
    form = markup_form(page, element(page, "main"), "/password");
    markup_fill(&form, "new", TEXT(FIRST));
    answer = visit_post(visit, FIXTURE_MANAGER, form.action, markup_body(&form));
    assert_status(&answer, 200);
    page = markup_read(visit->arena, answer.body);
    form = markup_form(page, element(page, "notice"), "/tablets");
    assert_int_equal(markup_next(page, element(page, "notice"), "textarea", MARKUP_NONE) == MARKUP_NONE, 1);
    answer = visit_post(visit, FIXTURE_MANAGER, form.action, markup_body(&form));
    assert_true(answer.status == 200 || answer.status == 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM tablet AS t WHERE t.name = 'blauwe hoes'"), 1);
}

static void T2_T23_another_password_ends_the_other_sessions(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer answer = choose(visit, NULL, FIRST);
    assert_chosen(visit, &answer);
    struct text other = sign_in(visit, FIRST);
    assert_int_equal(status_of(visit, other), 200);
    answer = choose(visit, FIRST, SECOND);
    assert_chosen(visit, &answer);
    assert_int_equal(status_of(visit, other), 303); /* to the sign-in page */
    assert_true(text_is_null(sign_in(visit, FIRST)));
    assert_int_equal(status_of(visit, sign_in(visit, SECOND)), 200);
}

static struct session_ids others;

static int find_others(struct change *change, void *argument)
{
    const struct fixture *fixture = argument;
    struct session_ids found;
    struct session_id own = fixture->sessions[FIXTURE_MOTHER];
    int status = session_find_others(change, fixture->persons[FIXTURE_MOTHER], own, &found);
    others.count = found.count;
    return status;
}

/* Those whose live streams end with the new password: living ones, and not her own. */
static void the_other_sessions_are_found_until_they_end(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer answer = choose(visit, NULL, FIRST);
    assert_chosen(visit, &answer);
    assert_false(text_is_null(sign_in(visit, FIRST)));
    assert_false(text_is_null(sign_in(visit, FIRST)));
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, find_others, &visit->fixture),
                     STATUS_OK);
    assert_int_equal(others.count, 2);
    answer = choose(visit, FIRST, SECOND);
    assert_chosen(visit, &answer);
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, find_others, &visit->fixture),
                     STATUS_OK);
    assert_int_equal(others.count, 0);
}

static void a_wrong_present_password_is_refused_and_counted(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer answer = choose(visit, NULL, FIRST);
    assert_chosen(visit, &answer);
    struct text hash = text_copy(visit->arena, stored_hash(visit));
    int64_t counted = rows_of(visit, "sign_in_failure");
    answer = choose(visit, "niet dit wachtwoord", SECOND);
    assert_refused(&answer, visit, "Je wachtwoord van nu klopt niet. Kijk nog eens.");
    visit_keep(&answer, "password-wrong");
    assert_int_equal(rows_of(visit, "sign_in_failure"), counted + 1);
    /* Without the field it is wrong too. */
    answer = visit_post(visit, FIXTURE_MOTHER, TEXT("/password"), FORM(visit, "new", SECOND));
    assert_refused(&answer, visit, "Je wachtwoord van nu klopt niet.");
    for (int i = 0; i < GUESS_ACCOUNT_MAXIMUM; i++)
        answer = choose(visit, "niet dit wachtwoord", SECOND);
    assert_status(&answer, 429);
    answer = choose(visit, FIRST, SECOND);
    assert_status(&answer, 429);
    assert_true(text_equal(stored_hash(visit), hash));
}

static void a_password_that_is_none_is_told(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer answer = choose(visit, NULL, "elf teken!?");
    assert_refused(&answer, visit, "Dit wachtwoord is te kort. Neem minstens 12 tekens.");
    visit_keep(&answer, "password-short");
    char *many = memset(arena_allocate(visit->arena, PASSWORD_LONGEST + 2), 'w', PASSWORD_LONGEST + 1);
    answer = choose(visit, NULL, many);
    assert_refused(&answer, visit, "Dit wachtwoord is te lang. Neem hoogstens 128 tekens.");
    answer = choose(visit, NULL, "123456789012");
    assert_refused(&answer, visit, "Dit wachtwoord is te makkelijk te raden.");
    answer = choose(visit, NULL, "Mother@example.org");
    assert_refused(&answer, visit, "Dit wachtwoord lijkt te veel op je naam, je e-mailadres");
    answer = visit_post(visit, FIXTURE_MOTHER, TEXT("/password"), TEXT_NULL);
    assert_refused(&answer, visit, "Dit wachtwoord is te kort.");
    assert_int_equal(stored_hash(visit).length, 0);
}

static int take_account(struct change *change, void *argument)
{
    (void)argument;
    return db_execute(change->db, "DELETE FROM account WHERE email_folded = 'father@example.org';", NULL);
}

static void who_has_no_address_is_told(void **state)
{
    struct visit *visit = visit_of(state);
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, take_account, NULL), STATUS_OK);
    struct markup *page = visit_page(visit, FIXTURE_FATHER, TEXT("/password"));
    assert_false(markup_has_form(page, element(page, "main"), "/password"));
    assert_shows(page, element(page, "main"), SAY(visit, LANGUAGE_AR, WORD_SIGN_IN_PASSWORD_NONE));
    struct http_test_answer answer = visit_post(visit, FIXTURE_FATHER, TEXT("/password"), FORM(visit, "new", FIRST));
    assert_status(&answer, 409);
}

static void keep_line(void *context, struct text line)
{
    buffer_put(context, line);
}

/* Neither in a column of the database nor in a line of the log. */
static void T17_a_password_is_kept_nowhere(void **state)
{
    struct visit *visit = visit_of(state);
    struct buffer log;
    buffer_init(&log, LOG_MAXIMUM);
    log_set_level(LOG_LEVEL_DEBUG);
    log_set_output(keep_line, &log);
    log_info("test.begins", LOG_STRING("test", __func__));
    struct http_test_answer first = choose(visit, NULL, FIRST);
    struct http_test_answer wrong = choose(visit, "niet dit wachtwoord", SECOND);
    struct http_test_answer second = choose(visit, FIRST, SECOND);
    log_set_output(NULL, NULL);
    assert_status(&first, 303);
    assert_status(&wrong, 422);
    assert_status(&second, 303);
    static const char *const typed[] = { "fietsen", "niet dit", "tulpen" };
    assert_int_not_equal(text_find(buffer_text(&log), TEXT("test.begins")), SIZE_MAX);
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++)
        assert_int_equal(text_find(buffer_text(&log), text_from(typed[i])), SIZE_MAX);
    buffer_release(&log);
    struct visit_columns columns = visit_columns(visit);
    assert_true(columns.count > 0);
    for (size_t i = 0; i < columns.count; i++)
        for (size_t j = 0; j < sizeof typed / sizeof *typed; j++) {
            struct text sql =
                arena_printf(visit->arena, "SELECT COUNT(*) FROM %.*s AS t WHERE CAST(t.%.*s AS TEXT) LIKE '%%%s%%'",
                             TEXT_ARGS(columns.items[i].table), TEXT_ARGS(columns.items[i].column), typed[j]);
            assert_int_equal(visit_number(visit, sql.data), 0);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_first_password_is_chosen_and_opens_the_door),
        cmocka_unit_test(what_was_begun_goes_on_after_a_first_password),
        cmocka_unit_test(T2_T23_another_password_ends_the_other_sessions),
        cmocka_unit_test(the_other_sessions_are_found_until_they_end),
        cmocka_unit_test(a_wrong_present_password_is_refused_and_counted),
        cmocka_unit_test(a_password_that_is_none_is_told),
        cmocka_unit_test(who_has_no_address_is_told),
        cmocka_unit_test(T17_a_password_is_kept_nowhere),
    };
    return PAGE_TESTS_RUN(tests);
}
