/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The tablet of a group: how it comes in (T4), what it shows and for how long (T21), stand-ins (R045), and that nothing typed is
 * lost when it locks or is taken away. Every route for a session on a tablet is in matrix_test.c; streams are in events_test.c.
 */
#include "tablet.h"

#include "access/session.h"
#include "base/random.h"
#include "feature/sign_in/sign_in.h"
#include "feature/tablet/pin.h"

#define PIN       "4071"
#define OTHER_PIN "926315"

static struct http_test_answer get(struct visit *visit, struct text cookies, const char *target)
{
    return visit_call(visit, "GET", text_from(target), cookies, TEXT_NULL);
}

static struct http_test_answer post(struct visit *visit, struct text cookies, const char *target, struct text body)
{
    return visit_call(visit, "POST", text_from(target), cookies, body);
}

static int status_of(struct visit *visit, struct text cookies, struct text target)
{
    return visit_call(visit, "GET", target, cookies, TEXT_NULL).status;
}

static const char *person_of(struct visit *visit, enum fixture_person who)
{
    return visit_moment(visit, visit->fixture.persons[who].value);
}

static void flush_seen(struct visit *visit)
{
    assert_int_equal(seen_flush(access_seen(visit->app.context.access.access)), STATUS_OK);
}

static int64_t acts(struct visit *visit, const char *action)
{
    struct text sql = arena_printf(visit->arena, "SELECT COUNT(*) FROM audit AS a WHERE a.action = '%s'", action);
    return visit_number(visit, sql.data);
}

/* A page's words. */
static struct markup *page_of(struct visit *visit, const struct http_test_answer *answer)
{
    return markup_read(visit->arena, answer->body);
}

/* --- bringing it in and taking it away --- */

static void a_code_brings_in_one_tablet_for_ten_minutes(struct visit *visit)
{
    struct text code = tablet_code(visit, FIXTURE_MANAGER, FIXTURE_NOORD, FIXTURE_GROUP_EEKHOORNS);
    const char *typed = text_string(visit->arena, code);
    struct http_test_answer answer = post(visit, TEXT_NULL, "/tablet/enrol", FORM(visit, "code", "12345678"));
    assert_status(&answer, 422);
    visit_keep(&answer, "tablet-enrol");
    assert_true(visit_number(visit, "SELECT COUNT(*) FROM tablet AS t WHERE t.enrolled_at IS NOT NULL") == 0);
    struct text device = tablet_enrolled(visit, code);
    answer = post(visit, TEXT_NULL, "/tablet/enrol", FORM(visit, "code", typed));
    assert_status(&answer, 422); /* once */
    answer = get(visit, device, "/tablet");
    assert_shows(page_of(visit, &answer), element(page_of(visit, &answer), "tablet"), "Eekhoorns");
    code = tablet_code(visit, FIXTURE_MANAGER, FIXTURE_NOORD, FIXTURE_GROUP_BEVERS);
    clock_advance(&visit->world.clock, TABLET_CODE_MINUTES * (int64_t)MINUTE_MS);
    answer = post(visit, TEXT_NULL, "/tablet/enrol", FORM(visit, "code", text_string(visit->arena, code)));
    assert_status(&answer, 422); /* too late */
    assert_int_equal(acts(visit, "tablet.enrol"), 1);
    /* Neither the code nor the secret of the cookie stands in the database. */
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM tablet AS t WHERE t.enrolled_at IS NOT NULL"
                                         " AND t.code_hash IS NULL AND LENGTH(t.token_hash) = 32"),
                     1);
}

static void a_manager_who_enrols_is_signed_out_there(struct visit *visit)
{
    struct text code = tablet_code(visit, FIXTURE_MANAGER, FIXTURE_NOORD, FIXTURE_GROUP_EEKHOORNS);
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_MANAGER, TEXT("/tablet/enrol"), FORM(visit, "code", text_string(visit->arena, code)));
    assert_status(&answer, 303);
    assert_int_equal(visit_get(visit, FIXTURE_MANAGER, TEXT("/devices")).status, 303);
}

static void codes_cannot_be_guessed_at_will(struct visit *visit)
{
    struct text code = tablet_code(visit, FIXTURE_MANAGER, FIXTURE_NOORD, FIXTURE_GROUP_EEKHOORNS);
    for (int i = 0; i < GUESS_ACCOUNT_MAXIMUM; i++)
        post(visit, TEXT_NULL, "/tablet/enrol", FORM(visit, "code", "12345678"));
    struct http_test_answer answer =
        post(visit, TEXT_NULL, "/tablet/enrol", FORM(visit, "code", text_string(visit->arena, code)));
    assert_status(&answer, 429);
}

/* The form on the manager's page whose action ends so. */
static struct http_test_answer manage(struct visit *visit, const char *action, const char *name, const char *value)
{
    struct markup *page = visit_page(visit, FIXTURE_MANAGER, tablet_place(visit, FIXTURE_NOORD));
    struct markup_form form = markup_form(page, element(page, "tablets"), action);
    if (name)
        markup_fill(&form, name, text_from(value));
    return visit_post(visit, FIXTURE_MANAGER, form.action, markup_body(&form));
}

static void T21_a_manager_sees_and_revokes_the_tablets_of_her_location(void **state)
{
    struct visit *visit = visit_of(state);
    struct text device = tablet_given(visit, FIXTURE_GROUP_EEKHOORNS);
    tablet_choose_pin(visit, FIXTURE_PROFESSIONAL, PIN);
    struct text cookies = tablet_unlocked(visit, device, FIXTURE_PROFESSIONAL, PIN);
    struct http_test_answer answer = visit_get(visit, FIXTURE_MANAGER, tablet_place(visit, FIXTURE_NOORD));
    visit_keep(&answer, "tablet-list");
    struct markup *page = page_of(visit, &answer);
    assert_shows(page, element(page, "tablets"), "blauwe hoes");
    assert_shows(page, element(page, "tablets"), "Eekhoorns");
    assert_shows(page, element(page, "tablets"), "23 november");
    struct markup_form form = markup_form(page, element(page, "tablets"), "/revoke");
    /* Nobody else takes it away, nor by the address of another location. */
    struct http_test_answer other = visit_post(visit, FIXTURE_CHILDMINDER, form.action, TEXT_NULL);
    assert_status(&other, 404);
    struct text tail = text_slice(form.action, tablet_place(visit, FIXTURE_NOORD).length, form.action.length);
    struct text elsewhere =
        arena_printf(visit->arena, "%.*s%.*s", TEXT_ARGS(tablet_place(visit, FIXTURE_MINDED)), TEXT_ARGS(tail));
    other = visit_post(visit, FIXTURE_CHILDMINDER, elsewhere, TEXT_NULL);
    assert_status(&other, 404);
    assert_int_equal(status_of(visit, cookies, visit_board(visit, FIXTURE_GROUP_EEKHOORNS)), 200);
    answer = manage(visit, "/revoke", NULL, NULL);
    assert_status(&answer, 303);
    answer = visit_get(visit, FIXTURE_MANAGER, answer.location);
    assert_shows(page_of(visit, &answer), MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_TABLET_LIST_REVOKED));
    assert_int_equal(status_of(visit, cookies, visit_board(visit, FIXTURE_GROUP_EEKHOORNS)), 303);
    assert_int_equal(tablet_type(visit, device, FIXTURE_PROFESSIONAL, PIN).status, 409);
    answer = get(visit, device, "/tablet");
    assert_shows(page_of(visit, &answer), MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_TABLET_REVOKED));
    assert_no_trace(&answer, "Eekhoorns");
    assert_int_equal(acts(visit, "tablet.revoke"), 1);
}

