/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who may collect: a guardian asks, the staff write it down. The same form on both pages.
 */
#include "access/viewer.h"
#include "feature/family/pages.h"
#include "http/request.h"
#include "i18n/word.h"

/* What is sent by either side, with what to show again when it cannot be taken. */
struct sending {
    struct family_proposal proposal;   /* of a guardian */
    struct family_collector collector; /* of the staff */
    struct family_typed typed;
};

static bool is_home(const struct request *request)
{
    return (request->viewer->scope & SCOPE_SIDE_HOME) != 0;
}

/* The page's child, then the others that were checked, each once. */
static const struct child_id *children_of(struct request *request, size_t *ret_count)
{
    struct field_values also = request_many(request, COLLECTOR_ALSO);
    struct child_id *children = ARENA_MANY(request->arena, struct child_id, also.count + 1);
    size_t count = 0;
    children[count++] = request->viewer->child;
    for (size_t i = 0; i < also.count; i++) {
        bool before = false;
        for (size_t k = 0; k < count; k++)
            before = before || children[k].value == also.items[i].integer;
        if (!before)
            children[count++].value = also.items[i].integer;
    }
    *ret_count = count;
    return children;
}

/* A field that was not sent is empty. */
static struct text text_of(struct request *request, size_t field)
{
    struct text text = request_text(request, field);
    return text_is_null(text) ? TEXT("") : text;
}

static struct family_typed typed_of(struct request *request)
{
    return (struct family_typed){ .about = FAMILY_COLLECTOR,
                                  .is_typed = true,
                                  .name = text_of(request, COLLECTOR_NAME),
                                  .phone = text_of(request, COLLECTOR_PHONE),
                                  .relation = text_of(request, COLLECTOR_RELATION),
                                  .from = request_typed(request, COLLECTOR_FROM),
                                  .until = request_typed(request, COLLECTOR_UNTIL),
                                  .once = request_integer(request, COLLECTOR_HOW) == HOW_ONCE };
}

static struct outcome again(struct request *request, struct sending *sending, enum word problem)
{
    sending->typed.problem = problem;
    return family_page(request, 422, &sending->typed);
}

static struct outcome sent(struct request *request, void *argument, int status, const struct error *error)
{
    struct sending *sending = argument;
    if (status == STATUS_INVALID && error && error->word != 0)
        return again(request, sending, (enum word)error->word);
    return family_written(request, NULL, status, error);
}

static int propose(struct change *change, void *argument)
{
    struct sending *sending = argument;
    return family_propose(change, &sending->proposal);
}

static int add(struct change *change, void *argument)
{
    struct sending *sending = argument;
    return family_collector_add(change, &sending->collector);
}

struct outcome collector_post(struct request *request)
{
    struct sending *sending = ARENA_NEW(request->arena, struct sending);
    sending->typed = typed_of(request);
    struct date from = request_date(request, COLLECTOR_FROM);
    struct date last = sending->typed.once ? from : request_date(request, COLLECTOR_UNTIL);
    struct date first, until;
    if (text_is_empty(sending->typed.name))
        return again(request, sending, WORD_FAMILY_COLLECTOR_NAME_MISSING);
    if (sending->typed.once && date_equal(from, DATE_NONE))
        last = request->viewer->today;
    if (!family_days(request, from, last, &first, &until) || until.days <= request->viewer->today.days)
        return again(request, sending, WORD_FAMILY_DAYS_ODD);
    sending->proposal = (struct family_proposal){ .about = FAMILY_COLLECTOR,
                                                  .name = sending->typed.name,
                                                  .phone = sending->typed.phone,
                                                  .relation = sending->typed.relation,
                                                  .from = first,
                                                  .until = until,
                                                  .today = request->viewer->today };
    sending->proposal.children = children_of(request, &sending->proposal.child_count);
    sending->collector = (struct family_collector){ .child = request->viewer->child,
                                                    .name = sending->typed.name,
                                                    .phone = sending->typed.phone,
                                                    .relation = sending->typed.relation,
                                                    .from = first,
                                                    .until = until,
                                                    .today = request->viewer->today };
    return respond_change(request, is_home(request) ? propose : add, sending, sent);
}

static int end(struct change *change, void *argument)
{
    struct sending *sending = argument;
    return family_collector_end(change, &sending->collector);
}

struct outcome collector_end_post(struct request *request)
{
    struct sending *sending = ARENA_NEW(request->arena, struct sending);
    struct collector_id collector = { request_id(request, END_COLLECTOR) };
    struct child_id *child = ARENA_NEW(request->arena, struct child_id);
    *child = request->viewer->child;
    sending->proposal = (struct family_proposal){ .about = FAMILY_COLLECTOR_END,
                                                  .children = child,
                                                  .child_count = 1,
                                                  .collector = collector,
                                                  .from = request->viewer->today,
                                                  .until = DATE_FOREVER,
                                                  .today = request->viewer->today };
    sending->collector = (struct family_collector){ .child = *child, .id = collector, .today = request->viewer->today };
    return respond_change(request, is_home(request) ? propose : end, sending, family_written);
}
