/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Recognising (match.h). Guardians in three passes over all families, so that the surest sign wins whatever the order of
 * the rows: by address; by name and telephone; and, for a guardian of a child that is known, by her name among its
 * guardians, which is how a new address or telephone reaches the right person.
 */
#include "feature/roster/match.h"

#include "base/error.h"
#include "db/writer.h"
#include "feature/roster/roster.sql.h"

static int mint(struct change *change, void *argument)
{
    struct roster_ids *ids = argument;
    for (size_t i = 0; i < sizeof ids->items / sizeof *ids->items; i++)
        ids->items[i] = identity_mint(change->identities);
    return STATUS_OK;
}

int roster_ids_next(struct roster_ids *ids, int64_t *ret_id)
{
    if (!ids->writer) {
        *ret_id = --ids->dry;
        return STATUS_OK;
    }
    if (ids->left == 0) {
        struct writer_task task = { .change = mint,
                                    .argument = ids,
                                    .arena = ids->arena,
                                    .organisation = ids->organisation,
                                    .name = "roster_mint" };
        int status = writer_run(ids->writer, NULL, &task);
        if (status != STATUS_OK)
            return status;
        ids->left = sizeof ids->items / sizeof *ids->items;
    }
    *ret_id = ids->items[sizeof ids->items / sizeof *ids->items - ids->left--];
    return STATUS_OK;
}

struct matching {
    struct roster_plan *plan;
    struct roster_ids *ids;
    struct roster_map claims; /* id of a known person -> struct roster_person */
};

static struct text id_key(struct arena *arena, struct person_id id)
{
    return (struct text){ arena_copy(arena, &id.value, sizeof id.value), sizeof id.value };
}

static bool claimed(struct matching *matching, struct person_id id)
{
    return roster_map_find(&matching->claims, id_key(matching->plan->scratch, id)) != NULL;
}

static void claim(struct matching *matching, struct roster_person *person, struct person_id id)
{
    person->id = id;
    person->known = true;
    roster_map_set(&matching->claims, matching->plan->arena, id_key(matching->plan->arena, id), person);
}

static struct text full_key(struct arena *arena, struct text given, struct text family)
{
    return roster_fold(arena, arena_printf(arena, "%.*s %.*s", TEXT_ARGS(given), TEXT_ARGS(family)));
}

/* One address is one person as long as a name of it stays: who marries keeps her account, who shares a family's address
 * does not get another's. */
static bool may_be(struct arena *arena, const struct roster_person *person, struct text given, struct text family)
{
    if (text_equal(person->name_key, full_key(arena, given, family)))
        return true;
    return text_equal(roster_fold(arena, person->given_name), roster_fold(arena, given));
}

static int by_address(struct matching *matching, struct roster_person *person)
{
    struct roster_plan *plan = matching->plan;
    struct roster_person_by_email_rows files;
    struct roster_person_by_address_row account;
    if (text_is_empty(person->email_key) || person->email_taken)
        return STATUS_OK;
    int status = roster_person_by_email(plan->import->db, plan->scratch,
                                        (struct roster_person_by_email_in){ .organisation = plan->import->organisation,
                                                                            .email = roster_digest(person->email_key) },
                                        &files);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < files.count; i++)
        if (!claimed(matching, files.items[i].person) &&
            may_be(plan->scratch, person, files.items[i].given_name, files.items[i].family_name)) {
            claim(matching, person, files.items[i].person);
            return STATUS_OK;
        }
    status = roster_person_by_address(
        plan->import->db, plan->scratch,
        (struct roster_person_by_address_in){ .organisation = plan->import->organisation, .folded = person->email_key },
        &account);
    if (status != STATUS_OK)
        return status == STATUS_NOT_FOUND ? STATUS_OK : status;
    if (!claimed(matching, account.person) && may_be(plan->scratch, person, account.given_name, account.family_name)) {
        claim(matching, person, account.person);
        return STATUS_OK;
    }
    person->email_taken = true;
    roster_tell(plan, ROSTER_EMAIL_SHARED, person->line, TEXT(""), "%.*s %.*s: %.*s", TEXT_ARGS(person->given_name),
                TEXT_ARGS(person->family_name), TEXT_ARGS(person->email));
    return STATUS_OK;
}