/* --- PINs --- */

static void a_pin_is_worth_nothing_without_the_tablet(struct visit *visit)
{
    struct text device = tablet_given(visit, FIXTURE_GROUP_EEKHOORNS);
    tablet_choose_pin(visit, FIXTURE_PROFESSIONAL, PIN);
    int64_t sessions = visit_number(visit, "SELECT COUNT(*) FROM session");
    struct http_test_answer answer = tablet_type(visit, TEXT_NULL, FIXTURE_PROFESSIONAL, PIN);
    assert_status(&answer, 409);
    struct text made_up = TEXT("__Host-" TABLET_COOKIE "=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    answer = tablet_type(visit, made_up, FIXTURE_PROFESSIONAL, PIN);
    assert_status(&answer, 409);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM session"), sessions);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM tablet_try"), 0);
    /* And the session that it makes is worth nothing without the tablet either. */
    struct text cookies = tablet_unlocked(visit, device, FIXTURE_PROFESSIONAL, PIN);
    struct text session = text_slice(cookies, device.length + 2, cookies.length);
    assert_int_equal(status_of(visit, cookies, visit_board(visit, FIXTURE_GROUP_EEKHOORNS)), 200);
    assert_int_equal(status_of(visit, session, visit_board(visit, FIXTURE_GROUP_EEKHOORNS)), 303);
    struct text other = tablet_given(visit, FIXTURE_GROUP_EEKHOORNS);
    struct text moved = arena_printf(visit->arena, "%.*s; %.*s", TEXT_ARGS(other), TEXT_ARGS(session));
    assert_int_equal(status_of(visit, moved, visit_board(visit, FIXTURE_GROUP_EEKHOORNS)), 303);
}

static void five_wrong_pins_and_a_manager_lets_in_again(struct visit *visit)
{
    struct text device = tablet_given(visit, FIXTURE_GROUP_EEKHOORNS);
    tablet_choose_pin(visit, FIXTURE_PROFESSIONAL, PIN);
    tablet_choose_pin(visit, FIXTURE_MENTOR, PIN);
    for (int i = 1; i < TABLET_TRIES; i++)
        assert_int_equal(tablet_type(visit, device, FIXTURE_PROFESSIONAL, "5555").status, 422);
    tablet_unlocked(visit, device, FIXTURE_PROFESSIONAL, PIN); /* and the count begins anew */
    struct http_test_answer answer;
    for (int i = 1; i <= TABLET_TRIES; i++) {
        answer = tablet_type(visit, device, FIXTURE_PROFESSIONAL, "5555");
        assert_status(&answer, 422);
        enum word told = i < TABLET_TRIES ? WORD_TABLET_PIN_WRONG : WORD_TABLET_PIN_SHUT;
        assert_shows(page_of(visit, &answer), MARKUP_NONE, SAY(visit, LANGUAGE_NL, told));
    }
    visit_keep(&answer, "tablet-shut");
    assert_int_equal(tablet_type(visit, device, FIXTURE_PROFESSIONAL, PIN).status, 422); /* the right one too */
    tablet_unlocked(visit, device, FIXTURE_MENTOR, PIN);                                 /* nobody else is kept out */
    answer = visit_get(visit, FIXTURE_MANAGER, tablet_place(visit, FIXTURE_NOORD));
    visit_keep(&answer, "tablet-list-shut");
    answer = manage(visit, "/let-in", NULL, NULL);
    assert_status(&answer, 303);
    tablet_unlocked(visit, device, FIXTURE_PROFESSIONAL, PIN);
    assert_int_equal(acts(visit, "tablet.shut_out"), 1);
    assert_int_equal(acts(visit, "tablet.let_in"), 1);
}

static void who_is_shut_out_chooses_another_pin_signed_in(struct visit *visit)
{
    struct text device = tablet_given(visit, FIXTURE_GROUP_EEKHOORNS);
    tablet_choose_pin(visit, FIXTURE_PROFESSIONAL, PIN);
    for (int i = 0; i < TABLET_TRIES; i++)
        tablet_type(visit, device, FIXTURE_PROFESSIONAL, "5555");
    tablet_choose_pin(visit, FIXTURE_PROFESSIONAL, OTHER_PIN);
    assert_int_equal(tablet_type(visit, device, FIXTURE_PROFESSIONAL, PIN).status, 422);
    tablet_unlocked(visit, device, FIXTURE_PROFESSIONAL, OTHER_PIN);
}

static void pins_that_anybody_tries_first_are_refused(struct visit *visit)
{
    static const char *const common[] = { "0000", "1234", "9876", "2468",   "1212",   "1122",   "1987",
                                          "2019", "2580", "1379", "123456", "111111", "121212", "123123" };
    static const char *const odd[] = { "", "407", "4071926", "40a1", "40 71" };
    static const char *const fine[] = { PIN, OTHER_PIN, "58203", "8361" };
    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
        assert_int_equal(pin_check(text_from(common[i]), text_from(common[i])), PIN_COMMON);
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        assert_int_equal(pin_check(text_from(odd[i]), text_from(odd[i])), PIN_ODD_LENGTH);
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++)
        assert_int_equal(pin_check(text_from(fine[i]), text_from(fine[i])), PIN_FINE);
    assert_int_equal(pin_check(TEXT(PIN), TEXT(OTHER_PIN)), PIN_UNEQUAL);
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_PROFESSIONAL, TEXT("/pin"), FORM(visit, "pin", "1234", "again", "1234"));
    assert_status(&answer, 422);
    visit_keep(&answer, "pin-common");
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM staff_pin"), 0);
    /* A guardian has no business there; and it is a sensitive act. */
    assert_int_equal(visit_get(visit, FIXTURE_MOTHER, TEXT("/pin")).status, 404);
    clock_advance(&visit->world.clock, (SESSION_CONFIRM_MINUTES + 1) * (int64_t)MINUTE_MS);
    answer = visit_post(visit, FIXTURE_PROFESSIONAL, TEXT("/pin"), FORM(visit, "pin", PIN, "again", PIN));
    assert_status(&answer, 401);
}

