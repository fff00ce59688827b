/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Pages for what did not work out: what happened, what was kept, what to do. What was typed in a form stands on the page and
 * can be sent again with the same client id.
 */
#include "access/viewer.h"
#include "base/log.h"
#include "base/url.h"
#include "feature/sign_in/notice.html.h"
#include "feature/sign_in/own.h"
#include "feature/sign_in/sign_in.h"

/* How a status is told. */
struct telling {
    int status;
    enum word title;
    enum word text;
    bool again; /* sending the same again may work */
    bool look;  /* the page shows something newer by now */
};

static const struct telling tellings[] = {
    { 400, WORD_ERROR_REQUEST_TITLE, WORD_ERROR_REQUEST_TEXT, false, false },
    { 403, WORD_ERROR_DENIED_TITLE, WORD_ERROR_DENIED_TEXT, true, false },
    { 404, WORD_ERROR_NOT_FOUND_TITLE, WORD_ERROR_NOT_FOUND_TEXT, true, false },
    { 405, WORD_ERROR_NOT_FOUND_TITLE, WORD_ERROR_NOT_FOUND_TEXT, false, false },
    { 409, WORD_ERROR_CONFLICT_TITLE, WORD_ERROR_CONFLICT_TEXT, true, true },
    { 413, WORD_ERROR_TOO_LARGE_TITLE, WORD_ERROR_TOO_LARGE_TEXT, false, false },
    { 415, WORD_ERROR_REQUEST_TITLE, WORD_ERROR_REQUEST_TEXT, false, false },
    { 422, WORD_ERROR_INVALID_TITLE, WORD_ERROR_INVALID_TEXT, true, false },
    { 429, WORD_ERROR_TOO_OFTEN_TITLE, WORD_ERROR_TOO_OFTEN_TEXT, true, false },
    { 500, WORD_ERROR_FAILED_TITLE, WORD_ERROR_FAILED_TEXT, true, false },
    { 503, WORD_ERROR_BUSY_TITLE, WORD_ERROR_BUSY_TEXT, true, false },
};

static const struct telling *telling_of(int status)
{
    static const struct telling other = { 500, WORD_ERROR_FAILED_TITLE, WORD_ERROR_FAILED_TEXT, true, false };
    static const struct telling strange = { 400, WORD_ERROR_REQUEST_TITLE, WORD_ERROR_REQUEST_TEXT, false, false };
    for (size_t i = 0; i < sizeof tellings / sizeof tellings[0]; i++)
        if (tellings[i].status == status)
            return &tellings[i];
    return status < 500 ? &strange : &other;
}

/* The page that the form was on, when the browser says so. */
static bool page_before(struct request *request, struct address *ret_address)
{
    struct text referer = request_header(request, "Referer");
    struct text origin = request_origin(request);
    if (!text_starts_with(referer, origin))
        return false;
    struct text path = text_slice(referer, origin.length, referer.length);
    if (!is_own_path(path))
        return false;
    *ret_address = (struct address){ path };
    return true;
}

static struct notice_view *notice_make(struct request *request, enum word title, enum word text)
{
    struct notice_view *view = ARENA_NEW(request->arena, struct notice_view);
    view->title = word(request->words, title);
    view->text = word(request->words, text);
    view->home = ADDRESS(request->arena, "/");
    view->home_text = word(request->words, WORD_ERROR_BACK);
    return view;
}

/* Puts what was typed under the message. */
static void add_form(struct request *request, struct notice_view *view)
{
    view->has_form = kept_form_of_request(request, &view->form);
    view->form.button = word(request->words, WORD_ERROR_AGAIN);
    bool shown = false;
    for (size_t i = 0; view->has_form && i < view->form.fields.count; i++)
        shown = shown || view->form.fields.items[i].shown;
    if (shown)
        view->kept = word(request->words, WORD_ERROR_KEPT);
}

static struct outcome refuse(struct request *request, int status)
{
    static const struct telling over = { 403, WORD_ROLE_OVER_TITLE, WORD_ROLE_OVER_TEXT, false, false };
    static const struct telling not_here = { 403, WORD_TABLET_NOT_HERE_TITLE, WORD_TABLET_NOT_HERE_TEXT, true, false };
    const struct viewer *viewer = request->viewer;
    const struct telling *telling = viewer && viewer->over       ? &over
                                    : viewer && viewer->not_here ? &not_here
                                                                 : telling_of(status);
    struct notice_view *view = notice_make(request, telling->title, telling->text);
    /* A change that failed for a reason of its own says it in its own words. */
    if (request->error && request->error->word != 0)
        view->text = word_format(request->arena, request->words, (enum word)request->error->word,
                                 &(struct word_value){ .name = "value", .text = request->error->argument }, 1);
    if (telling->again)
        add_form(request, view);
    view->has_look = telling->look && page_before(request, &view->look);
    return sign_in_page(request, status, view->title, notice_view_part(view));
}

