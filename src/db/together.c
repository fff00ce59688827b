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

int db_together_run(struct db_together *together)
{
    struct db *db = together->db;
    int status = db->driver->run_together ? db->driver->run_together(db, together) : run_in_turn(together);
    together->count = 0;
    return status;
}
