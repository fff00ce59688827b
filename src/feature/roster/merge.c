/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Children of rows. Rows of one number that agree are one child: the same row twice, a row that says less, two placements.
 * What one row leaves empty another may fill; free text adds up. Rows that contradict each other are not used at all,
 * because nobody knows which is right. A row that was refused for a fault stands in nobody's way.
 */
#include <stdarg.h>

#include "base/error.h"
#include "feature/roster/plan.h"

void roster_tell(struct roster_plan *plan, enum roster_reason reason, int line, struct text number, const char *format,
                 ...)
{
    va_list arguments;
    va_start(arguments, format);
    struct text detail = arena_vprintf(plan->scratch, format, arguments);
    va_end(arguments);
    report_add(&plan->report, reason, line, number, detail);
    enum roster_weight weight = roster_reason_weight(reason);
    if (weight == ROSTER_REFUSED)
        plan->counts->refused++;
    if (reason == ROSTER_ROW_DOUBLED || reason == ROSTER_ROW_JOINED)
        plan->counts->doubled++;
}

static bool same_folded(struct roster_plan *plan, struct text a, struct text b)
{
    return text_equal(a, b) || text_equal(roster_fold(plan->scratch, a), roster_fold(plan->scratch, b));
}

/* Of two ways to write a name the one that is not all capitals. */
static void better_name(struct text *name, struct text other)
{
    if (roster_all_capitals(*name) && !roster_all_capitals(other))
        *name = other;
}

/* Adds free text that is not there yet. */
static void add_text(struct roster_plan *plan, struct text *text, struct text other, const char *between)
{
    if (text_is_empty(other) || text_find(*text, other) != SIZE_MAX)
        return;
    if (text_is_empty(*text))
        *text = other;
    else
        *text = arena_printf(plan->arena, "%.*s%s%.*s", TEXT_ARGS(*text), between, TEXT_ARGS(other));
}

static bool says_who_alone(const struct roster_person *person)
{
    return text_is_empty(person->email_key) && text_is_empty(person->phone_key);
}

/* Whether two guardians of one child are one person: see plan.h. */
static bool same_guardian(struct roster_person *a, struct roster_person *b)
{
    return a == b || (text_equal(a->name_key, b->name_key) && (says_who_alone(a) || says_who_alone(b)));
}

/* Puts a guardian of another row into the family. Gives what contradicts, or NULL. */
static const char *join_guardian(struct roster_child *child, const bool *taken, const struct roster_guardian *guardian,
                                 size_t *ret_place)
{
    struct roster_person *person = roster_person_of(guardian->person);
    bool namesake = false;
    for (size_t i = 0; i < child->guardian_count; i++) {
        struct roster_person *there = roster_person_of(child->guardians[i].person);
        if (taken[i] || !same_guardian(there, person)) {
            namesake |= !taken[i] && text_equal(there->name_key, person->name_key);
            continue;
        }
        if (there != person && says_who_alone(there))
            there->same = person;
        else if (there != person)
            person->same = there;
        enum roster_answer *authority = &child->guardians[i].authority;
        if (*authority != ROSTER_NOT_TOLD && guardian->authority != ROSTER_NOT_TOLD &&
            *authority != guardian->authority)
            return "authority of a guardian";
        if (*authority == ROSTER_NOT_TOLD)
            *authority = guardian->authority;
        *ret_place = i;
        return NULL;
    }
    if (namesake)
        return "e-mail or telephone of a guardian";
    if (child->guardian_count >= ROSTER_GUARDIANS)
        return "guardians";
    *ret_place = child->guardian_count;
    child->guardians[child->guardian_count++] = *guardian;
    return NULL;
}

/* A row has two places for guardians; another row of the child names the same ones. */
static const char *join_guardians(struct roster_child *child, const struct roster_row *row)
{
    bool taken[ROSTER_GUARDIANS] = { false };
    for (int i = 0; i < ROSTER_GUARDIANS; i++) {
        if (!row->guardians[i].person)
            continue;
        size_t place = 0;
        const char *what = join_guardian(child, taken, &row->guardians[i], &place);
        if (what)
            return what;
        taken[place] = true;
    }
    return NULL;
}

