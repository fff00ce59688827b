/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Writing what a guardian tells. Nothing is overwritten: each save is a new row, and who saved without having seen the newest one
 * is told.
 */
#include "feature/intake/intake.h"

#include "access/audit.h"
#include "access/people.h"
#include "db/change.h"
#include "feature/intake/own.h"
#include "feature/task/task.h"

const char *const intake_intensities[] = {
    [CONTACT_BASIS] = "basis", [CONTACT_MORE] = "more", [CONTACT_LESS] = "less", [CONTACT_INTENSITY__MAX] = NULL
};

enum contact_intensity intake_intensity_of(struct text name)
{
    for (enum contact_intensity intensity = 0; intensity < CONTACT_INTENSITY__MAX; intensity++)
        if (text_equal(text_from(intake_intensities[intensity]), name))
            return intensity;
    return CONTACT_BASIS;
}

int intake_guardian(struct db *db, struct arena *arena, struct access_who who, struct child_id child,
                    struct person_id guardian, int64_t need, struct intake_guardians_row *ret_row)
{
    struct intake_guardians_rows rows;
    int status = intake_guardians(db, arena,
                                  (struct intake_guardians_in){ .organisation = who.organisation,
                                                                .child = child,
                                                                .guardian = guardian,
                                                                .person = who.person,
                                                                .today = who.today,
                                                                .need = need },
                                  &rows);
    if (status != STATUS_OK || rows.count == 0)
        return status == STATUS_OK ? STATUS_NOT_FOUND : status;
    *ret_row = rows.items[0];
    return STATUS_OK;
}

int intake_check_team(struct change *change, struct child_id child, struct person_id person, struct date today)
{
    struct access_who who = { change->organisation, change->actor, today };
    struct intake_guardians_row row;
    int64_t scope;
    int status = access_child(change->db, who, child, &scope);
    if (status != STATUS_OK)
        return status;
    /* A colleague writes for her own family, and a stand-in is there for a shift. */
    if ((scope & SCOPE_SIDE_HOME) != 0 || (scope & INTAKE_TEAM) == 0 || (scope & SCOPE_READ_CENTRE) == 0)
        return STATUS_DENIED;
    return intake_guardian(change->db, change->arena, who, child, person, INTAKE_STAFF, &row);
}

/* --- background --- */

static int check_writer(struct change *change, const struct intake_background *write)
{
    struct access_who who = { change->organisation, change->actor, write->today };
    if (write->person.value == change->actor.value)
        return access_child_need(change->db, who, write->child, SCOPE_WRITE_HOME);
    return intake_check_team(change, write->child, write->person, write->today);
}

/* How the words came: only of what the staff wrote down. */
static struct text channel_of(struct change *change, struct person_id person, struct text channel)
{
    return person.value == change->actor.value || text_is_null(channel) ? TEXT("") : channel;
}

static int tell(struct change *change, struct person_id person)
{
    return change_event(change, "intake", (struct event_topic){ .person = person });
}

/* The newest answers with what this form says. What the staff wrote down need not be asked any more. */
struct answers {
    struct text taps[INTAKE_QUESTIONS];
    bool changed;
    bool tell; /* one of them is to be told in person */
};

static struct answers answers_of(struct change *change, const struct intake_background *write,
                                 const struct intake_guardians_row *row)
{
    const struct text stored[] = { row->tongues_tap, row->food_tap, row->celebrations_tap, row->customs_tap };
    const struct text old[] = { row->tongues, row->food, row->celebrations, row->customs };
    const struct text words[] = { write->tongues, write->food, write->celebrations, write->customs };
    bool staff = write->person.value != change->actor.value;
    struct answers answers = { .changed = false };
    for (size_t i = 0; i < INTAKE_QUESTIONS; i++) {
        bool told = staff && tap_is_tell(stored[i]) && !text_is_empty(words[i]) && !text_equal(words[i], old[i]);
        bool tapped = write->tap.given && write->tap.question == i;
        answers.taps[i] = tapped ? write->tap.answer : told ? TEXT("") : stored[i];
        answers.changed = answers.changed || !text_equal(answers.taps[i], stored[i]) || !text_equal(words[i], old[i]);
        answers.tell = answers.tell || tap_is_tell(answers.taps[i]);
    }
    return answers;
}

