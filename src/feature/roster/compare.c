/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What has to be done so that a family is as the file wants it (family.h). Three values meet in each field: what the file
 * says, what it said last time (a digest), and what is there. When the file says the same as last time, what is there
 * stays, whoever changed it. An empty cell never erases anything.
 */
#include "base/error.h"
#include "feature/roster/family.h"
#include "feature/roster/roster.sql.h"

struct comparing {
    struct db *db;
    struct arena *arena;
    struct organisation_id organisation;
    struct date today;
    const struct roster_family *family;
    struct roster_steps *steps;
    bool there;                      /* the child is in the database */
    struct roster_child_get_row row; /* then: as it is */
};

static void remark(struct comparing *comparing, enum roster_reason reason, struct text detail)
{
    *vector_add(comparing->arena, &comparing->steps->remarks) =
        (struct roster_remark){ .reason = reason, .detail = detail };
}

static struct text full_name(struct arena *arena, struct text given, struct text family)
{
    return text_trim(arena_printf(arena, "%.*s %.*s", TEXT_ARGS(given), TEXT_ARGS(family)));
}

/* The mark that a value leaves: the old one when the file says nothing. */
static int64_t mark_of(struct text said, int64_t before)
{
    return text_is_empty(said) ? before : roster_digest(said);
}

/* Whether the file has something new to say. `marked`: it said something before. */
static bool speaks(struct text said, int64_t before)
{
    return !text_is_empty(said) && roster_digest(said) != before;
}

static struct text born_text(struct arena *arena, struct date born)
{
    return date_iso(arena, born);
}

/* --- the child itself --- */

/* Allergies that were changed both here and in the file are kept both: too many harm less than too few. */
static struct text allergies_of(struct comparing *comparing)
{
    struct text said = comparing->family->allergies;
    struct text there = comparing->row.allergies;
    if (!speaks(said, comparing->row.allergies_mark) || text_equal(said, there))
        return there;
    bool only_the_file = text_is_empty(there) ||
                         (comparing->row.allergies_mark != 0 && roster_digest(there) == comparing->row.allergies_mark);
    if (only_the_file)
        return said;
    if (text_find(there, said) != SIZE_MAX)
        return there;
    remark(comparing, ROSTER_ALLERGIES_BOTH, said);
    return arena_printf(comparing->arena, "%.*s; %.*s", TEXT_ARGS(there), TEXT_ARGS(said));
}

/* The first time that a file meets a consent given here, the stricter one holds. */
static struct text photo_consent_of(const struct comparing *comparing)
{
    struct text said = comparing->family->photo_consent;
    struct text there = comparing->row.photo_consent;
    if (!speaks(said, comparing->row.photo_mark))
        return there;
    if (comparing->row.photo_mark != 0 || text_is_empty(there) || text_equal(said, TEXT("no")))
        return said;
    return text_equal(there, TEXT("group")) ? said : there;
}

