/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Routes of calling. One address for both sides.
 */
#include "access/client_write.h"
#include "access/page.h"
#include "access/rule.h"
#include "access/viewer.h"
#include "base/zone.h"
#include "feature/call/call.html.h"
#include "feature/call/own.h"
#include "http/request.h"
#include "i18n/language.h"

enum page_field { PAGE_CHILD };
enum ask_field {
    ASK_CHILD,
    ASK_GUARDIAN,
    ASK_DETAIL,
    ASK_TOPIC,
    ASK_WORDS,
    ASK_WAY,
    ASK_BY,
    ASK_FROM,
    ASK_UNTIL,
    ASK_SENSITIVE,
    ASK_THEN,
    ASK_GROUP,
    ASK_CLIENT
};
enum end_field { END_CHILD, END_CALLBACK };
enum wish_field { WISH_CHILD, WISH_KIND, WISH_WORDS, WISH_PHONE, WISH_FROM, WISH_UNTIL };
enum log_field { LOG_CHILD, LOG_GUARDIAN, LOG_TOPIC, LOG_WORDS, LOG_OUTCOME, LOG_ANSWERS, LOG_THEN, LOG_CLIENT };

struct address url_calls(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/calls", address_value(child));
}

struct address url_call_end(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/calls/end", address_value(child));
}

struct address url_call_when(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/calls/when", address_value(child));
}

struct address url_call_log(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/calls/log", address_value(child));
}

