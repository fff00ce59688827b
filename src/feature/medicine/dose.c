/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Doses: written down by who gave them, under what is in force at that moment.
 */
#include "access/audit.h"
#include "db/change.h"
#include "feature/handover/handover.h"
#include "feature/medicine/medicine.sql.h"
#include "feature/medicine/own.h"
#include "i18n/language.h"

enum { CLOCK_MS = 5 * MINUTE_MS /* a device's clock may run this much ahead */ };

static char lower(char character)
{
    return character >= 'A' && character <= 'Z' ? (char)(character - 'A' + 'a') : character;
}

/* Two homes may each have signed for it. */
static bool is_same_name(struct text a, struct text b)
{
    if (a.length != b.length)
        return false;
    for (size_t i = 0; i < a.length; i++)
        if (lower(a.data[i]) != lower(b.data[i]))
            return false;
    return true;
}

/* Takes part in the count of a day: what went down, or may have. */
static bool counts(struct text outcome)
{
    enum medicine_outcome what = medicine_outcome_of(outcome);
    return what == MEDICINE_GIVEN || what == MEDICINE_SPAT;
}

/* The newest of the doses of today that stand against another one; NULL: none. */
static const struct medicine_given_today_row *doubt(const struct medicine_giving *giving,
                                                    const struct medicine_given_today_rows *rows, struct text name,
                                                    int64_t most)
{
    const struct medicine_given_today_row *newest = NULL;
    int64_t count = 0;
    bool unseen = false;
    bool shortly = false;
    for (size_t i = 0; i < rows->count; i++) {
        const struct medicine_given_today_row *row = &rows->items[i];
        if (!is_same_name(row->name, name))
            continue;
        newest = newest ? newest : row;
        unseen = unseen || row->id.value > giving->seen.value;
        if (counts(row->outcome)) {
            int64_t apart = giving->at > row->at ? giving->at - row->at : row->at - giving->at;
            shortly = shortly || apart < MEDICINE_SHORTLY_MS;
            count++;
        }
    }
    return unseen || shortly || count >= most ? newest : NULL;
}

static int check_double(struct change *change, struct medicine_giving *giving, const struct medicine_one_row *row)
{
    struct medicine_given_today_rows rows;
    int status =
        medicine_given_today(change->db, change->arena,
                             (struct medicine_given_today_in){
                                 .organisation = change->organisation, .child = giving->child, .day = giving->today },
                             &rows);
    if (status != STATUS_OK || giving->outcome != MEDICINE_GIVEN)
        return status;
    const struct medicine_given_today_row *before = doubt(giving, &rows, row->name, row->most);
    if (!before || before->id.value == giving->sure.value)
        return STATUS_OK;
    giving->before = before->id;
    giving->before_at = before->at;
    giving->before_giver = text_copy(giving->arena, before->giver);
    return change_fail(change, STATUS_CONFLICT, WORD_MEDICINE_GIVEN_BEFORE);
}

static int write_dose(struct change *change, const struct medicine_giving *giving, const struct medicine_one_row *row,
                      struct dose_id id)
{
    struct moment_id moment;
    struct text amount = medicine_amount(change->arena, giving->words, row->dose, row->unit);
    const struct handover_line_new line = { .child = giving->child,
                                            .day = giving->today,
                                            .today = giving->today,
                                            .at = giving->at,
                                            .kind = KIND_MEDICINE,
                                            .value = medicine_outcome_names[giving->outcome],
                                            .note = arena_printf(change->arena, "%.*s · %.*s", TEXT_ARGS(row->name),
                                                                 TEXT_ARGS(amount)),
                                            .language = text_from(language_about(words_language(giving->words))->code),
                                            .audience = row->audience | row->told };
    int status = handover_line_add(change, &line, &moment);
    if (status != STATUS_OK)
        return status;
    return medicine_insert_dose(change->db,
                                (struct medicine_insert_dose_in){
                                    .organisation = change->organisation,
                                    .id = id,
                                    .child = giving->child,
                                    .medicine = giving->medicine,
                                    .day = giving->today,
                                    .at = giving->at,
                                    .outcome = text_from(medicine_outcome_names[giving->outcome]),
                                    .note = giving->note,
                                    .given_by = change->actor,
                                    .recorded_at = change->now_at,
                                    .moment = moment,
                                    .told = row->told,
                                },
                                NULL);
}