/* --- what it shows --- */

static void T21_by_itself_it_shows_only_who_works_there_today(void **state)
{
    struct visit *visit = visit_of(state);
    struct text device = tablet_given(visit, FIXTURE_GROUP_EEKHOORNS);
    struct http_test_answer answer = get(visit, device, "/tablet");
    assert_status(&answer, 200);
    visit_keep(&answer, "tablet-lock");
    static const enum fixture_person there[] = { FIXTURE_PROFESSIONAL, FIXTURE_STAND_IN, FIXTURE_MENTOR,
                                                 FIXTURE_STUDENT };
    static const enum fixture_person not_there[] = { FIXTURE_OTHER_PROFESSIONAL,
                                                     FIXTURE_LEFT_PROFESSIONAL,
                                                     FIXTURE_LATER_STAND_IN,
                                                     FIXTURE_COACH,
                                                     FIXTURE_MANAGER,
                                                     FIXTURE_MOTHER };
    for (size_t i = 0; i < sizeof there / sizeof *there; i++)
        assert_true(text_find(answer.body, text_from(person_of(visit, there[i]))) != SIZE_MAX);
    for (size_t i = 0; i < sizeof not_there / sizeof *not_there; i++)
        assert_no_trace(&answer, person_of(visit, not_there[i]));
    assert_no_trace(&answer, "Lotte");
    assert_no_trace(&answer, "Sami");
    /* Everything else leads back there, and who does not work there does not get in with her own PIN. */
    assert_true(text_starts_with(get(visit, device, "/").location, TEXT("/tablet")));
    struct http_test_answer board =
        visit_call(visit, "GET", visit_board(visit, FIXTURE_GROUP_EEKHOORNS), device, TEXT_NULL);
    assert_status(&board, 303);
    assert_true(text_starts_with(board.location, TEXT("/tablet?next=")));
    tablet_choose_pin(visit, FIXTURE_OTHER_PROFESSIONAL, PIN);
    assert_int_equal(tablet_type(visit, device, FIXTURE_OTHER_PROFESSIONAL, PIN).status, 303);
    assert_int_equal(acts(visit, "tablet.unlock"), 0);
}

static void a_shift_reaches_its_own_group_and_days_nearby(struct visit *visit)
{
    visit_note(visit, FIXTURE_OTHER_GROUP_PARENT, FIXTURE_CHILD_GROUP, "bij de bevers");
    struct text device = tablet_given(visit, FIXTURE_GROUP_EEKHOORNS);
    tablet_choose_pin(visit, FIXTURE_MENTOR, PIN); /* works on eekhoorns and bevers */
    struct text cookies = tablet_unlocked(visit, device, FIXTURE_MENTOR, PIN);
    assert_true(text_equal(get(visit, cookies, "/").location, visit_board(visit, FIXTURE_GROUP_EEKHOORNS)));
    struct http_test_answer board =
        visit_call(visit, "GET", visit_board(visit, FIXTURE_GROUP_EEKHOORNS), cookies, TEXT_NULL);
    assert_status(&board, 200);
    visit_keep(&board, "tablet-board");
    struct markup *page = page_of(visit, &board);
    assert_shows(page, element(page, "tablet-head"), "Nadia"); /* who writes */
    assert_true(markup_has_form(page, element(page, "tablet-head"), "/tablet/lock"));
    assert_no_trace(&board, "alleen moeder haalt op"); /* what it is stands behind a PIN */
    assert_shows(page, MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_TABLET_RESTRICTION));
    assert_no_trace(&board, "/devices");
    assert_int_equal(status_of(visit, cookies, visit_board(visit, FIXTURE_GROUP_BEVERS)), 404);
    const char *child = visit_child(visit, FIXTURE_CHILD_OWN);
    for (int ago = -1; ago <= 7; ago++) {
        struct text day = date_iso(visit->arena, date_add(FIXTURE_TODAY, -ago));
        struct text target = arena_printf(visit->arena, "/child/%s/%.*s", child, TEXT_ARGS(day));
        assert_int_equal(status_of(visit, cookies, target), ago == 0 || ago == 1 ? 200 : 404);
        assert_int_equal(visit_get(visit, FIXTURE_MENTOR, target).status, 200); /* on her own telephone */
    }
    assert_int_equal(status_of(visit, cookies, visit_day(visit, FIXTURE_CHILD_GROUP)), 404);
    struct http_test_answer day = visit_call(visit, "GET", visit_day(visit, FIXTURE_CHILD_OWN), cookies, TEXT_NULL);
    visit_keep(&day, "tablet-day");
    assert_no_trace(&day, "/archive");
    assert_no_trace(&day, "/family");
    struct http_test_answer answer = get(visit, cookies, "/devices");
    assert_status(&answer, 403);
    visit_keep(&answer, "tablet-not-here");
    assert_shows(page_of(visit, &answer), MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_TABLET_NOT_HERE_TITLE));
}

/* What a guardian wrote for the mentor alone is for her, not for the tablet in the group (R018). */
static void what_is_for_the_mentor_alone_is_not_on_it(struct visit *visit)
{
    struct text body = FORM(visit, "words", "alleen voor jou", "code", "words", "audience", "mentor", "client_id",
                            visit_client(visit));
    struct text target = arena_printf(visit->arena, "%.*s/note", TEXT_ARGS(visit_day(visit, FIXTURE_CHILD_OWN)));
    assert_int_equal(visit_post(visit, FIXTURE_MOTHER, target, body).status, 303);
    struct text device = tablet_given(visit, FIXTURE_GROUP_EEKHOORNS);
    tablet_choose_pin(visit, FIXTURE_MENTOR, PIN);
    struct text cookies = tablet_unlocked(visit, device, FIXTURE_MENTOR, PIN);
    struct http_test_answer day = visit_call(visit, "GET", visit_day(visit, FIXTURE_CHILD_OWN), cookies, TEXT_NULL);
    assert_status(&day, 200);
    assert_no_trace(&day, "alleen voor jou");
    struct http_test_answer own = visit_get(visit, FIXTURE_MENTOR, visit_day(visit, FIXTURE_CHILD_OWN));
    assert_shows(page_of(visit, &own), MARKUP_NONE, "alleen voor jou");
}

/* --- for how long --- */

