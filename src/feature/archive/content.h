/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What stands in one archive, and the files made of it. Inside the feature.
 */
#ifndef FEATURE_ARCHIVE_CONTENT_H
#define FEATURE_ARCHIVE_CONTENT_H

#include "base/buffer.h"
#include "base/vector.h"
#include "base/zone.h"
#include "db/db.h"
#include "feature/archive/archive.h"
#include "feature/archive/archive.sql.h"
#include "feature/archive/care.h"
#include "i18n/day_text.h"
#include "i18n/language.h"

/*
 * A photo of the archive: one of the child's page, or of a notebook of an earlier centre that she brought. `file` is its name in the
 * zip, "photos/2026-11-23-1.jpg"; empty: it does not fit, or is not there.
 */
struct archive_picture {
    struct photo_id photo;     /* 0: of an earlier notebook */
    struct earlier_id earlier; /* 0: of the child's page */
    struct moment_id moment;   /* of its line on the child's page */
    int64_t entry;             /* of an earlier notebook: the number of its line, 1 ... */
    struct date day;
    int64_t at;
    struct text caption, language, taken;
    int64_t width, height;
    bool on_it;         /* the child is on it, as far as somebody said so */
    struct text stored; /* its name in the media store */
    int64_t length;     /* bytes */
    struct text file;
};

/* Everything, read in one snapshot; rows live in `arena`. */
struct archive_content {
    struct arena *arena;
    int64_t made_at;
    struct date today;
    struct zone *zone;
    struct day_texts *day_texts;
    const struct words *words;
    enum language language;
    struct archive_head_row head;
    struct archive_places_rows places;
    struct archive_entries_rows entries;
    struct archive_days_rows days;
    struct archive_photos_rows photos; /* newest first */
    VECTOR(struct archive_picture)
    pictures; /* of them and of care.earlier_photos, oldest first; archive_pictures_choose */
    struct archive_answers_rows answers;
    struct archive_network_rows network;
    struct archive_told_rows told; /* one row */
    struct archive_people_rows people;
    struct archive_care care;
};

/* Who asks for what. */
struct archive_wanted {
    struct organisation_id organisation;
    struct child_id child;
    struct person_id person;
    int64_t now_at;
};

/* STATUS_NOT_FOUND when the person may not see the child any more. To be released in any case. */
int archive_content_read(struct db *db, struct arena *arena, const struct archive_wanted *wanted,
                         struct archive_content *ret_content) MUST_CHECK;
void archive_content_release(struct archive_content *content);

/* A month of which something is told: its first day. In order. */
struct archive_months {
    VECTOR(struct date);
};
void archive_months(const struct archive_content *content, struct archive_months *ret_months);

/* The file name of a month's page: "2026-11.html". */
struct text archive_month_file(struct arena *arena, struct date month);

/* The files, as bytes in the buffer. */
void archive_index_page(const struct archive_content *content, const struct archive_months *months,
                        struct buffer *buffer);
void archive_month_page(const struct archive_content *content, struct date month, struct buffer *buffer);
/* Of the family, medicine, accidents and the information sheet. */
void archive_care_page(const struct archive_content *content, struct buffer *buffer);
#define ARCHIVE_CARE_FILE TEXT("care.html")
/* All photos with date and caption. */
void archive_photos_page(const struct archive_content *content, struct buffer *buffer);
#define ARCHIVE_PHOTOS_FILE TEXT("photos.html")
int archive_json(const struct archive_content *content, struct buffer *buffer) MUST_CHECK;
extern const char archive_style[];

/* A zip in the making, written to an empty file of the caller's, who leaves it alone until the end. */
struct archive_zip;
struct archive_zip *archive_zip_new(int file, int64_t made_at);
/* STATUS_FAILED when it cannot be written, or grows over ARCHIVE_BYTES_MAXIMUM. */
int archive_zip_add(struct archive_zip *zip, struct text name, struct text content) MUST_CHECK;
/* A file of `length` bytes from its start, not compressed: a photo is already. */
int archive_zip_add_file(struct archive_zip *zip, struct text name, int file, int64_t length) MUST_CHECK;
/* Ends and frees it. */
int archive_zip_close(struct archive_zip *zip) MUST_CHECK;

/* --- the photos --- */

/* Chooses the newest photos that fit, and names their files. */
void archive_pictures_choose(struct archive_content *content);

/* Puts the chosen files into the zip; one that is not on the disk loses its name. `step` is called after each. */
struct media_store;
int archive_pictures_add(struct archive_content *content, const struct media_store *store, struct archive_zip *zip,
                         int (*step)(void *context), void *context) MUST_CHECK;

/* --- the file of an archive that was made --- */

/* In a change: the row of the archive holds no file and no photos any more; its bytes may go. */
int archive_let_go(struct change *change, struct archive_id archive) MUST_CHECK;

/* In a change: asks for the job that makes it. `again`: "first", or since when it is to be made anew. */
int archive_make_later(struct change *change, struct archive_id archive, struct text again) MUST_CHECK;

/* In a change: asks for the job that removes it when its time is over. */
int archive_forget_later(struct change *change, struct archive_id archive, int64_t expires_at) MUST_CHECK;

/* In a change: tells the open pages of who asked. */
int archive_tell(struct change *change, struct person_id person) MUST_CHECK;

#endif
