/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Makes a logfmt line in a fixed buffer and writes it at once.
 */
#include "base/log.h"

#include "base/clock.h"
#include "base/identity.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char *const level_names[LOG_LEVEL__MAX] = {
    [LOG_LEVEL_DEBUG] = "debug",
    [LOG_LEVEL_INFO] = "info",
    [LOG_LEVEL_WARNING] = "warning",
    [LOG_LEVEL_ERROR] = "error",
};

/* The only mutable global of the program. */
static struct {
    atomic_int level;
    pthread_mutex_t lock; /* guards what follows, and keeps injected output to one thread at a time */
    void (*output)(void *context, struct text line);
    void *context;
} logger = { .level = LOG_LEVEL_INFO, .lock = PTHREAD_MUTEX_INITIALIZER };

/* Closes a line that lost values; room for it is always kept. */
static const char cut_mark[] = " cut=true";

struct line {
    char data[LOG_LINE_MAXIMUM];
    size_t length;
    bool full; /* something did not fit; nothing more is added */
};

enum { LINE_ROOM = LOG_LINE_MAXIMUM - sizeof cut_mark - 1 };

static void line_put(struct line *line, struct text text)
{
    if (line->full || text.length > LINE_ROOM - line->length) {
        line->full = true;
        return;
    }
    if (text.length > 0)
        memcpy(line->data + line->length, text.data, text.length);
    line->length += text.length;
}

/* A value may stand bare when it is not empty and holds only these. */
static bool is_bare(struct text value)
{
    for (size_t i = 0; i < value.length; i++) {
        char c = value.data[i];
        if (c <= ' ' || c > '~' || c == '"' || c == '=' || c == '\\')
            return false;
    }
    return value.length > 0;
}

/* Quoted: `"` and `\` get a backslash, what is not printable ASCII or UTF-8 becomes \xNN. */
static void line_put_quoted(struct line *line, struct text value)
{
    bool utf8 = text_is_utf8(value);
    line_put(line, TEXT("\""));
    for (size_t i = 0; i < value.length; i++) {
        unsigned char byte = (unsigned char)value.data[i];
        /* U+0080-009F are controls to some terminals. */
        bool high_control = byte == 0xc2 && i + 1 < value.length && (unsigned char)value.data[i + 1] < 0xa0;
        bool after_high = i > 0 && (unsigned char)value.data[i - 1] == 0xc2 && byte >= 0x80 && byte < 0xa0;
        if (byte == '"' || byte == '\\') {
            char escaped[2] = { '\\', (char)byte };
            line_put(line, (struct text){ escaped, 2 });
        } else if (byte < 0x20 || byte == 0x7f || (byte >= 0x80 && !utf8) || high_control || after_high) {
            char escaped[5];
            snprintf(escaped, sizeof escaped, "\\x%02x", byte);
            line_put(line, (struct text){ escaped, 4 });
        } else {
            line_put(line, text_slice(value, i, 1));
        }
    }
    line_put(line, TEXT("\""));
}

static void line_put_value(struct line *line, struct text value)
{
    if (is_bare(value))
        line_put(line, value);
    else
        line_put_quoted(line, value);
}

static void line_put_field(struct line *line, const struct log_field *field)
{
    line_put(line, TEXT(" "));
    line_put(line, text_from(field->key));
    line_put(line, TEXT("="));
    char number[24];
    switch (field->kind) {
    case LOG_KIND_INTEGER:
        snprintf(number, sizeof number, "%" PRId64, field->integer);
        line_put(line, text_from(number));
        break;
    case LOG_KIND_IDENTITY:
        identity_format(number, field->integer >= 0 ? field->integer : 0);
        line_put(line, text_from(number));
        break;
    case LOG_KIND_TEXT:
    case LOG_KIND__MAX:
        line_put_value(line, field->text);
        break;
    }
}

/* Writes all of it; a signal or a full pipe may split one write, nothing else does. */
static void write_stderr(struct text line)
{
    while (line.length > 0) {
        ssize_t written = write(STDERR_FILENO, line.data, line.length);
        if (written <= 0)
            return;
        line = text_slice(line, (size_t)written, line.length);
    }
}

static void line_send(struct line *line)
{
    if (line->full) {
        memcpy(line->data + line->length, cut_mark, sizeof cut_mark - 1);
        line->length += sizeof cut_mark - 1;
    }
    line->data[line->length++] = '\n';
    struct text text = { line->data, line->length };
    pthread_mutex_lock(&logger.lock);
    if (logger.output != NULL)
        logger.output(logger.context, text);
    else
        write_stderr(text);
    pthread_mutex_unlock(&logger.lock);
}

void log_write(enum log_level level, const char *event, const struct log_field *fields, size_t count)
{
    if ((int)level < atomic_load(&logger.level))
        return;
    struct line line;
    line.length = 0;
    line.full = false;
    char at[INSTANT_ISO_SIZE];
    instant_format(clock_now(clock_system()), at);
    line_put(&line, TEXT("at="));
    line_put(&line, text_from(at));
    line_put(&line, TEXT(" level="));
    line_put(&line, text_from(level_names[level]));
    line_put(&line, TEXT(" event="));
    line_put_value(&line, text_from(event));
    for (size_t i = 0; i < count; i++) {
        if (fields[i].key == NULL)
            continue;
        size_t before = line.length;
        line_put_field(&line, &fields[i]);
        /* A value that does not fit goes whole, so that no quote stays open. */
        if (line.full)
            line.length = before;
        if (line.full)
            break;
    }
    line_send(&line);
}

void log_set_level(enum log_level level)
{
    atomic_store(&logger.level, (int)level);
}

int log_level_parse(struct text text, enum log_level *ret_level)
{
    for (enum log_level level = 0; level < LOG_LEVEL__MAX; level++) {
        if (text_equal(text, text_from(level_names[level]))) {
            *ret_level = level;
            return STATUS_OK;
        }
    }
    return STATUS_INVALID;
}

void log_set_output(void (*output)(void *context, struct text line), void *context)
{
    pthread_mutex_lock(&logger.lock);
    logger.output = output;
    logger.context = context;
    pthread_mutex_unlock(&logger.lock);
}
