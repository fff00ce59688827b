/* SPDX-License-Identifier: EUPL-1.2 */
/* See together.h. */
#include "db/together.h"

#include "db/driver.h"

#include <assert.h>

void db_together_add(struct db_together *together, struct db_together_part part, const void *in)
{
    assert(together->count < (size_t)DB_TOGETHER_MAXIMUM && !part.statement->writes);
    if (in != NULL)
        part.in = arena_copy(together->arena, in, part.statement->in_size);
    together->parts[together->count++] = part;
}

void db_together_give(const struct db_together_part *part, void *items, size_t count)
{
    struct {
        void *items;
        size_t count;
    } rows = { items, count };
    if (!part->one) {
        memcpy(part->ret, &rows, sizeof rows);
        return;
    }
    *part->ret_found = count > 0;
    if (count > 0)
        memcpy(part->ret, items, part->statement->row_size);
}

static int run_in_turn(struct db_together *together)
{
    struct db *db = together->db;
    for (size_t i = 0; i < together->count; i++) {
        const struct db_together_part *part = &together->parts[i];
        void *items = NULL;
        size_t count = 0;
        int status = db->driver->run(db, part->statement, part->in, together->arena, part->one ? 1 : SIZE_MAX, &items,
                                     &count, NULL);
        if (status != STATUS_OK)
            return status;
        db_together_give(part, items, count);
    }
    return STATUS_OK;
}

static int ask(struct db_together *together)
{
    struct db *db = together->db;
    if (together->count == 0)
        return STATUS_OK;
    return db->driver->run_together ? db->driver->run_together(db, together) : run_in_turn(together);
}

/* Gives what stands in memory, and leaves in the list what the database must be asked. */
static int take_recalled(struct db_together *together, struct db_recall_key keys[DB_TOGETHER_MAXIMUM])
{
    size_t left = 0;
    for (size_t i = 0; i < together->count; i++) {
        struct db_together_part part = together->parts[i];
        void *items = NULL;
        size_t count = 0;
        int status = db_recall_key(together->db, part.statement, part.in, together->arena, &keys[left]);
        if (status != STATUS_OK)
            return status;
        if (db_recall_find(together->db, &keys[left], together->arena, &items, &count))
            db_together_give(&part, items, count);
        else
            together->parts[left++] = part;
    }
    together->count = left;
    return STATUS_OK;
}

static void keep(const struct db_together *together, const struct db_recall_key *key,
                 const struct db_together_part *part)
{
    struct {
        void *items;
        size_t count;
    } rows = { part->ret, part->one && *part->ret_found };
    if (!part->one)
        memcpy(&rows, part->ret, sizeof rows);
    db_recall_keep(together->db, key, rows.items, rows.count);
}

int db_together_run(struct db_together *together)
{
    struct db_recall_key keys[DB_TOGETHER_MAXIMUM] = { { .statement = NULL } };
    int status = STATUS_OK;
    if (together->db->recall)
        status = take_recalled(together, keys);
    if (status == STATUS_OK)
        status = ask(together);
    for (size_t i = 0; status == STATUS_OK && i < together->count; i++)
        keep(together, &keys[i], &together->parts[i]);
    together->count = 0;
    return status;
}