static bool overlap(const struct roster_placement *a, const struct roster_placement *b)
{
    return date_compare(a->from, b->until) < 0 && date_compare(b->from, a->until) < 0;
}

/* Adds the placement of a row; the same one again is fine. Gives what contradicts, or NULL. */
static const char *join_placement(struct roster_child *child, const struct roster_placement *placement, bool *ret_new)
{
    *ret_new = false;
    for (size_t i = 0; i < child->placement_count; i++) {
        const struct roster_placement *there = &child->placements[i];
        bool same_period = date_equal(there->from, placement->from) && date_equal(there->until, placement->until);
        if (there->group != placement->group)
            continue;
        if (same_period && there->weekdays == placement->weekdays)
            return NULL;
        if (overlap(there, placement) && (same_period || (there->weekdays & placement->weekdays) != 0))
            return "days of one group";
    }
    if (child->placement_count == ROSTER_PLACEMENTS_MAXIMUM)
        return "number of placements";
    child->placements[child->placement_count++] = *placement;
    *ret_new = true;
    return NULL;
}

/* Joins another row with what is known of the child. Gives what contradicts, or NULL. */
static const char *join_row(struct roster_plan *plan, struct roster_child *child, const struct roster_row *row,
                            bool *ret_placed)
{
    if (!same_folded(plan, child->given_name, row->given_name) ||
        !same_folded(plan, child->family_name, row->family_name))
        return "name";
    if (!date_equal(child->born, row->born))
        return "date of birth";
    if (!text_is_empty(child->photo_consent) && !text_is_empty(row->photo_consent) &&
        !text_equal(child->photo_consent, row->photo_consent))
        return "consent for photos";
    const char *what = join_guardians(child, row);
    if (!what)
        what = join_placement(child, &row->placement, ret_placed);
    if (what)
        return what;
    better_name(&child->given_name, row->given_name);
    better_name(&child->family_name, row->family_name);
    if (text_is_empty(child->photo_consent))
        child->photo_consent = row->photo_consent;
    if (text_is_empty(child->mentor_name))
        child->mentor_name = row->mentor;
    else if (!text_is_empty(row->mentor) && !same_folded(plan, child->mentor_name, row->mentor))
        roster_tell(plan, ROSTER_MENTORS_TWO, row->line, row->number, "%.*s", TEXT_ARGS(row->mentor));
    add_text(plan, &child->allergies, row->allergies, "; ");
    add_text(plan, &child->remark, row->remark, "\n");
    return NULL;
}

static void begin_child(struct roster_child *child, const struct roster_row *row)
{
    child->line = row->line;
    child->given_name = row->given_name;
    child->family_name = row->family_name;
    child->born = row->born;
    child->photo_consent = row->photo_consent;
    child->mentor_name = row->mentor;
    child->allergies = row->allergies;
    child->remark = row->remark;
    child->guardian_count = child->placement_count = 0;
    for (int i = 0; i < ROSTER_GUARDIANS; i++)
        if (row->guardians[i].person)
            child->guardians[child->guardian_count++] = row->guardians[i];
    child->placements[child->placement_count++] = row->placement;
}

static void refuse_child(struct roster_plan *plan, struct roster_child *child, const char *what)
{
    child->refused = true;
    for (const struct roster_row *row = child->rows; row; row = row->next)
        if (!row->refused)
            roster_tell(plan, ROSTER_CONTRADICTION, row->line, row->number, "%s", what);
}

/* Whether the very same row came before. */
static const struct roster_row *same_before(const struct roster_child *child, const struct roster_row *row)
{
    for (const struct roster_row *other = child->rows; other != row; other = other->next)
        if (!other->refused && other->digest == row->digest)
            return other;
    return NULL;
}

