/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Whether a request that changes something comes from a page of our own. Cookies are SameSite=Lax; this is
 * the second lock, without a token in every form: browsers say where a request comes from in Sec-Fetch-Site
 * (Fetch Metadata) or at least in Origin. Neither of them: refused.
 */
#ifndef HTTP_ORIGIN_H
#define HTTP_ORIGIN_H

#include "base/text.h"

#include <stdbool.h>

/* Null texts for headers that are absent. `own` is our origin ("https://samenspel.example"), without a slash
 * at the end. */
bool origin_allows(struct text sec_fetch_site, struct text origin, struct text own);

#endif