static void it_locks_when_nobody_touches_it(struct visit *visit)
{
    struct text device = tablet_given(visit, FIXTURE_GROUP_EEKHOORNS);
    tablet_choose_pin(visit, FIXTURE_PROFESSIONAL, PIN);
    struct text board = visit_board(visit, FIXTURE_GROUP_EEKHOORNS);
    struct text cookies = tablet_unlocked(visit, device, FIXTURE_PROFESSIONAL, PIN);
    const int64_t idle = TABLET_LOCK_MINUTES * (int64_t)MINUTE_MS;
    clock_advance(&visit->world.clock, idle - SECOND_MS);
    assert_int_equal(post(visit, cookies, "/tablet/touch", TEXT_NULL).status, 204);
    flush_seen(visit);
    clock_advance(&visit->world.clock, idle - SECOND_MS);
    /* The page fetches what others changed: nobody touches it. */
    struct header headers[] = { { TEXT("Cookie"), cookies }, { TEXT("X-Requested-With"), TEXT("fetch") } };
    struct http_test_call call = {
        .method = "GET", .target = text_string(visit->arena, board), .headers = headers, .header_count = 2
    };
    struct http_test_answer answer;
    http_test_call(&visit->options, visit->world.db, &call, visit->arena, &answer);
    assert_status(&answer, 200);
    flush_seen(visit);
    clock_advance(&visit->world.clock, SECOND_MS);
    assert_int_equal(status_of(visit, cookies, board), 303);
    /* Each tablet can have a while of its own. */
    answer = manage(visit, "/lock-after", "minutes", "1");
    assert_status(&answer, 303);
    cookies = tablet_unlocked(visit, device, FIXTURE_PROFESSIONAL, PIN);
    clock_advance(&visit->world.clock, MINUTE_MS);
    assert_int_equal(status_of(visit, cookies, board), 303);
    /* Touched all day, a PIN is asked all the same when the shift is over. */
    answer = manage(visit, "/lock-after", "minutes", "30");
    cookies = tablet_unlocked(visit, device, FIXTURE_PROFESSIONAL, PIN);
    int64_t until = clock_now(&visit->world.clock) + (int64_t)TABLET_SHIFT_HOURS * HOUR_MS;
    while (clock_now(&visit->world.clock) < until) {
        assert_int_equal(status_of(visit, cookies, board), 200);
        flush_seen(visit);
        clock_advance(&visit->world.clock, 15 * (int64_t)MINUTE_MS);
    }
    assert_int_equal(status_of(visit, cookies, board), 303);
}

static void a_shift_does_not_go_on_into_the_next_day(struct visit *visit)
{
    struct text device = tablet_given(visit, FIXTURE_GROUP_EEKHOORNS);
    assert_int_equal(manage(visit, "/lock-after", "minutes", "30").status, 303);
    tablet_choose_pin(visit, FIXTURE_PROFESSIONAL, PIN);
    visit_set_clock(visit, "2026-11-23T22:50Z");
    struct text cookies = tablet_unlocked(visit, device, FIXTURE_PROFESSIONAL, PIN);
    clock_advance(&visit->world.clock, 10 * (int64_t)MINUTE_MS);
    assert_int_equal(status_of(visit, cookies, visit_board(visit, FIXTURE_GROUP_EEKHOORNS)), 303);
}

/* Somebody locks it, or the script does: signed out. What she was writing waits for her, who has no face there. */
static void who_is_locked_out_finds_her_text_at_the_next_sign_in(struct visit *visit, struct text device)
{
    struct text own = arena_printf(visit->arena, "__Host-%.*s", TEXT_ARGS(visit->fixture.cookies[FIXTURE_COACH]));
    struct text both = arena_printf(visit->arena, "%.*s; %.*s", TEXT_ARGS(device), TEXT_ARGS(own));
    assert_int_equal(post(visit, own, "/tablet/lock", TEXT_NULL).status, 303); /* on her own device it locks nothing */
    assert_int_equal(status_of(visit, both, TEXT("/me")), 200);
    assert_int_equal(post(visit, both, "/tablet/lock", TEXT_NULL).status, 303);
    assert_int_equal(status_of(visit, both, TEXT("/me")), 303);
    assert_int_equal(status_of(visit, own, TEXT("/me")), 303);
    const char *path = arena_printf(visit->arena, "/group/%s/record", visit_group(visit, FIXTURE_GROUP_EEKHOORNS)).data;
    struct text kept =
        FORM(visit, "kept_path", path, "kept_fields", "AA", "kept_person", person_of(visit, FIXTURE_COACH));
    struct http_test_answer answer = post(visit, both, "/tablet/lock", kept);
    assert_status(&answer, 200);
    assert_shows(page_of(visit, &answer), MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_SIGN_IN_KEPT_HERE));
    assert_true(text_find(answer.body, TEXT("kept_fields")) != SIZE_MAX);
}

/* Signed in on the tablet as herself: the same minutes. Elsewhere that session goes on. */
static void T21_an_own_account_on_the_tablet_is_locked_too(void **state)
{
    struct visit *visit = visit_of(state);
    struct text device = tablet_given(visit, FIXTURE_GROUP_EEKHOORNS);
    const int64_t idle = TABLET_LOCK_MINUTES * (int64_t)MINUTE_MS;
    who_is_locked_out_finds_her_text_at_the_next_sign_in(visit, device);
    struct text own = arena_printf(visit->arena, "__Host-%.*s", TEXT_ARGS(visit->fixture.cookies[FIXTURE_MANAGER]));
    struct text both = arena_printf(visit->arena, "%.*s; %.*s", TEXT_ARGS(device), TEXT_ARGS(own));
    assert_int_equal(status_of(visit, own, TEXT("/me")), 200);
    flush_seen(visit);
    struct http_test_answer page = get(visit, both, "/me");
    assert_status(&page, 200); /* an own account goes everywhere */
    assert_true(markup_by_id(page_of(visit, &page), TEXT("tablet-head")) != MARKUP_NONE);
    page = get(visit, own, "/me");
    assert_true(markup_by_id(page_of(visit, &page), TEXT("tablet-head")) == MARKUP_NONE);
    clock_advance(&visit->world.clock, idle - SECOND_MS);
    assert_int_equal(post(visit, both, "/tablet/touch", TEXT_NULL).status, 204);
    flush_seen(visit);
    clock_advance(&visit->world.clock, idle - SECOND_MS);
    assert_int_equal(status_of(visit, both, TEXT("/me")), 200);
    clock_advance(&visit->world.clock, idle);
    assert_int_equal(status_of(visit, both, TEXT("/me")), 303);
    assert_int_equal(status_of(visit, own, TEXT("/me")), 200);
}

