/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The fields of a route: what a form, a query or a {placeholder} of the path may hold, as a table. Everything
 * is checked before the handler runs, so a handler reads typed values and never text that it must still
 * doubt.
 *
 *     enum day_field { DAY_CHILD, DAY_DAY, DAY_NOTE, DAY_FIELD__MAX };
 *     static const struct field day_fields[] = {
 *         [DAY_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
 *         [DAY_DAY] = { .name = "day", .type = FIELD_DATE, .required = true },
 *         [DAY_NOTE] = { .name = "note", .type = FIELD_TEXT, .maximum = 4000, .label = WORD_DAY_NOTE },
 *     };
 *
 * A field whose name is a {placeholder} of the route's path is read there, and a wrong value answers 404. Any
 * other field is read from the query when the method is GET and from the body otherwise; a wrong one there
 * answers 422 through the app's `invalid` hook with all that was typed. Names in the request that are not in
 * the table are ignored.
 */
#ifndef HTTP_FIELD_H
#define HTTP_FIELD_H

#include "base/arena.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum field_type {
    FIELD_TEXT,    /* UTF-8 without control characters but newline and tab; CR LF becomes LF; trimmed */
    FIELD_LINE,    /* the same on one line: a newline or tab is a fault */
    FIELD_SECRET,  /* UTF-8, neither trimmed nor shown again: passwords */
    FIELD_INTEGER, /* decimal, minimum..maximum (both 0: any) */
    FIELD_BOOLEAN, /* absent, "", "0" and "false" are false, "1", "on" and "true" true; never missing */
    FIELD_ID,      /* identity of base/identity.h, only in its own spelling */
    FIELD_DATE,    /* YYYY-MM-DD */
    FIELD_TIME,    /* HH:MM, a local clock time; the value is minutes since midnight, 0..1439 */
    FIELD_CHOICE,  /* one of `choices`; the value is its place in that list */
    FIELD_FILE,    /* an uploaded file; only in multipart forms */
    FIELD__MAX
};

/* Why a value was not taken. */
enum field_fault {
    FIELD_FINE,
    FIELD_MISSING,        /* required, and absent or empty */
    FIELD_MALFORMED,      /* not a number, day, time or id */
    FIELD_TOO_SMALL,      /* below minimum */
    FIELD_TOO_LARGE,      /* above maximum */
    FIELD_TOO_SHORT,      /* fewer characters than minimum */
    FIELD_TOO_LONG,       /* more characters than maximum */
    FIELD_NOT_TEXT,       /* not UTF-8, or with control characters */
    FIELD_NOT_OFFERED,    /* not one of the choices */
    FIELD_TOO_MANY,       /* more values than allowed */
    FIELD_FILE_TOO_LARGE, /* a file above maximum bytes */
    FIELD_FAULT__MAX
};

enum {
    FIELD_TEXT_DEFAULT_MAXIMUM = 2000, /* characters of a text without a maximum of its own */
    FIELD_LINE_DEFAULT_MAXIMUM = 200,
    FIELD_MANY_DEFAULT_MAXIMUM = 100
};

struct field {
    const char *name; /* as in the form, the query or the path */
    enum field_type type;
    bool required;              /* absent or empty is FIELD_MISSING */
    bool many;                  /* may be given several times (checkboxes of several children) */
    int64_t minimum;            /* number; characters of a text */
    int64_t maximum;            /* number; characters of a text (0: the default above); bytes of a file (0: the body
                            limit) */
    size_t many_maximum;        /* most values when many; 0: FIELD_MANY_DEFAULT_MAXIMUM */
    const char *const *choices; /* FIELD_CHOICE: ends with NULL */
    int label;                  /* enum word: how a message names the field; 0 for hidden ones */
};

/* `.fields = FIELDS(day_fields)` in a route sets the count too. */
#define FIELDS(table) (table), .field_count = sizeof(table) / sizeof((table)[0])

/* A file that came with a form. It has no name on disk: it is gone when the request ends unless its content
 * was taken over. */
struct upload {
    struct text name; /* file name as the sender gave it: UTF-8, last path part, at most 255 bytes; not to be
                         trusted */
    struct text type; /* media type as the sender gave it; not to be trusted */
    int file;         /* descriptor, open for reading and writing, position 0; closed with the request's arena */
    int64_t size;     /* bytes */
};

/* One value after checking. */
struct field_value {
    struct text text;            /* checked text; for other types the text as given */
    int64_t integer;             /* number, truth, id, days since 1970-01-01, minutes, place of the choice */
    const struct upload *upload; /* FIELD_FILE */
};

/* Values of one field in the order given. Same member names as VECTOR and the *_rows structs, so templates
 * can walk it. */
struct field_values {
    struct field_value *items;
    size_t count;
};

/* One name with its value as it came in, percent-decoding done, nothing checked but that it is UTF-8 without
 * NUL. */
struct raw_field {
    struct text name;
    struct text value;
    const struct upload *upload; /* for a file part; value is then empty */
    bool broken;                 /* the value is not UTF-8, has a NUL or a bad escape: value is empty, a field of it is
                    FIELD_NOT_TEXT */
};

struct raw_fields {
    struct raw_field *items;
    size_t count;
};

/* The state of one field of the table after checking. */
struct field_state {
    struct field_values values;
    struct text typed; /* what was typed first, for showing it again; not for FIELD_SECRET; cut at 64 KiB */
    enum field_fault fault;
};

/*
 * Checks `given` against one field. `ret_state` is always set; its fault says whether the values may be used.
 * A file without a maximum of its own is bounded by the route's body limit. Pure: no I/O.
 */
void field_check(const struct field *field, const struct raw_fields *given, struct arena *arena,
                 struct field_state *ret_state);

/* A name of the fault for the log and for tests ("too_long"). */
const char *field_fault_name(enum field_fault fault);

#endif
