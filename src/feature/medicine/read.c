/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The medicine page of a child: one for both sides. Home signs and reads along; the group takes in, gives and looks back.
 */
#include "access/page.h"
#include "access/viewer.h"
#include "base/zone.h"
#include "feature/handover/handover.h"
#include "feature/medicine/medicine.sql.h"
#include "feature/medicine/own.h"
#include "http/request.h"
#include "i18n/day_text.h"

enum { EXAMPLE_DAYS = 7 /* what the form of a new one offers */ };

/* One page while it is read. */
struct reading {
    struct request *request;
    struct child_id child;
    const struct medicine_typed *typed;
    struct medicine_view *view;
    struct medicine_list_rows list;
    struct medicine_times_rows times;
    struct medicine_doses_rows doses;
    int64_t homes; /* in which somebody has authority, as bits */
    bool centre, records;
};

struct text medicine_amount(struct arena *arena, const struct words *words, struct text dose, struct text unit)
{
    static const enum word names[MEDICINE_UNIT__MAX + 1] = {
        [MEDICINE_ML] = WORD_MEDICINE_UNIT_ML,
        [MEDICINE_TABLET] = WORD_MEDICINE_UNIT_TABLET,
        [MEDICINE_DROP] = WORD_MEDICINE_UNIT_DROP,
        [MEDICINE_PUFF] = WORD_MEDICINE_UNIT_PUFF,
        [MEDICINE_SUPPOSITORY] = WORD_MEDICINE_UNIT_SUPPOSITORY,
        [MEDICINE_SACHET] = WORD_MEDICINE_UNIT_SACHET,
        [MEDICINE_LAYER] = WORD_MEDICINE_UNIT_LAYER,
        [MEDICINE_TIME] = WORD_MEDICINE_UNIT_TIME,
        [MEDICINE_UNIT__MAX] = WORD_MEDICINE_UNIT_TIME,
    };
    struct text unit_text = word(words, names[medicine_unit_of(unit)]);
    if (text_is_empty(dose))
        return unit_text;
    return arena_printf(arena, "%.*s %.*s", TEXT_ARGS(dose), TEXT_ARGS(unit_text));
}

static struct text time_at(struct request *request, struct date day, int64_t at)
{
    struct zone_day zone;
    zone_day(request->viewer->zone, day, &zone);
    return handover_time(request, &zone, at);
}

static struct text clock_of(struct arena *arena, int64_t minute)
{
    return arena_printf(arena, "%02d:%02d", (int)(minute / 60), (int)(minute % 60));
}

static struct text joined(struct arena *arena, struct text list, const char *between, struct text next)
{
    return arena_printf(arena, "%.*s%s%.*s", TEXT_ARGS(list), list.length ? between : "", TEXT_ARGS(next));
}

/* --- the form --- */

static void add_units(struct request *request, struct medicine_form_view *form, struct text chosen)
{
    for (int unit = 0; unit < MEDICINE_UNIT__MAX; unit++) {
        struct text name = text_from(medicine_unit_names[unit]);
        *vector_add(request->arena, &form->units) =
            (struct medicine_choice_view){ medicine_unit_names[unit],
                                           medicine_amount(request->arena, request->words, TEXT(""), name),
                                           text_equal(name, chosen) };
    }
}

/* Empty places for the times that are not there yet. */
static void fill_times(struct request *request, struct medicine_form_view *form)
{
    while (form->times.count < MEDICINE_TIMES_MAXIMUM)
        *vector_add(request->arena, &form->times) = (struct medicine_time_view){ TEXT("") };
}

static void new_form(struct reading *reading)
{
    struct request *request = reading->request;
    struct medicine_form_view *form = &reading->view->form;
    struct date today = request->viewer->today;
    bool typed = reading->typed && reading->typed->signing && reading->typed->replaces.value == 0;
    if (typed) {
        *form = reading->typed->form;
    } else {
        form->from = date_iso(request->arena, today);
        form->until = date_iso(request->arena, date_add(today, EXAMPLE_DAYS));
        add_units(request, form, TEXT("ml"));
    }
    form->action = url_medicine(request->arena, reading->child);
    form->key = TEXT("new");
    reading->view->form_open = typed;
    fill_times(request, form);
}

static struct text day_before(struct arena *arena, struct date until)
{
    return date_equal(until, DATE_FOREVER) ? TEXT("") : date_iso(arena, date_add(until, -1));
}

