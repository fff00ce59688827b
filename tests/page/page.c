/* SPDX-License-Identifier: EUPL-1.2 */
/* See page.h. */
#include "page.h"

#include "access/session.h"
#include "feature/sign_in/sign_in.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

/* http_test_call gets its reader with the call. */
static struct db *no_reader(void *context)
{
    (void)context;
    return NULL;
}

bool page_world_open(bool postgresql, const struct routes *routes, size_t count, struct page_world *ret_world)
{
    struct error error = { 0 };
    *ret_world = (struct page_world){ .arena = arena_new() };
    if (!fixture_world_filled(postgresql, &ret_world->world, &ret_world->fixture)) {
        arena_free(ret_world->arena);
        return false;
    }
    struct access_options options = { .db = ret_world->world.db,
                                      .writer = ret_world->world.writer,
                                      .clock = &ret_world->world.clock,
                                      .organisation = ret_world->fixture.organisation };
    if (access_open(&options, &error, &ret_world->app.access) != STATUS_OK)
        fail_msg("access: %s", error.detail);
    ret_world->options =
        (struct server_options){ .routes = routes, .routes_count = count, .clock = &ret_world->world.clock };
    ret_world->options.hooks.context = &ret_world->app;
    ret_world->options.hooks.open_reader = no_reader;
    access_hooks(&ret_world->options.hooks);
    sign_in_hooks(&ret_world->options.hooks);
    return true;
}

void page_world_close(struct page_world *world)
{
    access_close(world->app.access);
    fixture_world_close(&world->world);
    arena_free(world->arena);
}

struct http_test_answer page_call_with(struct page_world *world, const char *method, const char *target,
                                       struct text body, const struct header *headers, size_t count)
{
    struct http_test_answer answer;
    struct http_test_call call = {
        .method = method, .target = target, .headers = headers, .header_count = count, .body = body
    };
    http_test_call(&world->options, world->world.db, &call, world->arena, &answer);
    return answer;
}

static struct http_test_answer as_person(struct page_world *world, enum fixture_person person, const char *method,
                                         const char *target, struct text body)
{
    struct header cookie = { .name = TEXT("Cookie") };
    if (person != PAGE_NOBODY)
        cookie.value = world->fixture.cookies[person];
    return page_call_with(world, method, target, body, &cookie, person == PAGE_NOBODY ? 0 : 1);
}

struct http_test_answer page_get(struct page_world *world, enum fixture_person person, const char *target)
{
    return as_person(world, person, "GET", target, TEXT_NULL);
}

struct http_test_answer page_post(struct page_world *world, enum fixture_person person, const char *target,
                                  struct text body)
{
    return as_person(world, person, "POST", target, body);
}

struct text page_session_cookie(const struct http_test_answer *answer, struct arena *arena)
{
    for (size_t i = 0; i < answer->headers.count; i++) {
        struct text value = answer->headers.items[i].value;
        if (!text_equal_ignore_case(answer->headers.items[i].name, TEXT("Set-Cookie")) ||
            !text_starts_with(value, TEXT(SESSION_COOKIE "=")))
            continue;
        struct text rest;
        return text_copy(arena, text_cut(value, ';', &rest));
    }
    return TEXT_NULL;
}

bool page_holds(const struct http_test_answer *answer, const char *text)
{
    return text_find(answer->body, text_from(text)) != SIZE_MAX;
}

void page_keep(const struct http_test_answer *answer, const char *name)
{
    char path[512];
    const char *folder = getenv("SAMENSPEL_TEST_PAGES");
    if (!folder)
        return;
    snprintf(path, sizeof path, "%s/%s.html", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(answer->body.data, 1, answer->body.length, file), answer->body.length);
    assert_int_equal(fclose(file), 0);
}