static void compare_fields(struct comparing *comparing)
{
    const struct roster_family *family = comparing->family;
    const struct roster_child_get_row *row = &comparing->row;
    struct roster_steps *steps = comparing->steps;
    struct people_child *child = &steps->child;
    struct text name = full_name(comparing->arena, family->given_name, family->family_name);
    *child = (struct people_child){ .id = family->id,
                                    .number = family->number,
                                    .given_name = row->given_name,
                                    .family_name = row->family_name,
                                    .say_name = row->say_name,
                                    .born = row->born,
                                    .restriction = row->restriction,
                                    .remark = row->remark };
    if (speaks(name, row->name_mark)) {
        child->given_name = family->given_name;
        child->family_name = family->family_name;
    }
    if (speaks(born_text(comparing->arena, family->born), row->born_mark))
        child->born = family->born;
    child->allergies = allergies_of(comparing);
    child->photo_consent = photo_consent_of(comparing);
    if (speaks(family->remark, row->remark_mark))
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

static void new_child(struct comparing *comparing)
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
static void compare_marks(struct comparing *comparing)
{
    const struct roster_family *family = comparing->family;
    const struct roster_child_get_row *row = &comparing->row;
    struct roster_marks *marks = &comparing->steps->marks;
    struct text name = full_name(comparing->arena, family->given_name, family->family_name);
    bool gone = date_compare(family->until, comparing->today) <= 0;
    *marks = (struct roster_marks){ .name = mark_of(name, row->name_mark),
                                    .born = mark_of(born_text(comparing->arena, family->born), row->born_mark),
                                    .allergies = mark_of(family->allergies, row->allergies_mark),
                                    .photo_consent = mark_of(family->photo_consent, row->photo_mark),
                                    .remark = mark_of(family->remark, row->remark_mark),
                                    .mentor = family->mentor.id.value && !gone ? family->mentor.mark : row->mentor_mark,
                                    .until = family->until };
    comparing->steps->mark_child = !row->marked || marks->name != row->name_mark || marks->born != row->born_mark ||
                                   marks->allergies != row->allergies_mark || marks->photo_consent != row->photo_mark ||
                                   marks->remark != row->remark_mark || marks->mentor != row->mentor_mark ||
                                   !date_equal(marks->until, row->until);
    if (comparing->steps->mark_child)
        comparing->steps->changes |= ROSTER_CHANGE_MARK;
}

/* --- guardians as persons --- */

static void new_person(const struct roster_wanted_person *wanted, struct roster_person_step *step)
{
    step->add = true;
    step->account = !text_is_empty(wanted->email);
    step->person.language = text_is_empty(wanted->language) ? TEXT("nl") : wanted->language;
    step->person.phone = wanted->phone;
    step->person.given_name = wanted->given_name;
    step->person.family_name = wanted->family_name;
}

/* Of a person whom no file named before, what is there stays. */
static struct text field_of(struct text said, int64_t mark, bool marked, struct text there)
{
    bool takes = marked ? speaks(said, mark) : text_is_empty(there) && !text_is_empty(said);
    return takes ? said : there;
}

static void changed_person(struct comparing *comparing, const struct roster_wanted_person *wanted,
                           const struct roster_person_get_row *row, struct roster_person_step *step)
{
    struct people_person *person = &step->person;
    *person = (struct people_person){
        .id = wanted->id, .given_name = row->given_name, .family_name = row->family_name, .say_name = row->say_name
    };
    struct text name = full_name(comparing->arena, wanted->given_name, wanted->family_name);
    if (row->marked && speaks(name, row->name_mark)) {
        person->given_name = wanted->given_name;
        person->family_name = wanted->family_name;
    }
    person->language = field_of(wanted->language, row->language_mark, row->marked, row->language);
    person->phone = field_of(wanted->phone, row->phone_mark, row->marked, row->phone);
    step->set = !text_equal(person->given_name, row->given_name) ||
                !text_equal(person->family_name, row->family_name) || !text_equal(person->language, row->language) ||
                !text_equal(person->phone, row->phone);
    struct text folded = people_email_folded(comparing->arena, wanted->email);
    bool takes = row->marked ? speaks(folded, row->email_mark) : text_is_empty(row->email) && !text_is_empty(folded);
    step->account = takes && !text_equal(folded, people_email_folded(comparing->arena, row->email));
}

static int compare_person(struct comparing *comparing, const struct roster_wanted_person *wanted)
{
    struct roster_person_step *step = &comparing->steps->persons[comparing->steps->person_count++];
    struct roster_person_get_row row = { .name_mark = 0 };
    int status = roster_person_get(
        comparing->db, comparing->arena,
        (struct roster_person_get_in){ .organisation = comparing->organisation, .person = wanted->id }, &row);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    *step = (struct roster_person_step){ .person = { .id = wanted->id }, .email = wanted->email };
    if (status == STATUS_NOT_FOUND)
        new_person(wanted, step);
    else
        changed_person(comparing, wanted, &row, step);
    struct text name = full_name(comparing->arena, wanted->given_name, wanted->family_name);
    step->name_mark = mark_of(name, row.name_mark);
    step->language_mark = mark_of(wanted->language, row.language_mark);
    step->phone_mark = mark_of(wanted->phone, row.phone_mark);
    step->email_mark = mark_of(people_email_folded(comparing->arena, wanted->email), row.email_mark);
    step->found_by = wanted->found_by ? wanted->found_by : row.found_by;
    step->mark = !row.marked || step->name_mark != row.name_mark || step->language_mark != row.language_mark ||
                 step->phone_mark != row.phone_mark || step->email_mark != row.email_mark ||
                 step->found_by != row.found_by;
    if (step->add || step->set || step->account)
        comparing->steps->changes |= ROSTER_CHANGE_CONTACT;
    if (step->mark)
        comparing->steps->changes |= ROSTER_CHANGE_MARK;
    return STATUS_OK;
}

/* --- guardians of the child --- */

static void set_guardian(struct comparing *comparing, const struct people_guardian *guardian, int change)
{
    comparing->steps->changes |= change;
    for (size_t i = 0; i < comparing->steps->guardians.count; i++)
        if (comparing->steps->guardians.items[i].person.value == guardian->person.value) {
            comparing->steps->guardians.items[i] = *guardian;
            return;
        }
    *vector_add(comparing->arena, &comparing->steps->guardians) = *guardian;
}

static struct people_guardian guardian_of(const struct roster_family *family, const struct roster_guardians_row *row)
{
    return (struct people_guardian){ .child = family->id,
                                     .person = row->person,
                                     .called = row->called,
                                     .home = row->home,
                                     .authority = row->authority,
                                     .scope = row->scope,
                                     .protected = row->protected,
                                     .place = row->place,
                                     .from = row->begins,
                                     .until = row->until };
}

/* The first home in which no protected guardian lives: nobody may join her (access/people.h). */
static int64_t free_home(const struct roster_guardians_rows *rows)
{
    bool closed[4] = { false };
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].protected && rows->items[i].home >= 1 && rows->items[i].home <= 3)
            closed[rows->items[i].home] = true;
    for (int64_t home = 1; home < 3; home++)
        if (!closed[home])
            return home;
    return 3;
}

