/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Recognises guardians over the rows of a file (plan.h says by which rule). A row that has both an address and a
 * telephone may show that two earlier cells were one person; `same` then points from the one to the other.
 */
#include "base/error.h"
#include "feature/roster/plan.h"

struct roster_person *roster_person_of(struct roster_person *person)
{
    while (person && person->same)
        person = person->same;
    return person;
}

static struct text joined_key(struct arena *arena, struct text first, struct text name)
{
    return arena_printf(arena, "%.*s\x1f%.*s", TEXT_ARGS(first), TEXT_ARGS(name));
}

static struct roster_person *find(const struct roster_map *map, struct arena *scratch, struct text first,
                                  struct text name)
{
    return text_is_empty(first) ? NULL : roster_person_of(roster_map_find(map, joined_key(scratch, first, name)));
}

/* What one cell group says, in the scratch arena. */
struct said {
    struct text name;
    struct text name_key;
    struct text email;
    struct text email_key;
    struct text phone;
    struct text phone_key;
    struct text language;
};

static struct said understand(struct roster_plan *plan, const struct guardian_cells *cells)
{
    struct arena *scratch = plan->scratch;
    struct said said = { .name = cells->name, .name_key = roster_fold(scratch, cells->name) };
    if (!roster_cell_empty(cells->email) && !roster_email_valid(cells->email))
        roster_tell(plan, ROSTER_EMAIL_INVALID, cells->line, cells->number, "%.*s", TEXT_ARGS(cells->email));
    else if (!roster_cell_empty(cells->email))
        said.email = cells->email;
    said.email_key = text_lower(scratch, said.email);
    said.phone_key = roster_phone_key(scratch, cells->phone, plan->country);
    said.phone = said.phone_key.length ? cells->phone : TEXT("");
    said.language = TEXT("");
    if (!roster_cell_empty(cells->language)) {
        said.language = roster_language(cells->language);
        if (text_is_null(said.language))
            roster_tell(plan, ROSTER_LANGUAGE_UNKNOWN, cells->line, cells->number, "%.*s", TEXT_ARGS(cells->language));
    }
    return said;
}

static struct roster_person *person_new(struct roster_plan *plan, const struct guardian_cells *cells,
                                        const struct said *said)
{
    struct roster_person *person = ARENA_NEW(plan->arena, struct roster_person);
    struct text given;
    struct text family;
    roster_split_name(plan->arena, text_copy(plan->arena, said->name), cells->family, &given, &family);
    *person = (struct roster_person){ .given_name = given,
                                      .family_name = family,
                                      .name_key = text_copy(plan->arena, said->name_key),
                                      .line = cells->line };
    return person;
}

/* Takes over what the person did not have yet; tells what differs. */
static void complete(struct roster_plan *plan, struct roster_person *person, const struct guardian_cells *cells,
                     const struct said *said)
{
    struct arena *arena = plan->arena;
    if (text_is_empty(person->email) && !text_is_empty(said->email)) {
        person->email = text_copy(arena, said->email);
        person->email_key = text_copy(arena, said->email_key);
    }
    if (text_is_empty(person->phone_key) && !text_is_empty(said->phone_key)) {
        person->phone = text_copy(arena, said->phone);
        person->phone_key = text_copy(arena, said->phone_key);
    } else if (!text_is_empty(said->phone_key) && !text_equal(person->phone_key, said->phone_key)) {
        roster_tell(plan, ROSTER_PHONE_DIFFERS, cells->line, cells->number, "%.*s", TEXT_ARGS(said->name));
    }
    if (text_is_empty(person->language))
        person->language = text_is_null(said->language) ? TEXT("") : said->language;
    else if (!text_is_empty(said->language) && !text_equal(person->language, said->language))
        roster_tell(plan, ROSTER_LANGUAGE_DIFFERS, cells->line, cells->number, "%.*s", TEXT_ARGS(said->name));
    if (roster_all_capitals(person->family_name)) { /* another row may write the name as people do */
        struct text given;
        struct text family;
        roster_split_name(arena, text_copy(arena, said->name), cells->family, &given, &family);
        if (!roster_all_capitals(family)) {
            person->given_name = given;
            person->family_name = family;
        }
    }
}

/* The first who has an address keeps it; under another name it is somebody else's. */
static void claim_address(struct roster_plan *plan, struct roster_person *person, const struct guardian_cells *cells)
{
    if (text_is_empty(person->email_key) || person->email_taken)
        return;
    struct roster_person *owner = roster_person_of(roster_map_find(&plan->emails, person->email_key));
    if (!owner) {
        roster_map_set(&plan->emails, plan->arena, person->email_key, person);
    } else if (owner != person) {
        person->email_taken = true;
        roster_tell(plan, ROSTER_EMAIL_SHARED, cells->line, cells->number, "%.*s: %.*s", TEXT_ARGS(cells->name),
                    TEXT_ARGS(person->email));
    }
}

static void remember(struct roster_map *map, struct arena *arena, struct arena *scratch, struct text first,
                     struct roster_person *person)
{
    if (text_is_empty(first) || find(map, scratch, first, person->name_key))
        return;
    roster_map_set(map, arena, joined_key(arena, first, person->name_key), person);
}

struct roster_person *roster_guardian_read(struct roster_plan *plan, const struct guardian_cells *cells)
{
    if (roster_cell_empty(cells->name))
        return NULL;
    struct said said = understand(plan, cells);
    struct roster_person *by_email = find(&plan->emails, plan->scratch, said.email_key, said.name_key);
    struct roster_person *by_phone = find(&plan->phones, plan->scratch, said.phone_key, said.name_key);
    bool two_addresses = by_phone && !text_is_empty(said.email_key) && !text_is_empty(by_phone->email_key) &&
                         !text_equal(said.email_key, by_phone->email_key);
    struct roster_person *person = by_email;
    if (!person && by_phone && !two_addresses)
        person = by_phone;
    if (!person)
        person = person_new(plan, cells, &said);
    if (by_phone && by_phone != person && text_is_empty(by_phone->email_key))
        by_phone->same = person;
    else if (two_addresses)
        roster_tell(plan, ROSTER_GUARDIAN_ALIKE, cells->line, cells->number, "%.*s", TEXT_ARGS(said.name));
    complete(plan, person, cells, &said);
    claim_address(plan, person, cells);
    remember(&plan->emails, plan->arena, plan->scratch, said.email_key, person);
    remember(&plan->phones, plan->arena, plan->scratch, said.phone_key, person);
    return person;
}
