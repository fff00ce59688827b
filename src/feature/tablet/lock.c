/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The tablet while nobody works on it: faces and a PIN; locking it; and what a page of the tablet gets when its session has ended.
 */
#include "access/audit.h"
#include "access/page.h"
#include "access/viewer.h"
#include "db/change.h"
#include "feature/handover/handover.h"
#include "feature/tablet/lock.html.h"
#include "feature/tablet/own.h"
#include "feature/tablet/tablet.sql.h"

enum { TINTS = 6 };

static void add_face(struct request *request, const struct tablet_team_rows *rows, size_t i,
                     const struct lock_page *page, struct tablet_lock_view *view)
{
    const struct tablet_team_row *row = &rows->items[i];
    struct tablet_face_view *face = vector_add(request->arena, &view->faces);
    *face = (struct tablet_face_view){ .person = row->person,
                                       .name = tablet_team_name(request->arena, rows, i),
                                       .initial = handover_initial(row->given_name),
                                       .tint = (int)(row->person.value % TINTS) + 1,
                                       .chosen = row->person.value == page->chosen.value };
}

/* Whose text waits, when the page says whose it is. */
static void show_kept(struct request *request, const struct tablet_team_rows *rows, const struct lock_page *page,
                      struct tablet_lock_view *view)
{
    int64_t owner = 0;
    if (text_is_empty(page->kept.path))
        return;
    view->kept_of = word(request->words, WORD_TABLET_KEPT);
    if (text_is_empty(page->kept.person) || identity_parse(page->kept.person, &owner) != STATUS_OK)
        return;
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].person.value == owner) {
            struct word_value values[] = { word_value("name", rows->items[i].given_name) };
            view->kept_of = word_format(request->arena, request->words, WORD_TABLET_KEPT_OF, values, 1);
        }
}

/* Whose text waits is none of the faces: she was signed in on the tablet with an own account, and is asked to be again. */
static bool is_no_face(const struct tablet_team_rows *rows, const struct kept *kept)
{
    int64_t owner = 0;
    if (text_is_empty(kept->path) || identity_parse(kept->person, &owner) != STATUS_OK)
        return false;
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].person.value == owner)
            return false;
    return true;
}

struct outcome tablet_lock_page(struct request *request, const struct tablet *tablet, const struct lock_page *page)
{
    struct tablet_lock_view *view = ARENA_NEW(request->arena, struct tablet_lock_view);
    struct tablet_team_rows rows;
    int status = tablet_team(request->db, request->arena,
                             (struct tablet_team_in){ .organisation = tablet->organisation,
                                                      .care_group = tablet->group,
                                                      .today = tablet->today,
                                                      .reads = works_in_group.reads,
                                                      .acts = works_in_group.acts,
                                                      .now = request->now_at },
                             &rows);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    if (is_no_face(&rows, &page->kept))
        return sign_in_ask(request, page->status, &page->kept, WORD_SIGN_IN_KEPT_HERE);
    for (size_t i = 0; i < rows.count; i++)
        add_face(request, &rows, i, page, view);
    show_kept(request, &rows, page, view);
    view->group = tablet->group_name;
    view->place =
        arena_printf(request->arena, "%.*s · %.*s", TEXT_ARGS(tablet->location_name), TEXT_ARGS(tablet->name));
    if (page->problem)
        view->problem = word(request->words, page->problem);
    view->unlock = ADDRESS(request->arena, "/tablet/unlock");
    view->join = ADDRESS(request->arena, "/tablet/join");
    view->kept = page->kept;
    return sign_in_page(request, page->status, tablet->group_name, tablet_lock_view_part(view));
}

enum { PAGE_CODE, PAGE_NEXT };