static void change_form(struct reading *reading, const struct medicine_list_row *row, struct medicine_item_view *item)
{
    struct request *request = reading->request;
    struct arena *arena = request->arena;
    struct medicine_form_view *form = &item->form;
    if (reading->typed && reading->typed->signing && reading->typed->replaces.value == row->id.value) {
        *form = reading->typed->form;
    } else {
        *form = (struct medicine_form_view){ .name = row->name,
                                             .dose = row->dose,
                                             .way = row->way,
                                             .needed = row->needed,
                                             .kept = row->kept,
                                             .from = date_iso(arena, row->from_day),
                                             .until = day_before(arena, row->until_day),
                                             .expires = day_before(arena, row->expires_day),
                                             .most = arena_printf(arena, "%d", (int)row->most),
                                             .prescribed = row->prescribed };
        add_units(request, form, row->unit);
        for (size_t i = 0; i < reading->times.count; i++)
            if (reading->times.items[i].medicine.value == row->id.value)
                *vector_add(arena, &form->times) =
                    (struct medicine_time_view){ clock_of(arena, reading->times.items[i].minute) };
    }
    form->action = url_medicine(arena, reading->child);
    form->key = identity_text(arena, row->id.value);
    form->replaces = row->id;
    form->changes = true;
    fill_times(request, form);
}

/* --- one medicine --- */

static void add_line(struct request *request, struct medicine_item_view *item, enum word label, struct text value)
{
    if (!text_is_empty(value))
        *vector_add(request->arena, &item->lines) = (struct medicine_line_view){ word(request->words, label), value };
}

/* "om 8:00 en 12:00 · bij koorts" */
static struct text when_of(const struct reading *reading, const struct medicine_list_row *row)
{
    struct request *request = reading->request;
    struct text times = TEXT("");
    for (size_t i = 0; i < reading->times.count; i++)
        if (reading->times.items[i].medicine.value == row->id.value)
            times = joined(request->arena, times, " · ",
                           time_text(request->arena, (int32_t)reading->times.items[i].minute));
    return text_is_empty(row->needed) ? times : joined(request->arena, times, " · ", row->needed);
}

static struct text period_of(struct request *request, const struct medicine_list_row *row)
{
    struct word_value values[] = {
        word_value("from", page_day_text(request, row->from_day, DAY_SHORT)),
        word_value("until", page_day_text(request, date_add(row->until_day, -1), DAY_SHORT)),
    };
    return word_format(request->arena, request->words, WORD_MEDICINE_PERIOD, values, 2);
}

static enum word status_of(const struct request *request, const struct medicine_list_row *row)
{
    struct date today = request->viewer->today;
    if (row->ended_at != INSTANT_NONE)
        return text_equal(row->ended_why, TEXT("replaced"))    ? WORD_MEDICINE_REPLACED
               : text_equal(row->ended_why, TEXT("withdrawn")) ? WORD_MEDICINE_WITHDRAWN
                                                               : WORD_MEDICINE_STOPPED;
    if (row->in_force)
        return WORD_MEDICINE_MAY_BE_GIVEN;
    if (row->expires_day.days <= today.days)
        return WORD_MEDICINE_IS_EXPIRED;
    if (row->until_day.days <= today.days)
        return WORD_MEDICINE_OVER;
    if (row->received_at == INSTANT_NONE)
        return WORD_MEDICINE_WAITS;
    return row->from_day.days > today.days ? WORD_MEDICINE_LATER : WORD_MEDICINE_LAPSED;
}

/* Who signed is told to the staff and to who signed (T20). */
static struct text signed_text(const struct reading *reading, const struct medicine_list_row *row)
{
    struct request *request = reading->request;
    bool own = row->person.value == request->person.value;
    struct text day = page_day_text(request, zone_date(request->viewer->zone, row->signed_at), DAY_SHORT);
    struct word_value values[] = { word_value("name", row->signer), word_value("day", day) };
    enum word id = own                                              ? WORD_MEDICINE_SIGNED_YOU
                   : reading->centre && !text_is_empty(row->signer) ? WORD_MEDICINE_SIGNED_BY
                                                                    : WORD_MEDICINE_SIGNED;
    return word_format(request->arena, request->words, id, values, 2);
}

static struct text received_text(const struct reading *reading, const struct medicine_list_row *row)
{
    struct request *request = reading->request;
    if (row->received_at == INSTANT_NONE)
        return TEXT("");
    struct text day = page_day_text(request, zone_date(request->viewer->zone, row->received_at), DAY_SHORT);
    struct word_value values[] = { word_value("name", row->receiver), word_value("day", day) };
    return word_format(request->arena, request->words,
                       row->leaflet ? WORD_MEDICINE_RECEIVED_BOTH : WORD_MEDICINE_RECEIVED_PACKAGE, values, 2);
}

