/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The second factor: an app that makes one-time codes (TOTP, RFC 6238, by liboath), and recovery codes for who has lost it
 * (T1). Who works here cannot enter without and cannot turn it off; guardians are offered it. The gate (access/gate.c) sends
 * whoever still has to show it to url_second_factor; this folder asks, and has it set up the first time.
 *
 * Setting it up the first time asks for nothing more than the first factor: the invitation was handed over by somebody who
 * knows the person. Another app, new recovery codes and turning it off are sensitive acts (`.confirm`).
 */
#ifndef FEATURE_SECOND_FACTOR_SECOND_FACTOR_H
#define FEATURE_SECOND_FACTOR_SECOND_FACTOR_H

#include "base/attribute.h"
#include "base/identity.h"
#include "html/address.h"
#include "http/route.h"
#include "http/server.h"

struct change;
struct sealed_kind; /* access/seal.h */

enum {
    SECOND_FACTOR_RECOVERY_CODES = 10, /* given out at once */
    SECOND_FACTOR_ENROL_MINUTES = 30   /* how long a page with a QR code may lie */
};

/* /second-factor and what is below it. */
extern const struct routes second_factor_routes;

/* Fills the hook factor. */
void second_factor_hooks(struct http_hooks *hooks);

/* In a change: the app and the recovery codes of a person are lost. They are forgotten, all sessions end, and the next way in
 * sets up another app. Adds an audit row. Only for the operator, and for staff who together know who asks. */
int second_factor_forget(struct change *change, struct person_id person) MUST_CHECK;

/* Asks for the code while it is due; else shows how the second factor stands. */
struct address url_second_factor(struct arena *arena);

/* The secrets of apps, for sealing them anew. */
extern const struct sealed_kind second_factor_sealed;

#endif
