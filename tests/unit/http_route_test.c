/* SPDX-License-Identifier: EUPL-1.2 */
/* Route tables: what is found, and what is refused at start. */
#include "base/arena.h"
#include "base/error.h"
#include "http/route.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct arena *arena;
static struct route_table *table;

#define RULE_AT(index)              \
    {                               \
        .kind = 1, .field = (index) \
    }
#define RULE_ANY RULE_AT(0)
#define RULE_NONE \
    {             \
        .kind = 0 \
    }

static struct outcome handler(struct request *request)
{
    return respond_status(request, 200);
}

static const struct field fields[] = {
    { .name = "child", .type = FIELD_ID },
    { .name = "day", .type = FIELD_DATE },
    { .name = "text", .type = FIELD_TEXT },
};

static const struct route routes[] = {
    ROUTE(GET, "/", RULE_ANY, handler, .help = "root"),
    ROUTE(GET, "/child/{child}", RULE_ANY, handler, .fields = FIELDS(fields)),
    ROUTE(GET, "/child/new", RULE_ANY, handler, .fields = NULL),
    ROUTE(GET, "/child/{child}/{day}", RULE_ANY, handler, .fields = FIELDS(fields)),
    ROUTE(POST, "/child/{child}/{day}", RULE_AT(1), handler, .fields = FIELDS(fields)),
    ROUTE(POST, "/child/new/{day}/note", RULE_ANY, handler, .fields = FIELDS(fields)),
};
static const struct routes tables[] = { ROUTES(routes) };

static int set_up(void **state)
{
    struct error error = { .word = 0 };
    (void)state;
    arena = arena_new();
    assert_int_equal(route_table_compile(tables, 1, &error, &table), STATUS_OK);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    route_table_free(table);
    arena_free(arena);
    return 0;
}

static struct route_match find(enum method method, const char *path)
{
    struct route_match match;
    route_find(table, method, text_from(path), arena, &match);
    return match;
}

static void test_found(void **state)
{
    (void)state;
    assert_ptr_equal(find(METHOD_GET, "/").route, &routes[0]);
    assert_ptr_equal(find(METHOD_GET, "/child/new").route, &routes[2]);
    struct route_match match = find(METHOD_GET, "/child/a%20b");
    assert_ptr_equal(match.route, &routes[1]);
    assert_true(text_equal(match.parts[0], TEXT("a b")));
    match = find(METHOD_POST, "/child/x/2026-01-01");
    assert_ptr_equal(match.route, &routes[4]);
    assert_int_equal(match.part_count, 2);
    assert_int_equal(match.part_fields[1], 1);
    assert_true(text_equal(match.parts[1], TEXT("2026-01-01")));
    /* The literal leads nowhere here, so the placeholder gets its turn. */
    match = find(METHOD_GET, "/child/new/2026-01-01");
    assert_ptr_equal(match.route, &routes[3]);
    assert_true(text_equal(match.parts[0], TEXT("new")));
    assert_ptr_equal(find(METHOD_POST, "/child/new/x/note").route, &routes[5]);
}

static void test_not_found(void **state)
{
    static const char *const paths[] = {
        "/child",       "/child/",       "/child/x/", "/child//x", "//child/x",
        "/child/x/y/z", "/child/%2e%2e", "/child/..", "/child/.",  "/child/%",
        "/child/%ff",   "/child/%00",    "",          "child",     "/a/b/c/d/e/f/g/h/i/j/k/l/m"
    };
    (void)state;
    for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
        struct route_match match = find(METHOD_GET, paths[i]);
        assert_null(match.route);
        assert_int_equal(match.allow, 0);
    }
}

static void test_wrong_method(void **state)
{
    (void)state;
    struct route_match match = find(METHOD_DELETE, "/child/x/2026-01-01");
    assert_null(match.route);
    assert_int_equal(match.allow, 1u << METHOD_GET | 1u << METHOD_POST);
    assert_int_equal(method_parse("HEAD"), METHOD_GET);
    assert_int_equal(method_parse("get"), METHOD__MAX);
    assert_int_equal(method_parse("DELETE"), METHOD_DELETE);
}

static int compile(const struct route *items, size_t count)
{
    struct routes one = { items, count };
    struct route_table *result = NULL;
    struct error error = { .word = 0 };
    int status = route_table_compile(&one, 1, &error, &result);
    if (status == STATUS_OK)
        route_table_free(result);
    else
        assert_true(error.detail[0] != '\0');
    return status;
}

#define COMPILED(...)                                                                  \
    do {                                                                               \
        static const struct route items[] = { __VA_ARGS__ };                           \
        assert_int_equal(compile(items, sizeof(items) / sizeof(items[0])), STATUS_OK); \
    } while (0)

#define REFUSED(...)                                                                        \
    do {                                                                                    \
        static const struct route items[] = { __VA_ARGS__ };                                \
        assert_int_equal(compile(items, sizeof(items) / sizeof(items[0])), STATUS_INVALID); \
    } while (0)

static void test_refused_tables(void **state)
{
    (void)state;
    COMPILED(ROUTE(GET, "/a", RULE_ANY, handler, .help = ""));
    REFUSED(ROUTE(GET, "/a", RULE_NONE, handler, .help = ""));
    REFUSED(ROUTE(GET, "/a", RULE_ANY, NULL, .help = ""));
    REFUSED(ROUTE(GET, "a", RULE_ANY, handler, .help = ""));
    REFUSED(ROUTE(GET, "/a//b", RULE_ANY, handler, .help = ""));
    REFUSED(ROUTE(GET, "/{other}", RULE_ANY, handler, .fields = FIELDS(fields)));
    REFUSED(ROUTE(GET, "/{child}/{child}", RULE_ANY, handler, .fields = FIELDS(fields)));
    REFUSED(ROUTE(POST, "/{child}", RULE_AT(2), handler, .fields = FIELDS(fields)));
    COMPILED(ROUTE(GET, "/{child}", RULE_AT(2), handler, .fields = FIELDS(fields)));
    REFUSED(ROUTE(GET, "/{child}", RULE_AT(3), handler, .fields = FIELDS(fields)));
    REFUSED(ROUTE(GET, "/a/{child}", RULE_ANY, handler, .fields = FIELDS(fields)),
            ROUTE(GET, "/a/{day}", RULE_ANY, handler, .fields = FIELDS(fields)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_found),
        cmocka_unit_test(test_not_found),
        cmocka_unit_test(test_wrong_method),
        cmocka_unit_test(test_refused_tables),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
