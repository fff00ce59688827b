/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Writing what is practical, and reading it. No text is overwritten: each save is a new row.
 */
#include "feature/practical/practical.h"

#include "access/audit.h"
#include "access/rule.h"
#include "db/change.h"
#include "feature/practical/practical.sql.h"
#include "feature/practical/topic.h"

static int check_manager(struct change *change, const struct practical_write *write)
{
    int64_t scope;
    int status = access_location(change->db, (struct access_who){ change->organisation, change->actor, write->today },
                                 write->location, &scope);
    return status == STATUS_OK && (scope & SCOPE_MANAGE) == 0 ? STATUS_NOT_FOUND : status;
}

/* What the location has: the item that is written, its text in this language, and where a new one would stand. */
struct found {
    bool item;
    bool topic;   /* one with this topic is there */
    int64_t text; /* id of the newest in this language */
    int64_t last; /* place of the last item */
    size_t items;
};

static int find(struct change *change, const struct practical_write *write, struct found *ret_found)
{
    struct practical_texts_rows rows;
    int status = practical_texts(
        change->db, change->arena,
        (struct practical_texts_in){ .organisation = change->organisation, .location = write->location }, &rows);
    *ret_found = (struct found){ .item = false };
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        const struct practical_texts_row *row = &rows.items[i];
        ret_found->items += i == 0 || rows.items[i - 1].item.value != row->item.value;
        ret_found->last = row->place;
        ret_found->topic = ret_found->topic || (row->topic.length > 0 && text_equal(row->topic, write->topic));
        if (row->item.value != write->item.value)
            continue;
        ret_found->item = true;
        if (text_equal(row->language, write->language))
            ret_found->text = row->id;
    }
    return status;
}

static int add_item(struct change *change, struct practical_write *write, const struct found *found)
{
    bool known = practical_topic_find(write->topic) != NULL;
    if (text_is_empty(write->words) || (!known && text_is_empty(write->title)))
        return change_fail(change, STATUS_INVALID, WORD_PRACTICAL_NEEDS_WORDS);
    if (found->items >= PRACTICAL_ITEMS_MAXIMUM)
        return change_fail(change, STATUS_INVALID, WORD_PRACTICAL_FULL);
    if (found->topic)
        return STATUS_CONFLICT;
    write->written = CHANGE_MINT(change, notice);
    return practical_item_insert(change->db,
                                 (struct practical_item_insert_in){ .organisation = change->organisation,
                                                                    .id = write->written,
                                                                    .location = write->location,
                                                                    .topic = known ? write->topic : TEXT(""),
                                                                    .place = found->last + 1,
                                                                    .created_at = change->now_at },
                                 NULL);
}

static int add_text(struct change *change, const struct practical_write *write)
{
    return practical_text_insert(change->db,
                                 (struct practical_text_insert_in){ .organisation = change->organisation,
                                                                    .item = write->written,
                                                                    .language = write->language,
                                                                    .id = identity_mint(change->identities),
                                                                    .title = write->title,
                                                                    .words = write->words,
                                                                    .written_by = change->actor,
                                                                    .written_at = change->now_at },
                                 NULL);
}

static int write_text(struct change *change, struct practical_write *write, const struct found *found)
{
    int status = STATUS_OK;
    write->written = write->item;
    if (write->item.value == 0)
        status = add_item(change, write, found);
    else if (found->text != write->base)
        return STATUS_CONFLICT;
    if (status == STATUS_OK)
        status = add_text(change, write);
    if (status == STATUS_OK && write->again && write->item.value != 0)
        status = practical_again(change->db, (struct practical_again_in){ change->organisation, write->item }, NULL);
    return status == STATUS_OK ? audit_add(change, "practical.write", "location", write->location.value) : status;
}

int practical_write(struct change *change, void *argument)
{
    struct practical_write *write = argument;
    struct found found;
    int status = check_manager(change, write);
    if (status == STATUS_OK)
        status = find(change, write, &found);
    if (status != STATUS_OK)
        return status;
    if (write->item.value != 0 && !found.item)
        return STATUS_NOT_FOUND;
    if (!write->remove || write->item.value == 0)
        return write_text(change, write, &found);
    status = practical_remove(change->db,
                              (struct practical_remove_in){ change->organisation, write->item, change->now_at }, NULL);
    return status == STATUS_OK ? audit_add(change, "practical.remove", "location", write->location.value) : status;
}

int practical_mark(struct change *change, void *argument)
{
    const struct practical_mark *mark = argument;
    struct practical_items_rows rows;
    int status = practical_items(change->db, change->arena,
                                 (struct practical_items_in){ .organisation = change->organisation,
                                                              .child = mark->child,
                                                              .person = change->actor,
                                                              .today = mark->today,
                                                              .need = SCOPE_SIDE_HOME },
                                 &rows);
    bool there = false;
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        there = there || rows.items[i].item.value == mark->item.value;
    if (status != STATUS_OK || !there)
        return status == STATUS_OK ? STATUS_NOT_FOUND : status;
    int64_t added = 0;
    status = practical_read_insert(change->db,
                                   (struct practical_read_insert_in){ .organisation = change->organisation,
                                                                      .person = change->actor,
                                                                      .item = mark->item,
                                                                      .read_at = change->now_at },
                                   &added);
    return status == STATUS_OK && added > 0 ? audit_add(change, "practical.read", "item", mark->item.value) : status;
}

int practical_erase_person(struct change *change, struct person_id person)
{
    return practical_erase_own_reads(change->db, (struct practical_erase_own_reads_in){ change->organisation, person },
                                     NULL);
}
