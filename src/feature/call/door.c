/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What waits and is for the door, or for no door at all (R033).
 */
#include "access/viewer.h"
#include "feature/call/own.h"
#include "http/request.h"

int call_door_read(struct request *request, struct group_id group, struct call_doors *ret_doors)
{
    struct call_at_door_rows rows;
    int status = call_at_door(request->db, request->arena,
                              (struct call_at_door_in){ .organisation = request->organisation,
                                                        .care_group = group,
                                                        .person = request->person,
                                                        .today = request->viewer->today,
                                                        .homes = SCOPE_SIDE_HOME,
                                                        .team = SCOPE_READ_CENTRE },
                              &rows);
    *ret_doors = (struct call_doors){ .items = NULL };
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        *vector_add(request->arena, ret_doors) = (struct call_door){ .child = rows.items[i].child,
                                                                     .name = rows.items[i].name,
                                                                     .topic = call_topic_find(rows.items[i].topic),
                                                                     .sensitive = rows.items[i].sensitive };
    return status;
}

bool call_is_about(enum call_topic topic, struct text kind)
{
    static const struct {
        enum call_topic topic;
        enum entry_kind kind;
    } kinds[] = {
        { CALL_ILL, KIND_HEALTH },       { CALL_EATING, KIND_FOOD },    { CALL_EATING, KIND_DRINK },
        { CALL_EATING, KIND_BREAKFAST }, { CALL_SLEEPING, KIND_NIGHT }, { CALL_EATING, KIND_BOTTLE },
        { CALL_SLEEPING, KIND_SLEEP },   { CALL_SAD, KIND_MOOD },       { CALL_SAD, KIND_BEHAVIOUR },
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].topic == topic && text_equal(text_from(code_kinds[kinds[i].kind].name), kind))
            return true;
    return false;
}
