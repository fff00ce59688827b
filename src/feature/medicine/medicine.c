/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What happens to a medicine: signed, taken in, ended. Doses are dose.c.
 */
#include "access/audit.h"
#include "access/scope.h"
#include "db/change.h"
#include "feature/handover/handover.h"
#include "feature/medicine/medicine.sql.h"
#include "feature/medicine/own.h"
#include "feature/task/task.h"

const char *const medicine_unit_names[MEDICINE_UNIT__MAX + 1] = {
    [MEDICINE_ML] = "ml",
    [MEDICINE_TABLET] = "tablet",
    [MEDICINE_DROP] = "drop",
    [MEDICINE_PUFF] = "puff",
    [MEDICINE_SUPPOSITORY] = "suppository",
    [MEDICINE_SACHET] = "sachet",
    [MEDICINE_LAYER] = "layer",
    [MEDICINE_TIME] = "time",
};

const char *const medicine_outcome_names[MEDICINE_OUTCOME__MAX + 1] = {
    [MEDICINE_GIVEN] = "given",
    [MEDICINE_REFUSED] = "refused",
    [MEDICINE_SPAT] = "spat",
    [MEDICINE_OTHER] = "other",
};

static int place_of(const char *const *names, struct text name)
{
    int place = 0;
    while (names[place] && !text_equal(text_from(names[place]), name))
        place++;
    return place;
}

enum medicine_unit medicine_unit_of(struct text name)
{
    return (enum medicine_unit)place_of(medicine_unit_names, name);
}

enum medicine_outcome medicine_outcome_of(struct text name)
{
    return (enum medicine_outcome)place_of(medicine_outcome_names, name);
}

int medicine_scope(struct change *change, struct child_id child, struct date today, int64_t *ret_scope)
{
    struct access_who who = { change->organisation, change->actor, today };
    return access_child(change->db, who, child, ret_scope);
}

int medicine_recorder(struct change *change, struct child_id child, struct date today)
{
    int64_t scope;
    int status = medicine_scope(change, child, today, &scope);
    if (status != STATUS_OK)
        return status;
    return (scope & SCOPE_WRITE_CENTRE) != 0 ? STATUS_OK : STATUS_DENIED;
}

static int read_one(struct change *change, struct child_id child, struct medicine_id id, struct date today,
                    struct medicine_one_row *ret_row)
{
    return medicine_one(
        change->db, change->arena,
        (struct medicine_one_in){ .organisation = change->organisation, .child = child, .id = id, .today = today },
        ret_row);
}

static struct task task_of(struct child_id child, struct medicine_id medicine, struct date today)
{
    return (struct task){ .kind = TASK_MEDICINE, .child = child, .object = medicine.value, .today = today };
}

int medicine_deciding_homes(struct db *db, struct arena *arena, struct access_who who, struct child_id child,
                            int64_t *ret_homes)
{
    struct medicine_deciders_rows rows;
    int64_t homes = 0;
    int status = medicine_deciders(
        db, arena,
        (struct medicine_deciders_in){ .organisation = who.organisation, .child = child, .today = who.today }, &rows);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < rows.count; i++)
        homes |= scope_of_home(rows.items[i].home);
    *ret_homes = homes;
    return STATUS_OK;
}

/* The homes with authority that an audience leaves out. */
static int homes_beside(struct change *change, struct child_id child, struct date today, int64_t audience,
                        int64_t *ret_homes)
{
    int64_t homes = 0;
    struct access_who who = { change->organisation, change->actor, today };
    int status = medicine_deciding_homes(change->db, change->arena, who, child, &homes);
    *ret_homes = homes & ~audience;
    return status;
}

/* --- signing --- */

/* A guardian who writes for a home. */
static int check_home(struct change *change, const struct medicine_signing *signing)
{
    int64_t scope;
    int status = medicine_scope(change, signing->child, signing->today, &scope);
    if (status == STATUS_OK && (scope & SCOPE_WRITE_HOME) == 0)
        return (scope & SCOPE_SIDE_HOME) != 0 ? STATUS_DENIED : STATUS_NOT_FOUND;
    return status;
}

/* And who decides about the child (domain B7.7). */
static int check_authority(struct change *change, const struct medicine_signing *signing)
{
    struct medicine_head_row row;
    int status = medicine_head(change->db, change->arena,
                               (struct medicine_head_in){ .organisation = change->organisation,
                                                          .child = signing->child,
                                                          .person = change->actor,
                                                          .today = signing->today },
                               &row);
    if (status == STATUS_OK && !row.authority)
        return change_fail(change, STATUS_DENIED, WORD_MEDICINE_NO_AUTHORITY);
    return status;
}

