/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The second factor (T1): who works here gets nowhere without and cannot turn it off; guardians may. What is kept of it is of
 * no use to who has the database (T17). The matrix asks with two factors; here everything is asked with one.
 */
#include "access/guess.h"
#include "access/rule.h"
#include "feature/second_factor/factor.h"
#include "filling.h"
#include "half.h"

static struct http_test_answer get(struct visit *visit, struct text cookie, const char *target)
{
    return visit_call(visit, "GET", text_from(target), cookie, TEXT_NULL);
}

static struct http_test_answer send_code(struct visit *visit, struct text cookie, const char *code)
{
    return visit_call(visit, "POST", TEXT("/second-factor"), cookie, FORM(visit, "code", code));
}

static void assert_says(struct visit *visit, const struct http_test_answer *answer, int status, enum word id)
{
    assert_status(answer, status);
    struct markup *page = markup_read(visit->arena, answer->body);
    assert_shows(page, element(page, "main"), SAY(visit, LANGUAGE_NL, id));
}

/* With one factor the gate answers the same for everything that is not the way in: also for what exists. */
static void check_half(struct visit *visit, const struct route *route, struct filling_object *object,
                       struct text cookie)
{
    struct filling filling = filling_make(visit, route, object);
    struct http_test_answer answer =
        visit_call(visit, method_name(route->method), filling.target, cookie, filling.body);
    bool page = route->method == METHOD_GET && route->title != 0;
    if (answer.status != (page ? 303 : 401))
        fail_msg("%s %s: %d with one factor", method_name(route->method), route->path, answer.status);
    if (page)
        assert_true(text_starts_with(answer.location, TEXT("/second-factor")));
    assert_no_trace(&answer, "Noor");
}

static void T1_who_works_here_gets_no_further_than_the_second_factor(void **state)
{
    struct visit *visit = visit_of(state);
    fixture_world_widen(&visit->world); /* people of two organisations ask the same one */
    struct filling_object objects[FIXTURE_CHILD__MAX];
    fixture_world_widen(&visit->world);
    filling_objects(visit, objects);
    static const enum fixture_person people[] = { FIXTURE_PROFESSIONAL, FIXTURE_STAND_IN,      FIXTURE_MENTOR,
                                                  FIXTURE_MANAGER,      FIXTURE_ADMINISTRATOR, FIXTURE_BOTH };
    size_t asked = 0;
    for (size_t p = 0; p < sizeof people / sizeof *people; p++) {
        struct text cookie = half_session(visit, people[p], SESSION_PROOF_PASSWORD);
        struct text before = visit_fingerprint(visit);
        for (size_t t = 0; t < visit->routes_count; t++)
            for (size_t r = 0; r < visit->routes[t].count; r++) {
                const struct route *route = &visit->routes[t].items[r];
                if (route->rule.kind == RULE_KIND_PUBLIC || route->before_factor)
                    continue;
                check_half(visit, route, &objects[FIXTURE_CHILD_OWN], cookie);
                asked++;
            }
        assert_true(text_equal(before, visit_fingerprint(visit)));
    }
    assert_true(asked > 100);
}

/* The way to it, and nothing else: a route that is added here lets people in with half a session. */
static void T1_few_routes_are_open_before_the_second_factor(void **state)
{
    struct visit *visit = visit_of(state);
    static const char *const open[] = { "/second-factor", "/second-factor/new", "/passkeys/add", "/passkeys/new",
                                        "/welcome" };
    size_t found = 0;
    for (size_t t = 0; t < visit->routes_count; t++)
        for (size_t r = 0; r < visit->routes[t].count; r++) {
            const struct route *route = &visit->routes[t].items[r];
            bool known = false;
            for (size_t i = 0; i < sizeof open / sizeof *open; i++)
                known = known || text_equal(text_from(open[i]), text_from(route->path));
            if (route->before_factor && !known)
                fail_msg("%s is open before the second factor", route->path);
            found += route->before_factor;
        }
    assert_true(found > 0);
}

