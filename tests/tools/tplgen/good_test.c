/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the template generator makes of good templates: the pages that the code writes, with hostile text in every place.
 */
#include "good/views.h"

#include "entry.html.h"
#include "good.html.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define HOSTILE "<i>&\"'"

struct page {
    struct arena *arena;
    struct buffer buffer;
};

struct address url_test_day(struct arena *arena, struct child_id child, struct date day)
{
    return ADDRESS(arena, "/child/{child}?day={day}&x=1", address_value(child), address_value(day));
}

static const struct entry_view entries[] = {
    { .child = { 1 }, .note = TEXT_INITIALISER("a" HOSTILE), .word = WORD_DAY_TODAY, .pictogram = "moon" },
    { .child = { 2 }, .note = TEXT_INITIALISER("b"), .word = WORD_DAY_TOMORROW, .absent = true, .pictogram = "" },
};

static struct good_view make_view(void)
{
    return (struct good_view){
        .name = TEXT(HOSTILE),
        .string = "s" HOSTILE,
        .count = 2,
        .size = 3,
        .open = true,
        .mode = MODE_SECOND,
        .address = { TEXT("/a?b=1&c=2") },
        .data = TEXT("{\"a\":\"</script>&\xe2\x80\xa8\"}"),
        .first = entries[0],
        .entries = { entries, 2 },
        .content = entry_view_part(&entries[1]),
    };
}

static int set_up(void **state)
{
    static struct page page;
    page.arena = arena_new();
    buffer_init(&page.buffer, 1 << 20);
    *state = &page;
    return 0;
}

static int tear_down(void **state)
{
    struct page *page = *state;
    buffer_release(&page->buffer);
    arena_free(page->arena);
    return 0;
}

/* The page in Dutch. */
static const char *render(struct page *page, struct html_part part)
{
    struct html html = html_make(&page->buffer, page->arena, words_find(TEXT("nl")));
    buffer_clear(&page->buffer);
    html_slot(&html, part);
    return buffer_string(&page->buffer);
}

static void assert_contains(const char *page, const char *part)
{
    assert_non_null(page);
    if (strstr(page, part) == NULL)
        fail_msg("\"%s\" is not in:\n%s", part, page);
}

static void assert_lacks(const char *page, const char *part)
{
    assert_non_null(page);
    if (strstr(page, part) != NULL)
        fail_msg("\"%s\" is in:\n%s", part, page);
}

static void writes_a_small_template_exactly(void **state)
{
    assert_string_equal(render(*state, entry_view_part(&entries[1])), "<li class=\"absent\" hidden> morgen: b</li>");
}

static void escapes_for_each_place(void **state)
{
    struct good_view view = make_view();
    const char *page = render(*state, good_view_part(&view));
    assert_contains(page, "<p>&lt;i&gt;&amp;\"'|s&lt;i&gt;&amp;\"'|2|3|1970-01-01|0000000000001</p>");
    assert_contains(page, "<p title=\"&lt;i&gt;&amp;&quot;&#39;\">vandaag &amp; &ndash; 1,2</p>");
    assert_contains(page, "<textarea name=\"note\">\n&lt;i&gt;&amp;\"'</textarea>");
    assert_contains(page, "data-day=\"1970-01-01\"");
    assert_contains(page, "{\"a\":\"\\u003c/script\\u003e\\u0026\\u2028\"}</script>");
    assert_lacks(page, "<i>");
}

static void isolates_values_in_words(void **state)
{
    struct good_view view = make_view();
    view.name = TEXT("x");
    const char *page = render(*state, good_view_part(&view));
    assert_contains(page, "<p>Vul <bdi>x</bdi> in.</p>");
    assert_contains(page, "aria-label=\"Vul \u2068x\u2069 in.\"");
    assert_contains(page, "<title>x · Vul \u2068x\u2069 in.</title>");
}

static void takes_the_plural_that_fits(void **state)
{
    struct good_view view = make_view();
    assert_contains(render(*state, good_view_part(&view)), "2 tekens");
    view.count = 1;
    assert_contains(render(*state, good_view_part(&view)), "1 teken zijn");
}

static void follows_conditions(void **state)
{
    struct good_view view = make_view();
    const char *page = render(*state, good_view_part(&view));
    assert_contains(page, "class=\"page open &quot;x&quot;\"");
    assert_contains(page, "<p>2</p>");
    assert_lacks(page, "<p>1</p>");
    assert_lacks(page, "<p>3</p>");
    assert_lacks(page, "<p>4</p>");
    view.open = false;
    view.mode = MODE_FIRST;
    page = render(*state, good_view_part(&view));
    assert_contains(page, "class=\"page shut &quot;x&quot;\"");
    assert_contains(page, "<p>1</p>\n<p>3</p>\n<p>4</p>\n");
    assert_lacks(page, "<p>2</p>");
}

static void walks_lists(void **state)
{
    struct good_view view = make_view();
    const char *page = render(*state, good_view_part(&view));
    assert_contains(page, "<svg class=\"pictogram\" aria-hidden=\"true\"><use href=\"/static/pictograms");
    assert_contains(page, "#moon\"/></svg> vandaag: a&lt;i&gt;&amp;\"'</li>");
    assert_contains(page, "<li class=\"absent\" hidden> morgen: b</li>");
    assert_lacks(page, "<li>0</li>");
    view.entries.count = 0;
    assert_contains(render(*state, good_view_part(&view)), "<ul>\n<li>0</li>\n</ul>");
}

static void makes_addresses(void **state)
{
    struct good_view view = make_view();
    const char *page = render(*state, good_view_part(&view));
    assert_contains(page, "<a href=\"/child/0000000000002?day=1970-01-01&amp;x=1#e0000000000002\" class=\"x\">b</a>");
    assert_contains(page, "<a href=\"/a?b=1&amp;c=2\">1</a> <a href=\"#top\">2</a>");
    assert_contains(page, "<button hx-get=\"/a?b=1&amp;c=2\" hx-push-url=\"true\"><svg class=\"icon\"");
    assert_contains(page, "<link rel=\"stylesheet\" href=\"/static/app");
}

static void keeps_what_must_stay(void **state)
{
    struct good_view view = make_view();
    const char *page = render(*state, good_view_part(&view));
    assert_int_equal(strncmp(page, "<!doctype html>\n<title>", 23), 0);
    assert_contains(page, "<pre>\n 1  2\n</pre>");
    assert_contains(page, "<svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"/></svg>");
    assert_contains(page, "<br>");
    assert_lacks(page, "<!--");
    assert_contains(page, "</script>\n<li class=\"absent\" hidden> morgen: b</li>\n</main>");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(writes_a_small_template_exactly, set_up, tear_down),
        cmocka_unit_test_setup_teardown(escapes_for_each_place, set_up, tear_down),
        cmocka_unit_test_setup_teardown(isolates_values_in_words, set_up, tear_down),
        cmocka_unit_test_setup_teardown(takes_the_plural_that_fits, set_up, tear_down),
        cmocka_unit_test_setup_teardown(follows_conditions, set_up, tear_down),
        cmocka_unit_test_setup_teardown(walks_lists, set_up, tear_down),
        cmocka_unit_test_setup_teardown(makes_addresses, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keeps_what_must_stay, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("tplgen_good", tests, NULL, NULL);
}
