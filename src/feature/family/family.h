/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The family of a child: its guardians with home, authority and scope, who may collect it, what a judge decided; one page
 * for the staff and one for a guardian, which shows what that guardian may know (R012, R096).
 *
 * What a guardian changes in contact data, collecting or custody is a message: a proposal with a task for the staff. It
 * counts when a member of staff confirms it (T18, R233), who also decides who of the family is told. A notice says that
 * something changed, never what. Nothing here is told to a topic of the child, which both homes hear: events go to the staff's
 * groups and to single persons. A protected guardian's change is told to herself at most, whatever is chosen (R243).
 *
 * Whoever is a guardian of a child has the guardian's page and rights here, also when she works on its group: a colleague
 * decides about her family.
 *
 * The functions below are change functions (db/change.h). They check access again, write the audit row, and know no HTTP.
 */
#ifndef FEATURE_FAMILY_FAMILY_H
#define FEATURE_FAMILY_FAMILY_H

#include "base/attribute.h"
#include "base/clock.h"
#include "base/identity.h"
#include "base/text.h"
#include "base/vector.h"
#include "html/address.h"
#include "http/route.h"

#include <stdbool.h>
#include <stddef.h>

struct change;
struct request;

enum {
    FAMILY_NAME_MAXIMUM = 100,    /* characters */
    FAMILY_PHONE_MAXIMUM = 40,    /* */
    FAMILY_EMAIL_MAXIMUM = 320,   /* */
    FAMILY_RELATION_MAXIMUM = 60, /* */
    FAMILY_NOTE_MAXIMUM = 1000,   /* */
    FAMILY_OPEN_MAXIMUM = 30,     /* proposals of one guardian about one child that wait at once */
    FAMILY_CHILDREN_MAXIMUM = 20, /* of one family in one form */
    FAMILY_TOLD_DAYS = 30         /* how long a notice and a decision are shown */
};

enum family_about { FAMILY_CONTACT, FAMILY_COLLECTOR, FAMILY_COLLECTOR_END, FAMILY_CUSTODY, FAMILY_ABOUT__MAX };

/* What a guardian asks. All texts trimmed and within the maxima above. */
struct family_proposal {
    enum family_about about;
    const struct child_id *children; /* FAMILY_COLLECTOR: one or more; others: one */
    size_t child_count;
    struct text phone;             /* CONTACT, COLLECTOR */
    struct text email;             /* CONTACT: null leaves the address */
    struct text name;              /* COLLECTOR: not empty */
    struct text relation;          /* COLLECTOR */
    struct text note;              /* CUSTODY: not empty */
    struct date from, until;       /* COLLECTOR; until is exclusive */
    struct collector_id collector; /* COLLECTOR_END */
    struct date today;
};

/*
 * Keeps the proposal and asks the staff to look. The same thing sent twice is asked once; contact data and custody that were
 * asked before and wait are replaced. STATUS_NOT_FOUND when it is not her child, or not her collector; STATUS_DENIED for a
 * limited guardian, who may ask for her own contact data only; STATUS_INVALID when there is nothing to change, or too much
 * waits already.
 */
int family_propose(struct change *change, void *proposal);

/* Who of the family is told that something changed. */
enum family_told {
    FAMILY_TOLD_NOBODY,
    FAMILY_TOLD_ASKER, /* who asked */
    FAMILY_TOLD_HOME,  /* everybody with the full scope in the home of who asked */
    FAMILY_TOLD_ALL,   /* and in the other homes */
    FAMILY_TOLD__MAX
};

struct family_decision {
    struct child_id child;
    struct proposal_id proposal;
    bool confirmed;
    enum family_told told;
    struct date today;
};

/*
 * A member of staff confirms or declines; what is confirmed holds from the same transaction on, and the task is closed.
 * Custody is for who manages: what follows from it is set with family_guardian_write. STATUS_CONFLICT when it was decided
 * before, or when the e-mail address belongs to somebody else already; STATUS_DENIED about the own family.
 */
