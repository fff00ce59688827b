/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Signing in and out, and the pages for what did not work out. Four ways in: a sign-in link, an e-mail address with a
 * password, a passkey, and a session that is still there. Whatever somebody had typed when her session ended, or when something else
 * went wrong, stands on the page that says so, ready to be sent again.
 *
 * What a session and a link are is access/session.h; who may be let in where is access/rule.h.
 */
#ifndef FEATURE_SIGN_IN_SIGN_IN_H
#define FEATURE_SIGN_IN_SIGN_IN_H

#include "html/address.h"
#include "http/route.h"
#include "http/server.h"

/* /sign-in, /sign-in/kept, /sign-in/passkey, /in/{secret}, /sign-out, /password, /language. */
extern const struct routes sign_in_routes;

/* Fills the hooks refuse, invalid and signed_out. */
void sign_in_hooks(struct http_hooks *hooks);

struct address url_sign_in(struct arena *arena);

/* Where the answer of a passkey goes; GET gives what to ask it. */
struct address url_sign_in_passkey(struct arena *arena);

/* Where a text goes that was kept while somebody signed in in another tab. */
struct address url_sign_in_kept(struct arena *arena);

/* Where who is signed in chooses a password. */
struct address url_password(struct arena *arena);

/* The page of a sign-in link; `secret` is the text of a struct secret. Behind the site's origin it is what a person gets. */
struct address url_sign_in_link(struct arena *arena, struct text secret);

#endif
