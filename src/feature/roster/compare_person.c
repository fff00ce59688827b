/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Guardians as persons: name, language, telephone, address (compare.h).
 */
#include "base/error.h"
#include "feature/roster/compare.h"

static void new_person(const struct roster_wanted_person *wanted, struct roster_person_step *step)
{
    step->add = true;
    step->account = !text_is_empty(wanted->email);
    step->person.language = text_is_empty(wanted->language) ? TEXT("nl") : wanted->language;
    step->person.phone = wanted->phone;
    step->person.given_name = wanted->given_name;
    step->person.family_name = wanted->family_name;
}

/* A field that the file last said `before` of and now says `mark` of. Of a person whom no file named before, what is there
 * stays. */
static struct text field_of(struct text said, int64_t mark, int64_t before, bool marked, struct text there)
{
    bool takes = marked ? mark != before : text_is_empty(there);
    return takes && !text_is_empty(said) ? said : there;
}

static void changed_person(struct roster_comparing *comparing, const struct roster_wanted_person *wanted,
                           const struct roster_person_get_row *row, struct roster_person_step *step)
{
    struct people_person *person = &step->person;
    *person = (struct people_person){
        .id = wanted->id, .given_name = row->given_name, .family_name = row->family_name, .say_name = row->say_name
    };
    struct text name = roster_full_name(comparing->arena, wanted->given_name, wanted->family_name);
    if (row->marked && roster_speaks(name, row->name_mark)) {
        person->given_name = wanted->given_name;
        person->family_name = wanted->family_name;
    }
    person->language =
        field_of(wanted->language, roster_digest(wanted->language), row->language_mark, row->marked, row->language);
    person->phone = field_of(wanted->phone, wanted->phone_mark, row->phone_mark, row->marked, row->phone);
    step->set = !text_equal(person->given_name, row->given_name) ||
                !text_equal(person->family_name, row->family_name) || !text_equal(person->language, row->language) ||
                !text_equal(person->phone, row->phone);
    struct text folded = people_email_folded(comparing->arena, wanted->email);
    bool takes =
        row->marked ? roster_speaks(folded, row->email_mark) : text_is_empty(row->email) && !text_is_empty(folded);
    step->account = takes && !text_equal(folded, people_email_folded(comparing->arena, row->email));
}

int roster_compare_person(struct roster_comparing *comparing, const struct roster_wanted_person *wanted)
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
    struct text name = roster_full_name(comparing->arena, wanted->given_name, wanted->family_name);
    step->name_mark = roster_mark_of(name, row.name_mark);
    step->language_mark = roster_mark_of(wanted->language, row.language_mark);
    step->phone_mark = wanted->phone_mark ? wanted->phone_mark : row.phone_mark;
    step->email_mark = roster_mark_of(people_email_folded(comparing->arena, wanted->email), row.email_mark);
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
