/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Sending and sharing.
 */
#include "access/audit.h"
#include "access/rule.h"
#include "access/scope.h"
#include "db/change.h"
#include "feature/handover/handover.h"
#include "feature/photo/own.h"
#include "words.h"

enum { FORGET_AFTER_MS = 2 * 3600 * 1000 /* longer than media_remove wants a file to be old */ };

int photo_read_children(struct db *db, struct arena *arena, struct organisation_id organisation,
                        struct person_id person, struct group_id group, struct date day,
                        struct photo_children *ret_children)
{
    struct photo_children_rows rows;
    int status = photo_children(db, arena,
                                (struct photo_children_in){ .organisation = organisation,
                                                            .care_group = group,
                                                            .person = person,
                                                            .day = day,
                                                            .weekday_bit = weekday_bit(day) },
                                &rows);
    *ret_children = (struct photo_children){ .items = NULL };
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        *vector_add(arena, ret_children) = (struct photo_child){ .child = rows.items[i].child,
                                                                 .name = rows.items[i].given_name,
                                                                 .here = rows.items[i].here,
                                                                 .own_family = rows.items[i].own_family,
                                                                 .with_group = rows.items[i].with_group };
    return status;
}

const struct photo_child *photo_child_in(const struct photo_children *children, struct child_id child)
{
    for (size_t i = 0; i < children->count; i++)
        if (children->items[i].child.value == child.value)
            return &children->items[i];
    return NULL;
}

/* --- lines and files --- */

static int show_files(struct change *change, const struct photo_one_row *row, struct entry_id entry)
{
    const struct file_id files[] = { row->large_file, row->small_file };
    int status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < sizeof files / sizeof *files; i++)
        status = photo_entry_file(
            change->db,
            (struct photo_entry_file_in){ .organisation = change->organisation, .file = files[i], .entry = entry },
            NULL);
    return status;
}

int photo_show(struct change *change, struct photo_id photo, const struct photo_one_row *row, struct child_id child)
{
    struct handover_line_new line = { .child = child,
                                      .day = row->day,
                                      .today = row->day,
                                      .at = row->at,
                                      .kind = KIND_PHOTO,
                                      .value = "sent",
                                      .note = row->caption,
                                      .language = row->language,
                                      .may_wait = !row->at_once,
                                      .group = row->care_group };
    struct moment_id moment = { 0 };
    struct photo_entry_row entry;
    int status = access_audience(change->db, change->organisation, child, change->actor, AUDIENCE_ALL, &line.audience);
    if (status == STATUS_OK)
        status = handover_line_add(change, &line, &moment);
    if (status == STATUS_OK)
        status = photo_child_show(
            change->db,
            (struct photo_child_show_in){
                .organisation = change->organisation, .photo = photo, .child = child, .moment = moment },
            NULL);
    if (status == STATUS_OK)
        status = photo_entry(
            change->db, change->arena,
            (struct photo_entry_in){ .organisation = change->organisation, .child = child, .moment = moment }, &entry);
    return status == STATUS_OK ? show_files(change, row, entry.entry) : status;
}

int photo_hide(struct change *change, struct photo_id photo, const struct photo_on_it_row *on_it, struct date today)
{
    struct photo_entry_row entry;
    if (on_it->moment.value == 0)
        return STATUS_OK;
    int status = photo_entry(
        change->db, change->arena,
        (struct photo_entry_in){ .organisation = change->organisation, .child = on_it->child, .moment = on_it->moment },
        &entry);
    if (status != STATUS_OK)
        return status == STATUS_NOT_FOUND ? STATUS_OK : status;
    status = photo_entry_unfile(
        change->db, (struct photo_entry_unfile_in){ .organisation = change->organisation, .entry = entry.entry }, NULL);
    const struct handover_line_new line = { .child = on_it->child, .today = today, .audience = entry.audience };
    if (status == STATUS_OK)
        status = handover_line_withdraw(change, &line, on_it->moment);
    if (status == STATUS_OK)
        status = photo_child_show(
            change->db,
            (struct photo_child_show_in){ .organisation = change->organisation, .photo = photo, .child = on_it->child },
            NULL);
    for (size_t i = 0; status == STATUS_OK && i < photo_listener_count; i++)
        status = photo_listeners[i].hidden(change, photo, on_it->child);
    return status;
}