/* The quiet note goes with the answers that it came from. */
static int note_tell(struct change *change, const struct intake_background *write, int64_t before, int64_t now,
                     bool tell)
{
    struct task task = { .kind = TASK_TELL, .child = write->child, .object = before, .today = write->today };
    int status = before != 0 ? task_close(change, &task) : STATUS_OK;
    task.object = now;
    return status == STATUS_OK && tell ? task_add(change, &task) : status;
}

static int add_background(struct change *change, const struct intake_background *write, const struct answers *answers)
{
    int64_t id = identity_mint(change->identities);
    int status = intake_background_insert(
        change->db,
        (struct intake_background_insert_in){ .organisation = change->organisation,
                                              .child = write->child,
                                              .person = write->person,
                                              .id = id,
                                              .tongues = write->tongues,
                                              .food = write->food,
                                              .celebrations = write->celebrations,
                                              .customs = write->customs,
                                              .tongues_tap = answers->taps[TAP_TONGUES],
                                              .food_tap = answers->taps[TAP_FOOD],
                                              .celebrations_tap = answers->taps[TAP_CELEBRATIONS],
                                              .customs_tap = answers->taps[TAP_CUSTOMS],
                                              .language = write->language,
                                              .channel = channel_of(change, write->person, write->channel),
                                              .written_by = change->actor,
                                              .written_at = change->now_at },
        NULL);
    if (status == STATUS_OK)
        status = note_tell(change, write, write->base, id, answers->tell);
    if (status == STATUS_OK)
        status = tell(change, write->person);
    return status == STATUS_OK ? audit_add(change, "intake.background", "child", write->child.value) : status;
}

int intake_background_write(struct change *change, void *argument)
{
    const struct intake_background *write = argument;
    struct access_who who = { change->organisation, change->actor, write->today };
    struct intake_guardians_row row;
    int status = check_writer(change, write);
    if (status == STATUS_OK)
        status = intake_guardian(change->db, change->arena, who, write->child, write->person,
                                 INTAKE_STAFF | SCOPE_READ_HOME, &row);
    if (status != STATUS_OK)
        return status;
    if (!row.full)
        return STATUS_DENIED;
    struct answers answers = answers_of(change, write, &row);
    if (!answers.changed)
        return STATUS_OK;
    return row.background == write->base ? add_background(change, write, &answers) : STATUS_CONFLICT;
}

/* --- wishes about contact --- */

static int write_wish(struct change *change, const struct intake_wish *write, const struct intake_own_row *row)
{
    bool interpreter = write->keep_interpreter ? row->interpreter : write->interpreter;
    struct text pages = text_is_null(write->pages) ? row->pages : write->pages;
    if (row->interpreter == interpreter && text_equal(row->tongue, write->tongue) && text_equal(row->pages, pages))
        return STATUS_OK;
    int status =
        intake_wish_insert(change->db,
                           (struct intake_wish_insert_in){ .organisation = change->organisation,
                                                           .person = write->person,
                                                           .id = identity_mint(change->identities),
                                                           .interpreter = interpreter,
                                                           .tongue = write->tongue,
                                                           .language = pages,
                                                           .channel = channel_of(change, write->person, write->channel),
                                                           .written_by = change->actor,
                                                           .written_at = change->now_at },
                           NULL);
    return status == STATUS_OK ? audit_add(change, "intake.wish", "person", write->person.value) : status;
}

/* Hers alone: nobody writes it for her (R010). */
static int write_intensity(struct change *change, const struct intake_wish *write, const struct intake_own_row *row)
{
    if (write->child.value != 0 || write->intensity == CONTACT_INTENSITY__MAX ||
        intake_intensity_of(row->intensity) == write->intensity)
        return STATUS_OK;
    int status = intake_intensity_insert(
        change->db,
        (struct intake_intensity_insert_in){ .organisation = change->organisation,
                                             .person = change->actor,
                                             .id = identity_mint(change->identities),
                                             .intensity = text_from(intake_intensities[write->intensity]),
                                             .written_at = change->now_at },
        NULL);
    return status == STATUS_OK ? audit_add(change, "intake.intensity", "person", change->actor.value) : status;
}

