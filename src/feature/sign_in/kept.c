/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What was typed when it could not be taken. A form that came in without a session is packed into one hidden field of the
 * sign-in form, and unpacked into a form like the first one afterwards: same names, same values, same client id, so that
 * nothing is written twice. The text is not in the database and not on the server in between. It is shown only to the person
 * whose session had ended; where the browser does not say whose that was, to whoever signs in on that page.
 *
 * Packed: for each field `t` (typed by a person) or `h` (hidden), the name, NUL, the value, NUL; all as base64. A tablet that
 * locks may keep several forms (assets/script/tablet.js): `f`, the address, NUL, what was chosen, NUL stands before the fields
 * of each; the address of the first stands beside it in kept_path too.
 */
#include "access/access.h"
#include "feature/sign_in/kept_fields.html.h"
#include "feature/sign_in/kept_form.html.h"
#include "feature/sign_in/kept_forms.html.h"
#include "feature/sign_in/notice.html.h"
#include "feature/sign_in/own.h"
#include "feature/sign_in/sign_in.h"

/* How the route reads the field; NULL when it does not know it. */
static const struct field *field_named(const struct request *request, struct text name)
{
    for (size_t i = 0; request->route && i < request->route->field_count; i++)
        if (text_equal(text_from(request->route->fields[i].name), name))
            return &request->route->fields[i];
    return NULL;
}

/* Files do not go round. */
static bool may_keep(const struct field *field)
{
    return field && field->type != FIELD_FILE;
}

/* A person's own words. Coded values, ids and the like are lines. */
static bool was_typed(const struct field *field, struct text value)
{
    return field->type == FIELD_TEXT && !text_is_empty(value);
}

/* A form with a password is not sent again by itself. */
static bool has_secret(const struct route *route)
{
    for (size_t i = 0; i < route->field_count; i++)
        if (route->fields[i].type == FIELD_SECRET)
            return true;
    return false;
}

static struct text full_path(struct request *request)
{
    if (text_is_empty(request->query))
        return request->path;
    return arena_printf(request->arena, "%.*s?%.*s", TEXT_ARGS(request->path), TEXT_ARGS(request->query));
}

bool is_own_path(struct text path)
{
    if (path.length == 0 || path.length > PATH_MAXIMUM || path.data[0] != '/')
        return false;
    if (path.length > 1 && (path.data[1] == '/' || path.data[1] == '\\'))
        return false;
    return !text_has_control(path) && text_find(path, TEXT("\n")) == SIZE_MAX &&
           text_find(path, TEXT("\t")) == SIZE_MAX;
}

bool kept_form_of_request(struct request *request, struct kept_form_view *ret_form)
{
    struct raw_fields sent = request_raw_fields(request);
    struct kept_form_view form = { .action = { full_path(request) } };
    if (!request->route || request->method != METHOD_POST || has_secret(request->route) ||
        !is_own_path(form.action.text))
        return false;
    for (size_t i = 0; i < sent.count; i++) {
        const struct field *field = field_named(request, sent.items[i].name);
        if (!may_keep(field) || sent.items[i].broken)
            continue;
        *vector_add(request->arena, &form.fields) = (struct kept_field){
            .name = sent.items[i].name, .value = sent.items[i].value, .shown = was_typed(field, sent.items[i].value)
        };
    }
    if (form.fields.count == 0)
        return false;
    *ret_form = form;
    return true;
}

struct kept kept_of_request(struct request *request)
{
    struct kept kept = { 0 };
    struct kept_form_view form;
    if (!kept_form_of_request(request, &form))
        return kept;
    struct buffer packed;
    buffer_init(&packed, KEPT_MAXIMUM);
    for (size_t i = 0; i < form.fields.count; i++) {
        buffer_put_char(&packed, form.fields.items[i].shown ? 't' : 'h');
        buffer_put(&packed, form.fields.items[i].name);
        buffer_put_char(&packed, '\0');
        buffer_put(&packed, form.fields.items[i].value);
        buffer_put_char(&packed, '\0');
    }
    struct person_id person;
    if (!packed.overflowed && access_former_person(request, &person) == STATUS_OK)
        kept = (struct kept){ .path = form.action.text,
                              .fields = base64_encode(request->arena, buffer_text(&packed)),
                              .person = identity_text(request->arena, person.value) };
    buffer_release(&packed);
    return kept;
}

struct kept kept_of_fields(struct request *request, size_t first)
{
    struct kept kept = { .next = request_text(request, first) };
    struct text path = request_text(request, first + 1);
    if (!is_own_path(kept.next))
        kept.next = TEXT_NULL;
    if (!is_own_path(path))
        return kept;
    kept.path = path;
    kept.fields = request_text(request, first + 2);
    kept.person = request_text(request, first + 3);
    return kept;
}

struct html_part kept_fields_part(const struct kept *kept)
{
    return kept_part(kept);
}

/* Another form begins; the first without its own address goes to the one beside it. */
static struct kept_form_view *add_form(struct arena *arena, struct kept_forms_view *view, struct text action,
                                       struct text chosen)
{
    struct kept_form_view *form = vector_add(arena, &view->forms);
    *form = (struct kept_form_view){ .action = { action }, .chosen = chosen };
    return form;
}

