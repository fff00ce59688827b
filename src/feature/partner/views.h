/* SPDX-License-Identifier: EUPL-1.2 */
/* What the pages of partners show. */
#ifndef FEATURE_PARTNER_VIEWS_H
#define FEATURE_PARTNER_VIEWS_H

#include "base/vector.h"
#include "html/html.h"

struct partner_line_view {
    struct person_id person;
    struct text name;
    enum word purpose;
    const char *purpose_name; /* in the form */
    struct text days;
    struct text words;
    struct text language;
};

struct partner_purpose_view {
    const char *name;
    enum word word;
};

struct partners_view {
    struct text name; /* of the child */
    struct address back, consent, invite, end;
    struct text done; /* what was just done; empty: nothing */
    bool staff;       /* may invite, with consent */
    bool agreed;
    bool has_mail;
    struct text today, last; /* YYYY-MM-DD */
    VECTOR(struct partner_line_view) lines;
    VECTOR(struct partner_purpose_view) purposes;
};

struct partner_own_line_view {
    struct text name;
    enum word purpose;
    struct text until;
    struct text words;
    struct text language;
    struct text mentor;
    struct address call;
    struct text phone;
};
struct partner_own_view {
    VECTOR(struct partner_own_line_view) lines;
};

#endif
