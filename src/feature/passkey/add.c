/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Making a passkey. Who still has to show a second factor may make one only when she has none at all: otherwise a stolen password would
 * be enough to add a factor of the thief's own (T1).
 */
#include "access/access.h"
#include "access/audit.h"
#include "access/page.h"
#include "access/session.h"
#include "access/viewer.h"
#include "base/log.h"
#include "base/random.h"
#include "db/change.h"
#include "feature/account_news/account_news.h"
#include "feature/passkey/add.html.h"
#include "feature/passkey/own.h"

/* One that is being made. */
struct making {
    struct passkey_made made;
    struct text host;
    struct text handle; /* bytes */
    struct text chance;
    struct text name;
    bool strengthens; /* the session had one factor */
    struct secret secret;
};

static struct outcome show(struct request *request, int status, int problem)
{
    struct passkey_add_view *view = ARENA_NEW(request->arena, struct passkey_add_view);
    struct text typed = request->method == METHOD_POST ? request_text(request, ADD_NAME) : TEXT_NULL;
    *view = (struct passkey_add_view){
        .problem = problem ? word(request->words, (enum word)problem) : TEXT_NULL,
        .name = text_is_empty(typed) ? session_device(request) : typed,
        .works = passkey_site(request).works,
        .action = ADDRESS(request->arena, "/passkeys/new"),
        .back = url_passkeys(request->arena),
    };
    struct page page = { .status = status,
                         .title = word(request->words, WORD_PASSKEY_ADD),
                         .kind = "gate",
                         .content = passkey_add_view_part(view) };
    return outcome_fresh(page_show(request, &page), FRESHNESS_NEVER);
}

/* STATUS_DENIED for who has a second factor and did not show it; STATUS_CONFLICT when there are enough. */
static int may_add(struct db *db, struct arena *arena, const struct viewer *viewer, struct text host)
{
    struct passkey_numbers_row row;
    int status = passkey_numbers(
        db, arena,
        (struct passkey_numbers_in){ .organisation = viewer->organisation, .person = viewer->person, .host = host },
        &row);
    if (status != STATUS_OK)
        return status;
    if (viewer->factor_due && (viewer->has_factor || viewer->has_passkey))
        return STATUS_DENIED;
    return row.every < PASSKEYS_MAXIMUM ? STATUS_OK : STATUS_CONFLICT;
}

struct outcome passkey_add_page(struct request *request)
{
    int status = may_add(request->db, request->arena, request->viewer, passkey_site(request).host);
    if (status == STATUS_CONFLICT)
        return show(request, 409, WORD_PASSKEY_FULL);
    return status == STATUS_OK ? show(request, 200, 0) : respond_failure(request, status, NULL);
}

/* What the authenticator sent, checked. */
static int read_making(struct request *request, struct making *making, int *ret_problem)
{
    struct passkey_site site = passkey_site(request);
    struct text handle = request_text(request, ADD_HANDLE);
    struct challenge_for about = passkey_challenge_for(request, CHALLENGE_ADD, handle);
    struct passkey_asked asked = { site.origin, site.host, request_text(request, ADD_CHALLENGE) };
    struct text client_data = TEXT("");
    struct text attestation = TEXT("");
    if (base64_decode(request->arena, handle, &making->handle) != STATUS_OK ||
        challenge_check(request->arena, passkey_key(request), &about, asked.challenge, request->now_at,
                        &making->chance) != STATUS_OK) {
        *ret_problem = WORD_PASSKEY_TOO_LATE;
        return STATUS_INVALID;
    }
    enum passkey_fault fault = PASSKEY_MALFORMED;
    if (base64_decode(request->arena, request_text(request, ADD_CLIENT_DATA), &client_data) == STATUS_OK &&
        base64_decode(request->arena, request_text(request, ADD_ATTESTATION), &attestation) == STATUS_OK)
        fault = passkey_verify_made(request->arena, &asked, client_data, attestation, &making->made);
    making->host = site.host;
    if (fault == PASSKEY_FINE)
        return STATUS_OK;
    log_info("passkey.refused", LOG_TEXT("why", text_from(passkey_fault_name(fault))));
    *ret_problem = fault == PASSKEY_MALFORMED ? WORD_PASSKEY_NOT_MADE : passkey_fault_word(fault);
    return STATUS_INVALID;
}

static int insert(struct change *change, const struct making *making, struct passkey_id id)
{
    int64_t changed = 0;
    int status = passkey_insert(change->db,
                                (struct passkey_insert_in){ .organisation = change->organisation,
                                                            .id = id,
                                                            .person = change->actor,
                                                            .host = making->host,
                                                            .handle = making->handle,
                                                            .credential = making->made.credential,
                                                            .algorithm = making->made.algorithm,
                                                            .public_key = making->made.public_key,
                                                            .counter = making->made.counter,
                                                            .synced = making->made.synced,
                                                            .name = making->name,
                                                            .created_at = change->now_at },
                                &changed);
    return status == STATUS_OK && changed == 0 ? STATUS_CONFLICT : status;
}

/* Again inside the transaction: two windows must not add a twenty-first, nor a first one twice with one factor. */
static int write_made(struct change *change, void *argument)
{
    const struct making *making = argument;
    struct passkey_id id = CHANGE_MINT(change, passkey);
    struct passkey_numbers_row row;
    int status =
        passkey_numbers(change->db, change->arena,
                        (struct passkey_numbers_in){
                            .organisation = change->organisation, .person = change->actor, .host = making->host },
                        &row);
    if (status == STATUS_OK && (row.every >= PASSKEYS_MAXIMUM || (making->strengthens && row.every > 0)))
        return STATUS_CONFLICT;
    if (status == STATUS_OK)
        status = passkey_challenge_take(change, making->chance);
    if (status == STATUS_OK)
        status = insert(change, making, id);
    if (status == STATUS_OK && making->strengthens)
        status = session_strengthen(change, change->session, SESSION_PROOF_PASSKEY, making->secret.hash);
    if (status == STATUS_OK)
        status = audit_add(change, "passkey.add", "passkey", id.value);
    return status == STATUS_OK ? account_news_tell(change, change->actor, ACCOUNT_NEWS_PASSKEY) : status;
}

static struct outcome after_made(struct request *request, void *argument, int status, const struct error *error)
{
    const struct making *making = argument;
    if (status == STATUS_CONFLICT)
        return show(request, 409, WORD_PASSKEY_NOT_MADE);
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    if (making->strengthens)
        session_set_cookie(request, making->secret);
    return respond_redirect(request, TEXT("/passkeys?told=made"));
}

struct outcome passkey_add_post(struct request *request)
{
    struct making *making = ARENA_NEW(request->arena, struct making);
    int problem = 0;
    int status = may_add(request->db, request->arena, request->viewer, passkey_site(request).host);
    if (status == STATUS_CONFLICT)
        return show(request, 409, WORD_PASSKEY_FULL);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    if (read_making(request, making, &problem) != STATUS_OK)
        return show(request, 422, problem);
    making->name = request_text(request, ADD_NAME);
    if (text_is_empty(making->name))
        making->name = session_device(request);
    making->strengthens = request->viewer->factor_due;
    making->secret = secret_new(request->arena);
    return respond_change(request, write_made, making, after_made);
}