/* The fields again; false when they are not what we packed. */
static bool unpack(struct arena *arena, const struct kept *kept, struct kept_forms_view *view)
{
    struct text rest;
    struct kept_form_view *form = NULL;
    if (base64_decode(arena, kept->fields, &rest) != STATUS_OK || !text_is_utf8(rest))
        return false;
    while (rest.data && rest.length > 0) {
        struct text name = text_cut(rest, '\0', &rest);
        if (!rest.data || name.length < 2)
            return false;
        struct text value = text_cut(rest, '\0', &rest);
        struct text tail = text_slice(name, 1, name.length);
        if (name.data[0] == 'f') {
            if (!is_own_path(tail) || (form && form->fields.count == 0))
                return false;
            form = add_form(arena, view, tail, value);
            continue;
        }
        if (!form)
            form = add_form(arena, view, kept->path, TEXT(""));
        *vector_add(arena, &form->fields) =
            (struct kept_field){ .name = tail, .value = value, .shown = name.data[0] == 't' };
    }
    return form && form->fields.count > 0;
}

/* Several forms on one page: the script sends them one after the other and goes on when all are stored. */
static struct outcome show_forms(struct request *request, const struct kept *kept, struct kept_forms_view *view)
{
    struct text send = word(request->words, WORD_SIGN_IN_KEPT_SEND);
    for (size_t i = 0; i < view->forms.count; i++)
        view->forms.items[i].button = send;
    view->next = (struct address){ is_own_path(kept->next) ? kept->next : TEXT("/") };
    struct text title = word(request->words, WORD_SIGN_IN_KEPT_MANY_TITLE);
    return sign_in_page(request, 200, title, kept_forms_view_part(view));
}

/* Somebody else's: not shown. */
static struct outcome show_other(struct request *request)
{
    struct notice_view *view = ARENA_NEW(request->arena, struct notice_view);
    view->title = word(request->words, WORD_SIGN_IN_KEPT_OTHER_TITLE);
    view->text = word(request->words, WORD_SIGN_IN_KEPT_OTHER_TEXT);
    view->home = ADDRESS(request->arena, "/");
    view->home_text = word(request->words, WORD_ERROR_BACK);
    return sign_in_page(request, 200, view->title, notice_view_part(view));
}

/* The page with one form; its title, sentence and button are the caller's. */
static struct outcome show_form(struct request *request, const struct notice_view *said,
                                const struct kept_form_view *form, struct text button)
{
    struct notice_view *view = ARENA_NEW(request->arena, struct notice_view);
    *view = *said;
    view->home = ADDRESS(request->arena, "/");
    view->home_text = word(request->words, WORD_ERROR_BACK);
    view->form = *form;
    view->form.button = button;
    view->has_form = true;
    return sign_in_page(request, 200, view->title, notice_view_part(view));
}

/* What was kept, unpacked; false with the answer when it is nothing, somebody else's, or not what we packed. */
static bool read_kept(struct request *request, const struct kept *kept, struct person_id person,
                      struct kept_forms_view *view, struct outcome *ret_answer)
{
    int64_t owner = 0;
    bool other =
        !text_is_empty(kept->person) && (identity_parse(kept->person, &owner) != STATUS_OK || owner != person.value);
    if (text_is_empty(kept->path))
        *ret_answer = respond_redirect(request, is_own_path(kept->next) ? kept->next : TEXT("/"));
    else if (other)
        *ret_answer = show_other(request);
    else if (unpack(request->arena, kept, view))
        return true;
    else
        *ret_answer = respond_status(request, 400);
    return false;
}

struct outcome kept_go_on_guarded(struct request *request, const struct kept *kept, struct person_id person,
                                  struct html_part guard)
{
    struct outcome answer;
    struct kept_forms_view *view = ARENA_NEW(request->arena, struct kept_forms_view);
    *view = (struct kept_forms_view){ .guard = guard };
    if (!read_kept(request, kept, person, view, &answer))
        return answer;
    if (view->forms.count != 1)
        return show_forms(request, kept, view);
    const struct notice_view said = { .title = word(request->words, WORD_SIGN_IN_KEPT_TITLE),
                                      .text = word(request->words, WORD_SIGN_IN_KEPT_TEXT),
                                      .guard = guard };
    return show_form(request, &said, &view->forms.items[0], word(request->words, WORD_SIGN_IN_KEPT_SEND));
}

struct outcome kept_go_on(struct request *request, const struct kept *kept, struct person_id person)
{
    return kept_go_on_guarded(request, kept, person, (struct html_part){ 0 });
}

struct outcome kept_confirmed(struct request *request, const struct kept *kept, struct person_id person)
{
    struct outcome answer;
    struct kept_forms_view *view = ARENA_NEW(request->arena, struct kept_forms_view);
    *view = (struct kept_forms_view){ .guard = { 0 } };
    if (!read_kept(request, kept, person, view, &answer))
        return answer;
    if (view->forms.count != 1)
        return show_forms(request, kept, view);
    const struct notice_view said = { .title = word(request->words, WORD_CONFIRM_GO_ON) };
    view->forms.items[0].goes_on = true;
    return show_form(request, &said, &view->forms.items[0], said.title);
}
