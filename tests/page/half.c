/* SPDX-License-Identifier: EUPL-1.2 */
/* See half.h. */
#include "half.h"

#include "feature/second_factor/totp.h"

#include <liboath/oath.h>
#include <stdlib.h>

struct beginning {
    struct session_new session;
    struct session_id id;
};

static int begin(struct change *change, void *argument)
{
    struct beginning *beginning = argument;
    return session_create(change, &beginning->session, &beginning->id);
}

struct text half_session(struct visit *visit, enum fixture_person who, enum session_proof proof)
{
    struct secret secret = secret_new(visit->arena);
    struct beginning beginning = { .session = { .person = visit->fixture.persons[who],
                                                .token_hash = secret.hash,
                                                .proof = proof,
                                                .device = TEXT("Firefox, Android") } };
    struct organisation_id organisation = fixture_person_organisation(&visit->fixture, who);
    assert_int_equal(fixture_change(&visit->world, organisation, begin, &beginning), STATUS_OK);
    return arena_printf(visit->arena, "__Host-" SESSION_COOKIE "=%.*s", TEXT_ARGS(secret.text));
}

struct text half_cookie(struct visit *visit, const struct http_test_answer *answer)
{
    struct text rest;
    struct text cookie = text_cut(http_test_header(answer, "Set-Cookie"), ';', &rest);
    assert_true(text_starts_with(cookie, TEXT("__Host-" SESSION_COOKIE "=")));
    return text_copy(visit->arena, cookie);
}

/* The key that stands on the page for who types it. */
static struct text secret_of(struct visit *visit, const struct markup *page)
{
    struct text typed = markup_words(page, markup_next(page, MARKUP_NONE, "code", MARKUP_NONE));
    char *secret = NULL;
    size_t length = 0;
    assert_int_equal(oath_base32_decode(typed.data, typed.length, &secret, &length), OATH_OK);
    assert_int_equal(length, TOTP_SECRET_BYTES);
    struct text copy = text_copy(visit->arena, (struct text){ secret, length });
    free(secret);
    return copy;
}

const char *half_code(struct visit *visit, const struct half_app *app, int64_t later_ms)
{
    struct text code = totp_code(visit->arena, app->secret, clock_now(&visit->world.clock) + later_ms);
    return text_string(visit->arena, code);
}

struct half_app half_enrol(struct visit *visit, struct text cookie)
{
    struct http_test_answer asked = visit_call(visit, "GET", TEXT("/second-factor/new"), cookie, TEXT_NULL);
    assert_status(&asked, 200);
    visit_keep(&asked, "second-factor-enrol");
    struct markup *page = markup_read(visit->arena, asked.body);
    struct half_app app = { .secret = secret_of(visit, page) };
    struct markup_form form = markup_form(page, element(page, "second-factor"), "/second-factor/new");
    markup_fill(&form, "code", text_from(half_code(visit, &app, 0)));
    app.answer = visit_call(visit, "POST", form.action, cookie, markup_body(&form));
    assert_status(&app.answer, 200);
    visit_keep(&app.answer, "second-factor-codes");
    app.cookie = half_cookie(visit, &app.answer);
    page = markup_read(visit->arena, app.answer.body);
    app.recovery = markup_words(page, markup_next(page, MARKUP_NONE, "code", MARKUP_NONE));
    return app;
}
