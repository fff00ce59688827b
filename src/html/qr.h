/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A QR code as the path of an SVG drawing, so that it stands in the page itself: no second request that holds the secret, and
 * nothing that a content security policy has to allow.
 */
#ifndef HTML_QR_H
#define HTML_QR_H

#include "base/text.h"

struct arena;

struct qr {
    struct text path; /* of the dark squares, one unit each */
    struct text box;  /* viewBox: "0 0 45 45", with the quiet margin of four that readers need */
};

/* The code of a text of at most 1000 bytes; empty texts when it does not fit. In the arena. */
struct qr qr_make(struct arena *arena, struct text text);

#endif
