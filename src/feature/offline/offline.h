/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a browser shows where it has no network and no page of its own store: that there is no connection, and a way to try again. The
 * worker of the pages (assets/script/offline.js) keeps this page beside those of today, in the language of who is signed in.
 */
#ifndef FEATURE_OFFLINE_OFFLINE_H
#define FEATURE_OFFLINE_OFFLINE_H

#include "html/address.h"
#include "http/route.h"

/* /offline */
extern const struct routes offline_routes;

/* The page itself. */
struct address url_offline(struct arena *arena);

/* What its template shows. */
struct offline_view {
    struct address home;
};

#endif