/* Somebody works on it: her board. Nobody does: the faces. Elsewhere: the place for a code. */
struct outcome tablet_page(struct request *request)
{
    struct tablet tablet;
    int status = tablet_of_request(request, &tablet);
    if (status == STATUS_NOT_FOUND)
        return tablet_enrol_form(request, 200, request_text(request, PAGE_CODE), 0);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    if (tablet.revoked)
        return tablet_enrol_form(request, 200, request_text(request, PAGE_CODE), WORD_TABLET_REVOKED);
    if (request->viewer && request->viewer->tablet.value == tablet.id.value)
        return respond_redirect(request, url_handover_board(request->arena, tablet.group).text);
    struct lock_page page = { .status = 200, .kept = { .next = request_text(request, PAGE_NEXT) } };
    if (!is_own_path(page.kept.next))
        page.kept.next = TEXT_NULL;
    return tablet_lock_page(request, &tablet, &page);
}

/* --- locking --- */

static int write_lock(struct change *change, void *argument)
{
    (void)argument;
    int status = session_end(change, change->session);
    return status == STATUS_OK ? audit_add(change, "tablet.lock", "session", change->session.value) : status;
}

static struct outcome form_revoked(struct request *request, int status, const struct kept *kept)
{
    return sign_in_ask(request, status, kept,
                       text_is_empty(kept->path) ? WORD_TABLET_REVOKED : WORD_TABLET_REVOKED_KEPT);
}

/* The faces, with a text that waits for its writer; on a tablet that was taken away meanwhile, the sign-in page with it. */
static struct outcome faces_with(struct request *request, const struct lock_page *page)
{
    struct tablet tablet;
    int status = text_is_empty(page->kept.path) ? STATUS_NOT_FOUND : tablet_of_request(request, &tablet);
    if (status != STATUS_OK)
        return respond_redirect(request, url_tablet(request->arena).text);
    request->viewer = NULL; /* who locked it is gone: the page is the tablet's */
    return tablet.revoked ? form_revoked(request, page->status, &page->kept) : tablet_lock_page(request, &tablet, page);
}

static struct outcome locked(struct request *request, void *argument, int status, const struct error *error)
{
    const struct lock_page *page = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    access_session_ended(request_access(request), request->session);
    return faces_with(request, page);
}

/* Also for an own account on the tablet, and after the session has ended: the script locks first, and then brings what was not sent yet. */
struct outcome tablet_lock_post(struct request *request)
{
    struct lock_page *page = ARENA_NEW(request->arena, struct lock_page);
    *page = (struct lock_page){ .status = 200, .kept = kept_of_fields(request, LOCK_KEPT) };
    if (!request->viewer || request->viewer->lock_ms == 0)
        return faces_with(request, page);
    return respond_change(request, write_lock, page, locked);
}

/* The gate has seen that somebody touches the tablet; there is nothing more to it. */
struct outcome tablet_touch_post(struct request *request)
{
    return respond_status(request, 204);
}

/* --- a session that has ended --- */

static struct outcome form_locked(struct request *request, int status, const struct kept *kept)
{
    struct tablet tablet;
    int found = tablet_of_request(request, &tablet);
    if (found != STATUS_OK)
        return respond_failure(request, found, NULL);
    struct lock_page page = { .status = status, .kept = *kept };
    return tablet_lock_page(request, &tablet, &page);
}

static struct outcome signed_out(struct request *request)
{
    struct tablet tablet;
    int status = tablet_of_request(request, &tablet);
    if (status == STATUS_NOT_FOUND)
        return sign_in_signed_out(request);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    return ask_first(request, &(struct asking){ .page = url_tablet(request->arena),
                                                .name = word(request->words, WORD_TABLET_UNLOCK),
                                                .title = word(request->words, WORD_TABLET_LOCKED_TITLE),
                                                .text = word(request->words, tablet.revoked ? WORD_TABLET_REVOKED
                                                                                            : WORD_TABLET_LOCKED_TEXT),
                                                .form = tablet.revoked ? form_revoked : form_locked });
}

static struct outcome confirm(struct request *request)
{
    return request->viewer && request->viewer->tablet.value ? tablet_confirm_ask(request)
                                                            : sign_in_confirm_ask(request);
}

void tablet_hooks(struct http_hooks *hooks)
{
    hooks->signed_out = signed_out;
    hooks->confirm = confirm;
}