/* Begins today, or on the first day in care when that was earlier: then earlier pages can be read. */
static void new_guardian(struct comparing *comparing, const struct roster_wanted_person *wanted, size_t place,
                         int64_t home)
{
    const struct roster_family *family = comparing->family;
    struct date from = comparing->today;
    for (size_t i = 0; i < family->placements.count; i++)
        if (date_compare(family->placements.items[i].from, from) < 0)
            from = family->placements.items[i].from;
    set_guardian(comparing,
                 &(struct people_guardian){ .child = family->id,
                                            .person = wanted->id,
                                            .called = TEXT(""),
                                            .home = home,
                                            .authority = wanted->authority == ROSTER_YES,
                                            .scope = TEXT("full"),
                                            .place = (int64_t)place + 1,
                                            .from = from,
                                            .until = family->until },
                 ROSTER_CHANGE_GUARDIAN);
}

static void mark_guardian(struct comparing *comparing, const struct roster_wanted_person *wanted)
{
    *vector_add(comparing->arena, &comparing->steps->guardian_marks) =
        (struct roster_mark_step){ .person = wanted->id, .authority = wanted->authority };
    comparing->steps->changes |= ROSTER_CHANGE_MARK;
}

/* A guardian who is there: authority follows the file when the file changes. */
static void compare_guardian(struct comparing *comparing, const struct roster_wanted_person *wanted,
                             const struct roster_guardians_row *row)
{
    bool told = wanted->authority != ROSTER_NOT_TOLD;
    if (told && (!row->marked || (int64_t)wanted->authority != row->authority_mark)) {
        mark_guardian(comparing, wanted);
        struct people_guardian guardian = guardian_of(comparing->family, row);
        guardian.authority = wanted->authority == ROSTER_YES;
        if (row->marked && guardian.authority != row->authority)
            set_guardian(comparing, &guardian, ROSTER_CHANGE_GUARDIAN);
    } else if (!row->marked) {
        mark_guardian(comparing, wanted);
    }
}

