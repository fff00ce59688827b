/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What has to be done so that a family is as the file wants it (family.h). Three values meet in each field: what the file
 * says, what it said last time (a digest), and what is there. When the file says the same as last time, what is there
 * stays, whoever changed it. An empty cell never erases anything.
 */
#include "feature/roster/compare.h"

#include "base/error.h"

void roster_remark(struct roster_comparing *comparing, enum roster_reason reason, struct text detail)
{
    *vector_add(comparing->arena, &comparing->steps->remarks) =
        (struct roster_remark){ .reason = reason, .detail = detail };
}

struct text roster_full_name(struct arena *arena, struct text given, struct text family)
{
    return text_trim(arena_printf(arena, "%.*s %.*s", TEXT_ARGS(given), TEXT_ARGS(family)));
}

int64_t roster_mark_of(struct text said, int64_t before)
{
    return text_is_empty(said) ? before : roster_digest(said);
}

bool roster_speaks(struct text said, int64_t before)
{
    return !text_is_empty(said) && roster_digest(said) != before;
}

static struct text born_text(struct arena *arena, struct date born)
{
    return date_iso(arena, born);
}

/* --- the child itself --- */

/* Allergies that were changed both here and in the file are kept both: too many harm less than too few. */
static struct text allergies_of(struct roster_comparing *comparing)
{
    struct text said = comparing->family->allergies;
    struct text there = comparing->row.allergies;
    if (!roster_speaks(said, comparing->row.allergies_mark) || text_equal(said, there))
        return there;
    bool only_the_file = text_is_empty(there) ||
                         (comparing->row.allergies_mark != 0 && roster_digest(there) == comparing->row.allergies_mark);
    if (only_the_file)
        return said;
    if (text_find(there, said) != SIZE_MAX)
        return there;
    roster_remark(comparing, ROSTER_ALLERGIES_BOTH, said);
    return arena_printf(comparing->arena, "%.*s; %.*s", TEXT_ARGS(there), TEXT_ARGS(said));
}

/* The first time that a file meets a consent given here, the stricter one holds. */
static struct text photo_consent_of(const struct roster_comparing *comparing)
{
    struct text said = comparing->family->photo_consent;
    struct text there = comparing->row.photo_consent;
    if (!roster_speaks(said, comparing->row.photo_mark))
        return there;
    if (comparing->row.photo_mark != 0 || text_is_empty(there) || text_equal(said, TEXT("no")))
        return said;
    return text_equal(there, TEXT("group")) ? said : there;
}

static void compare_fields(struct roster_comparing *comparing)
{
    const struct roster_family *family = comparing->family;
    const struct roster_child_get_row *row = &comparing->row;
    struct roster_steps *steps = comparing->steps;
    struct people_child *child = &steps->child;
    struct text name = roster_full_name(comparing->arena, family->given_name, family->family_name);
    *child = (struct people_child){ .id = family->id,
                                    .number = family->number,
                                    .given_name = row->given_name,
                                    .family_name = row->family_name,
                                    .say_name = row->say_name,
                                    .born = row->born,
                                    .restriction = row->restriction,
                                    .remark = row->remark };
    if (roster_speaks(name, row->name_mark)) {
        child->given_name = family->given_name;
        child->family_name = family->family_name;
    }
    if (roster_speaks(born_text(comparing->arena, family->born), row->born_mark))
        child->born = family->born;
    child->allergies = allergies_of(comparing);
    child->photo_consent = photo_consent_of(comparing);
    if (roster_speaks(family->remark, row->remark_mark))
        child->remark = family->remark;
    if (!text_equal(child->given_name, row->given_name) || !text_equal(child->family_name, row->family_name))
        steps->changes |= ROSTER_CHANGE_NAME;
    if (!date_equal(child->born, row->born))
        steps->changes |= ROSTER_CHANGE_BORN;
    if (!text_equal(child->allergies, row->allergies))
        steps->changes |= ROSTER_CHANGE_ALLERGIES;
    if (!text_equal(child->photo_consent, row->photo_consent))
        steps->changes |= ROSTER_CHANGE_PHOTO_CONSENT;
    if (!text_equal(child->remark, row->remark))
        steps->changes |= ROSTER_CHANGE_REMARK;
    steps->set_child = steps->changes != 0;
}