static int check_signing(struct change *change, const struct medicine_signing *signing)
{
    if (text_is_empty(signing->name) || text_is_empty(signing->dose))
        return change_fail(change, STATUS_INVALID, WORD_MEDICINE_NAME_MISSING);
    if (signing->minute_count == 0 && text_is_empty(signing->needed))
        return change_fail(change, STATUS_INVALID, WORD_MEDICINE_WHEN_MISSING);
    if (signing->until.days <= signing->from.days || signing->until.days <= signing->today.days ||
        signing->until.days - signing->from.days > MEDICINE_DAYS_MAXIMUM)
        return change_fail(change, STATUS_INVALID, WORD_MEDICINE_DAYS_ODD);
    if (signing->expires.days <= signing->today.days)
        return change_fail(change, STATUS_INVALID, WORD_MEDICINE_IS_EXPIRED);
    return STATUS_OK;
}

static int64_t most_of(const struct medicine_signing *signing)
{
    if (signing->most > 0)
        return signing->most;
    return signing->minute_count > 0 ? (int64_t)signing->minute_count : 1;
}

static int is_same_times(struct change *change, const struct medicine_signing *signing, struct medicine_id medicine,
                         bool *ret_same)
{
    struct medicine_times_rows rows;
    int status = medicine_times(
        change->db, change->arena,
        (struct medicine_times_in){ .organisation = change->organisation, .child = signing->child }, &rows);
    size_t found = 0;
    size_t all = 0;
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        if (rows.items[i].medicine.value != medicine.value)
            continue;
        all++;
        for (size_t k = 0; k < signing->minute_count; k++)
            found += rows.items[i].minute == signing->minutes[k];
    }
    *ret_same = found == all && all == signing->minute_count;
    return status;
}

static bool is_same_text(const struct medicine_same_row *row, const struct medicine_signing *signing)
{
    return text_equal(row->name, signing->name) && text_equal(row->dose, signing->dose) &&
           medicine_unit_of(row->unit) == signing->unit && text_equal(row->way, signing->way) &&
           text_equal(row->needed, signing->needed) && row->most == most_of(signing) &&
           date_equal(row->from_day, signing->from) && date_equal(row->until_day, signing->until) &&
           text_equal(row->kept, signing->kept) && date_equal(row->expires_day, signing->expires) &&
           row->prescribed == signing->prescribed;
}

/* A form that is sent twice signs once. */
static int look_before(struct change *change, const struct medicine_signing *signing, bool *ret_known)
{
    struct medicine_same_rows rows;
    int status =
        medicine_same(change->db, change->arena,
                      (struct medicine_same_in){
                          .organisation = change->organisation, .child = signing->child, .person = change->actor },
                      &rows);
    for (size_t i = 0; status == STATUS_OK && !*ret_known && i < rows.count; i++)
        if (is_same_text(&rows.items[i], signing))
            status = is_same_times(change, signing, rows.items[i].id, ret_known);
    bool one_more = !*ret_known && signing->replaces.value == 0;
    if (status == STATUS_OK && one_more && rows.count >= MEDICINE_OPEN_MAXIMUM)
        return change_fail(change, STATUS_INVALID, WORD_MEDICINE_TOO_MANY);
    return status;
}

static struct task tell_task_of(struct child_id child, struct medicine_id medicine, struct date today)
{
    return (struct task){ .kind = TASK_MEDICINE_TOLD, .child = child, .object = medicine.value, .today = today };
}

/* Taking in, and for a protected guardian's medicine what the other home knows. */
static int ask_staff(struct change *change, const struct medicine_signing *signing, struct medicine_id id,
                     int64_t audience)
{
    int64_t homes = 0;
    struct task task = task_of(signing->child, id, signing->today);
    int status = task_add(change, &task);
    if (status == STATUS_OK)
        status = homes_beside(change, signing->child, signing->today, audience, &homes);
    if (status != STATUS_OK || homes == 0)
        return status;
    task = tell_task_of(signing->child, id, signing->today);
    return task_add(change, &task);
}

/* Nothing is asked of the staff any more about one that has ended. */
static int close_tasks(struct change *change, struct child_id child, struct medicine_id id, struct date today)
{
    struct task task = task_of(child, id, today);
    int status = task_close(change, &task);
    task = tell_task_of(child, id, today);
    return status == STATUS_OK ? task_close(change, &task) : status;
}

