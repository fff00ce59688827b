/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What board.c has at hand while it reads a board, for the part that fills the tiles (board_tiles.c). Of board.h alone.
 */
#ifndef FEATURE_HANDOVER_BOARD_READING_H
#define FEATURE_HANDOVER_BOARD_READING_H

#include "base/zone.h"
#include "feature/handover/board.h"
#include "feature/handover/handover.sql.h"

/* One board while it is read. */
struct board_reading {
    struct request *request;
    struct board_view *view;
    struct group_id group;
    struct date today;
    struct zone_day zone_day;
    unsigned ages;       /* of the group (code.h) */
    bool hints;          /* the board says what is still open (R030) */
    struct text phrases; /* empty phrases that are asked about (R029), empty: the program's; null: none are */
};

/* The tile of a child; NULL when it has none. */
struct tile_view *board_tile_of(struct board_view *view, struct child_id child);

/* Lays a line of home, or of the centre, on a tile. Lines come in time order. */
void board_tile_note(struct board_reading *reading, struct tile_view *tile,
                     const struct handover_board_entries_row *row);
void board_tile_done(struct board_reading *reading, struct tile_view *tile,
                     const struct handover_board_entries_row *row);

/* When all lines are there: what is still open, and what a tile does not hold. */
void board_tile_finish(struct board_reading *reading, struct tile_view *tile);

#endif
