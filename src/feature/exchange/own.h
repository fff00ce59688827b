/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the files of this folder share: the files on disk (folder.c), and deciding about one that waits (decide.c).
 */
#ifndef FEATURE_EXCHANGE_OWN_H
#define FEATURE_EXCHANGE_OWN_H

#include "access/rule.h"
#include "base/vector.h"
#include "feature/exchange/exchange.h"
#include "http/outcome.h"

struct request;

/* --- folder.c --- */

enum { EXCHANGE_REPORT_MAXIMUM = 8 * 1024 * 1024 /* bytes */ };

#define EXCHANGE_IN   "in"
#define EXCHANGE_DONE "done"
#define EXCHANGE_HELD "held"
#define EXCHANGE_OUT  "out"

struct exchange_name {
    const char *name;
    int64_t changed_at; /* by the machine's clock */
};
struct exchange_names {
    VECTOR(struct exchange_name);
};

/* Makes the four folders. */
int exchange_folder_make(const struct exchange *exchange, struct arena *arena, struct error *error) MUST_CHECK;

/* The roster files in in/ that rest, by the time of their last change: regular files whose name ends in .csv or .txt. */
int exchange_folder_list(const struct exchange *exchange, struct arena *arena, struct error *error,
                         struct exchange_names *ret_names) MUST_CHECK;

/* The content of a file. STATUS_BUSY when it changed meanwhile; STATUS_INVALID for a link or too large a file; STATUS_NOT_FOUND. */
int exchange_folder_read(const struct exchange *exchange, struct arena *arena, const char *folder, const char *name,
                         struct text *ret_content) MUST_CHECK;

/* A name of harmless characters. */
struct text exchange_clean_name(struct arena *arena, const char *name);

/* Under which a file is kept in done/ and held/: "2026-11-23-ID-NAME". */
const char *exchange_kept_name(struct arena *arena, int64_t came_at, int64_t id, struct text name);

/* Puts a file of `from` where it belongs, with its report beside it. Fine when it is there already. */
struct exchange_move {
    const char *from, *name;
    const char *to, *kept;
    struct text report;
};
int exchange_folder_put(const struct exchange *exchange, struct arena *arena, const struct exchange_move *move,
                        struct error *error) MUST_CHECK;
/* The report beside a file that was put away. STATUS_NOT_FOUND when there is none. */
int exchange_folder_report(const struct exchange *exchange, struct arena *arena, const char *folder, const char *kept,
                           struct text *ret_report) MUST_CHECK;
bool exchange_folder_has(const struct exchange *exchange, struct arena *arena, const char *folder, const char *name);

/* Removes what is older than `before` from done/, held/ and out/, and from held/ all for which `over` says so. */
void exchange_folder_tidy(const struct exchange *exchange, struct arena *arena, struct date before,
                          bool (*over)(const struct exchange *exchange, int64_t file));

/* --- take.c --- */

/* Takes one file of in/. */
int exchange_take(const struct exchange *exchange, const char *name, struct error *error) MUST_CHECK;

/* One change of the organisation, by the program. */
int exchange_change(const struct exchange *exchange, int (*change)(struct change *change, void *argument),
                    void *argument) MUST_CHECK;

/* --- presence.c: the file of yesterday and corrections of the days before --- */
int presence_write_days(const struct exchange *exchange, struct error *error) MUST_CHECK;

/* --- decide.c: change functions --- */

/* STATUS_NOT_FOUND for who may not see it; STATUS_CONFLICT with a word when it waits no longer, or for who does not manage
 * all locations. */
struct exchange_decide {
    struct access_who who;
    int64_t file;
    bool apply; /* else: throw away */
};
int exchange_decide(struct change *change, void *decide) MUST_CHECK;

/* In a change: a file that waits does so no longer. */
int exchange_close(struct change *change, int64_t file, struct text before, const char *state,
                   struct person_id decided_by) MUST_CHECK;

/* --- pages; pages.c has the route table and the fields --- */
struct outcome exchange_list_page(struct request *request);
struct outcome exchange_file_page(struct request *request);
struct outcome exchange_apply_post(struct request *request);
struct outcome exchange_throw_post(struct request *request);
struct outcome presence_page(struct request *request);
struct outcome presence_ask_post(struct request *request);
struct outcome presence_take_post(struct request *request);

enum list_field { LIST_DONE, LIST_FIELD__MAX };
enum file_field { FILE_ID, FILE_FIELD__MAX };
enum presence_field { PRESENCE_LOCATION, PRESENCE_ASKED, PRESENCE_FIELD__MAX };
enum presence_ask_field { PRESENCE_ASK_LOCATION, PRESENCE_ASK_MONTH, PRESENCE_ASK_FIELD__MAX };

#endif