/* Ends the version that is replaced; only its signer replaces it. */
static int replace(struct change *change, const struct medicine_signing *signing, struct medicine_id *ret_series,
                   int64_t *ret_version)
{
    struct medicine_one_row row;
    int status = read_one(change, signing->child, signing->replaces, signing->today, &row);
    if (status == STATUS_OK && (row.person.value != change->actor.value || row.ended_at != INSTANT_NONE))
        return STATUS_NOT_FOUND;
    if (status == STATUS_OK)
        status = medicine_end_one(change->db,
                                  (struct medicine_end_one_in){ .organisation = change->organisation,
                                                                .id = signing->replaces,
                                                                .ended_at = change->now_at,
                                                                .ended_by = change->actor,
                                                                .ended_why = TEXT("replaced") },
                                  NULL);
    if (status == STATUS_OK)
        status = close_tasks(change, signing->child, signing->replaces, signing->today);
    if (status != STATUS_OK)
        return status;
    *ret_series = row.series;
    *ret_version = row.version + 1;
    return STATUS_OK;
}

static int add_times(struct change *change, const struct medicine_signing *signing, struct medicine_id id)
{
    int status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < signing->minute_count; i++) {
        bool again = false;
        for (size_t k = 0; k < i; k++)
            again = again || signing->minutes[k] == signing->minutes[i];
        if (!again)
            status = medicine_insert_time(change->db,
                                          (struct medicine_insert_time_in){ .organisation = change->organisation,
                                                                            .medicine = id,
                                                                            .minute = signing->minutes[i] },
                                          NULL);
    }
    return status;
}

static int add(struct change *change, const struct medicine_signing *signing, struct medicine_id id,
               struct medicine_id series, int64_t version)
{
    int64_t audience;
    int status = access_audience(change->db, change->organisation, signing->child, change->actor, AUDIENCE_BOTH_HOMES,
                                 &audience);
    if (status == STATUS_OK)
        status = medicine_insert(change->db,
                                 (struct medicine_insert_in){
                                     .organisation = change->organisation,
                                     .id = id,
                                     .child = signing->child,
                                     .person = change->actor,
                                     .series = series,
                                     .version = version,
                                     .name = signing->name,
                                     .dose = signing->dose,
                                     .unit = text_from(medicine_unit_names[signing->unit]),
                                     .way = signing->way,
                                     .needed = signing->needed,
                                     .most = most_of(signing),
                                     .from_day = signing->from,
                                     .until_day = signing->until,
                                     .kept = signing->kept,
                                     .expires_day = signing->expires,
                                     .prescribed = signing->prescribed,
                                     .audience = audience,
                                     .signed_at = change->now_at,
                                 },
                                 NULL);
    if (status == STATUS_OK)
        status = add_times(change, signing, id);
    if (status == STATUS_OK)
        status = ask_staff(change, signing, id, audience);
    return status == STATUS_OK ? handover_tell(change, signing->child, signing->today, audience) : status;
}

int medicine_sign(struct change *change, void *argument)
{
    struct medicine_signing *signing = argument;
    bool known = false;
    signing->medicine = (struct medicine_id){ 0 };
    int status = check_home(change, signing);
    if (status == STATUS_OK)
        status = check_signing(change, signing);
    if (status == STATUS_OK)
        status = check_authority(change, signing);
    if (status == STATUS_OK)
        status = look_before(change, signing, &known);
    if (status != STATUS_OK || known)
        return status;
    struct medicine_id id = CHANGE_MINT(change, medicine);
    struct medicine_id series = id;
    signing->medicine = id;
    int64_t version = 1;
    if (signing->replaces.value)
        status = replace(change, signing, &series, &version);
    if (status == STATUS_OK)
        status = add(change, signing, id, series, version);
    return status == STATUS_OK ? audit_add(change, "medicine.sign", "medicine", id.value) : status;
}

/* --- taking in, ending --- */

int medicine_receive(struct change *change, void *argument)
{
    const struct medicine_touch *touch = argument;
    struct medicine_one_row row;
    int status = medicine_recorder(change, touch->child, touch->today);
    if (status == STATUS_OK)
        status = read_one(change, touch->child, touch->medicine, touch->today, &row);
    if (status != STATUS_OK)
        return status;
    if (row.ended_at != INSTANT_NONE)
        return change_fail(change, STATUS_CONFLICT, WORD_MEDICINE_ENDED_ALREADY);
    if (row.received_at != INSTANT_NONE)
        return STATUS_OK;
    if (!touch->package)
        return change_fail(change, STATUS_INVALID, WORD_MEDICINE_PACKAGE_MISSING);
    status = medicine_receive_one(change->db,
                                  (struct medicine_receive_one_in){ .organisation = change->organisation,
                                                                    .id = touch->medicine,
                                                                    .received_at = change->now_at,
                                                                    .received_by = change->actor,
                                                                    .leaflet = touch->leaflet },
                                  NULL);
    struct task task = task_of(touch->child, touch->medicine, touch->today);
    if (status == STATUS_OK)
        status = task_close(change, &task);
    if (status == STATUS_OK)
        status = handover_tell(change, touch->child, touch->today, row.audience);
    return status == STATUS_OK ? audit_add(change, "medicine.receive", "medicine", touch->medicine.value) : status;
}

