/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The routes of privacy, their forms and addresses.
 */
#include "access/rule.h"
#include "feature/privacy/fields.h"
#include "feature/privacy/own.h"
#include "feature/privacy/privacy.h"
#include "i18n/word.h"

enum { WORDS_MAXIMUM = 2000, REASON_MAXIMUM = 1000 };

static const struct field looked_fields[] = {
    [LOOKED_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [LOOKED_SENT] = { .name = "sent", .type = FIELD_BOOLEAN },
};

static const struct field requests_fields[] = {
    [REQUESTS_DONE] = { .name = "done", .type = FIELD_BOOLEAN },
};

static const struct field ask_fields[] = {
    [ASK_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [ASK_KIND] = { .name = "wish",
                   .type = FIELD_CHOICE,
                   .required = true,
                   .choices = request_kinds,
                   .label = WORD_PRIVACY_ASK_KIND },
    [ASK_DAY] = { .name = "day", .type = FIELD_DATE, .label = WORD_PRIVACY_ASK_DAY },
    [ASK_WORDS] = { .name = "words", .type = FIELD_TEXT, .maximum = WORDS_MAXIMUM, .label = WORD_PRIVACY_ASK_WORDS },
};

static const char *const decisions[] = { [DECISION_GRANTED] = "yes", [DECISION_REFUSED] = "no", NULL };

static const struct field decide_fields[] = {
    [DECIDE_REQUEST] = { .name = "request", .type = FIELD_ID, .required = true },
    [DECIDE_DECISION] = { .name = "verdict",
                          .type = FIELD_CHOICE,
                          .required = true,
                          .choices = decisions,
                          .label = WORD_PRIVACY_DECISION },
    [DECIDE_REASON] = { .name = "reason",
                        .type = FIELD_TEXT,
                        .required = true,
                        .maximum = REASON_MAXIMUM,
                        .label = WORD_PRIVACY_REASON },
};

static const struct field alarm_fields[] = {
    [ALARM_ID] = { .name = "alarm", .type = FIELD_ID, .required = true },
    [ALARM_REASON] = { .name = "reason",
                       .type = FIELD_TEXT,
                       .required = true,
                       .maximum = REASON_MAXIMUM,
                       .label = WORD_PRIVACY_ALARM_REASON },
};

static const struct route privacy_route_table[] = {
    ROUTE(GET, "/child/{child}/looked", RULE_CHILD(SCOPE_READ_HOME | SCOPE_READ_LIMITED, LOOKED_CHILD), looked_page,
          .fields = FIELDS(looked_fields), .title = WORD_PRIVACY_LOOKED_TITLE,
          .help = "Which staff looked at the file of the own child, by day and role"),
    ROUTE(POST, "/child/{child}/looked", RULE_CHILD(SCOPE_WRITE_HOME, ASK_CHILD), looked_ask,
          .fields = FIELDS(ask_fields), .keep_when_signed_out = true,
          .help = "Ask for names, a correction or an erasure"),
    ROUTE(GET, "/privacy/requests", RULE_MANAGER, requests_page, .fields = FIELDS(requests_fields),
          .title = WORD_PRIVACY_REQUESTS_TITLE, .help = "Requests about data and alarms, for who manages the children"),
    ROUTE(POST, "/privacy/requests/{request}", RULE_MANAGER, requests_decide, .fields = FIELDS(decide_fields),
          .keep_when_signed_out = true, .help = "Decide a request; granting an erasure erases"),
    ROUTE(POST, "/privacy/alarms/{alarm}", RULE_MANAGER, alarm_close_post, .fields = FIELDS(alarm_fields),
          .keep_when_signed_out = true, .help = "Write down what an alarm was"),
    ROUTE(GET, "/privacy", RULE_PUBLIC, privacy_page, .title = WORD_PRIVACY_TITLE,
          .help = "What is kept, why, how long and who reads it"),
    ROUTE(GET, "/privacy/register", RULE_PUBLIC, register_page, .title = WORD_PRIVACY_REGISTER_TITLE,
          .help = "The same with every table and column"),
    ROUTE(GET, "/.well-known/security.txt", RULE_PUBLIC, security_text,
          .help = "Where to report a weakness (RFC 9116)"),
};

const struct routes privacy_routes = ROUTES(privacy_route_table);

struct address url_privacy(struct arena *arena)
{
    return ADDRESS(arena, "/privacy");
}

struct address url_privacy_register(struct arena *arena)
{
    return ADDRESS(arena, "/privacy/register");
}

struct address url_privacy_requests(struct arena *arena)
{
    return ADDRESS(arena, "/privacy/requests");
}

struct address url_privacy_decide(struct arena *arena, int64_t request)
{
    return ADDRESS(arena, "/privacy/requests/{request}", address_value(identity_text(arena, request)));
}

struct address url_privacy_alarm(struct arena *arena, int64_t alarm)
{
    return ADDRESS(arena, "/privacy/alarms/{alarm}", address_value(identity_text(arena, alarm)));
}

struct address url_privacy_looked(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/looked", address_value(child));
}

struct address url_privacy_ask(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/looked", address_value(child));
}
