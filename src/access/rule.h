/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who may: the meaning of `struct rule` in a route table (http/route.h), and the questions behind it, for
 * handlers and changes that touch other objects than the one of their route.
 *
 * Access is a set (design section 3.3): every question is a probe of may_child, may_group, may_location, may_entry or
 * may_file by (organisation, person, object), with today in the zone of the organisation. There is no other
 * way to be let in. A thing that one may not see does not exist: STATUS_NOT_FOUND, 404.
 */
#ifndef ACCESS_RULE_H
#define ACCESS_RULE_H

#include "access/scope.h"
#include "base/clock.h"
#include "base/identity.h"
#include "http/route.h"
#include "http/server.h"

struct buffer;
struct change;
struct db;
struct viewer;

enum rule_kind {
    RULE_KIND_NONE,      /* no rule: refused when the server starts */
    RULE_KIND_PUBLIC,    /* anybody, also signed out */
    RULE_KIND_SIGNED_IN, /* anybody with a session; the handler shows what her sets hold */
    RULE_KIND_CHILD,     /* the field holds a child for which she has one of the scopes */
    RULE_KIND_GROUP,     /* the same for a group */
    RULE_KIND_ENTRY,     /* an entry: a scope for its child, and its audience */
    RULE_KIND_FILE,      /* a file, through the entries that show it */
    RULE_KIND_MANAGER,   /* manager of at least one location, or a childminder; the handler narrows it down */
    RULE_KIND_LOCATION,  /* the field holds a location for which she has one of the scopes */
    RULE_KIND__MAX
};

/* For a route table: `need` is one or more SCOPE_ bits of which she must have any; `index` the route's field.
 */
#define RULE_PUBLIC                                      \
    {                                                    \
        .kind = RULE_KIND_PUBLIC, .field = 0, .scope = 0 \
    }
#define RULE_SIGNED_IN                                      \
    {                                                       \
        .kind = RULE_KIND_SIGNED_IN, .field = 0, .scope = 0 \
    }
#define RULE_CHILD(need, index)                                    \
    {                                                              \
        .kind = RULE_KIND_CHILD, .field = (index), .scope = (need) \
    }
#define RULE_GROUP(need, index)                                    \
    {                                                              \
        .kind = RULE_KIND_GROUP, .field = (index), .scope = (need) \
    }
#define RULE_ENTRY(need, index)                                    \
    {                                                              \
        .kind = RULE_KIND_ENTRY, .field = (index), .scope = (need) \
    }
#define RULE_FILE(index)                                                                 \
    {                                                                                    \
        .kind = RULE_KIND_FILE, .field = (index), .scope = SCOPE_READ | SCOPE_READ_SHIFT \
    }
#define RULE_MANAGER                                                 \
    {                                                                \
        .kind = RULE_KIND_MANAGER, .field = 0, .scope = SCOPE_MANAGE \
    }

#define RULE_LOCATION(need, index)                                    \
    {                                                                 \
        .kind = RULE_KIND_LOCATION, .field = (index), .scope = (need) \
    }

/* Who asks, and on which day. */
struct access_who {
    struct organisation_id organisation;
    struct person_id person;
    struct date today; /* in the zone of the organisation */
};

struct access_who viewer_who(const struct viewer *viewer);

/*
 * The bits that hold today for one object; ret_scope is never 0. STATUS_NOT_FOUND when there is no such
 * object or not for this person. In a change call them again with change->db: rights may have gone since the
 * handler asked.
 */
int access_child(struct db *db, struct access_who who, struct child_id child, int64_t *ret_scope) MUST_CHECK;
int access_group(struct db *db, struct access_who who, struct group_id group, int64_t *ret_scope) MUST_CHECK;
int access_location(struct db *db, struct access_who who, struct location_id location, int64_t *ret_scope) MUST_CHECK;
int access_file(struct db *db, struct access_who who, struct file_id file, int64_t *ret_scope) MUST_CHECK;

/* Whether all that the person had is over: access ends on the set date (T16), and her sessions with it. Not for somebody who
 * never had anything, nor for one whose role begins later. */
int access_is_over(struct db *db, struct access_who who, bool *ret_over) MUST_CHECK;

/* The same for an entry that is not withdrawn; also gives its child. */
int access_entry(struct db *db, struct access_who who, struct entry_id entry, int64_t *ret_scope,
                 struct child_id *ret_child) MUST_CHECK;

/* Whether she manages all of the organisation today: adds locations, sets what holds everywhere. */
int access_manages_all(struct db *db, struct access_who who, bool *ret_all) MUST_CHECK;

/* Whether a child has a place on a group on a day: STATUS_NOT_FOUND when not. No right follows from it. */
int access_on_group(struct db *db, struct organisation_id organisation, struct child_id child, struct group_id group,
                    struct date day) MUST_CHECK;

/* access_child and then: STATUS_DENIED without any of the bits in `need`. For changes on one of several
 * children. */
int access_child_need(struct db *db, struct access_who who, struct child_id child, int64_t need) MUST_CHECK;

/*
 * The widest audience that an entry of `author` about `child` may have: `wanted`, without the other home when
 * the author is a protected guardian (R243). Every insert into `entry` goes through here, answers of the
 * centre with the author of what they answer.
 */
int access_audience(struct db *db, struct organisation_id organisation, struct child_id child, struct person_id author,
                    int64_t wanted, int64_t *ret_audience) MUST_CHECK;

/*
 * What the gate answers for a rule when the bits for its object are `scope` (0: none). Pure. A person who has
 * nothing of the side that the rule asks for gets GATE_HIDDEN: pages of the other side do not exist for her.
 * GATE_DENIED only when her own side may, but not she (a limited guardian who writes).
 */
enum gate rule_answer(const struct rule *rule, bool signed_in, int64_t scope);

/* "child" and so on, for the site map and the access matrix. */
const char *rule_kind_name(enum rule_kind kind);

/* One line for the operator's documentation: "child: read_home, read_group". */
void rule_describe(const struct route *route, struct buffer *buffer);

#endif
