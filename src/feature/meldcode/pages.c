/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The page of the meldcode files about a child: for who works with the child, is not family of it, and has shown shortly ago who
 * she is. Nobody sees by it whether somebody else has a file.
 */
#include "access/access.h"
#include "access/page.h"
#include "access/scope.h"
#include "access/seal.h"
#include "access/viewer.h"
#include "base/zone.h"
#include "feature/meldcode/meldcode.html.h"
#include "feature/meldcode/own.h"
#include "feature/meldcode/views.h"
#include "http/request.h"

enum { WORDS_MAXIMUM = 8000 };

enum page_field { PAGE_CHILD, PAGE_FIELD__MAX };
enum note_field { NOTE_CHILD, NOTE_FILE, NOTE_STEP, NOTE_WORDS, NOTE_FIELD__MAX };
enum colleague_field { COLLEAGUE_CHILD, COLLEAGUE_FILE, COLLEAGUE_PERSON, COLLEAGUE_FIELD__MAX };
enum close_field { CLOSE_CHILD, CLOSE_FILE, CLOSE_FIELD__MAX };

static const enum word steps[MELDCODE_STEPS] = { WORD_MELDCODE_STEP_SIGNALS, WORD_MELDCODE_STEP_CONSULT,
                                                 WORD_MELDCODE_STEP_TALK, WORD_MELDCODE_STEP_WEIGH,
                                                 WORD_MELDCODE_STEP_DECIDE };

/* --- sealing --- */

/* The child is part of what is sealed, so that words moved to a file about another child do not open. */
static const struct seal *seal_of(struct request *request)
{
    struct seal *seal = ARENA_NEW(request->arena, struct seal);
    *seal = (struct seal){ .purpose = "meldcode", .organisation = request->organisation, .person = { 0 } };
    return seal;
}

static struct text prefix_of(struct request *request)
{
    return arena_printf(request->arena, "%.*s\n",
                        TEXT_ARGS(identity_text(request->arena, request->viewer->child.value)));
}

static struct text seal_words(struct request *request, struct text words)
{
    struct text prefix = prefix_of(request);
    struct text plain = arena_printf(request->arena, "%.*s%.*s", TEXT_ARGS(prefix), TEXT_ARGS(words));
    return seal_close(request_access(request), request->arena, seal_of(request), plain);
}

static bool open_words(struct request *request, struct text sealed, struct text *ret_words)
{
    struct text plain;
    struct text prefix = prefix_of(request);
    if (seal_open(request_access(request), request->arena, seal_of(request), sealed, &plain) != STATUS_OK ||
        !text_starts_with(plain, prefix))
        return false;
    *ret_words = text_slice(plain, prefix.length, plain.length);
    return true;
}

/* --- reading --- */

static struct text name_of(struct request *request, struct text given, struct text family)
{
    return text_is_empty(family) ? given
                                 : arena_printf(request->arena, "%.*s %.*s", TEXT_ARGS(given), TEXT_ARGS(family));
}

static struct text day_of(struct request *request, int64_t at)
{
    return page_day_text(request, zone_date(request->viewer->zone, at), DAY_SHORT);
}

static int read_notes(struct request *request, int64_t file, struct meldcode_file_view *view)
{
    struct meldcode_notes_rows rows;
    int status = meldcode_notes(request->db, request->arena,
                                (struct meldcode_notes_in){ request->organisation, file, request->person }, &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        const struct meldcode_notes_row *row = &rows.items[i];
        struct meldcode_note_view *note = vector_add(request->arena, &view->notes);
        *note = (struct meldcode_note_view){ .step = word(request->words, steps[row->step - 1]),
                                             .author = row->author,
                                             .when = day_of(request, row->created_at),
                                             .words = TEXT("") };
        note->broken = !open_words(request, row->sealed, &note->words);
    }
    return status;
}

