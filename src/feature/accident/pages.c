/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Routes of accidents. One address for both sides.
 */
#include "access/page.h"
#include "access/rule.h"
#include "access/viewer.h"
#include "base/zone.h"
#include "feature/accident/accident.html.h"
#include "feature/accident/accidents.html.h"
#include "feature/accident/own.h"
#include "i18n/language.h"

enum list_field { LIST_CHILD };
enum new_field { NEW_CHILD, NEW_DAY, NEW_TIME, NEW_PLACE, NEW_WHAT, NEW_BODY, NEW_DONE, NEW_WITNESS };
enum one_field { ONE_CHILD, ONE_ACCIDENT };
enum words_field {
    WORDS_CHILD,
    WORDS_ACCIDENT,
    WORDS_VERSION,
    WORDS_PLACE,
    WORDS_WHAT,
    WORDS_BODY,
    WORDS_DONE,
    WORDS_WITNESS
};
enum call_field { CALL_CHILD, CALL_ACCIDENT, CALL_GUARDIAN, CALL_RESULT, CALL_NOTE };
enum show_field { SHOW_CHILD, SHOW_ACCIDENT, SHOW_HOME };
enum account_field { ACCOUNT_CHILD, ACCOUNT_ACCIDENT, ACCOUNT_WORDS };

/* CALL_RESULT, in the order of its choices. */
enum call_result { RESULT_REACHED, RESULT_NOT_REACHED, RESULT_DOOR };

struct address url_accidents(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/accidents", address_value(child));
}

struct address url_accident(struct arena *arena, struct child_id child, struct accident_id accident)
{
    return ADDRESS(arena, "/child/{child}/accidents/{accident}", address_value(child), address_value(accident));
}

struct address url_accident_words(struct arena *arena, struct child_id child, struct accident_id accident)
{
    return ADDRESS(arena, "/child/{child}/accidents/{accident}/words", address_value(child), address_value(accident));
}

struct address url_accident_call(struct arena *arena, struct child_id child, struct accident_id accident)
{
    return ADDRESS(arena, "/child/{child}/accidents/{accident}/call", address_value(child), address_value(accident));
}

struct address url_accident_show(struct arena *arena, struct child_id child, struct accident_id accident)
{
    return ADDRESS(arena, "/child/{child}/accidents/{accident}/show", address_value(child), address_value(accident));
}

struct address url_accident_account(struct arena *arena, struct child_id child, struct accident_id accident)
{
    return ADDRESS(arena, "/child/{child}/accidents/{accident}/account", address_value(child), address_value(accident));
}

struct address url_accident_sign(struct arena *arena, struct child_id child, struct accident_id accident)
{
    return ADDRESS(arena, "/child/{child}/accidents/{accident}/sign", address_value(child), address_value(accident));
}

/* --- showing --- */

static struct text title_of(struct request *request, struct text name)
{
    struct word_value values[] = { word_value("name", name) };
    return word_format(request->arena, request->words, WORD_ACCIDENT_TITLE, values, 1);
}

