/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Privacy as pages and jobs: guardians read which staff looked at their child's file, ask for names, a correction or an
 * erasure; managers decide and look into alarms; everybody reads what is kept (generated from the register of data,
 * docs/data-register). Keeping and forgetting are retention.h and erase.h.
 */
#ifndef FEATURE_PRIVACY_PRIVACY_H
#define FEATURE_PRIVACY_PRIVACY_H

#include "base/clock.h"
#include "base/vector.h"
#include "html/address.h"
#include "http/route.h"
#include "i18n/word.h"
#include "job/job.h"

extern const struct routes privacy_routes;

/* Each five minutes: seals the audit, keeps its head and the ledger in files, raises alarms about unusual reading. */
extern const struct job_kind privacy_watch;

/* At night, when the setting `retention` is on: applies the terms of all organisations. */
extern const struct job_kind privacy_nightly;

/* Asks for both jobs, when the program starts; in the name of the organisation whose server this is (0: of several), for a
 * database that keeps organisations apart takes no other row. They ask for their next run themselves. */
int privacy_plan(struct writer *writer, struct organisation_id organisation) MUST_CHECK;

/*
 * What is kept, from the register of data and the terms of the organisation: of what the privacy page is made, for others who
 * tell it too. Categories without a column are left out. Texts are in the arena or the catalogue's.
 */
struct privacy_asked {
    struct db *db;
    struct arena *arena;
    struct organisation_id organisation;
    struct date today;
    const struct words *words;
};
struct privacy_kept {
    int category;     /* enum category */
    const char *name; /* of it, in the register */
    struct text title, what, basis, readers;
    struct text term;
    struct text source; /* of the term; empty when there is none to name */
};
struct privacy_kept_list {
    VECTOR(struct privacy_kept);
};
int privacy_kept_read(const struct privacy_asked *asked, struct privacy_kept_list *ret_list) MUST_CHECK;

struct address url_privacy(struct arena *arena);
struct address url_privacy_register(struct arena *arena);
struct address url_privacy_requests(struct arena *arena);
struct address url_privacy_decide(struct arena *arena, int64_t request);
struct address url_privacy_alarm(struct arena *arena, int64_t alarm);
struct address url_privacy_looked(struct arena *arena, struct child_id child);
struct address url_privacy_ask(struct arena *arena, struct child_id child);

#endif