static int read_members(struct request *request, int64_t file, struct meldcode_file_view *view)
{
    struct meldcode_members_rows rows;
    int status = meldcode_members(request->db, request->arena,
                                  (struct meldcode_members_in){ request->organisation, file }, &rows);
    view->members = TEXT("");
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        view->members = arena_printf(request->arena, "%.*s%s%.*s", TEXT_ARGS(view->members), i ? ", " : "",
                                     TEXT_ARGS(name_of(request, rows.items[i].given_name, rows.items[i].family_name)));
    return status;
}

static int read_colleagues(struct request *request, int64_t file, struct meldcode_file_view *view)
{
    struct meldcode_colleagues_rows rows;
    int status = meldcode_colleagues(request->db, request->arena,
                                     (struct meldcode_colleagues_in){ .organisation = request->organisation,
                                                                      .child = request->viewer->child,
                                                                      .file = file,
                                                                      .today = request->viewer->today,
                                                                      .centre = SCOPE_READ_CENTRE,
                                                                      .home = SCOPE_SIDE_HOME },
                                     &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        *vector_add(request->arena, &view->colleagues) = (struct meldcode_colleague_view){
            .id = rows.items[i].id, .name = name_of(request, rows.items[i].given_name, rows.items[i].family_name)
        };
    return status;
}

static int read_file(struct request *request, const struct meldcode_files_row *row, struct meldcode_view *view)
{
    struct meldcode_file_view *file = vector_add(request->arena, &view->files);
    *file = (struct meldcode_file_view){ .id = identity_text(request->arena, row->id),
                                         .opened = day_of(request, row->opened_at),
                                         .open = row->closed_at == INSTANT_NONE };
    view->may_open = view->may_open && !file->open;
    int status = read_notes(request, row->id, file);
    if (status == STATUS_OK)
        status = read_members(request, row->id, file);
    if (status == STATUS_OK && file->open)
        status = read_colleagues(request, row->id, file);
    return status;
}

static int read_page(struct request *request, struct meldcode_view *view)
{
    struct access_who who = viewer_who(request->viewer);
    struct child_id child = request->viewer->child;
    struct meldcode_child_row name;
    struct meldcode_files_rows files;
    int status = meldcode_may(request->db, who, child);
    if (status == STATUS_OK)
        status = meldcode_child(request->db, request->arena, (struct meldcode_child_in){ request->organisation, child },
                                &name);
    if (status == STATUS_OK)
        status = meldcode_own_files(request->db, request->arena, who, child, &files);
    if (status != STATUS_OK)
        return status;
    view->name = name.given_name;
    for (int i = 0; i < MELDCODE_STEPS; i++)
        *vector_add(request->arena, &view->steps) =
            (struct meldcode_step_view){ .number = i + 1, .text = word(request->words, steps[i]) };
    for (size_t i = 0; status == STATUS_OK && i < files.count; i++)
        status = read_file(request, &files.items[i], view);
    return status;
}

static struct outcome meldcode_page(struct request *request)
{
    struct child_id child = request->viewer->child;
    struct meldcode_view *view = ARENA_NEW(request->arena, struct meldcode_view);
    *view = (struct meldcode_view){ .family = ADDRESS(request->arena, "/child/{child}/family", address_value(child)),
                                    .note = url_meldcode_note(request->arena, child),
                                    .colleague = url_meldcode_colleague(request->arena, child),
                                    .close = url_meldcode_close(request->arena, child),
                                    .may_open = true };
    int status = read_page(request, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    return outcome_fresh(page_show(request, &(struct page){ .title = word(request->words, WORD_MELDCODE_SHORT),
                                                            .kind = "start",
                                                            .side = PAGE_CENTRE,
                                                            .content = meldcode_view_part(view) }),
                         FRESHNESS_NEVER);
}

/* --- writing --- */

static struct outcome written(struct request *request, void *argument, int status, const struct error *error)
{
    (void)argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    return respond_redirect(request, url_meldcode(request->arena, request->viewer->child).text);
}

static struct outcome note_post(struct request *request)
{
    struct meldcode_write *write = ARENA_NEW(request->arena, struct meldcode_write);
    *write = (struct meldcode_write){ .who = viewer_who(request->viewer),
                                      .child = request->viewer->child,
                                      .file = request_given(request, NOTE_FILE) ? request_id(request, NOTE_FILE) : 0,
                                      .step = request_integer(request, NOTE_STEP),
                                      .sealed = seal_words(request, request_text(request, NOTE_WORDS)) };
    return respond_change(request, meldcode_write, write, written);
}

static struct outcome colleague_post(struct request *request)
{
    struct meldcode_naming *naming = ARENA_NEW(request->arena, struct meldcode_naming);
    *naming = (struct meldcode_naming){ .who = viewer_who(request->viewer),
                                        .child = request->viewer->child,
                                        .file = request_id(request, COLLEAGUE_FILE),
                                        .colleague = { request_id(request, COLLEAGUE_PERSON) } };
    return respond_change(request, meldcode_name_colleague, naming, written);
}

static struct outcome close_post(struct request *request)
{
    struct meldcode_closing *closing = ARENA_NEW(request->arena, struct meldcode_closing);
    *closing = (struct meldcode_closing){ .who = viewer_who(request->viewer),
                                          .child = request->viewer->child,
                                          .file = request_id(request, CLOSE_FILE) };
    return respond_change(request, meldcode_close_file, closing, written);
}

/* --- the table --- */

static const struct field page_fields[] = {
    [PAGE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
};

static const struct field note_fields[] = {
    [NOTE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [NOTE_FILE] = { .name = "meldcode", .type = FIELD_ID },
    [NOTE_STEP] = { .name = "step",
                    .type = FIELD_INTEGER,
                    .required = true,
                    .minimum = 1,
                    .maximum = MELDCODE_STEPS,
                    .label = WORD_MELDCODE_STEP },
    [NOTE_WORDS] = { .name = "words",
                     .type = FIELD_TEXT,
                     .required = true,
                     .maximum = WORDS_MAXIMUM,
                     .label = WORD_MELDCODE_WORDS },
};

static const struct field colleague_fields[] = {
    [COLLEAGUE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [COLLEAGUE_FILE] = { .name = "meldcode", .type = FIELD_ID, .required = true },
    [COLLEAGUE_PERSON] = { .name = "colleague", .type = FIELD_ID, .required = true, .label = WORD_MELDCODE_COLLEAGUE },
};

static const struct field close_fields[] = {
    [CLOSE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [CLOSE_FILE] = { .name = "meldcode", .type = FIELD_ID, .required = true },
};

static const struct route meldcode_route_table[] = {
    ROUTE(GET, MELDCODE_PAGE, RULE_CHILD(SCOPE_READ_CENTRE, PAGE_CHILD), meldcode_page, .fields = FIELDS(page_fields),
          .confirm = true, .title = WORD_MELDCODE_SHORT, .help = "Files of the meldcode, for who is named"),
    ROUTE(POST, "/child/{child}/meldcode", RULE_CHILD(SCOPE_READ_CENTRE, NOTE_CHILD), note_post,
          .fields = FIELDS(note_fields), .confirm = true, .keep_when_signed_out = true,
          .help = "A sealed note; without a file it opens one"),
    ROUTE(POST, "/child/{child}/meldcode/colleague", RULE_CHILD(SCOPE_READ_CENTRE, COLLEAGUE_CHILD), colleague_post,
          .fields = FIELDS(colleague_fields), .confirm = true, .help = "Name a colleague for a file"),
    ROUTE(POST, "/child/{child}/meldcode/close", RULE_CHILD(SCOPE_READ_CENTRE, CLOSE_CHILD), close_post,
          .fields = FIELDS(close_fields), .confirm = true, .help = "Close a file; its term begins"),
};

const struct routes meldcode_routes = ROUTES(meldcode_route_table);

struct address url_meldcode(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/meldcode", address_value(child));
}

struct address url_meldcode_note(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/meldcode", address_value(child));
}

struct address url_meldcode_colleague(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/meldcode/colleague", address_value(child));
}

struct address url_meldcode_close(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/meldcode/close", address_value(child));
}