/* Whoever signed, or who records for the child; for others it is not there. */
static int check_ender(struct change *change, const struct medicine_touch *touch, const struct medicine_one_row *row)
{
    int64_t scope;
    int status = medicine_scope(change, touch->child, touch->today, &scope);
    if (status != STATUS_OK)
        return status;
    bool signer = row->person.value == change->actor.value && (scope & SCOPE_SIDE_HOME) != 0;
    return signer || (scope & SCOPE_WRITE_CENTRE) != 0 ? STATUS_OK : STATUS_NOT_FOUND;
}

int medicine_withdraw(struct change *change, void *argument)
{
    const struct medicine_touch *touch = argument;
    struct medicine_one_row row;
    int status = read_one(change, touch->child, touch->medicine, touch->today, &row);
    if (status == STATUS_OK)
        status = check_ender(change, touch, &row);
    if (status != STATUS_OK || row.ended_at != INSTANT_NONE)
        return status;
    bool signer = row.person.value == change->actor.value;
    status = medicine_end_one(change->db,
                              (struct medicine_end_one_in){ .organisation = change->organisation,
                                                            .id = touch->medicine,
                                                            .ended_at = change->now_at,
                                                            .ended_by = change->actor,
                                                            .ended_why = signer ? TEXT("withdrawn") : TEXT("stopped") },
                              NULL);
    if (status == STATUS_OK)
        status = close_tasks(change, touch->child, touch->medicine, touch->today);
    if (status == STATUS_OK)
        status = handover_tell(change, touch->child, touch->today, row.audience);
    return status == STATUS_OK ? audit_add(change, "medicine.end", "medicine", touch->medicine.value) : status;
}

/* --- what the other home knows --- */

/* Who decides is of the staff, and not of this family. */
static int check_decider(struct change *change, const struct medicine_touch *touch)
{
    int64_t scope;
    int status = medicine_scope(change, touch->child, touch->today, &scope);
    if (status != STATUS_OK)
        return status;
    return (scope & MEDICINE_DECIDERS) != 0 && (scope & SCOPE_SIDE_HOME) == 0 ? STATUS_OK : STATUS_DENIED;
}

int medicine_tell(struct change *change, void *argument)
{
    const struct medicine_touch *touch = argument;
    struct medicine_one_row row;
    int64_t homes = 0;
    int status = read_one(change, touch->child, touch->medicine, touch->today, &row);
    if (status == STATUS_OK)
        status = check_decider(change, touch);
    if (status == STATUS_OK)
        status = homes_beside(change, touch->child, touch->today, row.audience, &homes);
    if (status != STATUS_OK)
        return status;
    if (homes == 0 || row.ended_at != INSTANT_NONE)
        return STATUS_NOT_FOUND;
    status = medicine_tell_one(change->db,
                               (struct medicine_tell_one_in){ .organisation = change->organisation,
                                                              .id = touch->medicine,
                                                              .told = touch->told ? homes : 0,
                                                              .told_at = change->now_at,
                                                              .told_by = change->actor },
                               NULL);
    struct task task = tell_task_of(touch->child, touch->medicine, touch->today);
    if (status == STATUS_OK)
        status = task_close(change, &task);
    /* The other home hears nothing of the decision itself: a dose to come is what it reads. */
    if (status == STATUS_OK)
        status = handover_tell(change, touch->child, touch->today, row.audience);
    const char *action = touch->told ? "medicine.tell" : "medicine.tell_not";
    return status == STATUS_OK ? audit_add(change, action, "medicine", touch->medicine.value) : status;
}

/* --- erasing --- */

int medicine_erase_child(struct change *change, struct child_id child)
{
    struct organisation_id organisation = change->organisation;
    int status = medicine_erase_doses(change->db, (struct medicine_erase_doses_in){ organisation, child }, NULL);
    if (status == STATUS_OK)
        status = medicine_erase_times(change->db, (struct medicine_erase_times_in){ organisation, child }, NULL);
    if (status == STATUS_OK)
        status = medicine_erase_rows(change->db, (struct medicine_erase_rows_in){ organisation, child }, NULL);
    return status;
}

int medicine_erase_person(struct change *change, struct person_id person)
{
    return medicine_erase_signer(change->db, (struct medicine_erase_signer_in){ change->organisation, person }, NULL);
}