static struct outcome show_list(struct request *request, int http_status, const struct accident_typed *typed)
{
    struct accidents_view *view = ARENA_NEW(request->arena, struct accidents_view);
    int status = accidents_read(request, typed, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    return page_show(request, &(struct page){ .status = http_status,
                                              .title = title_of(request, view->name),
                                              .kind = "family",
                                              .side = view->is_home ? PAGE_HOME : PAGE_CENTRE,
                                              .content = accidents_view_part(view) });
}

static struct outcome show_one(struct request *request, int http_status, const struct accident_typed *typed)
{
    struct accident_view *view = ARENA_NEW(request->arena, struct accident_view);
    int status = accident_read(request, (struct accident_id){ request_id(request, ONE_ACCIDENT) }, typed, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    return page_show(request, &(struct page){ .status = http_status,
                                              .title = title_of(request, view->name),
                                              .kind = "family",
                                              .side = view->is_home ? PAGE_HOME : PAGE_CENTRE,
                                              .content = accident_view_part(view) });
}

static struct outcome list_get(struct request *request)
{
    return show_list(request, 200, NULL);
}

static struct outcome one_get(struct request *request)
{
    return show_one(request, 200, NULL);
}

static struct text text_of(struct request *request, size_t field)
{
    struct text text = request_text(request, field);
    return text_is_null(text) ? TEXT("") : text;
}

/* The page of the notice again; with a sentence and `typed` when it could not be taken. */
static struct outcome after(struct request *request, struct accident_typed *typed, int status,
                            const struct error *error)
{
    bool told = (status == STATUS_INVALID || status == STATUS_CONFLICT) && error && error->word != 0;
    if (told) {
        typed->problem = (enum word)error->word;
        return show_one(request, status == STATUS_INVALID ? 422 : 409, typed);
    }
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    struct accident_id accident = { request_id(request, ONE_ACCIDENT) };
    return respond_redirect(request, url_accident(request->arena, request->viewer->child, accident).text);
}

/* --- writing --- */

static struct outcome new_written(struct request *request, void *argument, int status, const struct error *error)
{
    const struct accident_write *write = argument;
    if (status == STATUS_INVALID && error && error->word != 0)
        return show_list(request, 422,
                         &(struct accident_typed){ .problem = (enum word)error->word,
                                                   .is_form = true,
                                                   .words = write->words,
                                                   .day = request_typed(request, NEW_DAY),
                                                   .time = request_typed(request, NEW_TIME),
                                                   .account = TEXT_NULL });
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    return respond_redirect(request, url_accident(request->arena, write->child, write->accident).text);
}

static struct outcome new_post(struct request *request)
{
    struct accident_write *write = ARENA_NEW(request->arena, struct accident_write);
    struct date today = request->viewer->today;
    *write = (struct accident_write){ .child = request->viewer->child,
                                      .words = { .place = text_of(request, NEW_PLACE),
                                                 .what = text_of(request, NEW_WHAT),
                                                 .body = text_of(request, NEW_BODY),
                                                 .done = text_of(request, NEW_DONE),
                                                 .witness = text_of(request, NEW_WITNESS) },
                                      .day = request_given(request, NEW_DAY) ? request_date(request, NEW_DAY) : today,
                                      .at = request->now_at,
                                      .today = today };
    if (request_given(request, NEW_TIME))
        write->at = zone_instant(request->viewer->zone, write->day, (int32_t)request_integer(request, NEW_TIME));
    else if (!date_equal(write->day, today))
        write->at = zone_instant(request->viewer->zone, write->day, DAY_MINUTES / 2);
    return respond_change(request, accident_write, write, new_written);
}

static struct outcome words_written(struct request *request, void *argument, int status, const struct error *error)
{
    const struct accident_write *write = argument;
    struct accident_typed *typed = ARENA_NEW(request->arena, struct accident_typed);
    *typed = (struct accident_typed){ .is_form = true, .words = write->words, .account = TEXT_NULL };
    return after(request, typed, status, error);
}

static struct outcome words_post(struct request *request)
{
    struct accident_write *write = ARENA_NEW(request->arena, struct accident_write);
    *write = (struct accident_write){ .child = request->viewer->child,
                                      .accident = { request_id(request, WORDS_ACCIDENT) },
                                      .version = request_integer(request, WORDS_VERSION),
                                      .words = { .place = text_of(request, WORDS_PLACE),
                                                 .what = text_of(request, WORDS_WHAT),
                                                 .body = text_of(request, WORDS_BODY),
                                                 .done = text_of(request, WORDS_DONE),
                                                 .witness = text_of(request, WORDS_WITNESS) },
                                      .today = request->viewer->today };
    return respond_change(request, accident_write, write, words_written);
}

/* --- telling and answering --- */

static struct outcome touched(struct request *request, void *argument, int status, const struct error *error)
{
    const struct accident_touch *touch = argument;
    struct accident_typed *typed = ARENA_NEW(request->arena, struct accident_typed);
    *typed = (struct accident_typed){ .account = touch->words };
    return after(request, typed, status, error);
}

static struct outcome called(struct request *request, void *argument, int status, const struct error *error)
{
    (void)argument;
    struct accident_typed *typed = ARENA_NEW(request->arena, struct accident_typed);
    *typed = (struct accident_typed){ .account = TEXT_NULL };
    return after(request, typed, status, error);
}

static struct outcome call_post(struct request *request)
{
    struct accident_calling *calling = ARENA_NEW(request->arena, struct accident_calling);
    int64_t result = request_integer(request, CALL_RESULT);
    *calling = (struct accident_calling){ .child = request->viewer->child,
                                          .accident = { request_id(request, CALL_ACCIDENT) },
                                          .guardian = { request_id(request, CALL_GUARDIAN) },
                                          .door = result == RESULT_DOOR,
                                          .reached = result != RESULT_NOT_REACHED,
                                          .note = text_of(request, CALL_NOTE),
                                          .today = request->viewer->today };
    return respond_change(request, accident_call, calling, called);
}

static struct accident_touch *touch_of(struct request *request)
{
    struct accident_touch *touch = ARENA_NEW(request->arena, struct accident_touch);
    *touch = (struct accident_touch){ .child = request->viewer->child,
                                      .accident = { request_id(request, ONE_ACCIDENT) },
                                      .today = request->viewer->today };
    return touch;
}

static struct outcome show_post(struct request *request)
{
    struct accident_touch *touch = touch_of(request);
    touch->home = request_integer(request, SHOW_HOME);
    return respond_change(request, accident_show, touch, touched);
}

static struct outcome account_post(struct request *request)
{
    struct accident_touch *touch = touch_of(request);
    touch->words = text_of(request, ACCOUNT_WORDS);
    touch->language = text_from(language_about(words_language(request->words))->code);
    return respond_change(request, accident_account, touch, touched);
}

static struct outcome sign_post(struct request *request)
{
    return respond_change(request, accident_sign, touch_of(request), touched);
}

/* --- routes --- */

static const char *const result_choices[] = {
    [RESULT_REACHED] = "reached", [RESULT_NOT_REACHED] = "not_reached", [RESULT_DOOR] = "door", NULL
};

#define CHILD_ID                                            \
    {                                                       \
        .name = "child", .type = FIELD_ID, .required = true \
    }
#define ACCIDENT_ID                                            \
    {                                                          \
        .name = "accident", .type = FIELD_ID, .required = true \
    }
#define LINE(field_name, word_id)                                                                      \
    {                                                                                                  \
        .name = (field_name), .type = FIELD_LINE, .maximum = ACCIDENT_LINE_MAXIMUM, .label = (word_id) \
    }
#define WORDS(field_name, word_id)                                                                      \
    {                                                                                                   \
        .name = (field_name), .type = FIELD_TEXT, .maximum = ACCIDENT_WORDS_MAXIMUM, .label = (word_id) \
    }

static const struct field list_fields[] = { [LIST_CHILD] = CHILD_ID };

static const struct field new_fields[] = {
    [NEW_CHILD] = CHILD_ID,
    [NEW_DAY] = { .name = "on", .type = FIELD_DATE, .label = WORD_ACCIDENT_DAY },
    [NEW_TIME] = { .name = "time", .type = FIELD_TIME, .label = WORD_ACCIDENT_TIME },
    [NEW_PLACE] = LINE("place", WORD_ACCIDENT_PLACE),
    [NEW_WHAT] = WORDS("what", WORD_ACCIDENT_WHAT),
    [NEW_BODY] = LINE("body", WORD_ACCIDENT_BODY),
    [NEW_DONE] = WORDS("done", WORD_ACCIDENT_DONE),
    [NEW_WITNESS] = LINE("witness", WORD_ACCIDENT_WITNESS),
};

static const struct field one_fields[] = { [ONE_CHILD] = CHILD_ID, [ONE_ACCIDENT] = ACCIDENT_ID };

static const struct field words_fields[] = {
    [WORDS_CHILD] = CHILD_ID,
    [WORDS_ACCIDENT] = ACCIDENT_ID,
    [WORDS_VERSION] = { .name = "version",
                        .type = FIELD_INTEGER,
                        .required = true,
                        .minimum = 1,
                        .maximum = INT32_MAX,
                        .label = WORD_ACCIDENT_PAGE },
    [WORDS_PLACE] = LINE("place", WORD_ACCIDENT_PLACE),
    [WORDS_WHAT] = WORDS("what", WORD_ACCIDENT_WHAT),
    [WORDS_BODY] = LINE("body", WORD_ACCIDENT_BODY),
    [WORDS_DONE] = WORDS("done", WORD_ACCIDENT_DONE),
    [WORDS_WITNESS] = LINE("witness", WORD_ACCIDENT_WITNESS),
};

static const struct field call_fields[] = {
    [CALL_CHILD] = CHILD_ID,
    [CALL_ACCIDENT] = ACCIDENT_ID,
    [CALL_GUARDIAN] = { .name = "person", .type = FIELD_ID, .required = true, .label = WORD_ACCIDENT_WHO },
    [CALL_RESULT] = { .name = "result",
                      .type = FIELD_CHOICE,
                      .required = true,
                      .choices = result_choices,
                      .label = WORD_ACCIDENT_RESULT },
    [CALL_NOTE] = LINE("note", WORD_ACCIDENT_CALL_NOTE),
};

static const struct field show_fields[] = {
    [SHOW_CHILD] = CHILD_ID,
    [SHOW_ACCIDENT] = ACCIDENT_ID,
    [SHOW_HOME] = { .name = "home",
                    .type = FIELD_INTEGER,
                    .required = true,
                    .minimum = 1,
                    .maximum = 3,
                    .label = WORD_ACCIDENT_WHO },
};

static const struct field account_fields[] = {
    [ACCOUNT_CHILD] = CHILD_ID,
    [ACCOUNT_ACCIDENT] = ACCIDENT_ID,
    [ACCOUNT_WORDS] = WORDS("words", WORD_ACCIDENT_ACCOUNT),
};

static const struct route accident_route_table[] = {
    ROUTE(GET, "/child/{child}/accidents", RULE_CHILD(ACCIDENT_READERS, LIST_CHILD), list_get,
          .fields = FIELDS(list_fields), .title = WORD_ACCIDENT_PAGE, .help = "Accidents of a child"),
    ROUTE(POST, "/child/{child}/accidents", RULE_CHILD(SCOPE_WRITE_CENTRE, NEW_CHILD), new_post,
          .fields = FIELDS(new_fields), .keep_when_signed_out = true, .help = "A draft of what happened"),
    ROUTE(GET, "/child/{child}/accidents/{accident}", RULE_CHILD(ACCIDENT_READERS, ONE_CHILD), one_get,
          .fields = FIELDS(one_fields), .title = WORD_ACCIDENT_PAGE, .help = "One accident"),
    ROUTE(POST, "/child/{child}/accidents/{accident}/words", RULE_CHILD(SCOPE_WRITE_CENTRE, WORDS_CHILD), words_post,
          .fields = FIELDS(words_fields), .keep_when_signed_out = true,
          .help = "A correction; the earlier text stays to be read"),
    ROUTE(POST, "/child/{child}/accidents/{accident}/call", RULE_CHILD(ACCIDENT_WRITERS, CALL_CHILD), call_post,
          .fields = FIELDS(call_fields), .keep_when_signed_out = true, .help = "A guardian was called"),
    ROUTE(POST, "/child/{child}/accidents/{accident}/show", RULE_CHILD(ACCIDENT_WRITERS, SHOW_CHILD), show_post,
          .fields = FIELDS(show_fields), .help = "A home that could not be reached sees it all the same"),
    ROUTE(POST, "/child/{child}/accidents/{accident}/account", RULE_CHILD(SCOPE_WRITE_HOME, ACCOUNT_CHILD),
          account_post, .fields = FIELDS(account_fields), .keep_when_signed_out = true,
          .help = "A guardian's own account"),
    ROUTE(POST, "/child/{child}/accidents/{accident}/sign", RULE_CHILD(SCOPE_WRITE_HOME | ACCIDENT_WRITERS, ONE_CHILD),
          sign_post, .fields = FIELDS(one_fields), .help = "Both sides sign that it was talked about"),
};

const struct routes accident_routes = ROUTES(accident_route_table);