static void T21_one_tap_hands_it_to_somebody_else(void **state)
{
    struct visit *visit = visit_of(state);
    struct text device = tablet_given(visit, FIXTURE_GROUP_EEKHOORNS);
    tablet_choose_pin(visit, FIXTURE_PROFESSIONAL, PIN);
    tablet_choose_pin(visit, FIXTURE_MENTOR, OTHER_PIN);
    struct text board = visit_board(visit, FIXTURE_GROUP_EEKHOORNS);
    struct text first = tablet_unlocked(visit, device, FIXTURE_PROFESSIONAL, PIN);
    assert_int_equal(post(visit, first, "/tablet/lock", TEXT_NULL).status, 303);
    assert_int_equal(status_of(visit, first, board), 303);
    first = tablet_unlocked(visit, device, FIXTURE_PROFESSIONAL, PIN);
    struct http_test_answer answer = tablet_type(visit, first, FIXTURE_MENTOR, OTHER_PIN);
    struct text second = tablet_cookies(visit, device, &answer);
    assert_int_equal(status_of(visit, first, board), 303); /* one at a time */
    assert_int_equal(status_of(visit, second, board), 200);
}

static void T21_the_pin_again_for_collecting_and_restrictions(void **state)
{
    struct visit *visit = visit_of(state);
    struct text device = tablet_given(visit, FIXTURE_GROUP_EEKHOORNS);
    tablet_choose_pin(visit, FIXTURE_PROFESSIONAL, PIN);
    assert_int_equal(manage(visit, "/lock-after", "minutes", "30").status, 303);
    struct text cookies = tablet_unlocked(visit, device, FIXTURE_PROFESSIONAL, PIN);
    struct text collect =
        arena_printf(visit->arena, "/group/%s/collect/%s", visit_group(visit, FIXTURE_GROUP_EEKHOORNS),
                     visit_child(visit, FIXTURE_CHILD_OTHER));
    struct text check_out =
        arena_printf(visit->arena, "/group/%s/check-out", visit_group(visit, FIXTURE_GROUP_EEKHOORNS));
    assert_int_equal(status_of(visit, cookies, collect), 200); /* she typed it a moment ago */
    clock_advance(&visit->world.clock, SESSION_TABLET_CONFIRM_MINUTES * (int64_t)MINUTE_MS);
    struct http_test_answer answer = visit_call(visit, "GET", collect, cookies, TEXT_NULL);
    assert_status(&answer, 303);
    assert_true(text_starts_with(answer.location, TEXT("/tablet/confirm?next=")));
    struct text body = FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OTHER), "name", "tante Bea");
    answer = visit_call(visit, "POST", check_out, cookies, body);
    assert_status(&answer, 401);
    visit_keep(&answer, "tablet-confirm");
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM attendance"), 0);
    struct markup *page = page_of(visit, &answer);
    struct markup_form form = markup_form(page, element(page, "confirm"), "/tablet/confirm");
    markup_fill(&form, "pin", TEXT("5555"));
    answer = visit_call(visit, "POST", form.action, cookies, markup_body(&form));
    assert_status(&answer, 422);
    markup_fill(&form, "pin", TEXT(PIN));
    answer = visit_call(visit, "POST", form.action, cookies, markup_body(&form));
    assert_status(&answer, 200); /* what was typed, ready to be sent */
    page = page_of(visit, &answer);
    form = markup_form(page, MARKUP_NONE, "/check-out");
    answer = visit_call(visit, "POST", form.action, cookies, markup_body(&form));
    assert_status(&answer, 303);
    assert_int_equal(status_of(visit, cookies, collect), 200);
    /* Five wrong ones here lock it too. */
    for (int i = 0; i < TABLET_TRIES; i++)
        post(visit, cookies, "/tablet/confirm", FORM(visit, "pin", "5555"));
    assert_int_equal(status_of(visit, cookies, visit_board(visit, FIXTURE_GROUP_EEKHOORNS)), 303);
}

/* --- stand-ins --- */

static struct text join_form(struct visit *visit, const char *given, const char *person, const char *colleague_pin)
{
    return FORM(visit, "person", person, "given_name", given, "family_name", "Bakker", "pin", PIN, "again", PIN,
                "colleague", person_of(visit, FIXTURE_PROFESSIONAL), "colleague_pin", colleague_pin);
}

static void who_was_sent_this_morning_begins_with_a_colleague(struct visit *visit)
{
    struct text device = tablet_given(visit, FIXTURE_GROUP_EEKHOORNS);
    tablet_choose_pin(visit, FIXTURE_PROFESSIONAL, OTHER_PIN);
    struct http_test_answer answer = get(visit, device, "/tablet/join");
    assert_status(&answer, 200);
    visit_keep(&answer, "tablet-join");
    int64_t persons = visit_number(visit, "SELECT COUNT(*) FROM person");
    answer = post(visit, device, "/tablet/join", join_form(visit, "Imke", "", "5555"));
    assert_status(&answer, 422);
    assert_true(text_find(answer.body, TEXT("Imke")) != SIZE_MAX); /* what was typed stays, but no PIN */
    assert_no_trace(&answer, PIN);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM person"), persons);
    answer = post(visit, device, "/tablet/join", join_form(visit, "Imke", "", OTHER_PIN));
    assert_status(&answer, 303);
    struct text cookies = tablet_cookies(visit, device, &answer);
    struct http_test_answer board =
        visit_call(visit, "GET", visit_board(visit, FIXTURE_GROUP_EEKHOORNS), cookies, TEXT_NULL);
    assert_status(&board, 200);
    assert_shows(page_of(visit, &board), element(page_of(visit, &board), "tablet-head"), "Imke");
    assert_int_equal(acts(visit, "tablet.stand_in"), 2); /* the one of the list, and she */
    /* The next day she is nobody here any more, and her PIN is gone. */
    int64_t unlocked = acts(visit, "tablet.unlock");
    int64_t imke = visit_number(visit, "SELECT MAX(p.id) FROM person AS p");
    clock_advance(&visit->world.clock, DAY_MS);
    answer = post(visit, device, "/tablet/unlock", FORM(visit, "person", visit_moment(visit, imke), "pin", PIN));
    assert_status(&answer, 303);
    assert_int_equal(acts(visit, "tablet.unlock"), unlocked);
    answer = get(visit, device, "/tablet");
    assert_no_trace(&answer, "Imke");
}

