/* SPDX-License-Identifier: EUPL-1.2 */
/* The secrets of apps for command/reseal.h, which seals them anew when the key file was renewed. */
#include "access/seal.h"
#include "base/error.h"
#include "db/change.h"
#include "feature/second_factor/second_factor.h"
#include "feature/second_factor/second_factor.sql.h"

static int list(struct db *db, struct arena *arena, struct organisation_id organisation, int64_t after, int64_t most,
                struct sealed_rows *ret_rows)
{
    struct second_factor_sealed_list_rows rows;
    int status = second_factor_sealed_list(
        db, arena,
        (struct second_factor_sealed_list_in){ .organisation = organisation, .after = { after }, .most = most }, &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        *vector_add(arena, &ret_rows->items) =
            (struct sealed_row){ rows.items[i].person.value, rows.items[i].person, rows.items[i].secret };
    return status;
}

static int put(struct change *change, const struct sealed_row *was, struct text sealed)
{
    return second_factor_sealed_put(
        change->db,
        (struct second_factor_sealed_put_in){
            .organisation = change->organisation, .person = was->person, .was = was->sealed, .secret = sealed },
        NULL);
}

const struct sealed_kind second_factor_sealed = { .purpose = "totp", .list = list, .put = put };
