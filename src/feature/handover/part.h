/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Where the pages of the handover call what other capabilities add (handover.h). Inside the feature only.
 */
#ifndef FEATURE_HANDOVER_PART_H
#define FEATURE_HANDOVER_PART_H

#include "feature/handover/views.h"

struct day_reading;
struct db_together;
struct request;

/* With the statements of the page, before they run. */
void part_ask(struct day_reading *reading, struct db_together *together);

/* When head, placement and stay are in the view. */
void part_show(struct day_reading *reading);

/* When the tiles are there. */
int part_board(struct request *request, struct group_id group, struct board_view *board) MUST_CHECK;

#endif
