/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The host that an organisation is reached by: that of the origin with which it was made, fixed from then on. Passkeys are bound
 * to it by every browser (WebAuthn's relying party id), so a server whose settings say another would lock out who has
 * nothing but a passkey; it refuses instead, and `samenspel host` moves the organisation for who means it.
 */
#ifndef COMMAND_HOST_H
#define COMMAND_HOST_H

#include "base/error.h"
#include "base/identity.h"

struct change;
struct command;
struct settings;
struct workplace;

extern const struct command command_host;

/* In the change that makes the organisation, or later: from now on it is this host. */
int host_fix(struct change *change, struct organisation_id organisation, struct text host) MUST_CHECK;

/*
 * Compares the origin of the settings with the host of the organisation. One that was never fixed is fixed now, and a demo, whose
 * people are not real, moves along. STATUS_CONFLICT for another host; error->detail says both and what to do.
 */
int host_check(const struct settings *settings, struct workplace *workplace, struct error *error) MUST_CHECK;

#endif