static enum word outcome_word(struct text outcome)
{
    static const enum word words[MEDICINE_OUTCOME__MAX + 1] = { [MEDICINE_GIVEN] = WORD_MEDICINE_GIVEN,
                                                                [MEDICINE_REFUSED] = WORD_MEDICINE_REFUSED,
                                                                [MEDICINE_SPAT] = WORD_MEDICINE_SPAT,
                                                                [MEDICINE_OTHER] = WORD_MEDICINE_NOT_GIVEN,
                                                                [MEDICINE_OUTCOME__MAX] = WORD_MEDICINE_NOT_GIVEN };
    return words[medicine_outcome_of(outcome)];
}

/* "12:05 kreeg medicijn (Sanne)", the oldest first; and the newest dose that stands. */
static void add_today(const struct reading *reading, struct medicine_item_view *item)
{
    struct request *request = reading->request;
    for (size_t i = reading->doses.count; i-- > 0;) {
        const struct medicine_doses_row *row = &reading->doses.items[i];
        if (!date_equal(row->day, request->viewer->today) || row->undone_at != INSTANT_NONE ||
            !text_equal(row->name, item->title))
            continue;
        item->seen = row->id.value > item->seen.value ? row->id : item->seen;
        struct word_value values[] = { word_value("time", time_at(request, row->day, row->at)),
                                       word_value("what", word(request->words, outcome_word(row->outcome))),
                                       word_value("name", row->giver) };
        item->today = joined(request->arena, item->today, " · ",
                             word_format(request->arena, request->words, WORD_MEDICINE_TODAY_DOSE, values, 3));
    }
}

/* The homes with authority that read nothing of a medicine by its audience. */
static int64_t homes_beside(const struct reading *reading, const struct medicine_list_row *row)
{
    return reading->homes & ~row->audience;
}

/* What the other home knows of a protected guardian's medicine, for the staff and for her; empty where it reads it anyway. */
static struct text other_home_text(const struct reading *reading, const struct medicine_list_row *row)
{
    struct request *request = reading->request;
    if (homes_beside(reading, row) == 0)
        return TEXT("");
    if (!reading->centre)
        return word(request->words, row->told ? WORD_MEDICINE_OTHER_HOME_KNOWS : WORD_MEDICINE_OTHER_HOME_NOT);
    if (row->told_at == INSTANT_NONE)
        return word(request->words, WORD_MEDICINE_OTHER_HOME_UNDECIDED);
    struct text day = page_day_text(request, zone_date(request->viewer->zone, row->told_at), DAY_SHORT);
    struct word_value values[] = { word_value("name", row->decider), word_value("day", day) };
    return word_format(request->arena, request->words,
                       row->told ? WORD_MEDICINE_OTHER_HOME_YES_BY : WORD_MEDICINE_OTHER_HOME_NO_BY, values, 2);
}

/* A dose that was stopped because of another one. */
static void warn(const struct reading *reading, struct medicine_item_view *item)
{
    struct request *request = reading->request;
    const struct medicine_giving *giving = reading->typed ? reading->typed->warning : NULL;
    if (!giving || giving->medicine.value != item->medicine.value)
        return;
    struct word_value values[] = { word_value("time", time_at(request, giving->today, giving->before_at)),
                                   word_value("name", giving->before_giver) };
    item->warned = true;
    item->warning = word_format(request->arena, request->words, WORD_MEDICINE_WARNING, values, 2);
    item->sure = giving->before;
    item->outcome = medicine_outcome_names[giving->outcome];
    item->note = giving->note;
    item->time = reading->typed->time;
}

static void add_outcomes(struct request *request, struct medicine_item_view *item)
{
    for (int outcome = 0; outcome < MEDICINE_OUTCOME__MAX; outcome++)
        *vector_add(request->arena, &item->outcomes) = (struct medicine_choice_view){
            medicine_outcome_names[outcome],
            word(request->words, outcome_word(text_from(medicine_outcome_names[outcome]))), outcome == MEDICINE_GIVEN
        };
}

