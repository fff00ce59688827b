/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The archive: a guardian takes everything about a child home, in one press (GDPR art. 15 and 20). All that other folders
 * may use.
 *
 * It is a zip with pages that can be read and printed without this program, one a month, in the reader's language, and the
 * same as JSON (docs/archive-format.md), which another installation can read. Only what that guardian may read goes in: the
 * audience of each line decides, as on the day's page, so that nothing of another home is in it (R243). The photos are those that
 * stand on the child's page. A job makes it, as a file of the media store (media/media.h); it is there for ARCHIVE_DAYS, and for
 * ARCHIVE_TAKEN_HOURS once it was taken, for who asked alone, and each time it is taken is audited before the first byte (T8).
 * When a photo leaves the child's page, for consent ended or it was taken back, each archive that holds it goes in the same
 * transaction and is made again without it.
 *
 * While somebody is a guardian she can ask for it, also when the child has left; with the end of her time as a guardian access
 * ends, to the archive as well (T16).
 */
#ifndef FEATURE_ARCHIVE_ARCHIVE_H
#define FEATURE_ARCHIVE_ARCHIVE_H

#include "base/clock.h"
#include "base/identity.h"
#include "feature/archive/read.h"
#include "html/address.h"
#include "http/route.h"
#include "job/job.h"

struct change;

enum {
    ARCHIVE_DAYS = 7,               /* so long the file is there */
    ARCHIVE_TAKEN_HOURS = 24,       /* so long it can be taken again */
    ARCHIVE_LINES_MAXIMUM = 200000, /* lines and days in one archive: more than eight years give */
    ARCHIVE_PHOTOS_MAXIMUM = 10000  /* the newest */
};

/* Of the zip. Photos have all of it but ARCHIVE_TEXT_BYTES: the newest that fit. Any machine unpacks a zip of that size. */
#define ARCHIVE_BYTES_MAXIMUM (INT64_C(2) * 1024 * 1024 * 1024)
#define ARCHIVE_TEXT_BYTES    (INT64_C(128) * 1024 * 1024)

/* Change functions. */
struct archive_ask {
    struct child_id child;
    struct date today;
    struct archive_id archive; /* result */
};

/* Asks for an archive; one that is being made already is it. STATUS_NOT_FOUND, STATUS_DENIED as access_child_need. */
int archive_ask(struct change *change, void *ask);

/* Writes down that a file is taken, and says which. STATUS_NOT_FOUND unless it is the actor's own and ready. */
struct archive_take {
    struct child_id child;
    struct archive_id archive;
    struct date today;
    struct arena *arena; /* where the name goes */
    struct text name;    /* result: in the media store */
    int64_t length;      /* result: bytes */
};
int archive_take(struct change *change, void *take);

/* Makes archives, and removes them when their time is over. */
extern const struct job_kind archive_make_job;
extern const struct job_kind archive_forget_job;

/* The listener of photos (feature/photo): archives of the child that hold the photo go, and are made again without it. */
int archive_photo_hidden(struct change *change, struct photo_id photo, struct child_id child) MUST_CHECK;

/* Removes the archives of a child, or of a guardian. For feature/privacy/erase.h. */
int archive_erase_child(struct change *change, struct child_id child) MUST_CHECK;
int archive_erase_person(struct change *change, struct person_id person) MUST_CHECK;

extern const struct routes archive_routes;

struct address url_archive(struct arena *arena, struct child_id child);
struct address url_archive_file(struct arena *arena, struct child_id child, struct archive_id archive);

#endif
