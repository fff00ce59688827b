/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * People round a family. All that other folders may use.
 *
 * The network (R095): a guardian names somebody whom the centre may call when the guardians are out of reach. Naming is
 * giving consent for that one person (feature/consent, purpose network_contact); while it is not in force the staff do not see
 * the name. Another guardian, also of the same home, never sees whom somebody named.
 *
 * Parents among each other (R113): a parent shares what she chooses with the parents of a group who share too, and with nobody
 * else, staff included. When she stops, the row is gone.
 *
 * The functions below are change functions (db/change.h): they check access again and write the audit row.
 */
#ifndef FEATURE_NETWORK_NETWORK_H
#define FEATURE_NETWORK_NETWORK_H

#include "base/clock.h"
#include "base/identity.h"
#include "html/address.h"
#include "http/route.h"

struct change;

enum {
    NETWORK_MOST = 10,  /* people whom one guardian names for one child */
    NETWORK_LINE = 80,  /* characters of a name, relation or number */
    NETWORK_DIGITS = 6, /* least digits of a telephone number */
    NETWORK_EMAIL = 200 /* characters of an e-mail address */
};

/* Somebody of the network. */
struct network_write {
    struct child_id child;
    struct contact_id contact; /* of one that was named before */
    struct text name, relation, phone;
    bool yes;             /* network_answer */
    struct text language; /* of the page on which consent was given */
    struct date today;
};

/* Names somebody and gives consent; the same name and number again changes nothing. STATUS_INVALID when NETWORK_MOST are
 * named already, STATUS_DENIED without authority. */
int network_name(struct change *change, void *write);

/* The centre may call this person (again), or may not. STATUS_NOT_FOUND for one that somebody else named. */
int network_answer(struct change *change, void *write);

/* Takes consent back and forgets the person. */
int network_remove(struct change *change, void *write);

/* What a parent shares with a group of her child. */
struct parents_write {
    struct child_id child;
    struct group_id group;
    struct text name, phone, email; /* phone or email is given */
    struct date today;
};

/* STATUS_NOT_FOUND when the child is not on the group today. */
int parents_share(struct change *change, void *write);

/* Always possible, also when nothing was shared. */
int parents_stop(struct change *change, void *write);

extern const struct routes network_routes;

struct address url_network(struct arena *arena, struct child_id child);
struct address url_network_answer(struct arena *arena, struct child_id child, struct contact_id contact);
struct address url_network_remove(struct arena *arena, struct child_id child, struct contact_id contact);
struct address url_parents(struct arena *arena, struct child_id child);
struct address url_parents_share(struct arena *arena, struct child_id child, struct group_id group);
struct address url_parents_stop(struct arena *arena, struct child_id child, struct group_id group);

#endif
