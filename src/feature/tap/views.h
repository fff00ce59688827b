/* SPDX-License-Identifier: EUPL-1.2 */
/* What the template of the taps shows. */
#ifndef FEATURE_TAP_VIEWS_H
#define FEATURE_TAP_VIEWS_H

#include "base/vector.h"
#include "html/html.h"

struct tap_button_view {
    struct text value; /* that takes it back when it is pressed */
    const char *icon;
    enum word word;
    bool pressed;
};

struct tap_view {
    VECTOR(struct tap_button_view) buttons;
};

#endif
