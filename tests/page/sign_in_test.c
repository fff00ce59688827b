/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Signing in and out, texts that are kept over it, the pages for what did not work out, and the gate, from request to page on
 * both engines. A small feature of the test stands behind the gate: a page and a form of each kind of rule.
 */
#include "access/page.h"
#include "access/password.h"
#include "access/people.h"
#include "access/rule.h"
#include "access/session.h"
#include "base/buffer.h"
#include "base/url.h"
#include "feature/sign_in/sign_in.h"
#include "page/page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* --- a feature behind the gate --- */

enum { CHILD_ID, CHILD_NOTE, CHILD_CLIENT };
enum { GROUP_ID };
enum { NOTE_LONG = 200 };

static const struct field child_fields[] = {
    [CHILD_ID] = { .name = "child", .type = FIELD_ID, .required = true },
    [CHILD_NOTE] = { .name = "note", .type = FIELD_TEXT, .maximum = NOTE_LONG, .label = WORD_HANDOVER_WORDS },
    [CHILD_CLIENT] = { .name = "client_id", .type = FIELD_LINE },
};

static const struct field group_fields[] = {
    [GROUP_ID] = { .name = "group", .type = FIELD_ID, .required = true },
};

/* Says which bits the gate found. */
static struct outcome show(struct request *request)
{
    return respond_page(request, 200,
                        arena_printf(request->arena, "scope=%lld today=%d", (long long)request->viewer->scope,
                                     (int)request->viewer->today.days));
}

static struct outcome saved(struct request *request)
{
    return respond_page(request, 200,
                        arena_printf(request->arena, "saved=%.*s %.*s", TEXT_ARGS(request_text(request, CHILD_NOTE)),
                                     TEXT_ARGS(request_text(request, CHILD_CLIENT))));
}

static struct outcome stale(struct request *request)
{
    return respond_status(request, 409);
}

static int fail_change(struct change *change, void *argument)
{
    (void)change;
    return *(int *)argument;
}

static struct outcome failed(struct request *request, void *argument, int status, const struct error *error)
{
    (void)argument;
    return respond_failure(request, status, error);
}

static struct outcome break_down(struct request *request)
{
    static int status = STATUS_FAILED;
    return respond_change(request, fail_change, &status, failed);
}

static const struct route test_routes[] = {
    ROUTE(GET, "/child/{child}", RULE_CHILD(SCOPE_READ, CHILD_ID), show, .fields = FIELDS(child_fields),
          .title = WORD_APP_NAME),
    ROUTE(GET, "/child/{child}/part", RULE_CHILD(SCOPE_READ, CHILD_ID), show, .fields = FIELDS(child_fields)),
    ROUTE(POST, "/child/{child}/home", RULE_CHILD(SCOPE_WRITE_HOME, CHILD_ID), saved, .fields = FIELDS(child_fields),
          .keep_when_signed_out = true),
    ROUTE(POST, "/child/{child}/centre", RULE_CHILD(SCOPE_WRITE_CENTRE, CHILD_ID), saved,
          .fields = FIELDS(child_fields)),
    ROUTE(POST, "/child/{child}/stale", RULE_CHILD(SCOPE_READ, CHILD_ID), stale, .fields = FIELDS(child_fields)),
    ROUTE(POST, "/child/{child}/broken", RULE_CHILD(SCOPE_READ, CHILD_ID), break_down, .fields = FIELDS(child_fields)),
    ROUTE(GET, "/group/{group}", RULE_GROUP(SCOPE_READ, GROUP_ID), show, .fields = FIELDS(group_fields),
          .title = WORD_APP_NAME),
    ROUTE(GET, "/office", RULE_MANAGER, show, .title = WORD_APP_NAME),
    ROUTE(GET, "/mine", RULE_SIGNED_IN, show, .title = WORD_APP_NAME),
};

static struct routes all_routes[2];

/* --- worlds --- */

struct state {
    struct page_world world;
    bool there;
};

struct password_making {
    const struct fixture *fixture;
    char hash[PASSWORD_HASH_SIZE];
};

static int set_password(struct change *change, void *argument)
{
    const struct password_making *making = argument;
    change->session = making->fixture->sessions[FIXTURE_STRANGER]; /* the one that a new password does not end */
    return people_password_set(change, making->fixture->persons[FIXTURE_STRANGER], text_from(making->hash));
}