static void T1_setting_up_an_app_opens_the_door(void **state)
{
    struct visit *visit = visit_of(state);
    struct text cookie = half_session(visit, FIXTURE_PROFESSIONAL, SESSION_PROOF_LINK);
    struct http_test_answer answer = get(visit, cookie, "/");
    assert_status(&answer, 303);
    assert_true(text_equal(answer.location, TEXT("/second-factor")));
    answer = get(visit, cookie, "/second-factor");
    assert_says(visit, &answer, 200, WORD_SECOND_FACTOR_ENROL_DUE);
    struct half_app app = half_enrol(visit, cookie);
    struct markup *page = markup_read(visit->arena, app.answer.body);
    size_t code = MARKUP_NONE;
    for (int i = 0; i < SECOND_FACTOR_RECOVERY_CODES; i++)
        assert_int_not_equal(code = markup_next(page, MARKUP_NONE, "code", code), MARKUP_NONE);
    assert_int_equal(markup_next(page, MARKUP_NONE, "code", code), MARKUP_NONE);
    assert_true(text_equal(http_test_header(&app.answer, "Cache-Control"), TEXT("no-store")));
    answer = visit_call(visit, "GET", visit_board(visit, FIXTURE_GROUP_EEKHOORNS), app.cookie, TEXT_NULL);
    assert_status(&answer, 200);
    answer = get(visit, cookie, "/"); /* the secret from before is worth nothing */
    assert_true(text_equal(answer.location, TEXT("/sign-in")));
    answer = get(visit, app.cookie, "/second-factor");
    visit_keep(&answer, "second-factor-on");
    assert_says(visit, &answer, 200, WORD_SECOND_FACTOR_STAYS);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM audit AS a WHERE a.action = 'second_factor.enrol'"), 1);
}

static void T1_a_code_counts_once_and_near_its_time(void **state)
{
    struct visit *visit = visit_of(state);
    struct half_app app = half_enrol(visit, half_session(visit, FIXTURE_MANAGER, SESSION_PROOF_PASSWORD));
    struct text cookie = half_session(visit, FIXTURE_MANAGER, SESSION_PROOF_PASSWORD);
    struct http_test_answer answer = get(visit, cookie, "/second-factor");
    visit_keep(&answer, "second-factor-enter");
    assert_says(visit, &answer, 200, WORD_SECOND_FACTOR_ENTER_TEXT);
    answer = send_code(visit, cookie, half_code(visit, &app, 0)); /* it set the app up */
    assert_says(visit, &answer, 422, WORD_SECOND_FACTOR_USED);
    answer = send_code(visit, cookie, half_code(visit, &app, 5 * MINUTE_MS));
    visit_keep(&answer, "second-factor-clock");
    assert_says(visit, &answer, 422, WORD_SECOND_FACTOR_CLOCK);
    answer = send_code(visit, cookie, half_code(visit, &app, HOUR_MS));
    assert_says(visit, &answer, 422, WORD_SECOND_FACTOR_WRONG);
    answer = send_code(visit, cookie, "");
    assert_says(visit, &answer, 422, WORD_SECOND_FACTOR_WRONG);
    clock_advance(&visit->world.clock, MINUTE_MS);
    const char *late = half_code(visit, &app, -30 * (int64_t)SECOND_MS); /* typed slowly, with a space */
    late = arena_printf(visit->arena, "%.3s %s", late, late + 3).data;
    answer = send_code(visit, cookie, late);
    assert_status(&answer, 303);
    cookie = half_cookie(visit, &answer);
    answer = visit_call(visit, "GET", visit_board(visit, FIXTURE_GROUP_EEKHOORNS), cookie, TEXT_NULL);
    assert_status(&answer, 200);
    cookie = half_session(visit, FIXTURE_MANAGER, SESSION_PROOF_PASSWORD);
    answer = send_code(visit, cookie, late);
    assert_says(visit, &answer, 422, WORD_SECOND_FACTOR_USED);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM sign_in_failure"), 5);
}

