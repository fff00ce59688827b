/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * html: escaping for each place, addresses, pictures, and the page round the content. What templates make of it is in
 * tests/tools/tplgen.
 */
#include "html/shell.h"
#include "html/shell.html.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct arena *arena;
static struct buffer buffer;
static struct html html;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    buffer_init(&buffer, 1 << 20);
    html = html_make(&buffer, arena, words_find(TEXT("nl")));
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    buffer_release(&buffer);
    arena_free(arena);
    return 0;
}

/* What was written since the last call. */
static void assert_written(const char *expected)
{
    assert_string_equal(buffer_string(&buffer), expected);
    buffer_clear(&buffer);
}

static void assert_page_has(const char *part)
{
    if (strstr(buffer_string(&buffer), part) == NULL)
        fail_msg("\"%s\" is not in:\n%s", part, buffer_string(&buffer));
}

static void assert_page_lacks(const char *part)
{
    if (strstr(buffer_string(&buffer), part) != NULL)
        fail_msg("\"%s\" is in:\n%s", part, buffer_string(&buffer));
}

static void text_is_escaped(void **state)
{
    (void)state;
    html_put(&html, TEXT("<b a=\"1\" c='2'>&amp;</b>"));
    assert_written("&lt;b a=\"1\" c='2'&gt;&amp;amp;&lt;/b&gt;");
    html_put_attribute(&html, TEXT("<b a=\"1\" c='2'>&amp;</b>"));
    assert_written("&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;amp;&lt;/b&gt;");
    html_put(&html, TEXT("Aylin, Łukasz, نور 😊\n\tregel"));
    assert_written("Aylin, Łukasz, نور 😊\n\tregel");
    html_put(&html, ((struct text){ "a\0b\x1b\x7f\r", 6 }));
    assert_written("a\uFFFDb\uFFFD\uFFFD\r");
    html_put(&html, TEXT_NULL);
    html_put(&html, TEXT(""));
    assert_written("");
}

static void every_byte_alone(void **state)
{
    (void)state;
    for (int byte = 0x80; byte < 0x100; byte++) {
        char one = (char)byte;
        html_put_attribute(&html, ((struct text){ &one, 1 }));
        assert_int_equal(buffer.length, 1);
        buffer_clear(&buffer);
    }
    for (int byte = 0; byte < 0x80; byte++) {
        char one = (char)byte;
        html_put_attribute(&html, ((struct text){ &one, 1 }));
        assert_null(strpbrk(buffer_string(&buffer), "<>\"'"));
        buffer_clear(&buffer);
    }
}

static void types_choose_their_writer(void **state)
{
    (void)state;
    char writable[] = "a<";
    html_put(&html, "a<");
    html_put(&html, writable);
    html_put(&html, (const char *)NULL);
    html_put(&html, 7);
    html_put(&html, (int64_t)-8);
    html_put(&html, (size_t)9);
    html_put(&html, SHELL_NOTICE_DONE);
    assert_written("a&lt;a&lt;7-891");
    html_put(&html, ((struct date){ 0 }));
    html_put(&html, DATE_NONE);
    html_put_attribute(&html, ((struct child_id){ 1 }));
    html_put_attribute(&html, ((struct group_id){ 0 }));
    assert_written("1970-01-010000000000001");
}

static void json_leaves_no_way_out(void **state)
{
    (void)state;
    html_json(&html, TEXT("{\"a\":\"</script><!--&\u2028\u2029é\"}"));
    assert_written("{\"a\":\"\\u003c/script\\u003e\\u003c!--\\u0026\\u2028\\u2029é\"}");
    html_json(&html, TEXT("\u2029\u2028"));
    assert_written("\\u2029\\u2028");
}

static void words_and_their_values(void **state)
{
    (void)state;
    struct word_value field[] = { word_value("field", TEXT("<\"x\">")) };
    html_word(&html, WORD_DAY_TODAY);
    assert_written("vandaag");
    html_word_values(&html, WORD_FORM_MISSING, field, 1);
    assert_written("Vul <bdi>&lt;\"x\"&gt;</bdi> in.");
    html_attribute_word_values(&html, WORD_FORM_MISSING, field, 1);
    assert_written("Vul \u2068&lt;&quot;x&quot;&gt;\u2069 in.");
}

static void pictures_come_from_the_sprites(void **state)
{
    (void)state;
    html_icon(&html, "a\"b");
    assert_page_has("<svg class=\"icon\" aria-hidden=\"true\"><use href=\"/static/icons");
    assert_page_has("#a&quot;b\"/></svg>");
    buffer_clear(&buffer);
    html_pictogram(&html, TEXT("food-all"));
    assert_page_has("<svg class=\"pictogram\" aria-hidden=\"true\"><use href=\"/static/pictograms");
    assert_page_has("#food-all\"/></svg>");
    buffer_clear(&buffer);
    html_pictogram(&html, TEXT_NULL);
    html_icon(&html, "");
    assert_written("");
}