static int setup(void **state, bool postgresql)
{
    static struct state states[2];
    struct state *made = &states[postgresql];
    all_routes[0] = sign_in_routes;
    all_routes[1] = (struct routes)ROUTES(test_routes);
    made->there = page_world_open(postgresql, all_routes, 2, &made->world);
    *state = made;
    if (!made->there)
        return 0;
    struct page_world *world = &made->world;
    struct password_making making = { .fixture = &world->fixture };
    assert_int_equal(password_hash(TEXT("vier blauwe fietsen"), making.hash), STATUS_OK);
    assert_int_equal(fixture_change(&world->world, world->fixture.organisation, set_password, &making), STATUS_OK);
    return 0;
}

static int setup_sqlite(void **state)
{
    return setup(state, false);
}

static int setup_postgresql(void **state)
{
    return setup(state, true);
}

static int teardown(void **state)
{
    struct state *made = *state;
    if (made->there)
        page_world_close(&made->world);
    return 0;
}

static struct page_world *here(void **state)
{
    struct state *made = *state;
    if (!made->there)
        skip();
    return &made->world;
}

static const char *target(struct page_world *world, const char *pattern, int64_t id)
{
    char shown[IDENTITY_SIZE];
    struct text rest;
    struct text start = text_cut(text_from(pattern), '*', &rest);
    identity_format(shown, id);
    return arena_printf(world->arena, "%.*s%s%.*s", TEXT_ARGS(start), shown, TEXT_ARGS(rest)).data;
}

static const char *noor(struct page_world *world, const char *pattern)
{
    return target(world, pattern, world->fixture.children[FIXTURE_CHILD_OWN].value);
}

static struct http_test_answer with_cookie(struct page_world *world, const char *method, const char *path,
                                           struct text body, struct text cookie)
{
    struct header header = { TEXT("Cookie"), cookie };
    return page_call_with(world, method, path, body, &header, 1);
}

/* The value of the named hidden field in a page, still as written there. */
static struct text hidden_value(struct page_world *world, const struct http_test_answer *answer, const char *name)
{
    struct text start = arena_printf(world->arena, "name=\"%s\" value=\"", name);
    size_t at = text_find(answer->body, start);
    if (at == SIZE_MAX)
        return TEXT_NULL;
    struct text rest;
    return text_cut(text_slice(answer->body, at + start.length, answer->body.length), '"', &rest);
}

/* --- the gate --- */

/* Every person against every child and group: 200 with the right bits, or nothing there. */
static void test_the_gate_is_the_matrix(void **state)
{
    struct page_world *world = here(state);
    for (enum fixture_person person = 0; person < FIXTURE_PERSON__MAX; person++) {
        for (enum fixture_child child = 0; child < FIXTURE_CHILD__MAX; child++) {
            int64_t scope = fixture_child_scope(person, child);
            const char *path = target(world, "/child/*", world->fixture.children[child].value);
            struct http_test_answer answer = page_get(world, person, path);
            bool shift = (scope & SCOPE_READ_SHIFT) != 0; /* the rule of this page does not let it in */
            int refused = fixture_is_over(person) || shift ? 403 : 404;
            assert_int_equal(answer.status, (scope & SCOPE_READ) ? 200 : refused);
            struct text bits = arena_printf(world->arena, "scope=%lld today=20780", (long long)scope);
            assert_int_equal(page_holds(&answer, bits.data), (scope & SCOPE_READ) != 0);
        }
        for (enum fixture_group group = 0; group < FIXTURE_GROUP__MAX; group++) {
            int64_t scope = fixture_group_scope(person, group);
            const char *path = target(world, "/group/*", world->fixture.groups[group].value);
            bool shift = (scope & SCOPE_READ_SHIFT) != 0;
            int refused = fixture_is_over(person) || shift ? 403 : 404;
            assert_int_equal(page_get(world, person, path).status, (scope & SCOPE_READ) ? 200 : refused);
        }
        arena_reset(world->arena);
    }
}