static void T1_a_recovery_code_counts_once(void **state)
{
    struct visit *visit = visit_of(state);
    struct half_app app = half_enrol(visit, half_session(visit, FIXTURE_MANAGER, SESSION_PROOF_PASSWORD));
    const char *code = text_string(visit->arena, app.recovery);
    struct text other = half_session(visit, FIXTURE_PROFESSIONAL, SESSION_PROOF_PASSWORD);
    half_enrol(visit, other);
    other = half_session(visit, FIXTURE_PROFESSIONAL, SESSION_PROOF_PASSWORD);
    struct http_test_answer answer = send_code(visit, other, code); /* another person's is worth nothing */
    assert_says(visit, &answer, 422, WORD_SECOND_FACTOR_WRONG);
    struct text cookie = half_session(visit, FIXTURE_MANAGER, SESSION_PROOF_PASSWORD);
    answer = send_code(visit, cookie, code);
    assert_status(&answer, 303);
    struct text strong = half_cookie(visit, &answer);
    cookie = half_session(visit, FIXTURE_MANAGER, SESSION_PROOF_PASSWORD);
    answer = send_code(visit, cookie, code);
    assert_says(visit, &answer, 422, WORD_SECOND_FACTOR_WRONG);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM audit AS a WHERE a.action = 'second_factor.recovery'"),
                     1);
    answer = visit_call(visit, "POST", TEXT("/second-factor/codes"), strong, TEXT_NULL);
    assert_status(&answer, 200); /* ten new ones, and the old ones are gone */
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM recovery_code AS c WHERE c.used_at IS NULL"),
                     2 * SECOND_FACTOR_RECOVERY_CODES);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM recovery_code"), 2 * SECOND_FACTOR_RECOVERY_CODES);
}

static void T1_who_works_here_cannot_turn_it_off(void **state)
{
    struct visit *visit = visit_of(state);
    struct half_app app = half_enrol(visit, half_session(visit, FIXTURE_BOTH, SESSION_PROOF_PASSWORD));
    struct http_test_answer answer = get(visit, app.cookie, "/second-factor");
    assert_no_trace(&answer, "/second-factor/off");
    answer = visit_call(visit, "POST", TEXT("/second-factor/off"), app.cookie, TEXT_NULL);
    assert_status(&answer, 403);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM totp"), 1);
}

static void T1_guardians_are_offered_it_and_may_turn_it_off(void **state)
{
    struct visit *visit = visit_of(state);
    struct text cookie = half_session(visit, FIXTURE_MOTHER, SESSION_PROOF_LINK);
    struct http_test_answer answer = get(visit, cookie, "/");
    assert_status(&answer, 200); /* nobody makes her */
    answer = get(visit, cookie, "/second-factor");
    visit_keep(&answer, "second-factor-offer");
    assert_says(visit, &answer, 200, WORD_SECOND_FACTOR_OFFER);
    struct half_app app = half_enrol(visit, cookie);
    answer = get(visit, half_session(visit, FIXTURE_MOTHER, SESSION_PROOF_LINK), "/");
    assert_true(text_equal(answer.location, TEXT("/second-factor"))); /* she wanted it, so it is asked */
    clock_advance(&visit->world.clock, (SESSION_CONFIRM_MINUTES + 1) * (int64_t)MINUTE_MS);
    answer = visit_call(visit, "POST", TEXT("/second-factor/off"), app.cookie, TEXT_NULL);
    assert_says(visit, &answer, 401, WORD_CONFIRM_TEXT); /* not somebody who picks up her telephone */
    answer = visit_call(visit, "POST", TEXT("/second-factor/confirm"), app.cookie,
                        FORM(visit, "code", half_code(visit, &app, 0), "next", "/second-factor"));
    assert_status(&answer, 303);
    answer = visit_call(visit, "POST", TEXT("/second-factor/off"), app.cookie, TEXT_NULL);
    assert_status(&answer, 303);
    answer = get(visit, half_session(visit, FIXTURE_MOTHER, SESSION_PROOF_LINK), "/");
    assert_status(&answer, 200);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM recovery_code"), 0);
}

