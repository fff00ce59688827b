/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Photos: what the centre shows home of the day (R075). All that other folders may use.
 *
 * A photo goes to the homes of the children who are on it, and to nobody else. With two children on it, each home sees it when
 * the other child's guardians allow photos to the group, or are the same people. Sharing with all families of the day asks
 * about each child that is there and may not be shown to others whether it is on the photo: a child who is stops the sharing,
 * and so does an answer that is missing. When consent ends the photo leaves the other families' pages in the same
 * transaction, and with the lines go its files; what stands with the child's own home is that home's and stays there.
 *
 * What is sent waits as a file until a job has had it decoded (media/media.h); only then it stands on a page. The original is
 * not kept: place, camera and all else that a phone writes into a file are gone, the date of the camera is not.
 */
#ifndef FEATURE_PHOTO_PHOTO_H
#define FEATURE_PHOTO_PHOTO_H

#include "base/clock.h"
#include "base/identity.h"
#include "base/vector.h"
#include "feature/consent/consent.h"
#include "html/address.h"
#include "http/route.h"
#include "job/job.h"
#include "media/media.h"

struct change;
struct db;
struct writer;

enum {
    PHOTO_BYTES_MAXIMUM = MEDIA_BYTES_MAXIMUM, /* of a file */
    PHOTO_MANY_MAXIMUM = 6,                    /* at once */
    PHOTO_CHILDREN_MAXIMUM = 60,               /* on one */
    PHOTO_CAPTION_MAXIMUM = 300,               /* characters */
    PHOTO_LARGE_SIDE = 1600,                   /* points of the longest side, as it opens; */
    PHOTO_SMALL_SIDE = 480                     /* and on a page */
};

/* A child of the group, and what may be done with a photo of it today. */
struct photo_child {
    struct child_id child;
    struct text name;
    bool here;       /* came today */
    bool own_family; /* may be shown to its own home */
    bool with_group; /* may be shown to other families */
};

struct photo_children {
    VECTOR(struct photo_child);
};

/*
 * Photos that somebody of the group sends with one form: each goes to the homes of all these children. `refused` is a result:
 * STATUS_OK; STATUS_INVALID when no home may have it; STATUS_DENIED or STATUS_NOT_FOUND when the sender may not send there, or not
 * about one of the children.
 */
struct photo_sending {
    struct group_id group;
    struct date today;
    const struct child_id *children; /* who is on it, each once */
    size_t child_count;
    const struct text *sources; /* names that media_put gave, one a photo */
    size_t source_count;
    struct text caption;
    struct text language;
    bool at_once; /* home sees it without waiting for the child to be collected (R247) */
    int refused;
};

/*
 * Change function: keeps the photos for the job; one that was sent before is there already. What it refuses, by
 * sending->refused, leaves nothing but the wish that its files go: the change itself ends well.
 */
int photo_add(struct change *change, void *sending);

/* Whether each child that is there, and may not be shown to others, is on the photo. */
struct photo_sharing {
    struct arena *arena;
    struct group_id group;
    struct photo_id photo;
    struct date today;
    const struct child_id *on_it;
    size_t on_it_count;
    const struct child_id *not_on_it;
    size_t not_on_it_count;
    struct photo_children missing; /* result: no answer about them */
    struct photo_children blocked; /* result: on it, and other families may not see them */
};

/*
 * Change function: shares it with the families of the children who are there. STATUS_INVALID with what is missing or blocked
 * in the result, and then nothing changes; STATUS_NOT_FOUND for a photo of another group or day.
 */
int photo_share(struct change *change, void *sharing);

/* Change function: takes a photo back, from all pages and from the disk. Twice is fine. */
struct photo_taking_back {
    struct group_id group;
    struct photo_id photo;
    struct date today;
};
int photo_take_back(struct change *change, void *taking_back);

/* Has a photo decoded; removes bytes that nobody wants. */
extern const struct job_kind photo_decode_job;
extern const struct job_kind photo_forget_job;

/* Once a day: removes files of the store that no row names. */
extern const struct job_kind media_sweep_job;
int media_sweep_plan(struct writer *writer, struct organisation_id organisation) MUST_CHECK;

/*
 * Holds the store against the rows that name its files, both ways: what `samenspel doctor` tells. Looks at MEDIA_COMPARED_MAXIMUM
 * files at most, shelf by shelf. A file without a row that is younger than MEDIA_YOUNG_SECONDS is left out: its row may be on its way.
 */
enum { MEDIA_COMPARED_MAXIMUM = 1000000 };
struct media_difference {
    int64_t compared; /* files that rows name */
    int64_t missing;  /* of them, those that are not in the store */
    int64_t extra;    /* files of the store that nothing names: the sweep takes them */
    struct text name; /* of one that is missing; in `arena` */
    bool whole;       /* all were looked at */
};
int media_compare(struct db *db, struct arena *arena, struct organisation_id organisation,
                  const struct media_store *store, struct media_difference *ret_difference) MUST_CHECK;

/* The listener of consent (feature/consent): what may not be shown any more is shown no more. */
int photo_consent_changed(struct change *change, const struct consent_change *what);

/*
 * Whoever keeps a copy of a photo that stands on a child's page lets it go in the transaction that takes the photo from that page:
 * one line a feature in the table photo_listeners of command/routes.c.
 */
struct photo_listener {
    int (*hidden)(struct change *change, struct photo_id photo, struct child_id child); /* a change function's part */
};
extern const struct photo_listener photo_listeners[];
extern const size_t photo_listener_count;

/* In a change: the bytes of a file of the media store that has no row (any more) go from the disk within hours, unless somebody
 * wants them again. */
int photo_unwanted(struct change *change, struct text file_name) MUST_CHECK;

/* Takes away all photos that a child is on, and its place on others. For feature/privacy/erase.h. */
int photo_erase_child(struct change *change, struct child_id child) MUST_CHECK;

extern const struct routes photo_routes;

struct address url_photo_file(struct arena *arena, struct file_id file);
struct address url_photos(struct arena *arena, struct group_id group);
struct address url_photo_share(struct arena *arena, struct group_id group, struct photo_id photo);
struct address url_photo_take_back(struct arena *arena, struct group_id group, struct photo_id photo);

#endif