static void test_writing_is_for_the_own_side(void **state)
{
    struct page_world *world = here(state);
    struct text body = TEXT("note=dag&client_id=c1");
    assert_int_equal(page_post(world, FIXTURE_MOTHER, noor(world, "/child/*/home"), body).status, 200);
    assert_int_equal(page_post(world, FIXTURE_MOTHER, noor(world, "/child/*/centre"), body).status, 404);
    assert_int_equal(page_post(world, FIXTURE_PROFESSIONAL, noor(world, "/child/*/centre"), body).status, 200);
    assert_int_equal(page_post(world, FIXTURE_PROFESSIONAL, noor(world, "/child/*/home"), body).status, 404);
    assert_int_equal(page_post(world, FIXTURE_MANAGER, noor(world, "/child/*/centre"), body).status, 403);
    assert_int_equal(page_post(world, FIXTURE_GRANDMOTHER, noor(world, "/child/*/home"), body).status, 403);
    assert_int_equal(page_post(world, FIXTURE_OTHER_FAMILY, noor(world, "/child/*/home"), body).status, 404);
    assert_int_equal(page_post(world, FIXTURE_BOTH, noor(world, "/child/*/home"), body).status, 200);
    assert_int_equal(page_get(world, FIXTURE_ADMINISTRATOR, "/office").status, 200);
    assert_int_equal(page_get(world, FIXTURE_PROFESSIONAL, "/office").status, 403);
    assert_int_equal(page_get(world, FIXTURE_MOTHER, "/office").status, 404);
}

/* db_execute gives no rows, but it gives a status: writes NULL where none may be, unless the condition holds. */
static int holds(struct change *change, void *argument)
{
    const char *condition = argument;
    struct text sql = arena_printf(change->arena,
                                   "UPDATE organisation SET name = CASE WHEN (%s) THEN name ELSE NULL END;", condition);
    return db_execute(change->db, sql.data, NULL);
}

static bool database_says(struct page_world *world, const char *condition)
{
    return fixture_change(&world->world, world->fixture.organisation, holds, (void *)(uintptr_t)condition) == STATUS_OK;
}

/* Opening a page writes nothing in the request, and one row a quarter of an hour a moment later. */
static void test_an_opened_page_is_noted_afterwards(void **state)
{
    struct page_world *world = here(state);
    struct seen *seen = access_seen(world->app.access);
    assert_int_equal(seen_flush(seen), STATUS_OK);
    clock_advance(&world->world.clock, 3600000);
    struct text condition =
        arena_printf(world->arena, "(SELECT COUNT(*) FROM page_view WHERE person = %lld AND quarter_at > %lld) = ",
                     (long long)world->fixture.persons[FIXTURE_MOTHER].value, (long long)FIXTURE_NOW_AT);
    const char *none = arena_printf(world->arena, "%.*s0", TEXT_ARGS(condition)).data;
    const char *one = arena_printf(world->arena, "%.*s1", TEXT_ARGS(condition)).data;
    assert_int_equal(page_get(world, FIXTURE_MOTHER, noor(world, "/child/*/part")).status, 200); /* not a page */
    assert_int_equal(page_get(world, FIXTURE_OTHER_FAMILY, noor(world, "/child/*")).status, 404);
    assert_int_equal(seen_flush(seen), STATUS_OK);
    assert_true(database_says(world, none));
    assert_int_equal(page_get(world, FIXTURE_MOTHER, noor(world, "/child/*")).status, 200);
    assert_int_equal(page_get(world, FIXTURE_MOTHER, noor(world, "/child/*")).status, 200);
    assert_int_equal(seen_flush(seen), STATUS_OK);
    assert_true(database_says(world, one));
    clock_set(&world->world.clock, FIXTURE_NOW_AT);
}

static void test_an_id_that_is_none_is_nothing(void **state)
{
    struct page_world *world = here(state);
    assert_int_equal(page_get(world, FIXTURE_MOTHER, "/child/zzzz").status, 404);
    assert_int_equal(page_get(world, FIXTURE_MOTHER, target(world, "/child/*", 5)).status, 404);
    struct http_test_answer missing = page_get(world, FIXTURE_FATHER, "/nowhere");
    assert_int_equal(missing.status, 404);
    assert_true(page_holds(&missing, "lang=\"ar\"")); /* in the reader's language */
    assert_true(page_holds(&missing, "dir=\"rtl\""));
    page_keep(&missing, "sign_in_not_found_ar");
}

/* --- signed out --- */