int photo_unwanted(struct change *change, struct text file_name)
{
    static const struct text nothing = { "{}", 2 };
    int status =
        photo_unwanted_add(change->db,
                           (struct photo_unwanted_add_in){
                               .organisation = change->organisation, .name = file_name, .since_at = change->now_at },
                           NULL);
    return status == STATUS_OK
               ? job_add(change, photo_forget_job.name, nothing, TEXT(""), change->now_at + FORGET_AFTER_MS, NULL)
               : status;
}

int photo_let_go(struct change *change, const struct photo_one_row *row)
{
    struct photo_unwanted_files_rows files;
    int status = photo_unwanted_files(change->db, change->arena,
                                      (struct photo_unwanted_files_in){ .organisation = change->organisation,
                                                                        .large_file = row->large_file,
                                                                        .small_file = row->small_file },
                                      &files);
    for (size_t i = 0; status == STATUS_OK && i < files.count; i++) {
        status = photo_unwanted(change, files.items[i].name);
        if (status == STATUS_OK)
            status = photo_file_remove(
                change->db,
                (struct photo_file_remove_in){ .organisation = change->organisation, .id = files.items[i].file }, NULL);
    }
    return status;
}

int photo_tell_group(struct change *change, struct group_id group)
{
    return change_event(change, "photo", (struct event_topic){ .group = group });
}

/* --- sending --- */

/* Whether some reader at this child's home would see another family's child who may not be shown to them. */
static int shows_others(struct db *db, struct arena *arena, const struct photo_choice *choice,
                        const struct photo_children *on_it, const struct photo_child *child, bool *ret_shows)
{
    int status = STATUS_OK;
    *ret_shows = false;
    for (size_t i = 0; status == STATUS_OK && i < on_it->count && !*ret_shows; i++) {
        const struct photo_child *other = &on_it->items[i];
        struct photo_strangers_rows strangers;
        if (other->child.value == child->child.value || other->with_group)
            continue;
        status = photo_strangers(db, arena,
                                 (struct photo_strangers_in){ .organisation = choice->organisation,
                                                              .child = child->child,
                                                              .other = other->child,
                                                              .today = choice->today,
                                                              .readers = SCOPE_READ_HOME | SCOPE_READ_LIMITED,
                                                              .homes = SCOPE_READ_HOME },
                                 &strangers);
        *ret_shows = status == STATUS_OK && strangers.count > 0;
    }
    return status;
}

int photo_choose(struct db *db, struct arena *arena, struct photo_choice *choice)
{
    struct photo_children group, on_it = { .items = NULL };
    int status =
        photo_read_children(db, arena, choice->organisation, choice->person, choice->group, choice->today, &group);
    choice->homes = choice->left_out = (struct photo_children){ .items = NULL };
    for (size_t i = 0; status == STATUS_OK && i < choice->child_count; i++) {
        const struct photo_child *child = photo_child_in(&group, choice->children[i]);
        if (!child)
            return STATUS_NOT_FOUND;
        *vector_add(arena, &on_it) = *child;
    }
    for (size_t i = 0; status == STATUS_OK && i < on_it.count; i++) {
        bool others = false;
        if (on_it.items[i].own_family)
            status = shows_others(db, arena, choice, &on_it, &on_it.items[i], &others);
        if (on_it.items[i].own_family && !others)
            *vector_add(arena, &choice->homes) = on_it.items[i];
        else
            *vector_add(arena, &choice->left_out) = on_it.items[i];
    }
    return status;
}

/* Whoever works on the group now, whatever she did when the page was made. */
static int check_group(struct change *change, struct group_id group, struct date today)
{
    struct access_who who = { change->organisation, change->actor, today };
    int64_t scope;
    int status = access_group(change->db, who, group, &scope);
    return status == STATUS_OK && (scope & SCOPE_WRITE_CENTRE) == 0 ? STATUS_DENIED : status;
}

static bool names(const struct child_id *children, size_t count, struct child_id child)
{
    for (size_t i = 0; i < count; i++)
        if (children[i].value == child.value)
            return true;
    return false;
}

