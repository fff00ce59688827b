/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The tablet of a group (T4, T21). A manager gives a device to one group: she gets a one-time code, which is typed on the tablet
 * or read there from a QR code. From then on the browser of the tablet has a cookie of its own. By itself that opens nothing but
 * the page on which who works in the group today taps her face and types her PIN.
 *
 * What that makes is a session like any other (access/session.h), narrowed by the gate: routes without `.tablet` are not there,
 * children of other groups neither, and of each child what a shift needs (SCOPE_ON_TABLET). It ends when nobody touched the
 * tablet for a few minutes, when somebody locks it, when the shift is over, and at once when a manager revokes the tablet. What
 * was being typed is kept over all of these. Who signs in on the tablet with an own account is signed out after the same minutes
 * without a touch.
 *
 * A PIN is never a way in from elsewhere: without the cookie of an enrolled tablet it is not even looked at. It is kept as a
 * BLAKE2b hash under the key file (access/seal.h) and not with argon2id: a million values are tried out in hours whatever a try
 * costs, so that only the key keeps them, and a hash that takes 50 ms would hold up everybody who comes in at seven. Five wrong
 * ones, and the person is let in again by a manager or by choosing another PIN, signed in as herself.
 */
#ifndef FEATURE_TABLET_TABLET_H
#define FEATURE_TABLET_TABLET_H

#include "base/attribute.h"
#include "base/identity.h"
#include "html/address.h"
#include "http/route.h"
#include "http/server.h"

struct change;

enum {
    TABLET_CODE_DIGITS = 8,   /* of the one-time code */
    TABLET_CODE_MINUTES = 10, /* how long it can be used */
    TABLET_COOKIE_DAYS = 400, /* the longest that browsers keep one; begins anew each time somebody unlocks */
    TABLET_LOCK_MINUTES = 5,  /* without a touch; each tablet can have another, up to TABLET_LOCK_LONGEST */
    TABLET_LOCK_LONGEST = 30,
    TABLET_SHIFT_HOURS = 10, /* a PIN holds so long at most, and never into the next day */
    TABLET_TRIES = 5,        /* wrong PINs of one person on one tablet */
    TABLET_PIN_SHORTEST = 4,
    TABLET_PIN_LONGEST = 6
};

/* /tablet and what is below it, /pin, /location/{location}/tablets. */
extern const struct routes tablet_routes;

/* Fills the hooks signed_out and confirm: on a tablet both ask for a PIN; elsewhere they are those of feature/sign_in. Call it
 * after sign_in_hooks. */
void tablet_hooks(struct http_hooks *hooks);

/* What a tablet shows while nobody works on it; on any other device where the one-time code is typed. */
struct address url_tablet(struct arena *arena);

/* The tablets of a location, for who manages it. */
struct address url_tablet_list(struct arena *arena, struct location_id location);

/* Where somebody who works here chooses a PIN. */
struct address url_tablet_pin(struct arena *arena);

/* Removes the PIN of a person and takes the name off the tablets. For feature/privacy/erase.h. */
int tablet_erase_person(struct change *change, struct person_id person) MUST_CHECK;

#endif
