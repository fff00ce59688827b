/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Devices on which somebody signed in before, so that strangers who guess at an account cannot lock its person out there (T3;
 * OWASP calls it a device cookie). The cookie holds chance and a keyed hash over it and the account; nothing of it is in the
 * database, it lets nobody in, and it says who was here to nobody but who types the same address again.
 */
#ifndef ACCESS_KNOWN_DEVICE_H
#define ACCESS_KNOWN_DEVICE_H

#include "base/identity.h"
#include "base/text.h"

struct request;

#define KNOWN_DEVICE_COOKIE "samenspel-known" /* http adds __Host- where the site is https */

enum { KNOWN_DEVICE_DAYS = 365 };

/* Who signed in with this address (lower case) is known on this device from now on. */
void known_device_set(struct request *request, struct organisation_id organisation, struct text folded);

/* The chance of the cookie when this account signed in here before, for guess_make_own; the null text otherwise. */
struct text known_device(struct request *request, struct organisation_id organisation, struct text folded);

#endif
