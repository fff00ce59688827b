/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The information sheet of a child (R240; in Flanders the "inlichtingenfiche", domain B8.2, B8.6): one page that is put together
 * from what is stored, with what is missing shown as missing, to print on one sheet of paper. Contact bans are on it for the staff
 * alone.
 *
 * What stands nowhere else is kept here: doctor, diet, other points of health. A guardian proposes, field by field; it counts when
 * the team confirms it (T18). What a protected guardian told is not read in the other homes, where it stays missing (R243): a
 * doctor can tell where somebody lives.
 *
 * The functions below are change functions (db/change.h). They check access again, write the audit row, and know no HTTP.
 */
#ifndef FEATURE_SHEET_SHEET_H
#define FEATURE_SHEET_SHEET_H

#include "access/scope.h"
#include "base/attribute.h"
#include "base/clock.h"
#include "base/identity.h"
#include "base/text.h"
#include "html/address.h"
#include "http/route.h"

struct change;

enum { SHEET_WORDS_MAXIMUM = 400 /* characters of a field */ };

/* Scopes, each of which is enough. A coach has none of them. */
enum {
    SHEET_STAFF = SCOPE_RESTRICTIONS | SCOPE_MANAGE,
    SHEET_READERS = SCOPE_READ_HOME | SHEET_STAFF,
    SHEET_WRITERS =
        SCOPE_WRITE_CENTRE | SCOPE_MANAGE /* with SCOPE_READ_CENTRE: who is there for a shift decides nothing */
};

/* The words of SHEET_ALLERGIES when none are known; the empty text is that nobody said. */
#define SHEET_NONE TEXT("-")

enum sheet_field { SHEET_ALLERGIES, SHEET_DIET, SHEET_HEALTH, SHEET_DOCTOR, SHEET_DOCTOR_PHONE, SHEET_FIELD__MAX };

/* The fields as a form has them: trimmed, never null. */
struct sheet_write {
    struct child_id child;
    struct text words[SHEET_FIELD__MAX];
    struct date today;
};

/*
 * From a guardian: each field that differs from what she reads becomes a proposal with a task, in the place of her earlier one; one
 * that says again what counts takes the earlier one back. From the team: what differs counts at once. STATUS_DENIED for anybody
 * else of the side, and for staff about their own family.
 */
int sheet_write(struct change *change, void *write) MUST_CHECK;

struct sheet_decision {
    struct child_id child;
    struct proposal_id proposal;
    bool confirmed;
    struct date today;
};

/* The team confirms or declines. STATUS_CONFLICT, with a word, when it was decided before. */
int sheet_decide(struct change *change, void *decision) MUST_CHECK;

extern const struct routes sheet_routes;

struct address url_sheet(struct arena *arena, struct child_id child);
struct address url_sheet_decide(struct arena *arena, struct child_id child);

/* For feature/privacy/erase.h. */
int sheet_erase_child(struct change *change, struct child_id child) MUST_CHECK;
int sheet_erase_person(struct change *change, struct person_id person) MUST_CHECK;

#endif