static void test_signed_out_goes_to_signing_in(void **state)
{
    struct page_world *world = here(state);
    struct http_test_answer page = page_get(world, PAGE_NOBODY, noor(world, "/child/*"));
    assert_int_equal(page.status, 303);
    assert_true(text_starts_with(page.location, TEXT("/sign-in?next=%2Fchild%2F")));
    struct http_test_answer part = page_get(world, PAGE_NOBODY, noor(world, "/child/*/part"));
    assert_int_equal(part.status, 401);
    assert_true(text_equal(http_test_header(&part, "Samenspel-Sign-In"), TEXT("/sign-in")));
    struct header fragment = { TEXT("X-Requested-With"), TEXT("fetch") };
    struct http_test_answer script =
        page_call_with(world, "POST", noor(world, "/child/*/home"), TEXT("note=hallo&client_id=c1"), &fragment, 1);
    assert_int_equal(script.status, 401);
    assert_false(page_holds(&script, "<html"));
    /* A cookie that is none of ours. */
    struct text forged = TEXT("samenspel=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    assert_int_equal(with_cookie(world, "GET", "/mine", TEXT_NULL, forged).status, 303);
    assert_int_equal(with_cookie(world, "GET", "/mine", TEXT_NULL, TEXT("samenspel=x")).status, 303);
}

static void test_a_session_ends_and_slides(void **state)
{
    struct page_world *world = here(state);
    struct seen *seen = access_seen(world->app.access);
    assert_int_equal(page_get(world, FIXTURE_OTHER_GROUP_PARENT, "/mine").status, 200);
    clock_advance(&world->world.clock, 20 * (int64_t)DAY_MS);
    assert_int_equal(page_get(world, FIXTURE_OTHER_GROUP_PARENT, "/mine").status, 200);
    assert_int_equal(seen_flush(seen), STATUS_OK);
    clock_advance(&world->world.clock, 20 * (int64_t)DAY_MS);
    assert_int_equal(page_get(world, FIXTURE_OTHER_GROUP_PARENT, "/mine").status, 200); /* used on day 20 */
    assert_int_equal(page_get(world, FIXTURE_LEFT_PARENT, "/mine").status, 303);        /* not used for 40 days */
    for (int i = 0; i < 8; i++) {
        assert_int_equal(seen_flush(seen), STATUS_OK);
        clock_advance(&world->world.clock, 20 * (int64_t)DAY_MS);
        page_get(world, FIXTURE_OTHER_GROUP_PARENT, "/mine");
    }
    assert_int_equal(page_get(world, FIXTURE_OTHER_GROUP_PARENT, "/mine").status, 303); /* 180 days at the longest */
    clock_set(&world->world.clock, FIXTURE_NOW_AT);
}

/* --- by password --- */

static struct text sign_in_body(struct page_world *world, const char *email, const char *password)
{
    return arena_printf(world->arena, "email=%s&password=%.*s", email,
                        TEXT_ARGS(url_encode(world->arena, text_from(password))));
}

static void test_signing_in_by_password(void **state)
{
    struct page_world *world = here(state);
    struct text body = sign_in_body(world, "Stranger@Example.org", "vier blauwe fietsen");
    struct text with_next = arena_printf(world->arena, "%.*s&next=%%2Fmine", TEXT_ARGS(body));
    struct http_test_answer answer = page_post(world, PAGE_NOBODY, "/sign-in", with_next);
    assert_int_equal(answer.status, 303);
    assert_true(text_equal(answer.location, TEXT("/mine")));
    struct text cookie = page_session_cookie(&answer, world->arena);
    assert_false(text_is_null(cookie));
    struct text line = http_test_header(&answer, "Set-Cookie");
    assert_true(text_find(line, TEXT("HttpOnly")) != SIZE_MAX);
    assert_true(text_find(line, TEXT("SameSite=Lax")) != SIZE_MAX);
    assert_int_equal(with_cookie(world, "GET", "/mine", TEXT_NULL, cookie).status, 200);
    /* Signing out ends it on the server. */
    struct http_test_answer out = with_cookie(world, "POST", "/sign-out", TEXT_NULL, cookie);
    assert_int_equal(out.status, 303);
    assert_int_equal(with_cookie(world, "GET", "/mine", TEXT_NULL, cookie).status, 303);
    /* Only to a page of ours. */
    struct text away = arena_printf(world->arena, "%.*s&next=%%2F%%2Fevil.example", TEXT_ARGS(body));
    assert_true(text_equal(page_post(world, PAGE_NOBODY, "/sign-in", away).location, TEXT("/")));
}

/* The page with what the one typed and the other did not taken out. */
static bool same_page(struct page_world *world, const struct http_test_answer *a, const char *email_a,
                      const struct http_test_answer *b, const char *email_b)
{
    struct text typed_a = arena_printf(world->arena, "value=\"%s\"", email_a);
    struct text typed_b = arena_printf(world->arena, "value=\"%s\"", email_b);
    size_t at_a = text_find(a->body, typed_a);
    size_t at_b = text_find(b->body, typed_b);
    return at_a != SIZE_MAX && at_a == at_b && a->status == b->status &&
           text_equal(text_slice(a->body, 0, at_a), text_slice(b->body, 0, at_b)) &&
           text_equal(text_slice(a->body, at_a + typed_a.length, a->body.length),
                      text_slice(b->body, at_b + typed_b.length, b->body.length));
}

/* T3: nothing tells whether an address has an account. */
static void test_an_unknown_address_and_a_wrong_password_look_the_same(void **state)
{
    struct page_world *world = here(state);
    struct http_test_answer wrong =
        page_post(world, PAGE_NOBODY, "/sign-in", sign_in_body(world, "stranger@example.org", "niet dit wachtwoord"));
    struct http_test_answer unknown =
        page_post(world, PAGE_NOBODY, "/sign-in", sign_in_body(world, "nobody@example.org", "niet dit wachtwoord"));
    struct http_test_answer none =
        page_post(world, PAGE_NOBODY, "/sign-in", sign_in_body(world, "mother@example.org", "niet dit wachtwoord"));
    assert_int_equal(wrong.status, 422);
    assert_true(page_holds(&wrong, "horen niet bij elkaar"));
    assert_true(same_page(world, &wrong, "stranger@example.org", &unknown, "nobody@example.org"));
    assert_true(same_page(world, &wrong, "stranger@example.org", &none, "mother@example.org"));
    assert_true(text_is_null(page_session_cookie(&wrong, world->arena)));
    assert_false(page_holds(&wrong, "niet dit wachtwoord"));
    /* After too many tries the right one does not help either, and the answer is the same for both. */
    for (int i = 0; i < GUESS_ACCOUNT_MAXIMUM; i++) {
        page_post(world, PAGE_NOBODY, "/sign-in", sign_in_body(world, "stranger@example.org", "x"));
        page_post(world, PAGE_NOBODY, "/sign-in", sign_in_body(world, "nobody@example.org", "x"));
    }
    wrong =
        page_post(world, PAGE_NOBODY, "/sign-in", sign_in_body(world, "stranger@example.org", "vier blauwe fietsen"));
    unknown =
        page_post(world, PAGE_NOBODY, "/sign-in", sign_in_body(world, "nobody@example.org", "vier blauwe fietsen"));
    assert_int_equal(wrong.status, 429);
    assert_true(same_page(world, &wrong, "stranger@example.org", &unknown, "nobody@example.org"));
    clock_advance(&world->world.clock, GUESS_WINDOW_MS);
    assert_int_equal(
        page_post(world, PAGE_NOBODY, "/sign-in", sign_in_body(world, "stranger@example.org", "vier blauwe fietsen"))
            .status,
        303);
    clock_set(&world->world.clock, FIXTURE_NOW_AT);
}

/* --- by link --- */

struct link_making {
    struct person_id person;
    struct secret secret;
};

static int make_link(struct change *change, void *argument)
{
    struct link_making *making = argument;
    int64_t id;
    return link_create(change, making->person, making->secret.hash, false, &id);
}

static void test_signing_in_by_link(void **state)
{
    struct page_world *world = here(state);
    struct link_making making = { .person = world->fixture.persons[FIXTURE_FATHER],
                                  .secret = secret_new(world->arena) };
    assert_int_equal(fixture_change(&world->world, world->fixture.organisation, make_link, &making), STATUS_OK);
    const char *path = url_sign_in_link(world->arena, making.secret.text).text.data;
    /* Looking, also often, uses nothing up; it speaks his language. */
    for (int i = 0; i < 3; i++) {
        struct http_test_answer page = page_get(world, PAGE_NOBODY, path);
        assert_int_equal(page.status, 200);
        assert_true(page_holds(&page, "Emre"));
        assert_true(page_holds(&page, "lang=\"ar\""));
        assert_true(text_is_null(page_session_cookie(&page, world->arena)));
        assert_true(text_equal(http_test_header(&page, "Cache-Control"), TEXT("no-store")));
        page_keep(&page, "sign_in_link_ar");
    }
    /* Looking begins its 72 hours. */
    assert_int_equal(seen_flush(access_seen(world->app.access)), STATUS_OK);
    clock_advance(&world->world.clock, 73 * (int64_t)HOUR_MS);
    assert_int_equal(page_get(world, PAGE_NOBODY, path).status, 404);
    assert_int_equal(page_post(world, PAGE_NOBODY, path, TEXT_NULL).status, 404);
    clock_set(&world->world.clock, FIXTURE_NOW_AT);
    struct http_test_answer in = page_post(world, PAGE_NOBODY, path, TEXT_NULL);
    assert_int_equal(in.status, 303);
    struct text cookie = page_session_cookie(&in, world->arena);
    struct http_test_answer mine = with_cookie(world, "GET", noor(world, "/child/*"), TEXT_NULL, cookie);
    assert_int_equal(mine.status, 200);
    /* Once. */
    struct http_test_answer again = page_post(world, PAGE_NOBODY, path, TEXT_NULL);
    assert_int_equal(again.status, 404);
    assert_true(page_holds(&again, "Deze link werkt niet meer"));
    page_keep(&again, "sign_in_link_dead");
    assert_int_equal(page_get(world, PAGE_NOBODY, path).status, 404);
    assert_int_equal(page_get(world, PAGE_NOBODY, "/in/nothing").status, 404);
}

/* --- language --- */

static void test_the_language_is_chosen_without_script(void **state)
{
    struct page_world *world = here(state);
    struct http_test_answer page = page_get(world, PAGE_NOBODY, "/sign-in?language=ar&next=%2Fmine");
    page_keep(&page, "sign_in_ar");
    assert_true(page_holds(&page, "dir=\"rtl\""));
    assert_true(page_holds(&page, "/sign-in?language=en&amp;next=%2Fmine"));
    struct text cookie = http_test_header(&page, "Set-Cookie");
    assert_true(text_starts_with(cookie, TEXT("language=ar;")));
    struct http_test_answer next = with_cookie(world, "GET", "/sign-in", TEXT_NULL, TEXT("language=ar"));
    assert_true(page_holds(&next, "dir=\"rtl\""));
    /* Signed in it is kept with the person. */
    struct http_test_answer chosen = page_post(world, FIXTURE_OTHER_LOCATION_PARENT, "/language", TEXT("language=nl"));
    assert_int_equal(chosen.status, 303);
    assert_true(
        page_holds(&(struct http_test_answer){ .body = page_get(world, FIXTURE_OTHER_LOCATION_PARENT, "/x").body },
                   "lang=\"nl\""));
    assert_int_equal(page_post(world, PAGE_NOBODY, "/language", TEXT("language=xx")).status, 400);
}

/* --- an expired session in the middle of a form --- */

static struct text kept_body(struct page_world *world, const struct http_test_answer *answer)
{
    struct buffer body;
    static const char *const names[] = { "kept_path", "kept_fields", "kept_person" };
    buffer_init(&body, 65536);
    for (size_t i = 0; i < 3; i++) {
        struct text value = hidden_value(world, answer, names[i]);
        assert_false(text_is_null(value));
        buffer_printf(&body, "%s%s=%.*s", i ? "&" : "", names[i], TEXT_ARGS(url_encode(world->arena, value)));
    }
    struct text text = text_copy(world->arena, buffer_text(&body));
    buffer_release(&body);
    return text;
}

static void test_a_text_survives_an_expired_session(void **state)
{
    struct page_world *world = here(state);
    const char *path = noor(world, "/child/*/home");
    struct text body = TEXT("note=Zij+sliep+%3Cslecht%3E%0Aen+was+moe&client_id=c42&unknown=x");
    clock_advance(&world->world.clock, 31 * (int64_t)DAY_MS);
    struct http_test_answer page = page_post(world, FIXTURE_STRANGER, path, body);
    assert_int_equal(page.status, 401);
    assert_true(page_holds(&page, "Je tekst is niet kwijt"));
    page_keep(&page, "sign_in_kept_here");
    assert_true(page_holds(&page, "name=\"password\""));
    struct text kept = kept_body(world, &page);

    /* Signing in on the spot: the text, and one button that sends it where it was going. */
    struct text sign_in =
        arena_printf(world->arena, "%.*s&%.*s",
                     TEXT_ARGS(sign_in_body(world, "stranger@example.org", "vier blauwe fietsen")), TEXT_ARGS(kept));
    struct http_test_answer in = page_post(world, PAGE_NOBODY, "/sign-in", sign_in);
    assert_int_equal(in.status, 200);
    assert_false(text_is_null(page_session_cookie(&in, world->arena)));
    assert_true(page_holds(&in, "Zij sliep &lt;slecht&gt;\nen was moe</textarea>"));
    assert_true(page_holds(&in, arena_printf(world->arena, "action=\"%s\"", path).data));
    assert_true(text_equal(hidden_value(world, &in, "client_id"), TEXT("c42")));
    assert_false(page_holds(&in, "unknown"));
    page_keep(&in, "sign_in_kept");

    /* A wrong password loses nothing. */
    sign_in = arena_printf(world->arena, "%.*s&%.*s", TEXT_ARGS(sign_in_body(world, "stranger@example.org", "fout")),
                           TEXT_ARGS(kept));
    struct http_test_answer wrong = page_post(world, PAGE_NOBODY, "/sign-in", sign_in);
    assert_int_equal(wrong.status, 422);
    assert_true(text_equal(kept_body(world, &wrong), kept));
    page_keep(&wrong, "sign_in_wrong");
    clock_set(&world->world.clock, FIXTURE_NOW_AT);
}

static void test_a_kept_text_is_its_writers_alone(void **state)
{
    struct page_world *world = here(state);
    clock_advance(&world->world.clock, 31 * (int64_t)DAY_MS);
    struct http_test_answer page =
        page_post(world, FIXTURE_MOTHER, noor(world, "/child/*/home"), TEXT("note=alleen+voor+mij&client_id=c1"));
    clock_set(&world->world.clock, FIXTURE_NOW_AT);
    struct text kept = kept_body(world, &page);
    /* Still signed out: the same page. */
    assert_int_equal(page_post(world, PAGE_NOBODY, "/sign-in/kept", kept).status, 401);
    /* Somebody else on the same tablet. */
    struct http_test_answer other = page_post(world, FIXTURE_PROFESSIONAL, "/sign-in/kept", kept);
    assert_int_equal(other.status, 200);
    assert_false(page_holds(&other, "alleen voor mij"));
    /* She herself, in another tab, by a link perhaps. */
    struct http_test_answer own = page_post(world, FIXTURE_MOTHER, "/sign-in/kept", kept);
    assert_int_equal(own.status, 200);
    assert_true(page_holds(&own, "alleen voor mij</textarea>"));
    /* Not what we packed. */
    assert_int_equal(
        page_post(world, FIXTURE_MOTHER, "/sign-in/kept", TEXT("kept_path=%2Fx&kept_fields=!!!&kept_person=")).status,
        400);
    assert_int_equal(page_post(world, FIXTURE_MOTHER, "/sign-in/kept",
                               TEXT("kept_path=%2F%2Fevil.example&kept_fields=dGEAYgA&kept_person="))
                         .status,
                     400);
}

static void test_a_text_that_is_too_long_to_keep_says_so(void **state)
{
    struct page_world *world = here(state);
    struct buffer body;
    buffer_init(&body, 65536);
    /* Many values: each takes a byte more to keep than to send. */
    buffer_put(&body, TEXT("client_id=c1"));
    for (int i = 0; i < 996; i++)
        buffer_put(&body, TEXT("&note=sliep van half een tot twee, at alles en bouwde een toren!!"));
    struct http_test_answer page = page_post(world, PAGE_NOBODY, noor(world, "/child/*/home"), buffer_text(&body));
    assert_int_equal(page.status, 401);
    assert_true(page_holds(&page, "knop van je browser terug"));
    buffer_release(&body);
}

/* --- what does not work out --- */

static void test_what_was_typed_stands_on_the_page_that_refuses(void **state)
{
    struct page_world *world = here(state);
    struct buffer body;
    buffer_init(&body, 65536);
    buffer_put(&body, TEXT("client_id=c7&note="));
    for (int i = 0; i < NOTE_LONG + 1; i++)
        buffer_put_char(&body, 'w');
    struct http_test_answer invalid =
        page_post(world, FIXTURE_MOTHER, noor(world, "/child/*/home"), buffer_text(&body));
    buffer_release(&body);
    assert_int_equal(invalid.status, 422);
    assert_true(page_holds(&invalid, "wwww</textarea>"));
    assert_true(page_holds(&invalid, "200"));
    assert_true(text_equal(hidden_value(world, &invalid, "client_id"), TEXT("c7")));
    page_keep(&invalid, "error_invalid");

    struct text note = TEXT("note=dag+Noor&client_id=c8");
    struct http_test_answer stale_page = page_post(world, FIXTURE_MOTHER, noor(world, "/child/*/stale"), note);
    assert_int_equal(stale_page.status, 409);
    assert_true(page_holds(&stale_page, "dag Noor</textarea>"));
    struct http_test_answer broken = page_post(world, FIXTURE_MOTHER, noor(world, "/child/*/broken"), note);
    assert_int_equal(broken.status, 500);
    assert_true(page_holds(&broken, "dag Noor</textarea>"));
    assert_true(text_equal(hidden_value(world, &broken, "client_id"), TEXT("c8")));
    page_keep(&stale_page, "error_stale");
    page_keep(&broken, "error_failed");
    /* For the script only the part. */
    struct header headers[] = { { TEXT("X-Requested-With"), TEXT("fetch") },
                                { TEXT("Cookie"), world->fixture.cookies[FIXTURE_MOTHER] } };
    struct http_test_answer part = page_call_with(world, "POST", noor(world, "/child/*/stale"), note, headers, 2);
    assert_int_equal(part.status, 409);
    assert_false(page_holds(&part, "<html"));
}

/* Each status has its own words, in every language. */
static void test_pages_speak_the_readers_language(void **state)
{
    struct page_world *world = here(state);
    struct http_test_answer dutch = page_get(world, FIXTURE_MOTHER, "/nowhere");
    struct http_test_answer english = page_get(world, PAGE_NOBODY, "/sign-in?language=en");
    assert_true(page_holds(&dutch, "Deze pagina is er niet"));
    assert_true(page_holds(&english, "Sign in"));
    struct header cross[] = { { TEXT("Sec-Fetch-Site"), TEXT("cross-site") },
                              { TEXT("Cookie"), world->fixture.cookies[FIXTURE_MOTHER] } };
    struct http_test_answer refused =
        page_call_with(world, "POST", noor(world, "/child/*/home"), TEXT("note=x"), cross, 2);
    assert_int_equal(refused.status, 403);
    assert_false(page_holds(&refused, "saved="));
}

static void test_rules_describe_themselves(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer, 1000);
    rule_describe(&test_routes[3], &buffer);
    assert_true(text_equal(buffer_text(&buffer), TEXT("child: write_centre")));
    buffer_clear(&buffer);
    rule_describe(&test_routes[8], &buffer);
    assert_true(text_equal(buffer_text(&buffer), TEXT("signed_in")));
    buffer_release(&buffer);
    assert_int_equal(rule_answer(&(struct rule){ 0 }, true, SCOPE__MAX - 1), GATE_HIDDEN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_gate_is_the_matrix),
        cmocka_unit_test(test_writing_is_for_the_own_side),
        cmocka_unit_test(test_an_opened_page_is_noted_afterwards),
        cmocka_unit_test(test_an_id_that_is_none_is_nothing),
        cmocka_unit_test(test_signed_out_goes_to_signing_in),
        cmocka_unit_test(test_a_session_ends_and_slides),
        cmocka_unit_test(test_signing_in_by_password),
        cmocka_unit_test(test_an_unknown_address_and_a_wrong_password_look_the_same),
        cmocka_unit_test(test_signing_in_by_link),
        cmocka_unit_test(test_the_language_is_chosen_without_script),
        cmocka_unit_test(test_a_text_survives_an_expired_session),
        cmocka_unit_test(test_a_kept_text_is_its_writers_alone),
        cmocka_unit_test(test_a_text_that_is_too_long_to_keep_says_so),
        cmocka_unit_test(test_what_was_typed_stands_on_the_page_that_refuses),
        cmocka_unit_test(test_pages_speak_the_readers_language),
        cmocka_unit_test(test_rules_describe_themselves),
    };
    int failed = cmocka_run_group_tests_name("sqlite", tests, setup_sqlite, teardown);
    return failed + cmocka_run_group_tests_name("postgresql", tests, setup_postgresql, teardown);
}
