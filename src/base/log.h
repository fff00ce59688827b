/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The log: one line of logfmt a record on stderr, where systemd or a container picks it up.
 *
 *     at=2026-03-29T01:00:00.000Z level=info event=http.request path=/day status=200
 *
 *     log_info("http.request", LOG_TEXT("path", path), LOG_INTEGER("status", 200));
 *
 * Values are escaped, so nobody can write a second line or a false key. Never log what people wrote, names,
 * addresses or secrets: ids and counts are enough. The logger is the only mutable global of the program.
 * Library functions do not log; the place that handles an error logs it once. Thread safe; one write(2) a
 * line.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/error.h"
#include "base/text.h"

enum log_level {
    LOG_LEVEL_DEBUG,   /* for who builds */
    LOG_LEVEL_INFO,    /* what happened */
    LOG_LEVEL_WARNING, /* somebody should look some day */
    LOG_LEVEL_ERROR,   /* something failed, somebody should look now */
    LOG_LEVEL__MAX
};

enum {
    /* Bytes of a line with its newline (PIPE_BUF, so that lines never mix); a longer record loses its last values. */
    LOG_LINE_MAXIMUM = 4096
};

enum log_kind {
    LOG_KIND_TEXT,
    LOG_KIND_INTEGER,
    LOG_KIND_IDENTITY, /* shown as its 13 characters */
    LOG_KIND__MAX
};

/* One key=value; made by the macros below. */
struct log_field {
    const char *key; /* a literal of a-z, 0-9, '_' and '.' */
    enum log_kind kind;
    struct text text;
    int64_t integer;
};

#define LOG_TEXT(name, value)                                 \
    {                                                         \
        .key = (name), .kind = LOG_KIND_TEXT, .text = (value) \
    }
#define LOG_STRING(name, value)                                        \
    {                                                                  \
        .key = (name), .kind = LOG_KIND_TEXT, .text = text_from(value) \
    }
#define LOG_INTEGER(name, value)                                             \
    {                                                                        \
        .key = (name), .kind = LOG_KIND_INTEGER, .integer = (int64_t)(value) \
    }
#define LOG_IDENTITY(name, value)                                    \
    {                                                                \
        .key = (name), .kind = LOG_KIND_IDENTITY, .integer = (value) \
    } /* id.value */
#define LOG_STATUS(name, value)                                                     \
    {                                                                               \
        .key = (name), .kind = LOG_KIND_TEXT, .text = text_from(status_name(value)) \
    }

/* log_info("event.name", fields...): the event is a literal, dotted, lower case; any number of fields, also none. */
#define log_debug(...)   LOG_RECORD(LOG_LEVEL_DEBUG, __VA_ARGS__)
#define log_info(...)    LOG_RECORD(LOG_LEVEL_INFO, __VA_ARGS__)
#define log_warning(...) LOG_RECORD(LOG_LEVEL_WARNING, __VA_ARGS__)
#define log_error(...)   LOG_RECORD(LOG_LEVEL_ERROR, __VA_ARGS__)

/* The empty field in front makes a record without fields valid C. */
#define LOG_RECORD(level, event, ...)                                                   \
    log_write(level, event, (const struct log_field[]){ { .key = NULL }, __VA_ARGS__ }, \
              sizeof((const struct log_field[]){ { .key = NULL }, __VA_ARGS__ }) / sizeof(struct log_field))

/* Writes one record. Fields without a key are skipped. A failing write is not reported: there is nowhere to. */
void log_write(enum log_level level, const char *event, const struct log_field *fields, size_t count);

/* Records below `level` are dropped; LOG_LEVEL_INFO at start. */
void log_set_level(enum log_level level);

/* Level by name ("debug", "info", "warning", "error"); STATUS_INVALID for another. */
int log_level_parse(struct text text, enum log_level *ret_level) MUST_CHECK;

/*
 * Sends lines (newline included) to `output(context, line)` in place of stderr; called by one thread at a
 * time. NULL sends them to stderr again. For tests.
 */
void log_set_output(void (*output)(void *context, struct text line), void *context);

#endif
