/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The roster: the file with children, families, groups and days that the planning package of an organisation exports
 * (R236), read again as often as wished. docs/roster.md tells operators what a file may look like and by which rules it
 * is read.
 *
 * An import plans first and writes then. Planning reads the file and the database and changes nothing; what it would do
 * is the report. Applying goes through the tables of schema/0007_roster.sql: the plan is written there in small changes
 * as a batch that nobody sees, one tiny change makes the batch `committed`, and from then on it is carried out child by
 * child, each child in one change, with the count of children done in the same change. A crash before `committed` leaves
 * everything as it was; a crash after it leaves a batch that is continued, by the next import, by the job of a server
 * that starts, or by roster_continue, to the same end. roster_unfinished says that there is one.
 */
#ifndef ROSTER_ROSTER_H
#define ROSTER_ROSTER_H

#include "base/attribute.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/identity.h"
#include "job/job.h"

enum {
    ROSTER_FILE_MAXIMUM = 64 * 1024 * 1024, /* bytes of a file */
    ROSTER_ROWS_MAXIMUM = 400 * 1000        /* records of a file */
};

struct db;
struct writer;

/* When a file is suspicious and is held, in percents of the children who attend; 0 takes the default. */
struct roster_limits {
    int64_t leaving; /* more than this missing or leaving earlier; default ROSTER_LEAVING_PERCENT */
    int64_t coming;  /* more than this new, from ROSTER_COMING_LEAST children up; default ROSTER_COMING_PERCENT */
};
enum {
    ROSTER_LEAVING_PERCENT = 34, /* more than a third */
    ROSTER_COMING_PERCENT = 50,
    ROSTER_COMING_LEAST = 20,      /* fewer new children are never too many */
    ROSTER_LOCATION_LEAST = 3,     /* a location with so many children does not vanish overnight */
    ROSTER_FINDINGS_MAXIMUM = 1000 /* of one reason: the first; counts go on */
};

/* One line of the report, for who shows it elsewhere than on a terminal. Texts live while the import runs. */
struct roster_finding {
    const char *code;            /* of docs/roster.md: "born_invalid" */
    const char *weight;          /* "file", "refused", "check" or "note" */
    int64_t line;                /* of the file; 0: none */
    struct text number;          /* of the child; empty: none */
    struct location_id location; /* where the child is or comes; 0: not known, or a new one */
    struct text detail;          /* what was found; may hold names */
};

/* Rows and children of one import, and what came of them. */
struct roster_counts {
    int64_t rows;         /* records below the header, empty ones left out */
    int64_t empty;        /* records without any content */
    int64_t doubled;      /* records that say the same as another of the child */
    int64_t refused;      /* records that are not used, each with a reason in the report */
    int64_t children_new; /* these five: children */
    int64_t changed;
    int64_t unchanged;
    int64_t without; /* named only by refused records: stay as they are */
    int64_t missing; /* attend now and are not in the file: stay as they are */
    int64_t present; /* attend now or will, with a number of the planning package */
    int64_t leaving; /* of these: missing, or with an earlier end in the file */
    int64_t gone;    /* locations with children of which the file names none */
    int64_t locations_new;
    int64_t groups_new;
    int64_t professionals_new;
    int64_t guardians_new; /* persons */
    int64_t applied;       /* children written */
    int64_t skipped;       /* children that something stood in the way of while writing */
};

struct roster_import {
    struct writer *writer;     /* NULL is allowed for a dry run */
    struct db *db;             /* a reader, outside a db_read_begin pair */
    const struct clock *clock; /* borrowed */
    struct organisation_id organisation;
    struct text content;                          /* the file as it came */
    bool apply;                                   /* write; else only report */
    bool new_groups;                              /* groups and locations that are not known are made */
    bool anyway;                                  /* apply although it is suspicious */
    struct roster_limits limits;                  /* of what is suspicious */
    bool all;                                     /* show every line of the report, not the first of each reason */
    void (*say)(void *context, struct text line); /* takes one line of the report or of progress, without newline */
    /* NULL, or takes each finding, before `say` gets the report. */
    void (*find)(void *context, const struct roster_finding *finding);
    void *context;
};

/*
 * Reads the file, says the report line by line, and applies it when asked to. ret_counts is always set.
 * STATUS_OK: read (and applied, or nothing to do). STATUS_INVALID: not a roster; the report says why. STATUS_DENIED:
 * suspicious, held; `anyway` applies it. STATUS_BUSY: another import is being written. STATUS_NOT_FOUND: no such
 * organisation. STATUS_FAILED: database, see error.
 */
int roster_import(struct roster_import *import, struct error *error, struct roster_counts *ret_counts) MUST_CHECK;

/* A batch that is not done. */
struct roster_unfinished {
    struct organisation_id organisation;
    int64_t batch;
    bool committed;     /* true: being carried out, to be continued; false: being planned, or left over by a crash */
    int64_t rows;       /* units in it */
    int64_t done;       /* carried out */
    int64_t touched_at; /* last sign of life */
};
struct roster_unfinished_list {
    struct roster_unfinished *items;
    size_t count;
};

/* Every batch that is not done, of all organisations: for doctor, and for who waits. */
int roster_unfinished(struct db *db, struct arena *arena, struct roster_unfinished_list *ret_list) MUST_CHECK;

/*
 * Carries a committed batch of the organisation out to its end, and removes what a crash left of one that was not
 * committed. `say` (may be NULL) gets progress. STATUS_OK also when there was nothing to do.
 */
int roster_continue(struct writer *writer, struct db *db, const struct clock *clock,
                    struct organisation_id organisation, void (*say)(void *context, struct text line), void *context,
                    struct error *error) MUST_CHECK;

/* Forgets what the file last said of a child or a guardian, before they are erased (feature/privacy/erase.h). */
int roster_erase_child(struct change *change, struct child_id child) MUST_CHECK;
int roster_erase_person(struct change *change, struct person_id person) MUST_CHECK;

/* Continues a committed batch whose process died. For the table of a job runner. */
extern const struct job_kind roster_job;

#endif
