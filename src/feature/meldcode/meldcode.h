/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Files of the meldcode (child abuse and domestic violence; steps 1 to 5): apart from everything that parents see, each for the
 * members of staff who are named for it. Whoever works with the child may open one and is its first member; a member names
 * colleagues. For everybody else, managers too, it is as if it were not there. Words are sealed with a key of their own
 * (access/seal.h): neither database nor backup shows them. No other feature reads these tables; a visit to the page is in no
 * list that a guardian sees, and nothing opens a file by itself.
 */
#ifndef FEATURE_MELDCODE_MELDCODE_H
#define FEATURE_MELDCODE_MELDCODE_H

#include "base/attribute.h"
#include "base/identity.h"
#include "html/address.h"
#include "http/route.h"

struct change;
struct sealed_kind; /* access/seal.h */
struct db;

#define MELDCODE_PAGE "/child/{child}/meldcode" /* as page_view has it */

enum { MELDCODE_STEPS = 5 };

/* Files that were closed before an instant; and removing them, with members and words. For feature/privacy/retention.h. */
int meldcode_count_due(struct db *db, struct arena *arena, struct organisation_id organisation, int64_t before,
                       int64_t *ret_files) MUST_CHECK;
int meldcode_forget(struct change *change, int64_t before, int64_t *ret_files) MUST_CHECK;

/* Takes a person out of all files. The files of a child stay for their own term. For feature/privacy/erase.h. */
int meldcode_erase_person(struct change *change, struct person_id person) MUST_CHECK;

/* The words of the files, for sealing them anew. */
extern const struct sealed_kind meldcode_sealed;

extern const struct routes meldcode_routes;

struct address url_meldcode(struct arena *arena, struct child_id child);
struct address url_meldcode_note(struct arena *arena, struct child_id child);
struct address url_meldcode_colleague(struct arena *arena, struct child_id child);
struct address url_meldcode_close(struct arena *arena, struct child_id child);

#endif