int64_t roster_found_by(struct arena *arena, const struct roster_person *person)
{
    if (text_is_empty(person->phone_key))
        return 0;
    return roster_digest(
        arena_printf(arena, "%.*s\x1f%.*s", TEXT_ARGS(person->name_key), TEXT_ARGS(person->phone_key)));
}

static int by_phone(struct matching *matching, struct roster_person *person)
{
    struct roster_plan *plan = matching->plan;
    struct roster_person_found_by_rows rows;
    int64_t mark = roster_found_by(plan->scratch, person);
    if (mark == 0)
        return STATUS_OK;
    int status = roster_person_found_by(
        plan->import->db, plan->scratch,
        (struct roster_person_found_by_in){ .organisation = plan->import->organisation, .found_by = mark }, &rows);
    for (size_t i = 0; status == STATUS_OK && !person->known && i < rows.count; i++)
        if (!claimed(matching, rows.items[i].person))
            claim(matching, person, rows.items[i].person);
    return status;
}

/* By name among the guardians of a child that is known. */
static int by_family(struct matching *matching, struct roster_child *child)
{
    struct roster_plan *plan = matching->plan;
    struct roster_guardians_rows rows;
    int status = roster_guardians(
        plan->import->db, plan->scratch,
        (struct roster_guardians_in){ .organisation = plan->import->organisation, .child = child->id }, &rows);
    if (status != STATUS_OK)
        return status;
    for (size_t g = 0; g < child->guardian_count; g++) {
        struct roster_person *person = child->guardians[g].person;
        for (size_t i = 0; i < rows.count && !person->known; i++)
            if (!claimed(matching, rows.items[i].person) &&
                text_equal(person->name_key,
                           full_key(plan->scratch, rows.items[i].given_name, rows.items[i].family_name)))
                claim(matching, person, rows.items[i].person);
    }
    return STATUS_OK;
}

static int child_by_number(struct matching *matching, struct roster_child *child)
{
    struct roster_plan *plan = matching->plan;
    struct roster_child_number_row row;
    int status = roster_child_number(
        plan->import->db, plan->scratch,
        (struct roster_child_number_in){ .organisation = plan->import->organisation, .number = child->number }, &row);
    if (status == STATUS_OK)
        child->id = row.id;
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static int no_step(struct matching *matching, struct roster_person *person)
{
    (void)matching;
    (void)person;
    return STATUS_OK;
}

static int known_family(struct matching *matching, struct roster_child *child)
{
    bool unknown = false;
    for (size_t g = 0; g < child->guardian_count; g++)
        unknown |= !child->guardians[g].person->known;
    return child->id.value && unknown ? by_family(matching, child) : STATUS_OK;
}

static int new_child(struct matching *matching, struct roster_child *child)
{
    return child->id.value ? STATUS_OK : roster_ids_next(matching->ids, &child->new_id.value);
}

static int new_person(struct matching *matching, struct roster_person *person)
{
    return person->id.value ? STATUS_OK : roster_ids_next(matching->ids, &person->id.value);
}

/* One pass over the children that are used: the child's step, then the step of each guardian who is not known yet. */
static int pass(struct matching *matching, int (*child_step)(struct matching *matching, struct roster_child *child),
                int (*person_step)(struct matching *matching, struct roster_person *person))
{
    struct roster_plan *plan = matching->plan;
    for (size_t i = 0; i < plan->children.count; i++) {
        struct roster_child *child = plan->children.items[i];
        if (child->refused)
            continue;
        arena_reset(plan->scratch);
        bool left = date_compare(child->until, plan->today) <= 0;
        if (child_step == new_child && left && !child->id.value)
            continue; /* not imported */
        int status = child_step ? child_step(matching, child) : STATUS_OK;
        for (size_t g = 0; status == STATUS_OK && g < child->guardian_count; g++)
            if (!child->guardians[g].person->known)
                status = person_step(matching, child->guardians[g].person);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

int roster_match(struct roster_plan *plan, struct roster_ids *ids)
{
    struct matching matching = { .plan = plan, .ids = ids };
    int status = pass(&matching, child_by_number, by_address);
    if (status == STATUS_OK)
        status = pass(&matching, NULL, by_phone);
    if (status == STATUS_OK)
        status = pass(&matching, known_family, no_step);
    return status == STATUS_OK ? pass(&matching, new_child, new_person) : status;
}