static void merge_child(struct roster_plan *plan, struct roster_child *child)
{
    const struct roster_row *first = NULL;
    for (const struct roster_row *row = child->rows; row; row = row->next) {
        if (row->refused)
            continue;
        if (!first) {
            begin_child(child, row);
            first = row;
            continue;
        }
        const struct roster_row *same = same_before(child, row);
        if (same) {
            roster_tell(plan, ROSTER_ROW_DOUBLED, row->line, row->number, "line %d", same->line);
            continue;
        }
        bool placed = false;
        const char *what = join_row(plan, child, row, &placed);
        if (what) {
            refuse_child(plan, child, what);
            return;
        }
        if (!placed)
            roster_tell(plan, ROSTER_ROW_JOINED, row->line, row->number, "line %d", first->line);
    }
    child->refused = !first;
}

static void tell_about_remark(struct roster_plan *plan, const struct roster_child *child)
{
    static const char *const restrictions[] = { "contactverbod", "straatverbod",   "omgangsverbod", "mag niet ophalen",
                                                "niet meegeven", "niet mee geven", "geheim adres",  "geheim",
                                                "politie",       "bezoekverbod",   "huisverbod",    "uithuisplaatsing",
                                                "rechter",       "voogd" };
    static const char *const homes[] = { "gescheiden", "scheiding",     "co-ouder",  "coouder",
                                         "om en om",   "twee adressen", "uit elkaar" };
    struct text remark = roster_fold(plan->scratch, child->remark);
    for (size_t i = 0; i < sizeof restrictions / sizeof *restrictions; i++)
        if (text_find(remark, text_from(restrictions[i])) != SIZE_MAX) {
            roster_tell(plan, ROSTER_REMARK_RESTRICTION, child->line, child->number, "%.*s", TEXT_ARGS(child->remark));
            break;
        }
    for (size_t i = 0; i < sizeof homes / sizeof *homes; i++)
        if (text_find(remark, text_from(homes[i])) != SIZE_MAX) {
            roster_tell(plan, ROSTER_REMARK_HOMES, child->line, child->number, "%.*s", TEXT_ARGS(child->remark));
            break;
        }
}

/* Guardians of one name in families of one name of whom nobody can say whether they are one: somebody should look. */
static void tell_about_guardians(struct roster_plan *plan, struct roster_map *names, struct roster_child *child)
{
    if (child->guardian_count == 0)
        roster_tell(plan, ROSTER_GUARDIAN_NONE, child->line, child->number, "%s", "");
    for (size_t i = 0; i < child->guardian_count; i++) {
        struct roster_person *person = roster_person_of(child->guardians[i].person);
        child->guardians[i].person = person;
        if (child->guardians[i].authority == ROSTER_NOT_TOLD)
            roster_tell(plan, ROSTER_AUTHORITY_UNKNOWN, child->line, child->number, "%.*s %.*s",
                        TEXT_ARGS(person->given_name), TEXT_ARGS(person->family_name));
        struct text key = arena_printf(plan->scratch, "%.*s\x1f%.*s", TEXT_ARGS(person->name_key),
                                       TEXT_ARGS(roster_fold(plan->scratch, child->family_name)));
        struct roster_person *other = roster_person_of(roster_map_find(names, key));
        if (!other)
            roster_map_set(names, plan->arena, text_copy(plan->arena, key), person);
        else if (other != person && (text_is_empty(other->email_key) || text_is_empty(person->email_key)))
            roster_tell(plan, ROSTER_GUARDIAN_ALIKE, child->line, child->number, "%.*s %.*s (line %d)",
                        TEXT_ARGS(person->given_name), TEXT_ARGS(person->family_name), other->line);
    }
}

void roster_merge(struct roster_plan *plan)
{
    struct roster_map names = { 0 };
    for (size_t i = 0; i < plan->children.count; i++) {
        arena_reset(plan->scratch);
        merge_child(plan, plan->children.items[i]);
    }
    for (size_t i = 0; i < plan->children.count; i++) {
        struct roster_child *child = plan->children.items[i];
        arena_reset(plan->scratch);
        if (child->refused) {
            plan->counts->without++;
            continue;
        }
        for (size_t p = 0; p < child->placement_count; p++)
            if (date_compare(child->placements[p].until, child->until) > 0 || p == 0)
                child->until = child->placements[p].until;
        tell_about_remark(plan, child);
        tell_about_guardians(plan, &names, child);
    }
}
