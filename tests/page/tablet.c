/* SPDX-License-Identifier: EUPL-1.2 */
/* See tablet.h. */
#include "tablet.h"

#include "access/session.h"

struct text tablet_place(struct visit *visit, enum fixture_location location)
{
    const char *id = visit_moment(visit, fixture_location(&visit->fixture, location).value);
    return arena_printf(visit->arena, "/location/%s/tablets", id);
}

struct text tablet_code(struct visit *visit, enum fixture_person manager, enum fixture_location location,
                        enum fixture_group group)
{
    struct text body = FORM(visit, "group", visit_group(visit, group), "name", "blauwe hoes");
    struct http_test_answer answer = visit_post(visit, manager, tablet_place(visit, location), body);
    assert_status(&answer, 200);
    visit_keep(&answer, "tablet-code");
    struct markup *page = markup_read(visit->arena, answer.body);
    struct text shown = markup_words(page, markup_next(page, MARKUP_NONE, "code", MARKUP_NONE));
    struct text code = TEXT("");
    for (size_t i = 0; i < shown.length; i++)
        if (shown.data[i] >= '0' && shown.data[i] <= '9')
            code = arena_printf(visit->arena, "%.*s%c", TEXT_ARGS(code), shown.data[i]);
    assert_int_equal(code.length, 8);
    return code;
}

/* A cookie that an answer sets; the null text when it sets none of that name. */
static struct text cookie_set(struct visit *visit, const struct http_test_answer *answer, const char *name)
{
    struct text begin = arena_printf(visit->arena, "__Host-%s=", name);
    struct text rest;
    for (size_t i = 0; i < answer->headers.count; i++) {
        struct text cookie = text_cut(answer->headers.items[i].value, ';', &rest);
        if (text_starts_with(cookie, begin) && cookie.length > begin.length)
            return text_copy(visit->arena, cookie);
    }
    return TEXT_NULL;
}

struct text tablet_enrolled(struct visit *visit, struct text code)
{
    struct http_test_answer answer =
        visit_post(visit, NOBODY, TEXT("/tablet/enrol"), FORM(visit, "code", text_string(visit->arena, code)));
    assert_status(&answer, 303);
    struct text device = cookie_set(visit, &answer, TABLET_COOKIE);
    assert_false(text_is_null(device));
    return device;
}

struct text tablet_given(struct visit *visit, enum fixture_group group)
{
    return tablet_enrolled(visit, tablet_code(visit, FIXTURE_MANAGER, FIXTURE_NOORD, group));
}

void tablet_choose_pin(struct visit *visit, enum fixture_person who, const char *pin)
{
    struct http_test_answer answer = visit_post(visit, who, TEXT("/pin"), FORM(visit, "pin", pin, "again", pin));
    assert_status(&answer, 303);
}

struct http_test_answer tablet_type(struct visit *visit, struct text device, enum fixture_person who, const char *pin)
{
    const char *person = visit_moment(visit, visit->fixture.persons[who].value);
    return visit_call(visit, "POST", TEXT("/tablet/unlock"), device, FORM(visit, "person", person, "pin", pin));
}

struct text tablet_cookies(struct visit *visit, struct text device, const struct http_test_answer *answer)
{
    struct text session = cookie_set(visit, answer, SESSION_COOKIE);
    assert_false(text_is_null(session));
    return arena_printf(visit->arena, "%.*s; %.*s", TEXT_ARGS(device), TEXT_ARGS(session));
}

struct text tablet_unlocked(struct visit *visit, struct text device, enum fixture_person who, const char *pin)
{
    struct http_test_answer answer = tablet_type(visit, device, who, pin);
    assert_status(&answer, 303);
    return tablet_cookies(visit, device, &answer);
}
