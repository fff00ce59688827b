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

#include "base/identity.h"
#include "html/address.h"
#include "html/html.h"
#include "http/outcome.h"
#include "http/route.h"
#include "http/server.h"
#include "i18n/word.h"

struct request;

/* /sign-in, /sign-in/kept, /sign-in/passkey, /in/{secret}, /sign-out, /password, /confirm, /language. */
extern const struct routes sign_in_routes;

/* Fills the hooks refuse, invalid, signed_out and confirm. */
void sign_in_hooks(struct http_hooks *hooks);

/* The last two of them, for feature/tablet, which answers otherwise on a tablet. */
struct outcome sign_in_signed_out(struct request *request);
struct outcome sign_in_confirm_ask(struct request *request);

struct address url_sign_in(struct arena *arena);

/* Where the answer of a passkey goes; GET gives what to ask it. */
struct address url_sign_in_passkey(struct arena *arena);

/* Where a text goes that was kept while somebody signed in in another tab. */
struct address url_sign_in_kept(struct arena *arena);

/* Where who is signed in chooses a password. */
struct address url_password(struct arena *arena);

/* Where who is signed in shows again who they are; ?next= says where to go then. */
struct address url_confirm(struct arena *arena);

/* The page of a sign-in link; `secret` is the text of a struct secret. Behind the site's origin it is what a person gets. */
struct address url_sign_in_link(struct arena *arena, struct text secret);

/*
 * --- asking somebody to show who they are in the middle of something, and going on afterwards ---
 *
 * For the pages of this folder, feature/second_factor and feature/passkey. What was typed comes along in hidden fields of the
 * page that asks, see kept.c.
 */

enum {
    KEPT_MAXIMUM = 64 * 1024,    /* bytes of names and values that are kept over signing in; tablet.js knows it too */
    KEPT_CHARACTERS = 88 * 1024, /* the same as base64 in a form, with room for short names */
    PATH_MAXIMUM = 2000          /* bytes of an address to go back to */
};

/* A text on its way over signing in: hidden fields of the form that asks. */
struct kept {
    struct text path;   /* where it was going, with query; null: nothing is kept */
    struct text fields; /* names and values, see kept.c */
    struct text person; /* whose it is, as an id; empty: not known */
    struct text next;   /* where to go then, when nothing is kept; may be null */
};

/* The four fields of such a form, one after the other in a route's table: KEPT_FIELDS(SIGN_IN_NEXT). */
#define KEPT_FIELDS(first)                                                                     \
    [(first)] = { .name = "next", .type = FIELD_LINE, .maximum = PATH_MAXIMUM },               \
    [(first) + 1] = { .name = "kept_path", .type = FIELD_LINE, .maximum = PATH_MAXIMUM },      \
    [(first) + 2] = { .name = "kept_fields", .type = FIELD_LINE, .maximum = KEPT_CHARACTERS }, \
    [(first) + 3] = { .name = "kept_person", .type = FIELD_LINE }
enum { KEPT_FIELD_COUNT = 4 };

/* What the fields of KEPT_FIELDS(first) hold; `path` and `next` are null when they are not addresses of this site. */
struct kept kept_of_fields(struct request *request, size_t first);

/* What the request's own form had typed in it; `path` is null when it does not fit or there is nothing. */
struct kept kept_of_request(struct request *request);

/* The hidden fields of a form that asks: {{slot}} it. `kept` must live until the page is written. */
struct html_part kept_fields_part(const struct kept *kept);

/* Going on: the text ready to be sent, or that it was somebody else's, or a redirect to `next`, or to the start page. */
struct outcome kept_go_on(struct request *request, const struct kept *kept, struct person_id person);

/* The same for who has just shown who she is: she knows what she was doing, so the script sends it on at once. */
struct outcome kept_confirmed(struct request *request, const struct kept *kept, struct person_id person);

/* The same on the tablet of a group, which locks again while the text stands there: `guard` is the mark by which the script
 * knows (views/guard.html of feature/tablet). */
struct outcome kept_go_on_guarded(struct request *request, const struct kept *kept, struct person_id person,
                                  struct html_part guard);

/* The form that signs in by passkey and then goes on with `kept`, for a page that asks; false where the site or who is signed
 * in has none. */
bool passkey_way_part(struct request *request, const struct kept *kept, struct html_part *ret_part);

/* Where somebody may be sent: an address of this site, at most PATH_MAXIMUM bytes. */
bool is_own_path(struct text path);

/* The sign-in page with a sentence, for somebody who has to sign in as herself to go on with `kept`. */
struct outcome sign_in_ask(struct request *request, int status, const struct kept *kept, enum word told);

/* A page of the gate, never kept by the browser; for the script only the part. */
struct outcome sign_in_page(struct request *request, int status, struct text title, struct html_part content);

/* A hook of http/server.h that asks: a page is sent to `page`?next=..., the script is told by 401, and a form gets the page
 * that `form` makes, with what was typed kept in it. */
struct asking {
    struct address page;
    struct text name;  /* of the page */
    struct text title; /* what the script's user reads */
    struct text text;
    struct outcome (*form)(struct request *request, int status, const struct kept *kept);
};
struct outcome ask_first(struct request *request, const struct asking *asking);

#endif
