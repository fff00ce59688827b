/* SPDX-License-Identifier: EUPL-1.2 */
/* See origin.h. */
#include "http/origin.h"

bool origin_allows(struct text sec_fetch_site, struct text origin, struct text own)
{
    if (sec_fetch_site.data != NULL)
        return text_equal(sec_fetch_site, TEXT("same-origin")) || text_equal(sec_fetch_site, TEXT("none"));
    return own.length > 0 && origin.length > 0 && text_equal_ignore_case(origin, own);
}
