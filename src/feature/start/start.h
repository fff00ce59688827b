/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The first page after signing in: a guardian's own children with the last line of today, above everything else (R130);
 * a professional's groups.
 */
#ifndef FEATURE_START_START_H
#define FEATURE_START_START_H

#include "http/route.h"

extern const struct routes start_routes;

#endif
