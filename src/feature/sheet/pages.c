/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Routes of the information sheet. One address for both sides.
 */
#include "access/page.h"
#include "access/rule.h"
#include "access/viewer.h"
#include "feature/sheet/own.h"
#include "feature/sheet/sheet.html.h"
#include "http/request.h"

enum child_field { CHILD_CHILD };
enum write_field {
    WRITE_CHILD,
    WRITE_ALLERGIES,
    WRITE_NO_ALLERGIES,
    WRITE_DIET,
    WRITE_HEALTH,
    WRITE_DOCTOR,
    WRITE_DOCTOR_PHONE
};
enum decide_field { DECIDE_CHILD, DECIDE_PROPOSAL, DECIDE_DECISION };
enum decision_choice { DECISION_CONFIRM, DECISION_DECLINE };

struct address url_sheet(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/sheet", address_value(child));
}

struct address url_sheet_decide(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/sheet/decide", address_value(child));
}

static struct outcome sheet_get(struct request *request)
{
    struct sheet_view *view = ARENA_NEW(request->arena, struct sheet_view);
    int status = sheet_read(request, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    return page_show(request, &(struct page){ .title = view->title,
                                              .kind = "family",
                                              .side = view->is_home ? PAGE_HOME : PAGE_CENTRE,
                                              .content = sheet_view_part(view) });
}

static struct outcome written(struct request *request, void *argument, int status, const struct error *error)
{
    (void)argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    return respond_redirect(request, url_sheet(request->arena, request->viewer->child).text);
}

static struct outcome write_post(struct request *request)
{
    static const enum write_field fields[SHEET_FIELD__MAX] = { [SHEET_ALLERGIES] = WRITE_ALLERGIES,
                                                               [SHEET_DIET] = WRITE_DIET,
                                                               [SHEET_HEALTH] = WRITE_HEALTH,
                                                               [SHEET_DOCTOR] = WRITE_DOCTOR,
                                                               [SHEET_DOCTOR_PHONE] = WRITE_DOCTOR_PHONE };
    struct sheet_write *write = ARENA_NEW(request->arena, struct sheet_write);
    *write = (struct sheet_write){ .child = request->viewer->child, .today = request->viewer->today };
    for (enum sheet_field field = 0; field < SHEET_FIELD__MAX; field++) {
        struct text words = request_text(request, fields[field]);
        write->words[field] = text_is_null(words) ? TEXT("") : words;
    }
    if (text_is_empty(write->words[SHEET_ALLERGIES]) && request_boolean(request, WRITE_NO_ALLERGIES))
        write->words[SHEET_ALLERGIES] = SHEET_NONE;
    return respond_change(request, sheet_write, write, written);
}

static struct outcome decide_post(struct request *request)
{
    struct sheet_decision *decision = ARENA_NEW(request->arena, struct sheet_decision);
    *decision = (struct sheet_decision){ .child = request->viewer->child,
                                         .proposal = { request_id(request, DECIDE_PROPOSAL) },
                                         .confirmed = request_integer(request, DECIDE_DECISION) == DECISION_CONFIRM,
                                         .today = request->viewer->today };
    return respond_change(request, sheet_decide, decision, written);
}

/* --- routes --- */

static const char *const decision_choices[] = { [DECISION_CONFIRM] = "confirm", [DECISION_DECLINE] = "decline", NULL };

#define CHILD_ID                                            \
    {                                                       \
        .name = "child", .type = FIELD_ID, .required = true \
    }
#define LINE(field_name, word_id)                                                                    \
    {                                                                                                \
        .name = (field_name), .type = FIELD_LINE, .maximum = SHEET_WORDS_MAXIMUM, .label = (word_id) \
    }

static const struct field child_fields[] = { [CHILD_CHILD] = CHILD_ID };

static const struct field write_fields[] = {
    [WRITE_CHILD] = CHILD_ID,
    [WRITE_ALLERGIES] = LINE("allergies", WORD_SHEET_ALLERGIES),
    [WRITE_NO_ALLERGIES] = { .name = "no_allergies", .type = FIELD_BOOLEAN, .label = WORD_SHEET_NO_ALLERGIES },
    [WRITE_DIET] = LINE("diet", WORD_SHEET_DIET),
    [WRITE_HEALTH] = LINE("health", WORD_SHEET_HEALTH),
    [WRITE_DOCTOR] = LINE("doctor", WORD_SHEET_DOCTOR),
    [WRITE_DOCTOR_PHONE] = LINE("doctor_phone", WORD_SHEET_DOCTOR_PHONE),
};

static const struct field decide_fields[] = {
    [DECIDE_CHILD] = CHILD_ID,
    [DECIDE_PROPOSAL] = { .name = "proposal", .type = FIELD_ID, .required = true, .label = WORD_SHEET_PAGE },
    [DECIDE_DECISION] = { .name = "decision",
                          .type = FIELD_CHOICE,
                          .required = true,
                          .choices = decision_choices,
                          .label = WORD_SHEET_PAGE },
};

static const struct route sheet_route_table[] = {
    ROUTE(GET, "/child/{child}/sheet", RULE_CHILD(SHEET_READERS, CHILD_CHILD), sheet_get,
          .fields = FIELDS(child_fields), .tablet = TABLET_PIN, .title = WORD_SHEET_PAGE,
          .help = "The information sheet of a child, to print"),
    ROUTE(POST, "/child/{child}/sheet", RULE_CHILD(SCOPE_WRITE_HOME | SHEET_WRITERS, WRITE_CHILD), write_post,
          .fields = FIELDS(write_fields), .keep_when_signed_out = true,
          .help = "Fill in the sheet: proposed by a guardian, written by the team"),
    ROUTE(POST, "/child/{child}/sheet/decide", RULE_CHILD(SHEET_WRITERS, DECIDE_CHILD), decide_post,
          .fields = FIELDS(decide_fields), .help = "Confirm or decline what a guardian proposed"),
};

const struct routes sheet_routes = ROUTES(sheet_route_table);
