/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The pages of consent: one address a child, with a page for guardians and one for the centre, and one for a group.
 */
#include "access/page.h"
#include "access/rule.h"
#include "access/viewer.h"
#include "feature/consent/consent_group.html.h"
#include "feature/consent/consent_own.html.h"
#include "feature/consent/consent_staff.html.h"
#include "feature/consent/show.h"
#include "i18n/language.h"

struct address url_consent(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/consent", address_value(child));
}

struct address url_consent_answer(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/consent", address_value(child));
}

struct address url_consent_paper(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/consent/paper", address_value(child));
}

struct address url_consent_group(struct arena *arena, struct group_id group)
{
    return ADDRESS(arena, "/group/{group}/consent", address_value(group));
}

/* --- looking --- */

enum page_field { PAGE_CHILD, PAGE_SAVED, PAGE_FIELD__MAX };
static const struct field page_fields[] = {
    [PAGE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [PAGE_SAVED] = { .name = "saved", .type = FIELD_LINE },
};

static struct text title_of(struct request *request, struct text name)
{
    struct word_value values[] = { word_value("name", name) };
    return word_format(request->arena, request->words, WORD_CONSENT_TITLE, values, 1);
}

static struct outcome own_page(struct request *request, int http_status, const struct consent_purpose *saved,
                               struct text problem)
{
    struct consent_own_view *view = ARENA_NEW(request->arena, struct consent_own_view);
    int status = consent_show_own(request, saved, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    view->problem = problem;
    return page_show(request, &(struct page){ .status = http_status,
                                              .title = title_of(request, view->name),
                                              .kind = "start",
                                              .side = PAGE_HOME,
                                              .content = consent_own_view_part(view) });
}

/* `typed` is not NULL when it could not be taken over; `problem` says why. */
static struct outcome staff_page(struct request *request, int http_status, bool saved,
                                 const struct consent_answer *typed, struct text problem)
{
    struct consent_staff_view *view = ARENA_NEW(request->arena, struct consent_staff_view);
    int status = consent_show_staff(request, typed, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    view->saved = saved;
    view->problem = problem;
    return page_show(request, &(struct page){ .status = http_status,
                                              .title = title_of(request, view->name),
                                              .kind = "start",
                                              .side = PAGE_CENTRE,
                                              .content = consent_staff_view_part(view) });
}

static struct outcome child_page(struct request *request)
{
    const struct consent_purpose *saved = consent_purpose_find(request_text(request, PAGE_SAVED));
    return (request->viewer->scope & SCOPE_SIDE_HOME) != 0 ? own_page(request, 200, saved, TEXT_NULL)
                                                           : staff_page(request, 200, saved != NULL, NULL, TEXT(""));
}

enum group_field { GROUP_GROUP, GROUP_FIELD__MAX };
static const struct field group_fields[] = {
    [GROUP_GROUP] = { .name = "group", .type = FIELD_ID, .required = true },
};

static struct outcome group_page(struct request *request)
{
    struct consent_group_view *view = ARENA_NEW(request->arena, struct consent_group_view);
    int status = consent_show_group(request, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    return page_show(request, &(struct page){ .title = title_of(request, view->name),
                                              .kind = "start",
                                              .side = PAGE_CENTRE,
                                              .way = view->board,
                                              .way_name = view->name,
                                              .way_icon = "group",
                                              .content = consent_group_view_part(view) });
}

/* --- answering --- */

static const char *const answer_names[] = { "no", "yes", NULL };

enum answer_field { ANSWER_CHILD, ANSWER_PURPOSE, ANSWER_ANSWER, ANSWER_VERSION, ANSWER_FIELD__MAX };
static const struct field answer_fields[] = {
    [ANSWER_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [ANSWER_PURPOSE] = { .name = "purpose", .type = FIELD_LINE, .required = true },
    [ANSWER_ANSWER] = { .name = "answer", .type = FIELD_CHOICE, .required = true, .choices = answer_names },
    [ANSWER_VERSION] = { .name = "text", .type = FIELD_INTEGER, .required = true, .minimum = 1, .maximum = 1000 },
};

enum paper_field {
    PAPER_CHILD,
    PAPER_PURPOSE,
    PAPER_ANSWER,
    PAPER_PERSON,
    PAPER_SIGNED,
    PAPER_KEPT_BY,
    PAPER_FIELD__MAX
};
static const struct field paper_fields[] = {
    [PAPER_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [PAPER_PURPOSE] = { .name = "purpose", .type = FIELD_LINE, .required = true, .label = WORD_CONSENT_PAPER_WHAT },
    [PAPER_ANSWER] = { .name = "answer", .type = FIELD_CHOICE, .required = true, .choices = answer_names },
    [PAPER_PERSON] = { .name = "person", .type = FIELD_ID, .required = true, .label = WORD_CONSENT_PAPER_WHO },
    [PAPER_SIGNED] = { .name = "signed_day", .type = FIELD_DATE, .required = true, .label = WORD_CONSENT_PAPER_SIGNED },
    [PAPER_KEPT_BY] = { .name = "kept_by",
                        .type = FIELD_LINE,
                        .required = true,
                        .maximum = CONSENT_KEEPER_MAXIMUM,
                        .label = WORD_CONSENT_PAPER_KEEPER },
};
_Static_assert((int)ANSWER_CHILD == (int)PAPER_CHILD && (int)ANSWER_PURPOSE == (int)PAPER_PURPOSE &&
                   (int)ANSWER_ANSWER == (int)PAPER_ANSWER,
               "answer_new reads both forms");

/* What both forms say; NULL for a purpose that is not in the list of the page. */
static struct consent_answer *answer_new(struct request *request)
{
    const struct consent_purpose *purpose = consent_purpose_find(request_text(request, ANSWER_PURPOSE));
    if (!purpose || purpose->named)
        return NULL;
    struct consent_answer *answer = ARENA_NEW(request->arena, struct consent_answer);
    *answer = (struct consent_answer){ .child = { request_id(request, ANSWER_CHILD) },
                                       .purpose = purpose,
                                       .person = request->person,
                                       .yes = request_integer(request, ANSWER_ANSWER) == 1,
                                       .version = purpose->version,
                                       .language = text_from(language_about(request->viewer->choice.language)->code),
                                       .today = request->viewer->today };
    return answer;
}

static struct outcome refuse_purpose(struct request *request)
{
    request_fault_set(request, ANSWER_PURPOSE, FIELD_NOT_OFFERED);
    return respond_invalid(request);
}

static struct outcome answered(struct request *request, void *argument, int status, const struct error *error)
{
    const struct consent_answer *answer = argument;
    if (answer->on_paper && (status == STATUS_CONFLICT || status == STATUS_INVALID) && error && error->word != 0)
        return staff_page(request, status == STATUS_CONFLICT ? 409 : 422, false, answer,
                          word(request->words, (enum word)error->word));
    if (status == STATUS_CONFLICT)
        return own_page(request, 409, NULL, word(request->words, WORD_CONSENT_TEXT_CHANGED));
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    struct text page = url_consent(request->arena, answer->child).text;
    return respond_redirect(request, arena_printf(request->arena, "%.*s?saved=%s#purpose-%s", TEXT_ARGS(page),
                                                  answer->purpose->name, answer->purpose->name));
}

static struct outcome answer_write(struct request *request)
{
    struct consent_answer *answer = answer_new(request);
    if (!answer)
        return refuse_purpose(request);
    answer->version = request_integer(request, ANSWER_VERSION);
    return respond_change(request, consent_write, answer, answered);
}

static struct outcome paper_write(struct request *request)
{
    struct consent_answer *answer = answer_new(request);
    if (!answer)
        return refuse_purpose(request);
    answer->on_paper = true;
    answer->signed_day = request_date(request, PAPER_SIGNED);
    answer->kept_by = request_text(request, PAPER_KEPT_BY);
    answer->person = (struct person_id){ request_id(request, PAPER_PERSON) };
    return respond_change(request, consent_write, answer, answered);
}

static const struct route consent_route_table[] = {
    ROUTE(GET, "/child/{child}/consent", RULE_CHILD(SCOPE_READ | SCOPE_READ_SHIFT, PAGE_CHILD), child_page,
          .fields = FIELDS(page_fields), .title = WORD_CONSENT_LINK,
          .help = "What the guardians allow, asked and answered"),
    ROUTE(POST, "/child/{child}/consent", RULE_CHILD(SCOPE_READ_HOME | SCOPE_READ_LIMITED, ANSWER_CHILD), answer_write,
          .fields = FIELDS(answer_fields), .keep_when_signed_out = true, .help = "Give consent, or take it back"),
    ROUTE(POST, "/child/{child}/consent/paper", RULE_CHILD(SCOPE_READ_MENTOR | SCOPE_READ_MANAGER, PAPER_CHILD),
          paper_write, .fields = FIELDS(paper_fields), .help = "Type in what a guardian signed on paper"),
    ROUTE(GET, "/group/{group}/consent", RULE_GROUP(SCOPE_READ_TODAY, GROUP_GROUP), group_page,
          .fields = FIELDS(group_fields), .tablet = TABLET_OPEN, .title = WORD_CONSENT_LINK,
          .help = "What is allowed, for all children"),
};

const struct routes consent_routes = ROUTES(consent_route_table);
