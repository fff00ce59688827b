/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reads the archive of a child that any installation made (docs/archive-format.md). What comes in is hostile until it is
 * read: only a zip is recognised, only data.json and the photos that it names are unpacked, to files without a name, and every size,
 * count and length has a limit, so that neither a zip bomb, a path nor a deep or endless JSON does more than be refused.
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
    ARCHIVE_READ_LIST_BYTES = 4 * 1024 * 1024,    /* of the zip's own list of its files, which is read as a whole */
    ARCHIVE_READ_JSON_BYTES = 64 * 1024 * 1024,   /* of data.json, unpacked */
    ARCHIVE_READ_PHOTOS = 10000,
    ARCHIVE_READ_PHOTO_BYTES = 25 * 1024 * 1024, /* of one, unpacked; all together have ARCHIVE_BYTES_MAXIMUM */
    ARCHIVE_READ_PHOTO_NAME = 100,               /* bytes of its name */
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
    struct text moment; /* lines of one act share it; empty: none */
};

/* A photo of elsewhere. Day, time and caption are those of its line. */
struct archive_photo {
    struct text file;  /* in the zip: "photos/NAME.jpg", each once */
    size_t line;       /* of lines below: one of kind "photo" */
    struct text taken; /* "2026:11:22 09:15:00" by the clock of the camera; empty: not known */
};

struct archive_file {
    struct text organisation;
    struct text given_name, family_name;
    struct date born;
    struct text reader_given_name, reader_family_name; /* the guardian whose archive it is; empty before version 2 */
    struct text language;
    VECTOR(struct archive_line) lines;   /* in the order of the file */
    VECTOR(struct archive_photo) photos; /* those whose bytes should be in the zip */
    size_t photos_left;                  /* those that are told of, and were not put into the zip */
    size_t files;                        /* in the zip */
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

/*
 * Unpacks the photos of `archive`, which was read from the same file. For each `draft` gives an empty file without a name (-1: it
 * cannot), and `take` gets it with the bytes, and with the photo's number in archive->photos; the file is closed afterwards. What
 * `take` returns other than STATUS_OK ends it. STATUS_INVALID for a photo that is missing, twice, damaged or larger than allowed;
 * what was taken before stays the caller's. STATUS_FAILED when a file cannot be written. Nothing is decoded.
 */
struct archive_unpacking {
    int (*draft)(void *context);
    int (*take)(void *context, size_t photo, int file, struct error *error);
    void *context;
};
int archive_photos_unpack(const struct archive_file *archive, int file, const struct archive_unpacking *unpacking,
                          struct error *error) MUST_CHECK;

#endif
