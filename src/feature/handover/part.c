/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What other capabilities put on the day page and the board (handover.h): asked with the page, shown in its places.
 */
#include "feature/handover/part.h"
#include "access/viewer.h"
#include "feature/handover/day_reading.h"
#include "feature/handover/handover.h"

static struct handover_day day_of(const struct day_reading *reading)
{
    const struct day_view *view = reading->view;
    return (struct handover_day){ .request = reading->request,
                                  .child = reading->child,
                                  .date = reading->date,
                                  .zone_day = &reading->zone_day,
                                  .name = view->name,
                                  .is_home = view->is_home,
                                  .can_write = view->can_write,
                                  .two_homes = reading->head.two_homes,
                                  .came = reading->stay.in_at != INSTANT_NONE,
                                  .expected = reading->placement.expected };
}

void part_ask(struct day_reading *reading, struct db_together *together)
{
    struct handover_day day = day_of(reading);
    for (size_t i = 0; i < handover_part_count; i++)
        reading->asked[i] = handover_parts[i]->ask(&day, together);
}

void part_show(struct day_reading *reading)
{
    struct day_view *view = reading->view;
    struct handover_day day = day_of(reading);
    for (size_t i = 0; i < handover_part_count; i++) {
        struct handover_shown *shown = vector_add(reading->request->arena, &view->parts);
        *shown = (struct handover_shown){ .presence = TEXT_NULL };
        handover_parts[i]->show(&day, reading->asked[i], shown);
        if (text_is_null(shown->presence))
            continue;
        view->presence = shown->presence;
        view->opens_later = view->opens_later && day.came; /* it stays away: there is no story to wait for */
    }
}

int part_board(struct request *request, struct group_id group, struct board_view *board)
{
    int status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < handover_part_count; i++)
        if (handover_parts[i]->board)
            status = handover_parts[i]->board(request, group, board);
    return status;
}

struct handover_tile *handover_tile(struct board_view *board, struct child_id child)
{
    for (size_t i = 0; i < board->tiles.count; i++)
        if (board->tiles.items[i].child.value == child.value)
            return &board->tiles.items[i].more;
    return NULL;
}
