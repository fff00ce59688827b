/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the script of a page needs to ask an authenticator, as JSON with the same names each time. Nothing is written: a challenge carries
 * its own proof (challenge.h).
 */
#include "access/access.h"
#include "access/session.h"
#include "base/random.h"
#include "feature/passkey/own.h"

#include <jansson.h>
#include <stdlib.h>

#define BROWSER_COOKIE "passkey"

enum { COOKIE_CHARACTERS = 43 };

/* --- the site --- */

static bool is_number_address(struct text host)
{
    for (size_t i = 0; i < host.length; i++)
        if (host.data[i] != '.' && (host.data[i] < '0' || host.data[i] > '9'))
            return host.data[i] == '['; /* IPv6 */
    return true;
}

struct passkey_site passkey_site_of(struct text origin)
{
    struct passkey_site site = { .origin = origin };
    bool secure = text_starts_with(site.origin, TEXT("https://"));
    struct text rest = text_slice(site.origin, secure ? sizeof "https://" - 1 : sizeof "http://" - 1, SIZE_MAX);
    site.host = rest;
    if (!text_starts_with(rest, TEXT("[")))
        site.host = text_cut(rest, ':', &rest);
    site.works = text_equal(site.host, TEXT("localhost")) || (secure && !is_number_address(site.host));
    return site;
}

struct passkey_site passkey_site(struct request *request)
{
    return passkey_site_of(request_origin(request));
}

/* --- challenges --- */

struct text passkey_browser(struct request *request)
{
    struct text cookie = request_cookie(request, BROWSER_COOKIE);
    return cookie.length == COOKIE_CHARACTERS ? cookie : TEXT_NULL;
}

/* The cookie of this browser, a new one if it has none. It goes when the browser closes. */
static struct text browser_made(struct request *request)
{
    struct text browser = passkey_browser(request);
    if (text_is_null(browser)) {
        browser = random_token(request->arena);
        request_set_cookie(request, (struct cookie){ .name = BROWSER_COOKIE, .value = browser });
    }
    return browser;
}

struct challenge_for passkey_challenge_for(struct request *request, enum challenge_purpose purpose, struct text bound)
{
    bool signing_in = purpose == CHALLENGE_SIGN_IN;
    return (struct challenge_for){ .purpose = purpose,
                                   .organisation = signing_in ? access_organisation(request_access(request))
                                                              : request->organisation,
                                   .session = signing_in ? (struct session_id){ 0 } : request->session,
                                   .bound = bound };
}

static struct text challenge(struct request *request, enum challenge_purpose purpose, struct text bound)
{
    struct challenge_for about = passkey_challenge_for(request, purpose, bound);
    return challenge_make(request->arena, passkey_key(request), &about, request->now_at);
}

/* --- JSON --- */

static json_t *text_value(struct text text)
{
    return json_stringn(text_bytes(text), text.length);
}

/* Takes the object over. */
static struct outcome answer(struct request *request, json_t *object)
{
    char *written = json_dumps(object, JSON_COMPACT);
    json_decref(object);
    if (!written)
        return respond_status(request, 500);
    struct text text = text_copy(request->arena, text_from(written));
    free(written);
    return outcome_fresh(respond_bytes(request, 200, "application/json", text), FRESHNESS_NEVER);
}

static json_t *credentials_of(struct request *request, const struct passkey_own_rows *rows, struct text host)
{
    json_t *list = json_array();
    for (size_t i = 0; i < rows->count; i++)
        if (text_equal(rows->items[i].host, host))
            json_array_append_new(list, text_value(base64_encode(request->arena, rows->items[i].credential)));
    return list;
}

static int read_own(struct request *request, struct passkey_own_rows *ret_rows)
{
    return passkey_own(request->db, request->arena,
                       (struct passkey_own_in){
                           .organisation = request->organisation, .person = request->person, .most = PASSKEYS_MAXIMUM },
                       ret_rows);
}

struct outcome passkey_use_options(struct request *request)
{
    json_t *object = json_object();
    struct text bound = browser_made(request);
    json_object_set_new(object, "challenge", text_value(challenge(request, CHALLENGE_SIGN_IN, bound)));
    json_object_set_new(object, "host", text_value(passkey_site(request).host));
    return answer(request, object);
}

/* Authenticators show it in their lists: the e-mail address, or the name. */
static struct text account_name(struct request *request)
{
    struct session_account_own account;
    if (session_own_account(request->db, request->arena, request->organisation, request->person, &account) == STATUS_OK)
        return account.email;
    return text_trim(arena_printf(request->arena, "%.*s %.*s", TEXT_ARGS(request->viewer->given_name),
                                  TEXT_ARGS(request->viewer->family_name)));
}

struct outcome passkey_add_options(struct request *request)
{
    struct passkey_site site = passkey_site(request);
    struct passkey_own_rows rows;
    int status = read_own(request, &rows);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    struct text handle =
        rows.count > 0 ? base64_encode(request->arena, rows.items[0].handle) : random_token(request->arena);
    json_t *object = json_object();
    json_object_set_new(object, "challenge", text_value(challenge(request, CHALLENGE_ADD, handle)));
    json_object_set_new(object, "host", text_value(site.host));
    json_object_set_new(object, "credentials", credentials_of(request, &rows, site.host));
    json_object_set_new(object, "handle", text_value(handle));
    json_object_set_new(object, "name", text_value(account_name(request)));
    json_object_set_new(object, "called", text_value(request->viewer->given_name));
    json_object_set_new(object, "site", text_value(request->viewer->organisation_name));
    return answer(request, object);
}