static void a_stand_in_of_the_list_gets_a_pin_for_today(struct visit *visit)
{
    struct text device = tablet_given(visit, FIXTURE_GROUP_EEKHOORNS);
    tablet_choose_pin(visit, FIXTURE_PROFESSIONAL, OTHER_PIN);
    assert_int_equal(tablet_type(visit, device, FIXTURE_STAND_IN, PIN).status, 422); /* none yet */
    struct http_test_answer answer =
        post(visit, device, "/tablet/join", join_form(visit, "", person_of(visit, FIXTURE_STAND_IN), OTHER_PIN));
    assert_status(&answer, 303);
    struct text cookies = tablet_cookies(visit, device, &answer);
    assert_int_equal(status_of(visit, cookies, visit_board(visit, FIXTURE_GROUP_EEKHOORNS)), 200);
    tablet_unlocked(visit, device, FIXTURE_STAND_IN, PIN);
    /* Shut out, a colleague alone does not let her in again. */
    for (int i = 0; i < TABLET_TRIES; i++)
        tablet_type(visit, device, FIXTURE_STAND_IN, "5555");
    answer = post(visit, device, "/tablet/join", join_form(visit, "", person_of(visit, FIXTURE_STAND_IN), OTHER_PIN));
    assert_status(&answer, 422);
    assert_shows(page_of(visit, &answer), MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_TABLET_PIN_SHUT));
}

/* Nobody makes a PIN for a colleague, and only who works there always stands by. */
static void nobody_writes_in_the_name_of_a_colleague(struct visit *visit)
{
    struct text device = tablet_given(visit, FIXTURE_GROUP_EEKHOORNS);
    tablet_choose_pin(visit, FIXTURE_PROFESSIONAL, OTHER_PIN);
    tablet_choose_pin(visit, FIXTURE_STUDENT, OTHER_PIN);
    tablet_choose_pin(visit, FIXTURE_OTHER_PROFESSIONAL, OTHER_PIN);
    struct http_test_answer answer =
        post(visit, device, "/tablet/join", join_form(visit, "", person_of(visit, FIXTURE_MENTOR), OTHER_PIN));
    assert_status(&answer, 303);
    assert_true(text_equal(answer.location, TEXT("/tablet")));
    static const enum fixture_person others[] = { FIXTURE_STUDENT, FIXTURE_OTHER_PROFESSIONAL, FIXTURE_MOTHER };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct text body = FORM(visit, "given_name", "Imke", "pin", PIN, "again", PIN, "colleague",
                                person_of(visit, others[i]), "colleague_pin", OTHER_PIN);
        answer = post(visit, device, "/tablet/join", body);
        assert_status(&answer, 422);
    }
    assert_int_equal(acts(visit, "tablet.unlock"), 0);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM person AS p WHERE p.given_name = 'Imke'"), 0);
}

/* --- in the middle of an entry --- */

/* The form with which the group records words about Noor, sent as a browser without script does. */
static struct http_test_answer record_words(struct visit *visit, struct text cookies, const char *words)
{
    struct text target = arena_printf(visit->arena, "/group/%s/record", visit_group(visit, FIXTURE_GROUP_EEKHOORNS));
    struct text body = FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN), "code", "words", "words", words,
                            "client_id", visit_client(visit));
    return visit_call(visit, "POST", target, cookies, body);
}

static int64_t entries(struct visit *visit)
{
    return visit_number(visit, "SELECT COUNT(*) FROM entry");
}

static void T21_locked_in_the_middle_of_an_entry_nothing_is_lost(void **state)
{
    struct visit *visit = visit_of(state);
    struct text device = tablet_given(visit, FIXTURE_GROUP_EEKHOORNS);
    tablet_choose_pin(visit, FIXTURE_PROFESSIONAL, PIN);
    tablet_choose_pin(visit, FIXTURE_MENTOR, OTHER_PIN);
    struct text cookies = tablet_unlocked(visit, device, FIXTURE_PROFESSIONAL, PIN);
    clock_advance(&visit->world.clock, TABLET_LOCK_MINUTES * (int64_t)MINUTE_MS);
    struct http_test_answer answer = record_words(visit, cookies, "bouwde een toren");
    assert_status(&answer, 401);
    visit_keep(&answer, "tablet-lock-kept");
    struct markup *page = page_of(visit, &answer);
    assert_hides(page, MARKUP_NONE, "toren"); /* not for who walks by */
    assert_shows(page, element(page, "tablet"), SAY(visit, LANGUAGE_NL, WORD_TABLET_KEPT_OF, "name", "Marjan"));
    struct markup_form form = markup_form(page, element(page, "tablet"), "/tablet/unlock");
    /* A colleague first: she sees that a text waits, not what it says, and hands the tablet back. */
    markup_fill(&form, "person", text_from(person_of(visit, FIXTURE_MENTOR)));
    markup_fill(&form, "pin", TEXT(OTHER_PIN));
    answer = visit_call(visit, "POST", form.action, cookies, markup_body(&form));
    assert_status(&answer, 200);
    visit_keep(&answer, "tablet-waits");
    page = page_of(visit, &answer);
    assert_shows(page, MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_TABLET_WAITS_TITLE));
    assert_hides(page, MARKUP_NONE, "toren");
    form = markup_form(page, element(page, "waits"), "/tablet/lock");
    answer = visit_call(visit, "POST", form.action, tablet_cookies(visit, device, &answer), markup_body(&form));
    assert_status(&answer, 200);
    page = page_of(visit, &answer);
    form = markup_form(page, element(page, "tablet"), "/tablet/unlock");
    markup_fill(&form, "person", text_from(person_of(visit, FIXTURE_PROFESSIONAL)));
    markup_fill(&form, "pin", TEXT("5555"));
    answer = visit_call(visit, "POST", form.action, device, markup_body(&form));
    assert_status(&answer, 422); /* a wrong one loses nothing */
    page = page_of(visit, &answer);
    form = markup_form(page, element(page, "tablet"), "/tablet/unlock");
    markup_fill(&form, "pin", TEXT(PIN));
    answer = visit_call(visit, "POST", form.action, device, markup_body(&form));
    assert_status(&answer, 200);
    page = page_of(visit, &answer);
    assert_shows(page, MARKUP_NONE, "bouwde een toren");
    form = markup_form(page, MARKUP_NONE, "/record");
    int64_t before = entries(visit);
    answer = visit_call(visit, "POST", form.action, tablet_cookies(visit, device, &answer), markup_body(&form));
    assert_status(&answer, 303);
    assert_int_equal(entries(visit), before + 1);
}

/* As assets/script/tablet.js packs it: two forms of the board, one stored already. */
static struct text packed_forms(struct visit *visit, const char *client, const char *path)
{
    struct buffer packed;
    buffer_init(&packed, KEPT_MAXIMUM);
    const char *const words[] = { "eerst de groene", "daarna de rode" };
    for (size_t i = 0; i < 2; i++) {
        const char *const parts[] = { arena_printf(visit->arena, "f%s", path).data,
                                      "Noor, In woorden",
                                      "hchild",
                                      visit_child(visit, FIXTURE_CHILD_OWN),
                                      "hcode",
                                      "words",
                                      "hclient_id",
                                      i == 0 ? client : visit_client(visit),
                                      "twords",
                                      words[i] };
        for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
            buffer_put(&packed, text_from(parts[k]));
            buffer_put_char(&packed, '\0');
        }
    }
    struct text encoded = base64_encode(visit->arena, buffer_text(&packed));
    buffer_release(&packed);
    return encoded;
}