int family_decide(struct change *change, void *decision);

/*
 * In a change of a guardian: whether somebody of this name may collect the child that day, as far as she knows: herself, another
 * guardian whom she may know of, or who was confirmed. Names are compared as they are written, but for capitals.
 */
int family_collects(struct change *change, struct child_id child, struct text name, struct date today,
                    bool *ret_known) MUST_CHECK;

/* A guardian takes her own proposal back; STATUS_NOT_FOUND for somebody else's. Twice is fine. */
struct family_withdrawal {
    struct child_id child;
    struct proposal_id proposal;
    struct date today;
};
int family_withdraw(struct change *change, void *withdrawal);

/* Staff who heard it themselves: may collect, or may not any more. Holds at once. */
struct family_collector {
    struct child_id child;
    struct collector_id id; /* of the one that ends */
    struct text name, phone, relation;
    struct date from, until;
    struct date today;
};
int family_collector_add(struct change *change, void *collector);
int family_collector_end(struct change *change, void *collector);

/* A manager changes how a guardian stands to the child. STATUS_INVALID when the home is a protected guardian's, or none is
 * free for one (access/people.h). */
struct family_guardian {
    struct child_id child;
    struct person_id person;
    struct text called;
    int64_t home;
    bool authority, protected;
    struct text scope; /* GUARDIAN_ */
    struct date from, until;
    struct date today;
};
int family_guardian_write(struct change *change, void *guardian);

/* A manager writes the sign at the door (child.restriction; empty takes it away). */
struct family_sign {
    struct child_id child;
    struct text restriction;
    struct date today;
};
int family_sign_write(struct change *change, void *sign);

/* A manager writes down what a judge decided, or that it is over. */
struct family_order {
    struct child_id child;
    struct order_id id; /* of the one that ends */
    struct text note;
    struct date from, until;
    struct date today;
};
int family_order_add(struct change *change, void *order);
int family_order_end(struct change *change, void *order);

/* --- for the information sheet (feature/sheet) --- */

struct family_sheet_person {
    struct text name, called, phone;
    struct text period;            /* of a collector: the days, in words */
    bool authority, has_authority; /* whether she decides, and whether the reader may know */
    bool protected, no_contact;    /* for the staff alone; no_contact: a guardian with scope 'none' */
};

/* What the reader may know of the family: for the staff everybody and the contact bans, for a guardian what her family page has. */
struct family_sheet {
    bool is_home;
    VECTOR(struct family_sheet_person) guardians;
    VECTOR(struct family_sheet_person) collectors;
    VECTOR(struct text) bans; /* the sign at the door, and what judges decided */
};
int family_sheet_read(struct request *request, struct child_id child, struct family_sheet *ret_sheet) MUST_CHECK;

extern const struct routes family_routes;

struct address url_family(struct arena *arena, struct child_id child);
struct address url_family_contact(struct arena *arena, struct child_id child);
struct address url_family_custody(struct arena *arena, struct child_id child);
struct address url_family_collector(struct arena *arena, struct child_id child);
struct address url_family_collector_end(struct arena *arena, struct child_id child);
struct address url_family_withdraw(struct arena *arena, struct child_id child);
struct address url_family_decide(struct arena *arena, struct child_id child);
struct address url_family_sign(struct arena *arena, struct child_id child);
struct address url_family_order(struct arena *arena, struct child_id child);
struct address url_family_order_end(struct arena *arena, struct child_id child);
struct address url_family_guardian(struct arena *arena, struct child_id child, struct person_id person);

/* The page at the door: who may collect this child today. */
struct address url_family_collect(struct arena *arena, struct group_id group, struct child_id child);

/* Removes what was proposed and who may collect: of a child, or of a guardian. For feature/privacy/erase.h. */
int family_erase_child(struct change *change, struct child_id child) MUST_CHECK;
int family_erase_person(struct change *change, struct person_id person) MUST_CHECK;

#endif