int medicine_give(struct change *change, void *argument)
{
    struct medicine_giving *giving = argument;
    struct medicine_one_row row;
    giving->before = (struct dose_id){ 0 };
    int status = medicine_recorder(change, giving->child, giving->today);
    if (status == STATUS_OK)
        status = medicine_one(change->db, change->arena,
                              (struct medicine_one_in){ .organisation = change->organisation,
                                                        .child = giving->child,
                                                        .id = giving->medicine,
                                                        .today = giving->today },
                              &row);
    if (status != STATUS_OK)
        return status;
    if (!row.in_force)
        return change_fail(change, STATUS_CONFLICT, WORD_MEDICINE_NOT_IN_FORCE);
    if (giving->at > change->now_at + CLOCK_MS)
        return change_fail(change, STATUS_INVALID, WORD_MEDICINE_TIME_TO_COME);
    if (giving->outcome == MEDICINE_OTHER && text_is_empty(giving->note))
        return change_fail(change, STATUS_INVALID, WORD_MEDICINE_REASON_MISSING);
    status = check_double(change, giving, &row);
    struct dose_id id = CHANGE_MINT(change, dose);
    if (status == STATUS_OK)
        status = write_dose(change, giving, &row, id);
    return status == STATUS_OK ? audit_add(change, "medicine.give", "dose", id.value) : status;
}

/* A dose that the actor may act on. */
static int read_dose(struct change *change, const struct medicine_dose_touch *touch,
                     struct medicine_dose_one_row *ret_row)
{
    int status = medicine_recorder(change, touch->child, touch->today);
    if (status != STATUS_OK)
        return status;
    return medicine_dose_one(
        change->db, change->arena,
        (struct medicine_dose_one_in){ .organisation = change->organisation, .child = touch->child, .id = touch->dose },
        ret_row);
}

int medicine_watch(struct change *change, void *argument)
{
    const struct medicine_dose_touch *touch = argument;
    struct medicine_dose_one_row row;
    int status = read_dose(change, touch, &row);
    if (status != STATUS_OK || row.watched_at != INSTANT_NONE || row.undone_at != INSTANT_NONE)
        return status;
    if (row.given_by.value == change->actor.value)
        return change_fail(change, STATUS_DENIED, WORD_MEDICINE_OWN_DOSE);
    status = medicine_watch_dose(change->db,
                                 (struct medicine_watch_dose_in){ .organisation = change->organisation,
                                                                  .id = touch->dose,
                                                                  .watched_at = change->now_at,
                                                                  .watched_by = change->actor },
                                 NULL);
    if (status == STATUS_OK)
        status = handover_tell(change, touch->child, touch->today, row.audience);
    return status == STATUS_OK ? audit_add(change, "medicine.watch", "dose", touch->dose.value) : status;
}

int medicine_undo(struct change *change, void *argument)
{
    const struct medicine_dose_touch *touch = argument;
    struct medicine_dose_one_row row;
    int status = read_dose(change, touch, &row);
    if (status != STATUS_OK || row.undone_at != INSTANT_NONE)
        return status;
    if (!date_equal(row.day, touch->today))
        return change_fail(change, STATUS_DENIED, WORD_MEDICINE_UNDO_LATE);
    if (text_is_empty(touch->why))
        return change_fail(change, STATUS_INVALID, WORD_MEDICINE_REASON_MISSING);
    status = medicine_undo_dose(change->db,
                                (struct medicine_undo_dose_in){ .organisation = change->organisation,
                                                                .id = touch->dose,
                                                                .undone_at = change->now_at,
                                                                .undone_by = change->actor,
                                                                .undone_why = touch->why },
                                NULL);
    const struct handover_line_new line = { .child = touch->child, .today = touch->today, .audience = row.audience };
    if (status == STATUS_OK)
        status = handover_line_withdraw(change, &line, row.moment);
    return status == STATUS_OK ? audit_add(change, "medicine.undo", "dose", touch->dose.value) : status;
}