/* The script locks first; what was not stored yet comes after it, without a session, all of it and in order. */
static void T21_all_that_waits_comes_back_in_order_and_once(void **state)
{
    struct visit *visit = visit_of(state);
    struct text device = tablet_given(visit, FIXTURE_GROUP_EEKHOORNS);
    tablet_choose_pin(visit, FIXTURE_PROFESSIONAL, PIN);
    struct text cookies = tablet_unlocked(visit, device, FIXTURE_PROFESSIONAL, PIN);
    const char *path = arena_printf(visit->arena, "/group/%s/record", visit_group(visit, FIXTURE_GROUP_EEKHOORNS)).data;
    const char *client = visit_client(visit);
    struct text body = FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN), "code", "words", "words",
                            "eerst de groene", "client_id", client);
    assert_int_equal(post(visit, cookies, path, body).status, 303); /* stored; its answer got lost */
    int64_t before = entries(visit);
    assert_int_equal(post(visit, cookies, "/tablet/lock", TEXT_NULL).status, 303);
    struct text kept =
        FORM(visit, "kept_path", path, "kept_fields", text_string(visit->arena, packed_forms(visit, client, path)),
             "kept_person", person_of(visit, FIXTURE_PROFESSIONAL));
    struct http_test_answer answer = post(visit, cookies, "/tablet/lock", kept);
    assert_status(&answer, 200);
    struct markup *page = page_of(visit, &answer);
    assert_hides(page, MARKUP_NONE, "groene");
    struct markup_form form = markup_form(page, element(page, "tablet"), "/tablet/unlock");
    markup_fill(&form, "person", text_from(person_of(visit, FIXTURE_PROFESSIONAL)));
    markup_fill(&form, "pin", TEXT(PIN));
    answer = post(visit, device, "/tablet/unlock", markup_body(&form));
    assert_status(&answer, 200);
    visit_keep(&answer, "tablet-kept-forms");
    page = page_of(visit, &answer);
    assert_shows(page, element(page, "kept"), "Noor, In woorden");
    size_t first = text_find(answer.body, TEXT("eerst de groene"));
    size_t second = text_find(answer.body, TEXT("daarna de rode"));
    assert_true(first < second && second != SIZE_MAX);
    assert_true(markup_by_id(page, TEXT("tablet-head")) != MARKUP_NONE); /* it locks again */
    struct text now = tablet_cookies(visit, device, &answer);
    form = markup_form(page, element(page, "kept"), "/record");
    assert_int_equal(visit_call(visit, "POST", form.action, now, markup_body(&form)).status, 303);
    assert_int_equal(entries(visit), before); /* once */
    /* What is not packed like that, or leads elsewhere, is no form of ours. */
    static const char *const odd[] = { "Zi8vZXZpbABjAGhhAGIA" /* f//evil, c, ha, b */, "AA", "!" };
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        body = FORM(visit, "person", person_of(visit, FIXTURE_PROFESSIONAL), "pin", PIN, "kept_path", path,
                    "kept_fields", odd[i]);
        assert_int_equal(post(visit, device, "/tablet/unlock", body).status, 400);
    }
    /* A tablet that was taken away meanwhile asks her to sign in, with all of it. */
    assert_int_equal(manage(visit, "/revoke", NULL, NULL).status, 303);
    answer = post(visit, cookies, "/tablet/lock", kept);
    assert_status(&answer, 200);
    assert_shows(page_of(visit, &answer), MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_TABLET_REVOKED_KEPT));
    assert_true(text_find(answer.body, TEXT("kept_fields")) != SIZE_MAX);
}

static void T21_revoked_in_the_middle_of_an_entry_nothing_is_lost(void **state)
{
    struct visit *visit = visit_of(state);
    struct text device = tablet_given(visit, FIXTURE_GROUP_EEKHOORNS);
    tablet_choose_pin(visit, FIXTURE_PROFESSIONAL, PIN);
    struct text cookies = tablet_unlocked(visit, device, FIXTURE_PROFESSIONAL, PIN);
    assert_int_equal(manage(visit, "/revoke", NULL, NULL).status, 303);
    struct text before = visit_fingerprint(visit);
    struct http_test_answer answer = record_words(visit, cookies, "bouwde een toren");
    assert_status(&answer, 401);
    assert_true(text_equal(before, visit_fingerprint(visit)));
    visit_keep(&answer, "tablet-revoked-kept");
    struct markup *page = page_of(visit, &answer);
    assert_shows(page, MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_TABLET_REVOKED_KEPT));
    /* She signs in as herself in another tab, and goes on with the text. */
    struct markup_form form = markup_form(page, MARKUP_NONE, "/sign-in");
    struct text own = arena_printf(visit->arena, "%.*s; __Host-%.*s", TEXT_ARGS(device),
                                   TEXT_ARGS(visit->fixture.cookies[FIXTURE_PROFESSIONAL]));
    answer = visit_call(visit, "POST", TEXT("/sign-in/kept"), own, markup_body(&form));
    assert_status(&answer, 200);
    assert_shows(page_of(visit, &answer), MARKUP_NONE, "bouwde een toren");
}

/* What the script of a page sends again later goes with the session of who wrote it, or waits. */
static void T21_a_page_sends_only_for_its_writer(void **state)
{
    struct visit *visit = visit_of(state);
    struct text device = tablet_given(visit, FIXTURE_GROUP_EEKHOORNS);
    tablet_choose_pin(visit, FIXTURE_MENTOR, PIN);
    struct text cookies = tablet_unlocked(visit, device, FIXTURE_MENTOR, PIN);
    struct text target = arena_printf(visit->arena, "/group/%s/record", visit_group(visit, FIXTURE_GROUP_EEKHOORNS));
    static const enum fixture_person writers[] = { FIXTURE_PROFESSIONAL, FIXTURE_MENTOR };
    static const int answers[] = { 401, 303 };
    for (size_t i = 0; i < 2; i++) {
        struct header headers[] = { { TEXT("Cookie"), cookies },
                                    { TEXT("X-Requested-With"), TEXT("fetch") },
                                    { TEXT("Samenspel-Writer"), text_from(person_of(visit, writers[i])) } };
        struct http_test_call call = {
            .method = "POST",
            .target = text_string(visit->arena, target),
            .headers = headers,
            .header_count = 3,
            .body = FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN), "code", "words", "words", "van haar",
                         "client_id", visit_client(visit)),
        };
        struct http_test_answer answer;
        int64_t before = entries(visit);
        http_test_call(&visit->options, visit->world.db, &call, visit->arena, &answer);
        assert_status(&answer, answers[i]);
        assert_int_equal(entries(visit), before + (answers[i] == 303));
    }
}