/* What is wrong with one field, in a sentence. */
static struct text fault_text(struct request *request, const struct field *field, enum field_fault fault)
{
    static const enum word sentences[FIELD_FAULT__MAX] = {
        [FIELD_MISSING] = WORD_FORM_MISSING,     [FIELD_MALFORMED] = WORD_FORM_MALFORMED,
        [FIELD_TOO_SMALL] = WORD_FORM_TOO_SMALL, [FIELD_TOO_LARGE] = WORD_FORM_TOO_LARGE,
        [FIELD_TOO_SHORT] = WORD_FORM_TOO_SHORT, [FIELD_TOO_LONG] = WORD_FORM_TOO_LONG,
        [FIELD_NOT_TEXT] = WORD_FORM_NOT_TEXT,   [FIELD_NOT_OFFERED] = WORD_FORM_NOT_OFFERED,
        [FIELD_TOO_MANY] = WORD_FORM_TOO_MANY,   [FIELD_FILE_TOO_LARGE] = WORD_FORM_FILE_TOO_LARGE,
    };
    int64_t most = field->maximum;
    if (most == 0 && field->type == FIELD_TEXT)
        most = FIELD_TEXT_DEFAULT_MAXIMUM;
    if (most == 0 && field->type == FIELD_LINE)
        most = FIELD_LINE_DEFAULT_MAXIMUM;
    struct word_value values[] = {
        word_value("field", word(request->words, (enum word)field->label)),
        word_value("least", field->minimum),
        word_value("most", most),
        word_value("n", fault == FIELD_TOO_SHORT ? field->minimum : most),
    };
    return word_format(request->arena, request->words, sentences[fault], values, sizeof values / sizeof values[0]);
}

static struct outcome invalid(struct request *request)
{
    struct notice_view *view = notice_make(request, WORD_ERROR_INVALID_TITLE, WORD_ERROR_INVALID_TEXT);
    for (size_t i = 0; i < request->route->field_count; i++) {
        const struct field *field = &request->route->fields[i];
        enum field_fault fault = request_fault(request, i);
        if (fault != FIELD_FINE && field->label != 0)
            *vector_add(request->arena, &view->messages) = fault_text(request, field, fault);
    }
    view->has_form = kept_form_of_request(request, &view->form);
    view->form.button = word(request->words, WORD_ERROR_AGAIN);
    return sign_in_page(request, 422, view->title, notice_view_part(view));
}

/* The script and live events are told by the status alone: the script asks for signing in and sends again. */
static bool is_for_script(const struct request *request)
{
    return request->fragment || (request->method == METHOD_GET && request->route && request->route->title == 0);
}

/* Where the page that asks leads back to. */
static struct text next_of(struct request *request)
{
    struct text path = request->path;
    if (request->method != METHOD_GET) {
        struct address before;
        return page_before(request, &before) ? before.text : TEXT_NULL;
    }
    if (!text_is_empty(request->query))
        path = arena_printf(request->arena, "%.*s?%.*s", TEXT_ARGS(path), TEXT_ARGS(request->query));
    return text_equal(path, TEXT("/")) || !is_own_path(path) ? TEXT_NULL : path;
}

struct outcome ask_first(struct request *request, const struct asking *asking)
{
    if (is_for_script(request)) {
        struct notice_view *view = ARENA_NEW(request->arena, struct notice_view);
        *view = (struct notice_view){
            .title = asking->title, .text = asking->text, .home = asking->page, .home_text = asking->name
        };
        request_set_header(request, "Samenspel-Sign-In", asking->page.text);
        return sign_in_page(request, 401, view->title, notice_view_part(view));
    }
    struct text next = next_of(request);
    if (request->method == METHOD_GET && text_is_empty(next))
        return respond_redirect(request, asking->page.text);
    if (request->method == METHOD_GET)
        return respond_redirect(request, arena_printf(request->arena, "%.*s?next=%.*s", TEXT_ARGS(asking->page.text),
                                                      TEXT_ARGS(url_encode(request->arena, next))));
    struct kept kept = kept_of_request(request);
    kept.next = next;
    return asking->form(request, 401, &kept);
}

struct outcome sign_in_ask(struct request *request, int status, const struct kept *kept, enum word told)
{
    struct sign_in_view view = { .kept = *kept, .told = word(request->words, told) };
    return sign_in_form(request, status, &view);
}

static struct outcome form_signed_out(struct request *request, int status, const struct kept *kept)
{
    struct sign_in_view view = { .kept = *kept };
    view.kept.next = TEXT_NULL;
    view.told = word(request->words, kept->path.length ? WORD_SIGN_IN_KEPT_HERE : WORD_SIGN_IN_KEPT_LOST);
    return sign_in_form(request, status, &view);
}

struct outcome sign_in_signed_out(struct request *request)
{
    return ask_first(request, &(struct asking){ .page = url_sign_in(request->arena),
                                                .name = word(request->words, WORD_SIGN_IN_TITLE),
                                                .title = word(request->words, WORD_ERROR_SIGNED_OUT_TITLE),
                                                .text = word(request->words, WORD_ERROR_SIGNED_OUT_TEXT),
                                                .form = form_signed_out });
}

/* The language is all that is known of who asks. */
static struct outcome misdirected(struct request *request)
{
    struct words_choice choice = { .language =
                                       language_accept(request_header(request, "Accept-Language"), LANGUAGE_NL) };
    request->words = words_choose(choice);
    struct notice_view *view = notice_make(request, WORD_ERROR_MISDIRECTED_TITLE, WORD_ERROR_MISDIRECTED_TEXT);
    view->home_text = TEXT("");
    return sign_in_page(request, 421, view->title, notice_view_part(view));
}

void sign_in_hooks(struct http_hooks *hooks)
{
    hooks->refuse = refuse;
    hooks->invalid = invalid;
    hooks->signed_out = sign_in_signed_out;
    hooks->misdirected = misdirected;
    hooks->confirm = sign_in_confirm_ask;
}
