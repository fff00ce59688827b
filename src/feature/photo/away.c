/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Taking back and taking away: by who works on the group, where consent ended, and when a child is erased.
 */
#include "access/audit.h"
#include "access/scope.h"
#include "db/change.h"
#include "feature/photo/own.h"

/* From every page; the row stays, as something that was there. */
static int remove_everywhere(struct change *change, struct photo_id photo, const struct photo_one_row *row,
                             struct date today)
{
    struct photo_on_it_rows children;
    int status =
        photo_on_it(change->db, change->arena,
                    (struct photo_on_it_in){ .organisation = change->organisation, .photo = photo }, &children);
    for (size_t i = 0; status == STATUS_OK && i < children.count; i++)
        status = photo_hide(change, photo, &children.items[i], today);
    if (status == STATUS_OK)
        status = photo_unwanted(change, row->source);
    if (status == STATUS_OK)
        status = photo_end(
            change->db,
            (struct photo_end_in){ .organisation = change->organisation, .id = photo, .state = TEXT("gone") }, NULL);
    return status == STATUS_OK ? photo_let_go(change, row) : status;
}

int photo_take_back(struct change *change, void *argument)
{
    const struct photo_taking_back *taking = argument;
    struct photo_one_row row;
    int status = photo_read_today(change, taking->group, taking->today, taking->photo, &row);
    if (status == STATUS_OK)
        status = remove_everywhere(change, taking->photo, &row, taking->today);
    if (status == STATUS_OK)
        status = photo_tell_group(change, taking->group);
    return status == STATUS_OK ? audit_add(change, "photo.take_back", "photo", taking->photo.value) : status;
}

/* Without consent to be shown to others, a photo that the child is on stays with its own home alone. */
static int keep_at_home(struct change *change, struct photo_id photo, struct child_id child, struct date today)
{
    struct photo_on_it_rows children;
    int status =
        photo_on_it(change->db, change->arena,
                    (struct photo_on_it_in){ .organisation = change->organisation, .photo = photo }, &children);
    for (size_t i = 0; status == STATUS_OK && i < children.count; i++) {
        struct photo_strangers_rows strangers;
        if (children.items[i].child.value == child.value)
            continue;
        status = photo_strangers(change->db, change->arena,
                                 (struct photo_strangers_in){ .organisation = change->organisation,
                                                              .child = children.items[i].child,
                                                              .other = child,
                                                              .today = today,
                                                              .readers = SCOPE_READ_HOME | SCOPE_READ_LIMITED,
                                                              .homes = SCOPE_READ_HOME },
                                 &strangers);
        if (status == STATUS_OK && strangers.count > 0)
            status = photo_hide(change, photo, &children.items[i], today);
    }
    return status;
}

/* What stands with the child's home goes when somebody reads there now who may not see another child on it. */
static int leave_home(struct change *change, struct photo_id photo, struct child_id child, struct date today)
{
    const struct consent_purpose *group = consent_purpose_find(TEXT("photo_group"));
    struct photo_on_it_rows children;
    const struct photo_on_it_row *own = NULL;
    bool leaves = false;
    int status =
        photo_on_it(change->db, change->arena,
                    (struct photo_on_it_in){ .organisation = change->organisation, .photo = photo }, &children);
    for (size_t i = 0; status == STATUS_OK && i < children.count; i++)
        if (children.items[i].child.value == child.value)
            own = &children.items[i];
    for (size_t i = 0; status == STATUS_OK && own && own->moment.value != 0 && !leaves && i < children.count; i++) {
        const struct photo_on_it_row *other = &children.items[i];
        struct photo_strangers_rows strangers;
        bool with_group = true;
        if (other == own || other->on_it == PHOTO_NOT_ON_IT)
            continue;
        status = consent_in_force(change->db, change->organisation, other->child, group, 0, today, &with_group);
        if (status != STATUS_OK || with_group)
            continue;
        status = photo_strangers(change->db, change->arena,
                                 (struct photo_strangers_in){ .organisation = change->organisation,
                                                              .child = child,
                                                              .other = other->child,
                                                              .today = today,
                                                              .readers = SCOPE_READ_HOME | SCOPE_READ_LIMITED,
                                                              .homes = SCOPE_READ_HOME },
                                 &strangers);
        leaves = status == STATUS_OK && strangers.count > 0;
    }
    return status == STATUS_OK && leaves ? photo_hide(change, photo, own, today) : status;
}

/* A photo that stands nowhere any more is gone, with its files. */
static int end_when_nowhere(struct change *change, struct photo_id photo)
{
    struct photo_one_row row;
    struct photo_on_it_rows children;
    bool shown = false;
    int status = photo_one(change->db, change->arena,
                           (struct photo_one_in){ .organisation = change->organisation, .id = photo }, &row);
    if (status == STATUS_OK)
        status =
            photo_on_it(change->db, change->arena,
                        (struct photo_on_it_in){ .organisation = change->organisation, .photo = photo }, &children);
    for (size_t i = 0; status == STATUS_OK && i < children.count; i++)
        shown = shown || children.items[i].moment.value != 0;
    if (status != STATUS_OK || shown || !text_equal(row.state, TEXT("ready")))
        return status;
    status = remove_everywhere(change, photo, &row, row.day);
    return status == STATUS_OK ? photo_tell_group(change, row.care_group) : status;
}

/* Whoever says no to photos of her own child says no to others seeing it; that she did not answer says nothing. */
static bool ends_sharing(const struct consent_change *what, bool own_family)
{
    return !what->in_force && (!own_family || !what->rechecked);
}

int photo_consent_changed(struct change *change, const struct consent_change *what)
{
    struct text purpose = text_from(what->purpose->name);
    bool own_family = text_equal(purpose, TEXT("photo_own_family"));
    struct photo_of_child_rows photos;
    if (!own_family && (what->in_force || !text_equal(purpose, TEXT("photo_group"))))
        return STATUS_OK;
    int status = photo_of_child(
        change->db, change->arena,
        (struct photo_of_child_in){ .organisation = change->organisation, .child = what->child }, &photos);
    for (size_t i = 0; status == STATUS_OK && i < photos.count; i++) {
        if (ends_sharing(what, own_family) && photos.items[i].on_it != PHOTO_NOT_ON_IT)
            status = keep_at_home(change, photos.items[i].photo, what->child, what->today);
        if (status == STATUS_OK && own_family)
            status = leave_home(change, photos.items[i].photo, what->child, what->today);
        if (status == STATUS_OK)
            status = end_when_nowhere(change, photos.items[i].photo);
    }
    return status;
}

static int take_away(struct change *change, struct photo_id photo)
{
    struct photo_one_row row;
    int status = photo_one(change->db, change->arena,
                           (struct photo_one_in){ .organisation = change->organisation, .id = photo }, &row);
    return status == STATUS_OK ? remove_everywhere(change, photo, &row, row.day) : status;
}

int photo_erase_child(struct change *change, struct child_id child)
{
    struct photo_of_child_rows photos;
    int status =
        photo_of_child(change->db, change->arena,
                       (struct photo_of_child_in){ .organisation = change->organisation, .child = child }, &photos);
    for (size_t i = 0; status == STATUS_OK && i < photos.count; i++)
        if (photos.items[i].on_it != PHOTO_NOT_ON_IT)
            status = take_away(change, photos.items[i].photo);
    return status == STATUS_OK
               ? photo_erase_children(
                     change->db,
                     (struct photo_erase_children_in){ .organisation = change->organisation, .child = child }, NULL)
               : status;
}
