/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Choosing a PIN for the tablets, on an own device, signed in with the second factor. Who was shut out after wrong ones is let in
 * again by it.
 */
#include "access/audit.h"
#include "access/page.h"
#include "access/viewer.h"
#include "db/change.h"
#include "feature/tablet/own.h"
#include "feature/tablet/own_pin.html.h"
#include "feature/tablet/tablet.sql.h"

struct address url_tablet_pin(struct arena *arena)
{
    return ADDRESS(arena, "/pin");
}

enum word tablet_pin_fault(enum pin_fault fault)
{
    static const enum word faults[PIN_FAULT__MAX] = { [PIN_ODD_LENGTH] = WORD_TABLET_PIN_LENGTH,
                                                      [PIN_COMMON] = WORD_TABLET_PIN_COMMON,
                                                      [PIN_UNEQUAL] = WORD_TABLET_PIN_UNEQUAL };
    return faults[fault];
}

static struct outcome show(struct request *request, int status, enum word problem)
{
    struct tablet_own_pin_view *view = ARENA_NEW(request->arena, struct tablet_own_pin_view);
    struct tablet_own_pin_row row;
    int found =
        tablet_own_pin(request->db, request->arena,
                       (struct tablet_own_pin_in){ request->organisation, request->person, request->now_at }, &row);
    if (found != STATUS_OK && found != STATUS_NOT_FOUND)
        return respond_failure(request, found, NULL);
    *view = (struct tablet_own_pin_view){ .problem = problem ? word(request->words, problem) : TEXT(""),
                                          .save = url_tablet_pin(request->arena),
                                          .home = ADDRESS(request->arena, "/me") };
    if (found == STATUS_OK) {
        struct date day = zone_date(request->viewer->zone, row.changed_at);
        struct word_value values[] = { word_value("day", page_day_text(request, day, DAY_HEADING)) };
        view->since = word_format(request->arena, request->words, WORD_TABLET_OWN_PIN_SINCE, values, 1);
    }
    if (request->method == METHOD_GET && request_boolean(request, OWN_PIN_CHOSEN))
        view->told = word(request->words, WORD_TABLET_OWN_PIN_CHOSEN);
    return sign_in_page(request, status, word(request->words, WORD_TABLET_OWN_PIN_TITLE),
                        tablet_own_pin_view_part(view));
}

/* Only who works here works on tablets. */
struct outcome tablet_own_pin_page(struct request *request)
{
    return request->viewer->staff ? show(request, 200, 0) : respond_status(request, 404);
}

static int write_pin(struct change *change, void *argument)
{
    const struct pin *pin = argument;
    bool staff = false;
    int status = session_is_staff(change, change->actor, &staff);
    if (status == STATUS_OK && !staff)
        return STATUS_NOT_FOUND;
    if (status == STATUS_OK)
        status = pin_put(change, pin, INSTANT_NONE, (struct person_id){ 0 });
    if (status == STATUS_OK)
        status = tablet_try_clear(change->db,
                                  (struct tablet_try_clear_in){ change->organisation, { 0 }, change->actor }, NULL);
    return status == STATUS_OK ? audit_add(change, "tablet.pin", "person", change->actor.value) : status;
}

static struct outcome written(struct request *request, void *argument, int status, const struct error *error)
{
    (void)argument;
    return status == STATUS_OK ? respond_redirect(request, TEXT("/pin?chosen=1"))
                               : respond_failure(request, status, error);
}

struct outcome tablet_own_pin_post(struct request *request)
{
    struct pin *pin = ARENA_NEW(request->arena, struct pin);
    struct text typed = request_text(request, OWN_PIN_NEW);
    if (!request->viewer->staff)
        return respond_status(request, 404);
    enum word problem = tablet_pin_fault(pin_check(typed, request_text(request, OWN_PIN_AGAIN)));
    if (problem)
        return show(request, 422, problem);
    *pin = pin_make(request_access(request), request->organisation, request->person, typed);
    return respond_change(request, write_pin, pin, written);
}