/* Access ends with the last placement, whoever made the guardian; it goes on again only where the file had ended it. */
static void compare_until(struct comparing *comparing, const struct roster_guardians_row *row, bool named)
{
    struct date until = comparing->family->until;
    struct people_guardian guardian = guardian_of(comparing->family, row);
    for (size_t i = 0; i < comparing->steps->guardians.count; i++)
        if (comparing->steps->guardians.items[i].person.value == row->person.value)
            guardian = comparing->steps->guardians.items[i];
    guardian.until = until;
    if (date_compare(row->until, until) > 0) {
        set_guardian(comparing, &guardian, ROSTER_CHANGE_ACCESS);
    } else if (date_compare(row->until, until) < 0) {
        if (comparing->row.marked && date_equal(row->until, comparing->row.until))
            set_guardian(comparing, &guardian, ROSTER_CHANGE_ACCESS);
        else if (named)
            remark(comparing, ROSTER_GUARDIAN_ENDED, full_name(comparing->arena, row->given_name, row->family_name));
    }
}

static int compare_guardians(struct comparing *comparing)
{
    const struct roster_family *family = comparing->family;
    struct roster_guardians_rows rows = { .count = 0 };
    int status = STATUS_OK;
    if (comparing->there)
        status = roster_guardians(
            comparing->db, comparing->arena,
            (struct roster_guardians_in){ .organisation = comparing->organisation, .child = family->id }, &rows);
    if (status != STATUS_OK)
        return status;
    for (size_t w = 0; w < family->persons.count; w++) {
        const struct roster_guardians_row *row = NULL;
        for (size_t i = 0; i < rows.count; i++)
            if (rows.items[i].person.value == family->persons.items[w].id.value)
                row = &rows.items[i];
        if (row) {
            compare_guardian(comparing, &family->persons.items[w], row);
            continue;
        }
        new_guardian(comparing, &family->persons.items[w], w, free_home(&rows));
        mark_guardian(comparing, &family->persons.items[w]);
    }
    for (size_t i = 0; i < rows.count; i++) {
        bool named = false;
        for (size_t w = 0; w < family->persons.count; w++)
            named |= family->persons.items[w].id.value == rows.items[i].person.value;
        compare_until(comparing, &rows.items[i], named);
        if (!named && rows.items[i].marked && date_compare(rows.items[i].until, comparing->today) > 0)
            remark(comparing, ROSTER_GUARDIAN_MISSING,
                   full_name(comparing->arena, rows.items[i].given_name, rows.items[i].family_name));
    }
    return STATUS_OK;
}

/* --- the mentor --- */

/* The day on which a mentor of this child can begin: today, or when it comes. */
static struct date mentor_from(const struct comparing *comparing)
{
    struct date first = DATE_FOREVER;
    for (size_t i = 0; i < comparing->family->placements.count; i++) {
        const struct roster_wanted_placement *placement = &comparing->family->placements.items[i];
        if (date_compare(placement->until, comparing->today) > 0 && date_compare(placement->from, first) < 0)
            first = placement->from;
    }
    return date_compare(first, comparing->today) > 0 ? first : comparing->today;
}

static int works_on_a_group(struct comparing *comparing, bool *ret_works)
{
    *ret_works = comparing->family->mentor.create;
    for (size_t i = 0; i < comparing->family->placements.count && !*ret_works; i++) {
        struct roster_works_row row;
        int status = roster_works(comparing->db, comparing->arena,
                                  (struct roster_works_in){ .organisation = comparing->organisation,
                                                            .person = comparing->family->mentor.id,
                                                            .care_group = comparing->family->placements.items[i].group,
                                                            .today = comparing->today },
                                  &row);
        if (status != STATUS_OK && status != STATUS_NOT_FOUND)
            return status;
        *ret_works = status == STATUS_OK;
    }
    return STATUS_OK;
}

