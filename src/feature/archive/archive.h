/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The archive: a guardian takes everything about a child home, in one press (GDPR art. 15 and 20). All that other folders
 * may use.
 *
 * It is a zip with pages that can be read and printed without this program, one a month, in the reader's language, and the
 * same as JSON (docs/archive-format.md), which another installation can read. Only what that guardian may read goes in: the
 * audience of each line decides, as on the day's page, so that nothing of another home is in it (R243). A job makes it; it is
 * there for ARCHIVE_DAYS, for who asked alone, and each time it is taken is audited before the first byte (T8).
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
    ARCHIVE_DAYS = 7,                         /* so long the file is there */
    ARCHIVE_LINES_MAXIMUM = 200000,           /* lines and days in one archive: more than eight years give */
    ARCHIVE_BYTES_MAXIMUM = 64 * 1024 * 1024, /* of all files in it together, and of the zip */
    ARCHIVE_PART_BYTES = 256 * 1024           /* of a piece in the database */
};

/* Change functions. */
struct archive_ask {
    struct child_id child;
    struct date today;
    struct archive_id archive; /* result */
};

/* Asks for an archive; one that is being made already is it. STATUS_NOT_FOUND, STATUS_DENIED as access_child_need. */
int archive_ask(struct change *change, void *ask);

/* Writes down that a file is taken, and gives its bytes. STATUS_NOT_FOUND unless it is the actor's own and ready. */
struct archive_take {
    struct child_id child;
    struct archive_id archive;
    struct date today;
    struct arena *arena; /* where the bytes go */
    struct text content; /* result */
};
int archive_take(struct change *change, void *take);

/* Makes archives, and removes them when their time is over. */
extern const struct job_kind archive_make_job;
extern const struct job_kind archive_forget_job;

/* Removes the archives of a child, or of a guardian. For feature/privacy/erase.h. */
int archive_erase_child(struct change *change, struct child_id child) MUST_CHECK;
int archive_erase_person(struct change *change, struct person_id person) MUST_CHECK;

extern const struct routes archive_routes;

struct address url_archive(struct arena *arena, struct child_id child);
struct address url_archive_file(struct arena *arena, struct child_id child, struct archive_id archive);

#endif
