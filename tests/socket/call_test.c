/* SPDX-License-Identifier: EUPL-1.2 */
/* The same site without sockets: http_test_call runs what the server runs. */
#include "site.h"

#include "base/arena.h"

static struct site site;
static struct arena *arena;
static struct http_test_answer answer;

static int set_up(void **state)
{
    (void)state;
    site_start(&site, NULL);
    arena = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    site_stop(&site);
    return 0;
}

static const struct header signed_in[] = { { TEXT_INITIALISER("Cookie"), TEXT_INITIALISER("session=ok") } };

static int call(const char *method, const char *target, const char *body)
{
    struct http_test_call one = {
        .method = method, .target = target, .headers = signed_in, .header_count = 1, .body = text_from(body)
    };
    http_test_call(&site.options, NULL, &one, arena, &answer);
    return answer.status;
}

#define assert_body(literal) assert_true(text_equal(answer.body, TEXT(literal)))

static void test_pages(void **state)
{
    (void)state;
    assert_int_equal(call("GET", "/private", NULL), 200);
    assert_body("<p>page</p>");
    assert_true(text_starts_with(http_test_header(&answer, "content-security-policy"), TEXT("default-src 'none'")));
    assert_int_equal(call("HEAD", "/private", NULL), 200);
    assert_body("");
    assert_int_equal(call("GET", "/size/5", NULL), 200);
    assert_body("abcde");
    assert_int_equal(call("GET", "/size/x", NULL), 404);
    assert_int_equal(call("GET", "/nothing", NULL), 404);
    assert_int_equal(call("GET", "/static/app.1234.css", NULL), 200);
    assert_int_equal(call("GET", "bad", NULL), 400);
    assert_int_equal(call("GET", "/live", NULL), 200);
    assert_true(answer.stream);
}

static void test_forms(void **state)
{
    (void)state;
    assert_int_equal(call("POST", "/note", "text=a%20b"), 200);
    assert_body("a b");
    assert_int_equal(call("POST", "/note", "text="), 422);
    assert_body("invalid missing []");
    assert_int_equal(call("POST", "/never", "text=a"), 403);
    struct http_test_call signed_out = { .method = "POST", .target = "/note", .body = TEXT("text=kept") };
    http_test_call(&site.options, NULL, &signed_out, arena, &answer);
    assert_int_equal(answer.status, 401);
    assert_body("sign in, kept text=kept");
}

static void test_changes_and_hashes(void **state)
{
    (void)state;
    int changes = atomic_load(&site.changes);
    assert_int_equal(call("POST", "/change", NULL), 303);
    assert_true(text_equal(answer.location, TEXT("/page")));
    assert_int_equal(atomic_load(&site.changes), changes + 1);
    assert_int_equal(call("POST", "/hash", NULL), 200);
    assert_body("42");
}

static void test_files(void **state)
{
    (void)state;
    static const struct http_file file = {
        .field = "file", .name = "a/b.png", .type = "image/png", .content = TEXT_INITIALISER("aaaa")
    };
    struct http_test_call upload = { .method = "POST",
                                     .target = "/upload",
                                     .headers = signed_in,
                                     .header_count = 1,
                                     .body = TEXT("note=hi"),
                                     .files = &file,
                                     .file_count = 1 };
    http_test_call(&site.options, NULL, &upload, arena, &answer);
    assert_int_equal(answer.status, 200);
    assert_body("4 388 b.png hi");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pages),
        cmocka_unit_test(test_forms),
        cmocka_unit_test(test_changes_and_hashes),
        cmocka_unit_test(test_files),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