static int set_mentor(struct comparing *comparing, struct person_id mentor, struct date from)
{
    struct roster_steps *steps = comparing->steps;
    steps->set_mentor = true;
    steps->mentor = mentor;
    steps->mentor_from = from;
    steps->changes |= ROSTER_CHANGE_MENTOR;
    if (!date_equal(comparing->family->until, DATE_FOREVER)) {
        steps->end_mentor = true;
        steps->mentor_until = comparing->family->until;
    }
    if (mentor.value != comparing->family->mentor.id.value)
        return STATUS_OK;
    bool works = false;
    int status = works_on_a_group(comparing, &works);
    if (status == STATUS_OK && !works)
        remark(
            comparing, ROSTER_MENTOR_OTHER_GROUP,
            full_name(comparing->arena, comparing->family->mentor.given_name, comparing->family->mentor.family_name));
    return status;
}

/* A new professional of this import is put on the group, once. */
static int compare_professional(struct comparing *comparing)
{
    const struct roster_wanted_mentor *mentor = &comparing->family->mentor;
    struct roster_person_get_row person;
    struct roster_works_row works;
    if (!mentor->create)
        return STATUS_OK;
    int status = roster_person_get(
        comparing->db, comparing->arena,
        (struct roster_person_get_in){ .organisation = comparing->organisation, .person = mentor->id }, &person);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    comparing->steps->make_mentor = status == STATUS_NOT_FOUND;
    status = roster_works(comparing->db, comparing->arena,
                          (struct roster_works_in){ .organisation = comparing->organisation,
                                                    .person = mentor->id,
                                                    .care_group = mentor->group,
                                                    .today = comparing->today },
                          &works);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    comparing->steps->place_mentor = status == STATUS_NOT_FOUND;
    return STATUS_OK;
}

static int compare_mentor(struct comparing *comparing)
{
    const struct roster_family *family = comparing->family;
    struct roster_mentors_rows rows = { .count = 0 };
    int status = STATUS_OK;
    if (comparing->there)
        status = roster_mentors(
            comparing->db, comparing->arena,
            (struct roster_mentors_in){ .organisation = comparing->organisation, .child = family->id }, &rows);
    if (status != STATUS_OK)
        return status;
    const struct roster_mentors_row *last = rows.count ? &rows.items[0] : NULL;
    bool gone = date_compare(family->until, comparing->today) <= 0;
    bool current = last && date_compare(last->until, comparing->today) > 0;
    bool speaks_anew = family->mentor.id.value != 0 && family->mentor.mark != comparing->row.mentor_mark;
    if (!gone && speaks_anew && !(current && last->person.value == family->mentor.id.value))
        return set_mentor(comparing, family->mentor.id, mentor_from(comparing));
    if (!last)
        return STATUS_OK;
    if (date_compare(last->until, family->until) > 0) {
        comparing->steps->end_mentor = true;
        comparing->steps->mentor_until = family->until;
        comparing->steps->changes |= ROSTER_CHANGE_ACCESS;
    } else if (!gone && comparing->row.marked && date_compare(last->until, family->until) < 0 &&
               date_equal(last->until, comparing->row.until)) {
        struct date from = mentor_from(comparing);
        return set_mentor(comparing, last->person, date_compare(last->until, from) > 0 ? last->until : from);
    }
    return STATUS_OK;
}

/* --- all of it --- */

static int compare_parts(struct comparing *comparing)
{
    const struct roster_family *family = comparing->family;
    struct roster_placements_rows placements = { .count = 0 };
    int status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < family->persons.count && i < ROSTER_GUARDIANS; i++)
        status = compare_person(comparing, &family->persons.items[i]);
    if (status == STATUS_OK && comparing->there)
        status = roster_placements(
            comparing->db, comparing->arena,
            (struct roster_placements_in){ .organisation = comparing->organisation, .child = family->id }, &placements);
    if (status != STATUS_OK)
        return status;
    roster_compare_placements(comparing->arena, comparing->today, family, &placements, comparing->steps);
    status = compare_guardians(comparing);
    if (status == STATUS_OK)
        status = compare_mentor(comparing);
    return status == STATUS_OK ? compare_professional(comparing) : status;
}

int roster_compare(struct db *db, struct arena *arena, struct organisation_id organisation, struct date today,
                   const struct roster_family *family, struct roster_steps *ret_steps)
{
    struct roster_steps steps = { .changes = 0 };
    struct comparing comparing = {
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
