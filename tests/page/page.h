/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * From request to page without a socket, as one of the people of the fixture: the same routes, gate, handlers and writer as
 * the program's, on a database of the test's own.
 */
#ifndef PAGE_PAGE_H
#define PAGE_PAGE_H

#include "access/access.h"
#include "fixture.h"
#include "support/call.h"

/* Nobody: a request without a cookie. */
#define PAGE_NOBODY FIXTURE_PERSON__MAX

struct page_world {
    struct access_context app; /* must stay the first member: request->app */
    struct fixture_world world;
    struct fixture fixture;
    struct server_options options;
    struct arena *arena; /* of the answers */
};

/* As fixture_world_open, with the fixture in it and the routes given; false when the engine is not here. `ret_world` must
 * not be moved afterwards. `routes` must outlive it. */
bool page_world_open(bool postgresql, const struct routes *routes, size_t count, struct page_world *ret_world);
void page_world_close(struct page_world *world);

/* One request. Headers may be NULL. */
struct http_test_answer page_get(struct page_world *world, enum fixture_person person, const char *target);
struct http_test_answer page_post(struct page_world *world, enum fixture_person person, const char *target,
                                  struct text body);
struct http_test_answer page_call_with(struct page_world *world, const char *method, const char *target,
                                       struct text body, const struct header *headers, size_t count);

/* The Set-Cookie of the session as a Cookie header; the null text without. */
struct text page_session_cookie(const struct http_test_answer *answer, struct arena *arena);

/* Whether the body holds the text. */
bool page_holds(const struct http_test_answer *answer, const char *text);

/* Writes the page to the folder SAMENSPEL_TEST_PAGES as NAME.html, for html-validate; without the variable nothing. */
void page_keep(const struct http_test_answer *answer, const char *name);

#endif
