/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the template of this folder shows.
 */
#ifndef FEATURE_DEVICE_VIEWS_H
#define FEATURE_DEVICE_VIEWS_H

#include "base/vector.h"
#include "feature/device/device.h"
#include "html/html.h"

struct device_line {
    struct text id;
    struct text name;
    struct text used;  /* when, in a sentence */
    struct text since; /* when it was signed in */
    bool current;      /* this very one */
};

struct devices_view {
    struct text told;
    VECTOR(struct device_line) lines;
    bool has_others;
    VECTOR(struct text) news; /* what changed in the account, a sentence each */
    struct address password;
    struct address end;
    struct address end_others;
    struct address home;
};

#endif