/* Sent twice, kept once: a form that went out again brings the same bytes for the same children. */
static int is_there(struct change *change, const struct photo_sending *sending, struct text source, bool *ret_there)
{
    struct photo_same_rows rows;
    size_t same = 0;
    int status = photo_same(change->db, change->arena,
                            (struct photo_same_in){ .organisation = change->organisation,
                                                    .care_group = sending->group,
                                                    .day = sending->today,
                                                    .source = source },
                            &rows);
    *ret_there = false;
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        bool first = i == 0 || rows.items[i - 1].photo.value != rows.items[i].photo.value;
        bool last = i + 1 == rows.count || rows.items[i + 1].photo.value != rows.items[i].photo.value;
        same = first ? 0 : same;
        same += names(sending->children, sending->child_count, rows.items[i].child) ? 1 : SIZE_MAX / 2;
        *ret_there = *ret_there || (last && same == sending->child_count);
    }
    return status;
}

static int add_one(struct change *change, const struct photo_sending *sending, struct text source)
{
    bool there;
    struct photo_id photo = CHANGE_MINT(change, photo);
    int status = is_there(change, sending, source, &there);
    if (status != STATUS_OK || there)
        return status;
    status = photo_insert(change->db,
                          (struct photo_insert_in){ .organisation = change->organisation,
                                                    .id = photo,
                                                    .care_group = sending->group,
                                                    .day = sending->today,
                                                    .at = change->now_at,
                                                    .author = change->actor,
                                                    .source = source,
                                                    .caption = sending->caption,
                                                    .language = sending->language,
                                                    .at_once = sending->at_once },
                          NULL);
    for (size_t i = 0; status == STATUS_OK && i < sending->child_count; i++)
        status = photo_child_put(change->db,
                                 (struct photo_child_put_in){ .organisation = change->organisation,
                                                              .photo = photo,
                                                              .child = sending->children[i],
                                                              .on_it = PHOTO_ON_IT },
                                 NULL);
    struct text payload = arena_printf(change->arena, "{\"photo\":%lld}", (long long)photo.value);
    if (status == STATUS_OK)
        status = job_add(change, photo_decode_job.name, payload, payload, 0, NULL);
    return status == STATUS_OK ? audit_add(change, "photo.add", "photo", photo.value) : status;
}

/* The files lie on the disk already: what is not kept is written down as unwanted, in a change that ends well. */
static int refuse(struct change *change, struct photo_sending *sending, int why)
{
    int status = STATUS_OK;
    sending->refused = why;
    for (size_t i = 0; status == STATUS_OK && i < sending->source_count; i++)
        status = photo_unwanted(change, sending->sources[i]);
    return status;
}

int photo_add(struct change *change, void *argument)
{
    struct photo_sending *sending = argument;
    struct photo_choice choice = { .organisation = change->organisation,
                                   .person = change->actor,
                                   .group = sending->group,
                                   .today = sending->today,
                                   .children = sending->children,
                                   .child_count = sending->child_count };
    sending->refused = STATUS_OK;
    int status = check_group(change, sending->group, sending->today);
    if (status == STATUS_OK)
        status = photo_choose(change->db, change->arena, &choice);
    if (status == STATUS_NOT_FOUND || status == STATUS_DENIED)
        return refuse(change, sending, status);
    if (status != STATUS_OK)
        return status;
    if (choice.homes.count == 0)
        return refuse(change, sending, STATUS_INVALID);
    for (size_t i = 0; status == STATUS_OK && i < sending->source_count; i++)
        status = add_one(change, sending, sending->sources[i]);
    return status == STATUS_OK ? photo_tell_group(change, sending->group) : status;
}

/* --- sharing --- */

int photo_read_today(struct change *change, struct group_id group, struct date today, struct photo_id photo,
                     struct photo_one_row *ret_row)
{
    int status = check_group(change, group, today);
    if (status == STATUS_OK)
        status = photo_one(change->db, change->arena,
                           (struct photo_one_in){ .organisation = change->organisation, .id = photo }, ret_row);
    if (status == STATUS_OK && (ret_row->care_group.value != group.value || ret_row->day.days != today.days))
        status = STATUS_NOT_FOUND;
    return status;
}

