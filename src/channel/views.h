/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the template of a mail shows.
 */
#ifndef CHANNEL_VIEWS_H
#define CHANNEL_VIEWS_H

#include "base/vector.h"
#include "html/html.h"

struct mail_view {
    const char *language;
    const char *direction;
    struct text subject;
    VECTOR(struct text) paragraphs;
    bool has_address;
    struct address address; /* the whole one, with the origin */
    struct text button;
    struct text organisation;
};

#endif