static void new_child(struct roster_comparing *comparing)
{
    const struct roster_family *family = comparing->family;
    comparing->steps->new_child = true;
    comparing->steps->child = (struct people_child){ .id = family->id,
                                                     .number = family->number,
                                                     .given_name = family->given_name,
                                                     .family_name = family->family_name,
                                                     .born = family->born,
                                                     .allergies = family->allergies,
                                                     .photo_consent = family->photo_consent,
                                                     .remark = family->remark };
}

/* What the file says this time. Of a child that is gone no mentor was set, so none is remembered. */
static void compare_marks(struct roster_comparing *comparing)
{
    const struct roster_family *family = comparing->family;
    const struct roster_child_get_row *row = &comparing->row;
    struct roster_marks *marks = &comparing->steps->marks;
    struct text name = roster_full_name(comparing->arena, family->given_name, family->family_name);
    bool gone = date_compare(family->until, comparing->today) <= 0;
    *marks = (struct roster_marks){ .name = roster_mark_of(name, row->name_mark),
                                    .born = roster_mark_of(born_text(comparing->arena, family->born), row->born_mark),
                                    .allergies = roster_mark_of(family->allergies, row->allergies_mark),
                                    .photo_consent = roster_mark_of(family->photo_consent, row->photo_mark),
                                    .remark = roster_mark_of(family->remark, row->remark_mark),
                                    .mentor = family->mentor.id.value && !gone ? family->mentor.mark : row->mentor_mark,
                                    .until = family->until };
    comparing->steps->mark_child = !row->marked || marks->name != row->name_mark || marks->born != row->born_mark ||
                                   marks->allergies != row->allergies_mark || marks->photo_consent != row->photo_mark ||
                                   marks->remark != row->remark_mark || marks->mentor != row->mentor_mark ||
                                   !date_equal(marks->until, row->until);
    if (comparing->steps->mark_child)
        comparing->steps->changes |= ROSTER_CHANGE_MARK;
}

/* --- all of it --- */

static int compare_parts(struct roster_comparing *comparing)
{
    const struct roster_family *family = comparing->family;
    struct roster_placements_rows placements = { .count = 0 };
    int status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < family->persons.count && i < ROSTER_GUARDIANS; i++)
        status = roster_compare_person(comparing, &family->persons.items[i]);
    if (status == STATUS_OK && comparing->there)
        status = roster_placements(
            comparing->db, comparing->arena,
            (struct roster_placements_in){ .organisation = comparing->organisation, .child = family->id }, &placements);
    if (status != STATUS_OK)
        return status;
    roster_compare_placements(comparing->arena, comparing->today, family, &placements, comparing->steps);
    status = roster_compare_guardians(comparing);
    if (status == STATUS_OK)
        status = roster_compare_mentor(comparing);
    return status == STATUS_OK ? roster_compare_professional(comparing) : status;
}

int roster_compare(struct db *db, struct arena *arena, struct organisation_id organisation, struct date today,
                   const struct roster_family *family, struct roster_steps *ret_steps)
{
    struct roster_steps steps = { .changes = 0 };
    struct roster_comparing comparing = {
        .db = db, .arena = arena, .organisation = organisation, .today = today, .family = family, .steps = &steps
    };
    int status = roster_child_get(
        db, arena, (struct roster_child_get_in){ .organisation = organisation, .child = family->id }, &comparing.row);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    comparing.there = status == STATUS_OK;
    if (comparing.there)
        compare_fields(&comparing);
    else
        new_child(&comparing);
    status = compare_parts(&comparing);
    if (status != STATUS_OK)
        return status;
    compare_marks(&comparing);
    *ret_steps = steps;
    return STATUS_OK;
}

struct text roster_changes_text(struct arena *arena, int changes)
{
    static const char *const names[] = { "name",   "date of birth", "allergies", "consent for photos",
                                         "remark", "placement",     "guardian",  "contact of a guardian",
                                         "access", "mentor" };
    struct text all = TEXT("");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (changes & (1 << i))
            all = arena_printf(arena, "%.*s%s%s", TEXT_ARGS(all), all.length ? ", " : "", names[i]);
    return all;
}
