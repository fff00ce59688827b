/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * base/log.h: one line a record, whatever the values hold.
 */
#include "base/buffer.h"
#include "base/log.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void keep(void *context, struct text line)
{
    buffer_put(context, line);
}

static int start(void **state)
{
    static struct buffer lines;
    buffer_init(&lines, 1 << 20);
    log_set_output(keep, &lines);
    log_set_level(LOG_LEVEL_INFO);
    *state = &lines;
    return 0;
}

static int stop(void **state)
{
    log_set_output(NULL, NULL);
    buffer_release(*state);
    return 0;
}

/* What follows the time in the only line. */
static struct text record(struct buffer *lines)
{
    struct text rest;
    struct text line = text_cut(buffer_text(lines), '\n', &rest);
    assert_false(text_is_null(rest));
    assert_int_equal(rest.length, 0);
    assert_true(text_starts_with(line, TEXT("at=20")));
    struct text after;
    assert_int_equal(text_cut(line, ' ', &after).length, 3 + 24);
    return after;
}

static void assert_record(struct buffer *lines, const char *expected)
{
    struct text actual = record(lines);
    assert_int_equal(actual.length, strlen(expected));
    assert_memory_equal(actual.data, expected, actual.length);
    buffer_clear(lines);
}

static void writes_fields(void **state)
{
    struct buffer *lines = *state;
    log_info("server.started");
    assert_record(lines, "level=info event=server.started");
    log_warning("http.request", LOG_TEXT("path", TEXT("/day")), LOG_INTEGER("status", -1),
                LOG_STRING("engine", "sqlite"), LOG_IDENTITY("child", 31), LOG_STATUS("result", STATUS_BUSY));
    assert_record(lines,
                  "level=warning event=http.request path=/day status=-1 engine=sqlite child=000000000000z result=busy");
    log_error("x", LOG_TEXT("null", TEXT_NULL), LOG_STRING("none", NULL), LOG_TEXT("empty", TEXT("")));
    assert_record(lines, "level=error event=x null=\"\" none=\"\" empty=\"\"");
}

static void values_cannot_break_out(void **state)
{
    struct buffer *lines = *state;
    static const struct {
        const char *value;
        const char *shown;
    } cases[] = {
        { "a b", "\"a b\"" },
        { "a\nat=2026 level=error event=false", "\"a\\x0aat=2026 level=error event=false\"" },
        { "a\" level=error x=\"", "\"a\\\" level=error x=\\\"\"" },
        { "a\\", "\"a\\\\\"" },
        { "a=b", "\"a=b\"" },
        { "\x1b[2J\x7f\r\t", "\"\\x1b[2J\\x7f\\x0d\\x09\"" },
        { "Zo\xc3\xab", "\"Zo\xc3\xab\"" },
        { "\xc2\x9b"
          "2J",
          "\"\\xc2\\x9b2J\"" },
        { "\xc3(", "\"\\xc3(\"" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        log_info("x", LOG_STRING("value", cases[i].value));
        struct text actual = record(lines);
        assert_true(text_starts_with(actual, TEXT("level=info event=x value=")));
        struct text value = text_slice(actual, 25, SIZE_MAX);
        if (!text_equal(value, text_from(cases[i].shown)))
            fail_msg("%.*s is not %s", TEXT_ARGS(value), cases[i].shown);
        buffer_clear(lines);
    }
    log_info("x", LOG_TEXT("value", ((struct text){ "a\0b", 3 })));
    assert_record(lines, "level=info event=x value=\"a\\x00b\"");
}

static void long_records_are_cut_whole(void **state)
{
    struct buffer *lines = *state;
    static char longer[2 * LOG_LINE_MAXIMUM];
    for (size_t size = LOG_LINE_MAXIMUM - 120; size < sizeof longer; size += 7) {
        memset(longer, ' ', size);
        log_info("x", LOG_INTEGER("first", 1), LOG_TEXT("value", ((struct text){ longer, size })),
                 LOG_INTEGER("last", 2));
        assert_true(lines->length <= LOG_LINE_MAXIMUM);
        struct text line = record(lines);
        assert_true(text_starts_with(line, TEXT("level=info event=x first=1 ")));
        assert_true(text_ends_with(line, TEXT(" last=2")) || text_ends_with(line, TEXT(" cut=true")));
        buffer_clear(lines);
    }
    log_info("x", LOG_TEXT("value", ((struct text){ longer, sizeof longer })), LOG_INTEGER("last", 2));
    assert_record(lines, "level=info event=x cut=true");
}

static void levels_drop_records(void **state)
{
    struct buffer *lines = *state;
    log_debug("hidden", LOG_INTEGER("x", 1));
    assert_int_equal(lines->length, 0);
    enum log_level level = LOG_LEVEL_INFO;
    assert_int_equal(log_level_parse(TEXT("debug"), &level), STATUS_OK);
    log_set_level(level);
    log_debug("shown");
    assert_record(lines, "level=debug event=shown");
    assert_int_equal(log_level_parse(TEXT("error"), &level), STATUS_OK);
    log_set_level(level);
    log_warning("hidden");
    assert_int_equal(lines->length, 0);
    assert_int_equal(log_level_parse(TEXT("Error"), &level), STATUS_INVALID);
    assert_int_equal(level, LOG_LEVEL_ERROR);
}

/* Without an injected output a record is one write(2) to stderr. */
static void goes_to_stderr(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    int kept = dup(STDERR_FILENO);
    log_set_output(NULL, NULL);
    dup2(ends[1], STDERR_FILENO);
    log_info("to.stderr", LOG_INTEGER("n", 1));
    dup2(kept, STDERR_FILENO);
    close(kept);
    close(ends[1]);
    char line[LOG_LINE_MAXIMUM];
    ssize_t length = read(ends[0], line, sizeof line);
    close(ends[0]);
    assert_true(length > 0);
    assert_true(text_ends_with((struct text){ line, (size_t)length }, TEXT(" level=info event=to.stderr n=1\n")));
}

static void *write_many(void *argument)
{
    (void)argument;
    for (int i = 0; i < 500; i++)
        log_info("many", LOG_INTEGER("n", i), LOG_TEXT("value", TEXT("a b")));
    return NULL;
}

static void threads_do_not_mix(void **state)
{
    struct buffer *lines = *state;
    pthread_t threads[4];
    for (size_t i = 0; i < COUNT(threads); i++)
        assert_int_equal(pthread_create(&threads[i], NULL, write_many, NULL), 0);
    for (size_t i = 0; i < COUNT(threads); i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    struct text rest = buffer_text(lines);
    size_t count = 0;
    while (rest.length > 0) {
        struct text line = text_cut(rest, '\n', &rest);
        assert_true(text_starts_with(line, TEXT("at=20")));
        assert_true(text_ends_with(line, TEXT(" value=\"a b\"")));
        count++;
    }
    assert_int_equal(count, 2000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(writes_fields, start, stop),
        cmocka_unit_test_setup_teardown(values_cannot_break_out, start, stop),
        cmocka_unit_test_setup_teardown(long_records_are_cut_whole, start, stop),
        cmocka_unit_test_setup_teardown(levels_drop_records, start, stop),
        cmocka_unit_test_setup_teardown(goes_to_stderr, start, stop),
        cmocka_unit_test_setup_teardown(threads_do_not_mix, start, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