static int check_wish(struct change *change, const struct intake_wish *write)
{
    if (write->child.value != 0)
        return intake_check_team(change, write->child, write->person, write->today);
    return write->person.value == change->actor.value ? STATUS_OK : STATUS_DENIED;
}

int intake_wish_write(struct change *change, void *argument)
{
    const struct intake_wish *write = argument;
    struct intake_own_row row;
    int status = check_wish(change, write);
    if (status == STATUS_OK)
        status = intake_own(change->db, change->arena,
                            (struct intake_own_in){ .organisation = change->organisation,
                                                    .person = write->person,
                                                    .today = write->today,
                                                    .homes = SCOPE_SIDE_HOME },
                            &row);
    if (status == STATUS_OK && !text_is_null(write->pages) && !text_equal(row.pages, write->pages))
        status = people_language_set(change, write->person, write->pages);
    if (status == STATUS_OK && row.guardian)
        status = write_wish(change, write, &row);
    if (status == STATUS_OK && row.guardian)
        status = write_intensity(change, write, &row);
    return status == STATUS_OK ? tell(change, write->person) : status;
}

/* --- the family map --- */

static int add_other(struct change *change, const struct intake_other *write)
{
    int status = intake_other_insert(change->db,
                                     (struct intake_other_insert_in){ .organisation = change->organisation,
                                                                      .child = write->child,
                                                                      .id = CHANGE_MINT(change, contact),
                                                                      .person = change->actor,
                                                                      .name = write->name,
                                                                      .relation = write->relation,
                                                                      .words = write->words,
                                                                      .language = write->language,
                                                                      .created_at = change->now_at },
                                     NULL);
    return status == STATUS_OK ? audit_add(change, "intake.other", "child", write->child.value) : status;
}

/* What stands on the map in the actor's own home. */
static int find_others(struct change *change, const struct intake_other *write, struct intake_others_rows *ret_rows)
{
    struct access_who who = { change->organisation, change->actor, write->today };
    int status = access_child_need(change->db, who, write->child, SCOPE_WRITE_HOME);
    if (status != STATUS_OK)
        return status;
    return intake_others(change->db, change->arena,
                         (struct intake_others_in){ .organisation = change->organisation,
                                                    .child = write->child,
                                                    .person = change->actor,
                                                    .today = write->today,
                                                    .centre = 0 },
                         ret_rows);
}

int intake_other_add(struct change *change, void *argument)
{
    const struct intake_other *write = argument;
    struct intake_others_rows rows;
    size_t own = 0;
    int status = find_others(change, write, &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        const struct intake_others_row *row = &rows.items[i];
        own += row->person.value == change->actor.value;
        if (text_equal(row->name, write->name) && text_equal(row->relation, write->relation) &&
            text_equal(row->words, write->words))
            return STATUS_OK;
    }
    if (status != STATUS_OK)
        return status;
    return own < INTAKE_OTHERS_MAXIMUM ? add_other(change, write)
                                       : change_fail(change, STATUS_INVALID, WORD_INTAKE_OTHERS_FULL);
}

int intake_other_remove(struct change *change, void *argument)
{
    const struct intake_other *write = argument;
    struct intake_others_rows rows;
    int status = find_others(change, write, &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        if (rows.items[i].id.value != write->id.value)
            continue;
        if (rows.items[i].person.value != change->actor.value)
            return STATUS_NOT_FOUND;
        status = intake_other_delete(change->db,
                                     (struct intake_other_delete_in){
                                         .organisation = change->organisation, .child = write->child, .id = write->id },
                                     NULL);
        return status == STATUS_OK ? audit_add(change, "intake.other_removed", "child", write->child.value) : status;
    }
    return status;
}