static void assert_address(struct address address, const char *expected)
{
    assert_string_equal(text_string(arena, address.text), expected);
}

static void addresses_are_encoded(void **state)
{
    (void)state;
    struct date day = { 20779 };
    assert_address(ADDRESS(arena, "/"), "/");
    assert_address(ADDRESS(arena, "/child/{child}/{day}", address_value(((struct child_id){ 1 })), address_value(day)),
                   "/child/0000000000001/2026-11-22");
    assert_address(ADDRESS(arena, "/a?b={b}&c={c}", address_value(TEXT("/?&#%\"é")), address_value(-3)),
                   "/a?b=%2F%3F%26%23%25%22%C3%A9&c=-3");
    assert_address(ADDRESS(arena, "/{a}/{b}", address_value("x y"), address_value(((struct group_id){ 0 }))),
                   "/x%20y/");
    assert_address(ADDRESS(arena, "/{a}", address_value(TEXT_NULL)), "/");
}

static void put_content(struct html *into, const void *view)
{
    html_put_string(into, view);
}

static void shell_has_the_essentials(void **state)
{
    (void)state;
    struct shell_view view = shell_view_make(html.words, TEXT("a<b"), (struct html_part){ put_content, "inhoud<" });
    html_slot(&html, shell_view_part(&view));
    assert_int_equal(strncmp(buffer_string(&buffer), "<!doctype html>\n<html lang=\"nl\" dir=\"ltr\" ", 42), 0);
    assert_page_has("<title>a&lt;b · Samenspel</title>");
    assert_page_has("<a class=\"skip\" href=\"#main\">");
    assert_page_has("<main id=\"main\"");
    assert_page_has("inhoud&lt;");
    assert_page_lacks("<nav");
    assert_page_lacks("class=\"message");
    assert_page_lacks("<footer");
    assert_page_lacks("style=");
}

static void shell_shows_ways_and_notices(void **state)
{
    (void)state;
    struct shell_link links[] = {
        { .address = { TEXT_INITIALISER("/a") }, .text = TEXT_INITIALISER("A"), .icon = "home", .current = true },
        { .address = { TEXT_INITIALISER("/b") }, .text = TEXT_INITIALISER("B"), .icon = "" },
    };
    html.words = words_find(TEXT("ar"));
    struct shell_view view = shell_view_make(html.words, TEXT(""), (struct html_part){ 0 });
    view.links = (struct shell_links){ links, 2 };
    view.notice = SHELL_NOTICE_PROBLEM;
    view.notice_text = TEXT("fout<");
    view.viewer = SHELL_VIEWER_HOME;
    html_slot(&html, shell_view_part(&view));
    assert_page_has("<html lang=\"ar\" dir=\"rtl\" class=\"viewer-home\">");
    assert_page_has("<title>Samenspel</title>");
    assert_page_has("<a href=\"/a\" aria-current=\"page\">");
    assert_page_has("<a href=\"/b\">");
    assert_page_has("role=\"alert\"");
    assert_page_has("<span>fout&lt;</span>");
    assert_page_has("<footer");
}

static void pseudo_shell_has_no_words_of_its_own(void **state)
{
    (void)state;
    html.words = words_find(TEXT("qps"));
    struct shell_view view = shell_view_make(html.words, TEXT(""), (struct html_part){ 0 });
    html_slot(&html, shell_view_part(&view));
    bool inside = false;
    struct text page = buffer_text(&buffer);
    for (size_t i = 0; i < page.length; i++) {
        inside = page.data[i] == '<' || (inside && page.data[i] != '>');
        assert_false(!inside &&
                     ((page.data[i] >= 'a' && page.data[i] <= 'z') || (page.data[i] >= 'A' && page.data[i] <= 'Z')));
    }
}

static void cut_off_page_is_seen(void **state)
{
    (void)state;
    struct buffer small;
    buffer_init(&small, 200);
    struct html into = html_make(&small, arena, html.words);
    struct shell_view view = shell_view_make(html.words, TEXT("x"), (struct html_part){ 0 });
    shell_view_html(&into, &view);
    assert_true(small.overflowed);
    buffer_release(&small);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(text_is_escaped),
        TEST(every_byte_alone),
        TEST(types_choose_their_writer),
        TEST(json_leaves_no_way_out),
        TEST(words_and_their_values),
        TEST(pictures_come_from_the_sprites),
        TEST(addresses_are_encoded),
        TEST(shell_has_the_essentials),
        TEST(shell_shows_ways_and_notices),
        TEST(pseudo_shell_has_no_words_of_its_own),
        TEST(cut_off_page_is_seen),
    };
    return cmocka_run_group_tests_name("html", tests, NULL, NULL);
}
