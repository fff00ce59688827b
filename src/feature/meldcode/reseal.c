/* SPDX-License-Identifier: EUPL-1.2 */
/* Sealed words for command/reseal.h, which seals them anew when the key file was renewed. */
#include "access/seal.h"
#include "base/error.h"
#include "db/change.h"
#include "feature/meldcode/meldcode.h"
#include "feature/meldcode/meldcode.sql.h"

static int list(struct db *db, struct arena *arena, struct organisation_id organisation, int64_t after, int64_t most,
                struct sealed_rows *ret_rows)
{
    struct meldcode_sealed_list_rows rows;
    int status = meldcode_sealed_list(
        db, arena, (struct meldcode_sealed_list_in){ .organisation = organisation, .after = after, .most = most },
        &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        *vector_add(arena, &ret_rows->items) =
            (struct sealed_row){ .id = rows.items[i].id, .sealed = rows.items[i].sealed };
    return status;
}

static int put(struct change *change, const struct sealed_row *was, struct text sealed)
{
    return meldcode_sealed_put(
        change->db,
        (struct meldcode_sealed_put_in){
            .organisation = change->organisation, .id = was->id, .was = was->sealed, .sealed = sealed },
        NULL);
}

const struct sealed_kind meldcode_sealed = { .purpose = "meldcode", .list = list, .put = put };
