/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The devices on which somebody is signed in (T23): when each was used last, and signing out one or all others. For the person
 * alone: nobody else sees this list, and it says nothing about where a device was.
 */
#ifndef FEATURE_DEVICE_DEVICE_H
#define FEATURE_DEVICE_DEVICE_H

#include "html/address.h"
#include "http/route.h"

/* /devices and what is below it. */
extern const struct routes device_routes;

struct address url_devices(struct arena *arena);

#endif
