/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reads the archive of a child that any installation made (docs/archive-format.md). What comes in is hostile until it is
 * read: only a zip is recognised, only data.json is unpacked, and every size, count and length has a limit, so that neither
 * a zip bomb, a path nor a deep or endless JSON does more than be refused. Nothing is written anywhere.
 */
#ifndef FEATURE_ARCHIVE_READ_H
#define FEATURE_ARCHIVE_READ_H

#include "base/clock.h"
#include "base/error.h"
#include "base/text.h"
#include "base/vector.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    ARCHIVE_VERSION = 2, /* of the format: what this program writes, and the highest that it reads */
    ARCHIVE_READ_MEMORY_BYTES = 64 * 1024 * 1024, /* of a zip in memory; one on disk has ARCHIVE_BYTES_MAXIMUM */
    ARCHIVE_READ_FILES = 12000,                   /* in it */
    ARCHIVE_READ_JSON_BYTES = 64 * 1024 * 1024,   /* of data.json, unpacked */
    ARCHIVE_READ_LINES = 200000,
    ARCHIVE_READ_WORD = 64, /* bytes of a kind or value */
    ARCHIVE_READ_MEASURE = 1000000,
    ARCHIVE_READ_NAME = 400,  /* bytes of a name */
    ARCHIVE_READ_NOTE = 32000 /* bytes of own words */
};

/* One line of the notebook of elsewhere. */
struct archive_line {
    struct date day;
    int64_t at;
    bool at_home;
    struct text kind, value; /* as the other installation calls them; known ones are those of handover/code.h */
    int64_t measure;         /* number of a coded value; 0: none */
    struct text note, language, author, called;
};

struct archive_file {
    struct text organisation;
    struct text given_name, family_name;
    struct date born;
    struct text reader_given_name, reader_family_name; /* the guardian whose archive it is; empty before version 2 */
    struct text language;
    VECTOR(struct archive_line) lines; /* in the order of the file */
    size_t files;                      /* in the zip */
};

/*
 * Texts live in the arena. STATUS_INVALID for what is no archive, or one of a later version, or breaks a limit; error->detail
 * says in English what and where. Never more than about twice ARCHIVE_READ_JSON_BYTES and what the lines take is allocated.
 */
int archive_file_read(struct arena *arena, struct text zip, struct error *error,
                      struct archive_file *ret_file) MUST_CHECK;

/* The same of a file on disk, from its start, which is read piece by piece. */
int archive_file_read_from(struct arena *arena, int file, struct error *error,
                           struct archive_file *ret_file) MUST_CHECK;

/* The same of data.json alone. */
int archive_file_read_json(struct arena *arena, struct text json, struct error *error,
                           struct archive_file *ret_file) MUST_CHECK;

#endif