static void add_words(const struct reading *reading, const struct medicine_list_row *row,
                      struct medicine_item_view *item)
{
    struct request *request = reading->request;
    struct arena *arena = request->arena;
    add_line(request, item, WORD_MEDICINE_WHEN, when_of(reading, row));
    add_line(request, item, WORD_MEDICINE_MOST, arena_printf(arena, "%d", (int)row->most));
    add_line(request, item, WORD_MEDICINE_WAY, row->way);
    add_line(request, item, WORD_MEDICINE_DAYS, period_of(request, row));
    add_line(request, item, WORD_MEDICINE_KEPT, row->kept);
    if (!date_equal(row->expires_day, DATE_FOREVER))
        add_line(request, item, WORD_MEDICINE_EXPIRES,
                 page_day_text(request, date_add(row->expires_day, -1), DAY_SHORT));
    if (row->prescribed)
        add_line(request, item, WORD_MEDICINE_DOCTOR, word(request->words, WORD_MEDICINE_PRESCRIBED));
    add_line(request, item, WORD_MEDICINE_CONSENT, signed_text(reading, row));
    add_line(request, item, WORD_MEDICINE_TAKEN_IN, received_text(reading, row));
    add_line(request, item, WORD_MEDICINE_OTHER_HOME, other_home_text(reading, row));
}

static void add_item(struct reading *reading, const struct medicine_list_row *row)
{
    struct request *request = reading->request;
    struct medicine_view *view = reading->view;
    bool ended = row->ended_at != INSTANT_NONE || row->until_day.days <= request->viewer->today.days;
    bool own = row->person.value == request->person.value && view->is_home;
    int64_t beside = reading->centre && !ended ? homes_beside(reading, row) : 0;
    struct medicine_item_view item = {
        .medicine = row->id,
        .title = row->name,
        .amount = medicine_amount(request->arena, request->words, row->dose, row->unit),
        .status = word(request->words, status_of(request, row)),
        .icon = row->in_force ? "check"
                : ended       ? "close"
                              : "clock",
        .in_force = row->in_force,
        .can_receive = reading->records && !ended && row->received_at == INSTANT_NONE,
        .can_give = reading->records && row->in_force,
        .can_withdraw = !ended && (own || reading->records),
        .can_change = !ended && own && view->can_sign,
        .child_name = view->name,
        .unknown = reading->records && (beside & ~row->told) != 0,
        .can_decide = beside != 0 && (request->viewer->scope & MEDICINE_DECIDERS) != 0 && !view->is_home,
        .told = row->told != 0,
        .tell = url_medicine_tell(request->arena, reading->child),
        .outcome = medicine_outcome_names[MEDICINE_GIVEN],
        .give = url_medicine_give(request->arena, reading->child),
        .receive = url_medicine_receive(request->arena, reading->child),
        .withdraw = url_medicine_withdraw(request->arena, reading->child),
    };
    add_words(reading, row, &item);
    add_today(reading, &item);
    add_outcomes(request, &item);
    warn(reading, &item);
    if (item.can_change)
        change_form(reading, row, &item);
    if (ended)
        *vector_add(request->arena, &view->ended) = item;
    else
        *vector_add(request->arena, &view->items) = item;
}

/* --- doses --- */

static void add_dose(struct reading *reading, const struct medicine_doses_row *row)
{
    struct request *request = reading->request;
    struct arena *arena = request->arena;
    bool undone = row->undone_at != INSTANT_NONE;
    struct text amount = medicine_amount(arena, request->words, row->dose, row->unit);
    /* Words of the staff are for who reads the medicine; a home that is told of the dose alone gets what, how much and when. */
    bool whole = (request->viewer->scope & row->audience) != 0 || row->signer.value == request->person.value;
    struct word_value values[] = { word_value("name", row->undoer), word_value("why", row->undone_why) };
    struct word_value what[] = { word_value("name", row->name), word_value("amount", amount) };
    *vector_add(arena, &reading->view->doses) = (struct medicine_dose_view){
        .dose = row->id,
        .when = arena_printf(arena, "%.*s · %.*s", TEXT_ARGS(page_day_text(request, row->day, DAY_SHORT)),
                             TEXT_ARGS(time_at(request, row->day, row->at))),
        .what = word_format(arena, request->words, WORD_MEDICINE_WHAT, what, 2),
        .outcome = word(request->words, outcome_word(row->outcome)),
        .giver = row->giver,
        .note = whole ? row->note : TEXT(""),
        .watcher = row->watcher,
        .is_undone = undone,
        .undone = !undone ? TEXT("")
                  : whole ? word_format(arena, request->words, WORD_MEDICINE_UNDONE, values, 2)
                          : word(request->words, WORD_MEDICINE_UNDONE_ALONE),
        .can_watch =
            reading->records && !undone && text_is_empty(row->watcher) && row->given_by.value != request->person.value,
        .can_undo = reading->records && !undone && date_equal(row->day, request->viewer->today),
        .watch = url_medicine_watch(arena, reading->child),
        .undo = url_medicine_undo(arena, reading->child),
    };
}

