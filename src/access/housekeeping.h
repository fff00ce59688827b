/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Asking for the job that removes rows that have served (access_housekeeping in access/access.h). For access.c.
 */
#ifndef ACCESS_HOUSEKEEPING_H
#define ACCESS_HOUSEKEEPING_H

#include "base/attribute.h"
#include "base/identity.h"

struct writer;

/* Adds the job of today (UTC) by the writer's clock, when it was not there yet. It cleans what that organisation's connections
 * see: on PostgreSQL its own rows, in an SQLite file all. */
int housekeeping_plan(struct writer *writer, struct organisation_id organisation) MUST_CHECK;

#endif