static struct outcome show_page(struct request *request, int http_status, const struct call_typed *typed)
{
    struct call_view *view = ARENA_NEW(request->arena, struct call_view);
    int status = call_read(request, typed, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    return page_show(request, &(struct page){ .status = http_status,
                                              .title = word(request->words, WORD_CALL_PAGE),
                                              .kind = "family",
                                              .side = view->is_home ? PAGE_HOME : PAGE_CENTRE,
                                              .content = call_view_part(view) });
}

static struct outcome page_get(struct request *request)
{
    return show_page(request, 200, NULL);
}

static struct text given(struct request *request, size_t field)
{
    struct text text = request_text(request, field);
    return text_is_null(text) ? TEXT("") : text;
}

static struct text typed_in(struct request *request, size_t field)
{
    struct text text = request_typed(request, field);
    return text_is_null(text) ? TEXT("") : text;
}

/* The language mark of own words; none when there are none. */
static struct text language_of(struct request *request, struct text words)
{
    return text_is_empty(words) ? TEXT("") : text_from(language_about(request->viewer->choice.language)->code);
}

static struct outcome refuse(struct request *request, size_t field)
{
    request_fault_set(request, field, FIELD_NOT_OFFERED);
    return respond_invalid(request);
}

/* Back to where the form stood. */
static struct outcome after(struct request *request, enum call_then then, struct group_id group)
{
    struct child_id child = request->viewer->child;
    struct address address = url_calls(request->arena, child);
    if (then == CALL_THEN_DAY)
        address = url_handover_day(request->arena, child, request->viewer->today);
    else if (then == CALL_THEN_COLLECT && group.value != 0)
        address = ADDRESS(request->arena, "/group/{group}/collect/{child}", address_value(group), address_value(child));
    return respond_redirect(request, address.text);
}

/* --- asking for a talk --- */

static struct outcome asked(struct request *request, void *argument, int status, const struct error *error)
{
    const struct call_asking *asking = argument;
    if (status == STATUS_INVALID && error && error->word != 0)
        return show_page(request, 422,
                         &(struct call_typed){ .problem = (enum word)error->word,
                                               .guardian = asking->guardian,
                                               .words = asking->words,
                                               .from_time = typed_in(request, ASK_FROM),
                                               .until_time = typed_in(request, ASK_UNTIL),
                                               .topic = asking->topic,
                                               .way = asking->way,
                                               .by = (enum call_by)request_integer(request, ASK_BY),
                                               .sensitive = asking->sensitive });
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    return after(request, (enum call_then)request_integer(request, ASK_THEN),
                 (struct group_id){ request_id(request, ASK_GROUP) });
}

static int64_t until_minute_of(struct request *request, size_t field)
{
    return request_given(request, field) ? request_integer(request, field) : DAY_MINUTES;
}

static struct outcome ask_post(struct request *request)
{
    struct call_asking *asking = ARENA_NEW(request->arena, struct call_asking);
    struct date today = request->viewer->today;
    struct text words = given(request, ASK_WORDS);
    *asking = (struct call_asking){ .child = request->viewer->child,
                                    .guardian = { request_id(request, ASK_GUARDIAN) },
                                    .detail = request_boolean(request, ASK_DETAIL),
                                    .topic = (enum call_topic)request_integer(request, ASK_TOPIC),
                                    .words = words,
                                    .language = language_of(request, words),
                                    .way = (enum call_way)request_integer(request, ASK_WAY),
                                    .until = call_by_day((enum call_by)request_integer(request, ASK_BY), today),
                                    .from_minute = request_integer(request, ASK_FROM),
                                    .until_minute = until_minute_of(request, ASK_UNTIL),
                                    .sensitive = request_boolean(request, ASK_SENSITIVE),
                                    .today = today };
    asking->until_at = asking->until_minute == DAY_MINUTES
                           ? zone_instant(request->viewer->zone, date_add(asking->until, 1), 0)
                           : zone_instant(request->viewer->zone, asking->until, (int32_t)asking->until_minute);
    if (client_write_parse(request->arena, request_text(request, ASK_CLIENT), "client_id", request_raw_fields(request),
                           &asking->sent) != STATUS_OK)
        return refuse(request, ASK_CLIENT);
    return respond_change(request, call_ask, asking, asked);
}

static struct outcome done(struct request *request, void *argument, int status, const struct error *error)
{
    (void)argument;
    return status == STATUS_OK ? after(request, CALL_THEN_PAGE, (struct group_id){ 0 })
                               : respond_failure(request, status, error);
}

static struct outcome end_post(struct request *request)
{
    struct call_ending *ending = ARENA_NEW(request->arena, struct call_ending);
    *ending = (struct call_ending){ .child = request->viewer->child,
                                    .callback = { request_id(request, END_CALLBACK) },
                                    .today = request->viewer->today };
    return respond_change(request, call_end, ending, done);
}

/* --- "Bel mij als ..." --- */

static struct outcome wished(struct request *request, void *argument, int status, const struct error *error)
{
    const struct call_wish *wish = argument;
    if (status == STATUS_INVALID && error && error->word != 0)
        return show_page(request, 422,
                         &(struct call_typed){ .problem = (enum word)error->word,
                                               .is_wish = true,
                                               .words = wish->words,
                                               .phone = wish->phone,
                                               .from_time = typed_in(request, WISH_FROM),
                                               .until_time = typed_in(request, WISH_UNTIL),
                                               .kinds = wish->kinds });
    return done(request, argument, status, error);
}

static struct outcome wish_post(struct request *request)
{
    struct call_wish *wish = ARENA_NEW(request->arena, struct call_wish);
    struct field_values kinds = request_many(request, WISH_KIND);
    struct text words = given(request, WISH_WORDS);
    *wish = (struct call_wish){ .child = request->viewer->child,
                                .words = words,
                                .language = language_of(request, words),
                                .phone = given(request, WISH_PHONE),
                                .from_minute = request_integer(request, WISH_FROM),
                                .until_minute = until_minute_of(request, WISH_UNTIL),
                                .today = request->viewer->today };
    for (size_t i = 0; i < kinds.count; i++)
        wish->kinds |= kinds.items[i].integer & CALL_WHEN_ALL;
    return respond_change(request, call_wish_set, wish, wished);
}

/* --- a call --- */

static struct outcome logged(struct request *request, void *argument, int status, const struct error *error)
{
    (void)argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    return after(request, (enum call_then)request_integer(request, LOG_THEN), (struct group_id){ 0 });
}

static struct outcome log_post(struct request *request)
{
    struct call_logging *logging = ARENA_NEW(request->arena, struct call_logging);
    struct field_values answers = request_many(request, LOG_ANSWERS);
    struct text words = given(request, LOG_WORDS);
    *logging = (struct call_logging){ .child = request->viewer->child,
                                      .guardian = { request_id(request, LOG_GUARDIAN) },
                                      .topic = (enum call_topic)request_integer(request, LOG_TOPIC),
                                      .words = words,
                                      .language = language_of(request, words),
                                      .outcome = (enum call_outcome)request_integer(request, LOG_OUTCOME),
                                      .today = request->viewer->today };
    for (size_t i = 0; i < answers.count && i < CALL_ANSWERS_MAXIMUM; i++)
        logging->answers[logging->answer_count++] = (struct callback_id){ answers.items[i].integer };
    if (client_write_parse(request->arena, request_text(request, LOG_CLIENT), "client_id", request_raw_fields(request),
                           &logging->sent) != STATUS_OK)
        return refuse(request, LOG_CLIENT);
    return respond_change(request, call_log, logging, logged);
}

/* --- routes --- */

#define CHILD_ID                                            \
    {                                                       \
        .name = "child", .type = FIELD_ID, .required = true \
    }
#define CLIENT_ID                                                 \
    {                                                             \
        .name = "client_id", .type = FIELD_LINE, .required = true \
    }
#define OWN_WORDS                                                                                             \
    {                                                                                                         \
        .name = "words", .type = FIELD_TEXT, .maximum = CALL_WORDS_MAXIMUM, .label = WORD_HANDOVER_YOUR_WORDS \
    }

static const struct field page_fields[] = { [PAGE_CHILD] = CHILD_ID };

static const struct field ask_fields[] = {
    [ASK_CHILD] = CHILD_ID,
    [ASK_GUARDIAN] = { .name = "person", .type = FIELD_ID },
    [ASK_DETAIL] = { .name = "detail", .type = FIELD_BOOLEAN },
    [ASK_TOPIC] = { .name = "topic", .type = FIELD_CHOICE, .choices = call_topic_names, .label = WORD_CALL_TOPIC },
    [ASK_WORDS] = OWN_WORDS,
    [ASK_WAY] = { .name = "way", .type = FIELD_CHOICE, .choices = call_way_names, .label = WORD_CALL_WAY },
    [ASK_BY] = { .name = "by", .type = FIELD_CHOICE, .choices = call_by_names, .label = WORD_CALL_BY },
    [ASK_FROM] = { .name = "from_time", .type = FIELD_TIME, .label = WORD_CALL_FROM },
    [ASK_UNTIL] = { .name = "until_time", .type = FIELD_TIME, .label = WORD_CALL_TO },
    [ASK_SENSITIVE] = { .name = "sensitive", .type = FIELD_BOOLEAN },
    [ASK_THEN] = { .name = "then", .type = FIELD_CHOICE, .choices = call_then_names },
    [ASK_GROUP] = { .name = "group", .type = FIELD_ID },
    [ASK_CLIENT] = CLIENT_ID,
};

static const struct field end_fields[] = {
    [END_CHILD] = CHILD_ID,
    [END_CALLBACK] = { .name = "callback", .type = FIELD_ID, .required = true },
};

static const struct field wish_fields[] = {
    [WISH_CHILD] = CHILD_ID,
    [WISH_KIND] = { .name = "when",
                    .type = FIELD_INTEGER,
                    .many = true,
                    .many_maximum = CALL_WHENS,
                    .minimum = 1,
                    .maximum = CALL_WHEN_ALL,
                    .label = WORD_CALL_WHEN },
    [WISH_WORDS] = OWN_WORDS,
    [WISH_PHONE] = { .name = "phone", .type = FIELD_LINE, .maximum = 40, .label = WORD_FAMILY_PHONE },
    [WISH_FROM] = { .name = "from_time", .type = FIELD_TIME, .label = WORD_CALL_FROM },
    [WISH_UNTIL] = { .name = "until_time", .type = FIELD_TIME, .label = WORD_CALL_TO },
};

static const struct field log_fields[] = {
    [LOG_CHILD] = CHILD_ID,
    [LOG_GUARDIAN] = { .name = "person", .type = FIELD_ID, .required = true },
    [LOG_TOPIC] = { .name = "topic", .type = FIELD_CHOICE, .choices = call_topic_names, .label = WORD_CALL_TOPIC },
    [LOG_WORDS] = OWN_WORDS,
    [LOG_OUTCOME] = { .name = "call_outcome", .type = FIELD_CHOICE, .required = true, .choices = call_outcome_names },
    [LOG_ANSWERS] = { .name = "answers", .type = FIELD_ID, .many = true, .many_maximum = CALL_ANSWERS_MAXIMUM },
    [LOG_THEN] = { .name = "then", .type = FIELD_CHOICE, .choices = call_then_names },
    [LOG_CLIENT] = CLIENT_ID,
};

static const struct route call_route_table[] = {
    ROUTE(GET, "/child/{child}/calls", RULE_CHILD(CALL_READERS, PAGE_CHILD), page_get, .fields = FIELDS(page_fields),
          .tablet = TABLET_PIN, .title = WORD_CALL_PAGE,
          .help = "When to call home, who wants to talk, calls that were made"),
    ROUTE(POST, "/child/{child}/calls", RULE_CHILD(SCOPE_WRITE_HOME | CALL_WRITERS, ASK_CHILD), ask_post,
          .fields = FIELDS(ask_fields), .keep_when_signed_out = true, .tablet = TABLET_OPEN,
          .help = "Home or the centre wants to talk"),
    ROUTE(POST, "/child/{child}/calls/end", RULE_CHILD(SCOPE_WRITE_HOME | CALL_WRITERS, END_CHILD), end_post,
          .fields = FIELDS(end_fields), .tablet = TABLET_PIN, .help = "Who asked for a talk does not need it any more"),
    ROUTE(POST, "/child/{child}/calls/when", RULE_CHILD(SCOPE_WRITE_HOME, WISH_CHILD), wish_post,
          .fields = FIELDS(wish_fields), .keep_when_signed_out = true, .help = "When a guardian wants to be called"),
    ROUTE(POST, "/child/{child}/calls/log", RULE_CHILD(CALL_WRITERS, LOG_CHILD), log_post, .fields = FIELDS(log_fields),
          .keep_when_signed_out = true, .tablet = TABLET_OPEN, .help = "A call was made"),
};

const struct routes call_routes = ROUTES(call_route_table);
