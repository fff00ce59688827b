/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Beside the planning and invoicing packages (R236): a folder through which files go to and fro, one for each organisation.
 *
 *     in/     where the planning package drops its daily roster file (feature/roster reads it)
 *     done/   roster files that were applied, with a report beside each
 *     held/   those that were not: suspicious, waiting for a person, or no roster at all
 *     out/    a file with the presence of each day, for the invoicing package
 *
 * A file is taken when nothing happened to it for as long as the folder's interval: it was written, renamed into place or
 * touched before the last look. A suspicious one changes nothing and makes a task for who manages; whoever manages all locations
 * applies it anyway or throws it away. Only the newest file waits. A crash in the middle is met by the batch of the import
 * (feature/roster/roster.h) and by a row for each file: what was decided is carried out once, and reported once. What is in
 * done/, held/ and out/ is removed after EXCHANGE_KEEP_DAYS, and so are the reports in the database.
 */
#ifndef FEATURE_EXCHANGE_EXCHANGE_H
#define FEATURE_EXCHANGE_EXCHANGE_H

#include "base/buffer.h"
#include "base/clock.h"
#include "base/identity.h"
#include "feature/roster/roster.h"
#include "html/address.h"
#include "http/route.h"
#include "job/job.h"

struct access;
struct change;
struct db;
struct writer;
struct zone;

enum {
    EXCHANGE_KEEP_DAYS = 30,
    EXCHANGE_FILES_MAXIMUM = 50,       /* of one look; the rest waits for the next */
    EXCHANGE_NAME_MAXIMUM = 100,       /* bytes of a file name that is kept */
    PRESENCE_CORRECTION_DAYS = 7,      /* so long a correction makes a day's file anew */
    PRESENCE_BYTES_MAXIMUM = 64 << 20, /* of a file */
    PRESENCE_DAYS_MAXIMUM = 366        /* of one export by command */
};

/* What a look works with. All borrowed. */
struct exchange {
    struct writer *writer;
    struct db *db; /* a reader, outside a db_read_begin pair */
    const struct clock *clock;
    struct organisation_id organisation;
    const char *folder;
    int64_t rest_ms; /* so long nothing happened to a file that is taken, by the machine's clock */
    struct roster_limits limits;
};

/*
 * One look into the folder: takes the roster files that rest, oldest first, tidies up, and writes the presence of yesterday
 * when that was not done yet. STATUS_FAILED, with error->detail, when the folder or the database does not work: the next look
 * tries again.
 */
int exchange_look(const struct exchange *exchange, struct error *error) MUST_CHECK;

/* Carries out what exchange_accept decided. STATUS_BUSY: another import is at work. */
int exchange_carry_out(const struct exchange *exchange, int64_t file, struct error *error) MUST_CHECK;

/*
 * Presence as CSV (RFC 4180: commas, CR LF; UTF-8 without byte order mark): Kindnummer, Datum, Aankomst, Vertrek, Locatie.
 * Only children with a number of the packages. Times are those of the organisation's zone; a child that was not collected has
 * an empty Vertrek. A cell that a spreadsheet would take for a formula begins with an apostrophe.
 */
enum { PRESENCE_HEADER_SIZE = 44 };
extern const char presence_header[PRESENCE_HEADER_SIZE];

/* Adds the lines of one day, of one location or, with 0, of all. */
int presence_put_day(struct db *db, struct organisation_id organisation, struct location_id location, struct zone *zone,
                     struct date day, struct buffer *buffer) MUST_CHECK;

/* In a change: writes down that presence is taken out, before the first byte of it. 0: by the program or the operator. */
int presence_audit(struct change *change, void *location) MUST_CHECK;

/* --- the program --- */

extern const struct routes exchange_routes;

/* Looks at intervals, and asks for its next run itself; carries out what was decided. */
extern const struct job_kind exchange_look_job;
extern const struct job_kind exchange_accept_job;

/* Ends the waiting of a list that nobody agreed to, or that nobody took (T15). */
extern const struct job_kind presence_lapse_job;

/* Asks for the first look, when the program starts; nothing without a folder. */
int exchange_plan(struct writer *writer, const struct access *access, const struct clock *clock) MUST_CHECK;

/* For feature/privacy/erase.h. */
int exchange_forget_child(struct change *change, struct child_id child) MUST_CHECK;
int exchange_forget_person(struct change *change, struct person_id person) MUST_CHECK;

struct address url_exchange(struct arena *arena);
struct address url_exchange_file(struct arena *arena, int64_t file);
struct address url_exchange_apply(struct arena *arena, int64_t file);
struct address url_exchange_throw(struct arena *arena, int64_t file);
struct address url_presence(struct arena *arena, struct location_id location);
struct address url_presence_request(struct arena *arena, struct location_id location, int64_t request);
struct address url_presence_take(struct arena *arena, struct location_id location, int64_t request);

#endif
