/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Sign-in links as commands hand them out: made before the change that stores them, printed after it. The way somebody
 * gets in for the first time; no password is ever printed or chosen for anybody.
 */
#ifndef COMMAND_LINK_H
#define COMMAND_LINK_H

#include "base/identity.h"
#include "base/text.h"

struct change;
struct command_call;

/* A secret and its hash; both texts in an arena. */
struct link_secret {
    struct text text;
    struct text hash;
};

struct link_secret link_secret_new(struct arena *arena);

/* The secret that was made earlier; the hash is the null text when it does not look like one. */
struct link_secret link_secret_of(struct arena *arena, struct text text);

/* Stores a single-use link in a change. */
int link_add(struct change *change, struct person_id person, struct link_secret secret) MUST_CHECK;

/* The whole address, at `port` where the settings name no origin. */
struct text link_address(const struct command_call *call, int64_t port, struct text secret);

/* Says the link and how long it lives. */
void link_say(const struct command_call *call, struct text given_name, struct text secret);

#endif