/* --- the days of a stand-in --- */

/* The forms of a page of another day are not there for her; made by hand they are refused as well. */
static void R045_a_stand_in_answers_and_changes_nothing_of_other_days(void **state)
{
    struct visit *visit = visit_of(state);
    clock_advance(&visit->world.clock, -(int64_t)DAY_MS);
    int64_t yesterday = visit_note(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "sliep slecht");
    int64_t own_yesterday = visit_note(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "was moe");
    clock_set(&visit->world.clock, FIXTURE_NOW_AT);
    int64_t today = visit_note(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "sliep goed");
    int64_t own_today = visit_note(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "was vrolijk");
    struct text target = arena_printf(visit->arena, "%.*s/answer", TEXT_ARGS(visit_day(visit, FIXTURE_CHILD_OWN)));
    static const enum fixture_person who[] = { FIXTURE_STAND_IN, FIXTURE_PROFESSIONAL };
    static const int of_yesterday[] = { 404, 303 };
    for (size_t i = 0; i < 2; i++) {
        struct text body = FORM(visit, "words", "wat vervelend", "moment", visit_moment(visit, yesterday), "client_id",
                                visit_client(visit));
        assert_int_equal(visit_post(visit, who[i], target, body).status, of_yesterday[i]);
        body = FORM(visit, "words", "wat fijn", "moment", visit_moment(visit, today), "client_id", visit_client(visit));
        assert_int_equal(visit_post(visit, who[i], target, body).status, 303);
    }
    /* On a tablet the professional has yesterday, and nothing before. */
    clock_advance(&visit->world.clock, (int64_t)DAY_MS);
    visit_days_later(visit, 0);
    struct text device = tablet_given(visit, FIXTURE_GROUP_EEKHOORNS);
    tablet_choose_pin(visit, FIXTURE_PROFESSIONAL, PIN);
    struct text cookies = tablet_unlocked(visit, device, FIXTURE_PROFESSIONAL, PIN);
    target = arena_printf(visit->arena, "%.*s/answer", TEXT_ARGS(visit_day(visit, FIXTURE_CHILD_OWN)));
    const int64_t moments[] = { yesterday, today };
    static const int answers[] = { 404, 303 };
    for (size_t i = 0; i < 2; i++) {
        struct text body = FORM(visit, "words", "nog iets", "moment", visit_moment(visit, moments[i]), "client_id",
                                visit_client(visit));
        assert_int_equal(visit_call(visit, "POST", target, cookies, body).status, answers[i]);
    }
    const int64_t own[] = { own_yesterday, own_today };
    for (size_t i = 0; i < 2; i++) {
        const char *entry = visit_moment(visit, visit_entry_of(visit, own[i]));
        struct text words = arena_printf(visit->arena, "/entry/%s/words", entry);
        struct text body = FORM(visit, "words", "was moe en stil", "version", "1", "client_id", visit_client(visit));
        assert_int_equal(visit_call(visit, "POST", words, cookies, body).status, answers[i]);
    }
}

/* --- one world for what goes together --- */

static void T4_a_tablet_comes_in_by_a_code_that_works_once_and_briefly(void **state)
{
    struct visit *visit = visit_of(state);
    a_code_brings_in_one_tablet_for_ten_minutes(visit);
    visit_days_later(visit, 1);
    a_manager_who_enrols_is_signed_out_there(visit);
    visit_days_later(visit, 1);
    codes_cannot_be_guessed_at_will(visit);
}

static void T4_a_pin_unlocks_an_enrolled_tablet_and_is_tried_five_times(void **state)
{
    struct visit *visit = visit_of(state);
    a_pin_is_worth_nothing_without_the_tablet(visit);
    five_wrong_pins_and_a_manager_lets_in_again(visit);
    who_is_shut_out_chooses_another_pin_signed_in(visit);
}

static void T4_pins_that_anybody_tries_first_are_refused(void **state)
{
    struct visit *visit = visit_of(state);
    pins_that_anybody_tries_first_are_refused(visit);
}

static void T21_R018_a_shift_reaches_its_own_group_and_days_nearby(void **state)
{
    struct visit *visit = visit_of(state);
    a_shift_reaches_its_own_group_and_days_nearby(visit);
    what_is_for_the_mentor_alone_is_not_on_it(visit);
}

static void T21_it_locks_by_itself_and_at_the_end_of_the_shift(void **state)
{
    struct visit *visit = visit_of(state);
    it_locks_when_nobody_touches_it(visit);
    visit_set_clock(visit, "2026-11-23T09:00Z");
    a_shift_does_not_go_on_into_the_next_day(visit);
}

static void T21_R045_a_stand_in_begins_with_a_colleague(void **state)
{
    struct visit *visit = visit_of(state);
    nobody_writes_in_the_name_of_a_colleague(visit);
    a_stand_in_of_the_list_gets_a_pin_for_today(visit);
    who_was_sent_this_morning_begins_with_a_colleague(visit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(T4_a_tablet_comes_in_by_a_code_that_works_once_and_briefly),
        cmocka_unit_test(T4_a_pin_unlocks_an_enrolled_tablet_and_is_tried_five_times),
        cmocka_unit_test(T4_pins_that_anybody_tries_first_are_refused),
        cmocka_unit_test(T21_R018_a_shift_reaches_its_own_group_and_days_nearby),
        cmocka_unit_test(T21_it_locks_by_itself_and_at_the_end_of_the_shift),
        cmocka_unit_test(T21_R045_a_stand_in_begins_with_a_colleague),
        cmocka_unit_test(T21_a_manager_sees_and_revokes_the_tablets_of_her_location),
        cmocka_unit_test(T21_by_itself_it_shows_only_who_works_there_today),
        cmocka_unit_test(T21_an_own_account_on_the_tablet_is_locked_too),
        cmocka_unit_test(T21_one_tap_hands_it_to_somebody_else),
        cmocka_unit_test(T21_the_pin_again_for_collecting_and_restrictions),
        cmocka_unit_test(T21_locked_in_the_middle_of_an_entry_nothing_is_lost),
        cmocka_unit_test(T21_all_that_waits_comes_back_in_order_and_once),
        cmocka_unit_test(T21_revoked_in_the_middle_of_an_entry_nothing_is_lost),
        cmocka_unit_test(T21_a_page_sends_only_for_its_writer),
        cmocka_unit_test(R045_a_stand_in_answers_and_changes_nothing_of_other_days),
    };
    return PAGE_TESTS_RUN(tests);
}
