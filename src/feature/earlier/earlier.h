/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The notebook of an earlier centre: a child that comes from another installation takes its archive along
 * (docs/archive-format.md). All that other folders may use.
 *
 * What comes in is history, for reading alone, and says from which centre it is. It belongs to the guardian whose archive it is:
 * what another home kept for itself there was never in it, and what this home kept stays with it here (T20, R243). Who works with
 * the child reads it while that guardian consents (purpose `earlier_file`, about this file), no longer. The file makes no account,
 * right, authority or consent, and nothing of it mixes with the days of this centre.
 *
 * An archive is hostile until it is read (archive_file_read); what passes is written in one change, or not at all. Its photos are
 * decoded once more by samenspel-media before they are kept. They are for the guardian who brought them alone, also while the group
 * reads the words: other families' children may be on them, and nobody here can ask those families.
 */
#ifndef FEATURE_EARLIER_EARLIER_H
#define FEATURE_EARLIER_EARLIER_H

#include "access/scope.h"
#include "base/error.h"
#include "base/vector.h"
#include "db/db.h"
#include "html/address.h"
#include "http/route.h"
#include "media/media.h"

struct archive_file;
struct change;

enum {
    EARLIER_LINES_MAXIMUM = 20000, /* of one archive: ten years of a child, and one change */
    EARLIER_SHOWN_MAXIMUM = 2000,  /* lines on a page, which is a month; and photos */
    EARLIER_STEP = 100             /* photos between two words about how far it is */
};

/* Scopes, each of which is enough. Not for a shift, which needs today. */
enum { EARLIER_CENTRE = SCOPE_READ_GROUP | SCOPE_READ_MENTOR | SCOPE_READ_MANAGER };

/* Whose it is. */
struct earlier_match {
    struct child_id child;
    struct person_id person;
};

/*
 * The one child with the name and birthday of the file, and the one guardian of it with the full scope today whose name the file
 * has as its reader, or whose e-mail address is `email` when that is not empty. STATUS_NOT_FOUND when there is none, or more than
 * one; error->detail says which, in English.
 */
int earlier_find(struct db *db, struct arena *arena, struct organisation_id organisation, struct date today,
                 const struct archive_file *file, struct text email, struct error *error,
                 struct earlier_match *ret_match) MUST_CHECK;

/* What the same file is known by: a hash of its bytes, in hex digits, in `arena`. STATUS_FAILED when it cannot be read. */
int earlier_digest(struct arena *arena, int file, struct text *ret_digest) MUST_CHECK;

/* A photo of the file that lies in the media store, in both sizes. */
struct earlier_photo {
    size_t photo; /* of archive_file.photos */
    char large[MEDIA_NAME_SIZE], small[MEDIA_NAME_SIZE];
    int64_t large_length, small_length;
    struct media_reply reply;
};
struct earlier_photos {
    VECTOR(struct earlier_photo);
};

/* Change functions. */
struct earlier_import {
    struct earlier_match match;
    const struct archive_file *file;
    struct text digest;           /* of earlier_digest */
    struct earlier_photos photos; /* all of the file's, of earlier_keep_photos */
    struct date today;

    bool known; /* result: the same file was brought before, and nothing was written */
};

/* Says in import->known whether the file of import->digest was brought before by that guardian. */
int earlier_known(struct db *db, struct arena *arena, struct organisation_id organisation,
                  struct earlier_import *import) MUST_CHECK;

/*
 * Unpacks the photos of the zip that import->file was read from, has each decoded and puts it into the store; outside of any change.
 * `step` (may be NULL) is called with how many are done, every EARLIER_STEP; false ends it with STATUS_BUSY. STATUS_INVALID with
 * error->detail for one that is missing, damaged, too large or no picture; STATUS_FAILED when the decoder or the disk fails. After a
 * failure import->photos holds those that were put already: they are given to earlier_refuse.
 */
int earlier_keep_photos(struct arena *arena, const struct media *media, int zip,
                        bool (*step)(void *context, size_t done), void *context, struct error *error,
                        struct earlier_import *import) MUST_CHECK;

/* STATUS_NOT_FOUND for who is no guardian with the full scope; STATUS_INVALID for another birthday, too many lines or photos that
 * are missing. */
int earlier_import(struct change *change, void *import) MUST_CHECK;

/* Nothing is taken in: the bytes of import->photos go from the disk within hours, unless somebody wants the same ones. */
int earlier_refuse(struct change *change, void *import) MUST_CHECK;

/* Something is done to one by who brought it. STATUS_NOT_FOUND for anybody else. */
struct earlier_touch {
    struct child_id child;
    struct earlier_id earlier;
    bool yes;             /* answer: the group may read it */
    struct text language; /* answer: of the question */
    struct date today;
};

/* Consent for the group to read it, or its end. STATUS_DENIED without authority. */
int earlier_answer(struct change *change, void *touch) MUST_CHECK;

/* Takes it away. Twice is fine. */
int earlier_remove(struct change *change, void *touch) MUST_CHECK;

extern const struct routes earlier_routes;

struct address url_earlier(struct arena *arena, struct child_id child);
struct address url_earlier_answer(struct arena *arena, struct child_id child, struct earlier_id earlier);
struct address url_earlier_remove(struct arena *arena, struct child_id child, struct earlier_id earlier);
struct address url_earlier_photo(struct arena *arena, struct child_id child, struct earlier_id earlier,
                                 struct file_id file);

/* For feature/privacy/erase.h. */
int earlier_erase_child(struct change *change, struct child_id child) MUST_CHECK;
int earlier_erase_person(struct change *change, struct person_id person) MUST_CHECK;

#endif
