/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reads what the pages of the network show. Inside the feature.
 */
#ifndef FEATURE_NETWORK_SHOW_H
#define FEATURE_NETWORK_SHOW_H

#include "feature/network/views.h"
#include "http/request.h"

/* Of the child of the route: what the guardian named, or whom the centre may call. */
int network_show(struct request *request, struct network_view *ret_view) MUST_CHECK;

/* The groups of the child of the route, with what is shared there. */
int parents_show(struct request *request, struct parents_view *ret_view) MUST_CHECK;

#endif
