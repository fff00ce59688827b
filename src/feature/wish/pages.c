/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Routes of wishes. One address for both sides.
 */
#include "access/client_write.h"
#include "access/page.h"
#include "access/rule.h"
#include "access/viewer.h"
#include "feature/wish/own.h"
#include "feature/wish/wish.html.h"
#include "feature/wish/wish_new.html.h"
#include "http/request.h"
#include "i18n/language.h"

enum new_field { NEW_CHILD, NEW_DAY, NEW_WORDS, NEW_AUDIENCE, NEW_CLIENT };
enum one_field { ONE_CHILD, ONE_WISH, ONE_FIRST };
enum act_field { ACT_CHILD, ACT_WISH, ACT_STEP, ACT_WORDS, ACT_LINE, ACT_SEEN, ACT_CLIENT };

struct address url_wishes(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/wishes", address_value(child));
}

struct address url_wish(struct arena *arena, struct child_id child, struct wish_id wish)
{
    return ADDRESS(arena, "/child/{child}/wishes/{asked}", address_value(child), address_value(wish));
}

static enum page_side side_of(const struct request *request)
{
    return (request->viewer->scope & SCOPE_SIDE_HOME) != 0 ? PAGE_HOME : PAGE_CENTRE;
}

static struct outcome show_page(struct request *request, int http_status, const struct wish_typed *typed)
{
    struct wish_view *view = ARENA_NEW(request->arena, struct wish_view);
    int status = wish_read(request, (struct wish_id){ request_id(request, ONE_WISH) }, typed, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    return page_show(request, &(struct page){ .status = http_status,
                                              .title = word(request->words, WORD_WISH_TITLE),
                                              .kind = "family",
                                              .side = side_of(request),
                                              .content = wish_view_part(view) });
}

static struct outcome page_get(struct request *request)
{
    const struct wish_typed first = { .problem = WORD_WISH_FIRST, .words = TEXT_NULL };
    return show_page(request, 200, request_boolean(request, ONE_FIRST) ? &first : NULL);
}

/* The text, never null, with its language. */
static struct text words_of(struct request *request, size_t field, struct text *ret_language)
{
    struct text words = request_text(request, field);
    *ret_language = text_is_empty(words) ? TEXT("") : text_from(language_about(request->viewer->choice.language)->code);
    return text_is_null(words) ? TEXT("") : words;
}

static struct outcome refuse(struct request *request, size_t field)
{
    request_fault_set(request, field, FIELD_NOT_OFFERED);
    return respond_invalid(request);
}

static struct outcome added(struct request *request, void *argument, int status, const struct error *error)
{
    const struct wish_new *new = argument;
    if (status == STATUS_INVALID && error && error->word != 0) {
        struct wish_new_view *view = ARENA_NEW(request->arena, struct wish_new_view);
        const struct wish_typed typed = { .problem = (enum word)error->word,
                                          .words = new->words,
                                          .chose_readers = request_given(request, NEW_AUDIENCE),
                                          .both_homes = new->both_homes };
        if (wish_read_new(request, new->day, &typed, view) == STATUS_OK)
            return page_show(request, &(struct page){ .status = 422,
                                                      .title = word(request->words, WORD_WISH_TITLE),
                                                      .kind = "family",
                                                      .side = side_of(request),
                                                      .content = wish_new_view_part(view) });
    }
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    return respond_redirect(request, url_handover_day(request->arena, new->child, new->day).text);
}

static struct outcome new_post(struct request *request)
{
    struct wish_new *new = ARENA_NEW(request->arena, struct wish_new);
    struct date today = request->viewer->today;
    *new = (struct wish_new){ .child = request->viewer->child,
                              .day = request_given(request, NEW_DAY) ? request_date(request, NEW_DAY) : today,
                              .both_homes = request_integer(request, NEW_AUDIENCE) != 0,
                              .today = today };
    new->words = words_of(request, NEW_WORDS, &new->language);
    if (client_write_parse(request->arena, request_text(request, NEW_CLIENT), "client_id", request_raw_fields(request),
                           &new->sent) != STATUS_OK)
        return refuse(request, NEW_CLIENT);
    return respond_change(request, wish_add, new, added);
}

static struct outcome acted(struct request *request, void *argument, int status, const struct error *error)
{
    const struct wish_acting *acting = argument;
    if (status == STATUS_INVALID && error && error->word != 0)
        return show_page(request, 422,
                         &(struct wish_typed){ .problem = (enum word)error->word, .words = acting->words });
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    struct text page = url_wish(request->arena, acting->child, acting->wish).text;
    return respond_redirect(request,
                            acting->overtaken ? arena_printf(request->arena, "%.*s?first=1", TEXT_ARGS(page)) : page);
}

static struct outcome act_post(struct request *request)
{
    struct wish_acting *acting = ARENA_NEW(request->arena, struct wish_acting);
    *acting = (struct wish_acting){ .child = request->viewer->child,
                                    .wish = { request_id(request, ACT_WISH) },
                                    .step = (enum wish_step)request_integer(request, ACT_STEP),
                                    .moment = { request_id(request, ACT_LINE) },
                                    .seen = request_given(request, ACT_SEEN) ? request_integer(request, ACT_SEEN) : -1,
                                    .today = request->viewer->today };
    acting->words = words_of(request, ACT_WORDS, &acting->language);
    if (client_write_parse(request->arena, request_text(request, ACT_CLIENT), "client_id", request_raw_fields(request),
                           &acting->sent) != STATUS_OK)
        return refuse(request, ACT_CLIENT);
    return respond_change(request, wish_act, acting, acted);
}

static const char *const audience_names[] = { "group", "both", NULL };

static const struct field new_fields[] = {
    [NEW_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [NEW_DAY] = { .name = "day", .type = FIELD_DATE, .label = WORD_WISH_TITLE },
    [NEW_WORDS] = { .name = "words", .type = FIELD_TEXT, .maximum = WISH_WORDS_MAXIMUM, .label = WORD_WISH_TITLE },
    [NEW_AUDIENCE] = { .name = "audience", .type = FIELD_CHOICE, .choices = audience_names },
    [NEW_CLIENT] = { .name = "client_id", .type = FIELD_LINE, .required = true },
};

static const struct field one_fields[] = {
    [ONE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [ONE_WISH] = { .name = "asked", .type = FIELD_ID, .required = true },
    [ONE_FIRST] = { .name = "first", .type = FIELD_BOOLEAN },
};

static const struct field act_fields[] = {
    [ACT_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [ACT_WISH] = { .name = "asked", .type = FIELD_ID, .required = true },
    [ACT_STEP] = { .name = "act",
                   .type = FIELD_CHOICE,
                   .required = true,
                   .choices = wish_step_names,
                   .label = WORD_WISH_TITLE },
    [ACT_WORDS] = { .name = "words", .type = FIELD_TEXT, .maximum = WISH_WORDS_MAXIMUM, .label = WORD_WISH_ADD },
    [ACT_LINE] = { .name = "line", .type = FIELD_ID },
    [ACT_SEEN] = { .name = "steps", .type = FIELD_INTEGER, .minimum = 0, .maximum = INT32_MAX },
    [ACT_CLIENT] = { .name = "client_id", .type = FIELD_LINE, .required = true },
};

static const struct route wish_route_table[] = {
    ROUTE(POST, "/child/{child}/wishes", RULE_CHILD(SCOPE_WRITE_HOME, NEW_CHILD), new_post,
          .fields = FIELDS(new_fields), .keep_when_signed_out = true, .help = "A guardian asks something for a day"),
    ROUTE(GET, "/child/{child}/wishes/{asked}", RULE_CHILD(WISH_READERS, ONE_CHILD), page_get,
          .fields = FIELDS(one_fields), .tablet = TABLET_OPEN, .title = WORD_WISH_TITLE,
          .help = "A wish for a day and what became of it"),
    ROUTE(POST, "/child/{child}/wishes/{asked}", RULE_CHILD(SCOPE_WRITE, ACT_CHILD), act_post,
          .fields = FIELDS(act_fields), .keep_when_signed_out = true, .tablet = TABLET_OPEN,
          .help = "An answer, a call, what happened, a reaction"),
};

const struct routes wish_routes = ROUTES(wish_route_table);