/* Who may be shown to everybody is not asked about. */
static void weigh(struct photo_sharing *sharing, const struct photo_child *child, bool tagged)
{
    struct photo_child told = *child;
    told.name = text_copy(sharing->arena, child->name);
    bool on_it = tagged || names(sharing->on_it, sharing->on_it_count, child->child);
    bool not_on_it = !tagged && names(sharing->not_on_it, sharing->not_on_it_count, child->child);
    if (child->with_group)
        return;
    if (on_it == not_on_it)
        *vector_add(sharing->arena, &sharing->missing) = told; /* no answer, or two */
    else if (on_it)
        *vector_add(sharing->arena, &sharing->blocked) = told;
}

/* Who was said to be on it stays so, whatever is answered now. */
static bool was_on_it(const struct photo_on_it_rows *already, struct child_id child)
{
    for (size_t i = 0; i < already->count; i++)
        if (already->items[i].child.value == child.value)
            return already->items[i].on_it == PHOTO_ON_IT;
    return false;
}

static int share_with(struct change *change, struct photo_sharing *sharing, const struct photo_one_row *row,
                      const struct photo_on_it_rows *already, const struct photo_child *child)
{
    enum photo_on_it on_it = child->with_group ? PHOTO_NOT_ASKED : PHOTO_NOT_ON_IT;
    if (was_on_it(already, child->child))
        on_it = PHOTO_ON_IT;
    int status = photo_child_put(
        change->db,
        (struct photo_child_put_in){
            .organisation = change->organisation, .photo = sharing->photo, .child = child->child, .on_it = on_it },
        NULL);
    for (size_t i = 0; i < already->count; i++)
        if (already->items[i].child.value == child->child.value && already->items[i].moment.value != 0)
            return status;
    return status == STATUS_OK ? photo_show(change, sharing->photo, row, child->child) : status;
}

int photo_share(struct change *change, void *argument)
{
    struct photo_sharing *sharing = argument;
    struct photo_one_row row;
    struct photo_children group;
    struct photo_on_it_rows already;
    sharing->missing = sharing->blocked = (struct photo_children){ .items = NULL };
    int status = photo_read_today(change, sharing->group, sharing->today, sharing->photo, &row);
    if (status == STATUS_OK && !text_equal(row.state, TEXT("ready")))
        status = STATUS_NOT_FOUND;
    if (status == STATUS_OK)
        status = photo_read_children(change->db, change->arena, change->organisation, change->actor, sharing->group,
                                     sharing->today, &group);
    if (status == STATUS_OK)
        status = photo_on_it(change->db, change->arena,
                             (struct photo_on_it_in){ .organisation = change->organisation, .photo = sharing->photo },
                             &already);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < group.count; i++)
        if (group.items[i].here || was_on_it(&already, group.items[i].child))
            weigh(sharing, &group.items[i], was_on_it(&already, group.items[i].child));
    /* Who is on it and has left the list of today: nobody can say any more that others may see it. */
    for (size_t i = 0; i < already.count; i++)
        if (already.items[i].on_it == PHOTO_ON_IT && !photo_child_in(&group, already.items[i].child))
            *vector_add(sharing->arena, &sharing->blocked) = (struct photo_child){ .child = already.items[i].child };
    if (sharing->missing.count > 0 || sharing->blocked.count > 0)
        return change_fail(change, STATUS_INVALID,
                           sharing->blocked.count > 0 ? WORD_PHOTO_SHARE_BLOCKED : WORD_PHOTO_SHARE_MISSING);
    for (size_t i = 0; status == STATUS_OK && i < group.count; i++)
        if (group.items[i].here)
            status = share_with(change, sharing, &row, &already, &group.items[i]);
    if (status == STATUS_OK)
        status = photo_set_shared(change->db,
                                  (struct photo_set_shared_in){ .organisation = change->organisation,
                                                                .id = sharing->photo,
                                                                .shared_at = change->now_at },
                                  NULL);
    if (status == STATUS_OK)
        status = photo_tell_group(change, sharing->group);
    return status == STATUS_OK ? audit_add(change, "photo.share", "photo", sharing->photo.value) : status;
}
