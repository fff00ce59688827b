/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the files of this folder share.
 */
#ifndef FEATURE_FAMILY_OWN_H
#define FEATURE_FAMILY_OWN_H

#include "access/rule.h"
#include "access/scope.h"
#include "feature/family/family.h"
#include "feature/family/views.h"
#include "feature/task/task.h"

struct request;

/* Scopes of this folder, each of which is enough. A coach has none: it is about the staff, not about families. */
enum {
    FAMILY_HOMES = SCOPE_READ_HOME | SCOPE_READ_LIMITED, /* a guardian, limited too */
    FAMILY_STAFF = SCOPE_RESTRICTIONS | SCOPE_MANAGE,    /* who to call and who collects; a stand-in too */
    FAMILY_WRITES = SCOPE_WRITE_CENTRE | SCOPE_MANAGE,   /* with SCOPE_READ_CENTRE: decides what a guardian asked */
    FAMILY_READERS = FAMILY_HOMES | FAMILY_STAFF
};

/* Decides and reads what waits: the own team, not who is there for a shift (R045). */
static inline bool family_is_team(int64_t scope)
{
    return (scope & FAMILY_WRITES) != 0 && (scope & SCOPE_READ_CENTRE) != 0;
}

/* "contact" and so on, as in the table. */
const char *family_about_name(enum family_about about);
enum family_about family_about_of(struct text name);

/* Who the change's actor is to the child. STATUS_NOT_FOUND: nobody. */
int family_scope(struct change *change, struct child_id child, struct date today, int64_t *ret_scope) MUST_CHECK;

/* STATUS_OK for the team with one of the bits in `need` for a child that is not their own; STATUS_DENIED with a word otherwise. */
int family_team(struct change *change, struct child_id child, struct date today, int64_t need) MUST_CHECK;

/* The task of a proposal. */
struct task family_task(enum family_about about, struct child_id child, struct proposal_id proposal, struct date today);

/* Open pages of one person look again. */
int family_tell(struct change *change, struct person_id person) MUST_CHECK;

/* --- read_home.c, read_centre.c: the pages --- */

/* What was typed in a form that could not be taken, to be shown again. */
struct family_typed {
    enum word problem; /* 0: none */
    enum family_about about;
    bool is_typed;
    struct text phone, email, name, relation, note;
    struct text from, until; /* as typed */
    bool once;
};

int family_home_read(struct request *request, struct child_id child, const struct family_typed *typed,
                     struct family_home_view *ret_view) MUST_CHECK;
int family_centre_read(struct request *request, struct child_id child, const struct family_typed *typed,
                       struct family_centre_view *ret_view) MUST_CHECK;
int family_collect_read(struct request *request, struct group_id group, struct child_id child,
                        struct family_collect_view *ret_view) MUST_CHECK;

/* Given and family name; either alone when there is no other. */
struct text family_full_name(struct arena *arena, struct text given, struct text family);

/* "altijd", "alleen 22 nov", "tot en met 30 nov" ... */
struct text family_period(struct request *request, struct date from, struct date until);

/* A form for somebody who may collect, filled with what was typed or with today. */
struct family_collector_form_view family_collector_form(struct request *request, struct child_id child,
                                                        const struct family_typed *typed);

#endif