/* --- the page --- */

static int read_rows(struct reading *reading)
{
    struct request *request = reading->request;
    const struct organisation_id organisation = request->organisation;
    struct date today = request->viewer->today;
    /* Who is there for a shift needs today and no more (R045). */
    bool shift = (request->viewer->scope & (SCOPE_READ_HOME | SCOPE_READ_CENTRE)) == 0;
    struct date since = shift ? today : date_add(today, -MEDICINE_SHOWN_DAYS);
    int status =
        medicine_list(request->db, request->arena,
                      (struct medicine_list_in){ .organisation = organisation,
                                                 .child = reading->child,
                                                 .person = request->person,
                                                 .today = today,
                                                 .since_at = request->now_at - (int64_t)MEDICINE_SHOWN_DAYS * DAY_MS },
                      &reading->list);
    if (status == STATUS_OK)
        status = medicine_times(request->db, request->arena,
                                (struct medicine_times_in){ .organisation = organisation, .child = reading->child },
                                &reading->times);
    if (status == STATUS_OK)
        status = medicine_doses(request->db, request->arena,
                                (struct medicine_doses_in){ .organisation = organisation,
                                                            .child = reading->child,
                                                            .person = request->person,
                                                            .today = today,
                                                            .since_day = since },
                                &reading->doses);
    return status;
}

static int read_head(struct reading *reading)
{
    struct request *request = reading->request;
    struct medicine_view *view = reading->view;
    struct medicine_head_row row;
    int status = medicine_head(request->db, request->arena,
                               (struct medicine_head_in){ .organisation = request->organisation,
                                                          .child = reading->child,
                                                          .person = request->person,
                                                          .today = request->viewer->today },
                               &row);
    if (status != STATUS_OK)
        return status;
    int64_t scope = request->viewer->scope;
    view->is_home = (scope & SCOPE_SIDE_HOME) != 0;
    reading->centre = !view->is_home;
    reading->records = reading->centre && (scope & SCOPE_WRITE_CENTRE) != 0;
    view->name = row.given_name;
    view->can_sign = view->is_home && row.authority;
    view->no_authority = view->is_home && !row.authority;
    view->topics = page_topics(request, view->is_home ? reading->child : (struct child_id){ 0 },
                               view->is_home ? (struct group_id){ 0 } : row.care_group);
    view->hub = ADDRESS(request->arena, "/child/{child}/about", address_value(reading->child));
    if (reading->typed && reading->typed->problem != 0)
        view->problem = word(request->words, reading->typed->problem);
    return STATUS_OK;
}

int medicine_read(struct request *request, const struct medicine_typed *typed, struct medicine_view *ret_view)
{
    struct medicine_view view = { .is_home = false };
    struct reading reading = { .request = request, .child = request->viewer->child, .typed = typed, .view = &view };
    int status = read_head(&reading);
    if (status == STATUS_OK)
        status = medicine_deciding_homes(request->db, request->arena, viewer_who(request->viewer), reading.child,
                                         &reading.homes);
    if (status == STATUS_OK)
        status = read_rows(&reading);
    if (status != STATUS_OK)
        return status;
    if (view.can_sign)
        new_form(&reading);
    for (size_t i = 0; i < reading.list.count; i++)
        add_item(&reading, &reading.list.items[i]);
    for (size_t i = 0; i < reading.doses.count; i++)
        add_dose(&reading, &reading.doses.items[i]);
    *ret_view = view;
    return STATUS_OK;
}

int medicine_in_force(struct request *request, struct child_id child, struct medicine_lines *ret_lines)
{
    struct reading reading = { .request = request, .child = child };
    int status = read_rows(&reading);
    *ret_lines = (struct medicine_lines){ .items = NULL };
    for (size_t i = 0; status == STATUS_OK && i < reading.list.count; i++) {
        const struct medicine_list_row *row = &reading.list.items[i];
        if (!row->in_force)
            continue;
        /* Name, amount and time keep apart where one of them runs the other way. */
        struct word_value values[] = {
            word_value("name", row->name),
            word_value("amount", medicine_amount(request->arena, request->words, row->dose, row->unit)),
            word_value("when", when_of(&reading, row)),
        };
        *vector_add(request->arena, ret_lines) =
            word_format(request->arena, request->words, WORD_MEDICINE_LINE, values, 3);
    }
    return status;
}
