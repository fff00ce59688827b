/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who holds which kind of talk (R159): a matrix of kinds and roles, a location's own, that its manager alone changes. A talk
 * about money is the manager's, whatever the matrix says, so that the bond between parents and group stays out of it.
 *
 * The issue of conversations asks talk_kind_may before it opens or shows one.
 */
#ifndef FEATURE_TALK_KIND_TALK_KIND_H
#define FEATURE_TALK_KIND_TALK_KIND_H

#include "access/rule.h"
#include "base/attribute.h"
#include "base/identity.h"
#include "html/address.h"
#include "http/route.h"

#include <stdbool.h>

struct change;
struct db;

enum talk_kind {
    TALK_INTAKE,      /* getting to know each other */
    TALK_DEVELOPMENT, /* how the child is doing */
    TALK_CONCERN,     /* a worry, of either side */
    TALK_COMPLAINT,
    TALK_PAYMENT, /* arrears: never a pedagogical role */
    TALK_KIND__MAX
};

/* Roles of the matrix. What somebody is for a child follows from her scope. */
enum talk_role {
    TALK_ROLE_PROFESSIONAL, /* of the group; not a stand-in or a student */
    TALK_ROLE_MENTOR,
    TALK_ROLE_COACH,
    TALK_ROLE_MANAGER, /* also the childminder */
    TALK_ROLE__MAX
};

/* For each kind the bits 1 << enum talk_role of who holds it. */
struct talk_matrix {
    int64_t roles[TALK_KIND__MAX];
    int64_t version; /* id of the save; 0: what the program comes with */
};

/* The roles that a scope (access/scope.h) gives for a child, as bits. */
int64_t talk_roles_of(int64_t scope);

/* Whether a kind can be given to a role at all: money only to the manager. */
bool talk_role_fits(enum talk_kind kind, enum talk_role role);

/* The matrix of a location. */
int talk_matrix_read(struct db *db, struct arena *arena, struct organisation_id organisation,
                     struct location_id location, struct talk_matrix *ret_matrix) MUST_CHECK;

/*
 * STATUS_OK when this person may hold a talk of this kind about the child today, by the matrix of a location where the child
 * is; STATUS_DENIED when not, STATUS_NOT_FOUND when she may not see the child. Works in a change with change->db.
 */
int talk_kind_may(struct db *db, struct arena *arena, struct access_who who, struct child_id child,
                  enum talk_kind kind) MUST_CHECK;

/* A save. */
struct talk_matrix_write {
    struct location_id location;
    struct talk_matrix matrix; /* `version`: what was seen */
    struct date today;
};

/* In a change: STATUS_CONFLICT when somebody saved since; STATUS_NOT_FOUND for who does not manage the location. Roles that do
 * not fit a kind are left out. */
int talk_matrix_write(struct change *change, void *write) MUST_CHECK;

extern const struct routes talk_kind_routes;

struct address url_talk_kind(struct arena *arena, struct location_id location);

#endif
