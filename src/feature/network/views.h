/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the templates of the network show.
 */
#ifndef FEATURE_NETWORK_VIEWS_H
#define FEATURE_NETWORK_VIEWS_H

#include "base/vector.h"
#include "html/html.h"

struct network_contact_view {
    struct contact_id contact;
    struct text name;
    struct text relation;
    struct text phone;
    struct address call;
    bool may_call;
    struct address answer; /* forms, for the guardian who named her */
    struct address remove;
};

struct network_view {
    struct text name; /* of the child */
    struct address hub;
    struct address add;
    struct text topics;
    bool is_home;
    bool can_write;
    bool saved;
    VECTOR(struct network_contact_view) contacts;
};

struct parent_view {
    struct text name;
    struct text phone;
    struct address call;
    struct text email;
};
struct parents_group_view {
    struct text name;
    bool shares;
    struct text own_name; /* what she shares, or is asked */
    struct text own_phone;
    struct text own_email;
    struct address share;
    struct address stop;
    VECTOR(struct parent_view) others;
};
struct parents_view {
    struct text name; /* of the child */
    struct address hub;
    bool saved;
    bool stopped;
    VECTOR(struct parents_group_view) groups;
};

#endif