/* Another app takes the place of the one before only after showing the one before. */
static void T1_half_a_session_cannot_replace_the_app(void **state)
{
    struct visit *visit = visit_of(state);
    struct half_app app = half_enrol(visit, half_session(visit, FIXTURE_PROFESSIONAL, SESSION_PROOF_PASSWORD));
    struct text other = half_session(visit, FIXTURE_PROFESSIONAL, SESSION_PROOF_PASSWORD);
    struct http_test_answer answer = get(visit, other, "/second-factor/new");
    assert_true(text_equal(answer.location, TEXT("/second-factor")));
    answer = visit_call(visit, "POST", TEXT("/second-factor/new"), other, FORM(visit, "code", "123456"));
    assert_true(text_equal(answer.location, TEXT("/second-factor")));
    /* With both factors it works, and ends what another telephone had. */
    clock_advance(&visit->world.clock, MINUTE_MS);
    answer = send_code(visit, other, half_code(visit, &app, 0));
    assert_status(&answer, 303);
    struct text second = half_cookie(visit, &answer);
    half_enrol(visit, second);
    answer = get(visit, app.cookie, "/second-factor");
    assert_status(&answer, 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM totp"), 1);
    /* A session that lies open does not get that far. */
    struct half_app third = half_enrol(visit, half_session(visit, FIXTURE_MANAGER, SESSION_PROOF_PASSWORD));
    clock_advance(&visit->world.clock, (SESSION_CONFIRM_MINUTES + 1) * (int64_t)MINUTE_MS);
    answer = get(visit, third.cookie, "/second-factor/new");
    assert_true(text_equal(answer.location, TEXT("/confirm?next=%2Fsecond-factor%2Fnew")));
}

static void T1_codes_cannot_be_guessed_at_will(void **state)
{
    struct visit *visit = visit_of(state);
    struct half_app app = half_enrol(visit, half_session(visit, FIXTURE_MANAGER, SESSION_PROOF_PASSWORD));
    struct text cookie = half_session(visit, FIXTURE_MANAGER, SESSION_PROOF_PASSWORD);
    struct http_test_answer answer;
    clock_advance(&visit->world.clock, MINUTE_MS);
    for (int i = 0; i < GUESS_ACCOUNT_MAXIMUM; i++) {
        answer = send_code(visit, cookie, "geenenkele1");
        assert_status(&answer, 422);
    }
    answer = send_code(visit, cookie, half_code(visit, &app, 0));
    assert_says(visit, &answer, 429, WORD_SECOND_FACTOR_TOO_MANY);
}

/* What was typed when the second factor was due stands ready after it. */
static void T1_words_survive_the_second_factor(void **state)
{
    struct visit *visit = visit_of(state);
    struct half_app app = half_enrol(visit, half_session(visit, FIXTURE_MOTHER, SESSION_PROOF_LINK));
    struct text cookie = half_session(visit, FIXTURE_MOTHER, SESSION_PROOF_LINK);
    struct text target = arena_printf(visit->arena, "%.*s/note", TEXT_ARGS(visit_day(visit, FIXTURE_CHILD_OWN)));
    struct http_test_answer answer = visit_call(
        visit, "POST", target, cookie, FORM(visit, "words", "hij sliep slecht", "client_id", visit_client(visit)));
    assert_says(visit, &answer, 401, WORD_CONFIRM_KEPT);
    visit_keep(&answer, "second-factor-kept");
    clock_advance(&visit->world.clock, MINUTE_MS);
    struct markup *page = markup_read(visit->arena, answer.body);
    struct markup_form form = markup_form(page, element(page, "second-factor"), "/second-factor");
    markup_fill(&form, "code", text_from(half_code(visit, &app, 0)));
    answer = visit_call(visit, "POST", form.action, cookie, markup_body(&form));
    assert_status(&answer, 200);
    page = markup_read(visit->arena, answer.body);
    assert_shows(page, element(page, "main"), "hij sliep slecht");
    form = markup_form(page, element(page, "main"), "/note");
    cookie = half_cookie(visit, &answer);
    answer = visit_call(visit, "POST", form.action, cookie, markup_body(&form));
    assert_status(&answer, 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM entry AS e WHERE e.note = 'hij sliep slecht'"), 1);
}

static int use_code(struct change *change, void *argument)
{
    return factor_use(change, argument);
}

/* Two that were both found right before either was written: the second is nothing. */
static void T1_two_at_once_use_a_code_once(void **state)
{
    struct visit *visit = visit_of(state);
    struct half_app app = half_enrol(visit, half_session(visit, FIXTURE_MANAGER, SESSION_PROOF_PASSWORD));
    struct organisation_id organisation = visit->fixture.organisation;
    struct factor_code who = { .organisation = organisation, .person = visit->fixture.persons[FIXTURE_MANAGER] };
    clock_advance(&visit->world.clock, MINUTE_MS);
    const char *typed[] = { half_code(visit, &app, 0), text_string(visit->arena, app.recovery) };
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        struct factor_code code = { .step = 0 };
        enum totp_answer answer = TOTP_WRONG;
        assert_int_equal(factor_check(visit->app.context.access.access, visit->world.db, visit->arena, &who,
                                      text_from(typed[i]), clock_now(&visit->world.clock), &answer, &code),
                         STATUS_OK);
        assert_int_equal(answer, TOTP_RIGHT);
        assert_int_equal(fixture_change(&visit->world, organisation, use_code, &code), STATUS_OK);
        assert_int_equal(fixture_change(&visit->world, organisation, use_code, &code), STATUS_NOT_FOUND);
    }
}

/* Neither the secret nor a recovery code can be read in the database. */
static void T17_the_second_factor_is_kept_sealed(void **state)
{
    struct visit *visit = visit_of(state);
    struct half_app app = half_enrol(visit, half_session(visit, FIXTURE_MANAGER, SESSION_PROOF_PASSWORD));
    struct text secret = hex_encode(visit->arena, app.secret.data, app.secret.length);
    struct text code = text_lower(visit->arena, app.recovery);
    struct text bare = arena_printf(visit->arena, "%.5s%.5s", code.data, code.data + 6);
    struct text code_hex = hex_encode(visit->arena, bare.data, bare.length);
    bool sqlite = db_engine(visit->world.db) == DB_ENGINE_SQLITE;
    struct visit_columns columns = visit_columns(visit);
    size_t searched = 0;
    for (size_t i = 0; i < columns.count; i++) {
        struct text column = columns.items[i].column;
        struct text value = sqlite ? arena_printf(visit->arena, "lower(hex(t.%.*s))", TEXT_ARGS(column))
                                   : arena_printf(visit->arena, "lower(CAST(t.%.*s AS TEXT))", TEXT_ARGS(column));
        const struct text traces[] = { secret, bare, code_hex };
        for (size_t k = 0; k < sizeof traces / sizeof *traces; k++, searched++) {
            struct text sql = arena_printf(visit->arena, "SELECT COUNT(*) FROM %.*s AS t WHERE %.*s LIKE '%%%.*s%%'",
                                           TEXT_ARGS(columns.items[i].table), TEXT_ARGS(value), TEXT_ARGS(traces[k]));
            assert_int_equal(visit_number(visit, sql.data), 0);
        }
    }
    assert_true(searched > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(T1_who_works_here_gets_no_further_than_the_second_factor),
        cmocka_unit_test(T1_few_routes_are_open_before_the_second_factor),
        cmocka_unit_test(T1_setting_up_an_app_opens_the_door),
        cmocka_unit_test(T1_a_code_counts_once_and_near_its_time),
        cmocka_unit_test(T1_a_recovery_code_counts_once),
        cmocka_unit_test(T1_who_works_here_cannot_turn_it_off),
        cmocka_unit_test(T1_guardians_are_offered_it_and_may_turn_it_off),
        cmocka_unit_test(T1_half_a_session_cannot_replace_the_app),
        cmocka_unit_test(T1_codes_cannot_be_guessed_at_will),
        cmocka_unit_test(T1_words_survive_the_second_factor),
        cmocka_unit_test(T1_two_at_once_use_a_code_once),
        cmocka_unit_test(T17_the_second_factor_is_kept_sealed),
    };
    return PAGE_TESTS_RUN(tests);
}
